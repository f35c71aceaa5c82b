package identity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func Test三员分立_管理员岗位只能单独担任(t *testing.T) {
	t.Parallel()
	all := identity.Roles
	for set := 1; set < 1<<len(all); set++ {
		var roles []flow.Role
		admins := 0
		for i, r := range all {
			if set>>i&1 == 1 {
				roles = append(roles, r.Role)
				if r.Admin {
					admins++
				}
			}
		}
		if want := admins == 0 || len(roles) == 1; identity.RolesCompatible(roles) != want {
			t.Fatalf("%v: compatible %v, want %v", roles, !want, want)
		}
	}
}

func Test三员分立_申请改库都过不去(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		a := w.staff("clerk01", "zrzyj", identity.Clerk)
		pairs := [][]flow.Role{{identity.SystemAdmin, identity.Clerk}, {identity.SystemAdmin, identity.AuditAdmin}, {identity.Applicant}, nil}
		for _, roles := range pairs {
			err := w.fails(func(tx *store.Tx) error {
				_, err := identity.Ask(tx, w.admin[identity.SafetyAdmin], a.ID, roles, "试")
				return err
			})
			if !fault.FormInvalid.Is(err) {
				t.Errorf("%v: %v", roles, err)
			}
		}
		// The database itself refuses what a program error might write.
		if err := identity.ForceRoles(ctx, s, a, []flow.Role{identity.SystemAdmin, identity.Clerk}); err == nil {
			t.Error("the table took two roles with an administrator's")
		}
		if err := identity.ForceRoles(ctx, s, a, []flow.Role{identity.Clerk, identity.Reviewer}); err != nil {
			t.Errorf("two roles of the business: %v", err)
		}
	})
}

func Test岗位_安全管理员同意才生效_不能批自己(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		var made identity.Account
		w.act(func(tx *store.Tx) (err error) {
			made, _, err = identity.Create(tx, w.admin[identity.SystemAdmin], identity.NewAccount{
				Login: "wang", StaffID: "W1", Name: "王某", Unit: "zrzyj", Roles: []flow.Role{identity.Reviewer}})
			return err
		})
		if len(made.Roles) != 0 {
			t.Errorf("the system administrator granted %v", made.Roles)
		}
		var waiting []identity.Grant
		w.read(func(tx *store.Tx) (err error) {
			waiting, err = identity.Grants(tx)
			return err
		})
		if len(waiting) != 1 {
			t.Fatalf("%+v", waiting)
		}
		approve := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := identity.Approve(tx, by, waiting[0].ID); return err }
		}
		if err := w.fails(approve(w.admin[identity.SystemAdmin])); !identity.NotAllowed.Is(err) {
			t.Errorf("system administrator: %v", err)
		}
		if err := w.fails(approve(flow.Actor{Account: "x", Roles: []flow.Role{identity.Head}})); !flow.StepForbidden.Is(err) {
			t.Errorf("head: %v", err)
		}
		w.act(approve(w.admin[identity.SafetyAdmin]))
		if a := w.account(made.ID); !slices.Equal(a.Roles, []flow.Role{identity.Reviewer}) {
			t.Errorf("%v", a.Roles)
		}
		if err := w.fails(approve(w.admin[identity.SafetyAdmin])); !flow.StepRefused.Is(err) {
			t.Errorf("twice: %v", err)
		}
	})
}

func Test管理员岗位_要两位管理员同意(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		a := w.staff("newsafe", "yhb")
		var g identity.Grant
		w.act(func(tx *store.Tx) (err error) {
			g, err = identity.Ask(tx, w.admin[identity.SystemAdmin], a.ID, []flow.Role{identity.SafetyAdmin}, "接任")
			return err
		})
		approve := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := identity.Approve(tx, by, g.ID); return err }
		}
		w.act(approve(w.admin[identity.SafetyAdmin]))
		if len(w.account(a.ID).Roles) != 0 {
			t.Error("one approval was enough")
		}
		if err := w.fails(approve(w.admin[identity.SafetyAdmin])); !identity.AlreadyApproved.Is(err) {
			t.Errorf("the same one twice: %v", err)
		}
		self := flow.Actor{Account: a.ID, Roles: []flow.Role{identity.AuditAdmin}}
		if err := w.fails(approve(self)); !identity.NotYourself.Is(err) {
			t.Errorf("oneself: %v", err)
		}
		w.act(approve(w.admin[identity.AuditAdmin]))
		if !slices.Equal(w.account(a.ID).Roles, []flow.Role{identity.SafetyAdmin}) {
			t.Error("two approvals were not enough")
		}
	})
}

