package monitor

import (
	"fmt"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

const overdueDefinition = "办件指规则表中“计入办件”的时限（作出决定）。本期内办结的，看作出决定时是否超过承诺期限最后一天；" +
	"截止时还没有办结的，看截止时是否已超过。扣除法定暂停；申请人撤回、终止办理的不计。" +
	"已认定的系统故障，凡故障时段与办公时间重叠的工作日予以补回，补回后不再超期的不计入。"

// figures are the numbers the monitor answers for.
func (w *Watcher) figures() []manifest.Figure {
	figure := func(id, label, definition string, keep func(Judged) bool, at func(q manifest.Query) calendar.Instant) manifest.Figure {
		return manifest.Figure{ID: id, Label: label, Unit: "件", Definition: definition, Version: 1, Public: true, ByUnit: true,
			Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
				found, unknown, err := w.counted(tx, q, at(q), keep)
				return valueOf(found, unknown), err
			},
			Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
				found, _, err := w.counted(tx, q, at(q), keep)
				return records(found), err
			}}
	}
	return []manifest.Figure{
		figure("monitor.overdue", "逾期办件（除因系统技术原因外）", overdueDefinition+"列出每一件。",
			func(j Judged) bool { return j.Level.Late() }, cutOff),
		figure("monitor.overdue_excused", "因系统技术原因不计逾期的办件",
			overdueDefinition+"本数是补回后不再超期的件数，每件附故障记录编号。",
			func(j Judged) bool { return j.Why.Excused(j.Level) }, cutOff),
		figure("monitor.near_due", "临期办件",
			"截止时还没有办结、已到预警时点而没有超期的办件（默认承诺期限最后一天前 2 个工作日的零点起）。暂停中的不计。",
			func(j Judged) bool { return j.Level == LevelWarn }, func(q manifest.Query) calendar.Instant { return q.AsOf }),
	}
}

// cutOff is the instant at which open clocks are judged: the end of the period,
// or the cut-off where it is earlier.
func cutOff(q manifest.Query) calendar.Instant { return min(q.AsOf, q.Period.To.End()) }

// counted judges the clocks of the figures and keeps those that count. unknown
// is how many could not be judged: they are said, not passed over.
func (w *Watcher) counted(tx *store.Tx, q manifest.Query, at calendar.Instant, keep func(Judged) bool) (found []Judged, unknown int, err error) {
	b, err := newBench(tx, q.AsOf)
	if err != nil {
		return nil, 0, err
	}
	period := manifest.Period{From: q.Period.From, To: max(q.Period.To, at.Day())}
	clocks, err := w.clocks(tx, "", manifest.ClockFilter{Unit: q.Unit, Touched: &period})
	if err != nil {
		return nil, 0, err
	}
	for _, c := range clocks {
		rule, ok := setFor(b.sets, c.Start).For(c)
		if ok && !rule.Counts {
			continue
		}
		if voidBy(c, q.AsOf) || (c.Fulfilled != nil && c.Fulfilled.Day() < q.Period.From) {
			continue
		}
		j, err := b.judge(c, at)
		if err != nil {
			return nil, 0, err
		}
		if j.Level == LevelAlarm {
			unknown++
		}
		if keep(j) {
			found = append(found, j)
		}
	}
	slices.SortStableFunc(found, soonest)
	return found, unknown, nil
}

func valueOf(found []Judged, unknown int) manifest.Value {
	v := manifest.Value{Num: int64(len(found)), Den: 1, Text: fmt.Sprint(len(found))}
	if unknown > 0 {
		v.Text += fmt.Sprintf("（另有 %d 件缺期限或日历，无法判定）", unknown)
	}
	return v
}

func records(found []Judged) []manifest.Record {
	out := make([]manifest.Record, 0, len(found))
	for _, j := range found {
		out = append(out, manifest.Record{ID: j.Clock.Subject, Number: j.Clock.Number,
			Title: j.Clock.Title + "：" + j.Why.Sentence, Unit: j.Clock.Unit, At: j.Why.At, Link: j.Clock.Link, Amount: 1})
	}
	return out
}
