package rating

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// clockSources let the monitor watch the redress of bad ratings.
var clockSources = []manifest.ClockSource{
	{Kind: "rating.contact", Zh: "差评联系", List: clocksOf("contact_due", "contacted_at IS NULL AND resolved_at IS NULL", contactClock)},
	{Kind: "rating.redress", Zh: "差评整改", List: clocksOf("rectify_due", "resolved_at IS NULL", redressClock)},
	{Kind: "rating.appeal", Zh: "差评申诉决定", List: appealClocks},
}

const clockLimit = 100_000

func clocksOf(due, open string, clock func(Redress) manifest.Clock) func(*store.Tx, manifest.ClockFilter) ([]manifest.Clock, error) {
	return func(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
		if f.Claimed {
			return nil, nil // a redress starts with the rating itself
		}
		w := new(store.Where).And("county = ?", tx.County())
		if f.OpenOnly || f.DueBy != nil {
			w.And(open)
		}
		if f.DueBy != nil {
			w.And(due+" <= ?", *f.DueBy)
		}
		if f.Subject != "" {
			w.And("id = ?", f.Subject)
		}
		if f.Touched != nil {
			w.And("opened_day <= ? AND (resolved_at IS NULL OR resolved_at >= ?)", f.Touched.To, f.Touched.From.Start())
		}
		found, err := redresses.Page(tx, w, "id", clockLimit)
		if err != nil {
			return nil, err
		}
		var out []manifest.Clock
		for _, d := range found {
			k := clock(d)
			if f.Unit == "" || f.Unit == k.Unit {
				out = append(out, k)
			}
		}
		return out, nil
	}
}

func appealClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := new(store.Where).And("county = ?", tx.County())
	if f.OpenOnly || f.DueBy != nil {
		w.And("decided_at IS NULL")
	}
	if f.DueBy != nil {
		w.And("decide_due <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And("id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And("office = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And("lodged_day <= ? AND (decided_at IS NULL OR decided_at >= ?)", f.Touched.To, f.Touched.From.Start())
	}
	found, err := appeals.Page(tx, w, "due", clockLimit)
	out := make([]manifest.Clock, 0, len(found))
	for _, a := range found {
		out = append(out, appealClock(a))
	}
	return out, err
}

func baseClock(d Redress) manifest.Clock {
	return manifest.Clock{Subject: d.ID, Number: d.Ref, Title: d.ItemName, Started: d.OpenedDay.Start(), Start: d.OpenedDay, Book: d.Book,
		Link: "/ratings/redress/" + d.ID}
}

func limit(n int, unit calendar.Unit) []manifest.Limit {
	return []manifest.Limit{{Name: manifest.LimitPromised, N: n, Unit: unit}}
}

func contactClock(d Redress) manifest.Clock {
	k := baseClock(d)
	k.Kind, k.Zh, k.Unit = "rating.contact", "差评联系", d.Office
	k.Limits, k.Fulfilled = limit(d.ContactN, calendar.WorkDays), d.ContactedAt
	if k.Fulfilled == nil {
		k.Fulfilled = d.ResolvedAt
	}
	return k
}

func redressClock(d Redress) manifest.Clock {
	k := baseClock(d)
	k.Kind, k.Zh, k.Unit = "rating.redress", "差评整改", d.Unit
	k.Limits, k.Fulfilled = limit(d.RectifyN, d.Term().Unit), d.ResolvedAt
	k.Void = d.State == Excluded
	return k
}
