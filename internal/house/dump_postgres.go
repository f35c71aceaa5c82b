package house

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

func dumpPostgres(ctx context.Context, db *sql.DB) ([]Table, error) {
	names, err := list(ctx, db, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE "C"`)
	if err != nil {
		return nil, err
	}
	var out []Table
	for _, name := range names {
		if foreign(name) {
			continue
		}
		t := Table{Name: name}
		for _, step := range []func(context.Context, *sql.DB, *Table) error{postgresColumns, postgresConstraints, postgresIndexes} {
			if err := step(ctx, db, &t); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
		sortTable(&t)
		out = append(out, t)
	}
	return out, nil
}

func postgresColumns(ctx context.Context, db *sql.DB, t *Table) error {
	rows, err := db.QueryContext(ctx, `
SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute
WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`, t.Name)
	if err != nil {
		return err
	}
	defer rows.Close()
	words := map[string]string{"bigint": "BIGINT", "text": "TEXT", "bytea": "BLOB"}
	for rows.Next() {
		var c Column
		if err := rows.Scan(&c.Name, &c.Type, &c.NotNull); err != nil {
			return err
		}
		if neutral, ok := words[c.Type]; ok {
			c.Type = neutral
		}
		t.Columns = append(t.Columns, c)
	}
	return rows.Err()
}

// columnNames is a fragment that prints the columns of a key array in order.
const columnNames = `(SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(%s) WITH ORDINALITY k(num, n)
 JOIN pg_attribute a ON a.attrelid = %s AND a.attnum = k.num)`

func postgresConstraints(ctx context.Context, db *sql.DB, t *Table) error {
	own := fmt.Sprintf(columnNames, "c.conkey", "c.conrelid")
	other := fmt.Sprintf(columnNames, "c.confkey", "c.confrelid")
	rows, err := db.QueryContext(ctx, `
SELECT c.contype, coalesce(`+own+`, ''), coalesce(c.confrelid::regclass::text, ''), coalesce(`+other+`, ''),
       CASE WHEN c.contype = 'c' THEN pg_get_expr(c.conbin, c.conrelid) ELSE '' END
FROM pg_constraint c WHERE c.conrelid = $1::regclass`, t.Name)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var kind, columns, to, toColumns, condition string
		if err := rows.Scan(&kind, &columns, &to, &toColumns, &condition); err != nil {
			return err
		}
		names := strings.Split(columns, ", ")
		switch kind {
		case "p":
			t.Primary = names
		case "u":
			t.Uniques = append(t.Uniques, names)
		case "f":
			t.References = append(t.References, Reference{names, to, strings.Split(toColumns, ", ")})
		case "c":
			t.Checks = append(t.Checks, condition)
		}
	}
	slices.Sort(t.Checks)
	return rows.Err()
}

func postgresIndexes(ctx context.Context, db *sql.DB, t *Table) error {
	rows, err := db.QueryContext(ctx, `
SELECT i.relname, x.indisunique, coalesce(pg_get_expr(x.indpred, x.indrelid), ''),
       (SELECT string_agg(pg_get_indexdef(x.indexrelid, n, true)
                || CASE WHEN (x.indoption[n - 1]::int & 1) = 1 THEN ' DESC' ELSE '' END, ', ' ORDER BY n)
          FROM generate_series(1, x.indnkeyatts) n)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
WHERE x.indrelid = $1::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u'))`, t.Name)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var ix Index
		var columns string
		if err := rows.Scan(&ix.Name, &ix.Unique, &ix.Where, &columns); err != nil {
			return err
		}
		ix.Columns = strings.Split(columns, ", ")
		t.Indexes = append(t.Indexes, ix)
	}
	return rows.Err()
}
