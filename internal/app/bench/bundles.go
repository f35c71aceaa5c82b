package bench

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/bundle"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// twelve is a bundle of twelve steps as a construction project has them: five
// wait for nothing, the others fork and join.
var twelve = []bundle.Task{
	{N: 12}, {N: 10}, {N: 15}, {N: 3, After: []int{0}}, {N: 10, After: []int{1}}, {N: 5},
	{N: 12, After: []int{0, 3}}, {N: 8}, {N: 15, After: []int{2, 6}}, {N: 7, After: []int{4, 6}}, {N: 5, After: []int{8, 9}}, {N: 2, After: []int{7, 10}},
}

// BundlePath places the twelve steps n times a round by the calendar, and by
// walking every path day by day, and compares finish and slack of each step.
func BundlePath(n, rounds int) (Result, error) {
	book, err := calendar.NewBook(calendar.Builtin(), calendar.DayOf(2020, 6, 1))
	if err != nil {
		return Result{}, err
	}
	from := calendar.DayOf(2019, 1, 2)
	works, _ := daysOf(book, calendar.DayOf(2019, 1, 1), calendar.DayOf(2020, 12, 31))
	tasks := make([]bundle.Task, len(twelve))
	for i, t := range twelve {
		t.Unit = calendar.WorkDays
		tasks[i] = t
	}
	r := Result{Name: "bundle-path", Setting: "12 steps, finish and slack, CPU time", Ops: n, Rounds: rounds, Values: map[string]float64{}}
	var ratios []float64
	for round := range rounds + 1 {
		ours := make([]bundle.Path, n)
		begin := cpuTime()
		for i := range n {
			if ours[i], err = bundle.CriticalPath(book, from+calendar.Day(i%300), from, tasks); err != nil {
				return r, err
			}
		}
		mine := perOp(begin, n)
		begin = cpuTime()
		share := max(n/slowShare, 1)
		for i := range share {
			r.Wrong += slowPath(works, from+calendar.Day(i%300), tasks, ours[i])
		}
		slow := perOp(begin, share)
		if round == 0 {
			continue // the first one touches the memory
		}
		ratios = append(ratios, slow/mine)
		r.Values["ns"], r.Values["slow_ns"] = mine, slow
	}
	r.Ratios = []Ratio{ratioOf("every path day by day", 20, false, ratios)}
	return r, nil
}

// slowShare is how much less often the slow way is walked.
const slowShare = 20

func perOp(begin time.Duration, n int) float64 {
	return max(float64((cpuTime()-begin).Nanoseconds()), 1) / float64(n)
}

// slowPath counts the steps whose finish or slack is not what walking every path
// gives: the finish by recursion, the slack by delaying the step a day at a time.
func slowPath(works []bool, from calendar.Day, tasks []bundle.Task, ours bundle.Path) (wrong int) {
	all := slowFinish(works, from, tasks, -1, 0)
	if all != ours.Finish {
		wrong++
	}
	for i, at := range ours.Tasks {
		lost := 0
		for slowFinish(works, from, tasks, i, lost+1) <= all {
			lost++
		}
		if lost != at.Slack {
			wrong++
		}
	}
	return wrong
}

// slowFinish is the last finish when one step takes some days more.
func slowFinish(works []bool, from calendar.Day, tasks []bundle.Task, late, more int) (all calendar.Day) {
	base := calendar.DayOf(2019, 1, 1)
	var finish func(i int) calendar.Day
	finish = func(i int) calendar.Day {
		start, n := from, tasks[i].N
		for _, j := range tasks[i].After {
			start = max(start, finish(j))
		}
		if i == late {
			n += more
		}
		return boolDue(works, base, question{start, n})
	}
	for i := range tasks {
		all = max(all, finish(i))
	}
	return all
}

// dispatched is the bundle of the measurement and what it is answered with; six
// units have a case of their own.
const dispatched = "BENCH-12"

var parallelItems = []string{"430922-jtj-01", "430922-rsj-05", "430922-swju-02", "430922-gaj-02", "430922-fgj-02", "430922-swju-01",
	"430922-rsj-04", "430922-jtj-03", "430922-cgj-03", "430922-yjj-02", "430922-nyj-02", "430922-nyj-03"}

// BundleDispatch accepts applications for twelve parallel steps, and beside it
// files the same twelve cases one by one with an act for each step of each, and
// compares the time for a dozen cases.
func BundleDispatch(ctx context.Context, w Wiring, dir string, rounds int, span time.Duration) (Result, error) {
	dir = filepath.Join(dir, "bundle")
	if err := build(ctx, w, dir); err != nil {
		return Result{}, err
	}
	world, err := open(ctx, w, dir)
	if err != nil {
		return Result{}, err
	}
	r := Result{Name: "bundle-dispatch", Setting: "12 cases by one acceptance", Rounds: rounds, Values: map[string]float64{}}
	d := dozen{world: world, by: flow.Actor{Account: "bench", Name: "bench", Unit: "430922-jtj", Window: "A11", Channel: "window", Roles: []flow.Role{identity.Clerk}}}
	err = d.publish(ctx)
	var ratios []float64
	for round := 0; err == nil && round <= rounds; round++ {
		one := run(1, span, func(int) error { return d.asOne(ctx) })
		many := run(1, span, func(int) error { return d.oneByOne(ctx) })
		r.Errors += one.errs + many.errs
		if round == 0 || one.errs+many.errs > 0 {
			continue // the first one touches the files
		}
		r.Ops += one.ops
		ratios = append(ratios, one.rate()/many.rate())
		r.Values["ms"], r.Values["single_ms"] = 1000/one.rate(), 1000/many.rate()
	}
	if err = errors.Join(err, world.end()); err != nil {
		return r, err
	}
	if len(ratios) == 0 {
		return r, errors.New("bench: no application was dispatched")
	}
	r.Ratios = []Ratio{ratioOf("twelve filings one by one", 1.5, false, ratios)}
	return r, nil
}

