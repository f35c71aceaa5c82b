package appraisal

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Clocks let the monitor watch what the room owes.
var Clocks = []manifest.ClockSource{
	{Kind: "appraisal.final", Zh: "月度考核定稿", List: finalClocks},
	{Kind: "appraisal.objection", Zh: "考核异议答复", List: objectionClocks},
	{Kind: "appraisal.opinion", Zh: "监督意见答复", List: opinionClocks},
}

const clockLimit = 100_000

// watched are the columns that tell a clock's beginning, its last day and its end.
type watched struct{ start, due, end, unit string }

// where is the filter in the words of one table.
func (c watched) where(tx *store.Tx, f manifest.ClockFilter) *store.Where {
	w := new(store.Where).And("county = ?", tx.County()).And(c.start + " IS NOT NULL")
	if f.OpenOnly || f.DueBy != nil {
		w.And(c.end + " IS NULL")
	}
	if f.DueBy != nil {
		w.And(c.due+" <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And("id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And(c.unit+" = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And(c.start+" <= ? AND ("+c.end+" IS NULL OR "+c.end+" >= ?)", f.Touched.To, f.Touched.From.Start())
	}
	return w
}

func inWorkdays(n int) []manifest.Limit {
	return []manifest.Limit{{Name: manifest.LimitPromised, N: n, Unit: calendar.WorkDays}}
}

func finalClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := runs.Page(tx, watched{"shown_day", "final_due", "final_at", "office"}.where(tx, f), "id", clockLimit)
	for _, r := range found {
		out = append(out, manifest.Clock{Kind: "appraisal.final", Zh: "月度考核定稿", Subject: r.ID, Number: MonthText(r.Month) + r.Kind.Zh(), Title: r.Title(),
			Unit: r.Office, Started: *r.ShownAt, Start: *r.ShownDay, Limits: inWorkdays(r.ObjectN + r.AnswerN), Fulfilled: r.FinalAt, Book: *r.Book,
			Link: "/appraisals/runs/" + r.ID})
	}
	return out, err
}

func objectionClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := objections.Page(tx, watched{"filed_day", "due", "answered_at", "office"}.where(tx, f), "id", clockLimit)
	for _, o := range found {
		out = append(out, manifest.Clock{Kind: "appraisal.objection", Zh: "考核异议答复", Subject: o.ID, Number: o.Number, Title: "考核异议",
			Unit: o.Office, Started: o.FiledAt, Start: o.FiledDay, Limits: inWorkdays(o.AnswerN), Fulfilled: o.AnsweredAt, Book: o.Book,
			Void: o.State == ObjectionWithdrawn, Link: "/appraisals/objections/" + o.ID})
	}
	return out, err
}

func opinionClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := opinions.Page(tx, watched{"assigned_day", "due", "answered_at", "unit"}.where(tx, f), "id", clockLimit)
	for _, o := range found {
		out = append(out, manifest.Clock{Kind: "appraisal.opinion", Zh: "监督意见答复", Subject: o.ID, Number: o.Number, Title: "特聘监督员意见",
			Unit: *o.Unit, Started: *o.AssignedAt, Start: *o.AssignedDay, Limits: inWorkdays(o.AnswerN), Fulfilled: o.AnsweredAt, Book: *o.Book,
			Link: "/opinions/" + o.ID})
	}
	return out, err
}

// UnitName is the unit's short name, or "" for none.
func UnitName(tx *store.Tx, code string) (string, error) {
	if code == "" {
		return "", nil
	}
	return org.ShortName(tx, code)
}
