package pages

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/caselog"
	"yingshang/internal/store"
)

// Routes are the room's pages.
func Routes(kit.Deps) []kit.Route {
	return []kit.Route{
		{Method: "GET", Pattern: "/case-log/{id}", Name: "caselog.case", Perm: "caselog.read", Handle: show},
	}
}

// caseView is a case as known now, and its former spans.
type caseView struct {
	Case   caselog.Case
	Events []ui.Event
}

func show(c *kit.Ctx) error {
	var spans []caselog.Case
	err := c.Read(func(tx *store.Tx) (err error) {
		spans, err = caselog.Spans(tx, c.Actor, c.Path("id"))
		return err
	})
	if err != nil {
		return err
	}
	v := caseView{Case: spans[0]}
	for i, span := range spans {
		e := ui.Event{ID: span.ID, When: span.KnownFrom.String(), Title: "首次导入", Note: words(span), Tone: ui.Grey}
		if i+1 < len(spans) {
			e.Title = "再次导入，有更改"
		}
		if i == 0 {
			e.Tone = ui.Blue
		}
		v.Events = append(v.Events, e)
	}
	return c.Render(casePage(c.Page("外部办件 "+v.Case.CaseNo), v))
}

// words is what a span says of the case's course.
func words(c caselog.Case) string {
	parts := []string{"收件 " + c.ReceivedAt.String()}
	for _, p := range []struct {
		label string
		at    *calendar.Instant
	}{{"受理", c.AcceptedAt}, {"办结", c.ClosedAt}} {
		if p.at != nil {
			parts = append(parts, p.label+" "+p.at.String())
		}
	}
	if c.DueDay != nil {
		parts = append(parts, "到期 "+c.DueDay.String())
	}
	if c.Result != "" {
		parts = append(parts, "结果 "+c.Result)
	}
	return strings.Join(parts, "；")
}

func pairs(c caselog.Case) []ui.Pair {
	moment := func(at *calendar.Instant) string {
		if at == nil {
			return "—"
		}
		return at.String()
	}
	due := "—"
	if c.DueDay != nil {
		due = c.DueDay.Chinese() + "24点"
	}
	return []ui.Pair{{Term: "办件编号", Text: c.CaseNo}, {Term: "事项", Text: c.ItemName}, {Term: "办理单位", Text: c.UnitName},
		{Term: "申请渠道", Text: or(c.Channel)}, {Term: "收件", Text: c.ReceivedAt.String()}, {Term: "受理", Text: moment(c.AcceptedAt)},
		{Term: "到期", Text: due}, {Term: "办结", Text: moment(c.ClosedAt)}, {Term: "办理结果", Text: or(c.Result)}}
}

func or(text string) string {
	if text == "" {
		return "—"
	}
	return text
}

// standing is the case's state as a tag.
func standing(c caselog.Case) (ui.Tone, string) {
	switch {
	case c.ClosedDay == nil:
		return ui.Blue, "在办"
	case c.Abnormal:
		return ui.Grey, "异常办结"
	case c.DueDay != nil && *c.ClosedDay > *c.DueDay:
		return ui.Red, "超期办结"
	}
	return ui.Green, "办结"
}
