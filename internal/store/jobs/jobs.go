package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Work is what the rooms declare.
type Work struct {
	Consumers []manifest.Consumer
	Sweeps    []manifest.Sweep
	Log       *slog.Logger  // default: slog.Default()
	Backoff   time.Duration // wait after the first failure; doubles up to an hour; default 1 s
}

// Runner runs the work of one node.
type Runner struct {
	store *store.Store
	work  Work
	byID  map[string]manifest.Consumer
	kinds map[string][]manifest.Consumer
	sweep map[string]manifest.Sweep

	mu     sync.Mutex
	queue  queue
	cancel context.CancelFunc
	done   chan struct{}
}

// New makes a runner. It refuses nameless and duplicate work, because marks and
// jobs go by the name.
func New(s *store.Store, w Work) (*Runner, error) {
	if w.Log == nil {
		w.Log = slog.Default()
	}
	if w.Backoff <= 0 {
		w.Backoff = time.Second
	}
	r := &Runner{store: s, work: w, byID: map[string]manifest.Consumer{},
		kinds: map[string][]manifest.Consumer{}, sweep: map[string]manifest.Sweep{}}
	for _, c := range w.Consumers {
		if _, twice := r.byID[c.Name]; twice || c.Name == "" || c.Handle == nil || len(c.Kinds) == 0 {
			return nil, fmt.Errorf("jobs: consumer %q is incomplete or declared twice", c.Name)
		}
		r.byID[c.Name] = c
		for _, kind := range c.Kinds {
			r.kinds[kind] = append(r.kinds[kind], c)
		}
	}
	for _, sweep := range w.Sweeps {
		if _, twice := r.sweep[sweep.Name]; twice || sweep.Name == "" || sweep.Run == nil || sweep.Every < time.Second {
			return nil, fmt.Errorf("jobs: sweep %q is incomplete, declared twice, or runs oftener than every second", sweep.Name)
		}
		r.sweep[sweep.Name] = sweep
	}
	return r, nil
}

var (
	errStarted = errors.New("jobs: started twice")
	errStopped = errors.New("jobs: not started")
)

// Start opens the queue and begins to relay facts, to work and to run sweeps.
// End it with Stop before the store is closed.
func (r *Runner) Start(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.queue != nil {
		return errStarted
	}
	q, fresh, err := r.openQueue(ctx)
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	if err := r.offerAgain(ctx, fresh); err != nil {
		q.close()
		return fmt.Errorf("jobs: %w", err)
	}
	if err := q.Start(context.WithoutCancel(ctx)); err != nil {
		q.close()
		return fmt.Errorf("jobs: %w", err)
	}
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r.queue, r.cancel, r.done = q, cancel, make(chan struct{})
	go r.relayLoop(running, q, r.done)
	return nil
}

// Stop ends relaying, waits for the jobs that run, at most until ctx ends, and
// closes the queue.
func (r *Runner) Stop(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.queue == nil {
		return nil
	}
	r.cancel()
	<-r.done
	err := errors.Join(r.queue.Stop(ctx), r.giveUpLease(ctx))
	r.queue.close()
	r.queue = nil
	return err
}

// offerAgain makes facts wait again whose jobs were lost with the queue.
func (r *Runner) offerAgain(ctx context.Context, fresh bool) error {
	return r.store.Maintain(ctx, func(tx *store.Tx) error {
		wanted, err := tx.ReofferWanted()
		if err != nil || (!fresh && !wanted) {
			return err
		}
		for _, c := range r.work.Consumers {
			for _, kind := range c.Kinds {
				if err := tx.OfferAgain(c.Name, kind); err != nil {
					return err
				}
			}
		}
		return tx.ReofferDone()
	})
}

// Drain lets the consumers take every waiting fact here and now, oldest first,
// also those that come up meanwhile. It needs no queue and is the same on every
// run: tests, journeys and the replay of a past half-year use it. It stops at
// the first consumer that fails and returns how many facts were dealt with.
func (r *Runner) Drain(ctx context.Context) (facts int, err error) {
	for {
		batch, err := r.waiting(ctx)
		if err != nil || len(batch) == 0 {
			return facts, err
		}
		done, err := r.takeBatch(ctx, batch)
		facts += done
		if err != nil {
			return facts, errors.Join(err, r.mark(ctx, batch[:done]))
		}
	}
}

// takeBatch lets the consumers take the facts in their order, in few commits,
// marks them, and returns how many facts every consumer has dealt with.
func (r *Runner) takeBatch(ctx context.Context, batch []store.Fact) (done int, err error) {
	var takings []store.Taking
	var facts []int // place in the batch, by taking
	for i, f := range batch {
		for _, c := range r.kinds[f.Kind] {
			takings = append(takings, store.Taking{Consumer: c.Name, Fact: f.ID, Handle: c.Handle})
			facts = append(facts, i)
		}
	}
	n, err := r.store.ConsumeInOrder(ctx, takings, batch)
	if err != nil && n < len(takings) {
		t := takings[n]
		return facts[n], fmt.Errorf("consumer %s, fact %s: %w", t.Consumer, t.Fact, err)
	}
	return len(batch), err
}

// take lets one consumer take one fact, if it has not yet.
func (r *Runner) take(ctx context.Context, consumer, factID string) error {
	c, known := r.byID[consumer]
	if !known {
		return fmt.Errorf("jobs: no consumer %q in this program", consumer)
	}
	if _, err := r.store.Consume(ctx, consumer, factID, c.Handle); err != nil {
		return fmt.Errorf("consumer %s, fact %s: %w", consumer, factID, err)
	}
	return nil
}

// RunSweeps runs every sweep once, in the order declared. A failing sweep does
// not keep the others from running.
func (r *Runner) RunSweeps(ctx context.Context) error {
	var failed []error
	for _, sweep := range r.work.Sweeps {
		if err := ctx.Err(); err != nil {
			return errors.Join(append(failed, err)...)
		}
		if err := r.runSweep(sweep.Name); err != nil {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

func (r *Runner) runSweep(name string) (err error) {
	sweep, known := r.sweep[name]
	if !known {
		return fmt.Errorf("jobs: no sweep %q in this program", name)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("sweep %s: panic: %v", name, p)
		}
	}()
	if err := sweep.Run(r.store); err != nil {
		return fmt.Errorf("sweep %s: %w", name, err)
	}
	return nil
}
