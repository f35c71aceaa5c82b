package api

import (
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yingshang/internal/kit"
)

// line is one operation on the page.
type line struct {
	Method, Path, ID, Summary, Perm string
	Params                          []*huma.Param
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
				Summary: op.Summary, Perm: op.Description, Params: op.Parameters})
		}
	}
	var out []section
	for tag, lines := range byTag {
		slices.SortFunc(lines, func(x, y line) int { return strings.Compare(x.Path+x.Method, y.Path+y.Method) })
		out = append(out, section{tag, lines})
	}
	slices.SortFunc(out, func(x, y section) int { return strings.Compare(x.Title, y.Title) })
	return out
}
