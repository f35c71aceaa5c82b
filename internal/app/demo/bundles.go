package demo

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/bundle"
	"yingshang/internal/store"
)

// The acts on applications for bundles; their marks stand beside those of cases.
func init() {
	for word, act := range map[string]action{
		"申请一件事":   openBundle,
		"提交一件事":   onBundle(bundle.Submit),
		"收一件事材料":  takeInBundle,
		"受理一件事":   onBundle(bundle.Accept),
		"会签":      opineBundle,
		"分件":      partOfBundle,
		"告知一件事补正": askBundle,
	} {
		actions[word] = act
	}
}

func onBundle(verb func(*store.Tx, flow.Actor, string, bundle.Seen) (bundle.Application, error)) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		_, err := verb(tx, by, r.cases[e.Case], 0)
		return err
	}
}

// openBundle reads the answers by the items' own question codes; one answer
// serves every item that asks the same.
func openBundle(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	who, err := r.party(tx, e.Get("申请人"))
	if err != nil {
		return err
	}
	f := bundle.Filing{Bundle: e.Get("事项"), Party: who, Picks: e.List("材料"), Mobile: sampleMobile,
		Delivery: deliveryCodes[e.Get("送达")], Answers: map[string]string{}}
	offer, err := bundle.Current(tx, f.Bundle, tx.Today())
	if err != nil {
		return err
	}
	plan, err := bundle.PlanFor(tx, offer, f.Picks, nil)
	if err != nil {
		return err
	}
	for _, pair := range e.List("答复") {
		question, choice, _ := strings.Cut(pair, "=")
		for _, field := range plan.Fields {
			if field.ID == question {
				f.Answers[field.Key] = choice
			}
		}
	}
	a, err := bundle.Open(tx, by, f)
	if err == nil {
		r.cases[e.Case] = a.ID
	}
	return err
}

// takeInBundle takes in every merged material that is still missing.
func takeInBundle(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	file, err := bundle.Show(tx, by, r.cases[e.Case])
	if err != nil {
		return err
	}
	var sheets []bundle.Sheet
	for _, m := range file.Plan.Asked() {
		if _, there := file.Covers[m.Key]; !there {
			sheets = append(sheets, bundle.Sheet{Key: m.Key, Pages: 2})
		}
	}
	_, err = bundle.TakeIn(tx, by, file.App.ID, 0, sheets...)
	return err
}

func askBundle(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	file, err := bundle.Show(tx, by, r.cases[e.Case])
	if err != nil {
		return err
	}
	var gaps []bundle.Gap
	for _, name := range e.List("材料") {
		for _, m := range file.Plan.Asked() {
			if m.Name == name {
				gaps = append(gaps, bundle.Gap{Key: m.Key, Problem: e.Get("说明")})
			}
		}
	}
	_, err = bundle.Ask(tx, by, file.App.ID, 0, gaps)
	return err
}

var votes = map[string]bundle.Vote{"同意": bundle.Agree, "不同意": bundle.Against}

func opineBundle(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	in := bundle.Saying{Step: e.Get("材料"), Vote: votes[e.Get("结论")], Reasons: e.Get("说明")}
	_, err := bundle.Opine(tx, by, r.cases[e.Case], 0, in)
	return err
}

// partOfBundle gives a mark of its own to the case of a step, for the acts of
// its unit: 事项 is the mark of the application, 材料 the step.
func partOfBundle(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	file, err := bundle.Show(tx, by, r.cases[e.Get("事项")])
	if err != nil {
		return err
	}
	for _, run := range file.Runs {
		if run.Code == e.Get("材料") && run.CaseID != nil {
			r.cases[e.Case] = *run.CaseID
			return nil
		}
	}
	return fmt.Errorf("第 %s 步还没有办件", e.Get("材料"))
}
