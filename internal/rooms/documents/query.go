package documents

import (
	"encoding/json"
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/letters"
	"yingshang/internal/store"
)

// ByID returns a document the actor may see: of the own unit, or of any for those
// who coordinate and supervise. Another one answers like a missing one.
func ByID(tx *store.Tx, by flow.Actor, id string) (Document, error) {
	d, ok, err := documentByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !d.seenBy(by)) {
		err = unknown.New(nil)
	}
	return d, err
}

func (d Document) seenBy(by flow.Actor) bool {
	return by.Has(wide...) || by.Has(writers...) && by.Unit != "" && by.Unit == d.Unit
}

// Read is what was typed, for the unit that wrote it.
func Read(tx *store.Tx, by flow.Actor, id string) (Typed, error) {
	d, err := ByID(tx, by, id)
	if err != nil {
		return Typed{}, err
	}
	if !by.Has(flow.RoleSystem) && by.Unit != d.Unit {
		return Typed{}, unknown.New(nil)
	}
	return d.read(tx)
}

func (d Document) read(tx *store.Tx) (t Typed, err error) {
	text, err := tx.Unseal(d.keeper(), d.Typed)
	if err != nil {
		return t, err
	}
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return t, fmt.Errorf("document %s: %w", d.ID, err)
	}
	return t, nil
}

// Preview (预览) is the document as it would be printed now, with what is still
// wrong with it; the addressee is masked.
func Preview(tx *store.Tx, by flow.Actor, id string) (doc letters.Document, wants, err error) {
	d, err := ByID(tx, by, id)
	if err != nil {
		return doc, nil, err
	}
	typed, err := Read(tx, by, id)
	if err != nil {
		return doc, nil, err
	}
	_, doc, wants = d.check(tx, by, typed)
	if doc.Title == "" {
		return doc, nil, wants
	}
	return doc, wants, nil
}

// Find is what List is asked for; empty fields do not narrow.
type Find struct {
	Unit   string
	Form   letters.FormCode
	States []flow.State
	Before string // id of the last document of the page before
	Limit  int    // default 50, at most 500
}

// where is the filter within the actor's sight.
func (f Find) where(tx *store.Tx, by flow.Actor) *store.Where {
	if !by.Has(wide...) {
		f.Unit = by.Unit
	}
	w := new(store.Where).And("county = ?", tx.County())
	if f.Unit != "" || !by.Has(wide...) {
		w.And("unit = ?", f.Unit)
	}
	if f.Form != "" {
		w.And("form = ?", f.Form)
	}
	if f.Before != "" {
		w.And("id < ?", f.Before)
	}
	return w
}

func (f Find) limit() int {
	if f.Limit <= 0 {
		return 50
	}
	return min(f.Limit, 500)
}

// List returns a page of the documents the actor may see, newest first.
func List(tx *store.Tx, by flow.Actor, f Find) ([]Document, error) {
	if !by.Has(wide...) && !by.Has(writers...) {
		return nil, unknown.New(nil)
	}
	w := f.where(tx, by)
	if len(f.States) > 0 {
		marks := make([]any, len(f.States))
		for i, s := range f.States {
			marks[i] = s
		}
		w.And("state IN (?"+strings.Repeat(", ?", len(marks)-1)+")", marks...)
	}
	return documents.Page(tx, w, "newest", f.limit())
}

// Sealings returns a page of the register of seal uses (用印登记簿), newest first.
func Sealings(tx *store.Tx, by flow.Actor, f Find) ([]Sealing, error) {
	if !by.Has(wide...) && !by.Has(writers...) {
		return nil, unknown.New(nil)
	}
	f.Form = ""
	return sealings.Page(tx, f.where(tx, by), "newest", f.limit())
}

// SealingOf is the use of the seal on a letter; ok is false for a letter that a
// step of a case issued.
func SealingOf(tx *store.Tx, letterID string) (Sealing, bool, error) {
	return sealingOf.Find(tx, tx.County(), letterID)
}

const mostStamps = 2000

// Stamps lists the seals of a unit, or of all units for those who coordinate and
// supervise when unit is empty.
func Stamps(tx *store.Tx, by flow.Actor, unit string) ([]Stamp, error) {
	return stamps.Page(tx, Find{Unit: unit}.where(tx, by), "code", mostStamps)
}

// Fitting are the seals that may be used on the document today.
func Fitting(tx *store.Tx, by flow.Actor, d Document, day calendar.Day) (out []Stamp, err error) {
	form, _ := letters.FormOf(d.Form)
	all, err := Stamps(tx, by, d.Unit)
	for _, s := range all {
		if s.Kind == form.Seal && s.Unit == d.Unit && s.InUse(day) {
			out = append(out, s)
		}
	}
	return out, err
}

// finder finds documents by number for the search box.
var finder = manifest.Finder{Zh: "手制文书", Perm: "documents.read", Find: func(tx *store.Tx, by flow.Actor, words string, limit int) (out []manifest.Hit, err error) {
	words = strings.ToUpper(strings.TrimSpace(words))
	if !strings.HasPrefix(words, "WS") {
		return nil, nil
	}
	found, err := documents.Page(tx, Find{}.where(tx, by).And("number >= ? AND number < ?", words, words+"\uffff"), "newest", limit)
	for _, d := range found {
		out = append(out, manifest.Hit{Label: d.Number, Note: d.Title, Link: "/documents/" + d.ID, Exact: d.Number == words})
	}
	return out, err
}}
