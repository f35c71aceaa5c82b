package monitor

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var (
	supervisor = flow.Actor{Account: "s1", Name: "孙正", Unit: "fgj", Roles: []flow.Role{identity.Supervisor}, Channel: "pc"}
	other      = flow.Actor{Account: "s2", Name: "李直", Unit: "fgj", Roles: []flow.Role{identity.Supervisor}, Channel: "pc"}
	leader     = flow.Actor{Account: "l1", Name: "县长", Unit: "zfb", Roles: []flow.Role{identity.Leader}, Channel: "pc"}
	head       = flow.Actor{Account: "h1", Name: "刘强", Unit: "zrzy", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	reviewer   = flow.Actor{Account: "r1", Name: "周敏", Unit: "zrzy", Roles: []flow.Role{identity.Reviewer}, Channel: "pc"}
	outsider   = flow.Actor{Account: "h2", Name: "钱进", Unit: "zjj", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	keeper     = flow.Actor{Account: "k1", Name: "系统管理员", Unit: "zrzy", Roles: []flow.Role{identity.SystemAdmin}, Channel: "pc"}
)

// shelf is a source whose clocks a test sets; it answers filters as a room does.
type shelf struct {
	mu     sync.Mutex
	clocks []manifest.Clock
	asked  []manifest.ClockFilter
}

func (s *shelf) set(clocks ...manifest.Clock) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clocks = clocks
}

func (s *shelf) source(kind string) manifest.ClockSource {
	return manifest.ClockSource{Kind: kind, Zh: "作出决定", List: func(_ *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.asked = append(s.asked, f)
		return slices.DeleteFunc(slices.Clone(s.clocks), func(c manifest.Clock) bool {
			done := c.Fulfilled != nil
			return (f.OpenOnly && (done || c.Void)) || (f.Subject != "" && f.Subject != c.Subject) ||
				(f.Unit != "" && f.Unit != c.Unit) || (f.Claimed && c.Claimed == nil) ||
				(f.Touched != nil && (c.Start > f.Touched.To || (done && c.Fulfilled.Day() < f.Touched.From)))
		}), nil
	}}
}

// county is a monitor over one shelf.
type county struct {
	t     *testing.T
	s     *store.Store
	clock *store.SetClock
	shelf *shelf
	w     *Watcher
}

func both(t *testing.T, test func(t *testing.T, c *county)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		sh := &shelf{}
		test(t, &county{t, s, clock, sh, Watch([]manifest.ClockSource{sh.source("case.decision")})})
	})
}

func (c *county) act(fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Write(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c *county) read(fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Read(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c *county) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Write(context.Background(), fn); !want.Is(err) {
		c.t.Fatalf("应答 %s，得到 %v", want.Code, err)
	}
}

func (c *county) at(when string) { c.clock.Set(instant(c.t, when)) }

func (c *county) remind() {
	c.t.Helper()
	if err := c.w.Remind(c.s); err != nil {
		c.t.Fatal(err)
	}
}

func (c *county) inbox(by flow.Actor) (out []Notice) {
	c.t.Helper()
	c.read(func(tx *store.Tx) (err error) {
		out, err = Inbox(tx, by, 100)
		return err
	})
	return out
}

func (c *county) figure(id string, asOf string) (v manifest.Value, trace []manifest.Record) {
	c.t.Helper()
	q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 6, 30)}, AsOf: instant(c.t, asOf)}
	for _, f := range c.w.Room().Figures {
		if f.ID != id {
			continue
		}
		c.read(func(tx *store.Tx) (err error) {
			if v, err = f.Value(tx, q); err != nil {
				return err
			}
			trace, err = f.Trace(tx, q)
			return err
		})
		return v, trace
	}
	c.t.Fatalf("没有这个数：%s", id)
	return v, nil
}

// due0612 is a case due on Friday 12 June, handled by r1.
func due0612(t *testing.T, subject string) manifest.Clock {
	c := decision(day(t, "2020-06-05"), 5, 10)
	c.Subject, c.Number, c.Handler = subject, "TJ20200605-"+subject, "r1"
	return c
}

