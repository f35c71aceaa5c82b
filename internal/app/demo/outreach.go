package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/store"
)

// The acts of the ledger 问需解难过程台账 (outreach.csv). A line's 文号 is the mark of
// the visit or need it is about; 结论 gives a new need its mark.
func init() {
	actions["定走访规则"] = func(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
		from, most, err := dayAnd(e)
		if err == nil {
			_, err = outreach.SetRule(tx, by, outreach.Rule{FromDay: from, Most: int64(most), PlaceDays: 2, AnswerDays: 15, Document: e.Get("文号")})
		}
		return err
	}
	actions["约走访"] = askVisit
	actions["同意走访"] = onMark(func(tx *store.Tx, by flow.Actor, id string, e Event) error {
		_, err := outreach.Agree(tx, by, id, 0, e.Get("材料"))
		return err
	})
	actions["登记走访"] = onMark(func(tx *store.Tx, by flow.Actor, id string, e Event) error {
		day, _, err := dayAnd(e)
		if err == nil {
			_, err = outreach.Hold(tx, by, id, 0, day, e.Get("说明"))
		}
		return err
	})
	actions["走访收尾"] = onMark(func(tx *store.Tx, by flow.Actor, id string, _ Event) error {
		_, err := outreach.Close(tx, by, id, 0)
		return err
	})
	actions["送体检意见"] = onMark(issueCheckup)
	actions["打开体检意见"] = onMark(openCheckup)
	actions["记下诉求"] = func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		n, err := outreach.Hear(tx, by, r.marks[e.Get("文号")], 0, raisingOf(e))
		r.marks[e.Get("结论")] = n.ID
		return err
	}
	actions["企业提问需"] = func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		n, err := outreach.Raise(tx, by, raisingOf(e))
		r.marks[e.Get("结论")] = n.ID
		return err
	}
	needActions()
	actions["导入出访台账"] = func(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
		kind := e.Get("事项")
		imp, rows, err := rowsOf(outreach.Manifest.Importers, kind, cmp.Or(e.Get("文号"), kind+".csv"))
		if err != nil {
			return err
		}
		return apply(tx, by, imp, rows)
	}
	actions["登记举办"] = func(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
		all, err := outreach.Events(tx, by)
		if err != nil {
			return err
		}
		n := slices.IndexFunc(all, func(f outreach.EventFile) bool {
			return f.Title == e.Get("事项") && f.Day.String() == e.Get("日期")
		})
		if n < 0 {
			return fmt.Errorf("没有活动 %s", e.Get("事项"))
		}
		_, err = outreach.HoldEvent(tx, by, all[n].ID, 0)
		return err
	}
}

func needActions() {
	actions["交办诉求"] = onMark(func(tx *store.Tx, by flow.Actor, id string, e Event) error {
		due, _, err := dayAnd(e)
		if err == nil {
			_, err = outreach.Place(tx, by, id, 0, e.Get("答复"), due)
		}
		return err
	})
	actions["转办诉求"] = onMark(func(tx *store.Tx, by flow.Actor, id string, e Event) error {
		_, err := outreach.HandOver(tx, by, id, 0, e.Get("答复"), e.Get("说明"))
		return err
	})
	actions["改答复期限"] = onMark(func(tx *store.Tx, by flow.Actor, id string, e Event) error {
		due, _, err := dayAnd(e)
		if err == nil {
			_, err = outreach.Postpone(tx, by, id, 0, due, e.Get("说明"))
		}
		return err
	})
	actions["答复诉求"] = onMark(func(tx *store.Tx, by flow.Actor, id string, e Event) error {
		_, err := outreach.Answer(tx, by, id, 0, e.Get("说明"))
		return err
	})
	actions["确认诉求"] = onMark(func(tx *store.Tx, by flow.Actor, id string, e Event) error {
		level := slices.Index(outreach.LevelZh[:], e.Get("结论"))
		_, err := outreach.Confirm(tx, by, id, 0, outreach.Verdict{Level: int64(level), Remark: e.Get("说明")})
		return err
	})
	actions["重提诉求"] = onMark(func(tx *store.Tx, by flow.Actor, id string, e Event) error {
		_, err := outreach.Reopen(tx, by, id, 0, e.Get("说明"))
		return err
	})
}

// onMark acts on the record that the line's mark stands for.
func onMark(act func(tx *store.Tx, by flow.Actor, id string, e Event) error) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		id, ok := r.marks[e.Get("文号")]
		if !ok {
			return fmt.Errorf("没有走访或诉求 %s", e.Get("文号"))
		}
		return act(tx, by, id, e)
	}
}

// dayAnd reads the line's day and number.
func dayAnd(e Event) (day calendar.Day, n int, err error) {
	if day, _, err = e.Day("日期"); err == nil {
		n, err = e.Number("天数")
	}
	return day, n, err
}

func askVisit(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	day, _, err := dayAnd(e)
	if err != nil {
		return err
	}
	in := outreach.Asking{Purpose: e.Get("说明"), Day: day}
	for _, k := range outreach.VisitKinds {
		if k.Zh == e.Get("事项") {
			in.Kind = k.Value
		}
	}
	if in.Party, err = r.party(tx, e.Get("申请人")); err != nil {
		return err
	}
	v, err := outreach.Ask(tx, by, in)
	r.marks[e.Get("文号")] = v.ID
	return err
}

func raisingOf(e Event) outreach.Raising {
	in := outreach.Raising{Title: e.Get("答复"), Words: e.Get("说明")}
	for _, c := range outreach.Categories {
		if c.Zh == e.Get("事项") {
			in.Category = c.Value
		}
	}
	return in
}

func issueCheckup(tx *store.Tx, by flow.Actor, id string, e Event) error {
	_, n, err := dayAnd(e)
	if err == nil {
		_, err = outreach.Issue(tx, by, id, 0, outreach.Issuing{Team: e.Get("答复"), Lawyers: int64(n),
			Findings: outreach.ParseFindings(strings.ReplaceAll(e.Get("说明"), "；", "\n"))})
	}
	return err
}

// openCheckup reads what the check-up of a visit found.
func openCheckup(tx *store.Tx, by flow.Actor, id string, _ Event) error {
	f, err := outreach.ShowVisit(tx, by, id)
	if err == nil {
		_, _, err = outreach.Open(tx, by, f.Sheet.ID)
	}
	return err
}
