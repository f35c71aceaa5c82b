package assistance

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// turn is one step of one entrustment: as it was read, and as it is to be
// written.
type turn struct {
	was, now Entrustment
	step     flow.Step
}

// take reads an entrustment the actor may see and the step the verb takes from
// its state; seen is the version the page showed, 0 for whatever is there.
func take(tx *store.Tx, by flow.Actor, id string, seen int64, verb flow.Verb) (turn, error) {
	e, err := open(tx, by, id)
	if err != nil {
		return turn{}, err
	}
	if e.State == Revoked {
		return turn{}, revoked.New(fault.Args{"day": e.RevokedAt.Day().Chinese()})
	}
	step, err := Flow.Next(by, e.State, verb)
	if err != nil {
		return turn{}, err
	}
	if seen != 0 && seen != e.Version {
		return turn{}, store.ChangedMeanwhile.New(nil)
	}
	return turn{e, e, step}, nil
}

// move writes the entrustment in the step's state, guarded by the state and
// version it was read with, and records the act. It is the only writer of it.
func move(tx *store.Tx, by flow.Actor, t turn, details any, rows ...journal.Row) (Entrustment, error) {
	was, now := t.was, t.now
	now.State = t.step.To
	err := saveEntrustment.One(tx, now.State, now.Agent, now.Unit, now.DeliveredAt, now.FiledAt,
		now.RevokedAt, now.RevokeReason, now.VisitedAt, now.VisitedBy, now.VisitLevel, now.VisitWords,
		tx.County(), was.ID, was.State, was.Version)
	if err != nil {
		return Entrustment{}, err
	}
	now.Version = was.Version + 1
	rows = append([]journal.Row{{Table: "assistance_entrustment", ID: was.ID}}, rows...)
	_, err = journal.Record(tx, by, t.step.Kind, was.ID, details, rows...)
	return now, err
}

// TakeUp takes an entrustment up (认领). Of two agents one wins; whoever
// registered the paper, and any but the one the applicant named, are refused.
// From here the agent is recused from deciding the matter.
func TakeUp(tx *store.Tx, by flow.Actor, id string, seen int64) (Entrustment, error) {
	t, err := take(tx, by, id, seen, VerbClaim)
	if err != nil {
		return Entrustment{}, err
	}
	e := t.was
	switch {
	case e.Giver == by.Account:
		return Entrustment{}, ownPaper.New(nil)
	case e.Named != nil && *e.Named != by.Account:
		return Entrustment{}, namedOther.New(nil)
	case tx.Today() > e.ToDay:
		return Entrustment{}, termFault(e)
	}
	rows, err := hold(tx, &t.now, by.Account, by.Unit)
	if err != nil {
		return Entrustment{}, err
	}
	return move(tx, by, t, say{"agent": by.Account}, rows...)
}

func termFault(e Entrustment) error {
	return outOfTerm.New(fault.Args{"from": e.FromDay.Chinese(), "to": e.ToDay.Chinese()})
}

// hold begins the time an agent holds the entrustment.
func hold(tx *store.Tx, e *Entrustment, account, unit string) ([]journal.Row, error) {
	before, err := claimsOf.All(tx, tx.County(), e.ID)
	if err != nil {
		return nil, err
	}
	c := Claim{County: tx.County(), ID: tx.NewID(), EntrustmentID: e.ID, Nth: len(before) + 1,
		Account: account, Unit: unit, At: tx.Now()}
	if err := insertClaim.One(tx, c); err != nil {
		return nil, err
	}
	e.Agent, e.Unit = &c.Account, &c.Unit
	rows, err := party.Recuse(tx, account, e.Party, e.ground(), e.Codes())
	if err != nil {
		return nil, err
	}
	waited, err := taken(tx, *e, false)
	rows = append(rows, waited...)
	return append(rows, journal.Row{Table: "assistance_claim", ID: c.ID}), err
}

