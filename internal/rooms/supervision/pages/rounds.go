package pages

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

// roundsView is the list of rounds.
type roundsView struct {
	Page  ui.Page
	List  []supervision.Round
	Names map[string]string
	Keep  bool
}

func (d door) showRounds(c *kit.Ctx) error {
	v := roundsView{Page: c.Page("专项督查"), Keep: c.Can(keep)}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		v.List, err = supervision.Rounds(tx, c.Actor)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(roundsPage(v))
}

// planView is the form of a plan.
type planView struct {
	Page    ui.Page
	Form    *ui.Form
	Number  string // of the draft that is edited
	Version int64
	Action  string
}

func (d door) showPlan(c *kit.Ctx) error {
	return c.Render(planPage(planView{Page: c.Page("起草督查方案"), Form: c.FormOf("plan"), Action: "/supervision/rounds/new"}))
}

// planOf reads a plan; names stand one after the other, set apart by 、.
func planOf(f *ui.Form) supervision.Plan {
	return supervision.Plan{Number: f.Text("number"), Title: f.Text("title"), Scope: f.Lines("scope"), Document: f.Text("document"),
		From: f.Day("from", "起日"), To: f.Day("to", "止日"), Partners: supervision.Names(f.Lines("partners")), Units: supervision.Names(f.Lines("units")),
		Team: supervision.Names(f.Lines("team"))}
}

func (d door) plan(c *kit.Ctx) error {
	f := c.FormOf("plan")
	return settle(c, "方案已起草，等别人批准。", d.showPlan, func(tx *store.Tx) (string, error) {
		r, err := supervision.PlanRound(tx, c.Actor, planOf(f))
		return r.Link(), err
	})
}

func (d door) showEditRound(c *kit.Ctx) error {
	v := planView{Page: c.Page("修改督查方案"), Form: c.FormOf("plan")}
	err := c.Read(func(tx *store.Tx) error {
		f, err := supervision.RoundFileOf(tx, c.Actor, c.Path("number"))
		if err != nil {
			return err
		}
		names, err := record.UnitNames(tx)
		if err != nil {
			return err
		}
		logins := make([]string, len(f.Members))
		for n, m := range f.Members {
			a, err := identity.ByID(tx, m.Account)
			if err != nil {
				return err
			}
			logins[n] = a.Login
		}
		v.Number, v.Version, v.Action = f.Number, f.Version, f.Link()+"/edit"
		for name, value := range map[string]string{"title": f.Title, "scope": f.Scope, "document": f.Document, "from": f.FromDay.String(), "to": f.ToDay.String(),
			"partners": strings.Trim(record.NamesOf(names, f.Partners), "—"), "units": record.NamesOf(names, f.Units), "team": strings.Join(logins, "、")} {
			v.Form.Default(name, value)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(planPage(v))
}

func (d door) editRound(c *kit.Ctx) error {
	f := c.FormOf("plan")
	return settle(c, "方案已改。", d.showEditRound, func(tx *store.Tx) (string, error) {
		r, err := supervision.EditRound(tx, c.Actor, c.Path("number"), seen(f), planOf(f))
		return r.Link(), err
	})
}

// roundView is one round.
type roundView struct {
	Page     ui.Page
	Step     *ui.Form
	It       supervision.RoundFile
	Names    map[string]string
	Verbs    map[flow.Verb]bool
	Timeline []ui.Event
	Today    calendar.Day
}

func (d door) showRound(c *kit.Ctx) error {
	v := roundView{Page: c.Page("专项督查"), Step: c.FormOf("step"), Verbs: map[flow.Verb]bool{}, Today: c.Now.Day()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = supervision.RoundFileOf(tx, c.Actor, c.Path("number")); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		v.Timeline, err = record.Timeline(tx, v.It.ID, supervision.RoundFlow, firstWords)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range supervision.RoundFlow.Open(c.Actor, v.It.State) {
		v.Verbs[s.Verb] = true
	}
	v.Page.Title = v.It.Number + " " + v.It.Title
	v.Step.Default("day", v.Today.String())
	v.Step.Default("skipped", "0")
	return c.Render(roundPage(v))
}

// visited finds what came of a unit of the plan.
func (v roundView) visited(unit string) *supervision.Visit {
	for n := range v.It.Visits {
		if v.It.Visits[n].Unit == unit {
			return &v.It.Visits[n]
		}
	}
	return nil
}

// ahead are the units nobody has gone to yet.
func (v roundView) ahead() (out []string) {
	for _, unit := range v.It.Units {
		if v.visited(unit) == nil {
			out = append(out, unit)
		}
	}
	return out
}

func awayText(m supervision.Member, names map[string]string, visits []string) string {
	var words []string
	for _, unit := range visits {
		if unit == m.Unit {
			words = append(words, "不去本单位")
		}
	}
	if len(m.Away) > 0 {
		words = append(words, fmt.Sprintf("回避%s：%s", record.NamesOf(names, m.Away), m.Why))
	}
	return strings.Join(words, "；")
}

// roundActs are the verbs on a round: the pressed button says which.
var roundActs = map[string]struct {
	done string
	act  func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Round, error)
}{
	"approve": {"方案已批准，督查开始。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Round, error) {
		return supervision.ApproveRound(tx, by, number, seen(f))
	}},
	"drop": {"方案没有采用。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Round, error) {
		return supervision.DropRound(tx, by, number, seen(f))
	}},
	"visit": {"走访已登记。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Round, error) {
		return supervision.RecordVisit(tx, by, number, seen(f), supervision.VisitInput{Unit: f.Text("unit"), Skipped: f.Text("skipped") == "1", Day: f.Day("day", "日期"), Words: f.Lines("words")})
	}},
	"recuse": {"回避已登记，您不再办理这个单位的事。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Round, error) {
		return supervision.Recuse(tx, by, number, seen(f), f.Text("away"), f.Text("why"))
	}},
	"end": {"督查已结束，整改照常进行。", func(tx *store.Tx, by flow.Actor, number string, f *ui.Form) (supervision.Round, error) {
		return supervision.EndRound(tx, by, number, seen(f), supervision.Ending{Summary: f.Lines("summary"), ReportedTo: f.Text("reported_to")})
	}},
}

func (d door) stepRound(c *kit.Ctx) error {
	f := c.FormOf("step")
	verb, known := roundActs[f.Text("verb")]
	return settle(c, verb.done, d.showRound, func(tx *store.Tx) (string, error) {
		if !known {
			f.Problem("verb", "办理：请按页面上的按钮")
			return "", f.Err()
		}
		r, err := verb.act(tx, c.Actor, c.Path("number"), f)
		return r.Link(), err
	})
}
