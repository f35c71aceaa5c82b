package pages

import (
	"strings"

	"github.com/a-h/templ"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/store"
)

// counterView is the clerk's page: one number at the window, who waits, who was
// put aside.
type counterView struct {
	Page    ui.Page
	Form    *ui.Form
	Desk    org.Window
	Now     *hall.Turn
	Skipped []hall.Turn
	Queue   []hall.Turn
	Units   []ui.Option // where a number can be sent on to
}

func showCounter(c *kit.Ctx) error {
	v := counterView{Page: c.Page("叫号"), Form: c.Form()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Desk, v.Now, v.Skipped, err = hall.AtDesk(tx, c.Actor); err != nil {
			return err
		}
		if v.Queue, err = hall.Queue(tx, v.Desk.Hall, v.Desk.Units()...); err != nil {
			return err
		}
		lanes, err := hall.Lanes(tx, v.Desk.Hall)
		for _, l := range lanes {
			if v.Now != nil && l.Unit != v.Now.Unit {
				v.Units = append(v.Units, ui.Option{Value: l.Unit, Label: l.Name})
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(counterPage(v))
}

// Strip (排队条) is the queue of the actor's window above another page of the
// window; nil for who has no window with a queue.
func Strip(c *kit.Ctx, page ui.Page) (templ.Component, error) {
	v := counterView{Page: page, Form: c.FormOf("queue")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Desk, v.Now, v.Skipped, err = hall.AtDesk(tx, c.Actor); err != nil {
			return err
		}
		v.Queue, err = hall.Queue(tx, v.Desk.Hall, v.Desk.Units()...)
		return err
	})
	if hall.NoWindow.Is(err) {
		return nil, nil
	}
	return stripTempl(v), err
}

// back is the page that an act on the queue was pressed on: its own or another
// page of the window with the strip.
func back(c *kit.Ctx) string {
	if page := c.Here(); !strings.HasPrefix(page, "/hall/counter/") {
		return page
	}
	return "/hall/counter"
}

func callNext(c *kit.Ctx) error {
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		_, err := hall.CallNext(tx, c.Actor)
		return back(c), err
	}), showCounter)
}

// byVerb are the acts on one number, by the last word of the address.
var byVerb = map[string]func(tx *store.Tx, by flow.Actor, id string) (hall.Turn, error){
	"done": hall.Finish, "skip": hall.Skip, "recall": hall.Recall,
}

func counterVerb(c *kit.Ctx) error {
	word, f := c.Path("verb"), c.FormOf("transfer")
	act, ok := byVerb[word]
	if word == "transfer" {
		act, ok = func(tx *store.Tx, by flow.Actor, id string) (hall.Turn, error) {
			return hall.Transfer(tx, by, id, f.Text("unit"))
		}, true
	}
	if !ok {
		return store.NoRow.New(nil)
	}
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		_, err := act(tx, c.Actor, c.Path("id"))
		return back(c), err
	}), showCounter)
}

// deskView is where numbers are drawn and appointments of today come in.
type deskView struct {
	Page    ui.Page
	Form    *ui.Form
	Halls   []ui.Option
	Hall    org.Unit
	Units   []ui.Option
	Classes []ui.Option
	Booked  []hall.Appointment
	Lanes   []hall.Lane
}

