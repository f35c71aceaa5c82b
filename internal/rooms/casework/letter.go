package casework

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// issue writes a numbered letter of the unit that owes the case. The number's
// word is the unit's 机关代字 followed by the word of the kind of letter.
func issue(tx *store.Tx, by flow.Actor, c Case, form letters.FormCode, word string, fields map[string]string) (letters.Letter, error) {
	unit, err := org.ByCode(tx, c.Unit)
	if err != nil {
		return letters.Letter{}, err
	}
	contact := by.Name
	if by.Has(flow.RoleSystem) {
		contact = unit.Short
	}
	return letters.Issue(tx, by, letters.Draft{Form: form, Unit: unit.Code, UnitName: unit.Name,
		DocWord: unit.DocWord + word, Subject: c.ID, CaseNumber: c.No(), Addressee: c.Party,
		Fields: fields, Contact: contact, ContactPhone: unit.Phone})
}
