// Package storetest (测试库) gives tests a fresh, migrated store on each engine.
//
// PostgreSQL comes from YINGSHANG_TEST_PG (a server the test may create
// databases on) or is started here from the machine's installation; a machine
// without PostgreSQL fails the test loudly, it never skips.
package storetest

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// Start is the instant a test's clock stands at when it begins: Monday
// 2020-06-08 09:00 in Shanghai.
var Start = must(calendar.ParseInstant("2020-06-08 09:00"))

func must(at calendar.Instant, err error) calendar.Instant {
	if err != nil {
		panic(err)
	}
	return at
}

// Both runs the test on SQLite and on PostgreSQL, in parallel, each with a
// fresh store and a clock of its own.
func Both(t *testing.T, test func(t *testing.T, s *store.Store, clock *store.SetClock)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		s, clock := SQLite(t)
		test(t, s, clock)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		s, clock := Postgres(t)
		test(t, s, clock)
	})
}

// SQLite opens a fresh embedded store; it is closed with the test.
func SQLite(t testing.TB) (*store.Store, *store.SetClock) {
	t.Helper()
	dir := t.TempDir()
	template, err := sqliteTemplate()
	if err != nil {
		t.Fatalf("template database: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, store.DatabaseFile), template, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, store.Config{Dir: dir})
}

// Postgres opens a fresh database on the test server; it is dropped with the
// test.
func Postgres(t testing.TB) (*store.Store, *store.SetClock) {
	t.Helper()
	url, err := freshDatabase(t)
	if err != nil {
		t.Fatalf("PostgreSQL for tests: %v", err)
	}
	return open(t, store.Config{Dir: t.TempDir(), URL: url})
}

// masterKey is the key of every test store, so that a copied template opens.
const masterKey = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"

// WriteKeys puts the tests' master key into a data directory.
func WriteKeys(dir string) error {
	keys := filepath.Join(dir, "keys")
	if err := os.MkdirAll(keys, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(keys, "master.key"), []byte(masterKey), 0o600)
}

func open(t testing.TB, c store.Config) (*store.Store, *store.SetClock) {
	t.Helper()
	if err := WriteKeys(c.Dir); err != nil {
		t.Fatal(err)
	}
	clock := store.NewSetClock(Start)
	c.Clock = clock
	s, err := store.Open(context.Background(), c)
	if err != nil {
		t.Fatalf("open store: %v", err)
	}
	t.Cleanup(func() { _ = s.Close() }) // a second close is harmless
	return s, clock
}

// sqliteTemplate migrates one empty database per process; tests copy it.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "yingshang-template-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := WriteKeys(dir); err != nil {
		return nil, err
	}
	s, err := store.Open(context.Background(), store.Config{Dir: dir, Clock: store.NewSetClock(0)})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, store.DatabaseFile))
})

// Raw opens the test store's database behind the house's back, as somebody with
// access to the machine could. Use it to damage things.
func Raw(t testing.TB, s *store.Store) *sql.DB {
	t.Helper()
	driver, url := "sqlite", "file:"+filepath.Join(s.Dir, store.DatabaseFile)+"?_pragma=busy_timeout(10000)"
	if s.Engine == store.Postgres {
		driver, url = "pgx", s.PostgresURL()
	}
	db, err := sql.Open(driver, url)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() }) // nothing is pending
	return db
}

// Do runs a statement on a raw connection and returns how many rows it changed.
func Do(t testing.TB, db *sql.DB, text string, args ...any) int64 {
	t.Helper()
	result, err := db.Exec(text, args...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// ThingTable makes the table of Thing, a stand-in for any room's record.
func ThingTable(t testing.TB, s *store.Store) {
	t.Helper()
	text := `CREATE TABLE fixture_thing (county TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL,
version BIGINT NOT NULL, due TEXT NOT NULL, note TEXT, PRIMARY KEY (county, id))`
	Do(t, Raw(t, s), text)
}

// Again opens a second node on the same PostgreSQL, with a data directory and a
// standing clock of its own. share names key files to copy from the first node.
func Again(t testing.TB, s *store.Store, share ...string) *store.Store {
	t.Helper()
	dir := t.TempDir()
	for _, name := range share {
		text, err := os.ReadFile(filepath.Join(s.Keys.Dir(), name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(dir, "keys"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "keys", name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	other, _ := open(t, store.Config{Dir: dir, URL: s.PostgresURL()})
	return other
}
