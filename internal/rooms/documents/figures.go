package documents

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// figures are the numbers the room answers for.
var figures = []manifest.Figure{
	count("documents.sealed", "手工填写制发的文书", "份", "本期内盖章制发的手制文书份数，一份一次用印；办件流程自己出具的文书和送达回证不算，后来作废的仍算。", func(Sealing, Document) bool { return true }),
	count("documents.second", "两人用印的文书", "份", "本期内盖章制发的手制文书中，由没有动过笔的第二个人盖章的份数。", func(s Sealing, _ Document) bool { return s.TwoPersons }),
	count("documents.corrected", "更正的文书", "份", "本期内制发的更正文书份数：一份更正文书使一份原文书作废。", func(_ Sealing, d Document) bool { return d.Replaces != nil }),
}

type counts func(s Sealing, d Document) bool

func count(id, label, unit, definition string, counts counts) manifest.Figure {
	trace := func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) { return uses(tx, q, counts) }
	value := func(n int64) manifest.Value { return manifest.Value{Num: n, Den: 1, Text: fmt.Sprint(n)} }
	return manifest.Figure{ID: id, Label: label, Unit: unit, Definition: definition, Version: 1, ByUnit: true, Trace: trace,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			found, err := trace(tx, q)
			return value(int64(len(found))), err
		},
		Units: func(tx *store.Tx, q manifest.Query) (out []manifest.UnitValue, err error) {
			found, err := trace(tx, q)
			sums := map[string]int64{}
			for _, r := range found {
				sums[r.Unit]++
			}
			for unit, n := range sums {
				out = append(out, manifest.UnitValue{Unit: unit, Value: value(n)})
			}
			slices.SortFunc(out, func(a, b manifest.UnitValue) int { return strings.Compare(a.Unit, b.Unit) })
			return out, err
		}}
}

const traceLimit = 100_000

// uses lists the uses of seals of the period that count.
func uses(tx *store.Tx, q manifest.Query, counts counts) (out []manifest.Record, err error) {
	w := new(store.Where).And("county = ?", tx.County()).And("at >= ? AND at <= ?", q.Period.From.Start(), min(q.Period.To.End(), q.AsOf))
	if q.Unit != "" {
		w.And("unit = ?", q.Unit)
	}
	found, err := sealings.Page(tx, w, "newest", traceLimit)
	if err != nil {
		return nil, err
	}
	for _, s := range found {
		d, err := documentByID.One(tx, tx.County(), s.DocumentID)
		if err != nil {
			return nil, err
		}
		if counts(s, d) {
			out = append(out, manifest.Record{ID: s.ID, Number: s.Number, Title: s.Title, Unit: s.Unit, At: s.At, Link: "/documents/" + s.DocumentID, Amount: 1})
		}
	}
	return out, nil
}
