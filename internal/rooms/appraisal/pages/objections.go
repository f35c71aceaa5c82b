package pages

import (
	"cmp"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// objectionsView is the list of objections.
type objectionsView struct {
	Page  ui.Page
	List  []appraisal.Objection
	Names map[string]string
}

func (d door) showObjections(c *kit.Ctx) error {
	v := objectionsView{Page: c.Page("考核异议")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = appraisal.Objections(tx, c.Actor, "", false); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(objectionsPage(v))
}

// objectionView is one objection with the score it is about.
type objectionView struct {
	Page     ui.Page
	Form     *ui.Form
	Back     *ui.Form
	It       appraisal.Objection
	Card     appraisal.Card
	Row      appraisal.CardRow
	Line     *appraisal.Line
	Unit     string
	Answers  bool // the actor may answer
	Own      bool // … but not for this unit
	Withdraw bool
	Timeline []ui.Event
}

func (d door) showObjection(c *kit.Ctx) error {
	v := objectionView{Page: c.Page("考核异议"), Form: c.FormOf("answer"), Back: c.FormOf("withdraw")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = appraisal.ObjectionByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.Card, err = appraisal.CardOf(tx, c.Actor, v.It.SubjectID); err != nil {
			return err
		}
		if v.Row, err = v.Card.Row(v.It.Item); err != nil {
			return err
		}
		if v.Timeline, err = timeline(tx, v.It.ID, objectionWords); err != nil {
			return err
		}
		v.Unit, err = appraisal.UnitName(tx, v.It.Unit)
		return err
	})
	if err != nil {
		return err
	}
	v.Page.Title = "考核异议 " + v.It.Number
	for _, l := range v.Row.Lines {
		if v.It.LineID != nil && l.ID == *v.It.LineID {
			v.Line = &l
		}
	}
	for _, s := range appraisal.ObjectionFlow.Open(c.Actor, v.It.State) {
		v.Withdraw = v.Withdraw || s.Verb == appraisal.VerbWithdraw
		v.Answers = v.Answers || s.Verb == appraisal.VerbUphold
	}
	v.Own = v.Answers && (c.Actor.Unit == v.It.Unit || c.Actor.Account == v.It.FiledBy)
	v.Answers = v.Answers && !v.Own
	return c.Render(objectionPage(v))
}

func (d door) answerObjection(c *kit.Ctx) error {
	f := c.FormOf("answer")
	if !f.Sent {
		f = c.FormOf("withdraw")
	}
	verb := f.Choice("verb", "结论", "uphold", "dismiss", "withdraw")
	done := map[string]string{"uphold": "异议成立，得分和名次已更新。", "dismiss": "已答复：异议不成立。", "withdraw": "异议已撤回。"}[verb]
	return settle(c, done, d.showObjection, func(tx *store.Tx) (string, error) {
		var err error
		switch verb {
		case "uphold":
			_, err = appraisal.Uphold(tx, c.Actor, c.Path("id"), seen(f), f.Lines("answer"), f.Text("points"))
		case "dismiss":
			_, err = appraisal.Dismiss(tx, c.Actor, c.Path("id"), seen(f), f.Lines("answer"))
		case "withdraw":
			_, err = appraisal.Withdraw(tx, c.Actor, c.Path("id"), seen(f))
		}
		return "/appraisals/objections/" + c.Path("id"), err
	})
}

var objectionWords = map[string]string{"appraisal.object": "提异议", "appraisal.redate": "因日历变化重算期限"}

func init() {
	for _, t := range []*flow.Table{appraisal.ObjectionFlow, appraisal.OpinionFlow} {
		for _, s := range t.Steps {
			objectionWords[s.Kind], opinionWords[s.Kind] = s.Label, s.Label
		}
	}
}

// timeline are the journal's entries of a record, in words.
func timeline(tx *store.Tx, id string, words map[string]string) (out []ui.Event, err error) {
	events, err := journal.History(tx, id)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		who, err := org.Who(tx, e.By)
		if err != nil {
			return nil, err
		}
		if e.By.Unit == "" {
			who = cmp.Or(e.By.Name, "特聘监督员") // the only acts here of somebody without a unit
		}
		out = append(out, ui.Event{When: e.At.String(), Title: words[e.Kind], Who: who})
	}
	return out, nil
}
