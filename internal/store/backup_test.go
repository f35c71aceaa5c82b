package store_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// furnish gives a store some acts, sealed data and stored files.
func furnish(t testing.TB, s *store.Store) {
	t.Helper()
	for i := range 60 {
		must(t, s.Write(context.Background(), func(tx *store.Tx) error {
			id := fmt.Sprintf("old%d", i)
			if _, err := tx.Seal(id, "138"+strings.Repeat("1", 8)); err != nil {
				return err
			}
			_, err := fileLeaf(tx, id)
			return err
		}))
	}
	for i := range 5 {
		keepFile(t, s.Dir, []byte(strings.Repeat(fmt.Sprint("页", i), 1000)))
	}
	must(t, journal.Sequence(context.Background(), s))
}

func keepFile(t testing.TB, dir string, content []byte) {
	t.Helper()
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	path := filepath.Join(dir, store.FilesDir, "data", name[:2], name)
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, content, 0o600))
}

// fileLeaf is an act that leaves only a number, a leaf and a fact: tables that
// every schema has.
func fileLeaf(tx *store.Tx, id string) (int64, error) {
	n, err := tx.NextNumber("thing")
	if err != nil {
		return 0, err
	}
	if _, err := journal.Record(tx, actor, "thing.file", id, map[string]int64{"n": n}); err != nil {
		return 0, err
	}
	return n, tx.Fact("ThingFiled", id, map[string]int64{"n": n})
}

// TestBackupRestoresIntoEitherEngine: a backup made under load, restored into
// both engines, is whole and serves on.
func TestBackupRestoresIntoEitherEngine(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		furnish(t, s)
		ctx := context.Background()
		var stop atomic.Bool
		var wg sync.WaitGroup
		for w := range 4 {
			wg.Go(func() {
				for i := 0; !stop.Load(); i++ {
					err := s.Write(ctx, func(tx *store.Tx) error { _, err := fileLeaf(tx, fmt.Sprint("w", w, "-", i)); return err })
					if err != nil {
						t.Errorf("while the backup ran: %v", err)
						return
					}
				}
			})
		}
		dir := filepath.Join(t.TempDir(), "backup")
		made, err := store.BackupCreate(ctx, s, dir)
		stop.Store(true)
		wg.Wait()
		must(t, err)
		if _, err := store.BackupCreate(ctx, s, dir); !store.BackupExists.Is(err) {
			t.Errorf("over an old backup: %v", err)
		}
		saved, err := store.BackupVerify(ctx, dir)
		must(t, err)
		if made.Tables["journal_leaf"].Rows < 60 || saved.Trees[s.County].Size != 60 || len(saved.Files) < 5 {
			t.Fatalf("%+v", saved)
		}
		for _, to := range []store.Engine{store.SQLite, store.Postgres} {
			t.Run("→"+string(to), func(t *testing.T) { restoreAndGoOn(t, dir, to, made) })
		}
	})
}

