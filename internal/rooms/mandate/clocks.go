package mandate

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Clocks let the monitor watch what the room owes.
var Clocks = []manifest.ClockSource{
	{Kind: "mandate.task", Zh: "任务完成期限", List: taskClocks},
	{Kind: "mandate.milestone", Zh: "任务节点", List: milestoneClocks},
	{Kind: "mandate.confirm", Zh: "进展报告确认", List: confirmClocks},
	{Kind: "mandate.score", Zh: "指标自评", List: scoreClocks},
	{Kind: "mandate.review", Zh: "指标自评复核", List: reviewClocks},
}

// What the coordinating office takes for its own part, in working days. No law
// says so; it is the county's own promise.
const (
	confirmDays = 5
	reviewDays  = 10
)

const clockLimit = 100_000

// watched are the columns that tell a clock's beginning, its last day, its end
// and who owes it; due is empty where the limit is reckoned from the start.
type watched struct{ county, id, start, due, end, unit string }

func (c watched) where(tx *store.Tx, f manifest.ClockFilter) *store.Where {
	w := new(store.Where).And(c.county+" = ?", tx.County())
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

// fixed is the limit of an obligation whose last day is written down.
func fixed(start, due calendar.Day) []manifest.Limit {
	return []manifest.Limit{{Name: manifest.LimitPromised, N: int(due - start), Unit: calendar.CalendarDays}}
}

func workdayLimit(n int) []manifest.Limit {
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

func taskClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := watched{"county", "id", "published_at", "due", "handed_at", "lead"}.where(tx, f).And("published_at IS NOT NULL")
	if f.OpenOnly || f.DueBy != nil {
		w.And("state = ?", Open)
	}
	found, err := tasks.Page(tx, w, "id", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, t := range found {
		out = append(out, manifest.Clock{Kind: "mandate.task", Zh: "任务完成期限", Subject: t.ID, Number: t.Number, Title: t.Title, Unit: t.Lead,
			Started: *t.PublishedAt, Start: *t.PublishedDay, Limits: fixed(*t.PublishedDay, t.Due), Fulfilled: t.HandedAt,
			Void: t.State == Ended, VoidAt: t.EndedAt, Link: t.Link()})
	}
	return inTime(tx, f, out)
}

func milestoneClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := watched{"m.county", "m.id", "t.published_at", "m.due", "m.reached_at", "t.lead"}.where(tx, f).And("t.published_at IS NOT NULL")
	if f.OpenOnly || f.DueBy != nil {
		w.And("t.state <> ?", Ended)
	}
	found, err := steps.Page(tx, w, "id", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, m := range found {
		out = append(out, manifest.Clock{Kind: "mandate.milestone", Zh: "任务节点", Subject: m.ID, Number: m.Number, Title: m.TaskTitle + "：" + m.Title,
			Unit: m.Lead, Started: *m.PublishedAt, Start: *m.PublishedDay, Limits: fixed(*m.PublishedDay, m.Due), Fulfilled: m.ReachedAt,
			Void: m.State == Ended, VoidAt: m.EndedAt, Link: Task{Number: m.Number}.Link()})
	}
	return inTime(tx, f, out)
}

func confirmClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := filings.Page(tx, watched{"r.county", "r.id", "r.filed_at", "", "r.decided_at", "t.office"}.where(tx, f), "oldest", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, r := range found {
		out = append(out, manifest.Clock{Kind: "mandate.confirm", Zh: "进展报告确认", Subject: r.ID, Number: r.Number, Title: "确认" + r.Kind.Zh() + "：" + r.Title,
			Unit: r.Office, Started: r.FiledAt, Start: r.FiledAt.Day(), Limits: workdayLimit(confirmDays), Fulfilled: r.DecidedAt,
			Link: "/mandate/reports/" + r.ID})
	}
	return inTime(tx, f, out)
}

func scoreClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := scores.Page(tx, watched{"s.county", "s.id", "s.started_at", "s.due", "s.filed_at", "s.unit"}.where(tx, f), "due", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, s := range found {
		out = append(out, manifest.Clock{Kind: "mandate.score", Zh: "指标自评", Subject: s.ID, Number: s.Code, Title: s.Title + "：" + s.Name, Unit: s.Unit,
			Started: s.StartedAt, Start: s.StartedDay, Limits: fixed(s.StartedDay, s.Due), Fulfilled: s.FiledAt, Link: s.Link()})
	}
	return inTime(tx, f, out)
}

// Link is the score's page.
func (s Score) Link() string { return "/mandate/scores/" + s.ID }

func reviewClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := watched{"s.county", "s.id", "s.filed_at", "", "s.decided_at", "r.office"}
	found, err := scores.Page(tx, w.where(tx, f).And("s.filed_at IS NOT NULL"), "due", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, s := range found {
		out = append(out, manifest.Clock{Kind: "mandate.review", Zh: "指标自评复核", Subject: s.ID, Number: s.Code, Title: s.Title + "：" + s.Name,
			Unit: s.Office, Started: *s.FiledAt, Start: s.FiledAt.Day(), Limits: workdayLimit(reviewDays), Fulfilled: s.DecidedAt, Link: s.Link()})
	}
	return inTime(tx, f, out)
}
