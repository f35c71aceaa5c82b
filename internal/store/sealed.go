package store

import (
	"fmt"

	"yingshang/internal/kernel/fault"
)

// Erased is answered when a sealed field's key was erased on the person's
// request or at the end of its retention (个人信息保护法 art. 47).
var Erased = fault.Define("store.erased", fault.NotFound, "这项个人信息已按规定删除，不能再查看。")

type sealKeyRow struct {
	County  string
	Subject string
	Wrapped []byte
}

var (
	sealKey       = Query[sealKeyRow](`SELECT county, subject, wrapped FROM store_seal_key WHERE county = $1 AND subject = $2`)
	insertSealKey = InsertInto[sealKeyRow]("store_seal_key")
	eraseSealKey  = Exec(`DELETE FROM store_seal_key WHERE county = $1 AND subject = $2`)
)

// Seal encrypts text for the subject, making the subject's key at its first
// use.
func (tx *Tx) Seal(subject, text string) ([]byte, error) {
	row, ok, err := sealKey.Find(tx, tx.County(), subject)
	if err != nil {
		return nil, err
	}
	if !ok {
		row = sealKeyRow{tx.County(), subject, tx.Keys().NewDataKey(subject)}
		if err := insertSealKey.One(tx, row); err != nil {
			return nil, err
		}
	}
	return tx.Keys().Seal(subject, row.Wrapped, text)
}

// Unseal decrypts what Seal made; it answers Erased when the key is gone. The
// caller has checked that the actor may see the field and logs that it did.
func (tx *Tx) Unseal(subject string, sealed []byte) (string, error) {
	row, ok, err := sealKey.Find(tx, tx.County(), subject)
	if err != nil {
		return "", err
	}
	if !ok {
		return "", Erased.New(nil)
	}
	text, err := tx.Keys().Unseal(subject, row.Wrapped, sealed)
	if err != nil {
		return "", fmt.Errorf("subject %s: %w", subject, err)
	}
	return text, nil
}

// EraseSealed destroys the subject's key; every sealed field of it becomes
// unreadable everywhere.
func (tx *Tx) EraseSealed(subject string) error {
	_, err := eraseSealKey.Run(tx, tx.County(), subject)
	return err
}

// Blind returns the keyed digest under which an equal text of one purpose
// (such as "citizen-id") can be found.
func (tx *Tx) Blind(purpose, text string) string { return tx.Keys().Blind(purpose, text) }
