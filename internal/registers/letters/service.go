package letters

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// serveWithin is how soon a document that no case watches over must be served,
// by the day of issue: 行政处罚法 on seven days (natural ones until the revision in
// force on 2021-07-15, which made them working days), 行政许可法 art. 44 on ten
// working days for decisions on a licence in force.
type serveWithin struct {
	from calendar.Day
	n    int
	unit calendar.Unit
}

var serveTerms = map[FormCode][]serveWithin{
	Penalty: {{0, 7, calendar.CalendarDays}, {calendar.DayOf(2021, 7, 15), 7, calendar.WorkDays}},
	Change:  {{0, 10, calendar.WorkDays}}, NoChange: {{0, 10, calendar.WorkDays}}, NonRenewal: {{0, 10, calendar.WorkDays}},
}

// termOn is the term of a form on a day.
func termOn(form FormCode, day calendar.Day) (term serveWithin, ok bool) {
	for _, t := range serveTerms[form] {
		if t.from <= day {
			term, ok = t, true
		}
	}
	return term, ok
}

// serveTerm is the last day to serve a letter; empty where there is none.
type serveTerm struct {
	due  *calendar.Day
	book *string
}

func serveTermOf(tx *store.Tx, form FormCode) (serveTerm, error) {
	term, ok := termOn(form, tx.Today())
	if !ok {
		return serveTerm{}, nil
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return serveTerm{}, err
	}
	return counted(book, tx.Today(), term)
}

func counted(book *calendar.Book, from calendar.Day, term serveWithin) (serveTerm, error) {
	due, err := book.Due(from, term.n, term.unit)
	version := book.Version()
	return serveTerm{&due, &version}, workdays.Loud(err)
}

// markServed ends the term of a letter with the first arrival.
func (l Letter) markServed(tx *store.Tx) ([]journal.Row, error) {
	if l.ServeDue == nil || l.ServedAt != nil {
		return nil, nil
	}
	if err := servedLetter.One(tx, tx.Now(), tx.County(), l.ID, l.Version); err != nil {
		return nil, err
	}
	return []journal.Row{{Table: "letters_letter", ID: l.ID}}, nil
}

const clockLimit = 100_000

// serviceClocks are the terms of service that run outside any case.
func serviceClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	w := new(store.Where).And(inCounty, tx.County()).And(`serve_due IS NOT NULL`)
	if f.OpenOnly || f.DueBy != nil {
		w.And(`served_at IS NULL AND void_at IS NULL`)
	}
	if f.DueBy != nil {
		w.And(`serve_due <= ?`, *f.DueBy)
	}
	if f.Subject != "" {
		w.And(`id = ?`, f.Subject)
	}
	if f.Unit != "" {
		w.And(ofUnit, f.Unit)
	}
	if f.Touched != nil {
		w.And(`issued_on <= ? AND (served_at IS NULL OR served_at >= ?)`, f.Touched.To, f.Touched.From.Start())
	}
	found, err := register.Page(tx, w, "id", clockLimit)
	for _, l := range found {
		term, _ := termOn(l.Form, l.IssuedOn)
		out = append(out, manifest.Clock{Kind: "letter.service", Zh: "手制文书送达", Subject: l.ID, Number: l.Number, Title: l.Title, Unit: l.Unit,
			Handler: l.IssuedBy, Started: l.IssuedAt, Start: l.IssuedOn, Limits: []manifest.Limit{{Name: manifest.LimitStatutory, N: term.n, Unit: term.unit}},
			Fulfilled: l.ServedAt, Void: l.VoidAt != nil && l.ServedAt == nil, VoidAt: l.VoidAt, Book: *l.ServeBook, Link: "/letters/" + l.ID})
	}
	return out, err
}

// redate counts the running terms again with a newly published calendar.
func redate(tx *store.Tx, _ store.Fact) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	open := new(store.Where).And(inCounty, tx.County()).And(`serve_due IS NOT NULL AND served_at IS NULL AND void_at IS NULL`)
	found, err := register.Page(tx, open, "id", clockLimit)
	if err != nil {
		return err
	}
	for _, l := range found {
		term, known := termOn(l.Form, l.IssuedOn)
		if !known || *l.ServeBook == book.Version() {
			continue
		}
		moved, err := counted(book, l.IssuedOn, term)
		if err != nil {
			return err
		}
		if err := redateLetter.One(tx, moved.due, moved.book, tx.County(), l.ID, l.Version); err != nil {
			return err
		}
		_, err = journal.Record(tx, flow.System("letters.redate"), "letter.redate", l.ID, map[string]any{"due": *moved.due, "was": *l.ServeDue},
			journal.Row{Table: "letters_letter", ID: l.ID})
		if err != nil {
			return err
		}
	}
	return nil
}
