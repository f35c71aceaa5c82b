package identity_test

import (
	"strings"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func Test首次开通_三位管理员_激活后绑动态码才有岗位(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		if err := w.fails(func(tx *store.Tx) error { _, err := identity.Bootstrap(tx, first); return err }); !identity.AlreadyStarted.Is(err) {
			t.Errorf("a second first start: %v", err)
		}
		if _, err := w.try("xitong", strong, home); !identity.BadSignIn.Is(err) {
			t.Errorf("sign-in before activation: %v", err)
		}
		w.activate(w.codes[0], strong)
		in := w.signIn("xitong", strong)
		if in.Must != identity.MustEnrol || len(in.Actor.Roles) != 0 || in.Actor.Unit != "" {
			t.Fatalf("without dynamic code: %q %+v", in.Must, in.Actor)
		}
		old := in.Token
		in, secret := w.enrol(in)
		if in.Must != identity.MustNothing || !in.Actor.Has(identity.SystemAdmin) {
			t.Fatalf("with dynamic code: %q %+v", in.Must, in.Actor)
		}
		if _, err := w.resolve(old); !identity.SessionOver.Is(err) {
			t.Errorf("the old token must be dead: %v", err)
		}
		in = w.signIn("xitong", strong)
		if in.Must != identity.MustFactor || len(in.Actor.Roles) != 0 {
			t.Fatalf("second sign-in: %q", in.Must)
		}
		if _, err := identity.StepUp(ctx, s, in.Token, identity.TOTP(secret, s.Now()), home); !identity.BadFactor.Is(err) {
			t.Errorf("a code that was used: %v", err)
		}
		clock.Advance(31 * time.Second)
		in, err := identity.StepUp(ctx, s, in.Token, identity.TOTP(secret, s.Now()), home)
		if err != nil || !in.Actor.Has(identity.SystemAdmin) {
			t.Errorf("step up: %v %+v", err, in.Actor)
		}
		want := "account.create access.denied account.activate account.sign_in account.offer_factor account.take_factor account.sign_in access.denied account.step_up"
		if got := w.kinds(w.codes[0].Account); got != want {
			t.Errorf("journal\n%s\nwant\n%s", got, want)
		}
	})
}

func Test首次开通_三位管理员必须是三个人(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		twice := append([]identity.FirstAdmin(nil), first...)
		twice[2].StaffID = twice[0].StaffID
		for name, set := range map[string][]identity.FirstAdmin{"two": first[:2], "same staff id": twice, "none": nil} {
			err := s.Write(ctx, func(tx *store.Tx) error { _, err := identity.Bootstrap(tx, set); return err })
			if !fault.FormInvalid.Is(err) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func Test激活码_只用一次_24小时(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		use := func(i identity.Invitation, password string) error {
			return identity.Activate(ctx, s, identity.ActivateInput{Login: i.Login, Code: i.Code, Password: password, Address: home})
		}
		wrong := w.codes[0]
		wrong.Code = w.codes[1].Code
		if err := use(wrong, strong); !identity.BadCode.Is(err) {
			t.Errorf("another's code: %v", err)
		}
		if err := use(w.codes[0], "Anquan-xitong-1"); !fault.FormInvalid.Is(err) {
			t.Errorf("a password with the login in it: %v", err)
		}
		w.activate(w.codes[0], strong)
		if err := use(w.codes[0], "Other&Rain-2020"); !identity.BadCode.Is(err) {
			t.Errorf("used twice: %v", err)
		}
		clock.Advance(24 * time.Hour)
		if err := use(w.codes[1], strong); !identity.BadCode.Is(err) {
			t.Errorf("after a day: %v", err)
		}
		var again identity.Invitation
		w.act(func(tx *store.Tx) (err error) {
			again, err = identity.Invite(tx, w.admin[identity.SystemAdmin], w.codes[1].Account)
			return err
		})
		w.activate(again, strong)
	})
}

