package journal

import (
	"maps"
	"slices"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// KindErase is the journal kind of an erasure.
const KindErase = "journal.erase"

type erased struct {
	Reason  string `json:"reason"`
	Entries int64  `json:"entries"`
}

// EraseSubjectPayloads drops the content and the salts of a subject's entries
// (个人信息保护法 art. 47). The leaves stay: their proofs still verify, but what
// they commit to can no longer be shown or guessed. The erasure is an entry of
// its own; it takes over the digests of the rows and the numbers that only the
// dropped contents vouched for. The caller has decided that the law allows it,
// erases sealed fields with tx.EraseSealed, and gives a reason without personal
// data. It returns how many entries were emptied.
func EraseSubjectPayloads(tx *store.Tx, by flow.Actor, subject, reason string) (int64, error) {
	if strings.TrimSpace(reason) == "" {
		return 0, ReasonMissing.New(nil)
	}
	numbers, rows, err := vouchedBy(tx, subject)
	if err != nil {
		return 0, err
	}
	n, err := eraseLeaves.Run(tx, tx.County(), subject)
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, NothingToErase.New(nil)
	}
	tx.GiveNumbers(numbers)
	_, err = Record(tx, by, KindErase, subject, erased{reason, n}, rows...)
	return n, err
}

// vouchedBy collects the numbers that the subject's entries took, and the rows of
// which one of them holds the newest digest.
func vouchedBy(tx *store.Tx, subject string) (numbers map[string][]int64, rows []Row, err error) {
	leaves, err := allLeavesOf(tx, subject)
	if err != nil {
		return nil, nil, err
	}
	numbers = map[string][]int64{}
	for _, leaf := range leaves {
		if leaf.Payload == nil {
			continue
		}
		p, err := parsePayload(*leaf.Payload)
		if err != nil {
			return nil, nil, err
		}
		for series, taken := range p.Numbers {
			numbers[series] = append(numbers[series], taken...)
		}
		for _, name := range slices.Sorted(maps.Keys(p.Rows)) {
			var row Row
			row.Table, row.ID, _ = strings.Cut(name, "/")
			link, _, err := rowLink.Find(tx, tx.County(), row.Table, row.ID)
			if err != nil {
				return nil, nil, err
			}
			if link.LeafID == leaf.ID {
				rows = append(rows, row)
			}
		}
	}
	return numbers, rows, nil
}
