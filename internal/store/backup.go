package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/store/seal"
)

// FilesDir is the directory of stored files inside the data directory.
const FilesDir = "files"

const (
	manifestFile = "manifest.json"
	tablesDir    = "tables"
	backupFormat = 1
)

var (
	// BackupBroken is answered for a backup that is not what its manifest says.
	BackupBroken = fault.Define("store.backup_broken", fault.Refused,
		"备份 {dir} 不能用：{why}。请换用另一份备份，并马上重新做一次备份。")
	// BackupExists is answered when a backup would overwrite something.
	BackupExists = fault.Define("store.backup_exists", fault.Refused,
		"{dir} 已经存在。请给备份换一个新的目录名，不要覆盖旧备份。")
	// NotEmpty is answered when a restore would overwrite data.
	NotEmpty = fault.Define("store.not_empty", fault.Refused,
		"{where} 里已有数据，不能恢复到这里。请换一个空的数据目录或空的数据库。")
	// BackupNewer is answered for a backup made by a newer program.
	BackupNewer = fault.Define("store.backup_newer", fault.Refused,
		"这份备份的库表版本是 {backup}，本程序只到 {program}。请换用较新的程序再恢复。")
	// KeyMissing is answered when a restore finds no fitting master key.
	KeyMissing = fault.Define("store.key_missing", fault.Refused,
		"密钥目录 {dir} 里没有加密这份备份的主密钥。密钥不在备份里，请先把单独保管的 master.key 放进该目录，再恢复。")
	// OlderThanKnown is answered when a restore would undo journaled acts.
	OlderThanKnown = fault.Define("store.older_than_known", fault.Refused,
		"这份备份有 {size} 条留痕，而已公布的检查点有 {known} 条：恢复它会抹去后来的办理。请换用较新的备份；确需回退的，由两人具名并写明理由。")
)

// TableInfo describes one table of a backup. Sum is the sum of the SHA-256 of
// its rows, modulo 2^256, and so does not depend on their order.
type TableInfo struct {
	Rows int64  `json:"rows"`
	Sum  string `json:"sum"`
}

// FileInfo describes one file of a backup.
type FileInfo struct {
	Size   int64  `json:"size"`
	Digest string `json:"sha256"`
}

// TreeInfo is the newest checkpoint of one county's journal.
type TreeInfo struct {
	Size int64  `json:"size"`
	Root string `json:"root"` // SHA-256, hex
	Note string `json:"note"` // the signed checkpoint
}

// Manifest says what a backup holds. It is written last, so that a backup
// without one is a half-written one.
type Manifest struct {
	Format    int                  `json:"format"`
	At        calendar.Instant     `json:"at"`
	Engine    Engine               `json:"engine"`
	Schema    int64                `json:"schema"`
	MasterKey string               `json:"master_key"` // mark of the key, never the key
	Tables    map[string]TableInfo `json:"tables"`
	Files     map[string]FileInfo  `json:"files"` // by path inside the backup
	Trees     map[string]TreeInfo  `json:"trees"` // by county
	Libraries map[string]string    `json:"libraries"`
}

// sealedManifest carries the manifest with the digest of its very bytes.
type sealedManifest struct {
	Manifest json.RawMessage `json:"manifest"`
	Digest   string          `json:"sha256"`
}

// BackupCreate writes a backup of everything but the keys into dest, which must
// not exist, while the store goes on serving. All tables are read in one state;
// the form is the same for both engines, so that a backup restores into either.
// Until it is complete it bears the name dest + ".part".
func BackupCreate(ctx context.Context, s *Store, dest string) (Manifest, error) {
	m := Manifest{Format: backupFormat, At: s.Now(), Engine: s.Engine, MasterKey: s.Keys.Check(),
		Tables: map[string]TableInfo{}, Files: map[string]FileInfo{}, Trees: map[string]TreeInfo{}, Libraries: libraries()}
	part := dest + ".part"
	for _, path := range []string{dest, part} {
		if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
			return m, errors.Join(BackupExists.New(fault.Args{"dir": path}), err)
		}
	}
	err := s.backupInto(ctx, part, &m)
	if err == nil {
		err = os.Rename(part, dest)
	}
	if err != nil {
		_ = os.RemoveAll(part) // made by this call; without a manifest it is refused anyway
		return m, fmt.Errorf("backup: %w", err)
	}
	return m, seal.SyncDir(filepath.Dir(dest))
}

func (s *Store) backupInto(ctx context.Context, dir string, m *Manifest) error {
	if err := os.MkdirAll(filepath.Join(dir, tablesDir), 0o700); err != nil {
		return err
	}
	err := s.readApart(ctx, func(tx *Tx) error { return dumpTables(tx, dir, m) })
	if err != nil {
		return err
	}
	// Bytes were stored before their rows, so the snapshot's files are there.
	if err := copyFiles(ctx, s.Dir, dir, m.Files); err != nil {
		return err
	}
	return writeManifest(dir, *m)
}

// readApart is Read on a connection of its own, so that a long reading does not
// keep one from the pages.
func (s *Store) readApart(ctx context.Context, fn func(tx *Tx) error) error {
	if s.Engine != SQLite {
		return s.Read(ctx, fn)
	}
	pool, err := newConnPool(s.path(), 1)
	if err != nil {
		return err
	}
	defer pool.close()
	tx := &Tx{ctx: ctx, store: s, now: s.clock.peek()}
	return pool.read(ctx, func(q querier) error {
		tx.q = q
		return s.run(tx, fn, true)
	})
}

func writeManifest(dir string, m Manifest) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	sealed, err := json.Marshal(sealedManifest{text, hex.EncodeToString(sum[:])})
	if err != nil {
		return err
	}
	temp := filepath.Join(dir, "."+manifestFile)
	if err := writeSynced(temp, sealed); err != nil {
		return err
	}
	if err := os.Rename(temp, filepath.Join(dir, manifestFile)); err != nil {
		return err
	}
	return seal.SyncDir(dir)
}

func writeSynced(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// libraries lists the versions that made the backup.
func libraries() map[string]string {
	out := map[string]string{"go": runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return out
	}
	for _, dep := range info.Deps {
		switch dep.Path {
		case "modernc.org/sqlite", "github.com/jackc/pgx/v5", "github.com/pressly/goose/v3", "golang.org/x/mod":
			out[dep.Path] = dep.Version
		}
	}
	return out
}
