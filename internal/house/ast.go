package house

import (
	"go/ast"
)

// selectors calls visit for every pkg.Name in a file, pkg being the local name
// of the import.
func selectors(f *File, local string, visit func(sel *ast.SelectorExpr)) {
	if local == "" || local == "_" {
		return
	}
	ast.Inspect(f.AST, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == local {
			visit(sel)
		}
		return true
	})
}

func clockUses(t *Tree, f *File) []Finding {
	var out []Finding
	selectors(f, f.LocalName("time"), func(sel *ast.SelectorExpr) {
		if clockCalls[sel.Sel.Name] {
			out = append(out, Finding{f.Path, "reads time." + sel.Sel.Name + "; ask tx.Now, tx.Today or the store's clock"})
		}
	})
	return out
}

// funcName prints "Name" or "Type.Name" of a function.
func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	return typeName(d.Recv.List[0].Type) + "." + d.Name.Name
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.IndexExpr:
		return typeName(e.X)
	case *ast.IndexListExpr:
		return typeName(e.X)
	case *ast.SelectorExpr:
		return typeName(e.X) + "." + e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return "?"
}

var skipCalls = map[string]bool{"Skip": true, "Skipf": true, "SkipNow": true, "Short": true}

// Skips reports tests that may leave themselves out: a test that cannot run
// must fail and say what is missing.
func Skips(t *Tree) []Finding {
	var out []Finding
	for _, f := range t.Files {
		if !f.Test || f.LocalName("testing") == "" {
			continue
		}
		ast.Inspect(f.AST, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !skipCalls[sel.Sel.Name] {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && (x.Name == "t" || x.Name == "b" || x.Name == "tb" || x.Name == "testing") {
				out = append(out, Finding{f.Path, x.Name + "." + sel.Sel.Name + ": fail and say what is missing instead of skipping"})
			}
			return true
		})
	}
	return out
}
