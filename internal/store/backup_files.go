package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"yingshang/internal/store/seal"
)

// storedFiles is where whole files lie inside the files directory; what is
// still being received lies elsewhere and is left out.
const storedFiles = FilesDir + "/data"

// copyFiles copies the stored files below from into to and notes their digests.
// A file that was erased meanwhile is left out.
func copyFiles(ctx context.Context, from, to string, files map[string]FileInfo) error {
	root := filepath.Join(from, filepath.FromSlash(storedFiles))
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		inside, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return os.MkdirAll(filepath.Join(to, inside), 0o700)
		}
		info, err := copyFile(name, filepath.Join(to, inside))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		files[filepath.ToSlash(inside)] = info
		return err
	})
	if err != nil {
		return err
	}
	return syncTree(filepath.Join(to, FilesDir))
}

func copyFile(from, to string) (FileInfo, error) {
	in, err := os.Open(from)
	if err != nil {
		return FileInfo{}, err
	}
	defer in.Close() // opened for reading: nothing to lose
	out, err := newHashedFile(to)
	if err != nil {
		return FileInfo{}, err
	}
	_, err = io.Copy(out, in)
	return out.info(), errors.Join(err, out.close())
}

// syncTree makes the names below a directory durable.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && entry.IsDir() {
			err = seal.SyncDir(name)
		}
		return err
	})
}

func fileInfo(name string) (FileInfo, error) {
	f, err := os.Open(name)
	if err != nil {
		return FileInfo{}, err
	}
	defer f.Close() // opened for reading: nothing to lose
	hash := sha256.New()
	size, err := io.Copy(hash, f)
	return FileInfo{size, hex.EncodeToString(hash.Sum(nil))}, err
}

// listFiles returns the paths of all files below dir.
func listFiles(dir string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		inside, err := filepath.Rel(dir, name)
		out = append(out, filepath.ToSlash(inside))
		return err
	})
	return out, err
}

// isStoredFile reports whether a path of a backup is a stored file.
func isStoredFile(name string) bool { return strings.HasPrefix(name, storedFiles+"/") }
