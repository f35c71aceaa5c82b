package pages

import (
	"yingshang/internal/kit"
	"yingshang/internal/registers/papers"
)

// site holds what the pages need beside the request.
type site struct{ intake papers.Intake }

// Routes lists the room's addresses.
func Routes(d kit.Deps) []kit.Route {
	s := site{papers.Intake{Blobs: d.Blobs}}
	route := func(method, path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: method, Pattern: path, Name: "bundle." + name, Perm: perm, Handle: h}
	}
	attach := route("POST", "/me/bundles/{id}/materials/{key}", "attach", "bundle.apply", s.attach)
	attach.Upload = true
	open := route("POST", "/bundles/{code}/apply", "open", "bundle.apply", openDraft)
	open.Pace = kit.PaceApply
	return []kit.Route{
		route("GET", "/bundles", "list", kit.Public, listPage),
		route("GET", "/bundles/{code}", "detail", kit.Public, detailPage),
		route("GET", "/bundles/{code}/apply", "apply", "bundle.apply", applyPage),
		open,
		route("GET", "/me/bundles", "mine", "bundle.apply", minePage),
		route("GET", "/me/bundles/{id}", "own", "bundle.apply", ownPage),
		attach,
		route("POST", "/me/bundles/{id}/{verb}", "own_act", "bundle.apply", ownAct),

		route("GET", "/bundle-cases", "cases", "bundle.read", casesPage),
		route("GET", "/bundle-cases/{id}", "case", "bundle.read", casePage),
		route("POST", "/bundle-cases/{id}/{verb}", "case_act", "bundle.handle", caseAct),

		route("GET", "/keep/bundles", "keep", "bundle.keep", keptPage),
		route("GET", "/keep/bundles/new", "new", "bundle.keep", newPage),
		route("POST", "/keep/bundles", "create", "bundle.keep", create),
		route("GET", "/keep/bundles/{id}", "version", "bundle.keep", versionPage),
		route("GET", "/keep/bundles/{id}/edit", "edit", "bundle.keep", editPage),
		route("POST", "/keep/bundles/{id}/{verb}", "version_act", "bundle.keep", versionAct),
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Label: "一件事", Path: "/bundle-cases", Perm: "bundle.read", Order: 30},
		{Group: "事项", Label: "一件事管理", Path: "/keep/bundles", Perm: "bundle.keep", Order: 255},
	}
}
