package workdays_test

import (
	"context"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var (
	typist  = flow.Actor{Account: "a", Name: "甲", Unit: "yhb", Roles: []flow.Role{"coordinator"}, Channel: "pc"}
	checker = flow.Actor{Account: "b", Name: "乙", Unit: "yhb", Roles: []flow.Role{"supervisor"}, Channel: "pc"}
)

func act(t *testing.T, s *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, s *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Read(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func book(t *testing.T, s *store.Store) (b *calendar.Book) {
	t.Helper()
	read(t, s, func(tx *store.Tx) (err error) {
		b, err = workdays.Book(tx)
		return err
	})
	return b
}

// floodDay makes one Friday of June 2020 a day off.
func floodDay() calendar.Notice {
	return calendar.Notice{No: "湘政办明电 [2020] 012号", Title: "关于防汛调休的通知", Published: calendar.DayOf(2020, 6, 5),
		Days: []calendar.Special{
			{Day: calendar.DayOf(2020, 6, 12), Name: "防汛", Off: true},
			{Day: calendar.DayOf(2020, 6, 13), Name: "防汛", Off: false},
		}}
}

func propose(t *testing.T, s *store.Store, in calendar.Notice) (n workdays.Notice) {
	t.Helper()
	act(t, s, func(tx *store.Tx) (err error) {
		n, err = workdays.Propose(tx, typist, in)
		return err
	})
	return n
}

func TestSweep_延长春节的通知到日即成新版本(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		clock.Set(calendar.DayOf(2020, 1, 20).Start())
		if err := workdays.Announce(s); err != nil {
			t.Fatal(err)
		}
		if err := workdays.Announce(s); err != nil { // nothing new
			t.Fatal(err)
		}
		before := book(t, s)
		clock.Set(calendar.DayOf(2020, 1, 26).Start())
		if err := workdays.Announce(s); err != nil {
			t.Fatal(err)
		}
		after := book(t, s)
		read(t, s, func(tx *store.Tx) error {
			editions, err := workdays.Editions(tx)
			if err != nil || len(editions) != 2 {
				t.Fatalf("%v %v", editions, err)
			}
			if editions[1].Former != before.Version() || editions[1].Book != after.Version() || editions[0].Former != "" {
				t.Errorf("%+v", editions)
			}
			for day, want := range map[calendar.Day]*calendar.Book{calendar.DayOf(2020, 1, 25): before, calendar.DayOf(2020, 2, 1): after} {
				if b, err := workdays.BookAsOf(tx, day); err != nil || b.Version() != want.Version() {
					t.Errorf("as of %s: %v %v", day, b, err)
				}
			}
			return nil
		})
		d := calendar.DayOf(2020, 1, 31) // worked by the first notice, off by the second
		one, _ := before.IsWorkday(d)
		two, _ := after.IsWorkday(d)
		if !one || two {
			t.Errorf("%s: before %v, after %v", d, one, two)
		}
	})
}

func Test导入通知_两人办_改变日历并留下版本(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		former := book(t, s)
		n := propose(t, s, floodDay())
		if n.No != "湘政办明电〔2020〕12号" {
			t.Errorf("number %q", n.No)
		}
		if book(t, s).Version() != former.Version() {
			t.Error("a proposal must not change the calendar")
		}
		read(t, s, func(tx *store.Tx) error {
			changes, err := workdays.Changes(tx, n.ID)
			if err != nil || len(changes) != 2 || changes[0].Day != calendar.DayOf(2020, 6, 12) || changes[0].Other {
				t.Errorf("preview %v %v", changes, err)
			}
			return nil
		})
		self := s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := workdays.Confirm(tx, typist, n.ID, n.Version)
			return err
		})
		if !workdays.SamePerson.Is(self) {
			t.Errorf("the typist confirmed: %v", self)
		}
		act(t, s, func(tx *store.Tx) error { _, err := workdays.Confirm(tx, checker, n.ID, n.Version); return err })
		now := book(t, s)
		due, err := now.AddWorkdays(calendar.DayOf(2020, 6, 11), 1)
		if err != nil || due != calendar.DayOf(2020, 6, 13) {
			t.Errorf("due %s, %v", due, err)
		}
		read(t, s, func(tx *store.Tx) error {
			old, err := workdays.BookOf(tx, former.Version())
			if err != nil || old.Version() != former.Version() {
				t.Errorf("former version: %v", err)
			}
			if _, err := workdays.BookOf(tx, "2020-06-05 没有 #00000000"); !workdays.VersionUnknown.Is(err) {
				t.Errorf("made-up version: %v", err)
			}
			history, err := journal.History(tx, n.ID)
			if err != nil || len(history) != 2 || history[1].Kind != "calendar.confirm" {
				t.Errorf("%v %v", history, err)
			}
			return nil
		})
		again := s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := workdays.Confirm(tx, checker, n.ID, n.Version+1)
			return err
		})
		if !flow.StepRefused.Is(again) {
			t.Errorf("confirmed twice: %v", again)
		}
	})
}

