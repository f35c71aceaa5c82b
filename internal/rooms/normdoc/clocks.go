package normdoc

import (
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

// begun is the filter of clocks that may begin later than today; those do not run yet.
func begun(tx *store.Tx, f manifest.ClockFilter, c manifest.Watched) *store.Where {
	return c.Where(tx, f).And(c.Start+" <= ?", tx.Today())
}

func reviewClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := reviews.Page(tx, begun(tx, f, manifest.Watched{Start: "from_day", Due: "due", End: "reviewed_at", Unit: "unit", Days: true}), "id", clockLimit)
	for _, v := range found {
		d, err := documentByID.One(tx, tx.County(), v.DocumentID)
		if err != nil {
			return nil, err
		}
		out = append(out, manifest.Clock{Kind: "normdoc.review", Zh: "文件清理审查", Subject: v.ID, Number: d.Number, Title: d.Title, Unit: v.Unit,
			Started: v.OpenedAt, Start: v.FromDay, Limits: manifest.UntilDay(v.FromDay, v.Due), Fulfilled: v.ReviewedAt, Link: "/cleanups/reviews/" + v.ID})
	}
	return out, err
}

func followClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := reviews.Page(tx, begun(tx, f, manifest.Watched{Start: "follow_from", Due: "follow_due", End: "done_at", Unit: "unit", Days: true}), "id", clockLimit)
	for _, v := range found {
		d, err := documentByID.One(tx, tx.County(), v.DocumentID)
		if err != nil {
			return nil, err
		}
		out = append(out, manifest.Clock{Kind: "normdoc.follow", Zh: "修订、废止落实", Subject: v.ID, Number: d.Number, Title: v.Decision.Zh() + "：" + d.Title,
			Unit: v.Unit, Started: *v.DecidedAt, Start: *v.FollowFrom, Limits: manifest.UntilDay(*v.FollowFrom, *v.FollowDue), Fulfilled: v.DoneAt,
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
	found, err := documents.Page(tx, begun(tx, f, manifest.Watched{Start: "evaluate_from", Due: "until_day", End: "evaluated_at", Unit: "issuer", Days: true}).And("state = ?", Published), "id", clockLimit)
	for _, d := range found {
		from := *d.EvaluateFrom
		out = append(out, manifest.Clock{Kind: "normdoc.evaluation", Zh: "文件期满前评估", Subject: d.ID, Number: d.Number, Title: d.Title, Unit: d.Issuer,
			Started: max(from.Start(), *d.PublishedAt), Start: from, Limits: manifest.UntilDay(from, d.UntilDay), Fulfilled: d.EvaluatedAt, Link: "/normdocs/" + d.ID})
	}
	return out, err
}

func staleClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := stales.Page(tx, begun(tx, f, manifest.Watched{Start: "found_day", Due: "due", End: "mended_at", Unit: "unit", Days: true}), "id", clockLimit)
	for _, s := range found {
		out = append(out, manifest.Clock{Kind: "normdoc.citation", Zh: "失效引用改正", Subject: s.ID, Number: s.Subject, Title: s.Title + "引用" + s.Number,
			Unit: s.Unit, Started: s.FoundAt, Start: s.FoundDay, Limits: manifest.UntilDay(s.FoundDay, s.Due), Fulfilled: s.MendedAt, Link: s.Link})
	}
	return out, err
}
