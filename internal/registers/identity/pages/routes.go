package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// pages knows the permissions a token may be given.
type pages struct{ perms []manifest.Perm }

// Routes are the register's addresses.
func Routes(d kit.Deps) []kit.Route {
	p := pages{perms: tokenPerms(d.Rooms)}
	routes := []kit.Route{
		{Method: "GET", Pattern: "/admin/accounts", Name: "identity.accounts", Perm: "identity.read", Handle: accountsPage},
		{Method: "GET", Pattern: "/admin/accounts/new", Name: "identity.new", Perm: "identity.keep", Handle: newPage},
		{Method: "POST", Pattern: "/admin/accounts", Name: "identity.create", Perm: "identity.keep", Handle: create},
		{Method: "GET", Pattern: "/admin/accounts/{id}", Name: "identity.account", Perm: "identity.read", Handle: accountPage},
		{Method: "GET", Pattern: "/admin/grants", Name: "identity.grants", Perm: "identity.grant", Handle: grantsPage},
		{Method: "POST", Pattern: "/admin/grants/{id}/approve", Name: "identity.approve", Perm: "identity.grant", Handle: decide(identity.Approve)},
		{Method: "POST", Pattern: "/admin/grants/{id}/decline", Name: "identity.decline", Perm: "identity.grant", Handle: decide(identity.Decline)},
		{Method: "GET", Pattern: "/admin/tokens", Name: "identity.tokens", Perm: "identity.keep", Handle: p.tokensPage},
		{Method: "POST", Pattern: "/admin/tokens", Name: "identity.token_issue", Perm: "identity.keep", Handle: p.issueToken},
		{Method: "POST", Pattern: "/admin/tokens/{id}/revoke", Name: "identity.token_revoke", Perm: "identity.keep", Handle: p.revokeToken},
		{Method: "GET", Pattern: "/delegations", Name: "identity.delegations", Perm: "identity.delegate", Handle: delegationsPage},
		{Method: "POST", Pattern: "/delegations", Name: "identity.delegate", Perm: "identity.delegate", Handle: delegate},
		{Method: "POST", Pattern: "/delegations/{id}/end", Name: "identity.delegate_end", Perm: "identity.delegate", Handle: endDelegation},
		{Method: "POST", Pattern: "/delegations/act", Name: "identity.act_for", Perm: "identity.delegate", Handle: actFor},
		{Method: "POST", Pattern: "/delegations/{id}/act", Name: "identity.act_under", Perm: "identity.delegate", Handle: actFor},
		{Method: "GET", Pattern: "/me/account", Name: "identity.me", Perm: "identity.self", Handle: mePage},
	}
	for _, a := range acts {
		routes = append(routes, kit.Route{Method: "POST", Pattern: "/admin/accounts/{id}/" + a.name,
			Name: "identity.do_" + a.name, Perm: a.perm, Handle: a.handle()})
	}
	return routes
}

// Nav are the register's entries in the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Label: "代理授权", Path: "/delegations", Perm: "identity.delegate", Order: 90},
		{Group: "系统", Label: "账号", Path: "/admin/accounts", Perm: "identity.read", Order: 900},
		{Group: "系统", Label: "岗位申请", Path: "/admin/grants", Perm: "identity.grant", Order: 902, Count: waitingGrants},
		{Group: "系统", Label: "接口令牌", Path: "/admin/tokens", Perm: "identity.keep", Order: 904},
		{Group: "系统", Label: "我的账号", Path: "/me/account", Perm: "identity.self", Order: 990},
	}
}

func waitingGrants(tx *store.Tx, _ flow.Actor) (int, error) {
	waiting, err := identity.Grants(tx)
	return len(waiting), err
}

// tokenPerms are the permissions an interface account may hold: those of the
// role itself, and of what else the account was granted to work for an office.
func tokenPerms(rooms []manifest.Room) []manifest.Perm {
	var out []manifest.Perm
	for _, room := range rooms {
		for _, perm := range room.Perms {
			if (flow.Actor{Roles: perm.Roles}).Has(identity.Staff()...) {
				out = append(out, perm)
			}
		}
	}
	return out
}
