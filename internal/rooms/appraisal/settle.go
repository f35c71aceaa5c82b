package appraisal

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Exclude records why an object takes no part in the month; an empty reason takes
// it in again. Either way it stays on the list.
func (k *Keeper) Exclude(tx *store.Tx, by flow.Actor, id string, version int64, code, reason string) (Run, error) {
	r, scheme, step, err := takeRun(tx, by, id, version, VerbExclude)
	if err != nil {
		return Run{}, err
	}
	subjects, err := subjectsOf.All(tx, tx.County(), r.ID)
	if err != nil {
		return Run{}, err
	}
	n := slices.IndexFunc(subjects, func(s Subject) bool { return s.Code == code })
	if n < 0 {
		return Run{}, subjectUnknown.New(nil)
	}
	s := subjects[n]
	if reason = strings.TrimSpace(reason); reason == "" {
		s.OutReason = nil
	} else {
		s.OutReason, s.Total, s.Place = &reason, nil, nil
	}
	if err := keepSubject(tx, s); err != nil {
		return Run{}, err
	}
	if err := k.work(tx, &r, scheme); err != nil {
		return Run{}, err
	}
	return keepRun(tx, by, step, r)
}

// Show reckons the month a last time and shows it to the units. It refuses while
// the month lasts, and while marks by hand are missing whose day has not passed.
func (k *Keeper) Show(tx *store.Tx, by flow.Actor, id string, version int64) (Run, error) {
	r, scheme, step, err := takeRun(tx, by, id, version, VerbShow)
	if err != nil {
		return Run{}, err
	}
	last := PeriodOf(r.Month).To
	if tx.Today() <= last {
		return Run{}, monthOpen.New(fault.Args{"month": MonthZh(r.Month)})
	}
	if err := k.work(tx, &r, scheme); err != nil {
		return Run{}, err
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return Run{}, err
	}
	if err := handsIn(tx, book, r, scheme); err != nil {
		return Run{}, err
	}
	at, today := tx.Now(), tx.Today()
	r.ShownAt, r.ShownDay = &at, &today
	if err := date(book, &r); err != nil {
		return Run{}, err
	}
	if r, err = keepRun(tx, by, step, r); err != nil {
		return Run{}, err
	}
	return r, tx.Fact("AppraisalShown", r.ID, say{"kind": r.Kind, "month": r.Month})
}

// handsIn refuses while marks are missing and may still come in.
func handsIn(tx *store.Tx, book *calendar.Book, r Run, scheme Scheme) error {
	until, err := book.AddWorkdays(PeriodOf(r.Month).To, scheme.Body.HandDays)
	if err != nil {
		return workdays.Loud(err)
	}
	if tx.Today() > until {
		return nil
	}
	subjects, err := subjectsOf.All(tx, tx.County(), r.ID)
	var n int64
	for _, s := range subjects {
		n += s.Missing
	}
	if err == nil && n > 0 {
		err = handsOpen.New(fault.Args{"n": n, "until": until})
	}
	return err
}

// date reckons the days of a shown month: objections until, final by.
func date(book *calendar.Book, r *Run) error {
	until, err := book.AddWorkdays(*r.ShownDay, r.ObjectN)
	if err != nil {
		return workdays.Loud(err)
	}
	due, err := book.AddWorkdays(*r.ShownDay, r.ObjectN+r.AnswerN)
	if err != nil {
		return workdays.Loud(err)
	}
	version := book.Version()
	r.UntilDay, r.FinalDue, r.Book = &until, &due, &version
	return nil
}

// Finalise freezes the month. It refuses before the days for objections have
// passed and while an objection is not answered. Nothing of it changes later.
func Finalise(tx *store.Tx, by flow.Actor, id string, version int64) (Run, error) {
	r, _, step, err := takeRun(tx, by, id, version, VerbFinalise)
	if err != nil {
		return Run{}, err
	}
	if tx.Today() <= *r.UntilDay {
		return Run{}, windowOpen.New(fault.Args{"until": *r.UntilDay})
	}
	open, err := objections.Page(tx, new(store.Where).And("county = ? AND run_id = ? AND state = ?", tx.County(), r.ID, ObjectionOpen), "newest", 1000)
	if err != nil {
		return Run{}, err
	}
	if len(open) > 0 {
		return Run{}, objectionsOpen.New(fault.Args{"n": len(open)})
	}
	at := tx.Now()
	if r.Digest, err = digestRun(tx, r.ID); err != nil {
		return Run{}, err
	}
	r.FinalAt, r.FinalBy = &at, &by.Account
	return keepRun(tx, by, step, r)
}

// Publish opens a final month to the public, by another person than who made it
// final.
func Publish(tx *store.Tx, by flow.Actor, id string, version int64) (Run, error) {
	r, _, step, err := takeRun(tx, by, id, version, VerbPublish)
	if err != nil {
		return Run{}, err
	}
	if *r.FinalBy == by.Account {
		return Run{}, samePerson.New(fault.Args{"what": "定稿"})
	}
	at := tx.Now()
	r.PublishedAt, r.PublishedBy = &at, &by.Account
	if r, err = keepRun(tx, by, step, r); err != nil {
		return Run{}, err
	}
	return r, tx.Fact("AppraisalPublished", r.ID, say{"kind": r.Kind, "month": r.Month})
}

// digestRun reckons the digest from the rows as they stand.
func digestRun(tx *store.Tx, run string) (string, error) {
	subjects, err := subjectsOf.All(tx, tx.County(), run)
	if err != nil {
		return "", err
	}
	scores, err := scoresOfRun.All(tx, tx.County(), run)
	if err != nil {
		return "", err
	}
	lines, err := linesOfRun.All(tx, tx.County(), run)
	return digest(subjects, scores, lines), err
}

// Intact reports whether the month's rows are still those its digest names.
func Intact(tx *store.Tx, r Run) (bool, error) {
	now, err := digestRun(tx, r.ID)
	return now == r.Digest, err
}

// redate moves what is open to a newly published calendar.
func redate(tx *store.Tx, _ store.Fact) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	by := flow.System("appraisal.redate")
	shown, err := runs.Page(tx, new(store.Where).And("county = ? AND state = ?", tx.County(), Shown), "newest", 1000)
	if err != nil {
		return err
	}
	for _, r := range shown {
		if *r.Book == book.Version() {
			continue
		}
		if err := date(book, &r); err != nil {
			return err
		}
		if _, err := keepRun(tx, by, flow.Step{From: Shown, To: Shown, Kind: "appraisal.redate"}, r); err != nil {
			return err
		}
	}
	if err := redateObjections(tx, by, book); err != nil {
		return err
	}
	return redateOpinions(tx, by, book)
}
