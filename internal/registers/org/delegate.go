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

// DelegationInput is what people state of a delegation.
type DelegationInput struct {
	FromAccount, ToAccount string
	Roles                  []flow.Role
	FromDay, ToDay         calendar.Day // both included
	Reason                 string
}

// maxDelegation bounds a delegation, in days: longer absence is a change of
// posts, not a delegation.
const maxDelegation = 183

// Delegate enters a delegation. It refuses days gone by, more than half a year,
// and a delegation to oneself. The caller, package identity, has checked that
// both accounts are in use and that the roles are the giver's own.
func Delegate(tx *store.Tx, by flow.Actor, in DelegationInput) (Delegation, error) {
	if err := mayDelegate(by, in.FromAccount); err != nil {
		return Delegation{}, err
	}
	if err := checkDelegation(tx.Today(), in); err != nil {
		return Delegation{}, err
	}
	d := Delegation{County: tx.County(), ID: tx.NewID(), Version: 1,
		FromAccount: in.FromAccount, ToAccount: in.ToAccount, Roles: in.Roles,
		FromDay: in.FromDay, ToDay: in.ToDay, Reason: strings.TrimSpace(in.Reason),
		GrantedBy: by.Account, GrantedAt: tx.Now()}
	if err := insertDelegation.One(tx, d); err != nil {
		return Delegation{}, fmt.Errorf("delegation from %s to %s: %w", d.FromAccount, d.ToAccount, err)
	}
	return d, recordDelegation(tx, by, "org.delegate", d)
}

func checkDelegation(today calendar.Day, in DelegationInput) error {
	var p fault.Problems
	if in.ToAccount == in.FromAccount {
		p.Add("to_account", "代理人就是本人，请选另一位同事")
	}
	if len(in.Roles) == 0 {
		p.Add("roles", "没有选代理的岗位，请至少选一个")
	}
	if in.FromDay < today {
		p.Add("from_day", "开始日期 %s 已经过去，代理不能补办，请从今天（%s）或以后开始", in.FromDay, today)
	}
	if in.ToDay < in.FromDay {
		p.Add("to_day", "结束日期 %s 早于开始日期 %s，请改正", in.ToDay, in.FromDay)
	}
	if in.ToDay-in.FromDay >= maxDelegation {
		p.Add("to_day", "代理最长 %d 天，请缩短；长期离岗请调整岗位", maxDelegation)
	}
	if strings.TrimSpace(in.Reason) == "" {
		p.Add("reason", "没有填写原因，请写明出差、休假或学习")
	}
	return p.Err()
}

func recordDelegation(tx *store.Tx, by flow.Actor, kind string, d Delegation) error {
	_, err := journal.Record(tx, by, kind, d.ID, map[string]any{
		"from": d.FromAccount, "to": d.ToAccount, "roles": d.Roles,
		"from_day": d.FromDay, "to_day": d.ToDay,
	}, journal.Row{Table: "org_delegation", ID: d.ID})
	return err
}

// Revoke ends a delegation at once; acts done under it stand. The giver, the
// taker, the head and the safety administrator may.
func Revoke(tx *store.Tx, by flow.Actor, id string) (Delegation, error) {
	d, err := DelegationByID(tx, id)
	if err != nil {
		return Delegation{}, err
	}
	if by.Account != d.ToAccount {
		if err := mayDelegate(by, d.FromAccount); err != nil {
			return Delegation{}, err
		}
	}
	if d.RevokedAt != nil || d.ToDay < tx.Today() {
		return Delegation{}, DelegationEnded.New(nil)
	}
	now := tx.Now()
	if err := endDelegation.One(tx, now, by.Account, tx.County(), id, d.Version); err != nil {
		return Delegation{}, err
	}
	d.Version, d.RevokedAt, d.RevokedBy = d.Version+1, &now, &by.Account
	return d, recordDelegation(tx, by, "org.revoke", d)
}
