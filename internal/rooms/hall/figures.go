package hall

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// traceLimit is far above what a county's halls do in a period.
const traceLimit = 1_000_000

var figures = []manifest.Figure{
	copiesFigure("approvals.handbooks", Handbook),
	copiesFigure("approvals.wallcharts", WallChart),
	{ID: "hall.appointments", Label: "大厅预约数", Unit: "次", Version: 1, Public: true, ByUnit: true,
		Definition: "约在本期某一天到窗口的预约次数，按预约的日子归期；到统计时点已取消的不计，没有来的计入。",
		Value:      countOf(countAppointments, appointmentWhere),
		Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
			found, err := appointments.Page(tx, appointmentWhere(tx, q), "time", traceLimit)
			out := make([]manifest.Record, 0, len(found))
			for _, a := range found {
				out = append(out, manifest.Record{ID: a.ID, Number: a.Number, Title: a.Matter, Unit: a.Unit, At: a.Starts.on(a.Day),
					Link: "/hall/appointments/" + a.ID, Amount: 1})
			}
			return out, err
		}},
	{ID: "hall.served", Label: "大厅叫号办理数", Unit: "次", Version: 1, Public: true, ByUnit: true,
		Definition: "本期在窗口办完的号，按办完时间归期；过号没有回来的、当天没有叫到的不计；转窗口的只计一次，计在最后办理的单位。",
		Value:      countOf(countTurns, servedWhere),
		Trace:      turnTrace(servedWhere, func(Turn) int64 { return 1 })},
	{ID: "hall.mean_wait", Label: "大厅平均等候时间", Unit: "分钟", Version: 1, Public: true, ByUnit: true,
		Definition: "从取号到第一次叫号的平均时间，按第一次叫号的时间归期，提前到的预约号也从取号算起；没有叫到的不计。" +
			"分子是等候的毫秒数之和，保留一位小数，四舍五入。",
		Value: meanWait,
		Trace: turnTrace(calledWhere, func(t Turn) int64 { return int64(*t.FirstCalled - t.TakenAt) })},
}

func copiesFigure(id string, item Printed) manifest.Figure {
	words := PrintedZh[item]
	return manifest.Figure{ID: id, Label: "发放" + words.Name, Unit: words.Measure, Version: 1, Public: true,
		Definition: "本期发放台账里" + words.Name + "的份数之和，按发放日期归期，发出一" + words.Measure + "算一" + words.Measure +
			"；到统计时点已作废的记录不计。印了没有发的不算。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			rows, err := copiesGiven.Page(tx, handoutWhere(tx, q, item), "item", 1)
			v := manifest.Value{Den: 1, Text: "0"}
			if err == nil && len(rows) > 0 {
				v.Num, v.Text = rows[0].Copies, fmt.Sprint(rows[0].Copies)
			}
			return v, err
		},
		Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
			found, err := handouts.Page(tx, handoutWhere(tx, q, item), "newest", traceLimit)
			out := make([]manifest.Record, 0, len(found))
			for _, h := range found {
				out = append(out, manifest.Record{ID: h.ID, Number: h.Number, Title: h.Recipient + "（" + h.Edition + "）",
					At: h.Day.Start(), Link: "/hall/handouts/" + h.ID, Amount: h.Copies})
			}
			return out, err
		}}
}

func handoutWhere(tx *store.Tx, q manifest.Query, item Printed) *store.Where {
	return new(store.Where).And("county = ? AND item = ? AND day >= ? AND day <= ?", tx.County(), item, q.Period.From, q.Period.To).
		And("at <= ?", q.AsOf).And("(struck_at IS NULL OR struck_at > ?)", q.AsOf)
}

func inUnit(w *store.Where, q manifest.Query) *store.Where {
	if q.Unit != "" {
		w.And("unit = ?", q.Unit)
	}
	return w
}

func appointmentWhere(tx *store.Tx, q manifest.Query) *store.Where {
	return inUnit(new(store.Where).And("county = ? AND day >= ? AND day <= ? AND booked_at <= ?", tx.County(), q.Period.From, q.Period.To, q.AsOf).
		And("(state <> ? OR settled_at > ?)", Cancelled, q.AsOf), q)
}

func ends(q manifest.Query) (from, to calendar.Instant) {
	return q.Period.From.Start(), min(q.Period.To.End(), q.AsOf)
}

func servedWhere(tx *store.Tx, q manifest.Query) *store.Where {
	from, to := ends(q)
	return inUnit(new(store.Where).And("county = ? AND ended_at >= ? AND ended_at <= ? AND state = ?", tx.County(), from, to, Done), q)
}

func calledWhere(tx *store.Tx, q manifest.Query) *store.Where {
	from, to := ends(q)
	return inUnit(new(store.Where).And("county = ? AND first_called >= ? AND first_called <= ?", tx.County(), from, to), q)
}

func countOf(list *store.List[counted], where func(*store.Tx, manifest.Query) *store.Where) func(*store.Tx, manifest.Query) (manifest.Value, error) {
	return func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
		rows, err := list.Page(tx, where(tx, q), "n", 1)
		if err != nil {
			return manifest.Value{}, err
		}
		return manifest.Value{Num: rows[0].N, Den: 1, Text: fmt.Sprint(rows[0].N)}, nil
	}
}

func turnTrace(where func(*store.Tx, manifest.Query) *store.Where, amount func(Turn) int64) func(*store.Tx, manifest.Query) ([]manifest.Record, error) {
	return func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
		found, err := turns.Page(tx, where(tx, q), "taken", traceLimit)
		out := make([]manifest.Record, 0, len(found))
		for _, t := range found {
			out = append(out, manifest.Record{ID: t.ID, Number: t.Day.String() + " " + t.Number, Title: t.Class.Zh(), Unit: t.Unit,
				At: t.TakenAt, Link: "/hall/turns/" + t.ID, Amount: amount(t)})
		}
		return out, err
	}
}

// meanWait prints minutes with one decimal, half up, and "—" without a call.
func meanWait(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
	rows, err := sumWaits.Page(tx, calledWhere(tx, q), "n", 1)
	if err != nil {
		return manifest.Value{}, err
	}
	v := manifest.Value{Num: rows[0].Ms, Den: rows[0].N * 60_000, Text: "—"}
	if v.Den > 0 {
		tenths := (v.Num*20 + v.Den) / (2 * v.Den)
		v.Text = fmt.Sprintf("%d.%d", tenths/10, tenths%10)
	}
	return v, nil
}
