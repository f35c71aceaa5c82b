package app

import (
	"yingshang/internal/kit"
	"yingshang/internal/kit/gallery"
	identity "yingshang/internal/registers/identity/pages"
	journal "yingshang/internal/registers/journal/pages"
	letters "yingshang/internal/registers/letters/pages"
	org "yingshang/internal/registers/org/pages"
	papers "yingshang/internal/registers/papers/pages"
	party "yingshang/internal/registers/party/pages"
	workdays "yingshang/internal/registers/workdays/pages"
	appraisal "yingshang/internal/rooms/appraisal/pages"
	assistance "yingshang/internal/rooms/assistance/pages"
	bundle "yingshang/internal/rooms/bundle/pages"
	caselog "yingshang/internal/rooms/caselog/pages"
	casework "yingshang/internal/rooms/casework/pages"
	catalogue "yingshang/internal/rooms/catalogue/pages"
	documents "yingshang/internal/rooms/documents/pages"
	enquiry "yingshang/internal/rooms/enquiry/pages"
	hall "yingshang/internal/rooms/hall/pages"
	incident "yingshang/internal/rooms/incident/pages"
	mandate "yingshang/internal/rooms/mandate/pages"
	monitor "yingshang/internal/rooms/monitor/pages"
	normdoc "yingshang/internal/rooms/normdoc/pages"
	outreach "yingshang/internal/rooms/outreach/pages"
	rating "yingshang/internal/rooms/rating/pages"
	replication "yingshang/internal/rooms/replication/pages"
	report "yingshang/internal/rooms/report/pages"
	supervision "yingshang/internal/rooms/supervision/pages"
)

// routes are the addresses of every room.
func routes(d kit.Deps) []kit.Route {
	var out []kit.Route
	for _, of := range []func(kit.Deps) []kit.Route{
		catalogue.Routes, casework.Routes, assistance.Routes, bundle.Routes, rating.Routes, monitor.Routes(watcher), appraisal.Routes(appraiser),
		hall.Routes, mandate.Routes(mandated), normdoc.Routes, replication.Routes, outreach.Routes, supervision.Routes, enquiry.Routes, incident.Routes, report.Routes, caselog.Routes,
		documents.Routes, letters.Routes, papers.Routes, party.Routes, workdays.Routes, org.Routes, identity.Routes, journal.Routes,
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
		casework.Nav, assistance.Nav, bundle.Nav, catalogue.Nav, rating.Nav, monitor.Nav, appraisal.Nav,
		hall.Nav, mandate.Nav, normdoc.Nav, replication.Nav, outreach.Nav, supervision.Nav, enquiry.Nav, incident.Nav, report.Nav,
		documents.Nav, letters.Nav, papers.Nav, party.Nav, workdays.Nav, org.Nav, identity.Nav, journal.Nav,
	} {
		out = append(out, of()...)
	}
	return out
}
