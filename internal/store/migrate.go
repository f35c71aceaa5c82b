package store

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing/fstest"

	"github.com/pressly/goose/v3"

	"yingshang/schema"
)

// migrate brings the schema up to the newest file. Files are written with
// three type words; each engine reads its own rewriting of them.
func (s *Store) migrate(ctx context.Context) error {
	provider, err := s.provider()
	if err != nil {
		return err
	}
	unlock, err := s.lockMigration(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > target {
		return fmt.Errorf("the data is of a newer version (%d) than this program (%d); start the newer program", current, target)
	}
	if current == target {
		return nil
	}
	if _, err = provider.Up(ctx); err != nil || s.Engine == Postgres {
		return err
	}
	return pinPlans(ctx, s.db)
}

func (s *Store) provider() (*goose.Provider, error) {
	dialect := goose.DialectSQLite3
	if s.Engine == Postgres {
		dialect = goose.DialectPostgres
	}
	files, err := rewritten(schema.Files, s.Engine)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, s.db, files, goose.WithVerbose(false))
}

// schemaVersion is the number of the newest migration that has run.
func schemaVersion(tx *Tx) (version int64, err error) {
	answer, err := tx.q.query(tx.ctx, "SELECT max(version_id) FROM "+migrationTable, nil)
	if err != nil {
		return 0, err
	}
	err = eachOf(answer, func(values []any) error {
		version, _ = values[0].(int64) // NULL before the first
		return nil
	})
	return version, err
}

var (
	wordBigint = regexp.MustCompile(`\bBIGINT\b`)
	wordBlob   = regexp.MustCompile(`\bBLOB\b`)
	tableEnd   = regexp.MustCompile(`(?m)^\);`)
)

// rewriteSchema turns the neutral type words into those of the engine.
func rewriteSchema(text []byte, engine Engine) []byte {
	if engine == Postgres {
		return wordBlob.ReplaceAll(text, []byte("BYTEA"))
	}
	text = wordBigint.ReplaceAll(text, []byte("INTEGER"))
	return tableEnd.ReplaceAll(text, []byte(") STRICT;"))
}

func rewritten(files fs.FS, engine Engine) (fs.FS, error) {
	names, err := fs.Glob(files, "[0-9]*.sql")
	if err != nil {
		return nil, err
	}
	out := fstest.MapFS{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(text, []byte("-- +goose Up")) {
			text = append([]byte("-- +goose Up\n"), text...)
		}
		out[strings.TrimPrefix(name, "./")] = &fstest.MapFile{Data: rewriteSchema(text, engine)}
	}
	return out, nil
}

// migrationLock is the advisory lock number under which one node migrates.
const migrationLock = 430_922_001

// lockMigration keeps nodes that start together from migrating together. The
// embedded engine has one owner and needs no lock.
func (s *Store) lockMigration(ctx context.Context) (unlock func(), err error) {
	if s.Engine == SQLite {
		return func() {}, nil
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", migrationLock); err != nil {
		_ = conn.Close() // the lock's failure is the error to report
		return nil, err
	}
	return func() {
		// The lock also ends with the connection, should this fail.
		_, _ = conn.ExecContext(context.Background(), "SELECT pg_advisory_unlock($1)", migrationLock)
		_ = conn.Close()
	}, nil
}
