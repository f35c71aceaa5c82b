package outreach

import (
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Raising is what is stated of a need.
type Raising struct {
	Category Category
	Title    string
	Words    string
}

// Raise lets an enterprise raise a need itself.
func Raise(tx *store.Tx, by flow.Actor, in Raising) (Need, error) {
	if !own(by, by.Party) {
		return Need{}, notYours.New(fault.Args{"roles": flow.RoleNames(enterprise)})
	}
	unit, err := steward(tx)
	if err != nil {
		return Need{}, err
	}
	n, err := newNeed(tx, by, Need{Party: by.Party, Unit: unit}, in)
	if err != nil {
		return Need{}, err
	}
	_, err = journal.Record(tx, by, "outreach.need_raise", n.ID, say{"number": n.Number}, n.row())
	return n, err
}

// Hear writes down a need that the enterprise raised on a visit.
func Hear(tx *store.Tx, by flow.Actor, visit string, seen int64, in Raising) (Need, error) {
	v, step, err := visitFor(tx, by, visit, seen, VerbHear)
	if err != nil {
		return Need{}, err
	}
	n, err := newNeed(tx, by, Need{Party: v.Party, Unit: v.Unit, VisitID: &v.ID}, in)
	if err != nil {
		return Need{}, err
	}
	if _, err := putVisit(tx, by, step, v, say{"number": v.Number, "need": n.Number}); err != nil {
		return Need{}, err
	}
	_, err = journal.Record(tx, by, "outreach.need_raise", n.ID, say{"number": n.Number, "visit": v.Number}, n.row())
	return n, err
}

func (n Need) row() journal.Row  { return journal.Row{Table: "outreach_need", ID: n.ID} }
func (r Round) row() journal.Row { return journal.Row{Table: "outreach_round", ID: r.ID} }

// newNeed inserts a need; n says whose it is, who owes the placing and on which
// visit it was heard.
func newNeed(tx *store.Tx, by flow.Actor, n Need, in Raising) (Need, error) {
	in.Title, in.Words = strings.TrimSpace(in.Title), strings.TrimSpace(in.Words)
	var p fault.Problems
	if n := utf8.RuneCountInString(in.Title); n == 0 || n > longestLine {
		p.Add("title", "诉求：请用一句话写明要解决什么，不超过 %d 字", longestLine)
	}
	if utf8.RuneCountInString(in.Words) > longestText {
		p.Add("words", "详细情况：不超过 %d 字", longestText)
	}
	category, ok := parsed(Categories, string(in.Category))
	if !ok {
		p.Add("category", "类别：请选一类，说不清的选其他")
	}
	if err := p.Err(); err != nil {
		return Need{}, err
	}
	rule, err := RuleOn(tx, tx.Today())
	if err != nil {
		return Need{}, err
	}
	number, err := numbered(tx, "SQ")
	if err != nil {
		return Need{}, err
	}
	n.County, n.ID, n.Number, n.Version, n.State = tx.County(), tx.NewID(), number, 1, NeedFlow.Start
	n.Category, n.Title, n.Words = category, in.Title, in.Words
	n.RaisedBy, n.RaisedAt, n.PlaceN = by.Account, tx.Now(), rule.PlaceDays
	return n, insertNeed.One(tx, n)
}

// needFor reads a need in the actor's sight and the verb's step.
func needFor(tx *store.Tx, by flow.Actor, id string, seen int64, verb flow.Verb) (Need, flow.Step, error) {
	n, err := NeedByID(tx, by, id)
	if err != nil {
		return Need{}, flow.Step{}, err
	}
	step, err := NeedFlow.Next(by, n.State, verb)
	if err == nil && seen != 0 && seen != n.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return n, step, err
}

func putNeed(tx *store.Tx, by flow.Actor, step flow.Step, n Need, details say, more ...journal.Row) (Need, error) {
	if err := saveNeed.One(tx, step.To, n.PlacedAt, n.Owner, n.WithdrawnAt, tx.County(), n.ID, step.From, n.Version); err != nil {
		return Need{}, err
	}
	n.State, n.Version = step.To, n.Version+1
	details["number"] = n.Number
	_, err := journal.Record(tx, by, step.Kind, n.ID, details, append([]journal.Row{n.row()}, more...)...)
	return n, err
}

func putRound(tx *store.Tx, r Round) (journal.Row, error) {
	return r.row(), saveRound.One(tx, r.Unit, r.Due, r.Answer, r.AnsweredBy, r.AnsweredAt, r.Verdict, r.Level, r.VerdictBy, r.VerdictAt,
		r.Remark, r.ReopenedAt, r.VoidAt, tx.County(), r.ID, r.Version)
}

// last is the round that runs, or ran last.
func last(tx *store.Tx, n Need) (Round, error) {
	all, err := roundsOf.All(tx, tx.County(), n.ID)
	if err != nil || len(all) == 0 {
		return Round{}, err
	}
	return all[len(all)-1], nil
}

// promised looks whether a day can be promised: from today to the rule's limit.
func promised(tx *store.Tx, due calendar.Day) error {
	rule, err := RuleOn(tx, tx.Today())
	if err != nil {
		return err
	}
	latest, err := inWorkdays(tx, tx.Today(), rule.AnswerDays)
	if err != nil {
		return err
	}
	if due < tx.Today() || due > latest {
		return dueTooFar.New(fault.Args{"last": latest, "n": rule.AnswerDays})
	}
	return nil
}

// openRound makes the next promise to the enterprise.
func openRound(tx *store.Tx, n Need, nth int64, unit string, due calendar.Day) (journal.Row, error) {
	r := Round{County: tx.County(), ID: tx.NewID(), Version: 1, NeedID: n.ID, Nth: nth, Unit: unit, At: tx.Now(), StartDay: tx.Today(),
		Due: due, FirstDue: due}
	return r.row(), insertRound.One(tx, r)
}

// Place gives a need its owner and the promised day (交办). The agent places what
// was raised with the own unit, the coordinating office everything.
func Place(tx *store.Tx, by flow.Actor, id string, seen int64, unit string, due calendar.Day) (Need, error) {
	n, step, err := needFor(tx, by, id, seen, VerbPlace)
	if err != nil {
		return Need{}, err
	}
	var p fault.Problems
	if err := knownUnit(tx, &p, "unit", "承办单位", unit); err != nil {
		return Need{}, err
	}
	if err := p.Err(); err != nil {
		return Need{}, err
	}
	if err := promised(tx, due); err != nil {
		return Need{}, err
	}
	row, err := openRound(tx, n, 1, unit, due)
	if err != nil {
		return Need{}, err
	}
	at := tx.Now()
	n.PlacedAt, n.Owner = &at, &unit
	return putNeed(tx, by, step, n, say{"unit": unit, "due": due}, row)
}

// ownerStep reads a need and its round for a verb of the unit that answers.
func ownerStep(tx *store.Tx, by flow.Actor, id string, seen int64, verb flow.Verb) (n Need, r Round, step flow.Step, err error) {
	if n, step, err = needFor(tx, by, id, seen, verb); err != nil {
		return n, r, step, err
	}
	if !n.Owned(by.Unit) && !(verb == VerbHandOver && by.Has(placers[0])) {
		name, err := org.ShortName(tx, *n.Owner)
		if err == nil {
			err = ownerOnly.New(fault.Args{"unit": name})
		}
		return n, r, step, err
	}
	r, err = last(tx, n)
	return n, r, step, err
}

// HandOver passes a need on to another unit, with a reason; what was promised to
// the enterprise stays (转办).
func HandOver(tx *store.Tx, by flow.Actor, id string, seen int64, unit, reason string) (Need, error) {
	n, r, step, err := ownerStep(tx, by, id, seen, VerbHandOver)
	if err != nil {
		return Need{}, err
	}
	var p fault.Problems
	if err := knownUnit(tx, &p, "unit", "转给", unit); err != nil {
		return Need{}, err
	}
	if err := p.Err(); err != nil {
		return Need{}, err
	}
	if reason, err = needText("reason", "转办原因", reason); err != nil {
		return Need{}, err
	}
	if unit == r.Unit {
		name, err := org.ShortName(tx, unit)
		if err == nil {
			err = ownerSame.New(fault.Args{"unit": name})
		}
		return Need{}, err
	}
	was := r.Unit
	r.Unit, n.Owner = unit, &unit
	return changed(tx, by, step, n, r, Change{Kind: UnitChanged, Was: was, Became: unit, Reason: reason})
}

// Postpone moves the promised day: once in a round, before it has come, with a
// reason that the enterprise reads (改期).
func Postpone(tx *store.Tx, by flow.Actor, id string, seen int64, due calendar.Day, reason string) (Need, error) {
	n, r, step, err := ownerStep(tx, by, id, seen, VerbPostpone)
	if err != nil {
		return Need{}, err
	}
	if reason, err = needText("reason", "改期原因", reason); err != nil {
		return Need{}, err
	}
	var p fault.Problems
	switch {
	case r.Due < tx.Today():
		return Need{}, postponeLate.New(fault.Args{"due": r.Due})
	case r.Due != r.FirstDue:
		return Need{}, postponedOnce.New(fault.Args{"number": n.Number, "due": r.Due})
	case due <= r.Due:
		p.Add("due", "新的期限：要晚于现在的 %s", r.Due)
	}
	if err := p.Err(); err != nil {
		return Need{}, err
	}
	if err := promised(tx, due); err != nil {
		return Need{}, err
	}
	was := r.Due
	r.Due = due
	return changed(tx, by, step, n, r, Change{Kind: DueChanged, Was: was.String(), Became: due.String(), Reason: reason})
}

// changed keeps a change of a round beside what it was.
func changed(tx *store.Tx, by flow.Actor, step flow.Step, n Need, r Round, c Change) (Need, error) {
	c.County, c.ID, c.NeedID, c.Nth, c.Account, c.At = tx.County(), tx.NewID(), n.ID, r.Nth, by.Account, tx.Now()
	if err := insertChange.One(tx, c); err != nil {
		return Need{}, err
	}
	row, err := putRound(tx, r)
	if err != nil {
		return Need{}, err
	}
	return putNeed(tx, by, step, n, say{"was": c.Was, "became": c.Became}, row, journal.Row{Table: "outreach_change", ID: c.ID})
}
