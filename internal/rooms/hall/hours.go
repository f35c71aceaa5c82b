package hall

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// HoursDraft is what SetHours is given.
type HoursDraft struct {
	Hall, Desk string
	Kind       HoursKind
	Days       Days
	Opens      Minute
	Closes     Minute
	Places     int64
	From       calendar.Day
	Document   string
}

// SetHours (设定服务时间) adds a span to the hours of a hall or one of its
// windows, from a day that is not past.
func SetHours(tx *store.Tx, by flow.Actor, d HoursDraft) (Hours, error) {
	if err := may(by, "设定服务时间", keepers); err != nil {
		return Hours{}, err
	}
	if d.From < tx.Today() {
		return Hours{}, hoursPast.New(fault.Args{"day": d.From})
	}
	if err := d.check(tx); err != nil {
		return Hours{}, err
	}
	h := Hours{County: tx.County(), ID: tx.NewID(), Version: 1, Hall: d.Hall, Desk: d.Desk, Kind: d.Kind, Days: d.Days, Opens: d.Opens,
		Closes: d.Closes, Places: d.Places, FromDay: d.From, Document: strings.TrimSpace(d.Document), SetBy: by.Account, At: tx.Now()}
	if err := insertHours.One(tx, h); err != nil {
		return Hours{}, err
	}
	return h, recordHours(tx, by, "hall.hours_set", h)
}

func (d HoursDraft) check(tx *store.Tx) error {
	var p fault.Problems
	if unit, ok, err := unitOf(tx, d.Hall); err != nil {
		return err
	} else if !ok || unit.Kind != org.Hall && unit.Kind != org.SubCentre {
		p.Add("hall", "大厅“%s”没有登记：请从列出的大厅里选", d.Hall)
	}
	if d.Desk != "" {
		desk, err := org.WindowByCode(tx, d.Desk)
		if err != nil && !store.NoRow.Is(err) {
			return err
		}
		if err != nil || desk.Hall != d.Hall {
			p.Add("desk", "窗口“%s”不在这个大厅：请从列出的窗口里选", d.Desk)
		}
	}
	if HoursZh[d.Kind] == "" {
		p.Add("kind", "服务类别没有选：请选正常服务或延时服务")
	}
	if DaysZh[d.Days] == "" {
		p.Add("days", "适用的日子没有选：请选工作日，或休息日和节假日")
	}
	if d.Opens < 0 || d.Closes > 1440 || d.Opens >= d.Closes {
		p.Add("opens", "起止时间不对：开门要早于关门，例如 12:00 至 13:30")
	}
	if d.Places < 0 || d.Places > 20 {
		p.Add("places", "每半小时可约的人数应是 0 至 20：请改正，0 表示不接受预约")
	}
	if strings.TrimSpace(d.Document) == "" {
		p.Add("document", "依据没有填：请写公布服务时间的文件或通知")
	}
	return p.Err()
}

func unitOf(tx *store.Tx, code string) (org.Unit, bool, error) {
	unit, err := org.ByCode(tx, code)
	if store.NoRow.Is(err) {
		return unit, false, nil
	}
	return unit, err == nil, err
}

// EndHours (截止服务时间) makes the day the span's last; it was open-ended before.
func EndHours(tx *store.Tx, by flow.Actor, id string, version int64, last calendar.Day) (Hours, error) {
	if err := may(by, "截止服务时间", keepers); err != nil {
		return Hours{}, err
	}
	h, ok, err := hoursByID.Find(tx, tx.County(), id)
	switch {
	case err != nil:
		return Hours{}, err
	case !ok || h.UntilDay != nil:
		return Hours{}, unknownHours.New(nil)
	case last < tx.Today() || last < h.FromDay:
		return Hours{}, hoursPast.New(fault.Args{"day": last})
	}
	if err := endHours.One(tx, last, tx.County(), id, version); err != nil {
		return Hours{}, err
	}
	h.UntilDay, h.Version = &last, h.Version+1
	return h, recordHours(tx, by, "hall.hours_end", h)
}

func recordHours(tx *store.Tx, by flow.Actor, kind string, h Hours) error {
	_, err := journal.Record(tx, by, kind, h.ID, map[string]any{"hall": h.Hall, "window": h.Desk, "kind": h.Kind, "days": h.Days,
		"opens": h.Opens, "closes": h.Closes, "document": h.Document}, journal.Row{Table: "hall_hours", ID: h.ID})
	return err
}

// AllHours lists every span of a hall, ended ones too.
func AllHours(tx *store.Tx, hall string) ([]Hours, error) {
	return hoursAfter.All(tx, tx.County(), hall)
}

// HoursOn returns the spans of a hall that hold on a day, by their beginning.
func HoursOn(tx *store.Tx, hall string, day calendar.Day) ([]Hours, error) {
	calendarOf, err := workdays.Book(tx)
	if err != nil {
		return nil, err
	}
	works, err := calendarOf.IsWorkday(day)
	if err != nil {
		return nil, workdays.Loud(err)
	}
	want := Restday
	if works {
		want = Workday
	}
	spans, err := hoursOf.All(tx, tx.County(), hall, day, day)
	return slices.DeleteFunc(spans, func(h Hours) bool { return h.Days != want }), err
}

// at reports whether the span holds for a window; every window has the hall's.
func (h Hours) at(desk string) bool { return h.Desk == "" || h.Desk == desk }

// Halls returns the halls and sub-centres of the county that have windows.
func Halls(tx *store.Tx) ([]org.Unit, error) {
	var out []org.Unit
	for _, kind := range []org.Kind{org.Hall, org.SubCentre} {
		found, err := org.List(tx, org.Filter{Kind: kind, Limit: 200})
		if err != nil {
			return nil, err
		}
		for _, unit := range found {
			desks, err := org.Windows(tx, org.WindowFilter{Hall: unit.Code, OpenOnly: true, Limit: 1})
			if err != nil {
				return nil, err
			}
			if len(desks) > 0 {
				out = append(out, unit)
			}
		}
	}
	return out, nil
}
