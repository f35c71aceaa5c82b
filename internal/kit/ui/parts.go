package ui

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

func (v CardView) idAttrs() templ.Attributes {
	if v.ID == "" {
		return nil
	}
	return templ.Attributes{"id": v.ID}
}

func (h Head) ariaSort() string {
	switch h.Order {
	case "asc":
		return "ascending"
	case "desc":
		return "descending"
	}
	return ""
}

func (h Head) arrow() string {
	switch h.Order {
	case "asc":
		return " ↑"
	case "desc":
		return " ↓"
	}
	return ""
}

func (b Button) class() string {
	class := "button"
	if b.Kind != "" {
		class += " " + b.Kind
	}
	if b.Small {
		class += " small"
	}
	return class
}

func (b Button) attrs() templ.Attributes {
	attrs := templ.Attributes{}
	for name, value := range map[string]string{"name": b.Name, "value": b.Value, "form": b.Form, "data-key": b.Key} {
		if value != "" {
			attrs[name] = value
		}
	}
	return attrs
}

// splitKeys cuts a chord; "+" alone is the plus key.
func splitKeys(keys string) []string {
	if keys == "+" {
		return []string{keys}
	}
	return strings.Split(keys, "+")
}

// percent is n of the whole as an attribute of an SVG element.
func percent(n, of int) string {
	if of <= 0 {
		return "0%"
	}
	n = max(0, min(n, of))
	return strconv.FormatFloat(float64(n)*100/float64(of), 'f', 2, 64) + "%"
}
