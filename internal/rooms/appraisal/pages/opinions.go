package pages

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// supervisorTiles are the figures of the year with the way to their records.
func supervisorTiles(tx *store.Tx, c *kit.Ctx) (out []ui.KPI, err error) {
	today := c.Now.Day()
	q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(today.Year(), 1, 1), To: today}, AsOf: tx.Now()}
	for _, f := range appraisal.Manifest.Figures {
		if note, shown := tileNotes[f.ID]; shown {
			v, err := f.Value(tx, q)
			if err != nil {
				return nil, err
			}
			if v.Den != 1 {
				note = fmt.Sprintf(note, v.Num, v.Den)
			}
			out = append(out, ui.KPI{Label: f.Label, Value: v.Text, Unit: f.Unit, Note: note, Href: "/figures/" + f.ID})
		}
	}
	return out, nil
}

var tileNotes = map[string]string{"supervisors.active": "今天在聘期内", "supervisors.opinions": "今年提出",
	"supervisors.answered_rate": "已答复 %d，提出 %d", "supervisors.adoption_rate": "采纳 %d，办结 %d"}

// opinionsView is the list of opinions.
type opinionsView struct {
	Page   ui.Page
	Tabs   []ui.Tab
	List   []appraisal.Opinion
	Names  map[string]string
	Tiles  []ui.KPI
	Unit   bool // only those given to the own unit
	Closed string
}

func (d door) showOpinions(c *kit.Ctx) error {
	state := flow.State(c.Query("state"))
	v := opinionsView{Page: c.Page("监督意见"), Unit: !c.Can("appraisal.roster")}
	err := c.Read(func(tx *store.Tx) error {
		all, err := appraisal.Opinions(tx, c.Actor, appraisal.OpinionFilter{})
		if err != nil {
			return err
		}
		counts := map[flow.State]int{}
		for _, o := range all {
			counts[o.State]++
			if state == "" || state == o.State {
				v.List = append(v.List, o)
			}
		}
		v.Tabs = []ui.Tab{{Label: "全部", Href: "/opinions", Count: len(all), On: state == ""}}
		for _, info := range appraisal.OpinionFlow.States {
			v.Tabs = append(v.Tabs, ui.Tab{Label: info.Staff, Href: "/opinions?state=" + string(info.State), Count: counts[info.State], On: state == info.State})
		}
		if !v.Unit {
			if v.Tiles, err = supervisorTiles(tx, c); err != nil {
				return err
			}
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(opinionsPage(v))
}

// opinionView is one opinion.
type opinionView struct {
	Page     ui.Page
	Form     *ui.Form
	It       appraisal.Opinion
	Names    map[string]string
	Who      string // the supervisor, for who may know
	Link     string
	Verbs    map[flow.Verb]bool
	Timeline []ui.Event
	Own      bool // the supervisor's own page
	Late     bool
}

func (d door) opinion(c *kit.Ctx) (opinionView, error) {
	v := opinionView{Page: c.Page("监督意见"), Form: c.FormOf("step"), Verbs: map[flow.Verb]bool{}}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = appraisal.OpinionByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		if c.Can("appraisal.roster") {
			s, err := appraisal.SupervisorByID(tx, c.Actor, v.It.SupervisorID)
			if err != nil {
				return err
			}
			v.Who, v.Link = s.Name+"（"+s.Code+"）", "/supervisors/"+s.ID
		}
		v.Timeline, err = timeline(tx, v.It.ID, opinionWords)
		return err
	})
	for _, s := range appraisal.OpinionFlow.Open(c.Actor, v.It.State) {
		v.Verbs[s.Verb] = true
	}
	v.Page.Title = "监督意见 " + v.It.Number
	v.Late = v.It.State == appraisal.OpinionAssigned && v.It.Due != nil && *v.It.Due < c.Now.Day()
	v.Form.Default("unit", v.It.About)
	v.Form.Default("days", "5")
	return v, err
}

var opinionWords = map[string]string{"appraisal.hand_in": "提出意见", "appraisal.redate": "因日历变化重算期限"}

func (d door) showOpinion(c *kit.Ctx) error {
	v, err := d.opinion(c)
	if err != nil {
		return err
	}
	return c.Render(opinionPage(v))
}

// opinionActs are the staff's verbs on an opinion: the pressed button says which.
var opinionActs = map[string]struct {
	done string
	act  func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error
}{
	"assign": {"已交办，答复期限开始计时。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := appraisal.Assign(tx, by, id, seen(f), f.Text("unit"), days(f, "days", "期限"))
		return err
	}},
	"answer": {"已答复，等优化办认定。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := appraisal.Answer(tx, by, id, seen(f), f.Lines("answer"))
		return err
	}},
	"return": {"已退回单位重新答复。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := appraisal.Return(tx, by, id, seen(f), f.Lines("ruling"))
		return err
	}},
	"adopt": {"已认定采纳，等监督员本人确认。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := appraisal.Rule(tx, by, id, seen(f), true, f.Lines("ruling"))
		return err
	}},
	"decline": {"已认定不采纳，等监督员本人确认。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := appraisal.Rule(tx, by, id, seen(f), false, f.Lines("ruling"))
		return err
	}},
	"confirm": {"谢谢您，这条意见已办结。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := appraisal.Confirm(tx, by, id, seen(f), f.Lines("words"))
		return err
	}},
	"disagree": {"已退回单位重办一次。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := appraisal.Disagree(tx, by, id, seen(f), f.Lines("words"))
		return err
	}},
}

func (d door) stepOpinion(c *kit.Ctx) error { return d.pressed(c, "/opinions/", d.showOpinion) }

func (d door) stepOwnOpinion(c *kit.Ctx) error {
	return d.pressed(c, "/supervise/opinions/", d.showOwnOpinion)
}

func (d door) pressed(c *kit.Ctx, back string, show kit.Handler) error {
	f := c.FormOf("step")
	verb, known := opinionActs[f.Text("verb")]
	return settle(c, verb.done, show, func(tx *store.Tx) (string, error) {
		if !known {
			f.Problem("verb", "办理：请按页面上的按钮")
			return "", f.Err()
		}
		return back + c.Path("id"), verb.act(tx, c.Actor, c.Path("id"), f)
	})
}