func Test连续输错五次_锁半小时_别处不受影响(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		a := w.staff("clerk01", "zrzyj", identity.Clerk)
		var sentence string
		for range 5 {
			_, err := w.try("clerk01", "Wrong&Pass-2020", home)
			f, ok := fault.Of(err)
			if !ok || f.Def != identity.BadSignIn {
				t.Fatal(err)
			}
			sentence = f.Sentence()
		}
		if _, err := w.try("clerk01", strong, home); !identity.TooManyTries.Is(err) {
			t.Errorf("the sixth try with the right password: %v", err)
		}
		if _, err := w.try("clerk01", strong, elsewhere); err != nil {
			t.Errorf("a stranger's failures must not lock the clerk out elsewhere: %v", err)
		}
		for range 5 {
			_, err := w.try("nobody", strong, home)
			if f, _ := fault.Of(err); f == nil || f.Sentence() != sentence {
				t.Errorf("an unknown login must sound the same: %v", err)
			}
		}
		if _, err := w.try("nobody", strong, home); !identity.TooManyTries.Is(err) {
			t.Errorf("an unknown login is locked alike: %v", err)
		}
		if n := strings.Count(w.kinds(a.ID), "access.denied"); n != 5 {
			t.Errorf("%d denials in the journal", n)
		}
		clock.Advance(29*time.Minute + 59*time.Second)
		if _, err := w.try("clerk01", strong, home); !identity.TooManyTries.Is(err) {
			t.Errorf("a second early: %v", err)
		}
		clock.Advance(time.Second)
		w.signIn("clerk01", strong)
	})
}

func Test失败次数_十五分钟外不累计_安全管理员可解锁(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		a := w.staff("clerk01", "zrzyj", identity.Clerk)
		for range 4 {
			_, _ = w.try("clerk01", "bad", home)
		}
		clock.Advance(15 * time.Minute)
		_, _ = w.try("clerk01", "bad", home)
		w.signIn("clerk01", strong)
		for range 5 {
			_, _ = w.try("clerk01", "bad", home)
		}
		if _, err := w.try("clerk01", strong, home); !identity.TooManyTries.Is(err) {
			t.Fatal(err)
		}
		if err := w.fails(func(tx *store.Tx) error { return identity.ForgetFailures(tx, w.admin[identity.SystemAdmin], a.ID) }); !identity.NotAllowed.Is(err) {
			t.Errorf("the system administrator unlocked: %v", err)
		}
		w.act(func(tx *store.Tx) error { return identity.ForgetFailures(tx, w.admin[identity.SafetyAdmin], a.ID) })
		w.signIn("clerk01", strong)
	})
}

func Test会话_闲置绝对时长_停用与改岗即失效(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		a := w.staff("clerk01", "zrzyj", identity.Clerk)
		in := w.signIn("clerk01", strong)
		clock.Advance(15*time.Minute - time.Second)
		session, err := w.resolve(in.Token)
		if err != nil || !session.Stale || session.Actor.Account != a.ID || session.Actor.Unit != "zrzyj" {
			t.Fatalf("at 14:59: %v %+v", err, session)
		}
		if err := identity.Touch(ctx, s, session); err != nil {
			t.Fatal(err)
		}
		clock.Advance(15 * time.Minute)
		if _, err := w.resolve(in.Token); !identity.SessionOver.Is(err) {
			t.Errorf("at 15:00: %v", err)
		}

		in = w.signIn("clerk01", strong)
		for range 48 {
			clock.Advance(10*time.Minute - time.Millisecond)
			if session, err = w.resolve(in.Token); err != nil {
				t.Fatal(err)
			}
			if err := identity.Touch(ctx, s, session); err != nil {
				t.Fatal(err)
			}
		}
		clock.Advance(time.Second)
		if _, err := w.resolve(in.Token); !identity.SessionOver.Is(err) {
			t.Errorf("after eight hours of use: %v", err)
		}

		in = w.signIn("clerk01", strong)
		w.act(func(tx *store.Tx) error {
			_, err := identity.Revoke(tx, w.admin[identity.SafetyAdmin], a.ID, []flow.Role{identity.Clerk}, "调岗")
			return err
		})
		if _, err := w.resolve(in.Token); !identity.SessionOver.Is(err) {
			t.Errorf("after a change of roles: %v", err)
		}
		in = w.signIn("clerk01", strong)
		w.act(func(tx *store.Tx) error {
			_, err := identity.Suspend(tx, w.admin[identity.SystemAdmin], a.ID, w.version(tx, a.ID), "长期病假")
			return err
		})
		if _, err := w.resolve(in.Token); !identity.SessionOver.Is(err) {
			t.Errorf("after suspension: %v", err)
		}
		if _, err := w.try("clerk01", strong, home); !identity.AccountStopped.Is(err) {
			t.Errorf("right password of a suspended account: %v", err)
		}
		if _, err := w.try("clerk01", "Wrong&Pass-2020", home); !identity.BadSignIn.Is(err) {
			t.Errorf("wrong password must not tell that it is suspended: %v", err)
		}
	})
}

func (w *world) version(tx *store.Tx, id string) int64 {
	a, err := identity.ByID(tx, id)
	if err != nil {
		w.t.Fatal(err)
	}
	return a.Version
}

