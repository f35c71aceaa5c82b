package demo

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

// The acts of the ledger 督查整改过程台账 (supervision.csv). A line's 事项 names the
// round or the finding it is about.
func init() {
	actions["起草督查"] = planRound
	actions["批准督查"] = onRound(func(tx *store.Tx, by flow.Actor, r supervision.Round, e Event) error {
		_, err := supervision.ApproveRound(tx, by, r.Number, r.Version)
		return err
	})
	actions["走访单位"] = onRound(func(tx *store.Tx, by flow.Actor, r supervision.Round, e Event) error {
		_, err := supervision.RecordVisit(tx, by, r.Number, r.Version, supervision.VisitInput{Unit: e.Get("答复"), Day: tx.Today(), Words: e.Get("说明")})
		return err
	})
	actions["结束督查"] = onRound(func(tx *store.Tx, by flow.Actor, r supervision.Round, e Event) error {
		_, err := supervision.EndRound(tx, by, r.Number, r.Version, supervision.Ending{Summary: e.Get("说明"), ReportedTo: e.Get("送达")})
		return err
	})
	actions["导入问题"] = func(_ *replay, tx *store.Tx, by flow.Actor, _ Event) error {
		imp, rows, err := rowsOf(supervision.Manifest.Importers, "findings", "findings.csv")
		if err != nil {
			return err
		}
		return apply(tx, by, imp, rows)
	}
	for name, act := range findingActs {
		actions[name] = act.run
	}
}

// planRound: 结论 is the title, 答复 the two ends of the period, 申请人 who takes part,
// 项目 the units to be visited, 送达 the team by login.
func planRound(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	ends := e.List("答复")
	if len(ends) != 2 {
		return fmt.Errorf("答复要写起日和止日")
	}
	from, err := calendar.ParseDay(ends[0])
	if err != nil {
		return err
	}
	to, err := calendar.ParseDay(ends[1])
	if err != nil {
		return err
	}
	_, err = supervision.PlanRound(tx, by, supervision.Plan{Number: e.Get("事项"), Title: e.Get("结论"), Scope: e.Get("说明"), Document: e.Get("文号"),
		From: from, To: to, Partners: e.List("申请人"), Units: e.List("项目"), Team: e.List("送达")})
	return err
}

func onRound(act func(*store.Tx, flow.Actor, supervision.Round, Event) error) action {
	return func(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
		r, err := supervision.RoundByNumber(tx, by, e.Get("事项"))
		if err != nil {
			return err
		}
		return act(tx, by, r, e)
	}
}

// findingAct is one act on one finding; 日期 holds the day it asks for.
type findingAct func(r *replay, tx *store.Tx, by flow.Actor, f supervision.FindingFile, day calendar.Day, e Event) error

func (act findingAct) run(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	f, err := supervision.FileOf(tx, by, e.Get("事项"))
	if err != nil {
		return err
	}
	day, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	return act(r, tx, by, f, day, e)
}

var findingActs = map[string]findingAct{
	"附问题佐证": func(r *replay, tx *store.Tx, by flow.Actor, f supervision.FindingFile, _ calendar.Day, e Event) error {
		_, err := supervision.Attach(tx, by, f.Number, f.Version, r.proofs(e))
		return err
	},
	"交办问题": func(_ *replay, tx *store.Tx, by flow.Actor, f supervision.FindingFile, _ calendar.Day, _ Event) error {
		_, err := supervision.Issue(tx, by, f.Number, f.Version)
		return err
	},
	"报整改": func(r *replay, tx *store.Tx, by flow.Actor, f supervision.FindingFile, _ calendar.Day, e Event) error {
		_, err := supervision.File(tx, by, f.Number, f.Version, supervision.ReportInput{Way: "done", Words: e.Get("说明"), Proofs: r.proofs(e)})
		return err
	},
	"核查整改": func(_ *replay, tx *store.Tx, by flow.Actor, f supervision.FindingFile, day calendar.Day, e Event) error {
		waiting := f.Waiting()
		if waiting == nil {
			return fmt.Errorf("%s 没有等核查的报告", f.Number)
		}
		_, err := supervision.Decide(tx, by, waiting.ID, waiting.Version, supervision.Check{Close: e.Get("结论") == "销号", Words: e.Get("说明"),
			Public: e.Get("答复"), LookFrom: day})
		return err
	},
	"申请整改延期": func(_ *replay, tx *store.Tx, by flow.Actor, f supervision.FindingFile, day calendar.Day, e Event) error {
		_, err := supervision.AskExtension(tx, by, f.Number, f.Version, day, e.Get("说明"))
		return err
	},
	"定整改延期": func(_ *replay, tx *store.Tx, by flow.Actor, f supervision.FindingFile, _ calendar.Day, e Event) error {
		_, err := supervision.DecideExtension(tx, by, f.Number, f.Version, e.Get("结论") == "同意", e.Get("说明"))
		return err
	},
	"发督办函": func(_ *replay, tx *store.Tx, by flow.Actor, f supervision.FindingFile, day calendar.Day, e Event) error {
		_, err := supervision.UrgeUnit(tx, by, f.Number, f.Version, supervision.Order{Due: day, Reason: e.Get("说明")})
		return err
	},
	"答复督办函": func(_ *replay, tx *store.Tx, by flow.Actor, f supervision.FindingFile, _ calendar.Day, e Event) error {
		_, err := supervision.Reply(tx, by, f.Number, f.Version, e.Get("说明"))
		return err
	},
}
