package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/api"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var room = manifest.Room{Name: "shelf", Zh: "货架", Perms: []manifest.Perm{
	{Name: "shelf.read", Zh: "看货架", Roles: []flow.Role{identity.Integrator}},
	{Name: "shelf.put", Zh: "上架", Roles: []flow.Role{identity.Integrator}},
}}

var full = fault.Define("shelf.full", fault.Refused, "货架满了，请先下架一件再放。")

type listIn struct {
	api.Paging
	Kind string `query:"kind" enum:"book,box"`
}

type putIn struct {
	Body struct {
		Name  string `json:"name" minLength:"2"`
		Count int    `json:"count" minimum:"1"`
	}
}

type thing struct {
	Name string `json:"name"`
	By   string `json:"by,omitempty"`
}

func register(a *api.API) {
	api.Get(a, api.Op{ID: "shelf-list", Path: "/things", Perm: "shelf.read", Zh: "货架上的东西", En: "Things on the shelf", Tag: "货架"},
		func(c *api.Call, in *listIn) (api.Page[thing], error) {
			key, err := in.Key(1)
			if err != nil {
				return api.Page[thing]{}, err
			}
			if key == nil {
				return api.Page[thing]{Items: []thing{{Name: "一"}}, Next: api.Cursor("一")}, nil
			}
			return api.Page[thing]{Items: []thing{{Name: "在" + key[0] + "之后", By: c.Actor.Channel}}}, nil
		})
	api.Get(a, api.Op{ID: "shelf-hours", Path: "/hours", Perm: kit.Public, Zh: "开放时间", En: "Opening hours", Tag: "货架"},
		func(*api.Call, *struct{}) (thing, error) { return thing{Name: "9:00–17:00"}, nil })
	api.Get(a, api.Op{ID: "shelf-guess", Path: "/guess", Perm: kit.Public, Zh: "猜一猜", En: "Guess", Tag: "货架", Pace: kit.PaceTrack},
		func(*api.Call, *struct{}) (thing, error) { return thing{Name: "不对"}, nil })
	api.Get(a, api.Op{ID: "shelf-broken", Path: "/broken", Perm: kit.Public, Zh: "坏的", En: "Broken", Tag: "货架"},
		func(*api.Call, *struct{}) (thing, error) { return thing{}, io.ErrUnexpectedEOF })
	api.Post(a, api.Op{ID: "shelf-put", Path: "/things", Perm: "shelf.put", Zh: "上架", En: "Put on the shelf", Tag: "货架"},
		func(tx *store.Tx, c *api.Call, in *putIn) (thing, error) {
			if in.Body.Name == "满了" {
				return thing{}, full.New(nil)
			}
			_, err := journal.Record(tx, c.Actor, "shelf.put", "shelf", nil)
			return thing{Name: in.Body.Name}, err
		})
}

type world struct {
	t      *testing.T
	s      *store.Store
	site   *kittest.Site
	secret string
}

