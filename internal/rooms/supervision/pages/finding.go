package pages

import (
	"cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

// findingView is one finding.
type findingView struct {
	Page     ui.Page
	Step     *ui.Form
	Attach   *ui.Form
	Verify   *ui.Form
	Open     *ui.Form
	It       supervision.FindingFile
	Names    map[string]string
	Verbs    map[flow.Verb]bool
	Timeline []ui.Event
	Today    calendar.Day
	Own      bool // of the unit that has to mend it
}

func (d door) showFinding(c *kit.Ctx) error {
	v := findingView{Page: c.Page("问题"), Step: c.FormOf("step"), Attach: c.FormOf("attach"), Verify: c.FormOf("verify"), Open: c.FormOf("open"),
		Verbs: map[flow.Verb]bool{}, Today: c.Now.Day()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = supervision.FileOf(tx, c.Actor, c.Path("number")); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		v.Timeline, err = record.Timeline(tx, v.It.ID, supervision.FindingFlow, firstWords)
		return err
	})
	if err != nil {
		return err
	}
	v.Own = v.It.Unit == c.Actor.Unit
	for _, s := range supervision.FindingFlow.Open(c.Actor, v.It.State) {
		v.Verbs[s.Verb] = true
	}
	v.Page.Title = v.It.Number + " " + v.It.Title
	v.Verify.Default("look_from", (v.Today + supervision.LookUsual).String())
	return c.Render(findingPage(v))
}

// can reports whether the side of the actor may do it: the own unit mends, asks
// and answers, everybody else hands over, verifies and urges.
func (v findingView) can(verb flow.Verb) bool {
	owns := verb == supervision.VerbFile || verb == supervision.VerbAsk || verb == supervision.VerbReply
	return v.Verbs[verb] && owns == v.Own
}

// idle says what the record waits for when nothing is the actor's to do.
func (v findingView) idle() string {
	return cmp.Or(map[flow.State]string{supervision.Draft: "等优化办或县领导交办。", supervision.Open: "等责任单位整改。",
		supervision.Filed: "等别的单位的人核查；本单位不能核查自己的。", supervision.Closed: "已销号，到时候回头看。"}[v.It.State], "这个问题现在没有要您办的。")
}

func order(f *ui.Form) supervision.Order {
	return supervision.Order{Due: f.Day("answer_by", "答复期限"), Reason: f.Lines("urging")}
}

type act func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Finding, error)

// findingActs are the verbs on a finding: the pressed button says which.
var findingActs = map[string]struct {
	done string
	act  act
}{
	"issue": {"已交办，文书已编号，期限开始计时。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Finding, error) {
		return supervision.Issue(tx, by, number, seen(f))
	}},
	"drop": {"已写明不成立。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Finding, error) {
		return supervision.DropFinding(tx, by, number, seen(f), f.Lines("why"))
	}},
	"ask": {"已申请，等批。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Finding, error) {
		return supervision.AskExtension(tx, by, number, seen(f), f.Day("due", "延期到"), f.Lines("reason"))
	}},
	"extend": {"已同意延期，原来的期限留在这一页。", decideExtension(true)},
	"deny":   {"没有同意延期，期限不变。", decideExtension(false)},
	"urge": {"督办函已发出。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Finding, error) {
		return supervision.UrgeUnit(tx, by, number, seen(f), order(f))
	}},
	"escalate": {"已升级督办。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Finding, error) {
		return supervision.Escalate(tx, by, number, seen(f), order(f))
	}},
	"reply": {"已答复。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Finding, error) {
		return supervision.Reply(tx, by, number, seen(f), f.Lines("answer"))
	}},
}

func decideExtension(grant bool) act {
	return func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Finding, error) {
		return supervision.DecideExtension(tx, by, number, seen(f), grant, f.Lines("opinion"))
	}
}

