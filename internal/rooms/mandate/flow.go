package mandate

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of a task.
const (
	Draft   flow.State = "draft"   // 草案
	Open    flow.State = "open"    // 推进中
	Handed  flow.State = "handed"  // 待确认完成
	Closed  flow.State = "closed"  // 已完成
	Ended   flow.State = "ended"   // 已撤销
	Dropped flow.State = "dropped" // 未采用

	VerbEdit    flow.Verb = "edit"
	VerbPublish flow.Verb = "publish"
	VerbDrop    flow.Verb = "drop"
	VerbReport  flow.Verb = "report"
	VerbReach   flow.Verb = "reach"
	VerbFinish  flow.Verb = "finish"
	VerbTake    flow.Verb = "take"
	VerbConfirm flow.Verb = "confirm"
	VerbReturn  flow.Verb = "return"
	VerbDue     flow.Verb = "due"
	VerbUnits   flow.Verb = "units"
	VerbExplain flow.Verb = "explain"
	VerbReopen  flow.Verb = "reopen"
	VerbEnd     flow.Verb = "end"
)

// The states of a report.
const (
	Filed     flow.State = "filed"     // 待确认
	Confirmed flow.State = "confirmed" // 已确认
	Returned  flow.State = "returned"  // 已退回
)

// The states and verbs of an indicator system.
const (
	Published flow.State = "published" // 已公布
)

// The states and verbs of a round and of a score.
const (
	RoundClosed flow.State = "closed"   // 已结束
	Reviewed    flow.State = "reviewed" // 已复核

	VerbFile   flow.Verb = "file"
	VerbReview flow.Verb = "review"
	VerbClose  flow.Verb = "close"
)

var (
	keepers    = []flow.Role{identity.Coordinator}
	publishers = []flow.Role{identity.Coordinator, identity.Leader}
	leaders    = []flow.Role{identity.Leader} // sit in no office that could be confirmed
	reporters  = []flow.Role{identity.Head, identity.Reviewer, identity.Clerk, identity.Coordinator}
	heads      = []flow.Role{identity.Head, identity.Coordinator} // who answer for the unit
	watch      = []flow.Role{flow.RoleSystem, identity.Coordinator, identity.Supervisor, identity.Leader}
)

// TaskFlow is the state table of a task.
var TaskFlow = &flow.Table{
	Name: "mandate.task", Zh: "任务", Start: Draft,
	States: []flow.StateInfo{
		{State: Draft, Staff: "草案", Public: "未公布"},
		{State: Open, Staff: "推进中", Public: "推进中"},
		{State: Handed, Staff: "待确认完成", Public: "推进中"},
		{State: Closed, Staff: "已完成", Public: "已完成"},
		{State: Ended, Staff: "已撤销", Public: "已撤销", Final: true},
		{State: Dropped, Staff: "未采用", Public: "未公布", Final: true},
	},
	Steps: []flow.Step{
		{From: Draft, Verb: VerbEdit, To: Draft, Roles: keepers, Kind: "mandate.task_edit", Label: "修改任务草案"},
		{From: Draft, Verb: VerbPublish, To: Open, Roles: publishers, Kind: "mandate.task_publish", Label: "公布任务"},
		{From: Draft, Verb: VerbDrop, To: Dropped, Roles: publishers, Kind: "mandate.task_drop", Label: "不采用任务草案"},
		{From: Open, Verb: VerbReport, To: Open, Roles: reporters, Kind: "mandate.report", Label: "报进展"},
		{From: Open, Verb: VerbReach, To: Open, Roles: reporters, Kind: "mandate.reach", Label: "报节点完成"},
		{From: Open, Verb: VerbFinish, To: Handed, Roles: heads, Kind: "mandate.finish", Label: "报任务完成"},
		{From: Open, Verb: VerbTake, To: Open, Roles: publishers, Kind: "mandate.take", Label: "确认进展"},
		{From: Handed, Verb: VerbConfirm, To: Closed, Roles: publishers, Kind: "mandate.confirm", Label: "确认完成"},
		{From: Handed, Verb: VerbReturn, To: Open, Roles: publishers, Kind: "mandate.send_back", Label: "退回任务"},
		{From: Open, Verb: VerbDue, To: Open, Roles: keepers, Kind: "mandate.due", Label: "变更期限"},
		{From: Open, Verb: VerbUnits, To: Open, Roles: keepers, Kind: "mandate.units", Label: "调整单位"},
		{From: Open, Verb: VerbExplain, To: Open, Roles: heads, Kind: "mandate.explain", Label: "说明逾期原因"},
		{From: Closed, Verb: VerbReopen, To: Open, Roles: publishers, Kind: "mandate.reopen", Label: "重新打开任务"},
		{From: Open, Verb: VerbEnd, To: Ended, Roles: publishers, Kind: "mandate.end", Label: "撤销任务"},
	},
}

