package bundle

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// start begins a step whose turn it is: a case of its own for an item, a round
// of opinions for a countersign.
func (t *turn) start(tx *store.Tx, by flow.Actor, r *Run, plan Plan, covers map[string]Cover) error {
	if err := t.put(by, r, VerbStart); err != nil {
		return err
	}
	r.StartedAt = ptr(tx.Now())
	if r.Rule != nil {
		return t.ask(tx, r)
	}
	step, ok := plan.Step(r.Code)
	if !ok {
		return fmt.Errorf("bundle: step %s of %s is not in its plan", r.Code, t.was.No())
	}
	if gone(step.Item, tx.Today()) {
		return itemGone.New(map[string]any{"item": r.Name})
	}
	mobile, err := tx.Unseal(t.was.Party, t.was.Contact)
	if err != nil {
		return err
	}
	p := casework.Part{ItemVersion: r.ItemVersion, Received: tx.Now(),
		Filing: casework.Filing{Item: r.Item, Party: t.was.Party, Mobile: mobile, Delivery: t.was.Delivery,
			Answers: answersOf(plan.Fields, t.was.Answers, r.Code)}}
	if t.was.State == Submitted && t.was.ReceivedAt != nil { // handed out with the acceptance
		p.Received, p.Deemed = *t.was.ReceivedAt, t.now.Deemed
	}
	p.Covered = t.covered(r, plan, covers)
	c, err := casework.OpenPart(tx, by, p)
	if err != nil {
		return err
	}
	r.CaseID, r.CaseNumber = &c.ID, c.Number
	return t.use(tx, by, c.ID, r, plan, covers)
}

// covered is the list of one step filled from the merged one; what an earlier
// step gave is named with its case.
func (t *turn) covered(r *Run, plan Plan, covers map[string]Cover) map[string]casework.Cover {
	out := map[string]casework.Cover{}
	for _, m := range plan.Materials {
		for _, u := range m.Serves {
			if c, ok := covers[m.Key]; ok && u.Step == r.Code {
				standing := casework.Provided
				if c.Paper != nil {
					standing = casework.Reused
				}
				out[u.Code] = casework.Cover{Standing: standing, Paper: c.Paper, Pages: c.Pages, Note: "随“" + t.was.BundleName + "”一次提交"}
			}
		}
		for _, u := range m.Elsewhere {
			if giver, ok := t.giver(m, u, r, plan); ok {
				out[u.Code] = casework.Cover{Standing: casework.Reused, Note: "由前面的步骤“" + giver + "”办出，不用交"}
			}
		}
	}
	return out
}

// giver is the name of the step that gives the material to this one.
func (t *turn) giver(m Material, u Use, r *Run, plan Plan) (string, bool) {
	if u.Step != r.Code || m.From == "" {
		return "", false
	}
	step, ok := plan.Step(m.From)
	return step.Title, ok
}

// use logs that the papers handed in once are used for the case.
func (t *turn) use(tx *store.Tx, by flow.Actor, caseID string, r *Run, plan Plan, covers map[string]Cover) error {
	for _, m := range plan.Materials {
		c, ok := covers[m.Key]
		if !ok || c.Paper == nil {
			continue
		}
		for _, u := range m.Serves {
			if u.Step != r.Code {
				continue
			}
			if _, err := papers.UseFor(tx, by, *c.Paper, caseID, t.was.purpose()); err != nil {
				return err
			}
		}
	}
	return nil
}

// ask opens a round of a countersign: each unit owes an opinion by the day.
func (t *turn) ask(tx *store.Tx, r *Run) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	due, err := book.Due(tx.Today(), r.Rule.Days, calendar.WorkDays)
	if err != nil {
		return err
	}
	r.Due = &due
	for _, unit := range r.Rule.Units {
		o := Opinion{County: tx.County(), ID: tx.NewID(), AppID: r.AppID, RunID: r.ID, Round: r.Round, Unit: unit}
		if err := insertOpinion.One(tx, o); err != nil {
			return err
		}
		t.rows = append(t.rows, journal.Row{Table: "bundle_opinion", ID: o.ID})
	}
	return nil
}

// Dispatch starts every step of the application whose turn it is. Called twice,
// it finds nothing left to do.
func Dispatch(tx *store.Tx, by flow.Actor, id string) error {
	t, err := take(tx, by, id, 0, VerbAdvance)
	if err != nil {
		return err
	}
	if len(t.ready()) == 0 {
		return nil
	}
	return t.dispatch(tx, by, t.ready())
}

// DispatchStep starts one step whose turn it is, by hand or by the sweep, where
// the whole could not be handed out at once.
func DispatchStep(tx *store.Tx, by flow.Actor, id string, seen Seen, code string) (Application, error) {
	t, err := takeStep(tx, by, id, seen)
	if err != nil {
		return Application{}, err
	}
	r, err := t.run(code)
	if err != nil {
		return Application{}, err
	}
	if err := t.lead(by); err != nil {
		return Application{}, err
	}
	if _, err := StepFlow.Next(by, r.State, VerbStart); err != nil {
		return Application{}, err
	}
	return t.now, t.dispatch(tx, by, []*Run{r})
}

func (t *turn) dispatch(tx *store.Tx, by flow.Actor, runs []*Run) error {
	plan, err := planNow(tx, t.was, t.runs)
	if err != nil {
		return err
	}
	covers, err := coversByKey(tx, t.was.ID)
	if err != nil {
		return err
	}
	var codes []string
	for _, r := range runs {
		if err := t.start(tx, by, r, plan, covers); err != nil {
			return err
		}
		codes = append(codes, r.Code)
	}
	_, err = t.commit(tx, by, "bundle.start", say{"steps": codes})
	return err
}

// lead refuses who is neither of the lead unit nor the system.
func (t *turn) lead(by flow.Actor) error {
	if by.Has(flow.RoleSystem) || by.Unit == t.was.Lead {
		return nil
	}
	return notLead.New(nil)
}
