package papers

import (
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Evidence (佐证) is one file that a unit hands in for a record of a room: a
// report of progress, a self-score. It belongs to no party, is never used again
// for something else and never changes.
type Evidence struct {
	County  string
	ID      string
	Subject string // id of the record it supports
	Unit    string // that handed it in
	Name    string
	Mime    string
	Ext     string
	Size    int64
	Digest  string
	Scanned bool
	Account string
	At      calendar.Instant
}

// Proof is a checked file with the name it is to bear.
type Proof struct {
	Name string
	File Checked
}

const evidenceTable = "papers_evidence"

// Deposit keeps the files of a unit beside a record, in the act's own
// transaction, and returns the rows for the caller's entry. The caller has
// decided whether the actor may act on the record. A file in which the scanner
// found something is refused: there is no owner to ask for a better one later.
func Deposit(tx *store.Tx, by flow.Actor, subject string, proofs []Proof) ([]journal.Row, error) {
	if by.Unit == "" {
		return nil, EvidenceUnit.New(nil)
	}
	if len(proofs) > mostProofs {
		return nil, EvidenceMany.New(fault.Args{"most": mostProofs})
	}
	var rows []journal.Row
	for _, proof := range proofs {
		name, _ := zh.Normalise(proof.Name)
		switch name = strings.TrimSpace(name); {
		case name == "" || utf8.RuneCountInString(name) > 200:
			return nil, EvidenceName.New(nil)
		case proof.File.Threat != "":
			return nil, EvidenceThreat.New(fault.Args{"name": name})
		}
		e := Evidence{County: tx.County(), ID: tx.NewID(), Subject: subject, Unit: by.Unit, Name: name, Mime: proof.File.Mime,
			Ext: proof.File.Ext, Size: proof.File.Size, Digest: proof.File.Digest, Scanned: proof.File.Scanned, Account: by.Account, At: tx.Now()}
		if err := insertEvidence.One(tx, e); err != nil {
			return nil, err
		}
		rows = append(rows, journal.Row{Table: evidenceTable, ID: e.ID})
	}
	return rows, nil
}

// mostProofs bounds the files of one act.
const mostProofs = 20

// EvidenceOf lists the files beside a record, in the order they came.
func EvidenceOf(tx *store.Tx, subject string) ([]Evidence, error) {
	return evidenceOf.All(tx, tx.County(), subject)
}

// EvidenceByID returns one file. The caller decides who may see it.
func EvidenceByID(tx *store.Tx, id string) (Evidence, error) {
	e, ok, err := evidenceByID.Find(tx, tx.County(), id)
	if err == nil && !ok {
		err = NotOwn.New(nil)
	}
	return e, err
}

// OpenEvidence keeps who takes a look at the content. Call it in a write; the
// bytes are then read with Intake.OpenEvidence.
func OpenEvidence(tx *store.Tx, by flow.Actor, e Evidence) error {
	_, err := journal.Record(tx, by, "papers.open_evidence", e.ID, map[string]any{"subject": e.Subject})
	return err
}

// FileName is the name with the extension that the content has.
func (e Evidence) FileName() string {
	return strings.NewReplacer("/", "_", `\`, "_", ":", "_").Replace(e.Name) + e.Ext
}

// SizeZh is the size of the file as people say it.
func (e Evidence) SizeZh() string { return sizeWords(e.Size) }
