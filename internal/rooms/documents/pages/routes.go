package pages

import (
	"net/http"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/documents"
	"yingshang/internal/store"
)

// Routes are the room's addresses.
func Routes(kit.Deps) []kit.Route {
	get := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	post := func(path, name, perm string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Pattern: path, Name: name, Perm: perm, Handle: h}
	}
	return []kit.Route{
		get("/documents", "documents.list", "documents.read", showList),
		get("/forms/{form}/fill", "documents.new", "documents.write", showNew),
		post("/forms/{form}/fill", "documents.start", "documents.write", start),
		get("/documents/{id}", "documents.document", "documents.read", showDocument),
		post("/documents/{id}", "documents.save", "documents.write", save),
		get("/documents/{id}/preview", "documents.preview", "documents.read", showPreview),
		post("/documents/{id}/decide", "documents.decide", "documents.write", decide),
		post("/documents/{id}/return", "documents.return", "documents.seal", giveBack),
		get("/letters/{id}/correct", "documents.correct_page", "documents.write", showCorrect),
		post("/letters/{id}/correct", "documents.correct", "documents.write", correct),
		get("/seals", "documents.seals", "documents.read", showSeals),
	}
}

// Nav are the room's entries of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Label: "手制文书", Path: "/documents", Perm: "documents.read", Order: 62, Count: waiting},
		{Label: "用印登记簿", Path: "/seals", Perm: "documents.read", Order: 64},
	}
}

// waiting counts the documents that wait for the actor's seal.
func waiting(tx *store.Tx, by flow.Actor) (int, error) {
	if len(documents.Flow.Open(by, documents.Offered)) == 0 {
		return 0, nil
	}
	list, err := documents.List(tx, by, documents.Find{Unit: by.Unit, States: []flow.State{documents.Offered}, Limit: 99})
	return len(list), err
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

const mostVersions = 1 << 40

// seen is the version of the record that the page was drawn with.
func seen(f *ui.Form) int64 { return f.Int("version", "页面版本", 1, mostVersions) }

var tones = map[flow.State]ui.Tone{documents.Drafting: ui.Blue, documents.Offered: ui.Amber, documents.Sealed: ui.Green, documents.Dropped: ui.Grey}
