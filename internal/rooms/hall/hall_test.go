package hall

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

func TestTablesAreSound(t *testing.T) {
	for _, table := range Manifest.Flows {
		if err := table.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func handoutRow(n int, item, recipient, copies, day string) manifest.Row {
	return manifest.Row{Number: n, Cells: map[string]string{"item": item, "edition": "2020年第一版", "recipient": recipient,
		"copies": copies, "place": "示例点", "day": day}}
}

func (l *lobby) ledger(rows ...manifest.Row) (out manifest.Outcome) {
	l.t.Helper()
	l.act(func(tx *store.Tx) (err error) { out, err = handoutLedger.Apply(tx, office, rows); return err })
	return out
}

func Test发放台账_数对得上_再导不变_改数先作废(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		rows := []manifest.Row{handoutRow(2, "便民服务手册", "桃花江镇", "300", "2020-03-02"), handoutRow(3, "便民服务手册", "修山镇", "200", "2020-06-01"),
			handoutRow(4, "政务服务通联挂图", "修山镇", "50", "2020-06-01")}
		if out := l.ledger(rows...); out.New != 3 || len(out.Errors) != 0 {
			t.Fatalf("%+v", out)
		}
		if out := l.ledger(rows...); out.Same != 3 || out.New != 0 {
			t.Errorf("again %+v", out)
		}
		if v, records := l.figure("approvals.handbooks"); v.Text != "500" || len(records) != 2 {
			t.Errorf("%+v %d", v, len(records))
		}
		for name, row := range map[string]manifest.Row{"other number": handoutRow(5, "便民服务手册", "修山镇", "210", "2020-06-01"),
			"tomorrow": handoutRow(6, "便民服务手册", "修山镇", "1", "2020-06-09"), "no number": handoutRow(7, "便民服务手册", "修山镇", "几本", "2020-06-01"),
			"unknown thing": handoutRow(8, "日历", "修山镇", "1", "2020-06-01"), "none": handoutRow(9, "便民服务手册", "修山镇", "0", "2020-05-01")} {
			err := l.s.Write(context.Background(), func(tx *store.Tx) error {
				out, err := handoutLedger.Apply(tx, office, []manifest.Row{row})
				if len(out.Errors) == 0 {
					t.Errorf("%s went in", name)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		}
		var own []manifest.Row
		l.read(func(tx *store.Tx) error {
			return exportHandouts(tx, office, func(cells []string) error {
				row := manifest.Row{Number: len(own) + 2, Cells: map[string]string{}}
				for i, c := range handoutLedger.Columns {
					row.Cells[c.Name] = cells[i]
				}
				own = append(own, row)
				return nil
			})
		})
		if out := l.ledger(own...); out.Same != 3 || out.New+len(out.Errors) != 0 {
			t.Errorf("own export %+v", out)
		}
	})
}

func Test作废发放_早先的数还在(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		l.ledger(handoutRow(2, "便民服务手册", "桃花江镇", "300", "2020-03-02"), handoutRow(3, "便民服务手册", "修山镇", "200", "2020-06-01"),
			handoutRow(4, "政务服务通联挂图", "修山镇", "50", "2020-06-01"))
		var list []Handout
		l.read(func(tx *store.Tx) (err error) {
			list, err = Handouts(tx, HandoutFilter{Item: Handbook}, 10)
			return err
		})
		first := list[0] // 修山镇
		l.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := Strike(tx, one, first.ID, 1, "写错"); return err })
		l.refused(store.ChangedMeanwhile, func(tx *store.Tx) error { _, err := Strike(tx, office, first.ID, 7, "写错"); return err })
		if err := l.s.Write(context.Background(), func(tx *store.Tx) error { _, err := Strike(tx, office, first.ID, 1, " "); return err }); err == nil {
			t.Error("struck without a reason")
		}
		before := l.clock.Now()
		l.clock.Advance(60e9)
		l.act(func(tx *store.Tx) error { _, err := Strike(tx, office, first.ID, 1, "少写了 10 本"); return err })
		l.refused(flow.StepRefused, func(tx *store.Tx) error { _, err := Strike(tx, office, first.ID, 2, "再作废"); return err })
		l.ledger(handoutRow(2, "便民服务手册", "修山镇", "210", "2020-06-01"))
		if v, _ := l.figure("approvals.handbooks"); v.Text != "510" {
			t.Errorf("after correction %s", v.Text)
		}
		l.read(func(tx *store.Tx) error { // the earlier cut-off still finds the earlier number
			q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 6, 30)}, AsOf: before}
			v, err := figures[0].Value(tx, q)
			if v.Text != "500" {
				t.Errorf("as of before: %s", v.Text)
			}
			return err
		})
		if v, _ := l.figure("approvals.wallcharts"); v.Text != "50" {
			t.Error(v.Text)
		}
	})
}

