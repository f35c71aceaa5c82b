package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// filings are n acts of which every seventh is refused after it wrote.
func filings(n int) (acts []func(tx *store.Tx) error) {
	for i := range n {
		acts = append(acts, func(tx *store.Tx) error {
			if _, err := file(tx, fmt.Sprintf("t%03d", i)); err != nil || i%7 != 6 {
				return err
			}
			return fmt.Errorf("act %d: %w", i, errRefused)
		})
	}
	return acts
}

var errRefused = errors.New("refused")

func TestActsThatShareCommitsFailAlone(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		err := s.WriteEach(context.Background(), filings(70))
		if failed, ok := err.(interface{ Unwrap() []error }); !ok || len(failed.Unwrap()) != 10 || !errors.Is(err, errRefused) {
			t.Errorf("ten of seventy are refused, not %v", err)
		}
		if things, facts, leaves := counts(t, s); things != 60 || facts != 60 || leaves != 60 {
			t.Errorf("%d things, %d facts, %d leaves, want 60 each", things, facts, leaves)
		}
	})
}

func TestActsInOrderStopAtTheFirstRefusal(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		done, err := s.WriteInOrder(context.Background(), filings(70))
		if done != 6 || !errors.Is(err, errRefused) {
			t.Errorf("%d done, %v", done, err)
		}
		if things, _, leaves := counts(t, s); things != 6 || leaves != 6 {
			t.Errorf("%d things, %d leaves, want 6", things, leaves)
		}
	})
}
