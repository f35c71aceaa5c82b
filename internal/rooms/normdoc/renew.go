package normdoc

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// Evaluate records what the issuing unit found when it looked at a document in
// the last months of its validity, and whether it is to go on. After that day it
// has lapsed, and there is nothing left to evaluate.
func Evaluate(tx *store.Tx, by flow.Actor, id string, version int64, extend bool, finding string) (Document, error) {
	d, step, err := takeDocument(tx, by, id, version, VerbEvaluate)
	if err != nil {
		return Document{}, err
	}
	if !issues(by, d.Issuer) {
		return Document{}, notYours.New(fault.Args{"roles": "制定机关"})
	}
	if err := d.lives(tx.Today(), "评估"); err != nil {
		return Document{}, err
	}
	if from := *d.EvaluateFrom; tx.Today() < from {
		return Document{}, tooEarly.New(fault.Args{"from": from})
	}
	var p fault.Problems
	if d.Evaluation = strings.TrimSpace(finding); d.Evaluation == "" {
		p.Add("evaluation", "评估情况：请写明执行效果、有没有抵触、为什么继续或不继续")
	}
	if err := p.Err(); err != nil {
		return Document{}, err
	}
	at := tx.Now()
	d.EvaluatedBy, d.EvaluatedAt, d.Extend = &by.Account, &at, &extend
	return keepDocument(tx, by, step, d)
}

// lives refuses a document that has lapsed by the day.
func (d Document) lives(day calendar.Day, verb string) error {
	if d.On(day) == Lapsed {
		return hasLapsed.New(fault.Args{"words": d.Words(day), "verb": verb})
	}
	return nil
}

// Renew extends the validity of a document that was evaluated, from the present
// end for as long again at most, by a legal reviewer who has no part in it.
func Renew(tx *store.Tx, by flow.Actor, id string, version int64, until calendar.Day) (Document, error) {
	d, step, err := takeDocument(tx, by, id, version, VerbRenew)
	if err != nil {
		return Document{}, err
	}
	if err := d.lives(tx.Today(), "延续"); err != nil {
		return Document{}, err
	}
	if err := d.apart(by, "延续"); err != nil {
		return Document{}, err
	}
	if d.EvaluatedAt == nil || !*d.Extend {
		return Document{}, unevaluated.New(nil)
	}
	var p fault.Problems
	if longest := ValidityFrom(d.UntilDay+1, d.Provisional); until <= d.UntilDay || until > longest {
		p.Add("until", "延续到：请填 %s 以后、%s 以前的一天", d.UntilDay, longest)
	}
	if err := p.Err(); err != nil {
		return Document{}, err
	}
	d.UntilDay, d.EvaluatedAt, d.EvaluatedBy, d.Extend = until, nil, nil, nil
	d.watchFrom(tx.Today())
	return keepDocument(tx, by, step, d)
}
