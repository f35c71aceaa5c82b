package rating

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// tracked is a redress as its figures count it: without its rating's id, words
// and moment.
type tracked struct {
	ID         string
	Ref        string
	ItemName   string
	Unit       string
	State      flow.State
	OpenedDay  calendar.Day
	RectifyDue calendar.Day
	ResolvedAt *calendar.Instant
	ReachedAt  *calendar.Instant // first time the rater was reached
	Named      bool              // rated with a case, so that somebody can be called
}

// happened reports whether the instant had come by the cut-off.
func happened(at *calendar.Instant, asOf calendar.Instant) bool { return at != nil && *at <= asOf }

// counts reports whether the redress was one at the cut-off: excluded ratings ask
// for none.
func (d tracked) counts(asOf calendar.Instant) bool {
	return d.State != Excluded || !happened(d.ResolvedAt, asOf)
}

// inTime: of what fell due, what was ended by its day.
func (d tracked) inTime(asOf calendar.Instant) (counted, met bool) {
	ended := happened(d.ResolvedAt, asOf)
	counted = d.counts(asOf) && (ended || d.RectifyDue < asOf.Day())
	return counted, counted && ended && d.ResolvedAt.Day() <= d.RectifyDue
}

// revisited: of those who can be called, who was reached.
func (d tracked) revisited(asOf calendar.Instant) (counted, met bool) {
	counted = d.Named && d.counts(asOf)
	return counted, counted && happened(d.ReachedAt, asOf)
}

// judge says of one redress whether it counts at the cut-off, and for how much.
type judge func(d tracked, asOf calendar.Instant) (counted, met bool)

// followed is a figure over redresses; day is the column its period goes by.
type followed struct {
	id, label, definition, day string
	judge                      judge
}

var followUps = []followed{
	{"ratings.redress_in_time", "差评按期整改率", "差评按期整改率＝整改到期日在本期、到统计时点已办结且不晚于到期日的差评整改÷整改到期日在本期、" +
		"到统计时点已办结或已过到期日的差评整改。经认定剔除的不计。保留一位小数，四舍五入。", "d.rectify_due", tracked.inTime},
	{"ratings.revisited", "实名差评回访率", "实名差评回访率＝本期收到的、凭办件评价因而联系得到人的差评中，到统计时点已由主管机构联系上的÷本期这类差评总数。" +
		"现场取号评价不知道是谁，不计；经认定剔除的不计。保留一位小数，四舍五入。", "d.opened_day", tracked.revisited},
}

func (f followed) figure() manifest.Figure {
	return manifest.Figure{ID: f.id, Label: f.label, Unit: "%", Version: 1, Public: true, ByUnit: true, Definition: f.definition,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			records, err := f.trace(tx, q)
			var met int64
			for _, r := range records {
				met += r.Amount
			}
			return rate(met, int64(len(records))), err
		},
		Trace: f.trace}
}

func (f followed) trace(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	w := new(store.Where).And("d.county = ?", tx.County()).And(f.day+" >= ?", q.Period.From).And(f.day+" <= ?", q.Period.To).
		And("d.opened_day <= ?", q.AsOf.Day())
	if q.Unit != "" {
		w.And("d.unit = ?", q.Unit)
	}
	found, err := followedUp.Page(tx, w, "ref", traceLimit)
	out := make([]manifest.Record, 0, len(found))
	for _, d := range found {
		counted, met := f.judge(d, q.AsOf)
		if !counted {
			continue
		}
		rec := manifest.Record{ID: d.Ref, Number: d.Ref, Title: d.ItemName, Unit: d.Unit, At: d.OpenedDay.Start(), Link: "/ratings/redress/" + d.ID}
		if met {
			rec.Amount = 1
		}
		out = append(out, rec)
	}
	return out, err
}

// otherFigures: who did not answer, and what was excluded.
func otherFigures() []manifest.Figure {
	return []manifest.Figure{
		{ID: "ratings.unrated", Label: "未评价率", Unit: "%", Version: 1, Public: true, ByUnit: true,
			Definition: "未评价率＝本期发出的评价邀请中，到统计时点还没有评价的÷本期发出的全部邀请。未评价不是好评，也不是差评。保留一位小数，四舍五入。",
			Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
				v, err := activeValue(tx, q)
				return rate(v.Den-v.Num, v.Den), err
			},
			Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
				records, err := activeTrace(tx, q)
				for i := range records {
					records[i].Amount = 1 - records[i].Amount
				}
				return records, err
			}},
		{ID: "ratings.excluded", Label: "剔除的评价", Unit: "条", Version: 1, Public: true, ByUnit: true,
			Definition: "本期收到、到统计时点由主管机构认定误评、恶意或不真实而剔除的评价条数。剔除的不进各项比率，原评价照样保留。",
			Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
				out, err := excludedIn(tx, q)
				return manifest.Value{Num: int64(len(out)), Den: 1, Text: fmt.Sprint(len(out))}, err
			},
			Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
				found, err := excludedIn(tx, q)
				out := make([]manifest.Record, 0, len(found))
				for _, x := range found {
					out = append(out, manifest.Record{ID: x.Ref, Number: x.Ref, Title: x.ItemName + "：" + GroundZh[x.Ground],
						Unit: x.Unit, At: x.RatedAt.Day().Start(), Amount: 1})
				}
				return out, err
			}},
	}
}
