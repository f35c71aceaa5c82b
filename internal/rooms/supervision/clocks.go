package supervision

import (
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

func rectifyClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := findings.Page(tx, manifest.Watched{Start: "run_at", Due: "due", End: "filed_at", Unit: "unit"}.Where(tx, f), "id", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, x := range found {
		out = append(out, manifest.Clock{Kind: "supervision.rectify", Zh: "督查问题整改", Subject: x.ID, Number: x.Number, Title: x.Title, Unit: x.Unit,
			Started: *x.RunAt, Start: *x.RunDay, Limits: manifest.UntilDay(*x.RunDay, x.Due), Fulfilled: x.FiledAt, Link: x.Link()})
	}
	return workdays.InTime(tx, f, out)
}

func verifyClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := filings.Page(tx, manifest.Watched{Of: "r.", Start: "r.filed_at", End: "r.decided_at", Unit: "f.office"}.Where(tx, f), "oldest", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, r := range found {
		out = append(out, manifest.Clock{Kind: "supervision.verify", Zh: "整改核查", Subject: r.ID, Number: r.Number, Title: "核查整改：" + r.Title,
			Unit: r.Office, Started: r.FiledAt, Start: r.FiledAt.Day(), Limits: manifest.InWorkdays(verifyDays), Fulfilled: r.DecidedAt,
			Link: Finding{Number: r.Number}.Link()})
	}
	return workdays.InTime(tx, f, out)
}

// extendClocks: a request is void once the unit has reported, for nobody needs
// the later day any more.
func extendClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := manifest.Watched{Of: "e.", Start: "e.asked_at", End: "e.decided_at", Unit: "f.office"}.Where(tx, f)
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
			Unit: e.Office, Started: e.AskedAt, Start: e.AskedAt.Day(), Limits: manifest.InWorkdays(extendDays), Fulfilled: e.DecidedAt,
			Void: e.DecidedAt == nil && (e.Now != Open || e.NowRun != e.Run), Link: Finding{Number: e.Number}.Link()})
	}
	return workdays.InTime(tx, f, out)
}

func urgeClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := urges.Page(tx, manifest.Watched{Of: "u.", Start: "u.at", Due: "u.due", End: "u.answered_at", Unit: "f.unit"}.Where(tx, f), "oldest", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, u := range found {
		out = append(out, manifest.Clock{Kind: "supervision.urge", Zh: "督办函答复", Subject: u.ID, Number: u.Letter, Title: "答复督办：" + u.Title,
			Unit: u.Unit, Started: u.At, Start: u.Day, Limits: manifest.UntilDay(u.Day, u.Due), Fulfilled: u.AnsweredAt, Link: Finding{Number: u.Number}.Link()})
	}
	return workdays.InTime(tx, f, out)
}

// lookClocks run from the day that was set for looking again.
func lookClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := manifest.Watched{Start: "closed_at", End: "held_at", Unit: "office"}.Where(tx, f).And("look_from <= ?", tx.Today())
	found, err := findings.Page(tx, w, "id", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, x := range found {
		out = append(out, manifest.Clock{Kind: "supervision.look", Zh: "回头看", Subject: x.ID, Number: x.Number, Title: "回头看：" + x.Title,
			Unit: x.Office, Started: x.LookFrom.Start(), Start: *x.LookFrom, Limits: manifest.InWorkdays(lookDays), Fulfilled: x.HeldAt, Link: x.Link()})
	}
	return workdays.InTime(tx, f, out)
}
