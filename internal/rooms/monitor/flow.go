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

// The states of a card, and the verbs on it.
const (
	CardPending    flow.State = "pending"    // 待发
	CardIssued     flow.State = "issued"     // 已发
	CardSupervised flow.State = "supervised" // 督办
	CardWithdrawn  flow.State = "withdrawn"  // 撤销
	CardCancelled  flow.State = "cancelled"  // 取消

	VerbRelease   flow.Verb = "release"
	VerbCancel    flow.Verb = "cancel"
	VerbFeedback  flow.Verb = "feedback"
	VerbSupervise flow.Verb = "supervise"
	VerbLift      flow.Verb = "lift"
	VerbWithdraw  flow.Verb = "withdraw"
	VerbResolve   flow.Verb = "resolve"
)

// The states of an appeal, and the verbs on it.
const (
	AppealFiled     flow.State = "filed"     // 待裁定
	AppealUpheld    flow.State = "upheld"    // 申诉成立
	AppealRejected  flow.State = "rejected"  // 申诉不成立
	AppealRetracted flow.State = "retracted" // 已撤回

	VerbUphold  flow.Verb = "uphold"
	VerbDismiss flow.Verb = "dismiss"
	VerbRetract flow.Verb = "retract"
)

var (
	byHead     = []flow.Role{identity.Head}
	bySystem   = []flow.Role{flow.RoleSystem}
	watchmen   = []flow.Role{identity.Supervisor, flow.RoleSystem}
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

// CardFlow is the state table of a card. What a card was drawn for cannot be
// undone by its unit: it is withdrawn by a ruling on an appeal only.
var CardFlow = &flow.Table{
	Name: "monitor.card", Zh: "效能牌", Start: CardPending,
	States: []flow.StateInfo{
		{State: CardPending, Staff: "待发", Public: "待发"},
		{State: CardIssued, Staff: "已发", Public: "已发"},
		{State: CardSupervised, Staff: "督办", Public: "督办"},
		{State: CardWithdrawn, Staff: "撤销", Public: "撤销", Final: true},
		{State: CardCancelled, Staff: "取消", Public: "取消", Final: true},
	},
	Steps: []flow.Step{
		{From: CardPending, Verb: VerbRelease, To: CardIssued, Roles: rulers, Kind: "monitor.card_release", Label: "确认发牌"},
		{From: CardPending, Verb: VerbCancel, To: CardCancelled, Roles: rulers, Kind: "monitor.card_cancel", Label: "不发，取消"},
		{From: CardIssued, Verb: VerbFeedback, To: CardIssued, Roles: byHead, Kind: "monitor.card_feedback", Label: "反馈"},
		{From: CardIssued, Verb: VerbSupervise, To: CardSupervised, Roles: watchmen, Kind: "monitor.card_supervise", Label: "督办"},
		{From: CardIssued, Verb: VerbWithdraw, To: CardWithdrawn, Roles: rulers, Kind: "monitor.card_withdraw", Label: "撤销"},
		{From: CardIssued, Verb: VerbResolve, To: CardCancelled, Roles: bySystem, Kind: "monitor.card_resolve", Label: "配置已补齐，取消告警"},
		{From: CardSupervised, Verb: VerbFeedback, To: CardSupervised, Roles: byHead, Kind: "monitor.card_feedback", Label: "反馈"},
		{From: CardSupervised, Verb: VerbLift, To: CardIssued, Roles: rulers, Kind: "monitor.card_lift", Label: "解除督办"},
		{From: CardSupervised, Verb: VerbWithdraw, To: CardWithdrawn, Roles: rulers, Kind: "monitor.card_withdraw", Label: "撤销"},
	},
}

// AppealFlow is the state table of an appeal against a card.
var AppealFlow = &flow.Table{
	Name: "monitor.appeal", Zh: "申诉", Start: AppealFiled,
	States: []flow.StateInfo{
		{State: AppealFiled, Staff: "待裁定", Public: "待裁定"},
		{State: AppealUpheld, Staff: "申诉成立", Public: "申诉成立", Final: true},
		{State: AppealRejected, Staff: "申诉不成立", Public: "申诉不成立", Final: true},
		{State: AppealRetracted, Staff: "已撤回", Public: "已撤回", Final: true},
	},
	Steps: []flow.Step{
		{From: AppealFiled, Verb: VerbUphold, To: AppealUpheld, Roles: rulers, Kind: "monitor.appeal_uphold", Label: "申诉成立，撤销这张牌"},
		{From: AppealFiled, Verb: VerbDismiss, To: AppealRejected, Roles: rulers, Kind: "monitor.appeal_dismiss", Label: "申诉不成立，维持这张牌"},
		{From: AppealFiled, Verb: VerbRetract, To: AppealRetracted, Roles: byHead, Kind: "monitor.appeal_retract", Label: "撤回申诉"},
	},
}
