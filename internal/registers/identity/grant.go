package identity

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Grant (岗位申请) is a request that an account hold exactly these roles. Roles of
// the business take the approval of the safety administrator, an administrator's
// role that of two administrators; nobody approves the own.
type Grant struct {
	County    string
	ID        string
	Version   int64
	AccountID string
	Roles     []flow.Role
	State     flow.State
	Reason    string
	AskedBy   string
	AskedAt   calendar.Instant
	FirstBy   *string // first approval
	SecondBy  *string // second approval, for an administrator's role
	EndedAt   *calendar.Instant
}

// Ask requests roles for an account. The system and the safety administrator may
// ask for anybody, the head of a unit for its people.
func Ask(tx *store.Tx, by flow.Actor, account string, roles []flow.Role, reason string) (Grant, error) {
	a, err := ByID(tx, account)
	if err != nil {
		return Grant{}, err
	}
	if err := may(by, SystemAdmin, SafetyAdmin, Head); err != nil {
		return Grant{}, err
	}
	if by.Has(Head) && by.Unit != a.Unit {
		return Grant{}, store.NoRow.New(nil) // out of scope answers like missing
	}
	return ask(tx, by, a, roles, reason)
}

func ask(tx *store.Tx, by flow.Actor, a Account, roles []flow.Role, reason string) (Grant, error) {
	var p fault.Problems
	if len(roles) == 0 {
		p.Add("roles", "没有选岗位，请至少选一个；要取消岗位请用“收回岗位”")
	}
	for _, role := range roles {
		if _, known := ParseRole(string(role)); !known || role == Applicant {
			p.Add("roles", "岗位“%s”不认识，请从列表里选", role)
		}
	}
	if !RolesCompatible(roles) {
		p.Add("roles", "%s", RolesClash.New(nil).Sentence())
	}
	if strings.TrimSpace(reason) == "" {
		p.Add("reason", "没有填写原因，请写明任职文件或工作安排")
	}
	if a.State == Retired {
		p.Add("account", "账号已注销，不能再给岗位，请新开账号")
	}
	if err := p.Err(); err != nil {
		return Grant{}, err
	}
	g := Grant{County: tx.County(), ID: tx.NewID(), Version: 1, AccountID: a.ID, Roles: roles, State: Asked,
		Reason: strings.TrimSpace(reason), AskedBy: by.Account, AskedAt: tx.Now()}
	if err := insertGrant.One(tx, g); err != nil {
		return Grant{}, fmt.Errorf("grant for %s: %w", a.ID, err)
	}
	return g, recordGrant(tx, by, "account.ask_roles", g)
}

func recordGrant(tx *store.Tx, by flow.Actor, kind string, g Grant, more ...journal.Row) error {
	rows := append([]journal.Row{{Table: "identity_grant", ID: g.ID}}, more...)
	_, err := journal.Record(tx, by, kind, g.AccountID, map[string]any{"grant": g.ID, "roles": g.Roles, "state": g.State}, rows...)
	return err
}

// Approve approves a request. The last approval that was needed gives the account
// its roles and ends its sessions.
func Approve(tx *store.Tx, by flow.Actor, id string) (Grant, error) {
	g, a, step, err := toEnd(tx, by, id, VerbApprove)
	if err != nil {
		return Grant{}, err
	}
	if !anyAdmin(g.Roles) && !a.admin() {
		if err := may(by, SafetyAdmin); err != nil {
			return Grant{}, err
		}
		g.FirstBy = &by.Account
		return grant(tx, by, g, a, step)
	}
	switch {
	case g.FirstBy == nil:
		g.FirstBy = &by.Account
		if err := write(tx, &g, Asked); err != nil {
			return Grant{}, err
		}
		return g, recordGrant(tx, by, "account.approve_first", g)
	case *g.FirstBy == by.Account:
		return Grant{}, AlreadyApproved.New(nil)
	}
	g.SecondBy = &by.Account
	return grant(tx, by, g, a, step)
}

