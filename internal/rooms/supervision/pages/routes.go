package pages

import (
	"net/http"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

const (
	read    = "supervision.read"
	keep    = "supervision.keep"
	decide  = "supervision.decide"
	rectify = "supervision.rectify"
	public  = "supervision.public"
)

// door is what the handlers stand on.
type door struct {
	store    *store.Store // an import is an act of its own
	evidence record.Evidence
}

// Routes returns the room's pages.
func Routes(deps kit.Deps) []kit.Route {
	d := door{deps.Store, record.Evidence{Intake: papers.Intake{Blobs: deps.Blobs}}}
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	upload := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: name, Perm: perm, Handle: h, Upload: true}
	}
	return []kit.Route{
		get("/supervision", "supervision.desk", read, d.showDesk),
		get("/supervision/rounds", "supervision.rounds", read, d.showRounds),
		get("/supervision/rounds/new", "supervision.plan", keep, d.showPlan),
		post("/supervision/rounds/new", "supervision.plan_save", keep, d.plan),
		get("/supervision/rounds/{number}", "supervision.round", read, d.showRound),
		post("/supervision/rounds/{number}", "supervision.round_step", read, d.stepRound),
		get("/supervision/rounds/{number}/edit", "supervision.round_edit", keep, d.showEditRound),
		post("/supervision/rounds/{number}/edit", "supervision.round_edit_save", keep, d.editRound),
		get("/supervision/rounds/{number}/findings/new", "supervision.record", read, d.showRecord),
		upload("/supervision/rounds/{number}/findings/new", "supervision.record_save", read, d.record),
		get("/supervision/findings", "supervision.findings", read, d.showFindings),
		get("/supervision/findings/{number}", "supervision.finding", read, d.showFinding),
		post("/supervision/findings/{number}", "supervision.finding_step", read, d.stepFinding),
		get("/supervision/findings/{number}/edit", "supervision.finding_edit", read, d.showEditFinding),
		post("/supervision/findings/{number}/edit", "supervision.finding_edit_save", read, d.editFinding),
		upload("/supervision/findings/{number}/attach", "supervision.attach", read, d.attach),
		get("/supervision/findings/{number}/report", "supervision.report", rectify, d.showReport),
		upload("/supervision/findings/{number}/report", "supervision.report_save", rectify, d.report),
		get("/supervision/findings/{number}/look", "supervision.look", read, d.showLook),
		upload("/supervision/findings/{number}/look", "supervision.look_save", read, d.look),
		post("/supervision/findings/{number}/verify", "supervision.verify", read, d.verify),
		post("/supervision/evidence/{id}", "supervision.evidence", read, d.evidence.Give(supervision.ProofByID)),
		get("/supervision/ledger", "supervision.ledger", keep, d.showLedger),
		upload("/supervision/ledger", "supervision.ledger_take", keep, d.takeLedger),
		get("/supervision/ledger/{file}", "supervision.ledger_sheet", keep, d.sheet),
		get("/open/findings", "supervision.open", public, d.open),
		get("/open/findings/{file}", "supervision.twin", public, d.twin),
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Label: "督查整改", Path: "/supervision", Perm: read, Order: 32, Count: pressing},
		{Group: "责任", Label: "专项督查", Path: "/supervision/rounds", Perm: read, Order: 319},
		{Group: "责任", Label: "问题台账", Path: "/supervision/findings", Perm: read, Order: 319},
	}
}

func pressing(tx *store.Tx, by flow.Actor) (int, error) {
	d, err := supervision.DeskOf(tx, by)
	return d.Pressing(), err
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
