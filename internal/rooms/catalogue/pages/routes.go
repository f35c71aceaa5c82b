package pages

import (
	"sync"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Routes are the pages of the catalogue: the public's, and its keepers'.
func Routes(d kit.Deps) []kit.Route {
	p := &pages{store: d.Store, figures: publicFigures(d.Rooms)}
	return append([]kit.Route{
		{Method: "GET", Pattern: "/{$}", Name: "catalogue.home", Perm: kit.Public, Handle: p.home},
		{Method: "GET", Pattern: "/items", Name: "catalogue.items", Perm: kit.Public, Handle: p.items},
		{Method: "GET", Pattern: "/items/{code}", Name: "catalogue.item", Perm: kit.Public, Handle: p.item},
		{Method: "GET", Pattern: "/items/{code}/check", Name: "catalogue.check", Perm: kit.Public, Handle: p.check},
		{Method: "GET", Pattern: "/items/{code}/history", Name: "catalogue.history", Perm: kit.Public, Handle: p.history},
		{Method: "GET", Pattern: "/open/reduced", Name: "catalogue.reduced", Perm: kit.Public, Handle: p.reduced},
		{Method: "GET", Pattern: "/open/conditional", Name: "catalogue.conditional", Perm: kit.Public, Handle: conditionalList.page},
		{Method: "GET", Pattern: "/open/conditional/{file}", Name: "catalogue.conditional_file", Perm: kit.Public, Handle: conditionalList.twin},
		{Method: "GET", Pattern: "/open/pledge", Name: "catalogue.pledge", Perm: kit.Public, Handle: pledgeList.page},
		{Method: "GET", Pattern: "/open/pledge/{file}", Name: "catalogue.pledge_file", Perm: kit.Public, Handle: pledgeList.twin},
		{Method: "GET", Pattern: "/en/{$}", Name: "catalogue.home.en", Perm: kit.Public, Handle: p.homeEn},
		{Method: "GET", Pattern: "/en/items/{code}", Name: "catalogue.item.en", Perm: kit.Public, Handle: p.itemEn},
	}, p.keeping()...)
}

// keeping are the pages of those who keep the catalogue (事项管理).
func (p *pages) keeping() []kit.Route {
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: "GET", Pattern: "/catalogue" + path, Name: "catalogue." + name, Perm: "catalogue." + perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: "POST", Pattern: "/catalogue" + path, Name: "catalogue." + name, Perm: "catalogue." + perm, Handle: h}
	}
	take := post("/import", "import_take", "edit", p.takeLedger)
	take.Upload = true
	return []kit.Route{
		get("", "keep", "keep", showKept),
		get("/new", "item_new", "edit", showNewItem),
		post("", "item_register", "edit", registerItem),
		get("/items/{code}", "kept", "keep", showKeptItem),
		post("/items/{code}", "item_describe", "edit", describeItem),
		post("/items/{code}/draft", "draft", "edit", startDraft),
		get("/versions/{id}", "version", "keep", showVersion),
		post("/versions/{id}/publish", "version_publish", "publish", publishVersion),
		post("/versions/{id}/discard", "version_discard", "edit", discardVersion),
		post("/versions/{id}/withdraw", "version_withdraw", "withdraw", withdrawVersion),
		get("/versions/{id}/edit/{section}", "section", "edit", showSection),
		post("/versions/{id}/edit/{section}", "section_save", "edit", saveSection),
		get("/versions/{id}/material", "material", "edit", showMaterial),
		post("/versions/{id}/material", "material_save", "edit", saveMaterial),
		post("/versions/{id}/material/drop", "material_drop", "edit", dropMaterial),
		get("/versions/{id}/question", "question", "edit", showQuestion),
		post("/versions/{id}/question", "question_save", "edit", saveQuestion),
		post("/versions/{id}/question/drop", "question_drop", "edit", dropQuestion),
		get("/import", "import", "edit", showImport),
		take,
		get("/import/{kind}/template", "import_template", "edit", ledgerTemplate),
		get("/import/{kind}/now", "import_now", "edit", ledgerNow),
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Group: "事项", Label: "事项管理", Path: "/catalogue", Perm: "catalogue.keep", Order: 250, Count: countReviews},
	}
}

// pages is what the handlers share.
type pages struct {
	store   *store.Store
	figures map[string]manifest.Figure

	kept sync.Mutex
	at   calendar.Instant // when the word was last looked at
	word []ui.KPI
}

func publicFigures(rooms []manifest.Room) map[string]manifest.Figure {
	out := map[string]manifest.Figure{}
	for _, room := range rooms {
		for _, f := range room.Figures {
			if f.Public {
				out[f.ID] = f
			}
		}
	}
	return out
}

// unitNames looks units up once per page. A unit the register does not know is
// shown by its code, for the guide must not fail over it.
type unitNames struct {
	tx    *store.Tx
	known map[string]org.Unit
}

func namesIn(tx *store.Tx) *unitNames { return &unitNames{tx, map[string]org.Unit{}} }

func (n *unitNames) unit(code string) (org.Unit, error) {
	if u, ok := n.known[code]; ok {
		return u, nil
	}
	u, err := org.ByCode(n.tx, code)
	switch {
	case store.NoRow.Is(err):
		u = org.Unit{Code: code, Name: code, Short: code}
	case err != nil:
		return u, err
	case u.Short == "":
		u.Short = u.Name
	}
	n.known[code] = u
	return u, nil
}