type dozen struct {
	*world
	by flow.Actor
}

func (d dozen) publish(ctx context.Context) error {
	var steps []bundle.Step
	for i, code := range parallelItems {
		steps = append(steps, bundle.Step{Code: fmt.Sprint(i + 1), Item: code, OnNo: bundle.Continue})
	}
	editor := flow.Actor{Account: "bench-editor", Roles: []flow.Role{identity.Editor, identity.Coordinator}, Channel: "pc"}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		v, err := bundle.Create(tx, editor, bundle.Edition{Code: dispatched, Kind: bundle.Thing, From: tx.Today(),
			Content: bundle.Content{Name: "十二步", Lead: d.by.Unit, Theme: "示例", PromiseN: 60, Steps: steps}})
		if err == nil {
			_, err = bundle.Publish(tx, flow.System("bench"), v.ID, 0)
		}
		return err
	})
}

// asOne files, takes in and accepts one application.
func (d dozen) asOne(ctx context.Context) error {
	var a bundle.Application
	f := bundle.Filing{Bundle: dispatched, Party: d.party, Mobile: "19900000000", Delivery: "window", Answers: map[string]string{}}
	return d.inTurn(ctx, func(tx *store.Tx) error {
		o, err := bundle.Current(tx, dispatched, tx.Today())
		if err != nil {
			return err
		}
		plan, err := bundle.PlanFor(tx, o, nil, nil)
		for _, field := range plan.Fields {
			f.Answers[field.Key] = harmless(field.Question)
		}
		if err == nil {
			a, err = bundle.Open(tx, d.by, f)
		}
		return err
	}, func(tx *store.Tx) (err error) { a, err = bundle.Submit(tx, d.by, a.ID, 0); return err },
		func(tx *store.Tx) error {
			file, err := bundle.Show(tx, d.by, a.ID)
			var sheets []bundle.Sheet
			for _, m := range file.Plan.Asked() {
				sheets = append(sheets, bundle.Sheet{Key: m.Key, Pages: 1})
			}
			if err == nil {
				_, err = bundle.TakeIn(tx, d.by, a.ID, 0, sheets...)
			}
			return err
		}, func(tx *store.Tx) error { _, err := bundle.Accept(tx, d.by, a.ID, 0); return err })
}

// oneByOne does for each item what its own window would.
func (d dozen) oneByOne(ctx context.Context) error {
	for _, code := range parallelItems {
		if err := d.filed(ctx, code); err != nil {
			return err
		}
	}
	return nil
}

func (d dozen) filed(ctx context.Context, code string) error {
	var c casework.Case
	return d.inTurn(ctx, func(tx *store.Tx) (err error) {
		answers, err := firstAnswers(tx, code)
		if err == nil {
			c, err = casework.Open(tx, d.by, casework.Filing{Item: code, Party: d.party, Mobile: "19900000000", Delivery: "window", Answers: answers})
		}
		return err
	}, func(tx *store.Tx) error {
		file, err := casework.Show(tx, d.by, c.ID)
		var sheets []casework.Sheet
		for _, m := range file.Materials {
			if m.Standing == casework.Missing {
				sheets = append(sheets, casework.Sheet{Code: m.Code, Pages: 1})
			}
		}
		if err == nil {
			_, err = casework.Receive(tx, d.by, c.ID, 0, sheets...)
		}
		return err
	}, func(tx *store.Tx) error { _, err := casework.Submit(tx, d.by, c.ID, 0); return err },
		func(tx *store.Tx) error { _, err := casework.Accept(tx, d.by, c.ID, 0); return err })
}

// inTurn runs acts one after the other, each in a transaction of its own.
func (d dozen) inTurn(ctx context.Context, acts ...func(tx *store.Tx) error) error {
	for _, act := range acts {
		if err := d.store.Write(ctx, act); err != nil {
			return err
		}
	}
	return nil
}

// harmless is the first choice that keeps nobody out.
func harmless(q catalogue.Question) string {
	for _, c := range q.Choices {
		if c.Bar == "" {
			return c.Code
		}
	}
	return ""
}

// firstAnswers gives such a choice to each of an item's questions.
func firstAnswers(tx *store.Tx, code string) (map[string]string, error) {
	v, err := catalogue.Current(tx, code, tx.Today())
	out := map[string]string{}
	for _, q := range v.Questions {
		out[q.ID] = harmless(q)
	}
	return out, err
}