func restoreAndGoOn(t *testing.T, dir string, to store.Engine, made store.Manifest) {
	ctx := context.Background()
	c := store.Config{Dir: t.TempDir(), Clock: store.NewSetClock(storetest.Start + 60_000)}
	if to == store.Postgres {
		c.URL = storetest.EmptyDatabase(t)
	}
	if _, err := store.BackupRestore(ctx, dir, c, store.RestoreOptions{}); !store.KeyMissing.Is(err) {
		t.Fatalf("without the key: %v", err)
	}
	must(t, storetest.WriteKeys(c.Dir))
	if _, err := store.BackupRestore(ctx, dir, c, store.RestoreOptions{Known: 1 << 40}); !store.OlderThanKnown.Is(err) {
		t.Fatalf("older than a known checkpoint: %v", err)
	}
	_, err := store.BackupRestore(ctx, dir, c, store.RestoreOptions{})
	must(t, err)
	if _, err := store.BackupRestore(ctx, dir, c, store.RestoreOptions{}); !store.NotEmpty.Is(err) {
		t.Fatalf("over data: %v", err)
	}
	s, err := store.Open(ctx, c)
	must(t, err)
	defer s.Close()
	troubles, rows, err := store.CheckEngine(ctx, s)
	must(t, err)
	if len(troubles) > 0 || rows["journal_leaf"] != made.Tables["journal_leaf"].Rows {
		t.Fatalf("after the restore: %v", troubles)
	}
	verdict, err := journal.VerifyLog(ctx, s, journal.Check{Saved: [][]byte{[]byte(made.Trees[s.County].Note)}, Verifier: verifierOf(t, s)})
	must(t, err)
	if !verdict.Sound() || verdict.Size != 60 {
		t.Fatalf("journal after the restore: %+v", verdict.First)
	}
	must(t, s.Write(ctx, func(tx *store.Tx) error {
		n, err := fileLeaf(tx, "new")
		if n != made.Tables["journal_leaf"].Rows+1 {
			t.Errorf("number %d after %d acts", n, made.Tables["journal_leaf"].Rows)
		}
		return err
	}))
	again, err := store.BackupCreate(ctx, s, filepath.Join(t.TempDir(), "again"))
	must(t, err)
	if again.Tables["store_seal_key"] != made.Tables["store_seal_key"] || again.Tables["journal_hash"] != made.Tables["journal_hash"] {
		t.Error("tables nobody touched differ between the engines")
	}
}

func verifierOf(t testing.TB, s *store.Store) (key string) {
	t.Helper()
	must(t, s.Read(context.Background(), func(tx *store.Tx) (err error) {
		key, err = journal.Verifier(tx)
		return err
	}))
	return key
}

// TestDamagedBackupsAreRefused damages copies of a backup in every way and asks
// for a refusal that names the file.
func TestDamagedBackupsAreRefused(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	furnish(t, s)
	ctx := context.Background()
	good := filepath.Join(t.TempDir(), "good")
	m, err := store.BackupCreate(ctx, s, good)
	must(t, err)
	for name, damage := range waysToDamage(t, m) {
		for range 12 {
			dir := filepath.Join(t.TempDir(), "copy")
			must(t, os.CopyFS(dir, os.DirFS(good)))
			named := damage(dir)
			_, err := store.BackupVerify(ctx, dir)
			if !store.BackupBroken.Is(err) || !strings.Contains(err.Error(), named) {
				t.Errorf("%s: %s is not refused by name: %v", name, named, err)
			}
			_, err = store.BackupRestore(ctx, dir, store.Config{Dir: filepath.Join(dir, "into")}, store.RestoreOptions{})
			if !store.BackupBroken.Is(err) {
				t.Errorf("%s was restored: %v", name, err)
			}
		}
	}
	if _, err := store.BackupVerify(ctx, good); err != nil {
		t.Fatalf("the good one: %v", err)
	}
}

// waysToDamage are damages to a copy of a backup; each says what must be named.
func waysToDamage(t *testing.T, m store.Manifest) map[string]func(dir string) (named string) {
	var names []string
	for name := range m.Files {
		names = append(names, name)
	}
	names = append(names, "manifest.json")
	r := rand.New(rand.NewPCG(1, 2020))
	file := func(dir string) string { return filepath.Join(dir, names[r.IntN(len(names))]) }
	return map[string]func(dir string) (named string){
		"flipped": func(dir string) string {
			name := file(dir)
			text, err := os.ReadFile(name)
			must(t, err)
			text[r.IntN(len(text))] ^= 1 << r.IntN(8)
			must(t, os.WriteFile(name, text, 0o600))
			return filepath.Base(name)
		},
		"truncated": func(dir string) string {
			name := file(dir)
			info, err := os.Stat(name)
			must(t, err)
			must(t, os.Truncate(name, int64(r.IntN(int(info.Size())))))
			return filepath.Base(name)
		},
		"swapped": func(dir string) string {
			a, b := filepath.Join(dir, "tables", "journal_leaf.jsonl.gz"), filepath.Join(dir, "tables", "journal_hash.jsonl.gz")
			must(t, os.Rename(a, a+".x"))
			must(t, os.Rename(b, a))
			must(t, os.Rename(a+".x", b))
			return "journal_"
		},
		"lost":  func(dir string) string { name := file(dir); must(t, os.Remove(name)); return filepath.Base(name) },
		"added": func(dir string) string { must(t, os.WriteFile(filepath.Join(dir, "more"), nil, 0o600)); return "more" },
		"half written": func(dir string) string {
			must(t, os.Remove(filepath.Join(dir, "manifest.json")))
			return "manifest.json"
		},
	}
}

