package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
)

const clients = 32

// Submit measures durable submissions over HTTP with sign-in, rules and journal.
func Submit(ctx context.Context, w Wiring, dir string, preloaded, rounds int, span time.Duration) (Result, error) {
	r := Result{Name: "submit", Setting: fmt.Sprintf("c=%d preload=%d fsync=FULL", clients, preloaded), Rounds: rounds, Values: map[string]float64{}}
	if err := build(ctx, w, dir); err != nil {
		return r, err
	}
	rows, err := firstCase(ctx, w, dir, preloaded)
	if err != nil {
		return r, err
	}
	r.Values["rows_per_op"] = float64(len(rows))
	acked, err := takeTurns(ctx, w, dir, rows, &r, span)
	if err != nil {
		return r, err
	}
	db, err := openBare(dir)
	if err != nil {
		return r, err
	}
	kept, err := strs(ctx, db, keptTokens)
	found := map[string]bool{}
	for _, token := range kept {
		found[token] = true
	}
	for _, token := range acked {
		if !found[token] {
			r.Wrong++
		}
	}
	r.Values["acknowledged"], r.Values["kept"] = float64(len(acked)), float64(len(kept))
	return r, errors.Join(err, db.Close())
}

// firstCase submits one case, learns from it which rows a submission inserts,
// and copies it for the preload.
func firstCase(ctx context.Context, w Wiring, dir string, preloaded int) (rows []bareRow, err error) {
	world, err := open(ctx, w, dir)
	if err != nil {
		return nil, err
	}
	db, err := openBare(dir)
	if err != nil {
		return nil, errors.Join(err, world.end())
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	client, err := world.signIn(clerk)
	if err == nil {
		err = world.submit(client, "first-0") // makes the keys and subjects that are made once
	}
	since := map[string]int64{}
	if err == nil {
		since, err = marks(ctx, db)
	}
	if err == nil {
		err = world.submit(client, "first-1")
	}
	if err = errors.Join(err, world.end()); err != nil {
		return nil, err
	}
	if rows, err = rowsSince(ctx, db, since); err != nil {
		return nil, err
	}
	return rows, preload(ctx, db, 0, preloaded)
}

// takeTurns runs the three sides one after the other in every round.
func takeTurns(ctx context.Context, w Wiring, dir string, rows []bareRow, r *Result, span time.Duration) (acked []string, err error) {
	world, err := open(ctx, w, dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, world.end()) }()
	db, err := openBare(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	client, err := world.signIn(clerk)
	if err != nil {
		return nil, err
	}
	ours, single, bare := sample{}, sample{}, sample{}
	var vsSingle, vsBare []float64
	group := newBareGroup(db, rows)
	act, done := submitter(world, client)
	for range r.Rounds {
		a := run(clients, span, act)
		world.store.LimitGroup(1)
		b := run(clients, span, act)
		world.store.LimitGroup(0)
		c := run(clients, span, func(int) error { return group.add(ctx) })
		vsSingle, vsBare = append(vsSingle, a.rate()/b.rate()), append(vsBare, a.rate()/c.rate())
		ours.add(a)
		single.add(b)
		bare.add(c)
	}
	r.Ops, r.Errors = ours.ops, ours.errs+single.errs+bare.errs
	ours.latency(r.Values, "")
	r.Values["per_s"], r.Values["single_per_s"], r.Values["bare_per_s"] = ours.rate(), single.rate(), bare.rate()
	r.Values["cpu_us"], r.Values["bare_cpu_us"] = ours.cpuPerOp(), bare.cpuPerOp()
	r.Ratios = []Ratio{ratioOf("one transaction per request", 2, false, vsSingle), ratioOf("bare group commit", 0.4, false, vsBare)}
	return *done, nil
}

// submitter submits with a fresh form number each time and keeps those that were
// acknowledged.
func submitter(w *world, client *http.Client) (act func(int) error, acked *[]string) {
	var mu sync.Mutex
	n, acked := 0, new([]string)
	return func(int) error {
		mu.Lock()
		n++
		op := fmt.Sprintf("bench-%d", n)
		mu.Unlock()
		if err := w.submit(client, op); err != nil {
			return err
		}
		mu.Lock()
		*acked = append(*acked, op)
		mu.Unlock()
		return nil
	}, acked
}

// bareGroup inserts the rows of one submission for each caller; callers that
// come while a commit runs share the next one.
type bareGroup struct {
	db   *sql.DB
	rows []bareRow
	lead sync.Mutex // held by who commits

	mu      sync.Mutex
	waiting []chan error
	copies  int
}

func newBareGroup(db *sql.DB, rows []bareRow) *bareGroup { return &bareGroup{db: db, rows: rows} }

func (g *bareGroup) add(ctx context.Context) error {
	answer := make(chan error, 1)
	g.mu.Lock()
	g.waiting = append(g.waiting, answer)
	g.mu.Unlock()
	g.lead.Lock()
	g.mu.Lock()
	group := g.waiting
	g.waiting = nil
	g.mu.Unlock()
	if len(group) > 0 {
		err := g.commit(ctx, len(group))
		for _, waiting := range group {
			waiting <- err
		}
	}
	g.lead.Unlock()
	return <-answer
}

func (g *bareGroup) commit(ctx context.Context, copies int) error {
	tx, err := g.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // a no-op after the commit
	statements := map[string]*sql.Stmt{}
	for range copies {
		g.copies++
		county := fmt.Sprintf("bench%08d", g.copies)
		for _, row := range g.rows {
			if statements[row.insert] == nil {
				if statements[row.insert], err = tx.PrepareContext(ctx, row.insert); err != nil {
					return err
				}
			}
			row.values[row.county] = county
			if _, err := statements[row.insert].ExecContext(ctx, row.values...); err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}
