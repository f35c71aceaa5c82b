package pages

import (
	"net/http"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/store"
)

// Routes are the room's pages.
func Routes(d kit.Deps) []kit.Route {
	s := site{papers.Intake{Blobs: d.Blobs}}
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	return []kit.Route{
		get("/agents", "assistance.board", "assistance.board", showBoard),
		post("/services", "assistance.service", "assistance.serve", logService),
		post("/services/{id}/arrived", "assistance.arrived", "assistance.serve", arrived),
		get("/agents/register", "assistance.register_form", "assistance.register", s.showRegister),
		{Method: http.MethodPost, Pattern: "/agents/register", Name: "assistance.register", Perm: "assistance.register", Handle: s.register, Upload: true},
		get("/blocks", "assistance.blocks", "assistance.blocks", showBlocks),
		post("/blocks/{id}/answer", "assistance.answer_block", "assistance.answer", answerBlock),
		post("/blocks/{id}/take-back", "assistance.take_back_block", "assistance.hold", takeBackBlock),
		get("/agents/projects", "assistance.projects", "assistance.board", showProjects),
		get("/projects/{id}", "assistance.project", "assistance.read", showProject),
		get("/agents/{id}/letter", "assistance.letter", "assistance.read", showLetter),
		get("/agents/{id}", "assistance.show", "assistance.read", showDossier),
		post("/agents/{id}/claim", "assistance.claim", "assistance.hold", claim),
		post("/agents/{id}/hand-over", "assistance.hand_over", "assistance.pass", handOver),
		post("/agents/{id}/release", "assistance.release", "assistance.hold", release),
		post("/agents/{id}/open/{item}", "assistance.open", "assistance.hold", openCase),
		{Method: http.MethodPost, Pattern: "/agents/{id}/cases/{case}/attach", Name: "assistance.attach", Perm: "assistance.hold", Handle: s.attach, Upload: true},
		post("/agents/{id}/cases/{case}/raise", "assistance.raise", "assistance.hold", raise),
		post("/agents/{id}/cases/{case}/submit", "assistance.submit", "assistance.hold", submitCase),
		post("/agents/{id}/cases/{case}/withdraw", "assistance.withdraw", "assistance.hold", withdrawCase),
		post("/agents/{id}/serve", "assistance.serve", "assistance.hold", serve),
		post("/agents/{id}/deliver", "assistance.deliver", "assistance.hold", deliver),
		post("/agents/{id}/file", "assistance.file", "assistance.hold", file),
		post("/agents/{id}/visit", "assistance.visit", "assistance.visit", visit),
		post("/agents/{id}/revoke", "assistance.revoke", "assistance.revoke", revoke),
		get("/me/grants", "assistance.grants", "assistance.give", showGrants),
		post("/me/grants", "assistance.give", "assistance.give", give),
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{{Group: "办件", Label: "帮代办卡点", Path: "/blocks", Perm: "assistance.answer", Order: 145, Count: stuck}, {Group: "窗口", Label: "帮代办", Path: "/agents", Perm: "assistance.board", Order: 140, Count: waiting}}
}

func stuck(tx *store.Tx, by flow.Actor) (int, error) {
	n, err := assistance.Stuck(tx, by)
	return int(n), err
}

func waiting(tx *store.Tx, by flow.Actor) (int, error) {
	n, err := assistance.Waiting(tx, by)
	return int(n), err
}
