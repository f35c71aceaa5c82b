package monitor

import (
	"errors"
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
)

// limitZh words the names of limits.
var limitZh = map[string]string{manifest.LimitPromised: "承诺期限", manifest.LimitStatutory: "法定期限", manifest.LimitStep: "环节期限",
	limitFeedback: "反馈期限", limitRuling: "裁定期限"}

// LimitZh is the name of a limit as printed.
func LimitZh(name string) string {
	if zh, ok := limitZh[name]; ok {
		return zh
	}
	return "期限"
}

func alarm(e Explanation, why string) (Level, Explanation) {
	e.Alarm, e.Sentence = why, "无法判定是否超期。"+why+"。"
	return LevelAlarm, e
}

// missing says what a count lacked and how to mend it.
func missing(err error) string {
	var no *calendar.NoCalendarError
	if errors.As(err, &no) {
		return fmt.Sprintf("没有 %d 年的节假日安排：请在“工作日历”导入当年通知", no.Year)
	}
	return "期限算不出来：" + err.Error()
}

// sentence words a level for the lists.
func sentence(c manifest.Clock, e Explanation, level Level) string {
	if len(e.Dues) == 0 {
		return level.Zh() + "；期限的一部分算不出来，请先补齐工作日历。"
	}
	due := e.Dues[0]
	head := fmt.Sprintf("%s %s %s到期", LimitZh(due.Limit), due.Day, due.Day.WeekdayZh())
	var b strings.Builder
	b.WriteString(head)
	switch {
	case e.Paused != nil:
		fmt.Fprintf(&b, "；%s暂停计时（%s），预计 %s 恢复", e.Paused.Ground, e.Paused.Document, e.Paused.Planned)
	case level.Late() && e.Quiet:
		fmt.Fprintf(&b, "，%s%s", settledZh(e), lateZh(e))
	case level.Late():
		fmt.Fprintf(&b, "，%s%s，%s自 %s 起", settledZh(e), lateZh(e), level.Zh(), begins(e, level).Day())
	case e.Settled:
		fmt.Fprintf(&b, "，%s 按时办结", e.At)
	case e.Left == 0 && e.At.Day() >= due.Day:
		b.WriteString("，今天到期")
	default:
		fmt.Fprintf(&b, "，还剩 %d 个工作日", e.Left)
	}
	for i, g := range e.GivenBack {
		if i == 0 {
			b.WriteString("；系统技术原因补回")
		}
		fmt.Fprintf(&b, " %s（%s）", g.Day, g.Fault)
	}
	if e.Excused(level) {
		fmt.Fprintf(&b, "，否则为%s", e.Without.Zh())
	}
	return b.String() + "。"
}

func settledZh(e Explanation) string {
	if e.Settled {
		return fmt.Sprintf("%s 才办结，", e.At)
	}
	return ""
}

func lateZh(e Explanation) string {
	if e.Left == 0 {
		return fmt.Sprintf("已超 %d 天", e.At.Day()-e.Dues[0].Day) // rest days only
	}
	return fmt.Sprintf("已超 %d 个工作日", -e.Left)
}

func begins(e Explanation, level Level) calendar.Instant {
	for _, m := range e.Marks {
		if m.Level == level {
			return m.From
		}
	}
	return e.At
}
