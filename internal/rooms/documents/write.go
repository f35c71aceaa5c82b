package documents

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/store"
)

func may(by flow.Actor, roles []flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return notWriter.New(fault.Args{"roles": flow.RoleNames(roles)})
}

// HandForm is a form that may be written by hand; another one is refused.
func HandForm(code letters.FormCode) (letters.Form, error) {
	form, ok := letters.FormOf(code)
	if !ok {
		return form, letters.NoForm.New(fault.Args{"form": code})
	}
	if use := form.Use(); use.By != letters.ByHand {
		return form, notByHand.New(fault.Args{"title": form.Title, "issuer": use.By.Zh()})
	}
	return form, nil
}

// Start (拟稿) begins a document of the actor's unit with whatever was typed.
func Start(tx *store.Tx, by flow.Actor, code letters.FormCode, t Typed) (Document, error) {
	if err := may(by, writers); err != nil {
		return Document{}, err
	}
	form, err := HandForm(code)
	if err != nil {
		return Document{}, err
	}
	return begin(tx, by, Document{Form: code, Title: form.Title}, t, "document.start")
}

func begin(tx *store.Tx, by flow.Actor, d Document, t Typed, kind string) (Document, error) {
	n, err := tx.NextNumber(fmt.Sprintf("documents.%d", tx.Today().Year()))
	if err != nil {
		return Document{}, err
	}
	d.County, d.ID, d.Number = tx.County(), tx.NewID(), fmt.Sprintf("WS%d-%04d", tx.Today().Year(), n)
	d.Unit, d.State, d.Writer, d.WriterName = by.Unit, Drafting, by.Account, by.Name
	d.Hands, d.StartedAt, d.Version = by.Account, tx.Now(), 1
	if err := d.take(tx, by, t); err != nil {
		return Document{}, err
	}
	if err := insertDocument.One(tx, d); err != nil {
		return Document{}, err
	}
	_, err = journal.Record(tx, by, kind, d.ID, map[string]any{"form": d.Form, "number": d.Number}, journal.Row{Table: "documents_document", ID: d.ID})
	return d, err
}

// take seals what was typed into the document, and links the case and the
// addressee as far as they are known.
func (d *Document) take(tx *store.Tx, by flow.Actor, t Typed) error {
	form, _ := letters.FormOf(d.Form)
	var later fault.Problems // told when the document is offered
	a, err := lookUp(tx, by, form, t, &later)
	if err != nil {
		return err
	}
	d.PartyID, d.CaseID, d.CaseNumber = a.party, nil, nil
	if a.kase != nil {
		number := a.kase.No()
		d.CaseID, d.CaseNumber = &a.kase.ID, &number
	}
	text, err := json.Marshal(t.clip(form))
	if err != nil {
		return err
	}
	d.Typed, err = tx.Seal(d.keeper(), string(text))
	return err
}

// keeper is whose key seals what was typed: the addressee's, so that erasing a
// person erases the drafts too, or the document's own.
func (d Document) keeper() string {
	if d.PartyID != nil {
		return *d.PartyID
	}
	return subjectPrefix + d.ID
}

// open reads a document of the actor's unit in the state that the verb needs.
func open(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Document, flow.Step, error) {
	d, err := ByID(tx, by, id)
	if err != nil {
		return Document{}, flow.Step{}, err
	}
	if !by.Has(flow.RoleSystem) && by.Unit != d.Unit {
		return Document{}, flow.Step{}, unknown.New(nil)
	}
	step, err := Flow.Next(by, d.State, verb)
	if err == nil && d.Version != version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return d, step, err
}

// keep writes the document in its next state with one line of the journal.
func keep(tx *store.Tx, by flow.Actor, step flow.Step, d Document, say map[string]any, rows ...journal.Row) (Document, error) {
	err := saveDocument.One(tx, step.To, d.PartyID, d.CaseID, d.CaseNumber, d.Typed, d.Hands, d.OfferedAt, d.Returned, d.LetterID,
		d.SealedAt, d.DroppedAt, d.DropReason, tx.County(), d.ID, step.From, d.Version)
	if err != nil {
		return Document{}, err
	}
	d.State, d.Version = step.To, d.Version+1
	if say == nil {
		say = map[string]any{}
	}
	say["number"] = d.Number
	_, err = journal.Record(tx, by, step.Kind, d.ID, say, append(rows, journal.Row{Table: "documents_document", ID: d.ID})...)
	return d, err
}

