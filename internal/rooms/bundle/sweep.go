package bundle

import (
	"context"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// calendarPublished is the fact of the register of working days.
const calendarPublished = workdays.FactPublished

// sweeps are the room's scheduled acts; each may be run twice without harm.
var sweeps = []manifest.Sweep{
	{Name: "bundle.deem", Zh: "一件事视为受理", Every: time.Minute, Run: sweepDeemed},
	{Name: "bundle.start", Zh: "补派没有派出的步骤", Every: time.Minute, Run: sweepReady},
	{Name: "bundle.silence", Zh: "会签期满", Every: time.Minute, Run: sweepSilence},
}

// sweepLimit bounds one round; the next one takes the rest.
const sweepLimit = 500

// each runs act on whatever the list finds, each in a transaction of its own.
func each[T any](s *store.Store, find func(tx *store.Tx) ([]T, error), act func(tx *store.Tx, one T) error) error {
	var found []T
	err := s.Read(context.Background(), func(tx *store.Tx) (err error) {
		found, err = find(tx)
		return err
	})
	if err != nil {
		return err
	}
	acts := make([]func(tx *store.Tx) error, len(found))
	for i, one := range found {
		acts[i] = func(tx *store.Tx) error { return act(tx, one) }
	}
	return s.WriteEach(context.Background(), acts)
}

func sweepDeemed(s *store.Store) error {
	by := flow.System("bundle.deem")
	return each(s, func(tx *store.Tx) ([]Application, error) {
		w := new(store.Where).And("a.county = ? AND a.state = 'submitted' AND a.notice_due < ?", tx.County(), tx.Today())
		return applications.Page(tx, w, "next", sweepLimit)
	}, func(tx *store.Tx, a Application) error {
		_, err := DeemAccepted(tx, by, a.ID)
		return err
	})
}

// sweepReady hands out, one by one, the steps that could not be handed out with
// the others.
func sweepReady(s *store.Store) error {
	by := flow.System("bundle.start")
	return each(s, func(tx *store.Tx) ([]Run, error) {
		return runList.Page(tx, new(store.Where).And("county = ? AND state = 'ready'", tx.County()), "id", sweepLimit)
	}, func(tx *store.Tx, r Run) error {
		_, err := DispatchStep(tx, by, r.AppID, 0, r.Code)
		return err
	})
}

func sweepSilence(s *store.Store) error {
	by := flow.System("bundle.silence")
	return each(s, func(tx *store.Tx) ([]Run, error) {
		w := new(store.Where).And("county = ? AND state = 'running' AND due IS NOT NULL AND due < ?", tx.County(), tx.Today())
		return runList.Page(tx, w, "id", sweepLimit)
	}, func(tx *store.Tx, r Run) error {
		_, err := Silence(tx, by, r.AppID, r.Code)
		return err
	})
}

// handOut takes the fact that steps are ready. One that was withdrawn or handed
// out meanwhile is left alone.
func handOut(tx *store.Tx, f store.Fact) error {
	err := Dispatch(tx, flow.System("bundle.start"), f.Subject)
	if flow.StepRefused.Is(err) {
		return nil
	}
	return err
}

// redate moves the promises and answers that are still open to a newly
// published calendar; each move is an entry of its own.
func redate(tx *store.Tx, _ store.Fact) error {
	w := new(store.Where).And("a.county = ?", tx.County()).In("a.state", string(Submitted), string(Running))
	found, err := applications.Page(tx, w, "id", 100_000)
	if err != nil {
		return err
	}
	for _, a := range found {
		if err := redateOne(tx, a); err != nil {
			return err
		}
	}
	return nil
}

func redateOne(tx *store.Tx, a Application) error {
	book, err := workdays.Book(tx)
	if err != nil || a.Book != nil && *a.Book == book.Version() {
		return err
	}
	by := flow.System("bundle.redate")
	t, err := take(tx, by, a.ID, 0, map[flow.State]flow.Verb{Submitted: VerbDeem, Running: VerbAdvance}[a.State])
	if err != nil {
		return err
	}
	details := say{"calendar": book.Version()}
	if a.State == Submitted {
		day, err := book.AddWorkdays(*a.ReceivedDay, noticeDays)
		if err != nil {
			return err
		}
		t.now.NoticeDue, details["notice_due"] = &day, day
	} else {
		day, err := book.AddWorkdays(*a.AcceptedDay, a.PromiseN)
		if err != nil {
			return err
		}
		t.now.PromiseDue, details["promise_due"] = &day, day
	}
	for i := range t.runs {
		r := &t.runs[i]
		if r.State != StepRunning || r.Due == nil {
			continue
		}
		day, err := book.Due(r.StartedAt.Day(), r.Rule.Days, calendar.WorkDays)
		if err != nil {
			return err
		}
		r.Due = &day
	}
	t.now.Book = ptr(book.Version())
	_, err = t.commit(tx, by, "bundle.redate", details)
	return err
}
