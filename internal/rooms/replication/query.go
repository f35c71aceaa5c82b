package replication

import (
	"cmp"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// ByID shows one measure; all staff may read it.
func ByID(tx *store.Tx, id string) (Measure, error) {
	m, ok, err := measureByID.Find(tx, tx.County(), id)
	if err == nil && !ok {
		err = unknown.New(nil)
	}
	return m, err
}

// ByCode finds a measure by what people call it.
func ByCode(tx *store.Tx, code string) (Measure, error) {
	part, nth, ok := ParseCode(code)
	if !ok {
		return Measure{}, unknown.New(nil)
	}
	m, ok, err := measureByPlace.Find(tx, tx.County(), part, nth)
	if err == nil && !ok {
		err = unknown.New(nil)
	}
	return m, err
}

// History is every change of a measure, the oldest first.
func History(tx *store.Tx, id string) ([]Change, error) { return changesOf.All(tx, tx.County(), id) }

// Waiting counts the claims nobody has answered, up to a bound.
func Waiting(tx *store.Tx) (int, error) {
	n, err := claims.UpTo(tx, new(store.Where).And("county = ? AND verb = 'claim' AND answered_at IS NULL", tx.County()), 99)
	return int(n), err
}

// Proof is the change of a measure with the file that proves it.
func Proof(tx *store.Tx, measure, change string) (Change, error) {
	c, ok, err := changeByID.Find(tx, tx.County(), change)
	if err == nil && (!ok || c.MeasureID != measure || c.FileDigest == nil) {
		err = fileUnknown.New(nil)
	}
	return c, err
}

// Standing is how a measure stood on a day.
type Standing struct {
	Measure
	Then  flow.State
	From  calendar.Day // from which it stood so
	Proof *Change      // the change that brought it there; nil: none since it was listed
	Bare  bool         // without official text then
}

// most is far above what a county has.
const most = 100_000

// On tells how every measure of a list stood at the end of a day, as it was known
// at an instant. An empty part means both lists.
func On(tx *store.Tx, part Part, day calendar.Day, asOf calendar.Instant) ([]Standing, error) {
	w := new(store.Where).And("county = ? AND listed_day <= ? AND listed_at <= ?", tx.County(), day, asOf)
	if part != "" {
		w.And("part = ?", part)
	}
	listed, err := measures.Page(tx, w, "place", most)
	if err != nil {
		return nil, err
	}
	known, err := changes.Page(tx, new(store.Where).And("county = ? AND day <= ? AND recorded_at <= ?", tx.County(), day, asOf), "measure", most)
	if err != nil {
		return nil, err
	}
	last := map[string]*Change{}
	for n := range known {
		if c := &known[n]; c.FromState != c.ToState { // a report changes nothing
			last[c.MeasureID] = c // they come in their order
		}
	}
	out := make([]Standing, len(listed))
	for n, m := range listed {
		out[n] = Standing{Measure: m, Then: NotStarted, From: m.ListedDay, Bare: m.WordedAt == nil || *m.WordedAt > asOf}
		if c := last[m.ID]; c != nil {
			out[n].Then, out[n].From, out[n].Proof = c.ToState, c.Day, c
		}
	}
	slices.SortStableFunc(out, func(a, b Standing) int { return cmp.Compare(a.Part, b.Part) })
	return out, nil
}

// Tally is one list in numbers; the parts are the whole.
type Tally struct {
	Part                                             PartInfo
	Total, Done, Accepted, Moving, NotStarted, Apart int // Apart: not applicable
	Placeholders                                     int
}

// Whole reports whether the parts add up to the whole.
func (t Tally) Whole() bool { return t.Done+t.Moving+t.NotStarted+t.Apart == t.Total }

// Tallies counts each list of standings.
func Tallies(list []Standing) []Tally {
	out := make([]Tally, len(Parts))
	for n, p := range Parts {
		t := &out[n]
		t.Part = p
		for _, s := range list {
			if s.Part != p.Part {
				continue
			}
			t.Total++
			for _, count := range []struct {
				counts bool
				in     *int
			}{
				{Done(s.Then), &t.Done}, {s.Then == Accepted, &t.Accepted}, {Moving(s.Then), &t.Moving},
				{s.Then == NotStarted, &t.NotStarted}, {s.Then == NotApplicable, &t.Apart}, {s.Bare, &t.Placeholders},
			} {
				if count.counts {
					*count.in++
				}
			}
		}
	}
	return out
}
