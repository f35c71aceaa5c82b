package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yingshang/internal/app/demo"
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// drafter and second are two people of the managing office.
var (
	drafter = flow.Actor{Account: "bench-1", Name: "基准", Unit: "430922-yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "cli"}
	second  = flow.Actor{Account: "bench-2", Name: "基准", Unit: "430922-yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "cli"}
)

// benchMonth is the month all preloaded cases are closed in.
var benchMonth = calendar.DayOf(2020, 6, 1)

// Appraisal measures the scores of one month of so many cases against one bare
// pass that reads the same rows and counts them by window. Both read every case;
// the subject also places, weighs, compares and writes scores with their digests.
func Appraisal(ctx context.Context, w Wiring, dir string, cases, rounds int) ([]Result, error) {
	if err := build(ctx, w, dir); err != nil {
		return nil, err
	}
	if err := publishScheme(ctx, w, dir); err != nil {
		return nil, err
	}
	if _, err := firstCase(ctx, w, dir, cases); err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, store.Config{Dir: dir, Clock: hall})
	if err != nil {
		return nil, err
	}
	db, err := openBare(dir)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	r, err := scoreMonth(ctx, w, s, db, rounds)
	r.Setting = fmt.Sprintf("cases=%d", cases)
	return []Result{r}, errors.Join(err, db.Close(), s.Close())
}

// publishScheme has the scheme of windows hold from the year's beginning.
func publishScheme(ctx context.Context, w Wiring, dir string) (err error) {
	s, err := store.Open(ctx, store.Config{Dir: dir, Clock: store.NewSetClock(demo.Begin + 3_600_000)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.Write(ctx, func(tx *store.Tx) error {
		scheme, err := w.Appraiser.DraftScheme(tx, drafter, appraisal.Window)
		if err != nil {
			return err
		}
		scheme.Document = "基准测试"
		if scheme, err = w.Appraiser.EditScheme(tx, drafter, scheme); err != nil {
			return err
		}
		_, err = w.Appraiser.PublishScheme(tx, second, scheme.ID, scheme.Version)
		return err
	})
}

// scoreMonth takes turns between the room and the bare pass.
func scoreMonth(ctx context.Context, w Wiring, s *store.Store, db *sql.DB, rounds int) (Result, error) {
	r := Result{Name: "appraisal", Rounds: rounds, Values: map[string]float64{}}
	var run appraisal.Run
	err := s.Write(ctx, func(tx *store.Tx) (err error) {
		run, err = w.Appraiser.OpenRun(tx, drafter, appraisal.Window, benchMonth)
		return err
	})
	if err != nil {
		return r, err
	}
	var ratios []float64
	var all, bare sample
	closed := 0
	for range rounds {
		a := once(func() error {
			return s.Write(ctx, func(tx *store.Tx) (err error) {
				run, err = w.Appraiser.Compute(tx, drafter, run.ID, run.Version)
				return err
			})
		})
		b := once(func() (err error) {
			closed, err = closedByWindow(ctx, db, appraisal.PeriodOf(benchMonth).From.Start(), appraisal.PeriodOf(benchMonth).To.End())
			return err
		})
		ratios = append(ratios, a.cpuPerOp()/max(b.cpuPerOp(), 1))
		all.add(a)
		bare.add(b)
	}
	r.Ops, r.Errors = all.ops, all.errs+bare.errs
	all.latency(r.Values, "")
	r.Values["cpu_us"], r.Values["bare_cpu_us"], r.Values["closed"] = all.cpuPerOp(), bare.cpuPerOp(), float64(closed)
	r.Ratios = []Ratio{ratioOf("one bare pass over the same rows (CPU)", 4, true, ratios)}
	scored, err := scoredCases(ctx, s, run)
	if scored != closed {
		r.Wrong++
	}
	return r, err
}

// scoredCases adds up the cases behind the item of work done, over all windows.
func scoredCases(ctx context.Context, s *store.Store, run appraisal.Run) (n int, err error) {
	err = s.Read(ctx, func(tx *store.Tx) error {
		b, err := appraisal.BoardOf(tx, drafter, run.ID)
		if err != nil {
			return err
		}
		for _, subject := range b.Subjects {
			card, err := appraisal.CardOf(tx, drafter, subject.ID)
			if err != nil {
				return err
			}
			for _, row := range card.Rows {
				if row.Item.Way == appraisal.ByVolume {
					n += int(row.Score.Events)
				}
			}
		}
		return nil
	})
	return n, err
}
