package hall

import (
	"fmt"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
)

// Printed is what the hall prints and hands out.
type Printed string

const (
	Handbook  Printed = "handbook"   // 便民服务手册
	WallChart Printed = "wall_chart" // 政务服务通联挂图
)

// PrintedZh words the printed things and the counting word of their copies.
var PrintedZh = map[Printed]struct{ Name, Measure string }{
	Handbook: {"便民服务手册", "本"}, WallChart: {"政务服务通联挂图", "份"},
}

// Handout (发放记录) says that copies went to somebody on a day.
type Handout struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	Number     string // FF2020-0001
	Item       Printed
	Edition    string // 版次, as printed on the copy
	Recipient  string // 领用单位
	Copies     int64
	Place      string // 发放地点
	Day        calendar.Day
	RecordedBy string
	At         calendar.Instant
	StruckAt   *calendar.Instant
	Reason     *string // why it was struck out
}

// Minute is a time of day in minutes after midnight (北京时间).
type Minute int

// String is the time as printed: 09:00.
func (m Minute) String() string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }

// ParseMinute reads 09:30; ok is false for anything else.
func ParseMinute(text string) (m Minute, ok bool) {
	hour, minute, found := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":")
	h, errHour := strconv.Atoi(hour)
	n, errMinute := strconv.Atoi(minute)
	if !found || errHour != nil || errMinute != nil {
		return 0, false
	}
	return Minute(h*60 + n), h >= 0 && h <= 24 && n >= 0 && n < 60
}

// MinuteOf is the time of day of an instant.
func MinuteOf(at calendar.Instant) Minute { return Minute((at - at.Day().Start()) / 60_000) }

// HoursKind tells ordinary hours from those beyond them.
type HoursKind string

const (
	Regular  HoursKind = "regular"  // 正常服务
	Extended HoursKind = "extended" // 延时服务
)

// Days are the days of the official calendar on which hours hold.
type Days string

const (
	Workday Days = "workday" // 工作日, make-up days among them
	Restday Days = "restday" // 休息日、节假日
)

// The words of hours.
var (
	HoursZh = map[HoursKind]string{Regular: "正常服务", Extended: "延时服务"}
	DaysZh  = map[Days]string{Workday: "工作日", Restday: "休息日和节假日"}
)

// Hours (服务时间) is one span of every such day. Hours of a hall hold for its
// windows; a window may have further ones of its own.
type Hours struct {
	County   string
	ID       string
	Version  int64
	Hall     string
	Desk     string // code of the window; empty: the whole hall
	Kind     HoursKind
	Days     Days
	Opens    Minute
	Closes   Minute
	Places   int64 // bookings a window takes per slot; 0: none
	FromDay  calendar.Day
	UntilDay *calendar.Day
	Document string // 依据: what set them
	SetBy    string
	At       calendar.Instant
}

// Slot (预约时段) counts the places taken of one span at one window.
type Slot struct {
	County string
	ID     string
	Desk   string
	Day    calendar.Day
	Starts Minute
	Places int64
	Taken  int64
}

// Appointment (预约) keeps a place at a window.
type Appointment struct {
	County    string
	ID        string
	Version   int64
	State     flow.State
	Number    string // YY20200629-0001
	SlotID    string
	Hall      string
	Desk      string
	Unit      string
	Day       calendar.Day
	Starts    Minute
	Matter    string // 要办的事
	Holder    string // keyed digest of the mobile number
	Tail      string // last four digits of it
	Hold      int    // 1 or 2: which of the person's places
	BookedAt  calendar.Instant
	SettledAt *calendar.Instant
}

// Turn (排队号) is one visit to the counter.
type Turn struct {
	County        string
	ID            string
	Version       int64
	State         flow.State
	Number        string // A017
	Hall          string
	Unit          string // whose matter it is; a transfer changes it
	Class         Class
	Day           calendar.Day
	AppointmentID *string
	Desk          *string // window that called it last
	TakenAt       calendar.Instant
	ReadyAt       calendar.Instant // start of the booked slot; else when it was drawn
	FirstCalled   *calendar.Instant
	CalledAt      *calendar.Instant
	EndedAt       *calendar.Instant
}
