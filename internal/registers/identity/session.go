package identity

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Must names what a session has to do before anything else is open to it.
type Must string

const (
	MustNothing  Must = ""
	MustFactor   Must = "factor"   // enter the dynamic code: StepUp
	MustPassword Must = "password" // too old, or ordered to change: ChangePassword
	MustEnrol    Must = "enrol"    // the role asks for a dynamic code: OfferFactor, TakeFactor
)

// Session is a resolved session, or API token.
type Session struct {
	ID        string // hex SHA-256 of the token; never the token
	Account   Account
	Actor     flow.Actor // without roles, unit and party while Must is set
	Must      Must
	Enrolled  bool // has a dynamic code
	StartedAt calendar.Instant
	SeenAt    calendar.Instant
	SteppedAt *calendar.Instant // last dynamic code
	Acting    *org.Delegation   // whose roles the actor uses now, if not the own
	Scopes    []string          // API tokens: names of permissions; nil for sessions
	Stale     bool              // the door should call Touch
}

// How long a session lives.
const (
	staffIdle  = 15 * time.Minute
	publicIdle = 2 * time.Hour
	wholeLife  = 8 * time.Hour
	// touchEvery bounds how often the last use is written down. A session may end
	// that much before its idle time, never after it.
	touchEvery = time.Minute
)

func ms(d time.Duration) calendar.Instant { return calendar.Instant(d.Milliseconds()) }

const tokenLength = 32 // bytes

func newToken(tx *store.Tx) string {
	return base64.RawURLEncoding.EncodeToString(tx.Random(tokenLength))
}

// digestOf is how a token or code is stored: they are too random to be guessed
// from a plain hash.
func digestOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// begin stores the session under a fresh token.
func begin(tx *store.Tx, row sessionRow, address string) (SignedIn, error) {
	token := newToken(tx)
	row.ID = digestOf(token)
	if err := insertSession.One(tx, row); err != nil {
		return SignedIn{}, err
	}
	session, err := Resolve(tx, token, address)
	return SignedIn{Token: token, Session: session}, err
}

// actorOf is the account as the actor of a verb.
func actorOf(a Account, channel, address string) flow.Actor {
	by := flow.Actor{Account: a.ID, Name: a.Name, Roles: a.Roles, Unit: a.Unit, Window: a.Window,
		Areas: a.Areas, Channel: channel, Address: address}
	if a.Party != nil {
		by.Party = *a.Party
	}
	return by
}

// Resolve turns the token of a request into its session and actor. It refuses
// with SignInNeeded without a token and with SessionOver for one that ran out,
// was ended, or whose account is stopped. It costs one indexed reading, and two
// more while acting for somebody. Actor.Request is for the door to fill in.
func Resolve(tx *store.Tx, token, address string) (Session, error) {
	if token == "" {
		return Session{}, SignInNeeded.New(nil)
	}
	row, found, err := resolve.Find(tx, tx.County(), digestOf(token))
	if err != nil {
		return Session{}, err
	}
	if !found || row.over(tx.Now()) {
		return Session{}, SessionOver.New(nil)
	}
	out := Session{ID: row.SessionID, Account: row.Account, Actor: actorOf(row.Account, row.Channel, address),
		Must: row.must(tx.Now()), Enrolled: row.Enrolled, StartedAt: row.StartedAt, SeenAt: row.SeenAt,
		SteppedAt: row.SteppedAt, Stale: tx.Now()-row.SeenAt >= ms(touchEvery)}
	if out.Must != MustNothing {
		// What Actor lacks, no verb can be talked into.
		out.Actor.Roles, out.Actor.Unit, out.Actor.Window, out.Actor.Party = nil, "", "", ""
		return out, nil
	}
	if row.Delegation != nil {
		err = out.act(tx, *row.Delegation)
	}
	return out, err
}

func (r resolved) over(now calendar.Instant) bool {
	idle := publicIdle
	if r.Account.Staff() {
		idle = staffIdle
	}
	return r.Account.State != Active || now-r.SeenAt >= ms(idle) || now-r.StartedAt >= ms(wholeLife)
}

