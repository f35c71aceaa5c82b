package calendar

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDay(t *testing.T) {
	t.Parallel()
	d := DayOf(2020, 6, 8)
	for got, want := range map[string]string{
		d.String(): "2020-06-08", d.Chinese(): "2020年6月8日", d.WeekdayZh(): "周一",
		fmt.Sprint(d.Year(), d.Month(), d.Dom()):                                        "2020 6 8",
		fmt.Sprint(DayOf(1970, 1, 1), int(DayOf(1970, 1, 1)), int(DayOf(1969, 12, 31))): "1970-01-01 0 -1",
		DayOf(2020, 13, 0).String():                                                     "2020-12-31",
		d.Start().String():                                                              "2020-06-08 00:00", d.End().String(): "2020-06-08 23:59",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if d.End()+1 != (d+1).Start() || d.Start().Day() != d || d.End().Day() != d {
		t.Error("一天的起止不相接")
	}
	text, err := json.Marshal(map[string]Day{"due": d})
	if err != nil || string(text) != `{"due":"2020-06-08"}` {
		t.Errorf("%s, %v", text, err)
	}
	var back map[string]Day
	if err := json.Unmarshal(text, &back); err != nil || back["due"] != d {
		t.Errorf("%v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"due":"2020-6-8"}`), &back); err == nil {
		t.Error("JSON 里的日期应当严格")
	}
}

func TestInstant(t *testing.T) {
	t.Parallel()
	want := InstantOf(time.Date(2020, 6, 8, 7, 58, 5, 0, time.UTC))
	for _, s := range []string{"2020-06-08T15:58:05+08:00", "2020-06-08T07:58:05Z", "2020-06-08 15:58:05", " 2020-06-08 15:58:05 "} {
		if got, err := ParseInstant(s); err != nil || got != want {
			t.Errorf("ParseInstant(%q) = %v, %v", s, got, err)
		}
	}
	if got, err := ParseInstant("2020-06-08 15:58"); err != nil || got != want-5000 || got.String() != "2020-06-08 15:58" || got.Clock() != "15:58" {
		t.Errorf("%v, %v", got, err)
	}
	for _, s := range []string{"", "2020-06-08", "2020-06-31 08:00", "2020-06-08 24:01", "15:58"} {
		if _, err := ParseInstant(s); err == nil {
			t.Errorf("ParseInstant(%q) 应当拒绝", s)
		}
	}
	// 16:00 UTC is midnight in Shanghai: the civil day is the next one.
	if d := InstantOf(time.Date(2020, 6, 8, 16, 0, 0, 0, time.UTC)).Day(); d.String() != "2020-06-09" {
		t.Errorf("%s", d)
	}
	rapid.Check(t, func(t *rapid.T) {
		i := Instant(rapid.Int64Range(-1<<42, 1<<42).Draw(t, "i"))
		if d := i.Day(); i < d.Start() || i > d.End() || d.String() != i.Time().Format(time.DateOnly) || InstantOf(i.Time()) != i {
			t.Fatalf("%d: %s", i, i.Day())
		}
	})
}

func TestParseDayIsStrict(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "2020-6-8", "2020-02-30", "2020/06/08", "20200608", " 2020-06-08", "2020-06-08 ", "２０２０-06-08", "-2020-06-08"} {
		if d, err := ParseDay(s); err == nil {
			t.Errorf("ParseDay(%q) = %s", s, d)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.IntRange(int(DayOf(0, 1, 1)), int(DayOf(9999, 12, 31))).Draw(t, "d"))
		if back, err := ParseDay(d.String()); err != nil || back != d {
			t.Fatalf("%s: %s, %v", d, back, err)
		}
		if back := DayOf(d.Year(), d.Month(), d.Dom()); back != d {
			t.Fatalf("%s: %s", d, back)
		}
	})
}

