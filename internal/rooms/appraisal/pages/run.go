package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// runView is one month's board.
type runView struct {
	Page    ui.Page
	Step    *ui.Form
	Entry   *ui.Form
	Exclude *ui.Form
	Board   appraisal.Board
	Names   map[string]string
	Steps   []flow.Step
	Hands   []ui.Option // items that are entered by hand
	Codes   []ui.Option
	Entries int
}

// runSteps are the steps that the page offers as one button each.
var runSteps = map[flow.Verb]struct{ button, done, kind string }{
	appraisal.VerbCompute:  {"重新计算", "已按现在的记录重新计算。", ""},
	appraisal.VerbShow:     {"发单位征求异议", "已发单位，异议期开始。", "primary"},
	appraisal.VerbFinalise: {"定稿", "已定稿，分数不再改变。", "primary"},
	appraisal.VerbPublish:  {"公布", "已公布，公众可以看到。", "primary"},
}

func (d door) showRun(c *kit.Ctx) error {
	v := runView{Page: c.Page("月度考核"), Step: c.FormOf("step"), Entry: c.FormOf("entry"), Exclude: c.FormOf("exclude")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Board, err = appraisal.BoardOf(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		entries, err := appraisal.Entries(tx, c.Actor, v.Board.Run.Kind, v.Board.Run.Month)
		if err != nil {
			return err
		}
		v.Entries = len(entries)
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Page.Title = v.Board.Run.Title()
	for _, s := range appraisal.RunFlow.Open(c.Actor, v.Board.Run.State) {
		if _, shown := runSteps[s.Verb]; shown {
			v.Steps = append(v.Steps, s)
		}
	}
	if v.Board.Run.State == appraisal.Draft && c.Can("appraisal.keep") {
		for _, i := range v.Board.Scheme.Body.Items {
			if i.ByHand() {
				v.Hands = append(v.Hands, ui.Option{Value: i.Code, Label: i.Name + "（" + i.Way.Zh() + "）"})
			}
		}
		for _, s := range v.Board.Subjects {
			v.Codes = append(v.Codes, ui.Option{Value: s.Code, Label: s.Name})
		}
		v.Entry.Default("day", appraisal.PeriodOf(v.Board.Run.Month).To.String())
	}
	return c.Render(runPage(v))
}

func (d door) stepRun(c *kit.Ctx) error {
	f := c.FormOf("step")
	verb := flow.Verb(f.Choice("verb", "办理", "compute", "show", "finalise", "publish"))
	verbs := map[flow.Verb]func(*store.Tx, flow.Actor, string, int64) (appraisal.Run, error){
		appraisal.VerbCompute: d.keeper.Compute, appraisal.VerbShow: d.keeper.Show,
		appraisal.VerbFinalise: appraisal.Finalise, appraisal.VerbPublish: appraisal.Publish}
	return settle(c, runSteps[verb].done, d.showRun, func(tx *store.Tx) (string, error) {
		act, known := verbs[verb]
		if !known {
			return "", f.Err()
		}
		_, err := act(tx, c.Actor, c.Path("id"), seen(f))
		return "/appraisals/runs/" + c.Path("id"), err
	})
}

func (d door) enter(c *kit.Ctx) error {
	f := c.FormOf("entry")
	return settle(c, "已登记。点“重新计算”看新得分。", d.showRun, func(tx *store.Tx) (string, error) {
		b, err := appraisal.BoardOf(tx, c.Actor, c.Path("id"))
		if err != nil {
			return "", err
		}
		_, _, err = appraisal.Enter(tx, c.Actor, appraisal.EntryInput{Kind: b.Run.Kind, Month: b.Run.Month, Code: f.Text("code"), Item: f.Text("item"),
			Reference: f.Text("reference"), Quantity: f.Text("quantity"), Day: f.Day("day", "日期"), Note: f.Lines("note"), Evidence: f.Text("evidence")})
		return "/appraisals/runs/" + c.Path("id"), err
	})
}

func (d door) exclude(c *kit.Ctx) error {
	f := c.FormOf("exclude")
	return settle(c, "已登记，名单和名次已更新。", d.showRun, func(tx *store.Tx) (string, error) {
		_, err := d.keeper.Exclude(tx, c.Actor, c.Path("id"), seen(f), f.Text("code"), f.Text("reason"))
		return "/appraisals/runs/" + c.Path("id"), err
	})
}
