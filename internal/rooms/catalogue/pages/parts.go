package pages

import (
	"strings"

	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/catalogue"
)

func howLink(path string) *ui.Link {
	if path == "" {
		return nil
	}
	return &ui.Link{Label: "这些数怎么来的", Href: path}
}

// helpLinks are what to try when a search finds nothing.
func helpLinks(page ui.Page, v itemsView) []ui.Link {
	links := []ui.Link{{Label: "看全部事项", Href: "/items"}}
	if len(v.Bar.Chips) > 0 {
		links = append([]ui.Link{{Label: "去掉筛选条件再找", Href: v.Bar.Clear}}, links...)
	}
	if page.Brand.Hotline != "" {
		links = append(links, ui.Link{Label: "打 " + page.Brand.Hotline + " 问一问", Href: telHref(page.Brand.Hotline)})
	}
	return links
}

// telHref makes a number of the page dialable.
func telHref(phone string) string {
	return "tel:" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, phone)
}

// checkKind makes the questions the main button where nothing can be begun here.
func checkKind(v itemView) string {
	if v.Apply == "" {
		return "primary"
	}
	return ""
}

// entryNote is the small line of a personal list's material.
func entryNote(e catalogue.Entry) string {
	if e.Need == catalogue.Bring {
		return e.Why + "；" + about(e.Material)
	}
	return e.Why
}

func comma(text string) string {
	if text == "" {
		return ""
	}
	return "，" + text
}

var transitionWords = map[catalogue.Transition]string{
	catalogue.Finish:    "停办前已经收的件，按原来的版本办完。",
	catalogue.Terminate: "停办前已经收的件，一律终止办理，会逐件通知。",
}

var stateTones = map[string]ui.Tone{"现行": ui.Green, "还没施行": ui.Amber}

func stateTone(state string) ui.Tone {
	if tone, ok := stateTones[state]; ok {
		return tone
	}
	return ui.Grey
}

// englishNeed is the tag of a material on English pages.
func englishNeed(m catalogue.Material) string {
	switch {
	case m.Shared:
		return "not needed"
	case !m.Must:
		return "in some cases"
	}
	return "required"
}
