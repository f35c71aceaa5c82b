package enquiry

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// ByID shows one enquiry: to who watches the county and to the unit that handles
// it. To the unit, and the person, complained of it answers like a missing one.
func ByID(tx *store.Tx, by flow.Actor, id string) (Enquiry, error) {
	e, ok, err := recordByID.Find(tx, tx.County(), id)
	if err != nil || ok && e.seenBy(by) {
		return e, err
	}
	if ok && by.Has(heads...) && by.Unit != "" && !e.against(by) { // what climbed to a superior is open to it
		told, err := climbsOf.All(tx, tx.County(), id)
		if err != nil || slices.ContainsFunc(told, func(c Climb) bool { return c.Unit == by.Unit }) {
			return e, err
		}
	}
	return Enquiry{}, unknown.New(nil)
}

func (e Enquiry) seenBy(by flow.Actor) bool {
	if by.Has(flow.RoleSystem) {
		return true
	}
	return !e.against(by) && (by.Has(watch...) || e.handles(by))
}

// inScope is ByID's rule for lists.
func inScope(tx *store.Tx, by flow.Actor) (*store.Where, bool) {
	w := new(store.Where).And("county = ?", tx.County())
	if by.Has(flow.RoleSystem) {
		return w, true
	}
	w.And("accused_account <> ?", by.Account)
	if by.Unit != "" {
		w.And("accused <> ?", by.Unit)
	}
	if by.For != "" {
		w.And("accused_account <> ?", by.For)
	}
	switch {
	case by.Has(watch...):
		return w, true
	case by.Unit != "" && by.Has(identity.Head, identity.Reviewer):
		return w.And("unit = ?", by.Unit), true
	}
	return w, false
}

// Filter narrows a list of enquiries.
type Filter struct {
	States  []flow.State
	Kind    Kind
	Channel Channel
	From    *calendar.Day // received
	To      *calendar.Day
	After   string // page key: id of the last one seen
	Limit   int    // default 100, at most 500
}

func (f Filter) where(w *store.Where) *store.Where {
	if len(f.States) > 0 {
		states := make([]string, len(f.States))
		for i, s := range f.States {
			states[i] = string(s)
		}
		w.In("state", states...)
	}
	if f.Kind != "" {
		w.And("kind = ?", f.Kind)
	}
	if f.Channel != "" {
		w.And("channel = ?", f.Channel)
	}
	if f.From != nil {
		w.And("received_day >= ?", *f.From)
	}
	if f.To != nil {
		w.And("received_day <= ?", *f.To)
	}
	if f.After != "" {
		w.And("id < ?", f.After)
	}
	return w
}

// List is the one queue as the actor sees it, the newest first.
func List(tx *store.Tx, by flow.Actor, f Filter) ([]Enquiry, error) {
	w, ok := inScope(tx, by)
	if !ok {
		return nil, nil
	}
	limit := 100
	if f.Limit > 0 {
		limit = min(f.Limit, 500)
	}
	return records.Page(tx, f.where(w), "newest", limit)
}

// Count counts what List would show.
func Count(tx *store.Tx, by flow.Actor, f Filter) (int64, error) {
	w, ok := inScope(tx, by)
	if !ok {
		return 0, nil
	}
	found, err := countRecords.Page(tx, f.where(w), "n", 1)
	if err != nil || len(found) == 0 {
		return 0, err
	}
	return found[0].N, nil
}

// View is one enquiry with everything beside it, as staff see it.
type View struct {
	Enquiry    Enquiry
	Text       string
	Person     string // complained of, where stated
	Reply      *Reply
	Category   string
	Notices    []Notice
	Transfers  []Transfer
	Extensions []Extension
	Reviews    []Review
	Statements []Statement
	Climbs     []Climb
	Joined     []Enquiry // linked to this one
	Routed     string    // unit the rules would choose, while it waits
	Clocks     []manifest.Clock
	Handles    bool // the actor writes for the unit
}

// Show reads an enquiry with everything beside it.
func Show(tx *store.Tx, by flow.Actor, id string) (f View, err error) {
	if f.Enquiry, err = ByID(tx, by, id); err != nil {
		return f, err
	}
	e := f.Enquiry
	f.Handles = e.handles(by)
	read := []func() error{
		func() (err error) { f.Text, err = tx.Unseal(e.ID, e.Words); return err },
		func() (err error) { f.Category, err = CategoryName(tx, e.Category); return err },
		func() (err error) { f.Notices, err = noticesOf.All(tx, tx.County(), e.ID); return err },
		func() (err error) { f.Transfers, err = transfersOf.All(tx, tx.County(), e.ID); return err },
		func() (err error) { f.Extensions, err = extensionsOf.All(tx, tx.County(), e.ID); return err },
		func() (err error) { f.Reviews, err = reviewsOf.All(tx, tx.County(), e.ID); return err },
		func() (err error) { f.Statements, err = statementsOf.All(tx, tx.County(), e.ID); return err },
		func() (err error) { f.Climbs, err = climbsOf.All(tx, tx.County(), e.ID); return err },
		func() (err error) { f.Joined, err = linkedTo(tx, e.ID); return err },
		func() (err error) {
			if e.State == Received {
				f.Routed, err = Routed(tx, e.Category, e.Area, e.Accused)
			}
			return err
		},
		func() (err error) {
			if e.AccusedPerson != nil {
				f.Person, err = tx.Unseal(e.ID, e.AccusedPerson)
			}
			return err
		},
		func() error {
			if e.Reply == nil {
				return nil
			}
			r, err := replyOf(tx, e)
			f.Reply = &r
			return err
		},
	}
	for _, r := range read {
		if err := r(); err != nil {
			return f, err
		}
	}
	f.Joined = slices.DeleteFunc(f.Joined, func(j Enquiry) bool { return !j.seenBy(by) })
	f.Clocks = e.running()
	return f, nil
}

// running are the clocks of the enquiry that have begun and not ended.
func (e Enquiry) running() (out []manifest.Clock) {
	for _, c := range []struct {
		row  int
		runs bool
	}{{0, e.State == Received}, {1, e.State == Assigned}, {2, e.State == Drafted},
		{3, e.Handed() && e.ReportedAt == nil && !Flow.Final(e.State)}} {
		if c.runs && !e.Imported {
			out = append(out, ofRecord[c.row].clock(e))
		}
	}
	return out
}

// DueOf is the last day of one of the enquiry's clocks.
func (e Enquiry) DueOf(kind string) *calendar.Day {
	for _, c := range ofRecord {
		if c.kind == kind {
			due := c.due(e)
			return &due
		}
	}
	return nil
}

// Published lists the answers the public may read, the newest first.
func Published(tx *store.Tx, limit int) ([]Enquiry, error) {
	w := new(store.Where).And("county = ? AND published_at IS NOT NULL", tx.County())
	return records.Page(tx, w, "published", min(max(limit, 1), 1000))
}

// PublishedByID is one published answer.
func PublishedByID(tx *store.Tx, id string) (Enquiry, error) {
	e, ok, err := recordByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || e.PublishedAt == nil) {
		return Enquiry{}, unknown.New(nil)
	}
	return e, err
}
