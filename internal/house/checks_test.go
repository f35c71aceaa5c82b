package house

import (
	"strings"
	"testing"
	"testing/fstest"
)

// tree parses made-up sources; each is a path, a blank, and its text.
func tree(t *testing.T, files map[string]string) *Tree {
	t.Helper()
	fake := fstest.MapFS{}
	for p, text := range files {
		fake[p] = &fstest.MapFile{Data: []byte(text)}
	}
	out, err := Load(fake)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sample is a made-up tree and the finding a check must make of it; no words
// means the check must stay silent.
type sample struct {
	check string
	path  string
	text  string
	words string
}

const roomDoc = `// Package rating (好差评) takes ratings.
//
// Basis: 条例 art. 1.
//
// What always holds:
//
//   - One case, one rating.
//
// Rooms may call it.
package rating
`

var samples = []sample{
	{"floors", "internal/store/a.go", `package store; import _ "yingshang/internal/rooms/casework"`, "imports go right only"},
	{"floors", "internal/kernel/day/a.go", `package day; import _ "yingshang/internal/store"`, "imports go right only"},
	{"floors", "internal/kit/a.go", `package kit; import _ "yingshang/internal/rooms/casework"`, "imports go right only"},
	{"floors", "internal/rooms/casework/a.go", `package casework; import _ "yingshang/internal/rooms/rating"`, "may not call room rating"},
	{"floors", "internal/rooms/rating/a.go", `package rating; import _ "yingshang/internal/rooms/casework"`, ""},
	{"floors", "internal/rooms/rating/pages/a.go", `package pages; import _ "yingshang/internal/rooms/monitor"`, "may not call room monitor"},
	{"floors", "internal/rooms/rating/pages/a.go", `package pages; import _ "yingshang/internal/rooms/casework/pages"`, "doors do not use each other"},
	{"floors", "internal/rooms/rating/pages/a.go", `package pages; import _ "yingshang/internal/rooms/rating"`, ""},
	{"floors", "internal/registers/org/a.go", `package org; import _ "yingshang/internal/registers/letters"`, "may not use register letters"},
	{"floors", "internal/registers/letters/a.go", `package letters; import _ "yingshang/internal/registers/papers"`, ""},
	{"floors", "internal/registers/identity/a.go", `package identity; import _ "yingshang/internal/registers/party"`, "may not use register party"},
	{"floors", "internal/registers/org/a.go", `package org; import _ "yingshang/internal/manifest"`, ""},
	{"floors", "internal/manifest/a.go", `package manifest; import _ "yingshang/internal/registers/org"`, "imports go right only"},
	{"floors", "internal/rooms/rating/a.go", `package rating; import _ "yingshang/internal/store/storetest"`, "must not reach the program"},
	{"floors", "internal/rooms/rating/a_test.go", `package rating; import _ "yingshang/internal/store/storetest"`, ""},
	{"floors", "internal/rooms/report/a_test.go", `package report; import _ "yingshang/internal/app"`, "imports go right only"},
	{"floors", "internal/store/jobs/a.go", `package jobs; import _ "yingshang/internal/manifest"`, ""},
	{"floors", "internal/store/a.go", `package store; import _ "yingshang/internal/manifest"`, "imports go right only"},
	{"floors", "internal/attic/a.go", `package attic`, "on no floor"},
	{"floors", "internal/app/a.go", `package app; import _ "yingshang/internal/house"`, "imported by nobody"},

	{"imports", "internal/kernel/day/a.go", `package day; import _ "net/url"`, "pure values"},
	{"imports", "internal/kernel/day/a.go", `package day; import _ "os"`, "pure values"},
	{"imports", "internal/kernel/day/a.go", `package day; import _ "golang.org/x/text/width"`, "keeps to the standard library"},
	{"imports", "internal/kernel/day/a_test.go", `package day; import _ "os"`, ""},
	{"imports", "internal/rooms/rating/a.go", `package rating; import _ "net/http"`, "neither door nor engine"},
	{"imports", "internal/rooms/rating/a.go", `package rating; import _ "log/slog"`, "neither door nor engine"},
	{"imports", "internal/registers/org/a.go", `package org; import _ "database/sql"`, "neither door nor engine"},
	{"imports", "internal/rooms/rating/pages/a.go", `package pages; import _ "net/http"`, ""},
	{"imports", "internal/kit/a.go", `package kit; import _ "github.com/jackc/pgx/v5"`, "only store knows the engines"},
	{"imports", "internal/store/jobs/a.go", `package jobs; import _ "github.com/riverqueue/river"`, ""},
	{"imports", "internal/kernel/zh/a.go", `package zh`, "no longer imports"},

	{"clocks", "internal/rooms/rating/a.go", `package rating; import "time"; var a = time.Now()`, "reads time.Now"},
	{"clocks", "internal/rooms/rating/a.go", `package rating; import clock "time"; var a = clock.Since(clock.Time{})`, "reads time.Since"},
	{"clocks", "internal/kernel/draw/a.go", `package draw; import _ "math/rand/v2"`, "imports math/rand/v2"},
	{"clocks", "internal/store/a.go", `package store; import "time"; var a = time.Now()`, ""},
	{"clocks", "internal/rooms/rating/a.go", `package rating; import "time"; const a = time.Hour`, ""},

	{"sql-places", "internal/rooms/rating/query.go", "package rating; const q = `SELECT id FROM rating_score`", "belongs into sql.go"},
	{"sql-places", "internal/rooms/rating/query.go", "package rating; const q = `EXISTS (SELECT 1 FROM rating_score)`", "belongs into sql.go"},
	{"sql-places", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT id FROM rating_score`", ""},
	{"sql-places", "internal/rooms/rating/a.go", "package rating; const q = `Select a town from the list`", ""},

	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT id FROM casework_case`", "not a table of rating"},
	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT id FROM rating_score JOIN org_unit ON 1 = 1`", "not a table of rating"},
	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `WITH x AS (SELECT id FROM rating_score) SELECT id FROM x`", ""},
	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT count(*) FILTER (WHERE a = 1) AS n FROM rating_score`", "uses FILTER ("},
	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT a::text FROM rating_score`", "uses ::"},
	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT a FROM rating_score WHERE a = ANY($1)`", "uses = ANY"},
	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT a FROM rating_score WHERE at < now()`", "uses now("},
	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT greatest(a, b) AS c FROM rating_score`", "uses greatest("},
	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT a FROM rating_score FOR UPDATE SKIP LOCKED`", "uses FOR UPDATE"},
	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT a FROM rating_score WHERE $1 = '' OR a = $1`", "uses $1 = ''"},
	{"sql-words", "internal/rooms/rating/sql.go", "package rating; const q = `SELECT a FROM rating_score WHERE b = 'now() :: FILTER ('`", ""},

	{"skips", "internal/kit/a_test.go", `package kit; import "testing"; func TestA(tb *testing.T) { tb.Skip("no browser") }`, "instead of skipping"},
	{"skips", "internal/kit/a_test.go", `package kit; import "testing"; func TestA(t *testing.T) { if testing.Short() { return } }`, "instead of skipping"},
	{"skips", "internal/kit/a_test.go", `package kit; import "testing"; func TestA(t *testing.T) { row.Skip() }`, ""},

	{"names", "internal/kit/util/a.go", `package util`, "named after its mechanism"},
	{"names", "internal/kit/form/a.go", `package form`, ""},

	{"comments", "internal/kit/form/a.go", `package form`, "no package comment"},
	{"comments", "internal/kit/form/a.go", "// Package form reads forms.\npackage form", "without the Chinese name"},
	{"comments", "internal/kit/form/a.go", "// Package form (表单) reads forms.\npackage form", ""},

	{"shape", "internal/rooms/rating/rating.go", "// Package rating (好差评).\npackage rating", "has no doc.go"},
	{"shape", "internal/rooms/rating/doc.go", "// Package rating (好差评) takes ratings.\npackage rating", `"Basis:"`},
	{"shape", "internal/rooms/rating/doc.go", roomDoc, "exports no manifest.Room"},
	{"shape", "internal/registers/org/doc.go", roomDoc, ""},
	{"shape", "internal/registers/org/a.go", "package org; import \"yingshang/internal/kernel/fault\"; var A = fault.Define(\"org.a\", 1, \"\")", "belongs into faults.go"},
	{"shape", "internal/registers/org/a.go", "package org; import \"yingshang/internal/store\"; var a = store.Query[struct{}](``)", "belongs into sql.go"},
	{"shape", "internal/rooms/rating/a.go", "package rating; import \"yingshang/internal/kernel/flow\"; var F = &flow.Table{}", "belongs into flow.go"},

	{"sizes", "a/a.go", "package a\n" + strings.Repeat("//\n", 401), "more than 400 lines"},
	{"sizes", "a/a_test.go", "package a\n" + strings.Repeat("//\n", 401), ""},
	{"sizes", "a/a_test.go", "package a\n" + strings.Repeat("//\n", 601), "more than 600 lines"},
	{"sizes", "a/a_templ.go", "package a\n" + strings.Repeat("//\n", 401), ""},
	{"sizes", "a/a.go", "package a\nfunc f() {\n" + strings.Repeat("//\n", 59) + "}", "longer than 60 lines: 61"},
	{"sizes", "a/a.go", "package a\nfunc f() {\n" + strings.Repeat("//\n", 58) + "}", ""},
	{"sizes", "a/a.go", "package a\nfunc f() { if a { for { switch { case b: if c { if d { } } } } } }", "nesting deeper than 4"},
	{"sizes", "a/a.go", "package a\nfunc f() { if a { } else if b { } else if c { } else if d { } else if e { } else if g { } }", ""},
	{"sizes", "a/a.go", "package a\nfunc f() { if a { go func() { for { if b { if c { } } } }() } }", ""},
	{"sizes", "a/a.go", "package a\nfunc f(a, b, c, d int, e, f, g string) { }", "more than 6 parameters"},

	{"fault-uses", "internal/rooms/rating/faults.go", faultSource(`"rating.twice", fault.Refused, "已经评过。"`, ``), "never answered"},
	{"fault-uses", "internal/rooms/rating/faults.go", faultSource(`"casework.twice", fault.Refused, "已经评过。"`, `var _ = Twice`), "name of its package"},
	{"fault-uses", "internal/rooms/rating/faults.go", faultSource(`"rating.twice", fault.Refused, "{day} 已经" + "评过。"`, `var _ = Twice.New(nil)`), "without its {day}"},
	{"fault-uses", "internal/rooms/rating/faults.go", faultSource(`"rating.twice", fault.Refused, "{day} 已经评过。"`, `var _ = Twice.Because(nil, fault.Args{"date": 1})`), "without its {day}"},
	{"fault-uses", "internal/rooms/rating/faults.go", faultSource(`"rating.twice", fault.Refused, "{day} 已经评过。"`, `var _ = Twice.New(fault.Args{"day": 1})`), ""},

	{"words", "internal/rooms/rating/a.go", `package rating; const a = "参数异常，请重试"`, "says 参数异常"},
	{"words", "internal/rooms/rating/pages/a.templ", `<p>请联系管理员</p>`, "says 请联系管理员"},
	{"words", "internal/rooms/rating/pages/a.templ", `<p>请改手机号</p>`, ""},

	{"prose", "ARCHITECTURE.md", "See `internal/attic`.", "names `internal/attic`"},
	{"prose", "ARCHITECTURE.md", "See `rating.Give`.", "names `rating.Give`"},
	{"links", "docs/a.md", "[there](../gone.md)", "links to ../gone.md"},
	{"links", "docs/a.md", "[there](https://example.org/a) [here](a.md#top)", ""},

	{"dependencies", DependencyRecord, "| `example.org/a` | x |", "which go.mod does not require"},
	{"terms", "internal/rooms/rating/a.go", "package rating", "has no row in docs/glossary.md"},
	{"journeys", "internal/rooms/rating/a.go", "package rating", "no script"},
}

func faultSource(define, use string) string {
	return `package rating; import "yingshang/internal/kernel/fault"; var Twice = fault.Define(` + define + `); ` + use
}

func TestChecksFindWhatTheyAreFor(t *testing.T) {
	t.Parallel()
	byName := map[string]Check{}
	for _, c := range Checks {
		byName[c.Name] = c
	}
	bad := map[string]bool{}
	for _, s := range samples {
		c, ok := byName[s.check]
		if !ok {
			t.Fatalf("no check %q", s.check)
		}
		found := c.Run(tree(t, map[string]string{s.path: s.text}))
		if s.words == "" && len(found) > 0 {
			t.Errorf("%s: %s\n%s\nshould be left alone, got %v", s.check, s.path, s.text, found)
		}
		if s.words != "" && !mentions(found, s.words) {
			t.Errorf("%s: %s\n%s\nwant a finding with %q, got %v", s.check, s.path, s.text, s.words, found)
		}
		bad[s.check] = bad[s.check] || s.words != ""
	}
	for name := range byName {
		if !bad[name] {
			t.Errorf("no sample makes the check %s speak; a check that cannot fail is worth nothing", name)
		}
	}
}

func mentions(found []Finding, words string) bool {
	for _, f := range found {
		if strings.Contains(f.String(), words) {
			return true
		}
	}
	return false
}

func TestDependenciesAreAnsweredFor(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"go.mod":            "module yingshang\n\nrequire (\n\texample.org/a v1.0.0\n\texample.org/a/deep v1.0.0 // indirect\n)\n",
		DependencyRecord:    "| module | why |\n|---|---|\n| `example.org/a` | x |\n| `example.org/gone` | x |\n",
		"internal/kit/a.go": "package kit; import _ \"example.org/a/b\"; import _ \"example.org/a/deep/c\"",
	}
	found := Dependencies(tree(t, files))
	if len(found) != 2 || !mentions(found, "imports example.org/a/deep") || !mentions(found, "row for example.org/gone") {
		t.Errorf("got %v", found)
	}
}

func TestTermsKnowTheGlossary(t *testing.T) {
	t.Parallel()
	glossary := "| 中文 | code | where | never | note |\n|---|---|---|---|---|\n" +
		"| 办件 | `case` | `rating` | ticket, work order | x |\n"
	for source, words := range map[string]string{
		"package rating; type Ticket struct{}":           "is called case here",
		"package rating; func f(openTickets int) {}":     "is called case here",
		"package rating; type T struct { TicketNo int }": "is called case here",
		"package rating; type Case struct{}":             "",
	} {
		found := Terms(tree(t, map[string]string{"docs/glossary.md": glossary, "internal/rooms/rating/a.go": source}))
		if (words == "") != (len(found) == 0) || words != "" && !mentions(found, words) {
			t.Errorf("%s: want %q, got %v", source, words, found)
		}
	}
	found := Prose(tree(t, map[string]string{"ARCHITECTURE.md": "x", "docs/glossary.md": glossary,
		"internal/rooms/rating/a.go": "package rating; type Rest struct{}"}))
	if !mentions(found, "`case`") {
		t.Errorf("a code word nobody uses passed: %v", found)
	}
}

func TestJourneysAreCounted(t *testing.T) {
	t.Parallel()
	found := Journeys(tree(t, map[string]string{"internal/rooms/rating/a.go": "package rating",
		"journeys/一.txt": "机制 casework、rating\n"}))
	if len(found) > 0 {
		t.Errorf("a room with a script was reported: %v", found)
	}
}

func TestExceptionsMayOnlyShrink(t *testing.T) {
	t.Parallel()
	list, err := ReadExceptions("# words\nsizes | a/a.go:f | lines: 61 | the table reads better whole\nsizes | a/b.go | 405 | soon split\nattic | x | y | z")
	if err != nil {
		t.Fatal(err)
	}
	found := []Finding{{"a/a.go:f", "function longer than 60 lines: 61"}, {"a/b.go", "more than 400 lines: 410"}}
	left := Excuse("sizes", found, list)
	if len(left) != 1 || left[0].Where != "a/b.go" {
		t.Errorf("the moved number must not be excused, got %v", left)
	}
	stale := Stale(map[string]bool{"sizes": true}, map[string]bool{"sizes": true}, list)
	if len(stale) != 2 || !mentions(stale, "a/b.go excuses nothing") && !mentions(stale, "a/b.go") || !mentions(stale, "attic") {
		t.Errorf("want the unused and the unknown entry, got %v", stale)
	}
	if _, err := ReadExceptions("sizes | a/a.go | 61"); err == nil {
		t.Error("an entry without a reason was taken")
	}
}
