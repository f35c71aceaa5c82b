package bundle

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// noticeDays: accept or tell what is missing within 5 working days of receipt
// (行政许可法 art. 32(4)).
const noticeDays = 5

// clockSources let the monitor watch the lead unit's answer and promise, and
// the opinions that units owe. The cases have their own clocks.
var clockSources = []manifest.ClockSource{
	{Kind: "bundle.notice", Zh: "一件事受理答复", List: clocksOf("a.notice_due", "a.state = 'submitted'", noticeClock)},
	{Kind: "bundle.promise", Zh: "一件事承诺", List: clocksOf("a.promise_due", "a.state = 'running'", promiseClock)},
	{Kind: "bundle.countersign", Zh: "会签意见", List: opinionClocks},
}

const clockLimit = 100_000

// nextDue is the day of what is owed next.
func (a Application) nextDue() *calendar.Day {
	return map[string]*calendar.Day{string(Submitted): a.NoticeDue, string(Correction): a.CorrectionDue, string(Running): a.PromiseDue}[string(a.State)]
}

func clocksOf(due, open string, clock func(Application) (manifest.Clock, bool)) func(*store.Tx, manifest.ClockFilter) ([]manifest.Clock, error) {
	return func(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
		if f.Claimed {
			return nil, nil // receipts are the server's own
		}
		w := new(store.Where).And("a.county = ? AND a.state <> 'draft'", tx.County())
		if f.OpenOnly || f.DueBy != nil {
			w.And(open)
		}
		if f.DueBy != nil {
			w.And(due+" <= ?", *f.DueBy)
		}
		if f.Subject != "" {
			w.And("a.id = ?", f.Subject)
		}
		if f.Unit != "" {
			w.And("a.lead = ?", f.Unit)
		}
		if f.Touched != nil {
			w.And("a.received_at <= ? AND (a.closed_at IS NULL OR a.closed_at >= ?)", f.Touched.To.End(), f.Touched.From.Start())
		}
		found, err := applications.Page(tx, w, "id", clockLimit)
		var out []manifest.Clock
		for _, a := range found {
			if k, ok := clock(a); ok && (!f.OpenOnly || k.Fulfilled == nil) {
				out = append(out, k)
			}
		}
		return out, err
	}
}

func baseClock(a Application, kind, zh string) manifest.Clock {
	k := manifest.Clock{Kind: kind, Zh: zh, Subject: a.ID, Number: a.No(), Title: a.BundleName, Unit: a.Lead, Link: "/bundle-cases/" + a.ID}
	if a.Book != nil {
		k.Book = *a.Book
	}
	return k
}

func noticeClock(a Application) (manifest.Clock, bool) {
	k := baseClock(a, "bundle.notice", "一件事受理答复")
	if a.ReceivedAt == nil || a.State == Correction {
		return k, false // it is the applicant's turn
	}
	k.Started, k.Start, k.Fulfilled = *a.ReceivedAt, *a.ReceivedDay, a.AcceptedAt
	k.Limits = []manifest.Limit{{Name: manifest.LimitStatutory, N: noticeDays, Unit: calendar.WorkDays}}
	if k.Fulfilled == nil {
		k.Fulfilled, k.Void = a.ClosedAt, a.State == Withdrawn
	}
	return k, true
}

func promiseClock(a Application) (manifest.Clock, bool) {
	k := baseClock(a, "bundle.promise", "一件事承诺")
	if a.AcceptedAt == nil {
		return k, false
	}
	k.Started, k.Start, k.Fulfilled, k.Void = *a.AcceptedAt, *a.AcceptedDay, a.ClosedAt, a.State == Withdrawn
	k.Limits = []manifest.Limit{{Name: manifest.LimitPromised, N: a.PromiseN, Unit: calendar.WorkDays}}
	return k, true
}

// owed is an opinion with its round.
type owed struct {
	RunID      string
	Unit       string
	At         *calendar.Instant
	Code       string
	Name       string
	StartedAt  *calendar.Instant
	Due        *calendar.Day
	Rule       *Countersign
	FinishedAt *calendar.Instant
	AppID      string
	Number     *string
	Book       *string
}

func opinionClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := new(store.Where).And("o.county = ? AND s.started_at IS NOT NULL", tx.County())
	if f.OpenOnly || f.DueBy != nil {
		w.And("s.state = 'running' AND s.due IS NOT NULL AND o.at IS NULL")
	}
	if f.DueBy != nil {
		w.And("s.due <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And("o.app_id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And("o.unit = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And("s.started_at <= ? AND (s.finished_at IS NULL OR s.finished_at >= ?)", f.Touched.To.End(), f.Touched.From.Start())
	}
	found, err := owedOpinions.Page(tx, w, "due", clockLimit)
	out := make([]manifest.Clock, 0, len(found))
	for _, o := range found {
		a := Application{ID: o.AppID, Number: o.Number, BundleName: o.Name, Lead: o.Unit, Book: o.Book}
		k := baseClock(a, "bundle.countersign", "会签意见")
		k.Started, k.Start, k.Fulfilled = *o.StartedAt, o.StartedAt.Day(), o.At
		k.Limits = []manifest.Limit{{Name: manifest.LimitPromised, N: o.Rule.Days, Unit: calendar.WorkDays}}
		if o.At == nil && o.FinishedAt != nil { // decided without this unit, or its silence counted
			k.Fulfilled, k.Void = o.FinishedAt, o.FinishedAt.Day() <= *o.Due
		}
		out = append(out, k)
	}
	return out, err
}
