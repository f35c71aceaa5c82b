package casework

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/store"
)

// File is a case with everything that belongs to it.
type File struct {
	Case      Case
	Materials []Material
	Notices   []Notice
	Pauses    []Pause
	Opinions  []Opinion
	Decisions []Decision
	Moves     []Moved
	Amended   []Amendment
	Deferral  *Deferral // 容缺受理, nil without a promise
	Pledge    *Pledge   // 告知承诺, nil without one
	Charge    *Charge   // 收费, nil when the item is free
}

// Show returns the whole file of a case the actor may see.
func Show(tx *store.Tx, by flow.Actor, id string) (File, error) {
	c, err := open(tx, by, id)
	if err != nil {
		return File{}, err
	}
	return fileOf(tx, c)
}

func fileOf(tx *store.Tx, c Case) (f File, err error) {
	f.Case = c
	if f.Materials, err = materialList(tx, c.ID); err != nil {
		return f, err
	}
	if f.Notices, err = noticesOf.All(tx, tx.County(), c.ID); err != nil {
		return f, err
	}
	if f.Pauses, err = pausesOf.All(tx, tx.County(), c.ID); err != nil {
		return f, err
	}
	if f.Opinions, err = opinionsOf.All(tx, tx.County(), c.ID); err != nil {
		return f, err
	}
	if f.Decisions, err = decisionsOf.All(tx, tx.County(), c.ID); err != nil {
		return f, err
	}
	if f.Moves, err = movesOf.All(tx, tx.County(), c.ID); err != nil {
		return f, err
	}
	if f.Amended, err = amendmentsOf.All(tx, tx.County(), c.ID); err != nil {
		return f, err
	}
	if d, known, err := deferralOf(tx, c.ID); err != nil {
		return f, err
	} else if known {
		f.Deferral = &d
	}
	if charge, known, err := chargeByCase.Find(tx, tx.County(), c.ID); err != nil {
		return File{}, err
	} else if known {
		f.Charge = &charge
	}
	if p, known, err := pledgeOf(tx, c.ID); err != nil {
		return f, err
	} else if known {
		f.Pledge = &p
	}
	return f, nil
}

// materialList returns a case's materials in the order of the item's list.
// They are read through the key that leads with the case and put in order here.
func materialList(tx *store.Tx, caseID string) ([]Material, error) {
	lines, err := materialsOf.All(tx, tx.County(), caseID)
	slices.SortFunc(lines, func(a, b Material) int { return strings.Compare(a.ID, b.ID) })
	return lines, err
}

// ByNumber finds a case the actor may see by its number.
func ByNumber(tx *store.Tx, by flow.Actor, number string) (Case, error) {
	c, ok, err := caseByNo.Find(tx, tx.County(), number)
	if err != nil {
		return Case{}, err
	}
	if !ok || !visible(by, c) {
		return Case{}, notFound.New(nil)
	}
	return c, nil
}

// Find narrows a list of cases; zero values do not filter.
type Find struct {
	States []flow.State
	Party  string
	After  string // continue after the case of this id
	Limit  int    // default 25, at most 200
}

// List returns cases the actor may see: what is due soonest first, then those
// of which nothing is due, the newest first. The order is merged from runs, each
// read from an index alone, so a page costs what it shows, not what exists.
func List(tx *store.Tx, by flow.Actor, f Find) ([]Case, error) {
	return list(tx, by, f, cases, func(c Case) place { return place{c.ID, c.NextDue} })
}

// Line (办件行) is what a list shows of a case.
type Line struct {
	ID        string
	Number    *string
	State     flow.State
	ItemName  string
	Tier      string
	Party     string
	ClaimedAt *calendar.Instant
	NextDue   *calendar.Day
}

// No is the case number, or 草稿 before there is one.
func (l Line) No() string { return Case{Number: l.Number}.No() }

// Lines is List with no more of each case than a line.
func Lines(tx *store.Tx, by flow.Actor, f Find) ([]Line, error) {
	return list(tx, by, f, lines, func(l Line) place { return place{l.ID, l.NextDue} })
}

func list[T any](tx *store.Tx, by flow.Actor, f Find, from *store.List[T], at func(T) place) ([]T, error) {
	ids, err := f.order(tx, by)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	out, err := from.Page(tx, new(store.Where).And("county = ?", tx.County()).In("id", ids...), "id", len(ids))
	slices.SortFunc(out, func(a, b T) int { return soonest(at(a), at(b)) })
	return out, err
}

