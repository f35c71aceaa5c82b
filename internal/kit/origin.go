package kit

import (
	"crypto/hmac"
	"net/http"
)

// checkOrigin refuses a form that was not sent from a page of this site. A
// browser that says nothing about the origin, as old ones do, has to bring the
// token of its own session (http.CrossOriginProtection would let it pass).
func (s *Site) checkOrigin(c *Ctx, holder string) error {
	if err := s.cross.Check(c.Request); err != nil {
		return ForeignForm.Because(err, nil)
	}
	h := c.Request.Header
	if h.Get("Sec-Fetch-Site") != "" || h.Get("Origin") != "" {
		return nil
	}
	given, err := encoding.DecodeString(c.Request.PostForm.Get(fieldToken))
	if err != nil || holder == "" || !hmac.Equal(given, sum(s.keys.csrf, holder)) {
		return ForeignForm.New(nil)
	}
	return nil
}

// tokenHolder is what a token belongs to: the session, else the browser.
func (s *Site) tokenHolder(r *http.Request) string {
	if session := s.cookie(r, cookieSession); session != "" {
		return "session:" + session
	}
	if visitor := s.cookie(r, cookieVisitor); visitor != "" {
		return "visitor:" + visitor
	}
	return ""
}

// token is the synchroniser token of the forms on this page. Without a session
// it gives the browser a visitor's cookie, which says nothing about anybody.
func (c *Ctx) token() string {
	holder := c.site.tokenHolder(c.Request)
	if holder == "" {
		value := randomText()
		c.site.setCookie(c.w, cookieVisitor, value, 0)
		c.Request.AddCookie(&http.Cookie{Name: c.site.cookieName(cookieVisitor), Value: value})
		holder = "visitor:" + value
	}
	noStore(c.w.Header())
	return encoding.EncodeToString(sum(c.site.keys.csrf, holder))
}
