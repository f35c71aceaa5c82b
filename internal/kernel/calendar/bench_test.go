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

// way is one method of finding a due date.
type way struct {
	name string
	due  func(job) Day
}

// ways gives the two usual methods, a loop over formatted dates in a map and a loop over a slice of flags, and
// the tables.
func ways(tb testing.TB, book *Book) []way {
	first, last := DayOf(2020, 1, 1), DayOf(2023, 6, 1)
	flags := make([]bool, last-first)
	dates := map[string]bool{}
	for d := first; d < last; d++ {
		flags[d-first] = book.workday(d)
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
	due := func(j job) Day {
		d, err := book.Due(j.start, j.n, WorkDays)
		if err != nil {
			tb.Fatal(err)
		}
		return d
	}
	forward := func(j job) Day {
		d, ok := book.Forward(j.start, j.n)
		if !ok {
			tb.Fatal(j)
		}
		return d
	}
	overDates := func(j job) Day { return walkDates(dates, j) }
	return []way{{"loop-over-dates-in-a-map", overDates}, {"loop-over-flags", overFlags}, {"table-due", due}, {"table-forward", forward}}
}

// walkDates steps through time.Time values and looks each formatted date up.
func walkDates(dates map[string]bool, j job) Day {
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

func TestWaysOfCountingAgree(t *testing.T) {
	t.Parallel()
	all := ways(t, today(t))
	for _, j := range jobs() {
		want := all[0].due(j)
		for _, w := range all[1:] {
			if got := w.due(j); got != want {
				t.Fatalf("%s: %s + %d = %s, want %s", w.name, j.start, j.n, got, want)
			}
		}
	}
}

// BenchmarkDue compares the tables with the two usual ways; ns/due includes one indirect call for each.
func BenchmarkDue(b *testing.B) {
	work := jobs()
	for _, w := range ways(b, today(b)) {
		b.Run(w.name, func(b *testing.B) {
			for b.Loop() {
				for _, j := range work {
					sink = w.due(j)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(work)), "ns/due")
		})
	}
}

// BenchmarkDueWithPauses is the count of a case that was paused twice.
func BenchmarkDueWithPauses(b *testing.B) {
	book, work := today(b), jobs()
	spring, summer := DayOf(2021, 3, 1), DayOf(2021, 6, 9)
	pauses := []Pause{{From: DayOf(2021, 2, 1), To: &spring}, {From: DayOf(2021, 6, 1), To: &summer}}
	for i := 0; b.Loop(); i++ {
		j := work[i&(len(work)-1)]
		d, err := book.DueWithPauses(j.start, j.n, WorkDays, pauses)
		if err != nil {
			b.Fatal(err)
		}
		sink = d
	}
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
