package house

import (
	"go/ast"
	"path"
	"regexp"
	"strings"
)

var (
	sqlText = regexp.MustCompile(`(?s)\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bUPDATE [a-z_]+ SET\b|\bDELETE FROM\b|\bCREATE (UNIQUE )?(TABLE|INDEX)\b`)
	// tableWord finds what follows the words that name tables.
	tableWord = regexp.MustCompile(`\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_][a-z0-9_]*)`)
	cteName   = regexp.MustCompile(`(?:\bWITH(?:\s+RECURSIVE)?|,|\))\s+([a-z_][a-z0-9_]*)(?:\s*\([^()]*\))?\s+AS(?:\s+MATERIALIZED)?\s*\(`)
	quoted    = regexp.MustCompile(`'[^']*'`)
)

// forbidden are constructs that one of the engines, or a member of the
// openGauss family, does not speak or understands differently.
var forbidden = []struct {
	pattern *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`(?i)\bFILTER\s*\(`), "sum(CASE WHEN … THEN 1 ELSE 0 END)"},
	{regexp.MustCompile(`(?i)\bLATERAL\b`), "a join"},
	{regexp.MustCompile(`(?i)\bDISTINCT\s+ON\b`), "a window function"},
	{regexp.MustCompile(`(?i)\bILIKE\b`), "text folded in Go"},
	{regexp.MustCompile(`::`), "CAST(… AS …)"},
	{regexp.MustCompile(`(?i)=\s*ANY\b`), "store.Where.In"},
	{regexp.MustCompile(`(?i)\b(now|datetime|strftime|date_trunc|to_char)\s*\(|\bcurrent_(timestamp|date|time)\b`), "tx.Now or tx.Today as an argument"},
	{regexp.MustCompile(`(?i)\b(greatest|least)\s*\(`), "CASE"},
	{regexp.MustCompile(`(?i)\b(LISTEN|NOTIFY)\b`), "the store's signal"},
	{regexp.MustCompile(`(?i)\bFOR\s+(UPDATE|SHARE)\b|\bSKIP\s+LOCKED\b`), "a guarded UPDATE"},
	{regexp.MustCompile(`(?i)\bINSERT\s+OR\b|\bREPLACE\s+INTO\b`), "ON CONFLICT"},
	{regexp.MustCompile(`(?i)\bgroup_concat\s*\(|\bstring_agg\s*\(|\barray_agg\s*\(`), "joining in Go"},
	{regexp.MustCompile(`(?i)\bnextval\s*\(|\brandom\s*\(|\bgen_random_uuid\b`), "tx.NextNumber, tx.NewID or tx.Random"},
	{regexp.MustCompile(`->>?|\bjson_|\bjsonb_`), "a column of its own; structures are read in Go"},
	{regexp.MustCompile(`(?i)SELECT\s+\*`), "the columns by name"},
	{regexp.MustCompile(`(?i)\bOFFSET\b`), "paging by key"},
	{regexp.MustCompile(`\?`), "$n"},
	{regexp.MustCompile(`\$(\d+)\s*=\s*''|\bIS\s+NULL\s+OR\s+[a-z_.]+\s*=\s*\$|=\s*\$\d+\s+OR\s+\$\d+\s+IS\s+NULL`), "store.Where, which leaves absent filters out"},
}

// SQLPlaces reports SQL text outside sql.go.
func SQLPlaces(t *Tree) []Finding {
	var out []Finding
	for _, f := range t.Code() {
		if name, ok := floorOf(f.Dir); !ok || name == "store" || name == "jobs" || f.Base == "sql.go" {
			continue
		}
		f.Strings(func(lit *ast.BasicLit, text string) {
			if sqlText.MatchString(text) {
				out = append(out, Finding{f.Path, "SQL text belongs into sql.go: " + headOf(text)})
			}
		})
	}
	return out
}

// SQLWords reports statements that name tables of another owner or use words
// outside the portable subset. owner is the package that declares the text.
func SQLWords(where, owner, text string) []Finding {
	bare := quoted.ReplaceAllString(text, "''")
	var out []Finding
	local := map[string]bool{}
	for _, m := range cteName.FindAllStringSubmatch(bare, -1) {
		local[m[1]] = true
	}
	for _, m := range tableWord.FindAllStringSubmatch(bare, -1) {
		if !local[m[1]] && !strings.HasPrefix(m[1], owner+"_") && m[1] != "set" {
			out = append(out, Finding{where, "touches " + m[1] + ", which is not a table of " + owner + ": " + headOf(text)})
		}
	}
	for _, f := range forbidden {
		if hit := f.pattern.FindString(bare); hit != "" {
			out = append(out, Finding{where, "uses " + strings.TrimSpace(hit) + "; write " + f.instead + ": " + headOf(text)})
		}
	}
	return out
}

// SQLTree applies SQLWords to every literal of the sql.go files, and to the
// conditions that are handed to store.Where elsewhere. Literals may be pieces
// of a statement; the run-time check sees the whole.
func SQLTree(t *Tree) []Finding {
	var out []Finding
	for _, f := range t.Code() {
		name, ok := floorOf(f.Dir)
		if !ok || name == "store" || f.Base != "sql.go" {
			continue
		}
		f.Strings(func(_ *ast.BasicLit, text string) {
			if len(strings.Fields(text)) > 1 {
				out = append(out, SQLWords(f.Path, path.Base(f.Dir), strings.ReplaceAll(text, "?", "$0"))...)
			}
		})
	}
	return out
}

func headOf(text string) string {
	words := strings.Fields(text)
	if len(words) > 9 {
		words = append(words[:9], "…")
	}
	return strings.Join(words, " ")
}
