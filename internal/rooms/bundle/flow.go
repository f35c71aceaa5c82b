package bundle

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of a version (版本).
const (
	VersionDraft      flow.State = "draft"
	VersionDiscarded  flow.State = "discarded"
	VersionPublished  flow.State = "published"
	VersionSuperseded flow.State = "superseded"
	VersionWithdrawn  flow.State = "withdrawn"

	VerbEdit      flow.Verb = "edit"
	VerbDiscard   flow.Verb = "discard"
	VerbPublish   flow.Verb = "publish"
	VerbSupersede flow.Verb = "supersede"
	VerbRetire    flow.Verb = "retire"
)

// The states and verbs of an application (申请).
const (
	Draft       flow.State = "draft"
	Submitted   flow.State = "submitted"
	Correction  flow.State = "correction"
	NotAccepted flow.State = "not_accepted"
	Running     flow.State = "running"
	Closed      flow.State = "closed"
	Withdrawn   flow.State = "withdrawn"

	VerbSubmit   flow.Verb = "submit"
	VerbAsk      flow.Verb = "ask_correction"
	VerbResubmit flow.Verb = "resubmit"
	VerbDecline  flow.Verb = "decline"
	VerbAccept   flow.Verb = "accept"
	VerbDeem     flow.Verb = "deem_accepted"
	VerbWithdraw flow.Verb = "withdraw"
	VerbCover    flow.Verb = "cover"
	VerbAdvance  flow.Verb = "advance"
	VerbClose    flow.Verb = "close"
)

// The states and verbs of a step (步骤).
const (
	StepWaiting   flow.State = "waiting"
	StepReady     flow.State = "ready"
	StepRunning   flow.State = "running"
	StepBack      flow.State = "back"
	StepDone      flow.State = "done"
	StepRefused   flow.State = "refused"
	StepEnded     flow.State = "ended"
	StepWithdrawn flow.State = "withdrawn"
	StepDropped   flow.State = "dropped"

	VerbFollow  flow.Verb = "follow"
	VerbDrop    flow.Verb = "drop"
	VerbStart   flow.Verb = "start"
	VerbOpine   flow.Verb = "opine"
	VerbPass    flow.Verb = "pass"
	VerbRefuse  flow.Verb = "refuse"
	VerbReturn  flow.Verb = "return"
	VerbEnd     flow.Verb = "end"
	VerbTake    flow.Verb = "take_back"
	VerbAgain   flow.Verb = "again"
	VerbGiveUp  flow.Verb = "give_up"
	VerbLetGo   flow.Verb = "let_go"
	VerbSilence flow.Verb = "silence"
)

var (
	editors    = []flow.Role{identity.Editor}
	publishers = []flow.Role{identity.Approver, identity.Head, identity.Editor, flow.RoleSystem}
	deciders   = []flow.Role{identity.Approver, identity.Head}
	keepers    = []flow.Role{identity.Editor, identity.Approver, identity.Head, identity.Coordinator}

	byApplicant = []flow.Role{identity.Applicant, identity.Clerk}
	byClerk     = []flow.Role{identity.Clerk}
	bySystem    = []flow.Role{flow.RoleSystem}
	byStarter   = []flow.Role{flow.RoleSystem, identity.Clerk}
	byReviewer  = []flow.Role{identity.Reviewer, identity.Approver, identity.Head}
	byHolder    = []flow.Role{identity.Applicant, identity.Clerk, identity.Reviewer, identity.Approver, identity.Head}
)

func step(from flow.State, verb flow.Verb, to flow.State, who []flow.Role, kind, label string) flow.Step {
	return flow.Step{From: from, Verb: verb, To: to, Roles: who, Kind: kind, Label: label}
}

// VersionFlow is the state table of a version. Superseding is part of the next
// version's publication and shares its journal entry.
var VersionFlow = &flow.Table{
	Name: "bundle.version", Zh: "一件事版本", Start: VersionDraft,
	States: []flow.StateInfo{
		{State: VersionDraft, Staff: "草稿", Public: "未发布"},
		{State: VersionDiscarded, Staff: "已弃用", Public: "未发布", Final: true},
		{State: VersionPublished, Staff: "已发布", Public: "现行"},
		{State: VersionSuperseded, Staff: "已换版", Public: "已换新版", Final: true},
		{State: VersionWithdrawn, Staff: "已停用", Public: "已停办", Final: true},
	},
	Steps: []flow.Step{
		step(VersionDraft, VerbEdit, VersionDraft, editors, "bundle.edit", "修改草稿"),
		step(VersionDraft, VerbDiscard, VersionDiscarded, editors, "bundle.discard", "弃用草稿"),
		step(VersionDraft, VerbPublish, VersionPublished, publishers, "bundle.publish", "发布"),
		step(VersionPublished, VerbSupersede, VersionSuperseded, publishers, "bundle.publish", "换新版"),
		step(VersionPublished, VerbRetire, VersionWithdrawn, deciders, "bundle.retire", "停用"),
	},
}