func newWorld(t *testing.T, s *store.Store, scopes ...string) *world {
	t.Helper()
	site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{room}})
	a, err := api.New(site.Site)
	if err != nil {
		t.Fatal(err)
	}
	register(a)
	w := &world{t: t, s: s, site: site}
	program := site.As(identity.Integrator, "sjj")
	admin := flow.Actor{Account: "admin", Name: "系统甲", Unit: "yhb", Roles: []flow.Role{identity.SystemAdmin}}
	err = s.Write(context.Background(), func(tx *store.Tx) (err error) {
		_, w.secret, err = identity.IssueToken(tx, admin, program.Account, "数据共享", scopes, 30)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

type reply struct {
	status int
	header http.Header
	body   string
}

func (w *world) call(method, path, body string, header map[string]string) reply {
	w.t.Helper()
	req, err := http.NewRequest(method, w.site.URL+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+w.secret)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for name, value := range header {
		req.Header.Set(name, value)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, string(text)}
}

// problem checks that the reply is problem+json of the status and code.
func (w *world) problem(what string, r reply, status int, code string) kit.Problem {
	w.t.Helper()
	var p kit.Problem
	if err := json.Unmarshal([]byte(r.body), &p); err != nil {
		w.t.Fatalf("%s: %v in %q", what, err, r.body)
	}
	if r.status != status || p.Status != status || p.Code != code || r.header.Get("Content-Type") != "application/problem+json" || p.TitleEn == "" || p.Request == "" {
		w.t.Errorf("%s: status %d, problem %+v, type %s; want %d %s", what, r.status, p, r.header.Get("Content-Type"), status, code)
	}
	return p
}

func (w *world) put(key, name string) reply {
	return w.call("POST", "/api/v1/things", fmt.Sprintf(`{"name":%q,"count":1}`, name), map[string]string{"Idempotency-Key": key})
}

func (w *world) acts() (n int) {
	w.t.Helper()
	err := w.s.Read(context.Background(), func(tx *store.Tx) error {
		events, err := journal.History(tx, "shelf")
		n = len(events)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

func TestActsHappenOncePerKey(t *testing.T) {
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		w := newWorld(t, s, "shelf.read", "shelf.put")
		first, second := w.put("key-00001", "红书"), w.put("key-00001", "红书")
		if first.status != 200 || first.body != second.body || w.acts() != 1 {
			t.Errorf("first %d %s, second %d %s, %d acts", first.status, first.body, second.status, second.body, w.acts())
		}
		w.problem("same key, other body", w.put("key-00001", "绿书"), 409, "store.other_request")
		w.problem("no key", w.put("", "红书"), 422, "api.key_needed")
		w.problem("refused", w.put("key-00002", "满了"), 422, "shelf.full")
		tried := w.call("POST", "/api/v1/things?dry_run=1", `{"name":"试试","count":1}`, map[string]string{"Idempotency-Key": "key-00003"})
		if tried.status != 200 || !strings.Contains(tried.body, "试试") {
			t.Errorf("dry run: %d %s", tried.status, tried.body)
		}
		if w.acts() != 1 {
			t.Errorf("%d acts, want 1", w.acts())
		}
		if real := w.put("key-00003", "试试"); real.status != 200 || w.acts() != 2 {
			t.Errorf("after the dry run: %d, %d acts", real.status, w.acts())
		}
	})
}

func TestDoorsOfTheInterface(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	w := newWorld(t, s, "shelf.read")
	if r := w.call("GET", "/api/v1/hours", "", map[string]string{"Authorization": ""}); r.status != 200 {
		t.Errorf("public operation: %d %s", r.status, r.body)
	}
	r := w.call("GET", "/api/v1/things", "", map[string]string{"Authorization": ""})
	w.problem("no token", r, 401, "api.token_needed")
	if r.header.Get("WWW-Authenticate") != "Bearer" {
		t.Error("401 does not say how to sign in")
	}
	w.problem("bad token", w.call("GET", "/api/v1/things", "", map[string]string{"Authorization": "Bearer ys_none"}), 401, "identity.bad_token")
	w.problem("out of scope", w.put("key-00001", "红书"), 403, "api.not_allowed")
	w.problem("nowhere", w.call("GET", "/api/v1/nowhere", "", nil), 404, "api.no_operation")
	p := w.problem("broken", w.call("GET", "/api/v1/broken", "", nil), 500, "kit.broken")
	if strings.Contains(p.Detail, "EOF") || !strings.Contains(w.site.Log.String(), p.Request) {
		t.Errorf("the cause is told or not logged: %+v", p)
	}
	if r := w.call("GET", "/api/v1/things", "", nil); r.header.Get("Cache-Control") != "no-store" || r.header.Get("Content-Security-Policy") == "" {
		t.Errorf("headers: %v", r.header)
	}
}

func TestInputIsCheckedInChinese(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	w := newWorld(t, s, "shelf.read", "shelf.put")
	r := w.call("POST", "/api/v1/things", `{"name":"一","count":0,"more":1}`, map[string]string{"Idempotency-Key": "key-00001"})
	p := w.problem("three faults", r, 422, "form.invalid")
	if len(p.Fields) != 3 {
		t.Errorf("%d problems told, want all three: %+v", len(p.Fields), p.Fields)
	}
	for _, f := range p.Fields {
		if !strings.Contains(f.Detail, "请") || f.Field == "" {
			t.Errorf("%+v does not say where and how", f)
		}
	}
	w.problem("unknown parameter", w.call("GET", "/api/v1/things?colour=red", "", nil), 422, "form.invalid")
	for name, body := range map[string]string{"not JSON": "{nonsense", "cut off": `{"name":`, "nothing": ""} {
		p := w.problem(name, w.call("POST", "/api/v1/things", body, map[string]string{"Idempotency-Key": "key-00009"}), 400, "form.invalid")
		if !strings.Contains(fmt.Sprint(p.Detail, p.Fields), "请") {
			t.Errorf("%s: %+v", name, p)
		}
	}
	w.problem("unknown choice", w.call("GET", "/api/v1/things?kind=car", "", nil), 422, "form.invalid")
	w.problem("bad cursor", w.call("GET", "/api/v1/things?after=!!", "", nil), 422, "api.cursor_unreadable")
	var page api.Page[thing]
	if err := json.Unmarshal([]byte(w.call("GET", "/api/v1/things", "", nil).body), &page); err != nil {
		t.Fatal(err)
	}
	next := w.call("GET", "/api/v1/things?after="+page.Next, "", nil)
	if !strings.Contains(next.body, "在一之后") || !strings.Contains(next.body, `"by":"api"`) || strings.Contains(next.body, "$schema") {
		t.Errorf("second page: %s", next.body)
	}
}

func TestDocument(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	w := newWorld(t, s, "shelf.read")
	r := w.call("GET", "/api/openapi.json", "", nil)
	var doc struct {
		OpenAPI string
		Servers []struct{ URL string }
		Paths   map[string]map[string]struct {
			OperationID string
			Parameters  []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal([]byte(r.body), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.OpenAPI != "3.1.0" || doc.Servers[0].URL != "/api/v1" || doc.Paths["/things"]["post"].OperationID != "shelf-put" {
		t.Errorf("document: %+v", doc)
	}
	if !strings.Contains(r.body, "Idempotency-Key") || strings.Contains(r.body, "unpkg") {
		t.Error("the document lacks the key or loads from elsewhere")
	}
	page := w.site.Visitor().Get("/api").Want(200, "货架上的东西", "POST", "/api/v1/things")
	if !page.Has("#shelf-put") {
		t.Error("the page lacks an operation")
	}
}

func TestClosedAndPaced(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	closed := false
	site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{room}, Config: func(c *kit.Config) {
		c.Paces = map[kit.Pace]kit.Limit{kit.PaceTrack: {Every: time.Hour, Burst: 2}}
		c.Closed = func() (calendar.Instant, bool) { return s.Now(), closed }
	}})
	a, err := api.New(site.Site)
	if err != nil {
		t.Fatal(err)
	}
	register(a)
	w := &world{t: t, s: s, site: site, secret: "ys_none"}
	anonymous := map[string]string{"Authorization": ""}
	for range 2 {
		if r := w.call("GET", "/api/v1/guess", "", anonymous); r.status != 200 {
			t.Errorf("%d %s", r.status, r.body)
		}
	}
	w.problem("too often", w.call("GET", "/api/v1/guess", "", anonymous), 429, "kit.too_often")
	closed = true
	w.problem("closed", w.call("GET", "/api/v1/hours", "", anonymous), 503, "kit.closed")
}
