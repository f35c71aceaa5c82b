package storetest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver

	"yingshang/internal/store"
	"yingshang/schema"
)

// ServerURL returns the URL of the test server, starting one if the
// environment names none.
func ServerURL() (string, error) { return server() }

var server = sync.OnceValues(func() (string, error) {
	if u := os.Getenv("YINGSHANG_TEST_PG"); u != "" {
		return u, nil
	}
	return startServer()
})

// binaries finds the server's programs where Debian puts them.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err == nil && len(found) > 0 {
		sort.Strings(found)
		return filepath.Dir(found[len(found)-1]), nil
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	return "", errors.New("PostgreSQL is not installed; run `make test-deps`, or set YINGSHANG_TEST_PG")
}

// startServer runs a throw-away server that ends with this process.
func startServer() (string, error) {
	bin, err := binaries()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "yingshang-pg-")
	if err != nil {
		return "", err
	}
	as, err := serverUser(dir)
	if err != nil {
		return "", err
	}
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres",
		"--no-sync", "--encoding=UTF8", "--locale=C", "--auth=trust")
	initdb.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	initdb.Dir = dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return "", fmt.Errorf("initdb: %w\n%s", err, out)
	}
	port, err := freePort()
	if err != nil {
		return "", err
	}
	run := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-p", port, "-k", dir,
		"-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off",
		"-c", "max_connections=200", "-c", "shared_buffers=64MB")
	run.SysProcAttr = &syscall.SysProcAttr{Credential: as, Pdeathsig: syscall.SIGKILL}
	run.Dir = dir
	if err := run.Start(); err != nil {
		return "", err
	}
	u := "postgres://postgres@127.0.0.1:" + port + "/postgres?sslmode=disable"
	return u, waitReady(u)
}

// serverUser is the unprivileged user the server runs as when we are root,
// because PostgreSQL refuses to run as root.
func serverUser(dir string) (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(dir, uid, gid)
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

func waitReady(u string) error {
	db, err := sql.Open("pgx", u)
	if err != nil {
		return err
	}
	defer db.Close()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(30 * time.Millisecond) {
		if err = db.Ping(); err == nil || time.Now().After(deadline) {
			return err
		}
	}
}

// template makes, once per schema, a migrated database that tests clone.
var template = sync.OnceValues(func() (string, error) {
	admin, err := server()
	if err != nil {
		return "", err
	}
	name := "yst_" + schemaDigest()
	db, err := sql.Open("pgx", admin)
	if err != nil {
		return "", err
	}
	defer db.Close()
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	// Test processes run side by side; the first one makes the template.
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock(430922)"); err != nil {
		return "", err
	}
	defer func() { _, _ = conn.ExecContext(ctx, "SELECT pg_advisory_unlock(430922)") }() // ends with the connection anyway
	var ready bool
	err = conn.QueryRowContext(ctx, "SELECT count(*) > 0 FROM pg_database WHERE datname = $1 AND datistemplate", name).Scan(&ready)
	if err != nil || ready {
		return name, err
	}
	if _, err := conn.ExecContext(ctx, "DROP DATABASE IF EXISTS "+name); err != nil {
		return "", err
	}
	if _, err := conn.ExecContext(ctx, "CREATE DATABASE "+name+" ENCODING 'UTF8' TEMPLATE template0"); err != nil {
		return "", err
	}
	if err := migrateInto(databaseURL(admin, name)); err != nil {
		return "", err
	}
	_, err = conn.ExecContext(ctx, "ALTER DATABASE "+name+" IS_TEMPLATE true")
	return name, err
})

func migrateInto(u string) error {
	dir, err := os.MkdirTemp("", "yingshang-template-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := WriteKeys(dir); err != nil {
		return err
	}
	s, err := store.Open(context.Background(), store.Config{Dir: dir, URL: u, Clock: store.NewSetClock(0)})
	if err != nil {
		return err
	}
	return s.Close()
}

func schemaDigest() string {
	h := sha256.New()
	names, _ := fs.Glob(schema.Files, "*.sql") // the pattern is well formed
	for _, name := range names {
		text, _ := fs.ReadFile(schema.Files, name) // embedded files are readable
		h.Write([]byte(name))
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

func databaseURL(admin, name string) string {
	u, err := url.Parse(admin)
	if err != nil {
		return admin
	}
	u.Path = "/" + name
	q := u.Query()
	q.Set("application_name", "yingshang-test")
	u.RawQuery = q.Encode()
	return u.String()
}

// freshDatabase clones the template and drops the clone with the test.
func freshDatabase(t testing.TB) (string, error) {
	from, err := template()
	if err != nil {
		return "", err
	}
	admin, err := server()
	if err != nil {
		return "", err
	}
	name := randomName()
	if err := adminExec(admin, "CREATE DATABASE "+name+" TEMPLATE "+from+" STRATEGY file_copy"); err != nil {
		return "", err
	}
	t.Cleanup(func() { dropDatabase(t, admin, name) })
	return databaseURL(admin, name), nil
}

func adminExec(admin, text string) error {
	db, err := sql.Open("pgx", admin)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(text)
	return err
}

// EmptyDatabase makes a database without tables and returns its URL; it is
// dropped with the test.
func EmptyDatabase(t testing.TB) string {
	t.Helper()
	admin, err := server()
	if err != nil {
		t.Fatalf("PostgreSQL for tests: %v", err)
	}
	name := randomName()
	if err := adminExec(admin, "CREATE DATABASE "+name+" ENCODING 'UTF8' TEMPLATE template0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dropDatabase(t, admin, name) })
	return databaseURL(admin, name)
}

func randomName() string {
	var random [8]byte
	_, _ = rand.Read(random[:]) // crypto/rand.Read never fails since Go 1.24
	return "yt_" + hex.EncodeToString(random[:])
}

func dropDatabase(t testing.TB, admin, name string) {
	if err := adminExec(admin, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err != nil {
		t.Logf("drop %s: %v", name, err)
	}
}