func TestTablesAreSound(t *testing.T) {
	for _, table := range Watch(nil).Room().Flows {
		if err := table.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func Test提醒逐级升级_每级只发一次(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		c.shelf.set(due0612(t, "0001"))
		for _, v := range []struct {
			at                       string
			reviewer, head, overseer int
		}{
			{"2020-06-09 23:59", 0, 0, 0},
			{"2020-06-10 00:00", 1, 0, 0}, {"2020-06-12 23:59", 1, 0, 0},
			{"2020-06-13 00:00", 2, 1, 0}, {"2020-06-19 23:59", 2, 1, 0},
			{"2020-06-20 00:00", 3, 2, 1}, {"2020-06-25 09:00", 3, 2, 1},
		} {
			c.at(v.at)
			c.remind()
			c.w = Watch(c.w.sources) // as after a restart
			c.remind()
			about := func(by flow.Actor) (n int) {
				for _, notice := range c.inbox(by) {
					if strings.Contains(notice.Sentence, "TJ20200605-0001") {
						n++
					}
				}
				return n
			}
			got := [...]int{about(reviewer), about(head), about(supervisor)}
			if want := [...]int{v.reviewer, v.head, v.overseer}; got != want {
				t.Errorf("%s：经办、负责人、监管应各有 %v 条，得到 %v", v.at, want, got)
			}
		}
		if len(c.inbox(outsider)) != 0 {
			t.Error("别的单位收到了提醒")
		}
		c.at("2020-06-26 09:00")
		n := c.inbox(reviewer)[0]
		c.refused(noticeUnknown, func(tx *store.Tx) error { _, err := MarkNotice(tx, outsider, n.ID, VerbRead, ""); return err })
		system := flow.System("notify")
		mark := func(by flow.Actor, verb flow.Verb, note string, want flow.State) {
			c.act(func(tx *store.Tx) (err error) { n, err = MarkNotice(tx, by, n.ID, verb, note); return err })
			if n.State != want {
				t.Errorf("应为 %s，得到 %s", want, n.State)
			}
		}
		mark(system, VerbFailed, "短信网关无应答", NoticeFailed)
		mark(system, VerbSent, "", NoticeSent)
		mark(reviewer, VerbRead, "", NoticeRead)
		if n.Tries != 3 {
			t.Errorf("应记 3 次，得到 %d", n.Tries)
		}
	})
}

func Test提醒和事实同一笔(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		c.shelf.set(due0612(t, "0001"))
		c.at("2020-06-13 08:00")
		var wg sync.WaitGroup
		for range 4 { // four nodes at once
			wg.Go(func() {
				if err := c.w.Remind(c.s); err != nil && !store.ChangedMeanwhile.Is(err) {
					t.Errorf("提醒：%v", err)
				}
			})
		}
		wg.Wait()
		c.remind()
		if got := len(c.inbox(head)); got != 1 {
			t.Fatalf("应只有 1 条提醒，得到 %d", got)
		}
		c.read(func(tx *store.Tx) error {
			id := c.inbox(head)[0].ReminderID
			events, err := journal.History(tx, id)
			if err == nil && (len(events) != 1 || events[0].Kind != "monitor.remind") {
				t.Errorf("应有一条留痕，得到 %v", events)
			}
			return err
		})
	})
}

func Test扫描只问临近的(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		c.at("2020-06-24 09:00")
		c.remind()
		f := c.shelf.asked[len(c.shelf.asked)-1]
		// Two working days after Wednesday 24 June lie behind the holiday of 25 to 27 June.
		if !f.OpenOnly || f.DueBy == nil || *f.DueBy != day(t, "2020-06-29") {
			t.Errorf("应只问 06-29 前到期、没办结的，得到 %+v", f)
		}
	})
}

