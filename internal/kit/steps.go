package kit

import (
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// stepView is what the pages after the password carry along.
type stepView struct {
	Back string
	Kept string
}

func (s *Site) stepOf(c *Ctx) stepView {
	return stepView{Back: s.backOf(c), Kept: c.Request.PostForm.Get(fieldKept)}
}

// showMust shows the page of what the session has to do first. It comes as the
// answer to the sign-in itself, so that a kept form can be carried along.
func (s *Site) showMust(c *Ctx, v stepView) error {
	c.forms, c.sent = map[string]*Form{}, nil
	if v.Kept == "" && v.Back == "" {
		return c.Redirect(mustPage(c.Session.Must))
	}
	switch c.Session.Must {
	case identity.MustFactor:
		return s.showCode(c, v)
	case identity.MustPassword:
		return s.showPassword(c, v)
	}
	return s.showEnrol(c, v)
}

func (s *Site) codePage(c *Ctx) error { return s.showCode(c, s.stepOf(c)) }

func (s *Site) showCode(c *Ctx, v stepView) error {
	return c.Render(codeTempl(c.Page("输入动态码").WithNarrow(), c.Form(), v))
}

func (s *Site) stepUp(c *Ctx) error {
	f := c.Form()
	code := f.Code("code")
	if code == "" {
		f.Problem("code", "动态码：还没有填，请填手机上显示的 6 位数字")
		return c.Again(f.Err(), s.codePage)
	}
	signed, err := s.Gate.StepUp(c.Request.Context(), s.cookie(c.Request, cookieSession), code, c.Actor.Address)
	if err != nil {
		return s.againAfter(c, err, s.codePage)
	}
	s.begin(c, signed)
	return s.goOn(c)
}

func (s *Site) passwordPage(c *Ctx) error { return s.showPassword(c, s.stepOf(c)) }

func (s *Site) showPassword(c *Ctx, v stepView) error {
	return c.Render(passwordTempl(c.Page("更换密码").WithNarrow(), c.Form(), v))
}

// newPassword reads the twice-typed new password.
func newPassword(f *Form) string {
	password := f.Raw("password")
	switch {
	case password == "":
		f.Problem("password", "新密码：还没有填，请填写")
	case password != f.Raw("again"):
		f.Problem("again", "再输一次：两次填的不一样，请重新输入")
	}
	return password
}

func (s *Site) changePassword(c *Ctx) error {
	f := c.Form()
	old, password := f.Raw("old"), newPassword(f)
	if old == "" {
		f.Problem("old", "现在的密码：还没有填，请填写")
	}
	if err := f.Err(); err != nil {
		return c.Again(err, s.passwordPage)
	}
	signed, err := s.Gate.ChangePassword(c.Request.Context(), s.cookie(c.Request, cookieSession), old, password, c.Actor.Address)
	if err != nil {
		return s.againAfter(c, err, s.passwordPage)
	}
	s.begin(c, signed)
	c.Flash("密码已更换。")
	return s.goOn(c)
}

func (s *Site) activatePage(c *Ctx) error {
	return c.Render(activateTempl(c.Page("首次登录").WithNarrow(), c.Form()))
}

// activate turns an activation code, handed over by the administrator, into an
// account with a password of its own.
func (s *Site) activate(c *Ctx) error {
	f := c.Form()
	login, code, password := f.Need("login", "账号"), f.Need("code", "激活码"), newPassword(f)
	if err := f.Err(); err != nil {
		return c.Again(err, s.activatePage)
	}
	err := s.Gate.Activate(c.Request.Context(), identity.ActivateInput{Login: login, Code: code, Password: password,
		Address: c.Actor.Address, Channel: c.Actor.Channel, Request: c.RequestID})
	if err != nil {
		return s.againAfter(c, err, s.activatePage)
	}
	c.Flash("账号已激活，请用新密码登录。")
	return c.Redirect("/sign-in")
}

// enrolPage explains; the secret is made only when the person asks for it,
// because showing a page changes nothing.
func (s *Site) enrolPage(c *Ctx) error { return s.showEnrol(c, s.stepOf(c)) }

func (s *Site) showEnrol(c *Ctx, v stepView) error {
	return c.Render(enrolTempl(c.Page("绑定动态码").WithNarrow(), c.Form(), v, nil))
}

// offer makes a secret and shows it once.
func (s *Site) offer(c *Ctx) error {
	var factor identity.Enrolment
	session := *c.Session
	err := s.Store.Write(c.Request.Context(), func(tx *store.Tx) (err error) {
		factor, err = s.Gate.OfferFactor(tx, session)
		return err
	})
	if err != nil {
		return s.againAfter(c, err, s.enrolPage)
	}
	v := s.stepOf(c)
	c.forms, c.sent = map[string]*Form{}, nil
	return c.Render(enrolTempl(c.Page("绑定动态码").WithNarrow(), c.Form(), v, &factor))
}

func (s *Site) enrol(c *Ctx) error {
	f := c.Form()
	code := f.Code("code")
	if code == "" {
		f.Problem("code", "动态码：还没有填，请填手机上显示的 6 位数字")
		return c.Again(f.Err(), s.enrolPage)
	}
	signed, err := s.Gate.TakeFactor(c.Request.Context(), s.cookie(c.Request, cookieSession), code, c.Actor.Address)
	if err != nil {
		return s.againAfter(c, err, s.enrolPage)
	}
	s.begin(c, signed)
	return s.goOn(c)
}
