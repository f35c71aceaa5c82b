package supervision

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Clocks let the monitor watch what the room owes.
var Clocks = []manifest.ClockSource{
	{Kind: "supervision.rectify", Zh: "督查问题整改", List: rectifyClocks},
	{Kind: "supervision.verify", Zh: "整改核查", List: verifyClocks},
	{Kind: "supervision.extend", Zh: "延期审批", List: extendClocks},
	{Kind: "supervision.urge", Zh: "督办函答复", List: urgeClocks},
	{Kind: "supervision.look", Zh: "回头看", List: lookClocks},
}

// What the supervising side takes for its own part, in working days. No law says
// so; it is the county's own promise.
const (
	verifyDays = 10
	extendDays = 3
	lookDays   = 10
)

const clockLimit = 100_000

// watched are the columns that tell a clock's beginning, its last day, its end
// and who owes it; due is empty where the limit is reckoned from the start.
type watched struct{ county, id, start, due, end, unit string }

func (c watched) where(tx *store.Tx, f manifest.ClockFilter) *store.Where {
	w := new(store.Where).And(c.county+" = ?", tx.County()).And(c.start + " IS NOT NULL")
	if f.OpenOnly || f.DueBy != nil {
		w.And(c.end + " IS NULL")
	}
	if f.DueBy != nil && c.due != "" {
		w.And(c.due+" <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And(c.id+" = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And(c.unit+" = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And(c.start+" <= ? AND ("+c.end+" IS NULL OR "+c.end+" >= ?)", f.Touched.To.End(), f.Touched.From.Start())
	}
	return w
}

func fixed(start, due calendar.Day) []manifest.Limit {
	return []manifest.Limit{{Name: manifest.LimitPromised, N: int(due - start), Unit: calendar.CalendarDays}}
}

func inWorkdays(n int) []manifest.Limit {
	return []manifest.Limit{{Name: manifest.LimitPromised, N: n, Unit: calendar.WorkDays}}
}

// inTime leaves out what does not end by the day that the filter names: rest days
// move an end on.
func inTime(tx *store.Tx, f manifest.ClockFilter, list []manifest.Clock) ([]manifest.Clock, error) {
	if len(list) == 0 {
		return nil, nil
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, c := range list {
		c.Book = book.Version()
		due, err := book.Due(c.Start, c.Limits[0].N, c.Limits[0].Unit)
		if err != nil {
			return nil, workdays.Loud(err)
		}
		if f.DueBy == nil || due <= *f.DueBy {
			out = append(out, c)
		}
	}
	return out, nil
}

func rectifyClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := findings.Page(tx, watched{"county", "id", "run_at", "due", "filed_at", "unit"}.where(tx, f), "id", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, x := range found {
		out = append(out, manifest.Clock{Kind: "supervision.rectify", Zh: "督查问题整改", Subject: x.ID, Number: x.Number, Title: x.Title, Unit: x.Unit,
			Started: *x.RunAt, Start: *x.RunDay, Limits: fixed(*x.RunDay, x.Due), Fulfilled: x.FiledAt, Link: x.Link()})
	}
	return inTime(tx, f, out)
}

func verifyClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := filings.Page(tx, watched{"r.county", "r.id", "r.filed_at", "", "r.decided_at", "f.office"}.where(tx, f), "oldest", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, r := range found {
		out = append(out, manifest.Clock{Kind: "supervision.verify", Zh: "整改核查", Subject: r.ID, Number: r.Number, Title: "核查整改：" + r.Title,
			Unit: r.Office, Started: r.FiledAt, Start: r.FiledAt.Day(), Limits: inWorkdays(verifyDays), Fulfilled: r.DecidedAt,
			Link: Finding{Number: r.Number}.Link()})
	}
	return inTime(tx, f, out)
}

// extendClocks: a request is void once the unit has reported, for nobody needs
// the later day any more.
func extendClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := watched{"e.county", "e.id", "e.asked_at", "", "e.decided_at", "f.office"}.where(tx, f)
	if f.OpenOnly || f.DueBy != nil {
		w.And("f.state = ? AND f.run = e.run", Open)
	}
	found, err := extensions.Page(tx, w, "oldest", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, e := range found {
		out = append(out, manifest.Clock{Kind: "supervision.extend", Zh: "延期审批", Subject: e.ID, Number: e.Number, Title: "定延期：" + e.Title,
			Unit: e.Office, Started: e.AskedAt, Start: e.AskedAt.Day(), Limits: inWorkdays(extendDays), Fulfilled: e.DecidedAt,
			Void: e.DecidedAt == nil && (e.Now != Open || e.NowRun != e.Run), Link: Finding{Number: e.Number}.Link()})
	}
	return inTime(tx, f, out)
}

func urgeClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := urges.Page(tx, watched{"u.county", "u.id", "u.at", "u.due", "u.answered_at", "f.unit"}.where(tx, f), "oldest", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, u := range found {
		out = append(out, manifest.Clock{Kind: "supervision.urge", Zh: "督办函答复", Subject: u.ID, Number: u.Letter, Title: "答复督办：" + u.Title,
			Unit: u.Unit, Started: u.At, Start: u.Day, Limits: fixed(u.Day, u.Due), Fulfilled: u.AnsweredAt, Link: Finding{Number: u.Number}.Link()})
	}
	return inTime(tx, f, out)
}

// lookClocks run from the day that was set for looking again.
func lookClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := watched{"county", "id", "closed_at", "", "held_at", "office"}.where(tx, f).And("look_from <= ?", tx.Today())
	found, err := findings.Page(tx, w, "id", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, x := range found {
		out = append(out, manifest.Clock{Kind: "supervision.look", Zh: "回头看", Subject: x.ID, Number: x.Number, Title: "回头看：" + x.Title,
			Unit: x.Office, Started: x.LookFrom.Start(), Start: *x.LookFrom, Limits: inWorkdays(lookDays), Fulfilled: x.HeldAt, Link: x.Link()})
	}
	return inTime(tx, f, out)
}
