package kit

import (
	"context"

	"yingshang/internal/registers/identity"
)

// resumed is what a request carries that the site itself sends on after a
// sign-in: the fresh session and the form to be filled.
type resumed struct {
	session identity.Session
	form    *Form
	flash   string
}

type resumedKey struct{}

func withResumed(ctx context.Context, r *resumed) context.Context {
	return context.WithValue(ctx, resumedKey{}, r)
}

// takeResumed fills the request from a sign-in that went before it.
func (s *Site) takeResumed(c *Ctx) bool {
	r, ok := c.Request.Context().Value(resumedKey{}).(*resumed)
	if !ok {
		return false
	}
	s.enter(c, r.session)
	r.form.Token = c.token
	c.forms[r.form.ID], c.sent, c.flash = r.form, r.form, r.flash
	return true
}
