package incident

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// The limits, in calendar days: for the review of what was registered, and for the
// decision in an administrative case (示例).
const (
	reviewDays = 7
	decideDays = 30
)

// clocks let the monitor watch what is owed. A clock says nothing of its case, not
// even its kind: the monitor's readers do not read the register.
var clocks = []manifest.ClockSource{{Kind: "incident.limit", Zh: "涉企案件办理期限", List: listClocks}}

func listClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	w := new(store.Where).And("county = ?", tx.County())
	if f.OpenOnly || f.DueBy != nil {
		w.And("closed_at IS NULL")
	}
	if f.DueBy != nil {
		w.And("registered_at <= ?", f.DueBy.End())
	}
	if f.Subject != "" {
		w.And("id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And("unit = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And("registered_at <= ? AND (closed_at IS NULL OR closed_at >= ?)", f.Touched.To.End(), f.Touched.From.Start())
	}
	found, err := incidents.Page(tx, w, "id", mostCounted)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return nil, err
	}
	for _, i := range found {
		c := manifest.Clock{Kind: "incident.limit", Zh: "涉企案件办理期限", Subject: i.ID, Number: Opaque(i.ID), Title: "内容只对专管员开放", Unit: i.Unit,
			Started: i.RegisteredAt, Start: i.RegisteredAt.Day(), Limits: inDays(reviewDays), Fulfilled: i.ReviewedAt, Book: book.Version()}
		if i.FiledAt != nil && i.Kind == Administrative {
			c.Started, c.Start, c.Limits, c.Fulfilled = *i.FiledAt, i.FiledAt.Day(), inDays(decideDays), i.ClosedAt
		}
		if !f.OpenOnly || c.Fulfilled == nil {
			out = append(out, c)
		}
	}
	return out, nil
}

func inDays(n int) []manifest.Limit {
	return []manifest.Limit{{Name: manifest.LimitPromised, N: n, Unit: calendar.CalendarDays}}
}
