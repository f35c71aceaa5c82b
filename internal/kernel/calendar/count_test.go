package calendar

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWorkdayVectors(t *testing.T) {
	t.Parallel()
	original, revised := bookAt(t, "2020-01-25"), today(t)
	cases := []struct {
		book  *Book
		start string
		n     int
		due   string
	}{
		{revised, "2020-01-20", 5, "2020-02-04"}, {revised, "2020-01-23", 1, "2020-02-03"},
		{revised, "2020-01-19", 5, "2020-02-03"}, {revised, "2020-01-23", 20, "2020-02-28"},
		{revised, "2020-02-01", 5, "2020-02-07"}, {revised, "2020-03-30", 5, "2020-04-07"},
		{revised, "2020-04-24", 5, "2020-04-30"}, {revised, "2020-04-30", 3, "2020-05-08"},
		{revised, "2020-05-08", 1, "2020-05-09"}, {revised, "2020-06-24", 5, "2020-07-02"},
		{revised, "2025-09-26", 8, "2025-10-14"}, {revised, "2026-02-13", 5, "2026-02-27"},
		{revised, "2026-09-18", 7, "2026-09-29"},
		// The same acceptance days by the calendar before and after the extension of 春节 2020.
		{original, "2020-01-20", 3, "2020-01-23"}, {revised, "2020-01-20", 3, "2020-01-23"},
		{original, "2020-01-20", 5, "2020-02-01"},
		{original, "2020-01-21", 3, "2020-01-31"}, {revised, "2020-01-21", 3, "2020-02-03"},
		{original, "2020-01-22", 8, "2020-02-07"}, {revised, "2020-01-22", 8, "2020-02-11"},
		{original, "2020-01-23", 2, "2020-02-01"}, {revised, "2020-01-23", 2, "2020-02-04"},
		{original, "2020-01-22", 16, "2020-02-19"}, {revised, "2020-01-22", 16, "2020-02-21"},
		{revised, "2020-04-24", 2, "2020-04-27"}, {revised, "2020-04-30", 4, "2020-05-09"},
		{revised, "2020-02-27", 2, "2020-03-02"},
		{revised, "2020-05-01", 0, "2020-05-01"},
		{revised, "2020-02-03", -1, "2020-01-23"}, {revised, "2020-02-01", -1, "2020-01-23"},
		{revised, "2020-05-11", -2, "2020-05-08"},
	}
	for _, c := range cases {
		got, err := c.book.AddWorkdays(must(t, c.start), c.n)
		if err != nil || got.String() != c.due {
			t.Errorf("%s + %d wd = %s, %v, want %s", c.start, c.n, got, err, c.due)
		}
	}
	if n, err := revised.WorkdaysBetween(must(t, "2020-02-20"), must(t, "2020-03-17")); n != 18 || err != nil {
		t.Errorf("(2020-02-20, 2020-03-17] = %d, %v, want 18", n, err)
	}
	for _, day := range []string{"2020-06-08", "2020-05-01"} {
		if n, err := revised.WorkdaysBetween(must(t, day), must(t, day)); n != 0 || err != nil {
			t.Errorf("当日办结 %s = %d, %v, want 0", day, n, err)
		}
	}
	if n, _ := revised.WorkdaysBetween(must(t, "2020-06-10"), must(t, "2020-06-08")); n != -2 {
		t.Errorf("倒数 = %d, want -2", n)
	}
}

func TestCalendarDaysRollOffRestDays(t *testing.T) {
	t.Parallel()
	b := today(t)
	cases := []struct {
		start string
		n     int
		due   string
	}{
		{"2020-06-01", 7, "2020-06-08"},  // a Monday
		{"2020-06-01", 5, "2020-06-08"},  // Saturday → Monday
		{"2020-06-10", 15, "2020-06-28"}, // 端午 → the worked Sunday
		{"2020-04-21", 5, "2020-04-26"},  // a worked Sunday stays
		{"2020-01-10", 15, "2020-02-03"}, // into the extended 春节
		{"2020-04-24", 7, "2020-05-06"},
		{"2020-06-28", 0, "2020-06-28"}, {"2020-06-27", 0, "2020-06-28"},
	}
	for _, c := range cases {
		got, err := b.Due(must(t, c.start), c.n, CalendarDays)
		if err != nil || got.String() != c.due {
			t.Errorf("%s + %d cd = %s, %v, want %s", c.start, c.n, got, err, c.due)
		}
	}
	var input *InputError
	if _, err := b.Due(must(t, "2020-06-01"), -1, WorkDays); !errors.As(err, &input) {
		t.Errorf("负期限: %v", err)
	}
	if _, err := b.Due(must(t, "2020-06-01"), 1, "月"); !errors.As(err, &input) {
		t.Errorf("未知单位: %v", err)
	}
}

