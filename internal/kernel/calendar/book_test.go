package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// must gives a test its day, or stops it.
func must(t testing.TB, s string) Day {
	t.Helper()
	d, err := ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// bookAt is the built-in calendar as published up to a day.
func bookAt(t testing.TB, asOf string) *Book {
	t.Helper()
	b, err := NewBook(Builtin(), must(t, asOf))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func today(t testing.TB) *Book { return bookAt(t, "2026-06-30") }

// exceptions lists, per year, the Mondays to Fridays that are off and the weekend days that are worked.
var exceptions = []struct {
	year    int
	off, on string
	total   int
}{
	{2020, "0101 0124 0127 0128 0129 0130 0131 0406 0501 0504 0505 0625 0626 1001 1002 1005 1006 1007 1008",
		"0119 0426 0509 0628 0927 1010", 249},
	{2021, "0101 0211 0212 0215 0216 0217 0405 0503 0504 0505 0614 0920 0921 1001 1004 1005 1006 1007",
		"0207 0220 0425 0508 0918 0926 1009", 250},
	{2022, "0103 0131 0201 0202 0203 0204 0404 0405 0502 0503 0504 0603 0912 1003 1004 1005 1006 1007",
		"0129 0130 0402 0424 0507 1008 1009", 249},
	{2023, "0102 0123 0124 0125 0126 0127 0405 0501 0502 0503 0622 0623 0929 1002 1003 1004 1005 1006",
		"0128 0129 0423 0506 0625 1007 1008", 249},
	{2024, "0101 0212 0213 0214 0215 0216 0404 0405 0501 0502 0503 0610 0916 0917 1001 1002 1003 1004 1007",
		"0204 0218 0407 0428 0511 0914 0929 1012", 251},
	{2025, "0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 1007 1008",
		"0126 0208 0427 0928 1011", 248},
	{2026, "0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005 1006 1007",
		"0104 0214 0228 0509 0920 1010", 248},
}

func TestBuiltinExceptions(t *testing.T) {
	t.Parallel()
	b := today(t)
	for _, e := range exceptions {
		var off, on []string
		total := 0
		for d := DayOf(e.year, 1, 1); d.Year() == e.year; d++ {
			works, err := b.IsWorkday(d)
			if err != nil {
				t.Fatal(err)
			}
			if works {
				total++
			}
			mmdd := fmt.Sprintf("%02d%02d", d.Month(), d.Dom())
			switch weekend := d.Weekday() == 0 || d.Weekday() == 6; {
			case works && weekend:
				on = append(on, mmdd)
			case !works && !weekend:
				off = append(off, mmdd)
			}
		}
		if diff := cmp.Diff(e.off, strings.Join(off, " ")); diff != "" {
			t.Errorf("%d 周一至周五放假 (-want +got):\n%s", e.year, diff)
		}
		if diff := cmp.Diff(e.on, strings.Join(on, " ")); diff != "" {
			t.Errorf("%d 周末上班 (-want +got):\n%s", e.year, diff)
		}
		if total != e.total {
			t.Errorf("%d 工作日 = %d, want %d", e.year, total, e.total)
		}
	}
}

func TestWorkdaysPerYearAndMonth(t *testing.T) {
	t.Parallel()
	b := today(t)
	years := map[int]int{2007: 249, 2008: 251, 2009: 250, 2010: 250, 2011: 250, 2012: 249, 2013: 250,
		2014: 250, 2015: 249, 2016: 250, 2017: 249, 2018: 250, 2019: 250}
	for y, want := range years {
		n := 0
		for d := DayOf(y, 1, 1); d.Year() == y; d++ {
			if w, _ := b.IsWorkday(d); w {
				n++
			}
		}
		if n != want {
			t.Errorf("%d 工作日 = %d, want %d", y, n, want)
		}
	}
	months := []int{17, 20, 22, 22, 19, 21, 23, 21, 23, 17, 21, 23}
	for i, want := range months {
		n, err := b.WorkdaysBetween(DayOf(2020, i+1, 1)-1, DayOf(2020, i+2, 1)-1)
		if err != nil || n != want {
			t.Errorf("2020年%d月工作日 = %d, %v, want %d", i+1, n, err, want)
		}
	}
}

func TestOldMakeUpDays(t *testing.T) {
	t.Parallel()
	b := today(t)
	cases := map[string]string{
		"2007-02-17": "调休上班（春节，国办发明电〔2006〕49号）",
		"2007-02-25": "调休上班（春节，国办发明电〔2006〕49号）",
		"2007-12-29": "调休上班（元旦，国办发明电〔2007〕52号）", // set by the next year's notice
		"2007-12-31": "元旦（国办发明电〔2007〕52号）",
		"2011-12-31": "调休上班（元旦，国办发明电〔2011〕45号）",
		"2018-12-29": "调休上班（元旦，国办发明电〔2018〕15号）",
		"2018-12-31": "元旦（国办发明电〔2018〕15号）",
		"2022-12-31": "元旦（国办发明电〔2022〕16号）",
		"2015-09-04": "抗战胜利纪念日（国发明电〔2015〕1号）",
		"2009-01-02": "元旦（国务院办公厅关于2009年部分节假日安排的通知（文号待核））",
		"2020-06-08": "工作日",
		"2020-06-07": "周末",
	}
	for day, want := range cases {
		if _, got, err := b.Explain(must(t, day)); err != nil || got != want {
			t.Errorf("Explain(%s) = %q, %v, want %q", day, got, err, want)
		}
	}
}

func TestNoticesBuiltin(t *testing.T) {
	t.Parallel()
	notices := Builtin()
	covered := map[int]int{}
	for i, n := range notices {
		if i > 0 && n.Published <= notices[i-1].Published {
			t.Errorf("%s 不在前一份之后", n.Title)
		}
		for _, y := range n.Years() {
			covered[y]++
		}
		if n.No == "" && !strings.Contains(n.Title, "文号待核") {
			t.Errorf("%s 无文号而未说明", n.Title)
		}
		if len(n.Years()) > 0 && n.Published.Year() != n.Years()[0]-1 {
			t.Errorf("%s 发布于 %s", n.Title, n.Published)
		}
		for _, s := range n.Days {
			weekend := s.Day.Weekday() == 0 || s.Day.Weekday() == 6
			if !s.Off && !weekend {
				t.Errorf("%s: %s 本是工作日，却列为调休上班", n.Title, s.Day)
			}
		}
	}
	for y := 2007; y <= 2026; y++ {
		if covered[y] != 1 {
			t.Errorf("%d 年的通知有 %d 份", y, covered[y])
		}
	}
	notices[0].Days[0].Off = !notices[0].Days[0].Off
	if Builtin()[0].Days[0] == notices[0].Days[0] {
		t.Error("改动副本影响了内置数据")
	}
}

func TestTwoVersionsOf2020(t *testing.T) {
	t.Parallel()
	original, revised := bookAt(t, "2020-01-25"), bookAt(t, "2020-01-26")
	if v := original.Version(); !strings.HasPrefix(v, "2019-11-21 国办发明电〔2019〕16号 #") {
		t.Errorf("original version %q", v)
	}
	if v := revised.Version(); !strings.HasPrefix(v, "2020-01-26 国办发明电〔2020〕1号 #") {
		t.Errorf("revised version %q", v)
	}
	for day, want := range map[string][2]bool{
		"2020-01-31": {true, false}, "2020-02-01": {true, false}, "2020-02-02": {false, false}, "2020-02-03": {true, true},
	} {
		o, _ := original.IsWorkday(must(t, day))
		r, _ := revised.IsWorkday(must(t, day))
		if got := [2]bool{o, r}; got != want {
			t.Errorf("%s = %v, want %v", day, got, want)
		}
	}
	if first, last := revised.Years(); first != 2007 || last != 2020 {
		t.Errorf("Years = %d, %d", first, last)
	}
}

func TestBookRefuses(t *testing.T) {
	t.Parallel()
	y2020, ext := Builtin()[15], Builtin()[16]
	edit := func(n Notice, f func(*Notice)) Notice { n.Days = slices.Clone(n.Days); f(&n); return n }
	cases := []struct {
		name    string
		notices []Notice
		want    string
	}{
		{"没有通知", nil, "2026 年的节假日安排还没有导入"},
		{"只有修补通知", []Notice{ext}, "2026 年的节假日安排还没有导入"},
		{"中间缺一年", []Notice{y2020, Builtin()[18]}, "2021 年的节假日安排还没有导入"},
		{"缺发布日期", []Notice{edit(y2020, func(n *Notice) { n.Published = 0 })}, "缺少发布日期"},
		{"没有日期", []Notice{{No: "x", Published: 1}}, "没有列出任何"},
		{"没有名称", []Notice{{Published: 1, Days: ext.Days}}, "既没有文号也没有标题"},
		{"自相矛盾", []Notice{edit(y2020, func(n *Notice) {
			n.Days = append(n.Days, Special{Day: DayOf(2020, 1, 1), Name: "元旦"})
		})}, "2020-01-01 既写放假又写上班"},
		{"同日两份矛盾", []Notice{y2020, edit(ext, func(n *Notice) { n.Published = y2020.Published })}, "说法不一"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := NewBook(c.notices, must(t, "2026-06-30"))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("err = %v, want …%s…", err, c.want)
			}
		})
	}
}

