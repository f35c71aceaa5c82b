package normdoc

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// The states and verbs of a document.
const (
	Drafted    flow.State = "drafted"    // 待登记
	Refused    flow.State = "refused"    // 不予登记
	Registered flow.State = "registered" // 已登记待公布
	Published  flow.State = "published"  // 已公布
	Repealed   flow.State = "repealed"   // 已废止
	Replaced   flow.State = "replaced"   // 已被替代
	Voided     flow.State = "voided"     // 已宣布失效

	VerbAmend    flow.Verb = "amend"
	VerbExamine  flow.Verb = "examine"
	VerbRegister flow.Verb = "register"
	VerbRefuse   flow.Verb = "refuse"
	VerbPublish  flow.Verb = "publish"
	VerbEvaluate flow.Verb = "evaluate"
	VerbRenew    flow.Verb = "renew"
	VerbRepeal   flow.Verb = "repeal"
	VerbReplace  flow.Verb = "replace"
	VerbVoid     flow.Verb = "void"
)

// The states of a round.
const (
	RoundOpen      flow.State = "open"      // 清理中
	RoundPublished flow.State = "published" // 已公布
)

// The states and verbs of a review.
const (
	ReviewPending   flow.State = "pending"   // 待审查
	ReviewDone      flow.State = "reviewed"  // 待决定
	ReviewSettled   flow.State = "settled"   // 已决定
	ReviewFollowing flow.State = "following" // 待落实
	ReviewFollowed  flow.State = "done"      // 已落实

	VerbReview flow.Verb = "review"
	VerbReturn flow.Verb = "return"
	VerbRetain flow.Verb = "retain"
	VerbRevise flow.Verb = "revise"
	VerbFulfil flow.Verb = "fulfil"
)

var (
	drafters = []flow.Role{identity.Head, identity.Editor, identity.Coordinator} // issuing units, the managing office for those without accounts
	lawyers  = []flow.Role{identity.Legal}                                       // legal reviewers (法制审核)
	openers  = []flow.Role{identity.Coordinator, identity.Legal}
	deciders = []flow.Role{identity.Leader, identity.Coordinator} // publish a round's result
	watch    = []flow.Role{flow.RoleSystem, identity.Coordinator, identity.Legal, identity.Supervisor, identity.Leader}
)

// DocumentFlow is the state table of a document. Whether one that is published
// is in force depends on the day, see Document.On.
var DocumentFlow = &flow.Table{
	Name: "normdoc.document", Zh: "规范性文件", Start: Drafted,
	States: []flow.StateInfo{
		{State: Drafted, Staff: "待登记", Public: "未公布"},
		{State: Refused, Staff: "不予登记", Public: "未公布", Final: true},
		{State: Registered, Staff: "已登记待公布", Public: "未公布"},
		{State: Published, Staff: "已公布", Public: "已公布"},
		{State: Repealed, Staff: "已废止", Public: "已废止", Final: true},
		{State: Replaced, Staff: "已被新文件替代", Public: "已被新文件替代", Final: true},
		{State: Voided, Staff: "已宣布失效", Public: "已宣布失效", Final: true},
	},
	Steps: []flow.Step{
		{From: Drafted, Verb: VerbAmend, To: Drafted, Roles: drafters, Kind: "normdoc.amend", Label: "修改送审稿"},
		{From: Drafted, Verb: VerbExamine, To: Drafted, Roles: drafters, Kind: "normdoc.examine", Label: "登记公平竞争审查结论"},
		{From: Drafted, Verb: VerbRegister, To: Registered, Roles: lawyers, Kind: "normdoc.register", Label: "统一登记和编号"},
		{From: Drafted, Verb: VerbRefuse, To: Refused, Roles: lawyers, Kind: "normdoc.refuse", Label: "不予登记"},
		{From: Registered, Verb: VerbPublish, To: Published, Roles: lawyers, Kind: "normdoc.publish", Label: "统一公布"},
		{From: Published, Verb: VerbEvaluate, To: Published, Roles: drafters, Kind: "normdoc.evaluate", Label: "登记期满前评估"},
		{From: Published, Verb: VerbRenew, To: Published, Roles: lawyers, Kind: "normdoc.renew", Label: "延续有效期"},
		{From: Published, Verb: VerbRepeal, To: Repealed, Roles: lawyers, Kind: "normdoc.repeal", Label: "废止"},
		{From: Published, Verb: VerbReplace, To: Replaced, Roles: lawyers, Kind: "normdoc.replace", Label: "由新文件替代"},
		{From: Published, Verb: VerbVoid, To: Voided, Roles: deciders, Kind: "normdoc.void", Label: "宣布失效"},
	},
}