func Test系统故障两人认定后才免责(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		late, later := due0612(t, "0001"), due0612(t, "0002")
		one, two := instant(t, "2020-06-15 11:00"), instant(t, "2020-06-17 11:00")
		late.Fulfilled, later.Fulfilled = &one, &two
		open := due0612(t, "0003")
		void := due0612(t, "0004")
		void.Void = true
		c.shelf.set(late, later, open, void)
		c.at("2020-06-18 09:00")
		if v, trace := c.figure("monitor.overdue", "2020-06-30 12:00"); v.Num != 3 || len(trace) != 3 {
			t.Fatalf("没有认定故障时应有 3 件逾期，得到 %+v", v)
		}
		in := FaultInput{System: "审批平台", From: instant(t, "2020-06-10 09:00"), To: instant(t, "2020-06-10 15:00"),
			Cause: "机房断电", Document: "县大数据中心故障报告第 3 号", Units: []string{"zjj"}}
		var f SystemFault
		c.act(func(tx *store.Tx) (err error) { f, err = ReportFault(tx, head, in); return err })
		if f.Number != "GZ2020-001" || !cmp.Equal(f.Units, []string{"zrzy"}) {
			t.Errorf("单位只能报自己的故障，得到 %s %v", f.Number, f.Units)
		}
		certify := func(by flow.Actor, id string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := CertifyFault(tx, by, id, 1, "与运维记录一致"); return err }
		}
		if v, _ := c.figure("monitor.overdue", "2020-06-30 12:00"); v.Num != 3 {
			t.Errorf("没有认定的故障不能免责，得到 %d 件", v.Num)
		}
		c.refused(flow.StepForbidden, certify(head, f.ID))
		c.refused(faultUnknown, certify(outsider, f.ID))
		c.act(certify(supervisor, f.ID))
		c.refused(flow.StepRefused, certify(other, f.ID))
		v, trace := c.figure("monitor.overdue", "2020-06-30 12:00")
		if v.Num != 2 || v.Text != "2" || len(trace) != 2 {
			t.Errorf("补回一天后只有第一件不再逾期，得到 %+v %v", v, trace)
		}
		v, trace = c.figure("monitor.overdue_excused", "2020-06-30 12:00")
		if v.Num != 1 || len(trace) != 1 || trace[0].ID != "0001" || !strings.Contains(trace[0].Title, "GZ2020-001") {
			t.Errorf("应有一件因故障不计，并写明故障编号，得到 %+v %v", v, trace)
		}
		// As it was known before the ruling, nothing was excused.
		if v, _ := c.figure("monitor.overdue", "2020-06-17 18:00"); v.Num != 3 {
			t.Errorf("认定之前的截止时点应仍为 3 件，得到 %d", v.Num)
		}
		own := in
		var mine SystemFault
		c.act(func(tx *store.Tx) (err error) { mine, err = ReportFault(tx, supervisor, own); return err })
		c.refused(samePerson, certify(supervisor, mine.ID))
		c.act(func(tx *store.Tx) error {
			_, err := RejectFault(tx, other, mine.ID, 1, "与住建局无关")
			return err
		})
	})
}

func Test故障记录要有证据和起止(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		c.at("2020-06-10 12:00")
		err := c.s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := ReportFault(tx, head, FaultInput{From: instant(t, "2020-06-10 11:00"), To: instant(t, "2020-06-10 15:00")})
			return err
		})
		f, ok := fault.Of(err)
		if !ok || len(f.Fields) != 4 {
			t.Fatalf("应一次说出 4 处问题，得到 %v", err)
		}
	})
}

func Test逾期为零也是一个数(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		done := instant(t, "2020-06-12 17:00")
		k := due0612(t, "0001")
		k.Fulfilled = &done
		c.shelf.set(k)
		c.at("2020-07-01 09:00")
		v, trace := c.figure("monitor.overdue", "2020-07-01 00:00")
		if v.Num != 0 || v.Den != 1 || v.Text != "0" || len(trace) != 0 {
			t.Errorf("应为 0 件，得到 %+v", v)
		}
		bare := due0612(t, "0002")
		bare.Limits = nil
		c.shelf.set(k, bare)
		if v, _ := c.figure("monitor.overdue", "2020-07-01 00:00"); v.Text != "0（另有 1 件缺期限或日历，无法判定）" {
			t.Errorf("判定不了的要说出来，得到 %q", v.Text)
		}
	})
}

