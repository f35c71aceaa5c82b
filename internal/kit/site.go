package kit

import (
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sort"
	"strings"
	"sync"

	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
)

// Site (网站) is every page and programming door of one deployment as one
// http.Handler.
type Site struct {
	Deps
	Gate Gate

	mux    *http.ServeMux
	routes []Route
	nav    []NavItem
	perms  map[string]manifest.Perm
	cross  *http.CrossOriginProtection
	keys   signKeys
	paces  *paceKeeper
	crowd  *crowd
	denied *denials
	feet   func() []footLink
}

// NewSite builds the site from the rooms' routes and menu entries and kit's
// own pages (sign-in, health, files). It refuses a route without a known
// permission, a name or address used twice, and a POST that is not a form.
func NewSite(d Deps, gate Gate, routes []Route, nav []NavItem) (*Site, error) {
	if d.Config.Log == nil {
		d.Config.Log = slog.Default()
	}
	if d.Config.Home == "" {
		d.Config.Home = "/inbox"
	}
	s := &Site{Deps: d, Gate: gate, mux: http.NewServeMux(),
		perms: permsOf(d.Rooms), cross: http.NewCrossOriginProtection(),
		keys: newSignKeys(d.Store.Keys), paces: newPaceKeeper(d.Config.Paces),
		crowd: newCrowd(), denied: newDenials()}
	if d.Config.BaseURL != "" {
		if err := s.cross.AddTrustedOrigin(d.Config.BaseURL); err != nil {
			return nil, fmt.Errorf("base URL: %w", err)
		}
	}
	s.feet = sync.OnceValue(s.footLinks)
	s.nav = slices.Clone(nav)
	sort.SliceStable(s.nav, func(i, j int) bool { return s.nav[i].Order < s.nav[j].Order })
	if err := s.Add(append(append(s.ownRoutes(), s.aboutRoutes()...), routes...)...); err != nil {
		return nil, err
	}
	s.mux.HandleFunc("/", s.noRoute)
	return s, nil
}

// Add puts further pages on the site before it serves, under the same checks.
func (s *Site) Add(routes ...Route) error {
	s.routes = append(s.routes, routes...)
	if err := s.checkRoutes(); err != nil {
		return err
	}
	for i := range routes {
		route := &routes[i]
		if route.Handle == nil {
			return fmt.Errorf("route %s: handler is missing", route.Name)
		}
		s.mux.HandleFunc(route.Method+" "+route.Pattern, func(w http.ResponseWriter, r *http.Request) {
			s.answer(w, r, route)
		})
	}
	return nil
}

func permsOf(rooms []manifest.Room) map[string]manifest.Perm {
	perms := map[string]manifest.Perm{}
	for _, perm := range identity.Manifest.Perms {
		perms[perm.Name] = perm
	}
	for _, room := range rooms {
		for _, perm := range room.Perms {
			perms[perm.Name] = perm
		}
	}
	return perms
}

// checkRoutes finds at start-up what would otherwise be found by a visitor.
func (s *Site) checkRoutes() error {
	names, addresses := map[string]bool{}, map[string]bool{}
	for _, r := range s.routes {
		address := r.Method + " " + r.Pattern
		_, known := s.perms[r.Perm]
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodPost:
			return fmt.Errorf("route %s: method %q; pages use GET and POST", r.Name, r.Method)
		case r.Name == "":
			return fmt.Errorf("route %s: name is missing", address)
		case names[r.Name]:
			return fmt.Errorf("route name %s is used twice", r.Name)
		case addresses[address]:
			return fmt.Errorf("route %s: the address %s is used twice", r.Name, address)
		case !known && r.Perm != Public && r.Perm != SignedIn:
			return fmt.Errorf("route %s: no manifest declares the permission %q", r.Name, r.Perm)
		}
		names[r.Name], addresses[address] = true, true
	}
	return nil
}

// Routes lists every page route, kit's own first, for the generated documents
// and the house tests.
func (s *Site) Routes() []Route { return slices.Clone(s.routes) }

// Perm returns a permission by name.
func (s *Site) Perm(name string) (manifest.Perm, bool) {
	perm, ok := s.perms[name]
	return perm, ok
}

// Mount hangs another door, such as the programming interface, under a prefix
// ("/api/v1/"). It gets the protective headers, limits and log lines of every
// answer; sessions and permissions are its own affair.
func (s *Site) Mount(prefix string, door http.Handler) { s.mux.Handle(prefix, door) }

// Declare names a way in that a mounted door answers itself, so that it stands
// among the routes and obeys the same checks.
func (s *Site) Declare(r Route) error {
	s.routes = append(s.routes, r)
	return s.checkRoutes()
}

// AsksFor reports whether an operation of a mounted interface asks for the
// permission: a token with any other would open nothing.
func (c *Ctx) AsksFor(perm string) bool {
	return slices.ContainsFunc(c.site.routes, func(r Route) bool {
		return r.Perm == perm && strings.HasPrefix(r.Pattern, APIPrefix)
	})
}

// Take counts one request of an address against a pace and refuses with TooOften,
// for doors that are mounted.
func (s *Site) Take(pace Pace, address string) error { return s.paces.take(pace, address) }

// Open reports whether everybody holds the permission, without sign-in: Public,
// and what a manifest declares without roles.
func (s *Site) Open(name string) bool {
	perm, declared := s.perms[name]
	return name == Public || declared && len(perm.Roles) == 0
}

// can reports whether the request's session holds the permission.
func (s *Site) can(c *Ctx, name string) bool {
	if name == SignedIn {
		return c.Session != nil
	}
	if s.Open(name) {
		return true
	}
	perm, ok := s.perms[name]
	return ok && c.Session != nil && c.Session.Can(perm)
}
