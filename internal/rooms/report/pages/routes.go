package pages

import (
	"yingshang/internal/kit"
	"yingshang/internal/rooms/report"
)

// Routes are the room's pages.
func Routes(d kit.Deps) []kit.Route {
	p := pages{report.NewRegistry(d.Rooms)}
	return []kit.Route{
		{Method: "GET", Pattern: "/figures", Name: "report.figures", Perm: "report.read", Handle: p.figures},
		{Method: "GET", Pattern: "/figures/{id}", Name: "report.figure", Perm: "report.read", Handle: p.figure},
		{Method: "GET", Pattern: "/figures/{id}/records.xlsx", Name: "report.records", Perm: "report.read", Handle: p.records},
		{Method: "GET", Pattern: "/report", Name: "report.report", Perm: "report.read", Handle: p.report},
		{Method: "GET", Pattern: "/stats/how", Name: "report.how", Perm: kit.Public, Handle: p.how},
	}
}

// Nav are the room's entries in the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Group: "数字", Label: "数字台账", Path: "/figures", Perm: "report.read", Order: 700},
		{Group: "数字", Label: "半年报", Path: "/report", Perm: "report.read", Order: 710},
	}
}

type pages struct{ registry *report.Registry }
