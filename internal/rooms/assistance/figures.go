package assistance

import (
	"fmt"

	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// traceLimit is far above a county's records of a period.
const traceLimit = 1_000_000

// figures are the numbers the room answers for: records, never clicks.
var figures = append([]manifest.Figure{
	{ID: "assist.entrustments", Label: "帮代办委托", Unit: "件", Version: 1, Public: true,
		Definition: "本期申请人作出的帮代办委托件数，按作出时间归期；撤销的仍计，另看“已撤销”。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			n, err := entrustmentCount.UpTo(tx, during(tx, q, "", "given_at", ""), traceLimit)
			return count(n), err
		}, Trace: traceGiven},
	{ID: "assist.claimed", Label: "帮代办认领", Unit: "件", Version: 1, Public: true, ByUnit: true,
		Definition: "本期由帮代办员首次认领的委托件数，按首次认领时间和认领人的单位归；转交、退回后再认领的不重复计。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			return tallied(tx, claimTally, during(tx, q, "unit", "at", "").And("nth = 1"))
		}, Trace: traceClaims},
	{ID: "assist.acts", Label: "代办次数", Unit: "次", Version: 1, Public: true, ByUnit: true,
		Definition: "本期帮代办员按委托替申请人办成的每一次填报、交材料、提交、补正、撤回，每次在办件留痕里都有双方；被拒绝的不计。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			return tallied(tx, doneTally, during(tx, q, "unit", "at", ""))
		}, Trace: traceActs},
	{ID: "assist.blocks", Label: "卡点", Unit: "个", Version: 1, Public: true, ByUnit: true,
		Definition: "本期帮代办员请承办单位答复的卡点个数，按提出时间和承办单位归；收回的不计。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			return tallied(tx, blockTally, stuck(tx, q))
		}, Trace: traceBlocks},
}, serviceFigures()...)

func stuck(tx *store.Tx, q manifest.Query) *store.Where {
	return during(tx, q, "unit", "raised_at", "").And("(state <> ? OR ended_at > ?)", BlockTakenBack, q.AsOf)
}

func traceBlocks(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	found, err := blocks.Page(tx, stuck(tx, q), "raised", traceLimit)
	out := make([]manifest.Record, 0, len(found))
	for _, b := range found {
		out = append(out, manifest.Record{ID: b.ID, Number: b.Number, Title: b.ItemName, Unit: b.Unit, At: b.RaisedAt,
			Link: link(b.EntrustmentID), Amount: 1})
	}
	return out, err
}

var serviceWords = []struct {
	kind                  ServiceKind
	id, label, definition string
}{
	{Extended, "services.extended", "延时服务", "本期开始于上班时间以外或休息日、有凭据的服务次数。"},
	{Mailed, "services.mailed", "邮寄送达", "本期寄出、有邮件号的邮件件数，一个邮件号计一件；是否签收另列。"},
	{Door, "services.door", "上门服务", "本期上门、有地点和凭据的服务次数。"},
	{Appointment, "services.appointment", "预约服务", "本期按预约接待、有凭据的服务次数。"},
}

func serviceFigures() []manifest.Figure {
	var out []manifest.Figure
	for _, f := range serviceWords {
		where := func(tx *store.Tx, q manifest.Query) *store.Where {
			return during(tx, q, "unit", "began_at", "at").And("kind = ?", f.kind)
		}
		out = append(out, manifest.Figure{ID: f.id, Label: f.label, Unit: "次", Version: 1, Public: true, ByUnit: true,
			Definition: f.definition + "按开始（寄出）时间和登记人的单位归，统计时点以后补登的不计。",
			Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
				return tallied(tx, serviceTally, where(tx, q))
			},
			Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
				found, err := services.Page(tx, where(tx, q), "began", traceLimit)
				out := make([]manifest.Record, 0, len(found))
				for _, s := range found {
					rec := manifest.Record{ID: s.ID, Number: s.Number, Title: s.Kind.Zh() + "：" + s.Matter, Unit: s.Unit, At: s.BeganAt, Amount: 1}
					if s.EntrustmentID != nil {
						rec.Link = link(*s.EntrustmentID)
					}
					out = append(out, rec)
				}
				return out, err
			}})
	}
	return out
}

func link(id string) string { return "/agents/" + id }

func count(n int64) manifest.Value { return manifest.Value{Num: n, Den: 1, Text: fmt.Sprint(n)} }

// during is the period on one column, and the cut-off on the column that says
// when the record came to be known (the same one if empty).
func during(tx *store.Tx, q manifest.Query, unit, at, known string) *store.Where {
	w := new(store.Where).And("county = ?", tx.County()).
		And(at+" >= ? AND "+at+" <= ?", q.Period.From.Start(), min(q.Period.To.End(), q.AsOf))
	if known != "" {
		w.And(known+" <= ?", q.AsOf)
	}
	if unit != "" && q.Unit != "" {
		w.And(unit+" = ?", q.Unit)
	}
	return w
}

func tallied(tx *store.Tx, from *store.List[unitCount], w *store.Where) (manifest.Value, error) {
	rows, err := from.Page(tx, w, "unit", 50_000)
	var all int64
	for _, row := range rows {
		all += row.N
	}
	return count(all), err
}

func traceGiven(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	found, err := entrustments.Page(tx, during(tx, q, "", "given_at", ""), "given", traceLimit)
	out := make([]manifest.Record, 0, len(found))
	for _, e := range found {
		rec := manifest.Record{ID: e.ID, Number: e.Number, Title: e.Mode.Zh() + "：" + e.ScopeZh(), At: e.GivenAt, Link: link(e.ID), Amount: 1}
		if e.Unit != nil {
			rec.Unit = *e.Unit
		}
		out = append(out, rec)
	}
	return out, err
}

func traceClaims(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	w := new(store.Where).And("c.county = ? AND c.nth = 1", tx.County()).
		And("c.at >= ? AND c.at <= ?", q.Period.From.Start(), min(q.Period.To.End(), q.AsOf))
	if q.Unit != "" {
		w.And("c.unit = ?", q.Unit)
	}
	found, err := claims.Page(tx, w, "at", traceLimit)
	out := make([]manifest.Record, 0, len(found))
	for _, c := range found {
		out = append(out, manifest.Record{ID: c.ID, Number: c.Number, Title: Entrustment{Scope: c.Scope}.ScopeZh(), Unit: c.Unit, At: c.At,
			Link: link(c.EntrustmentID), Amount: 1})
	}
	return out, err
}

func traceActs(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	found, err := acts.Page(tx, during(tx, q, "unit", "at", ""), "at", traceLimit)
	out := make([]manifest.Record, 0, len(found))
	for _, d := range found {
		out = append(out, manifest.Record{ID: d.ID, Number: DoneZh[d.Verb], Title: d.ItemName, Unit: d.Unit, At: d.At,
			Link: link(d.EntrustmentID), Amount: 1})
	}
	return out, err
}
