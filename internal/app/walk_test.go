package app

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"yingshang/internal/app/demo"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
)

// shots is where the pictures go that a person wants to look at; empty for none.
var shots = os.Getenv("YINGSHANG_SHOTS")

// sizes are the windows in which every page is looked at.
var sizes = []struct {
	name          string
	width, height int
}{{"desk", 1366, 768}, {"phone", 390, 844}}

// TestEveryPageOfTheCounty lets each kind of person walk through the loaded
// county: every page of the registry that the permissions open must answer, be
// accessible, and fit its window. Pages with an id in their address are found by
// following links, as people find them; what no page links to stands in
// unlinked. A page nobody came to fails the test.
func TestEveryPageOfTheCounty(t *testing.T) {
	began := time.Now()
	c := loadCounty(t)
	c.fill(t)
	c.findUnlinked(t)
	t.Logf("the county stands after %s", time.Since(began).Round(time.Second))
	first := c.site.Visitor().Browser()
	t.Run("people", func(t *testing.T) {
		for _, who := range append([]kit.DemoAccount{{Who: "公众"}}, demo.Accounts...) {
			t.Run(who.Who, func(t *testing.T) {
				t.Parallel()
				newWalker(t, c, first, who).walk()
			})
		}
	})
	for _, route := range c.site.Routes() {
		if route.Method == http.MethodGet && !c.visited[route.Pattern] {
			t.Errorf("nobody came to %s (%s): link to it from a page, or name a sample in unlinked", route.Pattern, route.Name)
		}
	}
	t.Logf("%d pages drawn, %d judged, %s in all", c.drawn, c.judged, time.Since(began).Round(time.Second))
}

// county is the demonstration with its site, and what the walkers have seen.
type county struct {
	store *store.Store
	site  *kittest.Site
	ways  *http.ServeMux      // finds the pattern of an address
	extra map[string][]string // login → addresses no page links to

	mu      sync.Mutex
	visited map[string]bool // patterns that answered with a page
	shown   map[string]bool // patterns drawn
	seen    map[string]bool // kinds of elements already looked at
	dead    map[string]bool // addresses named on a page that lead nowhere
	drawn   int
	judged  int
}

