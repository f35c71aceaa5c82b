package mandate

import (
	"fmt"
	"net/url"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// List (清单) is the list a task stands on.
type List string

const (
	ClauseList List = "clause" // 条例责任分工: one measure for one clause
	KeyList    List = "key"    // 重点任务清单
)

// Lists are the lists in the order of pages.
var Lists = []struct {
	List List
	Zh   string
}{{KeyList, "重点任务清单"}, {ClauseList, "条例责任分工"}}

// Zh is the list in words.
func (l List) Zh() string {
	for _, one := range Lists {
		if one.List == l {
			return one.Zh
		}
	}
	return string(l)
}

// Clause (条款) is one article of a law, with a line of ours that says what it is
// about. The wording of the law is not kept here.
type Clause struct {
	County  string
	ID      string
	Version int64
	Law     string // "722"
	Title   string // 优化营商环境条例
	Article int64
	Chapter int64
	Heading string // of the chapter
	Summary string
	Local   bool // a county has something to do for it
}

// Code is what people and links call the clause by: 722-36.
func (c Clause) Code() string { return fmt.Sprintf("%s-%d", c.Law, c.Article) }

// Zh is the clause as documents cite it.
func (c Clause) Zh() string { return fmt.Sprintf("《%s》第%s条", c.Title, Han(c.Article)) }

// Task (任务) is what one lead unit owes by a day.
type Task struct {
	County       string
	ID           string
	Version      int64
	State        flow.State
	List         List
	Number       string
	ClauseID     *string
	Title        string
	Measure      string // what is done, and how one sees that it is done
	Lead         string
	Partners     []string
	Due          calendar.Day
	FirstDue     calendar.Day
	Office       string // of who set it, owes the confirmation
	ProposedBy   string
	ProposedAt   calendar.Instant
	Document     *string // that divides the duties
	PublishedBy  *string
	PublishedAt  *calendar.Instant
	PublishedDay *calendar.Day
	Percent      int64 // last confirmed
	HandedAt     *calendar.Instant
	ClosedAt     *calendar.Instant
	EndedAt      *calendar.Instant
	EndedWhy     *string
	LateReason   *string
	LateAt       *calendar.Instant
}

// Units are the lead and the partners.
func (t Task) Units() []string { return append([]string{t.Lead}, t.Partners...) }

// Owes reports whether the unit is the lead or a partner.
func (t Task) Owes(unit string) bool { return unit != "" && slices.Contains(t.Units(), unit) }

// Published reports whether the task is public.
func (t Task) Published() bool { return t.PublishedAt != nil }

// Link is the task's page.
func (t Task) Link() string { return "/mandate/tasks/" + url.PathEscape(t.Number) }

// Milestone (节点) is a step of a task with a day of its own.
type Milestone struct {
	County    string
	ID        string
	Version   int64
	TaskID    string
	Nth       int64
	Title     string
	Due       calendar.Day
	FirstDue  calendar.Day
	ReachedAt *calendar.Instant // when the report came in that was confirmed
}

// ReportKind is what a report says.
type ReportKind string

const (
	OfProgress  ReportKind = "progress"  // 进展
	OfMilestone ReportKind = "milestone" // 节点完成
	OfAll       ReportKind = "final"     // 任务完成
)

// Zh is the kind in words.
func (k ReportKind) Zh() string {
	return map[ReportKind]string{OfProgress: "进展", OfMilestone: "节点完成", OfAll: "任务完成"}[k]
}

// Report (进展报告) is what a unit says of a task.
type Report struct {
	County      string
	ID          string
	Version     int64
	State       flow.State
	TaskID      string
	Kind        ReportKind
	MilestoneID *string
	Unit        string
	Words       string
	Percent     int64
	Regress     bool // less than was confirmed before
	FiledBy     string
	FiledAt     calendar.Instant
	DecidedBy   *string
	DecidedAt   *calendar.Instant
	Opinion     *string
}

// ChangeKind is what a change of a published task changed.
type ChangeKind string

const (
	DueChanged   ChangeKind = "due"    // 变更期限
	UnitsChanged ChangeKind = "units"  // 调整单位
	Reopened     ChangeKind = "reopen" // 重新打开
)

// Zh is the change in words.
func (k ChangeKind) Zh() string {
	return map[ChangeKind]string{DueChanged: "变更期限", UnitsChanged: "调整单位", Reopened: "重新打开"}[k]
}

// Change (变更) is one recorded change of a published task.
type Change struct {
	County      string
	ID          string
	TaskID      string
	MilestoneID *string
	Kind        ChangeKind
	Was         string
	Became      string
	Reason      string
	Document    string
	Account     string
	At          calendar.Instant
}

// Han writes a number below a thousand the way articles are counted: 三十六.
func Han(n int64) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n <= 0 || n > 999:
		return fmt.Sprint(n)
	case n < 10:
		return digits[n]
	case n < 20:
		return "十" + digits[n-10]
	case n < 100:
		return digits[n/10] + "十" + digits[n%10]
	case n%100 == 0:
		return digits[n/100] + "百"
	case n%100 < 10:
		return digits[n/100] + "百零" + digits[n%10]
	}
	return digits[n/100] + "百" + digits[n%100/10] + "十" + digits[n%10]
}
