package hall

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Lane (办理队列) is one unit's queue as the public sees it.
type Lane struct {
	Unit    string
	Name    string
	Desks   []org.Window
	Open    bool // one of its windows is open now
	Waiting int
	Minutes *int // to wait for who comes now; nil: too few records
}

// Lanes returns the queue of every unit that has a window in the hall, by the
// first window's code.
func Lanes(tx *store.Tx, hall string) ([]Lane, error) {
	desks, err := org.Windows(tx, org.WindowFilter{Hall: hall, OpenOnly: true, Limit: 1000})
	if err != nil {
		return nil, err
	}
	spans, err := HoursOn(tx, hall, tx.Today())
	if err != nil {
		return nil, err
	}
	waiting, err := turns.Page(tx, waitingWhere(tx, hall, nil), "taken", 10*longestQueue)
	if err != nil {
		return nil, err
	}
	var out []Lane
	for _, desk := range desks {
		for _, unit := range desk.Units() {
			i := slices.IndexFunc(out, func(l Lane) bool { return l.Unit == unit })
			if i < 0 {
				i = len(out)
				out = append(out, Lane{Unit: unit})
			}
			out[i].Desks = append(out[i].Desks, desk)
			out[i].Open = out[i].Open || openAt(spans, desk.Code, MinuteOf(tx.Now()))
		}
	}
	for i := range out {
		if err := out[i].measure(tx, waiting); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (l *Lane) measure(tx *store.Tx, waiting []Turn) (err error) {
	for _, t := range waiting {
		if t.Unit == l.Unit {
			l.Waiting++
		}
	}
	if l.Name, err = org.ShortName(tx, l.Unit); err != nil {
		return err
	}
	l.Minutes, err = Estimate(tx, l.Unit, l.Waiting, len(l.Desks))
	return err
}

// Estimate (等候估计) is how many minutes somebody waits behind so many at so many
// windows, from the mean service time of the last month; nil where there are
// too few records to say.
func Estimate(tx *store.Tx, unit string, ahead, desks int) (*int, error) {
	w := new(store.Where).And("county = ? AND ended_at >= ?", tx.County(), tx.Now()-lookBack*msPerDay).
		And("unit = ? AND state = ?", unit, Done)
	rows, err := sumService.Page(tx, w, "n", 1)
	if err != nil || len(rows) == 0 || rows[0].N < enoughRecords || desks == 0 {
		return nil, err
	}
	perMinute := rows[0].N * int64(desks) * 60_000
	minutes := int((rows[0].Ms*int64(ahead) + perMinute - 1) / perMinute)
	return &minutes, nil
}

const msPerDay = calendar.Instant(86_400_000)

// OnScreen lists the numbers at the windows now, the one called last first.
func OnScreen(tx *store.Tx, hall string, limit int) ([]Turn, error) {
	w := new(store.Where).And("county = ? AND hall = ? AND ended_at IS NULL", tx.County(), hall).And("state = ?", Called).And("day = ?", tx.Today())
	return turns.Page(tx, w, "called", limit)
}
