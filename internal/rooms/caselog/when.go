package caselog

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
)

// when is a point of time as a log states it. Without a time of day, or at
// 00:00 sharp, which is how systems print a date, it stands for the whole day.
type when struct {
	at    calendar.Instant
	timed bool
}

func (w when) day() calendar.Day { return w.at.Day() }

// before compares as finely as both sides allow: a day without time is not
// before or after a moment of the same day.
func (w when) before(other when) bool {
	if w.timed && other.timed {
		return w.at < other.at
	}
	return w.day() < other.day()
}

var (
	timeOfDay = regexp.MustCompile(`^(.*?)[ T\x{3000}]*(上午|下午|中午|晚上|AM|PM)?\s*(\d{1,2})(?:[:：]|时|点)(\d{1,2})分?(?:[:：]?(\d{1,2})秒?)?(?:\.\d+)?\s*(AM|PM)?$`)
	errTime   = errors.New("时刻看不懂：请写成“2020-03-02 09:15”这样的 24 小时制")
)

// parseWhen reads RFC 3339, "2020-03-02 09:15", "2020/3/2 9:15", Chinese dates
// with or without 时分, and dates alone, all in Beijing time unless a zone is
// given. The error is a Chinese sentence.
func parseWhen(text string) (when, error) {
	text = strings.TrimSpace(text)
	if at, err := calendar.ParseInstant(text); err == nil {
		return when{at, at != at.Day().Start()}, nil
	}
	m := timeOfDay.FindStringSubmatch(text)
	if m == nil {
		day, err := calendar.ParseDayLenient(text)
		return when{day.Start(), false}, err
	}
	day, err := calendar.ParseDayLenient(strings.TrimRight(m[1], " T"))
	if err != nil {
		return when{}, err
	}
	ms, ok := sinceMidnight(m[3], m[4], m[5], m[2]+m[6])
	if !ok {
		return when{}, errTime
	}
	return when{day.Start() + ms, ms != 0}, nil
}

func sinceMidnight(hour, minute, second, half string) (calendar.Instant, bool) {
	// The expression lets digits through only; an empty second is 0.
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	s, _ := strconv.Atoi(second)
	switch half {
	case "下午", "晚上", "PM":
		if h < 12 {
			h += 12
		}
	case "上午", "AM":
		if h == 12 {
			h = 0
		}
	}
	if h > 23 || m > 59 || s > 59 {
		return 0, false
	}
	return calendar.Instant(((h*60+m)*60 + s) * 1000), true
}

// stated prints a moment so that it can be read back.
func stated(at *calendar.Instant) string {
	switch {
	case at == nil:
		return ""
	case *at == at.Day().Start():
		return at.Day().String()
	case int64(*at)%1000 != 0:
		return at.Time().Format("2006-01-02 15:04:05.000")
	case int64(*at)%60000 != 0:
		return at.Time().Format("2006-01-02 15:04:05")
	}
	return at.String()
}