// Flow is the state table of an application.
var Flow = &flow.Table{
	Name: "bundle.application", Zh: "一件事申请", Start: Draft,
	States: []flow.StateInfo{
		{State: Draft, Staff: "草稿", Public: "还没提交"},
		{State: Submitted, Staff: "待受理", Public: "已提交"},
		{State: Correction, Staff: "待补正", Public: "要补材料"},
		{State: NotAccepted, Staff: "不予受理", Public: "没有受理", Final: true},
		{State: Running, Staff: "并联办理中", Public: "正在办"},
		{State: Closed, Staff: "办结", Public: "已办结", Final: true},
		{State: Withdrawn, Staff: "申请人撤回", Public: "您已撤回", Final: true},
	},
	Steps: []flow.Step{
		step(Draft, VerbCover, Draft, byApplicant, "bundle.cover", "交材料"),
		step(Draft, VerbSubmit, Submitted, byApplicant, "bundle.submit", "提交申请"),
		step(Submitted, VerbCover, Submitted, byClerk, "bundle.cover", "收取纸质材料"),
		step(Submitted, VerbAsk, Correction, byClerk, "bundle.ask_correction", "一次性告知补正"),
		step(Submitted, VerbDecline, NotAccepted, byClerk, "bundle.decline", "不予受理"),
		step(Submitted, VerbAccept, Running, byClerk, "bundle.accept", "受理并分头派件"),
		step(Submitted, VerbDeem, Running, bySystem, "bundle.deem_accepted", "视为受理"),
		step(Submitted, VerbWithdraw, Withdrawn, byApplicant, "bundle.withdraw", "撤回申请"),
		step(Correction, VerbCover, Correction, byApplicant, "bundle.cover", "交材料"),
		step(Correction, VerbResubmit, Submitted, byApplicant, "bundle.resubmit", "交齐补正材料"),
		step(Correction, VerbDecline, NotAccepted, byClerk, "bundle.decline", "不予受理"),
		step(Correction, VerbWithdraw, Withdrawn, byApplicant, "bundle.withdraw", "撤回申请"),
		step(Running, VerbWithdraw, Withdrawn, byApplicant, "bundle.withdraw", "撤回申请"),
		step(Running, VerbAdvance, Running, bySystem, "bundle.advance", "推进下一步"),
		step(Running, VerbClose, Closed, bySystem, "bundle.close", "全部办完"),
	},
}

// StepFlow is the state table of a step. What one step's end means for the
// others is follow's; it is written in the same act and shares its entry.
var StepFlow = &flow.Table{
	Name: "bundle.step", Zh: "一件事的步骤", Start: StepWaiting,
	States: []flow.StateInfo{
		{State: StepWaiting, Staff: "等前面的步骤", Public: "等前面的步骤"},
		{State: StepReady, Staff: "待派件", Public: "马上开始"},
		{State: StepRunning, Staff: "在办", Public: "正在办"},
		{State: StepBack, Staff: "退回，待重报", Public: "要重新报一次"},
		{State: StepDone, Staff: "已办成", Public: "办好了", Final: true},
		{State: StepRefused, Staff: "未获同意", Public: "没有批准", Final: true},
		{State: StepEnded, Staff: "未办成", Public: "已停止办理", Final: true},
		{State: StepWithdrawn, Staff: "申请人撤回", Public: "您已撤回", Final: true},
		{State: StepDropped, Staff: "不再办理", Public: "不再办理", Final: true},
	},
	Steps: []flow.Step{
		step(StepWaiting, VerbFollow, StepReady, bySystem, "bundle.advance", "轮到这一步"),
		step(StepWaiting, VerbDrop, StepDropped, bySystem, "bundle.advance", "不再办理"),
		step(StepWaiting, VerbTake, StepDropped, byApplicant, "bundle.withdraw", "随申请撤回"),
		step(StepReady, VerbStart, StepRunning, byStarter, "bundle.start", "派件"),
		step(StepReady, VerbDrop, StepDropped, bySystem, "bundle.advance", "不再办理"),
		step(StepReady, VerbLetGo, StepDropped, byHolder, "bundle.let_go", "不办这一步"),
		step(StepReady, VerbTake, StepDropped, byApplicant, "bundle.withdraw", "随申请撤回"),
		step(StepRunning, VerbOpine, StepRunning, byReviewer, "bundle.opine", "填写会签意见"),
		step(StepRunning, VerbSilence, StepRunning, bySystem, "bundle.silence", "会签期满"),
		step(StepRunning, VerbPass, StepDone, append(bySystem, byReviewer...), "bundle.settle", "这一步办成"),
		step(StepRunning, VerbRefuse, StepRefused, append(bySystem, byReviewer...), "bundle.settle", "这一步未获同意"),
		step(StepRunning, VerbReturn, StepBack, append(bySystem, byReviewer...), "bundle.settle", "退回重报"),
		step(StepRunning, VerbEnd, StepEnded, bySystem, "bundle.settle", "这一步停止办理"),
		step(StepRunning, VerbTake, StepWithdrawn, append(bySystem, byApplicant...), "bundle.settle", "撤回这一步"),
		step(StepBack, VerbAgain, StepReady, byHolder, "bundle.again", "重新报送"),
		step(StepBack, VerbGiveUp, StepRefused, byHolder, "bundle.give_up", "不再重报"),
		step(StepBack, VerbTake, StepDropped, byApplicant, "bundle.withdraw", "随申请撤回"),
	},
}
