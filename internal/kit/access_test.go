package kit_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func TestSignIn(t *testing.T) {
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		site := newSite(t, s)
		clerk := site.As(identity.Clerk, "zwdt")
		if page := clerk.Get("/sign-in"); page.Path != "/book" {
			t.Errorf("a signed-in clerk is sent to %s, want /book", page.Path)
		}
		if cache := clerk.Get("/book").Header.Get("Cache-Control"); cache != "no-store" {
			t.Errorf("a signed-in page may be stored: %q", cache)
		}
		visitor := site.Visitor()
		asked := visitor.Get("/book?x=1").Want(200, "登录")
		if asked.Path != "/sign-in?back=%2Fbook%3Fx%3D1" {
			t.Errorf("a visitor is sent to %s", asked.Path)
		}
		wrong := asked.Form("form[action=/sign-in]").Set("login", "clerk.zwdt").Set("password", "x").Submit().Want(422, "账号、密码或动态码不对")
		if form := wrong.Form("form[action=/sign-in]"); form.Value("login") != "clerk.zwdt" || form.Value("password") != "" {
			t.Errorf("kept login %q and password %q", form.Value("login"), form.Value("password"))
		}
		done := wrong.Form("form[action=/sign-in]").Set("password", kittest.Password).Submit().Want(200)
		if done.Path != "/book?x=1" {
			t.Errorf("after signing in the visitor is at %s", done.Path)
		}
		visitor.Get("/book").Form("form[action=/sign-out]").Submit().Want(200, "已退出登录")
		if page := visitor.Get("/book"); !strings.HasPrefix(page.Path, "/sign-in") {
			t.Errorf("after signing out /book is still open: %s", page.Path)
		}
		clerk.Get("/book").Want(200)
		clock.Advance(9 * 3600e9)
		if page := clerk.Get("/book"); !strings.HasPrefix(page.Path, "/sign-in") {
			t.Errorf("a session of yesterday is still open: %s", page.Path)
		}
	})
}

func TestBackStaysOnTheSite(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s)
	site.As(identity.Clerk, "zwdt")
	for _, evil := range []string{"//evil.example/", "https://evil.example/", `/\evil.example`, "javascript:alert(1)"} {
		form := site.Visitor().Get("/sign-in").Form("form[action=/sign-in]").Set("login", "clerk.zwdt").Set("password", kittest.Password)
		if page := form.Press("back", evil); page.Path != "/book" {
			t.Errorf("back=%s led to %s", evil, page.Path)
		}
	}
}

func TestSecondFactor(t *testing.T) {
	t.Parallel()
	s, clock := storetest.SQLite(t)
	site := newSite(t, s)
	clerk := site.As(identity.Clerk, "zwdt")
	clerk.Get("/sign-in/enrol").Want(200, "开始绑定")
	offer := clerk.Get("/sign-in/enrol").Form("form[action=/sign-in/enrol/offer]").Submit().Want(200, "密钥")
	secret := strings.ReplaceAll(offer.Text(".secret"), " ", "")
	if !offer.Has("svg.qr path") {
		t.Error("the secret is not shown as a code to scan")
	}
	wrong := offer.Form("form[action=/sign-in/enrol]").Set("code", "000000").Submit().Want(422, "动态码不对")
	wrong.Form("form[action=/sign-in/enrol]").Set("code", totp(t, secret, clock.Now())).Submit().Want(200)

	clock.Advance(60e9)
	visitor := site.Visitor()
	form := visitor.Get("/sign-in?back=%2Fbook").Form("form[action=/sign-in]").Set("login", "clerk.zwdt").Set("password", kittest.Password)
	step := form.Submit().Want(200, "输入动态码")
	if page := visitor.Get("/book"); page.Path != "/sign-in/code" {
		t.Errorf("without the second factor /book led to %s", page.Path)
	}
	before := visitor.Cookies()
	page := step.Form("form[action=/sign-in/code]").Set("code", totp(t, secret, clock.Now())).Submit().Want(200)
	if page.Path != "/book" {
		t.Errorf("after the code the visitor is at %s", page.Path)
	}
	if fmt.Sprint(before) == fmt.Sprint(visitor.Cookies()) {
		t.Error("the session's token was not changed at the step")
	}
}

