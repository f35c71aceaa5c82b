package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/fault"
)

// bannedWords blame or turn away the person instead of helping.
var bannedWords = []string{"非法", "错误代码", "参数异常", "请联系管理员", "操作失败"}

var (
	faultCode = regexp.MustCompile(`^[a-z]+\.[a-z0-9_]+$`)
	// advice are words by which a sentence says what to do next.
	advice   = regexp.MustCompile(`请|改|换|再|先|应|须|要|可以|可在|由|填|选|补|核对|稍后|才能`)
	argument = regexp.MustCompile(`\{([a-z_]+)\}`)
)

// Sentences reports declared faults whose code or sentence does not help.
func Sentences(defs []*fault.Def) []Finding {
	var out []Finding
	add := func(d *fault.Def, what string) { out = append(out, Finding{d.Code, what}) }
	for _, d := range defs {
		if !faultCode.MatchString(d.Code) {
			add(d, "a code is room.what_is_wrong in lower case")
		}
		if d.Kind < fault.Invalid || d.Kind > fault.Internal {
			add(d, "has no kind")
		}
		if !han.MatchString(d.Sentence) {
			add(d, "the sentence is not Chinese")
		}
		if !strings.HasSuffix(d.Sentence, "。") && !strings.HasSuffix(d.Sentence, "}") {
			add(d, "the sentence ends neither with 。 nor with one of its places")
		}
		if !advice.MatchString(d.Sentence) {
			add(d, "the sentence does not say what to do: "+d.Sentence)
		}
		for _, w := range bannedWords {
			if strings.Contains(d.Sentence, w) {
				add(d, "the sentence says "+w)
			}
		}
	}
	return out
}

// Words reports banned words in any text that could reach a page.
func Words(t *Tree) []Finding {
	var out []Finding
	for _, f := range t.Files {
		if f.Test || f.Dir == "internal/house" {
			continue
		}
		f.Strings(func(lit *ast.BasicLit, text string) {
			for _, w := range bannedWords {
				if strings.Contains(text, w) {
					out = append(out, Finding{f.Path, fmt.Sprintf("line %d says %s; say where and how to mend it", t.Line(lit), w)})
				}
			}
		})
	}
	for p, text := range t.Texts {
		if path.Ext(p) != ".templ" {
			continue
		}
		for _, w := range bannedWords {
			if strings.Contains(text, w) {
				out = append(out, Finding{p, "says " + w + "; say where and how to mend it"})
			}
		}
	}
	return out
}

// defined is one fault.Define in the source.
type defined struct {
	file     *File
	dir      string
	variable string
	code     string
	places   []string // arguments of the sentence
}

func definitions(t *Tree) []defined {
	var out []defined
	for _, f := range t.Code() {
		for _, decl := range f.AST.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				out = append(out, definitionsIn(f, spec.(*ast.ValueSpec))...)
			}
		}
	}
	return out
}

func definitionsIn(f *File, spec *ast.ValueSpec) []defined {
	var out []defined
	for i, value := range spec.Values {
		call, ok := value.(*ast.CallExpr)
		if !ok || len(call.Args) != 3 || i >= len(spec.Names) || !isDefine(f, call) {
			continue
		}
		d := defined{file: f, dir: f.Dir, variable: spec.Names[i].Name,
			code: literal(call.Args[0])}
		for _, m := range argument.FindAllStringSubmatch(literal(call.Args[2]), -1) {
			d.places = append(d.places, m[1])
		}
		out = append(out, d)
	}
	return out
}

func isDefine(f *File, call *ast.CallExpr) bool {
	switch fun := call.Fun.(type) {
	case *ast.SelectorExpr:
		x, ok := fun.X.(*ast.Ident)
		return ok && x.Name == f.LocalName(Module+"/internal/kernel/fault") && fun.Sel.Name == "Define"
	case *ast.Ident:
		return f.Dir == "internal/kernel/fault" && fun.Name == "Define"
	}
	return false
}

