package demo

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// Conditional acceptance (容缺受理) and pledges (告知承诺) in the replay.
func init() {
	actions["签容缺承诺"] = promiseSupplement
	actions["容缺受理"] = onCase(casework.AcceptConditional)
	actions["补交"] = supplement
	actions["签告知承诺"] = signPledge
	actions["核查承诺"] = verifyPledge
	actions["确认改正"] = withReason(casework.ConfirmRectified)
	actions["撤销决定"] = withReason(casework.Revoke)
}

// sampleSignature is that of nobody.
var sampleSignature = casework.Signature{Signer: "示例负责人", Capacity: casework.Representative, Agreed: true}

func promiseSupplement(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	due, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	p := casework.Promise{Signature: sampleSignature}
	for _, code := range e.List("材料") {
		p.Items = append(p.Items, casework.Owed{Material: code, Problem: e.Get("说明"), Due: due})
	}
	_, err = casework.PromiseSupplement(tx, by, r.cases[e.Case], 0, p)
	return err
}

func supplement(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	var supplies []casework.Supply
	for _, code := range e.List("材料") {
		supplies = append(supplies, casework.Supply{Sheet: casework.Sheet{Code: code, Pages: 2}})
	}
	_, err := casework.Supplement(tx, by, r.cases[e.Case], 0, supplies...)
	return err
}

func signPledge(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	_, err := casework.SignPledge(tx, by, r.cases[e.Case], 0, sampleSignature, e.List("材料")...)
	return err
}

// verifyPledge: 材料 names the second officer, 结论 is 属实 or 不实, 答复 what is to
// be put right, 日期 by when.
func verifyPledge(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	second, err := r.account(tx, e.Get("材料"))
	if err != nil {
		return err
	}
	v := casework.Verification{True: e.Get("结论") == "属实", Finding: e.Get("说明"), Second: second, Demand: e.Get("答复")}
	due, ok, err := e.Day("日期")
	if ok {
		v.Due = &due
	}
	if err != nil {
		return err
	}
	_, err = casework.VerifyPledge(tx, by, r.cases[e.Case], 0, v)
	return err
}
