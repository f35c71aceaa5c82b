package replication

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// clocks let the monitor watch what is owed: the plan by the leading unit, the
// answer to a claim by the managing office.
var clocks = []manifest.ClockSource{
	{Kind: "replication.plan", Zh: "改革举措按计划完成", List: planClocks},
	{Kind: "replication.answer", Zh: "举措完成认定", List: answerClocks},
}

// limit is the span from the day of the start to the last day.
func limit(start, due calendar.Day) []manifest.Limit {
	return []manifest.Limit{{Name: manifest.LimitPromised, N: max(1, int(due-start)), Unit: calendar.CalendarDays}}
}

func planClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	w := new(store.Where).And("county = ?", tx.County())
	if f.OpenOnly || f.DueBy != nil {
		w.And("claimed_at IS NULL AND state <> 'not_applicable'")
	}
	if f.DueBy != nil {
		w.And("due <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And("id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And("lead = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And("listed_at <= ? AND (claimed_at IS NULL OR claimed_at >= ?)", f.Touched.To.End(), f.Touched.From.Start())
	}
	found, err := measures.Page(tx, w, "place", most)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return nil, err
	}
	for _, m := range found {
		out = append(out, manifest.Clock{Kind: "replication.plan", Zh: "改革举措按计划完成", Subject: m.ID, Number: m.Code(), Title: m.Name(), Unit: m.Lead,
			Started: m.ListedAt, Start: m.ListedDay, Limits: limit(m.ListedDay, m.Due), Fulfilled: m.ClaimedAt, Void: m.State == NotApplicable,
			Book: book.Version(), Link: "/reforms/" + m.ID})
	}
	return out, nil
}

func answerClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	w := new(store.Where).And("county = ? AND verb = 'claim'", tx.County())
	if f.OpenOnly || f.DueBy != nil {
		w.And("answered_at IS NULL")
	}
	if f.DueBy != nil {
		w.And("due <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And("id = ?", f.Subject)
	}
	if f.Touched != nil {
		w.And("recorded_at <= ? AND (answered_at IS NULL OR answered_at >= ?)", f.Touched.To.End(), f.Touched.From.Start())
	}
	found, err := changes.Page(tx, w, "id", most)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return nil, err
	}
	for _, c := range found {
		m, err := ByID(tx, c.MeasureID)
		if err != nil {
			return nil, err
		}
		if f.Unit != "" && f.Unit != m.Office {
			continue
		}
		start := c.RecordedAt.Day()
		out = append(out, manifest.Clock{Kind: "replication.answer", Zh: "举措完成认定", Subject: c.ID, Number: m.Code(), Title: m.Name(), Unit: m.Office,
			Started: c.RecordedAt, Start: start, Limits: limit(start, *c.Due), Fulfilled: c.AnsweredAt, Book: book.Version(), Link: "/reforms/" + m.ID})
	}
	return out, nil
}
