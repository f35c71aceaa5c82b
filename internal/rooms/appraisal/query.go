package appraisal

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// nextNumbered is the next number of a series within the year: YY2020-001.
func nextNumbered(tx *store.Tx, word, series string) (string, error) {
	year := tx.Today().Year()
	n, err := tx.NextNumber(fmt.Sprintf("%s.%d", series, year))
	return fmt.Sprintf("%s%d-%03d", word, year, n), err
}

// Runs lists the months the actor may see, the newest first.
func Runs(tx *store.Tx, by flow.Actor, limit int) ([]Run, error) {
	w := new(store.Where).And("county = ?", tx.County())
	switch {
	case by.Has(watch...):
	case by.Has(identity.Staff()...):
		w.And("state <> ?", Draft)
	default:
		w.And("state = ?", Published)
	}
	return runs.Page(tx, w, "newest", min(max(limit, 1), 500))
}

// Board is a month with its objects in their order.
type Board struct {
	Run      Run
	Scheme   Scheme
	Subjects []Subject // by place; without a total last
	Open     int       // objections not answered
	Errata   []Erratum
	Intact   bool
}

// BoardOf is a month for staff: who watches the county sees every object, a unit
// its own with their places. Scores of persons are for the person and the head.
func BoardOf(tx *store.Tx, by flow.Actor, id string) (Board, error) {
	var b Board
	r, ok, err := runByID.Find(tx, tx.County(), id)
	if err != nil {
		return b, err
	}
	if !ok || !sees(by, r) {
		return b, runUnknown.New(nil)
	}
	b.Run = r
	if b.Scheme, err = schemeByID.One(tx, tx.County(), r.SchemeID); err != nil {
		return b, err
	}
	found, err := subjects.Page(tx, new(store.Where).And("county = ? AND run_id = ?", tx.County(), r.ID), "place", manyUnits)
	if err != nil {
		return b, err
	}
	for _, s := range found {
		if mine(by, r.Kind, s) {
			b.Subjects = append(b.Subjects, s)
		}
	}
	open, err := Objections(tx, by, r.ID, true)
	if err != nil {
		return b, err
	}
	b.Open = len(open)
	if b.Errata, err = errata.Page(tx, new(store.Where).And("county = ? AND run_id = ?", tx.County(), r.ID), "newest", 500); err != nil {
		return b, err
	}
	b.Intact, err = Intact(tx, r)
	return b, err
}

// Objections lists the objections the actor may see: of one month, or of all;
// open ones only, or all.
func Objections(tx *store.Tx, by flow.Actor, run string, openOnly bool) ([]Objection, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if run != "" {
		w.And("run_id = ?", run)
	}
	if openOnly {
		w.And("state = ?", ObjectionOpen)
	}
	if !by.Has(watch...) {
		if by.Unit == "" || !by.Has(objectors...) {
			return nil, nil
		}
		w.And("unit = ?", by.Unit)
		if !by.Has(identity.Head) {
			w.And("filed_by = ?", by.Account) // another person's score may be behind it
		}
	}
	return objections.Page(tx, w, "newest", 500)
}

// ObjectionByID shows one objection the actor may see.
func ObjectionByID(tx *store.Tx, by flow.Actor, id string) (Objection, error) {
	o, ok, err := objectionByID.Find(tx, tx.County(), id)
	if err != nil {
		return o, err
	}
	visible := by.Has(watch...) || by.Account == o.FiledBy || (by.Has(identity.Head) && by.Unit != "" && by.Unit == o.Unit)
	if !ok || !visible {
		return Objection{}, objectionUnknown.New(nil)
	}
	return o, nil
}

// PublicRun is a published month as the public sees it.
type PublicRun struct {
	Run      Run
	Scheme   Scheme
	Subjects []Subject // none for persons
	Errata   map[string]Erratum
	Counts   map[string]int // objects by grade
}

// PublishedRuns lists what is published, the newest first.
func PublishedRuns(tx *store.Tx, limit int) ([]Run, error) {
	return runs.Page(tx, new(store.Where).And("county = ? AND state = ?", tx.County(), Published), "newest", min(max(limit, 1), 500))
}

// PublicOf opens a published month. Persons appear as numbers by grade only.
func PublicOf(tx *store.Tx, kind Kind, month calendar.Day) (PublicRun, error) {
	p := PublicRun{Counts: map[string]int{}, Errata: map[string]Erratum{}}
	r, ok, err := runOf.Find(tx, tx.County(), kind, month)
	if err != nil {
		return p, err
	}
	if !ok || r.State != Published {
		return p, runUnknown.New(nil)
	}
	p.Run = r
	if p.Scheme, err = schemeByID.One(tx, tx.County(), r.SchemeID); err != nil {
		return p, err
	}
	found, err := subjects.Page(tx, new(store.Where).And("county = ? AND run_id = ?", tx.County(), r.ID), "place", manyUnits)
	if err != nil {
		return p, err
	}
	for _, s := range found {
		p.Counts[s.Grade]++
	}
	if kind == Person {
		return p, nil
	}
	p.Subjects = found
	corrected, err := errata.Page(tx, new(store.Where).And("county = ? AND run_id = ?", tx.County(), r.ID), "oldest", 500)
	for _, e := range corrected {
		p.Errata[e.SubjectID] = e // the last one stands
	}
	return p, err
}
