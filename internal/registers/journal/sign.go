package journal

import (
	"bytes"
	"context"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/merkle"
	"yingshang/internal/store"
)

// readBatch is how many rows are read at a time.
const readBatch = 1000

// sign makes a checkpoint over the placed leaves. Before signing, the new
// entries are read back from storage, their hashes recomputed, and the root
// worked out in two ways: from the last signed root forward, and from the
// stored tree. A log that signs one wrong bit is lost for good. An unchanged
// tree is not signed again, because its checkpoint would be the same bytes.
func sign(ctx context.Context, s *store.Store, key logKey) error {
	var next merkle.Checkpoint
	fresh := false
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		if next, fresh, err = readBack(tx, key.origin); err != nil {
			return err
		}
		return notRolledBack(tx, key)
	})
	if err != nil || !fresh {
		return err
	}
	text, err := merkle.SignCheckpoint(next, key.signer)
	if err != nil {
		return err
	}
	if _, _, err := merkle.OpenCheckpoint(text, key.origin, key.verifier); err != nil {
		return err
	}
	err = s.Maintain(ctx, func(tx *store.Tx) error {
		if _, err := lockHead.One(tx, tx.County()); err != nil {
			return err
		}
		_, err := saveCheckpoint.Run(tx, tx.County(), next.Size, next.Root[:], string(text), tx.Now())
		return err
	})
	if err != nil {
		return err
	}
	return s.Keys.Replace(store.CheckpointFile, text)
}

// notRolledBack compares the log with the copy of the newest checkpoint that
// lies outside the data: a log that became shorter, or another one, is not gone
// on with before two people have answered for it.
func notRolledBack(tx *store.Tx, key logKey) error {
	text, ok, err := tx.Keys().Existing(store.CheckpointFile)
	if err != nil || !ok {
		return err
	}
	known, _, err := merkle.OpenCheckpoint(text, key.origin, key.verifier)
	if err != nil {
		return nil // half written in a power cut, or another log's: it shows nothing
	}
	head, _, err := readHead.Find(tx, tx.County())
	if err != nil {
		return err
	}
	if head.Size >= known.Size {
		root, err := merkle.RootAt(known.Size, hashes{tx})
		if err == nil && root == known.Root {
			return nil
		}
	}
	return RolledBack.New(fault.Args{"known": known.Size, "size": head.Size})
}

// readBack returns the checkpoint that may be signed, and whether it is new.
func readBack(tx *store.Tx, origin string) (merkle.Checkpoint, bool, error) {
	none := merkle.Checkpoint{}
	head, err := readHead.One(tx, tx.County())
	if err != nil {
		return none, false, err
	}
	last, signed, err := lastCheckpoint.Find(tx, tx.County())
	if err != nil || (signed && last.Size >= head.Size) {
		return none, false, err
	}
	tree, err := merkle.OpenTree(last.Size, hashes{tx})
	if err != nil {
		return none, false, TreeDamaged.Because(err, fault.Args{"place": last.Size})
	}
	if root, err := tree.Root(); signed && (err != nil || !bytes.Equal(root[:], last.Root)) {
		return none, false, TreeDamaged.Because(err, fault.Args{"place": last.Size})
	}
	for tree.Size() < head.Size {
		if err := readOn(tx, tree, head.Size); err != nil {
			return none, false, err
		}
	}
	forward, err := tree.Root()
	if err != nil {
		return none, false, err
	}
	stored, err := merkle.RootAt(head.Size, hashes{tx})
	if err != nil || stored != forward {
		return none, false, TreeDamaged.Because(err, fault.Args{"place": head.Size})
	}
	return merkle.Checkpoint{Origin: origin, Size: head.Size, Root: forward}, true, nil
}

// readOn appends the next stored leaves to the tree and compares every hash.
func readOn(tx *store.Tx, tree *merkle.Tree, size int64) error {
	leaves, err := leavesFrom.All(tx, tx.County(), tree.Size(), min(readBatch, size-tree.Size()))
	if err != nil {
		return err
	}
	if len(leaves) == 0 {
		return TreeDamaged.New(fault.Args{"place": tree.Size()})
	}
	start := merkle.StoredCount(tree.Size())
	stored, err := hashesFrom.All(tx, tx.County(), start, merkle.StoredCount(tree.Size()+int64(len(leaves)))-start)
	if err != nil {
		return err
	}
	for _, leaf := range leaves {
		if *leaf.Place != tree.Size() {
			return TreeDamaged.New(fault.Args{"place": tree.Size()})
		}
		if hash := merkle.LeafHash(leaf.Entry); !bytes.Equal(hash[:], leaf.Hash) {
			return LeafDamaged.New(fault.Args{"leaf": leaf.ID})
		}
		_, made, err := tree.Append(leaf.Entry)
		if err != nil {
			return err
		}
		for i, hash := range made {
			if i >= len(stored) || !bytes.Equal(stored[i].Hash, hash[:]) {
				return TreeDamaged.New(fault.Args{"place": *leaf.Place})
			}
		}
		stored = stored[len(made):]
	}
	return nil
}

// Checkpoint returns the newest signed checkpoint (检查点); ok is false before
// the first.
func Checkpoint(tx *store.Tx) (note []byte, size int64, ok bool, err error) {
	row, ok, err := lastCheckpoint.Find(tx, tx.County())
	return []byte(row.Note), row.Size, ok, err
}
