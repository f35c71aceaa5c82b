package pages

import (
	"net/http"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/normdoc"
	"yingshang/internal/store"
)

// Routes are the room's pages.
func Routes(kit.Deps) []kit.Route {
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Pattern: path, Name: "normdoc." + name, Perm: "normdoc." + perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: "normdoc." + name, Perm: "normdoc." + perm, Handle: h}
	}
	return []kit.Route{
		get("/normdocs", "register", "read", showRegister),
		get("/normdocs/new", "draft_form", "draft", showDraft),
		post("/normdocs", "draft", "draft", draft),
		get("/normdocs/{id}", "document", "read", showDocument),
		post("/normdocs/{id}", "document_step", "act", stepDocument),
		get("/cleanups", "rounds", "read", showRounds),
		post("/cleanups", "round_open", "open", openRound),
		get("/cleanups/{id}", "round", "read", showRound),
		post("/cleanups/{id}", "round_publish", "decide", publishRound),
		get("/cleanups/reviews/{id}", "review", "read", showReview),
		post("/cleanups/reviews/{id}", "review_step", "act", stepReview),
		get("/cleanups/follow", "follow", "read", showFollow),
		get("/citations", "citations", "read", showCitations),
		get("/normdocs/ledgers/{kind}/{file}", "ledger", "act", ledgerFile),
		get("/open/normdocs", "public", "public", showPublic),
		get("/open/normdocs/{file}", "public_file", "public", publicTwin),
		get("/open/normdocs/doc/{id}", "public_document", "public", showPublicDocument),
		get("/open/cleanups/{id}", "public_round", "public", showPublicRound),
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Group: "法治", Label: "规范性文件库", Path: "/normdocs", Perm: "normdoc.read", Order: 410},
		{Group: "法治", Label: "文件清理", Path: "/cleanups", Perm: "normdoc.read", Order: 420, Count: normdoc.Waiting},
		{Group: "法治", Label: "失效引用", Path: "/citations", Perm: "normdoc.read", Order: 430, Count: normdoc.CountStale, Alert: true},
	}
}

// settle runs a form's act; the next page says that it is done.
func settle(c *kit.Ctx, done string, show kit.Handler, act func(tx *store.Tx) (string, error)) error {
	to, err := c.Act(act)
	if err != nil {
		return c.Again(err, show)
	}
	c.Flash(done)
	return c.Redirect(to)
}

// step is one form of a page with several: its name and what it does.
type step struct {
	form, done string
	act        func(tx *store.Tx, f *ui.Form) error
}

// take runs the form that was sent.
func take(c *kit.Ctx, show kit.Handler, back string, steps []step) error {
	for _, s := range steps {
		if f := c.FormOf(s.form); f.Sent {
			return settle(c, s.done, show, func(tx *store.Tx) (string, error) { return back, s.act(tx, f) })
		}
	}
	return show(c)
}

// seen is the version of the record that the page was drawn with.
func seen(f *ui.Form) int64 { return f.Int("version", "页面版本", 1, 1<<40) }
