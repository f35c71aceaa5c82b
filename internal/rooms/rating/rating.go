package rating

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Level (评价等级) is one of the five levels of GB/T 39046-2020 A.8: 1 is the
// best; stars run the other way.
type Level int

// LevelZh words the five levels in their order.
var LevelZh = [...]string{1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}

// Valid reports whether the level is one of the five.
func (l Level) Valid() bool { return l >= 1 && l <= 5 }

// Zh is the level as printed.
func (l Level) Zh() string { return LevelZh[l] }

// Stars are the stars that stand for the level: five for the best.
func (l Level) Stars() int { return 6 - int(l) }

// Bad reports whether the level asks for redress (差评).
func (l Level) Bad() bool { return l >= 4 }

// Channel (评价渠道) is the way a rating came in (GB/T 39046-2020 table 9).
type Channel string

const (
	PC       Channel = "pc"       // 电脑端
	Mobile   Channel = "mobile"   // 移动端
	QR       Channel = "qr"       // 二维码
	Tablet   Channel = "tablet"   // 大厅平板
	Terminal Channel = "terminal" // 大厅其他终端
	Phone    Channel = "phone"    // 电话, entered by a second person
	SMS      Channel = "sms"      // 短信
)

// Channels lists every channel with its words.
var Channels = []struct {
	Channel Channel
	Zh      string
}{
	{PC, "电脑端"}, {Mobile, "移动端"}, {QR, "二维码"}, {Tablet, "大厅平板"}, {Terminal, "大厅其他终端"}, {Phone, "电话"}, {SMS, "短信"},
}

// Zh is the channel as printed.
func (c Channel) Zh() string {
	for _, row := range Channels {
		if row.Channel == c {
			return row.Zh
		}
	}
	return string(c)
}

// Kiosk reports whether the channel is a device of the hall.
func (c Channel) Kiosk() bool { return c == Tablet || c == Terminal }

// The signs under which a rating is counted apart (异常标记). They stand as they
// were found when it came in.
const (
	SignKiosk  = "kiosk"       // given at a device of the hall
	SignHasty  = "hasty"       // within seconds of the hand-over
	SignDevice = "same_device" // one device, several ratings in a day
	SignBurst  = "burst"       // a burst on one unit within a minute
	SignOffice = "office_net"  // at a device of the hall that stands in the network of offices
)

// Signs lists them in the order of the pages.
var Signs = []string{SignKiosk, SignHasty, SignDevice, SignBurst, SignOffice}

// SignZh words the signs.
var SignZh = map[string]string{SignKiosk: "大厅设备", SignHasty: "交付后 10 秒内", SignDevice: "同一设备多次", SignBurst: "一分钟内集中评价", SignOffice: "办公网段"}

// Invitation (评价邀请) lets one rater rate one case or visit, once.
type Invitation struct {
	County    string
	ID        string
	CaseID    *string
	Visit     *string // number of the visit (取号) on site, where there is no case
	Online    bool    // 一事一评 online; else 一次一评 on site
	ItemName  string
	Unit      string
	Window    string `db:"window_code"`
	Digest    string // keyed digest of the token
	OpenFrom  calendar.Instant
	OpenUntil calendar.Day // last day it can be used
	RatedAt   *calendar.Instant
}

// Rating (评价) is one answer. There is no statement that changes one.
type Rating struct {
	County       string
	ID           string
	Ref          string // random name used where the rater must stay unknown
	InvitationID string
	Unit         string
	Window       string `db:"window_code"`
	ItemName     string
	Level        Level
	Channel      Channel
	Online       bool
	Reasons      []string // codes of the content version
	Words        string
	Content      int      // content version that was shown
	Signs        []string // counted apart
	Device       string   // keyed digest of the device, or empty
	EnteredBy    *string  // telephone: who typed it
	CallRecord   *string  // telephone: number of the recording
	At           calendar.Instant
}

// FollowUp (再次评价) is what the rater says of the redress. It changes nothing
// in the rating.
type FollowUp struct {
	County   string
	ID       string
	RatingID string
	Level    Level
	Words    string
	At       calendar.Instant
}

// Redress (差评整改) is the task a bad rating opens.
type Redress struct {
	County      string
	ID          string
	Version     int64
	State       flow.State
	RatingID    string
	Ref         string // the rating's random name
	ItemName    string
	Unit        string
	Office      string // unit that owes the contact
	OpenedAt    calendar.Instant
	OpenedDay   calendar.Day // day 0
	ContactN    int          // working days
	RectifyN    int
	RectifyUnit *calendar.Unit // nil: working days, from before there were classes
	Class       *Class
	ClassReason *string
	ContactDue  calendar.Day
	RectifyDue  calendar.Day
	Book        string
	Attempts    int
	ContactedAt *calendar.Instant
	FindingKind *string
	Finding     *string // 核实结果
	Action      *string // 整改措施
	FixBy       *calendar.Day
	LegalBasis  *string
	FoundBy     *string
	Reply       *string // what was told to the rater, and how
	PublicNote  *string // 公开内容: what the public reads of it
	ResolvedAt  *calendar.Instant
}

// Attempt (联系记录) is one attempt to reach the rater.
type Attempt struct {
	County    string
	ID        string
	RedressID string
	Reached   bool
	Note      string
	Account   string
	At        calendar.Instant
}
