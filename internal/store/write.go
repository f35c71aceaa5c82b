package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
)

// Busy is answered when the store could not take an act; nothing was changed.
var Busy = fault.Define("store.busy", fault.Busy, "系统正忙，这次没有保存。请过几秒再提交一次，已填的内容都还在。")

// Panicked is answered when an act broke down inside; nothing was changed.
var Panicked = fault.Define("store.panicked", fault.Internal, "系统内部出错，这次没有保存。请记下页面上的编号，打大厅电话告诉我们。")

// Write runs one act in one durable transaction. It returns after the commit
// is on stable storage. fn may be run again after a serialization failure, so
// it must keep no state outside tx. An act that changes rows without a journal
// entry is undone and reported as a programming error.
func (s *Store) Write(ctx context.Context, fn func(tx *Tx) error) error {
	return s.write(ctx, fn, false)
}

// Maintain is Write for the house's own bookkeeping (relay marks, sessions,
// sequencing), which needs no journal entry.
func (s *Store) Maintain(ctx context.Context, fn func(tx *Tx) error) error {
	return s.write(ctx, fn, true)
}

// TimedAct is an act of a past instant.
type TimedAct struct {
	At  calendar.Instant
	Act func(tx *Tx) error
}

// Replay is WriteInOrder for acts of past instants, on a store whose clock is
// set by hand.
func (s *Store) Replay(ctx context.Context, acts []TimedAct) (done int, err error) {
	clock, ok := s.config.Clock.(*SetClock)
	if !ok {
		return 0, errNotReplayed
	}
	if s.Engine == Postgres {
		for done, act := range acts {
			clock.Set(act.At)
			if err := s.Write(ctx, act.Act); err != nil {
				return done, err
			}
		}
		return len(acts), nil
	}
	queued := make([]*queuedAct, len(acts))
	for i, act := range acts {
		queued[i] = &queuedAct{ctx: ctx, fn: act.Act, at: &act.At}
	}
	return s.writer.inOrder(queued)
}

// WriteInOrder runs acts one after the other, each in a transaction or savepoint
// of its own like Write, until one fails; those after it do not run. done counts
// the acts that are committed before the failed one. On SQLite they share commits.
func (s *Store) WriteInOrder(ctx context.Context, acts []func(tx *Tx) error) (done int, err error) {
	if s.Engine == Postgres {
		for done, act := range acts {
			if err := s.Write(ctx, act); err != nil {
				return done, err
			}
		}
		return len(acts), nil
	}
	queued := make([]*queuedAct, len(acts))
	for i, act := range acts {
		queued[i] = &queuedAct{ctx: ctx, fn: act}
	}
	return s.writer.inOrder(queued)
}

// share is how many acts of WriteEach are queued at a time, so that a person who
// saves meanwhile waits for few of them.
const share = 32

// WriteEach runs acts that do not depend on each other, each like Write, and
// returns the joined failures. On SQLite they share commits.
func (s *Store) WriteEach(ctx context.Context, acts []func(tx *Tx) error) error {
	var failed []error
	if s.Engine == Postgres {
		for _, act := range acts {
			failed = append(failed, s.Write(ctx, act))
		}
		return errors.Join(failed...)
	}
	for some := range slices.Chunk(acts, share) {
		queued := make([]*queuedAct, len(some))
		for i, fn := range some {
			queued[i] = &queuedAct{ctx: ctx, fn: fn, answer: make(chan error, 1)}
			if err := s.writer.put(queued[i]); err != nil {
				queued[i].answer <- err
			}
		}
		for _, act := range queued {
			failed = append(failed, s.writer.await(act))
		}
	}
	return errors.Join(failed...)
}

// inOrder queues acts behind each other and waits for all of them.
func (w *groupWriter) inOrder(acts []*queuedAct) (done int, err error) {
	for i, act := range acts {
		act.answer = make(chan error, 1)
		if i > 0 {
			act.after = acts[i-1]
		}
		if err = w.put(act); err != nil {
			acts = acts[:i] // what is queued runs; wait for it all the same
			break
		}
	}
	for i, act := range acts {
		if answer := w.await(act); answer != nil && !errors.Is(answer, errSkipped) {
			return i, answer
		}
	}
	return len(acts), err
}

// errSkipped answers an act that follows a failed one.
var errSkipped = errors.New("store: an earlier act of the sequence failed")

var errNotReplayed = errors.New("store: only a clock that is set by hand can be replayed")

func (s *Store) write(ctx context.Context, fn func(tx *Tx) error, maintain bool) error {
	if s.Engine == SQLite {
		return s.writer.do(ctx, fn, maintain)
	}
	return s.writePostgres(ctx, fn, maintain)
}

// run executes fn and the act's closing checks; a panic becomes a fault.
func (s *Store) run(tx *Tx, fn func(tx *Tx) error, maintain bool) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = Panicked.Because(fmt.Errorf("panic: %v\n%s", p, debug.Stack()), nil)
		}
	}()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.finish(maintain)
}

const serializationTries = 6

func (s *Store) writePostgres(ctx context.Context, fn func(tx *Tx) error, maintain bool) error {
	var err error
	for try := range serializationTries {
		err = s.tryPostgres(ctx, fn, maintain)
		var pg *pgconn.PgError
		if err == nil || !errors.As(err, &pg) || !runAgain(pg, try) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(try+1) * 5 * time.Millisecond):
		}
	}
	return Busy.Because(err, nil)
}

// firstUse are the house's tables whose row is made at the first use of a key.
// Two acts that meet there are not the user's problem: the later one runs again
// and finds the row.
var firstUse = map[string]bool{"store_operation": true, "store_seal_key": true, "journal_subject": true}

