package pages

import (
	"strconv"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// offer is one verb the actor may take, with its form.
type offer struct {
	Step flow.Step
	Form *kit.Form
	verbForm
}

type caseView struct {
	File    casework.File
	Who     string
	Public  casework.PublicStatus
	Clock   *ui.ClockView
	Offers  []offer
	Ask     *kit.Form // the correction notice, when it may be sent
	Refused *kit.Form // of a verb that meanwhile is not offered any more
	Letters []letters.Letter
	Events  []ui.Event
	Invites []invite             // never on staff pages
	Fee     *feeView             // nil for a free case
	Supply  map[string]*kit.Form // of what the applicant still owes, by material
}

func (s site) casePage(c *kit.Ctx) error {
	var v caseView
	err := c.Read(func(tx *store.Tx) (err error) {
		if v, err = viewOf(tx, c, c.Path("id")); err != nil || c.Actor.Unit != "" {
			return err
		}
		v.Invites, err = s.invites(tx, c, c.Actor, v.File.Case.ID)
		return err
	})
	if err != nil {
		return err
	}
	if c.Actor.Unit == "" {
		return c.Render(ownCaseTempl(c.Page(v.File.Case.ItemName).WithNarrow(), v))
	}
	return c.Render(caseTempl(c.Page(v.File.Case.No()+" "+v.File.Case.ItemName), v))
}

func viewOf(tx *store.Tx, c *kit.Ctx, id string) (v caseView, err error) {
	if v.File, err = casework.Show(tx, c.Actor, id); err != nil {
		return v, err
	}
	if v.Fee, err = feeOf(tx, c, v.File); err != nil {
		return v, err
	}
	k := v.File.Case
	p, err := party.ByID(tx, k.Party)
	if err != nil {
		return v, err
	}
	v.Who, v.Public = p.Name, v.File.PublicStatus()
	if clock, ok, err := casework.ClockOf(tx, v.File); err != nil {
		return v, err
	} else if ok {
		bar := clockBar(k, clock, v.File.Pauses)
		v.Clock = &bar
	}
	if v.Letters, err = letters.OfSubject(tx, id); err != nil {
		return v, err
	}
	history, err := journal.History(tx, id)
	if err != nil {
		return v, err
	}
	if v.Events, err = events(tx, history); err != nil {
		return v, err
	}
	v.Supply = map[string]*kit.Form{}
	if owes(v.File) && c.Actor.Unit == "" {
		for _, o := range v.File.Deferral.Items {
			v.Supply[o.Material] = c.FormOf("supply-" + o.Material)
		}
	}
	tried := flow.Verb(c.Path("verb"))
	if tried != "" {
		v.Refused = c.FormOf(string(tried))
	}
	for _, step := range casework.Flow.Open(c.Actor, k.State) {
		if step.Verb == tried {
			v.Refused = nil // said beside its own form
		}
		if form, ok := formOf(step.Verb, v.File); ok {
			v.Offers = append(v.Offers, offer{step, c.FormOf(string(step.Verb)), form})
		}
		if step.Verb == casework.VerbAsk {
			v.Ask = c.FormOf(string(step.Verb))
		}
	}
	return v, nil
}

// act takes the verb named in the address.
func (s site) act(c *kit.Ctx) error {
	verb := flow.Verb(c.Path("verb"))
	form := c.FormOf(string(verb))
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		seen, _ := strconv.ParseInt(form.Text("seen"), 10, 64) // nothing seen: the verb takes what is there
		t := target{id: c.Path("id"), seen: casework.Seen(seen)}
		to := "/cases/" + t.id
		if verb == casework.VerbAsk {
			return to, askCorrection(tx, c.Actor, t, form)
		}
		known, ok := anyForm(verb)
		if !ok {
			return "", store.NoRow.New(nil)
		}
		return to, known.run(tx, c.Actor, t, form)
	}), s.casePage)
}

// askCorrection gathers the ticked lines of the list into one notice.
func askCorrection(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
	file, err := casework.Show(tx, by, t.id)
	if err != nil {
		return err
	}
	ask := casework.Ask{Reason: f.Text("again"), Due: f.OptionalDay("due", "补齐日期")}
	for _, m := range file.Materials {
		if f.Has("gap", m.Code) {
			ask.Gaps = append(ask.Gaps, casework.Gap{Material: m.Code, Name: m.Name,
				Problem: f.Text("problem." + m.Code), Required: f.Text("required." + m.Code)})
		}
	}
	return drop(casework.AskCorrection(tx, by, t.id, t.seen, ask))
}

type clockPageView struct {
	Case  casework.Case
	Clock ui.ClockView
	Days  []calendar.TraceDay
	Book  string
	Moves []casework.Moved
}

func clockPage(c *kit.Ctx) error {
	var v clockPageView
	err := c.Read(func(tx *store.Tx) error {
		file, err := casework.Show(tx, c.Actor, c.Path("id"))
		if err != nil {
			return err
		}
		clock, ok, err := casework.ClockOf(tx, file)
		if err != nil {
			return err
		}
		if !ok {
			return store.NoRow.New(nil)
		}
		v.Case, v.Clock, v.Book, v.Moves = file.Case, clockBar(file.Case, clock, file.Pauses), clock.Book, file.Moves
		book, err := workdays.BookOf(tx, clock.Book)
		if err != nil {
			return err
		}
		v.Days, err = book.Trace(clock.Start, clock.PromisedN, clock.Unit, casework.Stops(file.Pauses), clock.Until)
		return err
	})
	if err != nil {
		return err
	}
	if c.Actor.Unit == "" {
		return c.Render(ownClockTempl(c.Page("每一天怎么算的").WithNarrow().WithBack("返回办件", "/cases/"+v.Case.ID), v))
	}
	return c.Render(clockTempl(c.Page("时限明细 "+v.Case.No()), v))
}
