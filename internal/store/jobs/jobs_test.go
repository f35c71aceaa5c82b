package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/jobs"
	"yingshang/internal/store/storetest"
)

var quiet = slog.New(slog.DiscardHandler)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// told makes n facts by n acts.
func told(t testing.TB, s *store.Store, kind string, n int) {
	t.Helper()
	for range n {
		must(t, s.Write(context.Background(), func(tx *store.Tx) error {
			id := tx.NewID()
			if _, err := journal.Record(tx, flow.System("test"), "thing.file", id, nil); err != nil {
				return err
			}
			return tx.Fact(kind, id, nil)
		}))
	}
}

// effect is a consumer's change: a number, and an entry that vouches for it.
func effect(tx *store.Tx, consumer string, f store.Fact) error {
	if _, err := tx.NextNumber("effect/" + consumer); err != nil {
		return err
	}
	_, err := journal.Record(tx, flow.System(consumer), "thing.react", f.Subject, nil)
	return err
}

func effects(t testing.TB, s *store.Store, consumer string) (n int64) {
	t.Helper()
	must(t, s.Read(context.Background(), func(tx *store.Tx) error {
		counters, err := tx.Counters()
		for _, c := range counters {
			if c.Series == "effect/"+consumer {
				n = c.Value
			}
		}
		return err
	}))
	return n
}

// eventually waits for a condition.
func eventually(t testing.TB, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within 30 s: %s", what)
		}
	}
}

func runner(t testing.TB, s *store.Store, w jobs.Work) *jobs.Runner {
	t.Helper()
	w.Log, w.Backoff = quiet, 50*time.Millisecond
	r, err := jobs.New(s, w)
	must(t, err)
	return r
}

func started(t testing.TB, r *jobs.Runner) {
	t.Helper()
	must(t, r.Start(context.Background()))
	t.Cleanup(func() { stopped(t, r) })
}

func stopped(t testing.TB, r *jobs.Runner) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := r.Stop(ctx); err != nil {
		t.Errorf("stop: %v", err)
	}
}

func TestDrainTakesEachFactOnceInOrder(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		ctx := context.Background()
		var order []string
		broken := true
		r := runner(t, s, jobs.Work{Consumers: []manifest.Consumer{
			{Name: "a.first", Kinds: []string{"Filed"}, Handle: func(tx *store.Tx, f store.Fact) error {
				order = append(order, "first "+f.ID)
				if err := effect(tx, "a.first", f); err != nil {
					return err
				}
				return tx.Fact("Reacted", f.Subject, nil)
			}},
			{Name: "b.second", Kinds: []string{"Filed", "Reacted"}, Handle: func(tx *store.Tx, f store.Fact) error {
				if broken && len(order) > 2 {
					return errors.New("broken")
				}
				return effect(tx, "b.second", f)
			}},
			{Name: "c.idle", Kinds: []string{"Reacted"}, Handle: func(*store.Tx, store.Fact) error { return nil }},
		}})
		told(t, s, "Filed", 5)
		told(t, s, "Unheard", 1)
		if _, err := r.Drain(ctx); err == nil || !strings.Contains(err.Error(), "b.second") {
			t.Fatalf("a failing consumer: %v", err)
		}
		broken = false
		_, err := r.Drain(ctx)
		must(t, err)
		if n, err := r.Drain(ctx); n != 0 || err != nil {
			t.Fatalf("nothing was left: %d %v", n, err)
		}
		if first, second := effects(t, s, "a.first"), effects(t, s, "b.second"); first != 5 || second != 10 {
			t.Fatalf("effects %d and %d, want 5 and 10", first, second)
		}
		for i := 1; i < len(order); i++ {
			if order[i] <= order[i-1] {
				t.Fatalf("out of order: %v", order)
			}
		}
		v, err := journal.VerifyLog(ctx, s, journal.Check{})
		must(t, err)
		if !v.Sound() {
			t.Fatalf("%+v", v.First)
		}
	})
}

func TestConsumerWithoutJournalIsUndone(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	r := runner(t, s, jobs.Work{Consumers: []manifest.Consumer{{Name: "a.silent", Kinds: []string{"Filed"},
		Handle: func(tx *store.Tx, f store.Fact) error { _, err := tx.NextNumber("effect/a.silent"); return err }}}})
	told(t, s, "Filed", 1)
	if _, err := r.Drain(context.Background()); err == nil || effects(t, s, "a.silent") != 0 {
		t.Fatalf("a change without an entry stayed: %v", err)
	}
}

