package casework

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// Two ways in which an office trusts an applicant's written word. Conditional
// acceptance (容缺受理) puts secondary materials off: they are owed, the clock
// runs, and nothing is decided before they are there. A pledge (告知承诺) stands in
// for a proof for good: the decision rests on it and it is checked afterwards.
const (
	VerbPromise  flow.Verb = "promise_supplement"
	VerbDefer    flow.Verb = "accept_conditional"
	VerbSupply   flow.Verb = "supplement"
	VerbCheck    flow.Verb = "check_supplement"
	VerbRemind   flow.Verb = "remind_supplement"
	VerbAskMore  flow.Verb = "ask_supplement_time"
	VerbGiveMore flow.Verb = "give_supplement_time"
	VerbLapse    flow.Verb = "lapse"
	VerbPledge   flow.Verb = "pledge"
	VerbVerify   flow.Verb = "verify_pledge"
	VerbRectify  flow.Verb = "confirm_rectified"
	VerbRevoke   flow.Verb = "revoke"
)

// onTrust are the rows of both ways.
func onTrust() []flow.Step {
	rows := []flow.Step{
		step(Submitted, VerbPromise, Submitted, byApplicant, "case.promise_supplement", "签容缺受理承诺书"),
		step(Submitted, VerbDefer, Accepted, byClerk, "case.accept_conditional", "容缺受理"),
		step(Submitted, VerbPledge, Submitted, byApplicant, "case.pledge", "签告知承诺书"),
		step(Correction, VerbPledge, Correction, byApplicant, "case.pledge", "签告知承诺书"),
	}
	for _, from := range undecided {
		rows = append(rows,
			step(from, VerbSupply, from, byApplicant, "case.supplement", "补交容缺材料"),
			step(from, VerbCheck, from, byHall, "case.check_supplement", "核对补交材料"),
			step(from, VerbRemind, from, bySystem, "case.remind_supplement", "提醒补交"),
			step(from, VerbAskMore, from, byHall, "case.ask_supplement_time", "提请延长补交期限"),
			step(from, VerbGiveMore, from, byApprover, "case.give_supplement_time", "批准延长补交期限"),
			step(from, VerbLapse, Terminated, bySystem, "case.lapse", "容缺逾期终止"))
	}
	for _, from := range []flow.State{Granted, Issued, Delivered, Closed} {
		rows = append(rows,
			step(from, VerbVerify, from, byReviewer, "case.verify_pledge", "核查承诺"),
			step(from, VerbRectify, from, byReviewer, "case.confirm_rectified", "确认已改正"),
			step(from, VerbRevoke, Revoked, byApprover, "case.revoke", "撤销决定"))
	}
	return rows
}

// Capacity is in which capacity somebody signs (签署身份).
type Capacity string

const (
	Self           Capacity = "self"           // 本人
	Representative Capacity = "representative" // 法定代表人
	Agent          Capacity = "agent"          // 持授权委托书的代理人
)

// Capacities are the words of each, in the order of forms.
var Capacities = []struct {
	Capacity Capacity
	Zh       string
}{{Self, "本人"}, {Representative, "法定代表人（负责人）"}, {Agent, "持授权委托书的代理人"}}

// Zh is the capacity in words.
func (c Capacity) Zh() string {
	for _, known := range Capacities {
		if known.Capacity == c {
			return known.Zh
		}
	}
	return ""
}

// Signature (签署) is who signed a promise or a pledge. Agreed is the tick that
// says: of one's own will, knowing what follows.
type Signature struct {
	Signer   string
	Capacity Capacity
	Agreed   bool
}

func (s Signature) check(p *fault.Problems) {
	require(p, "signer", s.Signer, "签署人：请写签字人的姓名，由法定代表人或持授权委托书的代理人签")
	if s.Capacity.Zh() == "" {
		p.Add("capacity", "签署人身份：请选本人、法定代表人或代理人")
	}
	if !s.Agreed {
		p.Add("agreed", "自愿承诺：请申请人看过后果再勾选；不愿意承诺的，按一般程序交齐材料就可以办")
	}
}

// trusted refuses a party with a standing dishonesty flag, and one whose former
// pledge was false and is not yet made good.
func trusted(tx *store.Tx, partyID string, day calendar.Day) error {
	dishonest, err := party.Dishonest(tx, partyID, day)
	if err != nil {
		return err
	}
	if dishonest {
		return distrusted.New(nil)
	}
	open, err := falsePledges.All(tx, tx.County(), partyID)
	if err != nil || len(open) == 0 {
		return err
	}
	return falseBefore.New(nil)
}

// remindDays before its day the applicant is reminded of a supplement.
const remindDays = 2

// trustReaders are those who read the ledgers of both ways.
var trustReaders = append(byHall[:len(byHall):len(byHall)], identity.Coordinator, identity.Supervisor, identity.Leader)
