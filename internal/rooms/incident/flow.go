package incident

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of a case.
const (
	Registered  flow.State = "registered"  // 已登记，待立案审查
	Filed       flow.State = "filed"       // 已立案
	Declined    flow.State = "declined"    // 不予立案
	Punished    flow.State = "punished"    // 已处罚
	Transferred flow.State = "transferred" // 已移送
	Withdrawn   flow.State = "withdrawn"   // 已撤案
	Void        flow.State = "void"        // 登记作废

	VerbFile     flow.Verb = "file"
	VerbDecline  flow.Verb = "decline"
	VerbVoid     flow.Verb = "void"
	VerbPunish   flow.Verb = "punish"
	VerbTransfer flow.Verb = "transfer"
	VerbWithdraw flow.Verb = "withdraw"
	VerbAmend    flow.Verb = "amend"
)

// The states and verbs of a release.
const (
	Asked    flow.State = "asked"    // 待决定
	Granted  flow.State = "granted"  // 已公布
	Refused  flow.State = "refused"  // 不公布
	Recalled flow.State = "recalled" // 已撤回

	VerbGrant  flow.Verb = "grant"
	VerbRefuse flow.Verb = "refuse"
	VerbRecall flow.Verb = "recall"
)

var (
	keepers = []flow.Role{identity.Investigator}
	leaders = []flow.Role{identity.Leader}
	askers  = []flow.Role{identity.Investigator, identity.Leader}
	viewers = []flow.Role{identity.Investigator, identity.AuditAdmin}
)

// kindAct is the one journal kind of everything done to cases, readings included:
// the leaves of the log are open to anybody, and their kinds and subjects must not
// tell how many cases there are. What was done stands in the sealed part.
const kindAct = "incident.act"

// Flow is the state table of a case.
var Flow = &flow.Table{
	Name: "incident.case", Zh: "损害营商环境案件", Start: Registered,
	States: []flow.StateInfo{
		{State: Registered, Staff: "已登记，待立案审查", Public: "不公开"},
		{State: Filed, Staff: "已立案", Public: "不公开"},
		{State: Declined, Staff: "不予立案", Public: "不公开", Final: true},
		{State: Punished, Staff: "已处罚", Public: "不公开"},
		{State: Transferred, Staff: "已移送", Public: "不公开"},
		{State: Withdrawn, Staff: "已撤案", Public: "不公开", Final: true},
		{State: Void, Staff: "登记作废", Public: "不公开", Final: true},
	},
	Steps: []flow.Step{
		{From: Registered, Verb: VerbFile, To: Filed, Roles: keepers, Kind: kindAct, Label: "立案"},
		{From: Registered, Verb: VerbDecline, To: Declined, Roles: keepers, Kind: kindAct, Label: "不予立案"},
		{From: Registered, Verb: VerbVoid, To: Void, Roles: keepers, Kind: kindAct, Label: "登记作废"},
		{From: Filed, Verb: VerbPunish, To: Punished, Roles: keepers, Kind: kindAct, Label: "处罚"},
		{From: Filed, Verb: VerbTransfer, To: Transferred, Roles: keepers, Kind: kindAct, Label: "移送"},
		{From: Filed, Verb: VerbWithdraw, To: Withdrawn, Roles: keepers, Kind: kindAct, Label: "撤案"},
		{From: Registered, Verb: VerbAmend, To: Registered, Roles: keepers, Kind: kindAct, Label: "更正登记"},
		{From: Filed, Verb: VerbAmend, To: Filed, Roles: keepers, Kind: kindAct, Label: "更正登记"},
		{From: Punished, Verb: VerbAmend, To: Punished, Roles: keepers, Kind: kindAct, Label: "更正登记"},
		{From: Transferred, Verb: VerbAmend, To: Transferred, Roles: keepers, Kind: kindAct, Label: "更正登记"},
	},
}

// ReleaseFlow is the state table of a release.
var ReleaseFlow = &flow.Table{
	Name: "incident.release", Zh: "案件数公布决定", Start: Asked,
	States: []flow.StateInfo{
		{State: Asked, Staff: "待决定", Public: "未公布"},
		{State: Granted, Staff: "已公布", Public: "已公布"},
		{State: Refused, Staff: "不公布", Public: "未公布", Final: true},
		{State: Recalled, Staff: "已撤回", Public: "未公布", Final: true},
	},
	Steps: []flow.Step{
		{From: Asked, Verb: VerbGrant, To: Granted, Roles: leaders, Kind: "incident.grant", Label: "同意公布"},
		{From: Asked, Verb: VerbRefuse, To: Refused, Roles: leaders, Kind: "incident.refuse", Label: "不公布"},
		{From: Granted, Verb: VerbRecall, To: Recalled, Roles: leaders, Kind: "incident.recall", Label: "撤回公布"},
	},
}
