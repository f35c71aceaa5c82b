package merkle

import (
	"fmt"
	"maps"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// Tree appends leaves to a log. It keeps only the right edge, at most one hash
// for each binary digit of the size, so that appending reads nothing and costs
// O(log n). It is a plain value for one goroutine: the sequencer's.
type Tree struct {
	size int64
	edge map[int64]Hash // by storage index
}

// OpenTree loads the right edge of a log of size leaves from its stored hashes.
// The reader is not used afterwards.
func OpenTree(size int64, r HashReader) (*Tree, error) {
	if size < 0 {
		return nil, fmt.Errorf("日志长度 %d 不对，请检查留痕库", size)
	}
	tree := &Tree{size: size, edge: map[int64]Hash{}}
	indexes := edgeIndexes(size)
	if len(indexes) == 0 {
		return tree, nil
	}
	hashes, err := r.ReadHashes(indexes)
	if err != nil {
		return nil, fmt.Errorf("读不出长度为 %d 的日志的右边缘，请检查留痕库: %w", size, err)
	}
	if len(hashes) != len(indexes) {
		return nil, fmt.Errorf("留痕库给出 %d 个散列，应为 %d 个，请检查留痕库", len(hashes), len(indexes))
	}
	for i, index := range indexes {
		tree.edge[index] = hashes[i]
	}
	return tree, nil
}

// edgeIndexes are the storage indexes of the complete subtrees that make up a
// tree of this size, one for each binary digit that is set.
func edgeIndexes(size int64) []int64 {
	var indexes []int64
	for rest := size; rest > 0; rest &= rest - 1 {
		level := bits.TrailingZeros64(uint64(rest))
		indexes = append(indexes, tlog.StoredHashIndex(level, rest>>level-1))
	}
	return indexes
}

// ReadHashes serves the right edge; other hashes were forgotten.
func (t *Tree) ReadHashes(indexes []int64) ([]Hash, error) {
	hashes := make([]Hash, len(indexes))
	for i, index := range indexes {
		hash, ok := t.edge[index]
		if !ok {
			return nil, fmt.Errorf("散列 %d 不在右边缘上，请从留痕库读取", index)
		}
		hashes[i] = hash
	}
	return hashes, nil
}

// Append adds an entry and returns the hashes to store: store[i] belongs at
// storage index first+i. Nothing is written here; to undo an append that was
// not stored, go back to a Clone made before.
func (t *Tree) Append(entry []byte) (first int64, store []Hash, err error) {
	if len(entry) > MaxEntry {
		return 0, nil, fmt.Errorf("留痕有 %d 字节，超过 %d，请缩短", len(entry), MaxEntry)
	}
	store, err = tlog.StoredHashes(t.size, entry, t)
	if err != nil {
		return 0, nil, fmt.Errorf("第 %d 条留痕加不进日志: %w", t.size, err)
	}
	first = tlog.StoredHashIndex(0, t.size)
	t.forgetMerged()
	t.edge[first+int64(len(store))-1] = store[len(store)-1]
	t.size++
	return first, store, nil
}

// forgetMerged drops the subtrees that the next leaf merges into a larger one:
// those of the trailing ones of the size's binary digits.
func (t *Tree) forgetMerged() {
	for level, rest := 0, t.size; rest&1 == 1; level, rest = level+1, rest>>1 {
		delete(t.edge, tlog.StoredHashIndex(level, rest-1))
	}
}

// Size is the number of leaves.
func (t *Tree) Size() int64 { return t.size }

// Root is the Merkle tree hash; that of the empty tree is the hash of nothing.
func (t *Tree) Root() (Hash, error) { return tlog.TreeHash(t.size, t) }

// Clone is an independent copy, to try appends that may be rolled back.
func (t *Tree) Clone() *Tree { return &Tree{size: t.size, edge: maps.Clone(t.edge)} }

// RootAt is the root of the first size leaves, from stored hashes.
func RootAt(size int64, r HashReader) (Hash, error) {
	root, err := tlog.TreeHash(size, r)
	if err != nil {
		return Hash{}, fmt.Errorf("算不出长度为 %d 的日志的根，请检查留痕库: %w", size, err)
	}
	return root, nil
}

// StoredCount is how many hashes are stored for a log of size leaves.
func StoredCount(size int64) int64 { return tlog.StoredHashCount(size) }