func TestParseDayLenient(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"2020-06-08", "2020-6-8", "2020/6/8", "2020.6.8", "2020.06.08", "20200608", "2020年6月8日", "2020年06月08日",
		"2020 年 6 月 8 日", "２０２０年６月８日", "２０２０－０６－０８", "2020．6．8", "2020／6／8", "2020年6月8号",
		"二〇二〇年六月八日", "二○二○年六月八日", " 2020-6-8\n", "\ufeff2020-06-08", "2020–06–08", "２０２００６０８",
	} {
		if d, err := ParseDayLenient(s); err != nil || d.String() != "2020-06-08" {
			t.Errorf("ParseDayLenient(%q) = %s, %v", s, d, err)
		}
	}
	for s, want := range map[string]string{
		"二〇二〇年十二月三十一日": "2020-12-31", "二〇二〇年十月二十日": "2020-10-20", "二〇二〇年十一月十日": "2020-11-10",
		"2020-02-29": "2020-02-29",
	} {
		if d, err := ParseDayLenient(s); err != nil || d.String() != want {
			t.Errorf("ParseDayLenient(%q) = %s, %v", s, d, err)
		}
	}
	for s, hint := range map[string]string{
		"20.6.8": "年份请写四位", "2020-13-01": "月份应在 1 到 12 之间", "2021-02-29": "2021年2月没有 29 日",
		"2020-06-00": "没有 00 日", "6/8/2020": hintForms, "": hintForms, "44000": hintForms, "昨天": hintForms,
		"2020年6月": hintForms, "2020-06-08 15:58": hintForms, "2202-06-08": "年份应在 1900 到 2199 之间",
		"2020年6月8日下午": hintForms, "2020-006-08": hintForms, "2020年十十月8日": hintForms, strings.Repeat("2", 200): hintForms,
	} {
		if d, err := ParseDayLenient(s); err == nil || !strings.Contains(err.Error(), hint) {
			t.Errorf("ParseDayLenient(%q) = %s, %v, want …%s…", s, d, err, hint)
		}
	}
}

func FuzzParseDayLenient(f *testing.F) {
	for _, s := range []string{"2020-06-08", "2020年6月8日", "２０２０．６．８", "二〇二〇年十二月三十一日", "20200608", "2020-02-30", "年月日", "十"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDayLenient(s)
		if err == nil {
			if back, err := ParseDayLenient(d.String()); err != nil || back != d || d.Year() < firstTypedYear || d.Year() > lastTypedYear {
				t.Fatalf("%q = %s, %s, %v", s, d, back, err)
			}
		}
		if strict, err2 := ParseDay(s); err2 == nil && strict.Year() >= firstTypedYear && strict.Year() <= lastTypedYear && (err != nil || strict != d) {
			t.Fatalf("%q: strict %s, lenient %s, %v", s, strict, d, err)
		}
	})
}

// TestTimeZoneOfTheMachine runs the same counts in child processes under other zones, one of them unknown.
func TestTimeZoneOfTheMachine(t *testing.T) {
	const mark = "CALENDAR_TEST_CHILD"
	digest := func() string {
		b, h := today(t), fnv.New64a()
		for d := DayOf(2019, 12, 1); d < DayOf(2020, 12, 1); d++ {
			due, _ := b.Due(d, 7, WorkDays)
			cd, _ := b.Due(d, 7, CalendarDays)
			i, _ := ParseInstant(d.String() + " 23:59")
			j, _ := ParseInstant(d.String() + "T23:59:00-05:00")
			fmt.Fprintln(h, d, d.Start(), int64(d.Start()), d.WeekdayZh(), due, cd, int64(i), i.Clock(), j.Day())
		}
		return fmt.Sprintf("digest %x", h.Sum64())
	}
	if os.Getenv(mark) != "" {
		fmt.Println(digest())
		return
	}
	want := digest()
	for _, tz := range []string{"UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia", "Nowhere/Nothing"} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestTimeZoneOfTheMachine$")
		cmd.Env = append(os.Environ(), "TZ="+tz, "ZONEINFO=/nonexistent", mark+"=1")
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("TZ=%s: %v\n%s, want %s", tz, err, out, want)
		}
	}
}
