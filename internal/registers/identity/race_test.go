package identity_test

import (
	"sync"
	"testing"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// Guesses that arrive together must not get past the limit of five.
func Test并发猜密码_也只有五次(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		w.staff("clerk01", "zrzyj", identity.Clerk)
		const guesses = 12
		answers := make([]error, guesses)
		var wait sync.WaitGroup
		for i := range guesses {
			wait.Go(func() { _, answers[i] = w.try("clerk01", "Wrong&Pass-2020", home) })
		}
		wait.Wait()
		judged := 0
		for _, err := range answers {
			switch f, ok := fault.Of(err); {
			case !ok:
				t.Errorf("%v", err)
			case f.Def == identity.BadSignIn:
				judged++
			case f.Def != identity.TooManyTries && f.Def != store.Busy:
				t.Errorf("%v", err)
			}
		}
		if judged > 5 {
			t.Errorf("%d guesses were judged", judged)
		}
		for ; judged < 5; judged++ { // those that were told to come back
			_, _ = w.try("clerk01", "Wrong&Pass-2020", home)
		}
		if _, err := w.try("clerk01", strong, home); !identity.TooManyTries.Is(err) {
			t.Errorf("after five guesses: %v", err)
		}
	})
}

// One dynamic code opens one session, also when it is typed twice at once.
func Test同一动态码_并发只用一次(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		w := newWorld(t, s, clock)
		w.activate(w.codes[0], strong)
		_, secret := w.enrol(w.signIn("xitong", strong))
		clock.Advance(60_000_000_000)
		code := identity.TOTP(secret, s.Now())
		opened := make([]bool, 4)
		var wait sync.WaitGroup
		for i := range opened {
			wait.Go(func() {
				in, err := identity.SignIn(ctx, s, identity.SignInInput{Login: "xitong", Password: strong, Code: code,
					Address: home, Channel: "pc"})
				opened[i] = err == nil && in.Must == identity.MustNothing
			})
		}
		wait.Wait()
		n := 0
		for _, ok := range opened {
			if ok {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d sessions with one code", n)
		}
	})
}