// TestRelayedFactsHaveOneEffect: consumers that fail now and then, two nodes on
// PostgreSQL, a restart, and facts handed on twice.
func TestRelayedFactsHaveOneEffect(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		var failures sync.Map
		work := jobs.Work{Consumers: []manifest.Consumer{
			{Name: "a.sure", Kinds: []string{"Filed"}, Handle: func(tx *store.Tx, f store.Fact) error { return effect(tx, "a.sure", f) }},
			{Name: "b.shaky", Kinds: []string{"Filed"}, Handle: func(tx *store.Tx, f store.Fact) error {
				if err := effect(tx, "b.shaky", f); err != nil {
					return err
				}
				if _, again := failures.LoadOrStore(f.ID, true); !again {
					return errors.New("the first try fails after its effect")
				}
				return nil
			}},
		}}
		nodes := []*store.Store{s}
		if s.Engine == store.Postgres {
			nodes = append(nodes, storetest.Again(t, s))
		}
		const facts = 60
		told(t, s, "Filed", facts/2)
		runners := make([]*jobs.Runner, len(nodes))
		for i, node := range nodes {
			runners[i] = runner(t, node, work)
			started(t, runners[i])
		}
		told(t, s, "Filed", facts/2)
		all := func() bool { return effects(t, s, "a.sure") == facts && effects(t, s, "b.shaky") == facts }
		eventually(t, "every fact taken by both consumers", all)

		stopped(t, runners[0])
		storetest.Do(t, storetest.Raw(t, s), "UPDATE store_fact SET relayed_at = NULL")
		told(t, s, "Filed", 1)
		must(t, runners[0].Start(context.Background()))
		eventually(t, "the new fact", func() bool { return effects(t, s, "a.sure") > facts && effects(t, s, "b.shaky") > facts })
		if a, b := effects(t, s, "a.sure"), effects(t, s, "b.shaky"); a != facts+1 || b != facts+1 {
			t.Fatalf("facts handed on twice had %d and %d effects, want %d", a, b, facts+1)
		}
	})
}

func TestFailingConsumerIsVisibleAndSurvivesALostQueue(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	var broken atomic.Bool
	broken.Store(true)
	work := jobs.Work{Consumers: []manifest.Consumer{{Name: "a.failing", Kinds: []string{"Filed"},
		Handle: func(tx *store.Tx, f store.Fact) error {
			if broken.Load() {
				return errors.New("no paper in the printer")
			}
			return effect(tx, "a.failing", f)
		}}}}
	r := runner(t, s, work)
	if _, err := r.Problems(context.Background()); err == nil {
		t.Fatal("problems of a runner that is not started")
	}
	started(t, r)
	if err := r.Start(context.Background()); err == nil {
		t.Fatal("started twice")
	}
	told(t, s, "Filed", 1)
	var problems []jobs.Problem
	eventually(t, "the failing consumer is listed", func() bool {
		var err error
		problems, err = r.Problems(context.Background())
		must(t, err)
		return len(problems) == 1 && problems[0].Attempts >= 2
	})
	if p := problems[0]; p.Consumer != "a.failing" || p.Fact == "" || !strings.Contains(p.Error, "printer") {
		t.Fatalf("%+v", p)
	}
	stopped(t, r)
	for _, suffix := range []string{"", "-wal", "-shm"} {
		err := os.Remove(filepath.Join(s.Dir, jobs.QueueFile+suffix))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	broken.Store(false)
	must(t, r.Start(context.Background()))
	eventually(t, "the fact of the lost queue", func() bool { return effects(t, s, "a.failing") == 1 })
}

func TestSweepsRunOncePerPeriod(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		var runs, bad atomic.Int64
		work := jobs.Work{Sweeps: []manifest.Sweep{
			{Name: "a.count", Every: time.Hour, Run: func(*store.Store) error { runs.Add(1); return nil }},
			{Name: "b.broken", Every: time.Hour, Run: func(*store.Store) error { bad.Add(1); panic("broken") }},
		}}
		nodes := []*store.Store{s}
		if s.Engine == store.Postgres {
			nodes = append(nodes, storetest.Again(t, s))
		}
		for _, node := range nodes {
			started(t, runner(t, node, work))
		}
		eventually(t, "both sweeps ran", func() bool { return runs.Load() > 0 && bad.Load() > 0 })
		restarted := runner(t, nodes[len(nodes)-1], work)
		if s.Engine == store.Postgres {
			started(t, restarted) // a third node in the same hour
		}
		time.Sleep(300 * time.Millisecond) // long enough for a second run to show
		if runs.Load() != 1 || bad.Load() != 1 {
			t.Fatalf("%d and %d runs in one period", runs.Load(), bad.Load())
		}
		if err := restarted.RunSweeps(context.Background()); err == nil || !strings.Contains(err.Error(), "b.broken") || runs.Load() != 2 {
			t.Fatalf("run by hand: %v", err)
		}
	})
}

func TestStopWaitsForWhatRuns(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	entered := make(chan struct{})
	var left atomic.Bool
	r := runner(t, s, jobs.Work{Sweeps: []manifest.Sweep{{Name: "a.slow", Every: time.Hour, Run: func(*store.Store) error {
		close(entered)
		time.Sleep(200 * time.Millisecond)
		left.Store(true)
		return nil
	}}}})
	must(t, r.Start(context.Background()))
	<-entered
	stopped(t, r)
	if !left.Load() {
		t.Fatal("stopped while a sweep was running")
	}
	stopped(t, r) // a second stop is harmless
}

func TestIncompleteWorkIsRefused(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	ok := func(*store.Tx, store.Fact) error { return nil }
	for i, w := range []jobs.Work{
		{Consumers: []manifest.Consumer{{Name: "", Kinds: []string{"A"}, Handle: ok}}},
		{Consumers: []manifest.Consumer{{Name: "a", Handle: ok}}},
		{Consumers: []manifest.Consumer{{Name: "a", Kinds: []string{"A"}}}},
		{Consumers: []manifest.Consumer{{Name: "a", Kinds: []string{"A"}, Handle: ok}, {Name: "a", Kinds: []string{"B"}, Handle: ok}}},
		{Sweeps: []manifest.Sweep{{Name: "a", Every: time.Millisecond, Run: func(*store.Store) error { return nil }}}},
	} {
		if _, err := jobs.New(s, w); err == nil {
			t.Error(fmt.Sprint("work ", i, " was taken"))
		}
	}
}
