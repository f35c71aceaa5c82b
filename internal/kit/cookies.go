package kit

import (
	"net/http"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// The cookies of the site. The __Host- prefix ties them to https and to this
// host; a loopback listener for trying out goes without it.
const (
	cookieSession = "s"
	cookieVisitor = "a" // only ties a form to the browser that was shown it
	cookieFlash   = "f"
	cookieSize    = "size"
	cookieLang    = "lang"
)

func (s *Site) cookieName(short string) string {
	if s.Config.TLS {
		return "__Host-" + short
	}
	return short
}

func (s *Site) setCookie(w http.ResponseWriter, short, value string, maxAge int) {
	http.SetCookie(w, &http.Cookie{Name: s.cookieName(short), Value: value, Path: "/",
		MaxAge: maxAge, Secure: s.Config.TLS, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

func (s *Site) cookie(r *http.Request, short string) string {
	c, err := r.Cookie(s.cookieName(short))
	if err != nil {
		return ""
	}
	return c.Value
}

const year = 365 * 24 * 60 * 60 // seconds

// preferences are what a visitor may choose for every page.
var preferences = []struct {
	name    string
	allowed []string
}{
	{cookieSize, []string{"md", "lg"}},
	{cookieLang, []string{"zh", "en"}},
}

// readPreferences takes size and language from the address, so that a link can
// carry them, and remembers them; otherwise from the cookies.
func (s *Site) readPreferences(c *Ctx) error {
	query := c.Request.URL.Query()
	changed := false
	for _, p := range preferences {
		value := query.Get(p.name)
		for _, allowed := range p.allowed {
			if value == allowed && c.Request.Method == http.MethodGet {
				s.setCookie(c.w, p.name, value, year)
				query.Del(p.name)
				changed = true
			}
		}
	}
	c.Large = s.cookie(c.Request, cookieSize) == "lg"
	if s.cookie(c.Request, cookieLang) == "en" {
		c.Lang = "en"
	}
	if !changed {
		s.takeFlash(c)
		return nil
	}
	to := *c.Request.URL
	to.RawQuery = query.Encode()
	return c.Redirect(to.RequestURI())
}

// Flash shows a sentence on the next page, once.
func (c *Ctx) Flash(sentence string) {
	c.site.setCookie(c.w, cookieFlash, sign(c.site.keys.flash, sentence), 60)
}

func (s *Site) takeFlash(c *Ctx) {
	signed := s.cookie(c.Request, cookieFlash)
	if signed == "" || c.Request.Method != http.MethodGet {
		return
	}
	if text, ok := unsign(s.keys.flash, signed); ok {
		c.flash = text
	}
	s.setCookie(c.w, cookieFlash, "", -1)
}

// readSession finds out who is asking. A session that ended leaves the visitor
// anonymous; anything else that goes wrong is an error of the house.
func (s *Site) readSession(c *Ctx) error {
	token := s.cookie(c.Request, cookieSession)
	if s.takeResumed(c) || token == "" {
		return nil
	}
	var session identity.Session
	err := s.Store.Read(c.Request.Context(), func(tx *store.Tx) error {
		var err error
		session, err = s.Gate.Resolve(tx, token, c.Actor.Address)
		return err
	})
	if err != nil {
		if kind := fault.KindOf(err); kind == fault.Internal || kind == fault.Busy {
			return err
		}
		s.setCookie(c.w, cookieSession, "", -1)
		dropCookie(c.Request, s.cookieName(cookieSession))
		return nil
	}
	s.enter(c, session)
	if session.Stale {
		return s.Gate.Touch(c.Request.Context(), session)
	}
	return nil
}

// enter makes the session the request's own.
func (s *Site) enter(c *Ctx, session identity.Session) {
	actor := session.Actor
	actor.Address, actor.Request = c.Actor.Address, c.Actor.Request
	if actor.Channel == "" {
		actor.Channel = c.Actor.Channel
	}
	if actor.Window != "" {
		actor.Channel = "window"
	}
	c.Session, c.Actor = &session, actor
	visitOf(c.Request).account = actor.Account
	noStore(c.w.Header())
}