func TestEndOfCoverage(t *testing.T) {
	t.Parallel()
	b := bookAt(t, "2018-06-01")
	eve := must(t, "2018-12-31")
	if w, err := b.IsWorkday(eve); err != nil || !w || !b.Provisional(eve) {
		t.Errorf("2018-12-31 尚无次年通知时 = %v, %v, provisional %v", w, err, b.Provisional(eve))
	}
	if b.Provisional(must(t, "2018-12-23")) || b.Provisional(must(t, "2017-12-29")) {
		t.Error("已定的日子被当作未定")
	}
	later := bookAt(t, "2018-12-06")
	if w, _ := later.IsWorkday(eve); w || later.Provisional(eve) || later.Version() == b.Version() {
		t.Error("次年通知发布后 2018-12-31 应放假且已定，版本应变")
	}
	last := must(t, "2018-12-28")
	for name, call := range map[string]func() error{
		"Due wd":        func() error { _, err := b.Due(last, 5, WorkDays); return err },
		"Due cd":        func() error { _, err := b.Due(last, 4, CalendarDays); return err },
		"Due far":       func() error { _, err := b.Due(last, 1<<40, CalendarDays); return err },
		"Between":       func() error { _, err := b.WorkdaysBetween(last, eve+1); return err },
		"NextWorkday":   func() error { _, err := b.NextWorkday(eve + 1); return err },
		"Explain":       func() error { _, _, err := b.Explain(eve + 1); return err },
		"DueWithPauses": func() error { _, err := b.DueWithPauses(last, 5, WorkDays, nil); return err },
		"Trace":         func() error { _, err := b.Trace(last, 1, WorkDays, nil, eve+1); return err },
	} {
		var missing *NoCalendarError
		if err := call(); !errors.Is(err, ErrNoCalendar) || !errors.As(err, &missing) || missing.Year != 2019 {
			t.Errorf("%s: err = %v, want 2019 年缺安排", name, err)
		}
	}
	if _, err := b.AddWorkdays(must(t, "2006-12-31"), 1); !errors.Is(err, ErrNoCalendar) {
		t.Errorf("2006 年起算: %v", err)
	}
	if d, err := b.Due(must(t, "2006-12-31"), 3, CalendarDays); err != nil || d.String() != "2007-01-04" {
		t.Errorf("自然日起算日不需要日历: %v, %v", d, err)
	}
}

