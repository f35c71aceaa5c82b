package calendar

import (
	"errors"
	"strconv"
)

// TraceDay is one line of a count (逐日推算).
type TraceDay struct {
	Day     Day    `json:"day"`
	Workday bool   `json:"workday"`
	Counted bool   `json:"counted"` // this day adds one to N
	Paused  bool   `json:"paused"`
	Why     string `json:"why"` // in Chinese, why it counts or not
	N       int    `json:"n"`   // counted days so far, this one included
}

// Trace prints a count day by day, so that anybody can check it by hand: the start day (not counted), every day
// to the due day, and on to until if that is later. If a pause without end leaves no due day, the lines end
// with until. The last line's N is what [Book.UsedWithPauses] gives for its day. All days must be covered.
func (b *Book) Trace(start Day, n int, unit Unit, pauses []Pause, until Day) ([]TraceDay, error) {
	due, err := b.DueWithPauses(start, n, unit, pauses)
	var open *OpenPauseError
	if errors.As(err, &open) {
		due, err = max(start, until), nil
	}
	if err != nil {
		return nil, err
	}
	end := max(due, until)
	if !b.Covers(start) || !b.Covers(end) {
		return nil, b.firstOutside(start, end)
	}
	days := make([]TraceDay, 0, int(end-start)+1)
	count := 0
	for d := start; d <= end; d++ {
		t := b.traceDay(d, start, unit, pauses)
		if t.Counted {
			count++
		}
		t.N = count
		if open == nil && unit == CalendarDays && t.N >= n && d < due {
			t.Why += "；期限末日遇休息日或暂停，顺延"
		}
		if open == nil && d > due {
			t.Why += "；已超期"
		}
		days = append(days, t)
	}
	return days, nil
}

func (b *Book) traceDay(d, start Day, unit Unit, pauses []Pause) TraceDay {
	t := TraceDay{Day: d, Workday: b.workday(d)}
	t.Why = b.why(d, t.Workday)
	for _, p := range pauses {
		if p.holds(d) {
			t.Paused = true
			t.Why += "；暂停：" + p.Label
			break
		}
	}
	if d == start {
		t.Why += "；起算日，不计入"
		return t
	}
	t.Counted = !t.Paused && (t.Workday || unit == CalendarDays)
	return t
}

// String is the line as the command line prints it: "2020-06-08 周一 ✓ 3 工作日".
func (t TraceDay) String() string {
	tick := "·"
	if t.Counted {
		tick = "✓"
	}
	return t.Day.String() + " " + t.Day.WeekdayZh() + " " + tick + " " + strconv.Itoa(t.N) + " " + t.Why
}
