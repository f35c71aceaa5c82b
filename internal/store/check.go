package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// CheckEngine looks at the store below the journal's level: the engine's own
// integrity check, references between tables, and that every row can be read.
// It reads one state and changes nothing; each sentence names what is wrong.
// Engines do not notice changed values: the journal's verification does, and
// the papers register compares stored files.
func CheckEngine(ctx context.Context, s *Store) (troubles []string, rows map[string]int64, err error) {
	if s.Engine == SQLite {
		if troubles, err = s.checkEmbedded(ctx); err != nil {
			return nil, nil, err
		}
	} else if troubles, err = s.checkConstraints(ctx); err != nil {
		return nil, nil, err
	}
	rows = map[string]int64{}
	err = s.readApart(ctx, func(tx *Tx) error {
		tables, err := tx.Tables()
		if err != nil {
			return err
		}
		for _, table := range tables {
			err := eachRow(tx, table, func(_ []string, values []any, _ []byte) error {
				if values != nil {
					rows[table]++
				}
				return nil
			})
			if err != nil {
				troubles = append(troubles, fmt.Sprintf("表 %s 读到第 %d 行时出错：%v。请保留现场，从备份恢复。", table, rows[table]+1, err))
				return nil // the connection may be unusable now
			}
		}
		return nil
	})
	return troubles, rows, err
}

func (s *Store) checkEmbedded(ctx context.Context) ([]string, error) {
	db, err := sql.Open("sqlite", sqliteURL(filepath.Join(s.Dir, DatabaseFile), true))
	if err != nil {
		return nil, err
	}
	defer db.Close()
	found, err := texts(ctx, db, "PRAGMA integrity_check")
	if err != nil {
		return []string{"数据库文件读不出来：" + err.Error() + "。请保留现场，从备份恢复。"}, nil
	}
	var troubles []string
	for _, text := range found {
		if text != "ok" {
			troubles = append(troubles, "数据库文件损坏："+text+"。请保留现场，从备份恢复。")
		}
	}
	orphans, err := foreignKeyCheck(ctx, db)
	for _, orphan := range orphans {
		troubles = append(troubles, orphan+"。请用核验日志查明是谁改的。")
	}
	return troubles, err
}

// checkConstraints lists constraints that PostgreSQL no longer vouches for.
func (s *Store) checkConstraints(ctx context.Context) ([]string, error) {
	found, err := texts(ctx, s.db, `
SELECT c.conrelid::regclass::text || '.' || c.conname
FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
WHERE n.nspname = current_schema() AND NOT c.convalidated
UNION ALL
SELECT t.tgrelid::regclass::text || '.' || t.tgname
FROM pg_trigger t JOIN pg_class r ON r.oid = t.tgrelid JOIN pg_namespace n ON n.oid = r.relnamespace
WHERE n.nspname = current_schema() AND t.tgisinternal AND t.tgenabled <> 'O'`)
	var troubles []string
	for _, name := range found {
		troubles = append(troubles, "约束 "+name+" 没有生效，可能已有不合规的记录。请由数据库管理员恢复并核对。")
	}
	return troubles, err
}

func texts(ctx context.Context, db *sql.DB, query string) ([]string, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	return out, rows.Err()
}

// CheckpointFile is where the journal keeps a copy of its newest checkpoint,
// in the key directory and so outside the data and its backups.
const CheckpointFile = "journal.checkpoint"

// checkpointSize reads the size out of a signed checkpoint; 0 if it is none.
func checkpointSize(text string) int64 {
	lines := strings.SplitN(text, "\n", 3)
	if len(lines) < 3 {
		return 0
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return 0
	}
	return size
}
