package calendar

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

const y2023 = `{"$schema": "s", "year": 2023, "papers": ["https://www.gov.cn/zhengce/content/2022-12/08/content_5730844.htm"],
 "days": [
  {"name": "元旦", "date": "2022-12-31", "isOffDay": true},
  {"name": "元旦", "date": "2023-01-01", "isOffDay": true},
  {"name": "春节", "date": "2023-01-28", "isOffDay": false},
  {"name": "国庆节", "date": "2023-10-01", "isOffDay": true}
 ]}`

func TestParseHolidayCN(t *testing.T) {
	t.Parallel()
	n, err := ParseHolidayCN(strings.NewReader(y2023))
	if err != nil {
		t.Fatal(err)
	}
	if len(n.Days) != 4 || n.Days[2] != (Special{Day: DayOf(2023, 1, 28), Name: "春节"}) || !strings.Contains(n.URL, "5730844") || n.No != "" || n.Published != 0 {
		t.Errorf("%+v", n)
	}
	if _, err := NewBook([]Notice{n}, DayOf(2023, 1, 1)); err == nil || !strings.Contains(err.Error(), "缺少发布日期") {
		t.Errorf("未补发布日期: %v", err)
	}
	n.Published = DayOf(2022, 12, 8)
	b, err := NewBook([]Notice{n}, DayOf(2023, 1, 1))
	if err != nil {
		t.Fatal(err)
	}
	if w, err := b.IsWorkday(DayOf(2023, 1, 28)); err != nil || !w {
		t.Errorf("2023-01-28 = %v, %v", w, err)
	}
}

func TestParseHolidayCNRefuses(t *testing.T) {
	t.Parallel()
	file := func(year int, days string) string { return fmt.Sprintf("{\"year\": %d,\n\"days\": [%s]}", year, days) }
	good := `{"name": "元旦", "date": "2023-01-01", "isOffDay": true}`
	for in, want := range map[string]string{
		"":                        "不是完整的 JSON",
		"<html>":                  "第 1 行附近不是完整的 JSON",
		file(2023, good) + "x":    "第 2 行附近",
		file(2027, ""):            "2027 年的安排可能尚未发布",
		file(0, good):             "year 一项是 0",
		file(2022, good):          "days 第 1 条 2023-01-01 不属于 2022 年",
		file(2023, good+","+good): "days 第 2 条与第 1 条都是 2023-01-01",
		file(2023, `{"date": "2023-01-01", "isOffDay": true}`):                 "缺少 name",
		file(2023, `{"name": "元旦", "date": "2023-01-01"}`):                     "缺少 isOffDay",
		file(2023, `{"name": "元旦", "date": "2023-02-30", "isOffDay": true}`):   "days 第 1 条：日期“2023-02-30”看不懂",
		file(2023, good+`,{"name": "元旦", "date": 20230102, "isOffDay": true}`): "第 2 行的 days.date 类型不对",
		`[1]`: "类型不对",
		file(2023, strings.Repeat(good+",", 400)+good): "一年不会超过",
		strings.Repeat(" ", maxHolidayFile) + "{}":     "超过 256 KB",
	} {
		_, err := ParseHolidayCN(strings.NewReader(in))
		var input *InputError
		if !errors.As(err, &input) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want …%s…", in, err, want)
		}
	}
}

func FuzzParseHolidayCN(f *testing.F) {
	for _, s := range []string{y2023, "{}", `{"year":2027,"papers":[],"days":[]}`, `{"year":2023,"days":[{"name":"元旦","date":"2023-01-01","isOffDay":null}]}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := ParseHolidayCN(strings.NewReader(string(data)))
		if err != nil {
			var input *InputError
			if !errors.As(err, &input) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		n.Published = DayOf(2026, 1, 1)
		if len(n.Days) == 0 || n.check() != nil {
			t.Fatalf("%+v: %v", n, n.check())
		}
		if b, err := NewBook([]Notice{n}, DayOf(2026, 1, 1)); err == nil && len(b.Check(n.Days)) > 0 {
			t.Fatalf("与自己不同: %v", b.Check(n.Days))
		}
	})
}
