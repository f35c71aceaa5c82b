package mandate

import (
	"cmp"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Owed (应办事项) is one obligation of a unit that had, or has, a last day: a task
// it leads, a milestone of one, or a self-score.
type Owed struct {
	Kind   string // of its clock
	Zh     string
	Unit   string
	Number string
	Title  string
	Link   string
	Due    calendar.Day // after rest days
	Done   *calendar.Instant
	Reason *string // why a task is late
}

// Fate is what became of an obligation by a day.
type Fate string

const (
	Ahead   Fate = "ahead"   // 未到期: not in the denominator, done or not
	InTime  Fate = "in_time" // 按期完成
	TooLate Fate = "late"    // 逾期完成
	Behind  Fate = "behind"  // 逾期未完成
)

// Fates are the fates in the order of pages.
var Fates = []struct {
	Fate Fate
	Zh   string
}{{Behind, "逾期未完成"}, {TooLate, "逾期完成"}, {InTime, "按期完成"}, {Ahead, "未到期"}}

// Fate says what became of it: what is due today is not late yet, and what was
// done today is done.
func (o Owed) Fate(today calendar.Day) Fate {
	switch {
	case o.Due >= today:
		return Ahead
	case o.Done == nil || o.Done.Day() > today:
		return Behind
	case o.Done.Day() > o.Due:
		return TooLate
	}
	return InTime
}

// obligations are what units owe by tasks, milestones and self-scores. They are
// read from the same clocks the monitor watches.
func obligations(tx *store.Tx, unit string) (out []Owed, err error) {
	book, err := workdays.Book(tx)
	if err != nil {
		return nil, err
	}
	reasons, err := lateReasons(tx)
	if err != nil {
		return nil, err
	}
	for _, list := range []func(*store.Tx, manifest.ClockFilter) ([]manifest.Clock, error){taskClocks, milestoneClocks, scoreClocks} {
		found, err := list(tx, manifest.ClockFilter{Unit: unit})
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if c.Void {
				continue
			}
			due, err := book.Due(c.Start, c.Limits[0].N, c.Limits[0].Unit)
			if err != nil {
				return nil, workdays.Loud(err)
			}
			out = append(out, Owed{Kind: c.Kind, Zh: c.Zh, Unit: c.Unit, Number: c.Number, Title: c.Title, Link: c.Link, Due: due,
				Done: c.Fulfilled, Reason: reasons[c.Subject]})
		}
	}
	slices.SortStableFunc(out, func(a, b Owed) int { return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Number, b.Number)) })
	return out, nil
}

func lateReasons(tx *store.Tx) (map[string]*string, error) {
	found, err := tasks.Page(tx, new(store.Where).And("county = ? AND late_at IS NOT NULL", tx.County()), "id", mostTasks)
	out := map[string]*string{}
	for _, t := range found {
		out[t.ID] = t.LateReason
	}
	return out, err
}

// Place is one unit in the ranking.
type Place struct {
	Unit    string
	Name    string
	Nth     int // from the worst; equal units share it
	Counts  map[Fate]int
	Longest int // calendar days the oldest open one is overdue
}

// Due is the denominator: what fell due, done or not.
func (p Place) Due() int { return p.Counts[Behind] + p.Counts[TooLate] + p.Counts[InTime] }

// Tenths is the share done in time, in tenths of a percent, rounded half up; only
// for a unit to which something fell due.
func (p Place) Tenths() int {
	n := p.Due()
	return (p.Counts[InTime]*2000 + n) / (2 * n)
}

// Ranking is who is behind: units to which something fell due, the worst first,
// and apart those to which nothing did.
type Ranking struct {
	Day   calendar.Day // everything that fell due before it counts
	Due   []Place
	Apart []Place
}

// Rank computes the ranking as of today.
func Rank(tx *store.Tx, by flow.Actor) (r Ranking, err error) {
	if !by.Has(identity.Staff()...) && !by.Has(watch...) {
		return r, notStaff.New(nil)
	}
	all, err := obligations(tx, "")
	if err != nil {
		return r, err
	}
	r.Day = tx.Today()
	places := map[string]*Place{}
	for _, o := range all {
		p := places[o.Unit]
		if p == nil {
			name, err := org.ShortName(tx, o.Unit)
			if err != nil {
				return r, err
			}
			p = &Place{Unit: o.Unit, Name: name, Counts: map[Fate]int{}}
			places[o.Unit] = p
		}
		fate := o.Fate(r.Day)
		p.Counts[fate]++
		if fate == Behind {
			p.Longest = max(p.Longest, int(r.Day-o.Due))
		}
	}
	r.sort(places)
	return r, nil
}

