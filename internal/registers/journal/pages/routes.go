package pages

import (
	"yingshang/internal/kit"
)

// Routes are the register's addresses.
func Routes(d kit.Deps) []kit.Route {
	p := pages{kinds: kindsOf(d.Rooms)}
	return []kit.Route{
		{Method: "GET", Pattern: "/audit", Name: "journal.audit", Perm: "journal.audit", Handle: p.audit},
		{Method: "POST", Pattern: "/audit/verify", Name: "journal.verify", Perm: "journal.audit", Handle: verify},
		{Method: "GET", Pattern: "/log", Name: "journal.log", Perm: "journal.read", Handle: logPage},
		{Method: "GET", Pattern: "/log/{path...}", Name: "journal.tiles", Perm: "journal.read", Handle: tiles},
	}
}

// Nav are the register's entries in the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{{Group: "系统", Label: "留痕审计", Path: "/audit", Perm: "journal.audit", Order: 940}}
}
