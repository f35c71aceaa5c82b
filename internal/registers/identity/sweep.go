package identity

import (
	"context"
	"time"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

const (
	unusedLimit = 90 * 24 * time.Hour // GB/T 22239 8.1.4.2 c: stale accounts are stopped in time
	sweepLimit  = 5 * time.Minute
	codeKept    = 30 * 24 * time.Hour
)

// SuspendUnused suspends the accounts of staff that nobody used for 90 days, each
// in an act of its own. The last administrator of a kind stays, or nobody could
// restore the others.
func SuspendUnused(s *store.Store) error {
	ctx, cancel := context.WithTimeout(context.Background(), sweepLimit)
	defer cancel()
	var stale []staleAccount
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		stale, err = unusedAccounts.All(tx, tx.County(), tx.Now()-ms(unusedLimit))
		return err
	})
	if err != nil {
		return err
	}
	for _, account := range stale {
		err := s.Write(ctx, func(tx *store.Tx) error {
			_, err := Suspend(tx, flow.System("identity.unused"), account.ID, account.Version, "90 天没有登录")
			return err
		})
		// Somebody changed it meanwhile, or it is the last administrator: the next
		// round looks again.
		if err != nil && !store.ChangedMeanwhile.Is(err) && !LastAdmin.Is(err) && !flow.StepRefused.Is(err) {
			return err
		}
	}
	return nil
}

// Tidy removes sessions that are over, failures that no longer count and codes
// long past.
func Tidy(s *store.Store) error {
	ctx, cancel := context.WithTimeout(context.Background(), sweepLimit)
	defer cancel()
	return s.Maintain(ctx, func(tx *store.Tx) error {
		now := tx.Now()
		if _, err := purgeSessions.Run(tx, tx.County(), now-ms(publicIdle), now-ms(wholeLife)); err != nil {
			return err
		}
		if _, err := purgeAttempts.Run(tx, tx.County(), now-ms(lockTime+tryWindow)); err != nil {
			return err
		}
		_, err := purgeCodes.Run(tx, tx.County(), now-ms(codeKept))
		return err
	})
}
