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
