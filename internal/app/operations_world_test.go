package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"yingshang/internal/app/demo"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/api"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// programs are the interface accounts of the tests by name: what else they were
// granted besides the role itself.
var programs = map[string]struct {
	unit, window string
	roles        []flow.Role
}{
	"reader":    {"430922-zrzy", "", nil},
	"window":    {"430922-zrzy", "A03", []flow.Role{identity.Clerk}},
	"reviewer":  {"430922-zrzy", "", []flow.Role{identity.Reviewer}},
	"approver":  {"430922-zrzy", "", []flow.Role{identity.Approver}},
	"approver2": {"430922-zrzy", "", []flow.Role{identity.Approver}},
	"head":      {"430922-zrzy", "", []flow.Role{identity.Head}},
	"other":     {"430922-fgj", "A01", []flow.Role{identity.Clerk, identity.Approver}},
	"other2":    {"430922-fgj", "", []flow.Role{identity.Reviewer}},
}

// gateway is the interface over the county's registers, with a token for each
// program.
type gateway struct {
	t       *testing.T
	s       *store.Store
	clock   *store.SetClock
	api     *api.API
	url     string
	tokens  map[string]string
	account map[string]string
	done    map[string]bool // operations that answered with success
	serial  int
}

// openGateway begins on Monday 2020-06-08 at 09:00.
func openGateway(t *testing.T, s *store.Store, clock *store.SetClock) *gateway {
	t.Helper()
	g := &gateway{t: t, s: s, clock: clock, tokens: map[string]string{}, account: map[string]string{}, done: map[string]bool{}}
	if err := demo.LoadRegisters(t.Context(), demo.House{Store: s, Clock: clock}, importers()); err != nil {
		t.Fatal(err)
	}
	clock.Set(demoInstant("2020-06-08 09:00"))
	hash, err := identity.NewHash(t.Context(), s, demo.Password)
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range programs {
		g.act(func(tx *store.Tx) error {
			a, err := identity.CreateDemoAccount(tx, flow.System("test"), identity.NewAccount{Login: "t-" + name, Name: "程序" + name,
				StaffID: "T-" + name, Unit: p.unit, Window: p.window, Roles: append([]flow.Role{identity.Integrator}, p.roles...)}, hash)
			g.account[name] = a.ID
			return err
		})
		g.tokens[name] = g.token(name, 30, everyScope()...)
	}
	site := g.open()
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	g.url = server.URL
	return g
}

// open mounts the interface on a site without pages.
func (g *gateway) open() *kit.Site {
	g.t.Helper()
	site, err := kit.NewSite(kit.Deps{Store: g.s, Rooms: Rooms, Config: kit.Config{Log: slog.New(slog.DiscardHandler)}}, kit.RegisterGate(g.s), nil, nil)
	if err == nil {
		g.api, err = operations(site)
	}
	if err != nil {
		g.t.Fatal(err)
	}
	return site
}

// openDocument is a gateway that is only read about.
func openDocument(t *testing.T, s *store.Store) *gateway {
	g := &gateway{t: t, s: s}
	g.open()
	return g
}

func everyScope() (out []string) {
	for _, room := range Rooms {
		for _, perm := range room.Perms {
			out = append(out, perm.Name)
		}
	}
	return out
}

func (g *gateway) act(fn func(tx *store.Tx) error) {
	g.t.Helper()
	if err := g.s.Write(context.Background(), fn); err != nil {
		g.t.Fatal(err)
	}
}

func (g *gateway) token(program string, days int, scopes ...string) (secret string) {
	g.t.Helper()
	by := flow.Actor{Account: "admin", Name: "系统甲", Unit: "430922-xzsp", Roles: []flow.Role{identity.SystemAdmin}}
	g.act(func(tx *store.Tx) (err error) {
		_, secret, err = identity.IssueToken(tx, by, g.account[program], "测试", scopes, days)
		return err
	})
	return secret
}

// TestInterface runs the scenarios on both engines, one after another over one
// county, for loading its registers takes longest.
func TestInterface(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		g := openGateway(t, s, clock)
		for _, sc := range scenarios {
			t.Run(sc.name, func(t *testing.T) {
				g.t = t
				sc.run(g)
			})
		}
		g.t = t
		for id := range g.operations() {
			if !g.done[id] {
				t.Errorf("the operation %s was never seen to succeed", id)
			}
		}
	})
}

