package pages

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

const pageSize = 30

// itemsView is one page of the list or of a search.
type itemsView struct {
	Query       string
	Filter      *kit.Form
	Bar         ui.FilterView
	Units       []ui.Option
	Lines       []itemLine
	Suggestions []itemLine
	Pager       ui.Pager
}

// itemLine is one item of a list.
type itemLine struct {
	catalogue.Offer
	UnitName string
}

func (p *pages) items(c *kit.Ctx) error {
	f := c.Filter()
	v := itemsView{Query: f.Text("q"), Filter: f}
	filter := catalogue.Filter{Unit: f.Text("unit"), Online: f.Ticked("online"), After: f.Text("after")}
	if f.Ticked("instant") {
		filter.Kind = catalogue.Instant
	}
	err := c.Read(func(tx *store.Tx) error {
		names := namesIn(tx)
		if err := v.offerUnits(tx, names); err != nil {
			return err
		}
		if v.Query != "" {
			return v.search(tx, names, filter)
		}
		return v.list(tx, names, filter)
	})
	if err != nil {
		return err
	}
	v.Bar = v.bar(filter)
	if v.Query != "" && len(v.Lines) == 0 && len(v.Bar.Chips) == 0 {
		err := p.store.Maintain(c.Request.Context(), func(tx *store.Tx) error { return catalogue.NoteMiss(tx, v.Query) })
		if err != nil {
			return err
		}
	}
	title := "办事指南"
	if v.Query != "" {
		title = "搜“" + v.Query + "”"
	}
	return c.Render(itemsPage(c.Page(title).WithBack("首页", "/"), v))
}

// offerUnits fills the filter with the units that offer items.
func (v *itemsView) offerUnits(tx *store.Tx, names *unitNames) error {
	codes, err := catalogue.Units(tx, tx.Today())
	if err != nil {
		return err
	}
	for _, code := range codes {
		unit, err := names.unit(code)
		if err != nil {
			return err
		}
		v.Units = append(v.Units, ui.Option{Value: code, Label: unit.Short})
	}
	slices.SortFunc(v.Units, func(a, b ui.Option) int { return strings.Compare(a.Value, b.Value) })
	return nil
}

func (v *itemsView) search(tx *store.Tx, names *unitNames, f catalogue.Filter) error {
	found, err := catalogue.Search(tx, tx.Today(), v.Query, f, pageSize)
	if err != nil {
		return err
	}
	for _, hit := range found.Hits {
		if v.Lines, err = appendLine(v.Lines, names, hit.Offer); err != nil {
			return err
		}
	}
	for _, o := range found.Suggestions {
		if v.Suggestions, err = appendLine(v.Suggestions, names, o); err != nil {
			return err
		}
	}
	v.Pager = ui.Pager{From: min(1, len(v.Lines)), To: len(v.Lines), Total: len(v.Lines)}
	return nil
}

func (v *itemsView) list(tx *store.Tx, names *unitNames, f catalogue.Filter) error {
	rest, err := catalogue.CountOffers(tx, tx.Today(), f)
	if err != nil {
		return err
	}
	whole := f
	whole.After = ""
	total, err := catalogue.CountOffers(tx, tx.Today(), whole)
	if err != nil {
		return err
	}
	offers, err := catalogue.Offers(tx, tx.Today(), f, pageSize)
	if err != nil {
		return err
	}
	for _, o := range offers {
		if v.Lines, err = appendLine(v.Lines, names, o); err != nil {
			return err
		}
	}
	before := int(total - rest)
	v.Pager = ui.Pager{From: before + min(1, len(offers)), To: before + len(offers), Total: int(total)}
	if len(offers) < int(rest) {
		v.Pager.Next = v.address("after", offers[len(offers)-1].Code)
	}
	if f.After != "" {
		v.Pager.Prev = v.address("after", "")
	}
	return nil
}

func appendLine(lines []itemLine, names *unitNames, o catalogue.Offer) ([]itemLine, error) {
	unit, err := names.unit(o.Unit)
	return append(lines, itemLine{o, unit.Short}), err
}

// address is this page's with one parameter changed; empty takes it away.
func (v *itemsView) address(name, value string) string {
	query := url.Values{}
	for _, known := range []string{"q", "unit", "online", "instant"} {
		if text := v.Filter.Text(known); text != "" {
			query.Set(known, text)
		}
	}
	query.Del(name)
	if value != "" {
		query.Set(name, value)
	}
	if len(query) == 0 {
		return "/items"
	}
	return "/items?" + query.Encode()
}

func (v *itemsView) bar(f catalogue.Filter) ui.FilterView {
	bar := ui.FilterView{Action: "/items"}
	if f.Unit != "" {
		label := f.Unit
		for _, o := range v.Units {
			if o.Value == f.Unit {
				label = o.Label
			}
		}
		bar.Chips = append(bar.Chips, ui.Chip{Label: label, Without: v.address("unit", "")})
	}
	if f.Online {
		bar.Chips = append(bar.Chips, ui.Chip{Label: "可网上办", Without: v.address("online", "")})
	}
	if f.Kind == catalogue.Instant {
		bar.Chips = append(bar.Chips, ui.Chip{Label: "当场办结", Without: v.address("instant", "")})
	}
	if len(bar.Chips) > 1 {
		bar.Clear = "/items"
		if v.Query != "" {
			bar.Clear += "?" + url.Values{"q": {v.Query}}.Encode()
		}
	}
	return bar
}

// count says how many items there are.
func (v *itemsView) count() string {
	if v.Query != "" {
		return fmt.Sprintf("找到 %d 项", len(v.Lines))
	}
	return fmt.Sprintf("共 %d 项", v.Pager.Total)
}
