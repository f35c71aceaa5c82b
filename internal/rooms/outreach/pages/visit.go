package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/store"
)

type visitsView struct {
	Page ui.Page
	List []outreach.Visit
	N    names
	Ask  bool
	Rule outreach.Rule
}

func showVisits(c *kit.Ctx) error {
	v := visitsView{Page: c.Page("走访企业"), Ask: c.Can("outreach.visit")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = outreach.Visits(tx, c.Actor, outreach.Filter{Limit: 100}); err != nil {
			return err
		}
		parties := make([]string, len(v.List))
		for n, one := range v.List {
			parties[n] = one.Party
		}
		if v.N, err = namesOf(tx, parties...); err != nil {
			return err
		}
		v.Rule, err = outreach.RuleOn(tx, tx.Today())
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(visitsPage(v))
}

type askView struct {
	Page ui.Page
	Form *ui.Form
	Pick picker
}

func kindOptions[T ~string](list []T, zh func(T) string) (out []ui.Option) {
	for _, one := range list {
		out = append(out, ui.Option{Value: string(one), Label: zh(one)})
	}
	return out
}

var visitKinds = []outreach.VisitKind{outreach.Call, outreach.Talk, outreach.Checkup}

func showAsk(c *kit.Ctx) error {
	v := askView{Page: c.Page("约一次走访").WithBack("走访企业", "/outreach/visits"), Form: c.FormOf("ask")}
	v.Form.Default("kind", string(outreach.Call))
	v.Form.Default("day", (c.Now.Day() + 1).String())
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Pick, err = pick(c, tx, v.Form, "/outreach/visits/new")
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(askPage(v))
}

func ask(c *kit.Ctx) error {
	f := c.FormOf("ask")
	return settle(c, "已征求企业同意，同意了才能去。", showAsk, func(tx *store.Tx) (string, error) {
		in := outreach.Asking{Kind: outreach.VisitKind(f.Text("kind")), Party: f.Text("party"), Purpose: f.Text("purpose"), Day: f.Day("day", "日期")}
		if err := f.Err(); err != nil {
			return "", err
		}
		v, err := outreach.Ask(tx, c.Actor, in)
		return v.Link(), err
	})
}

type visitView struct {
	Page     ui.Page
	Step     *ui.Form
	It       outreach.VisitFile
	N        names
	Verbs    map[flow.Verb]bool
	Staff    bool
	Mine     bool // of the unit that goes
	Timeline []ui.Event
}

func showVisit(c *kit.Ctx) error {
	v := visitView{Step: c.FormOf("step"), Staff: inside(c)}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = outreach.ShowVisit(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.N, err = namesOf(tx, v.It.Party); err != nil {
			return err
		}
		v.Timeline, err = timeline(tx, v.It.History, v.Staff)
		return err
	})
	if err != nil {
		return err
	}
	v.Page = back(c, v.It.Number+" "+v.It.Kind.Zh(), "走访企业", "/outreach/visits")
	v.Verbs, v.Mine = verbs(c, outreach.VisitFlow, v.It.State), c.Actor.Unit == v.It.Unit
	v.Step.Default("day", c.Now.Day().String())
	v.Step.Default("category", "other")
	return c.Render(visitPage(v))
}

func raising(f *ui.Form) outreach.Raising {
	return outreach.Raising{Category: outreach.Category(f.Text("category")), Title: f.Text("title"), Words: f.Lines("words")}
}

var visitSteps = map[string]step{
	"agree": {"已同意。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.Agree(tx, by, id, seen(f), f.Text("slip"))
		return err
	}},
	"decline": {"已谢绝，不会来走访。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.Decline(tx, by, id, seen(f), f.Text("slip"))
		return err
	}},
	"cancel": {"走访已取消。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.Cancel(tx, by, id, seen(f), f.Lines("why"))
		return err
	}},
	"hold": {"走访已登记。听到的诉求请一件一件记下。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		day := f.Day("day", "走访日期")
		if err := f.Err(); err != nil {
			return err
		}
		_, err := outreach.Hold(tx, by, id, seen(f), day, f.Lines("notes"))
		return err
	}},
	"hear": {"诉求已记下，请定谁来办、哪天答复。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.Hear(tx, by, id, seen(f), raising(f))
		return err
	}},
	"close": {"走访已收尾。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := outreach.Close(tx, by, id, seen(f))
		return err
	}},
}

