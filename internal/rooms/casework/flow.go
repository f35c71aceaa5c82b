package casework

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states of a case (办件状态).
const (
	Draft      flow.State = "draft"      // 草稿
	Submitted  flow.State = "submitted"  // 待受理
	Correction flow.State = "correction" // 待补正
	NotNeeded  flow.State = "not_needed" // 不需许可
	NotOurs    flow.State = "not_ours"   // 不予受理
	Accepted   flow.State = "accepted"   // 已受理
	InReview   flow.State = "in_review"  // 审查中
	Special    flow.State = "special"    // 特别程序, clock stopped
	ToDecide   flow.State = "to_decide"  // 待决定
	Granted    flow.State = "granted"    // 准予
	Refused    flow.State = "refused"    // 不予许可
	Issued     flow.State = "issued"     // 证照已制作
	Relayed    flow.State = "relayed"    // 转报办结 (上报件)
	Delivered  flow.State = "delivered"  // 已送达
	Closed     flow.State = "closed"     // 办结归档
	Withdrawn  flow.State = "withdrawn"  // 申请人撤回
	Terminated flow.State = "terminated" // 终止办理
	Revoked    flow.State = "revoked"    // 准予已撤销
)

// The verbs on a case.
const (
	VerbSubmit    flow.Verb = "submit"
	VerbFix       flow.Verb = "fix_on_spot"
	VerbAsk       flow.Verb = "ask_correction"
	VerbResubmit  flow.Verb = "resubmit"
	VerbNotNeeded flow.Verb = "answer_not_needed"
	VerbNotOurs   flow.Verb = "answer_not_ours"
	VerbAccept    flow.Verb = "accept"
	VerbDeem      flow.Verb = "deem_accepted"
	VerbAssign    flow.Verb = "assign"
	VerbOpine     flow.Verb = "opine"
	VerbSuspend   flow.Verb = "suspend"
	VerbResume    flow.Verb = "resume"
	VerbExtend    flow.Verb = "extend"
	VerbPropose   flow.Verb = "propose"
	VerbSendBack  flow.Verb = "send_back"
	VerbGrant     flow.Verb = "grant"
	VerbRefuse    flow.Verb = "refuse"
	VerbRelay     flow.Verb = "relay"
	VerbRenew     flow.Verb = "deem_renewed"
	VerbIssue     flow.Verb = "issue"
	VerbDeliver   flow.Verb = "deliver"
	VerbClose     flow.Verb = "close"
	VerbWithdraw  flow.Verb = "withdraw"
	VerbAskEnd    flow.Verb = "ask_termination"
	VerbTerminate flow.Verb = "terminate"
	VerbReopen    flow.Verb = "reopen"
	VerbCorrect   flow.Verb = "correct"
)

var (
	byApplicant = []flow.Role{identity.Applicant, identity.Clerk}
	byClerk     = []flow.Role{identity.Clerk}
	byReviewer  = []flow.Role{identity.Reviewer, identity.Approver, identity.Head}
	byApprover  = []flow.Role{identity.Approver, identity.Head}
	byHead      = []flow.Role{identity.Head}
	byHall      = []flow.Role{identity.Clerk, identity.Reviewer, identity.Approver, identity.Head}
	bySystem    = []flow.Role{flow.RoleSystem}
	// What was accepted as a whole is handed in and accepted in parts by the system as well; see OpenPart.
	bySubmitter = append([]flow.Role{flow.RoleSystem}, byApplicant...)
	byAcceptor  = append([]flow.Role{flow.RoleSystem}, byClerk...)
	closers     = []flow.Role{identity.Clerk, identity.Reviewer, identity.Approver, identity.Head, flow.RoleSystem}
)

// undecided are the states from acceptance to the decision.
var undecided = []flow.State{Accepted, InReview, Special, ToDecide}