func Test最后一位管理员_停不了也收不回(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		safety := w.admin[identity.SafetyAdmin].Account
		if err := w.fails(func(tx *store.Tx) error {
			_, err := identity.Retire(tx, w.admin[identity.SystemAdmin], safety, w.version(tx, safety), "退休")
			return err
		}); !identity.LastAdmin.Is(err) {
			t.Errorf("retire: %v", err)
		}
		audit := w.admin[identity.AuditAdmin].Account
		if err := w.fails(func(tx *store.Tx) error {
			_, err := identity.Revoke(tx, w.admin[identity.SafetyAdmin], audit, []flow.Role{identity.AuditAdmin}, "调岗")
			return err
		}); !identity.LastAdmin.Is(err) {
			t.Errorf("revoke: %v", err)
		}
		if err := w.fails(func(tx *store.Tx) error {
			_, err := identity.Retire(tx, w.admin[identity.SystemAdmin], w.admin[identity.SystemAdmin].Account, 1, "退休")
			return err
		}); !identity.NotYourself.Is(err) {
			t.Errorf("oneself: %v", err)
		}
	})
}

func Test账号与工号_一人一个_用过不再发(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		a := w.staff("clerk01", "zrzyj", identity.Clerk)
		create := func(in identity.NewAccount) error {
			return s.Write(ctx, func(tx *store.Tx) error {
				_, _, err := identity.Create(tx, w.admin[identity.SystemAdmin], in)
				return err
			})
		}
		fields := func(err error) string {
			f, ok := fault.Of(err)
			if !ok {
				t.Fatal(err)
			}
			var names []string
			for _, field := range f.Fields {
				names = append(names, field.Name)
			}
			return strings.Join(names, " ")
		}
		same := identity.NewAccount{Login: "Clerk01", StaffID: "S-clerk01", Name: "张某", Unit: "zrzyj"}
		if got := fields(create(same)); got != "login staff_id" {
			t.Errorf("%s", got)
		}
		w.act(func(tx *store.Tx) error {
			_, err := identity.Retire(tx, w.admin[identity.SystemAdmin], a.ID, a.Version, "调出")
			return err
		})
		if got := fields(create(same)); got != "login" {
			t.Errorf("after retirement the login stays taken, the person may come back: %s", got)
		}
		same.Login = "clerk02"
		if err := create(same); err != nil {
			t.Error(err)
		}
		if got := fields(create(identity.NewAccount{Login: "13800000000", Name: "一", Unit: "none", Window: "Z9", Mobile: "123"})); got != "login name unit window mobile" {
			t.Errorf("all at once: %s", got)
		}
		if err := s.Write(ctx, func(tx *store.Tx) error {
			_, _, err := identity.Create(tx, w.admin[identity.SafetyAdmin], same)
			return err
		}); !identity.NotAllowed.Is(err) {
			t.Errorf("the safety administrator made an account: %v", err)
		}
	})
}

func Test九十天没登录_自动停用_最后的管理员除外(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		for _, i := range w.codes {
			w.activate(i, strong)
		}
		idle, busy := w.staff("idle", "zrzyj", identity.Clerk), w.staff("busy", "zrzyj", identity.Clerk)
		clock.Advance(60 * 24 * time.Hour)
		w.signIn("busy", strong)
		clock.Advance(30*24*time.Hour + time.Minute)
		for range 2 { // twice without harm
			if err := identity.SuspendUnused(s); err != nil {
				t.Fatal(err)
			}
		}
		if a := w.account(idle.ID); a.State != identity.Suspended || a.EndReason == nil {
			t.Errorf("idle: %+v", a)
		}
		if a := w.account(busy.ID); a.State != identity.Active {
			t.Errorf("busy: %v", a.State)
		}
		if a := w.account(w.codes[0].Account); a.State != identity.Active {
			t.Errorf("the only system administrator: %v", a.State)
		}
		w.act(func(tx *store.Tx) error {
			_, err := identity.Restore(tx, w.admin[identity.SystemAdmin], idle.ID, w.version(tx, idle.ID), "休假回岗")
			return err
		})
		if err := identity.SuspendUnused(s); err != nil || w.account(idle.ID).State != identity.Active {
			t.Errorf("suspended again at once: %v", err)
		}
		if err := identity.Tidy(s); err != nil {
			t.Error(err)
		}
	})
}

