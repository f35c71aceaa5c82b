package papers

import (
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

const (
	verbReplace    flow.Verb = "replace"
	verbWithdraw   flow.Verb = "withdraw"
	verbQuarantine flow.Verb = "quarantine"
	verbRelease    flow.Verb = "release"
)

var (
	bringers = []flow.Role{identity.Applicant, identity.Clerk, identity.Reviewer, identity.Integrator, flow.RoleSystem}
	checkers = []flow.Role{identity.Clerk, identity.Reviewer}
	users    = []flow.Role{identity.Applicant, identity.Clerk, identity.Reviewer, identity.Approver, identity.Integrator, flow.RoleSystem}
	readers  = append([]flow.Role{identity.Head, identity.Supervisor}, users...)
	wardens  = []flow.Role{identity.SafetyAdmin, flow.RoleSystem}
)

// Flow is the state table of a paper (材料状态).
var Flow = &flow.Table{
	Name:  "papers.paper",
	Zh:    "材料",
	Start: Usable,
	States: []flow.StateInfo{
		{State: Usable, Staff: "可用", Public: "可用"},
		{State: Replaced, Staff: "已换新", Public: "已换成新的", Final: true},
		{State: Withdrawn, Staff: "已撤下", Public: "已撤下", Final: true},
		{State: Quarantined, Staff: "已隔离", Public: "有可疑内容，请换一份"},
	},
	Steps: []flow.Step{
		{From: Usable, Verb: verbReplace, To: Replaced, Roles: bringers, Kind: "papers.replace", Label: "换一份"},
		{From: Quarantined, Verb: verbReplace, To: Replaced, Roles: bringers, Kind: "papers.replace", Label: "换一份"},
		{From: Usable, Verb: verbWithdraw, To: Withdrawn, Roles: bringers, Kind: "papers.withdraw", Label: "撤下"},
		{From: Quarantined, Verb: verbWithdraw, To: Withdrawn, Roles: bringers, Kind: "papers.withdraw", Label: "撤下"},
		{From: Usable, Verb: verbQuarantine, To: Quarantined, Roles: wardens, Kind: "papers.quarantine", Label: "隔离"},
		{From: Quarantined, Verb: verbRelease, To: Usable, Roles: wardens, Kind: "papers.release", Label: "解除隔离"},
	},
}

func may(by flow.Actor, verb string, roles []flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return flow.StepForbidden.New(fault.Args{"verb": verb, "roles": flow.RoleNames(roles)})
}

// gradeInfo says what a grade means and who may give it on receipt.
type gradeInfo struct {
	zh, why string
	roles   []flow.Role
}

var grades = map[Grade]gradeInfo{
	GradeA: {"权威机构签发", "只有签发单位或数据共享接口可以按 A 级收。", []flow.Role{identity.Integrator, flow.RoleSystem}},
	GradeB: {"窗口已核原件", "请窗口人员核对原件。", []flow.Role{identity.Clerk, identity.Reviewer}},
	GradeC: {"用户上传", "", bringers},
	GradeD: {"自主声明", "", bringers},
}

// Zh is the grade in words.
func (g Grade) Zh() string { return grades[g].zh }