func Test服务时间_按工作日历(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		l.hours(HoursDraft{Days: Restday, Kind: Extended, Opens: 540, Closes: 660})
		for day, want := range map[calendar.Day]string{
			calendar.DayOf(2020, 6, 28): "09:00 12:00 ", // a make-up Sunday is a working day
			calendar.DayOf(2020, 6, 25): "09:00 ",       // Dragon Boat Festival, a Thursday
			calendar.DayOf(2020, 6, 13): "09:00 ",       // a Saturday
		} {
			l.read(func(tx *store.Tx) error {
				spans, err := HoursOn(tx, "zwzx", day)
				var got string
				for _, h := range spans {
					got += h.Opens.String() + " "
				}
				if got != want || day == calendar.DayOf(2020, 6, 13) && spans[0].Closes != 660 {
					t.Errorf("%s: %q, want %q", day, got, want)
				}
				return err
			})
		}
		h := l.hours(HoursDraft{Desk: "A03", Days: Workday, Kind: Extended, Opens: 1020, Closes: 1080})
		l.refused(hoursPast, func(tx *store.Tx) error { _, err := EndHours(tx, office, h.ID, 1, tx.Today()-1); return err })
		l.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := EndHours(tx, one, h.ID, 1, tx.Today()); return err })
		l.act(func(tx *store.Tx) error { _, err := EndHours(tx, office, h.ID, 1, tx.Today()); return err })
		l.refused(unknownHours, func(tx *store.Tx) error { _, err := EndHours(tx, office, h.ID, 2, tx.Today()); return err })
		for _, bad := range []HoursDraft{{Hall: "zrzy"}, {Hall: "zwzx", Desk: "Z9", Opens: 5, Closes: 4, Places: -1}} {
			bad.From = l.clock.Now().Day()
			if err := l.s.Write(context.Background(), func(tx *store.Tx) error { _, err := SetHours(tx, office, bad); return err }); err == nil {
				t.Errorf("%+v went in", bad)
			}
		}
		l.refused(hoursPast, func(tx *store.Tx) error { _, err := SetHours(tx, office, HoursDraft{From: tx.Today() - 1}); return err })
	})
}

func Test预约_查询_取消_限额(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		day := calendar.DayOf(2020, 6, 9)
		k := l.book(l.booking(day, 570, "199 0000 0001"))
		l.refused(slotFull, func(tx *store.Tx) error { _, err := Book(tx, l.booking(day, 570, "19900000002")); return err })
		l.refused(personFull, func(tx *store.Tx) error { _, err := Book(tx, l.booking(day, 600, "19900000001")); return err })
		l.refused(slotUnknown, func(tx *store.Tx) error { _, err := Book(tx, l.booking(day, 720, "19900000002")); return err })
		l.refused(slotUnknown, func(tx *store.Tx) error { _, err := Book(tx, l.booking(day+5, 570, "19900000002")); return err }) // Sunday
		l.refused(slotUnknown, func(tx *store.Tx) error { _, err := Book(tx, l.booking(day+30, 570, "19900000002")); return err })
		l.refused(slotPast, func(tx *store.Tx) error { _, err := Book(tx, l.booking(day-1, 540, "19900000002")); return err })
		if err := l.s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := Book(tx, Booking{Desk: "X", Day: day, Starts: 600, Mobile: "0737-123"})
			return err
		}); err == nil {
			t.Error("a booking without anything went in")
		}
		l.book(l.booking(day+1, 570, "19900000001"))
		l.refused(personFull, func(tx *store.Tx) error { _, err := Book(tx, l.booking(day+2, 570, "19900000001")); return err })
		l.refused(codeWrong, func(tx *store.Tx) error { _, err := Cancel(tx, k.Number, "00000000"); return err })
		l.refused(codeWrong, func(tx *store.Tx) error { _, err := Cancel(tx, "YY20200101-0001", string(k.Code)); return err })
		if v, _ := l.figure("hall.appointments"); v.Num != 2 {
			t.Errorf("booked %d", v.Num)
		}
		l.act(func(tx *store.Tx) error { _, err := Cancel(tx, k.Number, string(k.Code)); return err })
		l.refused(flow.StepRefused, func(tx *store.Tx) error { _, err := Cancel(tx, k.Number, string(k.Code)); return err })
		if v, _ := l.figure("hall.appointments"); v.Num != 1 {
			t.Errorf("after cancelling %d", v.Num)
		}
		l.book(l.booking(day, 570, "19900000002")) // the place is free again
		l.book(l.booking(day, 600, "19900000001")) // and so is the person
	})
}

