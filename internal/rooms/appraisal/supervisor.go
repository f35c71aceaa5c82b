package appraisal

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

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
