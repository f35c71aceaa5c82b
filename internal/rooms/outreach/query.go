package outreach

import (
	"cmp"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

const longestList = 500

// narrow adds whose records the actor sees: the enterprise its own, who watches
// all, staff those of the columns that name the own unit.
func narrow(w *store.Where, by flow.Actor, columns ...string) bool {
	switch {
	case by.Has(watchers...):
		return true
	case by.Has(identity.Applicant) && by.Party != "":
		w.And("party = ?", by.Party)
		return true
	case by.Unit == "" || !by.Has(staff...):
		return false
	}
	cond, args := "", []any{}
	for n, column := range columns {
		if n > 0 {
			cond += " OR "
		}
		cond, args = cond+column+" = ?", append(args, by.Unit)
	}
	w.And("("+cond+")", args...)
	return true
}

// sees is narrow for one record.
func sees(by flow.Actor, party string, units ...string) bool {
	if by.Has(watchers...) {
		return true
	}
	if by.Has(identity.Applicant) {
		return by.Party != "" && by.Party == party
	}
	for _, unit := range units {
		if unit != "" && unit == by.Unit && by.Has(staff...) {
			return true
		}
	}
	return false
}

// VisitByID returns a visit in the actor's sight. What was talked about is for the
// visiting unit, the enterprise and the coordinating office.
func VisitByID(tx *store.Tx, by flow.Actor, id string) (Visit, error) {
	v, ok, err := visitByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !sees(by, v.Party, v.Unit)) {
		err = notFound.New(nil)
	}
	if err != nil {
		return Visit{}, err
	}
	return v.discreet(by), nil
}

func (v Visit) discreet(by flow.Actor) Visit {
	if !by.Has(identity.Coordinator, flow.RoleSystem) && by.Unit != v.Unit && by.Party != v.Party {
		v.Notes = ""
	}
	return v
}

// Filter narrows a list; zero values do not filter.
type Filter struct {
	State  flow.State
	Unit   string // of a need: its owner
	Before string // id of the last one of the page before
	Limit  int
}

func (f Filter) where(tx *store.Tx, unit string) (*store.Where, int) {
	w := new(store.Where).And("county = ?", tx.County())
	if f.State != "" {
		w.And("state = ?", f.State)
	}
	if f.Unit != "" {
		w.And(unit+" = ?", f.Unit)
	}
	if f.Before != "" {
		w.And("id < ?", f.Before)
	}
	if f.Limit <= 0 {
		f.Limit = 100
	}
	return w, min(f.Limit, longestList)
}

// Visits lists visits in sight, the newest first.
func Visits(tx *store.Tx, by flow.Actor, f Filter) ([]Visit, error) {
	w, limit := f.where(tx, "unit")
	if !narrow(w, by, "unit") {
		return nil, nil
	}
	found, err := visits.Page(tx, w, "newest", limit)
	for n := range found {
		found[n] = found[n].discreet(by)
	}
	return found, err
}

// VisitFile is a visit with what hangs on it.
type VisitFile struct {
	Visit
	Needs   []Need
	Sheet   *Sheet
	History []journal.Event
}

// ShowVisit is the page of one visit.
func ShowVisit(tx *store.Tx, by flow.Actor, id string) (f VisitFile, err error) {
	if f.Visit, err = VisitByID(tx, by, id); err != nil {
		return f, err
	}
	if f.Needs, err = needs.Page(tx, new(store.Where).And("county = ? AND visit_id = ?", tx.County(), id), "id", 100); err != nil {
		return f, err
	}
	s, found, err := sheetByVisit.Find(tx, tx.County(), id)
	if err != nil {
		return f, err
	}
	if found {
		f.Sheet = &s
	}
	f.History, err = journal.History(tx, id)
	return f, err
}

// NeedByID returns a need in the actor's sight.
func NeedByID(tx *store.Tx, by flow.Actor, id string) (Need, error) {
	n, ok, err := needByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !n.seenBy(by)) {
		err = notFound.New(nil)
	}
	if err != nil {
		return Need{}, err
	}
	return n, nil
}

func (n Need) seenBy(by flow.Actor) bool {
	owner := ""
	if n.Owner != nil {
		owner = *n.Owner
	}
	return sees(by, n.Party, n.Unit, owner)
}

