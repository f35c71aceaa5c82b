package outreach

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Rule (走访规则) is what the county allows and promises from a day on.
type Rule struct {
	County     string
	ID         string
	FromDay    calendar.Day
	Most       int64 // visits for one enterprise in a month
	PlaceDays  int64 // working days until a need has an owner
	AnswerDays int64 // working days that an owner may promise at most
	Document   string
	SetBy      string
	At         calendar.Instant
}

// shipped is the rule before the county sets one (示例).
var shipped = Rule{Most: 2, PlaceDays: 2, AnswerDays: 15, Document: "随系统提供（示例）"}

// word is one value of a closed list with its Chinese.
type word[T ~string] struct {
	Value T
	Zh    string
}

func zhOf[T ~string](list []word[T], value T) string {
	for _, w := range list {
		if w.Value == value {
			return w.Zh
		}
	}
	return string(value)
}

// parsed is the value meant by its machine name or its Chinese.
func parsed[T ~string](list []word[T], text string) (T, bool) {
	for _, w := range list {
		if string(w.Value) == text || w.Zh == text {
			return w.Value, true
		}
	}
	return "", false
}

// VisitKind (走访方式) is what a visit is for.
type VisitKind string

// The kinds of visits.
const (
	Call    VisitKind = "visit"   // 走访
	Talk    VisitKind = "talk"    // 座谈
	Checkup VisitKind = "checkup" // 法治体检
)

// VisitKinds lists them with their words.
var VisitKinds = []word[VisitKind]{{Call, "走访"}, {Talk, "座谈"}, {Checkup, "法治体检"}}

// Zh is the kind in words.
func (k VisitKind) Zh() string { return zhOf(VisitKinds, k) }

// Visit (走访) is one visit to one enterprise.
type Visit struct {
	County     string
	ID         string
	Number     string // ZF2020-0001
	Version    int64
	State      flow.State
	Kind       VisitKind
	Party      string
	Unit       string // that goes
	Purpose    string
	Day        calendar.Day // planned; once held, the day it was
	AskedBy    string
	AskedAt    calendar.Instant
	AgreedBy   *string // the enterprise's account, or who entered its slip
	AgreedAt   *calendar.Instant
	AgreedSlip *string // reference of the enterprise's consent on paper or by phone
	EndedAt    *calendar.Instant
	EndedWhy   *string
	HeldBy     *string
	HeldAt     *calendar.Instant // when it was recorded
	Notes      string            // what was talked about
	ClosedAt   *calendar.Instant
}

// Link is the visit's page.
func (v Visit) Link() string { return "/outreach/visits/" + v.ID }

// Category (诉求类别) is what a need is about.
type Category string

// Categories lists what needs are about.
var Categories = []word[Category]{{"labour", "用工"}, {"finance", "融资"}, {"land", "用地和厂房"}, {"power", "水电气和物流"},
	{"permit", "审批办证"}, {"policy", "政策兑现"}, {"law", "法律和合同"}, {"inspection", "检查和执法"}, {"other", "其他"}}

// Zh is the category in words.
func (c Category) Zh() string { return zhOf(Categories, c) }

// Need (诉求) is what an enterprise asks for.
type Need struct {
	County      string
	ID          string
	Number      string // SQ2020-0001
	Version     int64
	State       flow.State
	Party       string
	VisitID     *string
	Unit        string // that owes the placing: the visiting one, or the coordinating office
	Category    Category
	Title       string
	Words       string
	RaisedBy    string
	RaisedAt    calendar.Instant
	PlaceN      int64 // working days for the placing, as the rule of the day said
	PlacedAt    *calendar.Instant
	Owner       *string // unit that answers now
	WithdrawnAt *calendar.Instant
}

// Link is the need's page.
func (n Need) Link() string { return "/needs/" + n.ID }

// Owned reports whether the unit answers for it now.
func (n Need) Owned(unit string) bool { return unit != "" && n.Owner != nil && *n.Owner == unit }

// The verdicts of an enterprise.
const (
	VerdictConfirmed = "confirmed" // 已解决
	VerdictUnsolved  = "unsolved"  // 没有解决
)

// LevelZh words the rating, 1 to 5.
var LevelZh = [...]string{1: "很不满意", 2: "不满意", 3: "基本满意", 4: "满意", 5: "非常满意"}

// content is the lowest level that counts as satisfied.
const content = 3

// Round (办理轮次) is one promise to the enterprise and what came of it.
type Round struct {
	County     string
	ID         string
	Version    int64
	NeedID     string
	Nth        int64
	Unit       string
	At         calendar.Instant
	StartDay   calendar.Day
	Due        calendar.Day
	FirstDue   calendar.Day
	Answer     *string
	AnsweredBy *string
	AnsweredAt *calendar.Instant
	Verdict    *string
	Level      *int64
	VerdictBy  *string
	VerdictAt  *calendar.Instant
	Remark     string
	ReopenedAt *calendar.Instant // the need came back after it was confirmed
	VoidAt     *calendar.Instant // the enterprise withdrew the need
}

// Contented reports whether the enterprise said that it was met and well.
func (r Round) Contented() bool { return r.Level != nil && *r.Level >= content }

// ChangeKind is what a recorded change changed.
type ChangeKind string

const (
	UnitChanged ChangeKind = "unit" // 转办
	DueChanged  ChangeKind = "due"  // 改期
)

// Zh is the change in words.
func (k ChangeKind) Zh() string {
	return map[ChangeKind]string{UnitChanged: "转办", DueChanged: "改期"}[k]
}

// Change (转办、改期) is one recorded change of a round.
type Change struct {
	County  string
	ID      string
	NeedID  string
	Nth     int64
	Kind    ChangeKind
	Was     string
	Became  string
	Reason  string
	Account string
	At      calendar.Instant
}

// Sheet (法治体检) is one legal check-up, without what it found.
type Sheet struct {
	County   string
	ID       string
	Number   string // TJ2020-0001
	Version  int64
	State    flow.State
	VisitID  string
	Party    string
	Unit     string
	Day      calendar.Day
	Team     string // law firm or service team
	Lawyers  int64
	Findings int64 // how many, not what
	IssuedBy string
	IssuedAt calendar.Instant
	ReadAt   *calendar.Instant // first read by the enterprise
}

// Link is the check-up's page.
func (s Sheet) Link() string { return "/outreach/checkups/" + s.ID }

// sealed is one finding as it is stored.
type sealed struct {
	County    string
	ID        string
	CheckupID string
	Nth       int64
	Sealed    []byte
}

// Finding (体检意见) is one risk with the advice on it.
type Finding struct {
	Area   string `json:"area"`
	Risk   string `json:"risk"`
	Advice string `json:"advice"`
}
