package replication

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of a measure.
const (
	NotStarted    flow.State = "not_started"    // 未启动
	InProgress    flow.State = "in_progress"    // 推进中
	Claimed       flow.State = "claimed"        // 已申报，待认定
	Basic         flow.State = "basic"          // 基本完成
	Accepted      flow.State = "accepted"       // 已验收
	NotApplicable flow.State = "not_applicable" // 不适用

	VerbStart   flow.Verb = "start"
	VerbReport  flow.Verb = "report"
	VerbClaim   flow.Verb = "claim"
	VerbConfirm flow.Verb = "confirm"
	VerbReturn  flow.Verb = "return"
	VerbAccept  flow.Verb = "accept"
	VerbReopen  flow.Verb = "reopen"
	VerbDrop    flow.Verb = "drop"
	VerbRestore flow.Verb = "restore"
)

var (
	keepers = []flow.Role{identity.Coordinator}
	judges  = []flow.Role{identity.Coordinator, identity.Leader}
	heads   = []flow.Role{identity.Head}
	movers  = []flow.Role{identity.Head, identity.Coordinator}
	doers   = []flow.Role{identity.Head, identity.Coordinator, identity.Leader}
)

// Flow is the state table of a measure.
var Flow = &flow.Table{
	Name: "replication.measure", Zh: "改革举措", Start: NotStarted,
	States: []flow.StateInfo{
		{State: NotStarted, Staff: "未启动", Public: "未启动"},
		{State: InProgress, Staff: "推进中", Public: "正在推进"},
		{State: Claimed, Staff: "已申报，待认定", Public: "正在推进"},
		{State: Basic, Staff: "基本完成", Public: "基本完成"},
		{State: Accepted, Staff: "已验收", Public: "已验收"},
		{State: NotApplicable, Staff: "不适用", Public: "不适用"},
	},
	Steps: []flow.Step{
		{From: NotStarted, Verb: VerbStart, To: InProgress, Roles: movers, Kind: "replication.start", Label: "启动"},
		{From: InProgress, Verb: VerbReport, To: InProgress, Roles: movers, Kind: "replication.report", Label: "报进展"},
		{From: InProgress, Verb: VerbClaim, To: Claimed, Roles: heads, Kind: "replication.claim", Label: "申报完成"},
		{From: Claimed, Verb: VerbConfirm, To: Basic, Roles: judges, Kind: "replication.confirm", Label: "认定基本完成"},
		{From: Claimed, Verb: VerbReturn, To: InProgress, Roles: judges, Kind: "replication.return", Label: "退回继续推进"},
		{From: Basic, Verb: VerbAccept, To: Accepted, Roles: judges, Kind: "replication.accept", Label: "验收"},
		{From: Basic, Verb: VerbReopen, To: InProgress, Roles: judges, Kind: "replication.reopen", Label: "撤销完成"},
		{From: Accepted, Verb: VerbReopen, To: InProgress, Roles: judges, Kind: "replication.reopen", Label: "撤销完成"},
		{From: NotStarted, Verb: VerbDrop, To: NotApplicable, Roles: judges, Kind: "replication.drop", Label: "列为不适用"},
		{From: InProgress, Verb: VerbDrop, To: NotApplicable, Roles: judges, Kind: "replication.drop", Label: "列为不适用"},
		{From: NotApplicable, Verb: VerbRestore, To: NotStarted, Roles: judges, Kind: "replication.restore", Label: "恢复推进"},
	},
}

// Done reports whether the state counts as basically completed (基本完成).
func Done(s flow.State) bool { return s == Basic || s == Accepted }

// Moving reports whether the state counts as still going on (正在推进): a claim
// nobody has confirmed is not a completion.
func Moving(s flow.State) bool { return s == InProgress || s == Claimed }
