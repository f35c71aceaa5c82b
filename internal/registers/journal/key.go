package journal

import (
	"context"
	"fmt"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"yingshang/internal/kernel/merkle"
	"yingshang/internal/store"
	"yingshang/internal/store/seal"
)

// keyFile holds the log's signing key: the secret line, then the public one.
const keyFile = "journal.key"

// logKey is the log's name with its Ed25519 key.
type logKey struct {
	origin   string
	public   string
	signer   note.Signer
	verifier note.Verifier
}

// openKey reads the log's key from the key directory and makes it at the first
// use.
func openKey(keys *seal.Keyring, origin string) (logKey, error) {
	text, err := keys.File(keyFile, func(random io.Reader) ([]byte, error) {
		secret, public, err := merkle.NewLogKey(random, origin)
		return []byte(secret + "\n" + public + "\n"), err
	})
	if err != nil {
		return logKey{}, err
	}
	return parseKey(text, origin)
}

func parseKey(text []byte, origin string) (logKey, error) {
	secret, public, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	signer, err := note.NewSigner(secret)
	if err != nil {
		return logKey{}, fmt.Errorf("key file %s: %w", keyFile, err)
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(public))
	if err != nil {
		return logKey{}, fmt.Errorf("key file %s: %w", keyFile, err)
	}
	return logKey{origin, strings.TrimSpace(public), signer, verifier}, nil
}

// openLog returns the key of the store's log after comparing it with the one
// the log began with.
func openLog(ctx context.Context, s *store.Store) (logKey, error) {
	key, err := openKey(s.Keys, s.LogName)
	if err != nil {
		return key, err
	}
	var head headRow
	known := false
	err = s.Read(ctx, func(tx *store.Tx) (err error) {
		head, known, err = readHead.Find(tx, tx.County())
		return err
	})
	if err == nil && !known {
		err = s.Maintain(ctx, func(tx *store.Tx) (err error) {
			if _, err = openHead.Run(tx, tx.County(), key.origin, key.public); err != nil {
				return err
			}
			head, err = readHead.One(tx, tx.County())
			return err
		})
	}
	if err != nil {
		return key, err
	}
	if head.Verifier != key.public || head.Origin != key.origin || key.signer.Name() != key.origin {
		return key, WrongLogKey.New(nil)
	}
	return key, nil
}

// Verifier returns the log's public key in the text form that anybody needs to
// check receipts and checkpoints. It is empty before the log was opened.
func Verifier(tx *store.Tx) (string, error) {
	head, _, err := readHead.Find(tx, tx.County())
	return head.Verifier, err
}
