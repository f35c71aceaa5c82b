package pages

import (
	"net/http"

	"yingshang/internal/kit"
)

// Routes are the room's pages.
func Routes(_ kit.Deps) []kit.Route {
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	book := post("/hall/book", "hall.book", kit.Public, bookPlace)
	look := post("/hall/appointment", "hall.look", kit.Public, lookUp)
	cancel := post("/hall/appointment/cancel", "hall.cancel", kit.Public, cancelPlace)
	book.Pace = kit.PaceApply                             // booking by script
	look.Pace, cancel.Pace = kit.PaceTrack, kit.PaceTrack // guessing codes
	return []kit.Route{
		get("/hall", "hall.lobby", kit.Public, showLobby),
		get("/hall/book", "hall.book_form", kit.Public, showBook), book,
		get("/hall/appointment", "hall.look_form", kit.Public, showLookUp), look, cancel,
		get("/hall/screen/{hall}", "hall.screen", kit.Public, showScreen),
		get("/hall/handbook", "hall.handbook", kit.Public, showHandbook),
		get("/hall/chart", "hall.chart", kit.Public, showChart),
		get("/hall/counter", "hall.counter", "hall.call", showCounter),
		post("/hall/counter/next", "hall.call_next", "hall.call", callNext),
		post("/hall/counter/{id}/{verb}", "hall.call_verb", "hall.call", counterVerb),
		get("/hall/desk", "hall.desk", "hall.queue", showDesk),
		post("/hall/desk", "hall.take", "hall.queue", takeNumber),
		post("/hall/appointments/{id}/arrive", "hall.arrive", "hall.queue", arrive),
		get("/hall/appointments/{id}", "hall.appointment", "hall.read", showAppointment),
		get("/hall/turns/{id}", "hall.turn", "hall.read", showTurn),
		get("/hall/handouts", "hall.handouts", "hall.read", showHandouts),
		post("/hall/handouts", "hall.hand_out", "hall.keep", handOut),
		get("/hall/handouts/{id}", "hall.handout", "hall.read", showHandout),
		post("/hall/handouts/{id}/strike", "hall.strike", "hall.keep", strike),
		get("/hall/hours", "hall.hours", "hall.read", showHours),
		post("/hall/hours", "hall.hours_set", "hall.keep", setHours),
		get("/hall/priority", "hall.priority", "hall.read", showPriority),
		post("/hall/priority", "hall.priority_set", "hall.keep", setPriority),
		post("/hall/hours/{id}/end", "hall.hours_end", "hall.keep", endHours),
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Group: "窗口", Label: "叫号", Path: "/hall/counter", Perm: "hall.call", Order: 120},
		{Group: "窗口", Label: "取号和预约", Path: "/hall/desk", Perm: "hall.queue", Order: 125},
		{Group: "大厅", Label: "服务时间", Path: "/hall/hours", Perm: "hall.keep", Order: 260},
		{Group: "大厅", Label: "叫号次序", Path: "/hall/priority", Perm: "hall.keep", Order: 260},
		{Group: "大厅", Label: "手册挂图发放", Path: "/hall/handouts", Perm: "hall.keep", Order: 261},
	}
}

// settle answers an act: a sentence and the next page, or the page again.
func settle(c *kit.Ctx, done string, show kit.Handler, act verb) error {
	to, err := c.Act(act)
	if err != nil {
		return c.Again(err, show)
	}
	c.Flash(done)
	return c.Redirect(to)
}
