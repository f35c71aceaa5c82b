package appraisal

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Run (月度考核) is one month's appraisal of one kind of object.
type Run struct {
	County      string
	ID          string
	Version     int64
	State       flow.State
	Kind        Kind
	Month       calendar.Day // first day of the month
	SchemeID    string
	Office      string // unit that owes the answers
	OpenedBy    string
	OpenedAt    calendar.Instant
	ComputedAt  *calendar.Instant // cut-off of the records
	Unplaced    int64             // records of the month that belong to no object
	ShownAt     *calendar.Instant
	ShownDay    *calendar.Day // day 0 of the days for objections
	ObjectN     int           // working days for objections
	AnswerN     int
	UntilDay    *calendar.Day // last day for objections
	FinalDue    *calendar.Day // by when the month is to be final
	Book        *string
	Digest      string // over objects, scores and lines as they stand
	FinalAt     *calendar.Instant
	FinalBy     *string
	PublishedAt *calendar.Instant
	PublishedBy *string
}

// Title is the run as cited: 2020年3月窗口绩效.
func (r Run) Title() string { return MonthZh(r.Month) + r.Kind.Zh() + "绩效" }

// Frozen reports whether the scores are final.
func (r Run) Frozen() bool { return r.FinalAt != nil }

// Subject (考核对象) is one object in one month.
type Subject struct {
	County    string
	ID        string
	RunID     string
	Code      string // of the window or unit; account of a person
	Name      string
	Unit      string
	OutReason *string // why it takes no part this month
	Got       Points  // of the items that count
	Counted   Points  // their bases
	Extra     Points  // of the items without base
	Total     *Points // nil when nothing counts
	Grade     string
	Place     *int64 // rank; equal totals share one
	Missing   int64  // marks nobody gave
}

// ScoreState says whether an item counts.
type ScoreState string

const (
	Scored  ScoreState = "scored"  // 已计分
	None    ScoreState = "none"    // 无基数，不计
	Missing ScoreState = "missing" // 缺评分
)

// Score (得分) is one item of one object.
type Score struct {
	County     string
	ID         string
	RunID      string
	SubjectID  string
	Item       string
	State      ScoreState
	Events     int64  // records that count
	Population *int64 // records they are part of
	Weighed    int64  // weighed pieces of work, in hundredths
	Raw        Points // before the lines
	Points     *Points
	Digest     string // over the ids of the records behind it
}

// Line sources.
const (
	FromRecord    = "record"    // an event that a query found
	FromEntry     = "entry"     // an entry by hand
	FromObjection = "objection" // an objection that was upheld
)

// Line (计分明细) is one event that takes points off or adds some.
type Line struct {
	County    string
	ID        string
	RunID     string
	SubjectID string
	Item      string
	Source    string
	EventID   string
	Number    string
	Title     string
	Link      string
	At        calendar.Instant
	Points    Points
	Struck    *string // the objection that struck it out
}

// Entry (手工评分) is one line of the ledger of marks and counts by hand.
type Entry struct {
	County    string
	ID        string
	Version   int64
	Kind      Kind
	Month     calendar.Day
	Code      string
	Item      string
	Reference string // the ledger's own number
	Quantity  int64  // times, or the mark in hundredths
	Day       calendar.Day
	Note      string
	Evidence  string // number of the paper or note
	EnteredBy string
	EnteredAt calendar.Instant
}

// Objection (异议) is a unit's objection to a score.
type Objection struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	Number     string // YY2020-001
	RunID      string
	SubjectID  string
	Item       string
	LineID     *string // the event objected to; nil: the item's points
	Unit       string
	Office     string
	Grounds    string
	Evidence   string
	FiledBy    string
	FiledAt    calendar.Instant
	FiledDay   calendar.Day
	AnswerN    int
	Due        calendar.Day
	Book       string
	Answer     *string
	AnsweredBy *string
	AnsweredAt *calendar.Instant
}

// Erratum (更正) corrects a final score beside it.
type Erratum struct {
	County    string
	ID        string
	Number    string // GZ2020-001
	RunID     string
	SubjectID string
	Item      string
	Was       *Points
	NowPoints Points
	TotalWas  *Points
	TotalNow  Points
	Reason    string
	Document  string
	MadeBy    string
	MadeAt    calendar.Instant
}
