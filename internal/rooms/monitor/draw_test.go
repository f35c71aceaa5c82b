package monitor

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

const minute = calendar.Instant(60_000)

// turns2020 are the calendars as they came to be known: the second notice for
// 2020 on 26 January.
func turns2020(t rapid.TB) []workdays.Turn {
	var out []workdays.Turn
	for _, n := range calendar.Builtin() {
		if n.Published < calendar.DayOf(2019, 1, 1) || n.Published > calendar.DayOf(2020, 6, 1) {
			continue
		}
		book, err := calendar.NewBook(calendar.Builtin(), n.Published)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, workdays.Turn{At: n.Published.Start(), Book: book})
	}
	return out
}

// anyClock is a clock with a history of pauses, an extension and an end, around
// the change of the calendar in the spring of 2020.
func anyClock(t *rapid.T, subject string) manifest.Clock {
	start := calendar.DayOf(2020, 1, 15) + calendar.Day(rapid.IntRange(0, 25).Draw(t, "start"))
	c := decision(start, rapid.IntRange(0, 6).Draw(t, "promised"), 0)
	c.Subject, c.Number, c.Handler = subject, "TJ-"+subject, "r1"
	c.Limits[1].N = c.Limits[0].N + rapid.IntRange(0, 5).Draw(t, "statutory")
	c.Started = start.Start() + minute*calendar.Instant(rapid.IntRange(0, 1439).Draw(t, "started"))
	later := func(label string) calendar.Instant {
		return c.Started + minute*calendar.Instant(rapid.IntRange(1, 14*1440).Draw(t, label))
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "pauses") {
		ordered := later("ordered")
		from := ordered.Day()
		if n := len(c.Pauses); n > 0 && from <= c.Pauses[n-1].Planned {
			continue
		}
		planned := from + calendar.Day(rapid.IntRange(1, 8).Draw(t, "planned"))
		end := planned - 1
		p := manifest.Pause{Pause: calendar.Pause{From: from, Label: fmt.Sprint(i)}, Ground: "检测", Document: "特告1号", Planned: planned, Ordered: ordered}
		if rapid.Bool().Draw(t, "resumed") {
			at := ordered + minute*calendar.Instant(rapid.IntRange(1, 8*1440).Draw(t, "resume"))
			end = min(end, at.Day()-1)
			p.Resumed = &at
		}
		if p.To = &end; end < from {
			continue
		}
		c.Pauses = append(c.Pauses, p)
	}
	if rapid.Bool().Draw(t, "extended") {
		at := later("extended at")
		c.Extension, c.ExtendedAt = rapid.IntRange(1, 5).Draw(t, "days"), &at
	}
	at := later("end")
	switch rapid.IntRange(0, 2).Draw(t, "how") {
	case 0:
		c.Fulfilled = &at
	case 1:
		c.Void, c.VoidAt = true, &at
	}
	return c
}

func anyFaults(t *rapid.T) (out []SystemFault) {
	for i := range rapid.IntRange(0, 2).Draw(t, "faults") {
		from := calendar.DayOf(2020, 1, 15).Start() + minute*calendar.Instant(rapid.IntRange(0, 30*1440).Draw(t, "from"))
		to := from + minute*calendar.Instant(rapid.IntRange(1, 2*1440).Draw(t, "to"))
		ruled := to + minute*calendar.Instant(rapid.IntRange(1, 3*1440).Draw(t, "ruled"))
		out = append(out, SystemFault{State: FaultCertified, Number: fmt.Sprintf("GZ2020-%03d", i), FromAt: from, ToAt: to, RuledAt: &ruled})
	}
	return out
}

