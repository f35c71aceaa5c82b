package journal

import (
	"bytes"
	"context"
	"time"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/merkle"
	"yingshang/internal/store"
)

const (
	// placeBatch bounds how many leaves one transaction places, so that acts
	// need not wait long behind it on the embedded engine.
	placeBatch = 256
	// gather is how long a signal waits for company before a checkpoint.
	gather = 200 * time.Millisecond
	// lookAgain is how often leaves of other nodes, or left over, are looked for.
	// It keeps every leaf far below the 60 s within which it must be covered.
	lookAgain = time.Second
	// lastRun bounds the run that covers the last leaves at the end.
	lastRun = 10 * time.Second
)

// Start runs the sequencer until stop is called: new leaves get their place and
// a signed checkpoint within about a second. Every node runs one; they take
// turns on the head's row. Failures are passed to report, if given, and tried
// again.
func Start(s *store.Store, report ...func(error)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	run := func(ctx context.Context) {
		err := Sequence(ctx, s)
		if err == nil || ctx.Err() != nil {
			return
		}
		for _, tell := range report {
			tell(err)
		}
	}
	go func() {
		defer close(done)
		loop(ctx, s.Signal(), run)
		final, end := context.WithTimeout(context.Background(), lastRun)
		defer end()
		run(final)
	}()
	return func() { cancel(); <-done }
}

func loop(ctx context.Context, signal <-chan struct{}, run func(context.Context)) {
	ticker := time.NewTicker(lookAgain)
	defer ticker.Stop()
	for {
		run(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-signal:
			select {
			case <-ctx.Done():
				return
			case <-time.After(gather):
			}
		}
	}
}

// Sequence gives every waiting leaf its place and signs a checkpoint over them.
// It may run on several nodes at once; one of them works, the others wait.
func Sequence(ctx context.Context, s *store.Store) error {
	key, err := openLog(ctx, s)
	if err != nil {
		return err
	}
	for {
		waiting, err := anyWaiting(ctx, s)
		if err != nil {
			return err
		}
		if !waiting {
			break
		}
		if err := s.Maintain(ctx, placeNext); err != nil {
			return err
		}
	}
	return sign(ctx, s, key)
}

// anyWaiting keeps an idle house from writing.
func anyWaiting(ctx context.Context, s *store.Store) (waiting bool, err error) {
	err = s.Read(ctx, func(tx *store.Tx) (err error) {
		_, waiting, err = waitingLeaves.Find(tx, tx.County(), 1)
		return err
	})
	return waiting, err
}

// placeNext places one batch of waiting leaves, in the order of their ids: a
// leaf's id sorts after those of the leaves it follows.
func placeNext(tx *store.Tx) error {
	head, err := lockHead.One(tx, tx.County())
	if err != nil {
		return err
	}
	waiting, err := waitingLeaves.All(tx, tx.County(), placeBatch)
	if err != nil || len(waiting) == 0 {
		return err
	}
	tree, err := merkle.OpenTree(head.Size, hashes{tx})
	if err != nil {
		return TreeDamaged.Because(err, fault.Args{"place": head.Size})
	}
	for _, leaf := range waiting {
		if err := placeOne(tx, tree, leaf); err != nil {
			return err
		}
	}
	return moveHead.One(tx, tree.Size(), tx.County(), head.Size)
}

func placeOne(tx *store.Tx, tree *merkle.Tree, leaf waitingRow) error {
	if hash := merkle.LeafHash(leaf.Entry); !bytes.Equal(hash[:], leaf.Hash) {
		return LeafDamaged.New(fault.Args{"leaf": leaf.ID})
	}
	place := tree.Size()
	first, stored, err := tree.Append(leaf.Entry)
	if err != nil {
		return err
	}
	for i, hash := range stored {
		if err := insertHash.One(tx, hashRow{tx.County(), first + int64(i), hash[:]}); err != nil {
			return err
		}
	}
	return placeLeaf.One(tx, place, tx.County(), leaf.ID)
}

// hashes reads the stored tree (a tlog.HashReader).
type hashes struct{ tx *store.Tx }

// closeTogether is how far the wanted hashes may lie apart, per hash, to be
// read in one stretch.
const closeTogether = 4

// ReadHashes returns the stored hashes at the indexes.
func (h hashes) ReadHashes(indexes []int64) ([]merkle.Hash, error) {
	found := map[int64][]byte{}
	if n := int64(len(indexes)); n > closeTogether && indexes[n-1]-indexes[0] < closeTogether*n && indexes[n-1] >= indexes[0] {
		rows, err := hashesFrom.All(h.tx, h.tx.County(), indexes[0], indexes[n-1]-indexes[0]+1)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			found[row.N] = row.Hash
		}
	}
	out := make([]merkle.Hash, len(indexes))
	for i, n := range indexes {
		hash, ok := found[n]
		if !ok {
			row, err := oneHash.One(h.tx, h.tx.County(), n)
			if err != nil {
				return nil, err
			}
			hash = row.Hash
		}
		copy(out[i][:], hash)
	}
	return out, nil
}
