package rating

import (
	"fmt"

	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// share is a figure that counts ratings up to a level.
type share struct {
	id, label, definition string
	counts                func(Level) bool
}

const bounds = "按评价时间归期，每件事（现场为每次）只计首次评价；没有评价的不进分子也不进分母，整改后的再次评价不改首次评价；经管理部门认定误评、恶意或不真实的剔除，剔除数另行公布；评价条数少于规则规定的最小样本时不算率，只写条数和应答率。"

var shares = []share{
	{"ratings.satisfied", "满意率", "满意率＝非常满意、满意两级的评价数÷评价总数。" + bounds, func(l Level) bool { return l <= 2 }},
	{"ratings.good", "好评率", "好评率＝非常满意、满意、基本满意三级的评价数÷评价总数。" + bounds, func(l Level) bool { return l <= 3 }},
	{"ratings.bad", "差评率", "差评率＝不满意、非常不满意两级的评价数÷评价总数。" + bounds, func(l Level) bool { return l >= 4 }},
}

// figures are the numbers the room answers for.
var figures = allFigures()

func allFigures() []manifest.Figure {
	out := []manifest.Figure{
		{ID: "ratings.count", Label: "评价数", Unit: "条", Definition: "本期收到的评价条数。" + bounds,
			Version: 2, Public: true, ByUnit: true,
			Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
				_, all, err := tallied(tx, q, func(Level) bool { return true })
				return manifest.Value{Num: all, Den: 1, Text: fmt.Sprint(all)}, err
			},
			Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
				return traced(tx, q, func(Level) bool { return true })
			}},
		{ID: "ratings.rate_active", Label: "主动评价率", Unit: "%", Version: 1, Public: true, ByUnit: true,
			Definition: "主动评价率＝本期发出的评价邀请中，到统计时点已由办事人评价的÷本期发出的全部邀请（办完可评的事）。" +
				"没有评价就是没有评价，不默认好评。保留一位小数，四舍五入。",
			Value: activeValue, Trace: activeTrace},
	}
	for _, s := range shares {
		out = append(out, manifest.Figure{ID: s.id, Label: s.label, Unit: "%", Version: 2, Public: true, ByUnit: true,
			Definition: s.definition + "保留一位小数，四舍五入。",
			Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
				num, all, err := tallied(tx, q, s.counts)
				if err != nil {
					return manifest.Value{}, err
				}
				return sampled(tx, q, num, all)
			},
			Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) { return traced(tx, q, s.counts) }})
	}
	for _, f := range followUps {
		out = append(out, f.figure())
	}
	return append(out, otherFigures()...)
}

// sampled is a share of ratings; of too few it says so, with the response rate,
// and is no rate.
func sampled(tx *store.Tx, q manifest.Query, num, all int64) (manifest.Value, error) {
	content, err := ContentOn(tx, min(q.Period.To, q.AsOf.Day()))
	if err != nil || all == 0 || all >= int64(content.MinSample) {
		return rate(num, all), err
	}
	answered, err := activeValue(tx, q)
	return manifest.Value{Num: num, Text: TooFew(all, answered)}, err
}

// TooFew words a sample too small for a rate.
func TooFew(n int64, answered manifest.Value) string {
	return fmt.Sprintf("样本不足（评价 %d 条，应答 %d÷%d＝%s%%）", n, answered.Num, answered.Den, answered.Text)
}

func ratingWhere(tx *store.Tx, q manifest.Query) *store.Where {
	w := new(store.Where).And("county = ? AND at >= ? AND at <= ?", tx.County(), q.Period.From.Start(), min(q.Period.To.End(), q.AsOf)).
		And(counted, q.AsOf)
	if q.Unit != "" {
		w.And("unit = ?", q.Unit)
	}
	return w
}

// askedWhere: an invitation rated after the cut-off was not rated then; the
// tally of an earlier cut-off is taken from the trace.
func askedWhere(tx *store.Tx, q manifest.Query) *store.Where {
	w := new(store.Where).And("county = ? AND open_from >= ? AND open_from <= ?", tx.County(),
		q.Period.From.Start(), min(q.Period.To.End(), q.AsOf))
	if q.Unit != "" {
		w.And("unit = ?", q.Unit)
	}
	return w
}

func tallied(tx *store.Tx, q manifest.Query, counts func(Level) bool) (num, all int64, err error) {
	rows, err := levelTally.Page(tx, ratingWhere(tx, q), "unit", 50_000)
	for _, row := range rows {
		all += row.N
		if counts(row.Level) {
			num += row.N
		}
	}
	return num, all, err
}

// traceLimit is far above a county's ratings of a period.
const traceLimit = 1_000_000

// traced lists the ratings by their random names and days, so that the list
// cannot tell the rated unit who gave them.
func traced(tx *store.Tx, q manifest.Query, counts func(Level) bool) ([]manifest.Record, error) {
	found, err := ratings.Page(tx, ratingWhere(tx, q), "newest", traceLimit)
	if err != nil {
		return nil, err
	}
	out := make([]manifest.Record, 0, len(found))
	for _, r := range found {
		rec := manifest.Record{ID: r.Ref, Number: r.Ref, Title: r.ItemName + "：" + r.Level.Zh(), Unit: r.Unit, At: r.At.Day().Start()}
		if counts(r.Level) {
			rec.Amount = 1
		}
		out = append(out, rec)
	}
	return out, nil
}

func activeValue(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
	asked, err := askedTally.Page(tx, askedWhere(tx, q), "unit", 10_000)
	if err != nil {
		return manifest.Value{}, err
	}
	var all int64
	for _, row := range asked {
		all += row.Asked
	}
	rated, err := askedTally.Page(tx, askedWhere(tx, q).And("rated_at <= ?", q.AsOf), "unit", 10_000)
	var num int64
	for _, row := range rated {
		num += row.Rated
	}
	return rate(num, all), err
}

func activeTrace(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	found, err := invitations.Page(tx, askedWhere(tx, q), "unit", traceLimit)
	if err != nil {
		return nil, err
	}
	out := make([]manifest.Record, 0, len(found))
	for i, inv := range found {
		name := fmt.Sprintf("邀请 %d", i+1)
		rec := manifest.Record{ID: inv.Digest[:12], Number: name, Title: inv.ItemName, Unit: inv.Unit, At: inv.OpenFrom.Day().Start()}
		if inv.RatedAt != nil && *inv.RatedAt <= q.AsOf {
			rec.Amount = 1
		}
		out = append(out, rec)
	}
	return out, nil
}

// rate prints a share with one decimal, half up, and "—" where nothing is to
// divide by.
func rate(num, den int64) manifest.Value {
	v := manifest.Value{Num: num, Den: den, Text: "—"}
	if den > 0 {
		tenths := (num*2000 + den) / (2 * den)
		v.Text = fmt.Sprintf("%d.%d", tenths/10, tenths%10)
	}
	return v
}
