package appraisal

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

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

// Supervisor (特聘监督员) is one person of the roster, with the term that runs or
// ran last.
type Supervisor struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	Code       string // number of the letter of appointment
	Name       string
	Account    *string
	Source     string // 推荐、公开报名 …
	Occupation string
	Conflicts  []string // units he does not judge (回避单位)
	Terms      int64    // one or two
	FromDay    calendar.Day
	ToDay      calendar.Day
	EndedDay   *calendar.Day
	EndReason  *string
}

// Serves reports whether the day lies in the term.
func (s Supervisor) Serves(day calendar.Day) bool {
	return s.State == Appointed && s.FromDay <= day && day <= s.ToDay
}

func (s Supervisor) avoids(unit string) bool { return unit != "" && slices.Contains(s.Conflicts, unit) }

// Term (聘期) is one of at most two.
type Term struct {
	County       string
	ID           string
	SupervisorID string
	Nth          int64
	FromDay      calendar.Day
	ToDay        calendar.Day
	EndedDay     *calendar.Day // left before the end
	Document     string
	AppointedBy  string
	AppointedAt  calendar.Instant
	EndedAt      *calendar.Instant
}

// Task (体验任务) is something a supervisor is asked to try. The unit does not see
// it.
type Task struct {
	County       string
	ID           string
	Version      int64
	State        flow.State
	SupervisorID string
	Title        string
	What         string
	Unit         string // where; the unit is not told
	Due          calendar.Day
	GivenBy      string
	GivenAt      calendar.Instant
	Report       *string
	EndedAt      *calendar.Instant
}

// Opinion (监督意见) is a lead or a piece of advice.
type Opinion struct {
	County          string
	ID              string
	Version         int64
	State           flow.State
	Number          string // JD2020-001
	SupervisorID    string
	TaskID          *string
	About           string // unit it is about, as the supervisor said; may be empty
	Title           string
	Words           string
	Hidden          bool // the unit does not learn who
	HandedAt        calendar.Instant
	Unit            *string // that is to answer
	AssignedBy      *string
	AssignedAt      *calendar.Instant
	AssignedDay     *calendar.Day
	AnswerN         int
	Due             *calendar.Day
	Book            *string
	Answer          *string
	AnsweredBy      *string
	AnsweredAt      *calendar.Instant
	FirstAnsweredAt *calendar.Instant
	Adopted         *bool
	Ruling          *string
	RuledBy         *string
	RuledAt         *calendar.Instant
	Disagreed       *string // why he sent it back, once
	Confirmed       *string // what he said at the end
	ClosedAt        *calendar.Instant
}
