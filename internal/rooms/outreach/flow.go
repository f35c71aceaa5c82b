package outreach

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of a visit.
const (
	Asked     flow.State = "asked"     // 等企业同意
	Agreed    flow.State = "agreed"    // 企业已同意
	Declined  flow.State = "declined"  // 企业谢绝
	Cancelled flow.State = "cancelled" // 已取消
	Held      flow.State = "held"      // 已走访
	Closed    flow.State = "closed"    // 已收尾

	VerbAgree   flow.Verb = "agree"
	VerbDecline flow.Verb = "decline"
	VerbCancel  flow.Verb = "cancel"
	VerbHold    flow.Verb = "hold"
	VerbHear    flow.Verb = "hear"
	VerbIssue   flow.Verb = "issue"
	VerbClose   flow.Verb = "close"
)

// The states and verbs of a need.
const (
	Raised    flow.State = "raised"    // 待交办
	Placed    flow.State = "placed"    // 办理中
	Answered  flow.State = "answered"  // 等企业确认
	Confirmed flow.State = "confirmed" // 企业已确认
	Withdrawn flow.State = "withdrawn" // 企业已收回

	VerbPlace    flow.Verb = "place"
	VerbHandOver flow.Verb = "hand_over"
	VerbPostpone flow.Verb = "postpone"
	VerbAnswer   flow.Verb = "answer"
	VerbConfirm  flow.Verb = "confirm"
	VerbReopen   flow.Verb = "reopen"
	VerbWithdraw flow.Verb = "withdraw"
)

// The states and verbs of a check-up, an event and a fee.
const (
	Issued flow.State = "issued" // 已送企业
	Read   flow.State = "read"   // 企业已读

	Planned flow.State = "planned" // 筹备中

	Collecting flow.State = "collecting" // 收集报价
	Offered    flow.State = "offered"    // 等企业选
	Settled    flow.State = "settled"    // 企业已选定
	Dropped    flow.State = "dropped"    // 已停止

	VerbRead   flow.Verb = "read"
	VerbInvite flow.Verb = "invite"
	VerbAttend flow.Verb = "attend"
	VerbOffer  flow.Verb = "offer"
	VerbShow   flow.Verb = "show"
	VerbChoose flow.Verb = "choose"
	VerbDrop   flow.Verb = "drop"
)

var (
	enterprise = []flow.Role{identity.Applicant}
	visitors   = []flow.Role{identity.Agent, identity.Head, identity.Reviewer, identity.Coordinator}
	consenters = append([]flow.Role{identity.Applicant}, visitors...)
	placers    = []flow.Role{identity.Coordinator, identity.Agent}
	answerers  = []flow.Role{identity.Agent, identity.Reviewer, identity.Approver, identity.Head}
	passers    = append([]flow.Role{identity.Coordinator}, answerers...)
	heads      = []flow.Role{identity.Head, identity.Agent}
	readers    = []flow.Role{identity.Applicant, identity.Agent, identity.Reviewer, identity.Head}
	organisers = []flow.Role{identity.Agent, identity.Head, identity.Coordinator}
	brokers    = []flow.Role{identity.Agent, identity.Coordinator}
	choosers   = []flow.Role{identity.Applicant, identity.Agent, identity.Coordinator}
	watchers   = []flow.Role{flow.RoleSystem, identity.Coordinator, identity.Supervisor, identity.Leader}
	staff      = []flow.Role{identity.Agent, identity.Reviewer, identity.Approver, identity.Head, identity.Coordinator, identity.Supervisor, identity.Leader}
)

// VisitFlow is the state table of a visit.
var VisitFlow = &flow.Table{
	Name: "outreach.visit", Zh: "走访", Start: Asked,
	States: []flow.StateInfo{
		{State: Asked, Staff: "等企业同意", Public: "想来走访，等您同意"},
		{State: Agreed, Staff: "企业已同意", Public: "您已同意"},
		{State: Declined, Staff: "企业谢绝", Public: "您已谢绝", Final: true},
		{State: Cancelled, Staff: "已取消", Public: "已取消", Final: true},
		{State: Held, Staff: "已走访", Public: "已来过"},
		{State: Closed, Staff: "已收尾", Public: "已来过", Final: true},
	},
	Steps: []flow.Step{
		{From: Asked, Verb: VerbAgree, To: Agreed, Roles: consenters, Kind: "outreach.visit_agree", Label: "同意走访"},
		{From: Asked, Verb: VerbDecline, To: Declined, Roles: consenters, Kind: "outreach.visit_decline", Label: "谢绝走访"},
		{From: Agreed, Verb: VerbDecline, To: Declined, Roles: consenters, Kind: "outreach.visit_decline", Label: "谢绝走访"},
		{From: Asked, Verb: VerbCancel, To: Cancelled, Roles: visitors, Kind: "outreach.visit_cancel", Label: "取消走访"},
		{From: Agreed, Verb: VerbCancel, To: Cancelled, Roles: visitors, Kind: "outreach.visit_cancel", Label: "取消走访"},
		{From: Agreed, Verb: VerbHold, To: Held, Roles: visitors, Kind: "outreach.visit_hold", Label: "登记走访"},
		{From: Held, Verb: VerbHear, To: Held, Roles: visitors, Kind: "outreach.visit_hear", Label: "记下诉求"},
		{From: Held, Verb: VerbIssue, To: Held, Roles: visitors, Kind: "outreach.checkup_issue", Label: "送体检意见"},
		{From: Held, Verb: VerbClose, To: Closed, Roles: visitors, Kind: "outreach.visit_close", Label: "收尾"},
	},
}

