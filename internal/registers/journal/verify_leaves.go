package journal

import (
	"bytes"
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/merkle"
)

// placed walks the leaves in the order of their places, and the tree with them.
func (v *verifier) placed() error {
	head, _, err := readHead.Find(v.tx, v.tx.County())
	if err != nil {
		return err
	}
	stored := &hashStream{tx: v.tx}
	next := int64(0)
	for {
		leaves, err := leavesFrom.All(v.tx, v.tx.County(), next, readBatch)
		if err != nil {
			return err
		}
		for _, leaf := range leaves {
			if err := v.missingLeaves(stored, next, *leaf.Place); err != nil {
				return err
			}
			if err := v.treeLeaf(stored, leaf); err != nil {
				return err
			}
			v.leaf(leaf, *leaf.Place)
			next = *leaf.Place + 1
		}
		if len(leaves) < readBatch {
			break
		}
	}
	v.verdict.Size = max(next, head.Size)
	return v.missingLeaves(stored, next, v.verdict.Size)
}

// missingLeaves reports places without a leaf. The stored hash stands in for
// it, so that one deleted leaf does not make all others look wrong.
func (v *verifier) missingLeaves(stored *hashStream, from, to int64) error {
	for place := from; place < to; place++ {
		v.found(Finding{Flaw: FlawLeafMissing, Place: place, Table: "journal_leaf",
			Sentence: fmt.Sprintf("第 %d 条留痕不见了：表 journal_leaf 里没有 place=%d 的行，它被删除或改了序号。", place, place)})
		hash, err := stored.at(merkle.StoredCount(place))
		if err != nil {
			return err
		}
		if err := v.grow(stored, place, hash); err != nil {
			return err
		}
	}
	return nil
}

// treeLeaf compares a leaf with its own hash and with the tree.
func (v *verifier) treeLeaf(stored *hashStream, leaf Leaf) error {
	place := *leaf.Place
	hash := merkle.LeafHash(leaf.Entry)
	inTree, err := stored.at(merkle.StoredCount(place))
	if err != nil {
		return err
	}
	switch {
	case !bytes.Equal(hash[:], leaf.Hash):
		v.badLeaf(leaf, place, FlawLeafChanged, "的正文 entry 与写入时的散列 hash 不符，正文或散列被改过")
	case hash != inTree:
		v.badLeaf(leaf, place, FlawLeafChanged, "与留痕树 journal_hash 里同一序号的散列不符，留痕被改写或调换了顺序")
	}
	return v.grow(stored, place, inTree)
}

// leaf checks one leaf by itself and against its subject's former leaf.
func (v *verifier) leaf(leaf Leaf, place int64) {
	v.ids[leaf.ID] = place
	text, err := merkle.ParseLeaf(leaf.Entry)
	if err != nil {
		v.badLeaf(leaf, place, FlawLeafChanged, "的正文 entry 读不出来（"+err.Error()+"）")
		return
	}
	if text.TimeMs != int64(leaf.At) || text.Kind != leaf.Kind || text.Subject != leaf.Subject || text.Actor != leaf.Actor {
		v.badLeaf(leaf, place, FlawLeafColumns, fmt.Sprintf("的列与正文不符，正文写的是：时间 %s、种类 %s、对象 %s、经办 %s",
			calendar.Instant(text.TimeMs), text.Kind, text.Subject, text.Actor))
	}
	if text.TimeMs < v.newest-timeSlack {
		v.badLeaf(leaf, place, FlawLeafTime, fmt.Sprintf("的时间 %s 早于它前面的留痕，服务器时间可能被调过", calendar.Instant(text.TimeMs)))
	}
	v.newest = max(v.newest, text.TimeMs)
	var former merkle.Hash
	copy(former[:], v.subjects[text.Subject])
	if text.Prev != former {
		v.badLeaf(leaf, place, FlawChain, "接不上同一对象的上一条留痕，中间有留痕被删除、改写或调换了顺序")
	}
	hash := merkle.LeafHash(leaf.Entry)
	v.subjects[text.Subject] = hash[:]
	v.last[text.Subject] = leaf.ID
	v.content(leaf, text, place)
}

// content compares the payload with the leaf's commitment and collects the rows
// and numbers it vouches for.
func (v *verifier) content(leaf Leaf, text merkle.Leaf, place int64) {
	if text.Kind == KindErase {
		delete(v.emptied, text.Subject)
	}
	if leaf.Payload == nil && leaf.Salt == nil {
		v.verdict.Erased++
		if _, known := v.emptied[text.Subject]; !known {
			v.emptied[text.Subject] = Finding{Flaw: FlawErasure, Place: place, Leaf: leaf.ID, Table: "journal_leaf", Row: leaf.ID,
				Sentence: v.sentence(leaf, place, "的内容被删掉了，但其后没有该对象的删除留痕（"+KindErase+"）")}
		}
		return
	}
	if leaf.Payload == nil || len(leaf.Salt) != 16 ||
		merkle.CheckCommit(text, [16]byte(leaf.Salt), []byte(*leaf.Payload)) != nil {
		v.badLeaf(leaf, place, FlawLeafContent, "的内容 payload 与承诺不符，内容或盐值 salt 被改过")
		return
	}
	p, err := parsePayload(*leaf.Payload)
	if err != nil {
		v.badLeaf(leaf, place, FlawLeafContent, "的内容 payload 读不出来")
		return
	}
	for row, digest := range p.Rows {
		v.rows[row] = rowMark{digest: digest, leaf: leaf.ID, place: place}
	}
	for series, values := range p.Numbers {
		for _, value := range values {
			v.numbers[series] = append(v.numbers[series], taken{value, leaf.ID, place})
		}
	}
}

// waiting checks the leaves that have no place yet; their ids sort after those
// of the leaves they follow.
func (v *verifier) waiting() error {
	after := ""
	for {
		leaves, err := leavesWaiting.All(v.tx, v.tx.County(), after, readBatch)
		if err != nil {
			return err
		}
		for _, leaf := range leaves {
			v.verdict.Waiting++
			if hash := merkle.LeafHash(leaf.Entry); !bytes.Equal(hash[:], leaf.Hash) {
				v.badLeaf(leaf, -1, FlawLeafChanged, "的正文 entry 与写入时的散列 hash 不符，正文或散列被改过")
			}
			v.leaf(leaf, -1)
		}
		if len(leaves) < readBatch {
			return nil
		}
		after = leaves[len(leaves)-1].ID
	}
}

func (v *verifier) badLeaf(leaf Leaf, place int64, flaw Flaw, what string) {
	v.found(Finding{Flaw: flaw, Place: place, Leaf: leaf.ID, Table: "journal_leaf", Row: leaf.ID,
		Sentence: v.sentence(leaf, place, what)})
}

func (v *verifier) sentence(leaf Leaf, place int64, what string) string {
	where := "待定序"
	if place >= 0 {
		where = fmt.Sprintf("第 %d 条", place)
	}
	return fmt.Sprintf("表 journal_leaf 的 %s（%s，%s）%s。", leaf.ID, where, leaf.Kind, what)
}
