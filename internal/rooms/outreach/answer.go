package outreach

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Answer is the owner's answer; the need then waits for the enterprise's word.
func Answer(tx *store.Tx, by flow.Actor, id string, seen int64, text string) (Need, error) {
	n, r, step, err := ownerStep(tx, by, id, seen, VerbAnswer)
	if err != nil {
		return Need{}, err
	}
	if text, err = needText("answer", "答复", text); err != nil {
		return Need{}, err
	}
	at := tx.Now()
	r.Answer, r.AnsweredBy, r.AnsweredAt = &text, &by.Account, &at
	row, err := putRound(tx, r)
	if err != nil {
		return Need{}, err
	}
	return putNeed(tx, by, step, n, say{"round": r.Nth}, row)
}

// Verdict is what the enterprise says of an answer.
type Verdict struct {
	Level  int64  // 1 to 5
	Remark string // required where it was badly met, and where it was not
}

// Confirm is the enterprise's own word that the need was met, with its rating.
func Confirm(tx *store.Tx, by flow.Actor, id string, seen int64, v Verdict) (Need, error) {
	n, r, step, err := verdictFor(tx, by, id, seen, VerbConfirm)
	if err != nil {
		return Need{}, err
	}
	v.Remark = strings.TrimSpace(v.Remark)
	var p fault.Problems
	if v.Level < 1 || int(v.Level) >= len(LevelZh) {
		p.Add("level", "评价：请选一档")
	} else if v.Level < content && v.Remark == "" {
		p.Add("remark", "意见：不满意的请写一句为什么；没有解决的请按“没有解决”")
	}
	if err := p.Err(); err != nil {
		return Need{}, err
	}
	at, word := tx.Now(), VerdictConfirmed
	r.Verdict, r.Level, r.VerdictBy, r.VerdictAt, r.Remark = &word, &v.Level, &by.Account, &at, v.Remark
	row, err := putRound(tx, r)
	if err != nil {
		return Need{}, err
	}
	return putNeed(tx, by, step, n, say{"round": r.Nth, "level": v.Level}, row)
}

// Reopen is the enterprise's word that the need was not met, or has come back:
// the same unit owes a new answer within the rule's limit.
func Reopen(tx *store.Tx, by flow.Actor, id string, seen int64, remark string) (Need, error) {
	n, r, step, err := verdictFor(tx, by, id, seen, VerbReopen)
	if err != nil {
		return Need{}, err
	}
	if remark, err = needText("remark", "意见", remark); err != nil {
		return Need{}, err
	}
	at, word := tx.Now(), VerdictUnsolved
	if r.Verdict == nil {
		r.Verdict, r.VerdictBy, r.VerdictAt, r.Remark = &word, &by.Account, &at, remark
	} else {
		r.ReopenedAt = &at
		r.Remark = strings.TrimSpace(r.Remark + " 又提出：" + remark)
	}
	rule, err := RuleOn(tx, tx.Today())
	if err != nil {
		return Need{}, err
	}
	due, err := inWorkdays(tx, tx.Today(), rule.AnswerDays)
	if err != nil {
		return Need{}, err
	}
	was, err := putRound(tx, r)
	if err != nil {
		return Need{}, err
	}
	next, err := openRound(tx, n, r.Nth+1, *n.Owner, due)
	if err != nil {
		return Need{}, err
	}
	return putNeed(tx, by, step, n, say{"round": r.Nth + 1, "due": due}, was, next)
}

// verdictFor reads a need for a verb that is the enterprise's own: neither a unit
// nor somebody acting for the enterprise has it.
func verdictFor(tx *store.Tx, by flow.Actor, id string, seen int64, verb flow.Verb) (n Need, r Round, step flow.Step, err error) {
	if n, step, err = needFor(tx, by, id, seen, verb); err != nil {
		if flow.StepForbidden.Is(err) {
			err = selfConfirmed.New(nil)
		}
		return n, r, step, err
	}
	if !own(by, n.Party) || by.For != "" {
		return n, r, step, selfConfirmed.New(nil)
	}
	r, err = last(tx, n)
	return n, r, step, err
}

// Withdraw takes a need back before it was answered; by the enterprise.
func Withdraw(tx *store.Tx, by flow.Actor, id string, seen int64) (Need, error) {
	n, step, err := needFor(tx, by, id, seen, VerbWithdraw)
	if err != nil {
		return Need{}, err
	}
	if !own(by, n.Party) {
		return Need{}, notYours.New(fault.Args{"roles": flow.RoleNames(enterprise)})
	}
	at := tx.Now()
	n.WithdrawnAt = &at
	var rows []journal.Row
	if n.State == Placed {
		r, err := last(tx, n)
		if err != nil {
			return Need{}, err
		}
		r.VoidAt = &at
		row, err := putRound(tx, r)
		if err != nil {
			return Need{}, err
		}
		rows = append(rows, row)
	}
	return putNeed(tx, by, step, n, say{}, rows...)
}
