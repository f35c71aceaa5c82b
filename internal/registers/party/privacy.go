package party

import (
	"encoding/json"
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Display returns what pages may show: every confidential field masked.
func Display(tx *store.Tx, p Party) (View, error) {
	v := View{ID: p.ID, Kind: p.Kind, KindZh: p.Kind.Zh(), Name: p.Name, Area: p.Area, Industry: p.Industry,
		Founded: p.Founded, State: p.State, StateZh: Flow.Staff(flow.State(p.State)), Sample: p.Sample}
	if p.Credit != nil {
		v.Credit = string(*p.Credit)
	}
	rows, err := sealedOf.All(tx, tx.County(), p.ID)
	if err != nil {
		return View{}, err
	}
	into := map[Field]*string{FieldRepresentative: &v.Representative, FieldMobile: &v.Mobile,
		FieldCitizenID: &v.CitizenID, fieldOperatorID: &v.CitizenID, FieldAddress: &v.Address}
	for _, row := range rows {
		if place, ok := into[row.Field]; ok {
			*place = row.Mask
		}
	}
	return v, nil
}

// Reveal (查看完整信息) opens one confidential field and journals who saw which
// field and why. An applicant may open its own party's fields.
func Reveal(tx *store.Tx, by flow.Actor, id string, field Field, reason string) (string, error) {
	p, err := ByID(tx, id)
	if err != nil {
		return "", err
	}
	own := by.Has(identity.Applicant) && by.Party == id
	if by.Has(identity.Applicant) && !own {
		return "", NotOwn.New(nil)
	}
	if err := may(by, "查看完整信息", append([]flow.Role{identity.Applicant}, readers...)); err != nil {
		return "", err
	}
	rule, ok := ruleOf(field)
	if !ok {
		return "", NoField.New(fault.Args{"field": "这一项"})
	}
	if !own {
		if err := needReason("查看完整信息", reason); err != nil {
			return "", err
		}
	}
	text, ok, err := secretOf(tx, p, field)
	if err == nil && !ok {
		err = NoField.New(fault.Args{"field": rule.zh})
	}
	if err != nil {
		return "", err
	}
	_, err = journal.Record(tx, by, revealKind, id, map[string]any{"field": field, "reason": safe(reason)})
	return text, err
}

const revealKind = "party.reveal"

// Revealed is one look at a field in clear.
type Revealed struct {
	journal.Event
	Field  Field
	Reason string
}

// Reveals returns who saw which field of a party in clear, newest first. The
// person may see it, and so may whoever may reveal.
func Reveals(tx *store.Tx, id string, limit int) ([]Revealed, error) {
	found, err := journal.Search(tx, journal.Find{Kind: revealKind, Subject: id, Limit: limit})
	if err != nil {
		return nil, err
	}
	out := make([]Revealed, len(found))
	for i, f := range found {
		out[i].Event = f.Event
		if len(f.Details) == 0 {
			continue // the content was erased; that somebody looked stands
		}
		var said struct {
			Field  Field
			Reason string
		}
		if err := json.Unmarshal(f.Details, &said); err != nil {
			return nil, fmt.Errorf("reveal %s: %w", f.Leaf, err)
		}
		out[i].Field, out[i].Reason = said.Field, said.Reason
	}
	return out, nil
}

// Masked is one confidential field as pages show it.
type Masked struct {
	Field Field
	Zh    string
	Mask  string
}

// Fields lists the confidential fields that a party has, masked.
func Fields(tx *store.Tx, id string) ([]Masked, error) {
	rows, err := sealedOf.All(tx, tx.County(), id)
	var out []Masked
	for _, rule := range fieldRules {
		for _, row := range rows {
			if row.Field == rule.field && row.Mask != "" {
				out = append(out, Masked{rule.public(), rule.zh, row.Mask})
			}
		}
	}
	return out, err
}

// Zh is the field in words.
func (f Field) Zh() string {
	rule, _ := ruleOf(f)
	return rule.zh
}

// safe keeps a reason out of the journal when it holds personal data itself.
func safe(reason string) string {
	if len(zh.FindPersonalData(reason)) > 0 {
		return "（理由含个人信息，未记录）"
	}
	return reason
}

// Addressee is how a statutory document names a party: full name and number.
type Addressee struct {
	Name   string
	Number string // credit code, or the citizen number of a person
	Mask   string // the name as the public may see it
}

// Addressed opens what a statutory document must carry. The caller journals
// the document it makes with it and shows it to nobody else.
func Addressed(tx *store.Tx, id string) (Addressee, error) {
	p, err := ByID(tx, id)
	if err != nil {
		return Addressee{}, err
	}
	a := Addressee{Mask: p.Name}
	if a.Name, err = fullName(tx, p); err != nil {
		return Addressee{}, err
	}
	if p.Credit != nil {
		a.Number = string(*p.Credit)
		return a, nil
	}
	a.Number, _, err = secretOf(tx, p, FieldCitizenID)
	return a, err
}

// MobileOf is the number on file, for a record about the same party that seals it
// again; nobody reads it. Empty means that none is on file.
func MobileOf(tx *store.Tx, id string) (string, error) {
	p, err := ByID(tx, id)
	if err != nil {
		return "", err
	}
	text, _, err := secretOf(tx, p, FieldMobile)
	return text, err
}

// Hold keeps a party's data from being erased up to and including a day
// (保存期限). A room calls it in its own act, with the record that needs the
// data; a shorter term never replaces a longer one.
func Hold(tx *store.Tx, id, subject string, until calendar.Day, basis string) error {
	_, err := saveHold.Run(tx, tx.County(), tx.NewID(), id, subject, until, basis)
	return err
}

// Erase (删除个人信息) destroys the key of a person's or individual business's
// confidential fields, in the data and in every backup, and drops digests and
// search terms (个人信息保护法 art. 47). It answers Retained or BarRuns while
// the data must be kept.
func Erase(tx *store.Tx, by flow.Actor, id, reason string) error {
	p, err := ByID(tx, id)
	if err != nil {
		return err
	}
	step, err := Flow.Next(by, flow.State(p.State), verbErase)
	if err != nil {
		return err
	}
	if p.Kind.Organisation() {
		return NotPersonal.New(fault.Args{"name": p.Name})
	}
	if err := needReason("删除", reason); err != nil {
		return err
	}
	if err := mayForget(tx, id); err != nil {
		return err
	}
	rows, err := blank(tx, id)
	if err != nil {
		return err
	}
	_, err = move(tx, by, p, step, "（已删除）", rows)
	return err
}

func mayForget(tx *store.Tx, id string) error {
	hold, ok, err := longestHold.Find(tx, tx.County(), id)
	if err != nil {
		return err
	}
	if ok && hold.Until >= tx.Today().String() {
		return Retained.New(fault.Args{"basis": hold.Basis, "day": hold.Until})
	}
	bars, err := barsAt.All(tx, tx.County(), id, tx.Today(), tx.Today())
	if err == nil && len(bars) > 0 {
		err = BarRuns.New(nil)
	}
	return err
}

// blank empties the confidential rows. They stay, so that the journal's row
// digests go on to match.
func blank(tx *store.Tx, id string) ([]journal.Row, error) {
	sealed, err := sealedOf.All(tx, tx.County(), id)
	if err != nil {
		return nil, err
	}
	if _, err := blankSealed.Run(tx, []byte{}, tx.County(), id); err != nil {
		return nil, err
	}
	if _, err := deleteTerms.Run(tx, tx.County(), id); err != nil {
		return nil, err
	}
	rows := make([]journal.Row, len(sealed))
	for i, row := range sealed {
		rows[i] = journal.Row{Table: "party_sealed", ID: row.ID}
	}
	return rows, tx.EraseSealed(id)
}
