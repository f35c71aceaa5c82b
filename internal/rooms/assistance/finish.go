package assistance

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// over are the states in which the applicant has whatever the case brings.
var over = []flow.State{casework.Delivered, casework.Closed, casework.Relayed, casework.Withdrawn,
	casework.Terminated, casework.NotNeeded, casework.NotOurs}

// Deliver records that the applicant has the results (送达). It refuses while a
// case the agent acted on is on its way.
func Deliver(tx *store.Tx, by flow.Actor, id string, seen int64) (Entrustment, error) {
	t, err := holding(tx, by, id, seen, VerbDeliver)
	if err != nil {
		return Entrustment{}, err
	}
	done, err := doneOf.All(tx, tx.County(), id)
	if err != nil {
		return Entrustment{}, err
	}
	asked := map[string]bool{}
	for _, d := range done {
		if asked[d.CaseID] {
			continue
		}
		asked[d.CaseID] = true
		file, err := casework.Show(tx, identity.OnBehalf(by, t.was.Party), d.CaseID)
		if err != nil {
			return Entrustment{}, err
		}
		if !slices.Contains(over, file.Case.State) {
			return Entrustment{}, stillOpen.New(fault.Args{"case": file.Case.No() + " " + file.Case.ItemName})
		}
	}
	at := tx.Now()
	t.now.DeliveredAt = &at
	return move(tx, by, t, say{"cases": len(asked)})
}

// File closes the agent's work (归档); from here nobody acts on it any more.
func File(tx *store.Tx, by flow.Actor, id string, seen int64) (Entrustment, error) {
	t, err := holding(tx, by, id, seen, VerbFile)
	if err != nil {
		return Entrustment{}, err
	}
	rows, err := letGo(tx, by, t.was, "归档")
	if err != nil {
		return Entrustment{}, err
	}
	at := tx.Now()
	t.now.FiledAt = &at
	return move(tx, by, t, nil, rows...)
}

// LevelZh words the five levels of a follow-up; 1 is the best.
var LevelZh = [...]string{1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}

// Visit records the follow-up (回访): what the applicant says, on the page or to
// somebody of the coordinator who is not the agent.
func Visit(tx *store.Tx, by flow.Actor, id string, seen int64, level int, words string) (Entrustment, error) {
	t, err := take(tx, by, id, seen, VerbVisit)
	if err != nil {
		return Entrustment{}, err
	}
	if t.was.heldBy(by.Account) {
		return Entrustment{}, ownVisit.New(nil)
	}
	var p fault.Problems
	if level < 1 || level >= len(LevelZh) {
		p.Add("level", "满意程度：请选择一项")
	}
	if err := p.Err(); err != nil {
		return Entrustment{}, err
	}
	at, words := tx.Now(), strings.TrimSpace(words)
	t.now.VisitedAt, t.now.VisitedBy, t.now.VisitLevel, t.now.VisitWords = &at, &by.Account, &level, &words
	return move(tx, by, t, say{"level": level})
}
