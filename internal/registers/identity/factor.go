package identity

import (
	"context"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// StepUp checks a dynamic code for a session that has none yet, or before an act
// that asks for a fresh one, and gives the session a new token. It refuses with
// BadFactor, FactorNotSet or TooManyTries.
func StepUp(ctx context.Context, s *store.Store, token, code, address string) (SignedIn, error) {
	var out SignedIn
	err := writeAgain(ctx, s, func(tx *store.Tx) (refusal, err error) {
		out = SignedIn{}
		session, sec, err := holder(tx, token, address)
		if err != nil {
			return nil, err
		}
		if sec.Factor == nil {
			return FactorNotSet.New(nil), nil
		}
		ok, refusal, err := tryFactor(tx, session, func() (bool, error) { return spend(tx, sec, code) })
		if err != nil || !ok {
			return refusal, err
		}
		if err := record(tx, session, "account.step_up"); err != nil {
			return nil, err
		}
		out, err = rotate(tx, session, true)
		return nil, err
	})
	return out, err
}

// holder resolves a session with the secret of its account.
func holder(tx *store.Tx, token, address string) (Session, secret, error) {
	session, err := Resolve(tx, token, address)
	if err != nil {
		return session, secret{}, err
	}
	sec, err := secretOf.One(tx, tx.County(), session.Account.ID)
	return session, sec, err
}

// tryFactor runs one check of a code under the limits of failed tries.
func tryFactor(tx *store.Tx, session Session, check func() (bool, error)) (ok bool, refusal, err error) {
	o := originOf(tx, session.Account.Login, session.Actor.Address)
	if err := takeTurn(tx, o); err != nil {
		return false, nil, err
	}
	if ok, err = check(); err != nil || ok {
		return ok, nil, err
	}
	v := attempt{known: true, account: session.Account.ID, login: session.Account.Login}
	in := SignInInput{Address: session.Actor.Address, Channel: session.Actor.Channel}
	return false, BadFactor.New(nil), v.deny(tx, in, "factor")
}

// record journals an act of a person on the own account.
func record(tx *store.Tx, session Session, kind string) error {
	by := actorOf(session.Account, session.Actor.Channel, session.Actor.Address)
	_, err := journal.Record(tx, by, kind, session.Account.ID, nil)
	return err
}

// rotate gives the session a new token, so that one that leaked before does not
// gain what was just proved.
func rotate(tx *store.Tx, session Session, stepped bool) (SignedIn, error) {
	row := sessionRow{County: tx.County(), AccountID: session.Account.ID, Channel: session.Actor.Channel,
		AddressDigest: addressDigest(tx, session.Actor.Address), StartedAt: session.StartedAt, SeenAt: tx.Now(),
		SteppedAt: session.SteppedAt}
	if session.Acting != nil {
		row.Delegation = &session.Acting.ID
	}
	if stepped {
		now := tx.Now()
		row.SteppedAt = &now
	}
	if err := endSession.One(tx, tx.County(), session.ID); err != nil {
		return SignedIn{}, err
	}
	return begin(tx, row, session.Actor.Address)
}

// OfferFactor makes a secret for the session's own account and returns what the
// authenticator needs. It is not in force until TakeFactor proved it. An account
// that has a factor must have used it in this session.
func OfferFactor(tx *store.Tx, session Session) (Enrolment, error) {
	if session.Must == MustFactor || session.Must == MustPassword {
		return Enrolment{}, SignInNeeded.New(nil)
	}
	key := tx.Random(factorLen)
	sealed, err := tx.Seal(sealSubject(session.Account.ID), base32Text.EncodeToString(key))
	if err != nil {
		return Enrolment{}, err
	}
	if err := offerFactor.One(tx, sealed, tx.County(), session.Account.ID); err != nil {
		return Enrolment{}, err
	}
	return enrolment(key, session.Account.Login), record(tx, session, "account.offer_factor")
}

// TakeFactor puts the offered secret in force once a code of it was typed, and
// gives the session a new token.
func TakeFactor(ctx context.Context, s *store.Store, token, code, address string) (SignedIn, error) {
	var out SignedIn
	err := writeAgain(ctx, s, func(tx *store.Tx) (refusal, err error) {
		out = SignedIn{}
		session, sec, err := holder(tx, token, address)
		if err != nil {
			return nil, err
		}
		if sec.Offered == nil || session.Must == MustFactor {
			return FactorNotSet.New(nil), nil
		}
		ok, refusal, err := tryFactor(tx, session, func() (bool, error) { return take(tx, sec, code) })
		if err != nil || !ok {
			return refusal, err
		}
		if err := record(tx, session, "account.take_factor"); err != nil {
			return nil, err
		}
		out, err = rotate(tx, session, true)
		return nil, err
	})
	return out, err
}

func take(tx *store.Tx, sec secret, code string) (bool, error) {
	key, err := factorKey(tx, sec.ID, sec.Offered)
	if err != nil {
		return false, err
	}
	step, ok := stepFor(key, code, tx.Now(), sec.Step)
	if !ok {
		return false, nil
	}
	n, err := setFactor.Run(tx, sec.Offered, step, tx.County(), sec.ID)
	return n == 1, err
}

// ResetFactor takes away the dynamic code of somebody who lost the telephone.
// Together with a new activation code it amounts to a new way in, so the two are
// given out by different people; see resetters.
func ResetFactor(tx *store.Tx, by flow.Actor, id, reason string) error {
	a, err := ByID(tx, id)
	if err != nil {
		return err
	}
	if err := mayOther(by, a, resetters(a)...); err != nil {
		return err
	}
	if _, err := dropFactor.Run(tx, tx.County(), id); err != nil {
		return err
	}
	if err := endSessions(tx, id); err != nil {
		return err
	}
	return recordAccount(tx, by, "account.reset_factor", a, reason)
}

// resetters and issuers never name one role for one account: whoever resets the
// dynamic code cannot also issue the code that sets a password.
func resetters(a Account) []flow.Role {
	if a.admin() && !a.has(AuditAdmin) {
		return []flow.Role{AuditAdmin}
	}
	return []flow.Role{SafetyAdmin}
}

func issuers(a Account) []flow.Role {
	if !a.Staff() {
		return []flow.Role{Clerk} // at the window, with the identity card
	}
	if a.has(SystemAdmin) {
		return []flow.Role{SafetyAdmin}
	}
	return bySystemAdmin
}

// MayInvite reports whether the actor may give the account a new activation code.
func MayInvite(by flow.Actor, a Account) bool {
	return (a.State == Invited || a.State == Active) && mayOther(by, a, issuers(a)...) == nil
}

// MayResetFactor reports whether the actor may take the account's dynamic code
// away.
func MayResetFactor(by flow.Actor, a Account) bool {
	return a.State == Active && a.needsFactor() && mayOther(by, a, resetters(a)...) == nil
}

// may refuses an actor without one of the roles.
func may(by flow.Actor, roles ...flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return NotAllowed.New(fault.Args{"roles": flow.RoleNames(roles)})
}

// mayOther also refuses to act on oneself.
func mayOther(by flow.Actor, a Account, roles ...flow.Role) error {
	if err := may(by, roles...); err != nil {
		return err
	}
	if by.Account == a.ID || by.For == a.ID {
		return NotYourself.New(nil)
	}
	return nil
}