// Needs lists needs in sight, the newest first.
func Needs(tx *store.Tx, by flow.Actor, f Filter) ([]NeedLine, error) {
	w, limit := f.where(tx, "owner")
	if !narrow(w, by, "unit", "owner") {
		return nil, nil
	}
	found, err := needs.Page(tx, w, "newest", limit)
	if err != nil {
		return nil, err
	}
	out := make([]NeedLine, len(found))
	for n, need := range found {
		out[n].Need = need
		if out[n].Round, err = last(tx, need); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// NeedLine is a need with the round that runs or ran last.
type NeedLine struct {
	Need
	Round Round
}

// Late reports whether the promised day has passed without an answer.
func (l NeedLine) Late(today calendar.Day) bool {
	return l.State == Placed && l.Round.AnsweredAt == nil && l.Round.Due < today
}

// NeedFile is a need with everything that became of it.
type NeedFile struct {
	Need
	Rounds  []Round
	Changes []Change
	Visit   *Visit
	History []journal.Event
}

// Now is the round that runs, or ran last.
func (f NeedFile) Now() Round {
	if len(f.Rounds) == 0 {
		return Round{}
	}
	return f.Rounds[len(f.Rounds)-1]
}

// ShowNeed is the page of one need, the same for the enterprise and the units.
func ShowNeed(tx *store.Tx, by flow.Actor, id string) (f NeedFile, err error) {
	if f.Need, err = NeedByID(tx, by, id); err != nil {
		return f, err
	}
	if f.Rounds, err = roundsOf.All(tx, tx.County(), id); err != nil {
		return f, err
	}
	if f.Changes, err = changesOf.All(tx, tx.County(), id); err != nil {
		return f, err
	}
	if f.VisitID != nil {
		v, err := VisitByID(tx, by, *f.VisitID)
		if err != nil && !notFound.Is(err) {
			return f, err
		}
		if err == nil {
			f.Visit = &v
		}
	}
	f.History, err = journal.History(tx, id)
	return f, err
}

// SheetByID returns a check-up in sight, without what it found.
func SheetByID(tx *store.Tx, by flow.Actor, id string) (Sheet, error) {
	s, ok, err := sheetByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !sees(by, s.Party, s.Unit)) {
		err = notFound.New(nil)
	}
	return s, err
}

// Sheets lists check-ups in sight, the newest first.
func Sheets(tx *store.Tx, by flow.Actor, f Filter) ([]Sheet, error) {
	w, limit := f.where(tx, "unit")
	if !narrow(w, by, "unit") {
		return nil, nil
	}
	return sheets.Page(tx, w, "newest", limit)
}

// UnitTally is how one unit stands with what it answers for.
type UnitTally struct {
	Unit                             string
	Placed, Late, Silent, Met, Again int // in hand, past the promise, answered without a word, confirmed, reopened
}

// Board is the coordinating office's view (问需看板).
type Board struct {
	Unplaced []NeedLine
	Units    []UnitTally
}

// BoardOf reckons the board from the newest needs in sight.
func BoardOf(tx *store.Tx, by flow.Actor) (b Board, err error) {
	all, err := Needs(tx, by, Filter{Limit: longestList})
	if err != nil {
		return b, err
	}
	at := map[string]int{}
	for _, n := range all {
		if n.Owner == nil {
			if n.State == Raised {
				b.Unplaced = append(b.Unplaced, n)
			}
			continue
		}
		if _, ok := at[*n.Owner]; !ok {
			at[*n.Owner] = len(b.Units)
			b.Units = append(b.Units, UnitTally{Unit: *n.Owner})
		}
		u := &b.Units[at[*n.Owner]]
		for counter, counts := range map[*int]bool{&u.Placed: n.State == Placed, &u.Late: n.Late(tx.Today()), &u.Silent: n.State == Answered,
			&u.Met: n.State == Confirmed, &u.Again: n.Round.Nth > 1} {
			if counts {
				*counter++
			}
		}
	}
	slices.SortFunc(b.Units, func(a, z UnitTally) int { return cmp.Or(z.Late-a.Late, z.Placed-a.Placed, cmp.Compare(a.Unit, z.Unit)) })
	return b, nil
}

// Waiting counts what the actor's unit has to answer, and for who places what has
// no owner, for the menu.
func Waiting(tx *store.Tx, by flow.Actor) (int, error) {
	cond, args := "owner = ? AND state = ?", []any{by.Unit, Placed}
	if by.Has(placers[0]) {
		cond = "(" + cond + " OR placed_at IS NULL AND withdrawn_at IS NULL)"
	}
	n, err := needCount.UpTo(tx, new(store.Where).And("county = ?", tx.County()).And(cond, args...), 100)
	return int(n), err
}
