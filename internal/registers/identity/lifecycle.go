package identity

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/kernel/zh/fold"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Suspend stops an account until Restore, for leave or after long disuse.
func Suspend(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Account, error) {
	return move(tx, by, id, version, VerbSuspend, reason)
}

// Restore lets a suspended account in again.
func Restore(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Account, error) {
	return move(tx, by, id, version, VerbRestore, reason)
}

// Lock stops an account until Unlock, on the safety administrator's suspicion.
func Lock(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Account, error) {
	return move(tx, by, id, version, VerbLock, reason)
}

// Unlock ends a lock.
func Unlock(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Account, error) {
	return move(tx, by, id, version, VerbUnlock, reason)
}

// Retire ends an account for ever; its login is never given again.
func Retire(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Account, error) {
	return move(tx, by, id, version, VerbRetire, reason)
}

// move takes one step of the state table. Whatever stops an account ends its
// sessions; what would stop the last administrator of a kind is refused.
func move(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb, reason string) (Account, error) {
	a, err := ByID(tx, id)
	if err != nil {
		return Account{}, err
	}
	step, err := Flow.Next(by, a.State, verb)
	if err != nil {
		return Account{}, err
	}
	if err := mayOther(by, a, step.Roles...); err != nil {
		return Account{}, err
	}
	if a.Version != version {
		return Account{}, store.ChangedMeanwhile.New(nil)
	}
	var p fault.Problems
	if reason = strings.TrimSpace(reason); reason == "" {
		p.Add("reason", "没有填写原因，请写明%s的原因", step.Label)
	}
	if err := p.Err(); err != nil {
		return Account{}, err
	}
	if step.To != Active {
		if err := stop(tx, a); err != nil {
			return Account{}, err
		}
		a.EndReason = &reason
	} else {
		a.EndReason = nil
		// A restored account is not stale the very next day.
		if _, err := noteUse.Run(tx, tx.Now(), tx.County(), a.ID); err != nil {
			return Account{}, err
		}
	}
	a.State = step.To
	if err := save(tx, &a); err != nil {
		return Account{}, err
	}
	return a, recordAccount(tx, by, step.Kind, a, reason)
}

func ended(a Account) error { return AccountEnded.New(fault.Args{"state": Flow.Staff(a.State)}) }

func stop(tx *store.Tx, a Account) error {
	if err := keepLast(tx, a, nil); err != nil {
		return err
	}
	if _, err := dropCodes.Run(tx, tx.County(), a.ID); err != nil {
		return err
	}
	return endSessions(tx, a.ID)
}

// ForgetFailures ends the timed lock that failed sign-ins put on an account.
func ForgetFailures(tx *store.Tx, by flow.Actor, id string) error {
	a, err := ByID(tx, id)
	if err != nil {
		return err
	}
	if err := mayOther(by, a, SafetyAdmin); err != nil {
		return err
	}
	if _, err := clearAttempts.Run(tx, tx.County(), tx.Blind("login", a.Login)); err != nil {
		return err
	}
	_, err = journal.Record(tx, by, "account.forget_failures", id, nil)
	return err
}

// Amend changes what is stated of a staff account; login and roles are not part
// of it. A move to another unit takes the roles away, to be asked for anew.
func Amend(tx *store.Tx, by flow.Actor, id string, version int64, in NewAccount) (Account, error) {
	a, err := ByID(tx, id)
	if err != nil {
		return Account{}, err
	}
	if err := may(by, bySystemAdmin...); err != nil {
		return Account{}, err
	}
	if a.Version != version || !a.Staff() {
		return Account{}, store.ChangedMeanwhile.New(nil)
	}
	if a.State == Retired {
		return Account{}, ended(a)
	}
	former := a.Unit
	a.Name, _ = zh.Normalise(in.Name)
	a.Unit, a.Window, a.StaffID = fold.Compact(in.Unit), fold.Compact(in.Window), nil
	p := new(fault.Problems)
	if err := describe(tx, p, &a, in); err != nil {
		return Account{}, err
	}
	if err := p.Err(); err != nil {
		return Account{}, err
	}
	if a.Unit != former && !a.admin() {
		a.Roles = []flow.Role{}
	}
	if err := save(tx, &a); err != nil {
		return Account{}, err
	}
	if err := endSessions(tx, a.ID); err != nil {
		return Account{}, err
	}
	return a, recordAccount(tx, by, "account.amend", a, "")
}

// Revealed is the personal data of an account in clear.
type Revealed struct{ Name, Mobile string }

// Reveal shows the sealed data of an account. It is an act of its own: it needs a
// reason and is journaled. Everybody may see the own; clerks and the coordinating
// office see applicants', the system administrator staff's.
func Reveal(tx *store.Tx, by flow.Actor, id, reason string) (Revealed, error) {
	a, err := ByID(tx, id)
	if err != nil {
		return Revealed{}, err
	}
	readers := []flow.Role{Clerk, Coordinator}
	if a.Staff() {
		readers = []flow.Role{SystemAdmin}
	}
	if by.Account != id {
		if err := may(by, readers...); err != nil {
			return Revealed{}, err
		}
	}
	if strings.TrimSpace(reason) == "" {
		var p fault.Problems
		p.Add("reason", "没有填写查看原因，请写明为什么要看完整信息")
		return Revealed{}, p.Err()
	}
	out := Revealed{Name: a.Name}
	for sealed, into := range map[*[]byte]*string{&a.Mobile: &out.Mobile, &a.FullName: &out.Name} {
		if *sealed == nil {
			continue
		}
		if *into, err = tx.Unseal(sealSubject(id), *sealed); err != nil {
			return Revealed{}, err
		}
	}
	_, err = journal.Record(tx, by, "account.reveal", id, map[string]any{"why": reason})
	return out, err
}

// MaskedMobile shows an account's mobile number as lists print it; empty if none.
func MaskedMobile(tx *store.Tx, a Account) (string, error) {
	if a.Mobile == nil {
		return "", nil
	}
	text, err := tx.Unseal(sealSubject(a.ID), a.Mobile)
	return ids.Mobile(text).Masked(), err
}
