package casework

import (
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// seesAll are the roles that watch the whole county.
var seesAll = []flow.Role{flow.RoleSystem, identity.Coordinator, identity.Supervisor, identity.Leader}

// caseReaders are the roles that scopes gives something to see; the permission is
// theirs alone, so that nobody is let in to a page that can show nothing.
var caseReaders = []flow.Role{identity.Clerk, identity.Reviewer, identity.Approver, identity.Head, identity.Integrator,
	identity.Coordinator, identity.Supervisor, identity.Leader, identity.Applicant}

// scopes are what the actor may see, as conditions that do not overlap, each
// led by an index: the whole county for those who watch it, the unit's own
// cases and those a window took in for staff and interface accounts, the party's own cases for
// applicants, nothing for everybody else.
func scopes(tx *store.Tx, by flow.Actor) []*store.Where {
	where := func(cond string, args ...any) *store.Where {
		return new(store.Where).And("county = ?", tx.County()).And(cond, args...)
	}
	switch {
	case by.Has(seesAll...):
		return []*store.Where{new(store.Where).And("county = ?", tx.County())}
	case by.Has(identity.Clerk):
		return []*store.Where{where("unit = ?", by.Unit), where("reception = ? AND unit <> ?", by.Window, by.Unit)}
	case by.Has(identity.Reviewer, identity.Approver, identity.Head, identity.Integrator):
		return []*store.Where{where("unit = ?", by.Unit)}
	case by.Has(identity.Applicant):
		return []*store.Where{where("party = ?", by.Party), where("agent = ? AND party <> ?", by.Account, by.Party)}
	}
	return nil
}

// visible applies scopes to one case that was already read.
func visible(by flow.Actor, c Case) bool {
	switch {
	case by.Has(seesAll...):
		return true
	case by.Has(identity.Clerk):
		return c.Unit == by.Unit || (c.Reception != nil && *c.Reception == by.Window && by.Window != "")
	case by.Has(identity.Reviewer, identity.Approver, identity.Head, identity.Integrator):
		return c.Unit == by.Unit
	case by.Has(identity.Applicant):
		return (by.Party != "" && c.Party == by.Party) || (c.Agent != nil && *c.Agent == by.Account)
	default:
		return false
	}
}

// open reads a case the actor may see; outside the scope it answers exactly
// like a case that does not exist.
func open(tx *store.Tx, by flow.Actor, id string) (Case, error) {
	c, ok, err := caseByID.Find(tx, tx.County(), id)
	if err != nil {
		return Case{}, err
	}
	if !ok || !visible(by, c) {
		return Case{}, notFound.New(nil)
	}
	return c, nil
}

// turn is one step of one case: as it was read, and as it is to be written.
type turn struct {
	was, now Case
	step     flow.Step
}

// take reads the case and the step that verb takes from its state.
func take(tx *store.Tx, by flow.Actor, id string, seen Seen, verb flow.Verb) (turn, error) {
	c, err := open(tx, by, id)
	if err != nil {
		return turn{}, err
	}
	step, err := Flow.Next(by, c.State, verb)
	if err != nil {
		return turn{}, err
	}
	if seen != 0 && int64(seen) != c.Version {
		return turn{}, store.ChangedMeanwhile.New(nil)
	}
	if err := mindRecusal(tx, by, c, step); err != nil {
		return turn{}, err
	}
	return turn{was: c, now: c, step: step}, nil
}

// mindRecusal keeps whoever is recused from the applicant's matter (回避) from
// taking a step of the office: an agent never accepts, reviews or decides what
// he carries. The applicant's own steps stay open to him.
func mindRecusal(tx *store.Tx, by flow.Actor, c Case, step flow.Step) error {
	if by.Unit == "" || slices.Contains(step.Roles, identity.Applicant) {
		return nil
	}
	r, held, err := party.RecusedFrom(tx, by.Account, c.Party, c.Item, c.OpenedAt)
	if err != nil || !held {
		return err
	}
	return recused.New(fault.Args{"ground": r.Ground, "verb": step.Label})
}

// Seen is the version of the case the actor was looking at; 0 means that the
// caller takes whatever is there (scheduled work).
type Seen int64

// move writes the case in the step's new state, guarded by the state and
// version it was read with, and records the act. It is the only writer of a
// case's state.
func move(tx *store.Tx, by flow.Actor, t turn, details any, rows ...journal.Row) (Case, error) {
	was, now := t.was, t.now
	now.State = t.step.To
	now.NextDue = now.nextDue()
	err := saveCase.One(tx, now.State,
		now.Number, now.Answers, now.Contact, now.QueryDigest, now.DeliveryChoice, now.Prior,
		now.ReceivedAt, now.ReceivedDay, now.ClaimedAt, now.ClaimReason, now.NoticeDue, now.CorrectionDue,
		now.Extension, now.AcceptedAt, now.AcceptedDay, now.Deemed, now.Acceptor, now.Handler,
		now.PromisedDue, now.StatutoryDue, now.Book,
		now.DecidedAt, now.DecidedDay, now.Outcome, now.Decider, now.OverdueReason, now.DeliveryDue,
		now.IssuedAt, now.DeliveredAt, now.ClosedAt,
		now.EndedAt, now.EndReason, now.EndAskedBy, now.EndAskedReason, now.Reception, now.SubmittedAt, now.NextDue, now.ExtendedAt, now.ReopenedAt,
		tx.County(), was.ID, was.State, was.Version)
	if err != nil {
		return Case{}, err
	}
	now.Version = was.Version + 1
	rows = append([]journal.Row{{Table: "casework_case", ID: was.ID}}, rows...)
	_, err = journal.Record(tx, by, t.step.Kind, was.ID, details, rows...)
	return now, err
}

// say is a timeline's worth of public words about an act, without personal
// data: names of people are added from the accounts when a page is drawn.
type say map[string]any

func require(p *fault.Problems, name, value, sentence string) {
	if value == "" {
		p.Add(name, "%s", sentence)
	}
}
