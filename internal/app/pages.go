package app

import (
	"yingshang/internal/kit"
	"yingshang/internal/kit/gallery"
	casework "yingshang/internal/rooms/casework/pages"
	report "yingshang/internal/rooms/report/pages"
)

// routes are the addresses of every room.
func routes(d kit.Deps) []kit.Route {
	var out []kit.Route
	for _, of := range []func(kit.Deps) []kit.Route{
		casework.Routes, report.Routes,
	} {
		out = append(out, of(d)...)
	}
	if d.Config.Demo != "" {
		out = append(out, gallery.Routes(d)...)
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
