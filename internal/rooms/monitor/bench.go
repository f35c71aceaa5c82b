package monitor

import (
	"errors"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// bench (评判台) is what a number of clocks are judged by: read once in a
// transaction, so that a list costs one reading of rules and faults.
type bench struct {
	tx     *store.Tx
	sets   []RuleSet
	faults []SystemFault
	days   map[calendar.Day]*calendar.Book
	named  map[string]*calendar.Book
}

// newBench reads rules, and the faults that were certified by the cut-off.
func newBench(tx *store.Tx, asOf calendar.Instant) (*bench, error) {
	sets, err := ruleSets(tx)
	if err != nil {
		return nil, err
	}
	certified, err := certifiedBy(tx, asOf)
	if err != nil {
		return nil, err
	}
	return &bench{tx: tx, sets: sets, faults: certified,
		days: map[calendar.Day]*calendar.Book{}, named: map[string]*calendar.Book{}}, nil
}

// judge says how the clock stood at the instant, by the rules of its first day.
func (b *bench) judge(c manifest.Clock, at calendar.Instant) (Judged, error) {
	book, err := b.book(c, at)
	if err != nil {
		return Judged{}, err
	}
	level, why := LevelOf(c, setFor(b.sets, c.Start), book, b.faults, at)
	return Judged{c, level, why}, nil
}

// judgeAll judges every clock.
func (b *bench) judgeAll(clocks []manifest.Clock, at calendar.Instant) ([]Judged, error) {
	out := make([]Judged, 0, len(clocks))
	for _, c := range clocks {
		j, err := b.judge(c, at)
		if err != nil {
			return nil, err
		}
		out = append(out, j)
	}
	return out, nil
}

// book chooses the calendar: a fulfilled clock keeps the version it was last
// reckoned with, an open one is reckoned with the version known at the instant.
// No calendar is nil, which LevelOf turns into an alarm.
func (b *bench) book(c manifest.Clock, at calendar.Instant) (*calendar.Book, error) {
	if c.Book != "" && c.Fulfilled != nil && *c.Fulfilled <= at {
		if book, ok := b.named[c.Book]; ok {
			return book, nil
		}
		book, err := workdays.BookOf(b.tx, c.Book)
		if err = absent(err); err != nil {
			return nil, err
		}
		b.named[c.Book] = book
		return book, nil
	}
	day := at.Day()
	if book, ok := b.days[day]; ok {
		return book, nil
	}
	book, err := workdays.BookAsOf(b.tx, day)
	if err = absent(err); err != nil {
		return nil, err
	}
	b.days[day] = book
	return book, nil
}

// absent lets a missing calendar pass: it is an alarm, not a failure.
func absent(err error) error {
	f, ok := fault.Of(err)
	if errors.Is(err, calendar.ErrNoCalendar) || (ok && f.Def.Kind != fault.Internal && f.Def.Kind != fault.Busy) {
		return nil
	}
	return err
}