// sort puts the units into their order: by what they did in time, then by how
// many and how long they are behind.
func (r *Ranking) sort(places map[string]*Place) {
	for _, p := range places {
		if p.Due() == 0 {
			r.Apart = append(r.Apart, *p)
		} else {
			r.Due = append(r.Due, *p)
		}
	}
	worse := func(a, b Place) int {
		// compare in-time shares exactly, as a fraction
		return cmp.Or(cmp.Compare(a.Counts[InTime]*b.Due(), b.Counts[InTime]*a.Due()), cmp.Compare(b.Counts[Behind], a.Counts[Behind]),
			cmp.Compare(b.Longest, a.Longest))
	}
	slices.SortFunc(r.Due, func(a, b Place) int { return cmp.Or(worse(a, b), cmp.Compare(a.Unit, b.Unit)) })
	slices.SortFunc(r.Apart, func(a, b Place) int { return cmp.Compare(a.Unit, b.Unit) })
	for n := range r.Due {
		r.Due[n].Nth = n + 1
		if n > 0 && worse(r.Due[n-1], r.Due[n]) == 0 {
			r.Due[n].Nth = r.Due[n-1].Nth
		}
	}
}

// OwedBy lists the obligations behind a unit's numbers, for everybody of an
// office; self-scores only for the unit and who watches the county.
func OwedBy(tx *store.Tx, by flow.Actor, unit string) ([]Owed, error) {
	if !by.Has(identity.Staff()...) && !by.Has(watch...) {
		return nil, notStaff.New(nil)
	}
	all, err := obligations(tx, unit)
	for n := range all {
		if all[n].Kind == "mandate.score" && by.Unit != unit && !by.Has(watch...) {
			all[n].Link = ""
		}
	}
	return all, err
}

// Desk is what waits for the actor: what the own unit owes, and for who confirms
// the reports and self-scores that wait.
type Desk struct {
	Today   calendar.Day
	Owed    []Owed // not done, the next to fall due first
	Partner []Standing
	Back    []Standing // reports came back, or the reason for being late is missing
	Reports []Filing
	Scores  []ScoreLine
}

// soon is how many days ahead an obligation shows as waiting.
const soon = 15

// Pressing counts what is overdue or falls due within days, and what waits for
// the actor's word.
func (d Desk) Pressing() int {
	n := len(d.Back) + len(d.Reports) + len(d.Scores)
	for _, o := range d.Owed {
		if o.Due <= d.Today+soon {
			n++
		}
	}
	return n
}

// DeskOf gathers what waits for the actor.
func DeskOf(tx *store.Tx, by flow.Actor) (d Desk, err error) {
	d.Today = tx.Today()
	if by.Unit != "" && by.Has(reporters...) {
		if err := d.own(tx, by); err != nil {
			return d, err
		}
	}
	if d.Reports, err = Waiting(tx, by); err != nil || !by.Has(publishers...) {
		return d, err
	}
	filed, err := Scores(tx, by, "", Filed)
	if err != nil {
		return d, err
	}
	for _, s := range filed {
		switch err := outside(tx, by, []string{s.Unit}, *s.FiledBy); {
		case err == nil:
			d.Scores = append(d.Scores, s)
		case !selfConfirmation.Is(err):
			return d, err
		}
	}
	return d, nil
}

func (d *Desk) own(tx *store.Tx, by flow.Actor) error {
	all, err := obligations(tx, by.Unit)
	if err != nil {
		return err
	}
	for _, o := range all {
		if o.Done == nil {
			d.Owed = append(d.Owed, o)
		}
	}
	list, err := Tasks(tx, by, TaskFilter{Unit: by.Unit, State: Open})
	if err != nil {
		return err
	}
	for _, t := range list {
		if t.Lead != by.Unit {
			d.Partner = append(d.Partner, t)
		} else if t.Late && t.LateReason == nil && by.Has(heads...) {
			d.Back = append(d.Back, t)
		}
	}
	return nil
}
