package monitor

import (
	"cmp"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Trial (预演方案) is what might be changed: the rules, one limit, days of the
// calendar. What is nil or empty stays as it was.
type Trial struct {
	Rules *RuleSet
	Limit *LimitTrial
	Days  []calendar.Special
}

// LimitTrial is another promised limit for the clocks of one kind whose title
// holds the words.
type LimitTrial struct {
	Kind  string
	Title string
	N     int
}

// Difference (差别) is one clock whose cards would be others.
type Difference struct {
	Clock manifest.Clock
	Was   []Judged // what it drew
	Would []Judged // what it would have drawn
	Kind  string   // appears, disappears, changes
}

// The kinds of differences.
const (
	Appears    = "appears"    // 多出
	Disappears = "disappears" // 消失
	Differs    = "changes"    // 等级或时间不同
)

// Rehearsal (预演) is a past period replayed under a trial.
type Rehearsal struct {
	Period manifest.Period
	Looked int
	Was    map[Level]int
	Would  map[Level]int
	List   []Difference
}

// rehearsers are who plans changes and who decides on them.
var rehearsers = []flow.Role{identity.Supervisor, identity.Coordinator, identity.Leader}

// Rehearse computes which cards of a past period would appear, disappear or
// change, had the trial held. It reads clocks and writes nothing at all.
func (w *Watcher) Rehearse(tx *store.Tx, by flow.Actor, period manifest.Period, t Trial) (Rehearsal, error) {
	out := Rehearsal{Period: period, Was: map[Level]int{}, Would: map[Level]int{}}
	if !by.Has(rehearsers...) {
		return out, notRuler.New(fault.Args{"roles": flow.RoleNames(rehearsers)})
	}
	if err := t.check(tx, period); err != nil {
		return out, err
	}
	was, err := newBench(tx, tx.Now())
	if err != nil {
		return out, err
	}
	would, err := was.under(tx, t)
	if err != nil {
		return out, err
	}
	clocks, err := w.clocks(tx, "", manifest.ClockFilter{Touched: &period})
	if err != nil {
		return out, err
	}
	until := min(period.To.End(), tx.Now())
	for _, c := range clocks {
		if rule, ok := setFor(was.sets, c.Start).For(c); ok && rule.Quiet {
			continue
		}
		out.Looked++
		before, err := was.drawnIn(c, period, until)
		if err != nil {
			return out, err
		}
		after, err := would.drawnIn(t.clock(c), period, until)
		if err != nil {
			return out, err
		}
		out.add(c, before, after)
	}
	slices.SortStableFunc(out.List, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(b.gravest(), a.gravest()), cmp.Compare(a.Clock.Number, b.Clock.Number))
	})
	return out, nil
}

func (t Trial) check(tx *store.Tx, period manifest.Period) error {
	var p fault.Problems
	if period.To < period.From || period.From > tx.Today() {
		p.Add("to", "预演的时段：止要晚于起，且已经开始")
	}
	if period.To-period.From > 370 {
		p.Add("to", "预演的时段：一次最长一年，请分开预演")
	}
	if t.Limit != nil && (t.Limit.N < 0 || t.Limit.N > 365) {
		p.Add("limit", "承诺时限：请填 0 到 365")
	}
	if t.Rules != nil {
		for i, r := range t.Rules.Rules {
			checkEdges(&p, "rules", i, r)
		}
	}
	return p.Err()
}

// under is the bench as it would be under the trial: its rules hold for every
// clock, its days were always known.
func (b *bench) under(tx *store.Tx, t Trial) (*bench, error) {
	out := *b
	if t.Rules != nil {
		set := *t.Rules
		set.From = calendar.DayOf(2000, 1, 1)
		out.sets = []RuleSet{set}
	}
	if len(t.Days) == 0 {
		return &out, nil
	}
	var err error
	out.turns, err = workdays.TurnsWith(tx, &calendar.Notice{Title: "预演的放假和上班", Days: t.Days})
	return &out, err
}

// clock is the clock with the trial's limit. The statutory one stays.
func (t Trial) clock(c manifest.Clock) manifest.Clock {
	if t.Limit == nil || c.Kind != t.Limit.Kind || len(c.Limits) == 0 || !strings.Contains(c.Title, t.Limit.Title) {
		return c
	}
	c.Limits = slices.Clone(c.Limits)
	c.Limits[0].N = t.Limit.N
	return c
}

// drawnIn are the cards drawn within the period.
func (b *bench) drawnIn(c manifest.Clock, period manifest.Period, until calendar.Instant) ([]Judged, error) {
	drawn, err := b.draws(c, until)
	return slices.DeleteFunc(drawn, func(j Judged) bool { return j.Why.At < period.From.Start() }), err
}

func (r *Rehearsal) add(c manifest.Clock, was, would []Judged) {
	for _, j := range was {
		r.Was[j.Level]++
	}
	for _, j := range would {
		r.Would[j.Level]++
	}
	same := slices.EqualFunc(was, would, func(a, b Judged) bool { return a.Level == b.Level && a.Why.At == b.Why.At })
	if same {
		return
	}
	d := Difference{Clock: c, Was: was, Would: would, Kind: Differs}
	switch {
	case len(was) == 0:
		d.Kind = Appears
	case len(would) == 0:
		d.Kind = Disappears
	}
	r.List = append(r.List, d)
}

func (d Difference) gravest() (top Level) {
	for _, j := range slices.Concat(d.Was, d.Would) {
		top = max(top, j.Level)
	}
	return top
}