// letGo ends the time of the agent who holds the entrustment, if anybody does.
func letGo(tx *store.Tx, by flow.Actor, e Entrustment, reason string) ([]journal.Row, error) {
	if e.Agent == nil {
		return nil, nil
	}
	all, err := claimsOf.All(tx, tx.County(), e.ID)
	if err != nil {
		return nil, err
	}
	rows, err := party.EndRecusal(tx, *e.Agent, e.ground())
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		if c.EndedAt != nil {
			continue
		}
		if err := endClaim.One(tx, tx.Now(), by.Account, reason, tx.County(), c.ID); err != nil {
			return nil, err
		}
		rows = append(rows, journal.Row{Table: "assistance_claim", ID: c.ID})
	}
	return rows, nil
}

// holding is take for whoever holds the entrustment.
func holding(tx *store.Tx, by flow.Actor, id string, seen int64, verb flow.Verb) (turn, error) {
	t, err := take(tx, by, id, seen, verb)
	if err == nil && !t.was.heldBy(by.Account) {
		err = notHolder.New(nil)
	}
	return t, err
}

// HandOver gives the entrustment to another agent (转交), by the holder or the
// coordinator, where the applicant allowed it to be passed on (民法典 art. 169).
// The record of both stays.
func HandOver(tx *store.Tx, by flow.Actor, id string, seen int64, to, reason string) (Entrustment, error) {
	t, err := take(tx, by, id, seen, VerbHandOver)
	if err != nil {
		return Entrustment{}, err
	}
	if !t.was.heldBy(by.Account) && !by.Has(identity.Coordinator) {
		return Entrustment{}, notHolder.New(nil)
	}
	if !t.was.SubDelegation {
		return Entrustment{}, noSubDelegation.New(nil)
	}
	if err := needReason(reason, "转交原因：请写明为什么转交、办到哪一步"); err != nil {
		return Entrustment{}, err
	}
	ok, err := isAgent(tx, to)
	if err != nil {
		return Entrustment{}, err
	}
	if !ok || t.was.heldBy(to) || to == t.was.Giver {
		return Entrustment{}, notAgent.New(nil)
	}
	taker, err := identity.ByID(tx, to)
	if err != nil {
		return Entrustment{}, err
	}
	from := *t.was.Agent
	ended, err := letGo(tx, by, t.was, reason)
	if err != nil {
		return Entrustment{}, err
	}
	begun, err := hold(tx, &t.now, to, taker.Unit)
	if err != nil {
		return Entrustment{}, err
	}
	return move(tx, by, t, say{"from": from, "to": to}, append(ended, begun...)...)
}

func needReason(reason, sentence string) error {
	var p fault.Problems
	if strings.TrimSpace(reason) == "" {
		p.Add("reason", "%s", sentence)
	}
	return p.Err()
}

// Release gives the entrustment back to be claimed anew (退回待认领).
func Release(tx *store.Tx, by flow.Actor, id string, seen int64, reason string) (Entrustment, error) {
	t, err := holding(tx, by, id, seen, VerbRelease)
	if err != nil {
		return Entrustment{}, err
	}
	if err := needReason(reason, "退回原因：请写明为什么不能再办、办到哪一步"); err != nil {
		return Entrustment{}, err
	}
	rows, err := letGo(tx, by, t.was, reason)
	if err != nil {
		return Entrustment{}, err
	}
	t.now.Agent, t.now.Unit = nil, nil
	begun, err := await(tx, t.now)
	if err != nil {
		return Entrustment{}, err
	}
	return move(tx, by, t, say{"agent": by.Account}, append(rows, begun...)...)
}

// Revoke ends the entrustment at once (撤销委托, 民法典 art. 173): by the
// applicant, who owes no reason, or by the window that registered the paper.
func Revoke(tx *store.Tx, by flow.Actor, id string, seen int64, reason string) (Entrustment, error) {
	t, err := take(tx, by, id, seen, VerbRevoke)
	if err != nil {
		return Entrustment{}, err
	}
	rows, err := letGo(tx, by, t.was, "委托撤销")
	if err != nil {
		return Entrustment{}, err
	}
	dropped, err := taken(tx, t.was, true)
	if err != nil {
		return Entrustment{}, err
	}
	rows = append(rows, dropped...)
	at, reason := tx.Now(), strings.TrimSpace(reason)
	t.now.RevokedAt, t.now.RevokeReason = &at, &reason
	return move(tx, by, t, say{"agent": t.was.Agent}, rows...)
}