// What a watch that looks every minute sees is what the draws compute from the
// moments of the history.
func TestDraws_逐分钟看和从历史算一样(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := &bench{sets: []RuleSet{Default()}, faults: anyFaults(t), turns: turns2020(t)}
		c := anyClock(t, "c1")
		upto := c.Started + 25*1440*minute
		var want []string
		top := LevelNone
		for at := c.Started; at <= lastOpen(c, upto); at += minute {
			j, err := b.judgeWith(c, b.ruledBy(at), at)
			if err != nil {
				t.Fatal(err)
			}
			if j.Level > top {
				top = j.Level
				want = append(want, at.String()+" "+j.Level.Zh())
			}
		}
		drawn, err := b.draws(c, upto)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, lines(drawn)); diff != "" {
			t.Fatalf("%+v\n%s", c, diff)
		}
		// Any earlier instant has the beginning of the same list.
		at := c.Started + minute*calendar.Instant(rapid.IntRange(0, 25*1440).Draw(t, "at"))
		early, err := b.draws(c, at)
		if err != nil {
			t.Fatal(err)
		}
		later := func(j Judged) bool { return j.Why.At > at }
		if diff := cmp.Diff(lines(slices.DeleteFunc(drawn, later)), lines(early)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func lines(list []Judged) (out []string) {
	for _, j := range list {
		out = append(out, j.Why.At.String()+" "+j.Level.Zh())
	}
	return out
}

// The sweep runs every minute around every midnight and every event, as several
// programs started anew; its records are what is computed from the history at
// random instants.
func Test扫描发的牌和从历史重算一样(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, c *county) {
		clocks := make([]manifest.Clock, 0, 12)
		example := rapid.Custom(func(t *rapid.T) manifest.Clock { return anyClock(t, "x") })
		for i := range 12 {
			k := example.Example(i + 1)
			k.Subject, k.Number = fmt.Sprintf("%04d", i), fmt.Sprintf("TJ-%04d", i)
			clocks = append(clocks, k)
		}
		var points []calendar.Instant
		for day := calendar.DayOf(2020, 1, 15); day < calendar.DayOf(2020, 3, 1); day++ {
			points = append(points, day.Start(), day.Start()+minute)
		}
		b := &bench{}
		for _, k := range clocks {
			for _, at := range append(b.moments(k), k.Started, lastOpen(k, calendar.DayOf(2020, 3, 1).Start())+1) {
				points = append(points, at, at+minute)
			}
		}
		slices.Sort(points)
		points = slices.Compact(points)
		random := rapid.IntRange(0, 20)
		for i, at := range points {
			if at < calendar.DayOf(2020, 1, 15).Start() || at > calendar.DayOf(2020, 3, 1).Start() {
				continue
			}
			c.clock.Set(at)
			c.shelf.set(history(clocks, at)...)
			c.remind()
			if at == at.Day().Start() {
				c.w = Watch(c.w.sources) // as after a restart
				if err := c.w.Patrol(c.s); err != nil {
					t.Fatal(err)
				}
			}
			if random.Example(i) == 0 || i == len(points)-1 {
				c.sameCards(clocks, at)
			}
		}
		c.sums()
	})
}

// history is what the rooms would tell at the instant.
func history(clocks []manifest.Clock, at calendar.Instant) (out []manifest.Clock) {
	for _, k := range clocks {
		if k.Started <= at {
			out = append(out, asKnown(k, at))
		}
	}
	return out
}

// sameCards compares the records with what the whole history gives for the
// instant.
func (c *county) sameCards(clocks []manifest.Clock, at calendar.Instant) {
	c.t.Helper()
	c.shelf.set(clocks...)
	defer c.shelf.set(history(clocks, at)...)
	c.read(func(tx *store.Tx) error {
		period := manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 12, 31)}
		drawn, err := c.w.Drawn(tx, supervisor, CardFilter{Period: period, At: at, Kind: "case.decision"})
		if err != nil {
			return err
		}
		want, got := []string{}, []string{}
		for _, j := range drawn {
			want = append(want, fmt.Sprintf("%s %s %s", j.Clock.Subject, j.Level.Zh(), j.Why.At))
		}
		cards, err := ListCards(tx, supervisor, CardQuery{Kind: "case.decision", Limit: 500})
		for _, k := range cards {
			got = append(got, fmt.Sprintf("%s %s %s", k.Subject, k.Level.Zh(), k.FromAt))
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			c.t.Fatalf("%s：%s", at, diff)
		}
		return err
	})
}

// sums holds 发出 = 有效 + 被替代 + 撤销, and one card in force for each clock and rule.
func (c *county) sums() {
	c.t.Helper()
	c.read(func(tx *store.Tx) error {
		n := map[Status]int{}
		for _, s := range []Status{StatusIssued, StatusEffective, StatusReplaced, StatusWithdrawn} {
			cards, err := ListCards(tx, supervisor, CardQuery{Status: s, Limit: 500})
			if err != nil {
				return err
			}
			n[s] = len(cards)
			seen := map[string]bool{}
			for _, k := range cards {
				key := k.Kind + k.Subject + k.Started.String() + k.Rule
				if s == StatusEffective && seen[key] {
					c.t.Errorf("%s 有两张有效的牌", key)
				}
				seen[key] = true
			}
		}
		if n[StatusIssued] == 0 || n[StatusIssued] != n[StatusEffective]+n[StatusReplaced]+n[StatusWithdrawn] {
			c.t.Errorf("发出 = 有效 + 被替代 + 撤销：%v", n)
		}
		return nil
	})
}

// drawCard puts one late clock on the shelf and lets the sweep issue its cards.
func (c *county) drawCard(k manifest.Clock, when string) Card {
	c.t.Helper()
	c.shelf.set(k)
	c.at(when)
	c.remind()
	return c.lastCard(k.Subject)
}

func (c *county) lastCard(subject string) (out Card) {
	c.t.Helper()
	c.read(func(tx *store.Tx) error {
		cards, err := ListCards(tx, supervisor, CardQuery{Limit: 500})
		for _, k := range cards {
			if k.Subject == subject && k.Level >= out.Level {
				out = k
			}
		}
		return err
	})
	return out
}

var admin = flow.Actor{Account: "a1", Name: "系统管理员", Unit: "yhb", Roles: []flow.Role{identity.SystemAdmin}, Channel: "pc"}

func turnsOf(at calendar.Instant, book *calendar.Book, then calendar.Instant, next *calendar.Book) []workdays.Turn {
	return []workdays.Turn{{At: at, Book: book}, {At: then, Book: next}}
}
