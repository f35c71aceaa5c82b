package kit_test

import (
	"net/url"
	"strings"
	"testing"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// shelf finds its own lines, whoever asks.
func shelf(zh, perm string, lines ...manifest.Hit) manifest.Finder {
	return manifest.Finder{Zh: zh, Perm: perm, Find: func(_ *store.Tx, _ flow.Actor, words string, limit int) (out []manifest.Hit, err error) {
		for _, hit := range lines {
			hit.Exact = hit.Label == words
			if strings.Contains(hit.Label, words) && len(out) < limit {
				out = append(out, hit)
			}
		}
		return out, nil
	}}
}

func TestSearchShowsEachRoomWhatOneMayOpen(t *testing.T) {
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		finding := room
		finding.Finders = []manifest.Finder{
			shelf("留言", "book.write", manifest.Hit{Label: "TJ-1", Link: "/book?n=1"}, manifest.Hit{Label: "TJ-12", Note: "第二本", Link: "/book?n=12"}),
			shelf("公开留言", "", manifest.Hit{Label: "TJ-9", Link: "/open"}),
		}
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{finding}, Routes: []func(kit.Deps) []kit.Route{bookRoutes},
			Nav:    []kit.NavItem{{Label: "写留言", Path: "/book", Perm: "book.write"}},
			Config: func(c *kit.Config) { c.Home = "/book" }})
		clerk, visitor := site.As(identity.Clerk, "zwdt"), site.Visitor()
		search := func(words string) string { return "/search?q=" + url.QueryEscape(words) }

		clerk.Get(search("TJ")).Want(200, "留言", "TJ-12", "第二本", "公开留言", "TJ-9")
		if page := clerk.Get(search("TJ-1")); page.Path != "/book?n=1" {
			t.Errorf("one exact number leads to %s", page.Path)
		}
		clerk.Get(search("xly")).Want(200, "写留言")
		clerk.Get(search("没有的")).Want(200, "没有找到“没有的”")
		clerk.Get("/search").Want(200, "要找什么")
		page := visitor.Get(search("TJ")).Want(200, "TJ-9")
		if strings.Contains(page.Text("main"), "TJ-12") || strings.Contains(visitor.Get(search("xly")).Text("main"), "写留言") {
			t.Error("a visitor sees what only staff may open")
		}
	})
}

func TestPagesAboutTheSite(t *testing.T) {
	s, _ := storetest.SQLite(t)
	visitor := newSite(t, s).Visitor()
	for path, words := range map[string]string{"/help": "查进度", "/accessibility": "还没有做到的", "/privacy": "您的权利"} {
		visitor.Get(path).Want(200, words)
	}
	visitor.Get("/help?lang=en")
	visitor.Get("/help").Want(200, "Find a service")
}
