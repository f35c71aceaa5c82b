package store_test

import (
	"context"
	"testing"

	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func TestNumbersHaveNoGaps(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		ctx := context.Background()
		for want := int64(1); want <= 5; want++ {
			var got int64
			err := s.Maintain(ctx, func(tx *store.Tx) (err error) {
				got, err = tx.NextNumber("TJ20200608")
				return err
			})
			if err != nil || got != want {
				t.Fatalf("number %d, want %d, %v", got, want, err)
			}
			refused := s.Maintain(ctx, func(tx *store.Tx) error {
				if _, err := tx.NextNumber("TJ20200608"); err != nil {
					return err
				}
				return store.ChangedMeanwhile.New(nil) // undone: the number must come again
			})
			if !store.ChangedMeanwhile.Is(refused) {
				t.Fatalf("refusal lost: %v", refused)
			}
		}
	})
}
