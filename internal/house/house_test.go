package house

import (
	"context"
	"database/sql"
	"flag"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var update = flag.Bool("update", false, "rewrite the generated documents")

func wholeTree(t *testing.T) (*Tree, string) {
	t.Helper()
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := Load(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Files) < 50 {
		t.Fatalf("only %d Go files were read; the checks would look at nothing", len(tree.Files))
	}
	return tree, root
}

type runnable struct {
	name string
	run  func(t *testing.T) []Finding
}

// linked adds to the checks over the source those that need the program.
func linked(tree *Tree) []runnable {
	var out []runnable
	add := func(name string, run func(t *testing.T) []Finding) { out = append(out, runnable{name, run}) }
	for _, c := range Checks {
		add(c.Name, func(*testing.T) []Finding { return c.Run(tree) })
	}
	add("manifests", func(*testing.T) []Finding { return Manifests(Rooms()) })
	add("listed", func(*testing.T) []Finding { return Listed(tree, Rooms()) })
	add("ways", func(t *testing.T) []Finding { return Ways(routes(t), Rooms(), Asked(tree)) })
	add("sentences", func(*testing.T) []Finding { return Sentences(fault.Defs()) })
	add("statements", func(*testing.T) []Finding { return Statements(registered()) })
	for name, check := range map[string]func(context.Context, *sql.DB, []store.Statement) []Finding{
		"prepare-sqlite": PrepareSQLite, "plans": Plans,
	} {
		add(name, func(t *testing.T) []Finding {
			s, _ := storetest.SQLite(t)
			db, err := Raw(s)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			return check(t.Context(), db, statements())
		})
	}
	add("prepare-postgres", func(t *testing.T) []Finding {
		s, _ := storetest.Postgres(t)
		conn, err := pgx.Connect(t.Context(), s.PostgresURL())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(context.Background())
		return PreparePostgres(t.Context(), conn, statements())
	})
	return out
}

// routes opens the site and reads its ways in; a site without any is a mistake
// of this test.
func routes(t *testing.T) []Route {
	t.Helper()
	s, _ := storetest.SQLite(t)
	out, err := Routes(s)
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatal("the site has no way in; the checks would look at nothing")
	}
	return out
}

// statements are those of the program; test support has tables of its own.
func statements() []store.Statement {
	var out []store.Statement
	for _, s := range store.Statements() {
		if !testSupport(filepath.Dir(s.File)) {
			out = append(out, s)
		}
	}
	return out
}

func registered() []Registered {
	var out []Registered
	for _, s := range statements() {
		out = append(out, Registered{filepath.Base(filepath.Dir(s.File)), s.File, s.Text})
	}
	return out
}

func TestHouse(t *testing.T) {
	tree, root := wholeTree(t)
	text, err := os.ReadFile(filepath.Join(root, "internal/house/exceptions.txt"))
	if err != nil {
		t.Fatal(err)
	}
	exceptions, err := ReadExceptions(string(text))
	if err != nil {
		t.Fatal(err)
	}
	known, ran := map[string]bool{}, map[string]bool{}
	for _, c := range linked(tree) {
		known[c.name] = true
		t.Run(c.name, func(t *testing.T) {
			ran[c.name] = true
			report(t, Excuse(c.name, c.run(t), exceptions))
		})
	}
	for _, name := range RunTime {
		if !known[name] {
			t.Errorf("the check %s is listed but not run", name)
		}
	}
	report(t, Stale(known, ran, exceptions))
}

func report(t *testing.T, found []Finding) {
	t.Helper()
	sort.Slice(found, func(i, j int) bool { return found[i].String() < found[j].String() })
	for i, f := range found {
		if i == 0 || f != found[i-1] {
			t.Error(f)
		}
	}
}

// TestGenerated compares the generated documents with the code they describe.
func TestGenerated(t *testing.T) {
	_, root := wholeTree(t)
	s, _ := storetest.SQLite(t)
	tables, err := Dump(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	rooms, ways := Rooms(), routes(t)
	document, err := OpenAPI(s)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"docs/generated/flows.md":       Flows(rooms),
		"docs/generated/permissions.md": PermissionMatrix(rooms, ways),
		"docs/generated/routes.md":      RouteList(rooms, ways),
		"docs/generated/figures.md":     FigureList(rooms),
		"docs/generated/faults.md":      FaultList(fault.Defs()),
		"docs/generated/schema.md":      SchemaList(tables),
		"docs/generated/openapi.json":   string(document) + "\n",
		"schema/current.sql":            SQL(tables),
		"schema/HEAD":                   head(t, root),
	} {
		t.Run(name, func(t *testing.T) { golden(t, filepath.Join(root, name), want) })
	}
}

func golden(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run `make generate`", err)
	}
	if line, differs := firstDifference(string(got), want); differs {
		t.Errorf("line %d differs from what the code says; run `make generate` and read the difference", line)
	}
}

func firstDifference(a, b string) (line int, differs bool) {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(x), len(y)) {
		if i >= len(x) || i >= len(y) || x[i] != y[i] {
			return i + 1, true
		}
	}
	return 0, false
}

// head names the last migration, so that two branches that both add one meet.
func head(t *testing.T, root string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "schema", "[0-9]*.sql"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no migrations: %v", err)
	}
	sort.Strings(files)
	return filepath.Base(files[len(files)-1]) + "\n"
}

// TestEnginesHaveOneSchema compares what the migrations leave behind on each
// engine: columns, keys, references, indexes, and the columns each condition
// speaks of.
func TestEnginesHaveOneSchema(t *testing.T) {
	var dumps []string
	for _, open := range []func(testing.TB) (*store.Store, *store.SetClock){storetest.SQLite, storetest.Postgres} {
		s, _ := open(t)
		tables, err := Dump(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if len(tables) < 8 {
			t.Fatalf("%s: only %d tables were found", s.Engine, len(tables))
		}
		dumps = append(dumps, SQL(Skeleton(tables)))
	}
	if line, differs := firstDifference(dumps[0], dumps[1]); differs {
		lines := func(i int) string { return strings.Join(strings.Split(dumps[i], "\n")[max(0, line-3):line], "\n") }
		t.Errorf("line %d:\nsqlite:\n%s\npostgres:\n%s", line, lines(0), lines(1))
	}
}
