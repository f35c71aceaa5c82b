package pages

import (
	"fmt"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/supervision"
)

func codesOf(names map[string]string) []string {
	codes := make([]string, 0, len(names))
	for code := range names {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

func groundOptions() (out []ui.Option) {
	for _, g := range supervision.Grounds {
		out = append(out, ui.Option{Value: string(g.Ground), Label: g.Zh, Hint: g.Hint})
	}
	return out
}

func gapOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "不是惠企政策兑现"}}
	for _, g := range supervision.Gaps {
		out = append(out, ui.Option{Value: g, Label: g})
	}
	return out
}

func wayOptions(promise bool) (out []ui.Option) {
	for _, w := range supervision.Ways {
		if promise || w.Code == "done" {
			out = append(out, ui.Option{Value: w.Code, Label: w.Zh, Hint: w.Hint})
		}
	}
	return out
}

// stateTone: green for what is done, amber for what waits for somebody.
var stateTone = map[flow.State]ui.Tone{supervision.Draft: ui.Grey, supervision.Open: ui.Blue, supervision.Filed: ui.Amber, supervision.Closed: ui.Green,
	supervision.Held: ui.Green, supervision.Dropped: ui.Grey, supervision.Over: ui.Green, supervision.Accepted: ui.Green, supervision.Returned: ui.Red,
	supervision.Asked: ui.Amber, supervision.Granted: ui.Green, supervision.Denied: ui.Red}

// lateDays is how long a finding is late.
func lateDays(f supervision.Standing, today calendar.Day) string {
	return fmt.Sprintf("逾期 %d 天", int(today-f.LastDay))
}

// dueText is the deadline with its former day.
func dueText(f supervision.Finding) string {
	if f.Due == f.FirstDue {
		return f.Due.String()
	}
	return f.Due.String() + "（最初 " + f.FirstDue.String() + "）"
}

var firstWords = map[string]string{"supervision.round_plan": "起草方案", "supervision.record": "登记问题"}
