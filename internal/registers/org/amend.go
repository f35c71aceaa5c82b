package org

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Amend changes what is known of a unit from the day in.From on. On the first
// day of its present span the span is corrected; on a later day the span ends
// the day before and a new one begins, so that earlier days keep the earlier
// name. An external unit that is amended becomes a registered one.
func Amend(tx *store.Tx, by flow.Actor, in UnitInput) (Unit, error) {
	if err := mayManage(by); err != nil {
		return Unit{}, err
	}
	next, problems, err := shape(tx, in)
	if err != nil {
		return Unit{}, err
	}
	if err := problems.Err(); err != nil {
		return Unit{}, err
	}
	now, err := At(tx, next.Code, next.ValidFrom)
	if err != nil {
		return Unit{}, err
	}
	if in.Version != 0 && in.Version != now.Version {
		return Unit{}, store.ChangedMeanwhile.New(nil)
	}
	next.ValidTo = now.ValidTo
	if now.ValidFrom == next.ValidFrom {
		next.ID, next.Version = now.ID, now.Version
		return correct(tx, by, "org.unit_correct", next, "")
	}
	return split(tx, by, now, next)
}

// correct writes a span in place.
func correct(tx *store.Tx, by flow.Actor, kind string, u Unit, why string) (Unit, error) {
	if err := write(tx, u); err != nil {
		return Unit{}, err
	}
	u.Version++
	d := details(u)
	d.Why = why
	_, err := journal.Record(tx, by, kind, subject(u.Code), d, journal.Row{Table: "org_unit", ID: u.ID})
	return u, err
}

func write(tx *store.Tx, u Unit) error {
	return saveUnit.One(tx, u.Name, u.NameKey, u.Short, u.ShortKey, u.Kind, u.CreditCode, u.Area, u.Parent,
		u.DocWord, u.Phone, u.SupervisionPhone, u.External, u.ValidTo, u.County, u.ID, u.Version)
}

// split ends the span now the day before next begins.
func split(tx *store.Tx, by flow.Actor, now, next Unit) (Unit, error) {
	eve := next.ValidFrom - 1
	now.ValidTo = &eve
	if err := write(tx, now); err != nil {
		return Unit{}, err
	}
	if err := insertUnit.One(tx, next); err != nil {
		return Unit{}, fmt.Errorf("unit %s: %w", next.Code, err)
	}
	_, err := journal.Record(tx, by, "org.unit_amend", subject(next.Code), details(next),
		journal.Row{Table: "org_unit", ID: now.ID}, journal.Row{Table: "org_unit", ID: next.ID})
	return next, err
}

// Close ends a unit with the last day on which it is in use (撤销, 合并). Its
// windows must be moved or closed first.
func Close(tx *store.Tx, by flow.Actor, code string, last calendar.Day, reason string) (Unit, error) {
	if err := mayManage(by); err != nil {
		return Unit{}, err
	}
	u, err := At(tx, code, last)
	if err != nil {
		return Unit{}, err
	}
	var p fault.Problems
	if strings.TrimSpace(reason) == "" {
		p.Add("reason", "没有填写停用原因，请写明依据的文件或接手的机构")
	}
	if u.ValidTo != nil {
		p.Add("last", "“%s”自 %s 起已有新的登记，请先改那一段", u.Name, (*u.ValidTo + 1).Chinese())
	}
	open, err := Windows(tx, WindowFilter{Unit: code, OpenOnly: true, Limit: 1})
	if err != nil {
		return Unit{}, err
	}
	if len(open) > 0 {
		p.Add("code", "窗口“%s”还由它负责，请先把窗口移交或关闭", open[0].Name)
	}
	if err := p.Err(); err != nil {
		return Unit{}, err
	}
	u.ValidTo = &last
	return correct(tx, by, "org.unit_close", u, reason)
}