// order finds which cases a list shows.
func (f Find) order(tx *store.Tx, by flow.Actor) ([]string, error) {
	if f.Limit <= 0 {
		f.Limit = 25
	}
	f.Limit = min(f.Limit, 200)
	runs, err := f.runs(tx, by)
	if err != nil {
		return nil, err
	}
	var found []place
	for _, w := range runs {
		part, err := places.Page(tx, w, "next", f.Limit)
		if err != nil {
			return nil, err
		}
		found = append(found, part...)
	}
	slices.SortFunc(found, soonest)
	ids := make([]string, min(f.Limit, len(found)))
	for i := range ids {
		ids[i] = found[i].ID
	}
	return ids, nil
}

// place is where a case stands in the order of lists.
type place struct {
	ID      string
	NextDue *calendar.Day
}

// soonest is the order of lists.
func soonest(a, b place) int {
	switch {
	case a.NextDue == nil && b.NextDue != nil:
		return 1
	case a.NextDue != nil && b.NextDue == nil:
		return -1
	case a.NextDue != nil && *a.NextDue != *b.NextDue:
		return cmp.Compare(*a.NextDue, *b.NextDue)
	}
	return cmp.Compare(b.ID, a.ID)
}

// runs are the parts of the list, which do not overlap: one for each scope,
// state and stretch after the case that the list continues after.
func (f Find) runs(tx *store.Tx, by flow.Actor) ([]*store.Where, error) {
	rests := []rest{{"1 = 1", nil}}
	if f.After != "" {
		after, err := open(tx, by, f.After)
		if err != nil {
			return nil, err
		}
		rests = after.rests()
	}
	states := make([][]flow.State, max(1, len(f.States)))
	for i, s := range f.States {
		states[i] = []flow.State{s}
	}
	var out []*store.Where
	for _, one := range states {
		for _, r := range rests {
			for _, w := range scopes(tx, by) {
				out = append(out, f.narrow(w, one).And(r.cond, r.args...))
			}
		}
	}
	return out, nil
}

// rest is a stretch of the order of lists.
type rest struct {
	cond string
	args []any
}

// rests are the stretches that follow the case.
func (c Case) rests() []rest {
	if c.NextDue == nil {
		return []rest{{"next_due IS NULL AND id < ?", []any{c.ID}}}
	}
	return []rest{
		{"next_due = ? AND id < ?", []any{*c.NextDue, c.ID}},
		{"next_due > ?", []any{*c.NextDue}},
		{"next_due IS NULL", nil},
	}
}

func (f Find) narrow(w *store.Where, states []flow.State) *store.Where {
	if len(states) > 0 {
		names := make([]string, len(states))
		for i, s := range states {
			names[i] = string(s)
		}
		w.In("state", names...)
	}
	if f.Party != "" {
		w.And("party = ?", f.Party)
	}
	return w
}

// Many is where Count stops: so many or more.
const Many = 100

// Count returns how many cases the actor may see meet the filter, Many at most.
func Count(tx *store.Tx, by flow.Actor, f Find) (int64, error) {
	var all int64
	for _, w := range scopes(tx, by) {
		n, err := caseCount.UpTo(tx, f.narrow(w, f.States), Many)
		if err != nil {
			return 0, err
		}
		all += n
	}
	return min(all, Many), nil
}

// newQueryCode makes the code with which the applicant tracks the case without
// an account. Only a keyed digest of it is kept.
func newQueryCode(tx *store.Tx, c *Case) (ids.Code, error) {
	code, err := ids.NewCode(bytes.NewReader(tx.Random(64)), ids.QueryCodeLen)
	if err != nil {
		return "", err
	}
	digest := tx.Blind("case.query."+c.No(), string(code))
	c.QueryDigest = &digest
	return code, nil
}

// Track answers the public question "how far is my case": number and code must
// both fit; a wrong number and a wrong code are answered alike.
func Track(tx *store.Tx, number, code string) (File, error) {
	typed, errCode := ids.ParseCode(code, ids.QueryCodeLen)
	c, ok, err := caseByNo.Find(tx, tx.County(), number)
	if err != nil {
		return File{}, err
	}
	digest := tx.Blind("case.query."+number, string(typed))
	if errCode != nil || !ok || c.QueryDigest == nil || *c.QueryDigest != digest {
		return File{}, trackRefused.New(nil)
	}
	return fileOf(tx, c)
}

// priorCase finds the newest earlier case of the same party and item that came
// in within the last 90 days.
func priorCase(tx *store.Tx, c Case) (*string, error) {
	since := (tx.Today() - refileDays).Start()
	w := new(store.Where).And("county = ? AND party = ? AND item = ?", tx.County(), c.Party, c.Item).
		And("submitted_at >= ? AND id <> ?", since, c.ID)
	rows, err := cases.Page(tx, w, "newest", 1)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0].ID, nil
}
