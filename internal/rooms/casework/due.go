package casework

import (
	"yingshang/internal/kernel/calendar"
)

// dues are the due days of the decision clock.
type dues struct{ promised, statutory calendar.Day }

// stops turns the case's pauses into what the calendar does not count. An open
// pause counts up to its planned end, so that the due day shown is the one to
// expect.
func stops(pauses []Pause) []calendar.Pause {
	out := make([]calendar.Pause, 0, len(pauses))
	for _, p := range pauses {
		end := p.Planned
		if p.ToDay != nil {
			end = *p.ToDay
		}
		out = append(out, calendar.Pause{From: p.FromDay, To: &end, Label: p.Ground})
	}
	return out
}

// dueDays computes both limits from day 0, the extension and the pauses. The
// extension of 许可法 art. 42 is in working days and lengthens both limits.
func dueDays(book *calendar.Book, c Case, pauses []Pause) (dues, error) {
	var d dues
	var err error
	stopped := stops(pauses)
	if d.statutory, err = limitDay(book, c, c.StatutoryN, c.StatutoryUnit, stopped); err != nil {
		return d, err
	}
	d.promised, err = limitDay(book, c, c.PromisedN, c.promisedUnit(), stopped)
	return d, err
}

func limitDay(book *calendar.Book, c Case, n int, unit calendar.Unit, stopped []calendar.Pause) (calendar.Day, error) {
	day, err := book.DueWithPauses(*c.AcceptedDay, n, unit, stopped)
	if err != nil || c.Extension == 0 {
		return day, err
	}
	return book.AddWorkdays(day, c.Extension)
}

// promisedUnit is the statutory one: a promise is stated in the same unit.
func (c Case) promisedUnit() calendar.Unit { return c.StatutoryUnit }
