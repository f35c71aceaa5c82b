package supervision

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// AskExtension asks for a later day: the head of the unit, once for each time the
// finding was opened, and not after the last day.
func AskExtension(tx *store.Tx, by flow.Actor, number string, version int64, due calendar.Day, reason string) (Finding, error) {
	f, step, err := takeFinding(tx, by, number, version, VerbAsk)
	if err != nil {
		return Finding{}, err
	}
	if err := own(tx, by, f); err != nil {
		return Finding{}, err
	}
	if err := f.inTime(tx); err != nil {
		return Finding{}, err
	}
	former, err := extensionsOf.All(tx, tx.County(), f.ID)
	if err != nil {
		return Finding{}, err
	}
	for _, e := range former {
		if e.Run == f.Run {
			return Finding{}, extendedOnce.New(fault.Args{"state": ExtensionFlow.Staff(e.State)})
		}
	}
	e := Extension{County: tx.County(), ID: tx.NewID(), Version: 1, State: Asked, FindingID: f.ID, Run: f.Run, Was: f.Due, Due: due,
		Reason: strings.TrimSpace(reason), AskedBy: by.Account, AskedAt: tx.Now()}
	var p fault.Problems
	need(&p, "reason", "延期理由：请写明做到哪一步、为什么来不及", e.Reason, longestText)
	if e.Due <= f.Due {
		p.Add("due", "延期到：要晚于现在的期限 %s", f.Due)
	}
	if err := p.Err(); err != nil {
		return Finding{}, err
	}
	if err := countable(tx, e.Due); err != nil {
		return Finding{}, err
	}
	if err := insertExtension.One(tx, e); err != nil {
		return Finding{}, err
	}
	return moveFinding(tx, by, step, f, say{"number": f.Number, "was": e.Was, "due": e.Due}, e.row())
}

func (e Extension) row() journal.Row { return journal.Row{Table: "supervision_extension", ID: e.ID} }

// inTime refuses what comes after the last day.
func (f Finding) inTime(tx *store.Tx) error {
	late, err := f.late(tx)
	if err == nil && late {
		err = afterDue.New(fault.Args{"due": f.Due})
	}
	return err
}

// DecideExtension grants or denies the request that waits: somebody outside the
// unit. What is late already cannot be made to look in time.
func DecideExtension(tx *store.Tx, by flow.Actor, number string, version int64, grant bool, opinion string) (Finding, error) {
	verb := map[bool]flow.Verb{true: VerbExtend, false: VerbDeny}[grant]
	f, step, err := takeFinding(tx, by, number, version, verb)
	if err != nil {
		return Finding{}, err
	}
	all, err := extensionsOf.All(tx, tx.County(), f.ID)
	if err != nil {
		return Finding{}, err
	}
	if len(all) == 0 || all[len(all)-1].State != Asked {
		return Finding{}, nothingAsked.New(nil)
	}
	e := all[len(all)-1]
	if err := judges(tx, by, f, e.AskedBy); err != nil {
		return Finding{}, err
	}
	if grant {
		if err := f.inTime(tx); err != nil {
			return Finding{}, err
		}
	}
	var p fault.Problems
	opinion = strings.TrimSpace(opinion)
	need(&p, "opinion", "意见：请写明为什么同意或者不同意", opinion, longestText)
	if err := p.Err(); err != nil {
		return Finding{}, err
	}
	move, err := ExtensionFlow.Next(by, e.State, verb)
	if err != nil {
		return Finding{}, err
	}
	if err := saveExtension.One(tx, move.To, &by.Account, tx.Now(), &opinion, tx.County(), e.ID, move.From, e.Version); err != nil {
		return Finding{}, err
	}
	if grant {
		f.Due = e.Due
	}
	return moveFinding(tx, by, step, f, say{"number": f.Number, "was": e.Was, "due": f.Due, "entry": move.Kind}, e.row())
}

// Order is what an urging order says.
type Order struct {
	Due    calendar.Day // for the answer
	Reason string
}

// UrgeUnit sends an urging order to a unit that is late.
func UrgeUnit(tx *store.Tx, by flow.Actor, number string, version int64, o Order) (Finding, error) {
	f, step, err := takeFinding(tx, by, number, version, VerbUrge)
	if err != nil {
		return Finding{}, err
	}
	late, err := f.late(tx)
	if err != nil {
		return Finding{}, err
	}
	if !late {
		return Finding{}, notLate.New(fault.Args{"due": f.Due})
	}
	open, _, err := urging(tx, f)
	if err != nil {
		return Finding{}, err
	}
	if open != nil {
		return Finding{}, urgeWaiting.New(fault.Args{"letter": open.Letter, "due": open.Due})
	}
	return f.order(tx, by, step, o, false)
}