func Test临期件数(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		c.shelf.set(due0612(t, "0001"))
		c.at("2020-06-12 23:59")
		for asOf, want := range map[string]int64{"2020-06-09 23:59": 0, "2020-06-10 00:00": 1, "2020-06-12 23:59": 1} {
			if v, _ := c.figure("monitor.near_due", asOf); v.Num != want {
				t.Errorf("%s 应有 %d 件临期，得到 %d", asOf, want, v.Num)
			}
		}
	})
}

func Test规则两人改_只管以后(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		c.at("2020-06-01 09:00")
		set := Default()
		set.Document, set.From = "桃政办发〔2020〕5号", day(t, "2020-06-08")
		set.Rules[1].Warn = []Edge{tightest(-3, calendar.WorkDays)}
		var row RulesRow
		c.refused(notRuler, func(tx *store.Tx) error { _, err := ProposeRules(tx, head, set); return err })
		past := set
		past.From = day(t, "2020-06-01")
		c.refused(fault.FormInvalid, func(tx *store.Tx) error { _, err := ProposeRules(tx, supervisor, past); return err })
		c.act(func(tx *store.Tx) (err error) { row, err = ProposeRules(tx, supervisor, set); return err })
		c.refused(rulesWaiting, func(tx *store.Tx) error { _, err := ProposeRules(tx, other, set); return err })
		c.refused(samePerson, func(tx *store.Tx) error { _, err := ConfirmRules(tx, supervisor, row.ID, 1); return err })
		c.act(func(tx *store.Tx) error { _, err := ConfirmRules(tx, leader, row.ID, 1); return err })
		before, after := due0612(t, "0001"), due0612(t, "0002")
		after.Start, after.Started = day(t, "2020-06-08"), day(t, "2020-06-08").Start() // due 06-15
		c.shelf.set(before, after)
		c.at("2020-06-10 00:00")
		c.read(func(tx *store.Tx) error {
			cards, err := c.w.Cards(tx, supervisor, CardFilter{Period: manifest.Period{From: day(t, "2020-06-01"), To: day(t, "2020-06-30")}})
			got := map[string]int{}
			for _, j := range cards {
				got[j.Clock.Subject] = j.Why.Rules
			}
			if diff := cmp.Diff(map[string]int{"0001": 0, "0002": 1}, got); diff != "" {
				t.Errorf("旧件用旧规则，新件提前 3 天预警：%s", diff)
			}
			return err
		})
		// A version confirmed too late would reach into the past.
		c.act(func(tx *store.Tx) (err error) {
			set.From = day(t, "2020-06-11")
			row, err = ProposeRules(tx, other, set)
			return err
		})
		c.clock.Advance(48 * time.Hour)
		c.refused(rulesPast, func(tx *store.Tx) error { _, err := ConfirmRules(tx, supervisor, row.ID, 1); return err })
		c.act(func(tx *store.Tx) error { _, err := DropRules(tx, supervisor, row.ID, 1); return err })
	})
}

func Test规则表有毛病要一次说全(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		err := c.s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := ProposeRules(tx, supervisor, RuleSet{Rules: []Rule{
				{Kind: "a", Name: "甲", Warn: []Edge{tightest(1, calendar.WorkDays)}, Yellow: []Edge{tightest(0, calendar.WorkDays)}},
				{Kind: "a", Name: "甲", Yellow: []Edge{tightest(1, "week")}, Red: []Edge{tightest(1, calendar.WorkDays)}},
			}})
			return err
		})
		f, ok := fault.Of(err)
		if !ok || len(f.Fields) != 9 {
			t.Fatalf("应有 9 处问题，得到 %v", err)
		}
	})
}

