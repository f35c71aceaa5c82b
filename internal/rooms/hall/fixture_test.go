package hall

import (
	"context"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var (
	office = flow.Actor{Account: "y1", Name: "赵敏", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
	one    = flow.Actor{Account: "c1", Name: "王芳", Unit: "zrzy", Window: "A01", Roles: []flow.Role{identity.Clerk}}
	two    = flow.Actor{Account: "c2", Name: "李强", Unit: "zrzy", Window: "A02", Roles: []flow.Role{identity.Clerk}}
	tax    = flow.Actor{Account: "c3", Name: "周丽", Unit: "swj", Window: "A03", Roles: []flow.Role{identity.Clerk}}
)

// lobby is a hall with three windows of two units: 09:00 to 12:00 on working
// days with one booking a slot, and lunch hours of one window.
type lobby struct {
	t     *testing.T
	s     *store.Store
	clock *store.SetClock
}

func both(t *testing.T, test func(l *lobby)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		l := &lobby{t, s, clock}
		l.act(func(tx *store.Tx) error {
			for _, u := range []org.UnitInput{{Code: "zwzx", Name: "政务服务中心", Kind: org.Hall}, {Code: "zrzy", Name: "自然资源局", Kind: org.Department},
				{Code: "swj", Name: "税务局", Kind: org.Vertical}} {
				if _, err := org.Add(tx, office, u); err != nil {
					return err
				}
			}
			return nil
		})
		for code, unit := range map[string]string{"A01": "zrzy", "A02": "zrzy", "A03": "swj"} {
			l.act(func(tx *store.Tx) error {
				_, err := org.AddWindow(tx, office, org.WindowInput{Code: code, Unit: unit, Hall: "zwzx", Name: code + " 窗口", Open: true})
				return err
			})
		}
		l.hours(HoursDraft{Days: Workday, Kind: Regular, Opens: 540, Closes: 720, Places: 1})
		l.hours(HoursDraft{Desk: "A01", Days: Workday, Kind: Extended, Opens: 720, Closes: 810})
		l.act(func(tx *store.Tx) error { _, err := SetPriority(tx, office, l.order(l.clock.Now().Day())); return err })
		test(l)
	})
}

// order puts priority before booked before ordinary numbers, with 40 minutes as a long wait.
func (l *lobby) order(from calendar.Day) PriorityDraft {
	return PriorityDraft{From: from, LongWait: 40, Document: "示例公告", Lines: []PriorityLine{
		{ClassPriority, 1, "老人先办"}, {ClassBooked, 2, "到时段就叫"}, {ClassOrdinary, 3, "按取号先后"}}}
}

func (l *lobby) hours(d HoursDraft) (h Hours) {
	l.t.Helper()
	d.Hall, d.From, d.Document = "zwzx", l.clock.Now().Day(), "示例通知"
	l.act(func(tx *store.Tx) (err error) { h, err = SetHours(tx, office, d); return err })
	return h
}

func (l *lobby) act(fn func(tx *store.Tx) error) {
	l.t.Helper()
	if err := l.s.Write(context.Background(), fn); err != nil {
		l.t.Fatal(err)
	}
}

func (l *lobby) read(fn func(tx *store.Tx) error) {
	l.t.Helper()
	if err := l.s.Read(context.Background(), fn); err != nil {
		l.t.Fatal(err)
	}
}

func (l *lobby) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	l.t.Helper()
	if err := l.s.Write(context.Background(), fn); !want.Is(err) {
		l.t.Fatalf("应答 %s，得到 %v", want.Code, err)
	}
}

func (l *lobby) at(text string) {
	at, err := calendar.ParseInstant(text)
	if err != nil {
		l.t.Fatal(err)
	}
	l.clock.Set(at)
}

func (l *lobby) booking(day calendar.Day, starts Minute, mobile string) Booking {
	return Booking{Desk: "A01", Day: day, Starts: starts, Matter: "不动产转移登记", Mobile: mobile}
}

func (l *lobby) book(in Booking) (k Kept) {
	l.t.Helper()
	l.act(func(tx *store.Tx) (err error) { k, err = Book(tx, in); return err })
	return k
}

func (l *lobby) take(unit string, class Class) (t Turn) {
	l.t.Helper()
	l.act(func(tx *store.Tx) (err error) { t, err = Take(tx, office, "zwzx", unit, class); return err })
	return t
}

func (l *lobby) call(by flow.Actor) (t Turn) {
	l.t.Helper()
	l.act(func(tx *store.Tx) (err error) { t, err = CallNext(tx, by); return err })
	return t
}

func (l *lobby) finish(by flow.Actor, id string) {
	l.t.Helper()
	l.act(func(tx *store.Tx) error { _, err := Finish(tx, by, id); return err })
}

// figure reads a figure of the first half of 2020 with its records, and holds
// their amounts against the value.
func (l *lobby) figure(id string) (v manifest.Value, records []manifest.Record) {
	l.t.Helper()
	for _, f := range figures {
		if f.ID != id {
			continue
		}
		q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 6, 30)}, AsOf: l.clock.Now()}
		l.read(func(tx *store.Tx) (err error) {
			if v, err = f.Value(tx, q); err == nil {
				records, err = f.Trace(tx, q)
			}
			return err
		})
		var sum int64
		for _, r := range records {
			sum += r.Amount
		}
		if sum != v.Num {
			l.t.Errorf("%s：数是 %d，记录合计 %d", id, v.Num, sum)
		}
		return v, records
	}
	l.t.Fatalf("没有 %s", id)
	return v, nil
}
