package mandate

import (
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

func taskClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := manifest.Watched{Start: "published_at", Due: "due", End: "handed_at", Unit: "lead"}.Where(tx, f).And("published_at IS NOT NULL")
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
			Started: *t.PublishedAt, Start: *t.PublishedDay, Limits: manifest.UntilDay(*t.PublishedDay, t.Due), Fulfilled: t.HandedAt,
			Void: t.State == Ended, VoidAt: t.EndedAt, Link: t.Link()})
	}
	return workdays.InTime(tx, f, out)
}

func milestoneClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := manifest.Watched{Of: "m.", Start: "t.published_at", Due: "m.due", End: "m.reached_at", Unit: "t.lead"}.Where(tx, f).And("t.published_at IS NOT NULL")
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
			Unit: m.Lead, Started: *m.PublishedAt, Start: *m.PublishedDay, Limits: manifest.UntilDay(*m.PublishedDay, m.Due), Fulfilled: m.ReachedAt,
			Void: m.State == Ended, VoidAt: m.EndedAt, Link: Task{Number: m.Number}.Link()})
	}
	return workdays.InTime(tx, f, out)
}

func confirmClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := filings.Page(tx, manifest.Watched{Of: "r.", Start: "r.filed_at", End: "r.decided_at", Unit: "t.office"}.Where(tx, f), "oldest", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, r := range found {
		out = append(out, manifest.Clock{Kind: "mandate.confirm", Zh: "进展报告确认", Subject: r.ID, Number: r.Number, Title: "确认" + r.Kind.Zh() + "：" + r.Title,
			Unit: r.Office, Started: r.FiledAt, Start: r.FiledAt.Day(), Limits: manifest.InWorkdays(confirmDays), Fulfilled: r.DecidedAt,
			Link: "/mandate/reports/" + r.ID})
	}
	return workdays.InTime(tx, f, out)
}

func scoreClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := scores.Page(tx, manifest.Watched{Of: "s.", Start: "s.started_at", Due: "s.due", End: "s.filed_at", Unit: "s.unit"}.Where(tx, f), "due", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, s := range found {
		out = append(out, manifest.Clock{Kind: "mandate.score", Zh: "指标自评", Subject: s.ID, Number: s.Code, Title: s.Title + "：" + s.Name, Unit: s.Unit,
			Started: s.StartedAt, Start: s.StartedDay, Limits: manifest.UntilDay(s.StartedDay, s.Due), Fulfilled: s.FiledAt, Link: s.Link()})
	}
	return workdays.InTime(tx, f, out)
}

// Link is the score's page.
func (s Score) Link() string { return "/mandate/scores/" + s.ID }

func reviewClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := manifest.Watched{Of: "s.", Start: "s.filed_at", End: "s.decided_at", Unit: "r.office"}
	found, err := scores.Page(tx, w.Where(tx, f).And("s.filed_at IS NOT NULL"), "due", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, s := range found {
		out = append(out, manifest.Clock{Kind: "mandate.review", Zh: "指标自评复核", Subject: s.ID, Number: s.Code, Title: s.Title + "：" + s.Name,
			Unit: s.Office, Started: *s.FiledAt, Start: s.FiledAt.Day(), Limits: manifest.InWorkdays(reviewDays), Fulfilled: s.DecidedAt, Link: s.Link()})
	}
	return workdays.InTime(tx, f, out)
}
