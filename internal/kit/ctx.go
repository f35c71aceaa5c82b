package kit

import (
	"bytes"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// Form is the state of a form; see ui.Form for the lenient getters.
type Form = ui.Form

// Ctx (请求) is one request with everything a page may ask of it. It lives as
// long as the request and on its goroutine.
type Ctx struct {
	Request   *http.Request
	Actor     flow.Actor        // anonymous: no roles, channel set
	Session   *identity.Session // nil without sign-in
	RequestID string
	Lang      string // zh or en
	Large     bool   // 长辈版
	Now       calendar.Instant

	site   *Site
	route  *Route
	w      http.ResponseWriter
	status int // of the next Render; 0 means 200
	forms  map[string]*Form
	sent   *Form // the submitted form
	flash  string
	wrote  bool
	tx     *store.Tx // of the Read that is going on
}

// Read runs fn on one state of the data; a Read inside another sees the same.
func (c *Ctx) Read(fn func(tx *store.Tx) error) error {
	if c.tx != nil {
		return fn(c.tx)
	}
	return c.site.Store.Read(c.Request.Context(), func(tx *store.Tx) error {
		c.tx = tx
		defer func() { c.tx = nil }()
		return fn(tx)
	})
}

// Path is a {name} part of the route's pattern.
func (c *Ctx) Path(name string) string { return c.Request.PathValue(name) }

// Query is one parameter of the address, trimmed and half-width.
func (c *Ctx) Query(name string) string { return c.Filter().Text(name) }

// Can reports whether this session holds a manifest's permission.
func (c *Ctx) Can(perm string) bool { return c.site.can(c, perm) }

// Config is the deployment's configuration.
func (c *Ctx) Config() Config { return c.site.Config }

// Form is the request's form: as submitted on POST, empty on GET. On a page
// with several forms use FormOf with the id each was shown with.
func (c *Ctx) Form() *Form { return c.FormOf("") }

// Filter is a form filled from the address, for lists; it carries no tokens.
func (c *Ctx) Filter() *Form {
	f := ui.NewForm("")
	f.Values, f.Sent = c.Request.URL.Query(), true
	return f
}

// Page describes this page to a layout.
func (c *Ctx) Page(title string) ui.Page {
	p := ui.Page{Title: title, Lang: c.Lang, Large: c.Large, Brand: c.site.Config.Brand,
		Demo: c.site.Config.Demo, Path: c.Here(), Request: c.RequestID, Flash: c.flash, Form: c.sent, Foot: c.foot()}
	if c.Session == nil {
		return p
	}
	p.Account, p.Out = true, c.FormOf("out")
	p.Staff, p.Home = c.Actor.Unit != "", c.site.homeOf(c)
	err := c.Read(func(tx *store.Tx) (err error) {
		if p.Who, err = c.who(tx); err == nil && p.Staff {
			p.Nav, err = c.nav(tx)
		}
		return err
	})
	if err != nil {
		c.logCause(err) // the page is worth more than its frame
	}
	if p.Staff {
		p.Search = c.Query("q")
	}
	return p
}

// Here is this page's local address with its query.
func (c *Ctx) Here() string {
	if c.sent != nil && c.sent.Page != "" {
		return c.sent.Page
	}
	u := url.URL{Path: c.Request.URL.Path, RawQuery: c.Request.URL.RawQuery}
	return u.RequestURI()
}

// Absolute makes a local address absolute, for receipts and QR codes.
func (c *Ctx) Absolute(path string) string { return c.site.Config.BaseURL + path }

// Render answers with a page.
func (c *Ctx) Render(page templ.Component) error {
	var b bytes.Buffer
	if err := page.Render(c.Request.Context(), &b); err != nil {
		return err
	}
	return c.send("text/html; charset=utf-8", b.Bytes())
}
