package manifest

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// CaseFact (办件事实) is one case as the figures over all cases see it, whether
// it was handled in the house or reported by another system.
type CaseFact struct {
	ID       string
	Number   string
	Title    string // name of the item
	Unit     string // code of the unit that owes it
	Received calendar.Instant
	Accepted *calendar.Instant
	Due      *calendar.Day     // last day of the decision clock; nil when none was set
	Closed   *calendar.Instant // decision or end (办结)
	Abnormal bool              // ended without a decision: withdrawn, void, returned, not accepted (异常办结)
	Link     string            // page of the record, empty if it has none

	// What appraisals (绩效) tell cases apart by; empty where the source does not know.
	Item, Sort    string // code of the item; kind of case (办件类型)
	Window, Clerk string // window it came in by; account that accepted it
	Party         string // id of the applicant
}

// CaseFilter says which cases a figure counts. Every part that is set must
// hold. The figures' definitions are filters, so that all sources count alike;
// Meets is what each source's SQL has to agree with.
type CaseFilter struct {
	AsOf       calendar.Instant // records as they were known then
	Unit       string           // one unit; empty means all
	ReceivedIn *Period          // received on a day of the period
	AcceptedIn *Period
	ClosedIn   *Period
	OpenAt     *calendar.Day // received by the end of the day, not closed by then
	Late       bool          // closed on a later day than the due day; the due day itself is in time
	Abnormal   *bool         // the way it was closed
}

// Meets reports whether the case, as known at the filter's AsOf, counts.
func (f CaseFilter) Meets(c CaseFact) bool {
	covers := func(p *Period, at *calendar.Instant) bool {
		return p == nil || (at != nil && p.Covers(*at))
	}
	openAt := func(day calendar.Day) bool {
		return c.Received <= day.End() && (c.Closed == nil || *c.Closed > day.End())
	}
	return (f.Unit == "" || f.Unit == c.Unit) &&
		covers(f.ReceivedIn, &c.Received) &&
		covers(f.AcceptedIn, c.Accepted) &&
		covers(f.ClosedIn, c.Closed) &&
		(f.OpenAt == nil || openAt(*f.OpenAt)) &&
		(!f.Late || (c.Due != nil && c.Closed != nil && c.Closed.Day() > *c.Due)) &&
		(f.Abnormal == nil || *f.Abnormal == c.Abnormal)
}

// CaseTally is how many cases of one unit meet a filter.
type CaseTally struct {
	Unit string
	N    int64
}

// CaseSource (办件来源) lets a room contribute its cases to the figures over
// all cases without knowing the report or another source. Tally and List take
// the same filter; the tallies' sum is the length of the whole list.
type CaseSource struct {
	Name string // "caselog"
	Zh   string
	// Tally counts by unit, ordered by unit, without reading each record.
	Tally func(tx *store.Tx, f CaseFilter) ([]CaseTally, error)
	// List returns at most limit cases whose ID follows after, ordered by ID.
	List func(tx *store.Tx, f CaseFilter, after string, limit int) ([]CaseFact, error)
	// Seen returns a case the actor may see; ok is false for one outside the
	// actor's scope as for one that does not exist. Nil for a source whose cases
	// nothing else hangs on.
	Seen func(tx *store.Tx, by flow.Actor, id string) (c CaseFact, ok bool, err error)
	// OfParty returns at most limit of a party's cases that the actor may see, in
	// the source's own order, those after the case of the given id. Nil for a
	// source that does not know the register of parties.
	OfParty func(tx *store.Tx, by flow.Actor, party, after string, limit int) ([]CaseFact, error)
}

// CaseSources asks the sources of several rooms as one.
type CaseSources []CaseSource

// CasesOf gathers the case sources of the rooms.
func CasesOf(rooms []Room) CaseSources {
	var out CaseSources
	for _, r := range rooms {
		out = append(out, r.Cases...)
	}
	return out
}

// Seen returns the case from whichever source shows it to the actor.
func (all CaseSources) Seen(tx *store.Tx, by flow.Actor, id string) (CaseFact, bool, error) {
	for _, s := range all {
		if s.Seen == nil {
			continue
		}
		if c, ok, err := s.Seen(tx, by, id); err != nil || ok {
			return c, ok, err
		}
	}
	return CaseFact{}, false, nil
}

// OfParty returns at most limit of the party's cases from each source.
func (all CaseSources) OfParty(tx *store.Tx, by flow.Actor, party, after string, limit int) ([]CaseFact, error) {
	var out []CaseFact
	for _, s := range all {
		if s.OfParty == nil {
			continue
		}
		found, err := s.OfParty(tx, by, party, after, limit)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}
