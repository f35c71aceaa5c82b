package kit_test

import (
	"strings"
	"testing"

	"yingshang/internal/kit/kittest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func TestForm(t *testing.T) {
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		site := newSite(t, s)
		clerk := site.As(identity.Clerk, "zwdt")
		fill := func() *kittest.Fill {
			return clerk.Get("/book").Want(200).Form("form[id=form]").Set("line", "您好").Set("day", "２０２０年６月８日")
		}
		mend := map[string]struct {
			line, day string
			status    int
			says      string
			fields    int
		}{
			"两处都错一次说全": {"这一句话实在是太长了写不下", "6月", 422, "有 2 处要改一下", 2},
			"规定不许":     {"合上", "2020-06-08", 422, "留言簿今天已经合上", 0},
			"他人已改":     {"撞", "2020-06-08", 409, "刚被别人改过", 0},
			"没有填":      {" ", "2020-06-08", 422, "留言：还没有填", 1},
		}
		for name, want := range mend {
			page := fill().Set("line", want.line).Set("day", want.day).Submit().Want(want.status, want.says)
			if got := page.Text("title"); !strings.HasPrefix(got, "错误：") {
				t.Errorf("%s: the title is %q", name, got)
			}
			if got := page.Form("form[id=form]").Value("line"); got != want.line {
				t.Errorf("%s: typed %q, kept %q", name, want.line, got)
			}
			if got := page.Form("form[id=form]").Value("day"); got != want.day {
				t.Errorf("%s: typed %q, kept %q", name, want.day, got)
			}
			links := page.Find(".summary li a")
			if len(links) != want.fields {
				t.Errorf("%s: %d lines in the summary, want %d", name, len(links), want.fields)
			}
			for _, link := range links {
				if target := link.Attr[0].Val; !page.Has(target) {
					t.Errorf("%s: the summary leads to %s, which is not there", name, target)
				}
			}
		}
		if n := lines(t, s, "the-book", "book.write"); n != 0 {
			t.Fatalf("refused forms left %d lines", n)
		}

		form := fill()
		form.Submit().Want(200)
		if page := form.Submit().Want(200); page.Path != "/book?written=1" {
			t.Errorf("the repeated form led to %s", page.Path)
		}
		if n := lines(t, s, "the-book", "book.write"); n != 1 {
			t.Errorf("a form sent twice left %d lines, want 1", n)
		}
		again := form.Set("line", "换了").Submit().Want(409, "已经提交过一次")
		again.Form("form[id=form]").Submit().Want(200)
		if n := lines(t, s, "the-book", "book.write"); n != 2 {
			t.Errorf("after the refreshed form there are %d lines, want 2", n)
		}
	})
}

func TestFormSurvivesTheSession(t *testing.T) {
	t.Parallel()
	s, clock := storetest.SQLite(t)
	site := newSite(t, s)
	clerk := site.As(identity.Clerk, "zwdt")
	form := clerk.Get("/book").Form("form[id=form]").Set("line", "写了很久").Set("day", "2020-6-9")
	clock.Advance(30 * 60e9)

	asked := form.Submit().Want(401, "登录已过期", "刚才填的内容都还在")
	if n := lines(t, s, "the-book", "book.write"); n != 0 {
		t.Fatalf("the expired form left %d lines", n)
	}
	wrong := asked.Form("form[action=/sign-in]").Set("login", "clerk.zwdt").Set("password", "no").Submit().Want(422, "账号、密码或动态码不对")
	back := wrong.Form("form[action=/sign-in]").Set("password", kittest.Password).Submit().Want(200, "已重新登录，刚才填的内容都还在")
	filled := back.Form("form[id=form]")
	if filled.Value("line") != "写了很久" || filled.Value("day") != "2020-6-9" {
		t.Fatalf("after the sign-in the form holds %q and %q", filled.Value("line"), filled.Value("day"))
	}
	filled.Submit().Want(200)
	if n := lines(t, s, "the-book", "book.write"); n != 1 {
		t.Errorf("the resumed form left %d lines, want 1", n)
	}
}

func TestKeptFormCannotBeForged(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s)
	clerk := site.As(identity.Clerk, "zwdt")
	form := clerk.Get("/book").Form("form[id=form]").Set("line", "真").Set("day", "2020-06-09")
	clerk.DropCookie("s")
	clerk.Header["Sec-Fetch-Site"] = "same-origin" // a browser that lost its cookie, not a forger
	asked := form.Submit().Form("form[action=/sign-in]")
	kept, other := asked.Value("_kept"), "A"
	if strings.HasPrefix(kept, other) {
		other = "B"
	}
	page := asked.Set("_kept", other+kept[1:]).Set("login", "clerk.zwdt").Set("password", kittest.Password).Submit().Want(200)
	if got := page.Form("form[id=form]").Value("line"); got != "早" {
		t.Errorf("a forged form was filled in: %q", got)
	}
}

func TestUpload(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s)
	clerk := site.As(identity.Clerk, "zwdt")
	page := clerk.PostFile("/book/file", "plan", "图.pdf", []byte("abc")).Want(200)
	if want := "图.pdf ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; !strings.Contains(page.Body, want) {
		t.Errorf("the handler saw %q, want %q", page.Body, want)
	}
	clerk.PostFile("/book", "plan", "图.pdf", []byte("abc")).Want(415, "这种格式不收")
	clerk.PostFile("/book/file", "plan", "图.pdf", make([]byte, 50<<20+1)).Want(413, "50 MB")
}
