package pages

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/bundle"
	"yingshang/internal/store"
)

// casesView is the list of applications the unit has a part in.
type casesView struct {
	Page  ui.Page
	Tabs  []ui.Tab
	Lines []caseLine
	Pager ui.Pager
}

type caseLine struct {
	bundle.File
	Who     string
	Lead    string
	Holders string
	Mine    bool // the actor's unit holds the date
}

// tabsOf are the parts of the list; the last one shows what is over.
var tabsOf = []struct {
	key, label string
	states     []flow.State
}{
	{"", "在办", []flow.State{bundle.Submitted, bundle.Correction, bundle.Running}},
	{"over", "已结束", []flow.State{bundle.Closed, bundle.Withdrawn, bundle.NotAccepted}},
}

const casesPerPage = 20

func casesPage(c *kit.Ctx) error {
	v := casesView{Page: c.Page("一件事")}
	tab := tabsOf[0]
	for _, t := range tabsOf {
		if t.key == c.Query("tab") {
			tab = t
		}
	}
	for _, t := range tabsOf {
		v.Tabs = append(v.Tabs, ui.Tab{Label: t.label, Href: "/bundle-cases?tab=" + t.key, On: t.key == tab.key})
	}
	err := c.Read(func(tx *store.Tx) error {
		apps, err := bundle.List(tx, c.Actor, bundle.Find{States: tab.states, After: c.Query("after"), Limit: casesPerPage + 1})
		if err != nil {
			return err
		}
		if len(apps) > casesPerPage {
			apps = apps[:casesPerPage]
			v.Pager.Next = "/bundle-cases?tab=" + tab.key + "&after=" + apps[casesPerPage-1].ID
		}
		return v.fill(tx, c.Actor, apps)
	})
	if err != nil {
		return err
	}
	v.Pager.From, v.Pager.To, v.Pager.Total = min(1, len(v.Lines)), len(v.Lines), -1
	return c.Render(casesTempl(v))
}

func (v *casesView) fill(tx *store.Tx, by flow.Actor, apps []bundle.Application) error {
	names := namesIn(tx)
	var ids []string
	for _, a := range apps {
		ids = append(ids, a.Party)
	}
	parties, err := party.Names(tx, ids)
	if err != nil {
		return err
	}
	for _, a := range apps {
		f, err := bundle.Show(tx, by, a.ID)
		if err != nil {
			return err
		}
		line := caseLine{File: f, Who: parties[a.Party], Lead: names.of(a.Lead), Mine: f.Holds(by.Unit) || a.State == bundle.Submitted && a.Lead == by.Unit}
		if f.Path != nil {
			line.Holders = holdersText(names, f.Path.Holders)
		}
		v.Lines = append(v.Lines, line)
	}
	return names.err
}

