package assistance

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states of an entrustment (委托状态).
const (
	Given     flow.State = "given"     // 待认领
	Claimed   flow.State = "claimed"   // 已认领
	Handling  flow.State = "handling"  // 办理中
	Delivered flow.State = "delivered" // 已送达
	Filed     flow.State = "filed"     // 已归档
	Visited   flow.State = "visited"   // 已回访
	Revoked   flow.State = "revoked"   // 已撤销
)

// The verbs on an entrustment.
const (
	VerbClaim    flow.Verb = "claim"
	VerbHandOver flow.Verb = "hand_over"
	VerbRelease  flow.Verb = "release"
	VerbAct      flow.Verb = "act"
	VerbServe    flow.Verb = "serve"
	VerbDeliver  flow.Verb = "deliver"
	VerbFile     flow.Verb = "file"
	VerbVisit    flow.Verb = "visit"
	VerbRevoke   flow.Verb = "revoke"
)

var (
	byAgent  = []flow.Role{identity.Agent}
	passers  = []flow.Role{identity.Agent, identity.Coordinator}
	visitors = []flow.Role{identity.Applicant, identity.Coordinator}
	givers   = []flow.Role{identity.Applicant, identity.Clerk}
	servers  = []flow.Role{identity.Agent, identity.Clerk}
	watchers = []flow.Role{flow.RoleSystem, identity.Coordinator, identity.Supervisor, identity.Leader}
)

// Flow is the state table of an entrustment: 委托、认领、办理、送达、归档、回访.
var Flow = &flow.Table{
	Name: "assistance.entrustment", Zh: "帮代办委托", Start: Given,
	States: []flow.StateInfo{
		{State: Given, Staff: "待认领", Public: "等人认领"},
		{State: Claimed, Staff: "已认领", Public: "有人接手了"},
		{State: Handling, Staff: "办理中", Public: "正在办"},
		{State: Delivered, Staff: "已送达", Public: "结果已送到"},
		{State: Filed, Staff: "已归档", Public: "办完了"},
		{State: Visited, Staff: "已回访", Public: "已回访", Final: true},
		{State: Revoked, Staff: "已撤销", Public: "已撤销", Final: true},
	},
	Steps: []flow.Step{
		{From: Given, Verb: VerbClaim, To: Claimed, Roles: byAgent, Kind: "assist.claim", Label: "认领"},
		{From: Claimed, Verb: VerbHandOver, To: Claimed, Roles: passers, Kind: "assist.hand_over", Label: "转交"},
		{From: Handling, Verb: VerbHandOver, To: Handling, Roles: passers, Kind: "assist.hand_over", Label: "转交"},
		{From: Claimed, Verb: VerbRelease, To: Given, Roles: byAgent, Kind: "assist.release", Label: "退回待认领"},
		{From: Handling, Verb: VerbRelease, To: Given, Roles: byAgent, Kind: "assist.release", Label: "退回待认领"},
		{From: Claimed, Verb: VerbAct, To: Handling, Roles: byAgent, Kind: "assist.act", Label: "代办"},
		{From: Handling, Verb: VerbAct, To: Handling, Roles: byAgent, Kind: "assist.act", Label: "代办"},
		{From: Claimed, Verb: VerbServe, To: Handling, Roles: byAgent, Kind: "assist.serve", Label: "登记服务"},
		{From: Handling, Verb: VerbServe, To: Handling, Roles: byAgent, Kind: "assist.serve", Label: "登记服务"},
		{From: Delivered, Verb: VerbServe, To: Delivered, Roles: byAgent, Kind: "assist.serve", Label: "登记服务"},
		{From: Handling, Verb: VerbDeliver, To: Delivered, Roles: byAgent, Kind: "assist.deliver", Label: "登记送达"},
		{From: Delivered, Verb: VerbFile, To: Filed, Roles: byAgent, Kind: "assist.file", Label: "归档"},
		{From: Filed, Verb: VerbVisit, To: Visited, Roles: visitors, Kind: "assist.visit", Label: "回访"},
		{From: Given, Verb: VerbRevoke, To: Revoked, Roles: givers, Kind: "assist.revoke", Label: "撤销委托"},
		{From: Claimed, Verb: VerbRevoke, To: Revoked, Roles: givers, Kind: "assist.revoke", Label: "撤销委托"},
		{From: Handling, Verb: VerbRevoke, To: Revoked, Roles: givers, Kind: "assist.revoke", Label: "撤销委托"},
		{From: Delivered, Verb: VerbRevoke, To: Revoked, Roles: givers, Kind: "assist.revoke", Label: "撤销委托"},
	},
}

// The states of a stuck step (卡点).
const (
	BlockRaised    flow.State = "raised"     // 待答复
	BlockAnswered  flow.State = "answered"   // 已答复
	BlockTakenBack flow.State = "taken_back" // 已收回
)

// The verbs on a stuck step.
const (
	VerbAnswerBlock   flow.Verb = "answer_block"
	VerbTakeBackBlock flow.Verb = "take_back_block"
)

var answerers = []flow.Role{identity.Reviewer, identity.Approver, identity.Head}

// BlockFlow is the state table of a stuck step.
var BlockFlow = &flow.Table{
	Name: "assistance.block", Zh: "卡点", Start: BlockRaised,
	States: []flow.StateInfo{
		{State: BlockRaised, Staff: "待答复", Public: "已请单位答复"},
		{State: BlockAnswered, Staff: "已答复", Public: "单位已答复", Final: true},
		{State: BlockTakenBack, Staff: "已收回", Public: "已收回", Final: true},
	},
	Steps: []flow.Step{
		{From: BlockRaised, Verb: VerbAnswerBlock, To: BlockAnswered, Roles: answerers, Kind: "assist.answer_block", Label: "答复卡点"},
		{From: BlockRaised, Verb: VerbTakeBackBlock, To: BlockTakenBack, Roles: byAgent, Kind: "assist.take_back_block", Label: "收回卡点"},
	},
}

// unstepped are the words of the acts that no step of the table has.
var unstepped = map[string]string{"assist.give": "委托", "assist.arrived": "邮件签收", "assist.service": "登记服务",
	"assist.raise_block": "请单位答复", "assist.redate": "日历变更，重算期限"}

// KindZh words an entry of an entrustment's history.
func KindZh(kind string) string {
	for _, s := range slices.Concat(Flow.Steps, BlockFlow.Steps) {
		if s.Kind == kind {
			return s.Label
		}
	}
	if zh, ok := unstepped[kind]; ok {
		return zh
	}
	return kind
}
