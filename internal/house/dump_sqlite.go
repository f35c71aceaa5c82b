package house

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"yingshang/internal/store"
)

// Raw opens a second connection to a store's database, past the store, for
// looking at the schema and preparing statements.
func Raw(s *store.Store) (*sql.DB, error) {
	if s.Engine == store.Postgres {
		return sql.Open("pgx", s.PostgresURL())
	}
	return sql.Open("sqlite", "file:"+filepath.Join(s.Dir, store.DatabaseFile)+"?mode=ro")
}

func dumpSQLite(ctx context.Context, db *sql.DB) ([]Table, error) {
	names, err := list(ctx, db, `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
	if err != nil {
		return nil, err
	}
	var out []Table
	for _, name := range names {
		if foreign(name) {
			continue
		}
		t, err := sqliteTable(ctx, db, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, t)
	}
	return out, nil
}

func sqliteTable(ctx context.Context, db *sql.DB, name string) (Table, error) {
	t := Table{Name: name}
	for _, step := range []func(context.Context, *sql.DB, *Table) error{sqliteColumns, sqliteIndexes, sqliteReferences, sqliteChecks} {
		if err := step(ctx, db, &t); err != nil {
			return t, err
		}
	}
	sortTable(&t)
	return t, nil
}

func sqliteColumns(ctx context.Context, db *sql.DB, t *Table) error {
	rows, err := db.QueryContext(ctx, `SELECT name, type, "notnull", pk FROM pragma_table_info($1) ORDER BY cid`, t.Name)
	if err != nil {
		return err
	}
	defer rows.Close()
	keys := map[int]string{}
	for rows.Next() {
		var c Column
		var key int
		if err := rows.Scan(&c.Name, &c.Type, &c.NotNull, &key); err != nil {
			return err
		}
		c.Type = strings.ReplaceAll(c.Type, "INTEGER", "BIGINT")
		c.NotNull = c.NotNull || key > 0
		if key > 0 {
			keys[key] = c.Name
		}
		t.Columns = append(t.Columns, c)
	}
	for i := 1; i <= len(keys); i++ {
		t.Primary = append(t.Primary, keys[i])
	}
	return rows.Err()
}

func sqliteIndexes(ctx context.Context, db *sql.DB, t *Table) error {
	names, err := list(ctx, db, `SELECT name || ' ' || "unique" || ' ' || origin FROM pragma_index_list($1)`, t.Name)
	if err != nil {
		return err
	}
	for _, line := range names {
		parts := strings.Fields(line)
		ix := Index{Name: parts[0], Unique: parts[1] == "1"}
		if ix.Columns, err = list(ctx, db,
			`SELECT coalesce(name, '?') || CASE WHEN "desc" = 1 THEN ' DESC' ELSE '' END FROM pragma_index_xinfo($1) WHERE key = 1 ORDER BY seqno`, ix.Name); err != nil {
			return err
		}
		switch parts[2] {
		case "u":
			t.Uniques = append(t.Uniques, ix.Columns)
		case "c":
			text, err := list(ctx, db, `SELECT sql FROM sqlite_master WHERE type = 'index' AND name = $1`, ix.Name)
			if err != nil {
				return err
			}
			if _, where, partial := strings.Cut(strings.Join(strings.Fields(text[0]), " "), " WHERE "); partial {
				ix.Where = where
			}
			t.Indexes = append(t.Indexes, ix)
		}
	}
	return nil
}

func sqliteReferences(ctx context.Context, db *sql.DB, t *Table) error {
	rows, err := db.QueryContext(ctx, `SELECT id, "table", "from", "to" FROM pragma_foreign_key_list($1) ORDER BY id, seq`, t.Name)
	if err != nil {
		return err
	}
	defer rows.Close()
	byID := map[int]*Reference{}
	for rows.Next() {
		var id int
		var table, from, to string
		if err := rows.Scan(&id, &table, &from, &to); err != nil {
			return err
		}
		if byID[id] == nil {
			byID[id] = &Reference{Table: table}
		}
		byID[id].Columns = append(byID[id].Columns, from)
		byID[id].To = append(byID[id].To, to)
	}
	for _, r := range byID {
		t.References = append(t.References, *r)
	}
	return rows.Err()
}

// sqliteChecks reads the conditions out of the CREATE TABLE text.
func sqliteChecks(ctx context.Context, db *sql.DB, t *Table) error {
	text, err := list(ctx, db, `SELECT sql FROM sqlite_master WHERE type = 'table' AND name = $1`, t.Name)
	if err != nil {
		return err
	}
	t.Checks = checksIn(strings.Join(strings.Fields(text[0]), " "))
	slices.Sort(t.Checks)
	return nil
}

func checksIn(text string) []string {
	var out []string
	for {
		_, rest, found := strings.Cut(text, "CHECK (")
		if !found {
			return out
		}
		end := closing(rest)
		out = append(out, rest[:end])
		text = rest[end:]
	}
}

// closing is the place of the parenthesis that closes one already open.
func closing(text string) int {
	depth, inText := 1, false
	for i, r := range text {
		switch {
		case r == '\'':
			inText = !inText
		case inText:
		case r == '(':
			depth++
		case r == ')':
			depth--
			if depth == 0 {
				return i
			}
		}
	}
	return len(text)
}
