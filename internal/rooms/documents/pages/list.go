package pages

import (
	"net/url"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/documents"
	"yingshang/internal/store"
)

const rows = 50

type listView struct {
	Page  ui.Page
	Tabs  []ui.Tab
	List  []documents.Document
	Names map[string]string
	Pager ui.Pager
}

// views are the parts of the list.
var views = []struct {
	word, zh string
	states   []flow.State
}{
	{"", "全部", nil}, {"drafting", "拟稿", []flow.State{documents.Drafting}}, {"offered", "待盖章", []flow.State{documents.Offered}},
	{"sealed", "已制发", []flow.State{documents.Sealed}}, {"dropped", "已撤稿", []flow.State{documents.Dropped}},
}

func showList(c *kit.Ctx) error {
	v := listView{Page: c.Page("手制文书")}
	find := documents.Find{Before: c.Query("before"), Limit: rows + 1}
	for _, one := range views {
		on := one.word == c.Query("state")
		v.Tabs = append(v.Tabs, ui.Tab{Label: one.zh, Href: "/documents?state=" + one.word, On: on})
		if on {
			find.States = one.states
		}
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = documents.List(tx, c.Actor, find); err != nil {
			return err
		}
		v.Names, err = unitNames(tx, v.List)
		return err
	})
	if err != nil {
		return err
	}
	v.Pager = ui.Pager{From: 1, To: min(len(v.List), rows), Total: -1}
	if len(v.List) > rows {
		v.List = v.List[:rows]
		v.Pager.Next = "/documents?" + url.Values{"state": {c.Query("state")}, "before": {v.List[rows-1].ID}}.Encode()
	}
	return c.Render(listPage(v))
}

func unitNames(tx *store.Tx, list []documents.Document) (map[string]string, error) {
	out := map[string]string{}
	for _, d := range list {
		if out[d.Unit] != "" {
			continue
		}
		name, err := org.ShortName(tx, d.Unit)
		if err != nil {
			return nil, err
		}
		out[d.Unit] = name
	}
	return out, nil
}

// caseOf is the number of what the document is about.
func caseOf(d documents.Document) string {
	if d.CaseNumber == nil {
		return ""
	}
	return *d.CaseNumber
}

type sealsView struct {
	Page   ui.Page
	Stamps []documents.Stamp
	Uses   []documents.Sealing
	Today  func(s documents.Stamp) bool
	Pager  ui.Pager
}

// showSeals is the register of seals with each use of them.
func showSeals(c *kit.Ctx) error {
	v := sealsView{Page: c.Page("用印登记簿")}
	find := documents.Find{Before: c.Query("before"), Limit: rows + 1}
	err := c.Read(func(tx *store.Tx) (err error) {
		day := tx.Today()
		v.Today = func(s documents.Stamp) bool { return s.InUse(day) }
		if v.Stamps, err = documents.Stamps(tx, c.Actor, ""); err != nil {
			return err
		}
		v.Uses, err = documents.Sealings(tx, c.Actor, find)
		return err
	})
	if err != nil {
		return err
	}
	v.Pager = ui.Pager{From: 1, To: min(len(v.Uses), rows), Total: -1}
	if len(v.Uses) > rows {
		v.Uses = v.Uses[:rows]
		v.Pager.Next = "/seals?" + url.Values{"before": {v.Uses[rows-1].ID}}.Encode()
	}
	return c.Render(sealsPage(v))
}

func hands(s documents.Sealing) string {
	if s.Writer != s.Sealer {
		return "写的人和盖章的人不同"
	}
	return "按规定一人可以办"
}
