package normdoc

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Competition is the conclusion of the fair-competition review (公平竞争审查).
type Competition string

const (
	Passed Competition = "passed" // 符合
	Exempt Competition = "exempt" // 适用例外规定
	Failed Competition = "failed" // 不符合
)

// Competitions lists the conclusions with their words.
var Competitions = []struct {
	Conclusion Competition
	Zh         string
}{{Passed, "符合公平竞争标准"}, {Exempt, "适用例外规定"}, {Failed, "不符合公平竞争标准"}}

// Zh is the conclusion as printed.
func (c Competition) Zh() string {
	for _, row := range Competitions {
		if row.Conclusion == c {
			return row.Zh
		}
	}
	return string(c)
}

// ParseCompetition reads a conclusion by its word or machine name.
func ParseCompetition(s string) (Competition, bool) {
	for _, row := range Competitions {
		if s == row.Zh || s == string(row.Conclusion) {
			return row.Conclusion, true
		}
	}
	return "", false
}

// Document (规范性文件) is one document of the register.
type Document struct {
	County        string
	ID            string
	Version       int64
	State         flow.State
	Number        string // 文号
	Title         string
	Issuer        string // unit that issues it (制定机关)
	Provisional   bool   // 暂行、试行: valid two years
	Business      bool   // 涉及营商环境
	Incentive     bool   // grants incentives (奖励、补贴、优惠)
	AdoptedDay    calendar.Day
	FromDay       calendar.Day // first day in force
	UntilDay      calendar.Day // last day in force, unless renewed
	DraftedBy     string
	DraftedAt     calendar.Instant
	Competition   *Competition
	CompetitionBy string  // who reviewed, with the number of the conclusion
	Unified       *string // 统一编号
	RegisteredBy  *string
	RegisteredAt  *calendar.Instant
	PublishedDay  *calendar.Day
	PublishedAt   *calendar.Instant
	EvaluateFrom  *calendar.Day // the evaluation is due from then on; nil when nothing is to be evaluated
	EvaluatedBy   *string
	EvaluatedAt   *calendar.Instant
	Evaluation    string // what the evaluation found
	Extend        *bool  // whether it proposed to go on
	EndedDay      *calendar.Day
	EndedAt       *calendar.Instant
	Successor     *string // document that repealed or replaced it
	EndReason     string
}

// Standing (效力状态) is how a document stands on a day.
type Standing string

const (
	Unregistered Standing = "unregistered" // 未登记公布
	Pending      Standing = "pending"      // 尚未施行
	InForce      Standing = "inforce"      // 现行有效
	Lapsed       Standing = "lapsed"       // 期满自动失效
	IsRepealed   Standing = "repealed"     // 已废止
	IsReplaced   Standing = "replaced"     // 已修订
	IsVoid       Standing = "voided"       // 已宣布失效
)

// Standings lists them with their words, in the order of the filter.
var Standings = []struct {
	Standing Standing
	Zh       string
}{{InForce, "现行有效"}, {Pending, "尚未施行"}, {Lapsed, "期满自动失效"}, {IsRepealed, "已废止"}, {IsReplaced, "已被新文件替代"},
	{IsVoid, "已宣布失效"}, {Unregistered, "未登记公布"}}

// Zh is the standing as printed.
func (s Standing) Zh() string {
	for _, row := range Standings {
		if row.Standing == s {
			return row.Zh
		}
	}
	return string(s)
}

var endings = map[flow.State]Standing{Repealed: IsRepealed, Replaced: IsReplaced, Voided: IsVoid}

// On computes how the document stands on the day. One that had lapsed before it
// was ended formally counts as lapsed in between.
func (d Document) On(day calendar.Day) Standing {
	switch {
	case d.PublishedDay == nil || day < *d.PublishedDay:
		return Unregistered
	case d.EndedDay != nil && day >= *d.EndedDay:
		return endings[d.State]
	case day < d.FromDay:
		return Pending
	case day > d.UntilDay:
		return Lapsed
	}
	return InForce
}

// Words are the standing with the day that says why.
func (d Document) Words(day calendar.Day) string {
	s := d.On(day)
	switch s {
	case InForce:
		return fmt.Sprintf("现行有效，有效期至 %s", d.UntilDay)
	case Pending:
		return fmt.Sprintf("尚未施行，%s 起施行", d.FromDay)
	case Lapsed:
		return fmt.Sprintf("%s 期满，已自动失效", d.UntilDay)
	case Unregistered:
		return "没有统一登记、编号和公布"
	}
	return fmt.Sprintf("自 %s 起%s", *d.EndedDay, s.Zh())
}

// years is how long a document is valid.
func years(provisional bool) int {
	if provisional {
		return 2
	}
	return 5
}

// ValidityFrom is the last day of the longest validity from the day on: the day
// before the same date, two or five years later.
func ValidityFrom(from calendar.Day, provisional bool) calendar.Day {
	return calendar.DayOf(from.Year()+years(provisional), from.Month(), from.Dom()) - 1
}

// evaluationMonths is how long before the end of its validity a document is
// evaluated.
const evaluationMonths = 6

func evaluateFrom(until calendar.Day) calendar.Day {
	return calendar.DayOf(until.Year(), until.Month()-evaluationMonths, until.Dom())
}
