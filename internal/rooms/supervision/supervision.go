package supervision

import (
	"net/url"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Round (专项督查) is one joint look at what some units owe.
type Round struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	Number     string // DC2020-01
	Title      string
	Scope      string // what is looked at
	Document   string // of the plan
	FromDay    calendar.Day
	ToDay      calendar.Day
	Office     string   // leads, hands findings over
	Partners   []string // units that take part
	Units      []string // to be visited
	ProposedBy string
	ProposedAt calendar.Instant
	DecidedBy  *string
	DecidedAt  *calendar.Instant
	ClosedAt   *calendar.Instant
	Summary    string
	ReportedTo string
}

// Link is the round's page.
func (r Round) Link() string { return "/supervision/rounds/" + url.PathEscape(r.Number) }

// Member (组员) is one person of a round's team.
type Member struct {
	County  string
	ID      string
	Version int64
	RoundID string
	Account string
	Name    string
	Unit    string
	Away    []string // units where the member has recused
	Why     string
}

// Visit (走访) is what came of one unit of the plan: visited, or left out for a
// reason.
type Visit struct {
	County  string
	ID      string
	RoundID string
	Unit    string
	Skipped bool
	Day     calendar.Day
	Words   string
	Account string
	At      calendar.Instant
}

// Ground (依据) is what a finding is measured by.
type Ground string

const (
	OnTask    Ground = "task"    // 任务清单的一项任务
	OnClause  Ground = "clause"  // 法规的一条
	OnPromise Ground = "promise" // 惠企政策、书面承诺
)

// Grounds are the grounds in the order of forms.
var Grounds = []struct {
	Ground   Ground
	Zh, Hint string
}{
	{OnPromise, "惠企政策兑现", "写文件名称和文号"}, {OnTask, "任务", "写任务编号，例如 ZD2020-01"}, {OnClause, "条款", "写条款编码，例如 722-31"},
}

// Zh is the ground in words.
func (g Ground) Zh() string {
	for _, one := range Grounds {
		if one.Ground == g {
			return one.Zh
		}
	}
	return string(g)
}

// Gaps (兑现差距) are how a promise falls short.
var Gaps = []string{"未到位", "未落实", "未完全落实"}

// Finding (问题) is what a team found at a unit.
type Finding struct {
	County    string
	ID        string
	Version   int64
	State     flow.State
	Number    string // DC2020-01-01
	RoundID   string
	Unit      string // that answers for it
	Ground    Ground
	RefID     *string // of the task or clause
	Ref       string  // its number, or the promise's document by name
	Document  string  // number of that document
	Gap       string
	Title     string
	Facts     string
	Demand    string // what is to be mended
	Wanted    string // proof that is to be handed in
	Due       calendar.Day
	FirstDue  calendar.Day
	FoundDay  calendar.Day
	FoundBy   string
	FoundAt   calendar.Instant
	Office    string
	Letter    string // number of the letter that handed it over
	LetterID  *string
	IssuedAt  *calendar.Instant
	Run       int64 // 1, and one more for each relapse
	RunAt     *calendar.Instant
	RunDay    *calendar.Day
	FiledAt   *calendar.Instant // of the report that waits or was accepted
	ClosedAt  *calendar.Instant
	Public    string // what is published on closing
	LookFrom  *calendar.Day
	HeldAt    *calendar.Instant
	DroppedAt *calendar.Instant
	Dropped   string
}

// Issued reports whether the finding was handed to its unit.
func (f Finding) Issued() bool { return f.IssuedAt != nil }

// Link is the finding's page.
func (f Finding) Link() string { return "/supervision/findings/" + url.PathEscape(f.Number) }

// Ways (整改方式) are how a promise may be set right.
var Ways = []struct{ Code, Zh, Hint string }{
	{"done", "已经兑现", "或者问题已经改正"}, {"changed", "依法改变并补偿", "因国家利益、公共利益改变承诺的，写明决定文号和补偿"},
}

// WayZh is a way in words.
func WayZh(code string) string {
	for _, w := range Ways {
		if w.Code == code {
			return w.Zh
		}
	}
	return code
}

// Report (整改报告) is what the unit says it has mended.
type Report struct {
	County       string
	ID           string
	Version      int64
	State        flow.State
	FindingID    string
	Run          int64
	Unit         string
	Way          string
	Words        string
	Document     string // of a lawful change
	Compensation string
	FiledBy      string
	FiledAt      calendar.Instant
	DecidedBy    *string
	DecidedAt    *calendar.Instant
	Opinion      *string
}

// Extension (延期) is one request for a later day.
type Extension struct {
	County    string
	ID        string
	Version   int64
	State     flow.State
	FindingID string
	Run       int64
	Was       calendar.Day
	Due       calendar.Day
	Reason    string
	AskedBy   string
	AskedAt   calendar.Instant
	DecidedBy *string
	DecidedAt *calendar.Instant
	Opinion   *string
}

// Urge (督办) is one urging order, by the office or, escalated, by a leader.
type Urge struct {
	County     string
	ID         string
	Version    int64
	FindingID  string
	Run        int64
	Escalated  bool
	LetterID   string
	Letter     string
	Due        calendar.Day // for the answer
	Reason     string
	Account    string
	At         calendar.Instant
	Day        calendar.Day
	AnsweredBy *string
	AnsweredAt *calendar.Instant
	Answer     *string
}

// Look (回头看) is one look at a finding that was closed.
type Look struct {
	County    string
	ID        string
	FindingID string
	Run       int64
	Held      bool
	Words     string
	Account   string
	At        calendar.Instant
}
