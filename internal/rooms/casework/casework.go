package casework

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Kind is the class of a case (办件类型, GB/T 39046-2020 A.6; relay is the
// 上报件 that a higher authority decides).
type Kind string

const (
	Instant  Kind = "instant"  // 即办件
	Promised Kind = "promised" // 承诺件
	Relay    Kind = "relay"    // 上报件
)

// Outcome is what a decision said.
type Outcome string

const (
	OutcomeGranted Outcome = "granted" // 准予
	OutcomeRefused Outcome = "refused" // 不予
	OutcomeRelayed Outcome = "relayed" // 转报
	OutcomeRenewed Outcome = "renewed" // 视为准予延续
)

// Case is one application (办件).
type Case struct {
	County  string
	ID      string
	Number  *string // taken at submission, e.g. TJ20200608-0037
	Version int64   // guards every update
	State   flow.State

	Item        string // item code
	ItemName    string
	ItemVersion string // catalogue version the case keeps
	Kind        Kind
	Tier        string // ordinary or key_project, as of the filing
	Unit        string // unit that decides
	Party       string
	Agent       *string // account that files under a written authority
	Project     *string
	Renews      *string // certificate number to be renewed
	Prior       *string // former case of the same party and item within 90 days

	Channel        string  // window, pc, mobile, api, import
	Source         string  // account that opened it
	Reception      *string // window it came in by
	Answers        map[string]string
	Contact        []byte // sealed mobile number
	QueryDigest    *string
	DeliveryChoice string // 自取 window, mail, electronic

	OpenedAt      calendar.Instant
	SubmittedAt   *calendar.Instant // first receipt
	ReceivedAt    *calendar.Instant // latest receipt, after a correction
	ReceivedDay   *calendar.Day     // day 0 of the notice clock
	ClaimedAt     *calendar.Instant // 补录: earlier time somebody states
	ClaimReason   *string
	NoticeDue     *calendar.Day // last day to accept or to tell what is missing
	CorrectionDue *calendar.Day

	StatutoryN    int
	StatutoryUnit calendar.Unit
	PromisedN     int
	Extension     int
	AcceptedAt    *calendar.Instant
	AcceptedDay   *calendar.Day // day 0 of the decision clock
	Deemed        bool
	Acceptor      *string
	Handler       *string
	PromisedDue   *calendar.Day
	StatutoryDue  *calendar.Day
	Book          *string // calendar version of the due days

	DecidedAt      *calendar.Instant
	DecidedDay     *calendar.Day
	Outcome        *Outcome
	Decider        *string
	OverdueReason  *string // public, when decided after the promised day
	DeliveryDue    *calendar.Day
	IssuedAt       *calendar.Instant
	DeliveredAt    *calendar.Instant
	ClosedAt       *calendar.Instant
	EndedAt        *calendar.Instant // without a decision
	EndReason      *string
	EndAskedBy     *string
	EndAskedReason *string
	ExtendedAt     *calendar.Instant // when the extension was given
	ReopenedAt     *calendar.Instant // the last time; what stood before is a Former
	NextDue        *calendar.Day     // of what is owed next in this state, by the office or in a correction by the applicant
}

// nextDue is the day of whatever is owed next, nil when nothing is.
func (c Case) nextDue() *calendar.Day {
	switch c.State {
	case Submitted:
		return c.NoticeDue
	case Correction:
		return c.CorrectionDue
	case Accepted, InReview, Special, ToDecide:
		return c.PromisedDue
	case Granted, Issued, Refused:
		return c.DeliveryDue
	}
	return nil
}

// No is the case number, or 草稿 before there is one.
func (c Case) No() string {
	if c.Number == nil {
		return "草稿"
	}
	return *c.Number
}

// Standing says how a required material is covered.
type Standing string

const (
	Missing  Standing = "missing"    // 未交
	Provided Standing = "provided"   // 已交
	Reused   Standing = "reused"     // 复用已有材料
	Shared   Standing = "shared"     // 部门共享，免交
	Unneeded Standing = "not_needed" // 按所答条件不需要
)

// Material is one line of the case's list, fixed by the item version.
type Material struct {
	County   string
	ID       string
	CaseID   string
	Code     string
	Name     string
	Required bool
	Standing Standing
	Verdict  *string // ok or faulty, as the window found it
	Paper    *string // id in the papers register
	Pages    int
	Note     string
	Pledge   *string // the pledge that stands in for it (告知承诺)
}

// Gap is one line of a correction notice (补正告知).
type Gap struct {
	Material string `json:"material"` // code in the item version
	Name     string `json:"name"`
	Problem  string `json:"problem"`
	Required string `json:"required"` // the form that is asked for
	Basis    string `json:"basis"`
}

// Notice is a one-time correction notice.
type Notice struct {
	County      string
	ID          string
	CaseID      string
	Nth         int
	At          calendar.Instant
	ReceivedAt  calendar.Instant // the receipt it answers
	ReceivedDay calendar.Day
	Items       []Gap
	Due         calendar.Day
	Letter      string
	Violation   *string // 许可法 72(4): asked again for what could be seen before
}

// Pause is a suspension of the decision clock (特别程序, 许可法 art. 45).
type Pause struct {
	County    string
	ID        string
	CaseID    string
	Ground    string
	Basis     string
	Letter    string
	Approver  string
	Handler   string
	FromDay   calendar.Day
	Planned   calendar.Day  // day from which the clock is to run again, as told to the applicant
	ResumedOn *calendar.Day // day from which the clock runs again
	Outcome   *string
	OrderedAt *calendar.Instant // when it was ordered; nil in records from before it was kept
	ResumedAt *calendar.Instant // when it was ended
}

// OpinionKind says what an opinion is about.
type OpinionKind string

const (
	OpinionReview   OpinionKind = "review"    // 审查意见
	OpinionOnsite   OpinionKind = "onsite"    // 现场核查
	OpinionLegal    OpinionKind = "legal"     // 法制审核
	OpinionDecision OpinionKind = "decision"  // 决定意见
	OpinionBack     OpinionKind = "send_back" // 退回意见
)

// Opinion is one signed opinion.
type Opinion struct {
	County     string
	ID         string
	CaseID     string
	Kind       OpinionKind
	Account    string
	Name       string
	Second     *string // second officer of an on-site check
	Conclusion string  // grant, refuse, again
	Body       string
	At         calendar.Instant
}

// Decision is one decision; a reopened case keeps its former ones.
type Decision struct {
	County      string
	ID          string
	CaseID      string
	Outcome     Outcome
	Reasons     string
	Letter      *string
	Decider     string
	At          calendar.Instant
	Certificate *string
	ValidFrom   *calendar.Day
	ValidTo     *calendar.Day
	SetAside    *string // why a later act set it aside
}

// Moved records that a due day moved without anybody's act on the case.
type Moved struct {
	County  string
	ID      string
	CaseID  string
	Clock   string // promised, statutory, notice, delivery
	OldDue  calendar.Day
	NewDue  calendar.Day
	OldBook string
	NewBook string
	Cause   string
	At      calendar.Instant
}

// Amendment records a corrected value of a case (当场更正, 更正记录).
type Amendment struct {
	County  string
	ID      string
	CaseID  string
	Field   string
	Old     string
	New     string
	Reason  string
	OnSpot  bool
	Account string
	At      calendar.Instant
}
