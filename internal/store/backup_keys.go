package store

import (
	"context"
	"database/sql"
	"fmt"
)

// foreignKey is one constraint of PostgreSQL, taken off while rows are loaded.
type foreignKey struct{ table, name, definition string }

// dropForeignKeys takes the foreign keys off inside the loading transaction, so
// that rows may come in any order. The embedded engine has them switched off.
func dropForeignKeys(ctx context.Context, sqltx *sql.Tx, engine Engine) ([]foreignKey, error) {
	if engine == SQLite {
		return nil, nil
	}
	rows, err := sqltx.QueryContext(ctx, `
SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid)
FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
WHERE c.contype = 'f' AND n.nspname = current_schema() ORDER BY 1, 2`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var keys []foreignKey
	for rows.Next() {
		var k foreignKey
		if err := rows.Scan(&k.table, &k.name, &k.definition); err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, k := range keys {
		if _, err := sqltx.ExecContext(ctx, fmt.Sprintf("ALTER TABLE %s DROP CONSTRAINT %s", k.table, k.name)); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// checkForeignKeys puts the foreign keys back, which checks every row, or asks
// the embedded engine to check them.
func checkForeignKeys(ctx context.Context, sqltx *sql.Tx, engine Engine, keys []foreignKey) error {
	if engine == SQLite {
		orphans, err := foreignKeyCheck(ctx, sqltx)
		if err == nil && len(orphans) > 0 {
			err = fmt.Errorf("restore: %s", orphans[0])
		}
		return err
	}
	for _, k := range keys {
		if _, err := sqltx.ExecContext(ctx, fmt.Sprintf("ALTER TABLE %s ADD CONSTRAINT %s %s", k.table, k.name, k.definition)); err != nil {
			return fmt.Errorf("restore: foreign key %s of %s: %w", k.name, k.table, err)
		}
	}
	return nil
}

// foreignKeyCheck lists rows of the embedded engine that refer to nothing.
func foreignKeyCheck(ctx context.Context, q interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}) ([]string, error) {
	rows, err := q.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var table, parent string
		var row sql.NullInt64
		var key int64
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return nil, err
		}
		out = append(out, fmt.Sprintf("表 %s 的第 %d 行指向表 %s 里没有的记录", table, row.Int64, parent))
	}
	return out, rows.Err()
}