func Test代理_切换后用对方岗位_收回即失效(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		boss := w.staff("boss", "zrzyj", identity.Reviewer, identity.Head)
		aide := w.staff("aide", "zrzyj", identity.Clerk)
		other := w.staff("other", "zjj", identity.Clerk)
		by := flow.Actor{Account: boss.ID, Unit: "zrzyj", Roles: boss.Roles}
		today := s.Now().Day()
		in := org.DelegationInput{FromAccount: boss.ID, ToAccount: aide.ID, Roles: []flow.Role{identity.Reviewer},
			FromDay: today, ToDay: today + 1, Reason: "赴省厅开会"}
		for name, bad := range map[string]org.DelegationInput{
			"another unit":    {FromAccount: boss.ID, ToAccount: other.ID, Roles: in.Roles, FromDay: today, ToDay: today, Reason: "x"},
			"a role not held": {FromAccount: boss.ID, ToAccount: aide.ID, Roles: []flow.Role{identity.Approver}, FromDay: today, ToDay: today, Reason: "x"},
			"nobody":          {FromAccount: boss.ID, ToAccount: "none", Roles: in.Roles, FromDay: today, ToDay: today, Reason: "x"},
		} {
			if err := w.fails(func(tx *store.Tx) error { _, err := identity.Delegate(tx, by, bad); return err }); !fault.FormInvalid.Is(err) {
				t.Errorf("%s: %v", name, err)
			}
		}
		var d org.Delegation
		w.act(func(tx *store.Tx) (err error) {
			d, err = identity.Delegate(tx, by, in)
			return err
		})
		session := w.signIn("aide", strong)
		stranger := w.signIn("other", strong)
		if err := w.fails(func(tx *store.Tx) error { return identity.ActFor(tx, stranger.Session, d.ID) }); !identity.NotActing.Is(err) {
			t.Errorf("a stranger: %v", err)
		}
		w.act(func(tx *store.Tx) error { return identity.ActFor(tx, session.Session, d.ID) })
		acting, err := w.resolve(session.Token)
		if err != nil || acting.Actor.Account != aide.ID || acting.Actor.For != boss.ID || !slices.Equal(acting.Actor.Roles, in.Roles) {
			t.Fatalf("%v %+v", err, acting.Actor)
		}
		w.act(func(tx *store.Tx) error { _, err := identity.EndDelegation(tx, by, d.ID); return err })
		if back, err := w.resolve(session.Token); err != nil || back.Actor.For != "" || !back.Actor.Has(identity.Clerk) || back.Actor.Has(identity.Reviewer) {
			t.Errorf("after it was taken back: %v %+v", err, back.Actor)
		}
	})
}

func Test接口令牌_按权限范围_可收回_到期失效(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		a := w.staff("bridge", "zrzyj", identity.Integrator)
		clerk := w.staff("clerk01", "zrzyj", identity.Clerk)
		issue := func(account string, days int) (token identity.Token, secret string, err error) {
			err = s.Write(ctx, func(tx *store.Tx) (err error) {
				token, secret, err = identity.IssueToken(tx, w.admin[identity.SystemAdmin], account, "省平台对接", []string{"casework.read"}, days)
				return err
			})
			return
		}
		if _, _, err := issue(clerk.ID, 30); !fault.FormInvalid.Is(err) {
			t.Errorf("a clerk's account: %v", err)
		}
		token, secret, err := issue(a.ID, 30)
		if err != nil {
			t.Fatal(err)
		}
		use := func() (session identity.Session, err error) {
			err = s.Read(ctx, func(tx *store.Tx) (err error) {
				session, err = identity.ResolveToken(tx, secret, home)
				return err
			})
			return
		}
		session, err := use()
		if err != nil || session.Actor.Channel != "api" {
			t.Fatalf("%v %+v", err, session.Actor)
		}
		mine := []flow.Role{identity.Integrator}
		for perm, want := range map[string]bool{"casework.read": true, "casework.write": false} {
			if got := session.Can(manifest.Perm{Name: perm, Roles: mine}); got != want {
				t.Errorf("%s: %v", perm, got)
			}
		}
		if session.Can(manifest.Perm{Name: "casework.read", Roles: []flow.Role{identity.Clerk}}) {
			t.Error("a scope does not make up for a role")
		}
		clock.Advance(31 * 24 * time.Hour)
		if _, err := use(); !identity.BadToken.Is(err) {
			t.Errorf("after its life: %v", err)
		}
		token, secret, err = issue(a.ID, 30)
		if err != nil {
			t.Fatal(err)
		}
		w.act(func(tx *store.Tx) error { return identity.RevokeToken(tx, w.admin[identity.SafetyAdmin], token.ID) })
		if _, err := use(); !identity.BadToken.Is(err) {
			t.Errorf("revoked: %v", err)
		}
	})
}