// must orders the duties: the second factor protects the other two.
func (r resolved) must(now calendar.Instant) Must {
	age := profileOf(r.Account).age
	switch {
	case r.Enrolled && r.SteppedAt == nil:
		return MustFactor
	case r.MustChange || (age > 0 && !r.Account.Demo && now-r.SetAt >= ms(age)):
		return MustPassword
	case r.Account.needsFactor() && !r.Enrolled:
		return MustEnrol
	}
	return MustNothing
}

// act puts the actor into the place of the one who delegated. A delegation that
// does not stand any more leaves the actor as it is.
func (s *Session) act(tx *store.Tx, id string) error {
	d, giver, stands, err := standing(tx, id, s.Account.ID)
	if err != nil || !stands {
		return err
	}
	s.Acting = &d
	s.Actor.For, s.Actor.Unit, s.Actor.Window, s.Actor.Areas = giver.ID, giver.Unit, giver.Window, giver.Areas
	s.Actor.Roles = shared(d.Roles, giver.Roles)
	return nil
}

// standing reads a delegation that the taker may use today: it covers the day
// and the giver is still in use and holds one of the roles.
func standing(tx *store.Tx, id, taker string) (org.Delegation, Account, bool, error) {
	d, err := org.DelegationByID(tx, id)
	if store.NoRow.Is(err) || (err == nil && (d.ToAccount != taker || !d.Covers(tx.Today()))) {
		return d, Account{}, false, nil
	}
	if err != nil {
		return d, Account{}, false, err
	}
	giver, err := ByID(tx, d.FromAccount)
	return d, giver, err == nil && giver.State == Active && len(shared(d.Roles, giver.Roles)) > 0, err
}

// shared are the roles that were handed over and are still the giver's.
func shared(given, held []flow.Role) []flow.Role {
	return slices.DeleteFunc(slices.Clone(given), func(r flow.Role) bool { return !slices.Contains(held, r) })
}

// Touch notes that a session is in use; the door calls it when Resolve said
// Stale. It is bookkeeping and leaves no journal entry.
func Touch(ctx context.Context, s *store.Store, session Session) error {
	return s.Maintain(ctx, func(tx *store.Tx) error {
		if session.Scopes != nil {
			_, err := noteUse.Run(tx, tx.Now(), tx.County(), session.Account.ID)
			return err
		}
		_, err := touchSession.Run(tx, tx.Now(), tx.County(), session.ID, tx.Now()-ms(touchEvery))
		return err
	})
}

// SignOut ends the session. Ending one that is over is no fault.
func SignOut(tx *store.Tx, session Session) error {
	n, err := endSession.Run(tx, tx.County(), session.ID)
	if err != nil || n == 0 {
		return err
	}
	_, err = journal.Record(tx, session.Actor, "account.sign_out", session.Account.ID, nil)
	return err
}

// ActFor lets the session act under a delegation from its next request on; an
// empty id returns it to its own roles. It refuses with NotActing a delegation
// that does not stand today or is another's.
func ActFor(tx *store.Tx, session Session, delegation string) error {
	var chosen *string
	if delegation != "" {
		_, _, stands, err := standing(tx, delegation, session.Account.ID)
		if err != nil {
			return err
		}
		if !stands || session.Must != MustNothing || session.Account.admin() {
			return NotActing.New(nil)
		}
		chosen = &delegation
	}
	if err := actInSession.One(tx, chosen, tx.County(), session.ID); err != nil {
		return err
	}
	by := actorOf(session.Account, session.Actor.Channel, session.Actor.Address)
	_, err := journal.Record(tx, by, "account.act_for", session.Account.ID, map[string]any{"delegation": delegation})
	return err
}

// endSessions ends every session of the account: its rights have changed.
func endSessions(tx *store.Tx, account string) error {
	_, err := endAll.Run(tx, tx.County(), account)
	return err
}

// Can reports whether the session's actor holds the permission and, for an API
// token, whether the token's scopes name it.
func (s Session) Can(perm manifest.Perm) bool {
	if s.Scopes != nil && !slices.Contains(s.Scopes, perm.Name) {
		return false
	}
	return Can(s.Actor, perm)
}
