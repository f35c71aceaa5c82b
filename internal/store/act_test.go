package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var actor = flow.System("test")

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newThing(tx *store.Tx, id string) storetest.Thing {
	return storetest.Thing{County: tx.County(), ID: id, State: "open", Version: 1, Due: tx.Today()}
}

// file is a whole act: row, number, leaf and fact.
func file(tx *store.Tx, id string) (int64, error) {
	n, err := tx.NextNumber("thing")
	if err != nil {
		return 0, err
	}
	if err := storetest.InsertThing.One(tx, newThing(tx, id)); err != nil {
		return 0, err
	}
	if _, err = journal.Record(tx, actor, "thing.file", id, nil, journal.Row{Table: "fixture_thing", ID: id}); err != nil {
		return 0, err
	}
	return n, tx.Fact("ThingFiled", id, map[string]int64{"n": n})
}

var (
	countThings = store.Query[struct{ N int64 }](`SELECT count(*) AS n FROM fixture_thing`)
	countFacts  = store.Query[struct{ N int64 }](`SELECT count(*) AS n FROM store_fact`)
	countLeaves = store.Query[struct{ N int64 }](`SELECT count(*) AS n FROM journal_leaf`)
)

func counts(t testing.TB, s *store.Store) (things, facts, leaves int64) {
	t.Helper()
	must(t, s.Read(context.Background(), func(tx *store.Tx) error {
		for q, into := range map[*store.Select[struct{ N int64 }]]*int64{countThings: &things, countFacts: &facts, countLeaves: &leaves} {
			row, err := q.One(tx)
			if err != nil {
				return err
			}
			*into = row.N
		}
		return nil
	}))
	return
}

// TestOneRefusalUndoesOnlyItself runs 32 clients; every third act is refused,
// panics, or forgets the journal, after it changed rows.
func TestOneRefusalUndoesOnlyItself(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		refusal := errors.New("refused")
		const clients, each = 32, 9
		var mu sync.Mutex
		numbers := map[int64]bool{}
		var wg sync.WaitGroup
		for client := range clients {
			wg.Go(func() {
				for i := range each {
					bad := i%3 == 2
					var n int64
					err := s.Write(context.Background(), func(tx *store.Tx) (err error) {
						id := fmt.Sprintf("t%d-%d", client, i)
						if bad && client%3 == 0 {
							return storetest.InsertThing.One(tx, newThing(tx, id)) // no journal
						}
						if n, err = file(tx, id); err != nil {
							return err
						}
						if bad && client%3 == 1 {
							panic("broken")
						}
						if bad {
							return refusal
						}
						return nil
					})
					if bad != (err != nil) {
						t.Errorf("client %d act %d: %v", client, i, err)
					}
					if err == nil {
						mu.Lock()
						numbers[n] = true
						mu.Unlock()
					}
				}
			})
		}
		wg.Wait()
		const kept = clients * each * 2 / 3
		things, facts, leaves := counts(t, s)
		if things != kept || facts != kept || leaves != kept || len(numbers) != kept {
			t.Fatalf("%d things, %d facts, %d leaves, %d numbers, want %d each", things, facts, leaves, len(numbers), kept)
		}
		for n := int64(1); n <= kept; n++ {
			if !numbers[n] {
				t.Fatalf("number %d is missing", n)
			}
		}
		v, err := journal.VerifyLog(context.Background(), s, journal.Check{})
		must(t, err)
		if !v.Sound() || v.Waiting != kept {
			t.Fatalf("%+v", v.First)
		}
	})
}

func TestActsThatBreakTheRules(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		ctx := context.Background()
		if err := s.Write(ctx, func(tx *store.Tx) error { panic("broken") }); !store.Panicked.Is(err) {
			t.Errorf("panic: %v", err)
		}
		err := s.Write(ctx, func(tx *store.Tx) error {
			_, err := file(tx, "a")
			return errors.Join(err, tx.Fact("Second", "a", nil))
		})
		if err == nil || !strings.Contains(err.Error(), "more facts") {
			t.Errorf("two facts: %v", err)
		}
		err = s.Write(ctx, func(tx *store.Tx) error {
			_, err := file(tx, "a")
			_, late := tx.NextNumber("thing")
			return errors.Join(err, late)
		})
		if err == nil || !strings.Contains(err.Error(), "after the journal") {
			t.Errorf("a number after the entry: %v", err)
		}
		for name, read := range map[string]func(tx *store.Tx) error{
			"insert": func(tx *store.Tx) error { return storetest.InsertThing.One(tx, newThing(tx, "b")) },
			"number": func(tx *store.Tx) error { _, err := tx.NextNumber("thing"); return err },
			"fact":   func(tx *store.Tx) error { return tx.Fact("Fact", "a", nil) },
		} {
			if err := s.Read(ctx, read); err == nil {
				t.Errorf("%s inside a reading transaction was allowed", name)
			}
		}
		ended, cancel := context.WithCancel(ctx)
		cancel()
		if err := s.Write(ended, func(tx *store.Tx) error { _, err := file(tx, "c"); return err }); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
		if things, facts, leaves := counts(t, s); things+facts+leaves != 0 {
			t.Fatalf("something stayed: %d %d %d", things, facts, leaves)
		}
		must(t, s.Write(ctx, func(tx *store.Tx) error { _, err := file(tx, "d"); return err }))
	})
}

