package pages

import (
	"encoding/json"
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// tones gives each state the colour that underlines its meaning.
var tones = map[flow.State]ui.Tone{
	casework.Draft: ui.Grey, casework.Submitted: ui.Blue, casework.Correction: ui.Amber,
	casework.Accepted: ui.Blue, casework.InReview: ui.Blue, casework.ToDecide: ui.Blue, casework.Special: ui.Purple,
	casework.Granted: ui.Green, casework.Issued: ui.Green, casework.Delivered: ui.Green, casework.Closed: ui.Grey,
}

func tone(s flow.State) ui.Tone {
	if t, ok := tones[s]; ok {
		return t
	}
	return ui.Grey
}

// standings words how a material is covered, with its colour.
var standings = map[casework.Standing]struct {
	word string
	tone ui.Tone
}{
	casework.Missing: {"未交", ui.Amber}, casework.Provided: {"已交", ui.Green}, casework.Reused: {"复用", ui.Green},
	casework.Shared: {"不用交（部门共享）", ui.Green}, casework.Unneeded: {"按您的情况不需要", ui.Grey},
}

// detailWords are the details a timeline prints, in this order.
var detailWords = []struct{ key, zh string }{
	{"material", ""}, {"letter", "文书 "}, {"ground", "事由："}, {"promised_due", "承诺到 "}, {"planned", "预计恢复 "},
	{"due", "请在此前补齐 "}, {"days", "延长工作日 "}, {"certificate", "证照 "}, {"reason", "理由："}, {"overdue", "超期原因："},
	{"rectify_due", "改正到 "}, {"violation", "违规："}, {"document", "依据 "},
}

// events turns the journal of a case into a timeline, newest first for staff.
func events(tx *store.Tx, history []journal.Event) ([]ui.Event, error) {
	names := map[string]string{}
	var out []ui.Event
	for i := len(history) - 1; i >= 0; i-- {
		h := history[i]
		who := h.By.Name
		if who == "" {
			who = "申请人"
		}
		if h.By.Window != "" {
			who = "窗口 " + h.By.Window + " " + who
		}
		if principal, ok := identity.PrincipalOf(h.By.For); ok {
			applicant, err := party.ByID(tx, principal)
			if err != nil {
				return nil, err
			}
			who += "（代办，申请人 " + applicant.Name + "）"
		} else if h.By.For != "" {
			name, err := accountName(tx, names, h.By.For)
			if err != nil {
				return nil, err
			}
			who += "（代 " + name + "）"
		}
		out = append(out, ui.Event{ID: h.Leaf, When: h.At.String(), Title: casework.KindZh(h.Kind), Who: who, Note: note(h.Details)})
	}
	return out, nil
}

func accountName(tx *store.Tx, names map[string]string, id string) (string, error) {
	if name, ok := names[id]; ok {
		return name, nil
	}
	a, err := identity.ByID(tx, id)
	if err != nil {
		return "", err
	}
	names[id] = a.Name
	return a.Name, nil
}

func note(details json.RawMessage) string {
	values := map[string]any{}
	if len(details) == 0 || json.Unmarshal(details, &values) != nil {
		return ""
	}
	var parts []string
	for _, d := range detailWords {
		if v, ok := values[d.key]; ok && v != nil && v != "" {
			parts = append(parts, d.zh+fmt.Sprint(v))
		}
	}
	return strings.Join(parts, "；")
}

// clockBar draws the decision clock of a case.
func clockBar(c casework.Case, v casework.ClockView, pauses []casework.Pause) ui.ClockView {
	unit := " 个" + v.Unit.Zh()
	bar := ui.ClockView{Head: "离承诺时限还有", Value: fmt.Sprint(v.PromisedLeft) + unit,
		Until: v.PromisedDue.String() + " " + v.PromisedDue.WeekdayZh() + " 前", Tone: ui.Green,
		From: short(v.Start) + " 受理", To: "法定 " + short(v.StatutoryDue),
		Check: &ui.Link{Label: "看每一天怎么算的", Href: "/cases/" + c.ID + "/clock"}}
	switch {
	case v.Decided:
		bar.Head, bar.Value = "实际用时", fmt.Sprint(v.Used)+unit
		bar.Until = v.Until.String() + " " + v.Until.WeekdayZh() + " 决定"
	case v.PromisedLeft < 0:
		bar.Head, bar.Value, bar.Tone = "已超过承诺时限", fmt.Sprint(-v.PromisedLeft)+unit, ui.Red
	case v.PromisedLeft == 0:
		bar.Value, bar.Tone = "今天到期", ui.Amber
	}
	if c.State == casework.Special {
		bar.Tone = ui.Purple
	}
	for _, part := range []struct {
		kind ui.SegmentKind
		n    int
	}{{ui.Used, v.Used}, {ui.Paused, v.Paused}, {ui.Left, max(0, v.PromisedLeft)},
		{ui.Spare, max(0, v.StatutoryN-max(v.PromisedN, v.Used))}} {
		if part.n > 0 {
			bar.Segments = append(bar.Segments, ui.Segment{Kind: part.kind, Size: part.n})
		}
	}
	for _, p := range pauses {
		end := p.Planned
		if p.ResumedOn != nil {
			end = *p.ResumedOn
		}
		bar.Middle = short(p.FromDay) + " 至 " + short(end) + " " + p.Ground + "，依据" + p.Basis
	}
	return bar
}

func short(d calendar.Day) string { return d.String()[5:] }

func dayText(d *calendar.Day) string {
	if d == nil {
		return "—"
	}
	return d.String() + " " + d.WeekdayZh()
}
