package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"yingshang/internal/store"
)

const (
	// relayBatch is how many facts are handed on at a time: one insertion into
	// the queue and one mark for all of them.
	relayBatch = 500
	// lookAgain is how often facts of other nodes, or left over, are looked for.
	lookAgain = time.Second
	// leaseName and leaseLife keep two nodes from relaying the same facts.
	leaseName = "relay"
	leaseLife = 10 * time.Second
)

func (r *Runner) relayLoop(ctx context.Context, q queue, done chan struct{}) {
	defer close(done)
	signal := r.store.Signal()
	ticker := time.NewTicker(lookAgain)
	defer ticker.Stop()
	for {
		if err := r.relay(ctx, q); err != nil && ctx.Err() == nil {
			r.work.Log.Error("relay", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-signal:
		}
	}
}

// relay hands every waiting fact to the queue, one job for each consumer.
func (r *Runner) relay(ctx context.Context, q queue) error {
	for {
		batch, err := r.waiting(ctx)
		if err != nil || len(batch) == 0 {
			return err
		}
		if r.store.Engine == store.Postgres {
			held, err := r.store.Lease(ctx, leaseName, q.ID(), leaseLife)
			if err != nil || !held {
				return err
			}
		}
		var inserts []river.InsertManyParams
		for _, f := range batch {
			for _, c := range r.kinds[f.Kind] {
				inserts = append(inserts, river.InsertManyParams{Args: factJob{Consumer: c.Name, Fact: f.ID}})
			}
		}
		if len(inserts) > 0 {
			if _, err := q.InsertManyFast(ctx, inserts); err != nil {
				return err
			}
		}
		if err := r.mark(ctx, batch); err != nil {
			return err
		}
		if len(batch) < relayBatch {
			return nil
		}
	}
}

// giveUpLease lets another node relay at once.
func (r *Runner) giveUpLease(ctx context.Context) error {
	if r.store.Engine != store.Postgres {
		return nil
	}
	_, err := r.store.Lease(ctx, leaseName, r.queue.ID(), -time.Millisecond)
	return err
}

func (r *Runner) waiting(ctx context.Context) (batch []store.Fact, err error) {
	err = r.store.Read(ctx, func(tx *store.Tx) (err error) {
		batch, err = tx.WaitingFacts(relayBatch)
		return err
	})
	return batch, err
}

func (r *Runner) mark(ctx context.Context, batch []store.Fact) error {
	if len(batch) == 0 {
		return nil
	}
	return r.store.Maintain(ctx, func(tx *store.Tx) error { return tx.MarkRelayed(batch) })
}