// Everybody wants the last place: one gets it.
func Test最后一个名额只给一个人(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		const people = 8
		day := calendar.DayOf(2020, 6, 9)
		errs := make([]error, people)
		var all sync.WaitGroup
		for i := range people {
			all.Go(func() {
				errs[i] = l.s.Write(context.Background(), func(tx *store.Tx) error {
					_, err := Book(tx, l.booking(day, 570, fmt.Sprintf("1990000%04d", i)))
					return err
				})
			})
		}
		all.Wait()
		won := 0
		for _, err := range errs {
			switch {
			case err == nil:
				won++
			case !slotFull.Is(err):
				t.Errorf("unexpected %v", err)
			}
		}
		if v, _ := l.figure("hall.appointments"); won != 1 || v.Num != 1 {
			t.Errorf("%d won, %d booked", won, v.Num)
		}
	})
}

// One person books everywhere at once: never more than the limit.
func Test一个人同时约不超过两个(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		day := calendar.DayOf(2020, 6, 9)
		var all sync.WaitGroup
		for i := range 6 {
			all.Go(func() {
				err := l.s.Write(context.Background(), func(tx *store.Tx) error {
					_, err := Book(tx, l.booking(day+calendar.Day(i%3), Minute(540+30*i), "19900000001"))
					return err
				})
				if err != nil && !personFull.Is(err) {
					t.Errorf("unexpected %v", err)
				}
			})
		}
		all.Wait()
		if v, _ := l.figure("hall.appointments"); v.Num < 1 || v.Num > personLimit {
			t.Errorf("one person holds %d places", v.Num)
		}
	})
}

func Test叫号_优先_预约_久等不插队(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		k := l.book(l.booking(calendar.DayOf(2020, 6, 9), 570, "19900000001"))
		l.refused(appointmentOtherDay, func(tx *store.Tx) error { _, err := Arrive(tx, office, k.ID); return err })
		l.at("2020-06-09 08:59")
		l.refused(hallClosed, func(tx *store.Tx) error { _, err := Take(tx, office, "zwzx", "zrzy", ClassOrdinary); return err })
		l.at("2020-06-09 09:00")
		l.refused(nobodyWaits, func(tx *store.Tx) error { _, err := CallNext(tx, one); return err })
		ordinary := l.take("zrzy", ClassOrdinary)
		late := l.take("zrzy", ClassOrdinary)
		var booked Turn
		l.act(func(tx *store.Tx) (err error) { booked, err = Arrive(tx, office, k.ID); return err })
		l.refused(flow.StepRefused, func(tx *store.Tx) error { _, err := Arrive(tx, office, k.ID); return err })
		if got := l.call(one); got.ID != ordinary.ID || got.Number != "A001" { // the booked time has not come
			t.Errorf("called %s", got.Number)
		}
		l.refused(stillServing, func(tx *store.Tx) error { _, err := CallNext(tx, one); return err })
		l.at("2020-06-09 09:31")
		l.finish(one, ordinary.ID)
		elder := l.take("zrzy", ClassPriority)
		if got := l.call(one); got.ID != elder.ID || got.Number != "P004" {
			t.Errorf("called %s", got.Number)
		}
		if got := l.call(two); got.ID != booked.ID {
			t.Errorf("called %s", got.Number)
		}
		l.at("2020-06-09 09:45")
		l.finish(one, elder.ID)
		l.take("zrzy", ClassPriority)
		if got := l.call(one); got.ID != late.ID { // has waited 45 minutes
			t.Errorf("called %s", got.Number)
		}
		if v, _ := l.figure("hall.served"); v.Num != 2 {
			t.Errorf("served %d", v.Num)
		}
		if v, records := l.figure("hall.mean_wait"); v.Text != "19.0" || len(records) != 4 { // (0 + 0 + 31 + 45) ÷ 4
			t.Errorf("mean wait %s of %d", v.Text, len(records))
		}
		l.refused(laneUnknown, func(tx *store.Tx) error { _, err := Take(tx, office, "zwzx", "nobody", ClassOrdinary); return err })
	})
}