func Test登录换会话_退出有记录(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		a := w.staff("clerk01", "zrzyj", identity.Clerk)
		one := w.signIn("clerk01", strong)
		two := w.signIn("clerk01", strong)
		if _, err := w.resolve(one.Token); !identity.SessionOver.Is(err) {
			t.Errorf("the earlier session of the channel lives: %v", err)
		}
		if len(two.Token) < 22 || strings.Contains(two.ID, two.Token) {
			t.Errorf("token %q, id %q", two.Token, two.ID)
		}
		w.act(func(tx *store.Tx) error { return identity.SignOut(tx, two.Session) })
		if _, err := w.resolve(two.Token); !identity.SessionOver.Is(err) {
			t.Errorf("after sign-out: %v", err)
		}
		if got := w.kinds(a.ID); !strings.HasSuffix(got, "account.sign_in account.sign_in account.sign_out") {
			t.Errorf("journal %s", got)
		}
		if _, err := w.resolve(""); !identity.SignInNeeded.Is(err) {
			t.Errorf("no token: %v", err)
		}
	})
}

func Test密码_九十天必换_最近五次不能用(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		w.staff("clerk01", "zrzyj", identity.Clerk)
		passwords := []string{strong, "Stone*Bridge-1", "Stone*Bridge-2", "Stone*Bridge-3", "Stone*Bridge-4", "Stone*Bridge-5"}
		change := func(from, to string) error {
			in := w.signIn("clerk01", from)
			out, err := identity.ChangePassword(ctx, s, in.Token, home, from, to)
			if err == nil {
				if _, err := w.resolve(in.Token); !identity.SessionOver.Is(err) {
					t.Errorf("the old token lives: %v", err)
				}
				if out.Must != identity.MustNothing || !out.Actor.Has(identity.Clerk) {
					t.Errorf("after the change: %+v", out)
				}
			}
			return err
		}
		for i := 1; i < 5; i++ {
			clock.Advance(time.Minute)
			if err := change(passwords[i-1], passwords[i]); err != nil {
				t.Fatal(err)
			}
		}
		clock.Advance(time.Minute)
		if err := change(passwords[4], passwords[0]); !fault.FormInvalid.Is(err) {
			t.Errorf("the fifth last: %v", err)
		}
		if err := change(passwords[4], passwords[5]); err != nil {
			t.Fatal(err)
		}
		clock.Advance(time.Minute)
		if err := change(passwords[5], passwords[0]); err != nil {
			t.Errorf("the sixth last may come again: %v", err)
		}
		in := w.signIn("clerk01", strong)
		if _, err := identity.ChangePassword(ctx, s, in.Token, home, "bad", "Other*Bridge-9"); !identity.BadSignIn.Is(err) {
			t.Errorf("wrong present password: %v", err)
		}
		clock.Advance(90 * 24 * time.Hour)
		in = w.signIn("clerk01", strong)
		if in.Must != identity.MustPassword || len(in.Actor.Roles) != 0 {
			t.Errorf("after 90 days: %q %v", in.Must, in.Actor.Roles)
		}
	})
}

func Test动态码_RFC6238向量(t *testing.T) {
	t.Parallel()
	const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" // "12345678901234567890"
	for seconds, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471",
		1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		if got := identity.TOTP(secret, calendar.Instant(seconds*1000)); got != want {
			t.Errorf("at %d: %s, want %s", seconds, got, want)
		}
	}
}

func Test密码规则(t *testing.T) {
	t.Parallel()
	for password, ok := range map[string]bool{
		"Wind&Rain-2020":           true,
		"clear Sky over 7 hills":   true,
		"桃花流水Abc123456":            true,
		"Aa1-short":                false, // nine characters
		"onlylowercase1":           false, // two classes
		"ONLYUPPER12345":           false,
		"Taojiang-2020":            false, // the county's name
		"My-zrzyj-2020":            false, // the unit's code
		"Clerk01-good-pass":        false, // the login
		"P@ssw0rd2020!":            false, // common with a tail
		"Abc123456789":             false, // common with a tail
		strings.Repeat("aB3-", 33): false, // too long
	} {
		err := identity.JudgeStaff(password, "clerk01", "zrzyj")
		if (err == nil) != ok {
			t.Errorf("%q: %v", password, err)
		}
	}
	for password, ok := range map[string]bool{
		"平平安安出门去吧": true, "short": false, "12345678": false, "a1b2c3d4": false, "gentle-rain": true,
	} {
		if err := identity.JudgePublic(password); (err == nil) != ok {
			t.Errorf("public %q: %v", password, err)
		}
	}
}