// toEnd reads a request that the actor may decide: an administrator who is not
// the one it is for.
func toEnd(tx *store.Tx, by flow.Actor, id string, verb flow.Verb) (Grant, Account, flow.Step, error) {
	g, err := grantByID.One(tx, tx.County(), id)
	if err != nil {
		return g, Account{}, flow.Step{}, err
	}
	step, err := GrantFlow.Next(by, g.State, verb)
	if err != nil {
		return g, Account{}, step, err
	}
	a, err := ByID(tx, g.AccountID)
	if err != nil {
		return g, a, step, err
	}
	return g, a, step, mayOther(by, a, step.Roles...)
}

func grant(tx *store.Tx, by flow.Actor, g Grant, a Account, step flow.Step) (Grant, error) {
	if a.State == Retired {
		return Grant{}, ended(a)
	}
	if err := keepLast(tx, a, g.Roles); err != nil {
		return Grant{}, err
	}
	now := tx.Now()
	g.EndedAt = &now
	if err := write(tx, &g, step.To); err != nil {
		return Grant{}, err
	}
	a.Roles = g.Roles
	if err := save(tx, &a); err != nil {
		return Grant{}, err
	}
	if err := endSessions(tx, a.ID); err != nil {
		return Grant{}, err
	}
	return g, recordGrant(tx, by, step.Kind, g, journal.Row{Table: "identity_account", ID: a.ID})
}

func write(tx *store.Tx, g *Grant, to flow.State) error {
	err := saveGrant.One(tx, to, g.FirstBy, g.SecondBy, g.EndedAt, g.County, g.ID, g.Version)
	g.State, g.Version = to, g.Version+1
	return err
}

// Decline ends a request without granting it.
func Decline(tx *store.Tx, by flow.Actor, id string) (Grant, error) {
	g, _, step, err := toEnd(tx, by, id, VerbDecline)
	if err != nil {
		return Grant{}, err
	}
	now := tx.Now()
	g.EndedAt = &now
	if err := write(tx, &g, step.To); err != nil {
		return Grant{}, err
	}
	return g, recordGrant(tx, by, step.Kind, g)
}

// Grants lists requests that wait for a decision, oldest first.
func Grants(tx *store.Tx) ([]Grant, error) {
	w := new(store.Where).And("county = ?", tx.County()).And("state = ?", Asked)
	return grants.Page(tx, w, "id", 1000)
}

// GrantsOf lists every request about an account, oldest first.
func GrantsOf(tx *store.Tx, account string) ([]Grant, error) {
	w := new(store.Where).And("county = ?", tx.County()).And("account_id = ?", account)
	return grants.Page(tx, w, "id", 1000)
}

// Revoke takes roles away at once. The last of each administrator stays.
func Revoke(tx *store.Tx, by flow.Actor, account string, roles []flow.Role, reason string) (Account, error) {
	a, err := ByID(tx, account)
	if err != nil {
		return Account{}, err
	}
	if err := mayOther(by, a, SafetyAdmin); err != nil {
		return Account{}, err
	}
	rest := without(a.Roles, roles)
	if len(rest) == len(a.Roles) {
		return a, nil
	}
	if err := keepLast(tx, a, rest); err != nil {
		return Account{}, err
	}
	a.Roles = rest
	if err := save(tx, &a); err != nil {
		return Account{}, err
	}
	if err := endSessions(tx, a.ID); err != nil {
		return Account{}, err
	}
	return a, recordAccount(tx, by, "account.revoke", a, reason)
}

func without(roles, taken []flow.Role) []flow.Role {
	out := []flow.Role{}
	for _, r := range roles {
		if !(flow.Actor{Roles: taken}).Has(r) {
			out = append(out, r)
		}
	}
	return out
}

// keepLast refuses to take an administrator's role from its last holder.
func keepLast(tx *store.Tx, a Account, next []flow.Role) error {
	for _, role := range Admins() {
		if !a.has(role) || (flow.Actor{Roles: next}).Has(role) || (a.State != Active && a.State != Invited) {
			continue
		}
		count, err := holdersOf.One(tx, tx.County(), roleLike(role))
		if err != nil {
			return err
		}
		if count.N <= 1 {
			return LastAdmin.New(fault.Args{"role": flow.RoleName(role)})
		}
	}
	return nil
}
