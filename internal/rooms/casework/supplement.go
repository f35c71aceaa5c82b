package casework

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// owing is a turn of a case with something outstanding.
type owing struct {
	turn
	d Deferral
}

func takeOwing(tx *store.Tx, by flow.Actor, id string, seen Seen, verb flow.Verb) (owing, error) {
	t, err := take(tx, by, id, seen, verb)
	if err != nil {
		return owing{}, err
	}
	d, known, err := deferralOf(tx, id)
	if err == nil && (!known || !d.Outstanding()) {
		err = nothingOwed.New(nil)
	}
	return owing{t, d}, err
}

// Supply is one material that is handed in later.
type Supply struct {
	Sheet
	Paper string // id in the papers register; empty for what a clerk holds in hand
}

// Supplement hands in what was promised (容缺补交). What counts is the instant at
// which it reaches the office, which is this act. A clerk looks at it while taking
// it; what an applicant sends waits for somebody to check it.
func Supplement(tx *store.Tx, by flow.Actor, id string, seen Seen, supplies ...Supply) (Case, error) {
	o, err := takeOwing(tx, by, id, seen, VerbSupply)
	if err != nil {
		return Case{}, err
	}
	lines, err := materialList(tx, id)
	if err != nil {
		return Case{}, err
	}
	if len(supplies) == 0 {
		var p fault.Problems
		p.Add("supply", "补交材料：请至少选一份已经带来的材料")
		return Case{}, p.Err()
	}
	at := tx.Now()
	var rows []journal.Row
	var came []Owed
	for _, s := range supplies {
		i := o.d.item(s.Code)
		if i < 0 || o.d.Items[i].SuppliedAt != nil {
			return Case{}, notOwed.New(fault.Args{"name": s.Code})
		}
		line, err := suppliedLine(tx, by, o.was, lines, s)
		if err != nil {
			return Case{}, err
		}
		owed := &o.d.Items[i]
		owed.SuppliedAt, owed.Fault = &at, ""
		if by.Has(identity.Clerk) {
			owed.CheckedAt = &at
		}
		came, rows = append(came, *owed), append(rows, journal.Row{Table: "casework_material", ID: line.ID})
	}
	return o.write(tx, by, say{"material": owedNames(came)}, rows...)
}

// suppliedLine covers a line of the list with what came in.
func suppliedLine(tx *store.Tx, by flow.Actor, c Case, lines []Material, s Supply) (Material, error) {
	line, err := lineOf(lines, s.Code)
	if err != nil {
		return line, err
	}
	if s.Paper != "" {
		line, err = withPaper(tx, by, c, line, s.Paper)
	} else if !by.Has(identity.Clerk) {
		err = paperFirst.New(fault.Args{"name": line.Name})
	} else {
		line.Standing, line.Verdict, line.Pages, line.Note = Provided, nil, s.Pages, s.Note
	}
	if err != nil {
		return line, err
	}
	_, err = saveMaterial.Run(tx, line.Standing, line.Verdict, line.Paper, line.Pages, line.Note, tx.County(), line.ID)
	return line, err
}

// write settles the deferral when everything is there and checked, and takes the
// step.
func (o owing) write(tx *store.Tx, by flow.Actor, details say, rows ...journal.Row) (Case, error) {
	done := true
	for _, owed := range o.d.Items {
		done = done && owed.CheckedAt != nil
	}
	if done {
		at, outcome := tx.Now(), Supplemented
		o.d.SettledAt, o.d.Outcome = &at, &outcome
	}
	if err := o.d.save(tx); err != nil {
		return Case{}, err
	}
	return move(tx, by, o.turn, details, append(rows, o.d.row())...)
}

// CheckSupplement says whether what the applicant sent is in order. What is not
// is owed again, until its day; the reason is told.
func CheckSupplement(tx *store.Tx, by flow.Actor, id string, seen Seen, code, problem string) (Case, error) {
	o, err := takeOwing(tx, by, id, seen, VerbCheck)
	if err != nil {
		return Case{}, err
	}
	i := o.d.item(code)
	if i < 0 || o.d.Items[i].SuppliedAt == nil || o.d.Items[i].CheckedAt != nil {
		return Case{}, nothingToCheck.New(fault.Args{"name": code})
	}
	at, owed := tx.Now(), &o.d.Items[i]
	if problem == "" {
		owed.CheckedAt = &at
		return o.write(tx, by, say{"material": owed.Name})
	}
	owed.SuppliedAt, owed.Fault = nil, problem
	lines, err := materialList(tx, id)
	if err != nil {
		return Case{}, err
	}
	line, err := lineOf(lines, code)
	if err != nil {
		return Case{}, err
	}
	_, err = saveMaterial.Run(tx, Missing, nil, nil, 0, problem, tx.County(), line.ID)
	if err != nil {
		return Case{}, err
	}
	return o.write(tx, by, say{"material": owed.Name, "reason": problem}, journal.Row{Table: "casework_material", ID: line.ID})
}

