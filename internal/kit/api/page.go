package api

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yingshang/internal/kit"
)

// line is one operation on the page.
type line struct {
	Method, Path, ID, Summary, Perm string
	Fields                          []field
}

// field is one input of an operation: where it goes and what it is.
type field struct {
	Name, Place, Text string
	Required          bool
}

type section struct {
	Title string
	Lines []line
}

// page lists the operations out of the document that programs read, so that
// the two cannot disagree.
func (a *API) page(c *kit.Ctx) error {
	return c.Render(pageTempl(c.Page(c.Page("").Say("数据接口", "API")), a.sections()))
}

func (a *API) sections() []section {
	byTag := map[string][]line{}
	for path, item := range a.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post} {
			if op == nil {
				continue
			}
			tag := "其他"
			if len(op.Tags) > 0 {
				tag = op.Tags[0]
			}
			byTag[tag] = append(byTag[tag], line{Method: op.Method, Path: "/api/v1" + path, ID: op.OperationID,
				Summary: op.Summary, Perm: op.Description, Fields: a.fields(op)})
		}
	}
	var out []section
	for tag, lines := range byTag {
		slices.SortFunc(lines, func(x, y line) int {
			return cmp.Or(strings.Compare(x.Path, y.Path), strings.Compare(x.Method, y.Method))
		})
		out = append(out, section{tag, lines})
	}
	slices.SortFunc(out, func(x, y section) int { return strings.Compare(x.Title, y.Title) })
	return out
}

// fields are the parameters of an operation and the fields of its body. What
// every act takes is told once, above the list.
func (a *API) fields(op *huma.Operation) []field {
	var out []field
	for _, p := range op.Parameters {
		if p.Name != keyHeader && p.Name != "dry_run" {
			out = append(out, field{p.Name, p.In, p.Description, p.Required})
		}
	}
	if op.RequestBody == nil {
		return out
	}
	schema := op.RequestBody.Content["application/json"].Schema
	if schema.Ref != "" {
		schema = a.OpenAPI().Components.Schemas.SchemaFromRef(schema.Ref)
	}
	for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
		if property := schema.Properties[name]; !property.ReadOnly {
			out = append(out, field{name, "body", property.Description, slices.Contains(schema.Required, name)})
		}
	}
	return out
}
