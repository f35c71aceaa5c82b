package app

import (
	"yingshang/internal/kit"
	caselog "yingshang/internal/rooms/caselog/pages"
	casework "yingshang/internal/rooms/casework/pages"
	report "yingshang/internal/rooms/report/pages"
)

// routes are the addresses of every room.
func routes(d kit.Deps) []kit.Route {
	var out []kit.Route
	for _, of := range []func(kit.Deps) []kit.Route{
		casework.Routes, report.Routes, caselog.Routes,
	} {
		out = append(out, of(d)...)
	}
	return out
}

// nav is the staff menu of every room.
func nav() []kit.NavItem {
	var out []kit.NavItem
	for _, of := range []func() []kit.NavItem{
		casework.Nav, report.Nav,
	} {
		out = append(out, of()...)
	}
	return out
}
