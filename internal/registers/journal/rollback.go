package journal

import (
	"context"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/merkle"
	"yingshang/internal/store"
)

// KindRollback is the journal kind of an accepted rollback (确认回退).
const KindRollback = "journal.rollback"

// LogSubject is the subject of entries about the log itself.
const LogSubject = "journal"

type rolledBack struct {
	Reason string `json:"reason"`
	Second string `json:"second"` // account of the other person
	Known  int64  `json:"known"`  // size of the checkpoint that was public
	Root   string `json:"root"`
	Size   int64  `json:"size"` // leaves that are left
}

// AcceptRollback lets the log go on after an older backup was restored. Two
// different people answer for it; the entry is public and names the checkpoint
// that the log no longer extends, so that holders of receipts can see why.
func AcceptRollback(ctx context.Context, s *store.Store, by flow.Actor, second, reason string) error {
	if strings.TrimSpace(second) == "" || second == by.Account || strings.TrimSpace(reason) == "" {
		return SecondMissing.New(nil)
	}
	key, err := openLog(ctx, s)
	if err != nil {
		return err
	}
	text, ok, err := s.Keys.Existing(store.CheckpointFile)
	if err != nil {
		return err
	}
	known, _, err := merkle.OpenCheckpoint(text, key.origin, key.verifier)
	if !ok || err != nil {
		return NotRolledBack.Because(err, nil)
	}
	err = s.Write(ctx, func(tx *store.Tx) error {
		if err := notRolledBack(tx, key); !RolledBack.Is(err) {
			return NotRolledBack.Because(err, nil)
		}
		head, err := readHead.One(tx, tx.County())
		if err != nil {
			return err
		}
		_, err = Record(tx, by, KindRollback, LogSubject, rolledBack{reason, second, known.Size, known.Root.String(), head.Size})
		return err
	})
	if err != nil {
		return err
	}
	return s.Keys.Replace(store.CheckpointFile, nil)
}