// runAgain tells whether the act met another one in a way that a second run
// settles: serialization failure, deadlock, or both making the same row. A row of
// a room is tried once more only: the second run reads what the other act wrote
// and refuses in words, and a row that is refused again is a fault of the program.
func runAgain(pg *pgconn.PgError, try int) bool {
	switch pg.Code {
	case "40001", "40P01":
		return true
	case "23505":
		return try == 0 || firstUse[pg.TableName]
	}
	return false
}

// begin opens a transaction. A connection that somebody's cancelled act broke
// may still lie in the pool; nothing was done yet, so another one is taken.
func (s *Store) begin(ctx context.Context) (*sql.Tx, error) {
	for try := 0; ; try++ {
		sqltx, err := s.db.BeginTx(ctx, nil)
		if err == nil || !errors.Is(err, driver.ErrBadConn) || try == serializationTries {
			return sqltx, err
		}
	}
}

func (s *Store) tryPostgres(ctx context.Context, fn func(tx *Tx) error, maintain bool) error {
	now, err := s.clock.instant(maintain)
	if err != nil {
		return err
	}
	sqltx, err := s.begin(ctx)
	if err != nil {
		return Busy.Because(err, nil)
	}
	defer func() { _ = sqltx.Rollback() }() // a no-op after the commit
	tx := &Tx{ctx: ctx, store: s, q: pgQuerier{sqltx}, now: now, writable: true}
	if err := s.run(tx, fn, maintain); err != nil {
		return err
	}
	if err := sqltx.Commit(); err != nil {
		return err
	}
	s.committed(tx.facts+tx.leaves > 0)
	if tx.wrote && !maintain {
		s.saveLastInstant(ctx, now)
	}
	return nil
}

func (s *Store) committed(news bool) {
	if news {
		s.notify()
	}
}

// Read runs fn in a reading transaction that sees one state of the data.
func (s *Store) Read(ctx context.Context, fn func(tx *Tx) error) error {
	tx := &Tx{ctx: ctx, store: s, now: s.clock.peek()}
	if s.Engine == SQLite {
		return s.readers.read(ctx, func(q querier) error {
			tx.q = q
			return s.run(tx, fn, true)
		})
	}
	sqltx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return Busy.Because(err, nil)
	}
	defer func() { _ = sqltx.Rollback() }() // reading leaves nothing to commit
	tx.q = pgQuerier{sqltx}
	return s.run(tx, fn, true)
}

type pgQuerier struct{ tx *sql.Tx }

func (q pgQuerier) query(ctx context.Context, text string, args []any) (rows, error) {
	answer, err := q.tx.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	return newSQLRows(answer)
}

func (q pgQuerier) exec(ctx context.Context, text string, args []any) (int64, error) {
	result, err := q.tx.ExecContext(ctx, text, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

var (
	readLast = Query[struct{ Value string }](`SELECT value FROM store_meta WHERE name = 'last_instant'`)
	saveLast = Exec(`
INSERT INTO store_meta (name, value) VALUES ('last_instant', $1)
ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
)

func (s *Store) loadLastInstant(ctx context.Context) error {
	return s.Read(ctx, func(tx *Tx) error {
		row, ok, err := readLast.Find(tx)
		if err != nil || !ok {
			return err
		}
		at, err := calendar.ParseInstant(row.Value)
		if err != nil {
			return fmt.Errorf("store_meta last_instant: %w", err)
		}
		s.clock.restore(at)
		return nil
	})
}

// saveLastInstant remembers the newest act so that a restart with a clock set
// back is noticed. On PostgreSQL it is enough to do so now and then, and at the
// end.
func (s *Store) saveLastInstant(ctx context.Context, at calendar.Instant) {
	if s.clock.dueForSave(at) {
		s.saveInstant(ctx, at)
	}
}

func (s *Store) saveInstant(ctx context.Context, at calendar.Instant) {
	text := at.Time().UTC().Format(time.RFC3339Nano)
	_, _ = s.db.ExecContext(ctx, saveLast.text, text) // advisory: the next act tries again
}

var (
	readMasterKey  = Query[struct{ Value string }](`SELECT value FROM store_meta WHERE name = 'master_key'`)
	claimMasterKey = Exec(`
INSERT INTO store_meta (name, value) VALUES ('master_key', $1)
ON CONFLICT (name) DO NOTHING`)
)

// WrongMasterKey stops the start when the key file is not the one the data was
// sealed with: writing on would leave two sets of unreadable fields.
var WrongMasterKey = fault.Define("store.wrong_master_key", fault.Refused,
	"密钥目录 {dir} 里的主密钥不是加密这份数据的那一把。请把原来的 master.key 放回该目录，再启动。")

// checkMasterKey notes the master key's mark at the first start and compares it
// ever after.
func (s *Store) checkMasterKey(ctx context.Context) error {
	var known string
	err := s.Maintain(ctx, func(tx *Tx) error {
		if _, err := claimMasterKey.Run(tx, s.Keys.Check()); err != nil {
			return err
		}
		row, err := readMasterKey.One(tx)
		known = row.Value
		return err
	})
	if ClockMovedBack.Is(err) {
		// The acts will refuse; reading must stay possible.
		err = s.Read(ctx, func(tx *Tx) error {
			row, _, err := readMasterKey.Find(tx)
			known = row.Value
			return err
		})
	}
	if err == nil && known != "" && known != s.Keys.Check() {
		err = WrongMasterKey.New(fault.Args{"dir": s.Keys.Dir()})
	}
	return err
}