func (d door) stepFinding(c *kit.Ctx) error {
	f := c.FormOf("step")
	verb, known := findingActs[f.Text("verb")]
	return settle(c, verb.done, d.showFinding, func(tx *store.Tx) (string, error) {
		if !known {
			f.Problem("verb", "办理：请按页面上的按钮")
			return "", f.Err()
		}
		found, err := verb.act(tx, c.Actor, c.Path("number"), f)
		return found.Link(), err
	})
}

func (d door) attach(c *kit.Ctx) error {
	f := c.FormOf("attach")
	proofs, err := d.evidence.Take(c, f, "文件名称")
	if err != nil {
		return c.Again(err, d.showFinding)
	}
	return settle(c, "佐证已附上。", d.showFinding, func(tx *store.Tx) (string, error) {
		found, err := supervision.Attach(tx, c.Actor, c.Path("number"), seen(f), proofs)
		return found.Link(), err
	})
}

// fileView is the form of a report or of a look.
type fileView struct {
	Page ui.Page
	Form *ui.Form
	It   supervision.FindingFile
}

func (d door) readFile(c *kit.Ctx, v *fileView) error {
	return c.Read(func(tx *store.Tx) (err error) {
		v.It, err = supervision.FileOf(tx, c.Actor, c.Path("number"))
		return err
	})
}

func (d door) showReport(c *kit.Ctx) error {
	v := fileView{Page: c.Page("报整改"), Form: c.FormOf("report")}
	if err := d.readFile(c, &v); err != nil {
		return err
	}
	v.Form.Default("way", "done")
	return c.Render(reportPage(v))
}

func (d door) report(c *kit.Ctx) error {
	f := c.FormOf("report")
	proofs, err := d.evidence.Take(c, f, "文件名称")
	if err != nil {
		return c.Again(err, d.showReport)
	}
	in := supervision.ReportInput{Way: f.Text("way"), Words: f.Lines("words"), Document: f.Text("document"), Compensation: f.Lines("compensation"), Proofs: proofs}
	return settle(c, "已报，等别的单位核查。", d.showReport, func(tx *store.Tx) (string, error) {
		_, err := supervision.File(tx, c.Actor, c.Path("number"), seen(f), in)
		return supervision.Finding{Number: c.Path("number")}.Link(), err
	})
}

// verify decides the report that the page showed.
func (d door) verify(c *kit.Ctx) error {
	f := c.FormOf("verify")
	check := supervision.Check{Close: f.Text("verb") == "close", Words: f.Lines("words"), Public: f.Lines("public")}
	if check.Close {
		check.LookFrom = f.Day("look_from", "回头看日期")
	}
	done := map[bool]string{true: "已销号，公众可以看到。", false: "已退回，单位会看到意见。"}[check.Close]
	return settle(c, done, d.showFinding, func(tx *store.Tx) (string, error) {
		_, err := supervision.Decide(tx, c.Actor, f.Text("report"), seen(f), check)
		return supervision.Finding{Number: c.Path("number")}.Link(), err
	})
}

func (d door) showLook(c *kit.Ctx) error {
	v := fileView{Page: c.Page("回头看"), Form: c.FormOf("look")}
	if err := d.readFile(c, &v); err != nil {
		return err
	}
	return c.Render(lookPage(v))
}

func (d door) look(c *kit.Ctx) error {
	f := c.FormOf("look")
	proofs, err := d.evidence.Take(c, f, "文件名称")
	if err != nil {
		return c.Again(err, d.showLook)
	}
	in := supervision.LookInput{Held: f.Text("verb") == "held", Words: f.Lines("words"), Proofs: proofs}
	if !in.Held {
		in.Due = f.Day("due", "新的整改期限")
	}
	done := map[bool]string{true: "回头看通过。", false: "已重新打开，期限重新计时。"}[in.Held]
	return settle(c, done, d.showLook, func(tx *store.Tx) (string, error) {
		found, err := supervision.LookBack(tx, c.Actor, c.Path("number"), seen(f), in)
		return found.Link(), err
	})
}
