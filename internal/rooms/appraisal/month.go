package appraisal

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
)

// MonthOf is the month's first day, which stands for the month.
func MonthOf(d calendar.Day) calendar.Day { return calendar.DayOf(d.Year(), d.Month(), 1) }

// NextMonth is the month after.
func NextMonth(m calendar.Day) calendar.Day { return MonthOf(MonthOf(m) + 31) }

// PeriodOf is the month's span of days.
func PeriodOf(m calendar.Day) manifest.Period {
	return manifest.Period{From: MonthOf(m), To: NextMonth(m) - 1}
}

// MonthZh words a month: 2020年3月.
func MonthZh(m calendar.Day) string { return fmt.Sprintf("%d年%d月", m.Year(), m.Month()) }

// ParseMonth reads 2020-03.
func ParseMonth(s string) (calendar.Day, bool) {
	d, err := calendar.ParseDay(s + "-01")
	return d, err == nil
}

// MonthText writes 2020-03.
func MonthText(m calendar.Day) string { return m.String()[:7] }

// QuarterOf is the first month of the month's quarter.
func QuarterOf(m calendar.Day) calendar.Day {
	return calendar.DayOf(m.Year(), (m.Month()-1)/3*3+1, 1)
}

// Months are the three months of a quarter.
func Months(quarter calendar.Day) [3]calendar.Day {
	first := QuarterOf(quarter)
	second := NextMonth(first)
	return [3]calendar.Day{first, second, NextMonth(second)}
}

var quarterNames = [...]string{"一", "二", "三", "四"}

// QuarterZh words a quarter: 2020年第一季度.
func QuarterZh(q calendar.Day) string {
	return fmt.Sprintf("%d年第%s季度", q.Year(), quarterNames[(q.Month()-1)/3])
}