// NeedFlow is the state table of a need.
var NeedFlow = &flow.Table{
	Name: "outreach.need", Zh: "诉求", Start: Raised,
	States: []flow.StateInfo{
		{State: Raised, Staff: "待交办", Public: "收到了，正在定谁来办"},
		{State: Placed, Staff: "办理中", Public: "正在办"},
		{State: Answered, Staff: "等企业确认", Public: "已答复，请您确认"},
		{State: Confirmed, Staff: "企业已确认", Public: "您已确认"},
		{State: Withdrawn, Staff: "企业已收回", Public: "您已收回", Final: true},
	},
	Steps: []flow.Step{
		{From: Raised, Verb: VerbPlace, To: Placed, Roles: placers, Kind: "outreach.need_place", Label: "交办诉求"},
		{From: Placed, Verb: VerbHandOver, To: Placed, Roles: passers, Kind: "outreach.need_hand_over", Label: "转办诉求"},
		{From: Placed, Verb: VerbPostpone, To: Placed, Roles: heads, Kind: "outreach.need_postpone", Label: "改答复期限"},
		{From: Placed, Verb: VerbAnswer, To: Answered, Roles: answerers, Kind: "outreach.need_answer", Label: "答复诉求"},
		{From: Answered, Verb: VerbConfirm, To: Confirmed, Roles: enterprise, Kind: "outreach.need_confirm", Label: "确认诉求解决"},
		{From: Answered, Verb: VerbReopen, To: Placed, Roles: enterprise, Kind: "outreach.need_reopen", Label: "重新提出诉求"},
		{From: Confirmed, Verb: VerbReopen, To: Placed, Roles: enterprise, Kind: "outreach.need_reopen", Label: "重新提出诉求"},
		{From: Raised, Verb: VerbWithdraw, To: Withdrawn, Roles: enterprise, Kind: "outreach.need_withdraw", Label: "收回诉求"},
		{From: Placed, Verb: VerbWithdraw, To: Withdrawn, Roles: enterprise, Kind: "outreach.need_withdraw", Label: "收回诉求"},
	},
}

// CheckupFlow is the state table of a legal check-up.
var CheckupFlow = &flow.Table{
	Name: "outreach.checkup", Zh: "法治体检", Start: Issued,
	States: []flow.StateInfo{
		{State: Issued, Staff: "已送企业", Public: "请您打开"},
		{State: Read, Staff: "企业已读", Public: "您已读过"},
	},
	Steps: []flow.Step{
		{From: Issued, Verb: VerbRead, To: Issued, Roles: readers, Kind: "outreach.checkup_read", Label: "查看体检意见"},
		{From: Read, Verb: VerbRead, To: Read, Roles: readers, Kind: "outreach.checkup_read", Label: "查看体检意见"},
	},
}

// EventFlow is the state table of an event.
var EventFlow = &flow.Table{
	Name: "outreach.event", Zh: "培训活动", Start: Planned,
	States: []flow.StateInfo{
		{State: Planned, Staff: "筹备中", Public: "将要举办"},
		{State: Held, Staff: "已举办", Public: "已举办"},
		{State: Cancelled, Staff: "已取消", Public: "已取消", Final: true},
	},
	Steps: []flow.Step{
		{From: Planned, Verb: VerbInvite, To: Planned, Roles: organisers, Kind: "outreach.event_invite", Label: "邀请行业和企业"},
		{From: Planned, Verb: VerbHold, To: Held, Roles: organisers, Kind: "outreach.event_hold", Label: "登记举办"},
		{From: Planned, Verb: VerbCancel, To: Cancelled, Roles: organisers, Kind: "outreach.event_cancel", Label: "取消活动"},
		{From: Held, Verb: VerbAttend, To: Held, Roles: organisers, Kind: "outreach.event_attend", Label: "登记到场和后续登记"},
	},
}

// FeeFlow is the state table of an intermediary's fee.
var FeeFlow = &flow.Table{
	Name: "outreach.fee", Zh: "中介降费", Start: Collecting,
	States: []flow.StateInfo{
		{State: Collecting, Staff: "收集报价", Public: "正在收集报价"},
		{State: Offered, Staff: "等企业选", Public: "请您选一家"},
		{State: Settled, Staff: "企业已选定", Public: "您已选定", Final: true},
		{State: Dropped, Staff: "已停止", Public: "已停止", Final: true},
	},
	Steps: []flow.Step{
		{From: Collecting, Verb: VerbOffer, To: Collecting, Roles: brokers, Kind: "outreach.fee_offer", Label: "登记报价"},
		{From: Collecting, Verb: VerbShow, To: Offered, Roles: brokers, Kind: "outreach.fee_show", Label: "请企业选"},
		{From: Offered, Verb: VerbChoose, To: Settled, Roles: choosers, Kind: "outreach.fee_choose", Label: "选定中介"},
		{From: Collecting, Verb: VerbDrop, To: Dropped, Roles: brokers, Kind: "outreach.fee_drop", Label: "停止比价"},
		{From: Offered, Verb: VerbDrop, To: Dropped, Roles: brokers, Kind: "outreach.fee_drop", Label: "停止比价"},
	},
}

// unstepped are the words of the acts that begin a record.
var unstepped = map[string]string{"outreach.visit_ask": "征求同意", "outreach.need_raise": "提出诉求", "outreach.event_plan": "发起活动",
	"outreach.fee_open": "登记原收费"}

// KindZh words an entry of a history.
func KindZh(kind string) string {
	for _, s := range slices.Concat(VisitFlow.Steps, NeedFlow.Steps, CheckupFlow.Steps, EventFlow.Steps, FeeFlow.Steps) {
		if s.Kind == kind {
			return s.Label
		}
	}
	if zh, ok := unstepped[kind]; ok {
		return zh
	}
	return kind
}
