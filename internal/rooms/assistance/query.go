package assistance

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// open reads an entrustment the actor may see; outside the scope it answers
// exactly like one that does not exist.
func open(tx *store.Tx, by flow.Actor, id string) (Entrustment, error) {
	e, ok, err := entrustmentByID.Find(tx, tx.County(), id)
	if err != nil {
		return Entrustment{}, err
	}
	if ok {
		ok, err = visible(tx, by, e)
	}
	if err != nil || !ok {
		return Entrustment{}, orNotFound(err)
	}
	return e, nil
}

func orNotFound(err error) error {
	if err != nil {
		return err
	}
	return notFound.New(nil)
}

// visible: the applicant's own; for agents what is to be claimed and what they
// hold or held; for a window what it registered; all for those who watch.
func visible(tx *store.Tx, by flow.Actor, e Entrustment) (bool, error) {
	switch {
	case by.Has(watchers...):
		return true, nil
	case by.Has(identity.Applicant):
		return by.Party != "" && by.Party == e.Party, nil
	case e.Giver == by.Account, by.Has(identity.Agent) && (e.State == Given || e.heldBy(by.Account)):
		return true, nil
	case by.Has(identity.Agent):
		_, held, err := claimBy.Find(tx, tx.County(), by.Account, e.ID)
		return held, err
	}
	return false, nil
}

// Dossier is an entrustment with everything that belongs to it: the same for the
// applicant and the agent.
type Dossier struct {
	Entrustment Entrustment
	Claims      []Claim
	Done        []Done
	Services    []Service
	Blocks      []Block
	Cases       []casework.Case // the applicant's cases of the scope, as they stand
	History     []journal.Event
}

// Show returns the whole dossier of an entrustment the actor may see. The cases
// are shown while the entrustment stands, and to the applicant always.
func Show(tx *store.Tx, by flow.Actor, id string) (d Dossier, err error) {
	if d.Entrustment, err = open(tx, by, id); err != nil {
		return d, err
	}
	if d.Claims, err = claimsOf.All(tx, tx.County(), id); err != nil {
		return d, err
	}
	if d.Done, err = doneOf.All(tx, tx.County(), id); err != nil {
		return d, err
	}
	if d.Services, err = servicesOf.All(tx, tx.County(), id); err != nil {
		return d, err
	}
	if d.Blocks, err = blocksOf.All(tx, tx.County(), id); err != nil {
		return d, err
	}
	if d.History, err = journal.History(tx, id); err != nil {
		return d, err
	}
	if d.Entrustment.seesCases(by) {
		d.Cases, err = casesOf(tx, by, d)
	}
	return d, err
}

func (e Entrustment) seesCases(by flow.Actor) bool {
	if by.Has(identity.Applicant) || by.Has(watchers...) {
		return true
	}
	return e.heldBy(by.Account) && e.State != Revoked
}

// casesOf are the cases that were acted on, and those of the scope that the
// applicant filed alone within the term.
func casesOf(tx *store.Tx, by flow.Actor, d Dossier) ([]casework.Case, error) {
	e := d.Entrustment
	all, err := casework.List(tx, identity.OnBehalf(by, e.Party), casework.Find{Party: e.Party, Limit: 200})
	if err != nil {
		return nil, err
	}
	acted := map[string]bool{}
	for _, done := range d.Done {
		acted[done.CaseID] = true
	}
	var out []casework.Case
	for _, c := range all {
		if acted[c.ID] || e.Covers(c.Item) && e.Running(c.OpenedAt.Day()) {
			out = append(out, c)
		}
	}
	return out, nil
}

// CaseFile is one case of an entrustment as its holder may read it.
func CaseFile(tx *store.Tx, by flow.Actor, id, caseID string) (casework.File, error) {
	d, err := Show(tx, by, id)
	if err != nil {
		return casework.File{}, err
	}
	for _, c := range d.Cases {
		if c.ID == caseID {
			return casework.Show(tx, identity.OnBehalf(by, d.Entrustment.Party), caseID)
		}
	}
	return casework.File{}, notFound.New(nil)
}

// Find narrows a list; zero values do not filter.
type Find struct {
	States []flow.State
	Mine   bool   // held by the actor now
	Before string // id of the last one of the page before
	Limit  int    // default 50, at most 200
}

// List returns entrustments the actor may see, the newest first.
func List(tx *store.Tx, by flow.Actor, f Find) ([]Entrustment, error) {
	if f.Limit <= 0 {
		f.Limit = 50
	}
	w := new(store.Where).And("county = ?", tx.County())
	names := make([]string, len(f.States))
	for i, s := range f.States {
		names[i] = string(s)
	}
	if len(names) > 0 {
		w.In("state", names...)
	}
	if f.Before != "" {
		w.And("id < ?", f.Before)
	}
	if !narrow(w, by, f.Mine) {
		return nil, nil
	}
	return entrustments.Page(tx, w, "newest", min(f.Limit, 200))
}

// narrow adds the actor's scope; false means that there is nothing to see.
func narrow(w *store.Where, by flow.Actor, mine bool) bool {
	switch {
	case mine:
		w.And("agent = ?", by.Account)
	case by.Has(watchers...):
	case by.Has(identity.Applicant):
		w.And("party = ?", by.Party)
	case by.Has(identity.Agent):
		w.And("(state = ? AND (named IS NULL OR named = ?) OR agent = ? OR giver = ?)", Given, by.Account, by.Account, by.Account)
	case by.Has(identity.Clerk):
		w.And("giver = ?", by.Account)
	default:
		return false
	}
	return true
}

// Waiting counts the entrustments the agent may claim, for the menu.
func Waiting(tx *store.Tx, by flow.Actor) (int64, error) {
	if !by.Has(identity.Agent) {
		return 0, nil
	}
	return entrustmentCount.UpTo(tx, new(store.Where).And("county = ? AND state = ?", tx.County(), Given).
		And("(named IS NULL OR named = ?)", by.Account), 100)
}

// Services lists the newest service events: the unit's for agents and windows,
// the county's for those who watch.
func Services(tx *store.Tx, by flow.Actor, limit int) ([]Service, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if !by.Has(watchers...) {
		w.And("unit = ?", by.Unit)
	}
	return services.Page(tx, w, "newest", min(max(limit, 1), 500))
}
