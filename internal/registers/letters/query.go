package letters

import (
	"encoding/json"
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// ByID returns one letter, or store.NoRow.
func ByID(tx *store.Tx, id string) (Letter, error) { return byID.One(tx, tx.County(), id) }

// OfSubject returns the letters of a record, oldest first.
func OfSubject(tx *store.Tx, subject string) ([]Letter, error) {
	return ofSubject.All(tx, tx.County(), subject)
}

// Find is what List is asked for; empty fields do not narrow.
type Find struct {
	Unit   string
	Form   FormCode
	Party  string
	Case   string // number of the case
	State  flow.State
	Number string
	From   *calendar.Day
	To     *calendar.Day
	Before string // id of the last letter of the page before
	Limit  int    // default 50, at most 500
}

// List returns a page of the register of letters (文书登记簿), newest first.
func List(tx *store.Tx, f Find) ([]Letter, error) {
	w := (&store.Where{}).And(inCounty, tx.County())
	for _, c := range []struct{ cond, text string }{{ofUnit, f.Unit}, {ofForm, string(f.Form)}, {ofParty, f.Party}, {ofCase, f.Case},
		{inState, string(f.State)}, {forNumber, f.Number}, {beforeID, f.Before}} {
		if c.text != "" {
			w.And(c.cond, c.text)
		}
	}
	if f.From != nil {
		w.And(fromDay, *f.From)
	}
	if f.To != nil {
		w.And(toDay, *f.To)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	return register.Page(tx, w, "newest", min(limit, 500))
}

// Gaps returns the serials of a series that no letter bears; there are none
// unless somebody changed the tables behind the program's back.
func Gaps(tx *store.Tx, word string, year int) ([]int64, error) {
	rows, err := serialsOf.All(tx, tx.County(), word, year)
	if err != nil {
		return nil, err
	}
	var missing []int64
	next := int64(1)
	for _, row := range rows {
		for ; next < row.Serial; next++ {
			missing = append(missing, next)
		}
		next = row.Serial + 1
	}
	return missing, nil
}

// Preview returns the document as somebody sees it who need not know the
// addressee: name masked, number and field texts left out.
func Preview(tx *store.Tx, id string) (Document, error) {
	l, err := ByID(tx, id)
	if err != nil {
		return Document{}, err
	}
	form, _ := FormOf(l.Form)
	return Document{Form: l.Form, Title: l.Title, UnitName: l.UnitName, Number: l.Number, Addressee: l.AddresseeMask,
		CaseNumber: l.CaseNumber, IssuedOn: l.IssuedOn, Seal: l.Seal, Copies: l.Copies, Signature: form.Signature, Code: l.Code}, nil
}

// Open (打开文书) returns the whole document to its unit or its addressee and
// journals it; the addressee's first look at an electronic letter is kept as
// a fact of its service. Call it in a write.
func Open(tx *store.Tx, by flow.Actor, id string) (Document, error) {
	l, err := ByID(tx, id)
	if err != nil {
		return Document{}, err
	}
	if !l.OpenTo(by) {
		return Document{}, NotYours.New(nil)
	}
	own := l.ownedBy(by)
	doc, err := l.unseal(tx)
	if err != nil {
		return Document{}, err
	}
	var rows []journal.Row
	if own {
		if rows, err = markOpened(tx, l); err != nil {
			return Document{}, err
		}
	}
	_, err = journal.Record(tx, by, "letter.open", id, map[string]any{"own": own}, rows...)
	return doc, err
}

// OpenTo reports whether the actor may open the whole letter: its addressee, its
// unit, and those who supervise or coordinate.
func (l Letter) OpenTo(by flow.Actor) bool {
	staff := by.Has(readers...) && (by.Unit == l.Unit || by.Has(identity.Supervisor, identity.Coordinator))
	return staff || l.ownedBy(by) || by.Has(flow.RoleSystem)
}

func (l Letter) ownedBy(by flow.Actor) bool {
	return by.Has(identity.Applicant) && l.PartyID != nil && by.Party == *l.PartyID
}

func (l Letter) unseal(tx *store.Tx) (Document, error) {
	text, err := tx.Unseal(l.keeper(), l.Content)
	if err != nil {
		return Document{}, err
	}
	var doc Document
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return Document{}, fmt.Errorf("letter %s: %w", l.ID, err)
	}
	return doc, nil
}

func markOpened(tx *store.Tx, l Letter) ([]journal.Row, error) {
	all, err := Deliveries(tx, l.ID)
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		if d.Method != Electronic || d.OpenedAt != nil {
			continue
		}
		if err := openDelivery.One(tx, tx.Now(), tx.County(), d.ID, d.Version); err != nil {
			return nil, err
		}
		return []journal.Row{{Table: "letters_delivery", ID: d.ID}}, nil
	}
	return nil, nil
}

// Verify (核对真伪) answers anybody who holds the verification code, as typed;
// ok is false when no letter bears it. Whoever copies the number from the paper,
// too, is told only if both belong together: a code moved to another paper is
// found out. An empty number is not asked for.
func Verify(tx *store.Tx, code, number string) (p Public, ok bool, err error) {
	parsed, err := ids.ParseCode(code, ids.ReceiptCodeLen)
	if err != nil {
		return Public{}, false, nil // what cannot be a code is no letter's code
	}
	l, ok, err := byCode.Find(tx, tx.County(), parsed)
	if err != nil || !ok || !l.bears(number) {
		return Public{}, false, err
	}
	p = Public{Title: l.Title, UnitName: l.UnitName, Number: l.Number, IssuedOn: l.IssuedOn, State: l.State,
		StateZh: Flow.Public(l.State), Addressee: l.AddresseeMask, Digest: l.Digest}
	if l.ReplacedBy != nil {
		p.Instead = *l.ReplacedBy
	}
	if l.VoidAt != nil {
		day := l.VoidAt.Day()
		p.VoidedOn = &day
	}
	return p, true, nil
}

// bears reports whether a number as typed is the letter's.
func (l Letter) bears(number string) bool {
	if strings.TrimSpace(number) == "" {
		return true
	}
	typed, err := ids.ParseDocNumber(number)
	return err == nil && typed.String() == l.Number
}
