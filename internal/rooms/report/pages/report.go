package pages

import (
	"regexp"

	"yingshang/internal/kit"
	"yingshang/internal/rooms/report"
	"yingshang/internal/store"
)

// reportView is the printable report with the list of its figures.
type reportView struct {
	Ask   ask
	Draft report.Draft
	Place string
	Host  string
}

var county = regexp.MustCompile(`^[\p{Han}]{2,10}?[县市区旗]`)

func (p pages) report(c *kit.Ctx) error {
	v := reportView{Ask: read(c), Host: c.Config().Brand.Host}
	v.Ask.Unit = ""
	v.Place = county.FindString(c.Config().Brand.Public)
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Draft, err = report.Compose(tx, p.registry, v.Ask.Query)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(reportPage(c.Page(v.Draft.Period+"优化营商环境工作情况"), v))
}

// howView is the public list of definitions.
type howView struct{ Groups []howGroup }

type howGroup struct {
	Title   string
	Entries []report.Entry
}

// how shows how each public figure is counted.
func (p pages) how(c *kit.Ctx) error {
	var v howView
	for _, e := range p.registry.Entries() {
		if !e.Public {
			continue
		}
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Title != e.Zh {
			v.Groups = append(v.Groups, howGroup{Title: e.Zh})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Entries = append(g.Entries, e)
	}
	return c.Render(howPage(c.Page(c.Page("").Say("数字怎么算", "How figures are counted")), v))
}