func Test申请人_手机号登录_库里不存明文(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		in := identity.RegisterInput{Mobile: "138 0000 0000", Name: "欧阳修远", Password: "gentle-rain", Address: home, Channel: "mobile"}
		a, err := identity.Register(ctx, s, in)
		if err != nil {
			t.Fatal(err)
		}
		w.read(func(tx *store.Tx) error {
			image, _, _, err := tx.RowImage("identity_account", a.ID)
			if strings.Contains(image, "13800000000") || strings.Contains(image, "欧阳修远") || !strings.Contains(image, "欧阳某某") {
				t.Errorf("stored in clear: %s", image)
			}
			return err
		})
		session := w.signIn("+86 138-0000-0000", in.Password)
		if session.Must != identity.MustNothing || !session.Actor.Has(identity.Applicant) || session.Actor.Unit != "" {
			t.Errorf("%+v", session.Session)
		}
		clock.Advance(2*time.Hour - time.Second)
		if _, err := w.resolve(session.Token); err != nil {
			t.Errorf("applicants have two hours: %v", err)
		}
		if _, err := identity.Register(ctx, s, in); !fault.FormInvalid.Is(err) {
			t.Errorf("the same number again: %v", err)
		}
		party := "01party"
		clerk := flow.Actor{Account: "c", Unit: "zrzyj", Roles: []flow.Role{identity.Clerk}}
		w.act(func(tx *store.Tx) error { _, err := identity.BindParty(tx, clerk, a.ID, &party); return err })
		if got, err := w.resolve(session.Token); err != nil || got.Actor.Party != party {
			t.Errorf("%v %+v", err, got.Actor)
		}
		if err := w.fails(func(tx *store.Tx) error {
			_, err := identity.Reveal(tx, w.admin[identity.SystemAdmin], a.ID, "查")
			return err
		}); !identity.NotAllowed.Is(err) {
			t.Errorf("an administrator saw personal data of the business: %v", err)
		}
		w.act(func(tx *store.Tx) error {
			r, err := identity.Reveal(tx, clerk, a.ID, "电话核实")
			if r.Mobile != "13800000000" || r.Name != "欧阳修远" {
				t.Errorf("%+v", r)
			}
			return err
		})
		if got := w.kinds(a.ID); !strings.HasSuffix(got, "account.bind_party account.reveal") {
			t.Errorf("journal %s", got)
		}
	})
}

func Test演示账号_只在演示库里(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		hash, err := identity.NewHash(ctx, s, "yanshi")
		if err != nil {
			t.Fatal(err)
		}
		in := identity.NewAccount{Login: "shenpi", Name: "李某", Unit: "zrzyj", Roles: []flow.Role{identity.Approver}}
		demo := func(tx *store.Tx) error {
			_, err := identity.CreateDemoAccount(tx, flow.System("demo"), in, hash)
			return err
		}
		w := &world{t: t, s: s, clock: clock}
		w.act(func(tx *store.Tx) error {
			_, err := org.Add(tx, flow.System("demo"), org.UnitInput{Code: "zrzyj", Name: "桃江县自然资源局", Kind: org.Department})
			return err
		})
		if err := w.fails(demo); !identity.NotDemo.Is(err) {
			t.Errorf("without the mark: %v", err)
		}
		w.act(identity.MarkDemo)
		w.act(demo)
		clock.Advance(91 * 24 * time.Hour)
		if session := w.signIn("shenpi", "yanshi"); session.Must != identity.MustNothing || !session.Actor.Has(identity.Approver) {
			t.Errorf("%+v", session.Session)
		}
		in = identity.NewAccount{Login: "qiye", Name: "王小明", Roles: []flow.Role{identity.Applicant}}
		w.act(demo)
	})
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		if err := w.fails(identity.MarkDemo); !identity.HasAccounts.Is(err) {
			t.Errorf("a county with real accounts: %v", err)
		}
	})
}

