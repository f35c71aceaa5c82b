package assistance

import (
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// CaseAct names the entrustment an agent acts under and the case he acts on, as
// the page showed both.
type CaseAct struct {
	Entrustment string
	Version     int64
	Case        string
	Seen        casework.Seen
}

// caseVerb is what casework does with the applicant's rights.
type caseVerb func(as flow.Actor) (casework.Case, error)

// behalf lets the holder act for the applicant on one item: it asks the
// entrustment (who holds it, 代办 or 帮办, term, scope) and then acts with the
// applicant's rights and both names. The act is counted in the same transaction.
func behalf(tx *store.Tx, by flow.Actor, a CaseAct, item Item, verb flow.Verb, run caseVerb) (Entrustment, error) {
	t, err := holding(tx, by, a.Entrustment, a.Version, VerbAct)
	if err != nil {
		return Entrustment{}, err
	}
	e := t.was
	switch {
	case e.Mode != Act:
		return Entrustment{}, helpOnly.New(nil)
	case !e.Running(tx.Today()):
		return Entrustment{}, termFault(e)
	case !e.Covers(item.Code):
		return Entrustment{}, outOfScope.New(fault.Args{"item": item.Name, "scope": e.ScopeZh()})
	}
	c, err := run(identity.OnBehalf(by, e.Party))
	if err != nil {
		return Entrustment{}, err
	}
	d := Done{County: tx.County(), ID: tx.NewID(), EntrustmentID: e.ID, CaseID: c.ID, ItemName: c.ItemName,
		Verb: verb, Account: by.Account, Unit: by.Unit, At: tx.Now()}
	if err := insertDone.One(tx, d); err != nil {
		return Entrustment{}, err
	}
	return move(tx, by, t, say{"case": c.ID, "number": c.Number, "verb": verb}, journal.Row{Table: "assistance_act", ID: d.ID})
}

// onCase is behalf for a case that exists; one of another party answers like a
// missing one.
func onCase(tx *store.Tx, by flow.Actor, a CaseAct, verb flow.Verb, run caseVerb) (Entrustment, error) {
	e, err := open(tx, by, a.Entrustment)
	if err != nil {
		return Entrustment{}, err
	}
	if !e.heldBy(by.Account) {
		return Entrustment{}, notHolder.New(nil)
	}
	file, err := casework.Show(tx, identity.OnBehalf(by, e.Party), a.Case)
	if err != nil {
		return Entrustment{}, err
	}
	return behalf(tx, by, a, Item{file.Case.Item, file.Case.ItemName}, verb, run)
}

// OpenCase fills in an application for the applicant (代填申请).
func OpenCase(tx *store.Tx, by flow.Actor, id string, seen int64, f casework.Filing) (c casework.Case, err error) {
	e, err := open(tx, by, id)
	if err != nil {
		return c, err
	}
	f.Party = e.Party
	_, err = behalf(tx, by, CaseAct{Entrustment: id, Version: seen}, Item{f.Item, f.Item}, Opened, func(as flow.Actor) (casework.Case, error) {
		c, err = casework.Open(tx, as, f)
		return c, err
	})
	return c, err
}

// Attach puts a paper of the applicant to a line of the case's list (代交材料).
func Attach(tx *store.Tx, by flow.Actor, a CaseAct, code, paper string) (Entrustment, error) {
	return onCase(tx, by, a, Attached, func(as flow.Actor) (casework.Case, error) {
		return casework.Attach(tx, as, a.Case, a.Seen, code, paper)
	})
}

// HandPaper keeps a paper of the applicant that the agent brings, in the
// applicant's name, and puts it to a line of the case's list.
func HandPaper(tx *store.Tx, by flow.Actor, a CaseAct, code, name string, file papers.Checked) (Entrustment, error) {
	return onCase(tx, by, a, Attached, func(as flow.Actor) (casework.Case, error) {
		p, err := papers.Receive(tx, as, papers.Draft{Party: as.Party, Kind: code, Name: name, Case: a.Case, File: file, Grade: papers.GradeC})
		if err != nil {
			return casework.Case{}, err
		}
		return casework.Attach(tx, as, a.Case, a.Seen, code, p.ID)
	})
}

// Submit hands the application in (代为提交); the receipt is the applicant's.
func Submit(tx *store.Tx, by flow.Actor, a CaseAct) (r casework.Receipt, err error) {
	_, err = onCase(tx, by, a, Submitted, func(as flow.Actor) (casework.Case, error) {
		r, err = casework.Submit(tx, as, a.Case, a.Seen)
		return r.Case, err
	})
	return r, err
}

// Resubmit hands the completed application in again (代为补正).
func Resubmit(tx *store.Tx, by flow.Actor, a CaseAct) (Entrustment, error) {
	return onCase(tx, by, a, Resubmitted, func(as flow.Actor) (casework.Case, error) {
		return casework.Resubmit(tx, as, a.Case, a.Seen)
	})
}

// Withdraw takes the application back (代为撤回).
func Withdraw(tx *store.Tx, by flow.Actor, a CaseAct, reason string) (Entrustment, error) {
	if err := needReason(reason, "撤回原因：请写明申请人为什么撤回"); err != nil {
		return Entrustment{}, err
	}
	return onCase(tx, by, a, Withdrew, func(as flow.Actor) (casework.Case, error) {
		return casework.Withdraw(tx, as, a.Case, a.Seen, reason)
	})
}