// RoundFlow is the state table of a clean-up round.
var RoundFlow = &flow.Table{
	Name: "normdoc.round", Zh: "文件清理", Start: RoundOpen,
	States: []flow.StateInfo{
		{State: RoundOpen, Staff: "清理中", Public: "清理中"},
		{State: RoundPublished, Staff: "已公布", Public: "已公布", Final: true},
	},
	Steps: []flow.Step{
		{From: RoundOpen, Verb: VerbPublish, To: RoundPublished, Roles: deciders, Kind: "normdoc.round_publish", Label: "公布清理结果"},
	},
}

// ReviewFlow is the state table of one document's review in a round. A decision
// may be taken back until the round is published.
var ReviewFlow = &flow.Table{
	Name: "normdoc.review", Zh: "文件审查", Start: ReviewPending,
	States: []flow.StateInfo{
		{State: ReviewPending, Staff: "待审查", Public: "清理中"},
		{State: ReviewDone, Staff: "待决定", Public: "清理中"},
		{State: ReviewSettled, Staff: "已决定", Public: "已决定"},
		{State: ReviewFollowing, Staff: "待落实", Public: "正在落实"},
		{State: ReviewFollowed, Staff: "已落实", Public: "已落实", Final: true},
	},
	Steps: slices.Concat([]flow.Step{
		{From: ReviewPending, Verb: VerbReview, To: ReviewDone, Roles: drafters, Kind: "normdoc.review", Label: "提交审查表"},
		{From: ReviewDone, Verb: VerbReview, To: ReviewDone, Roles: drafters, Kind: "normdoc.review", Label: "修改审查表"},
		{From: ReviewDone, Verb: VerbReturn, To: ReviewPending, Roles: lawyers, Kind: "normdoc.return", Label: "退回重新审查"},
		{From: ReviewSettled, Verb: VerbReturn, To: ReviewPending, Roles: lawyers, Kind: "normdoc.return", Label: "收回决定，重新审查"},
		{From: ReviewFollowing, Verb: VerbReturn, To: ReviewPending, Roles: lawyers, Kind: "normdoc.return", Label: "收回决定，重新审查"},
		{From: ReviewFollowing, Verb: VerbFulfil, To: ReviewFollowed, Roles: lawyers, Kind: "normdoc.fulfil", Label: "登记落实文件"},
	}, decisionSteps()),
}

// Decision is what becomes of a reviewed document.
type Decision string

const (
	Retain Decision = "retain" // 保留
	Revise Decision = "revise" // 修订
	Repeal Decision = "repeal" // 废止
	Void   Decision = "void"   // 宣布失效
)

// decision is one row of the table of decisions.
type decision struct {
	Decision Decision
	Zh       string
	verb     flow.Verb
	to       flow.State
	end      flow.Verb // of the document, once the decision is carried out
}

// Decisions lists what may be decided, in the order of the report.
var Decisions = []decision{
	{Retain, "保留", VerbRetain, ReviewSettled, ""},
	{Revise, "修订", VerbRevise, ReviewFollowing, VerbReplace},
	{Repeal, "废止", VerbRepeal, ReviewFollowing, VerbRepeal},
	{Void, "宣布失效", VerbVoid, ReviewSettled, VerbVoid},
}

func decisionSteps() (out []flow.Step) {
	for _, d := range Decisions {
		out = append(out, flow.Step{From: ReviewDone, Verb: d.verb, To: d.to, Roles: lawyers, Kind: "normdoc.decide_" + string(d.Decision), Label: "决定" + d.Zh})
	}
	return out
}

func rowOf(d Decision) (decision, bool) {
	n := slices.IndexFunc(Decisions, func(row decision) bool { return row.Decision == d })
	if n < 0 {
		return decision{}, false
	}
	return Decisions[n], true
}

// Zh is the decision as printed.
func (d Decision) Zh() string {
	row, _ := rowOf(d)
	return row.Zh
}

// Follows reports whether the decision is carried out by another document.
func (d Decision) Follows() bool {
	row, _ := rowOf(d)
	return row.to == ReviewFollowing
}

// ParseDecision reads a decision by its word or machine name.
func ParseDecision(s string) (Decision, bool) {
	for _, row := range Decisions {
		if s == row.Zh || s == string(row.Decision) {
			return row.Decision, true
		}
	}
	return "", false
}