// ReportFlow is the state table of a report.
var ReportFlow = &flow.Table{
	Name: "mandate.report", Zh: "进展报告", Start: Filed,
	States: []flow.StateInfo{
		{State: Filed, Staff: "待确认", Public: "待确认"},
		{State: Confirmed, Staff: "已确认", Public: "已确认", Final: true},
		{State: Returned, Staff: "已退回", Public: "已退回", Final: true},
	},
	Steps: []flow.Step{
		{From: Filed, Verb: VerbConfirm, To: Confirmed, Roles: publishers, Kind: "mandate.report_confirm", Label: "确认报告"},
		{From: Filed, Verb: VerbReturn, To: Returned, Roles: publishers, Kind: "mandate.report_return", Label: "退回报告"},
	},
}

// SystemFlow is the state table of a version of an indicator system.
var SystemFlow = &flow.Table{
	Name: "mandate.system", Zh: "评价指标体系", Start: Draft,
	States: []flow.StateInfo{
		{State: Draft, Staff: "草案", Public: "未公布"},
		{State: Published, Staff: "已公布", Public: "已公布", Final: true},
		{State: Dropped, Staff: "未采用", Public: "未公布", Final: true},
	},
	Steps: []flow.Step{
		{From: Draft, Verb: VerbEdit, To: Draft, Roles: keepers, Kind: "mandate.system_edit", Label: "修改指标草案"},
		{From: Draft, Verb: VerbPublish, To: Published, Roles: publishers, Kind: "mandate.system_publish", Label: "公布指标体系"},
		{From: Draft, Verb: VerbDrop, To: Dropped, Roles: publishers, Kind: "mandate.system_drop", Label: "不采用指标草案"},
	},
}

// RoundFlow is the state table of a round of self-scores.
var RoundFlow = &flow.Table{
	Name: "mandate.round", Zh: "自评轮次", Start: Open,
	States: []flow.StateInfo{
		{State: Open, Staff: "进行中", Public: "进行中"},
		{State: RoundClosed, Staff: "已结束", Public: "已结束", Final: true},
	},
	Steps: []flow.Step{
		{From: Open, Verb: VerbClose, To: RoundClosed, Roles: keepers, Kind: "mandate.round_close", Label: "结束自评"},
	},
}

// ScoreFlow is the state table of one indicator's score in a round.
var ScoreFlow = &flow.Table{
	Name: "mandate.score", Zh: "指标自评", Start: Open,
	States: []flow.StateInfo{
		{State: Open, Staff: "待自评", Public: "待自评"},
		{State: Filed, Staff: "待复核", Public: "待复核"},
		{State: Reviewed, Staff: "已复核", Public: "已复核", Final: true},
	},
	Steps: []flow.Step{
		{From: Open, Verb: VerbFile, To: Filed, Roles: reporters, Kind: "mandate.score_file", Label: "交自评"},
		{From: Filed, Verb: VerbReview, To: Reviewed, Roles: publishers, Kind: "mandate.score_review", Label: "复核自评"},
		{From: Filed, Verb: VerbReturn, To: Open, Roles: publishers, Kind: "mandate.score_return", Label: "退回自评"},
	},
}
