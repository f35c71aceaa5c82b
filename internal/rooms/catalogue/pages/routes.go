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

// Routes are the public pages of the catalogue.
func Routes(d kit.Deps) []kit.Route {
	p := &pages{store: d.Store, figures: publicFigures(d.Rooms)}
	return []kit.Route{
		{Method: "GET", Pattern: "/{$}", Name: "catalogue.home", Perm: kit.Public, Handle: p.home},
		{Method: "GET", Pattern: "/items", Name: "catalogue.items", Perm: kit.Public, Handle: p.items},
		{Method: "GET", Pattern: "/items/{code}", Name: "catalogue.item", Perm: kit.Public, Handle: p.item},
		{Method: "GET", Pattern: "/items/{code}/check", Name: "catalogue.check", Perm: kit.Public, Handle: p.check},
		{Method: "GET", Pattern: "/items/{code}/history", Name: "catalogue.history", Perm: kit.Public, Handle: p.history},
		{Method: "GET", Pattern: "/open/reduced", Name: "catalogue.reduced", Perm: kit.Public, Handle: p.reduced},
		{Method: "GET", Pattern: "/en/{$}", Name: "catalogue.home.en", Perm: kit.Public, Handle: p.homeEn},
		{Method: "GET", Pattern: "/en/items/{code}", Name: "catalogue.item.en", Perm: kit.Public, Handle: p.itemEn},
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
