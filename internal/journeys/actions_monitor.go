package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/app"
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

// watcher watches every clock of the house.
var watcher = monitor.Watch(clocks())

func clocks() (out []manifest.ClockSource) {
	for _, room := range app.Rooms {
		out = append(out, room.Clocks...)
	}
	return out
}

func init() {
	verbs.Register("看板", "", boardSeen)
	verbs.Register("看红黄牌", "[截至日 时间]", cardsSeen)
	verbs.Register("看提醒", "", inboxSeen)
	verbs.Register("看补录", "", lateEntriesSeen)
	verbs.Register("填报系统故障", "系统 起日 起时 止日 止时（情况、证据）", reportFault)
	verbs.Register("认定故障", "故障（意见）", ruleFault(monitor.CertifyFault))
	verbs.Register("不予认定", "故障（意见）", ruleFault(monitor.RejectFault))
}

func year(tx *store.Tx) manifest.Period {
	return manifest.Period{From: calendar.DayOf(2020, 1, 1), To: tx.Today()}
}

func numberOf(tx *store.Tx, id string) (string, error) {
	f, err := casework.Show(tx, flow.System("journeys"), id)
	return f.Case.No(), err
}

func judgedLine(j monitor.Judged) string {
	return fmt.Sprintf("%s %s %s：%s", j.Clock.Number, j.Clock.Zh, j.Level.Zh(), j.Why.Sentence)
}

func boardSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		b, err := watcher.Board(tx, a.By, monitor.BoardFilter{})
		var lines []string
		for _, group := range []struct {
			zh   string
			list []monitor.Judged
		}{{"已超期", b.Late}, {"今天到期", b.Today}, {"三日内", b.Three}, {"其余", b.Rest}, {"暂停", b.Paused}} {
			lines = append(lines, fmt.Sprintf("%s %d 件", group.zh, len(group.list)))
			for _, j := range group.list {
				lines = append(lines, "　"+judgedLine(j))
			}
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

func cardsSeen(a *Act) (seen string, err error) {
	f := monitor.CardFilter{Excused: true}
	if words := a.Rest(); len(words) == 2 {
		if f.At, err = calendar.ParseInstant(words[0] + " " + words[1]); err != nil {
			return "", err
		}
	}
	err = a.Read(func(tx *store.Tx) error {
		f.Period = year(tx)
		list, err := watcher.Cards(tx, a.By, f)
		seen = listed("共 %d 条", list, judgedLine)
		return err
	})
	return seen, err
}

func inboxSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := monitor.Inbox(tx, a.By, 50)
		seen = listed("提醒 %d 条", list, func(n monitor.Notice) string { return n.Sentence })
		return err
	})
	return seen, err
}

func lateEntriesSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := watcher.LateEntries(tx, a.By, year(tx), "")
		seen = listed("补录 %d 件", list, func(e monitor.LateEntry) string {
			return fmt.Sprintf("%s %s：所称 %s，相差 %d 天，%s", e.Clock.Number, e.Clock.Title, *e.Clock.Claimed, e.Gap, e.Clock.ClaimReason)
		})
		return err
	})
	return seen, err
}

func reportFault(a *Act) (seen string, err error) {
	w := a.Rest()
	if len(w) != 5 {
		return "", fmt.Errorf("usage: 填报系统故障 系统 起日 起时 止日 止时")
	}
	in := monitor.FaultInput{System: w[0], Cause: a.Field("情况"), Document: a.Field("证据")}
	if in.From, err = calendar.ParseInstant(w[1] + " " + w[2]); err != nil {
		return "", err
	}
	if in.To, err = calendar.ParseInstant(w[3] + " " + w[4]); err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		f, err := monitor.ReportFault(tx, a.By, in)
		a.Made, seen = f.ID, f.Number+" "+monitor.FaultFlow.Staff(f.State)
		return err
	})
	return seen, err
}

func ruleFault(rule func(*store.Tx, flow.Actor, string, int64, string) (monitor.SystemFault, error)) func(a *Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		ruling := a.Field("意见")
		err = a.Write(func(tx *store.Tx) error {
			f, err := rule(tx, a.By, id, 1, ruling)
			seen = f.Number + " " + monitor.FaultFlow.Staff(f.State)
			return err
		})
		return seen, err
	}
}
