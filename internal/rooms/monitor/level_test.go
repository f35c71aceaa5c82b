package monitor

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/manifest"
)

// book2020 is the calendar as it stood in mid-2020, both notices for 2020 in it.
func book2020(t testing.TB) *calendar.Book {
	t.Helper()
	book, err := calendar.NewBook(calendar.Builtin(), calendar.DayOf(2020, 6, 1))
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func day(t testing.TB, s string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func instant(t testing.TB, s string) calendar.Instant {
	t.Helper()
	at, err := calendar.ParseInstant(s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func decision(start calendar.Day, promised, statutory int) manifest.Clock {
	return manifest.Clock{Kind: "case.decision", Zh: "作出决定", Subject: "c1", Number: "TJ20200608-0001", Title: "示例事项",
		Unit: "zrzy", Started: start.Start() + 10*3600_000, Start: start,
		Limits: []manifest.Limit{{Name: manifest.LimitPromised, N: promised, Unit: calendar.WorkDays},
			{Name: manifest.LimitStatutory, N: statutory, Unit: calendar.WorkDays}}}
}

// The vectors are half-open: a level holds from the first millisecond of its
// day to the last before the next begins. Due days are those of the holiday
// notices of 2020 (start day not counted).
func TestLevelOf_边界都是半开区间(t *testing.T) {
	t.Parallel()
	book := book2020(t)
	for _, v := range []struct {
		name                string
		start               string
		promised, statutory int
		due                 string
		warn, yellow, red   string // first day of each
	}{
		{"春节延长", "2020-01-20", 5, 10, "2020-02-04", "2020-01-23", "2020-02-05", "2020-02-12"},
		{"除夕前一天收件", "2020-01-23", 1, 5, "2020-02-03", "2020-01-23", "2020-02-04", "2020-02-08"},
		{"周日上班日收件", "2020-01-19", 5, 10, "2020-02-03", "2020-01-22", "2020-02-04", "2020-02-11"},
		{"清明", "2020-03-30", 5, 20, "2020-04-07", "2020-04-02", "2020-04-08", "2020-04-28"},
		{"五一与调休", "2020-04-30", 3, 5, "2020-05-08", "2020-05-06", "2020-05-09", "2020-05-12"},
		{"调休周六到期", "2020-05-08", 1, 2, "2020-05-09", "2020-05-08", "2020-05-10", "2020-05-12"},
		{"端午", "2020-06-24", 5, 7, "2020-07-02", "2020-06-30", "2020-07-03", "2020-07-07"},
		{"周五到期，周六起黄牌", "2020-06-05", 5, 10, "2020-06-12", "2020-06-10", "2020-06-13", "2020-06-20"},
	} {
		c := decision(day(t, v.start), v.promised, v.statutory)
		at := func(at calendar.Instant) Level {
			level, _ := LevelOf(c, Default(), book, nil, at)
			return level
		}
		warn := max(day(t, v.warn).Start(), c.Started)
		yellow, red := day(t, v.yellow).Start(), day(t, v.red).Start()
		for _, want := range []struct {
			at    calendar.Instant
			level Level
		}{
			{c.Started - 1, LevelNone}, {warn - 1, LevelNone}, {warn, LevelWarn},
			{day(t, v.due).End(), LevelWarn}, {yellow - 1, LevelWarn}, {yellow, LevelYellow},
			{red - 1, LevelYellow}, {red, LevelRed}, {red + 40*86400_000, LevelRed},
		} {
			if got := at(want.at); got != want.level {
				t.Errorf("%s：%s 应为%s，得到%s", v.name, want.at.Time(), want.level.Zh(), got.Zh())
			}
		}
		if _, e := LevelOf(c, Default(), book, nil, warn); e.Dues[0].Day != day(t, v.due) {
			t.Errorf("%s：到期日应为 %s，得到 %s", v.name, v.due, e.Dues[0].Day)
		}
	}
}

func TestLevelOf_即办件次一工作日黄牌(t *testing.T) {
	t.Parallel()
	c := decision(day(t, "2020-06-12"), 0, 5) // a Friday
	for at, want := range map[string]Level{
		"2020-06-12 23:59:59": LevelNone, "2020-06-14 12:00": LevelNone,
		"2020-06-15 00:00": LevelYellow, "2020-06-19 23:59:59": LevelYellow, "2020-06-20 00:00": LevelRed,
	} {
		if got, e := LevelOf(c, Default(), book2020(t), nil, instant(t, at)); got != want || e.Rule != "即办件" {
			t.Errorf("%s：应为%s，得到%s（%s）", at, want.Zh(), got.Zh(), e.Rule)
		}
	}
}

func TestLevelOf_没有法定时限的按承诺后第三个工作日红牌(t *testing.T) {
	t.Parallel()
	c := decision(day(t, "2020-06-05"), 5, 0) // due Friday 06-12
	for at, want := range map[string]Level{"2020-06-16 23:59": LevelYellow, "2020-06-17 00:00": LevelRed} {
		if got, _ := LevelOf(c, Default(), book2020(t), nil, instant(t, at)); got != want {
			t.Errorf("%s：应为%s，得到%s", at, want.Zh(), got.Zh())
		}
	}
}

func TestLevelOf_暂停期间无牌_恢复后顺延(t *testing.T) {
	t.Parallel()
	c := decision(day(t, "2020-06-08"), 5, 10) // due 06-15 without the pause
	to := day(t, "2020-06-15")
	c.Pauses = []manifest.Pause{{Pause: calendar.Pause{From: day(t, "2020-06-12"), To: &to, Label: "专家评审"},
		Ground: "专家评审", Document: "桃自然资特告〔2020〕12号", Planned: to + 1}}
	for at, want := range map[string]Level{
		"2020-06-11 10:00": LevelWarn, // without the pause that begins tomorrow it would be due on 06-15
		"2020-06-12 00:00": LevelNone, "2020-06-15 23:59": LevelNone,
		"2020-06-16 00:00": LevelWarn, "2020-06-17 23:59": LevelWarn, "2020-06-18 00:00": LevelYellow,
	} {
		got, e := LevelOf(c, Default(), book2020(t), nil, instant(t, at))
		if got != want {
			t.Errorf("%s：应为%s，得到%s（%s）", at, want.Zh(), got.Zh(), e.Sentence)
		}
		if inside := at >= "2020-06-12" && at < "2020-06-16"; inside != (e.Paused != nil) {
			t.Errorf("%s：暂停应为 %v，得到 %v", at, inside, e.Paused)
		}
	}
}

func TestLevelOf_特别程序本身超过预计结束日(t *testing.T) {
	t.Parallel()
	c := manifest.Clock{Kind: "case.pause", Subject: "c1", Unit: "zrzy", Start: day(t, "2020-06-08"), Started: day(t, "2020-06-08").Start(),
		Limits: []manifest.Limit{{Name: manifest.LimitPromised, N: 4, Unit: calendar.CalendarDays}}} // 06-12
	for at, want := range map[string]Level{
		"2020-06-09 23:59": LevelNone, "2020-06-10 00:00": LevelWarn, "2020-06-12 23:59": LevelWarn,
		"2020-06-13 00:00": LevelYellow, "2020-06-15 23:59": LevelYellow, "2020-06-16 00:00": LevelRed,
	} {
		if got, e := LevelOf(c, Default(), book2020(t), nil, instant(t, at)); got != want {
			t.Errorf("%s：应为%s，得到%s（%s）", at, want.Zh(), got.Zh(), e.Sentence)
		}
	}
}

func TestLevelOf_办结和终止(t *testing.T) {
	t.Parallel()
	book, c := book2020(t), decision(day(t, "2020-06-05"), 5, 10)
	intime, late := instant(t, "2020-06-12 23:59:59"), instant(t, "2020-06-13 00:00")
	after := instant(t, "2020-09-01 09:00")
	for name, v := range map[string]struct {
		done *calendar.Instant
		void bool
		want Level
	}{
		"到期日当天办结不算超期": {&intime, false, LevelNone},
		"次日零点办结已是黄牌":  {&late, false, LevelYellow},
		"一直没办是红牌":     {nil, false, LevelRed},
		"终止的不发牌":      {nil, true, LevelNone},
	} {
		c.Fulfilled, c.Void = v.done, v.void
		if got, _ := LevelOf(c, Default(), book, nil, after); got != v.want {
			t.Errorf("%s：应为%s，得到%s", name, v.want.Zh(), got.Zh())
		}
	}
}

func TestLevelOf_缺配置要报警不能沉默(t *testing.T) {
	t.Parallel()
	book, at := book2020(t), instant(t, "2020-12-30 09:00")
	bare := decision(day(t, "2020-06-05"), 5, 10)
	bare.Limits = nil
	none := Default()
	none.Rules = none.Rules[:1]
	for name, v := range map[string]struct {
		clock manifest.Clock
		rules RuleSet
		book  *calendar.Book
		says  string
	}{
		"没有期限":   {bare, Default(), book, "事项目录"},
		"没有规则":   {decision(day(t, "2020-06-05"), 5, 10), none, book, "补一条规则"},
		"没有日历":   {decision(day(t, "2020-06-05"), 5, 10), Default(), nil, "节假日安排"},
		"缺下一年日历": {decision(day(t, "2020-12-29"), 20, 40), Default(), book, "2021 年"},
	} {
		level, e := LevelOf(v.clock, v.rules, v.book, nil, at)
		if level != LevelAlarm || !strings.Contains(e.Sentence, v.says) {
			t.Errorf("%s：应报警并提到“%s”，得到%s：%s", name, v.says, level.Zh(), e.Sentence)
		}
	}
}

func outage(number string, from, to calendar.Instant) SystemFault {
	return SystemFault{Number: number, State: FaultCertified, FromAt: from, ToAt: to}
}

func TestLevelOf_系统故障只补回重叠的工作日(t *testing.T) {
	t.Parallel()
	book := book2020(t)
	done := instant(t, "2020-06-15 11:00") // Monday; due Friday 06-12
	for name, v := range map[string]struct {
		from, to string
		units    []string
		want     Level
	}{
		"工作时间故障一天，补回一天":  {"2020-06-10 09:00", "2020-06-10 11:00", nil, LevelNone},
		"到期当天下午故障":       {"2020-06-12 15:00", "2020-06-12 17:30", nil, LevelNone},
		"夜间故障不补":         {"2020-06-10 18:00", "2020-06-11 08:00", nil, LevelYellow},
		"下班一刻开始不补":       {"2020-06-10 17:30", "2020-06-11 08:30", nil, LevelYellow},
		"周末故障不补":         {"2020-06-13 09:00", "2020-06-14 17:00", nil, LevelYellow},
		"受理当天故障不补（不计当天）": {"2020-06-05 09:00", "2020-06-05 17:00", nil, LevelYellow},
		"别的单位的故障不补":      {"2020-06-10 09:00", "2020-06-10 11:00", []string{"zjj"}, LevelYellow},
		"本单位的故障补回":       {"2020-06-10 09:00", "2020-06-10 11:00", []string{"zjj", "zrzy"}, LevelNone},
	} {
		c := decision(day(t, "2020-06-05"), 5, 10)
		c.Fulfilled = &done
		f := outage("GZ2020-001", instant(t, v.from), instant(t, v.to))
		f.Units = v.units
		level, e := LevelOf(c, Default(), book, []SystemFault{f}, instant(t, "2020-07-01 09:00"))
		if level != v.want || e.Without != LevelYellow || e.Excused(level) != (v.want == LevelNone) {
			t.Errorf("%s：应为%s，得到%s；不计故障为%s：%s", name, v.want.Zh(), level.Zh(), e.Without.Zh(), e.Sentence)
		}
	}
	// One day is given back, and the case took two more: it stays late.
	c := decision(day(t, "2020-06-05"), 5, 10)
	done = instant(t, "2020-06-16 09:00")
	c.Fulfilled = &done
	f := outage("GZ2020-001", instant(t, "2020-06-10 09:00"), instant(t, "2020-06-10 11:00"))
	if level, e := LevelOf(c, Default(), book, []SystemFault{f}, done); level != LevelYellow || e.Excused(level) {
		t.Errorf("补回一天后仍晚一天，应为黄牌，得到%s", level.Zh())
	}
}

func TestLevelOf_即办件当天故障次日办结不算超期(t *testing.T) {
	t.Parallel()
	c := decision(day(t, "2020-06-12"), 0, 5)
	done := instant(t, "2020-06-15 10:00")
	c.Fulfilled = &done
	f := outage("GZ2020-002", instant(t, "2020-06-12 14:00"), instant(t, "2020-06-12 16:00"))
	if level, e := LevelOf(c, Default(), book2020(t), []SystemFault{f}, done); level != LevelNone || !e.Excused(level) {
		t.Errorf("应不计逾期，得到%s：%s", level.Zh(), e.Sentence)
	}
}

func drawClock(t *rapid.T) manifest.Clock {
	start := calendar.DayOf(2020, 1, 2) + calendar.Day(rapid.IntRange(0, 240).Draw(t, "start"))
	promised := rapid.IntRange(0, 20).Draw(t, "promised")
	c := decision(start, promised, promised+rapid.IntRange(0, 15).Draw(t, "more"))
	c.Extension = rapid.SampledFrom([]int{0, 0, 10}).Draw(t, "extension")
	return c
}

func TestLevelOf_未办结时随时间只升不降_重算相同(t *testing.T) {
	t.Parallel()
	book := book2020(t)
	rapid.Check(t, func(r *rapid.T) {
		c := drawClock(r)
		a := c.Started + calendar.Instant(rapid.Int64Range(0, 60*86400_000).Draw(r, "a"))
		b := a + calendar.Instant(rapid.Int64Range(0, 30*86400_000).Draw(r, "b"))
		first, e1 := LevelOf(c, Default(), book, nil, a)
		again, e2 := LevelOf(c, Default(), book, nil, a)
		then, _ := LevelOf(c, Default(), book, nil, b)
		if first > then {
			r.Fatalf("%s 为%s，%s 却为%s", a, first.Zh(), b, then.Zh())
		}
		if first != again || e1.Sentence != e2.Sentence {
			r.Fatalf("同样的输入得到%s和%s", first.Zh(), again.Zh())
		}
	})
}

// A fault excuses only when, without its days, the case is in time; and never
// makes anything worse. The oracle counts day by day.
func TestLevelOf_故障免责等于逐日扣除(t *testing.T) {
	t.Parallel()
	book := book2020(t)
	rapid.Check(t, func(r *rapid.T) {
		c := drawClock(r)
		c.Extension = 0
		done := c.Started + calendar.Instant(rapid.Int64Range(0, 40*86400_000).Draw(r, "done"))
		c.Fulfilled = &done
		from := c.Started + calendar.Instant(rapid.Int64Range(-5*86400_000, 40*86400_000).Draw(r, "from"))
		f := outage("GZ2020-001", from, from+calendar.Instant(rapid.Int64Range(1, 4*86400_000).Draw(r, "long")))
		level, e := LevelOf(c, Default(), book, []SystemFault{f}, done)
		plain, _ := LevelOf(c, Default(), book, nil, done)
		if level > plain || e.Without != plain {
			r.Fatalf("有故障反而更重：%s→%s（%s）", plain.Zh(), level.Zh(), e.Without.Zh())
		}
		if c.Limits[0].N == 0 {
			return // counted by its own rule, tested above
		}
		if want := countByHand(t, book, c, f, done) > c.Limits[0].N; want != level.Late() {
			r.Fatalf("逐日推算超期＝%v，得到%s：%s", want, level.Zh(), e.Sentence)
		}
	})
}

func countByHand(t *testing.T, book *calendar.Book, c manifest.Clock, f SystemFault, done calendar.Instant) (used int) {
	for d := c.Start + 1; d < done.Day(); d++ { // full days used up before the day it was done
		open, err := book.IsWorkday(d)
		if err != nil {
			t.Fatal(err)
		}
		hit := f.FromAt < d.Start()+calendar.Instant(17*60+30)*60_000 && f.ToAt > d.Start()+calendar.Instant(8*60+30)*60_000
		if open && !hit {
			used++
		}
	}
	if done.Day() > c.Start {
		used++ // the day it was done lies beyond the limit only when N are used up before it
	}
	return used
}

func TestLevelOf_延长之前不按延长后的期限算(t *testing.T) {
	t.Parallel()
	c := decision(day(t, "2020-06-05"), 5, 5) // 到 2020-06-12
	given := instant(t, "2020-06-12 16:00")
	c.Extension, c.ExtendedAt = 10, &given
	for at, left := range map[string]int{"2020-06-12 15:59": 0, "2020-06-12 16:00": 10} {
		if _, e := LevelOf(c, Default(), book2020(t), nil, instant(t, at)); e.Left != left {
			t.Errorf("%s 应还剩 %d 个工作日，得到 %d：%s", at, left, e.Left, e.Sentence)
		}
	}
}
