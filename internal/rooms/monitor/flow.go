package monitor

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states of a fault record and of a rule version.
const (
	FaultReported  flow.State = "reported"  // 待认定
	FaultCertified flow.State = "certified" // 已认定
	FaultRejected  flow.State = "rejected"  // 不予认定

	RulesProposed  flow.State = "proposed"  // 待复核
	RulesConfirmed flow.State = "confirmed" // 已生效或待生效
	RulesDropped   flow.State = "dropped"   // 未采用
)

// The verbs on them.
const (
	VerbCertify flow.Verb = "certify"
	VerbReject  flow.Verb = "reject"
	VerbConfirm flow.Verb = "confirm"
	VerbDrop    flow.Verb = "drop"
)

var (
	countywide = []flow.Role{flow.RoleSystem, identity.Supervisor, identity.Coordinator, identity.Leader}
	reporters  = []flow.Role{identity.Clerk, identity.Reviewer, identity.Approver, identity.Head,
		identity.Supervisor, identity.Coordinator}
	rulers     = []flow.Role{identity.Supervisor}
	confirmers = []flow.Role{identity.Supervisor, identity.Leader}
)

// FaultFlow is the state table of a system fault record.
var FaultFlow = &flow.Table{
	Name: "monitor.fault", Zh: "系统故障记录", Start: FaultReported,
	States: []flow.StateInfo{
		{State: FaultReported, Staff: "待认定", Public: "待认定"},
		{State: FaultCertified, Staff: "已认定", Public: "已认定", Final: true},
		{State: FaultRejected, Staff: "不予认定", Public: "不予认定", Final: true},
	},
	Steps: []flow.Step{
		{From: FaultReported, Verb: VerbCertify, To: FaultCertified, Roles: rulers, Kind: "monitor.fault_certify", Label: "认定系统故障"},
		{From: FaultReported, Verb: VerbReject, To: FaultRejected, Roles: rulers, Kind: "monitor.fault_reject", Label: "不予认定"},
	},
}

// RulesFlow is the state table of one version of the rules.
var RulesFlow = &flow.Table{
	Name: "monitor.rules", Zh: "监管规则", Start: RulesProposed,
	States: []flow.StateInfo{
		{State: RulesProposed, Staff: "待复核", Public: "待复核"},
		{State: RulesConfirmed, Staff: "已复核", Public: "已公布", Final: true},
		{State: RulesDropped, Staff: "未采用", Public: "未采用", Final: true},
	},
	Steps: []flow.Step{
		{From: RulesProposed, Verb: VerbConfirm, To: RulesConfirmed, Roles: confirmers, Kind: "monitor.rules_confirm", Label: "复核规则"},
		{From: RulesProposed, Verb: VerbDrop, To: RulesDropped, Roles: confirmers, Kind: "monitor.rules_drop", Label: "不采用规则"},
	},
}

// NoticeFlow is the state table of a notice's delivery.
var NoticeFlow = &flow.Table{
	Name: "monitor.notice", Zh: "提醒送达", Start: NoticeQueued,
	States: []flow.StateInfo{
		{State: NoticeQueued, Staff: "待发送", Public: "待发送"},
		{State: NoticeSent, Staff: "已送达", Public: "已送达"},
		{State: NoticeFailed, Staff: "未送达", Public: "未送达"},
		{State: NoticeRead, Staff: "已看", Public: "已看", Final: true},
	},
	Steps: noticeSteps(),
}

func noticeSteps() []flow.Step {
	system := []flow.Role{flow.RoleSystem}
	var out []flow.Step
	for _, from := range []flow.State{NoticeQueued, NoticeFailed} {
		out = append(out,
			flow.Step{From: from, Verb: VerbSent, To: NoticeSent, Roles: system, Kind: "monitor.notice_sent", Label: "登记送达"},
			flow.Step{From: from, Verb: VerbFailed, To: NoticeFailed, Roles: system, Kind: "monitor.notice_failed", Label: "登记未送达"})
	}
	for _, from := range []flow.State{NoticeQueued, NoticeFailed, NoticeSent} {
		out = append(out, flow.Step{From: from, Verb: VerbRead, To: NoticeRead, Roles: identity.Staff(),
			Kind: "monitor.notice_read", Label: "看过提醒"})
	}
	return out
}
