package party

import (
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The verbs of the state table.
const (
	verbDissolve flow.Verb = "dissolve"
	verbErase    flow.Verb = "erase"
)

var (
	keepers  = []flow.Role{identity.Clerk, identity.Coordinator, identity.Head, identity.Integrator, flow.RoleSystem}
	erasers  = []flow.Role{identity.Head, identity.SafetyAdmin, flow.RoleSystem}
	deciders = []flow.Role{identity.Approver, identity.Head, identity.Coordinator, flow.RoleSystem}
	readers  = []flow.Role{identity.Clerk, identity.Reviewer, identity.Approver, identity.Head, identity.Coordinator, identity.Supervisor}
)

// Flow is the state table of a party (主体存续状态).
var Flow = &flow.Table{
	Name:  "party.party",
	Zh:    "市场主体",
	Start: flow.State(Active),
	States: []flow.StateInfo{
		{State: flow.State(Active), Staff: "存续", Public: "存续"},
		{State: flow.State(Dissolved), Staff: "已注销", Public: "已注销"},
		{State: flow.State(Erased), Staff: "个人信息已删除", Public: "个人信息已删除", Final: true},
	},
	Steps: []flow.Step{
		{From: flow.State(Active), Verb: verbDissolve, To: flow.State(Dissolved), Roles: keepers, Kind: "party.dissolve", Label: "登记注销"},
		{From: flow.State(Active), Verb: verbErase, To: flow.State(Erased), Roles: erasers, Kind: "party.erase", Label: "删除个人信息"},
		{From: flow.State(Dissolved), Verb: verbErase, To: flow.State(Erased), Roles: erasers, Kind: "party.erase", Label: "删除个人信息"},
	},
}

// may refuses an actor who holds none of the roles.
func may(by flow.Actor, verb string, roles []flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return flow.StepForbidden.New(fault.Args{"verb": verb, "roles": flow.RoleNames(roles)})
}

var kindsZh = map[Kind]string{
	Enterprise: "企业", IndividualBusiness: "个体工商户", Person: "个人", Agency: "机关事业单位", Other: "其他组织",
}

// Zh is the kind in words.
func (k Kind) Zh() string { return kindsZh[k] }

// Organisation reports whether the party is more than one person's business.
func (k Kind) Organisation() bool { return k == Enterprise || k == Agency || k == Other }
