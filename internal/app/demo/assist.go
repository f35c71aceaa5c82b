package demo

import (
	"fmt"
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/project"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// The lines of the ledger name an entrustment in 文号 by the mark it was given,
// because 办件 names cases.
func init() {
	actions["委托"] = entrust
	actions["认领"] = onEntrustment(func(tx *store.Tx, by flow.Actor, id string, _ Event) error {
		_, err := assistance.TakeUp(tx, by, id, 0)
		return err
	})
	actions["转交"] = handOver
	actions["代填"] = openFor
	actions["登记服务"] = logService
	actions["登记送达"] = onEntrustment(func(tx *store.Tx, by flow.Actor, id string, _ Event) error {
		_, err := assistance.Deliver(tx, by, id, 0)
		return err
	})
	actions["归档委托"] = onEntrustment(func(tx *store.Tx, by flow.Actor, id string, _ Event) error {
		_, err := assistance.File(tx, by, id, 0)
		return err
	})
	actions["回访"] = onEntrustment(func(tx *store.Tx, by flow.Actor, id string, e Event) error {
		_, err := assistance.Visit(tx, by, id, 0, slices.Index(assistance.LevelZh[:], e.Get("结论")), e.Get("说明"))
		return err
	})
	actions["请单位答复"] = askUnit
	actions["答复卡点"] = func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		_, err := assistance.AnswerBlock(tx, by, r.marks[e.Get("文号")], 0, e.Get("说明"))
		return err
	}
	actions["撤销委托"] = onEntrustment(func(tx *store.Tx, by flow.Actor, id string, e Event) error {
		_, err := assistance.Revoke(tx, by, id, 0, e.Get("说明"))
		return err
	})
}

func onEntrustment(verb func(tx *store.Tx, by flow.Actor, id string, e Event) error) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		id, err := r.entrustment(e)
		if err != nil {
			return err
		}
		return verb(tx, by, id, e)
	}
}

func (r *replay) entrustment(e Event) (string, error) {
	id, ok := r.marks[e.Get("文号")]
	if !ok {
		return "", fmt.Errorf("委托 %s 还没有作出", e.Get("文号"))
	}
	return id, nil
}

// entrust gives an entrustment for the party the account acts for: 结论 is the
// way, 答复 says 转委托, 项目 the first of the party's projects.
func entrust(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	to, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	g := assistance.Giving{Mode: assistance.Help, Party: by.Party, Items: e.List("事项"), From: tx.Today(), To: to,
		SubDelegation: e.Get("答复") == "转委托", Note: e.Get("说明")}
	if e.Get("结论") == assistance.Act.Zh() {
		g.Mode = assistance.Act
	}
	projects, err := project.OfParty(tx, by.Party)
	if err != nil {
		return err
	}
	if len(projects) > 0 {
		g.Project = projects[0].ID
	}
	made, err := assistance.Give(tx, by, g)
	r.marks[e.Get("文号")] = made.ID
	return err
}

func handOver(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	to, err := r.account(tx, e.Get("材料"))
	if err != nil {
		return err
	}
	id, err := r.entrustment(e)
	if err == nil {
		_, err = assistance.HandOver(tx, by, id, 0, to, e.Get("说明"))
	}
	return err
}

// openFor fills in an application that stays a draft until the papers are there.
func openFor(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	id, err := r.entrustment(e)
	if err != nil {
		return err
	}
	f := casework.Filing{Item: e.Get("事项"), Mobile: sampleMobile, Delivery: "window", Answers: answersOf(e)}
	_, err = assistance.OpenCase(tx, by, id, 0, f)
	return err
}

// askUnit raises a stuck step of a case; 结论 is the mark by which the answer
// names it.
func askUnit(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	id, err := r.entrustment(e)
	if err != nil {
		return err
	}
	b, err := assistance.Raise(tx, by, assistance.CaseAct{Entrustment: id, Case: r.cases[e.Case]}, e.Get("说明"))
	r.marks[e.Get("结论")] = b.ID
	return err
}

// logService records a service that began when the line says: 结论 is the kind,
// 答复 the place, 材料 the evidence, 天数 the minutes, 送达 the mail's number.
func logService(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	minutes, err := e.Number("天数")
	if err != nil {
		return err
	}
	in := assistance.Service{Matter: e.Get("说明"), BeganAt: e.At, Minutes: minutes, Place: e.Get("答复"), MailNumber: e.Get("送达"), Evidence: e.Get("材料")}
	for _, k := range assistance.ServiceKinds {
		if k.Zh == e.Get("结论") {
			in.Kind = k.Kind
		}
	}
	s, err := assistance.Log(tx, by, r.marks[e.Get("文号")], 0, in)
	if day, ok, dated := e.Day("日期"); err == nil && dated == nil && ok && day <= tx.Today() {
		err = assistance.Arrived(tx, by, s.ID, day)
	}
	return err
}
