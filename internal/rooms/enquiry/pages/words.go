package pages

import (
	"cmp"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/store"
)

func kindOptions() (out []ui.Option) {
	for _, k := range enquiry.Kinds {
		out = append(out, ui.Option{Value: string(k.Kind), Label: k.Zh, Hint: k.Hint})
	}
	return out
}

func pointOptions(list []enquiry.Point) (out []ui.Option) {
	for _, p := range list {
		out = append(out, ui.Option{Value: p.Code, Label: p.Zh})
	}
	return out
}

func groundOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "请选择情形"}}
	for _, g := range enquiry.Grounds {
		out = append(out, ui.Option{Value: g.Code, Label: g.Zh})
	}
	return out
}

func treeOptions(tree []enquiry.Branch, none string) []ui.Option {
	out := []ui.Option{{Value: "", Label: none}}
	for _, b := range tree {
		out = append(out, ui.Option{Value: b.Code, Label: strings.Repeat("　", b.Depth) + b.Name})
	}
	return out
}

// tones: amber waits for somebody, blue goes on, green is done.
var tones = map[flow.State]ui.Tone{enquiry.Received: ui.Amber, enquiry.Assigned: ui.Blue, enquiry.Drafted: ui.Amber, enquiry.Answered: ui.Blue,
	enquiry.Reporting: ui.Amber, enquiry.Closed: ui.Green, enquiry.Declined: ui.Grey, enquiry.Linked: ui.Grey, enquiry.Withdrawn: ui.Grey}

func dayText(d *calendar.Day) string {
	if d == nil {
		return "—"
	}
	return d.String()
}

func text(s *string) string {
	if s == nil || *s == "" {
		return "—"
	}
	return *s
}

func levelText(e enquiry.Enquiry) string {
	if e.Level != nil {
		return e.Level.Zh()
	}
	return "—"
}

// actWords are journal kinds that no state table names.
var actWords = map[string]string{"enquiry.file": "收到诉求", "enquiry.extend_ask": "申请延期", "enquiry.extend_refuse": "不批准延期",
	"enquiry.reveal": "查看联系方式", "enquiry.unseal_ask": "申请拆封身份", "enquiry.unseal_grant": "同意拆封", "enquiry.unseal_refuse": "不同意拆封",
	"enquiry.climb": "逾期上报", "enquiry.redate": "因日历变化重算期限", "enquiry.import": "台账导入", "enquiry.amend_row": "台账修改"}

func wordsOf(kind string) string {
	for _, s := range enquiry.Flow.Steps {
		if s.Kind == kind {
			return s.Label
		}
	}
	return actWords[kind]
}

func timeline(tx *store.Tx, id string) (out []ui.Event, err error) {
	events, err := journal.History(tx, id)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		who, err := org.Who(tx, e.By)
		if err != nil {
			return nil, err
		}
		if e.By.Unit == "" {
			who = cmp.Or(e.By.Name, "诉求人")
		}
		out = append(out, ui.Event{When: e.At.String(), Title: wordsOf(e.Kind), Who: who})
	}
	return out, nil
}

// due is the last day of what the enquiry waits for now, and whether it is past.
func due(e enquiry.Enquiry, today calendar.Day) (day *calendar.Day, late bool) {
	switch e.State {
	case enquiry.Received:
		day = &e.AcceptDue
	case enquiry.Assigned:
		day = e.HandleDue
	case enquiry.Drafted:
		day = e.ReplyDue
	case enquiry.Answered:
		return e.ConfirmUntil, false
	case enquiry.Reporting:
		day = e.OriginDue
	}
	return day, day != nil && *day < today
}
