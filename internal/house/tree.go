package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// Module is the module path; imports below it are our own.
const Module = "yingshang"

// File is one parsed Go file.
type File struct {
	Path      string // slashes, from the module's root
	Dir       string
	Base      string
	AST       *ast.File
	Source    string
	Test      bool // a _test.go file, or part of a package that only tests use
	Generated bool // *_templ.go
}

// Tree is the source of the module, parsed once and read by every check.
type Tree struct {
	Set   *token.FileSet
	Files []*File
	Texts map[string]string // every .md, .sql, .txt, .templ and unnamed text file
	Paths map[string]bool   // every file and folder
}

// Finding is one broken rule.
type Finding struct {
	Where string // path, or path:name
	What  string // the rule and how to keep it
}

func (f Finding) String() string { return f.Where + ": " + f.What }

// Root finds the module's folder from the present one upwards.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if text, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil &&
			strings.HasPrefix(string(text), "module "+Module+"\n") {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("no go.mod of module %s above the working directory", Module)
		}
		dir = up
	}
}

var textSuffixes = map[string]bool{".md": true, ".sql": true, ".txt": true, ".templ": true,
	".css": true, ".mod": true, ".csv": true, "": true}

// Load parses every file of the tree; data folders of a running program and
// hidden folders other than .ci are left out.
func Load(files fs.FS) (*Tree, error) {
	t := &Tree{Set: token.NewFileSet(), Texts: map[string]string{}, Paths: map[string]bool{}}
	err := fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if skipFolder(p) {
				return fs.SkipDir
			}
			t.Paths[p] = true
			return nil
		}
		t.Paths[p] = true
		return t.add(files, p)
	})
	return t, err
}

func skipFolder(p string) bool {
	base := path.Base(p)
	hidden := strings.HasPrefix(base, ".") && p != "." && p != ".ci"
	return hidden || base == "node_modules" || base == "bin" || base == "yingshang-data" || p == "tools"
}

func (t *Tree) add(files fs.FS, p string) error {
	if path.Ext(p) != ".go" {
		if !textSuffixes[path.Ext(p)] {
			return nil
		}
		text, err := fs.ReadFile(files, p)
		t.Texts[p] = string(text)
		return err
	}
	source, err := fs.ReadFile(files, p)
	if err != nil {
		return err
	}
	parsed, err := parser.ParseFile(t.Set, p, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	dir := path.Dir(p)
	t.Files = append(t.Files, &File{Path: p, Dir: dir, Base: path.Base(p), AST: parsed, Source: string(source),
		Test:      strings.HasSuffix(p, "_test.go") || testSupport(dir),
		Generated: strings.HasSuffix(p, "_templ.go")})
	return nil
}

// testSupport reports whether only tests use the package: its last name ends
// in "test", or it is one of the two test packages about the whole.
func testSupport(dir string) bool {
	return strings.HasSuffix(path.Base(dir), "test") || dir == "internal/house" || dir == "internal/journeys"
}

// Code returns the files that end up in the program and are written by hand.
func (t *Tree) Code() []*File {
	var out []*File
	for _, f := range t.Files {
		if !f.Test && !f.Generated {
			out = append(out, f)
		}
	}
	return out
}

// Packages groups files by folder; external test packages join theirs.
func (t *Tree) Packages() map[string][]*File {
	out := map[string][]*File{}
	for _, f := range t.Files {
		out[f.Dir] = append(out[f.Dir], f)
	}
	return out
}

// Line returns where a node stands, for findings.
func (t *Tree) Line(n ast.Node) int { return t.Set.Position(n.Pos()).Line }

// At prints path:line of a node.
func (t *Tree) At(n ast.Node) string {
	p := t.Set.Position(n.Pos())
	return p.Filename + ":" + strconv.Itoa(p.Line)
}

// Imports returns the import paths of a file.
func (f *File) Imports() []string {
	out := make([]string, 0, len(f.AST.Imports))
	for _, spec := range f.AST.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			out = append(out, p)
		}
	}
	return out
}

// LocalName returns the name by which a file knows an import, or "" if it does
// not import it.
func (f *File) LocalName(importPath string) string {
	for _, spec := range f.AST.Imports {
		if spec.Path.Value != strconv.Quote(importPath) {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return path.Base(importPath)
	}
	return ""
}

// Strings calls visit for every string literal of a file, import paths and
// struct tags left out.
func (f *File) Strings(visit func(lit *ast.BasicLit, text string)) {
	ast.Inspect(f.AST, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			if n.Tag != nil {
				return false // the tag is the only literal of a plain field
			}
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				if text, err := strconv.Unquote(n.Value); err == nil {
					visit(n, text)
				}
			}
		}
		return true
	})
}

// inside reports whether dir is base or below it.
func inside(dir, base string) bool { return dir == base || strings.HasPrefix(dir, base+"/") }
