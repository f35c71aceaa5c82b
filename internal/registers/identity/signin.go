package identity

import (
	"context"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh/fold"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// SignInInput is what a person types, and where it came from.
type SignInInput struct {
	Login    string // staff login, or an applicant's mobile number
	Password string
	Code     string // dynamic code; may be left empty and given to StepUp later
	Address  string // network address
	Channel  string // window, pc, mobile
	Request  string // request id
}

// SignedIn is what a sign-in hands to the door: Token goes into the cookie and
// nowhere else.
type SignedIn struct {
	Token string
	Session
}

// SignIn checks login and password and opens a session. It refuses with
// BadSignIn, TooManyTries or, after the right password only, AccountStopped.
// A session whose Must is set is open to nothing but that. Sessions of the same
// channel that the account still had are ended.
//
// The digest is made between a reading and a writing transaction, so that no
// other act waits for it.
func SignIn(ctx context.Context, s *store.Store, in SignInInput) (SignedIn, error) {
	v, err := view(ctx, s, in)
	if err != nil {
		return SignedIn{}, err
	}
	right, err := v.secret.Hash.matches(ctx, in.Password)
	if err != nil {
		return SignedIn{}, err
	}
	var out SignedIn
	err = writeAgain(ctx, s, func(tx *store.Tx) (refusal error, err error) {
		out = SignedIn{}
		a, sec, refusal, err := v.judge(tx, in, right)
		if err != nil || refusal != nil {
			return refusal, err
		}
		out, refusal, err = v.open(tx, in, a, sec)
		return refusal, err
	})
	return out, err
}

// writeAgain runs an act that commits although it refuses: the failure it counts
// and journals must outlast the refusal. Two tries on one account at once meet
// in the journal; the later one is run again.
func writeAgain(ctx context.Context, s *store.Store, do func(tx *store.Tx) (refusal, err error)) error {
	const tries = 5
	var err error
	for range tries {
		var refusal error
		err = s.Write(ctx, func(tx *store.Tx) (err error) {
			refusal, err = do(tx)
			return err
		})
		if err == nil {
			return refusal
		}
		if !store.ChangedMeanwhile.Is(err) {
			return err
		}
	}
	return store.Busy.Because(err, nil)
}

// attempt is what the reading transaction found.
type attempt struct {
	known   bool
	account string // id
	secret  secret
	login   string
}

func view(ctx context.Context, s *store.Store, in SignInInput) (attempt, error) {
	var v attempt
	err := s.Read(ctx, func(tx *store.Tx) error {
		v.login = loginKey(tx, in.Login)
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
		v.known, v.account = true, a.ID
		v.secret, err = secretOf.One(tx, tx.County(), a.ID)
		return err
	})
	return v, err
}

// tidyLogin folds what is typed for a login.
func tidyLogin(typed string) string { return strings.ToLower(fold.Compact(typed)) }

// loginKey is the stored login: a mobile number stands as its keyed digest.
func loginKey(tx *store.Tx, typed string) string {
	if mobile, err := ids.ParseMobile(typed); err == nil {
		return mobileLogin(tx, mobile)
	}
	return tidyLogin(typed)
}

func mobileLogin(tx *store.Tx, mobile ids.Mobile) string {
	return "mobile:" + tx.Blind("mobile-login", string(mobile))
}

// judge decides inside the act, on the state of this moment.
func (v attempt) judge(tx *store.Tx, in SignInInput, right bool) (Account, secret, error, error) {
	if err := takeTurn(tx, originOf(tx, v.login, in.Address)); err != nil {
		return Account{}, secret{}, nil, err
	}
	if !v.known || !right {
		return Account{}, secret{}, BadSignIn.New(nil), v.deny(tx, in, "password")
	}
	a, err := ByID(tx, v.account)
	if err != nil {
		return a, secret{}, nil, err
	}
	sec, err := secretOf.One(tx, tx.County(), a.ID)
	switch {
	case err != nil:
		return a, sec, nil, err
	case sec.SetAt != v.secret.SetAt: // the password was changed while we counted
		return a, sec, BadSignIn.New(nil), v.deny(tx, in, "password")
	case a.State != Active:
		return a, sec, stopped(a), v.deny(tx, in, "state")
	}
	return a, sec, nil, nil
}

func stopped(a Account) error {
	who := "本单位的系统管理员"
	if a.State == Locked {
		who = "安全管理员"
	}
	return AccountStopped.New(fault.Args{"state": Flow.Staff(a.State), "who": who})
}

// deny counts and journals a refused try. An unknown login is journaled under
// its digest.
func (v attempt) deny(tx *store.Tx, in SignInInput, why string) error {
	o := originOf(tx, v.login, in.Address)
	locked, err := countFailure(tx, o)
	if err != nil {
		return err
	}
	subject := "login:" + o.login
	if v.known {
		subject = v.account
	}
	by := flow.Actor{Account: "anonymous", Channel: in.Channel, Address: in.Address, Request: in.Request}
	_, err = journal.Record(tx, by, "access.denied", subject, map[string]any{
		"why": why, "locked": locked, "address": o.address,
	})
	return err
}

// open makes the session. With a dynamic code at hand it is checked at once.
func (v attempt) open(tx *store.Tx, in SignInInput, a Account, sec secret) (SignedIn, error, error) {
	row := sessionRow{County: tx.County(), AccountID: a.ID, Channel: in.Channel,
		AddressDigest: addressDigest(tx, in.Address), StartedAt: tx.Now(), SeenAt: tx.Now()}
	if sec.Factor != nil && in.Code != "" {
		ok, err := spend(tx, sec, in.Code)
		if err != nil {
			return SignedIn{}, nil, err
		}
		if !ok {
			return SignedIn{}, BadSignIn.New(nil), v.deny(tx, in, "factor")
		}
		row.SteppedAt = &row.StartedAt
	}
	if err := forgive(tx, originOf(tx, v.login, in.Address)); err != nil {
		return SignedIn{}, nil, err
	}
	if _, err := endChannel.Run(tx, tx.County(), a.ID, in.Channel); err != nil {
		return SignedIn{}, nil, err
	}
	if _, err := noteUse.Run(tx, tx.Now(), tx.County(), a.ID); err != nil {
		return SignedIn{}, nil, err
	}
	others, err := elsewhere.One(tx, tx.County(), a.ID, row.AddressDigest, tx.Now()-ms(publicIdle))
	if err != nil {
		return SignedIn{}, nil, err
	}
	by := actorOf(a, in.Channel, in.Address)
	by.Request = in.Request
	_, err = journal.Record(tx, by, "account.sign_in", a.ID, map[string]any{
		"factor": row.SteppedAt != nil, "elsewhere": others.N, "address": row.AddressDigest,
	})
	if err != nil {
		return SignedIn{}, nil, err
	}
	out, err := begin(tx, row, in.Address)
	return out, nil, err
}
