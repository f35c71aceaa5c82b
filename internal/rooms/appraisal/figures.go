package appraisal

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
	count("appraisal.finals", "定稿的月度考核", "份", "本期内定稿的月度考核份数：一个月一类对象（窗口、分中心、乡镇、窗口人员）为一份；草稿和征求异议中的不算。", finals(one)),
	count("appraisal.subjects", "参加月度考核的对象", "个次", "本期内定稿的月度考核中，有总分的对象个数，按月累计；登记不参评的不算。", finals(ranked)),
	count("appraisal.objections", "考核异议", "条", "本期内单位提出的考核异议条数，含撤回的。", objected(func(o Objection, at calendar.Instant) bool { return true })),
	count("appraisal.objections_upheld", "成立的考核异议", "条", "本期内单位提出、到统计时点已认定成立的考核异议条数。",
		objected(func(o Objection, at calendar.Instant) bool {
			return o.State == ObjectionUpheld && *o.AnsweredAt <= at
		})),
	count("appraisal.errata", "考核更正", "条", "本期内对定稿的月度考核登记的更正条数。", corrected),
	count("appraisal.bulletins", "签发的季度通报", "期", "本期内签发的季度通报期数；起草未签发和作废的不算。", issued),
	count("supervisors.active", "在聘的特聘监督员", "人", "期末日（或统计时点所在日，取较早的）在聘期内、没有退出的特聘监督员人数。", active),
	count("supervisors.opinions", "特聘监督员意见", "条", "本期内特聘监督员提出的意见条数。", handed(func(Opinion, calendar.Instant) bool { return true })),
	count("supervisors.closed", "办结的特聘监督员意见", "条", "本期内经监督员本人确认办结的意见条数。", closed(func(Opinion) bool { return true })),
	rate("supervisors.answered_rate", "特聘监督员意见答复率", "本期内提出的意见中，到统计时点承办单位已答复的÷本期内提出的全部意见；逐条列出，没有答复的也在内。保留一位小数，四舍五入。",
		handed(func(o Opinion, at calendar.Instant) bool { return o.FirstAnsweredAt != nil && *o.FirstAnsweredAt <= at })),
	rate("supervisors.adoption_rate", "特聘监督员意见采纳率", "本期内经监督员本人确认办结的意见中，认定采纳的÷办结的全部；没有办结的不进分子也不进分母。保留一位小数，四舍五入。",
		closed(func(o Opinion) bool { return o.Adopted != nil && *o.Adopted })),
}

func count(id, label, unit, definition string, list records) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: unit, Definition: definition, Version: 1, Public: true, Trace: list,
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			n, _, err := sum(tx, q, list)
			return manifest.Value{Num: n, Den: 1, Text: fmt.Sprint(n)}, err
		}}
}

func rate(id, label, definition string, list records) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: "%", Definition: definition, Version: 1, Public: true, Trace: list,
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

// during adds the period, cut at the cut-off, to the conditions on a column.
func during(tx *store.Tx, q manifest.Query, column string) *store.Where {
	return new(store.Where).And("county = ?", tx.County()).
		And(column+" >= ? AND "+column+" <= ?", q.Period.From.Start(), min(q.Period.To.End(), q.AsOf))
}

func one(*store.Tx, Run) (int64, error) { return 1, nil }

func ranked(tx *store.Tx, r Run) (n int64, err error) {
	found, err := subjectsOf.All(tx, tx.County(), r.ID)
	for _, s := range found {
		if s.Total != nil {
			n++
		}
	}
	return n, err
}

func finals(amount func(*store.Tx, Run) (int64, error)) records {
	return func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
		found, err := runs.Page(tx, during(tx, q, "final_at"), "newest", traceLimit)
		if err != nil {
			return nil, err
		}
		out := make([]manifest.Record, len(found))
		for n, r := range found {
			out[n] = manifest.Record{ID: r.ID, Number: MonthText(r.Month), Title: r.Title(), Unit: r.Office, At: *r.FinalAt, Link: "/appraisals/runs/" + r.ID}
			if out[n].Amount, err = amount(tx, r); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
}

func objected(counts func(Objection, calendar.Instant) bool) records {
	return func(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
		found, err := objections.Page(tx, during(tx, q, "filed_at"), "newest", traceLimit)
		for _, o := range found {
			if counts(o, q.AsOf) {
				out = append(out, manifest.Record{ID: o.ID, Number: o.Number, Title: "考核异议", Unit: o.Unit, At: o.FiledAt,
					Link: "/appraisals/objections/" + o.ID, Amount: 1})
			}
		}
		return out, err
	}
}

func corrected(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := errata.Page(tx, during(tx, q, "made_at"), "newest", traceLimit)
	for _, e := range found {
		out = append(out, manifest.Record{ID: e.ID, Number: e.Number, Title: "考核更正：" + e.Reason, At: e.MadeAt, Link: "/appraisals/cards/" + e.SubjectID, Amount: 1})
	}
	return out, err
}

func issued(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	found, err := bulletins.Page(tx, during(tx, q, "decided_at").And("state = ?", BulletinIssued), "newest", traceLimit)
	for _, b := range found {
		out = append(out, manifest.Record{ID: b.ID, Number: *b.Number, Title: b.Title(), Unit: b.Body.Office, At: *b.DecidedAt, Link: "/bulletins/" + b.ID, Amount: 1})
	}
	return out, err
}

// active are the terms that cover the day as it was known.
func active(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	day := min(q.Period.To, q.AsOf.Day())
	w := new(store.Where).And("county = ? AND appointed_at <= ? AND from_day <= ? AND to_day >= ?", tx.County(), q.AsOf, day, day).
		And("(ended_at IS NULL OR ended_at > ? OR ended_day > ?)", q.AsOf, day)
	found, err := terms.Page(tx, w, "id", traceLimit)
	if err != nil {
		return nil, err
	}
	for _, t := range found {
		s, err := supervisorByID.One(tx, tx.County(), t.SupervisorID)
		if err != nil {
			return nil, err
		}
		out = append(out, manifest.Record{ID: t.ID, Number: s.Code, Title: fmt.Sprintf("第 %d 届，%s 至 %s", t.Nth, t.FromDay, t.ToDay),
			At: t.AppointedAt, Link: "/supervisors/" + s.ID, Amount: 1})
	}
	return out, nil
}

// handed lists what was handed in; the title says nothing that the unit's other
// people should not read.
func handed(counts func(Opinion, calendar.Instant) bool) records {
	return func(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
		found, err := opinions.Page(tx, during(tx, q, "handed_at"), "newest", traceLimit)
		for _, o := range found {
			out = append(out, o.record(o.HandedAt, counts(o, q.AsOf)))
		}
		return out, err
	}
}

func closed(counts func(Opinion) bool) records {
	return func(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
		found, err := opinions.Page(tx, during(tx, q, "closed_at"), "newest", traceLimit)
		for _, o := range found {
			out = append(out, o.record(*o.ClosedAt, counts(o)))
		}
		return out, err
	}
}

func (o Opinion) record(at calendar.Instant, counts bool) manifest.Record {
	r := manifest.Record{ID: o.ID, Number: o.Number, Title: "监督意见：" + OpinionFlow.Staff(o.State), At: at, Link: "/opinions/" + o.ID}
	if o.Unit != nil {
		r.Unit = *o.Unit
	}
	if counts {
		r.Amount = 1
	}
	return r
}
