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
	turns  []workdays.Turn
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
	turns, err := workdays.Turns(tx)
	if err = absent(err); err != nil {
		return nil, err
	}
	return &bench{tx: tx, sets: sets, faults: certified, turns: turns, named: map[string]*calendar.Book{}}, nil
}

// judge says how the clock stood at the instant, by the rules of its first day
// and by what was known of the clock then.
func (b *bench) judge(c manifest.Clock, at calendar.Instant) (Judged, error) {
	return b.judgeWith(c, b.faults, at)
}

func (b *bench) judgeWith(c manifest.Clock, faults []SystemFault, at calendar.Instant) (Judged, error) {
	books, err := b.books(c, at)
	if err != nil {
		return Judged{}, err
	}
	level, why := levelBy(asKnown(c, at), setFor(b.sets, c.Start), books, faults, at)
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

// books are the calendars the clock has lived under by the instant: the one that
// was known when it started, and every later one. A fulfilled clock keeps the
// version it was last reckoned with. No calendar is none, which is an alarm.
func (b *bench) books(c manifest.Clock, at calendar.Instant) ([]workdays.Turn, error) {
	if c.Fulfilled != nil {
		at = min(at, *c.Fulfilled)
	}
	first, end := 0, 0
	for i, turn := range b.turns {
		if turn.At <= c.Started {
			first = i
		}
		if turn.At <= at {
			end = i + 1
		}
	}
	first = min(first, max(end-1, 0))
	if c.Book == "" || c.Fulfilled == nil || *c.Fulfilled > at || (end > 0 && b.turns[end-1].Book.Version() == c.Book) {
		return b.turns[first:end], nil
	}
	book, err := b.bookNamed(c.Book)
	if err != nil || book == nil {
		return nil, err
	}
	return []workdays.Turn{{Book: book}}, nil
}

func (b *bench) bookNamed(version string) (*calendar.Book, error) {
	if book, ok := b.named[version]; ok {
		return book, nil
	}
	book, err := workdays.BookOf(b.tx, version)
	if err = absent(err); err != nil {
		return nil, err
	}
	b.named[version] = book
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
