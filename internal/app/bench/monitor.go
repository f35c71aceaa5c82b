package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

// sweepClients: the sweep is one job, and so is the scan.
const sweepClients = 1

// Monitor measures one round of the monitor's sweep (near and past limits, each
// judged by rules, calendar and faults) against a scan of the cases that only
// finds them, at a tenth of the cases and at all of them. Of a thousand cases one
// is open and due; the sweep is to cost what it finds. Finding alone is the sweep's
// query without judging.
func Monitor(ctx context.Context, w Wiring, dir string, cases, rounds int, span time.Duration) ([]Result, error) {
	if err := build(ctx, w, dir); err != nil {
		return nil, err
	}
	if _, err := firstCase(ctx, w, dir, cases/10); err != nil {
		return nil, err
	}
	var out []Result
	for _, n := range []int{cases / 10, cases} {
		if n == cases {
			if err := grow(ctx, dir, cases/10, cases); err != nil {
				return nil, err
			}
		}
		r, err := sweepOnce(ctx, w, dir, n, rounds, span)
		if err != nil {
			return nil, err
		}
		if len(out) > 0 {
			scale := r.Values["us_per_hit"] / out[0].Values["us_per_hit"]
			r.Ratios = append(r.Ratios, Ratio{"a tenth of the cases, CPU per hit", scale, scale, scale, 1.3, true})
		}
		out = append(out, r)
	}
	return out, nil
}

// sweepOnce takes turns between the sweep and the scan on the day after the open
// cases were due.
func sweepOnce(ctx context.Context, w Wiring, dir string, n, rounds int, span time.Duration) (r Result, err error) {
	db, err := openBare(dir)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err = db.ExecContext(ctx, openAndDue); err != nil {
		return r, err
	}
	s, err := store.Open(ctx, store.Config{Dir: dir, Clock: store.NewSetClock(calendar.DayOf(2020, 6, 24).Start())})
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	r = Result{Name: "monitor", Setting: fmt.Sprintf("cases=%d open and due=%d", n, n/1000), Rounds: rounds, Values: map[string]float64{}}
	found := 0
	sweep := func(int) error {
		return s.Read(ctx, func(tx *store.Tx) error {
			near, err := w.Watch.Near(tx)
			found = decisions(near)
			return err
		})
	}
	counted, indexed := 0, 0
	scan := func(int) error { return counting(ctx, db, scanDue, &counted) }
	find := func(int) error { return counting(ctx, db, findDue, &indexed) }
	var all sample
	var ratios, finding []float64
	for range rounds {
		a, b, c := run(sweepClients, span, sweep), run(sweepClients, span, scan), run(sweepClients, span, find)
		ratios = append(ratios, b.cpuPerOp()/a.cpuPerOp())
		finding = append(finding, b.cpuPerOp()/c.cpuPerOp())
		all.add(a)
		r.Errors += b.errs + c.errs
		r.Values["scan_ms"], r.Values["find_ms"] = b.cpuPerOp()/1000, c.cpuPerOp()/1000
	}
	if found != counted || found != indexed || found < n/1000 {
		r.Wrong++
	}
	r.Ops, r.Errors = all.ops, r.Errors+all.errs
	all.latency(r.Values, "")
	r.Values["hits"], r.Values["cpu_ms"] = float64(found), all.cpuPerOp()/1000
	r.Values["us_per_hit"] = all.cpuPerOp() / float64(max(found, 1))
	r.Ratios = []Ratio{ratioOf("scan that only counts (CPU)", 1, false, ratios),
		ratioOf("scan, finding alone (CPU)", 100, false, finding)}
	return r, nil
}

// decisions counts the late decisions among what a round looked at.
func decisions(near []monitor.Judged) (n int) {
	for _, j := range near {
		if j.Clock.Kind == "case.decision" && j.Level.Late() {
			n++
		}
	}
	return n
}

func counting(ctx context.Context, db *sql.DB, text string, n *int) error {
	return db.QueryRowContext(ctx, text, "2020-06-24").Scan(n)
}
