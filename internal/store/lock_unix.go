package store

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// lockDir makes a second process on the same directory fail at once: the
// embedded engine has exactly one owner.
func (s *Store) lockDir() error {
	f, err := os.OpenFile(filepath.Join(s.Dir, "yingshang.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close() // the lock was not taken
		return fmt.Errorf("data directory %s is in use by another process: %w", s.Dir, err)
	}
	s.lock = f
	return nil
}
