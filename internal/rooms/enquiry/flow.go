package enquiry

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of an enquiry.
const (
	Received  flow.State = "received"  // 待受理
	Declined  flow.State = "declined"  // 不予受理
	Linked    flow.State = "linked"    // 已并案
	Assigned  flow.State = "assigned"  // 办理中
	Drafted   flow.State = "drafted"   // 待审核
	Answered  flow.State = "answered"  // 待评价
	Reporting flow.State = "reporting" // 待回报
	Closed    flow.State = "closed"    // 已办结
	Withdrawn flow.State = "withdrawn" // 已撤回

	VerbAccept   flow.Verb = "accept"
	VerbDecline  flow.Verb = "decline"
	VerbLink     flow.Verb = "link"
	VerbWithdraw flow.Verb = "withdraw"
	VerbTransfer flow.Verb = "transfer"
	VerbProlong  flow.Verb = "prolong" // the higher office moved its last day
	VerbExtend   flow.Verb = "extend"
	VerbWrite    flow.Verb = "write"
	VerbSend     flow.Verb = "send"
	VerbReturn   flow.Verb = "return"
	VerbRate     flow.Verb = "rate"
	VerbRateOpen flow.Verb = "rate_open" // rated, the report-back is still owed
	VerbSilence  flow.Verb = "silence"
	VerbSilent   flow.Verb = "silence_open"
	VerbReopen   flow.Verb = "reopen"
	VerbReport   flow.Verb = "report"
	VerbPublish  flow.Verb = "publish"
)

// The states and verbs of requests beside an enquiry.
const (
	Asked   flow.State = "asked"
	Granted flow.State = "granted"
	Refused flow.State = "refused"
	Given   flow.State = "given"
	Raised  flow.State = "raised"
	Settled flow.State = "settled"

	VerbGrant  flow.Verb = "grant"
	VerbRefuse flow.Verb = "refuse"
	VerbGive   flow.Verb = "give"
	VerbSettle flow.Verb = "settle"
)

var (
	keepers   = []flow.Role{identity.Coordinator}
	handlers  = []flow.Role{identity.Head, identity.Reviewer, identity.Coordinator}
	movers    = []flow.Role{identity.Head, identity.Coordinator}
	approvers = []flow.Role{identity.Coordinator, identity.Leader}
	watch     = []flow.Role{flow.RoleSystem, identity.Coordinator, identity.Supervisor, identity.Leader}
	desk      = []flow.Role{identity.Clerk, identity.Coordinator}
	heads     = []flow.Role{identity.Head}
	scheduled = []flow.Role{flow.RoleSystem}
	filer     = []flow.Role{identity.Applicant} // whoever holds number and code
)

// Flow is the state table of an enquiry.
var Flow = &flow.Table{
	Name: "enquiry.record", Zh: "咨询投诉", Start: Received,
	States: []flow.StateInfo{
		{State: Received, Staff: "待受理", Public: "已收到"},
		{State: Declined, Staff: "不予受理", Public: "没有受理", Final: true},
		{State: Linked, Staff: "已并案", Public: "已并入同一件办理", Final: true},
		{State: Assigned, Staff: "办理中", Public: "正在办理"},
		{State: Drafted, Staff: "待审核", Public: "正在审核答复"},
		{State: Answered, Staff: "待评价", Public: "已答复，请您评价"},
		{State: Reporting, Staff: "待回报上级", Public: "已答复"},
		{State: Closed, Staff: "已办结", Public: "已办结"},
		{State: Withdrawn, Staff: "已撤回", Public: "您已撤回", Final: true},
	},
	Steps: slices.Concat([]flow.Step{
		{From: Received, Verb: VerbAccept, To: Assigned, Roles: keepers, Kind: "enquiry.accept", Label: "受理并派单"},
		{From: Received, Verb: VerbDecline, To: Declined, Roles: keepers, Kind: "enquiry.decline", Label: "不予受理"},
		{From: Received, Verb: VerbLink, To: Linked, Roles: keepers, Kind: "enquiry.link", Label: "并入较早的一件"},
		{From: Assigned, Verb: VerbLink, To: Linked, Roles: keepers, Kind: "enquiry.link", Label: "并入较早的一件"},
		{From: Received, Verb: VerbWithdraw, To: Withdrawn, Roles: filer, Kind: "enquiry.withdraw", Label: "撤回诉求"},
		{From: Assigned, Verb: VerbWithdraw, To: Withdrawn, Roles: filer, Kind: "enquiry.withdraw", Label: "撤回诉求"},
		{From: Assigned, Verb: VerbTransfer, To: Assigned, Roles: movers, Kind: "enquiry.transfer", Label: "转办"},
		{From: Assigned, Verb: VerbProlong, To: Assigned, Roles: keepers, Kind: "enquiry.prolong", Label: "登记上级新的期限"},
		{From: Assigned, Verb: VerbExtend, To: Assigned, Roles: approvers, Kind: "enquiry.extend", Label: "批准延期"},
		{From: Assigned, Verb: VerbWrite, To: Drafted, Roles: handlers, Kind: "enquiry.write", Label: "提交答复"},
		{From: Drafted, Verb: VerbSend, To: Answered, Roles: keepers, Kind: "enquiry.send", Label: "审核通过并答复"},
		{From: Drafted, Verb: VerbReturn, To: Assigned, Roles: keepers, Kind: "enquiry.return", Label: "退回重写"},
		{From: Answered, Verb: VerbRate, To: Closed, Roles: filer, Kind: "enquiry.rate", Label: "评价办结"},
		{From: Answered, Verb: VerbRateOpen, To: Reporting, Roles: filer, Kind: "enquiry.rate", Label: "评价"},
		{From: Answered, Verb: VerbSilence, To: Closed, Roles: scheduled, Kind: "enquiry.silence", Label: "期满没有评价，办结"},
		{From: Answered, Verb: VerbSilent, To: Reporting, Roles: scheduled, Kind: "enquiry.silence", Label: "期满没有评价"},
		{From: Answered, Verb: VerbReopen, To: Assigned, Roles: filer, Kind: "enquiry.reopen", Label: "退回重办"},
		{From: Answered, Verb: VerbReport, To: Answered, Roles: keepers, Kind: "enquiry.report", Label: "登记回报上级"},
		{From: Reporting, Verb: VerbReport, To: Closed, Roles: keepers, Kind: "enquiry.report", Label: "登记回报上级"},
	}, publishable(Answered, Closed)),
}

