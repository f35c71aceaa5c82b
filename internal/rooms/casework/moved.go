package casework

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// MovedCase is one moved due day with the case it belongs to.
type MovedCase struct {
	Moved
	Number   string
	ItemName string
	Unit     string
	State    flow.State
}

// Redating (日历改期) is what one change of the calendar moved.
type Redating struct {
	At               calendar.Instant
	OldBook, NewBook string
	Moves            []MovedCase
}

// Late counts the days that the change would have put before its own day; there
// are none, because such a day becomes the day of the change.
func (r Redating) Late() (n int) {
	for _, m := range r.Moves {
		if m.NewDue < m.OldDue && m.NewDue < r.At.Day() {
			n++
		}
	}
	return n
}

// Cases counts the cases that were moved.
func (r Redating) Cases() int {
	seen := map[string]bool{}
	for _, m := range r.Moves {
		seen[m.CaseID] = true
	}
	return len(seen)
}

// Redatings lists the due days that changes of the calendar moved, the newest
// change first, each by the new due day: the whole county to those who watch it,
// to staff those of their unit.
func Redatings(tx *store.Tx, by flow.Actor, limit int) ([]Redating, error) {
	w := new(store.Where).And("m.county = ?", tx.County())
	switch {
	case by.Has(seesAll...):
	case by.Has(byHall...) && by.Unit != "":
		w.And("c.unit = ?", by.Unit)
	default:
		return nil, nil
	}
	found, err := movedCases.Page(tx, w, "newest", min(max(limit, 1), 5000))
	if err != nil {
		return nil, err
	}
	var out []Redating
	for _, m := range found {
		if n := len(out); n == 0 || out[n-1].At != m.At || out[n-1].NewBook != m.NewBook {
			out = append(out, Redating{At: m.At, OldBook: m.OldBook, NewBook: m.NewBook})
		}
		last := &out[len(out)-1]
		last.Moves = append(last.Moves, m)
	}
	return out, nil
}
