package kittest

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http/cookiejar"
	"net/http/httptest"
	"sync"
	"testing"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
)

// Password opens every account of the test bed.
const Password = "Wind&Rain-2020"

// Options say what the site under test is made of.
type Options struct {
	Rooms  []manifest.Room
	Routes []func(kit.Deps) []kit.Route
	Nav    []kit.NavItem
	Blobs  blob.Store
	Config func(*kit.Config) // changes the usual configuration
}

// Site is a running site over a store.
type Site struct {
	*kit.Site
	T    testing.TB
	URL  string
	Log  *LogBook
	demo map[string]string // login → account id
	mu   sync.Mutex
}

// New starts the site; it stops with the test.
func New(t testing.TB, s *store.Store, o Options) *Site {
	t.Helper()
	book := &LogBook{}
	config := kit.Config{
		Brand: ui.Brand{Platform: "营商环境平台", Public: "桃江县营商环境服务", PublicEn: "Taojiang Business Services",
			Host: "桃江县人民政府办公室", SiteCode: "演示", Hotline: "0737-000 0000"},
		Log: slog.New(slog.NewTextHandler(book, nil)),
	}
	if o.Config != nil {
		o.Config(&config)
	}
	deps := kit.Deps{Store: s, Blobs: o.Blobs, Rooms: o.Rooms, Config: config}
	var routes []kit.Route
	for _, room := range o.Routes {
		routes = append(routes, room(deps)...)
	}
	site, err := kit.NewSite(deps, kit.RegisterGate(s), routes, o.Nav)
	if err != nil {
		t.Fatalf("site: %v", err)
	}
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	return &Site{Site: site, T: t, URL: server.URL, Log: book, demo: map[string]string{}}
}

// LogBook keeps what the site logged.
type LogBook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write takes one line.
func (b *LogBook) Write(line []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(line)
}

// String is everything logged so far.
func (b *LogBook) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// Visitor is somebody without an account.
func (s *Site) Visitor() *Client {
	jar, _ := cookiejar.New(nil) // fails never without options
	return &Client{site: s, jar: jar, Header: map[string]string{}}
}

var keeper = flow.Actor{Account: "keeper", Name: "试验台", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}

// As signs in somebody with the role in the unit, making both if needed.
// Applicants belong to no unit: pass "".
func (s *Site) As(role flow.Role, unit string) *Client {
	s.T.Helper()
	name := "测试" + flow.RoleName(role)
	return s.AsAccount(identity.NewAccount{Login: fmt.Sprintf("%s.%s", role, orNone(unit)), Name: name,
		StaffID: fmt.Sprintf("T-%s-%s", role, orNone(unit)), Unit: unit, Roles: []flow.Role{role}})
}

func orNone(unit string) string {
	if unit == "" {
		return "none"
	}
	return unit
}

// AsAccount signs in the account, making it and its unit if needed.
func (s *Site) AsAccount(in identity.NewAccount) *Client {
	s.T.Helper()
	s.ensure(in)
	c := s.SignIn(in.Login, Password)
	c.Account = s.demo[in.Login]
	return c
}

// SignIn signs in an account that is already there.
func (s *Site) SignIn(login, password string) *Client {
	s.T.Helper()
	c := s.Visitor()
	page := c.Get("/sign-in").Form("form[action=/sign-in]").Set("login", login).Set("password", password).Submit()
	if page.Has(".summary") {
		s.T.Fatalf("sign in %s: %s", login, page.Text(".summary"))
	}
	return c
}

// passwordHash is made once: it is slow on purpose.
var passwordHash struct {
	sync.Once
	hash identity.Hash
	err  error
}

func (s *Site) ensure(in identity.NewAccount) {
	s.T.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, there := s.demo[in.Login]; there {
		return
	}
	ctx := context.Background()
	passwordHash.Do(func() { passwordHash.hash, passwordHash.err = identity.NewHash(ctx, s.Store, Password) })
	if passwordHash.err != nil {
		s.T.Fatal(passwordHash.err)
	}
	err := s.Store.Write(ctx, func(tx *store.Tx) error {
		if err := ensureDemo(tx); err != nil {
			return err
		}
		if err := ensureUnit(tx, in.Unit); err != nil {
			return err
		}
		account, err := identity.CreateDemoAccount(tx, keeper, in, passwordHash.hash)
		s.demo[in.Login] = account.ID
		return err
	})
	if err != nil {
		s.T.Fatalf("account %s: %v", in.Login, err)
	}
}

func ensureDemo(tx *store.Tx) error {
	demo, err := identity.IsDemo(tx)
	if err != nil || demo {
		return err
	}
	return identity.MarkDemo(tx)
}

// ensureUnit enters a unit that no test entered before.
func ensureUnit(tx *store.Tx, code string) error {
	if code == "" {
		return nil
	}
	_, err := org.ByCode(tx, code)
	if !store.NoRow.Is(err) {
		return err
	}
	_, err = org.Add(tx, keeper, org.UnitInput{Code: code, Name: "桃江县测试单位" + code, Short: code, Kind: org.Department})
	return err
}
