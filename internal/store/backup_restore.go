package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/pressly/goose/v3"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/store/seal"
)

// RestoreOptions say what a restore may do.
type RestoreOptions struct {
	// Known is the size of the largest checkpoint known outside the backup, for
	// the configured county: from a receipt, a bulletin, a witness. The copy in
	// the key directory is looked at anyway.
	Known int64
	// Rollback is the reason why a backup older than Known is wanted after all.
	// The journal goes on only after the rollback was recorded in it.
	Rollback string
}

// restoringDir is where the embedded database is built before it gets its name.
const restoringDir = "restoring"

// BackupRestore verifies a backup and loads it into an empty data directory or
// an empty PostgreSQL database, whichever the configuration names; the engine
// may differ from the one the backup was made on. The keys must already be in
// place. Afterwards every table is compared with the manifest. Facts are offered
// to their consumers again, which take each only once.
func BackupRestore(ctx context.Context, dir string, c Config, o RestoreOptions) (Manifest, error) {
	c = withDefaults(c)
	m, err := BackupVerify(ctx, dir)
	if err != nil {
		return m, err
	}
	known, err := os.ReadFile(filepath.Join(c.Keys, CheckpointFile))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return m, err
	}
	o.Known = max(o.Known, checkpointSize(string(known)))
	if tree := m.Trees[c.County]; tree.Size < o.Known && strings.TrimSpace(o.Rollback) == "" {
		return m, OlderThanKnown.New(fault.Args{"size": tree.Size, "known": o.Known})
	}
	mark, err := seal.Mark(c.Keys)
	if err != nil || mark != m.MasterKey {
		return m, KeyMissing.Because(err, fault.Args{"dir": c.Keys})
	}
	for _, name := range []string{DatabaseFile, FilesDir, restoringDir} {
		if _, err := os.Lstat(filepath.Join(c.Dir, name)); !errors.Is(err, os.ErrNotExist) {
			return m, NotEmpty.Because(err, fault.Args{"where": c.Dir})
		}
	}
	s := &Store{Dir: c.Dir, County: c.County, config: c, clock: newGuardedClock(c.Clock)}
	defer s.Close()
	if c.URL == "" {
		return m, s.restoreSQLite(ctx, dir, m)
	}
	return m, s.restorePostgres(ctx, dir, m)
}

func (s *Store) restoreSQLite(ctx context.Context, dir string, m Manifest) error {
	final := s.Dir
	s.Dir = filepath.Join(final, restoringDir)
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return err
	}
	if err := s.openSQLite(ctx); err != nil {
		return err
	}
	if err := s.load(ctx, dir, m); err != nil {
		return err
	}
	if err := restoreFiles(ctx, dir, final, m); err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(s.Dir, DatabaseFile), filepath.Join(final, DatabaseFile)); err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(s.Dir), seal.SyncDir(final))
}

func (s *Store) restorePostgres(ctx context.Context, dir string, m Manifest) error {
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return err
	}
	if err := s.openPostgres(ctx, s.config.URL); err != nil {
		return err
	}
	if err := restoreFiles(ctx, dir, s.Dir, m); err != nil {
		return err
	}
	return s.load(ctx, dir, m)
}

// restoreFiles copies the stored files and compares what was written.
func restoreFiles(ctx context.Context, from, to string, m Manifest) error {
	written := map[string]FileInfo{}
	if err := copyFiles(ctx, from, to, written); err != nil {
		return err
	}
	for name, info := range written {
		if m.Files[name] != info {
			return fmt.Errorf("restore: %s changed while it was copied", name)
		}
	}
	return nil
}

