package house

import "go/ast"

// Check is one rule over the source.
type Check struct {
	Name string
	Rule string
	Run  func(t *Tree) []Finding
}

// Checks are the rules that need the source alone.
var Checks = []Check{
	{"floors", "imports go right only, rooms and registers call as listed", Floors},
	{"imports", "each floor keeps to the packages it may know", Imports},
	{"clocks", "time and randomness come from store and kit", Clocks},
	{"sql-places", "SQL text stands in sql.go", SQLPlaces},
	{"sql-words", "a statement touches its owner's tables in the portable subset", SQLTree},
	{"skips", "no test leaves itself out", Skips},
	{"names", "no package has an empty name", Names},
	{"comments", "every package has a comment that opens with its Chinese name", Comments},
	{"shape", "rooms and registers have the same shape", Shape},
	{"sizes", "files, functions, nesting and parameters fit a reader's head", Sizes},
	{"fault-uses", "every fault is answered, by its owner's name, with its places filled", FaultUses},
	{"words", "no banned words reach a page", Words},
	{"prose", "names in the documents exist", Prose},
	{"links", "relative links lead somewhere", Links},
	{"dependencies", "every module from outside is answered for", Dependencies},
	{"terms", "one word for one thing", Terms},
	{"journeys", "every room has a journey", Journeys},
}

// RunTime are the names of the checks that need the linked program or a
// database; the tests run them.
var RunTime = []string{"manifests", "listed", "ways", "sentences", "statements", "prepare-sqlite", "prepare-postgres"}

// Asked returns a function that tells whether a text occurs as a string
// literal of the program, names of declarations and of routes left out.
func Asked(t *Tree) func(text string) bool {
	said := map[string]bool{}
	for _, f := range t.Code() {
		names := map[ast.Node]bool{}
		ast.Inspect(f.AST, func(n ast.Node) bool {
			if kv, ok := n.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "Name" {
					names[kv.Value] = true
				}
			}
			return true
		})
		f.Strings(func(lit *ast.BasicLit, text string) { said[text] = said[text] || !names[lit] })
	}
	return func(text string) bool { return said[text] }
}

// Statements reports registered texts that touch foreign tables or leave the
// portable subset. The owner is the folder of the declaring file.
func Statements(all []Registered) []Finding {
	var out []Finding
	for _, s := range all {
		if s.Owner != "store" {
			out = append(out, SQLWords(s.File, s.Owner, s.Text)...)
		}
	}
	return out
}

// Registered is one statement with the package that declared it.
type Registered struct{ Owner, File, Text string }
