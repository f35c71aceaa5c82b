package appraisal

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of a scheme.
const (
	SchemeDraft     flow.State = "draft"     // 草案
	SchemePublished flow.State = "published" // 已公布
	SchemeDropped   flow.State = "dropped"   // 未采用

	VerbEdit    flow.Verb = "edit"
	VerbPublish flow.Verb = "publish"
	VerbDrop    flow.Verb = "drop"
)

// The states and verbs of a month.
const (
	Draft     flow.State = "draft"     // 草稿
	Shown     flow.State = "shown"     // 征求异议
	Final     flow.State = "final"     // 已定稿
	Published flow.State = "published" // 已公布

	VerbCompute  flow.Verb = "compute"
	VerbExclude  flow.Verb = "exclude"
	VerbShow     flow.Verb = "show"
	VerbFinalise flow.Verb = "finalise"
	VerbCorrect  flow.Verb = "correct"
)

// The states and verbs of an objection.
const (
	ObjectionOpen      flow.State = "open"      // 待答复
	ObjectionUpheld    flow.State = "upheld"    // 成立
	ObjectionDismissed flow.State = "dismissed" // 不成立
	ObjectionWithdrawn flow.State = "withdrawn" // 已撤回

	VerbUphold   flow.Verb = "uphold"
	VerbDismiss  flow.Verb = "dismiss"
	VerbWithdraw flow.Verb = "withdraw"
)

// The states of a bulletin.
const (
	BulletinComposed flow.State = "composed" // 待签发
	BulletinIssued   flow.State = "issued"   // 已签发
	BulletinDropped  flow.State = "dropped"  // 已作废

	VerbIssue flow.Verb = "issue"
)

var (
	keepers    = []flow.Role{identity.Coordinator} // the managing office (主管机构)
	publishers = []flow.Role{identity.Coordinator, identity.Leader}
	objectors  = []flow.Role{identity.Head, identity.Clerk}
	watch      = []flow.Role{flow.RoleSystem, identity.Coordinator, identity.Supervisor, identity.Leader}
)

// SchemeFlow is the state table of a scheme.
var SchemeFlow = &flow.Table{
	Name: "appraisal.scheme", Zh: "考核方案", Start: SchemeDraft,
	States: []flow.StateInfo{
		{State: SchemeDraft, Staff: "草案", Public: "草案"},
		{State: SchemePublished, Staff: "已公布", Public: "已公布", Final: true},
		{State: SchemeDropped, Staff: "未采用", Public: "未采用", Final: true},
	},
	Steps: []flow.Step{
		{From: SchemeDraft, Verb: VerbEdit, To: SchemeDraft, Roles: keepers, Kind: "appraisal.scheme_edit", Label: "修改方案草案"},
		{From: SchemeDraft, Verb: VerbPublish, To: SchemePublished, Roles: publishers, Kind: "appraisal.scheme_publish", Label: "公布考核方案"},
		{From: SchemeDraft, Verb: VerbDrop, To: SchemeDropped, Roles: publishers, Kind: "appraisal.scheme_drop", Label: "不采用方案草案"},
	},
}

// RunFlow is the state table of one month's appraisal.
var RunFlow = &flow.Table{
	Name: "appraisal.run", Zh: "月度考核", Start: Draft,
	States: []flow.StateInfo{
		{State: Draft, Staff: "草稿", Public: "未公布"},
		{State: Shown, Staff: "征求异议", Public: "未公布"},
		{State: Final, Staff: "已定稿", Public: "未公布"},
		{State: Published, Staff: "已公布", Public: "已公布"},
	},
	Steps: []flow.Step{
		{From: Draft, Verb: VerbCompute, To: Draft, Roles: keepers, Kind: "appraisal.compute", Label: "计算得分"},
		{From: Draft, Verb: VerbExclude, To: Draft, Roles: keepers, Kind: "appraisal.exclude", Label: "登记不参评"},
		{From: Draft, Verb: VerbShow, To: Shown, Roles: keepers, Kind: "appraisal.show", Label: "发单位征求异议"},
		{From: Shown, Verb: VerbFinalise, To: Final, Roles: keepers, Kind: "appraisal.finalise", Label: "定稿"},
		{From: Final, Verb: VerbPublish, To: Published, Roles: publishers, Kind: "appraisal.publish", Label: "公布月度考核"},
		{From: Final, Verb: VerbCorrect, To: Final, Roles: keepers, Kind: "appraisal.correct", Label: "登记更正"},
		{From: Published, Verb: VerbCorrect, To: Published, Roles: keepers, Kind: "appraisal.correct", Label: "登记更正"},
	},
}

