package kit

import (
	"encoding/json"
	"net/http"
	"net/url"

	"yingshang/internal/kit/ui"
)

// kept is a form that came after its session had ended. It travels through the
// sign-in page, signed, so that nothing typed is lost and nothing can be slipped
// in.
type kept struct {
	Page   string              `json:"page"` // that showed the form
	Form   string              `json:"form"`
	Op     string              `json:"op"`
	Values map[string][]string `json:"values"`
	Until  int64               `json:"until"` // Unix ms
	Files  bool                `json:"files"` // files were chosen; browsers cannot keep those
}

// keptFor is how long somebody may take to sign in again, in ms.
const keptFor = 2 * 60 * 60 * 1000

// askToSignIn sends a visitor without session to the sign-in page and back. A
// submitted form is kept on the way.
func (s *Site) askToSignIn(c *Ctx) error {
	if c.Request.Method != http.MethodPost {
		return c.Redirect("/sign-in?back=" + url.QueryEscape(c.Request.URL.RequestURI()))
	}
	f := c.submitted()
	text, err := json.Marshal(kept{Page: f.Page, Form: f.ID, Op: f.Op, Values: f.Values,
		Until: int64(c.Now) + keptFor, Files: len(f.Files) > 0})
	if err != nil {
		return err
	}
	back := f.Page
	c.forms, c.sent = map[string]*Form{}, nil
	c.status = http.StatusUnauthorized
	return s.showSignIn(c, signInView{Back: back, Kept: sign(s.keys.kept, string(text)),
		Notice: SessionEnded.Sentence})
}

// openKept reads back a kept form.
func (s *Site) openKept(c *Ctx, signed string) (kept, bool) {
	text, ok := unsign(s.keys.kept, signed)
	if !ok {
		return kept{}, false
	}
	var k kept
	if err := json.Unmarshal([]byte(text), &k); err != nil || k.Until < int64(c.Now) || !localPath(k.Page) {
		return kept{}, false
	}
	return k, true
}

// resume shows the page of a kept form again, filled as it was, to the session
// that has just begun. Nothing is submitted: the person looks and presses again.
func (s *Site) resume(c *Ctx, k kept) error {
	target, err := url.Parse(k.Page)
	if err != nil {
		return c.Redirect(s.homeOf(c))
	}
	r := c.Request.Clone(c.Request.Context())
	r.Method, r.URL, r.Body, r.Form, r.PostForm, r.MultipartForm = http.MethodGet, target, http.NoBody, nil, nil, nil
	r.Header.Del("Content-Type")
	filled := ui.NewForm(k.Form)
	filled.Sent, filled.Op, filled.Page, filled.Values = true, k.Op, k.Page, k.Values
	flash := "已重新登录，刚才填的内容都还在。请核对后再提交。"
	if k.Files {
		flash = "已重新登录，刚才填的内容都还在，只有文件要重新选一次。请核对后再提交。"
	}
	r = r.WithContext(withResumed(r.Context(), &resumed{session: *c.Session, form: filled, flash: flash}))
	s.mux.ServeHTTP(c.w, r)
	c.wrote = true
	return nil
}
