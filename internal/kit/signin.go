package kit

import (
	"net/http"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// signInView is what the sign-in page shows beside its fields.
type signInView struct {
	Back   string // where to go afterwards, a local address
	Kept   string // a signed form that waits for the sign-in
	Notice string
	Demo   []DemoAccount
}

func (s *Site) signInPage(c *Ctx) error {
	if c.Session != nil && c.Session.Must == identity.MustNothing && !c.submitted().Bad() {
		return c.Redirect(s.homeOf(c))
	}
	return s.showSignIn(c, signInView{Back: s.backOf(c), Kept: c.Request.PostForm.Get(fieldKept)})
}

func (s *Site) showSignIn(c *Ctx, v signInView) error {
	if s.Config.Demo != "" {
		v.Demo = s.Config.DemoAccounts
	}
	noStore(c.w.Header())
	return c.Render(signInTempl(c.Page(c.Page("").Say("登录", "Sign in")).WithNarrow(), c.Form(), v))
}

// backOf is the page to return to, from the address or the form.
func (s *Site) backOf(c *Ctx) string {
	back := c.Request.URL.Query().Get("back")
	if c.sent != nil && c.sent.Value("back") != "" {
		back = c.sent.Value("back")
	}
	if !localPath(back) {
		return ""
	}
	return back
}

func (s *Site) signIn(c *Ctx) error {
	f := c.submitted()
	in := identity.SignInInput{Login: f.Need("login", "账号"), Password: f.Raw("password"),
		Address: c.Actor.Address, Channel: c.Actor.Channel, Request: c.RequestID}
	if in.Password == "" {
		f.Problem("password", "密码：还没有填，请填写")
	}
	if err := f.Err(); err != nil {
		return c.Again(err, s.signInPage)
	}
	in.Login = f.Raw("login")
	signed, err := s.Gate.SignIn(c.Request.Context(), in)
	if err != nil {
		return s.againAfter(c, err, s.signInPage)
	}
	s.begin(c, signed)
	return s.goOn(c)
}

// againAfter shows a page of the sign-in again also for refusals of kind
// Forbidden and NotFound, which here are answers to what was typed.
func (s *Site) againAfter(c *Ctx, err error, show Handler) error {
	what, ok := fault.Of(err)
	if !ok || (what.Def.Kind != fault.Forbidden && what.Def.Kind != fault.NotFound) {
		return c.Again(err, show)
	}
	c.submitted().Note(what)
	c.status = http.StatusUnprocessableEntity
	return show(c)
}

// begin gives the browser the fresh session; the former token is worthless
// from here on (rotation at sign-in and step-up).
func (s *Site) begin(c *Ctx, signed identity.SignedIn) {
	s.setCookie(c.w, cookieSession, signed.Token, 0)
	replaceCookie(c.Request, s.cookieName(cookieSession), signed.Token)
	s.enter(c, signed.Session)
}

// replaceCookie makes the rest of this request see the new cookie.
func replaceCookie(r *http.Request, name, value string) {
	dropCookie(r, name)
	r.AddCookie(&http.Cookie{Name: name, Value: value})
}

func dropCookie(r *http.Request, name string) {
	cookies := r.Cookies()
	r.Header.Del("Cookie")
	for _, cookie := range cookies {
		if cookie.Name != name {
			r.AddCookie(cookie)
		}
	}
}

// goOn continues after a step of the sign-in: the next step, the kept form, or
// the page asked for.
func (s *Site) goOn(c *Ctx) error {
	keptText, back := c.Request.PostForm.Get(fieldKept), s.backOf(c)
	if c.Session.Must != identity.MustNothing {
		return s.showMust(c, stepView{Back: back, Kept: keptText})
	}
	if k, ok := s.openKept(c, keptText); ok {
		return s.resume(c, k)
	}
	if back != "" {
		return c.Redirect(back)
	}
	return c.Redirect(s.homeOf(c))
}

// homeOf is where somebody lands after signing in: an applicant at the own
// matters, staff at the house's home page or, where that is closed to them, as it
// is to administrators, at the first page of their menu.
func (s *Site) homeOf(c *Ctx) string {
	if c.Session.Account.Unit == "" {
		return "/me"
	}
	for _, r := range s.routes {
		if r.Pattern == s.Config.Home && !c.Can(r.Perm) {
			return s.firstPage(c)
		}
	}
	return s.Config.Home
}

func (s *Site) firstPage(c *Ctx) string {
	for _, item := range s.nav {
		if c.Can(item.Perm) {
			return item.Path
		}
	}
	return s.Config.Home
}

func (s *Site) signOut(c *Ctx) error {
	session := *c.Session
	err := s.Store.Maintain(c.Request.Context(), func(tx *store.Tx) error {
		return s.Gate.SignOut(tx, session)
	})
	if err != nil {
		return err
	}
	s.setCookie(c.w, cookieSession, "", -1)
	c.Flash("已退出登录。在公用电脑上请同时关闭浏览器。")
	return c.Redirect("/sign-in")
}
