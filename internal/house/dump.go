package house

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"yingshang/internal/store"
)

// Column is one column of a table in the three type words of the migrations.
type Column struct {
	Name    string
	Type    string
	NotNull bool
}

// Index is a named index; Where is the condition of a partial one.
type Index struct {
	Name    string
	Columns []string
	Unique  bool
	Where   string
}

// Reference is a foreign key.
type Reference struct {
	Columns []string
	Table   string
	To      []string
}

// Table is what both engines can tell of a table.
type Table struct {
	Name       string
	Columns    []Column
	Primary    []string
	Uniques    [][]string
	References []Reference
	Checks     []string
	Indexes    []Index
}

// Dump reads the tables of an open store, ordered by name. The bookkeeping
// tables of the libraries are left out.
func Dump(ctx context.Context, s *store.Store) ([]Table, error) {
	db, err := Raw(s)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if s.Engine == store.Postgres {
		return dumpPostgres(ctx, db)
	}
	return dumpSQLite(ctx, db)
}

// foreign are tables that belong to a library.
func foreign(table string) bool {
	return strings.HasPrefix(table, "goose_") || strings.HasPrefix(table, "river_") || strings.HasPrefix(table, "sqlite_")
}

// SQL prints the tables as the neutral text of schema/current.sql.
func SQL(tables []Table) string {
	var b strings.Builder
	b.WriteString("-- The whole schema in the three type words of the migrations.\n")
	b.WriteString("-- Printed from a freshly migrated database by `make generate`; do not edit.\n")
	for _, t := range tables {
		b.WriteString("\n")
		writeTable(&b, t)
	}
	return b.String()
}

func writeTable(b *strings.Builder, t Table) {
	var lines []string
	for _, c := range t.Columns {
		line := c.Name + " " + c.Type
		if c.NotNull {
			line += " NOT NULL"
		}
		lines = append(lines, line)
	}
	if len(t.Primary) > 0 {
		lines = append(lines, "PRIMARY KEY ("+strings.Join(t.Primary, ", ")+")")
	}
	for _, u := range t.Uniques {
		lines = append(lines, "UNIQUE ("+strings.Join(u, ", ")+")")
	}
	for _, r := range t.References {
		lines = append(lines, fmt.Sprintf("FOREIGN KEY (%s) REFERENCES %s (%s)",
			strings.Join(r.Columns, ", "), r.Table, strings.Join(r.To, ", ")))
	}
	for _, c := range t.Checks {
		lines = append(lines, "CHECK ("+c+")")
	}
	fmt.Fprintf(b, "CREATE TABLE %s (\n    %s\n);\n", t.Name, strings.Join(lines, ",\n    "))
	for _, ix := range t.Indexes {
		unique, where := "", ""
		if ix.Unique {
			unique = "UNIQUE "
		}
		if ix.Where != "" {
			where = " WHERE " + ix.Where
		}
		fmt.Fprintf(b, "CREATE %sINDEX %s ON %s (%s)%s;\n", unique, ix.Name, t.Name, strings.Join(ix.Columns, ", "), where)
	}
}

// Skeleton replaces each condition by the columns it speaks of, because the
// engines print conditions in their own spelling.
func Skeleton(tables []Table) []Table {
	out := make([]Table, len(tables))
	for i, t := range tables {
		s := t
		s.Checks = nil
		for _, c := range t.Checks {
			s.Checks = append(s.Checks, mentioned(t, c))
		}
		sort.Strings(s.Checks)
		s.Indexes = nil
		for _, ix := range t.Indexes {
			if ix.Where != "" {
				ix.Where = mentioned(t, ix.Where)
			}
			s.Indexes = append(s.Indexes, ix)
		}
		out[i] = s
	}
	return out
}

var word = regexp.MustCompile(`[a-z_][a-z0-9_]*`)

// mentioned lists the table's columns in a condition, literals left out.
func mentioned(t Table, condition string) string {
	var names []string
	for _, w := range word.FindAllString(quoted.ReplaceAllString(condition, ""), -1) {
		isColumn := slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == w })
		if isColumn && !slices.Contains(names, w) {
			names = append(names, w)
		}
	}
	sort.Strings(names)
	return strings.Join(names, ", ")
}

func sortTable(t *Table) {
	by := func(a, b []string) int { return strings.Compare(strings.Join(a, ","), strings.Join(b, ",")) }
	slices.SortFunc(t.Uniques, by)
	slices.SortFunc(t.References, func(a, b Reference) int { return by(a.Columns, b.Columns) })
	slices.SortFunc(t.Indexes, func(a, b Index) int { return strings.Compare(a.Name, b.Name) })
}

// list runs a query of one text column.
func list(ctx context.Context, db *sql.DB, text string, args ...any) ([]string, error) {
	rows, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}
