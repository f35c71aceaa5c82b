package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"yingshang/internal/store"
)

const (
	// QueueFile is the queue of the embedded engine, inside the data directory.
	// It is no part of a backup: what it holds follows from the outbox.
	QueueFile = "jobs.db"
	// queueSchema is the queue's schema on PostgreSQL.
	queueSchema = "river"
	// queueConns are the queue's own connections to PostgreSQL.
	queueConns = 8
	// maxAttempts with the doubling back-off is about a day of trying.
	maxAttempts = 36
	longestWait = time.Hour
	// jobTimeout bounds one job; sweeps may take longer.
	jobTimeout = 5 * time.Minute
	// A job that was running on a node which died is taken up again after this.
	rescueAfter = 15 * time.Minute
)

// workers run at once. On the embedded engine they mostly wait for the shared
// commit, so many of them cost little; on PostgreSQL each holds a connection.
var workers = map[store.Engine]int{store.SQLite: 64, store.Postgres: 6}

// queue is what both of River's clients can do.
type queue interface {
	ID() string
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
	InsertManyFast(ctx context.Context, params []river.InsertManyParams) (int, error)
	JobList(ctx context.Context, params *river.JobListParams) (*river.JobListResult, error)
	JobRetry(ctx context.Context, id int64) (*rivertype.JobRow, error)
	close()
}

type closing[TTx any] struct {
	*river.Client[TTx]
	end func()
}

func (c closing[TTx]) close() { c.end() }

// openQueue opens River; fresh tells that it knows of no earlier jobs.
func (r *Runner) openQueue(ctx context.Context) (q queue, fresh bool, err error) {
	if r.store.Engine == store.Postgres {
		return r.openPostgres(ctx)
	}
	return r.openEmbedded(ctx)
}

func (r *Runner) openEmbedded(ctx context.Context) (queue, bool, error) {
	path := filepath.Join(r.store.Dir, QueueFile)
	_, err := os.Stat(path)
	fresh := errors.Is(err, os.ErrNotExist)
	set := url.Values{"_txlock": {"immediate"}, "_pragma": {"journal_mode(wal)", "synchronous(full)", "busy_timeout(10000)"}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+set.Encode())
	if err != nil {
		return nil, false, err
	}
	db.SetMaxOpenConns(1) // the engine takes one writer; more only wait and fail
	end := func() { _ = db.Close() }
	driver := riversqlite.New(db)
	if err = migrate(ctx, driver, ""); err == nil {
		// The directory has one owner, so what is running now died with the last.
		_, err = db.ExecContext(ctx, "UPDATE river_job SET state = 'available' WHERE state = 'running'")
	}
	if err != nil {
		end()
		return nil, false, err
	}
	client, err := river.NewClient(driver, r.config(""))
	if err != nil {
		end()
		return nil, false, err
	}
	return closing[*sql.Tx]{client, end}, fresh, nil
}

func (r *Runner) openPostgres(ctx context.Context) (queue, bool, error) {
	config, err := pgxpool.ParseConfig(r.store.PostgresURL())
	if err != nil {
		return nil, false, err
	}
	config.MaxConns = queueConns
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, false, err
	}
	driver := riverpgxv5.New(pool)
	fresh := false
	err = r.store.Alone(ctx, func() error {
		err := pool.QueryRow(ctx, "SELECT count(*) = 0 FROM information_schema.schemata WHERE schema_name = $1", queueSchema).Scan(&fresh)
		if err != nil {
			return err
		}
		if _, err := pool.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS "+queueSchema); err != nil {
			return err
		}
		return migrate(ctx, driver, queueSchema)
	})
	if err != nil {
		pool.Close()
		return nil, false, err
	}
	client, err := river.NewClient(driver, r.config(queueSchema))
	if err != nil {
		pool.Close()
		return nil, false, err
	}
	return closing[pgxTx]{client, pool.Close}, fresh, nil
}

func migrate[TTx any](ctx context.Context, driver driverOf[TTx], schema string) error {
	migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Schema: schema, Logger: quiet})
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("queue schema: %w", err)
	}
	return nil
}

func (r *Runner) config(schema string) *river.Config {
	known := river.NewWorkers()
	river.AddWorker(known, factWorker{runner: r})
	river.AddWorker(known, sweepWorker{runner: r})
	c := &river.Config{
		Schema: schema, Workers: known, Logger: r.work.Log, MaxAttempts: maxAttempts,
		JobTimeout: jobTimeout, RescueStuckJobsAfter: rescueAfter, RetryPolicy: backoff(r.work.Backoff),
		Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers[r.store.Engine]}},
	}
	for _, sweep := range r.work.Sweeps {
		make := func() (river.JobArgs, *river.InsertOpts) {
			return sweepJob{sweep.Name}, &river.InsertOpts{MaxAttempts: 1,
				UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: sweep.Every}}
		}
		c.PeriodicJobs = append(c.PeriodicJobs,
			river.NewPeriodicJob(river.PeriodicInterval(sweep.Every), make, &river.PeriodicJobOpts{RunOnStart: true}))
	}
	return c
}

// backoff doubles the wait after each failure.
type backoff time.Duration

// NextRetry tells when a failed job is tried again.
func (b backoff) NextRetry(job *rivertype.JobRow) time.Time {
	wait := time.Duration(b)
	for range min(job.Attempt-1, 30) {
		wait = min(2*wait, longestWait)
	}
	return time.Now().Add(wait)
}
