package calendar

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// naive is the rule once more, written without tables: it is what the book is tested against.
func naive(specials map[Day]bool, d Day) bool {
	if off, named := specials[d]; named {
		return !off
	}
	switch time.Unix(int64(d)*86400, 0).UTC().Weekday() {
	case time.Saturday, time.Sunday:
		return false
	}
	return true
}

func specialsOf(notices []Notice) map[Day]bool {
	m := map[Day]bool{}
	for _, n := range notices {
		for _, s := range n.Days {
			m[s.Day] = s.Off
		}
	}
	return m
}

var anyDay = rapid.Custom(func(t *rapid.T) Day {
	return Day(rapid.IntRange(int(DayOf(2007, 1, 1)), int(DayOf(2026, 6, 30))).Draw(t, "day"))
})

func TestCountingProperties(t *testing.T) {
	t.Parallel()
	b, specials := today(t), specialsOf(Builtin())
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDay.Draw(t, "d"), rapid.IntRange(1, 60).Draw(t, "n")
		due, err := b.AddWorkdays(d, n)
		if err != nil {
			t.Fatal(err)
		}
		loop, left := d, n
		for left > 0 {
			loop++
			if naive(specials, loop) {
				left--
			}
		}
		if due != loop {
			t.Fatalf("%s + %d = %s, day loop %s", d, n, due, loop)
		}
		if back, err := b.WorkdaysBetween(d, due); err != nil || back != n {
			t.Fatalf("between(%s, %s) = %d, %v, want %d", d, due, back, err, n)
		}
		if w, _ := b.IsWorkday(due); !w || due <= d {
			t.Fatalf("%s + %d = %s", d, n, due)
		}
		if more, err := b.AddWorkdays(d, n+1); err != nil || more <= due {
			t.Fatalf("不随天数递增: %s, %v", more, err)
		}
		if next, err := b.AddWorkdays(d+1, n); err != nil || next < due {
			t.Fatalf("不随起算日递增: %s, %v", next, err)
		}
		if w, _ := b.IsWorkday(d); w {
			if back, err := b.AddWorkdays(due, -n); err != nil || back != d {
				t.Fatalf("%s - %d = %s, %v, want %s", due, n, back, err, d)
			}
		}
		cd, err := b.Due(d, n, CalendarDays)
		if w := naive(specials, cd); err != nil || !w || cd < d+Day(n) {
			t.Fatalf("%s + %d 自然日 = %s, %v", d, n, cd, err)
		}
		for x := d + Day(n); x < cd; x++ {
			if naive(specials, x) {
				t.Fatalf("%s + %d 自然日 跳过了工作日 %s", d, n, x)
			}
		}
	})
}

func TestOrderOfNoticesDoesNotMatter(t *testing.T) {
	t.Parallel()
	want := today(t)
	rapid.Check(t, func(t *rapid.T) {
		notices := rapid.Permutation(Builtin()).Draw(t, "notices")
		seed := rapid.Uint64().Draw(t, "seed")
		for _, n := range notices {
			r := rand.New(rand.NewPCG(seed, 1))
			r.Shuffle(len(n.Days), func(i, j int) { n.Days[i], n.Days[j] = n.Days[j], n.Days[i] })
		}
		got, err := NewBook(notices, DayOf(2026, 6, 30))
		if err != nil || got.Version() != want.Version() {
			t.Fatalf("%v, %v, want %s", got, err, want.Version())
		}
	})
}

func TestAnotherHolidayIsNeverEarlier(t *testing.T) {
	t.Parallel()
	b := today(t)
	rapid.Check(t, func(t *rapid.T) {
		off := anyDay.Draw(t, "off")
		extra := Notice{No: "x", Published: DayOf(2026, 6, 1), Days: []Special{{Day: off, Name: "临时放假", Off: true}}}
		c, err := NewBook(append(Builtin(), extra), DayOf(2026, 6, 30))
		if err != nil {
			t.Fatal(err)
		}
		d := off - Day(rapid.IntRange(-3, 40).Draw(t, "before"))
		if !b.Covers(d) {
			d = off
		}
		n := rapid.IntRange(0, 30).Draw(t, "n")
		for _, unit := range []Unit{WorkDays, CalendarDays} {
			x, err1 := b.Due(d, n, unit)
			y, err2 := c.Due(d, n, unit)
			if err1 != nil || err2 != nil || y < x {
				t.Fatalf("%s + %d%s: %s, then %s (%v, %v)", d, n, unit, x, y, err1, err2)
			}
		}
	})
}

// simulate walks the days one by one; ok is false when there is no due day within the calendar.
func simulate(specials map[Day]bool, start Day, n int, unit Unit, pauses []Pause) (due Day, ok bool) {
	paused := func(d Day) bool {
		for _, p := range pauses {
			if d >= p.From && (p.To == nil || d <= *p.To) {
				return true
			}
		}
		return false
	}
	d, limit := start, DayOf(2027, 1, 1)
	for left := n; left > 0; {
		if d++; d >= limit {
			return 0, false
		}
		if !paused(d) && (unit == CalendarDays || naive(specials, d)) {
			left--
		}
	}
	for unit == CalendarDays && (paused(d) || !naive(specials, d)) {
		if d++; d >= limit {
			return 0, false
		}
	}
	return d, true
}

func TestPausesEqualTheDayByDayWalk(t *testing.T) {
	t.Parallel()
	b, specials := today(t), specialsOf(Builtin())
	rapid.Check(t, func(t *rapid.T) {
		start, n := anyDay.Draw(t, "start"), rapid.IntRange(0, 60).Draw(t, "n")
		unit := rapid.SampledFrom([]Unit{WorkDays, CalendarDays}).Draw(t, "unit")
		var pauses []Pause
		for range rapid.IntRange(0, 5).Draw(t, "pauses") {
			p := Pause{From: start + Day(rapid.IntRange(-5, 80).Draw(t, "from"))}
			if rapid.IntRange(0, 9).Draw(t, "open") > 0 {
				to := p.From + Day(rapid.IntRange(0, 30).Draw(t, "days"))
				p.To = &to
			}
			pauses = append(pauses, p)
		}
		want, ok := simulate(specials, start, n, unit, pauses)
		got, err := b.DueWithPauses(start, n, unit, pauses)
		if ok != (err == nil) || ok && got != want {
			t.Fatalf("%s + %d%s, %v = %s, %v, want %s, %v", start, n, unit, pauses, got, err, want, ok)
		}
		if err != nil && !errors.Is(err, ErrOpenPause) && !errors.Is(err, ErrNoCalendar) {
			t.Fatal(err)
		}
		until := start + Day(rapid.IntRange(0, 100).Draw(t, "until"))
		lines, err := b.Trace(start, n, unit, pauses, until)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			used, err := b.UsedWithPauses(start, l.Day, unit, pauses)
			if err != nil || used != l.N {
				t.Fatalf("%s: 已用 %d, %v; 推算 %d", l.Day, used, err, l.N)
			}
			if ok && l.Day == want && unit == WorkDays && l.N != n {
				t.Fatalf("到期日 %s 推算为第 %d 天, want %d", want, l.N, n)
			}
		}
		if last := lines[len(lines)-1].Day; ok && last != max(want, until) || !ok && last != until {
			t.Fatalf("推算止于 %s", last)
		}
	})
}
