package pages

import "yingshang/internal/kit"

// Routes are the register's addresses.
func Routes(d kit.Deps) []kit.Route {
	p := pages{sample: d.Config.Demo != ""}
	return []kit.Route{
		{Method: "GET", Pattern: "/letters", Name: "letters.list", Perm: "letters.read", Handle: listPage},
		{Method: "GET", Pattern: "/letters/{id}", Name: "letters.preview", Perm: "letters.read", Handle: p.preview},
		{Method: "POST", Pattern: "/letters/{id}", Name: "letters.open", Perm: "letters.read", Handle: p.open},
		{Method: "GET", Pattern: "/v", Name: "letters.verify", Perm: "letters.verify", Handle: verify, Pace: kit.PaceTrack},
		{Method: "GET", Pattern: "/v/{code}", Name: "letters.verified", Perm: "letters.verify", Handle: verify, Pace: kit.PaceTrack},
	}
}

// Nav are the register's entries in the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{{Label: "文书登记簿", Path: "/letters", Perm: "letters.read", Order: 60}}
}

// pages knows whether this is a demonstration, whose letters have no force.
type pages struct{ sample bool }
