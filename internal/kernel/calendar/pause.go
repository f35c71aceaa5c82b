package calendar

import "slices"

// Pause is a time that is not counted (暂停计时, 特别程序): the days from From to To, both inclusive. A nil To means
// that the pause has not ended. A pause of several hours is a pause of that day only if the caller says so.
type Pause struct {
	From  Day
	To    *Day
	Label string // ground, shown in traces: 检验检测, 专家评审 …
}

// PausesAsOf cuts every pause at d, as it looks from that day: pauses that begin later are dropped, open ones
// and those that end later end on d.
func PausesAsOf(pauses []Pause, d Day) []Pause {
	var out []Pause
	for _, p := range pauses {
		if p.From > d {
			continue
		}
		if p.To == nil || *p.To > d {
			end := d
			p.To = &end
		}
		out = append(out, p)
	}
	return out
}

// forever is the end of a pause without end; no book reaches it.
const forever = Day(1<<31 - 1)

func (p Pause) end() Day {
	if p.To == nil {
		return forever
	}
	return *p.To
}

func (p Pause) holds(d Day) bool { return p.From <= d && d <= p.end() }

// span is a stretch of days not counted.
type span struct {
	from, to Day
	label    string
}

// merged sorts pauses and joins those that overlap or touch, so that no day is taken twice.
func merged(pauses []Pause) ([]span, error) {
	spans := make([]span, 0, len(pauses))
	for _, p := range pauses {
		if p.end() < p.From {
			return nil, inputErrorf("暂停“%s”的结束日期 %s 早于开始日期 %s：请改正其中一个", clip(p.Label), p.end(), p.From)
		}
		spans = append(spans, span{p.From, p.end(), p.Label})
	}
	slices.SortStableFunc(spans, func(a, b span) int {
		if a.from < b.from {
			return -1
		}
		if a.from > b.from {
			return 1
		}
		return 0
	})
	out := spans[:0]
	for _, s := range spans {
		n := len(out)
		if n > 0 && (out[n-1].to == forever || s.from <= out[n-1].to+1) {
			if s.to > out[n-1].to {
				// The label of the part that stays open is the one to name to the clerk.
				out[n-1].to, out[n-1].label = s.to, s.label
			}
			continue
		}
		out = append(out, s)
	}
	return out, nil
}

// between counts units in (a, z], 0 when z is not after a.
func (b *Book) between(a, z Day, unit Unit) (int, error) {
	if z <= a {
		return 0, nil
	}
	if unit == CalendarDays {
		return int(int64(z) - int64(a)), nil
	}
	return b.WorkdaysBetween(a, z)
}

// DueWithPauses gives the due day when the days inside pauses are not counted (扣除暂停后的到期日): the day on
// which the n-th counted day after start falls. Overlapping pauses are counted once. With calendar days the
// end moves on while it is a rest day or paused. n = 0 is as in [Book.Due]. If a pause without end begins
// before the period is used up it is an [OpenPauseError].
func (b *Book) DueWithPauses(start Day, n int, unit Unit, pauses []Pause) (Day, error) {
	if err := unit.check(n); err != nil {
		return 0, err
	}
	spans, err := merged(pauses)
	if err != nil {
		return 0, err
	}
	at, left := start, n
	for i, s := range spans {
		if left == 0 || s.to <= start {
			continue
		}
		before, err := b.countedUpTo(at, s.from-1, left, unit)
		if err != nil {
			return 0, err
		}
		if before >= left {
			return b.finish(at, left, unit, spans[i:])
		}
		if s.to == forever {
			return 0, &OpenPauseError{From: s.from, Label: s.label}
		}
		at, left = s.to, left-before
	}
	return b.finish(at, left, unit, spans)
}

// countedUpTo is between, but says "enough" without looking past the book when the rest of the period ends
// before z anyway.
func (b *Book) countedUpTo(at, z Day, left int, unit Unit) (int, error) {
	if unit == WorkDays && z > at && !b.Covers(z) {
		if _, err := b.AddWorkdays(at, left); err != nil {
			return 0, err
		}
		return left, nil
	}
	return b.between(at, z, unit)
}

// finish counts the last stretch and moves a calendar-day end off rest days and pauses.
func (b *Book) finish(at Day, left int, unit Unit, spans []span) (Day, error) {
	if unit == WorkDays {
		return b.AddWorkdays(at, left)
	}
	end, err := b.plusDays(at, left)
	if err != nil {
		return 0, err
	}
	end, err = b.NextWorkday(end)
	for _, s := range spans {
		if err != nil {
			return 0, err
		}
		if end < s.from || end > s.to {
			continue
		}
		if s.to == forever {
			return 0, &OpenPauseError{From: s.from, Label: s.label}
		}
		end, err = b.NextWorkday(s.to + 1)
	}
	return end, err
}

// UsedWithPauses gives the units used in (start, end] without those inside pauses (已用时限). It is 0 when end is
// not after start. A pause without end reaches beyond end.
func (b *Book) UsedWithPauses(start, end Day, unit Unit, pauses []Pause) (int, error) {
	if err := unit.check(0); err != nil {
		return 0, err
	}
	spans, err := merged(pauses)
	if err != nil {
		return 0, err
	}
	used, err := b.between(start, end, unit)
	if err != nil {
		return 0, err
	}
	for _, s := range spans {
		paused, err := b.between(max(start, s.from-1), min(end, s.to), unit)
		if err != nil {
			return 0, err
		}
		used -= paused
	}
	return used, nil
}
