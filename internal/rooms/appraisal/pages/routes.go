package pages

import (
	"net/http"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// door is what the handlers stand on: the keeper of scores.
type door struct{ keeper *appraisal.Keeper }

// Routes returns the room's pages over the keeper.
func Routes(k *appraisal.Keeper) func(kit.Deps) []kit.Route {
	d := door{k}
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	return func(kit.Deps) []kit.Route {
		return []kit.Route{
			get("/appraisals", "appraisal.months", "appraisal.read", d.showMonths),
			post("/appraisals", "appraisal.open", "appraisal.keep", d.openRun),
			get("/appraisals/runs/{id}", "appraisal.run", "appraisal.read", d.showRun),
			post("/appraisals/runs/{id}", "appraisal.run_step", "appraisal.publish", d.stepRun),
			post("/appraisals/runs/{id}/entries", "appraisal.enter", "appraisal.keep", d.enter),
			post("/appraisals/runs/{id}/exclude", "appraisal.exclude", "appraisal.keep", d.exclude),
			get("/appraisals/cards/{id}", "appraisal.card", "appraisal.read", d.showCard),
			get("/appraisals/cards/{id}/{item}", "appraisal.item", "appraisal.read", d.showItem),
			post("/appraisals/cards/{id}/object", "appraisal.object", "appraisal.object", d.object),
			post("/appraisals/cards/{id}/correct", "appraisal.correct", "appraisal.keep", d.correct),
			get("/appraisals/objections", "appraisal.objections", "appraisal.read", d.showObjections),
			get("/appraisals/objections/{id}", "appraisal.objection", "appraisal.read", d.showObjection),
			post("/appraisals/objections/{id}", "appraisal.objection_answer", "appraisal.read", d.answerObjection),
			get("/appraisals/schemes", "appraisal.schemes", "appraisal.read", d.showSchemes),
			post("/appraisals/schemes", "appraisal.scheme_draft", "appraisal.keep", d.draftScheme),
			get("/appraisals/schemes/{id}", "appraisal.scheme", "appraisal.read", d.showScheme),
			post("/appraisals/schemes/{id}", "appraisal.scheme_edit", "appraisal.keep", d.editScheme),
			post("/appraisals/schemes/{id}/item", "appraisal.scheme_item", "appraisal.keep", d.editItem),
			post("/appraisals/schemes/{id}/decide", "appraisal.scheme_decide", "appraisal.publish", d.decideScheme),
			get("/appraisals/bulletins", "appraisal.bulletins", "appraisal.read", d.showBulletins),
			post("/appraisals/bulletins", "appraisal.compose", "appraisal.keep", d.compose),
			post("/appraisals/bulletins/{id}", "appraisal.bulletin_decide", "appraisal.publish", d.decideBulletin),
			get("/bulletins/{id}", "appraisal.bulletin", "appraisal.public", d.showBulletin),
			get("/open/appraisals", "appraisal.published", "appraisal.public", d.showPublished),
			get("/open/appraisals/{kind}/{month}", "appraisal.public_month", "appraisal.public", d.showPublic),
			get("/supervisors", "appraisal.roster", "appraisal.roster", d.showRoster),
			post("/supervisors", "appraisal.appoint", "appraisal.keep", d.appoint),
			get("/supervisors/{id}", "appraisal.supervisor", "appraisal.roster", d.showSupervisor),
			post("/supervisors/{id}", "appraisal.supervisor_step", "appraisal.keep", d.stepSupervisor),
			post("/supervisors/{id}/tasks", "appraisal.task_give", "appraisal.keep", d.giveTask),
			get("/opinions", "appraisal.opinions", "appraisal.opinions", d.showOpinions),
			get("/opinions/{id}", "appraisal.opinion", "appraisal.opinions", d.showOpinion),
			post("/opinions/{id}", "appraisal.opinion_step", "appraisal.opinions", d.stepOpinion),
			get("/supervise", "appraisal.own", "appraisal.special", d.showOwn),
			get("/supervise/new", "appraisal.own_new", "appraisal.special", d.showHandIn),
			post("/supervise/new", "appraisal.hand_in", "appraisal.special", d.handIn),
			get("/supervise/opinions/{id}", "appraisal.own_opinion", "appraisal.special", d.showOwnOpinion),
			post("/supervise/opinions/{id}", "appraisal.own_step", "appraisal.special", d.stepOwnOpinion),
			post("/supervise/tasks/{id}", "appraisal.task_report", "appraisal.special", d.reportTask),
		}
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Label: "我的监督任务和意见", Path: "/supervise", Perm: "appraisal.special", Order: 5},
		{Group: "监督", Label: "窗口绩效", Path: "/appraisals", Perm: "appraisal.read", Order: 330},
		{Group: "监督", Label: "特聘监督员", Path: "/supervisors", Perm: "appraisal.roster", Order: 340},
		{Group: "监督", Label: "监督意见", Path: "/opinions", Perm: "appraisal.opinions", Order: 350, Count: waiting},
	}
}

// waiting counts the opinions that wait for the actor: to be answered by the
// head, to be given or ruled on by the managing office.
func waiting(tx *store.Tx, by flow.Actor) (int, error) {
	states := []flow.State{appraisal.OpinionOpen, appraisal.OpinionAnswered}
	if by.Has(identity.Head) {
		states = []flow.State{appraisal.OpinionAssigned}
	}
	n := 0
	for _, s := range states {
		list, err := appraisal.Opinions(tx, by, appraisal.OpinionFilter{State: s})
		if err != nil {
			return 0, err
		}
		n += len(list)
	}
	return n, nil
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
