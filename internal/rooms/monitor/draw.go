package monitor

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
)

// voidBy reports whether the clock had ended without duty by the instant.
func voidBy(c manifest.Clock, at calendar.Instant) bool {
	return c.Void && (c.VoidAt == nil || *c.VoidAt <= at)
}

// asKnown is the clock as anybody could know it at the instant: without what was
// done later, and with a pause that was ended later still lasting to its planned
// end.
func asKnown(c manifest.Clock, at calendar.Instant) manifest.Clock {
	if c.Fulfilled != nil && *c.Fulfilled > at {
		c.Fulfilled = nil
	}
	if c.Void && !voidBy(c, at) {
		c.Void, c.VoidAt = false, nil
	}
	if c.ExtendedAt != nil && *c.ExtendedAt > at {
		c.Extension, c.ExtendedAt = 0, nil
	}
	later := func(p manifest.Pause) bool { return p.Ordered > at || (p.Resumed != nil && *p.Resumed > at) }
	if !slices.ContainsFunc(c.Pauses, later) {
		return c
	}
	pauses := make([]manifest.Pause, 0, len(c.Pauses))
	for _, p := range c.Pauses {
		if p.Ordered > at {
			continue
		}
		if p.Resumed != nil && *p.Resumed > at {
			end := p.Planned - 1
			p.To, p.Resumed = &end, nil
		}
		pauses = append(pauses, p)
	}
	c.Pauses = pauses
	return c
}

// draws are the cards the clock drew up to the instant, each at the first instant
// it stood so, gravest last: a level below one it had before is none. It is a
// pure function of the clock's history, the rules, the calendars and the rulings
// on faults as each was known at the time, so that it can be asked again for any
// instant of the past.
//
// Between the moments at which something became known a level changes only where
// a day begins that a mark names, so nothing in between needs to be looked at.
func (b *bench) draws(c manifest.Clock, upto calendar.Instant) ([]Judged, error) {
	end := lastOpen(c, upto)
	fixed := b.moments(c)
	var out []Judged
	top, alarmed := LevelNone, false
	for at := c.Started; at <= end; {
		j, err := b.judgeWith(c, b.ruledBy(at), at)
		if err != nil {
			return nil, err
		}
		switch {
		case j.Level == LevelAlarm && !alarmed:
			alarmed = true
			out = append(out, j)
		case j.Level != LevelAlarm && j.Level > top:
			top = j.Level
			out = append(out, j)
		}
		next, ok := nextMoment(fixed, j.Why.Marks, at)
		if !ok {
			break
		}
		at = next
	}
	return out, nil
}

// lastOpen is the last instant up to which somebody owed what the clock stands for.
func lastOpen(c manifest.Clock, upto calendar.Instant) calendar.Instant {
	if c.Fulfilled != nil {
		upto = min(upto, *c.Fulfilled-1)
	}
	switch {
	case c.VoidAt != nil:
		upto = min(upto, *c.VoidAt-1)
	case c.Void:
		upto = c.Started - 1
	}
	return upto
}

// moments are the instants at which something about the clock became known or a
// pause begins or ends.
func (b *bench) moments(c manifest.Clock) []calendar.Instant {
	var out []calendar.Instant
	for _, p := range c.Pauses {
		out = append(out, p.From.Start(), p.Planned.Start())
		if p.Ordered > 0 {
			out = append(out, p.Ordered)
		}
		if p.To != nil {
			out = append(out, (*p.To + 1).Start())
		}
		if p.Resumed != nil {
			out = append(out, *p.Resumed)
		}
	}
	if c.ExtendedAt != nil {
		out = append(out, *c.ExtendedAt)
	}
	for _, f := range b.faults {
		if f.Covers(c) && f.RuledAt != nil {
			out = append(out, *f.RuledAt)
		}
	}
	for _, turn := range b.turns {
		out = append(out, turn.At)
	}
	slices.Sort(out)
	return out
}

func nextMoment(fixed []calendar.Instant, marks []Mark, at calendar.Instant) (next calendar.Instant, ok bool) {
	for _, m := range fixed {
		if m > at {
			next, ok = m, true
			break
		}
	}
	for _, m := range marks {
		if m.From > at && (!ok || m.From < next) {
			next, ok = m.From, true
		}
	}
	return next, ok
}

// ruledBy are the faults that had been certified by the instant.
func (b *bench) ruledBy(at calendar.Instant) []SystemFault {
	if !slices.ContainsFunc(b.faults, func(f SystemFault) bool { return f.RuledAt != nil && *f.RuledAt > at }) {
		return b.faults
	}
	return slices.DeleteFunc(slices.Clone(b.faults), func(f SystemFault) bool { return f.RuledAt != nil && *f.RuledAt > at })
}

// DayLine (逐日) is one day of a count, so that anybody can follow it.
type DayLine struct {
	Day    calendar.Day
	Counts bool
	N      int    // working days counted so far
	Why    string // 工作日, the holiday, the pause or the fault
	Marks  []Mark // what begins on the day
	Due    []DueDay
}

// longestLines bounds a count that is written out day by day.
const longestLines = 400

// dayByDay writes the count of the clock out, from its first day to the day the
// level began or the last day of the tightest limit.
func dayByDay(c manifest.Clock, why Explanation, books []workdays.Turn, until calendar.Day) ([]DayLine, error) {
	if len(books) == 0 {
		return nil, nil
	}
	book := books[len(books)-1].Book
	if len(why.Dues) > 0 {
		until = max(until, why.Dues[0].Day)
	}
	until = min(until, c.Start+longestLines)
	var out []DayLine
	n := 0
	for day := c.Start; day <= until; day++ {
		works, words, err := book.Explain(day)
		if err != nil {
			return out, nil // the years without a notice are said above
		}
		line := DayLine{Day: day, Counts: works && day > c.Start, Why: words}
		if p := pauseAt(c, day); p != nil {
			line.Counts, line.Why = false, p.Ground+"，暂停计时（"+p.Document+"）"
		}
		for _, g := range why.GivenBack {
			if g.Day == day {
				line.Counts, line.Why = false, "系统技术原因补回（"+g.Fault+"）"
			}
		}
		if day == c.Start {
			line.Why += "，起算日不计"
		}
		if line.Counts {
			n++
		}
		line.N = n
		line.add(why)
		out = append(out, line)
	}
	return out, nil
}

func (l *DayLine) add(why Explanation) {
	for _, m := range why.Marks {
		if m.From.Day() == l.Day {
			l.Marks = append(l.Marks, m)
		}
	}
	for _, d := range why.Dues {
		if d.Day == l.Day {
			l.Due = append(l.Due, d)
		}
	}
}
