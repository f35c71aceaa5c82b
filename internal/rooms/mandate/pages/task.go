package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// taskView is one task.
type taskView struct {
	Page     ui.Page
	Step     *ui.Form
	It       mandate.TaskFile
	Names    map[string]string
	Verbs    map[flow.Verb]bool
	Timeline []ui.Event
	Today    calendar.Day
	Owes     bool
	Lead     bool
}

func (d door) showTask(c *kit.Ctx) error {
	v := taskView{Page: c.Page("任务"), Step: c.FormOf("step"), Verbs: map[flow.Verb]bool{}, Today: c.Now.Day()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = mandate.FileOf(tx, c.Actor, c.Path("number")); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		v.Timeline, err = record.Timeline(tx, v.It.ID, mandate.TaskFlow, taskWords)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range mandate.TaskFlow.Open(c.Actor, v.It.State) {
		v.Verbs[s.Verb] = true
	}
	v.Page.Title = v.It.Number + " " + v.It.Title
	v.Owes, v.Lead = v.It.Owes(c.Actor.Unit), v.It.Lead == c.Actor.Unit
	v.Step.Default("lead", v.It.Lead)
	v.Step.Default("partners", record.NamesOf(v.Names, v.It.Partners))
	return c.Render(taskPage(v))
}

// milestoneOptions are what a deadline may belong to.
func milestoneOptions(list []mandate.Milestone, none string) []ui.Option {
	out := []ui.Option{{Value: "", Label: none}}
	for _, m := range list {
		if m.ReachedAt == nil {
			out = append(out, ui.Option{Value: m.ID, Label: m.Title + "（" + m.Due.String() + "）"})
		}
	}
	return out
}

func why(f *ui.Form) mandate.Why {
	return mandate.Why{Reason: f.Lines("reason"), Document: f.Text("document")}
}

// taskActs are the verbs on a task: the pressed button says which.
var taskActs = map[string]struct {
	done string
	act  func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (mandate.Task, error)
}{
	"publish": {"任务已公布，期限开始计时。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (mandate.Task, error) {
		return mandate.PublishTask(tx, by, number, seen(f), f.Text("document"))
	}},
	"drop": {"草案没有采用。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (mandate.Task, error) {
		return mandate.DropTask(tx, by, number, seen(f))
	}},
	"due": {"期限已变更，原来的期限和理由留在任务页，公众也看得到。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (mandate.Task, error) {
		return mandate.ChangeDue(tx, by, number, seen(f), mandate.Move{Milestone: f.Text("milestone"), Due: f.Day("due", "新的期限"), Why: why(f)})
	}},
	"units": {"牵头和责任单位已调整，原来的留在任务页。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (mandate.Task, error) {
		return mandate.Reassign(tx, by, number, seen(f), mandate.Hands{Lead: f.Text("lead"), Partners: mandate.Codes(trimDash(f.Text("partners"))), Why: why(f)})
	}},
	"reopen": {"任务已重新打开，理由留在任务页。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (mandate.Task, error) {
		return mandate.Reopen(tx, by, number, seen(f), f.Day("due", "新的期限"), why(f))
	}},
	"end": {"任务已撤销，理由留在任务页。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (mandate.Task, error) {
		return mandate.EndTask(tx, by, number, seen(f), why(f))
	}},
	"explain": {"逾期原因已登记，会公开。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (mandate.Task, error) {
		return mandate.Explain(tx, by, number, seen(f), f.Lines("late"))
	}},
}

func trimDash(s string) string {
	if s == "—" {
		return ""
	}
	return s
}

func (d door) stepTask(c *kit.Ctx) error {
	f := c.FormOf("step")
	verb, known := taskActs[f.Text("verb")]
	return settle(c, verb.done, d.showTask, func(tx *store.Tx) (string, error) {
		if !known {
			f.Problem("verb", "办理：请按页面上的按钮")
			return "", f.Err()
		}
		t, err := verb.act(tx, c.Actor, c.Path("number"), f)
		return t.Link(), err
	})
}

// reportFormView is the form of progress.
type reportFormView struct {
	Page  ui.Page
	Form  *ui.Form
	It    mandate.TaskFile
	Kinds []ui.Option
}

func (d door) showReportForm(c *kit.Ctx) error {
	v := reportFormView{Page: c.Page("报进展"), Form: c.FormOf("report")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.It, err = mandate.FileOf(tx, c.Actor, c.Path("number"))
		return err
	})
	if err != nil {
		return err
	}
	hints := []string{"阶段情况，可以不带佐证", "某个节点完成了，要有佐证", "整项任务完成了，由牵头单位负责人报，要有佐证"}
	for n, k := range []mandate.ReportKind{mandate.OfProgress, mandate.OfMilestone, mandate.OfAll} {
		v.Kinds = append(v.Kinds, ui.Option{Value: string(k), Label: k.Zh(), Hint: hints[n]})
	}
	v.Form.Default("kind", string(mandate.OfProgress))
	return c.Render(reportFormPage(v))
}

func (d door) file(c *kit.Ctx) error {
	f := c.FormOf("report")
	proofs, err := d.evidence.Take(c, f, "佐证名称")
	if err != nil {
		return c.Again(err, d.showReportForm)
	}
	in := mandate.ReportInput{Kind: mandate.ReportKind(f.Text("kind")), Milestone: f.Text("milestone"), Words: f.Lines("words"), Proofs: proofs}
	if in.Kind != mandate.OfAll {
		in.Percent = f.Int("percent", "进度", 0, 99)
	}
	return settle(c, "已报，等优化办确认。", d.showReportForm, func(tx *store.Tx) (string, error) {
		r, err := mandate.File(tx, c.Actor, c.Path("number"), seen(f), in)
		return "/mandate/reports/" + r.ID, err
	})
}

// reportView is one report.
type reportView struct {
	Page   ui.Page
	Form   *ui.Form
	Open   *ui.Form
	It     mandate.ReportFile
	Task   mandate.Task
	Names  map[string]string
	Decide bool
}

func (d door) showReport(c *kit.Ctx) error {
	v := reportView{Page: c.Page("进展报告"), Form: c.FormOf("decide"), Open: c.FormOf("open")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, v.Task, err = mandate.ReportByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Decide = len(mandate.ReportFlow.Open(c.Actor, v.It.State)) > 0
	return c.Render(reportPage(v))
}

func (d door) decide(c *kit.Ctx) error {
	f := c.FormOf("decide")
	confirm := f.Text("verb") == "confirm"
	done := map[bool]string{true: "已确认。", false: "已退回，单位会看到意见。"}[confirm]
	return settle(c, done, d.showReport, func(tx *store.Tx) (string, error) {
		r, err := mandate.Decide(tx, c.Actor, c.Path("id"), seen(f), mandate.Decision{Confirm: confirm, Opinion: f.Lines("opinion")})
		return "/mandate/reports/" + r.ID, err
	})
}