func Test叫号次序_从某日起_早先的日子不变(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		today := l.clock.Now().Day()
		later := l.order(today + 1)
		later.Lines[0].Rank, later.Lines[1].Rank, later.Lines[2].Rank, later.LongWait = 3, 1, 1, 0
		l.act(func(tx *store.Tx) error { _, err := SetPriority(tx, office, later); return err })
		l.refused(priorityTwice, func(tx *store.Tx) error { _, err := SetPriority(tx, office, later); return err })
		l.refused(priorityPast, func(tx *store.Tx) error { _, err := SetPriority(tx, office, l.order(today-1)); return err })
		l.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := SetPriority(tx, one, l.order(today+2)); return err })
		bad := PriorityDraft{From: today + 2, LongWait: 999, Lines: []PriorityLine{{ClassPriority, 9, ""}}}
		if err := l.s.Write(context.Background(), func(tx *store.Tx) error { _, err := SetPriority(tx, office, bad); return err }); err == nil {
			t.Error("an order without all classes, ranks, words and document went in")
		}
		for _, want := range []Class{ClassPriority, ClassOrdinary} { // today by the first order, tomorrow by the second
			l.take("zrzy", ClassOrdinary)
			l.take("zrzy", ClassPriority)
			got := l.call(one)
			if got.Class != want {
				t.Errorf("%s：叫了 %s", l.clock.Now().Day(), got.Number)
			}
			l.finish(one, got.ID)
			l.at("2020-06-09 09:00")
		}
	})
}

func Test过号重叫转窗口(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		a, b := l.take("zrzy", ClassOrdinary), l.take("zrzy", ClassOrdinary)
		l.call(one)
		l.refused(turnUnknown, func(tx *store.Tx) error { _, err := Skip(tx, two, a.ID); return err })
		l.act(func(tx *store.Tx) error { _, err := Skip(tx, one, a.ID); return err })
		l.refused(flow.StepRefused, func(tx *store.Tx) error { _, err := Finish(tx, one, a.ID); return err })
		l.call(one)
		l.refused(stillServing, func(tx *store.Tx) error { _, err := Recall(tx, one, a.ID); return err })
		l.clock.Advance(600e9)
		l.refused(laneUnknown, func(tx *store.Tx) error { _, err := Transfer(tx, one, b.ID, "zrzy"); return err })
		l.act(func(tx *store.Tx) error { _, err := Transfer(tx, one, b.ID, "swj"); return err })
		if got := l.call(tax); got.ID != b.ID || got.TakenAt != b.TakenAt || *got.Desk != "A03" {
			t.Errorf("%+v", got)
		}
		l.act(func(tx *store.Tx) error { _, err := Recall(tx, one, a.ID); return err })
		l.finish(one, a.ID)
		l.finish(tax, b.ID)
		if v, records := l.figure("hall.served"); v.Num != 2 || records[1].Unit != "swj" {
			t.Errorf("%+v %+v", v, records)
		}
		for _, by := range []flow.Actor{office, {Account: "x", Roles: one.Roles}} {
			if err := l.s.Write(context.Background(), func(tx *store.Tx) error { _, err := CallNext(tx, by); return err }); !NoWindow.Is(err) && !flow.StepForbidden.Is(err) {
				t.Errorf("%s called: %v", by.Account, err)
			}
		}
	})
}

