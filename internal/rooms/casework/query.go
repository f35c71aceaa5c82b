package casework

import (
	"bytes"
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
	f.Amended, err = amendmentsOf.All(tx, tx.County(), c.ID)
	return f, err
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
	States  []flow.State
	Unit    string
	Item    string
	Party   string
	Handler string
	Mine    bool          // handled by the actor
	DueBy   *calendar.Day // open, and promised by this day
	After   string        // continue after this id (order newest)
	Order   string        // due, received, newest; default due
	Limit   int           // default 25, at most 200
}

// List returns cases the actor may see.
func List(tx *store.Tx, by flow.Actor, f Find) ([]Case, error) {
	if f.Order == "" {
		f.Order = "due"
	}
	if f.Limit <= 0 || f.Limit > 200 {
		f.Limit = 25
	}
	return cases.Page(tx, f.where(tx, by), f.Order, f.Limit)
}

// Many is where Count stops: so many or more.
const Many = 1000

// Count returns how many cases the actor may see meet the filter, Many at most.
func Count(tx *store.Tx, by flow.Actor, f Find) (int64, error) {
	f.After = ""
	return caseCount.UpTo(tx, f.where(tx, by), Many)
}

func (f Find) where(tx *store.Tx, by flow.Actor) *store.Where {
	w := new(store.Where).And("county = ?", tx.County())
	scope(by, w)
	if len(f.States) > 0 {
		names := make([]string, len(f.States))
		for i, s := range f.States {
			names[i] = string(s)
		}
		w.In("state", names...)
	}
	for _, eq := range []struct{ column, value string }{
		{"unit", f.Unit}, {"item", f.Item}, {"party", f.Party}, {"handler", f.Handler},
	} {
		if eq.value != "" {
			w.And(eq.column+" = ?", eq.value)
		}
	}
	if f.Mine {
		w.And("handler = ?", by.Account)
	}
	if f.DueBy != nil {
		w.And("promised_due <= ? AND accepted_at IS NOT NULL AND decided_at IS NULL AND ended_at IS NULL", *f.DueBy)
	}
	if f.After != "" {
		w.And("id < ?", f.After)
	}
	return w
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
