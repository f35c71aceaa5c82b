package bundle

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Kind tells the two sorts of bundle apart.
type Kind string

const (
	Thing  Kind = "thing"  // 一件事: a fixed set with some choices
	Notice Kind = "notice" // 分类告知书: the owner picks what applies
)

// Zh is the kind in words.
func (k Kind) Zh() string {
	return map[Kind]string{Thing: "一件事", Notice: "分类告知书"}[k]
}

// Stages are what the applicant sees of any bundle, whatever its steps are.
var Stages = []string{"受理", "审查", "办结"}

// Bundle is what stays the same while its versions change. Name, lead and theme
// are those of the version last published.
type Bundle struct {
	County    string
	ID        string
	Code      string
	Kind      Kind
	Name      string
	Lead      string // unit that accepts and answers for the promise (牵头单位)
	Theme     string
	Aliases   []string
	Keys      string // every spelling of name and aliases, folded; searched
	Revision  int64  // guards every update
	CreatedAt calendar.Instant
}

// Version is one edition of a bundle; it may be edited while it is a draft.
type Version struct {
	County      string
	ID          string
	BundleID    string
	Number      int
	State       flow.State
	Revision    int64
	FromDay     calendar.Day
	UntilDay    *calendar.Day // first day no longer in force
	Author      string
	Publisher   *string
	DraftedAt   calendar.Instant
	PublishedAt *calendar.Instant
	EndedAt     *calendar.Instant
	EndReason   *string
	Body        Content
}

// Content is what a version says.
type Content struct {
	Name     string   `json:"name"`
	Lead     string   `json:"lead"`
	Theme    string   `json:"theme"`
	Summary  string   `json:"summary,omitempty"`
	Aliases  []string `json:"aliases,omitempty"`
	Source   string   `json:"source,omitempty"` // the document it was taken from
	PromiseN int      `json:"promise"`          // working days from acceptance to the last decision
	Stages   []string `json:"stages"`
	Steps    []Step   `json:"steps"`
}

// OnNo says what a "no" in a step does to the others.
type OnNo string

const (
	Continue OnNo = "continue"  // 继续: only what needs the result falls away
	Stop     OnNo = "stop"      // 停止: nothing further is started
	SendBack OnNo = "send_back" // 退回: it may be put forward again
)

// OnNoZh words what a "no" does.
var OnNoZh = map[OnNo]string{Continue: "继续", Stop: "停止", SendBack: "退回"}

// Step is one step of a bundle: an item, or a countersign.
type Step struct {
	Code        string       `json:"code"` // as printed: 1, 2, 3
	Item        string       `json:"item,omitempty"`
	Name        string       `json:"name,omitempty"`    // of a countersign
	After       []string     `json:"after,omitempty"`   // 先办成: their results are needed
	Follows     []string     `json:"follows,omitempty"` // 排在后面: only when they are taken as well
	Optional    bool         `json:"optional,omitempty"`
	OnNo        OnNo         `json:"on_no"`
	Countersign *Countersign `json:"countersign,omitempty"`
}

// Application is one application for a bundle.
type Application struct {
	County        string
	ID            string
	Number        *string
	Version       int64
	State         flow.State
	BundleID      string
	BundleCode    string
	BundleName    string
	BundleVersion string
	Kind          Kind
	Lead          string
	Party         string
	Picks         []string // steps that were ticked
	Answers       map[string]string
	Contact       []byte // sealed mobile number
	Delivery      string
	Channel       string
	Source        string // account that opened it
	Reception     *string
	OpenedAt      calendar.Instant
	SubmittedAt   *calendar.Instant
	ReceivedAt    *calendar.Instant
	ReceivedDay   *calendar.Day
	NoticeDue     *calendar.Day // last day to accept or to tell what is missing
	Gaps          []Gap         // what the one notice asked for
	AskedAt       *calendar.Instant
	CorrectionDue *calendar.Day
	AcceptedAt    *calendar.Instant
	AcceptedDay   *calendar.Day
	Acceptor      *string
	Deemed        bool
	PromiseN      int
	PromiseDue    *calendar.Day
	Book          *string
	ClosedAt      *calendar.Instant
	EndReason     *string
	NextDue       *calendar.Day
}

// No is the number, or 草稿 before there is one.
func (a Application) No() string {
	if a.Number == nil {
		return "草稿"
	}
	return *a.Number
}

// Gap is one line of the notice of what is missing.
type Gap struct {
	Key     string `json:"key"`
	Name    string `json:"name"`
	Problem string `json:"problem"`
}

// Cover is how one merged material is covered.
type Cover struct {
	County string
	ID     string
	AppID  string
	Key    string // of the merged material
	Name   string
	Paper  *string // id in the papers register; nil for sheets taken in at the window
	Pages  int
	Note   string
}

// Run is one step of an application.
type Run struct {
	County      string
	ID          string
	AppID       string
	Code        string
	Position    int
	State       flow.State
	Item        string // empty for a countersign
	Name        string
	ItemVersion string // resolved at the acceptance
	Unit        string // that holds it; the lead unit for a countersign
	After       []string
	Needs       []string
	LimitN      int
	LimitUnit   calendar.Unit
	OnNo        OnNo
	Rule        *Countersign
	CaseID      *string
	CaseNumber  *string
	Round       int
	StartedAt   *calendar.Instant
	Due         *calendar.Day // of a countersign; a case has its own
	FinishedAt  *calendar.Instant
	Note        string
}

// Opinion is what one unit says in one round of a countersign.
type Opinion struct {
	County  string
	ID      string
	AppID   string
	RunID   string
	Round   int
	Unit    string
	Verdict Vote // empty until given
	Reasons string
	Account *string
	At      *calendar.Instant
}
