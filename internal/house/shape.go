package house

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
)

var emptyNames = []string{"util", "utils", "common", "helper", "helpers", "base", "model", "models",
	"types", "manager", "managers", "misc", "lib", "core", "shared"}

// Names reports packages whose name says nothing of what they are for.
func Names(t *Tree) []Finding {
	var out []Finding
	for dir, files := range t.Packages() {
		name := strings.TrimSuffix(files[0].AST.Name.Name, "_test")
		if slices.Contains(emptyNames, name) || slices.Contains(emptyNames, path.Base(dir)) {
			out = append(out, Finding{dir, "a package is named after its mechanism, not " + name})
		}
	}
	return out
}

var han = regexp.MustCompile(`\p{Han}`)

// Comments reports packages without a comment, and comments whose first line
// lacks the Chinese name.
func Comments(t *Tree) []Finding {
	var out []Finding
	for dir, files := range t.Packages() {
		text := packageComment(files)
		if text == "" {
			out = append(out, Finding{dir, "no package comment: say what it is for, what always holds, who may call"})
			continue
		}
		first, _, _ := strings.Cut(text, "\n\n")
		if !han.MatchString(first) {
			out = append(out, Finding{dir, "the package comment opens without the Chinese name of the thing"})
		}
	}
	return out
}

func packageComment(files []*File) string {
	for _, f := range files {
		if f.AST.Doc != nil && !f.Generated && !strings.HasSuffix(f.AST.Name.Name, "_test") {
			return f.AST.Doc.Text()
		}
	}
	return ""
}

// heading is what the doc.go of a room or register must say.
type heading struct {
	words *regexp.Regexp
	what  string
}

var headings = []heading{
	{regexp.MustCompile(`(?m)^Basis:`), "a paragraph starting with \"Basis:\" (articles of law)"},
	{regexp.MustCompile(`(?m)^What always holds:`), "a list under \"What always holds:\""},
	{regexp.MustCompile(`(?i)\b(calls?|asks?|uses?|may read)\b`), "a sentence that says who may call"},
}

// Shape reports rooms and registers that lack a file each of them has.
func Shape(t *Tree) []Finding {
	var out []Finding
	for dir, files := range t.Packages() {
		kind := path.Dir(dir)
		if kind != "internal/rooms" && kind != "internal/registers" {
			continue
		}
		out = append(out, documented(dir, files)...)
		out = append(out, placed(dir, files)...)
		if kind == "internal/rooms" {
			out = append(out, roomParts(dir, files)...)
		}
	}
	return out
}

func documented(dir string, files []*File) []Finding {
	i := slices.IndexFunc(files, func(f *File) bool { return f.Base == "doc.go" })
	if i < 0 {
		return []Finding{{dir, "has no doc.go"}}
	}
	if files[i].AST.Doc == nil {
		return []Finding{{dir, "doc.go has no package comment"}}
	}
	var out []Finding
	for _, h := range headings {
		if !h.words.MatchString(files[i].AST.Doc.Text()) {
			out = append(out, Finding{dir + "/doc.go", "lacks " + h.what})
		}
	}
	return out
}

// place says in which file of a package a kind of declaration stands.
type place struct {
	importPath string
	names      []string
	file       string
}

var places = []place{
	{Module + "/internal/kernel/fault", []string{"Define"}, "faults.go"},
	{Module + "/internal/kernel/flow", []string{"Table"}, "flow.go"},
	{Module + "/internal/store", []string{"Query", "Exec", "InsertInto", "ListOf"}, "sql.go"},
}

// placed reports declarations outside the file where a reader looks for them.
func placed(dir string, files []*File) []Finding {
	var out []Finding
	for _, f := range files {
		if f.Test || f.Dir != dir {
			continue
		}
		for _, p := range places {
			selectors(f, f.LocalName(p.importPath), func(sel *ast.SelectorExpr) {
				if slices.Contains(p.names, sel.Sel.Name) && f.Base != p.file && declares(f, sel) {
					out = append(out, Finding{f.Path, path.Base(p.importPath) + "." + sel.Sel.Name + " belongs into " + p.file})
				}
			})
		}
	}
	return out
}

// declares reports whether the selector is called or is a composite literal's
// type; naming the type in a signature declares nothing.
func declares(f *File, sel *ast.SelectorExpr) bool {
	found := false
	ast.Inspect(f.AST, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			fun := n.Fun
			if ix, ok := fun.(*ast.IndexExpr); ok {
				fun = ix.X
			}
			found = found || fun == sel
		case *ast.CompositeLit:
			found = found || n.Type == sel
		}
		return !found
	})
	return found
}

func roomParts(dir string, files []*File) []Finding {
	var out []Finding
	hasManifest := false
	for _, f := range files {
		if f.Test {
			continue
		}
		selectors(f, f.LocalName(Module+"/internal/manifest"), func(sel *ast.SelectorExpr) {
			hasManifest = hasManifest || sel.Sel.Name == "Room" && declares(f, sel)
		})
	}
	if !hasManifest {
		out = append(out, Finding{dir, "exports no manifest.Room value"})
	}
	return out
}