func holdersText(names *unitNames, holders []bundle.Holder) string {
	var out []string
	for _, h := range holders {
		name := names.of(h.Unit)
		if h.Unit == "" {
			name = "申请人"
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, "、")
}

// caseView is one application with its steps.
type caseView struct {
	Page    ui.Page
	File    bundle.File
	Base    string
	Who     string
	Lead    string
	Units   map[string]string
	Mine    bool
	AtLead  bool // the actor works in the lead unit
	Clerk   bool
	Holders string
	Steps   []drawn
	Days    []stepDays
	Events  []ui.Event
	Sheets  []ui.Option // materials that can be taken in
	Asked   []ui.Option // materials that can be asked for
	Opine   []bundle.Run
	Form    map[string]*kit.Form
	Can     map[flow.Verb]bool
}

// stepDays is one row of the critical path.
type stepDays struct {
	bundle.Run
	Unit   string
	Tone   ui.Tone
	Finish string
	Slack  string
	Hot    bool
	Link   string // the case, for who may open it
	Say    []ui.Pair
	Acts   []stepAct
}

// stepAct is what the actor may do with a step.
type stepAct struct{ Label, Verb string }

func casePage(c *kit.Ctx) error {
	v := caseView{Base: "/bundle-cases/" + c.Path("id"), Can: map[flow.Verb]bool{}, Form: map[string]*kit.Form{}}
	for _, id := range []string{"sheets", "accept", "ask", "decline", "opine", "step"} {
		v.Form[id] = c.FormOf(id)
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.File, err = bundle.Show(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		return v.fill(tx, c.Actor)
	})
	if err != nil {
		return err
	}
	v.Page = c.Page(v.File.App.BundleName+" "+v.File.App.No()).WithBack("一件事", "/bundle-cases")
	return c.Render(caseTempl(v))
}

func (v *caseView) fill(tx *store.Tx, by flow.Actor) error {
	a := v.File.App
	names := namesIn(tx)
	who, err := party.ByID(tx, a.Party)
	if err != nil {
		return err
	}
	v.Who, v.Lead, v.AtLead, v.Clerk = who.Name, names.of(a.Lead), by.Unit == a.Lead, by.Has(identity.Clerk)
	for _, s := range bundle.Flow.Open(by, a.State) {
		v.Can[s.Verb] = v.AtLead
	}
	v.Mine = v.File.Holds(by.Unit)
	if v.File.Path != nil {
		v.Holders = holdersText(names, v.File.Path.Holders)
	}
	for i, r := range v.File.Runs {
		v.Days = append(v.Days, v.days(names, by, i, r))
		if r.Rule != nil && r.State == bundle.StepRunning && v.owes(by, r) {
			v.Opine = append(v.Opine, r)
		}
	}
	if v.Units, err = v.File.Plan.UnitNames(tx); err != nil {
		return err
	}
	v.Steps = v.drawing(names)
	for _, m := range v.File.Plan.Asked() {
		v.Asked = append(v.Asked, ui.Option{Value: m.Key, Label: m.Name})
		if _, there := v.File.Covers[m.Key]; !there {
			v.Sheets = append(v.Sheets, ui.Option{Value: m.Key, Label: m.Name})
		}
	}
	if v.Events, err = events(tx, a.ID); err != nil {
		return err
	}
	return names.err
}

func (v *caseView) owes(by flow.Actor, r bundle.Run) bool {
	return by.Has(identity.Reviewer, identity.Approver, identity.Head) &&
		slices.ContainsFunc(v.File.Round(r), func(o bundle.Opinion) bool { return o.Unit == by.Unit && o.Verdict == "" })
}

var stepTones = map[flow.State]ui.Tone{
	bundle.StepReady: ui.Amber, bundle.StepRunning: ui.Blue, bundle.StepBack: ui.Amber, bundle.StepDone: ui.Green,
}

func stepTone(s flow.State) ui.Tone {
	if tone, ok := stepTones[s]; ok {
		return tone
	}
	return ui.Grey
}

func (v *caseView) days(names *unitNames, by flow.Actor, i int, r bundle.Run) stepDays {
	at := v.File.Path.Steps[i]
	d := stepDays{Run: r, Unit: names.of(r.Unit), Tone: stepTone(r.State), Finish: at.Finish.String()}
	switch {
	case r.FinishedAt != nil:
		d.Slack = "—"
	case at.Late:
		d.Slack, d.Tone, d.Hot = "已超期", ui.Red, at.Critical()
	case at.Critical():
		d.Slack, d.Hot = "一天也不能晚", true
	default:
		d.Slack = fmt.Sprintf("还能晚 %d 个工作日", at.Slack)
	}
	if r.CaseID != nil && (by.Unit == r.Unit || by.Has(identity.Coordinator, identity.Supervisor, identity.Leader)) {
		d.Link = "/cases/" + *r.CaseID
	}
	for _, o := range v.File.Round(r) {
		text := bundle.VoteZh[o.Verdict]
		if o.Reasons != "" {
			text += "：" + o.Reasons
		}
		d.Say = append(d.Say, ui.Pair{Term: names.of(o.Unit), Text: text})
	}
	d.Acts = v.acts(by, r)
	return d
}

// acts are the buttons of a step for the lead unit.
func (v *caseView) acts(by flow.Actor, r bundle.Run) (out []stepAct) {
	if !v.AtLead || v.File.App.State != bundle.Running {
		return nil
	}
	for _, s := range bundle.StepFlow.Open(by, r.State) {
		switch s.Verb {
		case bundle.VerbStart, bundle.VerbAgain, bundle.VerbGiveUp, bundle.VerbLetGo:
			out = append(out, stepAct{s.Label, string(s.Verb)})
		}
	}
	return out
}

// drawing is the order with how each step stands; before the acceptance, the
// plan.
func (v *caseView) drawing(names *unitNames) []drawn {
	if len(v.Days) == 0 {
		return planned(v.File.Plan, v.Units)
	}
	out := make([]drawn, len(v.Days))
	for i, d := range v.Days {
		out[i] = drawn{Code: d.Code, Title: d.Name, Unit: d.Unit, Note: d.Finish, Word: bundle.StepFlow.Staff(d.State), Tone: d.Tone,
			Before: d.After, Hot: d.Hot}
		if d.Rule != nil {
			out[i].Unit = fmt.Sprintf("%d 家会签", len(d.Rule.Units))
		}
	}
	return out
}

// events is the timeline of the application, newest first.
func events(tx *store.Tx, id string) ([]ui.Event, error) {
	found, err := journal.History(tx, id)
	out := make([]ui.Event, 0, len(found))
	for i := len(found) - 1; i >= 0; i-- {
		e := found[i]
		who := e.By.Name
		if who == "" {
			who = "申请人"
		}
		out = append(out, ui.Event{ID: e.Leaf, When: e.At.String(), Title: bundle.KindZh(e.Kind), Who: who})
	}
	return out, err
}
