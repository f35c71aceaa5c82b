package enquiry

import (
	"context"
	"fmt"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// sweeps are the room's scheduled acts; each can be run twice without harm.
var sweeps = []manifest.Sweep{
	{Name: "enquiry.climb", Zh: "咨询投诉逾期上报", Every: time.Hour, Run: sweepLate},
	{Name: "enquiry.silence", Zh: "咨询投诉期满没有评价", Every: time.Hour, Run: sweepSilent},
}

const sweepLimit = 500

// sweepSilent ends what the complainant said nothing about. It is recorded as
// silence and counts as nothing else.
func sweepSilent(s *store.Store) error {
	by := flow.System("enquiry.silence")
	ctx := context.Background()
	var found []Enquiry
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		w := new(store.Where).And("county = ? AND state = ? AND confirm_until < ?", tx.County(), Answered, tx.Today())
		found, err = records.Page(tx, w, "id", sweepLimit)
		return err
	})
	if err != nil {
		return err
	}
	acts := make([]func(tx *store.Tx) error, len(found))
	for i, e := range found {
		acts[i] = func(tx *store.Tx) error { _, err := silence(tx, by, e.ID); return err }
	}
	return s.WriteEach(ctx, acts)
}

func silence(tx *store.Tx, by flow.Actor, id string) (Enquiry, error) {
	e, err := recordByID.One(tx, tx.County(), id)
	if err != nil || e.State != Answered || tx.Today() <= *e.ConfirmUntil {
		return e, err // somebody was quicker
	}
	verb := VerbSilence
	if e.Handed() && e.ReportedAt == nil {
		verb = VerbSilent
	}
	step, err := Flow.Next(by, e.State, verb)
	if err != nil {
		return e, err
	}
	at, outcome := tx.Now(), endSilent
	e.Outcome.Outcome = &outcome
	if step.To == Closed {
		e.EndedAt = &at
	}
	told, err := e.tell(tx, "closed", "期满没有评价，这一件办结；不算满意，也不算不满意")
	if err != nil {
		return e, err
	}
	return keep(tx, by, step, e, nil, told)
}

// late is an open clock past its last day, with the unit that owes it.
type late struct {
	Enquiry
	clock manifest.Clock
	due   calendar.Day
}

// lateNow finds the open clocks of enquiries whose last day is past.
func lateNow(tx *store.Tx) ([]late, error) {
	yesterday := tx.Today() - 1
	var out []late
	for _, c := range ofRecord {
		found, err := records.Page(tx, c.Watched.Where(tx, manifest.ClockFilter{OpenOnly: true, DueBy: &yesterday}).And(c.only), "id", sweepLimit)
		if err != nil {
			return nil, err
		}
		for _, e := range found {
			out = append(out, late{e, c.clock(e), c.due(e)})
		}
	}
	return out, nil
}

// sweepLate lets what is late climb the ladder, each rung once and each in an act
// of its own.
func sweepLate(s *store.Store) error {
	ctx := context.Background()
	var acts []func(tx *store.Tx) error
	err := s.Read(ctx, func(tx *store.Tx) error {
		found, err := lateNow(tx)
		if err != nil || len(found) == 0 {
			return err
		}
		book, err := workdays.Book(tx)
		if err != nil {
			return err
		}
		for _, l := range found {
			n, err := book.WorkdaysBetween(l.due, tx.Today())
			if err != nil {
				return workdays.Loud(err)
			}
			todo, err := l.rungs(tx, n)
			if err != nil {
				return err
			}
			for _, c := range todo {
				acts = append(acts, func(tx *store.Tx) error { return climb(tx, c) })
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.WriteEach(ctx, acts)
}

// rungs are the messages that are due after n working days and not yet written.
// Nobody of the unit complained of is told.
func (l late) rungs(tx *store.Tx, n int) ([]Climb, error) {
	told, err := climbsOf.All(tx, tx.County(), l.ID)
	if err != nil {
		return nil, err
	}
	written := map[string]bool{}
	for _, c := range told {
		written[fmt.Sprint(c.Clock, c.Due, c.Rung)] = true
	}
	var out []Climb
	for i, r := range ladder {
		if n < r.after || written[fmt.Sprint(l.clock.Kind, l.due, i)] {
			continue
		}
		c := Climb{County: tx.County(), RecordID: l.ID, Clock: l.clock.Kind, Due: l.due, Rung: i, Role: r.role,
			Words: fmt.Sprintf("%s %s超期 %d 个工作日（%s 到期），报%s", l.Number, l.clock.Zh, n, l.due, r.zh)}
		switch {
		case r.above:
			if c.Unit, err = superior(tx, l.clock.Unit); err != nil {
				return nil, err
			}
		case r.role != "leader" && r.role != "coordinator":
			c.Unit = l.clock.Unit
		}
		if (r.above && c.Unit == "") || c.Unit != "" && c.Unit == l.Accused {
			continue
		}
		out = append(out, c)
	}
	return out, nil
}

func climb(tx *store.Tx, c Climb) error {
	told, err := climbsOf.All(tx, tx.County(), c.RecordID)
	if err != nil {
		return err
	}
	for _, was := range told {
		if was.Clock == c.Clock && was.Due == c.Due && was.Rung == c.Rung {
			return nil // another node was first
		}
	}
	c.ID, c.At = tx.NewID(), tx.Now()
	if err := insertClimb.One(tx, c); err != nil {
		return err
	}
	_, err = journal.Record(tx, flow.System("enquiry.climb"), "enquiry.climb", c.RecordID, say{"clock": c.Clock, "rung": c.Rung, "role": c.Role, "unit": c.Unit},
		journal.Row{Table: "enquiry_climb", ID: c.ID})
	if err != nil {
		return err
	}
	return tx.Fact("EnquiryClimbed", c.RecordID, say{"clock": c.Clock, "role": c.Role, "unit": c.Unit})
}

// Climbs lists the messages that climbed to the actor, the newest first.
func Climbs(tx *store.Tx, by flow.Actor) ([]Climb, error) {
	w := new(store.Where).And("county = ?", tx.County())
	switch {
	case by.Has(watch...):
	case by.Has(heads...) && by.Unit != "":
		w.And("unit = ?", by.Unit)
	default:
		return nil, nil
	}
	return climbs.Page(tx, w, "newest", 200)
}
