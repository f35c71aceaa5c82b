package monitor

import (
	"errors"
	"fmt"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
)

// LevelOf says how the clock stands at the instant by the rules, the calendar
// and the certified faults. It reads nothing else: the same arguments give the
// same answer, for any instant of the past.
//
// What was not yet so at the instant is left aside: a clock not started draws
// nothing, a later fulfilment leaves it open, a later pause, extension or fault
// day does not count. A fulfilled clock is judged as of its fulfilment and keeps a card
// it drew by then; a warning ends with it.
func LevelOf(c manifest.Clock, rules RuleSet, book *calendar.Book, faults []SystemFault, at calendar.Instant) (Level, Explanation) {
	if book == nil {
		return levelBy(c, rules, nil, faults, at)
	}
	return levelBy(c, rules, []workdays.Turn{{Book: book}}, faults, at)
}

// levelBy is LevelOf with every calendar the clock has lived under, oldest first:
// a change of the calendar never ends a limit before the day it was published.
func levelBy(c manifest.Clock, rules RuleSet, books []workdays.Turn, faults []SystemFault, at calendar.Instant) (Level, Explanation) {
	e := Explanation{At: at, Rules: rules.Version}
	if voidBy(c, at) || at < c.Started {
		e.Sentence = "已终止或还没有开始，不计时限。"
		return LevelNone, e
	}
	if c.Fulfilled != nil && *c.Fulfilled <= at {
		e.At, e.Settled = *c.Fulfilled, true
	}
	rule, ok := rules.For(c)
	e.Rule, e.Quiet = rule.Name, rule.Quiet
	switch {
	case len(c.Limits) == 0:
		return alarm(e, "没有期限：请在事项目录补填法定时限和承诺时限")
	case !ok:
		return alarm(e, fmt.Sprintf("监管规则第 %d 版没有“%s”：请补一条规则", rules.Version, c.Zh))
	case len(books) == 0:
		return alarm(e, "没有工作日历：请导入当年的节假日安排")
	}
	book := books[len(books)-1].Book
	e.Book = book.Version()
	k := counting{clock: c, book: book, books: books, at: e.At, stops: stopsAt(c, e.At.Day())}
	return k.judge(e, rule, rules, faults)
}

// counting is one clock being judged at one instant.
type counting struct {
	clock manifest.Clock
	book  *calendar.Book
	books []workdays.Turn // every calendar since the start; the last is book
	at    calendar.Instant
	stops []calendar.Pause
}

func (k counting) judge(e Explanation, rule Rule, rules RuleSet, faults []SystemFault) (Level, Explanation) {
	given, errGiven := k.faultDays(rules, faults)
	without, _, errWithout := k.reached(rule, nil)
	level, marks, err := k.reached(rule, given)
	if err = errors.Join(err, errWithout, errGiven); err == nil {
		err = k.fill(&e, given)
	}
	e.Without, e.Marks = without, marks
	if err != nil && !level.Late() {
		return alarm(e, missing(err))
	}
	if p := pauseAt(k.clock, k.at.Day()); p != nil && !e.Settled {
		e.Paused, e.Without = p, LevelNone
		level = LevelNone
	}
	if e.Settled && !e.Without.Late() {
		e.Without = LevelNone
	}
	if e.Settled && !level.Late() {
		level = LevelNone
	}
	e.Sentence = sentence(k.clock, e, level)
	return level, e
}

// reached finds the highest level whose edge has passed. An edge that cannot be
// reckoned is reported, and does not hide one that has passed.
func (k counting) reached(rule Rule, given []GivenBack) (Level, []Mark, error) {
	level := LevelNone
	var marks []Mark
	var failed error
	for i, edges := range [...][]Edge{rule.Warn, rule.Yellow, rule.Red} {
		for _, edge := range edges {
			limit, ok := limitOf(k.clock, edge)
			if !ok {
				continue
			}
			mark, err := k.mark(LevelWarn+Level(i), limit, edge, given)
			if err != nil {
				failed = err
				break
			}
			marks = append(marks, mark)
			if k.at >= mark.From {
				level = mark.Level
			}
			break
		}
	}
	return level, marks, failed
}

// mark is the first instant of a level: the start of the day its edge names.
func (k counting) mark(level Level, limit manifest.Limit, edge Edge, given []GivenBack) (Mark, error) {
	due, err := k.due(limit, given)
	if err != nil {
		return Mark{}, err
	}
	day := due + calendar.Day(edge.Days)
	if edge.Unit == calendar.WorkDays {
		if day, err = k.book.AddWorkdays(due, edge.Days); err != nil {
			return Mark{}, err
		}
	}
	return Mark{Level: level, From: day.Start(), Due: DueDay{limit.Name, due}}, nil
}

