package outreach

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// clocks let the monitor watch what the county promised its enterprises.
var clocks = []manifest.ClockSource{
	{Kind: "outreach.place", Zh: "诉求交办", List: placeClocks},
	{Kind: "outreach.answer", Zh: "诉求答复", List: answerClocks},
}

const clockLimit = 100_000

func placeClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := new(store.Where).And("county = ?", tx.County())
	if f.OpenOnly || f.DueBy != nil {
		w.And("placed_at IS NULL AND withdrawn_at IS NULL")
	}
	if f.Subject != "" {
		w.And("id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And("unit = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And("raised_at <= ? AND (placed_at IS NULL OR placed_at >= ?)", f.Touched.To.End(), f.Touched.From.Start())
	}
	found, err := needs.Page(tx, w, "raised", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, n := range found {
		gone := n.PlacedAt == nil && n.WithdrawnAt != nil
		c := manifest.Clock{Kind: "outreach.place", Zh: "诉求交办", Subject: n.ID, Number: n.Number, Title: n.Title, Unit: n.Unit, Started: n.RaisedAt,
			Start: n.RaisedAt.Day(), Limits: []manifest.Limit{{Name: manifest.LimitPromised, N: int(n.PlaceN), Unit: calendar.WorkDays}},
			Fulfilled: n.PlacedAt, Void: gone, Link: n.Link()}
		if gone {
			c.VoidAt = n.WithdrawnAt
		}
		out = append(out, c)
	}
	return workdays.InTime(tx, f, out)
}

func answerClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := new(store.Where).And("r.county = ?", tx.County())
	if f.OpenOnly || f.DueBy != nil {
		w.And("r.answered_at IS NULL AND r.void_at IS NULL")
	}
	if f.DueBy != nil {
		w.And("r.due <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And("r.id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And("r.unit = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And("r.at <= ? AND (r.answered_at IS NULL OR r.answered_at >= ?)", f.Touched.To.End(), f.Touched.From.Start())
	}
	found, err := rounds.Page(tx, w, "id", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, r := range found {
		out = append(out, manifest.Clock{Kind: "outreach.answer", Zh: "诉求答复", Subject: r.ID, Number: r.Number, Title: r.Title, Unit: r.Unit,
			Started: r.At, Start: r.StartDay, Limits: []manifest.Limit{{Name: manifest.LimitPromised, N: int(r.Due - r.StartDay), Unit: calendar.CalendarDays}},
			Fulfilled: r.AnsweredAt, Void: r.VoidAt != nil, VoidAt: r.VoidAt, Link: Need{ID: r.NeedID}.Link()})
	}
	return workdays.InTime(tx, f, out)
}
