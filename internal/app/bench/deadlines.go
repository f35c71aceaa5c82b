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
	questions := questionsIn(from, to)
	r := Result{Name: "deadlines", Setting: "5-60 working days, CPU time", Ops: n, Rounds: rounds, Values: map[string]float64{}}
	var vsBool, vsLibrary []float64
	a, b, c := make([]calendar.Day, n), make([]calendar.Day, n), make([]calendar.Day, n/libraryShare)
	for round := range rounds + 1 {
		ours := timed(a, questions, func(q question) calendar.Day {
			d, err := book.Due(q.start, q.n, calendar.WorkDays)
			if err != nil {
				r.Errors++
			}
			return d
		})
		loop := timed(b, questions, func(q question) calendar.Day { return boolDue(works, from, q) })
		library := timed(c, questions, func(q question) calendar.Day { return libraryDue(rest, q) })
		r.Wrong += differ(a, b) + differ(a[:len(c)], c)
		if round == 0 {
			continue // the first one touches the memory
		}
		vsBool, vsLibrary = append(vsBool, loop/ours), append(vsLibrary, library/ours)
		r.Values["ns"], r.Values["bool_ns"], r.Values["library_ns"] = ours, loop, library
	}
	r.Ratios = []Ratio{ratioOf("bool loop", 6, false, vsBool), ratioOf("library loop", 200, false, vsLibrary)}
	return r, nil
}

// question is one due day asked for.
type question struct {
	start calendar.Day
	n     int
}

var terms = []int{5, 10, 15, 20, 30, 45, 60}

// questionsIn asks for every term from every day; the longest stays inside.
func questionsIn(from, to calendar.Day) []question {
	out := make([]question, 1<<12)
	for i := range out {
		out[i] = question{from + calendar.Day(i*7%int(to-from-120)), terms[i%len(terms)]}
	}
	return out
}

func timed(days []calendar.Day, questions []question, due func(q question) calendar.Day) (nsPerDay float64) {
	begin := cpuTime()
	for i := range days {
		days[i] = due(questions[i%len(questions)])
	}
	return max(float64((cpuTime()-begin).Nanoseconds()), 1) / float64(max(len(days), 1))
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

func boolDue(works []bool, from calendar.Day, q question) calendar.Day {
	at, n := int(q.start-from), q.n
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
func libraryDue(rest map[string]bool, q question) calendar.Day {
	at, day, n := q.start.Start().Time().UTC().Add(12*time.Hour), q.start, q.n
	for n > 0 {
		at, day = at.AddDate(0, 0, 1), day+1
		if !rest[at.Format(time.DateOnly)] {
			n--
		}
	}
	return day
}