func TestCheckFindsWhatAFileForgot(t *testing.T) {
	t.Parallel()
	b := today(t)
	var y2007 []Special
	for _, s := range Builtin()[0].Days {
		// A public file of that year lacks the two make-up days around 春节.
		if s.Day != must(t, "2007-02-17") && s.Day != must(t, "2007-02-25") {
			y2007 = append(y2007, s)
		}
	}
	const why = "调休上班（春节，国办发明电〔2006〕49号）"
	want := []Difference{
		{Day: must(t, "2007-02-17"), Ours: true, Why: why},
		{Day: must(t, "2007-02-25"), Ours: true, Why: why},
	}
	if diff := cmp.Diff(want, b.Check(y2007)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for i, n := range Builtin() {
		if len(n.Years()) == 0 || n.Years()[0] == 2015 || n.Years()[0] == 2019 || n.Years()[0] == 2020 {
			continue // mended later in the year
		}
		if got := b.Check(n.Days); len(got) > 0 {
			t.Errorf("notice %d %s: %v", i, n.Title, got)
		}
	}
	if got := bookAt(t, "2020-01-26").Check(Builtin()[15].Days); len(got) != 2 {
		t.Errorf("2020 年原安排与修订相差 %v, want 01-31 和 02-01", got)
	}
}
