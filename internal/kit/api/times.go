package api

import (
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
)

// Date is a day in an address; empty is none. In bodies and answers days are
// calendar.Day with the tag format:"date".
type Date string

// Day reads the date; what is no day is noted as a problem of the parameter.
func (d Date) Day(p *fault.Problems, name string) *calendar.Day {
	if d == "" {
		return nil
	}
	day, err := calendar.ParseDay(string(d))
	p.Check(name, err)
	return &day
}

// At is an instant as programs read it, in the county's time.
func At(i calendar.Instant) time.Time { return i.Time() }

// AtOr is At for what may not have happened yet.
func AtOr(i *calendar.Instant) *time.Time {
	if i == nil {
		return nil
	}
	t := i.Time()
	return &t
}
