package workdays

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// FactPublished is the kind of the fact that a new version of the county's
// calendar holds; its payload is Published.
const FactPublished = "CalendarPublished"

// Published is the payload of FactPublished.
type Published struct {
	Version string `json:"version"`
	Former  string `json:"former"` // empty at the first start
}

// Notice is one holiday notice loaded by the county.
type Notice struct {
	County      string
	ID          string
	Version     int64
	State       flow.State
	No          string
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

func Book(tx *store.Tx) (*calendar.Book, error)                       { panic("pending") }
func BookAsOf(tx *store.Tx, day calendar.Day) (*calendar.Book, error) { panic("pending") }
func BookOf(tx *store.Tx, version string) (*calendar.Book, error)     { panic("pending") }

// Loud turns a calendar.NoCalendarError in err's chain into the fault
// workdays.no_calendar; other errors pass unchanged.
func Loud(err error) error { panic("pending") }
func Propose(tx *store.Tx, by flow.Actor, in calendar.Notice) (Notice, error) {
	panic("pending")
}
func Confirm(tx *store.Tx, by flow.Actor, id string, version int64) (Notice, error) {
	panic("pending")
}
func Withdraw(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Notice, error) {
	panic("pending")
}
func Changes(tx *store.Tx, id string) ([]calendar.Difference, error) { panic("pending") }
func List(tx *store.Tx) ([]Notice, error)                            { panic("pending") }

var Manifest manifest.Room
