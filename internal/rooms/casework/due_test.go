package casework

import (
	"testing"

	"yingshang/internal/kernel/calendar"
)

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

func book2020(t testing.TB) *calendar.Book {
	t.Helper()
	b, err := calendar.NewBook(calendar.Builtin(), day(t, "2020-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestReceiptDay(t *testing.T) {
	t.Parallel()
	b := book2020(t)
	for _, c := range []struct{ name, at, want string }{
		{"工作日上班时间当天算", "2020-06-08 16:59", "2020-06-08"},
		{"下班后从下一工作日算", "2020-06-08 17:00", "2020-06-09"},
		{"周五下班后算到周一", "2020-06-12 18:20", "2020-06-15"},
		{"周六提交算到周一", "2020-06-13 10:00", "2020-06-15"},
		{"端午假期算到调休的周日", "2020-06-25 09:00", "2020-06-28"},
		{"调休的周日当天算", "2020-06-28 09:00", "2020-06-28"},
		{"春节延长后的2月1日不是工作日", "2020-02-01 10:00", "2020-02-03"},
	} {
		got, err := receiptDay(b, instant(t, c.at))
		if err != nil || got != day(t, c.want) {
			t.Errorf("%s：%s → %s %v，要 %s", c.name, c.at, got, err, c.want)
		}
	}
}

func TestDueDaysMoveWithPausesAndExtension(t *testing.T) {
	t.Parallel()
	b := book2020(t)
	start := day(t, "2020-06-08")
	resumed := day(t, "2020-06-16")
	pause := Pause{Ground: "专家评审", FromDay: day(t, "2020-06-12"), Planned: day(t, "2020-06-16"), ResumedOn: &resumed}
	for _, c := range []struct {
		name                string
		extension           int
		pauses              []Pause
		promised, statutory string
	}{
		{"不停不延", 0, nil, "2020-06-18", "2020-07-07"},
		{"停了 12 日和 15 日两个工作日", 0, []Pause{pause}, "2020-06-22", "2020-07-09"},
		{"再延长 3 个工作日", 3, []Pause{pause}, "2020-06-28", "2020-07-14"},
	} {
		got, err := dueDays(b, Case{AcceptedDay: &start, PromisedN: 8, StatutoryN: 20,
			StatutoryUnit: calendar.WorkDays, Extension: c.extension}, c.pauses)
		if err != nil || got.promised != day(t, c.promised) || got.statutory != day(t, c.statutory) {
			t.Errorf("%s：%s / %s %v，要 %s / %s", c.name, got.promised, got.statutory, err, c.promised, c.statutory)
		}
	}
}

func TestPauseEndsWhereTheApplicantWasTold(t *testing.T) {
	t.Parallel()
	late := day(t, "2020-06-19")
	same := day(t, "2020-06-12")
	p := Pause{FromDay: day(t, "2020-06-12"), Planned: day(t, "2020-06-16")}
	if stop, ok := p.stop(); !ok || *stop.To != day(t, "2020-06-15") {
		t.Errorf("没有恢复的，算到告知的恢复日前一天：%v", stop)
	}
	p.ResumedOn = &late
	if stop, ok := p.stop(); !ok || *stop.To != day(t, "2020-06-15") {
		t.Errorf("恢复晚了，多出的时间照样计算：%v", stop)
	}
	p.ResumedOn = &same
	if _, ok := p.stop(); ok {
		t.Error("当天恢复的，没有不计的日子")
	}
}

func TestAheadOfStatute(t *testing.T) {
	t.Parallel()
	b := book2020(t)
	start, decided := day(t, "2020-03-10"), day(t, "2020-03-12")
	book := b.Version()
	c := Case{AcceptedDay: &start, DecidedDay: &decided, PromisedN: 8, StatutoryN: 16, StatutoryUnit: calendar.WorkDays,
		PromisedDue: &decided, StatutoryDue: &decided, Book: &book}
	v, ok, err := viewClock(b, c, nil, day(t, "2020-07-01"))
	if err != nil || !ok || v.Used != 2 {
		t.Fatalf("用时 %d %v %v，要 2", v.Used, ok, err)
	}
	num, den, ok := v.Ahead()
	if !ok || percent(num, den) != "87.5" {
		t.Errorf("提前 %s，要 87.5", percent(num, den))
	}
}

func TestSecondNoticeMayOnlyNameWhatBecameVisible(t *testing.T) {
	t.Parallel()
	lines := []Material{
		{Code: "plan", Name: "总平面图", Standing: Provided},
		{Code: "title", Name: "用地权属证明", Standing: Provided},
		{Code: "report", Name: "日照分析", Standing: Missing},
	}
	first := []Notice{{Items: []Gap{{Material: "plan"}}}}
	if got := visibleBefore(lines, nil, []Gap{{Material: "title", Name: "用地权属证明"}}); got != nil {
		t.Errorf("第一次告知不受限制：%v", got)
	}
	if got := visibleBefore(lines, first, []Gap{{Material: "plan", Name: "总平面图"}}); got != nil {
		t.Errorf("补交后才看得出的可以再要：%v", got)
	}
	got := visibleBefore(lines, first, []Gap{{Material: "title", Name: "用地权属证明"}, {Material: "report", Name: "日照分析"}})
	if len(got) != 2 {
		t.Errorf("首次就看得出的不能再要：%v", got)
	}
}

func TestPercentRoundsHalfUp(t *testing.T) {
	t.Parallel()
	for want, f := range map[string][2]int64{"87.5": {14, 16}, "33.3": {1, 3}, "66.7": {2, 3}, "100": {20, 20}, "0": {0, 5}, "12.5": {1, 8}} {
		if got := percent(f[0], f[1]); got != want {
			t.Errorf("%d/%d = %s，要 %s", f[0], f[1], got, want)
		}
	}
}