func Test录错的通知_同文号重录后替换(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		load := func(in calendar.Notice) {
			n := propose(t, s, in)
			act(t, s, func(tx *store.Tx) error { _, err := workdays.Confirm(tx, checker, n.ID, n.Version); return err })
		}
		load(floodDay())
		wrong := book(t, s)
		right := floodDay()
		right.Days = right.Days[:1]
		load(right)
		works, err := book(t, s).IsWorkday(calendar.DayOf(2020, 6, 13))
		if err != nil || works {
			t.Errorf("the mistaken day still counts: %v %v", works, err)
		}
		read(t, s, func(tx *store.Tx) error {
			b, err := workdays.BookOf(tx, wrong.Version())
			if err != nil || b.Version() != wrong.Version() {
				t.Errorf("the version a case was dated with is lost: %v", err)
			}
			return nil
		})
	})
}

func Test通知要有文号_日期和内容(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		err := s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := workdays.Propose(tx, typist, calendar.Notice{Published: calendar.DayOf(2020, 6, 9)})
			return err
		})
		f, ok := fault.Of(err)
		if !ok || len(f.Fields) != 4 {
			t.Fatalf("%v", err)
		}
		clash := floodDay()
		clash.Days = append(clash.Days, calendar.Special{Day: calendar.DayOf(2020, 6, 12), Name: "防汛"})
		if err := s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := workdays.Propose(tx, typist, clash)
			return err
		}); err == nil || !strings.Contains(err.Error(), "2020-06-12") {
			t.Errorf("contradiction: %v", err)
		}
		clerk := flow.Actor{Account: "c", Roles: []flow.Role{"clerk"}}
		if err := s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := workdays.Propose(tx, clerk, floodDay())
			return err
		}); !workdays.NotKeeper.Is(err) {
			t.Errorf("clerk: %v", err)
		}
		n := propose(t, s, floodDay())
		act(t, s, func(tx *store.Tx) error {
			_, err := workdays.Withdraw(tx, typist, n.ID, n.Version, "日期录错")
			return err
		})
		propose(t, s, floodDay()) // a withdrawn one does not stand in the way
	})
}

func Test没有日历的年份_明说去哪里导入(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		_, err := book(t, s).AddWorkdays(calendar.DayOf(2020, 12, 30), 5)
		loud := workdays.Loud(err)
		f, ok := fault.Of(loud)
		if !ok || f.Def != workdays.NoCalendar || !strings.Contains(f.Sentence(), "2021") {
			t.Errorf("%v", loud)
		}
		if workdays.Loud(nil) != nil {
			t.Error("nil must stay nil")
		}
		read(t, s, func(tx *store.Tx) error {
			if _, err := workdays.BookAsOf(tx, calendar.DayOf(2000, 1, 1)); !workdays.NoCalendar.Is(err) {
				t.Errorf("before any notice: %v", err)
			}
			return nil
		})
	})
}

func BenchmarkBook(b *testing.B) {
	s, _ := storetest.SQLite(b)
	err := s.Read(context.Background(), func(tx *store.Tx) error {
		for b.Loop() {
			if _, err := workdays.Book(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

func TestTurns_每一天都按当时知道的日历(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		clock.Set(calendar.DayOf(2020, 6, 8).Start() + 9*3_600_000)
		n := propose(t, s, floodDay())
		clock.Set(calendar.DayOf(2020, 6, 9).Start() + 9*3_600_000)
		act(t, s, func(tx *store.Tx) error {
			_, err := workdays.Confirm(tx, checker, n.ID, n.Version)
			return err
		})
		read(t, s, func(tx *store.Tx) error {
			turns, err := workdays.Turns(tx)
			if err != nil {
				return err
			}
			last, before := turns[len(turns)-1], turns[len(turns)-2]
			if last.At != tx.Now() || before.At != calendar.DayOf(2020, 1, 26).Start() {
				t.Errorf("录入的通知从复核起知道，随平台的从公布日起，得到 %s %s", last.At, before.At)
			}
			off, _ := last.Book.IsWorkday(calendar.DayOf(2020, 6, 12))
			on, _ := before.Book.IsWorkday(calendar.DayOf(2020, 6, 12))
			if off || !on {
				t.Error("6 月 12 日：复核前上班，复核后放假")
			}
			trial := &calendar.Notice{Title: "预演", Days: []calendar.Special{{Day: calendar.DayOf(2020, 6, 12), Name: "预演", Off: false}}}
			with, err := workdays.TurnsWith(tx, trial)
			if err != nil || len(with) != len(turns) {
				t.Fatalf("%d 次 %v", len(with), err)
			}
			if on, _ := with[len(with)-1].Book.IsWorkday(calendar.DayOf(2020, 6, 12)); !on {
				t.Error("预演的日子说了算")
			}
			if now, err := workdays.Book(tx); err != nil || now.Version() != last.Book.Version() {
				t.Error("预演不动真的日历")
			}
			return nil
		})
	})
}
