package house

import (
	"fmt"
	"path"
	"strings"
)

// ban keeps standard packages out of a floor.
type ban struct {
	floor   string
	imports []string // a trailing /... covers what is below
	why     string
}

var bans = []ban{
	{"kernel", []string{"net/...", "os/...", "database/sql/...", "log/...", "syscall", "testing/..."},
		"the kernel is pure values: no clock, no input or output"},
	{"manifest", []string{"net/...", "os/...", "database/sql/...", "log/..."},
		"the manifest is a description"},
	{"room", []string{"net/http/...", "html/template", "database/sql/...", "os/...", "log/..."},
		"a room knows neither door nor engine: take input as arguments, return faults, let the door log"},
	{"register", []string{"net/http/...", "html/template", "database/sql/...", "os/...", "log/..."},
		"a register knows neither door nor engine: take input as arguments, return faults, let the door log"},
	{"door", []string{"database/sql/...", "os/..."}, "doors reach data through rooms"},
	{"cmd", []string{"net/...", "database/sql/..."}, "cmd holds flags and exit codes, nothing else"},
}

// permit allows one third-party module or package below one folder.
type permit struct{ dir, imports, why string }

// permits of the floors that are otherwise kept on the standard library.
var permits = []permit{
	{"internal/kernel/zh", "github.com/mozillazg/go-pinyin", "readings of 20,000 characters are data we do not keep ourselves"},
	{"internal/kernel/merkle", "golang.org/x/mod/sumdb/tlog", "proofs of the transparency log, verified by many others"},
	{"internal/kernel/merkle", "golang.org/x/mod/sumdb/note", "signed notes, the format witnesses read"},
	{"internal/registers/identity", "golang.org/x/crypto/argon2", "the digest of passwords (RFC 9106); the standard library has none that is slow in memory"},
	{"internal/registers/journal", "golang.org/x/mod/sumdb/note", "signs and checks the checkpoints of the log"},
	{"internal/registers/papers", "github.com/gabriel-vasile/mimetype", "tells an office file from another archive by its bytes"},
	{"internal/registers/papers", "golang.org/x/text/encoding/simplifiedchinese", "file names inside archives come in GB 18030"},
}

// bounded are the floors whose third-party imports need a permit.
var bounded = map[string]bool{"kernel": true, "manifest": true, "room": true, "register": true, "schema": true, "cmd": true}

// engines are what only store may know.
var engines = []string{"modernc.org/sqlite", "github.com/jackc/pgx", "github.com/pressly/goose", "github.com/riverqueue/river"}

func covers(pattern, imported string) bool {
	base, deep := strings.CutSuffix(pattern, "/...")
	return imported == base || deep && strings.HasPrefix(imported, base+"/")
}

func thirdParty(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return strings.Contains(first, ".")
}

// Imports reports packages from outside that a floor must not know.
func Imports(t *Tree) []Finding {
	used := map[permit]bool{}
	var out []Finding
	for _, f := range t.Files {
		for _, imported := range f.Imports() {
			if why := refuseOutside(f, imported, used); why != "" {
				out = append(out, Finding{f.Path, fmt.Sprintf("imports %s: %s", imported, why)})
			}
		}
	}
	for _, p := range permits {
		if t.Paths[p.dir] && !used[p] {
			out = append(out, Finding{p.dir, "no longer imports " + p.imports + "; take the permit out of internal/house/imports.go"})
		}
	}
	return out
}

func refuseOutside(f *File, imported string, used map[permit]bool) string {
	name, ok := floorOf(f.Dir)
	if f.Test || !ok {
		return ""
	}
	for _, b := range bans {
		for _, pattern := range b.imports {
			if b.floor == name && covers(pattern, imported) {
				return b.why
			}
		}
	}
	if !thirdParty(imported) {
		return ""
	}
	for _, e := range engines {
		if name != "store" && name != "jobs" && (imported == e || strings.HasPrefix(imported, e+"/")) {
			return "only store knows the engines"
		}
	}
	if !bounded[name] {
		return ""
	}
	for _, p := range permits {
		if inside(f.Dir, p.dir) && (imported == p.imports || strings.HasPrefix(imported, p.imports+"/")) {
			used[p] = true
			return ""
		}
	}
	return "floor " + name + " keeps to the standard library; a permit with its reason goes into internal/house/imports.go"
}

// clockFree: reading the clock or dice outside these floors hides an argument.
var clockFree = map[string]bool{"store": true, "jobs": true, "kit": true}

// clockReasons are the files elsewhere that may read the clock, and why.
var clockReasons = map[string]string{
	"internal/app/bench/measure.go": "a benchmark measures wall time",
}

var clockCalls = map[string]bool{"Now": true, "Since": true, "Until": true}

var dice = []string{"math/rand", "math/rand/v2", "crypto/rand"}

// Clocks reports time.Now and randomness outside store, kit and tests.
func Clocks(t *Tree) []Finding {
	var out []Finding
	for _, f := range t.Files {
		name, ok := floorOf(f.Dir)
		if f.Test || !ok || clockFree[name] || clockReasons[f.Path] != "" {
			continue
		}
		for _, imported := range f.Imports() {
			for _, d := range dice {
				if imported == d {
					out = append(out, Finding{f.Path, "imports " + d + "; ask tx.Random or tx.NewID, so that the draw is an argument"})
				}
			}
		}
		out = append(out, clockUses(t, f)...)
	}
	for p := range clockReasons {
		if !t.Paths[p] && t.Paths[path.Dir(p)] {
			out = append(out, Finding{p, "is gone; take its reason out of internal/house/imports.go"})
		}
	}
	return out
}