// Flow is the state table of a case.
var Flow = &flow.Table{
	Name: "casework.case", Zh: "办件", Start: Draft,
	States: []flow.StateInfo{
		{State: Draft, Staff: "草稿", Public: "还没提交"},
		{State: Submitted, Staff: "待受理", Public: "已提交"},
		{State: Correction, Staff: "待补正", Public: "要补材料"},
		{State: NotNeeded, Staff: "不需许可", Public: "没有批准（这件事不用办许可）", Final: true},
		{State: NotOurs, Staff: "不予受理", Public: "没有批准（没有受理）", Final: true},
		{State: Accepted, Staff: "已受理", Public: "正在办"},
		{State: InReview, Staff: "审查中", Public: "正在办"},
		{State: Special, Staff: "暂停（特别程序）", Public: "暂停"},
		{State: ToDecide, Staff: "待决定", Public: "正在办"},
		{State: Granted, Staff: "准予（待送达）", Public: "办好了"},
		{State: Refused, Staff: "不予许可（待送达）", Public: "没有批准"},
		{State: Issued, Staff: "证照已制作（待送达）", Public: "办好了"},
		{State: Relayed, Staff: "转报办结", Public: "已结束", Final: true},
		{State: Delivered, Staff: "已送达", Public: "办好了"},
		{State: Closed, Staff: "办结归档", Public: "已结束"},
		{State: Withdrawn, Staff: "申请人撤回", Public: "已结束", Final: true},
		{State: Terminated, Staff: "终止办理", Public: "已结束", Final: true},
		{State: Revoked, Staff: "准予已撤销", Public: "已结束", Final: true},
	},
	Steps: steps(),
}

// step is one row: from, verb, to, who may, journal kind, words.
func step(from flow.State, verb flow.Verb, to flow.State, who []flow.Role, kind, label string) flow.Step {
	return flow.Step{From: from, Verb: verb, To: to, Roles: who, Kind: kind, Label: label}
}

// unstepped are the words of the acts that no step of the table has.
var unstepped = map[string]string{"case.open": "填报", "case.material": "收到材料", "case.redate": "期限随日历更新"}

// KindZh words an act on a case by its kind in the journal.
func KindZh(kind string) string {
	if zh, ok := unstepped[kind]; ok {
		return zh
	}
	for _, s := range append(Flow.Steps[:len(Flow.Steps):len(Flow.Steps)], ChargeFlow.Steps...) {
		if s.Kind == kind {
			return s.Label
		}
	}
	return kind
}