// ObjectionFlow is the state table of an objection.
var ObjectionFlow = &flow.Table{
	Name: "appraisal.objection", Zh: "考核异议", Start: ObjectionOpen,
	States: []flow.StateInfo{
		{State: ObjectionOpen, Staff: "待答复", Public: "待答复"},
		{State: ObjectionUpheld, Staff: "成立", Public: "成立", Final: true},
		{State: ObjectionDismissed, Staff: "不成立", Public: "不成立", Final: true},
		{State: ObjectionWithdrawn, Staff: "已撤回", Public: "已撤回", Final: true},
	},
	Steps: []flow.Step{
		{From: ObjectionOpen, Verb: VerbUphold, To: ObjectionUpheld, Roles: keepers, Kind: "appraisal.uphold", Label: "认定异议成立"},
		{From: ObjectionOpen, Verb: VerbDismiss, To: ObjectionDismissed, Roles: keepers, Kind: "appraisal.dismiss", Label: "认定异议不成立"},
		{From: ObjectionOpen, Verb: VerbWithdraw, To: ObjectionWithdrawn, Roles: objectors, Kind: "appraisal.withdraw", Label: "撤回异议"},
	},
}

// BulletinFlow is the state table of a quarterly bulletin.
var BulletinFlow = &flow.Table{
	Name: "appraisal.bulletin", Zh: "季度通报", Start: BulletinComposed,
	States: []flow.StateInfo{
		{State: BulletinComposed, Staff: "待签发", Public: "未公布"},
		{State: BulletinIssued, Staff: "已签发", Public: "已公布", Final: true},
		{State: BulletinDropped, Staff: "已作废", Public: "未公布", Final: true},
	},
	Steps: []flow.Step{
		{From: BulletinComposed, Verb: VerbIssue, To: BulletinIssued, Roles: publishers, Kind: "appraisal.bulletin_issue", Label: "签发通报"},
		{From: BulletinComposed, Verb: VerbDrop, To: BulletinDropped, Roles: publishers, Kind: "appraisal.bulletin_drop", Label: "作废通报稿"},
	},
}

// The states and verbs of a special supervisor.
const (
	Appointed flow.State = "appointed" // 在聘
	Ended     flow.State = "ended"     // 已解聘

	VerbRenew flow.Verb = "renew"
	VerbAmend flow.Verb = "amend"
	VerbEnd   flow.Verb = "end"
)

// The states and verbs of a task.
const (
	TaskGiven   flow.State = "given"   // 待体验
	TaskDone    flow.State = "done"    // 已反馈
	TaskDropped flow.State = "dropped" // 已取消

	VerbReport flow.Verb = "report"
	VerbCancel flow.Verb = "cancel"
)

// The states and verbs of an opinion.
const (
	OpinionOpen     flow.State = "open"     // 待交办
	OpinionAssigned flow.State = "assigned" // 待答复
	OpinionAnswered flow.State = "answered" // 待认定
	OpinionRuled    flow.State = "ruled"    // 待本人确认
	OpinionClosed   flow.State = "closed"   // 已办结

	VerbAssign   flow.Verb = "assign"
	VerbReturn   flow.Verb = "return"
	VerbAnswer   flow.Verb = "answer"
	VerbAdopt    flow.Verb = "adopt"
	VerbDecline  flow.Verb = "decline"
	VerbConfirm  flow.Verb = "confirm"
	VerbDisagree flow.Verb = "disagree"
)

