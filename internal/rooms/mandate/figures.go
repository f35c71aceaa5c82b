package mandate

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// records lists what a figure counts; the sum of the amounts is its numerator and
// their number, for a share, its denominator.
type records func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error)

// figures are the numbers the room answers for.
var figures = []manifest.Figure{
	count("tasks.key", "重点任务清单工作任务", "项", "本期内公布的重点任务清单上的任务项数，每项有且只有一个牵头单位；草案、未采用的和到统计时点已撤销的不算，条例责任分工的不算。有牵头单位的按牵头单位归属。",
		published(KeyList)),
	count("tasks.clause", "条例责任分工任务", "项", "本期内公布的条例责任分工的任务项数，一项对应条例的一条；草案、未采用的和到统计时点已撤销的不算。", published(ClauseList)),
	count("tasks.clauses_assigned", "有责任单位的条款", "条", "本期内公布了责任分工的条款条数，一条有几项任务也只算一条；到统计时点已撤销的任务不算。", assigned),
	count("tasks.closed", "完成的任务", "项", "本期内报告完成并经牵头、责任单位以外的人确认的任务项数，按确认时间归期，两张清单都算；到现在又重新打开的不算。", closed),
	count("tasks.overdue", "逾期未完成的任务", "项", "期末日（或统计时点所在日，取较早的）已过完成期限、还没有报告完成的任务项数；期限遇休息日顺延，期限按现在登记的算，变更另有记录；撤销的不算。", overdue),
	rate("tasks.on_time_rate", "任务按期完成率", "本期内到期的任务、节点和指标自评中，按期报告完成的÷到期的全部；到期日晚于统计时点前一天的不算，撤销的不算，没有到期的显示“—”。保留一位小数，四舍五入。", onTime),
	count("tasks.due_changes", "变更期限", "次", "本期内对公布的任务和节点变更期限的次数，每次都有理由和依据文件。", dueChanges),
	count("tasks.indicators_reviewed", "复核的指标自评", "项", "本期内经本单位以外的人复核的指标自评项数，按复核时间归期。", reviewed(func(Score) bool { return true })),
	count("tasks.indicators_adjusted", "复核改分的指标", "项", "本期内复核得分和自评得分不一样的指标项数，按复核时间归期，每项都有理由。", reviewed(func(s Score) bool { return s.Adjusted() != 0 })),
}

func count(id, label, unit, definition string, list records) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: unit, Definition: definition, Version: 1, Public: true, ByUnit: true, Trace: list,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			n, _, err := sum(tx, q, list)
			return manifest.Value{Num: n, Den: 1, Text: fmt.Sprint(n)}, err
		}}
}

func rate(id, label, definition string, list records) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: "%", Definition: definition, Version: 1, Public: true, ByUnit: true, Trace: list,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			num, den, err := sum(tx, q, list)
			v := manifest.Value{Num: num, Den: den, Text: "—"}
			if den > 0 {
				tenths := (num*2000 + den) / (2 * den)
				v.Text = fmt.Sprintf("%d.%d", tenths/10, tenths%10)
			}
			return v, err
		}}
}

func sum(tx *store.Tx, q manifest.Query, list records) (n, all int64, err error) {
	found, err := list(tx, q)
	for _, r := range found {
		n += r.Amount
	}
	return n, int64(len(found)), err
}

const traceLimit = 100_000

// during adds county, period cut at the cut-off, and unit to the conditions.
func during(tx *store.Tx, q manifest.Query, county, column, unit string) *store.Where {
	w := new(store.Where).And(county+" = ?", tx.County()).
		And(column+" >= ? AND "+column+" <= ?", q.Period.From.Start(), min(q.Period.To.End(), q.AsOf))
	if q.Unit != "" {
		w.And(unit+" = ?", q.Unit)
	}
	return w
}