func TestPauses(t *testing.T) {
	t.Parallel()
	b := today(t)
	day := func(s string) Day { return must(t, s) }
	to := func(s string) *Day { d := day(s); return &d }
	pause := func(from, end, label string) Pause { return Pause{From: day(from), To: to(end), Label: label} }
	cases := []struct {
		name   string
		start  string
		n      int
		unit   Unit
		pauses []Pause
		due    string
	}{
		{"无暂停", "2020-06-08", 5, WorkDays, nil, "2020-06-15"},
		{"暂停三个工作日", "2020-06-08", 5, WorkDays, []Pause{pause("2020-06-10", "2020-06-12", "检测")}, "2020-06-18"},
		{"重叠只算一次", "2020-06-08", 5, WorkDays,
			[]Pause{pause("2020-06-11", "2020-06-12", "听证"), pause("2020-06-10", "2020-06-12", "检测")}, "2020-06-18"},
		{"周末暂停不影响", "2020-06-08", 5, WorkDays, []Pause{pause("2020-06-13", "2020-06-14", "检测")}, "2020-06-15"},
		{"暂停在到期之后", "2020-06-08", 5, WorkDays, []Pause{pause("2020-06-16", "2020-06-19", "检测")}, "2020-06-15"},
		{"自受理日起暂停", "2020-06-08", 5, WorkDays, []Pause{pause("2020-06-08", "2020-06-09", "检测")}, "2020-06-16"},
		{"未结束但已到期", "2020-06-08", 5, WorkDays, []Pause{{From: day("2020-06-16"), Label: "鉴定"}}, "2020-06-15"},
		{"自然日", "2020-06-01", 15, CalendarDays, []Pause{pause("2020-06-03", "2020-06-07", "检测")}, "2020-06-22"},
		{"自然日顺延遇暂停", "2020-06-01", 5, CalendarDays, []Pause{pause("2020-06-07", "2020-06-09", "检测")}, "2020-06-10"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := b.DueWithPauses(day(c.start), c.n, c.unit, c.pauses)
			if err != nil || got.String() != c.due {
				t.Errorf("= %s, %v, want %s", got, err, c.due)
			}
		})
	}
	open := []Pause{{From: day("2020-06-10"), Label: "专家评审"}}
	_, err := b.DueWithPauses(day("2020-06-08"), 5, WorkDays, open)
	var oe *OpenPauseError
	if !errors.Is(err, ErrOpenPause) || !errors.As(err, &oe) || oe.Label != "专家评审" {
		t.Errorf("未结束的暂停: %v", err)
	}
	asOf := PausesAsOf(append(open, pause("2020-07-01", "2020-07-02", "后来")), day("2020-06-12"))
	if got, err := b.DueWithPauses(day("2020-06-08"), 5, WorkDays, asOf); err != nil || got.String() != "2020-06-18" {
		t.Errorf("截至 06-12: %s, %v", got, err)
	}
	if open[0].To != nil {
		t.Error("PausesAsOf 改动了传入的暂停")
	}
	var input *InputError
	if _, err := b.UsedWithPauses(0, 1, WorkDays, []Pause{pause("2020-06-12", "2020-06-10", "反")}); !errors.As(err, &input) {
		t.Errorf("起止颠倒: %v", err)
	}
	if used, err := b.UsedWithPauses(day("2020-06-08"), day("2020-06-18"), WorkDays, open); used != 1 || err != nil {
		t.Errorf("已用 = %d, %v, want 1", used, err)
	}
}

func TestTrace(t *testing.T) {
	t.Parallel()
	b := today(t)
	end := must(t, "2020-01-21")
	days, err := b.Trace(must(t, "2020-01-20"), 3, WorkDays,
		[]Pause{{From: must(t, "2020-01-21"), To: &end, Label: "检测"}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range days {
		got = append(got, d.String())
	}
	ext := "春节（国办发明电〔2020〕1号）"
	old := "春节（国办发明电〔2019〕16号）"
	want := []string{"2020-01-20 周一 · 0 工作日；起算日，不计入", "2020-01-21 周二 · 0 工作日；暂停：检测",
		"2020-01-22 周三 ✓ 1 工作日", "2020-01-23 周四 ✓ 2 工作日"}
	for i, w := range []string{"周五", "周六", "周日", "周一", "周二", "周三", "周四"} {
		want = append(want, fmt.Sprintf("2020-01-%d %s · 2 %s", 24+i, w, old))
	}
	want = append(want, "2020-01-31 周五 · 2 "+ext, "2020-02-01 周六 · 2 "+ext, "2020-02-02 周日 · 2 "+ext,
		"2020-02-03 周一 ✓ 3 工作日")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	rolled, err := b.Trace(must(t, "2020-06-01"), 5, CalendarDays, nil, must(t, "2020-06-09"))
	if err != nil || len(rolled) != 9 {
		t.Fatalf("%d lines, %v", len(rolled), err)
	}
	if w := rolled[5].Why; w != "周末；期限末日遇休息日或暂停，顺延" {
		t.Errorf("周六: %s", w)
	}
	if w := rolled[8].Why; w != "工作日；已超期" {
		t.Errorf("到期次日: %s", w)
	}
	open, err := b.Trace(must(t, "2020-06-08"), 5, WorkDays, []Pause{{From: must(t, "2020-06-09"), Label: "鉴定"}}, must(t, "2020-06-11"))
	if err != nil || len(open) != 4 || open[3].N != 0 || !open[3].Paused {
		t.Errorf("未结束的暂停: %v, %v", open, err)
	}
}
