package kit_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store/storetest"
)

var wantedHeaders = map[string]string{
	"Content-Security-Policy":    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
	"X-Content-Type-Options":     "nosniff",
	"Referrer-Policy":            "no-referrer",
	"Cross-Origin-Opener-Policy": "same-origin",
}

// raw sends one request past the network, as a client at the address.
func raw(site http.Handler, method, target string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w
}

func TestEveryAnswerIsProtected(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s, func(c *kit.Config) { c.TLS = true })
	form := func(r *http.Request) {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	seen := map[int]bool{}
	check := func(what string, w *httptest.ResponseRecorder) {
		seen[w.Code] = true
		for name, want := range wantedHeaders {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s (%d): %s is %q", what, w.Code, name, got)
			}
		}
		if w.Header().Get("Permissions-Policy") == "" || !strings.Contains(w.Header().Get("Strict-Transport-Security"), "includeSubDomains") {
			t.Errorf("%s (%d): Permissions-Policy or HSTS is missing", what, w.Code)
		}
		if body := w.Body.String(); strings.Contains(body, " style=") || strings.Contains(body, "<style") || strings.Contains(body, "onclick") {
			t.Errorf("%s (%d): the page has inline style or script", what, w.Code)
		}
	}
	for _, route := range site.Routes() {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT"} {
			target := strings.NewReplacer("{file}", "none").Replace(route.Pattern)
			w := raw(site, method, target, form)
			check(method+" "+target, w)
			if route.Method == "POST" && method == "GET" && w.Code < 300 {
				if _, shown := findRoute(site, "GET", route.Pattern); !shown {
					t.Errorf("GET %s answered %d; it only takes POST", target, w.Code)
				}
			}
		}
	}
	check("static", raw(site, "GET", ui.AssetHref("yingshang.css"), nil))
	check("foreign", raw(site, "POST", "/open", func(r *http.Request) { form(r); r.Header.Set("Sec-Fetch-Site", "cross-site") }))
	check("nowhere", raw(site, "GET", "/nowhere", nil))
	check("wrong type", raw(site, "POST", "/sign-in", func(r *http.Request) { r.Header.Set("Content-Type", "text/xml") }))
	check("too large", raw(site, "POST", "/sign-in", func(r *http.Request) { form(r); r.ContentLength = 2 << 20 }))
	check("api", raw(site, "GET", "/api/v1/nothing", nil))
	for _, status := range []int{200, 303, 401, 403, 404, 405, 413, 415, 500} {
		if !seen[status] {
			t.Errorf("no answer was %d", status)
		}
	}
}

func findRoute(site *kittest.Site, method, pattern string) (kit.Route, bool) {
	for _, r := range site.Routes() {
		if r.Method == method && r.Pattern == pattern {
			return r, true
		}
	}
	return kit.Route{}, false
}

func TestOriginOfForms(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s)
	clerk, other := site.As(identity.Clerk, "zwdt"), site.As(identity.Clerk, "tjj")
	token := clerk.Get("/book").Form("form[id=form]").Value("_csrf")
	foreign := other.Get("/book").Form("form[id=form]").Value("_csrf")
	for name, c := range map[string]struct {
		header map[string]string
		token  string
		status int
	}{
		"同源":            {map[string]string{"Sec-Fetch-Site": "same-origin"}, "", 200},
		"跨站":            {map[string]string{"Sec-Fetch-Site": "cross-site"}, token, 403},
		"同站不同源":         {map[string]string{"Sec-Fetch-Site": "same-site"}, token, 403},
		"外来 Origin":     {map[string]string{"Origin": "https://evil.example"}, token, 403},
		"本站 Origin":     {map[string]string{"Origin": site.URL}, "", 200},
		"两头都没有、没有令牌":    {nil, "", 403},
		"两头都没有、别人的令牌":   {nil, foreign, 403},
		"两头都没有、乱写的令牌":   {nil, "!!", 403},
		"两头都没有、自己的令牌":   {nil, token, 200},
		"Origin 是 null": {map[string]string{"Origin": "null"}, token, 403},
	} {
		clerk.Header = c.header
		before := lines(t, s, "the-book", "book.write")
		page := clerk.Post("/book", url.Values{"_csrf": {c.token}, "line": {"好"}, "day": {"2020-06-08"}})
		page.Want(c.status)
		if grown := lines(t, s, "the-book", "book.write") > before; grown != (c.status == 200) {
			t.Errorf("%s: written %v", name, grown)
		}
	}
	clerk.Header = nil
	site.Visitor().Post("/open", url.Values{}).Want(403, "不是从本网站的页面发出的")
	site.Visitor().Get("/open").Form("form").Submit().Want(200)
}