// due is the last day of a limit, without the days that are paused or given
// back. An extension is in working days (许可法 art. 42).
func (k counting) due(limit manifest.Limit, given []GivenBack) (calendar.Day, error) {
	var due calendar.Day
	var failed error
	for i, turn := range k.books {
		next, err := k.dueBy(turn.Book, limit, given)
		if i > 0 && err == nil && failed == nil && next < due && next < turn.At.Day() {
			next = min(due, turn.At.Day())
		}
		due, failed = next, err
	}
	return due, failed
}

// dueBy is the last day of a limit by one calendar.
func (k counting) dueBy(book *calendar.Book, limit manifest.Limit, given []GivenBack) (calendar.Day, error) {
	stops := slices.Clone(k.stops)
	for i := range given {
		stops = append(stops, calendar.Pause{From: given[i].Day, To: &given[i].Day, Label: given[i].Fault})
	}
	due, err := book.DueWithPauses(k.clock.Start, limit.N, limit.Unit, stops)
	if err != nil {
		return 0, err
	}
	if limit.N == 0 {
		if due, err = afterFaults(book, due, given); err != nil {
			return 0, err
		}
	}
	if k.clock.Extension == 0 || k.clock.ExtendedAt != nil && *k.clock.ExtendedAt > k.at {
		return due, nil
	}
	return book.DueWithPauses(due, k.clock.Extension, calendar.WorkDays, stops)
}

// afterFaults moves what is due on the first day itself to the next working
// day without a fault.
func afterFaults(book *calendar.Book, due calendar.Day, given []GivenBack) (calendar.Day, error) {
	for _, g := range given {
		if g.Day != due {
			continue
		}
		next, err := book.NextWorkday(due + 1)
		if err != nil {
			return 0, err
		}
		due = next
	}
	return due, nil
}

// faultDays are the working days up to the instant on whose office hours a
// certified fault in the clock's scope fell, each once, in order.
func (k counting) faultDays(rules RuleSet, faults []SystemFault) ([]GivenBack, error) {
	var out []GivenBack
	for _, f := range faults {
		if !f.Covers(k.clock) {
			continue
		}
		first, last := max(f.FromAt.Day(), k.clock.Start), min(f.ToAt.Day(), k.at.Day())
		for day := first; day <= last; day++ {
			open, err := k.book.IsWorkday(day)
			if err != nil {
				return nil, err
			}
			if open && f.FromAt < officeAt(day, rules.Closes) && f.ToAt > officeAt(day, rules.Opens) {
				out = append(out, GivenBack{day, f.Number})
			}
		}
	}
	slices.SortFunc(out, func(a, b GivenBack) int { return int(a.Day - b.Day) })
	return slices.CompactFunc(out, func(a, b GivenBack) bool { return a.Day == b.Day }), nil
}

func officeAt(day calendar.Day, minute int) calendar.Instant {
	return day.Start() + calendar.Instant(minute)*60_000
}

// fill adds what the explanation shows besides the level.
func (k counting) fill(e *Explanation, given []GivenBack) error {
	for _, limit := range k.clock.Limits {
		due, err := k.due(limit, given)
		if err != nil {
			return err
		}
		e.Dues = append(e.Dues, DueDay{limit.Name, due})
	}
	last := e.Dues[0].Day
	for _, g := range given {
		if g.Day <= last && (g.Day > k.clock.Start || k.clock.Limits[0].N == 0) {
			e.GivenBack = append(e.GivenBack, g)
		}
	}
	left, err := k.book.WorkdaysBetween(k.at.Day(), last)
	e.Left = left
	return err
}

// stopsAt lists the pauses begun by the day; one without an end lasts to it.
func stopsAt(c manifest.Clock, day calendar.Day) []calendar.Pause {
	var out []calendar.Pause
	for _, p := range c.Pauses {
		stop := p.Pause
		if stop.To == nil {
			stop.To = &day
		}
		if stop.From <= day {
			out = append(out, stop)
		}
	}
	return out
}

// pauseAt is the pause that covers the day.
func pauseAt(c manifest.Clock, day calendar.Day) *manifest.Pause {
	for i, p := range c.Pauses {
		if p.From <= day && (p.To == nil || day <= *p.To) {
			return &c.Pauses[i]
		}
	}
	return nil
}