// TestRollbackNeedsTwoPeople restores an older backup beside newer keys (IN-15).
func TestRollbackNeedsTwoPeople(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	furnish(t, s)
	ctx := context.Background()
	old := filepath.Join(t.TempDir(), "old")
	_, err := store.BackupCreate(ctx, s, old)
	must(t, err)
	must(t, s.Write(ctx, func(tx *store.Tx) error { _, err := fileLeaf(tx, "undone"); return err }))
	must(t, journal.Sequence(ctx, s))
	c := store.Config{Dir: t.TempDir(), Keys: s.Keys.Dir(), Clock: store.NewSetClock(storetest.Start + 60_000)}
	if _, err := store.BackupRestore(ctx, old, c, store.RestoreOptions{}); !store.OlderThanKnown.Is(err) {
		t.Fatalf("the key directory knows a newer checkpoint: %v", err)
	}
	_, err = store.BackupRestore(ctx, old, c, store.RestoreOptions{Rollback: "新备份损坏"})
	must(t, err)
	again, err := store.Open(ctx, c)
	must(t, err)
	defer again.Close()
	if err := journal.Sequence(ctx, again); !journal.RolledBack.Is(err) {
		t.Fatalf("signed on after a rollback: %v", err)
	}
	if err := journal.AcceptRollback(ctx, again, actor, actor.Account, "理由"); !journal.SecondMissing.Is(err) {
		t.Fatalf("one person alone: %v", err)
	}
	must(t, journal.AcceptRollback(ctx, again, actor, "clerk2", "新备份损坏"))
	must(t, journal.Sequence(ctx, again))
	if err := journal.AcceptRollback(ctx, again, actor, "clerk2", "再来"); !journal.NotRolledBack.Is(err) {
		t.Fatalf("nothing to accept: %v", err)
	}
	verdict, err := journal.VerifyLog(ctx, again, journal.Check{})
	must(t, err)
	if !verdict.Sound() {
		t.Fatalf("%+v", verdict.First)
	}
}

// TestCheckFindsWhatTheEngineCanSee breaks references and pages.
func TestCheckFindsWhatTheEngineCanSee(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	furnish(t, s)
	ctx := context.Background()
	troubles, _, err := store.CheckEngine(ctx, s)
	must(t, err)
	if len(troubles) > 0 {
		t.Fatalf("a sound store: %v", troubles)
	}
	db := storetest.Raw(t, s)
	storetest.Do(t, db, "CREATE TABLE fixture_parent (county TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (county, id))")
	storetest.Do(t, db, `CREATE TABLE fixture_child (county TEXT NOT NULL, id TEXT NOT NULL, parent_id TEXT NOT NULL,
PRIMARY KEY (county, id), FOREIGN KEY (county, parent_id) REFERENCES fixture_parent (county, id))`)
	storetest.Do(t, db, "INSERT INTO fixture_child VALUES ('430922', 'c', 'nobody')")
	troubles, _, err = store.CheckEngine(ctx, s)
	must(t, err)
	if len(troubles) != 1 || !strings.Contains(troubles[0], "fixture_child") {
		t.Fatalf("an orphan: %v", troubles)
	}
}
