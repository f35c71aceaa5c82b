package pages

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/mandate"
)

// stateTone: green for what is done, amber for what waits for somebody.
var stateTone = map[flow.State]ui.Tone{mandate.Draft: ui.Grey, mandate.Open: ui.Blue, mandate.Handed: ui.Amber, mandate.Closed: ui.Green,
	mandate.Ended: ui.Grey, mandate.Dropped: ui.Grey, mandate.Filed: ui.Amber, mandate.Confirmed: ui.Green, mandate.Returned: ui.Red,
	mandate.Published: ui.Green, mandate.Reviewed: ui.Green}

var fateTone = map[mandate.Fate]ui.Tone{mandate.Behind: ui.Red, mandate.TooLate: ui.Amber, mandate.InTime: ui.Green, mandate.Ahead: ui.Grey}

func fateZh(f mandate.Fate) string {
	for _, one := range mandate.Fates {
		if one.Fate == f {
			return one.Zh
		}
	}
	return string(f)
}

// lateDays is how long a task is late.
func lateDays(t mandate.Standing, today calendar.Day) string {
	return fmt.Sprintf("逾期 %d 天", int(today-t.LastDay))
}

func weightText(w *mandate.Weight) string {
	if w == nil {
		return "—"
	}
	return w.String()
}

func signed(w mandate.Weight) string {
	switch {
	case w > 0:
		return "+" + w.String()
	case w < 0:
		return "-" + (-w).String()
	}
	return "一致"
}

func tenths(n int) string { return fmt.Sprintf("%d.%d%%", n/10, n%10) }

var taskWords = map[string]string{"mandate.task_set": "起草任务", "mandate.report_return": "退回报告"}
