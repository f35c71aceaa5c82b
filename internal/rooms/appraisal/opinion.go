package appraisal

import (
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// OpinionInput is what a supervisor hands in.
type OpinionInput struct {
	Task   string // id of the task it came of, may be empty
	About  string // unit, may be empty
	Title  string
	Words  string
	Hidden bool // the unit does not learn who
}

const longestWords = 2000

// HandIn takes an opinion in from a supervisor within the term, about a unit that
// is not among those he keeps away from.
func HandIn(tx *store.Tx, by flow.Actor, in OpinionInput) (Opinion, error) {
	s, err := serving(tx, by)
	if err != nil {
		return Opinion{}, err
	}
	o := Opinion{County: tx.County(), Version: 1, State: OpinionOpen, SupervisorID: s.ID, About: strings.TrimSpace(in.About),
		Title: strings.TrimSpace(in.Title), Words: strings.TrimSpace(in.Words), Hidden: in.Hidden, HandedAt: tx.Now()}
	var p fault.Problems
	if o.Title == "" {
		p.Add("title", "一句话：请写清楚是什么事")
	}
	if n := utf8.RuneCountInString(o.Words); n == 0 || n > longestWords {
		p.Add("words", "经过：请写明在哪里、遇到什么、等了多久，最多 %d 字", longestWords)
	}
	if err := unitKnown(tx, &p, s, "about", o.About); err != nil {
		return Opinion{}, err
	}
	if in.Task != "" {
		if _, err := ownTask(tx, s, in.Task); err != nil {
			return Opinion{}, err
		}
		o.TaskID = &in.Task
	}
	if err := p.Err(); err != nil {
		return Opinion{}, err
	}
	if o.Number, err = nextNumbered(tx, "JD", "appraisal.opinion"); err != nil {
		return Opinion{}, err
	}
	o.ID = tx.NewID()
	if err := insertOpinion.One(tx, o); err != nil {
		return Opinion{}, err
	}
	_, err = journal.Record(tx, anonymous(by), "appraisal.hand_in", o.ID, say{"number": o.Number}, journal.Row{Table: "appraisal_opinion", ID: o.ID})
	if err != nil {
		return Opinion{}, err
	}
	return o, tx.Fact("OpinionHandedIn", o.ID, say{"number": o.Number})
}

// anonymous is the supervisor as timelines may print it: no name, no unit.
func anonymous(by flow.Actor) flow.Actor {
	by.Name, by.Unit = "特聘监督员", ""
	return by
}

// unitKnown notes a unit nobody registered, and refuses one the supervisor keeps
// away from.
func unitKnown(tx *store.Tx, p *fault.Problems, s Supervisor, field, unit string) error {
	if unit == "" {
		return nil
	}
	u, err := org.ByCode(tx, unit)
	switch {
	case store.NoRow.Is(err):
		p.Add(field, "单位：请从列表里选")
		return nil
	case err == nil && s.avoids(unit):
		return conflicted.New(fault.Args{"unit": u.Short})
	}
	return err
}

// Assign gives an opinion to a unit to answer within working days. While nobody
// has answered it can be given to another.
func Assign(tx *store.Tx, by flow.Actor, id string, version int64, unit string, days int) (Opinion, error) {
	o, step, err := takeOpinion(tx, by, id, version, VerbAssign)
	if err != nil {
		return Opinion{}, err
	}
	var p fault.Problems
	if unit == "" {
		p.Add("unit", "单位：请选由谁答复")
	}
	s, err := supervisorByID.One(tx, tx.County(), o.SupervisorID)
	if err != nil {
		return Opinion{}, err
	}
	if err := unitKnown(tx, &p, Supervisor{}, "unit", unit); err != nil {
		return Opinion{}, err
	}
	if days < 1 || days > mostDays {
		p.Add("days", "期限：请填 1 到 %d 个工作日", mostDays)
	}
	if err := p.Err(); err != nil {
		return Opinion{}, err
	}
	if s.avoids(unit) && o.About == "" {
		return Opinion{}, conflicted.New(fault.Args{"unit": unit})
	}
	o.Unit, o.AssignedBy, o.AnswerN = &unit, &by.Account, days
	return o, o.start(tx, by, step)
}

// start sets the clock for the answer going and writes the opinion.
func (o *Opinion) start(tx *store.Tx, by flow.Actor, step flow.Step) error {
	at, today := tx.Now(), tx.Today()
	o.AssignedAt, o.AssignedDay, o.AnsweredAt, o.AnsweredBy = &at, &today, nil, nil
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	if err := o.date(book); err != nil {
		return err
	}
	if *o, err = keepOpinion(tx, by, step, *o); err != nil {
		return err
	}
	return tx.Fact("OpinionAssigned", o.ID, say{"number": o.Number, "unit": *o.Unit, "due": *o.Due})
}

func (o *Opinion) date(book *calendar.Book) error {
	due, err := book.AddWorkdays(*o.AssignedDay, o.AnswerN)
	if err != nil {
		return workdays.Loud(err)
	}
	version := book.Version()
	o.Due, o.Book = &due, &version
	return nil
}

// Answer is the unit's answer, by its head.
func Answer(tx *store.Tx, by flow.Actor, id string, version int64, words string) (Opinion, error) {
	o, step, err := takeOpinion(tx, by, id, version, VerbAnswer)
	if err != nil {
		return Opinion{}, err
	}
	if by.Unit != *o.Unit {
		name, err := org.ShortName(tx, *o.Unit)
		if err != nil {
			return Opinion{}, err
		}
		return Opinion{}, answerOwn.New(fault.Args{"unit": name})
	}
	if words, err = needed(words, "answer", "答复：请写明核实了什么、怎样改进或者为什么不能改"); err != nil {
		return Opinion{}, err
	}
	at := tx.Now()
	o.Answer, o.AnsweredBy, o.AnsweredAt = &words, &by.Account, &at
	if o.FirstAnsweredAt == nil {
		o.FirstAnsweredAt = &at
	}
	return keepOpinion(tx, by, step, o)
}

func needed(words, field, sentence string) (string, error) {
	var p fault.Problems
	if words = strings.TrimSpace(words); words == "" {
		p.Add(field, "%s", sentence)
	}
	return words, p.Err()
}

// Return sends an answer back to the unit, which has the same days again.
func Return(tx *store.Tx, by flow.Actor, id string, version int64, why string) (Opinion, error) {
	o, step, err := takeOpinion(tx, by, id, version, VerbReturn)
	if err != nil {
		return Opinion{}, err
	}
	if why, err = needed(why, "ruling", "意见：请写明答复缺什么"); err != nil {
		return Opinion{}, err
	}
	o.Ruling, o.RuledBy = &why, &by.Account
	return o, o.start(tx, by, step)
}

// Rule says whether the opinion was adopted, with the reason, by the managing
// office.
func Rule(tx *store.Tx, by flow.Actor, id string, version int64, adopted bool, why string) (Opinion, error) {
	verb := map[bool]flow.Verb{true: VerbAdopt, false: VerbDecline}[adopted]
	o, step, err := takeOpinion(tx, by, id, version, verb)
	if err != nil {
		return Opinion{}, err
	}
	if why, err = needed(why, "ruling", "意见：请写明采纳了什么，或者为什么不采纳"); err != nil {
		return Opinion{}, err
	}
	at := tx.Now()
	o.Adopted, o.Ruling, o.RuledBy, o.RuledAt = &adopted, &why, &by.Account, &at
	return keepOpinion(tx, by, step, o)
}

// Confirm closes the opinion: by the supervisor who handed it in and nobody else,
// also after the term.
func Confirm(tx *store.Tx, by flow.Actor, id string, version int64, words string) (Opinion, error) {
	o, step, err := takeOpinion(tx, by, id, version, VerbConfirm)
	if err != nil {
		return Opinion{}, err
	}
	at, words := tx.Now(), strings.TrimSpace(words)
	o.Confirmed, o.ClosedAt = &words, &at
	return keepOpinion(tx, by, step, o)
}

// Disagree sends the opinion back to the unit, once.
func Disagree(tx *store.Tx, by flow.Actor, id string, version int64, why string) (Opinion, error) {
	o, step, err := takeOpinion(tx, by, id, version, VerbDisagree)
	if err != nil {
		return Opinion{}, err
	}
	if o.Disagreed != nil {
		return Opinion{}, disagreedOnce.New(nil)
	}
	if why, err = needed(why, "words", "理由：请写明哪里没有解决"); err != nil {
		return Opinion{}, err
	}
	o.Disagreed, o.Adopted, o.RuledAt = &why, nil, nil
	return o, o.start(tx, by, step)
}

// ownSteps are the supervisor's own.
var ownSteps = map[flow.Verb]bool{VerbConfirm: true, VerbDisagree: true}

func takeOpinion(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Opinion, flow.Step, error) {
	o, err := OpinionByID(tx, by, id)
	if err != nil {
		return Opinion{}, flow.Step{}, err
	}
	if ownSteps[verb] {
		if s, err := Self(tx, by); err != nil || s.ID != o.SupervisorID {
			return Opinion{}, flow.Step{}, confirmOwn.New(nil)
		}
	}
	step, err := OpinionFlow.Next(by, o.State, verb)
	if err == nil && version != o.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return o, step, err
}

// keepOpinion writes the opinion in the step's state. It is the only writer.
func keepOpinion(tx *store.Tx, by flow.Actor, step flow.Step, o Opinion) (Opinion, error) {
	err := saveOpinion.One(tx, step.To, o.Unit, o.AssignedBy, o.AssignedAt, o.AssignedDay, o.AnswerN, o.Due, o.Book, o.Answer,
		o.AnsweredBy, o.AnsweredAt, o.FirstAnsweredAt, o.Adopted, o.Ruling, o.RuledBy, o.RuledAt, o.Disagreed, o.Confirmed, o.ClosedAt,
		tx.County(), o.ID, step.From, o.Version)
	if err != nil {
		return Opinion{}, err
	}
	o.State, o.Version = step.To, o.Version+1
	if by.Has(special...) {
		by = anonymous(by)
	}
	_, err = journal.Record(tx, by, step.Kind, o.ID, say{"number": o.Number, "unit": o.Unit}, journal.Row{Table: "appraisal_opinion", ID: o.ID})
	return o, err
}

// OpinionByID shows one opinion: to who watches the county, to the head of the
// unit that is to answer, and to the supervisor who handed it in. A unit does not
// get to know the supervisor of a hidden one.
func OpinionByID(tx *store.Tx, by flow.Actor, id string) (Opinion, error) {
	o, ok, err := opinionByID.Find(tx, tx.County(), id)
	if err != nil {
		return o, err
	}
	if !ok {
		return Opinion{}, opinionUnknown.New(nil)
	}
	switch {
	case by.Has(watch...):
		return o, nil
	case by.Has(special...):
		if s, err := Self(tx, by); err == nil && s.ID == o.SupervisorID {
			return o, nil
		}
	case by.Has(answers...) && o.Unit != nil && by.Unit == *o.Unit:
		return o.forUnit(), nil
	}
	return Opinion{}, opinionUnknown.New(nil)
}

func (o Opinion) forUnit() Opinion {
	if o.Hidden {
		o.SupervisorID, o.TaskID = "", nil
	}
	return o
}

// OpinionFilter narrows a list of opinions.
type OpinionFilter struct {
	State      flow.State
	Supervisor string // id
	Waiting    bool   // not closed
}

// Opinions lists those the actor may see, the newest first.
func Opinions(tx *store.Tx, by flow.Actor, f OpinionFilter) ([]Opinion, error) {
	w := new(store.Where).And("county = ?", tx.County())
	unit := false
	switch {
	case by.Has(watch...):
	case by.Has(special...):
		s, err := Self(tx, by)
		if err != nil {
			return nil, err
		}
		w.And("supervisor_id = ?", s.ID)
	case by.Has(identity.Head) && by.Unit != "":
		w.And("unit = ?", by.Unit)
		unit = true
	default:
		return nil, nil
	}
	if f.State != "" {
		w.And("state = ?", f.State)
	}
	if f.Supervisor != "" && !unit {
		w.And("supervisor_id = ?", f.Supervisor)
	}
	if f.Waiting {
		w.And("state <> ?", OpinionClosed)
	}
	found, err := opinions.Page(tx, w, "newest", 500)
	for n := range found {
		if unit {
			found[n] = found[n].forUnit()
		}
	}
	return found, err
}

func redateOpinions(tx *store.Tx, by flow.Actor, book *calendar.Book) error {
	open, err := opinions.Page(tx, new(store.Where).And("county = ? AND state = ?", tx.County(), OpinionAssigned), "id", 10_000)
	if err != nil {
		return err
	}
	for _, o := range open {
		if *o.Book == book.Version() {
			continue
		}
		if err := o.date(book); err != nil {
			return err
		}
		if _, err := keepOpinion(tx, by, flow.Step{From: o.State, To: o.State, Kind: "appraisal.redate"}, o); err != nil {
			return err
		}
	}
	return nil
}
