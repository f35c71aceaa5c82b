package assistance

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/project"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// claimDays is the county's promise that an entrustment is claimed (认领时限, 示例).
const claimDays = 2

// Wait (待认领) is one time an entrustment waits for an agent: from when it was
// given, or given back, until somebody takes it up.
type Wait struct {
	County        string
	ID            string
	EntrustmentID string
	Nth           int
	Unit          string // who owes it: the named agent's unit, the project's place, or the coordinator's
	Since         calendar.Instant
	StartDay      calendar.Day
	N             int
	Due           calendar.Day
	Book          string
	EndedAt       *calendar.Instant
	Dropped       bool // ended by revocation: nobody owes it any more
}

// await begins a wait of the entrustment.
func await(tx *store.Tx, e Entrustment) ([]journal.Row, error) {
	before, err := waitsOf.All(tx, tx.County(), e.ID)
	if err != nil {
		return nil, err
	}
	unit, err := owesClaim(tx, e)
	if err != nil {
		return nil, err
	}
	w := Wait{County: tx.County(), ID: tx.NewID(), EntrustmentID: e.ID, Nth: len(before) + 1, Unit: unit,
		Since: tx.Now(), StartDay: tx.Today(), N: claimDays}
	if w.Due, w.Book, err = dueIn(tx, w.StartDay, w.N); err != nil {
		return nil, err
	}
	return []journal.Row{{Table: "assistance_wait", ID: w.ID}}, insertWait.One(tx, w)
}

// taken ends the wait of the entrustment, if it waits.
func taken(tx *store.Tx, e Entrustment, dropped bool) ([]journal.Row, error) {
	all, err := waitsOf.All(tx, tx.County(), e.ID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	last := all[len(all)-1]
	if last.EndedAt != nil {
		return nil, nil
	}
	return []journal.Row{{Table: "assistance_wait", ID: last.ID}}, endWait.One(tx, tx.Now(), dropped, tx.County(), last.ID)
}

// owesClaim is the unit that has to see to it that somebody claims.
func owesClaim(tx *store.Tx, e Entrustment) (string, error) {
	if e.Named != nil {
		a, err := identity.ByID(tx, *e.Named)
		return a.Unit, err
	}
	if e.Project != nil {
		p, err := project.ByID(tx, *e.Project)
		return p.Unit, err
	}
	stewards, err := identity.List(tx, identity.Filter{Role: identity.Coordinator, State: identity.Active, Limit: 1})
	if err != nil || len(stewards) == 0 {
		return "", err
	}
	return stewards[0].Unit, nil
}

// dueIn is the last day of n working days and the calendar it was counted with.
func dueIn(tx *store.Tx, start calendar.Day, n int) (calendar.Day, string, error) {
	book, err := workdays.Book(tx)
	if err != nil {
		return 0, "", err
	}
	due, err := book.AddWorkdays(start, n)
	return due, book.Version(), workdays.Loud(err)
}
