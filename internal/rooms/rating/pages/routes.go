package pages

import (
	"net/http"

	"yingshang/internal/kit"
)

// Routes are the room's pages.
func Routes(_ kit.Deps) []kit.Route {
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	ask := get("/rate/{token}", "rating.ask", kit.Public, showAsk)
	rate := post("/rate/{token}", "rating.rate", kit.Public, rate)
	again := post("/rate/{token}/again", "rating.again", kit.Public, again)
	byCode := post("/track/rate", "rating.by_code", kit.Public, openByCode)
	byCode.Pace = kit.PaceTrack                                                   // guessing codes
	ask.Pace, rate.Pace, again.Pace = kit.PaceTrack, kit.PaceTrack, kit.PaceTrack // guessing tokens
	return []kit.Route{
		ask, rate, again, byCode,
		post("/me/rate/{id}", "rating.own", "rating.own", openOwn),
		get("/open/ratings", "rating.open", kit.Public, showOpen),
		get("/open/ratings/{file}", "rating.open_file", kit.Public, twin),
		get("/ratings", "rating.board", "rating.read", showBoard),
		get("/ratings/redress/{id}", "rating.task", "rating.read", showTask),
		post("/ratings/redress/{id}/find", "rating.find", "rating.redress", find),
		post("/ratings/redress/{id}/contact", "rating.contact", "rating.manage", contact),
		post("/ratings/redress/{id}/resolve", "rating.resolve", "rating.manage", resolve),
		post("/ratings/redress/{id}/identify", "rating.identify", "rating.manage", identify),
		post("/ratings/redress/{id}/appeal", "rating.appeal", "rating.appeal", appeal),
		post("/ratings/redress/{id}/decide", "rating.decide", "rating.manage", decide),
		get("/ratings/anomalies", "rating.suspects", "rating.manage", showSuspects),
		get("/ratings/anomalies/{key}", "rating.suspect", "rating.manage", showSuspect),
		post("/ratings/anomalies/{key}", "rating.rule", "rating.manage", ruleSuspect),
		get("/ratings/phone", "rating.phone", "rating.manage", showPhone),
		post("/ratings/phone", "rating.phone_enter", "rating.manage", enterPhone),
		get("/ratings/visit", "rating.visit", "rating.visit", showVisit),
		post("/ratings/visit", "rating.visit_open", "rating.visit", openVisit),
		get("/ratings/visit/{id}", "rating.visit_code", "rating.visit", showVisitCode),
		get("/ratings/content", "rating.content", "rating.content", showContent),
		post("/ratings/content", "rating.content_propose", "rating.content", proposeContent),
		post("/ratings/content/{id}/confirm", "rating.content_confirm", "rating.content", confirmContent),
		post("/ratings/content/{id}/drop", "rating.content_drop", "rating.content", dropContent),
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Group: "监督", Label: "评价整改", Path: "/ratings", Perm: "rating.read", Order: 320},
		{Group: "窗口", Label: "现场评价", Path: "/ratings/visit", Perm: "rating.visit", Order: 130},
	}
}