// MoreTime is a request for a later day because of force majeure (不可抗力).
type MoreTime struct {
	Due    calendar.Day
	Reason string // what happened and how it is proved
}

// AskMoreTime is the first half of the two-person rule: somebody asks, with the
// reason, for a later day. Once only, before the day has passed, and never
// beyond the statutory limit, because the clock runs on.
func AskMoreTime(tx *store.Tx, by flow.Actor, id string, seen Seen, m MoreTime) (Case, error) {
	o, err := takeOwing(tx, by, id, seen, VerbAskMore)
	if err != nil {
		return Case{}, err
	}
	switch due := o.d.next(); {
	case o.d.ExtendedAt != nil:
		return Case{}, moreTimeOnce.New(nil)
	case due == nil:
		return Case{}, nothingOwed.New(nil)
	case tx.Today() > *due:
		return Case{}, moreTimeLate.New(fault.Args{"due": due.Chinese()})
	case m.Due <= *due || m.Due > *o.was.StatutoryDue:
		var p fault.Problems
		p.Add("due", "新的补交日：要晚于 %s，不晚于法定期限 %s，请改", due.Chinese(), o.was.StatutoryDue.Chinese())
		require(&p, "reason", m.Reason, "不可抗力：请写明发生了什么、有什么证明")
		return Case{}, p.Err()
	}
	var p fault.Problems
	require(&p, "reason", m.Reason, "不可抗力：请写明发生了什么、有什么证明")
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	o.d.AskedBy, o.d.AskedDue, o.d.AskedReason = &by.Account, &m.Due, &m.Reason
	return o.write(tx, by, say{"due": m.Due, "reason": m.Reason})
}

// GiveMoreTime is the second half: another person moves the days of what has not
// come in yet.
func GiveMoreTime(tx *store.Tx, by flow.Actor, id string, seen Seen) (Case, error) {
	o, err := takeOwing(tx, by, id, seen, VerbGiveMore)
	if err != nil {
		return Case{}, err
	}
	switch {
	case o.d.ExtendedAt != nil:
		return Case{}, moreTimeOnce.New(nil)
	case o.d.AskedBy == nil || *o.d.AskedBy == by.Account:
		return Case{}, moreTimeSecond.New(nil)
	}
	at := tx.Now()
	o.d.ExtendedBy, o.d.ExtendedAt, o.d.Reminded = &by.Account, &at, nil
	for i := range o.d.Items {
		if owed := &o.d.Items[i]; owed.SuppliedAt == nil && owed.Due < *o.d.AskedDue {
			owed.Due = *o.d.AskedDue
		}
	}
	return o.write(tx, by, say{"due": o.d.AskedDue, "reason": o.d.AskedReason})
}

// RemindSupplement reminds the applicant before the day, once for each day.
func RemindSupplement(tx *store.Tx, by flow.Actor, id string) (Case, error) {
	o, err := takeOwing(tx, by, id, 0, VerbRemind)
	if err != nil {
		return Case{}, err
	}
	due := o.d.next()
	if due == nil || o.d.Reminded != nil && *o.d.Reminded == *due {
		return Case{}, nothingOwed.New(nil)
	}
	o.d.Reminded = due
	now, err := o.write(tx, by, say{"material": owedNames(o.d.missing()), "due": due})
	if err != nil {
		return Case{}, err
	}
	return now, tx.Fact("SupplementDue", id, say{"number": now.No(), "due": due})
}

// missing are the materials that have not come in.
func (d Deferral) missing() []Owed {
	var out []Owed
	for _, o := range d.Items {
		if o.SuppliedAt == nil {
			out = append(out, o)
		}
	}
	return out
}

// LapseSupplement ends a case whose promise was not kept: the day passed and the
// material has not reached the office. The letter says so, and the ledger keeps
// it.
func LapseSupplement(tx *store.Tx, by flow.Actor, id string) (Case, error) {
	o, err := takeOwing(tx, by, id, 0, VerbLapse)
	if err != nil {
		return Case{}, err
	}
	due := o.d.next()
	if due == nil || tx.Today() <= *due {
		return Case{}, supplementNotLate.New(nil)
	}
	reason := "承诺在" + due.Chinese() + "前补交的“" + owedNames(o.d.missing()) + "”没有补交"
	letter, err := issue(tx, by, o.was, letters.Termination, "终", map[string]string{
		"item": o.was.ItemName, "reason": reason, "reusable": "已交材料保留在您的材料库，重新申请时可以直接用"})
	if err != nil {
		return Case{}, err
	}
	at, outcome := tx.Now(), Lapsed
	o.d.SettledAt, o.d.Outcome = &at, &outcome
	if err := o.d.save(tx); err != nil {
		return Case{}, err
	}
	return end(tx, by, o.turn, reason, letter.Number, o.d.row())
}

// remindFrom is the last day whose supplements are reminded of today.
func remindFrom(tx *store.Tx) (calendar.Day, error) {
	book, err := workdays.Book(tx)
	if err != nil {
		return 0, err
	}
	return book.AddWorkdays(tx.Today(), remindDays)
}
