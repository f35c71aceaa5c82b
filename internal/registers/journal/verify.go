package journal

import (
	"context"
	"slices"
	"sort"

	"yingshang/internal/kernel/merkle"
	"yingshang/internal/store"
)

// Flaw is the kind of what a verification found.
type Flaw string

const (
	FlawRowChanged   Flaw = "row.changed"      // a record differs from its last leaf
	FlawRowMissing   Flaw = "row.missing"      // a recorded record is gone
	FlawRowLink      Flaw = "row.link"         // journal_row differs from the leaves
	FlawLeafMissing  Flaw = "leaf.missing"     // a place without leaf
	FlawLeafChanged  Flaw = "leaf.changed"     // a leaf differs from its hash or the tree
	FlawLeafColumns  Flaw = "leaf.columns"     // a leaf's columns differ from its text
	FlawLeafContent  Flaw = "leaf.content"     // content differs from the commitment
	FlawLeafTime     Flaw = "leaf.time"        // time runs backwards
	FlawChain        Flaw = "chain"            // a subject's leaves do not follow each other
	FlawErasure      Flaw = "erasure"          // content dropped without an erasure entry
	FlawTree         Flaw = "tree"             // an inner hash of the tree is wrong
	FlawCheckpoint   Flaw = "checkpoint"       // a signed root does not match the leaves
	FlawSignature    Flaw = "checkpoint.forge" // a checkpoint's signature is false
	FlawShorter      Flaw = "log.shorter"      // a saved checkpoint knows more leaves
	FlawNumberGap    Flaw = "number.gap"       // a number nobody took
	FlawNumberTwice  Flaw = "number.twice"     // a number taken twice
	FlawCounter      Flaw = "number.counter"   // the counter differs from the leaves
	nowhere               = int64(1) << 62
	timeSlack             = 60_000 // ms by which nodes' clocks and waiting acts may differ
	maxListedNumbers      = 1000   // missing numbers listed one by one per series
)

// Finding is one bad entry: where, what, and a sentence for people.
type Finding struct {
	Flaw     Flaw
	Place    int64 // of the leaf concerned; -1 when it has none
	Leaf     string
	Table    string
	Row      string
	Sentence string
}

// Verdict is the result of a verification.
type Verdict struct {
	Size        int64 // leaves placed
	Waiting     int64
	Root        merkle.Hash
	Rows        int64
	Subjects    int64
	Checkpoints int64
	Erased      int64
	First       *Finding // the bad entry with the lowest place
	Findings    []Finding
}

// Sound reports whether nothing was found wrong.
func (v Verdict) Sound() bool { return len(v.Findings) == 0 }

// Check says what a verification compares with.
type Check struct {
	// Saved are checkpoints kept elsewhere: from receipts, bulletins, witnesses.
	// They show a log that was rewritten or rolled back as a whole.
	Saved [][]byte
	// Verifier is the log's public key as known elsewhere. Empty means that of
	// the key directory, or, where there is none, the one stored with the log.
	Verifier string
	// Report is told each finding as it is met; may be nil.
	Report func(Finding)
}

// VerifyLog recomputes the whole journal from what is stored and compares it
// with every record, number and checkpoint. It reads one state of the data and
// changes nothing; the error is for readings that failed, not for findings.
func VerifyLog(ctx context.Context, s *store.Store, c Check) (Verdict, error) {
	var verdict Verdict
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		verdict, err = Verify(tx, c)
		return err
	})
	return verdict, err
}

// Verify is VerifyLog inside a transaction.
func Verify(tx *store.Tx, c Check) (Verdict, error) {
	v := &verifier{tx: tx, check: c, ids: map[string]int64{}, subjects: map[string][]byte{}, last: map[string]string{},
		rows: map[string]rowMark{}, numbers: map[string][]taken{}, emptied: map[string]Finding{}, good: map[bool]int64{}}
	for _, step := range []func() error{v.openCheckpoints, v.placed, v.waiting, v.endOfLog,
		v.heads, v.records, v.series} {
		if err := step(); err != nil {
			return v.verdict, err
		}
	}
	v.reportErasures()
	slices.SortStableFunc(v.verdict.Findings, func(a, b Finding) int { return int(min(max(order(a)-order(b), -1), 1)) })
	if len(v.verdict.Findings) > 0 {
		v.verdict.First = &v.verdict.Findings[0]
	}
	return v.verdict, nil
}

// order sorts findings by place; those without a place come last.
func order(f Finding) int64 {
	if f.Place < 0 {
		return nowhere
	}
	return f.Place
}

// rowMark is what the leaves say of a record: the newest leaf and its digest.
type rowMark struct {
	digest string
	leaf   string
	place  int64
	seen   bool
}

// taken is one number with the leaf that took it.
type taken struct {
	value int64
	leaf  string
	place int64
}

// verifier carries one verification. Leaves are read once, in order.
type verifier struct {
	tx      *store.Tx
	check   Check
	verdict Verdict

	tree     treeCheck
	newest   int64             // ms of the newest leaf
	ids      map[string]int64  // leaf id → place
	subjects map[string][]byte // subject → hash of its last leaf
	last     map[string]string // subject → id of its last leaf
	rows     map[string]rowMark
	numbers  map[string][]taken
	emptied  map[string]Finding // subject → first leaf without content, until an erasure entry
	points   []point
	good     map[bool]int64 // saved elsewhere? → size of the last checkpoint that matched
	treeBad  bool           // damage to leaves or tree was met
}

func (v *verifier) found(f Finding) {
	v.treeBad = v.treeBad || f.Flaw == FlawLeafChanged || f.Flaw == FlawTree || f.Flaw == FlawLeafMissing
	v.verdict.Findings = append(v.verdict.Findings, f)
	if v.check.Report != nil {
		v.check.Report(f)
	}
}

func (v *verifier) reportErasures() {
	subjects := make([]string, 0, len(v.emptied))
	for subject := range v.emptied {
		subjects = append(subjects, subject)
	}
	sort.Strings(subjects)
	for _, subject := range subjects {
		v.found(v.emptied[subject])
	}
}
