package manifest

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// Watched names the columns by which a table of obligations answers a filter.
// What has no start is no obligation yet.
type Watched struct {
	Of    string // the table's alias with its dot, before county and id
	Start string // when it began: an instant, or a day where Days says so
	Due   string // the last day; empty where it is reckoned from the start
	End   string // when it was fulfilled
	Unit  string // who owes it
	Days  bool
}

// Where is the filter in the words of the table.
func (c Watched) Where(tx *store.Tx, f ClockFilter) *store.Where {
	w := new(store.Where).And(c.Of+"county = ?", tx.County()).And(c.Start + " IS NOT NULL")
	if f.OpenOnly || f.DueBy != nil {
		w.And(c.End + " IS NULL")
	}
	if f.DueBy != nil && c.Due != "" {
		w.And(c.Due+" <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And(c.Of+"id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And(c.Unit+" = ?", f.Unit)
	}
	if f.Touched != nil {
		last := any(f.Touched.To.End())
		if c.Days {
			last = f.Touched.To
		}
		w.And(c.Start+" <= ? AND ("+c.End+" IS NULL OR "+c.End+" >= ?)", last, f.Touched.From.Start())
	}
	return w
}

// InWorkdays is the limit of an obligation promised within n working days.
func InWorkdays(n int) []Limit {
	return []Limit{{Name: LimitPromised, N: n, Unit: calendar.WorkDays}}
}

// UntilDay is the limit of an obligation whose last day somebody set.
func UntilDay(start, due calendar.Day) []Limit {
	return []Limit{{Name: LimitPromised, N: int(due - start), Unit: calendar.CalendarDays}}
}
