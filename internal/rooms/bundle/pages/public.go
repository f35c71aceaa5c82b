package pages

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/bundle"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// pageSize is how many bundles one page of the list shows.
const pageSize = 30

// answer is the prefix of the fields of the merged form.
const answer = "a."

type listView struct {
	Query   string
	Theme   string
	Themes  []ui.Tab
	Notices []bundle.Offer
	Lines   []listLine
	Pager   ui.Pager
	Things  int64
}

type listLine struct {
	bundle.Offer
	Unit string
}

func listPage(c *kit.Ctx) error {
	v := listView{Query: c.Query("q"), Theme: c.Query("theme")}
	after := c.Query("after")
	err := c.Read(func(tx *store.Tx) error {
		themes, err := bundle.Themes(tx, tx.Today())
		if err != nil {
			return err
		}
		v.Themes = append(v.Themes, ui.Tab{Label: "全部主题", Href: "/bundles", On: v.Theme == ""})
		for _, t := range themes {
			v.Things += t.N
			v.Themes = append(v.Themes, ui.Tab{Label: t.Theme, Href: "/bundles?theme=" + url.QueryEscape(t.Theme), Count: int(t.N), On: v.Theme == t.Theme})
		}
		if v.Notices, err = bundle.Offers(tx, tx.Today(), bundle.Filter{Kind: bundle.Notice, Text: v.Query}, 50); err != nil {
			return err
		}
		found, err := bundle.Offers(tx, tx.Today(), bundle.Filter{Kind: bundle.Thing, Theme: v.Theme, Text: v.Query, After: after}, pageSize+1)
		if err != nil {
			return err
		}
		if len(found) > pageSize {
			found = found[:pageSize]
			v.Pager.Next = v.address(found[pageSize-1].Code)
		}
		names := namesIn(tx)
		for _, o := range found {
			v.Lines = append(v.Lines, listLine{o, names.of(o.Lead)})
		}
		return names.err
	})
	if err != nil {
		return err
	}
	v.Pager.From, v.Pager.To, v.Pager.Total = min(1, len(v.Lines)), len(v.Lines), -1
	if after != "" {
		v.Pager.Prev = v.address("")
	}
	return c.Render(listTempl(c.Page("一件事一次办").WithBack("首页", "/"), v))
}

func (v listView) address(after string) string {
	query := url.Values{}
	for name, value := range map[string]string{"q": v.Query, "theme": v.Theme, "after": after} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return "/bundles?" + query.Encode()
}

// detailView is one bundle with what a choice and answers come to.
type detailView struct {
	Offer   bundle.Offer
	Lead    string
	Plan    bundle.Plan
	Units   map[string]string
	Filter  *kit.Form
	Options []ui.Option // steps to choose from
	Apply   string      // address that goes on with this choice
	Added   []string    // sentences about steps that were added
	Steps   []drawn
	Groups  []materialGroup
}

// materialGroup is a part of the merged list.
type materialGroup struct {
	Title string
	Lines []materialLine
}

type materialLine struct {
	bundle.Material
	Who string // the steps that ask for it
}

func detailPage(c *kit.Ctx) error {
	v := detailView{Filter: c.Filter()}
	picks := v.Filter.All("p")
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Offer, err = bundle.Current(tx, c.Path("code"), tx.Today()); err != nil {
			return err
		}
		if v.Plan, err = bundle.PlanFor(tx, v.Offer, picks, answersOf(v.Filter)); err != nil {
			return err
		}
		if v.Units, err = v.Plan.UnitNames(tx); err != nil {
			return err
		}
		names := namesIn(tx)
		v.Lead = names.of(v.Offer.Body.Lead)
		v.Options = options(tx, names, v.Offer.Body.Steps)
		return names.err
	})
	if err != nil {
		return err
	}
	v.Steps, v.Groups, v.Added = planned(v.Plan, v.Units), grouped(v.Plan), addedWords(v.Plan)
	v.Apply = "/bundles/" + url.PathEscape(v.Offer.Code) + "/apply"
	if query := v.choice(picks); len(query) > 0 {
		v.Apply += "?" + query.Encode()
	}
	return c.Render(detailTempl(c.Page(v.Offer.Body.Name).WithBack("一件事一次办", "/bundles"), v))
}

