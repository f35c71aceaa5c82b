package journal

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
)

// heads compares each subject's remembered last leaf with the leaves.
func (v *verifier) heads() error {
	after := ""
	for {
		rows, err := subjectsFrom.All(v.tx, v.tx.County(), after, readBatch)
		if err != nil {
			return err
		}
		for _, row := range rows {
			v.verdict.Subjects++
			if !bytes.Equal(v.subjects[row.Subject], row.Hash) || v.last[row.Subject] != row.LeafID {
				v.found(Finding{Flaw: FlawChain, Place: v.placeOf(row.LeafID), Leaf: row.LeafID,
					Table: "journal_subject", Row: row.Subject,
					Sentence: fmt.Sprintf("表 journal_subject 的 %s 记的最后一条留痕是 %s，与留痕表不符，最后的留痕被删除或改写。", row.Subject, row.LeafID)})
			}
			delete(v.last, row.Subject)
		}
		if len(rows) < readBatch {
			break
		}
		after = rows[len(rows)-1].Subject
	}
	for _, subject := range sortedKeys(v.last) {
		v.found(Finding{Flaw: FlawChain, Place: v.placeOf(v.last[subject]), Leaf: v.last[subject], Table: "journal_subject", Row: subject,
			Sentence: fmt.Sprintf("表 journal_subject 里没有对象 %s，这一行被删除了。", subject)})
	}
	return nil
}

// placeOf returns a leaf's place, or -1.
func (v *verifier) placeOf(leaf string) int64 {
	if place, ok := v.ids[leaf]; ok {
		return place
	}
	return -1
}

// records compares every recorded row with the newest leaf about it.
func (v *verifier) records() error {
	record, id := "", ""
	for {
		links, err := rowsFrom.All(v.tx, v.tx.County(), record, id, readBatch)
		if err != nil {
			return err
		}
		for _, link := range links {
			v.verdict.Rows++
			if err := v.record(link); err != nil {
				return err
			}
			record, id = link.Record, link.RowID
		}
		if len(links) < readBatch {
			break
		}
	}
	for _, key := range sortedKeys(v.rows) {
		if mark := v.rows[key]; !mark.seen {
			table, row, _ := strings.Cut(key, "/")
			if err := v.record(rowRow{Record: table, RowID: row, LeafID: mark.leaf, Digest: mark.digest}); err != nil {
				return err
			}
			v.found(Finding{Flaw: FlawRowLink, Place: mark.place, Leaf: mark.leaf, Table: "journal_row", Row: key,
				Sentence: fmt.Sprintf("表 journal_row 里没有 %s，这一行被删除了。", key)})
		}
	}
	return nil
}

// record compares one row. When the leaf's content was erased, the link's own
// digest is all there is.
func (v *verifier) record(link rowRow) error {
	key := link.Record + "/" + link.RowID
	mark, known := v.rows[key]
	if known {
		mark.seen = true
		v.rows[key] = mark
	} else {
		mark = rowMark{digest: link.Digest, leaf: link.LeafID, place: v.placeOf(link.LeafID)}
	}
	_, there := v.ids[link.LeafID]
	if link.LeafID != mark.leaf || link.Digest != mark.digest || !there {
		v.found(Finding{Flaw: FlawRowLink, Place: mark.place, Leaf: mark.leaf, Table: "journal_row", Row: key,
			Sentence: fmt.Sprintf("表 journal_row 的 %s 指向留痕 %s，与留痕内容不符（应为 %s），这一行被改过或留痕被删除。", key, link.LeafID, mark.leaf)})
	}
	exists, err := v.tx.HasTable(link.Record)
	if err != nil {
		return err
	}
	digest, ok := "", false
	if exists {
		if _, digest, ok, err = v.tx.RowImage(link.Record, link.RowID); err != nil {
			return err
		}
	}
	f := Finding{Place: mark.place, Leaf: mark.leaf, Table: link.Record, Row: link.RowID}
	switch {
	case !ok:
		f.Flaw = FlawRowMissing
		f.Sentence = fmt.Sprintf("表 %s 的 %s 不见了：留痕 %s 记载过这一行，它在系统之外被删除。", link.Record, link.RowID, mark.leaf)
	case digest != mark.digest:
		f.Flaw = FlawRowChanged
		f.Sentence = fmt.Sprintf("表 %s 的 %s 与最后一条留痕 %s 不符：这一行在系统之外被改过。", link.Record, link.RowID, mark.leaf)
	default:
		return nil
	}
	v.found(f)
	return nil
}

// series compares the numbers that acts took with the counters: every number
// from 1 to the counter once.
func (v *verifier) series() error {
	counters, err := v.tx.Counters()
	if err != nil {
		return err
	}
	value := map[string]int64{}
	for _, c := range counters {
		value[c.Series] = c.Value
	}
	for _, series := range sortedKeys(v.numbers) {
		v.oneSeries(series, v.numbers[series], value[series])
	}
	return nil
}

func (v *verifier) oneSeries(series string, numbers []taken, counter int64) {
	sort.Slice(numbers, func(i, j int) bool { return numbers[i].value < numbers[j].value })
	expect, listed := int64(1), 0
	for _, n := range numbers {
		if n.value < expect {
			v.found(Finding{Flaw: FlawNumberTwice, Place: n.place, Leaf: n.leaf, Table: "store_counter", Row: series,
				Sentence: fmt.Sprintf("表 store_counter 的编号 %s 第 %d 号用了两次，第二次见留痕 %s。", series, n.value, n.leaf)})
			continue
		}
		for ; expect < n.value && listed < maxListedNumbers; expect, listed = expect+1, listed+1 {
			v.found(Finding{Flaw: FlawNumberGap, Place: n.place, Table: "store_counter", Row: series,
				Sentence: fmt.Sprintf("表 store_counter 的编号 %s 缺第 %d 号：没有留痕记载谁用了它。", series, expect)})
		}
		expect = n.value + 1
	}
	if last := expect - 1; last != counter {
		v.found(Finding{Flaw: FlawCounter, Place: -1, Table: "store_counter", Row: series,
			Sentence: fmt.Sprintf("表 store_counter 的 %s 是 %d，留痕里用到 %d，计数被改过或有留痕被删除。", series, counter, last)})
	}
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
