package kit

import (
	"github.com/a-h/templ"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
)

// Permissions that no manifest declares.
const (
	// Public routes are open without sign-in (公开).
	Public = "public"
	// SignedIn routes are open to every account (登录即可).
	SignedIn = "signed-in"
)

// Body limits in bytes.
const (
	DefaultBody = 1 << 20
	UploadBody  = 50 << 20
)

// Pace names how often one address may use a route (频次).
type Pace string

const (
	PaceNone   Pace = ""
	PaceSignIn Pace = "sign-in" // guessing passwords
	PaceTrack  Pace = "track"   // guessing receipt numbers
	PaceApply  Pace = "apply"   // filing by script
)

// Handler answers one request. A returned error becomes an error page; a
// handler of a form hands verb errors to Ctx.Again instead.
type Handler func(c *Ctx) error

// Route is one address of the site.
type Route struct {
	Method  string // GET or POST; GET answers HEAD too
	Pattern string // ServeMux path: "/items/{code}"
	Name    string // unique: "catalogue.item"
	Perm    string // name of a manifest's permission, Public or SignedIn
	Handle  Handler
	Upload  bool  // multipart form, up to UploadBody
	MaxBody int64 // another limit in bytes; 0 means the usual one
	Pace    Pace
}

// Deps is what a room's pages package is given: func Routes(d Deps) []Route.
type Deps struct {
	Store  *store.Store
	Blobs  blob.Store
	Rooms  []manifest.Room
	Config Config
	// Strip is what the hall shows above the window's page, nil for nothing: the
	// app connects the two doors, which do not use each other.
	Strip func(c *Ctx, page ui.Page) (templ.Component, error)
}

// NavItem is one entry of the staff menu; it is shown to who holds Perm.
// Pages packages export func Nav() []NavItem where they have any.
type NavItem struct {
	Group string // heading above it; empty for the first block
	Label string
	Path  string
	Perm  string
	Order int // within the whole menu, ascending
	// Count is the number beside the label, nil for none. It must be answered
	// from an index: it runs for every staff page.
	Count func(tx *store.Tx, by flow.Actor) (int, error)
	Alert bool // the count is about something late
}