func TestPaceAndCrowd(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s, func(c *kit.Config) {
		c.Paces = map[kit.Pace]kit.Limit{kit.PaceApply: {Every: time.Hour, Burst: 2}}
	})
	same := func(r *http.Request) {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for i, want := range []int{303, 303, 429} {
		w := raw(site, "POST", "/open", same)
		if w.Code != want {
			t.Errorf("request %d answered %d, want %d", i+1, w.Code, want)
		}
		if want == 429 && w.Header().Get("Retry-After") == "" {
			t.Error("429 does not say when to come back")
		}
	}
	w := raw(site, "POST", "/open", func(r *http.Request) { same(r); r.RemoteAddr = "10.1.1.1:1" })
	if w.Code != 303 {
		t.Errorf("another address answered %d", w.Code)
	}
}

func TestClientAddress(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s, func(c *kit.Config) { c.Proxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")} })
	for name, c := range map[string]struct{ remote, forwarded, want string }{
		"没有代理":     {"192.0.2.1:5", "1.2.3.4", "192.0.2.1"},
		"代理说的":     {"10.0.0.2:5", "1.2.3.4", "1.2.3.4"},
		"客户自己加的不算": {"10.0.0.2:5", "6.6.6.6, 1.2.3.4", "1.2.3.4"},
		"两层代理":     {"10.0.0.2:5", "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"},
		"看不懂就信连接":  {"10.0.0.2:5", "unknown", "10.0.0.2"},
		"代理没说":     {"10.0.0.2:5", "", "10.0.0.2"},
	} {
		raw(site, "GET", "/healthz", func(r *http.Request) {
			r.RemoteAddr = c.remote
			if c.forwarded != "" {
				r.Header.Set("X-Forwarded-For", c.forwarded)
			}
		})
		log := strings.Split(strings.TrimSpace(site.Log.String()), "\n")
		if last := log[len(log)-1]; !strings.Contains(last, "address="+c.want+"\n") && !strings.HasSuffix(last, "address="+c.want) {
			t.Errorf("%s: %s", name, last)
		}
	}
}

func TestPanicIsAPage(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s)
	for _, address := range []string{"/panic", "/broken"} {
		page := site.Visitor().Get(address).Want(500, "系统出错了")
		id := page.Header.Get("X-Request-Id")
		if id == "" || page.Text(".request") != id || !strings.Contains(site.Log.String(), id) {
			t.Errorf("%s: request id %q is not on the page and in the log", address, id)
		}
		if strings.Contains(page.Body, "秘密") || strings.Contains(page.Body, "unexpected EOF") {
			t.Errorf("%s: the page tells the cause", address)
		}
	}
}

func TestClosedAndReady(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	until, _ := calendar.ParseInstant("2020-06-08 12:30")
	site := newSite(t, s, func(c *kit.Config) {
		c.Closed = func() (calendar.Instant, bool) { return until, true }
	})
	site.Visitor().Get("/sign-in").Want(503, "2020-06-08 12:30", "已保存的内容都在")
	site.Visitor().Get("/healthz").Want(200)

	open := newSite(t, s, func(c *kit.Config) {
		c.Ready = []kit.Check{{Name: "calendar", Run: func(context.Context) error { return io.EOF }}}
	})
	if page := open.Visitor().Get("/readyz").Want(503); !strings.Contains(page.Body, "calendar") || strings.Contains(page.Body, "EOF") {
		t.Errorf("readyz says %q", page.Body)
	}
	newSite(t, s).Visitor().Get("/readyz").Want(200)
}

func TestStaticFiles(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := newSite(t, s)
	w := raw(site, "GET", ui.AssetHref("yingshang.css"), func(r *http.Request) { r.Header.Set("Accept-Encoding", "br, gzip") })
	if w.Code != 200 || w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("style sheet: %d %v", w.Code, w.Header())
	}
	plain := raw(site, "GET", ui.AssetHref("yingshang.css"), func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip;q=0") })
	if plain.Header().Get("Content-Encoding") != "" || plain.Body.Len() <= w.Body.Len() {
		t.Errorf("style sheet without gzip: %v", plain.Header())
	}
	if w := raw(site, "GET", "/favicon.ico", nil); w.Code != 200 || w.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("favicon: %d %v", w.Code, w.Header())
	}
	if w := raw(site, "GET", "/static/yingshang.css", nil); w.Code != 404 {
		t.Errorf("a name without content hash answered %d", w.Code)
	}
}
