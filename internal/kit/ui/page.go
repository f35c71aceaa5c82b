package ui

import "github.com/a-h/templ"

// Brand is what a deployment calls itself.
type Brand struct {
	Platform string // 营商环境平台, in the staff header
	Public   string // 桃江县营商环境服务, in the public header
	PublicEn string
	Host     string // 主办单位
	SiteCode string // 网站标识码
	Filing   string // 备案号
	Hotline  string // phone shown on error pages and in the footer
}

// Link is words with an address.
type Link struct{ Label, Href string }

// Nav is one entry of the staff menu as this actor sees it.
type Nav struct {
	Group, Label, Href string
	Count              int // shown when positive
	Alert              bool
	Current            bool
}

// Page is what a layout needs to know beside the page's own content.
// kit.Ctx.Page makes one.
type Page struct {
	Title   string
	Lang    string // zh or en
	Large   bool   // 长辈版
	Brand   Brand
	Demo    string // banner text, empty outside demos
	Path    string // this page's path and query
	Who     string // "自然资源局 · 刘强（审查人员）", empty without sign-in
	Account bool   // somebody is signed in
	Staff   bool   // and belongs to a unit
	Nav     []Nav
	Search  string // words in the search box
	Flash   string // one message after a redirect
	Request string // request id
	Form    *Form  // the form of this request: its problems mark the title
	Out     *Form  // carries the token of the sign-out button
	Home    string // where the staff header's name leads
	Foot    []Link // the footer's links

	// Set by the page before handing it to a layout, all optional.
	Twin   string // address of this page in the other language, if it has its own
	Back   *Link  // "返回" at the left of a phone's header
	Hero   bool   // the public header is followed by a blue band (home page)
	Narrow bool   // one column of reading width (forms)
	Keys   bool   // load the keyboard enhancement also on a public page
	Wide   bool   // staff page without padding: its parts bring their own
}

// Waiting is the count that the menu shows beside an address.
func (p Page) Waiting(href string) int {
	for _, entry := range p.Nav {
		if entry.Href == href {
			return entry.Count
		}
	}
	return 0
}

// Say chooses the words in the page's language.
func (p Page) Say(zh, en string) string {
	if p.Lang == "en" && en != "" {
		return en
	}
	return zh
}

// WithBack returns the page with a way back.
func (p Page) WithBack(label, href string) Page {
	p.Back = &Link{label, href}
	return p
}

// WithNarrow returns the page as one column of reading width.
func (p Page) WithNarrow() Page {
	p.Narrow = true
	return p
}

// FullTitle is the text of the title element: problems first, then the page,
// then the site.
func (p Page) FullTitle() string {
	name := p.Brand.Platform
	if !p.Staff {
		name = p.Say(p.Brand.Public, p.Brand.PublicEn)
	}
	title := p.Title
	if name != "" && title != name {
		title += " - " + name
	}
	if p.Form.Bad() {
		return p.Say("错误：", "Error: ") + title
	}
	return title
}

// SizeHref is the address of this page in the other size.
func (p Page) SizeHref() templ.SafeURL {
	if p.Large {
		return templ.SafeURL(withQuery(p.Path, "size", "md"))
	}
	return templ.SafeURL(withQuery(p.Path, "size", "lg"))
}

// LangHref is the address of this page in the other language.
func (p Page) LangHref() templ.SafeURL {
	path := p.Path
	if p.Twin != "" {
		path = p.Twin
	}
	return templ.SafeURL(withQuery(path, "lang", p.Say("en", "zh")))
}