func steps() []flow.Step {
	rows := []flow.Step{
		step(Draft, VerbSubmit, Submitted, bySubmitter, "case.submit", "提交申请"),
		step(Submitted, VerbFix, Submitted, byClerk, "case.fix_on_spot", "当场更正"),
		step(Submitted, VerbAsk, Correction, byClerk, "case.ask_correction", "一次性告知补正"),
		step(Correction, VerbResubmit, Submitted, byApplicant, "case.resubmit", "交齐补正材料"),
		step(Submitted, VerbNotNeeded, NotNeeded, byClerk, "case.not_needed", "告知不需要许可"),
		step(Submitted, VerbNotOurs, NotOurs, byClerk, "case.not_ours", "不予受理"),
		step(Submitted, VerbAccept, Accepted, byAcceptor, "case.accept", "受理"),
		step(Submitted, VerbDeem, Accepted, bySystem, "case.deem_accepted", "视为受理"),
		step(Accepted, VerbAssign, InReview, byReviewer, "case.assign", "承办"),
		step(InReview, VerbAssign, InReview, byReviewer, "case.reassign", "转交承办"),
		step(InReview, VerbOpine, InReview, byReviewer, "case.opine", "填写意见"),
		step(InReview, VerbSuspend, Special, byApprover, "case.suspend", "启动特别程序"),
		step(Special, VerbResume, InReview, byReviewer, "case.resume", "恢复计时"),
		step(InReview, VerbExtend, InReview, byHead, "case.extend", "延长期限"),
		step(InReview, VerbPropose, ToDecide, byReviewer, "case.propose", "提请决定"),
		step(ToDecide, VerbSendBack, InReview, byApprover, "case.send_back", "退回再审"),
		step(ToDecide, VerbGrant, Granted, byApprover, "case.grant", "准予许可"),
		step(ToDecide, VerbRefuse, Refused, byApprover, "case.refuse", "不予许可"),
		step(ToDecide, VerbRelay, Relayed, byApprover, "case.relay", "转报上级"),
		// Instant items (即办件) are decided at the window on acceptance.
		step(Accepted, VerbGrant, Granted, byClerk, "case.grant_on_spot", "当场准予"),
		step(Granted, VerbIssue, Issued, byHall, "case.issue", "制作证照"),
		step(Granted, VerbDeliver, Delivered, byHall, "case.deliver", "送达"),
		step(Issued, VerbDeliver, Delivered, byHall, "case.deliver", "送达"),
		step(Refused, VerbDeliver, Delivered, byHall, "case.deliver", "送达"),
		step(Delivered, VerbClose, Closed, closers, "case.close", "归档"),
		step(Closed, VerbReopen, InReview, byHead, "case.reopen", "重新办理"),
		step(Closed, VerbCorrect, Closed, byHall, "case.correct", "更正记录"),
	}
	for _, from := range append([]flow.State{Submitted, Correction}, undecided...) {
		rows = append(rows, step(from, VerbWithdraw, Withdrawn, byApplicant, "case.withdraw", "撤回申请"))
	}
	for _, from := range append([]flow.State{Correction}, undecided...) {
		rows = append(rows,
			step(from, VerbAskEnd, from, byHall, "case.ask_termination", "提请终止"),
			step(from, VerbTerminate, Terminated, byApprover, "case.terminate", "终止办理"))
	}
	for _, from := range undecided {
		rows = append(rows, step(from, VerbRenew, Granted, bySystem, "case.deem_renewed", "视为准予延续"))
	}
	for _, from := range append([]flow.State{Submitted}, undecided...) {
		rows = append(rows, step(from, VerbCorrect, from, byHall, "case.correct", "更正记录"))
	}
	return append(rows, onTrust()...)
}

// The states and verbs of a charge.
const (
	ToAssess   flow.State = "to_assess" // 待核定
	Owing      flow.State = "owed"      // 待缴
	PaidUp     flow.State = "paid"      // 已缴
	Exempt     flow.State = "exempt"    // 免收
	Refunded   flow.State = "refunded"  // 已退
	ChargeVoid flow.State = "void"      // 不再收

	VerbAssess flow.Verb = "assess"
	VerbReduce flow.Verb = "reduce"
	VerbExempt flow.Verb = "exempt"
	VerbPay    flow.Verb = "pay"
	VerbRefund flow.Verb = "refund"
	VerbVoid   flow.Verb = "void"
)

// ChargeFlow is the state table of a charge.
var ChargeFlow = &flow.Table{
	Name: "casework.charge", Zh: "收费", Start: ToAssess,
	States: []flow.StateInfo{
		{State: ToAssess, Staff: "待核定", Public: "费用待核定"},
		{State: Owing, Staff: "待缴", Public: "待缴费"},
		{State: PaidUp, Staff: "已缴", Public: "已缴费"},
		{State: Exempt, Staff: "免收", Public: "免收", Final: true},
		{State: Refunded, Staff: "已退", Public: "已退费", Final: true},
		{State: ChargeVoid, Staff: "不再收", Public: "不收费", Final: true},
	},
	Steps: []flow.Step{
		step(ToAssess, VerbAssess, Owing, append([]flow.Role{flow.RoleSystem}, byHall...), "charge.assess", "核定收费"),
		step(Owing, VerbReduce, Owing, byApprover, "charge.reduce", "批准减收"),
		step(Owing, VerbExempt, Exempt, byApprover, "charge.exempt", "批准免收"),
		step(Owing, VerbPay, PaidUp, byHall, "charge.pay", "登记缴费"),
		step(PaidUp, VerbRefund, Refunded, byApprover, "charge.refund", "登记退费"),
		step(ToAssess, VerbVoid, ChargeVoid, bySystem, "charge.void", "不再收费"),
		step(Owing, VerbVoid, ChargeVoid, bySystem, "charge.void", "不再收费"),
	},
}
