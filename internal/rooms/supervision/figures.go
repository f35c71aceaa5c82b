package supervision

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// records lists what a figure counts.
type records func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error)

// figures are the numbers the room answers for.
var figures = []manifest.Figure{
	count("fulfilment.findings", "惠企政策兑现不到位问题", "个", "本期内督查发现（按发现日期）、已经交办的惠企政策兑现问题个数，一份文件的一项承诺算一个；没有交办的和不成立的不算，以后整改到位的也算。按责任单位归属。",
		found("ground = ?", OnPromise)),
	count("findings.recorded", "督查发现的问题", "个", "本期内督查发现（按发现日期）、已经交办的问题个数，惠企政策兑现、任务、条款都算；没有交办的和不成立的不算。", found("")),
	count("findings.rectified", "销号的问题", "个", "本期内经责任单位以外的人核查销号的问题个数，按核查时间归期；到现在又反弹、重新整改的不算。", rectified),
	count("findings.overdue", "逾期未整改的问题", "个", "期末日（或统计时点所在日，取较早的）已过整改期限、还没有报整改的问题个数；期限遇休息日顺延，同意延期的按延期后的算；报了还在等核查的不算。", overdue),
	count("findings.urged", "督办函", "份", "本期内对逾期未整改的单位发出的督办函份数，县领导升级督办的也算。", urged),
	count("findings.relapsed", "回头看反弹的问题", "次", "本期内回头看发现反弹、重新整改的次数。", relapsed),
}

func count(id, label, unit, definition string, list records) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: unit, Definition: definition, Version: 1, Public: true, ByUnit: true, Trace: list,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			all, err := list(tx, q)
			n := int64(len(all))
			return manifest.Value{Num: n, Den: 1, Text: fmt.Sprint(n)}, err
		}}
}

const traceLimit = 100_000

// ofUnit adds the unit of the query to the conditions.
func ofUnit(w *store.Where, q manifest.Query, column string) *store.Where {
	if q.Unit != "" {
		w.And(column+" = ?", q.Unit)
	}
	return w
}

// during adds county, period cut at the cut-off, and unit to the conditions.
func during(tx *store.Tx, q manifest.Query, county, column, unit string) *store.Where {
	w := new(store.Where).And(county+" = ?", tx.County()).
		And(column+" >= ? AND "+column+" <= ?", q.Period.From.Start(), min(q.Period.To.End(), q.AsOf))
	return ofUnit(w, q, unit)
}

func (f Finding) record(at calendar.Instant) manifest.Record {
	return manifest.Record{ID: f.ID, Number: f.Number, Title: f.Title, Unit: f.Unit, At: at, Link: f.Link(), Amount: 1}
}

func listed(tx *store.Tx, w *store.Where, at func(Finding) calendar.Instant) (out []manifest.Record, err error) {
	all, err := findings.Page(tx, w, "number", traceLimit)
	for _, f := range all {
		out = append(out, f.record(at(f)))
	}
	return out, err
}

// found counts by the day of finding what had been handed over by the cut-off.
func found(cond string, args ...any) records {
	return func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
		w := new(store.Where).And("county = ? AND found_day >= ? AND found_day <= ? AND issued_at <= ?", tx.County(), q.Period.From, q.Period.To, q.AsOf)
		if cond != "" {
			w.And(cond, args...)
		}
		return listed(tx, ofUnit(w, q, "unit"), func(f Finding) calendar.Instant { return f.FoundDay.Start() })
	}
}

func rectified(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	return listed(tx, during(tx, q, "county", "closed_at", "unit"), func(f Finding) calendar.Instant { return *f.ClosedAt })
}

func overdue(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	day := min(q.Period.To, q.AsOf.Day())
	end := min(day.End(), q.AsOf)
	w := new(store.Where).And("county = ? AND run_at <= ? AND due < ? AND (filed_at IS NULL OR filed_at > ?)", tx.County(), end, day, end)
	all, err := findings.Page(tx, ofUnit(w, q, "unit"), "number", traceLimit)
	if err != nil {
		return nil, err
	}
	standing, err := standings(tx, all)
	for _, s := range standing {
		if s.LastDay < day {
			out = append(out, s.record((s.LastDay + 1).Start()))
		}
	}
	return out, err
}

func urged(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	all, err := urges.Page(tx, during(tx, q, "u.county", "u.at", "f.unit"), "oldest", traceLimit)
	for _, u := range all {
		out = append(out, manifest.Record{ID: u.ID, Number: u.Letter, Title: u.Title, Unit: u.Unit, At: u.At, Link: Finding{Number: u.Number}.Link(), Amount: 1})
	}
	return out, err
}

func relapsed(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	all, err := relapses.Page(tx, during(tx, q, "l.county", "l.at", "f.unit").And("l.held = ?", false), "oldest", traceLimit)
	for _, l := range all {
		out = append(out, manifest.Record{ID: l.ID, Number: l.Number, Title: l.Title, Unit: l.Unit, At: l.At, Link: Finding{Number: l.Number}.Link(), Amount: 1})
	}
	return out, err
}