// load migrates to the backup's version and fills the tables in one
// transaction.
func (s *Store) load(ctx context.Context, dir string, m Manifest) error {
	provider, err := s.provider()
	if err != nil {
		return err
	}
	_, target, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if m.Schema > target {
		return BackupNewer.New(fault.Args{"backup": m.Schema, "program": target})
	}
	if _, err := provider.UpTo(ctx, m.Schema); err != nil && !errors.Is(err, goose.ErrNoNextVersion) {
		return err
	}
	if s.Engine == SQLite {
		// Rows come in any order; what they refer to is checked at the end.
		if _, err := s.db.ExecContext(ctx, "PRAGMA foreign_keys = 0"); err != nil {
			return err
		}
	}
	sqltx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = sqltx.Rollback() }() // a no-op after the commit
	if err := s.loadTables(ctx, sqltx, dir, m); err != nil {
		return err
	}
	return sqltx.Commit()
}

func (s *Store) loadTables(ctx context.Context, sqltx *sql.Tx, dir string, m Manifest) error {
	tx := &Tx{ctx: ctx, store: s, q: pgQuerier{sqltx}, now: s.clock.peek(), writable: true}
	tables, err := tx.Tables()
	if err != nil {
		return err
	}
	if err := sameTables(tables, m); err != nil {
		return err
	}
	for _, table := range tables {
		if err := isEmpty(tx, table); err != nil {
			return err
		}
	}
	keys, err := dropForeignKeys(ctx, sqltx, s.Engine)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if err := loadTable(ctx, sqltx, table, filepath.Join(dir, tablesDir, table+".jsonl.gz")); err != nil {
			return fmt.Errorf("restore table %s: %w", table, err)
		}
		if err := sameAsManifest(tx, table, m.Tables[table]); err != nil {
			return err
		}
	}
	if err := checkForeignKeys(ctx, sqltx, s.Engine, keys); err != nil {
		return err
	}
	_, err = writeMeta.Run(tx, metaReoffer, "yes")
	return err
}

func sameTables(tables []string, m Manifest) error {
	want := make([]string, 0, len(m.Tables))
	for table := range m.Tables {
		want = append(want, table)
	}
	sort.Strings(want)
	if got := strings.Join(tables, " "); got != strings.Join(want, " ") {
		return fmt.Errorf("restore: the backup's tables are %v, schema %d has %v", want, m.Schema, tables)
	}
	return nil
}

func isEmpty(tx *Tx, table string) error {
	answer, err := tx.q.query(tx.ctx, "SELECT 1 FROM "+table+" LIMIT 1", nil)
	if err != nil {
		return err
	}
	return eachOf(answer, func([]any) error { return NotEmpty.New(fault.Args{"where": "表 " + table}) })
}

func sameAsManifest(tx *Tx, table string, want TableInfo) error {
	var sum rowSum
	err := eachRow(tx, table, func(_ []string, values []any, line []byte) error {
		if values != nil {
			sum.add(line)
		}
		return nil
	})
	if err == nil && sum.info() != want {
		err = fmt.Errorf("restore: table %s came out different from the backup", table)
	}
	return err
}

// bindLimit keeps a statement below the engines' limits of bound values.
const bindLimit = 30_000

// rowsAtOnce is how many rows one INSERT carries at most.
const rowsAtOnce = 200

func loadTable(ctx context.Context, sqltx *sql.Tx, table, file string) error {
	var columns []string
	var args []any
	flush := func() error {
		if len(args) == 0 {
			return nil
		}
		_, err := sqltx.ExecContext(ctx, insertText(table, columns, len(args)/len(columns)), args...)
		args = args[:0]
		return err
	}
	err := readTable(file, func(names []string, values []any, _ []byte) error {
		columns = names
		args = append(args, values...)
		if len(args) >= min(rowsAtOnce*len(columns), bindLimit-len(columns)) {
			return flush()
		}
		return nil
	})
	return errors.Join(err, flush())
}

func insertText(table string, columns []string, rows int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", table, strings.Join(columns, ", "))
	n := 0
	for row := range rows {
		if row > 0 {
			b.WriteString(", ")
		}
		before := "("
		for range columns {
			n++
			fmt.Fprintf(&b, "%s$%d", before, n)
			before = ", "
		}
		b.WriteString(")")
	}
	return b.String()
}
