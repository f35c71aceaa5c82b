package pages

import (
	"net/http"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// door is what the handlers stand on.
type door struct {
	keeper   *mandate.Keeper
	evidence record.Evidence
}

// Routes returns the room's pages over the keeper.
func Routes(k *mandate.Keeper) func(kit.Deps) []kit.Route {
	return func(deps kit.Deps) []kit.Route {
		d := door{k, record.Evidence{Intake: papers.Intake{Blobs: deps.Blobs}}}
		get := func(path, name, perm string, h kit.Handler) kit.Route {
			return kit.Route{Method: http.MethodGet, Pattern: path, Name: name, Perm: perm, Handle: h}
		}
		post := func(path, name, perm string, h kit.Handler) kit.Route {
			return kit.Route{Method: http.MethodPost, Pattern: path, Name: name, Perm: perm, Handle: h}
		}
		upload := func(path, name, perm string, h kit.Handler) kit.Route {
			return kit.Route{Method: http.MethodPost, Pattern: path, Name: name, Perm: perm, Handle: h, Upload: true}
		}
		routes := []kit.Route{
			get("/mandate", "mandate.desk", "mandate.read", d.showDesk),
			get("/mandate/clauses", "mandate.clauses", "mandate.read", d.showClauses),
			post("/mandate/clauses", "mandate.adopt", "mandate.keep", d.adopt),
			get("/mandate/clauses/{code}", "mandate.clause", "mandate.read", d.showClause),
			get("/mandate/tasks", "mandate.tasks", "mandate.read", d.showTasks),
			post("/mandate/tasks/publish", "mandate.publish", "mandate.confirm", d.publishList),
			get("/mandate/tasks/new", "mandate.new", "mandate.keep", d.showNew),
			post("/mandate/tasks/new", "mandate.set", "mandate.keep", d.set),
			get("/mandate/tasks/{number}", "mandate.task", "mandate.read", d.showTask),
			post("/mandate/tasks/{number}", "mandate.step", "mandate.read", d.stepTask),
			get("/mandate/tasks/{number}/edit", "mandate.edit", "mandate.keep", d.showEdit),
			post("/mandate/tasks/{number}/edit", "mandate.edit_save", "mandate.keep", d.edit),
			get("/mandate/tasks/{number}/report", "mandate.report", "mandate.report", d.showReportForm),
			upload("/mandate/tasks/{number}/report", "mandate.file", "mandate.report", d.file),
			get("/mandate/reports/{id}", "mandate.filed", "mandate.read", d.showReport),
			post("/mandate/reports/{id}", "mandate.decide", "mandate.confirm", d.decide),
			post("/mandate/evidence/{id}", "mandate.evidence", "mandate.read", d.evidence.Give(mandate.ProofByID)),
			get("/mandate/indicators", "mandate.systems", "mandate.read", d.showSystems),
			post("/mandate/indicators", "mandate.system_draft", "mandate.keep", d.draftSystem),
			get("/mandate/indicators/{id}", "mandate.system", "mandate.read", d.showSystem),
			post("/mandate/indicators/{id}", "mandate.system_step", "mandate.confirm", d.stepSystem),
			post("/mandate/indicators/{id}/edit", "mandate.indicator_edit", "mandate.keep", d.editIndicator),
			get("/mandate/rounds", "mandate.rounds", "mandate.read", d.showRounds),
			post("/mandate/rounds", "mandate.round_open", "mandate.keep", d.openRound),
			get("/mandate/rounds/{id}", "mandate.round", "mandate.read", d.showRound),
			post("/mandate/rounds/{id}", "mandate.round_close", "mandate.keep", d.closeRound),
			get("/mandate/scores/{id}", "mandate.score", "mandate.read", d.showScore),
			upload("/mandate/scores/{id}", "mandate.score_file", "mandate.report", d.fileScore),
			post("/mandate/scores/{id}/review", "mandate.score_review", "mandate.confirm", d.reviewScore),
			get("/mandate/ranking", "mandate.ranking", "mandate.read", d.showRanking),
			get("/mandate/ranking/{unit}", "mandate.behind", "mandate.read", d.showBehind),
		}
		for _, l := range openLists {
			routes = append(routes, get(l.path, "mandate.open_"+string(l.list), "mandate.public", l.page),
				get(l.path+"/{file}", "mandate.twin_"+string(l.list), "mandate.public", l.twin))
		}
		return routes
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Label: "本单位任务", Path: "/mandate", Perm: "mandate.read", Order: 30, Count: pressing},
		{Group: "责任", Label: "重点任务", Path: "/mandate/tasks", Perm: "mandate.read", Order: 310},
		{Group: "责任", Label: "条例条款", Path: "/mandate/clauses", Perm: "mandate.read", Order: 312},
		{Group: "责任", Label: "评价指标", Path: "/mandate/indicators", Perm: "mandate.read", Order: 314},
		{Group: "责任", Label: "指标自评", Path: "/mandate/rounds", Perm: "mandate.read", Order: 316},
		{Group: "责任", Label: "谁落后", Path: "/mandate/ranking", Perm: "mandate.read", Order: 318},
	}
}

func pressing(tx *store.Tx, by flow.Actor) (int, error) {
	d, err := mandate.DeskOf(tx, by)
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
