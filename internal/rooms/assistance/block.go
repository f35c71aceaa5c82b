package assistance

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// blockDays is the county's limit for a unit's answer to a stuck step (卡点答复时限, 示例).
const blockDays = 2

// Block (卡点) is a step of a case that does not move: the agent asks the unit,
// not a person, and the answer has a clock.
type Block struct {
	County        string
	ID            string
	Number        string // KD2020-0001
	Version       int64
	State         flow.State
	EntrustmentID string
	CaseID        string
	CaseNumber    string
	ItemName      string
	Unit          string
	Question      string
	RaisedBy      string
	RaisedAt      calendar.Instant
	StartDay      calendar.Day
	N             int
	Due           calendar.Day
	Book          string
	Answer        *string
	AnsweredBy    *string
	EndedAt       *calendar.Instant
}

// Raise (请单位答复) asks the unit of a case of the entrustment why it does not
// move. One question at a time on a case; the unit's clock is told to the house.
func Raise(tx *store.Tx, by flow.Actor, a CaseAct, question string) (Block, error) {
	t, err := holding(tx, by, a.Entrustment, a.Version, VerbServe)
	if err != nil {
		return Block{}, err
	}
	file, err := CaseFile(tx, by, a.Entrustment, a.Case)
	if err != nil {
		return Block{}, err
	}
	k := file.Case
	question = strings.TrimSpace(question)
	if err := checkBlock(tx, k, question); err != nil {
		return Block{}, err
	}
	year := tx.Today().Year()
	serial, err := tx.NextNumber(fmt.Sprintf("KD%04d", year))
	if err != nil {
		return Block{}, err
	}
	b := Block{County: tx.County(), ID: tx.NewID(), Number: fmt.Sprintf("KD%04d-%04d", year, serial), Version: 1, State: BlockFlow.Start,
		EntrustmentID: t.was.ID, CaseID: k.ID, CaseNumber: k.No(), ItemName: k.ItemName, Unit: k.Unit, Question: question,
		RaisedBy: by.Account, RaisedAt: tx.Now(), StartDay: tx.Today(), N: blockDays}
	if b.Due, b.Book, err = dueIn(tx, b.StartDay, b.N); err != nil {
		return Block{}, err
	}
	if err := insertBlock.One(tx, b); err != nil {
		return Block{}, err
	}
	if _, err := journal.Record(tx, by, "assist.raise_block", b.ID, say{"number": b.Number, "case": k.ID, "unit": b.Unit, "due": b.Due},
		journal.Row{Table: "assistance_block", ID: b.ID}); err != nil {
		return Block{}, err
	}
	return b, tx.Fact("BlockRaised", b.ID, say{"number": b.Number, "unit": b.Unit, "due": b.Due})
}

func checkBlock(tx *store.Tx, k casework.Case, question string) error {
	var p fault.Problems
	if question == "" {
		p.Add("question", "卡在哪里：请写明卡在哪一步、要单位答复什么")
	}
	if err := p.Err(); err != nil {
		return err
	}
	if k.State == casework.Draft {
		return blockDraft.New(nil)
	}
	open, found, err := openBlock.Find(tx, tx.County(), k.ID)
	if err == nil && found {
		err = blockOpen.New(fault.Args{"number": open.Number, "due": open.Due.Chinese()})
	}
	return err
}

// AnswerBlock is the answer of the unit that owes the case.
func AnswerBlock(tx *store.Tx, by flow.Actor, id string, seen int64, answer string) (Block, error) {
	b, step, err := takeBlock(tx, by, id, seen, VerbAnswerBlock)
	if err != nil {
		return Block{}, err
	}
	answer = strings.TrimSpace(answer)
	var p fault.Problems
	if answer == "" {
		p.Add("answer", "答复：请写明为什么没有动、下一步由谁在什么时候办")
	}
	if err := p.Err(); err != nil {
		return Block{}, err
	}
	b.Answer, b.AnsweredBy = &answer, &by.Account
	return endBlock(tx, by, step, b)
}

// TakeBackBlock ends a question that is no longer one; by whoever asked it.
func TakeBackBlock(tx *store.Tx, by flow.Actor, id string, seen int64) (Block, error) {
	b, step, err := takeBlock(tx, by, id, seen, VerbTakeBackBlock)
	if err != nil {
		return Block{}, err
	}
	return endBlock(tx, by, step, b)
}

// takeBlock reads a stuck step in the actor's sight and the verb's step.
func takeBlock(tx *store.Tx, by flow.Actor, id string, seen int64, verb flow.Verb) (Block, flow.Step, error) {
	b, found, err := blockByID.Find(tx, tx.County(), id)
	if err != nil {
		return Block{}, flow.Step{}, err
	}
	if !found || (b.Unit != by.Unit && b.RaisedBy != by.Account) {
		return Block{}, flow.Step{}, notFound.New(nil)
	}
	step, err := BlockFlow.Next(by, b.State, verb)
	switch {
	case err != nil:
	case verb == VerbTakeBackBlock && b.RaisedBy != by.Account:
		err = notHolder.New(nil)
	case verb == VerbAnswerBlock && b.RaisedBy == by.Account:
		err = ownBlock.New(nil)
	case verb == VerbAnswerBlock && b.Unit != by.Unit:
		err = notFound.New(nil)
	case seen != 0 && seen != b.Version:
		err = store.ChangedMeanwhile.New(nil)
	}
	return b, step, err
}

func endBlock(tx *store.Tx, by flow.Actor, step flow.Step, b Block) (Block, error) {
	at := tx.Now()
	b.EndedAt = &at
	return saveBlock(tx, by, step, b)
}

// saveBlock writes a stuck step in the step's state. It is the only writer of it.
func saveBlock(tx *store.Tx, by flow.Actor, step flow.Step, b Block) (Block, error) {
	err := updateBlock.One(tx, step.To, b.Due, b.Book, b.Answer, b.AnsweredBy, b.EndedAt, tx.County(), b.ID, step.From, b.Version)
	if err != nil {
		return Block{}, err
	}
	b.State, b.Version = step.To, b.Version+1
	_, err = journal.Record(tx, by, step.Kind, b.ID, say{"number": b.Number, "due": b.Due}, journal.Row{Table: "assistance_block", ID: b.ID})
	return b, err
}

// Blocks lists stuck steps the actor may see, the newest first: the own unit's,
// those the actor raised, all for those who watch.
func Blocks(tx *store.Tx, by flow.Actor, limit int) ([]Block, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if !by.Has(watchers...) {
		w.And("(unit = ? OR raised_by = ?)", by.Unit, by.Account)
	}
	return blocks.Page(tx, w, "newest", min(max(limit, 1), 500))
}

// Stuck counts what the actor's unit has to answer, for the menu.
func Stuck(tx *store.Tx, by flow.Actor) (int64, error) {
	return blockCount.UpTo(tx, new(store.Where).And("county = ? AND unit = ? AND state = ?", tx.County(), by.Unit, BlockRaised), 100)
}
