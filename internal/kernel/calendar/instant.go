package calendar

import (
	"strings"
	"time"
)

// zone is the civil time of the whole country (北京时间). China has kept UTC+8 without summer time since
// 15 September 1991, before every record of this system, so a fixed offset is exact and needs no zone database.
var zone = time.FixedZone("CST", 8*60*60)

const (
	msPerDay = 24 * 60 * 60 * 1000
	zoneMs   = 8 * 60 * 60 * 1000
)

// Instant is when something happened (时刻): milliseconds since 1970-01-01T00:00:00Z. It has no zone; its
// methods show it in Shanghai time. Zero is the epoch, not "unknown".
type Instant int64

// InstantOf cuts t to the millisecond, towards the past.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time gives the same moment as a time.Time in Shanghai civil time.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).In(zone) }

// Day gives the civil day in Shanghai on which the moment falls.
func (i Instant) Day() Day { return Day(floorDiv(int64(i)+zoneMs, msPerDay)) }

// String shows the minute in Shanghai time: "2020-06-08 15:58".
func (i Instant) String() string { return i.Time().Format("2006-01-02 15:04") }

// Clock shows only the time of day in Shanghai: "15:58".
func (i Instant) Clock() string { return i.Time().Format("15:04") }

// ParseInstant reads RFC 3339 ("2020-06-08T15:58:05+08:00") or a Shanghai time without zone
// ("2020-06-08 15:58" or "2020-06-08 15:58:05"). Fractions below a millisecond are cut. The error is a
// [DateError].
func ParseInstant(s string) (Instant, error) {
	in := strings.TrimSpace(s)
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02 15:04:05", time.RFC3339} {
		if t, err := time.ParseInLocation(layout, in, zone); err == nil {
			return InstantOf(t), nil
		}
	}
	return 0, &DateError{Input: s, Hint: "请写成“2020-06-08 15:58”这样的北京时间"}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
