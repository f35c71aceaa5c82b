package kit

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"sort"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/store"
)

// Write runs the submitted form's act once and then redirects to the page fn
// names. A form sent twice gets the first answer again. Problems the getters
// noted are reported together with the verb's own: the act runs, is undone and
// answered with all of them. Hand its error to Again.
func (c *Ctx) Write(fn func(tx *store.Tx) (redirect string, err error)) error {
	to, err := c.Act(fn)
	if err != nil {
		return err
	}
	return c.Redirect(to)
}

// Act is Write without the redirect, for handlers that answer otherwise. The
// result is what fn returned the first time.
func (c *Ctx) Act(fn func(tx *store.Tx) (result string, err error)) (string, error) {
	if c.Request.Method != http.MethodPost {
		return "", fmt.Errorf("%s: an act on %s; only POST may change anything", c.route.Name, c.Request.Method)
	}
	f := c.submitted()
	body := formDigest(c.Request.URL.Path, f)
	var result string
	err := c.site.Store.Write(c.Request.Context(), func(tx *store.Tx) error {
		var err error
		result, _, err = tx.Once(f.Op, c.opOwner(), body, func() (string, error) {
			result, err := fn(tx)
			if err == nil {
				err = f.Err()
			}
			return result, err
		})
		return err
	})
	return result, err
}

// opOwner keeps one person's form numbers apart from another's.
func (c *Ctx) opOwner() string {
	if c.Actor.Account != "" {
		return c.Actor.Account
	}
	return "anonymous"
}

// formDigest is the canonical text of what was submitted: a number used again
// for another content is refused.
func formDigest(path string, f *Form) []byte {
	names := make([]string, 0, len(f.Values))
	for name := range f.Values {
		names = append(names, name)
	}
	sort.Strings(names)
	h := sha256.New()
	fmt.Fprintf(h, "%s\n", path)
	for _, name := range names {
		fmt.Fprintf(h, "%q=%q\n", name, f.Values[name])
	}
	files := make([]string, 0, len(f.Files))
	for name, uploads := range f.Files {
		for _, u := range uploads {
			files = append(files, fmt.Sprintf("%q:%s", name, u.Digest))
		}
	}
	sort.Strings(files)
	fmt.Fprintf(h, "%q", files)
	return h.Sum(nil)
}

// mendable are the kinds a person can mend on the same page.
var mendable = []fault.Kind{fault.Invalid, fault.Refused, fault.Conflict, fault.Busy}

// Again ends a form's handler. Without an error it does nothing. A fault the
// person can mend shows the same page again through show, the handler of the
// page, with everything typed kept, the title marked 错误：, a summary on top
// and each problem beside its field. Any other error is returned as it is.
func (c *Ctx) Again(err error, show Handler) error {
	if err == nil {
		return nil
	}
	what, ok := fault.Of(err)
	if !ok || !slices.Contains(mendable, what.Def.Kind) {
		return err
	}
	f := c.submitted()
	f.Note(what)
	if store.OtherRequest.Is(err) {
		f.Op = newOp() // the old number is spent
	}
	c.logCause(err)
	c.status = statusOf(what.Def.Kind)
	if what.Def.Kind == fault.Busy {
		c.w.Header().Set("Retry-After", "5")
	}
	return show(c)
}