func showDesk(c *kit.Ctx) error {
	v := deskView{Page: c.Page("取号和预约"), Form: c.Form()}
	v.Form.Default("class", string(hall.ClassOrdinary))
	err := c.Read(func(tx *store.Tx) error {
		order, err := hall.PriorityOn(tx, tx.Today())
		if err != nil {
			return err
		}
		for _, line := range order.Sorted() {
			if line.Class != hall.ClassBooked {
				v.Classes = append(v.Classes, ui.Option{Value: string(line.Class), Label: line.Class.Zh(), Hint: line.Says})
			}
		}
		halls, err := hall.Halls(tx)
		if err != nil || len(halls) == 0 {
			return err
		}
		v.Hall = halls[0]
		for _, h := range halls {
			v.Halls = append(v.Halls, ui.Option{Value: h.Code, Label: h.Name})
			if h.Code == c.Query("hall") {
				v.Hall = h
			}
		}
		if v.Lanes, err = hall.Lanes(tx, v.Hall.Code); err != nil {
			return err
		}
		for _, l := range v.Lanes {
			v.Units = append(v.Units, ui.Option{Value: l.Unit, Label: l.Name})
		}
		v.Booked, err = hall.AppointmentsOn(tx, v.Hall.Code, tx.Today(), 200)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(deskPage(v))
}

func takeNumber(c *kit.Ctx) error {
	f := c.Form()
	id, err := c.Act(func(tx *store.Tx) (string, error) {
		t, err := hall.Take(tx, c.Actor, f.Text("hall"), f.Text("unit"), hall.Class(f.Text("class")))
		return t.ID, err
	})
	return drawn(c, id, err)
}

func arrive(c *kit.Ctx) error {
	id, err := c.Act(func(tx *store.Tx) (string, error) {
		t, err := hall.Arrive(tx, c.Actor, c.Path("id"))
		return t.ID, err
	})
	return drawn(c, id, err)
}

func drawn(c *kit.Ctx, id string, err error) error {
	if err != nil {
		return c.Again(err, showDesk)
	}
	c.Flash("号已取好，请把号码告诉办事人。")
	return c.Redirect("/hall/turns/" + id)
}

// recordView is one record as its figure opens to it.
type recordView struct {
	Page  ui.Page
	Title string
	Note  string
	Pairs []ui.Pair
	Back  ui.Link
}

func showTurn(c *kit.Ctx) error {
	v := recordView{Page: c.Page("排队号"), Back: ui.Link{Label: "取号和预约", Href: "/hall/desk"}}
	err := c.Read(func(tx *store.Tx) error {
		t, err := hall.TurnByID(tx, c.Path("id"))
		if err != nil {
			return err
		}
		unit, err := org.ShortName(tx, t.Unit)
		v.Title, v.Note = t.Number, t.Class.Zh()+"，"+hall.TurnFlow.Staff(t.State)
		v.Pairs = []ui.Pair{{Term: "日期", Text: t.Day.Chinese()}, {Term: "办理单位", Text: unit}, {Term: "取号", Text: t.TakenAt.Clock()},
			{Term: "第一次叫号", Text: clockOf(t.FirstCalled)}, {Term: "结束", Text: clockOf(t.EndedAt)}}
		if t.Desk != nil {
			v.Pairs = append(v.Pairs, ui.Pair{Term: "窗口", Text: *t.Desk})
		}
		if t.AppointmentID != nil {
			v.Pairs = append(v.Pairs, ui.Pair{Term: "预约", Link: &ui.Link{Label: "看预约", Href: "/hall/appointments/" + *t.AppointmentID}})
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(recordPage(v))
}

func showAppointment(c *kit.Ctx) error {
	v := recordView{Page: c.Page("预约"), Back: ui.Link{Label: "取号和预约", Href: "/hall/desk"}}
	err := c.Read(func(tx *store.Tx) error {
		a, err := hall.AppointmentByID(tx, c.Path("id"))
		if err != nil {
			return err
		}
		unit, err := org.ShortName(tx, a.Unit)
		v.Title, v.Note = a.Number, hall.AppointmentFlow.Staff(a.State)
		v.Pairs = []ui.Pair{{Term: "时间", Text: a.Day.Chinese() + " " + a.Starts.String()}, {Term: "窗口", Text: a.Desk}, {Term: "办理单位", Text: unit},
			{Term: "要办的事", Text: a.Matter}, {Term: "手机尾号", Text: a.Tail}, {Term: "约于", Text: a.BookedAt.String()}}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(recordPage(v))
}
