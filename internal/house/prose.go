package house

import (
	"fmt"
	"go/ast"
	"path"
	"regexp"
	"sort"
	"strings"
	"unicode"
)

var (
	inCode   = regexp.MustCompile("`([^`\n]+)`")
	fence    = regexp.MustCompile("(?ms)^```.*?^```")
	link     = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	notWord  = regexp.MustCompile(`[^a-z0-9]+`)
	makeGoal = regexp.MustCompile(`(?m)^([a-z][a-z-]*):`)
)

// TestedProse are the documents whose `names` must exist.
var TestedProse = []string{"ARCHITECTURE.md", "docs/glossary.md"}

// index holds every name of the tree, folded to lower case without separators.
type index struct {
	exact  map[string]bool
	folded []string
}

func namesOf(t *Tree) index {
	ix := index{exact: map[string]bool{}}
	for p := range t.Paths {
		ix.exact[p], ix.exact[path.Base(p)], ix.exact["internal/"+p] = true, true, true
		ix.exact[strings.TrimPrefix(p, "internal/")] = true
	}
	for _, f := range t.Files {
		ix.exact[f.AST.Name.Name] = true
		ast.Inspect(f.AST, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				ix.exact[n.Name] = true
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok {
					ix.exact[x.Name+"."+n.Sel.Name] = true
				}
			case *ast.BasicLit:
				if text := literal(n); text != "" && len(text) < 60 {
					ix.exact[text] = true
				}
			}
			return true
		})
		for _, decl := range f.AST.Decls {
			for _, name := range declaredNames(decl) {
				ix.exact[name] = true
				ix.exact[f.AST.Name.Name+"."+name] = true
			}
		}
	}
	for p, text := range t.Texts {
		if path.Dir(p) == "schema" {
			for _, w := range word.FindAllString(text, -1) {
				ix.exact[w] = true
			}
		}
	}
	for _, m := range makeGoal.FindAllStringSubmatch(t.Texts["Makefile"], -1) {
		ix.exact["make "+m[1]] = true
	}
	for name := range ix.exact {
		ix.folded = append(ix.folded, foldName(name))
	}
	sort.Strings(ix.folded)
	return ix
}

func declaredNames(decl ast.Decl) []string {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		return []string{d.Name.Name, funcName(d)}
	case *ast.GenDecl:
		var out []string
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				out = append(out, s.Name.Name)
			case *ast.ValueSpec:
				for _, n := range s.Names {
					out = append(out, n.Name)
				}
			}
		}
		return out
	}
	return nil
}

func foldName(s string) string { return notWord.ReplaceAllString(strings.ToLower(s), "") }

// has reports whether a name as written in prose exists: as it stands, or as
// the words of an identifier ("statutory limit" in StatutoryLimit).
func (ix index) has(name string) bool {
	name, _, _ = strings.Cut(name, "(")
	name = strings.TrimSuffix(name, "/")
	if ix.exact[name] || ix.exact["internal/"+name] {
		return true
	}
	if strings.ContainsAny(name, "/.") {
		return false
	}
	folded := foldName(name)
	i := sort.SearchStrings(ix.folded, folded)
	if i < len(ix.folded) && strings.HasPrefix(ix.folded[i], folded) {
		return folded != ""
	}
	for _, n := range ix.folded {
		if len(folded) > 3 && strings.Contains(n, folded) {
			return true
		}
	}
	return false
}

// Prose reports names in the documents that the tree does not have.
func Prose(t *Tree) []Finding {
	ix := namesOf(t)
	var out []Finding
	for _, p := range TestedProse {
		text, ok := t.Texts[p]
		if !ok {
			out = append(out, Finding{p, "is missing"})
			continue
		}
		for _, m := range inCode.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
			if !ix.has(m[1]) {
				out = append(out, Finding{p, "names `" + m[1] + "`, which does not exist"})
			}
		}
	}
	return out
}

// Links reports relative links that lead nowhere.
func Links(t *Tree) []Finding {
	var out []Finding
	for p, text := range t.Texts {
		if path.Ext(p) != ".md" {
			continue
		}
		for _, m := range link.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
			target, _, _ := strings.Cut(m[1], "#")
			if target == "" || strings.Contains(target, ":") {
				continue
			}
			if full := path.Join(path.Dir(p), target); !t.Paths[full] {
				out = append(out, Finding{p, "links to " + m[1] + ", which does not exist"})
			}
		}
	}
	return out
}

// Term is one row of the glossary.
type Term struct {
	Zh    string
	Code  string
	Where string   // package
	Never []string // banned synonyms
}