var scenarios = []struct {
	name string
	run  func(g *gateway)
}{
	{"figures and ratings", (*gateway).figuresAndRatings},
	{"other units", (*gateway).otherUnits},
	{"lists page", (*gateway).listsPage},
	{"once", (*gateway).onlyOnce},
	{"only reading", (*gateway).onlyReading},
	{"long story", (*gateway).longStory},
	{"short stories", (*gateway).shortStories},
	{"paper in the house", (*gateway).attachStory},
	{"public", (*gateway).public},
	{"case logs", (*gateway).caseLogs},
	{"hall", (*gateway).hallStory},
	{"county", (*gateway).countyStory},
	{"tokens guard", (*gateway).tokensGuard},
	{"tokens that ended", (*gateway).tokensThatEnded},
	{"cards", (*gateway).cards},
	{"letters", (*gateway).letters},
}

// answerOf is one answer of the interface.
type answerOf struct {
	status int
	kind   string
	body   []byte
}

// send calls the interface as a program would; body is JSON or empty.
func (g *gateway) send(secret, method, path, body string, header map[string]string) answerOf {
	g.t.Helper()
	r, err := http.NewRequest(method, g.url+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		g.t.Fatal(err)
	}
	if secret != "" {
		r.Header.Set("Authorization", "Bearer "+secret)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		g.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }() // it is read to its end
	text, err := io.ReadAll(response.Body)
	if err != nil {
		g.t.Fatal(err)
	}
	return answerOf{response.StatusCode, response.Header.Get("Content-Type"), text}
}

func (g *gateway) key() map[string]string {
	g.serial++
	return map[string]string{"Idempotency-Key": fmt.Sprintf("test-%06d", g.serial)}
}

// object is an answer as programs see it.
type object = map[string]any

// get reads as the program and holds the answer against the document.
func (g *gateway) get(program, operation, path string) object {
	g.t.Helper()
	return g.well(operation, g.send(g.tokens[program], "GET", path, "", nil))
}

// post acts as the program.
func (g *gateway) post(program, operation, path string, body any) object {
	g.t.Helper()
	return g.well(operation, g.send(g.tokens[program], "POST", path, g.text(body), g.key()))
}

func (g *gateway) text(body any) string {
	if body == nil {
		return ""
	}
	text, err := json.Marshal(body)
	if err != nil {
		g.t.Fatal(err)
	}
	return string(text)
}

// well checks that the operation succeeded with what its schema promises.
func (g *gateway) well(operation string, got answerOf) object {
	g.t.Helper()
	if got.status != http.StatusOK {
		g.t.Fatalf("%s: %d %s", operation, got.status, got.body)
	}
	var out object
	if err := json.Unmarshal(got.body, &out); err != nil {
		g.t.Fatalf("%s: %v", operation, err)
	}
	op, known := g.operations()[operation]
	if !known {
		g.t.Fatalf("the document has no operation %s", operation)
	}
	var found huma.ValidateResult
	schema := op.Responses["200"].Content["application/json"].Schema
	var whole any = out
	huma.Validate(g.api.OpenAPI().Components.Schemas, schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, whole, &found)
	for _, err := range found.Errors {
		g.t.Errorf("%s: the answer is not what the document says: %v", operation, err)
	}
	g.done[operation] = true
	return out
}

// refused checks a problem+json with its code and a Chinese sentence.
func (g *gateway) refused(what string, got answerOf, status int, code string) kit.Problem {
	g.t.Helper()
	var p kit.Problem
	if err := json.Unmarshal(got.body, &p); err != nil {
		g.t.Fatalf("%s: %v in %q", what, err, got.body)
	}
	chinese := regexp.MustCompile(`\p{Han}{4}`)
	if got.status != status || p.Status != status || p.Code != code || got.kind != "application/problem+json" ||
		p.TitleEn == "" || p.Request == "" || !chinese.MatchString(p.Title+p.Detail) {
		g.t.Errorf("%s: %d %s, want %d %s", what, got.status, bytes.TrimSpace(got.body), status, code)
	}
	return p
}

// operations are those of the document by id.
func (g *gateway) operations() map[string]*huma.Operation {
	out := map[string]*huma.Operation{}
	for _, item := range g.api.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post} {
			if op != nil {
				out[op.OperationID] = op
			}
		}
	}
	return out
}
