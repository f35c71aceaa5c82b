package jobs

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

type (
	pgxTx             = pgx.Tx
	driverOf[TTx any] = riverdriver.Driver[TTx]
)

// quiet drops River's notes on its own migrations.
var quiet = slog.New(slog.DiscardHandler)

// factJob asks one consumer to take one fact.
type factJob struct {
	Consumer string `json:"consumer"`
	Fact     string `json:"fact"`
}

// Kind names the job in the queue.
func (factJob) Kind() string { return "fact" }

type factWorker struct {
	river.WorkerDefaults[factJob]
	runner *Runner
}

// Work lets the consumer take the fact; a failure is tried again later.
func (w factWorker) Work(ctx context.Context, job *river.Job[factJob]) error {
	err := w.runner.take(ctx, job.Args.Consumer, job.Args.Fact)
	if err != nil {
		w.runner.work.Log.Warn("consumer failed", "consumer", job.Args.Consumer, "fact", job.Args.Fact,
			"attempt", job.Attempt, "error", err)
	}
	return err
}

// sweepJob asks for one run of a sweep. It is unique in its period and not
// tried again: the next period comes.
type sweepJob struct {
	Name string `json:"name"`
}

// Kind names the job in the queue.
func (sweepJob) Kind() string { return "sweep" }

type sweepWorker struct {
	river.WorkerDefaults[sweepJob]
	runner *Runner
}

// Timeout lets a sweep run as long as it needs.
func (sweepWorker) Timeout(*river.Job[sweepJob]) time.Duration { return -1 }

// Work runs the sweep.
func (w sweepWorker) Work(_ context.Context, job *river.Job[sweepJob]) error {
	err := w.runner.runSweep(job.Args.Name)
	if err != nil {
		w.runner.work.Log.Error("sweep failed", "sweep", job.Args.Name, "error", err)
	}
	return err
}

// Problem is a job that failed and was not yet done.
type Problem struct {
	Job      int64
	Consumer string // or sweep
	Fact     string // empty for sweeps
	Attempts int
	Error    string // of the last attempt
	Next     time.Time
	GivenUp  bool // will not be tried again by itself
}

// Problems lists failing jobs, newest first, at most 200. The runner must be
// started.
func (r *Runner) Problems(ctx context.Context) ([]Problem, error) {
	r.mu.Lock()
	q := r.queue
	r.mu.Unlock()
	if q == nil {
		return nil, errStopped
	}
	list, err := q.JobList(ctx, river.NewJobListParams().First(200).
		States(rivertype.JobStateRetryable, rivertype.JobStateDiscarded))
	if err != nil {
		return nil, err
	}
	var out []Problem
	for _, job := range list.Jobs {
		var args struct{ Consumer, Name, Fact string }
		if err := json.Unmarshal(job.EncodedArgs, &args); err != nil {
			return nil, err
		}
		p := Problem{Job: job.ID, Consumer: args.Consumer + args.Name, Fact: args.Fact, Attempts: job.Attempt,
			Next: job.ScheduledAt, GivenUp: job.State == rivertype.JobStateDiscarded}
		if n := len(job.Errors); n > 0 {
			p.Error = job.Errors[n-1].Error
		}
		out = append(out, p)
	}
	return out, nil
}

// Retry has a failing job tried again at once.
func (r *Runner) Retry(ctx context.Context, job int64) error {
	r.mu.Lock()
	q := r.queue
	r.mu.Unlock()
	if q == nil {
		return errStopped
	}
	_, err := q.JobRetry(ctx, job)
	return err
}
