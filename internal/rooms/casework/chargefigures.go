package casework

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/money"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// ChargeLine is a charge with what lists print of its case.
type ChargeLine struct {
	Charge
	Number   *string
	ItemName string
}

// feeFigure is a sum over charges by the instant of one of their acts: column
// names the amount, column_at its instant.
func feeFigure(id, label, definition, column string, of func(Charge) money.Fen) manifest.Figure {
	find := func(tx *store.Tx, q manifest.Query) ([]ChargeLine, error) {
		w := new(store.Where).And("f.county = ?", tx.County()).
			And("f."+column+"_at >= ? AND f."+column+"_at <= ?", q.Period.From.Start(), min(q.Period.To.End(), q.AsOf))
		if q.Unit != "" {
			w.And("f.unit = ?", q.Unit)
		}
		return chargesWithCase.Page(tx, w, "id", clockLimit)
	}
	return manifest.Figure{ID: id, Label: label, Unit: "元", Definition: definition + "以分计，印成元。", Version: 1, Public: true,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			var sum money.Fen
			found, err := find(tx, q)
			for _, l := range found {
				if err == nil {
					sum, err = sum.Add(of(l.Charge))
				}
			}
			return manifest.Value{Num: int64(sum), Den: 1, Text: sum.Plain()}, err
		},
		Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
			found, err := find(tx, q)
			out := make([]manifest.Record, len(found))
			for i, l := range found {
				at := map[string]*calendar.Instant{"paid": l.PaidAt, "reduced": l.ReducedAt, "refunded": l.RefundedAt}[column]
				out[i] = manifest.Record{ID: l.CaseID, Number: orNone(l.Number), Title: l.ItemName + "：" + of(l.Charge).String() + " 元", Unit: l.Unit,
					At: *at, Link: "/cases/" + l.CaseID, Amount: int64(of(l.Charge))}
			}
			return out, err
		}}
}
