package monitor

import (
	"cmp"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// sees says whose clocks the actor may look at: those of one unit, or of all.
func sees(by flow.Actor) (unit string, ok bool) {
	if by.Has(countywide...) {
		return "", true
	}
	return by.Unit, by.Unit != "" && by.Has(identity.Staff()...)
}

// within narrows a wish to the actor's scope; ok is false when nothing is left.
func within(by flow.Actor, unit string) (string, bool) {
	own, ok := sees(by)
	if !ok || (own != "" && unit != "" && unit != own) {
		return "", false
	}
	return cmp.Or(own, unit), true
}

// Board (临期看板) is what is open, by when it is due.
type Board struct {
	At      calendar.Instant
	Late    []Judged // 已超期, and what cannot be judged
	Today   []Judged // 今天到期
	Three   []Judged // 三个工作日内
	Rest    []Judged // 其余
	Paused  []Judged // 暂停, by planned end
	Waiting []Judged // 等别人: held by another account than the actor's
	Units   []UnitLoad
}

// UnitLoad counts one unit's open clocks.
type UnitLoad struct {
	Unit                             string
	Late, Today, Three, Rest, Paused int
}

// BoardFilter narrows the board.
type BoardFilter struct {
	Unit string
	Kind string
	Mine bool // what others hold goes to Waiting
}

// Board lists the open clocks in the actor's scope at this moment.
func (w *Watcher) Board(tx *store.Tx, by flow.Actor, f BoardFilter) (Board, error) {
	out := Board{At: tx.Now()}
	unit, ok := within(by, f.Unit)
	if !ok {
		return out, nil
	}
	clocks, err := w.clocks(tx, f.Kind, manifest.ClockFilter{OpenOnly: true, Unit: unit})
	if err != nil {
		return out, err
	}
	b, err := newBench(tx, tx.Now())
	if err != nil {
		return out, err
	}
	judged, err := b.judgeAll(clocks, tx.Now())
	if err != nil {
		return out, err
	}
	slices.SortStableFunc(judged, soonest)
	loads := map[string]*UnitLoad{}
	for _, j := range judged {
		if j.Clock.Void {
			continue
		}
		out.put(by, f, j, loads)
	}
	for _, load := range loads {
		out.Units = append(out.Units, *load)
	}
	slices.SortFunc(out.Units, func(a, b UnitLoad) int {
		return cmp.Or(cmp.Compare(b.Late, a.Late), cmp.Compare(b.Today, a.Today), cmp.Compare(a.Unit, b.Unit))
	})
	return out, nil
}

func (o *Board) put(by flow.Actor, f BoardFilter, j Judged, loads map[string]*UnitLoad) {
	load := loads[j.Clock.Unit]
	if load == nil {
		load = &UnitLoad{Unit: j.Clock.Unit}
		loads[j.Clock.Unit] = load
	}
	list, n := &o.Rest, &load.Rest
	switch {
	case j.Level.Late() || j.Level == LevelAlarm:
		list, n = &o.Late, &load.Late
	case j.Why.Paused != nil:
		list, n = &o.Paused, &load.Paused
	case dueOn(j) <= o.At.Day():
		list, n = &o.Today, &load.Today
	case j.Why.Left <= 3:
		list, n = &o.Three, &load.Three
	}
	*n++
	if f.Mine && j.Clock.Handler != "" && j.Clock.Handler != by.Account {
		list = &o.Waiting
	}
	*list = append(*list, j)
}

// dueOn is the last day of the tightest limit; a clock that cannot be judged
// comes first.
func dueOn(j Judged) calendar.Day {
	if len(j.Why.Dues) == 0 {
		return 0
	}
	return j.Why.Dues[0].Day
}

func soonest(a, b Judged) int {
	return cmp.Or(cmp.Compare(dueOn(a), dueOn(b)), cmp.Compare(a.Clock.Number, b.Clock.Number))
}

// CardFilter says which cards are asked for.
type CardFilter struct {
	Period manifest.Period
	At     calendar.Instant // the instant to judge at; 0 means now
	Unit   string
	Kind   string
	Only   *Level
	// Excused also lists what only a certified fault keeps from being late.
	Excused bool
}

// Cards lists the clocks touched in the period that stood at a warning, a card
// or an alarm at the instant, the gravest first. It can be asked for any instant
// of the past; faults certified later count, as they do in the figures.
func (w *Watcher) Cards(tx *store.Tx, by flow.Actor, f CardFilter) ([]Judged, error) {
	unit, ok := within(by, f.Unit)
	if !ok {
		return nil, nil
	}
	if f.At == 0 || f.At > tx.Now() {
		f.At = tx.Now()
	}
	clocks, err := w.clocks(tx, f.Kind, manifest.ClockFilter{Unit: unit, Touched: &f.Period})
	if err != nil {
		return nil, err
	}
	b, err := newBench(tx, tx.Now())
	if err != nil {
		return nil, err
	}
	judged, err := b.judgeAll(clocks, f.At)
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(judged, func(j Judged) bool {
		if f.Only != nil && j.Level != *f.Only {
			return true
		}
		return j.Level == LevelNone && (!f.Excused || !j.Why.Excused(j.Level))
	})
	slices.SortStableFunc(out, func(a, b Judged) int {
		return cmp.Or(cmp.Compare(b.Level, a.Level), soonest(a, b))
	})
	return out, nil
}

// LateEntry (补录) is a clock whose start somebody states to be earlier than the
// server received it.
type LateEntry struct {
	Clock manifest.Clock
	Gap   int // days between the stated and the received time
}

// LateEntries lists what was entered late or dated back in the period: one line
// for each record, the widest gap first.
func (w *Watcher) LateEntries(tx *store.Tx, by flow.Actor, period manifest.Period, unit string) ([]LateEntry, error) {
	unit, ok := within(by, unit)
	if !ok {
		return nil, nil
	}
	clocks, err := w.clocks(tx, "", manifest.ClockFilter{Unit: unit, Touched: &period, Claimed: true})
	if err != nil {
		return nil, err
	}
	var out []LateEntry
	seen := map[string]bool{}
	for _, c := range clocks {
		if c.Claimed == nil || seen[c.Subject] || !period.Covers(c.Started) {
			continue
		}
		seen[c.Subject] = true
		out = append(out, LateEntry{c, int(c.Started.Day() - c.Claimed.Day())})
	}
	slices.SortStableFunc(out, func(a, b LateEntry) int {
		return cmp.Or(cmp.Compare(b.Gap, a.Gap), cmp.Compare(a.Clock.Number, b.Clock.Number))
	})
	return out, nil
}
