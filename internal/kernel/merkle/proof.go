package merkle

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// ProveInclusion returns the hashes that lead from leaf index to the root of the
// first size leaves, the leaf's sibling first (RFC 6962, 2.1.1).
func ProveInclusion(size, index int64, r HashReader) ([]Hash, error) {
	if index < 0 || index >= size {
		return nil, fmt.Errorf("第 %d 条还不在长度为 %d 的日志里，请等下一个检查点", index, size)
	}
	proof, err := tlog.ProveRecord(size, index, r)
	if err != nil {
		return nil, fmt.Errorf("第 %d 条的证明算不出来，请检查留痕库: %w", index, err)
	}
	return proof, nil
}

// CheckInclusion reports whether proof shows that leaf is number index of the
// log with this size and root.
func CheckInclusion(proof []Hash, size int64, root Hash, index int64, leaf Hash) error {
	if size < 1 || index < 0 || index >= size {
		return wrong(PartProof, fmt.Sprintf("序号 %d 不在长度为 %d 的日志里，请核对序号和检查点", index, size))
	}
	if want := pathLength(size, index); len(proof) != want {
		return wrong(PartProof, fmt.Sprintf("证明有 %d 行，第 %d 条在长度为 %d 的日志里应为 %d 行，请重新取一份", len(proof), index, size, want))
	}
	if err := tlog.CheckRecord(proof, size, root, index, leaf); err != nil {
		return wrong(PartProof, fmt.Sprintf("第 %d 条对不上检查点的根：留痕、序号或证明被改过，请对照公示的日志核对", index))
	}
	return nil
}

// pathLength is the number of hashes between a leaf and the root.
func pathLength(size, index int64) int {
	length := 0
	for size > 1 {
		half := int64(1)
		for half*2 < size {
			half *= 2
		}
		if index < half {
			size = half
		} else {
			size, index = size-half, index-half
		}
		length++
	}
	return length
}

// ProveConsistency returns the hashes that show that the log of newer leaves
// begins with the log of older leaves (RFC 6962, 2.1.2). From the empty log, and
// between equal sizes, none are needed.
func ProveConsistency(older, newer int64, r HashReader) ([]Hash, error) {
	switch {
	case older < 0 || older > newer:
		return nil, fmt.Errorf("旧长度 %d 应在 0 和新长度 %d 之间，请核对两个检查点", older, newer)
	case older == 0 || older == newer:
		return nil, nil
	}
	proof, err := tlog.ProveTree(newer, older, r)
	if err != nil {
		return nil, fmt.Errorf("从 %d 到 %d 的一致性证明算不出来，请检查留痕库: %w", older, newer, err)
	}
	return proof, nil
}

// CheckConsistency reports whether proof shows that nothing among the first
// older leaves was changed or removed.
func CheckConsistency(proof []Hash, older int64, olderRoot Hash, newer int64, newerRoot Hash) error {
	switch {
	case older < 0 || older > newer:
		return wrong(PartProof, fmt.Sprintf("新检查点的长度 %d 小于旧的 %d：日志被截短了，请向监督单位报告", newer, older))
	case older == 0:
		return checkFromEmpty(proof, olderRoot, newer, newerRoot)
	case older == newer && olderRoot != newerRoot:
		return wrong(PartProof, fmt.Sprintf("长度同为 %d 而根不同：有两份不一样的日志，请向监督单位报告", older))
	case older == newer && len(proof) == 0:
		return nil
	case older == newer:
		return wrong(PartProof, "两个检查点相同，不应有证明，请重新取一份")
	}
	if err := tlog.CheckTree(proof, newer, newerRoot, older, olderRoot); err != nil {
		return wrong(PartProof, fmt.Sprintf("长度 %d 的日志不是长度 %d 的日志的开头：旧留痕被改过，或证明不对，请向监督单位报告", older, newer))
	}
	return nil
}

// checkFromEmpty: every log extends the empty one, whose root is fixed.
func checkFromEmpty(proof []Hash, olderRoot Hash, newer int64, newerRoot Hash) error {
	empty, err := tlog.TreeHash(0, nil)
	if err != nil || olderRoot != empty || newer == 0 && newerRoot != empty || len(proof) != 0 {
		return wrong(PartProof, "空日志的根或证明不对，请核对两个检查点")
	}
	return nil
}
