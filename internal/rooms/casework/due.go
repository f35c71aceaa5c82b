package casework

import (
	"yingshang/internal/kernel/calendar"
)

// dues are the due days of the decision clock.
type dues struct{ promised, statutory calendar.Day }

// stops turns the case's pauses into what the calendar does not count.
func stops(pauses []Pause) []calendar.Pause {
	out := make([]calendar.Pause, 0, len(pauses))
	for _, p := range pauses {
		if stop, ok := p.stop(); ok {
			out = append(out, stop)
		}
	}
	return out
}

// stop is what the calendar does not count of the pause: the days from its
// start to the day before the clock runs again. Time beyond the end that the
// applicant was told of in writing counts, resumed or not (许可法 art. 45).
func (p Pause) stop() (calendar.Pause, bool) {
	end := p.Planned - 1
	if p.ResumedOn != nil {
		end = min(end, *p.ResumedOn-1)
	}
	return calendar.Pause{From: p.FromDay, To: &end, Label: p.Ground}, end >= p.FromDay
}

// dueDays computes both limits from day 0, the extension and the pauses. The
// extension of 许可法 art. 42 is in working days and lengthens both limits.
func dueDays(book *calendar.Book, c Case, pauses []Pause) (dues, error) {
	var d dues
	var err error
	stopped := stops(pauses)
	if d.statutory, err = limitDay(book, c, c.StatutoryN, stopped); err != nil {
		return d, err
	}
	d.promised, err = limitDay(book, c, c.PromisedN, stopped)
	return d, err
}

// limitDay is the last day of one limit; a promise is stated in the statute's
// unit.
func limitDay(book *calendar.Book, c Case, n int, stopped []calendar.Pause) (calendar.Day, error) {
	day, err := book.DueWithPauses(*c.AcceptedDay, n, c.StatutoryUnit, stopped)
	if err != nil || c.Extension == 0 {
		return day, err
	}
	return book.DueWithPauses(day, c.Extension, calendar.WorkDays, stopped)
}
