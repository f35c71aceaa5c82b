package kit_test

import (
	"context"
	"io"
	"testing"

	"github.com/a-h/templ"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// room is a small room: a book in which staff write a line.
var room = manifest.Room{Name: "book", Zh: "留言簿", Perms: []manifest.Perm{
	{Name: "book.write", Zh: "写留言", Roles: []flow.Role{identity.Clerk}},
	{Name: "book.read", Zh: "看留言", Roles: nil},
}}

var closedBook = fault.Define("book.closed", fault.Refused, "留言簿今天已经合上，请明天再写。")

// bookRoutes are the room's pages.
func bookRoutes(kit.Deps) []kit.Route {
	return []kit.Route{
		{Method: "GET", Pattern: "/book", Name: "book.show", Perm: "book.write", Handle: showBook},
		{Method: "POST", Pattern: "/book", Name: "book.write", Perm: "book.write", Handle: writeBook},
		{Method: "POST", Pattern: "/book/file", Name: "book.file", Perm: "book.write", Handle: fileBook, Upload: true},
		{Method: "GET", Pattern: "/open", Name: "book.open", Perm: "book.read", Handle: openBook},
		{Method: "POST", Pattern: "/open", Name: "book.open.write", Perm: kit.Public, Handle: writeOpen, Pace: kit.PaceApply},
		{Method: "GET", Pattern: "/panic", Name: "book.panic", Perm: kit.Public, Handle: func(*kit.Ctx) error { panic("王某某的秘密") }},
		{Method: "GET", Pattern: "/broken", Name: "book.broken", Perm: kit.Public, Handle: func(*kit.Ctx) error { return io.ErrUnexpectedEOF }},
	}
}

func showBook(c *kit.Ctx) error {
	f := c.Form()
	f.Default("line", "早")
	return c.Render(bookPage(c.Page("留言"), f))
}

func openBook(c *kit.Ctx) error { return c.Render(bookPage(c.Page("公开留言"), c.Form())) }

// bookPage is written by hand, for the tests of the kit have no templates.
func bookPage(p ui.Page, f *ui.Form) templ.Component {
	inside := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		fields := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			if err := ui.Field(f, ui.FieldView{Name: "line", Label: "留言"}).Render(ctx, w); err != nil {
				return err
			}
			if err := ui.DateField(f, ui.FieldView{Name: "day", Label: "日期"}).Render(ctx, w); err != nil {
				return err
			}
			return ui.Push(ui.Button{Label: "写下"}).Render(ctx, w)
		})
		if err := ui.ErrorSummary(f).Render(ctx, w); err != nil {
			return err
		}
		return ui.Post(f, "").Render(templ.WithChildren(ctx, fields), w)
	})
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return ui.Public(p).Render(templ.WithChildren(ctx, inside), w)
	})
}

func writeBook(c *kit.Ctx) error {
	f := c.Form()
	line := f.Need("line", "留言")
	f.Day("day", "日期")
	err := c.Write(func(tx *store.Tx) (string, error) {
		if line == "合上" {
			return "", closedBook.New(nil)
		}
		if len([]rune(line)) > 10 {
			var p fault.Problems
			p.Add("line", "留言：太长，请写 10 个字以内")
			return "", p.Err()
		}
		if line == "撞" {
			return "", store.ChangedMeanwhile.New(nil)
		}
		_, err := journal.Record(tx, c.Actor, "book.write", "the-book", nil)
		return "/book?written=1", err
	})
	return c.Again(err, showBook)
}

func writeOpen(c *kit.Ctx) error {
	err := c.Write(func(tx *store.Tx) (string, error) {
		_, err := journal.Record(tx, flow.Actor{Account: "anonymous"}, "book.write", "the-book", nil)
		return "/open", err
	})
	return c.Again(err, openBook)
}

func fileBook(c *kit.Ctx) error {
	file, ok := c.Form().File("plan")
	if !ok {
		return c.Send("text/plain", []byte("none"))
	}
	return c.Send("text/plain", []byte(file.FileName+" "+file.Digest))
}

func newSite(t testing.TB, s *store.Store, change ...func(*kit.Config)) *kittest.Site {
	t.Helper()
	return kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{room}, Routes: []func(kit.Deps) []kit.Route{bookRoutes},
		Config: func(c *kit.Config) {
			c.Home = "/book"
			for _, f := range change {
				f(c)
			}
		}})
}

// lines is how many acts the book has seen.
func lines(t testing.TB, s *store.Store, subject, kind string) int {
	t.Helper()
	n := 0
	err := s.Read(context.Background(), func(tx *store.Tx) error {
		events, err := journal.History(tx, subject)
		for _, e := range events {
			if e.Kind == kind {
				n++
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