func (t Task) record(at calendar.Instant) manifest.Record {
	return manifest.Record{ID: t.ID, Number: t.Number, Title: t.Title, Unit: t.Lead, At: at, Link: t.Link(), Amount: 1}
}

// standing are the published tasks of the period that had not ended by the
// cut-off.
func standing(tx *store.Tx, q manifest.Query, list List) ([]Task, error) {
	w := during(tx, q, "county", "published_at", "lead").And("list = ?", list).And("(ended_at IS NULL OR ended_at > ?)", q.AsOf)
	return tasks.Page(tx, w, "number", traceLimit)
}

func published(list List) records {
	return func(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
		found, err := standing(tx, q, list)
		for _, t := range found {
			out = append(out, t.record(*t.PublishedAt))
		}
		return out, err
	}
}

// assigned counts each clause once, by the first of its tasks.
func assigned(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := standing(tx, q, ClauseList)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, t := range found {
		if seen[*t.ClauseID] {
			continue
		}
		seen[*t.ClauseID] = true
		c, err := clauseByID.One(tx, tx.County(), *t.ClauseID)
		if err != nil {
			return nil, err
		}
		out = append(out, manifest.Record{ID: c.ID, Number: c.Code(), Title: c.Zh(), Unit: t.Lead, At: *t.PublishedAt, Link: "/mandate/clauses/" + c.Code(), Amount: 1})
	}
	return out, nil
}

func closed(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := tasks.Page(tx, during(tx, q, "county", "closed_at", "lead"), "number", traceLimit)
	for _, t := range found {
		out = append(out, t.record(*t.ClosedAt))
	}
	return out, err
}

func overdue(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	day := min(q.Period.To, q.AsOf.Day())
	end := min(day.End(), q.AsOf)
	w := new(store.Where).And("county = ? AND published_at <= ? AND due < ?", tx.County(), end, day).
		And("(handed_at IS NULL OR handed_at > ?) AND (ended_at IS NULL OR ended_at > ?)", end, end)
	if q.Unit != "" {
		w.And("lead = ?", q.Unit)
	}
	found, err := tasks.Page(tx, w, "number", traceLimit)
	if err != nil {
		return nil, err
	}
	all, err := standings(tx, found)
	for _, s := range all {
		if s.LastDay < day {
			out = append(out, s.record((s.LastDay + 1).Start()))
		}
	}
	return out, err
}

func onTime(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	day := min(q.Period.To+1, q.AsOf.Day())
	all, err := obligations(tx, q.Unit)
	for _, o := range all {
		fate := o.Fate(day)
		if o.Due < q.Period.From || fate == Ahead {
			continue
		}
		r := manifest.Record{ID: o.Kind + o.Number + o.Title, Number: o.Number, Title: o.Zh + "：" + o.Title, Unit: o.Unit, At: o.Due.Start(), Link: o.Link}
		if fate == InTime {
			r.Amount = 1
		}
		out = append(out, r)
	}
	return out, err
}

func dueChanges(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := changes.Page(tx, during(tx, q, "c.county", "c.at", "t.lead").And("c.kind = ?", DueChanged), "oldest", traceLimit)
	for _, c := range found {
		out = append(out, manifest.Record{ID: c.ID, Number: c.Number, Title: c.Title + "：" + c.Was + " 改为 " + c.Became, Unit: c.Lead, At: c.At,
			Link: Task{Number: c.Number}.Link(), Amount: 1})
	}
	return out, err
}

func reviewed(counts func(Score) bool) records {
	return func(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
		w := during(tx, q, "s.county", "s.decided_at", "s.unit").And("s.state = ?", Reviewed)
		found, err := scores.Page(tx, w, "code", traceLimit)
		for _, s := range found {
			if counts(s.Score) {
				out = append(out, manifest.Record{ID: s.ID, Number: s.Code, Title: s.Title + "：" + s.Name, Unit: s.Unit, At: *s.DecidedAt, Link: s.Link(), Amount: 1})
			}
		}
		return out, err
	}
}
