package identity

import (
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Delegate hands roles over for a span of days (代理授权). Both accounts must be in
// use and of one unit, the roles the giver's own. An administrator's role is
// never handed over, and nobody who acts for another passes that on.
func Delegate(tx *store.Tx, by flow.Actor, in org.DelegationInput) (org.Delegation, error) {
	var p fault.Problems
	giver, err := party(tx, &p, "from_account", in.FromAccount)
	if err != nil {
		return org.Delegation{}, err
	}
	taker, err := party(tx, &p, "to_account", in.ToAccount)
	if err != nil {
		return org.Delegation{}, err
	}
	if by.For != "" {
		p.Add("from_account", "您正在代理他人，代来的岗位不能再转给别人，请先切回自己的岗位")
	}
	if by.Account != giver.ID && by.Has(Head) && by.Unit != giver.Unit {
		p.Add("from_account", "只能替本单位的同事授权，请核对姓名")
	}
	if giver.Unit != taker.Unit {
		p.Add("to_account", "代理人要和本人在同一个单位，请另选同事")
	}
	for _, role := range in.Roles {
		if !giver.has(role) {
			p.Add("roles", "本人没有“%s”岗位，不能授权，请去掉", flow.RoleName(role))
		}
	}
	if anyAdmin(in.Roles) || taker.admin() {
		p.Add("roles", "管理员岗位不能代理，也不能由管理员代理业务岗位（三员分立），请另行安排")
	}
	if err := p.Err(); err != nil {
		return org.Delegation{}, err
	}
	return org.Delegate(tx, by, in)
}

// party reads one side of a delegation.
func party(tx *store.Tx, p *fault.Problems, field, id string) (Account, error) {
	a, err := ByID(tx, id)
	if store.NoRow.Is(err) || (err == nil && (a.State != Active || !a.Staff())) {
		p.Add(field, "没有找到在用的单位账号，请从本单位名单里选")
		return a, nil
	}
	return a, err
}

// EndDelegation takes a delegation back; sessions that use it fall back to their
// own roles at the next request. A head may do so within the unit.
func EndDelegation(tx *store.Tx, by flow.Actor, id string) (org.Delegation, error) {
	d, err := org.DelegationByID(tx, id)
	if err != nil {
		return d, err
	}
	giver, err := ByID(tx, d.FromAccount)
	if err != nil {
		return d, err
	}
	outside := by.Has(Head) && !by.Has(SafetyAdmin) && by.Unit != giver.Unit
	if outside && by.Account != d.FromAccount && by.Account != d.ToAccount {
		return d, store.NoRow.New(nil)
	}
	return org.Revoke(tx, by, id)
}
