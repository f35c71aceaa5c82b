package enquiry

import (
	"fmt"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// AskStatement asks the accused unit for its side, in words that are disclosed to
// it. They must not give away who complained.
func AskStatement(tx *store.Tx, by flow.Actor, id string, disclosed string) (Statement, error) {
	e, err := ByID(tx, by, id)
	if err != nil {
		return Statement{}, err
	}
	switch {
	case !e.handles(by) && !by.Has(keepers...):
		return Statement{}, may(flow.Actor{}, handlers...)
	case e.Accused == "":
		return Statement{}, noAccused.New(nil)
	case e.State != Assigned:
		_, err := Flow.Next(by, e.State, VerbWrite)
		return Statement{}, err
	}
	who, err := identityOf(tx, e)
	if err != nil {
		return Statement{}, err
	}
	var p fault.Problems
	disclosed = needed(&p, disclosed, "disclosed", "告知内容：请写明要对方说明什么，不要抄诉求原文")
	if found := names(disclosed, who); found != "" {
		p.Add("disclosed", "告知内容：里面有%s，会让对方知道是谁反映的，请去掉", found)
	}
	if err := p.Err(); err != nil {
		return Statement{}, err
	}
	year := tx.Today().Year()
	serial, err := tx.NextNumber(fmt.Sprintf("enquiry.statement.%d", year))
	if err != nil {
		return Statement{}, err
	}
	s := Statement{County: e.County, ID: tx.NewID(), Version: 1, State: Asked, RecordID: e.ID, Number: fmt.Sprintf("SM%d-%03d", year, serial),
		Unit: e.Accused, Disclosed: disclosed, AskedBy: by.Account, AskedAt: tx.Now(), AskedDay: tx.Today(), AnswerN: statementDays}
	book, err := workdays.Book(tx)
	if err != nil {
		return s, err
	}
	if s.Due, err = book.AddWorkdays(s.AskedDay, s.AnswerN); err != nil {
		return s, workdays.Loud(err)
	}
	s.Book = book.Version()
	if err := insertStatement.One(tx, s); err != nil {
		return s, err
	}
	_, err = journal.Record(tx, by, "enquiry.statement_ask", s.ID, say{"number": s.Number}, journal.Row{Table: "enquiry_statement", ID: s.ID})
	if err != nil {
		return s, err
	}
	return s, tx.Fact("StatementAsked", s.ID, say{"number": s.Number, "unit": s.Unit, "due": s.Due})
}

// Give hands the unit's statement in.
func Give(tx *store.Tx, by flow.Actor, id string, version int64, words string) (Statement, error) {
	s, err := StatementByID(tx, by, id)
	if err != nil {
		return s, err
	}
	step, err := StatementFlow.Next(by, s.State, VerbGive)
	if err == nil && by.Unit != s.Unit {
		err = statementUnknown.New(nil)
	}
	if err == nil && version != s.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	if err != nil {
		return s, err
	}
	var p fault.Problems
	if words = needed(&p, words, "words", "说明：请写明事实经过、依据和处理情况"); p.Err() != nil {
		return s, p.Err()
	}
	at := tx.Now()
	s.Words, s.GivenBy, s.GivenAt = &words, &by.Account, &at
	return keepStatement(tx, by, step, s)
}

func keepStatement(tx *store.Tx, by flow.Actor, step flow.Step, s Statement) (Statement, error) {
	err := saveStatement.One(tx, step.To, s.Due, s.Book, s.Words, s.GivenBy, s.GivenAt, tx.County(), s.ID, step.From, s.Version)
	if err != nil {
		return s, err
	}
	s.State, s.Version = step.To, s.Version+1
	_, err = journal.Record(tx, by, step.Kind, s.ID, say{"number": s.Number}, journal.Row{Table: "enquiry_statement", ID: s.ID})
	return s, err
}

// StatementByID shows a statement to the head of the unit it is asked of, without
// the enquiry behind it, and to whoever may see the enquiry.
func StatementByID(tx *store.Tx, by flow.Actor, id string) (Statement, error) {
	s, ok, err := statementByID.Find(tx, tx.County(), id)
	if err != nil {
		return s, err
	}
	if !ok {
		return Statement{}, statementUnknown.New(nil)
	}
	if by.Has(heads...) && by.Unit == s.Unit {
		return s.forUnit(), nil
	}
	if _, err := ByID(tx, by, s.RecordID); err != nil {
		return Statement{}, statementUnknown.New(nil)
	}
	return s, nil
}

func (s Statement) forUnit() Statement {
	s.RecordID, s.AskedBy = "", ""
	return s
}

// Statements lists what is asked of the actor's own unit.
func Statements(tx *store.Tx, by flow.Actor) ([]Statement, error) {
	if !by.Has(identity.Head) || by.Unit == "" {
		return nil, nil
	}
	found, err := statements.Page(tx, new(store.Where).And("county = ? AND unit = ?", tx.County(), by.Unit), "newest", 200)
	for i := range found {
		found[i] = found[i].forUnit()
	}
	return found, err
}
