package app

import (
	"yingshang/internal/kit"
	casework "yingshang/internal/rooms/casework/pages"
	monitor "yingshang/internal/rooms/monitor/pages"
	rating "yingshang/internal/rooms/rating/pages"
	report "yingshang/internal/rooms/report/pages"
)

// routes are the addresses of every room.
func routes(d kit.Deps) []kit.Route {
	var out []kit.Route
	for _, of := range []func(kit.Deps) []kit.Route{
		casework.Routes, rating.Routes, monitor.Routes(watcher), report.Routes,
	} {
		out = append(out, of(d)...)
	}
	return out
}

// nav is the staff menu of every room.
func nav() []kit.NavItem {
	var out []kit.NavItem
	for _, of := range []func() []kit.NavItem{
		casework.Nav, rating.Nav, monitor.Nav, report.Nav,
	} {
		out = append(out, of()...)
	}
	return out
}
