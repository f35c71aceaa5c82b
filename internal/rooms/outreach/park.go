package outreach

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/money"
)

// EventKind (活动方式) is what many enterprises are invited to.
type EventKind string

// The kinds of events.
const (
	Training EventKind = "training" // 培训
	Meeting  EventKind = "talk"     // 座谈
	Lecture  EventKind = "lecture"  // 宣讲
)

// EventKinds lists them with their words.
var EventKinds = []word[EventKind]{{Training, "培训"}, {Meeting, "座谈"}, {Lecture, "宣讲"}}

// Zh is the kind in words.
func (k EventKind) Zh() string { return zhOf(EventKinds, k) }

// Event (培训) is one event for many.
type Event struct {
	County      string
	ID          string
	Number      string // PX2020-0001
	Version     int64
	State       flow.State
	Kind        EventKind
	Title       string
	Day         calendar.Day
	Place       string
	Unit        string // that holds it
	Document    string
	PlannedBy   string
	PlannedAt   calendar.Instant
	HeldAt      *calendar.Instant // when it was recorded
	CancelledAt *calendar.Instant
	Why         string
}

// Link is the event's page.
func (e Event) Link() string { return "/training/" + e.ID }

// Industry (邀请行业) is one industry invited to an event.
type Industry struct {
	County  string
	ID      string
	EventID string
	Code    string // GB/T 4754, "C" or "C204" or "C2041"
	Name    string
	At      calendar.Instant
}

// Attendance (参训企业) is one enterprise of an event.
type Attendance struct {
	County   string
	ID       string
	Version  int64
	EventID  string
	Party    string
	Industry string // code of the invited industry it belongs to, empty if none
	Invited  bool
	Attended bool
	Filed    *calendar.Day // follow-up filing (后续登记)
	Filing   string        // its number
	At       calendar.Instant
}

// Fee (中介服务收费) is one service for one enterprise: the fee before, the offers
// and the enterprise's choice.
type Fee struct {
	County     string
	ID         string
	Number     string // JF2020-0001, or the ledger's own
	Version    int64
	State      flow.State
	Party      string
	Unit       string // that brought the offers together
	Service    string
	Price      money.Fen // before
	Proof      string    // of the fee before
	OpenedBy   string
	OpenedAt   calendar.Instant
	OfferedAt  *calendar.Instant
	Chosen     *string // id of the offer
	ChosenBy   *string // the enterprise's account, or who entered its slip
	ChosenSlip *string // reference of the enterprise's choice on paper
	Settled    *money.Fen
	SettledAt  *calendar.Instant
	SettledDay *calendar.Day
	DroppedAt  *calendar.Instant
	Why        string
}

// Link is the fee's page.
func (f Fee) Link() string { return "/outreach/fees/" + f.ID }

// Saved is what the enterprise pays less; 0 before it has chosen.
func (f Fee) Saved() int64 {
	if f.Settled == nil {
		return 0
	}
	return int64(f.Price - *f.Settled)
}

// Reduction (降幅) is the saving against the fee before; negative when the
// enterprise chose a dearer offer.
func (f Fee) Reduction() money.BasisPoints { return reduction(f.Saved(), int64(f.Price)) }

// reduction rounds down, so that no "at least" claims what was not reached.
func reduction(saved, before int64) money.BasisPoints {
	if before <= 0 {
		return 0
	}
	scaled := saved * 10_000
	points := scaled / before
	if scaled%before < 0 {
		points--
	}
	return money.BasisPoints(points)
}

// percentText writes a rate without superfluous zeros: 50, 52.5, 52.38.
func percentText(b money.BasisPoints) string {
	sign := ""
	if b < 0 {
		sign, b = "-", -b
	}
	switch whole, part := b/100, b%100; {
	case part == 0:
		return fmt.Sprintf("%s%d", sign, whole)
	case part%10 == 0:
		return fmt.Sprintf("%s%d.%d", sign, whole, part/10)
	default:
		return fmt.Sprintf("%s%d.%02d", sign, whole, part)
	}
}

// Offer (报价) is one intermediary's offer.
type Offer struct {
	County  string
	ID      string
	FeeID   string
	Nth     int64
	Firm    string
	Price   money.Fen
	Proof   string
	Account string
	At      calendar.Instant
}

// fewest and mostOffers are how many offers a comparison takes.
const (
	fewest     = 2
	mostOffers = 5
)

// highestPrice keeps the arithmetic of rates exact.
const highestPrice = money.Fen(1_000_000_000_000) // 百亿元
