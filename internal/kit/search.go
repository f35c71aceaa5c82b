package kit

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

const (
	searchHits  = 5  // of each kind
	longestFind = 60 // runes; nobody's number or name is longer
)

type searchGroup struct {
	Zh   string
	Hits []manifest.Hit
}

type searchView struct {
	Words  string
	Groups []searchGroup
}

// searchPage (全局搜索) asks every room's finders. One exact number leads straight
// to its page: the clerk who scanned it is already there.
func (s *Site) searchPage(c *Ctx) error {
	v := searchView{Words: zh.Clip(c.Query("q"), longestFind)}
	if v.Words == "" {
		return c.Render(searchTempl(c.Page("搜索"), v))
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Groups, err = s.find(tx, c, v.Words)
		return err
	})
	if err != nil {
		return err
	}
	if link := onlyExact(v.Groups); link != "" {
		return c.Redirect(link)
	}
	return c.Render(searchTempl(c.Page("搜索："+v.Words), v))
}

func (s *Site) find(tx *store.Tx, c *Ctx, words string) (out []searchGroup, err error) {
	for _, f := range append([]manifest.Finder{{Zh: "功能", Find: c.findPages}}, s.finders()...) {
		if f.Perm != "" && !c.Can(f.Perm) {
			continue
		}
		hits, err := f.Find(tx, c.Actor, words, searchHits)
		if err != nil {
			return nil, err
		}
		if len(hits) > 0 {
			out = append(out, searchGroup{f.Zh, hits})
		}
	}
	return out, nil
}

func (s *Site) finders() (out []manifest.Finder) {
	for _, room := range s.Rooms {
		out = append(out, room.Finders...)
	}
	return out
}

// findPages finds entries of the actor's own menu.
func (c *Ctx) findPages(_ *store.Tx, _ flow.Actor, words string, limit int) (out []manifest.Hit, err error) {
	for _, item := range c.site.nav {
		named := strings.Contains(item.Label, words) || slices.Contains(zh.Initials(item.Label), strings.ToLower(words))
		if named && c.Can(item.Perm) && len(out) < limit {
			out = append(out, manifest.Hit{Label: item.Label, Note: item.Group, Link: item.Path})
		}
	}
	return out, nil
}

func onlyExact(groups []searchGroup) (link string) {
	for _, g := range groups {
		for _, hit := range g.Hits {
			if hit.Exact && link != "" {
				return ""
			}
			if hit.Exact {
				link = hit.Link
			}
		}
	}
	return link
}
