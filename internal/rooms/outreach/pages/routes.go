package pages

import (
	"net/http"

	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/outreach"
)

// door is what the handlers stand on.
type door struct{ evidence record.Evidence }

// Routes are the room's pages.
func Routes(deps kit.Deps) []kit.Route {
	d := door{record.Evidence{Intake: papers.Intake{Blobs: deps.Blobs}}}
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Pattern: path, Name: "outreach." + name, Perm: perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: "outreach." + name, Perm: perm, Handle: h}
	}
	upload := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: "outreach." + name, Perm: perm, Handle: h, Upload: true}
	}
	return []kit.Route{
		get("/outreach/visits", "visits", "outreach.read", showVisits),
		get("/outreach/visits/new", "ask_form", "outreach.visit", showAsk),
		post("/outreach/visits/new", "ask", "outreach.visit", ask),
		get("/outreach/visits/{id}", "visit", "outreach.shared", showVisit),
		post("/outreach/visits/{id}", "visit_step", "outreach.shared", stepVisit),
		get("/outreach/visits/{id}/checkup", "issue_form", "outreach.visit", showIssue),
		post("/outreach/visits/{id}/checkup", "issue", "outreach.visit", issue),
		get("/outreach/checkups/{id}", "checkup", "outreach.shared", showCheckup),
		post("/outreach/checkups/{id}", "findings", "outreach.findings", openCheckup),
		get("/outreach/rules", "rules", "outreach.read", showRules),
		post("/outreach/rules", "set_rule", "outreach.rule", setRule),
		get("/needs", "needs", "outreach.read", showNeeds),
		get("/needs/{id}", "need", "outreach.shared", showNeed),
		post("/needs/{id}", "need_step", "outreach.shared", stepNeed),
		get("/me/needs", "mine", "outreach.own", showMine),
		post("/me/needs", "raise", "outreach.own", raise),
		get("/training", "events", "outreach.read", showEvents),
		post("/training", "plan", "outreach.train", plan),
		get("/training/{id}", "event", "outreach.read", showEvent),
		post("/training/{id}", "event_step", "outreach.train", stepEvent),
		get("/outreach/fees", "fees", "outreach.read", showFees),
		get("/outreach/fees/new", "fee_form", "outreach.fee", showFeeForm),
		upload("/outreach/fees/new", "fee_open", "outreach.fee", d.openFee),
		get("/outreach/fees/{id}", "fee", "outreach.shared", showFee),
		post("/outreach/fees/{id}", "fee_step", "outreach.shared", stepFee),
		upload("/outreach/fees/{id}/offers", "offer", "outreach.fee", d.addOffer),
		post("/outreach/evidence/{id}", "evidence", "outreach.shared", d.evidence.Give(outreach.ProofByID)),
		get("/open/training", "open_training", "outreach.public", showOpenTraining),
		get("/open/training/{file}", "twin_training", "outreach.public", twinTraining),
		get("/open/fees", "open_fees", "outreach.public", showOpenFees),
		get("/open/fees/{file}", "twin_fees", "outreach.public", twinFees),
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Group: "企业", Label: "企业诉求", Path: "/needs", Perm: "outreach.read", Order: 340, Count: outreach.Waiting},
		{Group: "企业", Label: "走访企业", Path: "/outreach/visits", Perm: "outreach.read", Order: 342},
		{Group: "企业", Label: "培训活动", Path: "/training", Perm: "outreach.read", Order: 344},
		{Group: "企业", Label: "中介降费", Path: "/outreach/fees", Perm: "outreach.read", Order: 346},
	}
}
