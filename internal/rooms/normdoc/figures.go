package normdoc

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// records lists what a figure counts; the sum of the amounts is its value.
type records func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error)

// figures are the numbers the room answers for. The reviewed are the sum of the
// four decisions.
var figures = []manifest.Figure{
	count("documents.reviewed", "清理的文件", "份", "本期内在文件清理中作出决定的文件份数：一份文件在一轮清理里算一份，等于保留、修订、废止和宣布失效之和；只审查、没有决定的不算。",
		decided(func(Review) bool { return true })),
	count("documents.conflicting", "发现抵触的文件", "份", "本期内作出决定的文件中，审查发现至少一条与条例抵触的份数。", decided(func(v Review) bool { return v.Conflicts > 0 })),
	count("documents.retained", "保留的文件", "份", "本期内清理决定为保留的文件份数。", decided(as(Retain))),
	count("documents.revising", "启动修订的文件", "份", "本期内清理决定为修订的文件份数，不论修订是否已经完成。", decided(as(Revise))),
	count("documents.repealed", "废止的文件", "份", "本期内清理决定为废止的文件份数，不论废止文件是否已经公布。", decided(as(Repeal))),
	count("documents.voided", "宣布失效的文件", "份", "本期内清理决定为宣布失效的文件份数。", decided(as(Void))),
	count("documents.followed", "落实的修订和废止", "份", "本期内登记了落实文件的修订、废止决定份数。", followed),
	count("documents.in_force", "现行有效的文件", "份", "期末日（或统计时点所在日，取较早的）现行有效的规范性文件份数：已统一登记、编号、公布，已施行，没有期满、废止、替代或宣布失效。", inForce),
	count("documents.stale_citations", "引用失效文件的事项", "处", "本期内查到已公布的事项引用失效、废止或没有登记的文件的处数，已改正的也算。", staleFound),
}

func count(id, label, unit, definition string, list records) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: unit, Definition: definition, Version: 1, Public: true, Trace: list,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			found, err := list(tx, q)
			n := int64(len(found))
			return manifest.Value{Num: n, Den: 1, Text: fmt.Sprint(n)}, err
		}}
}

const traceLimit = 100_000

func as(d Decision) func(Review) bool { return func(v Review) bool { return *v.Decision == d } }

// during adds the period, cut at the cut-off, to the conditions on a column.
func during(tx *store.Tx, q manifest.Query, column string) *store.Where {
	return new(store.Where).And("county = ?", tx.County()).
		And(column+" >= ? AND "+column+" <= ?", q.Period.From.Start(), min(q.Period.To.End(), q.AsOf))
}

func decided(counts func(Review) bool) records {
	return func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
		found, err := reviews.Page(tx, during(tx, q, "decided_at"), "newest", traceLimit)
		if err != nil {
			return nil, err
		}
		return recordsOf(tx, found, counts, func(v Review) calendar.Instant { return *v.DecidedAt })
	}
}

func followed(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	found, err := reviews.Page(tx, during(tx, q, "done_at"), "newest", traceLimit)
	if err != nil {
		return nil, err
	}
	return recordsOf(tx, found, func(Review) bool { return true }, func(v Review) calendar.Instant { return *v.DoneAt })
}

func recordsOf(tx *store.Tx, list []Review, counts func(Review) bool, at func(Review) calendar.Instant) (out []manifest.Record, err error) {
	for _, v := range list {
		if !counts(v) {
			continue
		}
		d, err := documentByID.One(tx, tx.County(), v.DocumentID)
		if err != nil {
			return nil, err
		}
		out = append(out, manifest.Record{ID: v.ID, Number: d.Number, Title: d.Title + "：" + v.Decision.Zh(), Unit: v.Unit, At: at(v),
			Link: "/cleanups/reviews/" + v.ID, Amount: 1})
	}
	return out, nil
}

// inForce are the documents in force on the last day, as they were known at the
// cut-off.
func inForce(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	day := min(q.Period.To, q.AsOf.Day())
	w := new(store.Where).And("county = ? AND published_at <= ? AND from_day <= ? AND until_day >= ?", tx.County(), q.AsOf, day, day)
	found, err := documents.Page(tx, w, "number", traceLimit)
	for _, d := range found {
		if d.EndedAt != nil && *d.EndedAt > q.AsOf {
			d.EndedDay = nil // nobody knew yet
		}
		if d.On(day) == InForce {
			out = append(out, manifest.Record{ID: d.ID, Number: d.Number, Title: d.Title, Unit: d.Issuer, At: *d.PublishedAt,
				Link: "/normdocs/" + d.ID, Amount: 1})
		}
	}
	return out, err
}

func staleFound(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := stales.Page(tx, during(tx, q, "found_at"), "newest", traceLimit)
	for _, s := range found {
		out = append(out, manifest.Record{ID: s.ID, Number: s.Subject, Title: s.Title + "引用" + s.Number, Unit: s.Unit, At: s.FoundAt, Link: s.Link, Amount: 1})
	}
	return out, err
}
