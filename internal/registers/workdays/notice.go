package workdays

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
)

// Notice is one holiday notice loaded by the county.
type Notice struct {
	County      string
	ID          string
	Version     int64
	State       flow.State
	No          string // document number, 国办发明电〔2026〕7号
	Title       string
	URL         string
	Published   calendar.Day
	Days        []calendar.Special
	ProposedBy  string
	ProposedAt  calendar.Instant
	ConfirmedBy *string
	ConfirmedAt *calendar.Instant
	Reason      *string // why it was withdrawn
}

// notice is the form the calendar counts with.
func (n Notice) notice() calendar.Notice {
	return calendar.Notice{No: n.No, Title: n.Title, URL: n.URL, Published: n.Published, Days: n.Days}
}

// Edition is a version of the calendar that came to hold in the county.
type Edition struct {
	County string
	ID     string
	Book   string // calendar.Book.Version
	Former string // empty at the first start
	At     calendar.Instant
}

// FactPublished is the kind of the fact that a new version holds; its payload
// is Published and its subject the edition.
const FactPublished = "CalendarPublished"

// Published is the payload of FactPublished.
type Published struct {
	Version string `json:"version"`
	Former  string `json:"former"` // empty at the first start
}

// The states of a notice.
const (
	Proposed  flow.State = "proposed"
	Confirmed flow.State = "confirmed"
	Withdrawn flow.State = "withdrawn"
)

// The verbs that change a notice's state.
const (
	VerbConfirm  flow.Verb = "confirm"
	VerbWithdraw flow.Verb = "withdraw"
)

var keepers = []flow.Role{identity.Coordinator, identity.Supervisor, identity.SystemAdmin}

// Flow is the state table of a notice. That confirmer and proposer are two
// people is checked by the verb and by the table of the database.
var Flow = &flow.Table{
	Name: "workdays.notice", Zh: "节假日通知", Start: Proposed,
	States: []flow.StateInfo{
		{State: Proposed, Staff: "待复核", Public: "待复核"},
		{State: Confirmed, Staff: "已生效", Public: "已生效", Final: true},
		{State: Withdrawn, Staff: "已撤回", Public: "已撤回", Final: true},
	},
	Steps: []flow.Step{
		{From: Proposed, Verb: VerbConfirm, To: Confirmed, Roles: keepers, Kind: "calendar.confirm", Label: "复核生效"},
		{From: Proposed, Verb: VerbWithdraw, To: Withdrawn, Roles: keepers, Kind: "calendar.withdraw", Label: "撤回"},
	},
}

var (
	// NoCalendar: a count needs a year whose notice is not loaded.
	NoCalendar = fault.Define("workdays.no_calendar", fault.Refused,
		"{year} 年的节假日安排还没有导入，期限算不出来。请先在“工作日历”导入国务院办公厅关于 {year} 年部分节假日安排的通知。")
	// VersionUnknown: no set of the known notices gives this version.
	VersionUnknown = fault.Define("workdays.version_unknown", fault.NotFound,
		"没有找到工作日历版本“{version}”。请核对记录，或先恢复当时导入的通知。")
	// SamePerson: a calendar takes two people.
	SamePerson = fault.Define("workdays.same_person", fault.Forbidden,
		"日历由两个人办：这份通知是您录入的，请另一位同事对照原文复核。")
	// NotKeeper: the actor does not keep the calendar.
	NotKeeper = fault.Define("workdays.not_keeper", fault.Forbidden,
		"工作日历由{roles}维护，请把通知原文交给他们录入。")
)
