package store

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"yingshang/internal/kernel/calendar"
)

// maxGroup bounds how many acts share one commit, so that the first of them
// does not wait for a whole rush.
const maxGroup = 256

// LimitGroup bounds how many acts share one commit on SQLite, 0 for the usual
// bound. It is there to measure what sharing buys.
func (s *Store) LimitGroup(n int) {
	if n <= 0 || n > maxGroup {
		n = maxGroup
	}
	if s.writer != nil {
		s.writer.limit.Store(int64(n))
	}
}

type queuedAct struct {
	ctx      context.Context
	fn       func(tx *Tx) error
	maintain bool
	at       *calendar.Instant // of a replayed act
	after    *queuedAct        // runs only if this one did not fail
	failed   bool              // touched by the writer alone
	answer   chan error
}

// groupWriter is the one writer of the embedded engine. It takes the acts that
// are queued into one transaction, each in its savepoint, syncs once and then
// answers all of them.
type groupWriter struct {
	store *Store
	limit atomic.Int64 // acts per commit
	queue chan *queuedAct
	quit  chan struct{}
	done  chan struct{}
}

var errStopped = errors.New("store: closed")

func startGroupWriter(s *Store) *groupWriter {
	w := &groupWriter{store: s, queue: make(chan *queuedAct, 4*maxGroup),
		quit: make(chan struct{}), done: make(chan struct{})}
	w.limit.Store(maxGroup)
	go w.loop()
	return w
}

func (w *groupWriter) do(ctx context.Context, fn func(tx *Tx) error, maintain bool) error {
	act := &queuedAct{ctx: ctx, fn: fn, maintain: maintain, answer: make(chan error, 1)}
	if err := w.put(act); err != nil {
		return err
	}
	return w.await(act)
}

func (w *groupWriter) put(act *queuedAct) error {
	select {
	case w.queue <- act:
		return nil
	case <-act.ctx.Done():
		return act.ctx.Err()
	case <-w.quit:
		return errStopped
	}
}

func (w *groupWriter) await(act *queuedAct) error {
	select {
	case err := <-act.answer:
		return err
	case <-w.done:
		select {
		case err := <-act.answer:
			return err
		default:
			return errStopped
		}
	}
}

func (w *groupWriter) stop() {
	close(w.quit)
	<-w.done
}

func (w *groupWriter) loop() {
	defer close(w.done)
	conn, err := openDirect(w.store.path(), false)
	if err != nil {
		w.refuseAll(err)
		return
	}
	defer conn.close()
	for {
		select {
		case first := <-w.queue:
			w.commit(conn, w.gather(first))
		case <-w.quit:
			return
		}
	}
}

func (w *groupWriter) refuseAll(err error) {
	for {
		select {
		case act := <-w.queue:
			act.answer <- Busy.Because(err, nil)
		case <-w.quit:
			return
		}
	}
}

func (w *groupWriter) gather(first *queuedAct) []*queuedAct {
	group := []*queuedAct{first}
	for int64(len(group)) < w.limit.Load() {
		select {
		case act := <-w.queue:
			group = append(group, act)
		default:
			return group
		}
	}
	return group
}

// commit runs the group in one transaction and answers every act of it.
func (w *groupWriter) commit(conn *directConn, group []*queuedAct) {
	ctx := context.Background()
	answers, err := w.runGroup(ctx, conn, group)
	if err != nil {
		_, _ = conn.exec(ctx, "ROLLBACK", nil) // the transaction may already be gone
		for i := range answers {
			answers[i] = Busy.Because(err, nil)
		}
	}
	for i, act := range group {
		act.failed = answers[i] != nil
		act.answer <- answers[i]
	}
}

func (w *groupWriter) runGroup(ctx context.Context, conn *directConn, group []*queuedAct) ([]error, error) {
	answers := make([]error, len(group))
	if _, err := conn.exec(ctx, "BEGIN IMMEDIATE", nil); err != nil {
		return answers, err
	}
	news, acted := false, false
	var now calendar.Instant
	for i, act := range group {
		if answers[i] = act.refusal(); answers[i] != nil {
			act.failed = true
			continue
		}
		var err error
		if now, err = w.instantOf(act, now); err != nil {
			answers[i], act.failed = err, true
			continue
		}
		// A cancelled statement would make the engine roll the whole group back.
		tx := &Tx{ctx: context.WithoutCancel(act.ctx), store: w.store, q: conn, now: now, writable: true}
		answers[i], err = w.runOne(ctx, conn, tx, act)
		if err != nil {
			return answers, err
		}
		act.failed = answers[i] != nil
		if answers[i] == nil {
			news = news || tx.facts+tx.leaves > 0
			acted = acted || (tx.wrote && !act.maintain)
		}
	}
	if acted {
		text := now.Time().UTC().Format(time.RFC3339Nano)
		if _, err := conn.exec(ctx, saveLast.text, []any{text}); err != nil {
			return answers, err
		}
	}
	if _, err := conn.exec(ctx, "COMMIT", nil); err != nil {
		return answers, err
	}
	w.store.committed(news)
	return answers, nil
}

// refusal tells why an act does not run at all.
func (act *queuedAct) refusal() error {
	if act.after != nil && act.after.failed {
		return errSkipped
	}
	return act.ctx.Err()
}

// instantOf is the instant of an act: one for the whole group, unless the act
// replays a past instant on a clock that is set by hand.
func (w *groupWriter) instantOf(act *queuedAct, now calendar.Instant) (calendar.Instant, error) {
	if act.at != nil {
		w.store.config.Clock.(*SetClock).Set(*act.at)
		return w.store.clock.instant(act.maintain)
	}
	if now != 0 {
		return now, nil
	}
	return w.store.clock.instant(act.maintain)
}

// runOne runs one act inside its savepoint. The second result is an engine
// failure that ends the whole group.
func (w *groupWriter) runOne(ctx context.Context, conn *directConn, tx *Tx, act *queuedAct) (answer, fatal error) {
	if _, err := conn.exec(ctx, "SAVEPOINT act", nil); err != nil {
		return nil, err
	}
	answer = w.store.run(tx, act.fn, act.maintain)
	if answer != nil {
		if _, err := conn.exec(ctx, "ROLLBACK TO act", nil); err != nil {
			return answer, fmt.Errorf("undo of one act: %w", err)
		}
	}
	_, fatal = conn.exec(ctx, "RELEASE act", nil)
	return answer, fatal
}
