package journal

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/bits"
	"sort"

	"golang.org/x/mod/sumdb/note"

	"yingshang/internal/kernel/merkle"
	"yingshang/internal/store"
)

// treeCheck keeps, per level, the last left subtree that waits for its right
// neighbour, as recomputed from the hashes one level below.
type treeCheck struct {
	size    int64
	pending [64]merkle.Hash
}

// node is the RFC 6962 hash of two subtrees.
func node(left, right merkle.Hash) merkle.Hash {
	both := append(append([]byte{1}, left[:]...), right[:]...)
	return sha256.Sum256(both)
}

// root folds the waiting subtrees, the smallest first.
func (t *treeCheck) root() merkle.Hash {
	if t.size == 0 {
		return sha256.Sum256(nil)
	}
	low := bits.TrailingZeros64(uint64(t.size))
	root := t.pending[low]
	for level := low + 1; level < bits.Len64(uint64(t.size)); level++ {
		if t.size>>level&1 == 1 {
			root = node(t.pending[level], root)
		}
	}
	return root
}

// grow adds the leaf hash of a place, compares the stored inner hashes it
// completes, and compares the checkpoints of the size then reached.
func (v *verifier) grow(stored *hashStream, place int64, hash merkle.Hash) error {
	t := &v.tree
	level := 0
	for ; place>>level&1 == 1; level++ {
		hash = node(t.pending[level], hash)
		inTree, err := stored.at(merkle.StoredCount(place) + int64(level) + 1)
		if err != nil {
			return err
		}
		if inTree != hash {
			n := merkle.StoredCount(place) + int64(level) + 1
			v.found(Finding{Flaw: FlawTree, Place: place, Table: "journal_hash", Row: fmt.Sprint(n),
				Sentence: fmt.Sprintf("表 journal_hash 的 n=%d（第 %d 条处的第 %d 层）与下层散列算出的不符，留痕树被改过。", n, place, level+1)})
		}
	}
	t.pending[level] = hash
	t.size = place + 1
	v.compareCheckpoints()
	return nil
}

// point is one checkpoint to compare with.
type point struct {
	merkle.Checkpoint
	saved bool // kept elsewhere
	row   *checkpointRow
}

// openCheckpoints checks the signatures of all checkpoints, stored and saved.
func (v *verifier) openCheckpoints() error {
	head, ok, err := readHead.Find(v.tx, v.tx.County())
	if err != nil || !ok {
		return err
	}
	public, err := v.publicKey(head)
	if err != nil {
		return err
	}
	if public != head.Verifier {
		v.found(Finding{Flaw: FlawSignature, Place: -1, Table: "journal_head", Row: v.tx.County(),
			Sentence: "表 journal_head 的公钥与已知的日志公钥不同，公钥被改过或密钥换了。"})
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		return fmt.Errorf("public key of the log: %w", err)
	}
	for next := int64(0); ; {
		rows, err := checkpointsFrom.All(v.tx, v.tx.County(), next, readBatch)
		if err != nil {
			return err
		}
		for _, row := range rows {
			v.verdict.Checkpoints++
			v.openCheckpoint([]byte(row.Note), verifier, &row)
			next = row.Size + 1
		}
		if len(rows) < readBatch {
			break
		}
	}
	for _, text := range v.check.Saved {
		v.openCheckpoint(text, verifier, nil)
	}
	sort.SliceStable(v.points, func(i, j int) bool { return v.points[i].Size < v.points[j].Size })
	v.compareCheckpoints()
	return nil
}

// publicKey is the key to trust: the caller's, that of the key directory, or
// the stored one.
func (v *verifier) publicKey(head headRow) (string, error) {
	if v.check.Verifier != "" {
		return v.check.Verifier, nil
	}
	text, ok, err := v.tx.Keys().Existing(keyFile)
	if err != nil || !ok {
		return head.Verifier, err
	}
	key, err := parseKey(text, head.Origin)
	return key.public, err
}