// Two windows call at once: nobody is called twice.
func Test两个窗口同时叫号各得一个(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		l.take("zrzy", ClassOrdinary)
		l.take("zrzy", ClassOrdinary)
		var got [2]Turn
		var all sync.WaitGroup
		for i, by := range []flow.Actor{one, two} {
			all.Go(func() {
				if err := l.s.Write(context.Background(), func(tx *store.Tx) (err error) { got[i], err = CallNext(tx, by); return err }); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if got[0].ID == got[1].ID {
			t.Errorf("both called %s", got[0].Number)
		}
	})
}

// One window submits the same act several times at once: one counts, the others
// read why not, on either engine.
func Test一个窗口同时按几次_只算一次(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		const presses = 6
		k := l.book(l.booking(l.clock.Now().Day(), 690, "19900000001"))
		for range presses {
			l.take("zrzy", ClassOrdinary)
		}
		for _, act := range []struct {
			loser *fault.Def
			do    func(tx *store.Tx) (Turn, error)
		}{
			{stillServing, func(tx *store.Tx) (Turn, error) { return CallNext(tx, one) }},
			{flow.StepRefused, func(tx *store.Tx) (Turn, error) { return Arrive(tx, one, k.ID) }},
		} {
			errs := make([]error, presses)
			var all sync.WaitGroup
			for i := range presses {
				all.Go(func() {
					errs[i] = l.s.Write(context.Background(), func(tx *store.Tx) error { _, err := act.do(tx); return err })
				})
			}
			all.Wait()
			won := 0
			for _, err := range errs {
				switch {
				case err == nil:
					won++
				case !act.loser.Is(err) && !store.ChangedMeanwhile.Is(err):
					t.Errorf("应答 %s，得到 %v", act.loser.Code, err)
				}
			}
			if won != 1 {
				t.Errorf("%s：%d 次算数", act.loser.Code, won)
			}
		}
	})
}

func Test估计等候_记录少不估(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		lane := func() (out Lane) {
			l.read(func(tx *store.Tx) error {
				lanes, err := Lanes(tx, "zwzx")
				out = lanes[0]
				return err
			})
			return out
		}
		for range enoughRecords - 1 {
			l.take("zrzy", ClassOrdinary)
			l.clock.Advance(60e9)
			id := l.call(one).ID
			l.clock.Advance(540e9)
			l.finish(one, id)
		}
		if got := lane(); got.Minutes != nil || !got.Open {
			t.Errorf("%+v", got)
		}
		l.take("zrzy", ClassOrdinary)
		id := l.call(one).ID
		l.clock.Advance(540e9)
		l.finish(one, id)
		for range 3 {
			l.take("zrzy", ClassOrdinary)
		}
		if got := lane(); got.Waiting != 3 || got.Minutes == nil || *got.Minutes != 14 { // 3 × 9 minutes at 2 windows
			t.Errorf("%+v", got)
		}
	})
}

func Test当天结束(t *testing.T) {
	t.Parallel()
	both(t, func(l *lobby) {
		l.book(l.booking(calendar.DayOf(2020, 6, 9), 570, "19900000001"))
		waiting := l.take("zrzy", ClassOrdinary)
		for range 2 {
			if err := CloseDays(l.s); err != nil {
				t.Fatal(err)
			}
		}
		l.at("2020-06-10 01:00")
		for range 2 {
			if err := CloseDays(l.s); err != nil {
				t.Fatal(err)
			}
		}
		l.read(func(tx *store.Tx) error {
			list, err := AppointmentsOn(tx, "zwzx", calendar.DayOf(2020, 6, 9), 10)
			if err != nil || len(list) != 1 || list[0].State != NoShow {
				t.Errorf("%+v %v", list, err)
			}
			left, err := TurnByID(tx, waiting.ID)
			if left.State != Left || *left.EndedAt != waiting.Day.End() {
				t.Errorf("%+v", left)
			}
			return err
		})
	})
}
