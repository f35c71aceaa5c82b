package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// decide is one attempt to decide a thing: read its version, and write under
// the condition that it is still the same.
type decide struct {
	thing string
	read  bool // only look
}

type decided struct {
	version int64 // seen, or reached
	refused bool
}

// register is the model: a version that a decision raises by one from the
// version the client read in the same act.
var register = porcupine.Model{
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		parts := map[string][]porcupine.Operation{}
		for _, op := range history {
			thing := op.Input.(decide).thing
			parts[thing] = append(parts[thing], op)
		}
		var out [][]porcupine.Operation
		for _, part := range parts {
			out = append(out, part)
		}
		return out
	},
	Init: func() any { return int64(1) },
	Step: func(state, input, output any) (bool, any) {
		version, in, out := state.(int64), input.(decide), output.(decided)
		switch {
		case out.refused:
			return true, version
		case in.read:
			return out.version == version, version
		}
		return out.version == version+1, version + 1
	},
	DescribeOperation: func(input, output any) string { return fmt.Sprintf("%+v → %+v", input, output) },
}

// unguarded is the seeded mistake: the write forgets the version.
var unguarded = store.Exec(`
UPDATE fixture_thing SET state = $1, version = $2 WHERE county = $3 AND id = $4`)

// tryDecision reads in one transaction and writes in another, as a person does
// who looks at a page and then decides. It returns the version reached.
func tryDecision(s *store.Store, thing string, guarded bool) (int64, error) {
	ctx := context.Background()
	var seen storetest.Thing
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		seen, err = storetest.OneThing.One(tx, tx.County(), thing)
		return err
	})
	if err != nil {
		return 0, err
	}
	time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
	err = s.Write(ctx, func(tx *store.Tx) error {
		var err error
		if guarded {
			err = storetest.MoveThing.One(tx, "decided", tx.County(), thing, seen.Version)
		} else {
			err = unguarded.One(tx, "decided", seen.Version+1, tx.County(), thing)
		}
		if err != nil {
			return err
		}
		_, err = journal.Record(tx, actor, "thing.decide", thing, nil, journal.Row{Table: "fixture_thing", ID: thing})
		return err
	})
	return seen.Version + 1, err
}

// history lets six clients decide and look at three things.
func history(t *testing.T, s *store.Store, guarded bool) []porcupine.Operation {
	storetest.ThingTable(t, s)
	for i := range 3 {
		must(t, s.Write(context.Background(), func(tx *store.Tx) error { _, err := file(tx, fmt.Sprint("t", i)); return err }))
	}
	begin := time.Now()
	var mu sync.Mutex
	var ops []porcupine.Operation
	var wg sync.WaitGroup
	for client := range 6 {
		wg.Go(func() {
			for i := range 40 {
				in := decide{fmt.Sprint("t", rand.IntN(3)), i%4 == 3}
				op := porcupine.Operation{ClientId: client, Input: in, Call: time.Since(begin).Nanoseconds()}
				var out decided
				var err error
				if in.read {
					err = s.Read(context.Background(), func(tx *store.Tx) error {
						thing, err := storetest.OneThing.One(tx, tx.County(), in.thing)
						out.version = thing.Version
						return err
					})
				} else {
					out.version, err = tryDecision(s, in.thing, guarded)
				}
				out.refused = store.ChangedMeanwhile.Is(err)
				if err != nil && !out.refused {
					t.Errorf("client %d: %v", client, errors.Unwrap(err))
				}
				op.Output, op.Return = out, time.Since(begin).Nanoseconds()
				mu.Lock()
				ops = append(ops, op)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return ops
}

// TestDecisionsAreLinearizable: of two who decide at once one wins and the other
// is told (T-08); without the guard the same check must object.
func TestDecisionsAreLinearizable(t *testing.T) {
	t.Parallel()
	for name, guarded := range map[string]bool{"guarded": true, "without the guard": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
				want := porcupine.Ok
				if !guarded {
					want = porcupine.Illegal
				}
				ops := history(t, s, guarded)
				if got := porcupine.CheckOperationsTimeout(register, ops, 20*time.Second); got != want {
					t.Fatalf("%d operations: %v, want %v", len(ops), got, want)
				}
			})
		})
	}
}
