package house

import (
	"fmt"
	"go/ast"
	"strings"
)

// The largest a reader should have to hold in mind.
const (
	maxFile     = 400
	maxTestFile = 600
	maxFunction = 60
	maxNesting  = 4
	maxParams   = 6
)

// Sizes reports files and functions over the limits. The measured number is
// the last word of the finding, so that an exception can only shrink.
func Sizes(t *Tree) []Finding {
	var out []Finding
	for _, f := range t.Files {
		if f.Generated {
			continue
		}
		limit := maxFile
		if f.Test {
			limit = maxTestFile
		}
		if n := strings.Count(f.Source, "\n"); n > limit {
			out = append(out, Finding{f.Path, fmt.Sprintf("more than %d lines, split by what is read together: %d", limit, n)})
		}
		for _, decl := range f.AST.Decls {
			if d, ok := decl.(*ast.FuncDecl); ok && d.Body != nil {
				out = append(out, functionSizes(t, f, d)...)
			}
		}
	}
	return out
}

func functionSizes(t *Tree, f *File, d *ast.FuncDecl) []Finding {
	var out []Finding
	where := f.Path + ":" + funcName(d)
	lines := t.Set.Position(d.End()).Line - t.Set.Position(d.Pos()).Line + 1
	if lines > maxFunction {
		out = append(out, Finding{where, fmt.Sprintf("function longer than %d lines: %d", maxFunction, lines)})
	}
	if n := nesting(d.Body); n > maxNesting {
		out = append(out, Finding{where, fmt.Sprintf("nesting deeper than %d, return early or name an inner step: %d", maxNesting, n)})
	}
	if n := d.Type.Params.NumFields(); n > maxParams {
		out = append(out, Finding{where, fmt.Sprintf("more than %d parameters, give them a struct: %d", maxParams, n)})
	}
	return out
}

// nesting is the depth of control statements; "else if" stays on its level and
// a function literal starts anew, because it is read on its own.
func nesting(body *ast.BlockStmt) int {
	deepest := 0
	var walk func(n ast.Node, depth int)
	walk = func(n ast.Node, depth int) {
		deepest = max(deepest, depth)
		ast.Inspect(n, func(child ast.Node) bool {
			if child == nil || child == n {
				return true
			}
			switch s := child.(type) {
			case *ast.FuncLit:
				deepest = max(deepest, nesting(s.Body))
				return false
			case *ast.IfStmt:
				if outer, ok := n.(*ast.IfStmt); ok && outer.Else == s {
					walk(s, depth)
				} else {
					walk(s, depth+1)
				}
				return false
			case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				walk(s, depth+1)
				return false
			}
			return true
		})
	}
	walk(body, 0)
	return deepest
}
