package pages

import "yingshang/internal/kit"

// Routes are the register's addresses.
func Routes(d kit.Deps) []kit.Route {
	p := pages{sample: d.Config.Demo != ""}
	return []kit.Route{
		{Method: "GET", Pattern: "/letters", Name: "letters.list", Perm: "letters.read", Handle: listPage},
		{Method: "GET", Pattern: "/letters/forms", Name: "letters.forms", Perm: "letters.verify", Handle: formsPage},
		{Method: "GET", Pattern: "/forms/{form}", Name: "letters.form", Perm: "letters.verify", Handle: formPage},
		{Method: "GET", Pattern: "/forms/{form}/print", Name: "letters.specimen", Perm: "letters.verify", Handle: specimenPage},
		{Method: "GET", Pattern: "/letters/{id}", Name: "letters.preview", Perm: "letters.read", Handle: p.preview},
		{Method: "POST", Pattern: "/letters/{id}", Name: "letters.open", Perm: "letters.read", Handle: p.open},
		{Method: "GET", Pattern: "/letters/{id}/delivery", Name: "letters.delivery", Perm: "letters.deliver", Handle: servePage},
		{Method: "POST", Pattern: "/letters/{id}/delivery", Name: "letters.deliver", Perm: "letters.deliver", Handle: serve},
		{Method: "POST", Pattern: "/letters/{id}/deliveries/{delivery}/arrive", Name: "letters.arrive", Perm: "letters.deliver", Handle: arrive},
		{Method: "POST", Pattern: "/letters/{id}/deliveries/{delivery}/return", Name: "letters.return", Perm: "letters.deliver", Handle: sendBack},
		{Method: "POST", Pattern: "/letters/{id}/deliveries/{delivery}/proof", Name: "letters.proof", Perm: "letters.deliver", Handle: proof},
		{Method: "GET", Pattern: "/letters/{id}/void", Name: "letters.void_page", Perm: "letters.void", Handle: voidPage},
		{Method: "POST", Pattern: "/letters/{id}/void", Name: "letters.void", Perm: "letters.void", Handle: void},
		{Method: "GET", Pattern: "/admin/remedies", Name: "letters.remedies", Perm: "letters.remedy", Handle: remediesPage},
		{Method: "GET", Pattern: "/admin/remedies/{unit}", Name: "letters.remedy", Perm: "letters.remedy", Handle: remedyPage},
		{Method: "POST", Pattern: "/admin/remedies/{unit}", Name: "letters.remedy_set", Perm: "letters.remedy", Handle: setRemedy},
		{Method: "GET", Pattern: "/v", Name: "letters.verify", Perm: "letters.verify", Handle: verify, Pace: kit.PaceTrack},
		{Method: "GET", Pattern: "/v/{code}", Name: "letters.verified", Perm: "letters.verify", Handle: verify, Pace: kit.PaceTrack},
	}
}

// Nav are the register's entries in the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Label: "文书登记簿", Path: "/letters", Perm: "letters.read", Order: 60},
		{Group: "系统", Label: "救济途径", Path: "/admin/remedies", Perm: "letters.remedy", Order: 925},
	}
}

// pages knows whether this is a demonstration, whose letters have no force.
type pages struct{ sample bool }