// totp is RFC 6238 with SHA-1, 30 s and six digits.
func totp(t *testing.T, secret string, at calendar.Instant) string {
	t.Helper()
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.TrimRight(secret, "="))
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha1.New, key)
	_ = binary.Write(mac, binary.BigEndian, uint64(at/30000))
	sum := mac.Sum(nil)
	n := binary.BigEndian.Uint32(sum[sum[19]&15:]) & 0x7fffffff
	return fmt.Sprintf("%06d", n%1000000)
}

func TestDenialIsJournaledOnce(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s)
	leader := site.As(identity.Leader, "xzf")
	for range 3 {
		leader.Get("/book").Want(403, "写留言", "窗口人员")
	}
	if n := lines(t, s, leader.Account, "access.denied"); n != 1 {
		t.Errorf("three refused visits left %d entries, want 1", n)
	}
	site.Visitor().Get("/book")
	if n := lines(t, s, "anonymous", "access.denied"); n != 0 {
		t.Errorf("a visitor's visit left %d entries", n)
	}
}

func TestPreferences(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s)
	v := site.Visitor()
	page := v.Get("/open?size=lg&lang=en&q=1").Want(200, "Normal text", "Skip to content")
	if page.Path != "/open?q=1" || page.Attr("html", "data-size") != "lg" || page.Attr("html", "lang") != "en" {
		t.Errorf("at %s: size %q, lang %q", page.Path, page.Attr("html", "data-size"), page.Attr("html", "lang"))
	}
	if again := v.Get("/open"); again.Attr("html", "data-size") != "lg" {
		t.Error("the size was not remembered")
	}
	if back := v.Get("/open?size=md"); back.Attr("html", "data-size") != "" {
		t.Error("the usual size does not come back")
	}
}

func TestLogNamesNobody(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s)
	clerk := site.As(identity.Clerk, "zwdt")
	clerk.Get("/book?q=13800000000")
	log := site.Log.String()
	if strings.Contains(log, "测试窗口人员") || strings.Contains(log, "13800000000") || strings.Contains(log, kittest.Password) {
		t.Errorf("the log names people:\n%s", log)
	}
	if !strings.Contains(log, "account="+clerk.Account) || !strings.Contains(log, "route=book.show") {
		t.Errorf("the log lacks account or route:\n%s", log)
	}
}

func TestSiteRefusesBadRoutes(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	ok := func(*kit.Ctx) error { return nil }
	for name, route := range map[string]kit.Route{
		"权限没有声明": {Method: "GET", Pattern: "/x", Name: "x", Perm: "x.none", Handle: ok},
		"没有权限":   {Method: "GET", Pattern: "/x", Name: "x", Handle: ok},
		"没有名字":   {Method: "GET", Pattern: "/x", Perm: kit.Public, Handle: ok},
		"没有处理":   {Method: "GET", Pattern: "/x", Name: "x", Perm: kit.Public},
		"方法不收":   {Method: "DELETE", Pattern: "/x", Name: "x", Perm: kit.Public, Handle: ok},
		"名字重复":   {Method: "GET", Pattern: "/x", Name: "kit.health", Perm: kit.Public, Handle: ok},
		"地址重复":   {Method: "GET", Pattern: "/healthz", Name: "x", Perm: kit.Public, Handle: ok},
	} {
		if _, err := kit.NewSite(kit.Deps{Store: s}, kit.RegisterGate(s), []kit.Route{route}, nil); err == nil {
			t.Errorf("%s: the site was built", name)
		}
	}
}

func TestCookiesOverTLS(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s, func(c *kit.Config) { c.TLS = true })
	w := raw(site, "GET", "/open", nil)
	for _, cookie := range w.Result().Cookies() {
		if !strings.HasPrefix(cookie.Name, "__Host-") || !cookie.Secure || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" {
			t.Errorf("cookie %v", cookie)
		}
	}
	if len(w.Result().Cookies()) == 0 {
		t.Error("a page with a form gave the visitor no cookie")
	}
}
