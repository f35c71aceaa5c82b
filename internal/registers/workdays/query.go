package workdays

import (
	"context"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Manifest is what the register tells the house.
var Manifest = manifest.Room{
	Name:  "workdays",
	Zh:    "工作日历",
	Basis: []string{"《行政许可法》第八十二条", "《民法典》第二百零一条、第二百零三条", "国务院办公厅各年节假日安排通知"},
	Flows: []*flow.Table{Flow},
	Perms: []manifest.Perm{
		{Name: "workdays.read", Zh: "查看工作日历"},
		{Name: "workdays.keep", Zh: "录入和复核节假日通知", Roles: keepers},
	},
	Sweeps: []manifest.Sweep{{Name: "workdays.announce", Zh: "发布新的日历版本", Every: sweepEvery, Run: Announce}},
}

func sweepContext() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), time.Minute)
}

// ByID returns one loaded notice.
func ByID(tx *store.Tx, id string) (Notice, error) { return noticeByID.One(tx, tx.County(), id) }

// List returns the notices the county has loaded, newest first.
func List(tx *store.Tx) ([]Notice, error) {
	return notices.Page(tx, new(store.Where).And("county = ?", tx.County()), "newest", 1000)
}

// Editions returns the versions that came to hold, oldest first.
func Editions(tx *store.Tx) ([]Edition, error) { return editions.All(tx, tx.County()) }

// Changes previews a proposed notice: the days that it would turn into working
// days or take from them. A year that was not covered is compared with plain
// Mondays to Fridays.
func Changes(tx *store.Tx, id string) ([]calendar.Difference, error) {
	n, err := ByID(tx, id)
	if err != nil {
		return nil, err
	}
	now, err := Book(tx)
	if err != nil {
		return nil, err
	}
	confirmed, err := confirmedNotices.All(tx, tx.County())
	if err != nil {
		return nil, err
	}
	next, err := bind(append(confirmed, n), tx.Today())
	if err != nil {
		return nil, err
	}
	return compare(now, next)
}

func compare(now, next *calendar.Book) ([]calendar.Difference, error) {
	var out []calendar.Difference
	first, last := next.Years()
	for day := calendar.DayOf(first, 1, 1); day <= calendar.DayOf(last, 12, 31); day++ {
		works, why, err := next.Explain(day)
		if err != nil {
			return nil, err
		}
		before := day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
		if now.Covers(day) {
			if before, err = now.IsWorkday(day); err != nil {
				return nil, err
			}
		}
		if before != works {
			out = append(out, calendar.Difference{Day: day, Ours: before, Other: works, Why: why})
		}
	}
	return out, nil
}
