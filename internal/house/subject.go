package house

import (
	"yingshang/internal/app"
	"yingshang/internal/kit"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Rooms are the manifests of the program: registers and rooms.
func Rooms() []manifest.Room { return app.Rooms }

// Route is one way in, as a door registers it.
type Route struct {
	Method string
	Path   string
	Perm   string // name of a manifest's permission
	Name   string // "catalogue.item"
}

// OpenAPI is the document of the programming interface.
func OpenAPI(s *store.Store) ([]byte, error) { return app.OpenAPI(s) }

// Routes are the ways in of the whole site, opened over a store; nobody asks it
// for a file here.
func Routes(s *store.Store) ([]Route, error) {
	site, err := app.NewSite(s, nil, kit.Config{})
	if err != nil {
		return nil, err
	}
	var out []Route
	for _, r := range site.Routes() {
		out = append(out, Route{r.Method, r.Pattern, r.Perm, r.Name})
	}
	return out, nil
}