// Glossary reads the tables of docs/glossary.md: 中文 | code | where | never | note.
func Glossary(t *Tree) []Term {
	var out []Term
	for _, line := range strings.Split(t.Texts["docs/glossary.md"], "\n") {
		cells := strings.Split(strings.Trim(line, "| "), "|")
		if !strings.HasPrefix(line, "|") || len(cells) != 5 || !strings.Contains(cells[1], "`") {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		term := Term{Zh: cells[0], Code: strings.Trim(cells[1], "`"), Where: strings.Trim(cells[2], "`")}
		for _, w := range strings.Split(cells[3], ",") {
			if w = foldName(w); w != "" {
				term.Never = append(term.Never, w)
			}
		}
		out = append(out, term)
	}
	return out
}

// Terms reports rooms and registers without glossary rows, rows that name no
// package, and identifiers that use a banned synonym.
func Terms(t *Tree) []Finding {
	var out []Finding
	terms := Glossary(t)
	covered := map[string]bool{}
	banned := map[string]Term{}
	for _, term := range terms {
		covered[term.Where] = true
		for _, w := range term.Never {
			banned[w] = term
		}
	}
	for dir := range t.Packages() {
		kind := path.Dir(dir)
		if (kind == "internal/rooms" || kind == "internal/registers") && !covered[path.Base(dir)] {
			out = append(out, Finding{dir, "has no row in docs/glossary.md"})
		}
	}
	for _, f := range t.Code() {
		if name, _ := floorOf(f.Dir); name == "room" || name == "register" || name == "manifest" || name == "door" {
			out = append(out, synonyms(f, banned)...)
		}
	}
	return out
}

func synonyms(f *File, banned map[string]Term) []Finding {
	var out []Finding
	said := map[string]bool{}
	ast.Inspect(f.AST, func(n ast.Node) bool {
		for _, name := range namesDeclaredBy(n) {
			for _, w := range splitName(name) {
				term, bad := banned[w]
				if !bad {
					term, bad = banned[strings.TrimSuffix(w, "s")]
				}
				if bad && !said[name] {
					said[name] = true
					out = append(out, Finding{f.Path, fmt.Sprintf("%s: %s is called %s here, not %s", name, term.Zh, term.Code, w)})
				}
			}
		}
		return true
	})
	return out
}

func namesDeclaredBy(n ast.Node) []string {
	var idents []*ast.Ident
	switch n := n.(type) {
	case *ast.FuncDecl:
		idents = append(idents, n.Name)
	case *ast.TypeSpec:
		idents = append(idents, n.Name)
	case *ast.ValueSpec:
		idents = n.Names
	case *ast.Field:
		idents = n.Names
	}
	out := make([]string, len(idents))
	for i, id := range idents {
		out[i] = id.Name
	}
	return out
}

// splitName cuts CaseNo into case and no.
func splitName(name string) []string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		startsWord := unicode.IsUpper(r) && i > 0 &&
			(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
		if startsWord || r == '_' {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Fields(strings.ReplaceAll(b.String(), "_", " "))
}

// DependencyRecord is the document that answers for every module from outside.
const DependencyRecord = "docs/adr/0005-dependencies.md"

var required = regexp.MustCompile(`(?m)^\t(?:require )?(\S+) v\S+`)

// Dependencies reports modules that are imported without a row in the record,
// and rows of modules that go.mod does not have.
func Dependencies(t *Tree) []Finding {
	recorded := map[string]bool{}
	for _, line := range strings.Split(t.Texts[DependencyRecord], "\n") {
		if m := inCode.FindStringSubmatch(line); m != nil && strings.HasPrefix(line, "| `") {
			recorded[m[1]] = true
		}
	}
	var modules []string
	for _, m := range required.FindAllStringSubmatch(t.Texts["go.mod"], -1) {
		modules = append(modules, m[1])
	}
	out := map[string]bool{}
	for _, f := range t.Files {
		for _, imported := range f.Imports() {
			if m := moduleOf(modules, imported); m != "" && !recorded[m] {
				out["imports "+m+", which has no row there"] = true
			}
		}
	}
	for m := range recorded {
		if moduleOf(modules, m) != m {
			out["has a row for "+m+", which go.mod does not require"] = true
		}
	}
	var found []Finding
	for what := range out {
		found = append(found, Finding{DependencyRecord, what})
	}
	return found
}

// moduleOf returns the longest module path that holds the package.
func moduleOf(modules []string, imported string) string {
	best := ""
	for _, m := range modules {
		if inside(imported, m) && len(m) > len(best) {
			best = m
		}
	}
	return best
}
