package identity

import (
	"context"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// ActivateInput is what a person types to begin with an account, or after a
// forgotten password.
type ActivateInput struct {
	Login, Code, Password     string
	Address, Channel, Request string
}

// Activate takes an activation code and sets the holder's own password. It
// refuses with BadCode a code that is wrong, used or older than a day, and with
// field problems a password that the profile does not allow.
func Activate(ctx context.Context, s *store.Store, in ActivateInput) error {
	code, _ := ids.ParseCode(in.Code, codeLength) // an unreadable code is a wrong one
	v, err := invited(ctx, s, in, code)
	if err != nil {
		return err
	}
	if v.known {
		if err := refuseUsed(ctx, v.secret, in.Password); err != nil {
			return err
		}
	}
	hash, err := NewHash(ctx, s, in.Password)
	if err != nil {
		return err
	}
	return writeAgain(ctx, s, func(tx *store.Tx) (refusal, err error) {
		if err := takeTurn(tx, originOf(tx, v.login, in.Address)); err != nil {
			return nil, err
		}
		row, open, err := openCode.Find(tx, tx.County(), digestOf(string(code)), tx.Now())
		if err != nil {
			return nil, err
		}
		if !v.known || !open || row.AccountID != v.account {
			signIn := SignInInput{Address: in.Address, Channel: in.Channel, Request: in.Request}
			return BadCode.New(nil), v.deny(tx, signIn, "code")
		}
		return nil, useCode(tx, in, row, hash)
	})
}

// invited reads the account that login and code belong to and judges the password
// by its rules; known is false if the two do not belong together.
func invited(ctx context.Context, s *store.Store, in ActivateInput, code ids.Code) (v attempt, err error) {
	err = s.Read(ctx, func(tx *store.Tx) error {
		v = attempt{login: loginKey(tx, in.Login)}
		until, err := lockedUntil(tx, originOf(tx, v.login, in.Address))
		if err != nil {
			return err
		}
		if until > 0 {
			return tooMany(until)
		}
		a, known, err := accountByLogin.Find(tx, tx.County(), v.login)
		if err != nil || !known {
			return err
		}
		row, open, err := openCode.Find(tx, tx.County(), digestOf(string(code)), tx.Now())
		if err != nil || !open || row.AccountID != a.ID {
			return err
		}
		v.known, v.account = true, a.ID
		if v.secret, err = secretOf.One(tx, tx.County(), a.ID); err != nil {
			return err
		}
		words, err := wordsOf(tx, a)
		if err != nil {
			return err
		}
		return profileOf(a).judge(in.Password, words)
	})
	return v, err
}

func useCode(tx *store.Tx, in ActivateInput, row codeRow, hash Hash) error {
	a, err := ByID(tx, row.AccountID)
	if err != nil {
		return err
	}
	sec, err := secretOf.One(tx, tx.County(), a.ID)
	if err != nil {
		return err
	}
	if err := spendCode.One(tx, tx.Now(), tx.County(), row.ID); err != nil {
		return err
	}
	if err := setPassword.One(tx, hash, tx.Now(), pastWith(sec), tx.County(), a.ID, sec.SetAt); err != nil {
		return err
	}
	if err := endSessions(tx, a.ID); err != nil {
		return err
	}
	by := actorOf(a, in.Channel, in.Address)
	by.Request = in.Request
	if a.State == Active {
		_, err := journal.Record(tx, by, "account.reset_password", a.ID, nil)
		return err
	}
	step, err := Flow.Next(flow.System("identity.activate"), a.State, VerbActivate)
	if err != nil {
		return err
	}
	now := tx.Now()
	a.State, a.ActivatedAt = step.To, &now
	if err := save(tx, &a); err != nil {
		return err
	}
	return recordAccount(tx, by, step.Kind, a, "")
}

// ChangePassword lets the holder of a session choose a new password and gives
// the session a new token; every other session of the account ends. It refuses
// with BadSignIn a wrong present password.
func ChangePassword(ctx context.Context, s *store.Store, token, address, present, next string) (SignedIn, error) {
	v, err := viewHolder(ctx, s, token, address, next)
	if err != nil {
		return SignedIn{}, err
	}
	right, err := v.secret.Hash.matches(ctx, present)
	if err != nil {
		return SignedIn{}, err
	}
	var hash Hash
	if right { // whoever does not know the present one learns nothing of former ones
		if err := refuseUsed(ctx, v.secret, next); err != nil {
			return SignedIn{}, err
		}
		if hash, err = NewHash(ctx, s, next); err != nil {
			return SignedIn{}, err
		}
	}
	var out SignedIn
	err = writeAgain(ctx, s, func(tx *store.Tx) (refusal, err error) {
		out = SignedIn{}
		session, sec, err := holder(tx, token, address)
		if err != nil {
			return nil, err
		}
		ok, refusal, err := tryFactor(tx, session, func() (bool, error) { return right && sec.SetAt == v.secret.SetAt, nil })
		if err != nil || !ok {
			if BadFactor.Is(refusal) {
				refusal = BadSignIn.New(nil)
			}
			return refusal, err
		}
		out, err = replace(tx, session, sec, hash)
		return nil, err
	})
	return out, err
}

func viewHolder(ctx context.Context, s *store.Store, token, address, next string) (v attempt, err error) {
	err = s.Read(ctx, func(tx *store.Tx) error {
		session, sec, err := holder(tx, token, address)
		if err != nil {
			return err
		}
		if session.Must == MustFactor {
			return SignInNeeded.New(nil)
		}
		v = attempt{known: true, account: session.Account.ID, login: session.Account.Login, secret: sec}
		words, err := wordsOf(tx, session.Account)
		if err != nil {
			return err
		}
		return profileOf(session.Account).judge(next, words)
	})
	return v, err
}

func replace(tx *store.Tx, session Session, sec secret, hash Hash) (SignedIn, error) {
	if err := setPassword.One(tx, hash, tx.Now(), pastWith(sec), tx.County(), sec.ID, sec.SetAt); err != nil {
		return SignedIn{}, err
	}
	if err := record(tx, session, "account.change_password"); err != nil {
		return SignedIn{}, err
	}
	out, err := rotate(tx, session, false)
	if err != nil {
		return SignedIn{}, err
	}
	_, err = endOthers.Run(tx, tx.County(), session.Account.ID, out.ID)
	return out, err
}

// RequireChange makes the account choose a new password at its next request,
// after a suspected leak.
func RequireChange(tx *store.Tx, by flow.Actor, id, reason string) error {
	a, err := ByID(tx, id)
	if err != nil {
		return err
	}
	if err := may(by, SafetyAdmin); err != nil {
		return err
	}
	if err := forceChange.One(tx, tx.County(), id); err != nil {
		return err
	}
	_, err = journal.Record(tx, by, "account.require_change", a.ID, map[string]any{"why": strings.TrimSpace(reason)})
	return err
}