// literal joins a string literal or a sum of them; anything else counts as "".
func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value) // the parser accepted it
		return text
	case *ast.BinaryExpr:
		return literal(e.X) + literal(e.Y)
	}
	return ""
}

// FaultUses reports faults that nothing answers with, codes that do not start
// with their package, and sentences whose places are not filled.
func FaultUses(t *Tree) []Finding {
	var out []Finding
	uses := usesOf(t)
	for _, d := range definitions(t) {
		owner, _, _ := strings.Cut(d.code, ".")
		if owner != path.Base(d.dir) && !(d.dir == "internal/kernel/fault" && owner == "form") && !sharedOwner(d, owner) {
			out = append(out, Finding{d.file.Path, d.code + " does not start with the name of its package"})
		}
		if !uses[d.dir+"."+d.variable] {
			out = append(out, Finding{d.file.Path, d.code + " is never answered; take it out or use it"})
		}
	}
	return append(out, emptyPlaces(t)...)
}

// sharedOwner lets the doors of a room use the room's name in their codes.
func sharedOwner(d defined, owner string) bool { return member(d.dir) == owner }

// usesOf collects "dir.Name" of every identifier that is used outside its own
// declaration, seen from the package itself or through an import.
func usesOf(t *Tree) map[string]bool {
	uses := map[string]bool{}
	for _, f := range t.Code() {
		declared := map[*ast.Ident]bool{}
		locals := map[string]string{}
		for _, imported := range f.Imports() {
			if dir, ours := strings.CutPrefix(imported, Module+"/"); ours {
				locals[f.LocalName(imported)] = dir
			}
		}
		ast.Inspect(f.AST, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for _, name := range n.Names {
					declared[name] = true
				}
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && locals[x.Name] != "" {
					uses[locals[x.Name]+"."+n.Sel.Name] = true
				}
			case *ast.Ident:
				if !declared[n] {
					uses[f.Dir+"."+n.Name] = true
				}
			}
			return true
		})
	}
	return uses
}

// emptyPlaces compares the {places} of each sentence with the arguments given
// where the fault is made, as far as they are written out there.
func emptyPlaces(t *Tree) []Finding {
	byName := map[string]defined{}
	for _, d := range definitions(t) {
		byName[d.dir+"."+d.variable] = d
	}
	var out []Finding
	for _, f := range t.Code() {
		ast.Inspect(f.AST, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			d, args, ok := madeFault(f, call, byName)
			if !ok {
				return true
			}
			for _, place := range d.places {
				if !slices.Contains(args, place) {
					out = append(out, Finding{f.Path, fmt.Sprintf("line %d answers %s without its {%s}", t.Line(call), d.code, place)})
				}
			}
			return true
		})
	}
	return out
}

// madeFault recognises D.New(args) and D.Because(cause, args) with the
// arguments written out or nil.
func madeFault(f *File, call *ast.CallExpr, byName map[string]defined) (defined, []string, bool) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || (sel.Sel.Name != "New" && sel.Sel.Name != "Because") || len(call.Args) == 0 {
		return defined{}, nil, false
	}
	d, ok := byName[resolve(f, sel.X)]
	if !ok {
		return defined{}, nil, false
	}
	args, ok := argumentNames(call.Args[len(call.Args)-1])
	return d, args, ok
}

// resolve prints "dir.Name" of an identifier or imported selector.
func resolve(f *File, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return f.Dir + "." + e.Name
	case *ast.SelectorExpr:
		x, ok := e.X.(*ast.Ident)
		if !ok {
			return ""
		}
		for _, imported := range f.Imports() {
			if dir, ours := strings.CutPrefix(imported, Module+"/"); ours && f.LocalName(imported) == x.Name {
				return dir + "." + e.Sel.Name
			}
		}
	}
	return ""
}

func argumentNames(e ast.Expr) ([]string, bool) {
	switch e := e.(type) {
	case *ast.Ident:
		return nil, e.Name == "nil"
	case *ast.CompositeLit:
		var names []string
		for _, el := range e.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				names = append(names, literal(kv.Key))
			}
		}
		return names, true
	}
	return nil, false
}
