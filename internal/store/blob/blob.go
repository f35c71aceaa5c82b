package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// Stored names bytes that lie safely in the store.
type Stored struct {
	Digest string // SHA-256, 64 lower-case hexadecimal digits
	Size   int64
}

// File is an open stored file.
type File interface {
	io.Reader
	io.ReaderAt
	io.Seeker
	io.Closer
	Size() int64
}

// Store keeps bytes by content. Put streams r into the store and returns when
// the bytes are on stable storage; it answers ErrTooLarge beyond limit bytes.
// Open answers ErrMissing when the bytes are not there.
type Store interface {
	Put(ctx context.Context, r io.Reader, limit int64) (Stored, error)
	Open(digest string) (File, error)
}

var (
	// ErrTooLarge says that more bytes came than the limit allows.
	ErrTooLarge = errors.New("blob: more bytes than the limit")
	// ErrMissing says that the store does not hold the digest.
	ErrMissing = errors.New("blob: no such bytes")
)

// Trouble is one finding of Check.
type Trouble struct {
	Digest string
	What   string // missing or changed
}

// The findings of Check.
const (
	TroubleMissing = "missing"
	TroubleChanged = "changed" // the bytes no longer give the digest they are named by
)

// Grace is how long bytes without a record are left alone.
const Grace = 24 * time.Hour

// validDigest reports whether text can be the name of stored bytes.
func validDigest(text string) error {
	if len(text) != 64 {
		return fmt.Errorf("blob: %d characters are no digest", len(text))
	}
	for _, r := range text {
		if (r < '0' || r > '9') && (r < 'a' || r > 'f') {
			return fmt.Errorf("blob: %q in a digest", r)
		}
	}
	return nil
}
