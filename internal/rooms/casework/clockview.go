package casework

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// ClockView is a decision clock anybody can check: every working day from day
// 0 is used, paused, left of the promise or left of the statute.
type ClockView struct {
	Start        calendar.Day // day 0, not counted
	Until        calendar.Day // day the view is made for, or the decision's day
	Decided      bool
	Unit         calendar.Unit
	PromisedN    int // promise with the extension
	StatutoryN   int // statute with the extension
	Used         int // counted days in (Start, Until]
	Paused       int // days that would have counted but for a pause, up to Until
	PromisedDue  calendar.Day
	StatutoryDue calendar.Day
	PromisedLeft int // negative when late
	StatuteLeft  int
	Book         string
}

// viewClock computes the view for a day. A case that is not accepted has none.
func viewClock(book *calendar.Book, c Case, pauses []Pause, today calendar.Day) (ClockView, bool, error) {
	if c.AcceptedDay == nil {
		return ClockView{}, false, nil
	}
	v := ClockView{Start: *c.AcceptedDay, Until: max(today, *c.AcceptedDay), Unit: c.StatutoryUnit,
		PromisedN: c.PromisedN + c.Extension, StatutoryN: c.StatutoryN + c.Extension,
		PromisedDue: *c.PromisedDue, StatutoryDue: *c.StatutoryDue, Book: *c.Book}
	switch {
	case c.DecidedDay != nil:
		v.Until, v.Decided = *c.DecidedDay, true
	case c.EndedAt != nil:
		v.Until, v.Decided = c.EndedAt.Day(), true
	}
	plain, err := book.UsedWithPauses(v.Start, v.Until, v.Unit, nil)
	if err != nil {
		return v, false, err
	}
	v.Used, err = book.UsedWithPauses(v.Start, v.Until, v.Unit, calendar.PausesAsOf(stops(pauses), v.Until))
	if err != nil {
		return v, false, err
	}
	v.Paused = plain - v.Used
	v.PromisedLeft, v.StatuteLeft = v.PromisedN-v.Used, v.StatutoryN-v.Used
	return v, true, nil
}

// Ahead is how much sooner than the statute the case was decided, as a
// fraction: (statutory − used) / statutory. ok is false while undecided and
// where there is no statutory limit to divide by.
func (v ClockView) Ahead() (num, den int64, ok bool) {
	if !v.Decided || v.StatutoryN <= 0 {
		return 0, 0, false
	}
	return int64(v.StatutoryN - v.Used), int64(v.StatutoryN), true
}

// ClockOf is the decision clock of a file as of today, by the calendar version
// its due days were computed with. ok is false before acceptance.
func ClockOf(tx *store.Tx, f File) (view ClockView, ok bool, err error) {
	if f.Case.Book == nil || f.Case.AcceptedDay == nil {
		return view, false, nil
	}
	book, err := workdays.BookOf(tx, *f.Case.Book)
	if err != nil {
		return view, false, err
	}
	return viewClock(book, f.Case, f.Pauses, tx.Today())
}

// Stops are the days of the pauses that the calendar does not count.
func Stops(pauses []Pause) []calendar.Pause { return stops(pauses) }
