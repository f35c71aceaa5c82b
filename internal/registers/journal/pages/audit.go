package pages

import (
	"net/url"
	"strings"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// pages holds the words of the journal's kinds.
type pages struct{ kinds map[string]string }

// kindsOf names a journal kind as the button that causes it.
func kindsOf(rooms []manifest.Room) map[string]string {
	out := map[string]string{}
	for _, room := range rooms {
		for _, table := range room.Flows {
			for _, step := range table.Steps {
				out[step.Kind] = table.Zh + "：" + step.Label
			}
		}
	}
	return out
}

type entry struct {
	journal.Found
	Word string
	Who  string
}

type auditView struct {
	Form    *kit.Form
	Entries []entry
	Pager   ui.Pager
	Filter  ui.FilterView
	Verify  *kit.Form
}

const auditRows = 50

func (p pages) audit(c *kit.Ctx) error {
	f := c.Filter()
	v := auditView{Form: f, Verify: c.FormOf("verify"), Filter: filterOf(f)}
	find := journal.Find{Kind: f.Text("kind"), Actor: f.Text("actor"), Subject: f.Text("subject"),
		From: f.OptionalDay("from", "从哪天"), To: f.OptionalDay("to", "到哪天"), Before: f.Text("before"), Limit: auditRows + 1}
	if f.Bad() {
		return c.Status(422).Render(auditTempl(c.Page("留痕审计"), v))
	}
	err := c.Read(func(tx *store.Tx) error {
		if a, err := identity.ByLogin(tx, find.Actor); err == nil {
			find.Actor = a.ID
		} else if !store.NoRow.Is(err) {
			return err
		}
		found, err := journal.Search(tx, find)
		if err != nil {
			return err
		}
		v.Pager = ui.Pager{From: 1, To: min(len(found), auditRows), Total: -1}
		if len(found) > auditRows {
			found = found[:auditRows]
			v.Pager.Next = "/audit?" + queryWith(f, "before", found[auditRows-1].Leaf)
		}
		v.Entries, err = p.name(tx, found)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(auditTempl(c.Page("留痕审计"), v))
}

// name puts words to kinds and people; accounts of programs keep their id.
func (p pages) name(tx *store.Tx, found []journal.Found) ([]entry, error) {
	out := make([]entry, 0, len(found))
	for _, e := range found {
		row := entry{Found: e, Word: p.kinds[e.Kind], Who: e.By.Name}
		if row.Who == "" {
			a, err := identity.ByID(tx, e.By.Account)
			if err != nil && !store.NoRow.Is(err) {
				return nil, err
			}
			row.Who = a.Name
		}
		out = append(out, row)
	}
	return out, nil
}

var filters = []struct{ name, zh string }{{"kind", "事由"}, {"actor", "谁"}, {"subject", "对象"}, {"from", "从"}, {"to", "到"}}

func filterOf(f *kit.Form) ui.FilterView {
	v := ui.FilterView{Action: "/audit", Clear: "/audit", Open: true}
	for _, one := range filters {
		if text := f.Text(one.name); text != "" {
			v.Chips = append(v.Chips, ui.Chip{Label: one.zh + " " + text, Without: "/audit?" + queryWith(f, one.name, "")})
		}
	}
	return v
}

// queryWith is the address's query with one value set, or left out when empty.
func queryWith(f *kit.Form, name, value string) string {
	query := url.Values{}
	for _, one := range filters {
		if text := f.Text(one.name); text != "" && one.name != name {
			query.Set(one.name, text)
		}
	}
	if value != "" {
		query.Set(name, value)
	}
	return query.Encode()
}

type verdictView struct {
	Verdict journal.Verdict
	Shown   []journal.Finding
}

// shownFindings bounds the page; the command line lists all of them.
const shownFindings = 100

// verify recomputes the whole log. It is a POST because it takes a while; it
// changes nothing.
func verify(c *kit.Ctx) error {
	var v verdictView
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Verdict, err = journal.Verify(tx, journal.Check{})
		return err
	})
	if err != nil {
		return err
	}
	v.Shown = v.Verdict.Findings[:min(len(v.Verdict.Findings), shownFindings)]
	return c.Render(verdictTempl(c.Page("核验结果"), v))
}

type logView struct {
	Key, Name, Checkpoint string
	Size                  int64
}

// logPage tells an outsider how to check the log.
func logPage(c *kit.Ctx) error {
	var v logView
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Name = tx.LogName()
		if v.Key, err = journal.Verifier(tx); err != nil {
			return err
		}
		text, size, _, err := journal.Checkpoint(tx)
		v.Checkpoint, v.Size = string(text), size
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(logTempl(c.Page("公开的留痕日志").WithNarrow(), v))
}

// tiles serves the log's files at their C2SP paths. Bundles of entries also
// stand under /log/entries/, where people look for them.
func tiles(c *kit.Ctx) error {
	path := c.Path("path")
	if rest, ok := strings.CutPrefix(path, "entries/"); ok {
		path = "tile/entries/" + rest
	}
	var part journal.Part
	err := c.Read(func(tx *store.Tx) (err error) {
		part, err = journal.Serve(tx, path)
		return err
	})
	if err != nil {
		return err
	}
	cache := "no-cache"
	if part.Immutable {
		cache = "public, max-age=31536000, immutable"
	}
	c.Header().Set("Cache-Control", cache)
	return c.Send(part.Mime, part.Content)
}
