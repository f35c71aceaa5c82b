package appraisal

import (
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

func finalClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := runs.Page(tx, manifest.Watched{Start: "shown_day", Due: "final_due", End: "final_at", Unit: "office", Days: true}.Where(tx, f), "id", clockLimit)
	for _, r := range found {
		out = append(out, manifest.Clock{Kind: "appraisal.final", Zh: "月度考核定稿", Subject: r.ID, Number: MonthText(r.Month) + r.Kind.Zh(), Title: r.Title(),
			Unit: r.Office, Started: *r.ShownAt, Start: *r.ShownDay, Limits: manifest.InWorkdays(r.ObjectN + r.AnswerN), Fulfilled: r.FinalAt, Book: *r.Book,
			Link: "/appraisals/runs/" + r.ID})
	}
	return out, err
}

func objectionClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := objections.Page(tx, manifest.Watched{Start: "filed_day", Due: "due", End: "answered_at", Unit: "office", Days: true}.Where(tx, f), "id", clockLimit)
	for _, o := range found {
		out = append(out, manifest.Clock{Kind: "appraisal.objection", Zh: "考核异议答复", Subject: o.ID, Number: o.Number, Title: "考核异议",
			Unit: o.Office, Started: o.FiledAt, Start: o.FiledDay, Limits: manifest.InWorkdays(o.AnswerN), Fulfilled: o.AnsweredAt, Book: o.Book,
			Void: o.State == ObjectionWithdrawn, Link: "/appraisals/objections/" + o.ID})
	}
	return out, err
}

func opinionClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := opinions.Page(tx, manifest.Watched{Start: "assigned_day", Due: "due", End: "answered_at", Unit: "unit", Days: true}.Where(tx, f), "id", clockLimit)
	for _, o := range found {
		out = append(out, manifest.Clock{Kind: "appraisal.opinion", Zh: "监督意见答复", Subject: o.ID, Number: o.Number, Title: "特聘监督员意见",
			Unit: *o.Unit, Started: *o.AssignedAt, Start: *o.AssignedDay, Limits: manifest.InWorkdays(o.AnswerN), Fulfilled: o.AnsweredAt, Book: *o.Book,
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
