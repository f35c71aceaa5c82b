package casework

import (
	"context"
	"encoding/json"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// sweeps are the room's scheduled acts. Each works case by case in its own
// transaction and can be run twice without harm.
var sweeps = []manifest.Sweep{
	{Name: "casework.deem", Zh: "视为受理", Every: time.Minute, Run: sweepDeemed},
	{Name: "casework.renew", Zh: "视为准予延续", Every: time.Hour, Run: sweepRenewals},
	{Name: "casework.remind", Zh: "容缺补交提醒", Every: time.Hour, Run: sweepReminders},
	{Name: "casework.lapse", Zh: "容缺逾期终止", Every: time.Hour, Run: sweepLapsed},
	{Name: "casework.close", Zh: "送达后归档", Every: time.Hour, Run: sweepDelivered},
}

// sweepLimit bounds one round; the next round takes the rest.
const sweepLimit = 500

// each runs act on every case the list finds, and reports the failures
// together after the last one.
func each(s *store.Store, find func(tx *store.Tx) ([]Case, error), act func(tx *store.Tx, c Case) error) error {
	ctx := context.Background()
	var found []Case
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		found, err = find(tx)
		return err
	})
	if err != nil {
		return err
	}
	acts := make([]func(tx *store.Tx) error, len(found))
	for i, c := range found {
		acts[i] = func(tx *store.Tx) error { return act(tx, c) }
	}
	return s.WriteEach(ctx, acts)
}

func sweepDeemed(s *store.Store) error {
	by := flow.System("casework.deem")
	return each(s, func(tx *store.Tx) ([]Case, error) {
		w := new(store.Where).And("county = ? AND state = 'submitted' AND notice_due < ?", tx.County(), tx.Today())
		return cases.Page(tx, w, "notice", sweepLimit)
	}, func(tx *store.Tx, c Case) error {
		_, err := DeemAccepted(tx, by, c.ID)
		return err
	})
}

func sweepRenewals(s *store.Store) error {
	by := flow.System("casework.renew")
	return each(s, func(tx *store.Tx) ([]Case, error) {
		w := new(store.Where).And("county = ? AND renews IS NOT NULL", tx.County()).
			And("accepted_at IS NOT NULL AND decided_at IS NULL AND ended_at IS NULL").
			And(renewalExpired, tx.Today())
		return cases.Page(tx, w, "due", sweepLimit)
	}, func(tx *store.Tx, c Case) error {
		_, err := DeemRenewed(tx, by, c.ID)
		return err
	})
}

// sweepDelivered files away what was delivered on an earlier day.
func sweepDelivered(s *store.Store) error {
	by := flow.System("casework.close")
	return each(s, func(tx *store.Tx) ([]Case, error) {
		w := new(store.Where).And("county = ? AND state = 'delivered' AND delivered_at < ?", tx.County(), tx.Today().Start())
		return cases.Page(tx, w, "id", sweepLimit)
	}, func(tx *store.Tx, c Case) error {
		_, err := Close(tx, by, c.ID, 0)
		return err
	})
}

// consumers react to facts of other parts of the house.
var consumers = []manifest.Consumer{
	{Name: "casework.redate", Kinds: []string{workdays.FactPublished}, Handle: redateAll},
}

// redateAll moves the open cases' due days to a newly published calendar, one
// record per moved day. A day that the change would put before today becomes
// today, so that publishing never makes a case late after the fact.
func redateAll(tx *store.Tx, f store.Fact) error {
	var p workdays.Published
	if err := json.Unmarshal([]byte(f.Payload), &p); err != nil {
		return err
	}
	book, err := workdays.BookOf(tx, p.Version)
	if err != nil {
		return err
	}
	w := new(store.Where).And("county = ? AND decided_at IS NULL AND ended_at IS NULL AND received_at IS NOT NULL", tx.County())
	open, err := cases.Page(tx, w, "id", redateLimit)
	if err != nil {
		return err
	}
	for _, c := range open {
		if err := redate(tx, c, book, p); err != nil {
			return err
		}
	}
	return nil
}

// redateLimit is far above the open cases of a county.
const redateLimit = 1_000_000

func redate(tx *store.Tx, c Case, book *calendar.Book, p workdays.Published) error {
	now := c
	moves, err := newDays(tx, &now, book)
	if err != nil || len(moves) == 0 {
		return err
	}
	version := book.Version()
	var rows []journal.Row
	for i := range moves {
		m := &moves[i]
		m.County, m.ID, m.CaseID, m.At = tx.County(), tx.NewID(), c.ID, tx.Now()
		m.OldBook, m.NewBook, m.Cause = *c.Book, version, "日历更新"
		if err := insertMoved.One(tx, *m); err != nil {
			return err
		}
		rows = append(rows, journal.Row{Table: "casework_moved", ID: m.ID})
	}
	now.Book = &version
	step := flow.Step{From: c.State, To: c.State, Kind: "case.redate"}
	_, err = move(tx, flow.System("casework.redate"), turn{was: c, now: now, step: step}, say{"calendar": version, "moves": len(moves)}, rows...)
	return err
}

// newDays recomputes every running limit of the case by the book.
func newDays(tx *store.Tx, c *Case, book *calendar.Book) ([]Moved, error) {
	var moves []Moved
	shift := func(clock string, at **calendar.Day, due calendar.Day) {
		old := **at
		if due < old && due < tx.Today() {
			due = min(old, tx.Today())
		}
		if due != old {
			moves = append(moves, Moved{Clock: clock, OldDue: old, NewDue: due})
			*at = &due
		}
	}
	if c.State == Submitted && c.NoticeDue != nil {
		due, err := book.AddWorkdays(*c.ReceivedDay, noticeDays)
		if err != nil {
			return nil, err
		}
		shift("notice", &c.NoticeDue, due)
	}
	if c.AcceptedDay == nil {
		return moves, nil
	}
	pauses, err := pausesOf.All(tx, tx.County(), c.ID)
	if err != nil {
		return nil, err
	}
	d, err := dueDays(book, *c, pauses)
	if err != nil {
		return nil, err
	}
	shift("promised", &c.PromisedDue, d.promised)
	shift("statutory", &c.StatutoryDue, d.statutory)
	return moves, nil
}
