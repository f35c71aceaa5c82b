package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store/seal"

	_ "github.com/jackc/pgx/v5/stdlib" // the PostgreSQL driver
	_ "modernc.org/sqlite"             // the embedded engine
)

// Engine is one of the two database engines.
type Engine string

const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// DatabaseFile is the name of the embedded database inside the data directory.
const DatabaseFile = "yingshang.db"

// Config says where the data lies and which clock rules.
type Config struct {
	Dir    string // data directory: database, files, keys
	URL    string // postgres://… ; empty means SQLite in Dir
	County string // GB/T 2260 code that leads every key; default 430922
	Clock  Clock  // default: the system clock
	Keys   string // directory of the key files; default Dir/keys
	Log    string // name of the journal's log; default "yingshang/" and the county
}

// Store is an open database.
type Store struct {
	Engine Engine
	Dir    string
	County string
	Keys   *seal.Keyring
	// LogName is the public name of the journal's log; it never changes.
	LogName string

	config  Config
	clock   *guardedClock
	db      *sql.DB // PostgreSQL, or the SQLite writer
	readers *connPool
	writer  *groupWriter
	lock    *os.File

	ids       idSource
	closeOnce sync.Once
	signalMu  sync.Mutex
	signals   []chan struct{} // told when a fact or leaf was committed
}

func withDefaults(c Config) Config {
	if c.County == "" {
		c.County = "430922"
	}
	if c.Clock == nil {
		c.Clock = SystemClock{}
	}
	if c.Keys == "" {
		c.Keys = filepath.Join(c.Dir, "keys")
	}
	if c.Log == "" {
		c.Log = "yingshang/" + c.County
	}
	return c
}

// Open opens and checks the engine and brings the schema up to date.
func Open(ctx context.Context, c Config) (*Store, error) {
	c = withDefaults(c)
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("data directory: %w", err)
	}
	keys, err := seal.Open(c.Keys)
	if err != nil {
		return nil, err
	}
	s := &Store{Dir: c.Dir, County: c.County, Keys: keys, config: c, LogName: c.Log,
		clock: newGuardedClock(c.Clock)}
	if c.URL == "" {
		err = s.openSQLite(ctx)
	} else {
		err = s.openPostgres(ctx, c.URL)
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	if err := s.migrate(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("migrate: %w", err)
	}
	if err := s.loadLastInstant(ctx); err != nil {
		s.Close()
		return nil, err
	}
	if s.Engine == SQLite {
		s.writer = startGroupWriter(s)
	}
	if err := s.checkMasterKey(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, seal.SyncDir(s.Dir) // a new database file must survive a power cut
}

// Only FULL keeps every acknowledged act over a power cut. They are variables
// because the power-loss test must be seen to fail with NORMAL.
var (
	synchronous    = "2" // FULL
	walCheckpoints = "4000"
)

func sqliteURL(path string, readonly bool) string {
	q := url.Values{}
	for _, p := range []string{"journal_mode(wal)", "synchronous(" + synchronous + ")", "busy_timeout(10000)",
		"foreign_keys(1)", "wal_autocheckpoint(" + walCheckpoints + ")", "cache_size(-65536)", "secure_delete(1)",
		// The undo pages of each act's savepoint stay in memory, not in a file.
		"temp_store(2)"} {
		q.Add("_pragma", p)
	}
	if readonly {
		q.Add("_pragma", "query_only(1)")
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// path is where the embedded engine keeps the data.
func (s *Store) path() string { return filepath.Join(s.Dir, DatabaseFile) }

func (s *Store) openSQLite(ctx context.Context) error {
	s.Engine = SQLite
	if err := s.lockDir(); err != nil {
		return err
	}
	path := s.path()
	db, err := sql.Open("sqlite", sqliteURL(path, false))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	s.db = db
	if err := checkSQLite(ctx, db); err != nil {
		return err
	}
	readers, err := newConnPool(path, readerCount())
	if err != nil {
		return err
	}
	s.readers = readers
	return nil
}

// checkSQLite refuses settings under which an acknowledged act could be lost.
func checkSQLite(ctx context.Context, db *sql.DB) error {
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": synchronous, "foreign_keys": "1"} {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+pragma).Scan(&got); err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("sqlite: %s is %q, %q is needed so that no acknowledged act can be lost", pragma, got, want)
		}
	}
	return nil
}

// postgresConns bounds one node's connections, so that several nodes stay below
// a server's usual limit of 100.
const postgresConns = 16

func (s *Store) openPostgres(ctx context.Context, url string) error {
	s.Engine = Postgres
	db, err := sql.Open("pgx", url)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(postgresConns)
	db.SetMaxIdleConns(postgresConns)
	s.db = db
	return checkPostgres(ctx, db)
}

// checkPostgres refuses old versions and settings that give up durability.
// A test server may run without fsync; it must say so with an
// application_name of "yingshang-test".
func checkPostgres(ctx context.Context, db *sql.DB) error {
	setting := func(name string) (v string, err error) {
		err = db.QueryRowContext(ctx, "SELECT current_setting($1)", name).Scan(&v)
		return
	}
	app, err := setting("application_name")
	if err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	version, err := setting("server_version_num")
	if err != nil {
		return err
	}
	if len(version) < 6 || version < "150000" {
		return fmt.Errorf("postgres: server version %s, 15 or newer is needed", version)
	}
	if enc, err := setting("server_encoding"); err != nil || enc != "UTF8" {
		return fmt.Errorf("postgres: server_encoding is %q, UTF8 is needed (%v)", enc, err)
	}
	if app == "yingshang-test" {
		return nil
	}
	for _, name := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
		v, err := setting(name)
		if err != nil {
			return err
		}
		if v == "off" {
			return fmt.Errorf("postgres: %s is off; switch it on, or acknowledged acts can be lost", name)
		}
	}
	return nil
}

// Close ends the writer and releases the engine. It may be called twice.
func (s *Store) Close() error {
	s.closeOnce.Do(func() {
		if s.writer != nil {
			s.writer.stop()
		}
		if at, ok := s.clock.unsaved(); ok && s.Engine == Postgres {
			s.saveInstant(context.Background(), at)
		}
		if s.readers != nil {
			s.readers.close()
		}
		if s.db != nil {
			_ = s.db.Close() // nothing is pending: every act was answered
		}
		if s.lock != nil {
			_ = s.lock.Close() // releases the directory lock
		}
	})
	return nil
}

// Signal returns a channel of its own that is sent to when facts or journal
// leaves were committed by this process. It lasts as long as the store; call it
// once per loop. Other nodes' acts do not signal: a loop needs a timer as well.
func (s *Store) Signal() <-chan struct{} {
	ch := make(chan struct{}, 1)
	s.signalMu.Lock()
	defer s.signalMu.Unlock()
	s.signals = append(s.signals, ch)
	return ch
}

func (s *Store) notify() {
	s.signalMu.Lock()
	defer s.signalMu.Unlock()
	for _, ch := range s.signals {
		select {
		case ch <- struct{}{}:
		default: // it is already told
		}
	}
}

// Now is the county's clock outside any transaction, for doors and jobs.
func (s *Store) Now() calendar.Instant { return s.clock.peek() }

// PostgresURL returns the connection URL, empty on SQLite.
func (s *Store) PostgresURL() string { return strings.TrimSpace(s.config.URL) }
