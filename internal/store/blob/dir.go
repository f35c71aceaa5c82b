package blob

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"time"
)

const (
	dataDir = "data" // data/ab/abcdef…
	tempDir = "temp"
)

// Dir is a Store in a directory.
type Dir struct {
	root *os.Root
	now  func() time.Time // replaced by tests
	// move keeps Sweep from removing bytes that are just being put again.
	move sync.Mutex
}

// OpenDir opens the store in a directory, making it if needed. What was left
// half written longer than Grace ago is removed; younger files may belong to
// another node that shares the directory.
func OpenDir(dir string) (*Dir, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	d := &Dir{root: root, now: time.Now}
	if err := d.prepare(); err != nil {
		_ = root.Close() // the first error is the one to report
		return nil, fmt.Errorf("blob: %w", err)
	}
	return d, nil
}

func (d *Dir) prepare() error {
	for _, name := range []string{dataDir, tempDir} {
		if err := d.root.MkdirAll(name, 0o700); err != nil {
			return err
		}
	}
	if err := d.sweepTemp(); err != nil {
		return err
	}
	return d.syncDir(".")
}

func (d *Dir) sweepTemp() error {
	entries, err := fs.ReadDir(d.root.FS(), tempDir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) || (err == nil && info.ModTime().After(d.now().Add(-Grace))) {
			continue
		}
		if err != nil {
			return err
		}
		if err := d.root.Remove(path.Join(tempDir, entry.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Close releases the directory.
func (d *Dir) Close() error { return d.root.Close() }

func place(digest string) string { return path.Join(dataDir, digest[:2], digest) }

// Put streams r to a temporary file, syncs it, gives it its name and syncs the
// directory: after a power cut the bytes are there whole or not at all.
func (d *Dir) Put(ctx context.Context, r io.Reader, limit int64) (Stored, error) {
	name := path.Join(tempDir, randomName())
	f, err := d.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return Stored{}, fmt.Errorf("blob: %w", err)
	}
	defer func() { _ = d.root.Remove(name) }() // gone already when it was renamed
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(f, hash), io.LimitReader(contextReader{ctx, r}, limit+1))
	if err == nil && size > limit {
		err = ErrTooLarge
	}
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return Stored{}, fmt.Errorf("blob: %w", err)
	}
	digest := hex.EncodeToString(hash.Sum(nil))
	return Stored{digest, size}, d.settle(name, digest)
}

// settle moves a synced temporary file to its final name.
func (d *Dir) settle(name, digest string) error {
	final := place(digest)
	shard := path.Dir(final)
	if _, err := d.root.Stat(shard); errors.Is(err, fs.ErrNotExist) {
		if err := d.root.MkdirAll(shard, 0o700); err != nil {
			return fmt.Errorf("blob: %w", err)
		}
		if err := d.syncDir(dataDir); err != nil {
			return fmt.Errorf("blob: %w", err)
		}
	}
	// Renaming over equal bytes is harmless, mends damaged ones and renews the
	// time by which Sweep reckons.
	d.move.Lock()
	err := d.root.Rename(name, final)
	d.move.Unlock()
	if err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	if err := d.syncDir(shard); err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	return nil
}

func (d *Dir) syncDir(name string) error {
	f, err := d.root.Open(name)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

func randomName() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // crypto/rand.Read never fails since Go 1.24
	return hex.EncodeToString(b[:])
}

// contextReader stops a slow upload when its request has gone.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

type openFile struct {
	*os.File
	size int64
}

func (f openFile) Size() int64 { return f.size }

// Open opens stored bytes for reading.
func (d *Dir) Open(digest string) (File, error) {
	if err := validDigest(digest); err != nil {
		return nil, err
	}
	f, err := d.root.Open(place(digest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrMissing, digest)
	}
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close() // the first error is the one to report
		return nil, fmt.Errorf("blob: %w", err)
	}
	return openFile{f, info.Size()}, nil
}

// Sweep removes bytes older than Grace for which known answers false (孤儿文件),
// and returns their digests.
func (d *Dir) Sweep(ctx context.Context, known func(digest string) (bool, error)) (removed []string, err error) {
	if err := d.sweepTemp(); err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	err = fs.WalkDir(d.root.FS(), dataDir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		gone, err := d.sweepOne(name, known)
		if gone {
			removed = append(removed, entry.Name())
		}
		return err
	})
	return removed, err
}

func (d *Dir) sweepOne(name string, known func(digest string) (bool, error)) (bool, error) {
	d.move.Lock()
	defer d.move.Unlock()
	info, err := d.root.Stat(name)
	if err != nil || info.ModTime().After(d.now().Add(-Grace)) {
		return false, err
	}
	keep, err := known(path.Base(name))
	if err != nil || keep {
		return false, err
	}
	return true, d.root.Remove(name)
}

// Remove deletes bytes no record may name any more (crypto-erasure of a person,
// end of retention). It is no error when they are gone.
func (d *Dir) Remove(digest string) error {
	if err := validDigest(digest); err != nil {
		return err
	}
	err := d.root.Remove(place(digest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Check reads the bytes of the digests and reports which are missing or no
// longer give their digest.
func (d *Dir) Check(ctx context.Context, digests []string) ([]Trouble, error) {
	var found []Trouble
	for _, digest := range digests {
		what, err := d.look(ctx, digest)
		if err != nil {
			return found, err
		}
		if what != "" {
			found = append(found, Trouble{digest, what})
		}
	}
	return found, nil
}

func (d *Dir) look(ctx context.Context, digest string) (string, error) {
	f, err := d.Open(digest)
	if errors.Is(err, ErrMissing) {
		return TroubleMissing, nil
	}
	if err != nil {
		return "", err
	}
	defer f.Close() // opened for reading: nothing to lose
	hash := sha256.New()
	if _, err := io.Copy(hash, contextReader{ctx, f}); err != nil {
		return "", fmt.Errorf("blob %s: %w", digest, err)
	}
	if !strings.EqualFold(hex.EncodeToString(hash.Sum(nil)), digest) {
		return TroubleChanged, nil
	}
	return "", nil
}