// Escalate sends a further order signed by a county leader, when the answer to an
// urging order is overdue.
func Escalate(tx *store.Tx, by flow.Actor, number string, version int64, o Order) (Finding, error) {
	f, step, err := takeFinding(tx, by, number, version, VerbEscalate)
	if err != nil {
		return Finding{}, err
	}
	open, overdue, err := urging(tx, f)
	if err != nil {
		return Finding{}, err
	}
	if open == nil || !overdue {
		return Finding{}, escalateEarly.New(nil)
	}
	return f.order(tx, by, step, o, true)
}

// urging finds the order of this run that waits for an answer, and whether that
// is overdue.
func urging(tx *store.Tx, f Finding) (open *Urge, overdue bool, err error) {
	all, err := urgesOf.All(tx, tx.County(), f.ID)
	if err != nil {
		return nil, false, err
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return nil, false, err
	}
	for n, u := range all {
		if u.AnsweredAt != nil || u.Run != f.Run {
			continue
		}
		last, err := lastDay(book, u.Day, u.Due)
		if err != nil {
			return nil, false, err
		}
		open, overdue = &all[n], last < tx.Today()
	}
	return open, overdue, nil
}

// order writes the letter and keeps it beside the finding.
func (f Finding) order(tx *store.Tx, by flow.Actor, step flow.Step, o Order, escalated bool) (Finding, error) {
	if err := apart(tx, by, Member{}, f.Unit); err != nil {
		return Finding{}, err
	}
	var p fault.Problems
	o.Reason = strings.TrimSpace(o.Reason)
	need(&p, "reason", "督办理由：请写明拖了多久、卡在哪里", o.Reason, longestText)
	if o.Due <= tx.Today() {
		p.Add("due", "答复期限：请填今天以后的一天")
	}
	if err := p.Err(); err != nil {
		return Finding{}, err
	}
	if err := countable(tx, o.Due); err != nil {
		return Finding{}, err
	}
	l, err := writeLetter(tx, by, f, letters.Urging, f.Title+"。督办理由："+o.Reason, o.Due)
	if err != nil {
		return Finding{}, err
	}
	u := Urge{County: tx.County(), ID: tx.NewID(), Version: 1, FindingID: f.ID, Run: f.Run, Escalated: escalated, LetterID: l.ID, Letter: l.Number,
		Due: o.Due, Reason: o.Reason, Account: by.Account, At: tx.Now(), Day: tx.Today()}
	if err := insertUrge.One(tx, u); err != nil {
		return Finding{}, err
	}
	f, err = moveFinding(tx, by, step, f, say{"number": f.Number, "letter": l.Number, "due": u.Due}, u.row())
	if err != nil {
		return Finding{}, err
	}
	return f, tx.Fact("FindingUrged", f.ID, say{"number": f.Number, "unit": f.Unit, "escalated": escalated})
}

func (u Urge) row() journal.Row { return journal.Row{Table: "supervision_urge", ID: u.ID} }

// Reply answers the urging orders that wait: the head of the unit says what holds
// it up and until when.
func Reply(tx *store.Tx, by flow.Actor, number string, version int64, words string) (Finding, error) {
	f, step, err := takeFinding(tx, by, number, version, VerbReply)
	if err != nil {
		return Finding{}, err
	}
	if err := own(tx, by, f); err != nil {
		return Finding{}, err
	}
	var p fault.Problems
	words = strings.TrimSpace(words)
	need(&p, "answer", "答复：请写明卡在哪里、哪天改好", words, longestText)
	if err := p.Err(); err != nil {
		return Finding{}, err
	}
	rows, err := answer(tx, by, f, words)
	if err != nil {
		return Finding{}, err
	}
	if len(rows) == 0 {
		return Finding{}, nothingUrged.New(nil)
	}
	return moveFinding(tx, by, step, f, say{"number": f.Number, "orders": len(rows)}, rows...)
}

// answer answers every order of the finding that waits.
func answer(tx *store.Tx, by flow.Actor, f Finding, words string) (rows []journal.Row, err error) {
	all, err := urgesOf.All(tx, tx.County(), f.ID)
	if err != nil {
		return nil, err
	}
	for _, u := range all {
		if u.AnsweredAt != nil {
			continue
		}
		if err := saveUrge.One(tx, &by.Account, tx.Now(), &words, tx.County(), u.ID, u.Version); err != nil {
			return nil, err
		}
		rows = append(rows, u.row())
	}
	return rows, nil
}
