package normdoc

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Clocks let the monitor watch what the room owes.
var Clocks = []manifest.ClockSource{
	{Kind: "normdoc.review", Zh: "文件清理审查", List: reviewClocks},
	{Kind: "normdoc.follow", Zh: "修订、废止落实", List: followClocks},
	{Kind: "normdoc.evaluation", Zh: "文件期满前评估", List: evaluationClocks},
	{Kind: "normdoc.citation", Zh: "失效引用改正", List: staleClocks},
}

const clockLimit = 100_000

// watched are the columns that tell a clock's beginning, its last day and its end.
type watched struct{ start, due, end, unit string }

// where is the filter in the words of one table. A clock that begins later than
// today does not run yet.
func (c watched) where(tx *store.Tx, f manifest.ClockFilter) *store.Where {
	w := new(store.Where).And("county = ?", tx.County()).And(c.start+" IS NOT NULL AND "+c.start+" <= ?", tx.Today())
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

// by is a limit that ends on a day somebody set.
func by(from, due calendar.Day) []manifest.Limit {
	return []manifest.Limit{{Name: manifest.LimitPromised, N: int(due - from), Unit: calendar.CalendarDays}}
}

func reviewClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := reviews.Page(tx, watched{"from_day", "due", "reviewed_at", "unit"}.where(tx, f), "id", clockLimit)
	for _, v := range found {
		d, err := documentByID.One(tx, tx.County(), v.DocumentID)
		if err != nil {
			return nil, err
		}
		out = append(out, manifest.Clock{Kind: "normdoc.review", Zh: "文件清理审查", Subject: v.ID, Number: d.Number, Title: d.Title, Unit: v.Unit,
			Started: v.OpenedAt, Start: v.FromDay, Limits: by(v.FromDay, v.Due), Fulfilled: v.ReviewedAt, Link: "/cleanups/reviews/" + v.ID})
	}
	return out, err
}

func followClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := reviews.Page(tx, watched{"follow_from", "follow_due", "done_at", "unit"}.where(tx, f), "id", clockLimit)
	for _, v := range found {
		d, err := documentByID.One(tx, tx.County(), v.DocumentID)
		if err != nil {
			return nil, err
		}
		out = append(out, manifest.Clock{Kind: "normdoc.follow", Zh: "修订、废止落实", Subject: v.ID, Number: d.Number, Title: v.Decision.Zh() + "：" + d.Title,
			Unit: v.Unit, Started: *v.DecidedAt, Start: *v.FollowFrom, Limits: by(*v.FollowFrom, *v.FollowDue), Fulfilled: v.DoneAt,
			Link: "/cleanups/reviews/" + v.ID})
	}
	return out, err
}

// evaluationClocks run from six months before the end of the validity to the end.
// A document that was ended before owes no evaluation.
func evaluationClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := documents.Page(tx, watched{"evaluate_from", "until_day", "evaluated_at", "issuer"}.where(tx, f).And("state = ?", Published), "id", clockLimit)
	for _, d := range found {
		from := *d.EvaluateFrom
		out = append(out, manifest.Clock{Kind: "normdoc.evaluation", Zh: "文件期满前评估", Subject: d.ID, Number: d.Number, Title: d.Title, Unit: d.Issuer,
			Started: max(from.Start(), *d.PublishedAt), Start: from, Limits: by(from, d.UntilDay), Fulfilled: d.EvaluatedAt, Link: "/normdocs/" + d.ID})
	}
	return out, err
}

func staleClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := stales.Page(tx, watched{"found_day", "due", "mended_at", "unit"}.where(tx, f), "id", clockLimit)
	for _, s := range found {
		out = append(out, manifest.Clock{Kind: "normdoc.citation", Zh: "失效引用改正", Subject: s.ID, Number: s.Subject, Title: s.Title + "引用" + s.Number,
			Unit: s.Unit, Started: s.FoundAt, Start: s.FoundDay, Limits: by(s.FoundDay, s.Due), Fulfilled: s.MendedAt, Link: s.Link})
	}
	return out, err
}
