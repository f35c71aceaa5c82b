package identity

import (
	"context"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Account (账号) is one person's, or one program's, way in.
type Account struct {
	County      string
	ID          string
	Version     int64
	Login       string  // unique for ever, also after retirement
	StaffID     *string // 工号, unique
	Name        string  // as printed; masked for applicants
	Unit        string  // code; empty for applicants
	Window      string  `db:"window_code"`
	Roles       []flow.Role
	Areas       []string // area codes the account may see; empty means the county
	Party       *string  // whom an applicant acts for
	State       flow.State
	Mobile      []byte // sealed
	FullName    []byte // sealed; applicants only
	Demo        bool
	CreatedAt   calendar.Instant
	ActivatedAt *calendar.Instant
	EndReason   *string
}

// Must names what a session has to do before anything else is open to it.
type Must string

const (
	MustNothing  Must = ""
	MustPassword Must = "password" // first sign-in, or the password is too old
	MustFactor   Must = "factor"   // enter the dynamic code
	MustEnrol    Must = "enrol"    // set up the dynamic code
)

// Session is a resolved session or API token.
type Session struct {
	ID        string // hex SHA-256 of the token; never the token
	Account   Account
	Actor     flow.Actor // without roles while Must is not MustNothing
	Must      Must
	StartedAt calendar.Instant
	SeenAt    calendar.Instant
	SteppedAt *calendar.Instant // last second factor
	Scopes    []string          // API tokens: names of permissions; nil for sessions
	Stale     bool              // call Touch
}

// SignedIn is what a sign-in hands to the door; Token goes into the cookie.
type SignedIn struct {
	Token string
	Session
}

type SignInInput struct{ Login, Password, Code, Address, Channel, Request string }

// Scope says whose records an actor may see.
type Scope struct {
	All   bool     // the whole county
	Units []string // else those of these units
}

type NewAccount struct {
	Login, StaffID, Name, Unit, Window string
	Roles                              []flow.Role // asked for; granted by the safety administrator
	Areas                              []string
	Mobile                             string
}

func SignIn(ctx context.Context, s *store.Store, in SignInInput) (SignedIn, error) { panic("pending") }
func StepUp(ctx context.Context, s *store.Store, token, code, address string) (SignedIn, error) {
	panic("pending")
}
func Resolve(tx *store.Tx, token, address string) (Session, error)       { panic("pending") }
func ResolveToken(tx *store.Tx, secret, address string) (Session, error) { panic("pending") }
func Touch(ctx context.Context, s *store.Store, session Session) error   { panic("pending") }
func SignOut(tx *store.Tx, session Session) error                        { panic("pending") }
func ActFor(tx *store.Tx, session Session, delegation string) error      { panic("pending") }
func Can(by flow.Actor, perm manifest.Perm) bool {
	return len(perm.Roles) == 0 || by.Has(perm.Roles...)
}
func (s Session) Can(perm manifest.Perm) bool             { panic("pending") }
func ScopeOf(tx *store.Tx, by flow.Actor) (Scope, error)  { panic("pending") }
func (s Scope) Sees(unit string) bool                     { panic("pending") }
func (s Scope) Narrow(w *store.Where, column string)      { panic("pending") }
func ByID(tx *store.Tx, id string) (Account, error)       { panic("pending") }
func ByLogin(tx *store.Tx, login string) (Account, error) { panic("pending") }
func Create(tx *store.Tx, by flow.Actor, in NewAccount) (Account, string, error) {
	panic("pending")
}

// Hash is an argon2id digest in its printed form.
type Hash string

func NewHash(ctx context.Context, s *store.Store, password string) (Hash, error) { panic("pending") }
func MarkDemo(tx *store.Tx) error                                                { panic("pending") }
func CreateDemoAccount(tx *store.Tx, by flow.Actor, in NewAccount, h Hash) (Account, error) {
	panic("pending")
}

type FirstAdmin struct {
	Role                 flow.Role
	Login, Name, StaffID string
	Unit                 string
}

// Bootstrap makes the first three administrators and returns their activation codes by login.
func Bootstrap(tx *store.Tx, first []FirstAdmin) (map[string]string, error) { panic("pending") }
func Activate(ctx context.Context, s *store.Store, login, code, password, address string) error {
	panic("pending")
}

var Manifest manifest.Room
