package supervision

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of a round.
const (
	Draft   flow.State = "draft"   // 草案
	Open    flow.State = "open"    // 进行中、整改中
	Over    flow.State = "over"    // 已结束
	Dropped flow.State = "dropped" // 未采用、不成立

	VerbEdit    flow.Verb = "edit"
	VerbApprove flow.Verb = "approve"
	VerbDrop    flow.Verb = "drop"
	VerbVisit   flow.Verb = "visit"
	VerbRecuse  flow.Verb = "recuse"
	VerbEnd     flow.Verb = "end"
)

// The states and verbs of a finding.
const (
	Filed  flow.State = "filed"  // 待核查
	Closed flow.State = "closed" // 已销号
	Held   flow.State = "held"   // 回头看通过

	VerbAttach   flow.Verb = "attach"
	VerbIssue    flow.Verb = "issue"
	VerbFile     flow.Verb = "file"
	VerbVerify   flow.Verb = "verify"
	VerbReturn   flow.Verb = "return"
	VerbAsk      flow.Verb = "ask"
	VerbExtend   flow.Verb = "extend"
	VerbDeny     flow.Verb = "deny"
	VerbUrge     flow.Verb = "urge"
	VerbEscalate flow.Verb = "escalate"
	VerbReply    flow.Verb = "reply"
	VerbHold     flow.Verb = "hold"
	VerbRelapse  flow.Verb = "relapse"
)

// The states of a report and of an extension.
const (
	Accepted flow.State = "accepted" // 核查通过
	Returned flow.State = "returned" // 已退回
	Asked    flow.State = "asked"    // 待批
	Granted  flow.State = "granted"  // 已同意
	Denied   flow.State = "denied"   // 不同意
)

var (
	keepers  = []flow.Role{identity.Coordinator}
	deciders = []flow.Role{identity.Coordinator, identity.Leader}
	leaders  = []flow.Role{identity.Leader}
	heads    = []flow.Role{identity.Head, identity.Coordinator} // who answer for a unit
	watch    = []flow.Role{flow.RoleSystem, identity.Coordinator, identity.Supervisor, identity.Leader}
	// team are the roles that may be called into a team; the team's own list says who.
	team = slices.DeleteFunc(identity.Staff(), func(r flow.Role) bool { return r == identity.Integrator })
)

// RoundFlow is the state table of a round.
var RoundFlow = &flow.Table{
	Name: "supervision.round", Zh: "专项督查", Start: Draft,
	States: []flow.StateInfo{
		{State: Draft, Staff: "方案草案", Public: "未公布"},
		{State: Open, Staff: "进行中", Public: "进行中"},
		{State: Over, Staff: "已结束", Public: "已结束", Final: true},
		{State: Dropped, Staff: "未采用", Public: "未公布", Final: true},
	},
	Steps: []flow.Step{
		{From: Draft, Verb: VerbEdit, To: Draft, Roles: keepers, Kind: "supervision.round_edit", Label: "修改方案"},
		{From: Draft, Verb: VerbApprove, To: Open, Roles: deciders, Kind: "supervision.round_approve", Label: "批准方案"},
		{From: Draft, Verb: VerbDrop, To: Dropped, Roles: deciders, Kind: "supervision.round_drop", Label: "不采用方案"},
		{From: Open, Verb: VerbRecuse, To: Open, Roles: team, Kind: "supervision.recuse", Label: "回避"},
		{From: Open, Verb: VerbVisit, To: Open, Roles: team, Kind: "supervision.visit", Label: "登记走访"},
		{From: Open, Verb: VerbEnd, To: Over, Roles: keepers, Kind: "supervision.round_end", Label: "结束督查"},
	},
}

