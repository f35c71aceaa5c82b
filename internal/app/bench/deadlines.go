package bench

import (
	"time"

	"yingshang/internal/kernel/calendar"
)

// libraryShare is how many of the due days the library-style loop computes: it
// is too slow for all of them, and its time per day is what is compared.
const libraryShare = 100

// Deadlines computes n due days by the calendar, by a loop over a slice of
// booleans and by a loop over a map of written dates, and compares the answers.
func Deadlines(n, rounds int) (Result, error) {
	book, err := calendar.NewBook(calendar.Builtin(), calendar.DayOf(2020, 6, 1))
	if err != nil {
		return Result{}, err
	}
	from, to := calendar.DayOf(2018, 1, 1), calendar.DayOf(2020, 12, 31)
	works, rest := daysOf(book, from, to)
	starts := int(to-from) - 120 // the longest term, 60 working days, stays inside
	r := Result{Name: "deadlines", Setting: "10-60 working days", Ops: n, Rounds: rounds, Values: map[string]float64{}}
	var vsBool, vsLibrary []float64
	for range rounds {
		ours, a := timed(n, func(i int) calendar.Day {
			d, err := book.Due(from+calendar.Day(i%starts), terms[i%len(terms)], calendar.WorkDays)
			if err != nil {
				r.Errors++
			}
			return d
		})
		loop, b := timed(n, func(i int) calendar.Day { return boolDue(works, from, i%starts, terms[i%len(terms)]) })
		library, c := timed(n/libraryShare, func(i int) calendar.Day {
			return libraryDue(rest, from+calendar.Day(i%starts), terms[i%len(terms)])
		})
		r.Wrong += differ(a, b) + differ(a[:len(c)], c)
		vsBool, vsLibrary = append(vsBool, loop/ours), append(vsLibrary, library/ours)
		r.Values["ns"], r.Values["bool_ns"], r.Values["library_ns"] = ours, loop, library
	}
	r.Ratios = []Ratio{ratioOf("bool loop", 6, false, vsBool), ratioOf("library loop", 200, false, vsLibrary)}
	return r, nil
}

var terms = []int{5, 10, 15, 20, 30, 45, 60}

func timed(n int, due func(i int) calendar.Day) (nsPerDay float64, days []calendar.Day) {
	days = make([]calendar.Day, n)
	begin := time.Now()
	for i := range days {
		days[i] = due(i)
	}
	return float64(time.Since(begin).Nanoseconds()) / float64(max(n, 1)), days
}

func differ(a, b []calendar.Day) (n int) {
	for i := range b {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

func daysOf(book *calendar.Book, from, to calendar.Day) (works []bool, rest map[string]bool) {
	rest = map[string]bool{}
	for d := from; d <= to; d++ {
		workday, err := book.IsWorkday(d)
		works = append(works, err == nil && workday)
		if !works[d-from] {
			rest[d.String()] = true
		}
	}
	return works, rest
}

func boolDue(works []bool, from calendar.Day, at, n int) calendar.Day {
	for n > 0 {
		at++
		if works[at] {
			n--
		}
	}
	return from + calendar.Day(at)
}

// libraryDue is how a general holiday library does it: step a time.Time and look
// its written date up.
func libraryDue(rest map[string]bool, start calendar.Day, n int) calendar.Day {
	at, day := start.Start().Time().UTC().Add(12*time.Hour), start
	for n > 0 {
		at, day = at.AddDate(0, 0, 1), day+1
		if !rest[at.Format(time.DateOnly)] {
			n--
		}
	}
	return day
}