func Test看板按到期分组_只看本单位(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		// It is Wednesday 10 June. Due: 9 June, 10 June, 12 June, 22 June.
		c.at("2020-06-10 09:00")
		make := func(subject, start string, n int) manifest.Clock {
			k := due0612(t, subject)
			k.Start, k.Limits[0].N = day(t, start), n
			k.Started = k.Start.Start()
			return k
		}
		paused := make("paused", "2020-06-01", 5)
		to := day(t, "2020-06-19")
		paused.Pauses = []manifest.Pause{{Pause: calendar.Pause{From: day(t, "2020-06-03"), To: &to, Label: "检测"}, Ground: "检测", Planned: to + 3}}
		held := make("held", "2020-06-05", 10)
		held.Handler = "r9"
		elsewhere := make("elsewhere", "2020-06-05", 3)
		elsewhere.Unit = "zjj"
		bare := make("bare", "2020-06-05", 3)
		bare.Limits = nil
		c.shelf.set(make("late", "2020-06-02", 5), make("today", "2020-06-05", 3), make("three", "2020-06-05", 5),
			make("rest", "2020-06-05", 11), paused, held, elsewhere, bare)
		names := func(list []Judged) (out []string) {
			for _, j := range list {
				out = append(out, j.Clock.Subject)
			}
			return out
		}
		board := func(by flow.Actor, f BoardFilter) (b Board) {
			c.read(func(tx *store.Tx) (err error) { b, err = c.w.Board(tx, by, f); return err })
			return b
		}
		b := board(reviewer, BoardFilter{Mine: true})
		got := map[string][]string{"late": names(b.Late), "today": names(b.Today), "three": names(b.Three),
			"rest": names(b.Rest), "paused": names(b.Paused), "waiting": names(b.Waiting)}
		want := map[string][]string{"late": {"bare", "late"}, "today": {"today"}, "three": {"three"},
			"rest": {"rest"}, "paused": {"paused"}, "waiting": {"held"}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if b := board(supervisor, BoardFilter{}); len(b.Units) != 2 || len(b.Today) != 2 {
			t.Errorf("监管应看到两个单位，得到 %+v", b.Units)
		}
		if b := board(head, BoardFilter{Unit: "zjj"}); len(b.Today)+len(b.Late) != 0 {
			t.Error("看到了别的单位")
		}
		if b := board(keeper, BoardFilter{}); len(b.Today)+len(b.Late) != 0 {
			t.Error("系统管理员不办业务，不该看到办件")
		}
	})
}

func Test过去任一时刻可以重算(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		k := due0612(t, "0001")
		done := instant(t, "2020-06-16 10:00")
		k.Fulfilled = &done
		c.shelf.set(k)
		c.at("2020-08-01 09:00")
		period := manifest.Period{From: day(t, "2020-06-01"), To: day(t, "2020-06-30")}
		for at, want := range map[string][]Level{
			"2020-06-09 12:00": nil, "2020-06-11 12:00": {LevelWarn}, "2020-06-14 12:00": {LevelYellow}, "2020-07-31 12:00": {LevelYellow},
		} {
			c.read(func(tx *store.Tx) error {
				cards, err := c.w.Cards(tx, leader, CardFilter{Period: period, At: instant(t, at)})
				var got []Level
				for _, j := range cards {
					got = append(got, j.Level)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s：%s", at, diff)
				}
				return err
			})
		}
	})
}

func Test补录看得见(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		claimed := instant(t, "2020-06-01 09:00")
		k, plain := due0612(t, "0001"), due0612(t, "0002")
		k.Claimed, k.ClaimReason = &claimed, "停电，纸质收件"
		c.shelf.set(k, k, plain)
		c.at("2020-06-10 09:00")
		period := manifest.Period{From: day(t, "2020-06-01"), To: day(t, "2020-06-30")}
		c.read(func(tx *store.Tx) error {
			found, err := c.w.LateEntries(tx, supervisor, period, "")
			if len(found) != 1 || found[0].Gap != 4 {
				t.Errorf("应有一条、相差 4 天，得到 %+v", found)
			}
			return err
		})
	})
}