func loadCounty(t *testing.T) *county {
	t.Helper()
	clock := store.NewSetClock(0)
	s, err := store.Open(t.Context(), store.Config{Dir: t.TempDir(), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // nothing is pending
	if err := LoadDemo(t.Context(), s, clock); err != nil {
		t.Fatal(err)
	}
	blobs, err := blob.OpenDir(filepath.Join(s.Dir, store.FilesDir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = blobs.Close() })
	often := kit.Limit{Every: time.Millisecond, Burst: 10_000} // everybody walks from one address
	site := kittest.New(t, s, kittest.Options{Rooms: Rooms, Routes: []func(kit.Deps) []kit.Route{routes}, Nav: nav(), Blobs: blobs,
		Config: func(c *kit.Config) {
			c.Paces = map[kit.Pace]kit.Limit{kit.PaceSignIn: often, kit.PaceTrack: often, kit.PaceApply: often}
		}})
	c := &county{store: s, site: site, ways: http.NewServeMux(), extra: map[string][]string{},
		visited: map[string]bool{}, shown: map[string]bool{}, seen: map[string]bool{}, dead: map[string]bool{}}
	for _, route := range site.Routes() {
		if route.Method == http.MethodGet {
			c.ways.Handle(route.Pattern, http.NotFoundHandler())
		}
	}
	return c
}

// fill lets people do what the half-year of the ledgers does not hold, so that
// no page stands empty.
func (c *county) fill(t *testing.T) {
	t.Helper()
	for _, act := range acts {
		who := c.site.SignIn(act.login, demo.Password)
		form := who.Get(act.page).Want(http.StatusOK).Form("form[action=" + act.action + "]")
		for name, value := range act.fields {
			form.Set(name, value)
		}
		if act.file != "" {
			form.File("file", "示例.pdf", []byte(act.file))
		}
		if page := form.Submit(); page.Status != http.StatusOK || page.Has(".summary") {
			t.Fatalf("%s at %s: %d %s", act.login, act.page, page.Status, page.Text(".summary"))
		} else {
			c.extra[act.login] = append(c.extra[act.login], page.Path)
		}
	}
	// The records of the ledger of another system, and a rating that needs redress.
	by := flow.Actor{Account: "yhb-1", Unit: "430922-yhb", Roles: []flow.Role{identity.Coordinator}}
	importCaseLog(t, c.store, by)
	rateBadly(t, c)
	proveReform(t, c)
	if err := journal.Sequence(context.Background(), c.store); err != nil {
		t.Fatal(err)
	}
}

func (c *county) findUnlinked(t *testing.T) {
	t.Helper()
	err := c.store.Read(t.Context(), func(tx *store.Tx) error {
		for _, sample := range unlinked {
			path, err := sample.find(tx)
			if err != nil {
				return fmt.Errorf("sample for %s: %w", sample.pattern, err)
			}
			c.extra[sample.login] = append(c.extra[sample.login], path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// pattern is the route an address belongs to, "" for none.
func (c *county) pattern(path string) string {
	_, pattern := c.ways.Handler(&http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}, Host: "x"})
	return pattern
}

// first reports whether nobody has drawn a page of this pattern before, and
// whether nobody has drawn one of this make, and remembers both: two pages are of
// one make if the same kinds of elements stand in them inside each other, however
// often and with whatever words.
func (c *county) first(page *kittest.Page, pattern string) (ofPattern, ofMake bool) {
	kinds := map[string]bool{}
	for _, root := range page.Find("main") {
		below(root, "", kinds)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	ofPattern = !c.shown[pattern]
	c.shown[pattern] = true
	for kind := range kinds {
		ofMake = ofMake || !c.seen[kind]
		c.seen[kind] = true
	}
	if ofPattern || ofMake {
		c.drawn++
	}
	if ofMake {
		c.judged++
	}
	return ofPattern, ofMake
}

// below collects the chain of elements that leads to each element.
func below(n *html.Node, chain string, kinds map[string]bool) {
	for child := range n.ChildNodes() {
		if child.Type == html.ElementNode {
			inner := chain + ">" + child.Data + "." + attr(child, "class")
			kinds[inner] = true
			below(child, inner, kinds)
		}
	}
}

// perPattern bounds how many pages of one kind one person looks at.
const perPattern = 3

// walker is one person on the way through the site.
type walker struct {
	t      *testing.T
	c      *county
	who    kit.DemoAccount
	client *kittest.Client
	tab    *kittest.Browser
	roles  []flow.Role
	found  map[string][]string // pattern → addresses
	todo   []string
	at     string            // the page that is open
	from   map[string]string // address → the page that named it
}

func newWalker(t *testing.T, c *county, first *kittest.Browser, who kit.DemoAccount) *walker {
	w := &walker{t: t, c: c, who: who, client: c.site.Visitor(), found: map[string][]string{}, from: map[string]string{}}
	if who.Login != "" {
		w.client = c.site.SignIn(who.Login, who.Password)
		err := c.store.Read(t.Context(), func(tx *store.Tx) error {
			a, err := identity.ByLogin(tx, who.Login)
			w.roles = a.Roles
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	w.tab = first.Tab(t, w.client)
	return w
}

func (w *walker) walk() {
	for _, route := range w.c.site.Routes() {
		if route.Method != http.MethodGet {
			continue
		}
		if whole := strings.TrimSuffix(route.Pattern, "{$}"); !strings.Contains(whole, "{") {
			w.add(whole)
		}
	}
	for _, path := range w.c.extra[w.who.Login] {
		w.add(path)
	}
	for len(w.todo) > 0 {
		path := w.todo[0]
		w.todo = w.todo[1:]
		w.at = path
		w.open(path)
	}
}

// add puts an address on the way unless it is known, or enough of its kind are.
func (w *walker) add(path string) {
	pattern := w.c.pattern(pathOnly(path))
	if pattern == "" {
		w.lost(path)
		return
	}
	if list := w.found[pattern]; len(list) < perPattern && !slices.Contains(list, path) {
		w.found[pattern] = append(list, path)
		w.todo = append(w.todo, path)
		w.from[path] = w.at
	}
}

func pathOnly(path string) string {
	path, _, _ = strings.Cut(path, "?")
	return path
}

// lost tells once of an address that is named on a page and leads nowhere.
func (w *walker) lost(path string) {
	w.c.mu.Lock()
	defer w.c.mu.Unlock()
	if !w.c.dead[path] {
		w.c.dead[path] = true
		w.t.Errorf("a page links to %s, which leads nowhere", path)
	}
}

// may reports whether the permissions open the route to this person.
func (w *walker) may(route kit.Route) bool {
	switch perm, _ := w.c.site.Perm(route.Perm); {
	case route.Perm == kit.SignedIn:
		return w.who.Login != ""
	case route.Perm == kit.Public || len(perm.Roles) == 0:
		return true
	default:
		return slices.ContainsFunc(perm.Roles, func(r flow.Role) bool { return slices.Contains(w.roles, r) })
	}
}

func (w *walker) route(pattern string) kit.Route {
	for _, route := range w.c.site.Routes() {
		if route.Method == http.MethodGet && route.Pattern == pattern {
			return route
		}
	}
	return kit.Route{}
}

// open asks for a page, looks at it if it is new, and notes where it leads.
func (w *walker) open(path string) {
	w.t.Helper()
	pattern := w.c.pattern(pathOnly(path))
	if !w.may(w.route(pattern)) {
		if page := w.client.Get(path); page.Status != http.StatusForbidden && !strings.HasPrefix(page.Path, "/sign-in") {
			w.t.Errorf("%s: status %d for somebody without the permission", path, page.Status)
		}
		return
	}
	page := w.client.Get(path)
	if page.Status != http.StatusOK {
		w.t.Errorf("%s (%s), named on %s: status %d: %s", path, pattern, w.from[path], page.Status, page.Text("main"))
		return
	}
	w.c.mu.Lock()
	w.c.visited[pattern] = true
	w.c.mu.Unlock()
	if !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
		return
	}
	w.wantHead(path, page)
	for _, a := range page.Find("a[href]") {
		if href := attr(a, "href"); strings.HasPrefix(href, "/") {
			href, _, _ = strings.Cut(href, "#")
			w.add(href)
		}
	}
	for _, form := range page.Find("form[method=get]") {
		if action := attr(form, "action"); action != "" && w.c.pattern(action) == "" {
			w.lost(action)
		}
	}
	if ofPattern, ofMake := w.c.first(page, pattern); ofPattern || ofMake {
		w.look(path, pattern, ofMake)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// wantHead fails on a page that does not say what it is.
func (w *walker) wantHead(path string, page *kittest.Page) {
	w.t.Helper()
	if n := len(page.Find("h1")); n != 1 {
		w.t.Errorf("%s: %d headings of the first order, want one", path, n)
	}
	if page.Text("title") == "" || page.Attr("html", "lang") == "" {
		w.t.Errorf("%s: title %q, lang %q", path, page.Text("title"), page.Attr("html", "lang"))
	}
}

// look shows the page in every window, and judges what nobody has judged.
func (w *walker) look(path, pattern string, judge bool) {
	w.t.Helper()
	w.tab.Open(path, sizes[0].width, sizes[0].height)
	for _, size := range sizes {
		what := fmt.Sprintf("%s at %s", path, size.name)
		w.tab.Resize(size.width, size.height)
		w.tab.WantNoSideScroll(what)
		if judge {
			w.tab.WantAccessible(what)
		}
		if shots != "" {
			name := strings.NewReplacer("/", "_", "{", "", "}", "", "$", "").Replace(pattern)
			w.tab.Shot(filepath.Join(shots, size.name, fmt.Sprintf("%s.%s.%d.png", name, w.who.Login, len(w.found[pattern])-len(w.todo))), true)
		}
	}
}
