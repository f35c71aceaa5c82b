package pages

import (
	"net/url"
	"strings"

	"yingshang/internal/kit"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

type wardView struct {
	Filter *kit.Form
	Asked  bool
	Found  []papers.Paper
	Forms  map[string]*kit.Form // by id of the paper
}

// wardPage finds the papers with the bytes that a scanner complains of. It shows
// neither names nor owners: the wardens see no business.
func wardPage(c *kit.Ctx) error {
	v := wardView{Filter: c.Filter(), Forms: map[string]*kit.Form{}}
	digest := strings.ToLower(v.Filter.Code("digest"))
	if digest == "" { // a form is shown again: it names the file it was about
		digest = c.FormOf("ward-" + c.Path("id")).Text("digest")
	}
	v.Filter.Values["digest"] = []string{digest}
	if v.Asked = digest != ""; v.Asked {
		err := c.Read(func(tx *store.Tx) (err error) {
			v.Found, err = papers.Alike(tx, c.Actor, digest)
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, p := range v.Found {
		v.Forms[p.ID] = c.FormOf("ward-" + p.ID)
		v.Forms[p.ID].Default("digest", digest)
	}
	return c.Render(wardTempl(c.Page("材料隔离"), v))
}

func quarantine(c *kit.Ctx) error {
	return ward(c, "查出了什么", func(tx *store.Tx, why string) error {
		_, err := papers.Quarantine(tx, c.Actor, c.Path("id"), why)
		return err
	})
}

func release(c *kit.Ctx) error {
	return ward(c, "解除的理由", func(tx *store.Tx, why string) error {
		_, err := papers.Release(tx, c.Actor, c.Path("id"), why)
		return err
	})
}

// ward takes one of the wardens' verbs, which want a reason.
func ward(c *kit.Ctx, label string, verb func(tx *store.Tx, why string) error) error {
	f := c.FormOf("ward-" + c.Path("id"))
	why := f.Need("why", label)
	if err := f.Err(); err != nil {
		return c.Again(err, wardPage)
	}
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		return "/admin/papers?" + url.Values{"digest": {f.Text("digest")}}.Encode(), verb(tx, why)
	}), wardPage)
}