func publishable(states ...flow.State) (out []flow.Step) {
	for _, s := range states {
		out = append(out, flow.Step{From: s, Verb: VerbPublish, To: s, Roles: keepers, Kind: "enquiry.publish", Label: "公开问答"})
	}
	return out
}

// ExtensionFlow is the state table of a request for more days.
var ExtensionFlow = &flow.Table{
	Name: "enquiry.extension", Zh: "咨询投诉延期", Start: Asked,
	States: []flow.StateInfo{
		{State: Asked, Staff: "待批准", Public: "待批准"},
		{State: Granted, Staff: "已批准", Public: "已批准", Final: true},
		{State: Refused, Staff: "没有批准", Public: "没有批准", Final: true},
	},
	Steps: []flow.Step{
		{From: Asked, Verb: VerbGrant, To: Granted, Roles: approvers, Kind: "enquiry.extend", Label: "批准延期"},
		{From: Asked, Verb: VerbRefuse, To: Refused, Roles: approvers, Kind: "enquiry.extend_refuse", Label: "不批准延期"},
	},
}

// StatementFlow is the state table of what the accused unit is asked.
var StatementFlow = &flow.Table{
	Name: "enquiry.statement", Zh: "情况说明", Start: Asked,
	States: []flow.StateInfo{
		{State: Asked, Staff: "待说明", Public: "待说明"},
		{State: Given, Staff: "已说明", Public: "已说明", Final: true},
	},
	Steps: []flow.Step{
		{From: Asked, Verb: VerbGive, To: Given, Roles: heads, Kind: "enquiry.state", Label: "提交情况说明"},
	},
}

// UnsealFlow is the state table of a request to see who complained.
var UnsealFlow = &flow.Table{
	Name: "enquiry.unseal", Zh: "身份拆封", Start: Asked,
	States: []flow.StateInfo{
		{State: Asked, Staff: "待另一人同意", Public: "待同意"},
		{State: Granted, Staff: "已同意", Public: "已同意", Final: true},
		{State: Refused, Staff: "没有同意", Public: "没有同意", Final: true},
	},
	Steps: []flow.Step{
		{From: Asked, Verb: VerbGrant, To: Granted, Roles: approvers, Kind: "enquiry.unseal_grant", Label: "同意拆封"},
		{From: Asked, Verb: VerbRefuse, To: Refused, Roles: approvers, Kind: "enquiry.unseal_refuse", Label: "不同意拆封"},
	},
}

// AlarmFlow is the state table of an alarm.
var AlarmFlow = &flow.Table{
	Name: "enquiry.alarm", Zh: "打击报复预警", Start: Raised,
	States: []flow.StateInfo{
		{State: Raised, Staff: "待核查", Public: "待核查"},
		{State: Settled, Staff: "已核查", Public: "已核查", Final: true},
	},
	Steps: []flow.Step{
		{From: Raised, Verb: VerbSettle, To: Settled, Roles: keepers, Kind: "enquiry.alarm_settle", Label: "登记核查结论"},
	},
}
