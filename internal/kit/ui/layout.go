package ui

import "github.com/a-h/templ"

func (p Page) htmlLang() string {
	if p.Lang == "en" {
		return "en"
	}
	return "zh-CN"
}

func (p Page) otherLang() string {
	if p.Lang == "en" {
		return "zh-CN"
	}
	return "en"
}

func (p Page) langLabel() string { return p.Say("English", "中文") }

func (p Page) sizeAttrs() templ.Attributes {
	if p.Large {
		return templ.Attributes{"data-size": "lg"}
	}
	return nil
}

func (p Page) sizeLabel() string {
	if p.Large {
		return p.Say("普通版", "Normal text")
	}
	return p.Say("长辈版", "Large text")
}

func (p Page) home() string {
	if p.Home == "" {
		return "/"
	}
	return p.Home
}

func (p Page) accountHref() string {
	if p.Staff {
		return p.home()
	}
	return "/me"
}

type navGroup struct {
	Title string
	Items []Nav
}

// navGroups gathers neighbours of one group.
func navGroups(nav []Nav) []navGroup {
	var out []navGroup
	for _, item := range nav {
		if n := len(out); n == 0 || out[n-1].Title != item.Group {
			out = append(out, navGroup{Title: item.Group})
		}
		last := &out[len(out)-1]
		last.Items = append(last.Items, item)
	}
	return out
}
