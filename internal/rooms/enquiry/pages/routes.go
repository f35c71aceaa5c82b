package pages

import (
	"net/http"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/store"
)

// Routes lists the room's addresses.
func Routes(kit.Deps) []kit.Route {
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Pattern: path, Name: "enquiry." + name, Perm: "enquiry." + perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler, pace kit.Pace) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: "enquiry." + name, Perm: "enquiry." + perm, Handle: h, Pace: pace}
	}
	return []kit.Route{
		get("/complain", "form", "public", showForm),
		post("/complain", "file", "public", file, kit.PaceApply),
		get("/track/enquiry", "track", "public", showTrack),
		post("/track/enquiry", "track_show", "public", track, kit.PaceTrack),
		post("/track/enquiry/act", "track_act", "public", trackAct, kit.PaceTrack),
		post("/track/enquiry/proof", "proof", "public", proof, kit.PaceTrack),
		get("/open/enquiries", "published", "public", showPublished),
		get("/open/enquiries/{file}", "published_file", "public", publishedFile),
		get("/enquiries", "queue", "read", showQueue),
		get("/enquiries/new", "desk", "register", showDesk),
		post("/enquiries/new", "register", "register", register, kit.PaceNone),
		get("/enquiries/{id}", "one", "read", showOne),
		post("/enquiries/{id}", "act", "read", act, kit.PaceNone),
		get("/enquiries/handed", "handed", "keep", showHanded),
		get("/enquiries/answered", "answered", "keep", showAnswered),
		get("/enquiries/climbs", "climbs", "read", showClimbs),
		get("/enquiries/unsealing", "unsealing", "read", showUnsealing),
		post("/enquiries/unsealing/{id}", "unseal", "read", decideUnseal, kit.PaceNone),
		get("/enquiries/alarms", "alarms", "keep", showAlarms),
		post("/enquiries/alarms/{id}", "settle", "keep", settleAlarm, kit.PaceNone),
		get("/enquiries/statements", "statements", "statement", showStatements),
		get("/enquiries/statements/{id}", "statement", "statement", showStatement),
		post("/enquiries/statements/{id}", "state", "statement", giveStatement, kit.PaceNone),
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Group: "咨询投诉", Label: "登记咨询投诉", Path: "/enquiries/new", Perm: "enquiry.register", Order: 270},
		{Group: "咨询投诉", Label: "咨询投诉", Path: "/enquiries", Perm: "enquiry.read", Order: 272, Count: waiting},
		{Group: "咨询投诉", Label: "上级交办", Path: "/enquiries/handed", Perm: "enquiry.keep", Order: 274},
		{Group: "咨询投诉", Label: "逐件答复清单", Path: "/enquiries/answered", Perm: "enquiry.keep", Order: 276},
		{Group: "咨询投诉", Label: "逾期上报", Path: "/enquiries/climbs", Perm: "enquiry.read", Order: 278},
		{Group: "咨询投诉", Label: "身份拆封", Path: "/enquiries/unsealing", Perm: "enquiry.read", Order: 280},
		{Group: "咨询投诉", Label: "打击报复预警", Path: "/enquiries/alarms", Perm: "enquiry.keep", Order: 282},
		{Group: "咨询投诉", Label: "情况说明", Path: "/enquiries/statements", Perm: "enquiry.statement", Order: 284},
	}
}

// waiting counts what waits for the actor: to be accepted or reviewed by the
// managing office, to be handled by the unit.
func waiting(tx *store.Tx, by flow.Actor) (int, error) {
	states := []flow.State{enquiry.Assigned}
	if by.Has(identity.Coordinator) {
		states = []flow.State{enquiry.Received, enquiry.Drafted, enquiry.Reporting}
	} else if !by.Has(identity.Head, identity.Reviewer) {
		return 0, nil
	}
	n, err := enquiry.Count(tx, by, enquiry.Filter{States: states})
	return int(n), err
}

// settle runs a form's act; the next page says that it is done.
func settle(c *kit.Ctx, done string, show kit.Handler, act func(tx *store.Tx) (string, error)) error {
	to, err := c.Act(act)
	if err != nil {
		return c.Again(err, show)
	}
	c.Flash(done)
	return c.Redirect(to)
}

const mostVersions = 1 << 40

// seen is the version of the record that the page was drawn with.
func seen(f *ui.Form) int64 { return f.Int("version", "页面版本", 1, mostVersions) }
