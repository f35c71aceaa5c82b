package pages

import (
	"slices"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// mostEnglish is how many items the English home page lists.
const mostEnglish = 30

// homeEn lists items that have an English name, those most asked for first.
func (p *pages) homeEn(c *kit.Ctx) error {
	var offers []catalogue.Offer
	err := c.Read(func(tx *store.Tx) (err error) {
		offers, err = catalogue.Offers(tx, tx.Today(), catalogue.Filter{}, 10*mostEnglish)
		return err
	})
	if err != nil {
		return err
	}
	offers = slices.DeleteFunc(offers, func(o catalogue.Offer) bool { return o.Guide.English == "" })
	popular := func(o catalogue.Offer) int {
		if slices.Contains(o.Tags, catalogue.TagPopular) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(offers, func(a, b catalogue.Offer) int { return popular(a) - popular(b) })
	page := englishPage(c, "Services", "/")
	page.Hero = true
	return c.Render(homeEnPage(page, offers[:min(len(offers), mostEnglish)]))
}

func (p *pages) itemEn(c *kit.Ctx) error {
	code := c.Path("code")
	var v itemView
	err := c.Read(func(tx *store.Tx) (err error) {
		v, err = readItem(tx, code)
		return err
	})
	if err != nil {
		return err
	}
	page := englishPage(c, englishName(v.Version.Content), itemHref(code))
	page.Back = &ui.Link{Label: "Back", Href: "/en/"}
	return c.Render(itemEnPage(page, v))
}

func englishPage(c *kit.Ctx, title, twin string) ui.Page {
	page := c.Page(title)
	page.Lang, page.Twin = "en", twin
	return page
}

// englishName falls back on the Chinese name.
func englishName(c catalogue.Content) string {
	if c.Guide.English != "" {
		return c.Guide.English
	}
	return c.Name
}
