package identity

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"

	"yingshang/internal/store"
)

// Hash is an argon2id digest in its usual printed form,
// $argon2id$v=19$m=19456,t=2,p=1$salt$digest.
type Hash string

// The cost of a digest: 19 MiB and two passes, the smallest that the OWASP list
// recommends, because many clerks sign in at the same minute on one small server.
const (
	hashMemory = 19 * 1024 // KiB
	hashPasses = 2
	hashLanes  = 1
	hashLength = 32
	saltLength = 16
)

var hashPrefix = fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, hashMemory, hashPasses, hashLanes)

// hashing bounds how many digests are made at once, so that a storm of sign-ins
// takes neither all the memory nor all the cores.
var hashing = make(chan struct{}, 2*runtime.NumCPU())

// NewHash makes the digest of a password. It takes some 30 ms and 19 MiB: never
// call it inside a transaction.
func NewHash(ctx context.Context, s *store.Store, password string) (Hash, error) {
	var salt []byte
	err := s.Read(ctx, func(tx *store.Tx) error {
		salt = tx.Random(saltLength)
		return nil
	})
	if err != nil {
		return "", err
	}
	digest, err := derive(ctx, password, salt)
	if err != nil {
		return "", err
	}
	return Hash(hashPrefix + base64.RawStdEncoding.EncodeToString(salt) + "$" + base64.RawStdEncoding.EncodeToString(digest)), nil
}

func derive(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case hashing <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(password), salt, hashPasses, hashMemory, hashLanes, hashLength), nil
}

// matches reports whether the password gives the digest. A nil or unreadable
// digest costs the same work and never matches.
func (h *Hash) matches(ctx context.Context, password string) (bool, error) {
	salt, want, ok := h.parts()
	got, err := derive(ctx, password, salt)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1 && ok, nil
}

func (h *Hash) parts() (salt, digest []byte, ok bool) {
	nothing := make([]byte, saltLength)
	if h == nil {
		return nothing, nil, false
	}
	rest, found := strings.CutPrefix(string(*h), hashPrefix)
	saltText, digestText, cut := strings.Cut(rest, "$")
	salt, saltErr := base64.RawStdEncoding.DecodeString(saltText)
	digest, digestErr := base64.RawStdEncoding.DecodeString(digestText)
	if !found || !cut || saltErr != nil || digestErr != nil || len(digest) != hashLength {
		return nothing, nil, false
	}
	return salt, digest, true
}
