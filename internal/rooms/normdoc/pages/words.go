package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/normdoc"
)

// tones: green for what holds, grey for what ended, amber for what waits.
var tones = map[normdoc.Standing]ui.Tone{normdoc.InForce: ui.Green, normdoc.Pending: ui.Blue, normdoc.Unregistered: ui.Amber,
	normdoc.Lapsed: ui.Grey, normdoc.IsRepealed: ui.Grey, normdoc.IsReplaced: ui.Grey, normdoc.IsVoid: ui.Grey}

var reviewTones = map[flow.State]ui.Tone{normdoc.ReviewPending: ui.Amber, normdoc.ReviewDone: ui.Blue, normdoc.ReviewSettled: ui.Green,
	normdoc.ReviewFollowing: ui.Amber, normdoc.ReviewFollowed: ui.Green}

func standingOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "全部"}}
	for _, s := range normdoc.Standings {
		out = append(out, ui.Option{Value: string(s.Standing), Label: s.Zh})
	}
	return out
}

func decisionOptions() (out []ui.Option) {
	for _, d := range normdoc.Decisions {
		out = append(out, ui.Option{Value: string(d.Decision), Label: d.Zh})
	}
	return out
}

func competitionOptions() (out []ui.Option) {
	for _, c := range normdoc.Competitions {
		out = append(out, ui.Option{Value: string(c.Conclusion), Label: c.Zh})
	}
	return out
}

func scopeOptions() (out []ui.Option) {
	for _, s := range normdoc.Scopes {
		out = append(out, ui.Option{Value: string(s.Scope), Label: s.Zh})
	}
	return out
}

var yesNoOptions = []ui.Option{{Value: "no", Label: "否"}, {Value: "yes", Label: "是"}}

func dayText(d *calendar.Day) string {
	if d == nil {
		return "—"
	}
	return d.String()
}

func textOf(s *string) string {
	if s == nil {
		return "—"
	}
	return *s
}

// decisionText is a review's decision, or that there is none.
func decisionText(d *normdoc.Decision) string {
	if d == nil {
		return "—"
	}
	return d.Zh()
}

// late is the tone of a day by which something was to be done.
func late(due, today calendar.Day, open bool) ui.Tone {
	if open && due < today {
		return ui.Red
	}
	return ui.Grey
}