// choice is what was ticked and answered, to go on with.
func (v detailView) choice(picks []string) url.Values {
	query := url.Values{}
	if len(picks) > 0 {
		query["p"] = picks
	}
	for _, f := range v.Plan.Fields {
		if value := v.Filter.Text(answer + f.Key); value != "" {
			query.Set(answer+f.Key, value)
		}
	}
	return query
}

func answersOf(f *kit.Form) map[string]string {
	out := map[string]string{}
	for name := range f.Values {
		if key, ok := strings.CutPrefix(name, answer); ok {
			out[key] = f.Text(name)
		}
	}
	return out
}

// options are the steps that can be chosen.
func options(tx *store.Tx, names *unitNames, steps []bundle.Step) []ui.Option {
	var out []ui.Option
	for _, s := range steps {
		if !s.Optional {
			continue
		}
		o := ui.Option{Value: s.Code, Label: s.Code + " " + s.Name}
		if s.Countersign == nil {
			item, err := catalogue.ItemByCode(tx, s.Item)
			names.note(err)
			o.Label, o.Hint = s.Code+" "+item.Name, names.of(item.Unit)
		}
		out = append(out, o)
	}
	return out
}

// planned are the steps of a plan for the drawing.
func planned(p bundle.Plan, units map[string]string) []drawn {
	out := make([]drawn, len(p.Steps))
	for i, t := range p.Steps {
		d := drawn{Code: t.Code, Title: t.Title, Unit: units[t.Unit], Note: t.Limit.String(), Word: "必办", Tone: ui.Blue,
			Before: t.Before, Hot: slices.Contains(p.Chain, t.Code)}
		if t.Countersign != nil {
			d.Unit = fmt.Sprintf("%d 家会签", len(t.Countersign.Units))
		}
		if t.Optional {
			d.Word, d.Tone = "您选的", ui.Green
		}
		if _, ok := p.Added[t.Code]; ok {
			d.Word, d.Tone = "一并加上", ui.Amber
		}
		out[i] = d
	}
	return out
}

func addedWords(p bundle.Plan) []string {
	var out []string
	for _, t := range p.Steps {
		if by, ok := p.Added[t.Code]; ok {
			needs, _ := p.Step(by)
			out = append(out, fmt.Sprintf("“%s”要用“%s”的结果，已一并加上。", needs.Title, t.Title))
		}
	}
	return out
}

// grouped is the merged list in the fixed order of groups.
func grouped(p bundle.Plan) []materialGroup {
	groups := []materialGroup{{Title: "要您提供"}, {Title: "不用交"}}
	for _, m := range p.Materials {
		g := &groups[1]
		if m.Asked() {
			g = &groups[0]
		}
		g.Lines = append(g.Lines, materialLine{m, servedBy(p, m)})
	}
	return slices.DeleteFunc(groups, func(g materialGroup) bool { return len(g.Lines) == 0 })
}

func servedBy(p bundle.Plan, m bundle.Material) string {
	uses := m.Serves
	if len(uses) == 0 {
		uses = m.Elsewhere
	}
	codes := make([]string, len(uses))
	for i, u := range uses {
		codes[i] = u.Step
	}
	text := "第 " + strings.Join(codes, "、") + " 步用"
	if len(codes) > 1 && m.Asked() {
		text += fmt.Sprintf("，%d 处只交一次", len(codes))
	}
	if from, ok := p.Step(m.From); ok {
		text += "，由“" + from.Title + "”办出"
	}
	return text
}

func needTone(m bundle.Material) ui.Tone {
	switch m.Need {
	case catalogue.Bring:
		return ui.Blue
	case catalogue.Depends:
		return ui.Amber
	case catalogue.Unneeded:
		return ui.Grey
	}
	return ui.Green
}

func choicesOf(f bundle.Field) []ui.Option {
	out := make([]ui.Option, len(f.Choices))
	for i, ch := range f.Choices {
		out[i] = ui.Option{Value: ch.Code, Label: ch.Text}
	}
	return out
}