var (
	special = []flow.Role{identity.Special}
	answers = []flow.Role{identity.Head}
)

// SupervisorFlow is the state table of a special supervisor.
var SupervisorFlow = &flow.Table{
	Name: "appraisal.supervisor", Zh: "特聘监督员", Start: Appointed,
	States: []flow.StateInfo{
		{State: Appointed, Staff: "在聘", Public: "在聘"},
		{State: Ended, Staff: "已退出", Public: "已退出", Final: true},
	},
	Steps: []flow.Step{
		{From: Appointed, Verb: VerbAmend, To: Appointed, Roles: keepers, Kind: "appraisal.supervisor_amend", Label: "修改名册"},
		{From: Appointed, Verb: VerbRenew, To: Appointed, Roles: keepers, Kind: "appraisal.supervisor_renew", Label: "续聘"},
		{From: Appointed, Verb: VerbEnd, To: Ended, Roles: keepers, Kind: "appraisal.supervisor_end", Label: "解聘"},
	},
}

// TaskFlow is the state table of a task of a special supervisor.
var TaskFlow = &flow.Table{
	Name: "appraisal.task", Zh: "体验任务", Start: TaskGiven,
	States: []flow.StateInfo{
		{State: TaskGiven, Staff: "待体验", Public: "待体验"},
		{State: TaskDone, Staff: "已反馈", Public: "已反馈", Final: true},
		{State: TaskDropped, Staff: "已取消", Public: "已取消", Final: true},
	},
	Steps: []flow.Step{
		{From: TaskGiven, Verb: VerbReport, To: TaskDone, Roles: special, Kind: "appraisal.task_report", Label: "反馈体验"},
		{From: TaskGiven, Verb: VerbCancel, To: TaskDropped, Roles: keepers, Kind: "appraisal.task_cancel", Label: "取消任务"},
	},
}

// OpinionFlow is the state table of an opinion of a special supervisor.
var OpinionFlow = &flow.Table{
	Name: "appraisal.opinion", Zh: "监督意见", Start: OpinionOpen,
	States: []flow.StateInfo{
		{State: OpinionOpen, Staff: "待交办", Public: "已收到"},
		{State: OpinionAssigned, Staff: "待答复", Public: "正在办理"},
		{State: OpinionAnswered, Staff: "待认定", Public: "单位已答复"},
		{State: OpinionRuled, Staff: "待本人确认", Public: "请您确认"},
		{State: OpinionClosed, Staff: "已办结", Public: "已办结", Final: true},
	},
	Steps: []flow.Step{
		{From: OpinionOpen, Verb: VerbAssign, To: OpinionAssigned, Roles: keepers, Kind: "appraisal.assign", Label: "交办意见"},
		{From: OpinionAssigned, Verb: VerbAssign, To: OpinionAssigned, Roles: keepers, Kind: "appraisal.assign", Label: "交办意见"},
		{From: OpinionAssigned, Verb: VerbAnswer, To: OpinionAnswered, Roles: answers, Kind: "appraisal.answer", Label: "答复意见"},
		{From: OpinionAnswered, Verb: VerbReturn, To: OpinionAssigned, Roles: keepers, Kind: "appraisal.return", Label: "退回重新答复"},
		{From: OpinionAnswered, Verb: VerbAdopt, To: OpinionRuled, Roles: keepers, Kind: "appraisal.adopt", Label: "认定采纳"},
		{From: OpinionAnswered, Verb: VerbDecline, To: OpinionRuled, Roles: keepers, Kind: "appraisal.decline", Label: "认定不采纳"},
		{From: OpinionRuled, Verb: VerbConfirm, To: OpinionClosed, Roles: special, Kind: "appraisal.confirm", Label: "确认办结"},
		{From: OpinionRuled, Verb: VerbDisagree, To: OpinionAssigned, Roles: special, Kind: "appraisal.disagree", Label: "不同意，退回重办"},
	},
}
