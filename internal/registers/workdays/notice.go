package workdays

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
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
