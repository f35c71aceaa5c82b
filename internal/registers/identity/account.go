package identity

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Account (账号) is one person's, or one program's, way in.
type Account struct {
	County      string
	ID          string
	Version     int64
	Login       string  // unique for ever; applicants' is a keyed digest of the mobile number
	StaffID     *string // 工号, unique among accounts in use
	Name        string  // as printed in records; masked for applicants
	Unit        string  // code; empty for applicants
	Window      string  `db:"window_code"` // window of a clerk, else empty
	Roles       []flow.Role
	Areas       []string // area codes the account may see; empty means the whole county
	Party       *string  // whom an applicant acts for
	State       flow.State
	Mobile      []byte // sealed for the account
	FullName    []byte // sealed; applicants only
	Demo        bool   // made by the demo: no dynamic code, no ageing
	CreatedAt   calendar.Instant
	ActivatedAt *calendar.Instant
	EndReason   *string // why it was suspended, locked or retired
}

// Staff reports whether the account belongs to a unit.
func (a Account) Staff() bool { return a.Unit != "" }

// admin reports whether the account holds one of the three administrator roles.
func (a Account) admin() bool { return anyAdmin(a.Roles) }

// has reports whether the account holds the role.
func (a Account) has(role flow.Role) bool { return flow.Actor{Roles: a.Roles}.Has(role) }

// needsFactor reports whether one of the account's roles asks for a dynamic code.
func (a Account) needsFactor() bool {
	if a.Demo {
		return false
	}
	for _, r := range Roles {
		if r.Factors && a.has(r.Role) {
			return true
		}
	}
	return false
}

// secret is what only the account's holder can prove. It stands apart from the
// account because it changes without an act of record (last use).
type secret struct {
	County     string
	ID         string // of the account
	Hash       *Hash  // nil until activated
	SetAt      calendar.Instant
	MustChange bool
	Past       []Hash // newest first, without the present one
	Factor     []byte // sealed TOTP secret in force
	Offered    []byte // sealed TOTP secret not yet proved
	Step       int64  // last TOTP step that was used
	UsedAt     calendar.Instant
}

// details are what the journal says of an account: no login, no name.
type details struct {
	State  flow.State  `json:"state"`
	Unit   string      `json:"unit,omitempty"`
	Window string      `json:"window,omitempty"`
	Roles  []flow.Role `json:"roles"`
	Why    string      `json:"why,omitempty"`
}

// recordAccount journals an act that left the account as it now stands.
func recordAccount(tx *store.Tx, by flow.Actor, kind string, a Account, why string, more ...journal.Row) error {
	rows := append([]journal.Row{{Table: "identity_account", ID: a.ID}}, more...)
	_, err := journal.Record(tx, by, kind, a.ID,
		details{State: a.State, Unit: a.Unit, Window: a.Window, Roles: a.Roles, Why: why}, rows...)
	return err
}

// save writes the account back, guarded by the version it was read with, and
// counts the version up.
func save(tx *store.Tx, a *Account) error {
	if a.Roles == nil {
		a.Roles = []flow.Role{}
	}
	if a.Areas == nil {
		a.Areas = []string{}
	}
	err := saveAccount.One(tx, a.StaffID, a.Name, a.Unit, a.Window, a.Roles, a.Areas, a.Party, a.State,
		a.Mobile, a.ActivatedAt, a.EndReason, a.County, a.ID, a.Version)
	a.Version++
	return err
}

// ByID returns an account in any state.
func ByID(tx *store.Tx, id string) (Account, error) { return accountByID.One(tx, tx.County(), id) }

// ByLogin returns a staff account by its login, in any state.
func ByLogin(tx *store.Tx, login string) (Account, error) {
	return accountByLogin.One(tx, tx.County(), tidyLogin(login))
}

// Filter narrows a list of accounts; empty fields do not narrow.
type Filter struct {
	Unit  string
	Role  flow.Role
	State flow.State
	After string // page key: id of the last account seen
	Limit int    // default 100, at most 1000
}

// List returns accounts in the order they were made. Names of staff are no
// secret inside the house; applicants' are masked.
func List(tx *store.Tx, f Filter) ([]Account, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if f.Unit != "" {
		w.And("unit = ?", f.Unit)
	}
	if f.Role != "" {
		w.And("roles LIKE ?", roleLike(f.Role))
	}
	if f.State != "" {
		w.And("state = ?", f.State)
	}
	if f.After != "" {
		w.And("id > ?", f.After)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 100
	}
	return accounts.Page(tx, w, "id", min(limit, 1000))
}

// roleLike finds a role in the JSON list of roles.
func roleLike(role flow.Role) string { return `%"` + string(role) + `"%` }