func Test账号名单_导入给激活码_再导不变(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		apply := identity.Manifest.Importers[0].Apply
		rows := []manifest.Row{
			{Number: 2, Cells: map[string]string{"login": "liuyi", "name": "刘一", "staff_id": "Z1", "unit": "zrzyj", "roles": "窗口人员、审查人员", "window": "A03", "mobile": "13800000001"}},
			{Number: 3, Cells: map[string]string{"login": "chener", "name": "陈二", "staff_id": "Z1", "unit": "zrzyj"}},
			{Number: 4, Cells: map[string]string{"login": "zhangsan", "name": "张三", "unit": "zrzyj", "roles": "局长"}},
		}
		run := func() (out manifest.Outcome) {
			w.act(func(tx *store.Tx) (err error) {
				out, err = apply(tx, w.admin[identity.SystemAdmin], rows)
				return err
			})
			return out
		}
		out := run()
		if out.New != 1 || len(out.Errors) != 2 || len(out.Notes) != 1 || !strings.Contains(out.Notes[0].Sentence, "liuyi") {
			t.Fatalf("%+v", out)
		}
		rows = rows[:1]
		if got, want := fmt.Sprint(run()), fmt.Sprint(manifest.Outcome{Same: 1}); got != want {
			t.Errorf("again: %s", got)
		}
		rows[0].Cells["name"] = "刘一一"
		if out := run(); out.Changed != 1 {
			t.Errorf("changed name: %+v", out)
		}
	})
}

func Test可见范围(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		newWorld(t, s, clock)
		for _, c := range []struct {
			by   flow.Actor
			want string
		}{
			{flow.Actor{Unit: "zrzyj", Roles: []flow.Role{identity.Reviewer}}, "zrzyj"},
			{flow.Actor{Unit: "dt", Window: "A03", Roles: []flow.Role{identity.Clerk}}, "dt zrzyj zjj"},
			{flow.Actor{Unit: "zrzyj", Window: "A03", Roles: []flow.Role{identity.Reviewer}}, "zrzyj"},
			{flow.Actor{Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}, "all"},
			{flow.Actor{Unit: "yhb", Roles: []flow.Role{identity.Supervisor}}, "all"},
			{flow.Actor{Unit: "xwb", Roles: []flow.Role{identity.Leader}}, "all"},
			{flow.System("x"), "all"},
			{flow.Actor{Unit: "yhb", Roles: []flow.Role{identity.SystemAdmin}}, ""},
			{flow.Actor{Unit: "yhb", Roles: []flow.Role{identity.AuditAdmin}}, ""},
			{flow.Actor{Party: "p", Roles: []flow.Role{identity.Applicant}}, ""},
			{flow.Actor{Unit: "zrzyj"}, ""},
		} {
			err := s.Read(ctx, func(tx *store.Tx) error {
				scope, err := identity.ScopeOf(tx, c.by)
				got := strings.Join(scope.Units, " ")
				if scope.All {
					got = "all"
				}
				if got != c.want {
					t.Errorf("%v in %s: %q, want %q", c.by.Roles, c.by.Unit, got, c.want)
				}
				if scope.Sees("zjj") != (c.want == "all" || strings.Contains(c.want, "zjj")) {
					t.Errorf("%v: Sees disagrees with the list", c.by.Roles)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

func Test机构名录用的岗位名_都在岗位表里(t *testing.T) {
	t.Parallel()
	for _, room := range []manifest.Room{org.Manifest, identity.Manifest} {
		for _, perm := range room.Perms {
			for _, role := range perm.Roles {
				if _, known := identity.ParseRole(string(role)); !known && role != flow.RoleSystem {
					t.Errorf("%s names %q", perm.Name, role)
				}
			}
		}
		for _, table := range room.Flows {
			if err := table.Validate(); err != nil {
				t.Error(err)
			}
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	s, _ := storetest.SQLite(b)
	reg := identity.RegisterInput{Mobile: "13800000000", Name: "王小明", Password: "gentle-rain", Address: home}
	if _, err := identity.Register(ctx, s, reg); err != nil {
		b.Fatal(err)
	}
	in, err := identity.SignIn(ctx, s, identity.SignInInput{Login: reg.Mobile, Password: reg.Password, Address: home})
	if err != nil {
		b.Fatal(err)
	}
	err = s.Read(ctx, func(tx *store.Tx) error {
		for b.Loop() {
			if _, err := identity.Resolve(tx, in.Token, home); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
