package identity_test

import (
	"context"
	"strings"
	"testing"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

const (
	home      = "10.0.0.8"
	elsewhere = "10.0.9.9"
	strong    = "Wind&Rain-2020"
)

// world is a county with two units, a hall and the three administrators.
type world struct {
	t     *testing.T
	s     *store.Store
	clock *store.SetClock
	admin map[flow.Role]flow.Actor
	codes []identity.Invitation
}

var ctx = context.Background()

var first = []identity.FirstAdmin{
	{Role: identity.SystemAdmin, Login: "xitong", Name: "系统甲", StaffID: "A1", Unit: "yhb"},
	{Role: identity.SafetyAdmin, Login: "anquan", Name: "安全乙", StaffID: "A2", Unit: "yhb"},
	{Role: identity.AuditAdmin, Login: "shenji", Name: "审计丙", StaffID: "A3", Unit: "yhb"},
}

func newWorld(t *testing.T, s *store.Store, clock *store.SetClock) *world {
	t.Helper()
	w := &world{t: t, s: s, clock: clock, admin: map[flow.Role]flow.Actor{}}
	keeper := flow.Actor{Account: "keeper", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
	w.act(func(tx *store.Tx) error {
		for _, in := range []org.UnitInput{
			{Code: "yhb", Name: "桃江县优化经济环境事务中心", Short: "优化中心", Kind: org.Department},
			{Code: "zrzyj", Name: "桃江县自然资源局", Short: "自然资源局", Kind: org.Department},
			{Code: "zjj", Name: "桃江县住房和城乡建设局", Short: "住建局", Kind: org.Department},
			{Code: "dt", Name: "桃江县政务服务大厅", Kind: org.Hall},
		} {
			if _, err := org.Add(tx, keeper, in); err != nil {
				return err
			}
		}
		_, err := org.AddWindow(tx, keeper, org.WindowInput{Code: "A03", Unit: "zrzyj", Hall: "dt", Name: "综合窗口",
			Serves: []string{"zjj"}, Open: true})
		return err
	})
	w.act(func(tx *store.Tx) (err error) {
		w.codes, err = identity.Bootstrap(tx, first)
		return err
	})
	for i, f := range first {
		w.admin[f.Role] = flow.Actor{Account: w.codes[i].Account, Name: f.Name, Unit: f.Unit, Roles: []flow.Role{f.Role}, Channel: "pc"}
	}
	return w
}

func (w *world) act(fn func(tx *store.Tx) error) {
	w.t.Helper()
	if err := w.s.Write(ctx, fn); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) read(fn func(tx *store.Tx) error) {
	w.t.Helper()
	if err := w.s.Read(ctx, fn); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) fails(fn func(tx *store.Tx) error) error {
	w.t.Helper()
	err := w.s.Write(ctx, fn)
	if err == nil {
		w.t.Fatal("the act went through")
	}
	return err
}

// staff makes an active account with roles and the password strong.
func (w *world) staff(login, unit string, roles ...flow.Role) identity.Account {
	w.t.Helper()
	var invitation identity.Invitation
	w.act(func(tx *store.Tx) (err error) {
		_, invitation, err = identity.Create(tx, w.admin[identity.SystemAdmin], identity.NewAccount{
			Login: login, StaffID: "S-" + login, Name: "张某", Unit: unit, Roles: roles})
		return err
	})
	w.activate(invitation, strong)
	w.act(func(tx *store.Tx) error {
		waiting, err := identity.GrantsOf(tx, invitation.Account)
		if err != nil {
			return err
		}
		for _, g := range waiting {
			if _, err := identity.Approve(tx, w.admin[identity.SafetyAdmin], g.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return w.account(invitation.Account)
}

func (w *world) activate(i identity.Invitation, password string) {
	w.t.Helper()
	in := identity.ActivateInput{Login: i.Login, Code: i.Code, Password: password, Address: home, Channel: "pc"}
	if err := identity.Activate(ctx, w.s, in); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) account(id string) (a identity.Account) {
	w.t.Helper()
	w.read(func(tx *store.Tx) (err error) {
		a, err = identity.ByID(tx, id)
		return err
	})
	return a
}

func (w *world) try(login, password, address string) (identity.SignedIn, error) {
	return identity.SignIn(ctx, w.s, identity.SignInInput{Login: login, Password: password, Address: address, Channel: "pc"})
}

func (w *world) signIn(login, password string) identity.SignedIn {
	w.t.Helper()
	in, err := w.try(login, password, home)
	if err != nil {
		w.t.Fatal(err)
	}
	return in
}

func (w *world) resolve(token string) (session identity.Session, err error) {
	w.t.Helper()
	err = w.s.Read(ctx, func(tx *store.Tx) (err error) {
		session, err = identity.Resolve(tx, token, home)
		return err
	})
	return session, err
}

// kinds are the journal kinds of a subject, oldest first.
func (w *world) kinds(subject string) string {
	w.t.Helper()
	var out []string
	w.read(func(tx *store.Tx) error {
		events, err := journal.History(tx, subject)
		for _, e := range events {
			out = append(out, e.Kind)
		}
		return err
	})
	return strings.Join(out, " ")
}

// enrol sets a dynamic code for a signed-in account and returns its secret.
func (w *world) enrol(in identity.SignedIn) (identity.SignedIn, string) {
	w.t.Helper()
	var offer identity.Enrolment
	w.act(func(tx *store.Tx) (err error) {
		offer, err = identity.OfferFactor(tx, in.Session)
		return err
	})
	out, err := identity.TakeFactor(ctx, w.s, in.Token, identity.TOTP(offer.Secret, w.s.Now()), home)
	if err != nil {
		w.t.Fatal(err)
	}
	return out, offer.Secret
}