func (v *verifier) openCheckpoint(text []byte, verifier note.Verifier, row *checkpointRow) {
	c, _, err := merkle.OpenCheckpoint(text, verifier.Name(), verifier)
	f := Finding{Flaw: FlawSignature, Place: -1}
	if row != nil {
		f.Table, f.Row = "journal_checkpoint", fmt.Sprint(row.Size)
	}
	switch {
	case err != nil && row == nil:
		f.Sentence = "另存的检查点不能用：" + err.Error() + "。"
	case err != nil:
		f.Sentence = fmt.Sprintf("表 journal_checkpoint 的 size=%d 不能用：%s。", row.Size, err)
	case row != nil && (c.Size != row.Size || !bytes.Equal(c.Root[:], row.Root)):
		f.Sentence = fmt.Sprintf("表 journal_checkpoint 的 size=%d 与签名的正文（长度 %d）不符，列被改过。", row.Size, c.Size)
	}
	if f.Sentence != "" {
		v.found(f)
	}
	if err == nil {
		v.points = append(v.points, point{c, row == nil, row})
	}
}

// compareCheckpoints compares the checkpoints of the present size. After the
// first that fails, the range in which the log was rewritten is known.
func (v *verifier) compareCheckpoints() {
	for len(v.points) > 0 && v.points[0].Size == v.tree.size {
		p := v.points[0]
		v.points = v.points[1:]
		if v.tree.root() == p.Root {
			v.good[p.saved] = p.Size
			continue
		}
		v.badCheckpoint(p)
	}
}

// badCheckpoint reports a root that does not match. If damage was met on the
// way, that is the cause and stands before it.
func (v *verifier) badCheckpoint(p point) {
	from := v.good[p.saved]
	f := Finding{Flaw: FlawCheckpoint, Place: from}
	where := ""
	if p.row != nil {
		f.Table, f.Row, where = "journal_checkpoint", fmt.Sprint(p.Size), "（表 journal_checkpoint）"
	}
	f.Sentence = fmt.Sprintf("现有留痕与%s检查点%s（长度 %d）对不上：第 %d 至 %d 条之间有留痕被改写，留痕树也一起重做了。",
		p.kind(), where, p.Size, from, p.Size-1)
	if v.treeBad {
		f.Place = p.Size - 1
		f.Sentence = fmt.Sprintf("现有留痕与%s检查点%s（长度 %d）对不上，原因见前面列出的留痕。", p.kind(), where, p.Size)
	}
	v.found(f)
}

func (p point) kind() string {
	if p.saved {
		return "另存的"
	}
	return "已签发的"
}

// endOfLog reports checkpoints that know more leaves than there are, and hashes
// beyond the end.
func (v *verifier) endOfLog() error {
	v.verdict.Root = v.tree.root()
	for _, p := range v.points {
		v.found(Finding{Flaw: FlawShorter, Place: v.tree.size, Sentence: fmt.Sprintf(
			"%s检查点的长度是 %d，现在只有 %d 条留痕：日志被截短，或恢复了旧的备份。", p.kind(), p.Size, v.tree.size)})
	}
	extra, err := hashesFrom.All(v.tx, v.tx.County(), merkle.StoredCount(v.verdict.Size), 1)
	if err == nil && len(extra) > 0 {
		v.found(Finding{Flaw: FlawTree, Place: v.verdict.Size, Table: "journal_hash", Row: fmt.Sprint(extra[0].N),
			Sentence: fmt.Sprintf("表 journal_hash 比留痕多（n=%d 起），末尾的留痕被删除过。", extra[0].N)})
	}
	return err
}

// hashStream reads the stored tree in order.
type hashStream struct {
	tx   *store.Tx
	rows []hashRow
	done bool
}

// at returns the stored hash n, or zeros if it is not there. Calls come with
// rising n.
func (h *hashStream) at(n int64) (hash merkle.Hash, err error) {
	for {
		for len(h.rows) > 0 && h.rows[0].N < n {
			h.rows = h.rows[1:]
		}
		if len(h.rows) > 0 || h.done {
			break
		}
		if h.rows, err = hashesFrom.All(h.tx, h.tx.County(), n, readBatch); err != nil {
			return hash, err
		}
		h.done = len(h.rows) < readBatch
	}
	if len(h.rows) > 0 && h.rows[0].N == n {
		copy(hash[:], h.rows[0].Hash)
	}
	return hash, nil
}
