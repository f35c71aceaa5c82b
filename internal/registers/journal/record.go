package journal

import (
	"encoding/json"
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/merkle"
	"yingshang/internal/store"
)

// Row names a record an act left behind: a table with key (county, id).
type Row struct{ Table, ID string }

// Payload is what a leaf commits to. Details carry ids, codes and words that
// are fit for the timeline; never personal data.
type Payload struct {
	By      By                `json:"by"`
	Details json.RawMessage   `json:"details,omitempty"`
	Rows    map[string]string `json:"rows,omitempty"` // "table/id" → SHA-256 of the row's image
	// Numbers are those the act took from counter series (连续编号).
	Numbers map[string][]int64 `json:"numbers,omitempty"`
}

// By names the actor as the timeline prints it.
type By struct {
	Account string `json:"account"`
	Name    string `json:"name,omitempty"` // staff only; applicants stay opaque
	Unit    string `json:"unit,omitempty"`
	Window  string `json:"window,omitempty"`
	For     string `json:"for,omitempty"` // delegated from (代)
	Channel string `json:"channel,omitempty"`
	Request string `json:"request,omitempty"`
}

// Leaf is one stored entry.
type Leaf struct {
	County  string
	ID      string
	At      calendar.Instant
	Kind    string
	Subject string
	Actor   string
	Payload *string // nil after erasure
	Salt    []byte
	Entry   []byte
	Hash    []byte
	Place   *int64 // nil until the sequencer has placed it
}

// Record writes the entry of one act on a subject into the act's transaction.
// Kind is the journal kind of the state table ("case.accept"); subject is the
// record's id; details must marshal to JSON without personal data; rows are
// the records the act inserted or changed, read back as they now stand.
func Record(tx *store.Tx, by flow.Actor, kind, subject string, details any, rows ...Row) (Leaf, error) {
	payload, err := payloadOf(tx, by, details, rows)
	if err != nil {
		return Leaf{}, fmt.Errorf("journal %s %s: %w", kind, subject, err)
	}
	prev, known, err := lastOf.Find(tx, tx.County(), subject)
	if err != nil {
		return Leaf{}, err
	}
	after, err := formerLeaves(tx, prev, rows)
	if err != nil {
		return Leaf{}, err
	}
	leaf, err := makeLeaf(tx, by, kind, subject, payload, prev.Hash)
	leaf.ID = tx.NewIDAfter(after...)
	if err != nil {
		return Leaf{}, fmt.Errorf("journal %s %s: %w", kind, subject, err)
	}
	if err := insertLeaf.One(tx, leaf); err != nil {
		return Leaf{}, err
	}
	if err := linkSubject(tx, leaf, prev, known); err != nil {
		return Leaf{}, err
	}
	if err := linkRows(tx, leaf, rows, payload); err != nil {
		return Leaf{}, err
	}
	tx.Journaled()
	return leaf, nil
}

// formerLeaves are the leaves this one must be placed after: that of the
// subject, and those of the rows.
func formerLeaves(tx *store.Tx, prev subjectRow, rows []Row) ([]string, error) {
	former := []string{prev.LeafID}
	for _, row := range rows {
		last, ok, err := rowLink.Find(tx, tx.County(), row.Table, row.ID)
		if err != nil {
			return nil, err
		}
		if ok {
			former = append(former, last.LeafID)
		}
	}
	return former, nil
}

func payloadOf(tx *store.Tx, by flow.Actor, details any, rows []Row) (Payload, error) {
	p := Payload{By: By{Account: by.Account, Unit: by.Unit, Window: by.Window,
		For: by.For, Channel: by.Channel, Request: by.Request}}
	if by.Unit != "" || by.Has(flow.RoleSystem) {
		p.By.Name = by.Name
	}
	p.Numbers = tx.TakenNumbers()
	if details != nil {
		text, err := json.Marshal(details)
		if err != nil {
			return p, err
		}
		p.Details = text
	}
	if len(rows) > 0 {
		p.Rows = make(map[string]string, len(rows))
	}
	for _, row := range rows {
		_, digest, ok, err := tx.RowImage(row.Table, row.ID)
		if err != nil {
			return p, err
		}
		if !ok {
			return p, fmt.Errorf("no row %s/%s to record", row.Table, row.ID)
		}
		p.Rows[row.Table+"/"+row.ID] = digest
	}
	return p, nil
}

func makeLeaf(tx *store.Tx, by flow.Actor, kind, subject string, payload Payload, prev []byte) (Leaf, error) {
	text, err := json.Marshal(payload)
	if err != nil {
		return Leaf{}, err
	}
	salt := [16]byte(tx.Random(16))
	m := merkle.Leaf{TimeMs: int64(tx.Now()), Kind: kind, Subject: subject, Actor: by.Account,
		Commit: merkle.Commit(salt, text)}
	if len(prev) == len(m.Prev) {
		m.Prev = merkle.Hash(prev)
	}
	entry, err := m.Text()
	if err != nil {
		return Leaf{}, err
	}
	hash := merkle.LeafHash(entry)
	body := string(text)
	return Leaf{County: tx.County(), At: tx.Now(), Kind: kind, Subject: subject,
		Actor: by.Account, Payload: &body, Salt: salt[:], Entry: entry, Hash: hash[:]}, nil
}

func linkSubject(tx *store.Tx, leaf Leaf, prev subjectRow, known bool) error {
	if !known {
		return insertSubject.One(tx, subjectRow{leaf.County, leaf.Subject, leaf.ID, leaf.Hash})
	}
	// Guarded by the former leaf, though lastOf already holds the row: two acts on
	// one subject must never follow the same leaf.
	return moveSubject.One(tx, leaf.ID, leaf.Hash, leaf.County, leaf.Subject, prev.LeafID)
}

func linkRows(tx *store.Tx, leaf Leaf, rows []Row, payload Payload) error {
	for _, row := range rows {
		digest := payload.Rows[row.Table+"/"+row.ID]
		if _, err := saveRow.Run(tx, leaf.County, row.Table, row.ID, leaf.ID, digest); err != nil {
			return err
		}
	}
	return nil
}
