package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

func unitNames(tx *store.Tx) (map[string]string, error) {
	units, err := org.List(tx, org.Filter{Limit: 1000})
	names := make(map[string]string, len(units))
	for _, u := range units {
		names[u.Code] = cmp.Or(u.Short, u.Name)
	}
	return names, err
}

func nameOf(names map[string]string, code string) string { return cmp.Or(names[code], code) }

func namesOf(names map[string]string, codes []string) string {
	out := make([]string, len(codes))
	for n, code := range codes {
		out[n] = nameOf(names, code)
	}
	return cmp.Or(strings.Join(out, "、"), "—")
}

func unitOptions(names map[string]string, none string) []ui.Option {
	codes := make([]string, 0, len(names))
	for code := range names {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	out := []ui.Option{{Value: "", Label: none}}
	for _, code := range codes {
		out = append(out, ui.Option{Value: code, Label: names[code]})
	}
	return out
}

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

// timeline is the history of a record in the words of its flow.
func timeline(tx *store.Tx, id string, table *flow.Table, more map[string]string) (out []ui.Event, err error) {
	words := map[string]string{}
	for _, s := range table.Steps {
		words[s.Kind] = s.Label
	}
	events, err := journal.History(tx, id)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		who, err := org.Who(tx, e.By)
		if err != nil {
			return nil, err
		}
		out = append(out, ui.Event{When: e.At.String(), Title: cmp.Or(more[e.Kind], words[e.Kind], e.Kind), Who: who})
	}
	return out, nil
}

var taskWords = map[string]string{"mandate.task_set": "起草任务", "mandate.report_return": "退回报告"}