// Save (保存草稿) keeps what was typed, complete or not.
func Save(tx *store.Tx, by flow.Actor, id string, version int64, t Typed) (Document, error) {
	d, step, err := open(tx, by, id, version, VerbSave)
	if err != nil {
		return Document{}, err
	}
	if err := d.take(tx, by, t); err != nil {
		return Document{}, err
	}
	d.sign(by)
	return keep(tx, by, step, d, nil)
}

// sign remembers who wrote in the document.
func (d *Document) sign(by flow.Actor) {
	if !d.WroteIn(by.Account) {
		d.Hands += " " + by.Account
	}
}

// WroteIn reports whether the account wrote in the document.
func (d Document) WroteIn(account string) bool {
	return slices.Contains(strings.Fields(d.Hands), account)
}

// Offer (送签) hands a complete document to those who seal.
func Offer(tx *store.Tx, by flow.Actor, id string, version int64, t Typed) (Document, error) {
	d, step, err := open(tx, by, id, version, VerbOffer)
	if err != nil {
		return Document{}, err
	}
	if err := d.take(tx, by, t); err != nil {
		return Document{}, err
	}
	d.sign(by)
	if _, _, err := d.check(tx, by, t); err != nil {
		return Document{}, err
	}
	at := tx.Now()
	d.OfferedAt, d.Returned = &at, nil
	return keep(tx, by, step, d, nil)
}

// Return (退回修改) gives an offered document back with what is wrong.
func Return(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Document, error) {
	d, step, err := open(tx, by, id, version, VerbReturn)
	if err != nil {
		return Document{}, err
	}
	if reason, err = needReason(reason, "退回的原因没有写：请写清楚哪里要改"); err != nil {
		return Document{}, err
	}
	d.OfferedAt, d.Returned = nil, &reason
	return keep(tx, by, step, d, nil)
}

// Drop (撤稿) ends a draft that is not needed. It never had a number.
func Drop(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Document, error) {
	d, step, err := open(tx, by, id, version, VerbDrop)
	if err != nil {
		return Document{}, err
	}
	if reason, err = needReason(reason, "撤稿的原因没有写：请写一句"); err != nil {
		return Document{}, err
	}
	at := tx.Now()
	d.DroppedAt, d.DropReason = &at, &reason
	return keep(tx, by, step, d, nil)
}

// shortest is how much a reason has to say.
const shortest = 4

func needReason(reason, sentence string) (string, error) {
	var p fault.Problems
	if reason = strings.TrimSpace(reason); zh.Len(reason) < shortest {
		p.Add("reason", "%s，至少 %d 个字", sentence, shortest)
	}
	return reason, p.Err()
}

// Correct (更正) begins a document that will stand in the place of a sealed one,
// with what was typed for it. The old one stays valid until the new one is sealed.
func Correct(tx *store.Tx, by flow.Actor, letterID, reason string) (Document, error) {
	if err := may(by, writers); err != nil {
		return Document{}, err
	}
	old, letter, err := Origin(tx, by, letterID)
	if err != nil {
		return Document{}, err
	}
	if letter.State == letters.Voided {
		return Document{}, isVoid.New(fault.Args{"number": letter.Number})
	}
	if other, found, err := correcting.Find(tx, tx.County(), letterID); err != nil {
		return Document{}, err
	} else if found {
		return Document{}, alreadyCorrected.New(fault.Args{"number": letter.Number, "draft": other.Number})
	}
	if reason, err = needReason(reason, "更正的原因没有写：它会印在新文书上，也会留在登记簿里"); err != nil {
		return Document{}, err
	}
	typed, err := Read(tx, by, old.ID)
	if err != nil {
		return Document{}, err
	}
	return begin(tx, by, Document{Form: old.Form, Title: old.Title, Replaces: &letterID, ReplaceReason: &reason}, typed, "document.correct")
}

// Origin is the document a letter of the actor's unit was made from. A letter that
// a step of a case issued has none and is refused.
func Origin(tx *store.Tx, by flow.Actor, letterID string) (Document, letters.Letter, error) {
	letter, err := letters.ByID(tx, letterID)
	if err != nil || !letter.OpenTo(by) || by.Unit != letter.Unit {
		return Document{}, letter, unknown.New(nil)
	}
	d, found, err := byLetter.Find(tx, tx.County(), letterID)
	if err == nil && !found {
		err = notByHand.New(fault.Args{"title": letter.Title, "issuer": letters.ByCase.Zh()})
	}
	return d, letter, err
}