func stepVisit(c *kit.Ctx) error { return run(c, visitSteps, "/outreach/visits/", showVisit) }

type issueView struct {
	Page ui.Page
	Form *ui.Form
	It   outreach.Visit
}

func showIssue(c *kit.Ctx) error {
	v := issueView{Form: c.FormOf("issue")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.It, err = outreach.VisitByID(tx, c.Actor, c.Path("id"))
		return err
	})
	if err != nil {
		return err
	}
	v.Page = c.Page("送体检意见").WithBack(v.It.Number, v.It.Link())
	return c.Render(issuePage(v))
}

func issue(c *kit.Ctx) error {
	f := c.FormOf("issue")
	return settle(c, "体检意见已封存送企业，每次打开都留痕。", showIssue, func(tx *store.Tx) (string, error) {
		in := outreach.Issuing{Team: f.Text("team"), Lawyers: f.Int("lawyers", "律师人数", 1, 50), Findings: outreach.ParseFindings(f.Lines("findings"))}
		if err := f.Err(); err != nil {
			return "", err
		}
		s, err := outreach.Issue(tx, c.Actor, c.Path("id"), seen(f), in)
		return s.Link(), err
	})
}

type checkupView struct {
	Page     ui.Page
	Open     *ui.Form
	It       outreach.Sheet
	N        names
	Staff    bool
	May      bool // open what was found
	Opened   bool
	Findings []outreach.Finding
}

func (v *checkupView) fill(c *kit.Ctx, tx *store.Tx) (err error) {
	if v.It, err = outreach.SheetByID(tx, c.Actor, c.Path("id")); err != nil {
		return err
	}
	v.N, err = namesOf(tx, v.It.Party)
	return err
}

func (v *checkupView) dress(c *kit.Ctx) {
	v.Page, v.Staff = back(c, "法治体检 "+v.It.Number, "走访企业", "/outreach/visits"), inside(c)
	v.May = c.Can("outreach.findings") && (!v.Staff || c.Actor.Unit == v.It.Unit)
}

func showCheckup(c *kit.Ctx) error {
	v := checkupView{Open: c.FormOf("open")}
	if err := c.Read(func(tx *store.Tx) error { return v.fill(c, tx) }); err != nil {
		return err
	}
	v.dress(c)
	return c.Render(checkupPage(v))
}

// openCheckup shows what was found. Each opening is kept, also when the same
// button is pressed again.
func openCheckup(c *kit.Ctx) error {
	v := checkupView{Open: c.FormOf("open"), Opened: true}
	v.Open.Op += "." + c.RequestID
	_, err := c.Act(func(tx *store.Tx) (_ string, err error) {
		if err := v.fill(c, tx); err != nil {
			return "", err
		}
		v.It, v.Findings, err = outreach.Open(tx, c.Actor, v.It.ID)
		return "", err
	})
	if err != nil {
		return err
	}
	v.dress(c)
	c.Header().Set("Cache-Control", "no-store")
	return c.Render(checkupPage(v))
}

type rulesView struct {
	Page ui.Page
	Form *ui.Form
	Now  outreach.Rule
	List []outreach.Rule
	Set  bool
}

func showRules(c *kit.Ctx) error {
	v := rulesView{Page: c.Page("走访规则").WithBack("走访企业", "/outreach/visits"), Form: c.FormOf("rule"), Set: c.Can("outreach.rule")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Now, err = outreach.RuleOn(tx, tx.Today()); err != nil {
			return err
		}
		v.List, err = outreach.Rules(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Form.Default("most", "2")
	v.Form.Default("place_days", "2")
	v.Form.Default("answer_days", "15")
	return c.Render(rulesPage(v))
}

func setRule(c *kit.Ctx) error {
	f := c.FormOf("rule")
	return settle(c, "规则已定，从起用日起执行。", showRules, func(tx *store.Tx) (string, error) {
		in := outreach.Rule{FromDay: f.Day("from", "起用日期"), Most: f.Int("most", "每月最多走访次数", 1, 31), PlaceDays: f.Int("place_days", "交办时限", 1, 30),
			AnswerDays: f.Int("answer_days", "答复时限", 1, 90), Document: f.Text("document")}
		if err := f.Err(); err != nil {
			return "", err
		}
		_, err := outreach.SetRule(tx, c.Actor, in)
		return "/outreach/rules", err
	})
}
