package calendar

import (
	"fmt"
	"time"
)

// Day is a civil day (日) in Shanghai, what the law counts: days since 1970-01-01. d+1 is the next day.
// Zero is 1970-01-01, not "unknown"; an optional day is a *Day.
type Day int32

// DayOf gives the day of a date. Values outside their range carry over as in time.Date: month 13 is January of
// the next year, day 0 the last day of the month before. To refuse such dates, parse text with [ParseDay].
func DayOf(y, m, d int) Day {
	return Day(floorDiv(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix(), 24*60*60))
}

// midnight is the day's start with its civil date read as UTC, the cheapest way to its fields.
func (d Day) midnight() time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }

// Year is the calendar year.
func (d Day) Year() int { return d.midnight().Year() }

// Month is the month, 1 to 12.
func (d Day) Month() int { return int(d.midnight().Month()) }

// Dom is the day of the month, from 1.
func (d Day) Dom() int { return d.midnight().Day() }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.midnight().Weekday() }

var weekdaysZh = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// WeekdayZh is the day of the week as clerks write it: "周一".
func (d Day) WeekdayZh() string { return weekdaysZh[d.Weekday()] }

// Start is the first millisecond of the day.
func (d Day) Start() Instant { return Instant(int64(d)*msPerDay - zoneMs) }

// End is the last millisecond of the day: the last day of a period runs to 24:00 (民法典 art. 203).
func (d Day) End() Instant { return (d + 1).Start() - 1 }

// String is the ISO form: "2020-06-08".
func (d Day) String() string { return d.midnight().Format(time.DateOnly) }

// Chinese is the form used in letters: "2020年6月8日".
func (d Day) Chinese() string {
	y, m, dom := d.midnight().Date()
	return fmt.Sprintf("%d年%d月%d日", y, int(m), dom)
}

// MarshalText writes the ISO form; JSON uses it too.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form strictly, as [ParseDay].
func (d *Day) UnmarshalText(text []byte) error {
	v, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// ParseDay reads an ISO date strictly: four digits, two, two, a day that exists ("2020-06-08"). It is for
// files, addresses and programs; for what people type use [ParseDayLenient]. The error is a [DateError].
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, &DateError{Input: s, Hint: "请写成“2020-06-08”这样存在的日期"}
	}
	return Day(floorDiv(t.Unix(), 24*60*60)), nil
}
