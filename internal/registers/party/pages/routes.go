package pages

import (
	"yingshang/internal/kit"
	"yingshang/internal/manifest"
)

// pages know the rooms that keep cases.
type pages struct{ cases manifest.CaseSources }

// Routes are the register's addresses.
func Routes(d kit.Deps) []kit.Route {
	p := pages{manifest.CasesOf(d.Rooms)}
	return []kit.Route{
		{Method: "GET", Pattern: "/parties", Name: "party.list", Perm: "party.read", Handle: listPage},
		{Method: "GET", Pattern: "/parties/{id}", Name: "party.party", Perm: "party.read", Handle: p.partyPage},
		{Method: "POST", Pattern: "/parties/{id}", Name: "party.amend", Perm: "party.register", Handle: p.amend},
		{Method: "POST", Pattern: "/parties/{id}/reveal", Name: "party.reveal", Perm: "party.reveal", Handle: p.reveal},
		{Method: "POST", Pattern: "/parties/{id}/classes", Name: "party.class", Perm: "party.class", Handle: p.setClass},
		{Method: "POST", Pattern: "/parties/{id}/bars", Name: "party.bar", Perm: "party.class", Handle: p.setBar},
		{Method: "POST", Pattern: "/parties/{id}/bars/{bar}/lift", Name: "party.lift", Perm: "party.class", Handle: p.liftBar},
		{Method: "GET", Pattern: "/parties/{id}/erase", Name: "party.erase_page", Perm: "party.erase", Handle: erasePage},
		{Method: "POST", Pattern: "/parties/{id}/erase", Name: "party.erase", Perm: "party.erase", Handle: erase},
		{Method: "GET", Pattern: "/me/profile", Name: "party.own", Perm: "party.own", Handle: ownPage},
	}
}

// Nav are the register's entries in the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{{Label: "企业和个人", Path: "/parties", Perm: "party.read", Order: 70}}
}
