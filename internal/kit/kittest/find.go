package kittest

import (
	"strings"

	"golang.org/x/net/html"
)

// Find returns the elements a selector names, in document order. Selectors are
// a small part of CSS: tag, .class, #id, [name], [name=value], several of these
// together, a space for "inside", a comma for "or".
func (p *Page) Find(selector string) []*html.Node { return find(p.Root, parseSelector(selector)) }

// Has reports whether the selector names anything.
func (p *Page) Has(selector string) bool { return len(p.Find(selector)) > 0 }

// Text is the text of everything the selector names, spaces collapsed.
func (p *Page) Text(selector string) string {
	var parts []string
	for _, n := range p.Find(selector) {
		parts = append(parts, text(n))
	}
	return strings.Join(parts, " ")
}

// Attr is an attribute of the first element the selector names.
func (p *Page) Attr(selector, name string) string {
	nodes := p.Find(selector)
	if len(nodes) == 0 {
		return ""
	}
	return attr(nodes[0], name)
}

// Want stops the test unless the page has the status and the text in it.
func (p *Page) Want(status int, words ...string) *Page {
	t := p.client.site.T
	t.Helper()
	if p.Status != status {
		t.Fatalf("%s: status %d, want %d\n%s", p.Path, p.Status, status, p.Text("main"))
	}
	whole := p.Text("html")
	for _, word := range words {
		if !strings.Contains(whole, word) {
			t.Fatalf("%s: the page does not say %q\n%s", p.Path, word, p.Text("main"))
		}
	}
	return p
}

type simple struct {
	tag   string
	attrs [][2]string // name, value; class and id too
	any   []string    // attributes that must be there
}

type path []simple

func parseSelector(selector string) []path {
	var out []path
	for _, one := range strings.Split(selector, ",") {
		var p path
		for _, part := range strings.Fields(one) {
			p = append(p, parseSimple(part))
		}
		out = append(out, p)
	}
	return out
}

func parseSimple(part string) simple {
	var s simple
	for part != "" {
		kind := part[0]
		if kind == '[' {
			inside, rest, _ := strings.Cut(part[1:], "]")
			name, value, valued := strings.Cut(inside, "=")
			if valued {
				s.attrs = append(s.attrs, [2]string{name, strings.Trim(value, `"'`)})
			} else {
				s.any = append(s.any, name)
			}
			part = rest
			continue
		}
		end := strings.IndexAny(part[1:], ".#[")
		word := part
		if end >= 0 {
			word = part[:end+1]
		}
		part = part[len(word):]
		switch kind {
		case '.':
			s.attrs = append(s.attrs, [2]string{"class", word[1:]})
		case '#':
			s.attrs = append(s.attrs, [2]string{"id", word[1:]})
		default:
			s.tag = word
		}
	}
	return s
}

func (s simple) meets(n *html.Node) bool {
	if n.Type != html.ElementNode || (s.tag != "" && s.tag != n.Data) {
		return false
	}
	for _, name := range s.any {
		if !hasAttr(n, name) {
			return false
		}
	}
	for _, want := range s.attrs {
		got := attr(n, want[0])
		if want[0] == "class" {
			if !strings.Contains(" "+got+" ", " "+want[1]+" ") {
				return false
			}
		} else if got != want[1] {
			return false
		}
	}
	return true
}

// meets reports whether n is named by the path's end and lies inside the rest.
func (p path) meets(n *html.Node) bool {
	if len(p) == 0 || !p[len(p)-1].meets(n) {
		return false
	}
	rest := p[:len(p)-1]
	for up := n.Parent; up != nil && len(rest) > 0; up = up.Parent {
		if rest[len(rest)-1].meets(up) {
			rest = rest[:len(rest)-1]
		}
	}
	return len(rest) == 0
}

func find(root *html.Node, paths []path) []*html.Node {
	var out []*html.Node
	for n := range root.Descendants() {
		for _, p := range paths {
			if p.meets(n) {
				out = append(out, n)
				break
			}
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
