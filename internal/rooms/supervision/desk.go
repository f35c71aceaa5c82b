package supervision

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Desk (收件) is what waits for the actor: what the own unit has to mend, and for
// the supervising side what to hand over, verify, decide, urge and look at again.
type Desk struct {
	Today  calendar.Day
	Owed   []Standing // the own unit's, not closed
	Drafts []Standing
	Verify []Standing
	Asked  []AskedLine
	Late   []Standing
	Look   []Standing
	Orders []UrgeLine // urging orders to the own unit that wait for an answer
	Stuck  []UrgeLine // orders whose answer is overdue, for a leader
	Rounds []Round    // underway, of whose team the actor is
}

// Pressing counts what waits for the actor.
func (d Desk) Pressing() int {
	n := len(d.Drafts) + len(d.Verify) + len(d.Asked) + len(d.Late) + len(d.Look) + len(d.Orders) + len(d.Stuck)
	for _, f := range d.Owed {
		if f.State == Open {
			n++
		}
	}
	return n
}

// DeskOf gathers what waits for the actor.
func DeskOf(tx *store.Tx, by flow.Actor) (d Desk, err error) {
	d.Today = tx.Today()
	all, err := Findings(tx, by, Filter{})
	if err != nil {
		return d, err
	}
	keeps := by.Has(deciders...)
	for _, f := range all {
		if err := d.sort(tx, by, f, keeps); err != nil {
			return d, err
		}
	}
	if d.Orders, err = orders(tx, "f.unit = ?", by.Unit); err != nil {
		return d, err
	}
	if err := d.decide(tx, by); err != nil {
		return d, err
	}
	mine, err := teams(tx, by)
	if err != nil || len(mine) == 0 {
		return d, err
	}
	under, err := Rounds(tx, by)
	d.Rounds = slices.DeleteFunc(under, func(r Round) bool { return r.State != Open || !slices.Contains(mine, r.ID) })
	return d, err
}

// sort lays one finding on the piles it belongs to.
func (d *Desk) sort(tx *store.Tx, by flow.Actor, f Standing, keeps bool) error {
	if f.Unit == by.Unit && f.Issued() && f.State != Closed && f.State != Held {
		d.Owed = append(d.Owed, f)
	}
	switch {
	case f.State == Draft && keeps && f.FoundBy != by.Account:
		d.Drafts = append(d.Drafts, f)
	case f.State == Open && f.Late && keeps:
		d.Late = append(d.Late, f)
	case f.State == Filed, f.State == Closed && *f.LookFrom <= d.Today:
		switch err := judges(tx, by, f.Finding, ""); {
		case selfVerification.Is(err), recused.Is(err), notMember.Is(err):
		case err != nil:
			return err
		case f.State == Filed:
			d.Verify = append(d.Verify, f)
		default:
			d.Look = append(d.Look, f)
		}
	}
	return nil
}

func orders(tx *store.Tx, cond string, args ...any) ([]UrgeLine, error) {
	w := new(store.Where).And("u.county = ? AND u.answered_at IS NULL", tx.County())
	return urges.Page(tx, w.And(cond, args...), "oldest", mostFindings)
}

// decide gathers what waits for a decision on deadlines.
func (d *Desk) decide(tx *store.Tx, by flow.Actor) error {
	if !by.Has(deciders...) {
		return nil
	}
	asked, err := extensions.Page(tx, new(store.Where).And("e.county = ? AND e.state = ? AND f.state = ? AND f.run = e.run", tx.County(), Asked, Open), "oldest", mostFindings)
	if err != nil {
		return err
	}
	d.Asked = slices.DeleteFunc(asked, func(e AskedLine) bool { return e.Unit == by.Unit || e.AskedBy == by.Account })
	if !by.Has(leaders...) {
		return nil
	}
	open, err := orders(tx, "f.state = ?", Open)
	if err != nil {
		return err
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	for _, u := range open {
		last, err := lastDay(book, u.Day, u.Due)
		if err != nil {
			return err
		}
		if last < d.Today {
			d.Stuck = append(d.Stuck, u)
		}
	}
	return nil
}
