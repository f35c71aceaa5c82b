package pages

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/project"
	"yingshang/internal/rooms/catalogue"
)

// label is a tag beside an item's name.
type label struct {
	Tone ui.Tone
	Text string
}

// labels says in a few words how an item is handled.
func labels(c catalogue.Content) []label {
	var out []label
	if c.Kind == catalogue.Instant {
		out = append(out, label{ui.Green, "当场办结"})
	}
	switch {
	case c.Online && c.Visits == 0:
		out = append(out, label{ui.Blue, "全程网办"})
	case c.Online:
		out = append(out, label{ui.Blue, "可网上申请"})
	}
	if c.Online || c.Visits > 0 {
		out = append(out, label{ui.Blue, fmt.Sprintf("跑 %d 次", c.Visits)})
	}
	if c.Courier {
		out = append(out, label{ui.Blue, "可邮寄"})
	}
	if c.Relay {
		out = append(out, label{ui.Grey, "转报上级"})
	}
	return out
}

// promise is the committed limit in words: 8 个工作日.
func promise(c catalogue.Content) string { return c.Committed(project.TierOrdinary).String() }

// limitNote is the line below the promise: the key projects' and the law's.
func limitNote(c catalogue.Content) string {
	var out []string
	if key := c.Committed(project.TierKey); key != c.Committed(project.TierOrdinary) {
		out = append(out, "重点项目 "+key.String())
	}
	if c.StatutoryN > 0 {
		out = append(out, "法定 "+c.Statutory().String())
	}
	return strings.Join(out, "；")
}

var englishUnits = map[calendar.Unit]string{calendar.WorkDays: "working days", calendar.CalendarDays: "days"}

func english(l catalogue.Limit) string {
	if l.N == 0 {
		return "On the spot"
	}
	return fmt.Sprintf("%d %s", l.N, englishUnits[l.Unit])
}

// fee is the fee in words.
func fee(g catalogue.Guide) string {
	if !g.Charged {
		return "不收费"
	}
	return g.Fee
}

// result is what the applicant gets, with how.
func result(c catalogue.Content) string {
	text := c.Rules.Result.Name
	if m := c.Rules.Result.ValidMonths; m > 0 {
		text += "，有效期 " + months(m)
	}
	if c.Courier {
		text += "（可邮寄）"
	}
	return text
}

func months(n int) string {
	if n%12 == 0 {
		return fmt.Sprintf("%d 年", n/12)
	}
	return fmt.Sprintf("%d 个月", n)
}

// copies says in what form a material is handed in.
func copies(m catalogue.Material) string {
	var out []string
	if m.Originals > 0 {
		out = append(out, fmt.Sprintf("原件 %d 份", m.Originals))
	}
	if m.Copies > 0 {
		out = append(out, fmt.Sprintf("复印件 %d 份", m.Copies))
	}
	if m.Electronic {
		out = append(out, "可交电子件")
	}
	return strings.Join(out, "，")
}

// about is the small line under a material's name.
func about(m catalogue.Material) string {
	if m.Shared {
		return "由办理单位从" + m.SharedFrom + "调取"
	}
	parts := []string{copies(m)}
	if m.Issuer != "" && m.Issuer != "申请人" {
		parts = append(parts, m.Issuer+"出具")
	}
	if m.Note != "" {
		parts = append(parts, m.Note)
	}
	return strings.Join(parts, "；")
}

// basisText is a legal ground on one line.
func basisText(b catalogue.Basis) string {
	text := b.Law + b.Article
	if b.Document != "" {
		text += "（" + b.Document + "）"
	}
	return text
}

func itemHref(code string) string { return "/items/" + code }
