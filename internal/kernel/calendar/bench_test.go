package calendar

import (
	"math/rand/v2"
	"testing"
	"time"
)

// job is one due date to compute: days 2020 to 2022, limits of 1 to 20 working days.
type job struct {
	start Day
	n     int
}

func jobs() []job {
	r := rand.New(rand.NewPCG(2020, 7))
	out := make([]job, 1<<14)
	for i := range out {
		out[i] = job{DayOf(2020, 1, 1) + Day(r.IntN(1000)), 1 + r.IntN(20)}
	}
	return out
}

// BenchmarkDue compares the tables with the two usual ways: a loop over a slice of flags and a loop over
// formatted dates in a map. All three agree on every job.
func BenchmarkDue(b *testing.B) {
	book, work := today(b), jobs()
	first, last := DayOf(2020, 1, 1), DayOf(2023, 6, 1)
	flags := make([]bool, last-first)
	dates := map[string]bool{}
	for d := first; d < last; d++ {
		w, err := book.IsWorkday(d)
		if err != nil {
			b.Fatal(err)
		}
		flags[d-first] = w
		if m, named := book.marks[d]; named {
			dates[d.String()] = !m.off
		}
	}
	overFlags := func(j job) Day {
		d := j.start
		for left := j.n; left > 0; {
			if d++; flags[d-first] {
				left--
			}
		}
		return d
	}
	overDates := func(j job) Day {
		t := time.Date(j.start.Year(), time.Month(j.start.Month()), j.start.Dom(), 0, 0, 0, 0, time.UTC)
		for left := j.n; left > 0; {
			t = t.AddDate(0, 0, 1)
			works, named := dates[t.Format("2006-01-02")]
			if !named {
				works = t.Weekday() != time.Saturday && t.Weekday() != time.Sunday
			}
			if works {
				left--
			}
		}
		return DayOf(t.Year(), int(t.Month()), t.Day())
	}
	table := func(j job) Day {
		d, err := book.Due(j.start, j.n, WorkDays)
		if err != nil {
			b.Fatal(err)
		}
		return d
	}
	for _, j := range work {
		if x, y, z := table(j), overFlags(j), overDates(j); x != y || y != z {
			b.Fatalf("%s + %d: %s %s %s", j.start, j.n, x, y, z)
		}
	}
	for _, way := range []struct {
		name string
		due  func(job) Day
	}{{"loop-over-flags", overFlags}, {"loop-over-dates-in-a-map", overDates}} {
		b.Run(way.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				sink = way.due(work[i&(len(work)-1)])
			}
		})
	}
	b.Run("table", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			j := work[i&(len(work)-1)]
			d, err := book.Due(j.start, j.n, WorkDays)
			if err != nil {
				b.Fatal(err)
			}
			sink = d
		}
	})
	b.Run("table-with-two-pauses", func(b *testing.B) {
		to := DayOf(2021, 3, 1)
		pauses := []Pause{{From: DayOf(2021, 2, 1), To: &to}, {From: DayOf(2021, 6, 1), To: &to}}
		late := DayOf(2021, 6, 9)
		pauses[1].To = &late
		for i := 0; b.Loop(); i++ {
			j := work[i&(len(work)-1)]
			d, err := book.DueWithPauses(j.start, j.n, WorkDays, pauses)
			if err != nil {
				b.Fatal(err)
			}
			sink = d
		}
	})
}

// BenchmarkNewBook is what a new notice costs.
func BenchmarkNewBook(b *testing.B) {
	notices := Builtin()
	for b.Loop() {
		if _, err := NewBook(notices, DayOf(2026, 6, 30)); err != nil {
			b.Fatal(err)
		}
	}
}

var sink Day