// TestCancelledInTheMiddle ends the caller's context while its act runs among
// others: the others must not notice.
func TestCancelledInTheMiddle(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		var wg sync.WaitGroup
		var kept int64
		var mu sync.Mutex
		for i := range 40 {
			wg.Go(func() {
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				err := s.Write(ctx, func(tx *store.Tx) error {
					if i%2 == 0 {
						cancel()
					}
					_, err := file(tx, fmt.Sprint("t", i))
					return err
				})
				if i%2 == 1 && err != nil {
					t.Errorf("an innocent act failed: %v", err)
				}
				if err == nil {
					mu.Lock()
					kept++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if things, _, _ := counts(t, s); things != kept {
			t.Fatalf("%d acknowledged, %d there", kept, things)
		}
	})
}

func TestOncePerRequest(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		submit := func(token, actor, body string) (result string, repeated bool, err error) {
			err = s.Write(context.Background(), func(tx *store.Tx) error {
				result, repeated, err = tx.Once(token, actor, []byte(body), func() (string, error) {
					id := tx.NewID()
					_, err := file(tx, id)
					return id, err
				})
				return err
			})
			return
		}
		// 16 copies of one request at once: one effect, one answer.
		var wg sync.WaitGroup
		answers := make([]string, 16)
		for i := range answers {
			wg.Go(func() {
				var err error
				if answers[i], _, err = submit("k1", "a", "body"); err != nil {
					t.Errorf("copy %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		for _, answer := range answers {
			if answer != answers[0] || answer == "" {
				t.Fatalf("answers differ: %v", answers)
			}
		}
		if things, _, _ := counts(t, s); things != 1 {
			t.Fatalf("%d things", things)
		}
		if _, _, err := submit("k1", "a", "other body"); !store.OtherRequest.Is(err) {
			t.Errorf("another body: %v", err)
		}
		if other, repeated, err := submit("k1", "b", "body"); err != nil || repeated || other == answers[0] {
			t.Errorf("another actor: %v %v", repeated, err)
		}
		for range 2 {
			if _, repeated, err := submit("", "a", "body"); err != nil || repeated {
				t.Errorf("without a token: %v %v", repeated, err)
			}
		}
	})
}

// TestManyActsOnOneSubject: acts that meet on one subject's chain wait for each
// other; none is refused for it.
func TestManyActsOnOneSubject(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		var wg sync.WaitGroup
		for i := range 24 {
			wg.Go(func() {
				err := s.Write(context.Background(), func(tx *store.Tx) error {
					id := fmt.Sprint("t", i)
					if err := storetest.InsertThing.One(tx, newThing(tx, id)); err != nil {
						return err
					}
					_, err := journal.Record(tx, actor, "thing.file", "one", nil, journal.Row{Table: "fixture_thing", ID: id})
					return err
				})
				if err != nil {
					t.Errorf("act %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		must(t, journal.Sequence(context.Background(), s))
		v, err := journal.VerifyLog(context.Background(), s, journal.Check{})
		must(t, err)
		if !v.Sound() || v.Size != 24 || v.Subjects != 1 {
			t.Fatalf("%+v", v)
		}
	})
}

type odd struct {
	County  string
	ID      string
	State   string
	Version *int64
	Due     *calendar.Day
	Note    *string
}

var (
	insertOdd = store.InsertInto[odd]("fixture_thing")
	readOdd   = store.Query[odd](`SELECT county, id, state, version, due, note FROM fixture_thing WHERE county = $1 AND id = $2`)
)

func TestTextGoesInAndOutUnchanged(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		ctx := context.Background()
		one, day := int64(-1<<63), calendar.Day(0)
		for i, text := range []string{"", " ", "桃江", "𠮷野家", "a'b\"c\\", "line\r\nline", "\u202e反", "$1 ? %s", "\ufffd", strings.Repeat("字", 100_000)} {
			row := odd{s.County, fmt.Sprint("t", i), text, &one, &day, &text}
			var back odd
			must(t, s.Maintain(ctx, func(tx *store.Tx) (err error) {
				if err = insertOdd.One(tx, row); err != nil {
					return err
				}
				back, err = readOdd.One(tx, row.County, row.ID)
				return err
			}))
			if diff := cmp.Diff(row, back); diff != "" {
				t.Errorf("%q: %s", text[:min(20, len(text))], diff)
			}
		}
		for _, text := range []string{"a\x00b", "\xff\xfe", "半个字\xe6\xa1"} {
			err := s.Maintain(ctx, func(tx *store.Tx) error {
				return insertOdd.One(tx, odd{s.County, "bad", text, &one, &day, nil})
			})
			if !store.OddText.Is(err) {
				t.Errorf("%q: %v", text, err)
			}
		}
		err := s.Maintain(ctx, func(tx *store.Tx) error {
			return insertOdd.One(tx, odd{s.County, "null", "x", nil, &day, nil})
		})
		if err == nil {
			t.Error("NULL in a column that is never unknown")
		}
	})
}

var things = store.ListOf[storetest.Thing](`SELECT county, id, state, version, due, note FROM fixture_thing`,
	map[string]string{"id": "id", "newest": "id DESC"})

func TestWhereTakesOnlyWhatIsAsked(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		must(t, s.Write(context.Background(), func(tx *store.Tx) error {
			for _, id := range []string{"a", "b", "c"} {
				if _, err := file(tx, id); err != nil {
					return err
				}
			}
			return nil
		}))
		for name, c := range map[string]struct {
			where *store.Where
			order string
			limit int
			want  string
		}{
			"all":        {nil, "id", 9, "abc"},
			"newest":     {&store.Where{}, "newest", 2, "cb"},
			"two places": {new(store.Where).And("id > ? AND id < ?", "a", "c"), "id", 9, "b"},
			"in":         {new(store.Where).In("id", "c", "a").And("state = ?", "open"), "id", 9, "ac"},
			"in nothing": {new(store.Where).In("id"), "id", 9, ""},
			"quoted":     {new(store.Where).And("id = ?", "a' OR '1'='1"), "id", 9, ""},
		} {
			must(t, s.Read(context.Background(), func(tx *store.Tx) error {
				rows, err := things.Page(tx, c.where, c.order, c.limit)
				got := ""
				for _, row := range rows {
					got += row.ID
				}
				if got != c.want {
					t.Errorf("%s: %q, want %q", name, got, c.want)
				}
				_, unknown := things.Page(tx, nil, "id; DROP TABLE fixture_thing", 1)
				if unknown == nil {
					t.Error("an unknown order was taken")
				}
				return err
			}))
		}
	})
}

func TestClockSetBackIsRefusedAfterRestart(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		storetest.ThingTable(t, s)
		ctx := context.Background()
		must(t, s.Write(ctx, func(tx *store.Tx) error { _, err := file(tx, "a"); return err }))
		must(t, s.Close())
		back := store.NewSetClock(storetest.Start - 3_600_000)
		again, err := store.Open(ctx, store.Config{Dir: s.Dir, URL: s.PostgresURL(), Clock: back})
		must(t, err)
		defer again.Close()
		err = again.Write(ctx, func(tx *store.Tx) error { _, err := file(tx, "b"); return err })
		if !store.ClockMovedBack.Is(err) {
			t.Fatalf("an act with the clock an hour back: %v", err)
		}
		if things, _, _ := counts(t, again); things != 1 {
			t.Fatalf("reading must still work: %d", things)
		}
		back.Set(storetest.Start - 500) // ordinary synchronisation
		must(t, again.Write(ctx, func(tx *store.Tx) error {
			if tx.Now() < storetest.Start {
				t.Errorf("time ran backwards: %v", tx.Now())
			}
			_, err := file(tx, "b")
			return err
		}))
	})
}

func TestWrongMasterKeyStopsTheStart(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		must(t, s.Close())
		must(t, os.Remove(filepath.Join(s.Keys.Dir(), "master.key")))
		_, err := store.Open(context.Background(), store.Config{Dir: s.Dir, URL: s.PostgresURL(), Clock: store.NewSetClock(storetest.Start)})
		if !store.WrongMasterKey.Is(err) {
			t.Fatalf("started with another key: %v", err)
		}
	})
}

func TestSecondProcessOnOneDirectoryIsRefused(t *testing.T) {
	t.Parallel()
	s, clock := storetest.SQLite(t)
	if _, err := store.Open(context.Background(), store.Config{Dir: s.Dir, Clock: clock}); err == nil {
		t.Fatal("two owners")
	}
}

func TestClosedStoreAnswers(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	must(t, s.Close())
	done := make(chan error, 1)
	go func() { done <- s.Write(context.Background(), func(*store.Tx) error { return nil }) }()
	select {
	case err := <-done:
		if err == nil {
			t.Fatal("an act on a closed store succeeded")
		}
	case <-time.After(10 * time.Second):
		t.Fatal("an act on a closed store hangs")
	}
}
