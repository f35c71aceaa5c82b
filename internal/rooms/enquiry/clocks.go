package enquiry

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

const clockLimit = 100_000

// recordClock is one obligation about an enquiry. The condition only tells which
// rows have it; the end of an enquiry ends it without duty.
type recordClock struct {
	kind, zh string
	manifest.Watched
	only  string
	clock func(Enquiry) manifest.Clock
	due   func(Enquiry) calendar.Day
}

// ofRecord are the clocks of an enquiry. To the managing office and the unit the
// title says the kind of the enquiry and nothing of its content.
var ofRecord = []recordClock{
	{"enquiry.accept", "咨询投诉受理", manifest.Watched{Start: "received_day", Due: "accept_due", End: "COALESCE(accepted_at, ended_at)", Unit: "office", Days: true}, "imported = 0",
		func(e Enquiry) manifest.Clock {
			c := e.clock("enquiry.accept", "咨询投诉受理", e.Office, e.ReceivedAt, e.ReceivedDay, e.AcceptN)
			c.Fulfilled = e.AcceptedAt
			if c.Fulfilled == nil && e.State == Declined {
				c.Fulfilled = e.EndedAt
			}
			return c.ended(e, Withdrawn, Linked)
		}, func(e Enquiry) calendar.Day { return e.AcceptDue }},
	{"enquiry.handle", "咨询投诉办理", manifest.Watched{Start: "assigned_day", Due: "handle_due", End: "COALESCE(drafted_at, ended_at)", Unit: "unit", Days: true}, "imported = 0",
		func(e Enquiry) manifest.Clock {
			c := e.clock("enquiry.handle", "咨询投诉办理", e.Unit, *e.AssignedAt, *e.AssignedDay, e.HandleN)
			c.Extension, c.ExtendedAt, c.Fulfilled = e.ExtendedN, e.ExtendedAt, e.DraftedAt
			return c.ended(e, Withdrawn, Linked)
		}, func(e Enquiry) calendar.Day { return *e.HandleDue }},
	{"enquiry.reply", "咨询投诉答复审核", manifest.Watched{Start: "drafted_day", Due: "reply_due", End: "CASE WHEN answered_at >= drafted_at THEN answered_at ELSE ended_at END", Unit: "office", Days: true}, "imported = 0",
		func(e Enquiry) manifest.Clock {
			c := e.clock("enquiry.reply", "咨询投诉答复审核", e.Office, *e.DraftedAt, *e.DraftedDay, e.ReplyN)
			if e.AnsweredAt != nil && *e.AnsweredAt >= *e.DraftedAt {
				c.Fulfilled = e.AnsweredAt
			}
			return c.ended(e)
		}, func(e Enquiry) calendar.Day { return *e.ReplyDue }},
	{"enquiry.handed", "上级交办回报", manifest.Watched{Start: "received_day", Due: "origin_due", End: "CASE WHEN state IN ('withdrawn', 'declined') THEN ended_at ELSE reported_at END", Unit: "office", Days: true}, "imported = 0 AND origin_due IS NOT NULL",
		func(e Enquiry) manifest.Clock {
			c := e.clock("enquiry.handed", "上级交办回报", e.Office, e.ReceivedAt, e.ReceivedDay, int(*e.OriginDue-e.ReceivedDay))
			c.Limits[0].Unit, c.Fulfilled = calendar.CalendarDays, e.ReportedAt
			return c.ended(e, Withdrawn, Declined)
		}, func(e Enquiry) calendar.Day { return *e.OriginDue }},
}

// clockOf is a manifest.Clock while it is being made.
type clockOf struct{ manifest.Clock }

func (e Enquiry) clock(kind, zh, unit string, at calendar.Instant, start calendar.Day, n int) clockOf {
	return clockOf{manifest.Clock{Kind: kind, Zh: zh, Subject: e.ID, Number: e.Number, Title: e.Kind.Zh(), Unit: unit, Started: at, Start: start,
		Limits: manifest.InWorkdays(n), Book: e.Book, Link: "/enquiries/" + e.ID}}
}

// ended makes the clock void when the enquiry ended in one of the states before it
// was fulfilled.
func (c clockOf) ended(e Enquiry, states ...flow.State) manifest.Clock {
	for _, s := range states {
		if e.State == s && c.Fulfilled == nil {
			c.Void, c.VoidAt = true, e.EndedAt
		}
	}
	return c.Clock
}

// Clocks let the monitor watch what the room owes.
var clocks = append(recordSources(),
	manifest.ClockSource{Kind: "enquiry.statement", Zh: "情况说明", List: statementClocks},
	manifest.ClockSource{Kind: "enquiry.alarm", Zh: "打击报复预警核查", List: alarmClocks})

func recordSources() (out []manifest.ClockSource) {
	for _, c := range ofRecord {
		out = append(out, manifest.ClockSource{Kind: c.kind, Zh: c.zh, List: func(tx *store.Tx, f manifest.ClockFilter) (list []manifest.Clock, err error) {
			if f.Claimed {
				return nil, nil
			}
			found, err := records.Page(tx, c.Watched.Where(tx, f).And(c.only), "id", clockLimit)
			for _, e := range found {
				list = append(list, c.clock(e))
			}
			return list, err
		}})
	}
	return out
}

func statementClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := statements.Page(tx, manifest.Watched{Start: "asked_day", Due: "due", End: "given_at", Unit: "unit", Days: true}.Where(tx, f), "id", clockLimit)
	for _, s := range found {
		out = append(out, manifest.Clock{Kind: "enquiry.statement", Zh: "情况说明", Subject: s.ID, Number: s.Number, Title: "情况说明", Unit: s.Unit,
			Started: s.AskedAt, Start: s.AskedDay, Limits: manifest.InWorkdays(s.AnswerN), Fulfilled: s.GivenAt, Book: s.Book, Link: "/enquiries/statements/" + s.ID})
	}
	return out, err
}

func alarmClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := alarms.Page(tx, manifest.Watched{Start: "raised_day", Due: "due", End: "settled_at", Unit: "office", Days: true}.Where(tx, f), "id", clockLimit)
	for _, a := range found {
		out = append(out, manifest.Clock{Kind: "enquiry.alarm", Zh: "打击报复预警核查", Subject: a.ID, Number: a.Number, Title: "打击报复预警", Unit: a.Office,
			Started: a.RaisedAt, Start: a.RaisedDay, Limits: manifest.InWorkdays(a.SettleN), Fulfilled: a.SettledAt, Book: a.Book, Link: "/enquiries/alarms"})
	}
	return out, err
}