// FindingFlow is the state table of a finding.
var FindingFlow = &flow.Table{
	Name: "supervision.finding", Zh: "督查问题", Start: Draft,
	States: []flow.StateInfo{
		{State: Draft, Staff: "待交办", Public: "未公布"},
		{State: Open, Staff: "整改中", Public: "整改中"},
		{State: Filed, Staff: "待核查", Public: "整改中"},
		{State: Closed, Staff: "已销号", Public: "已销号"},
		{State: Held, Staff: "回头看通过", Public: "已销号，回头看通过"},
		{State: Dropped, Staff: "不成立", Public: "未公布", Final: true},
	},
	Steps: []flow.Step{
		{From: Draft, Verb: VerbEdit, To: Draft, Roles: team, Kind: "supervision.finding_edit", Label: "修改问题"},
		{From: Draft, Verb: VerbAttach, To: Draft, Roles: team, Kind: "supervision.attach", Label: "附佐证"},
		{From: Draft, Verb: VerbIssue, To: Open, Roles: deciders, Kind: "supervision.issue", Label: "交办"},
		{From: Draft, Verb: VerbDrop, To: Dropped, Roles: deciders, Kind: "supervision.finding_drop", Label: "问题不成立"},
		{From: Open, Verb: VerbFile, To: Filed, Roles: heads, Kind: "supervision.file", Label: "报整改"},
		{From: Open, Verb: VerbAsk, To: Open, Roles: heads, Kind: "supervision.ask", Label: "申请延期"},
		{From: Open, Verb: VerbExtend, To: Open, Roles: deciders, Kind: "supervision.extend", Label: "同意延期"},
		{From: Open, Verb: VerbDeny, To: Open, Roles: deciders, Kind: "supervision.deny", Label: "不同意延期"},
		{From: Open, Verb: VerbUrge, To: Open, Roles: deciders, Kind: "supervision.urge", Label: "发督办函"},
		{From: Open, Verb: VerbEscalate, To: Open, Roles: leaders, Kind: "supervision.escalate", Label: "升级督办"},
		{From: Open, Verb: VerbReply, To: Open, Roles: heads, Kind: "supervision.reply", Label: "答复督办"},
		{From: Filed, Verb: VerbVerify, To: Closed, Roles: team, Kind: "supervision.verify", Label: "核查销号"},
		{From: Filed, Verb: VerbReturn, To: Open, Roles: team, Kind: "supervision.return", Label: "退回整改"},
		{From: Closed, Verb: VerbHold, To: Held, Roles: team, Kind: "supervision.hold", Label: "回头看通过"},
		{From: Closed, Verb: VerbRelapse, To: Open, Roles: team, Kind: "supervision.relapse", Label: "反弹，重新整改"},
		{From: Held, Verb: VerbRelapse, To: Open, Roles: team, Kind: "supervision.relapse_late", Label: "再次反弹，重新整改"},
	},
}

// ReportFlow is the state table of a report.
var ReportFlow = &flow.Table{
	Name: "supervision.report", Zh: "整改报告", Start: Filed,
	States: []flow.StateInfo{
		{State: Filed, Staff: "待核查", Public: "待核查"},
		{State: Accepted, Staff: "核查通过", Public: "核查通过", Final: true},
		{State: Returned, Staff: "已退回", Public: "已退回", Final: true},
	},
	Steps: []flow.Step{
		{From: Filed, Verb: VerbVerify, To: Accepted, Roles: team, Kind: "supervision.report_accept", Label: "核查通过"},
		{From: Filed, Verb: VerbReturn, To: Returned, Roles: team, Kind: "supervision.report_return", Label: "退回报告"},
	},
}

// ExtensionFlow is the state table of a request for a later day.
var ExtensionFlow = &flow.Table{
	Name: "supervision.extension", Zh: "延期申请", Start: Asked,
	States: []flow.StateInfo{
		{State: Asked, Staff: "待批", Public: "待批"},
		{State: Granted, Staff: "已同意", Public: "已同意", Final: true},
		{State: Denied, Staff: "不同意", Public: "不同意", Final: true},
	},
	Steps: []flow.Step{
		{From: Asked, Verb: VerbExtend, To: Granted, Roles: deciders, Kind: "supervision.extension_grant", Label: "同意延期"},
		{From: Asked, Verb: VerbDeny, To: Denied, Roles: deciders, Kind: "supervision.extension_deny", Label: "不同意延期"},
	},
}
