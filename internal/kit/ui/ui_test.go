package ui_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
	"rsc.io/qr"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit/ui"
)

func draw(t testing.TB, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func typed(name, value string) *ui.Form {
	f := ui.NewForm("")
	f.Sent, f.Values[name] = true, []string{value}
	return f
}

func TestGettersAreLenient(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{"  王　小明 ": "王 小明", "Ａ１２": "A12", "a\u200bb": "ab", "一（甲）": "一（甲）"} {
		if got := typed("x", value).Text("x"); got != want {
			t.Errorf("Text(%q) = %q, want %q", value, got, want)
		}
	}
	for value, want := range map[string]string{" 91430922ma4dem001r ": "91430922MA4DEM001R", "１３８ ００００ ００００": "13800000000"} {
		if got := typed("x", value).Code("x"); got != want {
			t.Errorf("Code(%q) = %q, want %q", value, got, want)
		}
	}
	for _, value := range []string{"2020-06-08", "2020.6.8", "2020年6月8日", " ２０２０/６/８ "} {
		if got := typed("x", value).Day("x", "日期").String(); got != "2020-06-08" {
			t.Errorf("Day(%q) = %s", value, got)
		}
	}
	if got := typed("x", "1,2 3４").Int("x", "件数", 0, 9999); got != 1234 {
		t.Errorf("Int = %d", got)
	}
	if got := typed("x", "8.4万元").Money("x", "金额").Plain(); got != "84000.00" {
		t.Errorf("Money = %s", got)
	}
	if got := typed("x", "一\r\n二\u0000\n").Lines("x"); got != "一\n二" {
		t.Errorf("Lines = %q", got)
	}
}

func TestGettersSayWhereAndHow(t *testing.T) {
	t.Parallel()
	for name, read := range map[string]func(f *ui.Form){
		"必填没填":   func(f *ui.Form) { f.Need("none", "联系人") },
		"日期看不懂":  func(f *ui.Form) { f.Day("x", "联系人") },
		"日期没填":   func(f *ui.Form) { f.Day("none", "联系人") },
		"不是整数":   func(f *ui.Form) { f.Int("x", "联系人", 1, 9) },
		"整数没填":   func(f *ui.Form) { f.Int("none", "联系人", 1, 9) },
		"不是金额":   func(f *ui.Form) { f.Money("x", "联系人") },
		"没有选":    func(f *ui.Form) { f.Choice("x", "联系人", "a", "b") },
		"几行没填":   func(f *ui.Form) { f.NeedLines("none", "联系人") },
		"可不填也要对": func(f *ui.Form) { f.OptionalDay("x", "联系人") },
	} {
		f := typed("x", "乱写")
		read(f)
		what, ok := fault.Of(f.Err())
		if !ok || len(what.Fields) != 1 {
			t.Errorf("%s: %v", name, f.Err())
			continue
		}
		if s := what.Fields[0].Sentence; !strings.HasPrefix(s, "联系人：") || !strings.Contains(s, "请") {
			t.Errorf("%s: %q does not say where and how", name, s)
		}
	}
	f := typed("x", "")
	if f.OptionalDay("x", "日期") != nil || f.OptionalInt("x", "数", 0, 1) != nil || f.Err() != nil {
		t.Error("an empty optional field is a problem")
	}
}

func TestFormKeepsFirstProblemAndTypedValues(t *testing.T) {
	t.Parallel()
	f := typed("a", "甲")
	f.Default("a", "乙")
	f.Default("b", "丙")
	f.Problem("a", "第一")
	f.Note(fault.FormInvalid.New(fault.Args{"n": 2}))
	f.Problem("a", "第二")
	if f.Value("a") != "甲" || f.Value("b") != "" || f.ErrorOf("a") != "第一" || !f.Bad() {
		t.Errorf("a=%q b=%q problem=%q", f.Value("a"), f.Value("b"), f.ErrorOf("a"))
	}
	fresh := ui.NewForm("x")
	fresh.Default("a", "乙")
	if fresh.Value("a") != "乙" || fresh.FieldID("m[1]") != "f-x-m-1-" {
		t.Errorf("default %q, id %q", fresh.Value("a"), fresh.FieldID("m[1]"))
	}
	var none *ui.Form
	if none.Bad() || none.Value("a") != "" || none.Err() != nil || none.Has("a", "b") {
		t.Error("the nil form is not empty")
	}
}

func TestFieldEscapesAndHidesPasswords(t *testing.T) {
	t.Parallel()
	f := typed("x", `"><script>alert(1)</script>`)
	if html := draw(t, ui.Field(f, ui.FieldView{Name: "x", Label: "<b>"})); strings.Contains(html, "<script>") || strings.Contains(html, "<b>") {
		t.Errorf("not escaped: %s", html)
	}
	if html := draw(t, ui.Field(typed("p", "geheim"), ui.FieldView{Name: "p", Label: "密码", Type: "password"})); strings.Contains(html, "geheim") {
		t.Errorf("the password is shown again: %s", html)
	}
}

// rects reads the x and width of the clock's segments, in per cent.
func rects(t testing.TB, html string) (out [][2]float64) {
	t.Helper()
	for _, m := range regexp.MustCompile(`class="seg [a-z]+" x="([0-9.]+)%" width="([0-9.]+)%"`).FindAllStringSubmatch(html, -1) {
		x, _ := strconv.ParseFloat(m[1], 64)
		w, _ := strconv.ParseFloat(m[2], 64)
		out = append(out, [2]float64{x, w})
	}
	return out
}

func TestClockBarAccountsForEveryDay(t *testing.T) {
	t.Parallel()
	kinds := []ui.SegmentKind{ui.Used, ui.Paused, ui.Left, ui.Spare, ui.Over}
	rapid.Check(t, func(t *rapid.T) {
		var v ui.ClockView
		total := 0
		for range rapid.IntRange(1, 8).Draw(t, "n") {
			s := ui.Segment{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Size: rapid.IntRange(0, 60).Draw(t, "size")}
			v.Segments, total = append(v.Segments, s), total+s.Size
		}
		var b bytes.Buffer
		if err := ui.ClockBar(v).Render(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
		var found [][2]float64
		for _, m := range regexp.MustCompile(`class="seg [a-z]+" x="([0-9.]+)%" width="([0-9.]+)%"`).FindAllStringSubmatch(b.String(), -1) {
			x, _ := strconv.ParseFloat(m[1], 64)
			w, _ := strconv.ParseFloat(m[2], 64)
			found = append(found, [2]float64{x, w})
		}
		at := 0.0
		for _, r := range found {
			if d := r[0] - at; d > 0.1 || d < -0.1 {
				t.Fatalf("a segment begins at %v, the one before ended at %v", r[0], at)
			}
			at = r[0] + r[1]
		}
		if total > 0 && (at < 99.9 || at > 100.1) {
			t.Fatalf("the segments fill %v %% of the bar", at)
		}
	})
}

func TestClockBarSpeaks(t *testing.T) {
	t.Parallel()
	html := draw(t, ui.ClockBar(ui.ClockView{Segments: []ui.Segment{{Kind: ui.Used, Size: 3}, {Kind: ui.Paused, Size: 2}, {Kind: ui.Left, Size: 0}, {Kind: ui.Spare, Size: 12}}}))
	if !strings.Contains(html, `aria-label="时限：已用 3，暂停 2（不计），法定还有 12"`) {
		t.Error(html)
	}
	if got := rects(t, html); len(got) != 3 {
		t.Errorf("%d segments drawn", len(got))
	}
}

// TestQRDrawsTheCode compares the drawn runs with the code's own modules.
func TestQRDrawsTheCode(t *testing.T) {
	t.Parallel()
	const text = "https://zw.example.gov.cn/v/7K2M9QXW"
	html := draw(t, ui.QR(text, "码"))
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	dark := map[[2]int]bool{}
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1`).FindAllStringSubmatch(html, -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		n, _ := strconv.Atoi(m[3])
		for i := range n {
			dark[[2]int{x + i, y}] = true
		}
	}
	for y := -4; y < code.Size+4; y++ {
		for x := -4; x < code.Size+4; x++ {
			if code.Black(x, y) != dark[[2]int{x + 4, y + 4}] {
				t.Fatalf("module %d,%d is drawn wrongly", x, y)
			}
		}
	}
}

func TestChartsCarryTheirTable(t *testing.T) {
	t.Parallel()
	v := ui.Chart{Title: "办件", Unit: "件", Bars: []ui.Bar{{Label: "1月", Value: 3}, {Label: "2月", Value: 0}, {Label: "3月", Value: 6, Text: "六"}}}
	for name, c := range map[string]templ.Component{"columns": ui.ColumnChart(v), "line": ui.LineChart(v)} {
		html := draw(t, c)
		if !strings.Contains(html, `aria-label="办件（件）：1月 3，2月 0，3月 六"`) || strings.Count(html, "<tr>") != 4 {
			t.Errorf("%s lacks words or table: %s", name, html)
		}
	}
	for name, c := range map[string]templ.Component{"bars": ui.Bars(ui.Chart{Bars: []ui.Bar{{}}}), "columns": ui.ColumnChart(ui.Chart{}), "line": ui.LineChart(ui.Chart{Bars: []ui.Bar{{}}})} {
		if html := draw(t, c); strings.Contains(html, "NaN") || strings.Contains(html, "Inf") {
			t.Errorf("%s of nothing: %s", name, html)
		}
	}
}

func TestPagerAndTitleWords(t *testing.T) {
	t.Parallel()
	p := ui.Page{Title: "登录", Lang: "en", Path: "/a?x=1&size=md", Brand: ui.Brand{Public: "桃江", PublicEn: "Taojiang"}}
	bad := typed("x", "")
	bad.Problem("x", "y")
	got := map[string]string{"title": p.FullTitle(), "size": string(p.SizeHref()), "lang": string(p.LangHref())}
	p.Form, p.Lang = bad, "zh"
	got["wrong"] = p.FullTitle()
	want := map[string]string{"title": "登录 - Taojiang", "size": "/a?size=lg&x=1", "lang": "/a?lang=zh&size=md&x=1", "wrong": "错误：登录 - 桃江"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for words, v := range map[string]ui.Pager{"第 1–25 条，共 132 条": {From: 1, To: 25, Total: 132}, "没有记录": {}, "第 26–50 条": {From: 26, To: 50, Total: -1}} {
		if html := draw(t, ui.Paging(v)); !strings.Contains(html, words) {
			t.Errorf("%+v: %s", v, html)
		}
	}
}

func TestStyleSheetFitsTheFloor(t *testing.T) {
	t.Parallel()
	css, err := os.ReadFile("static/yingshang.css")
	if err != nil {
		t.Fatal(err)
	}
	if len(css) > 40_000 {
		t.Errorf("the style sheet has %d bytes, 40,000 are allowed", len(css))
	}
	for _, newer := range []string{"@layer", ":has(", "color-mix", "@container", "oklch", "light-dark", "@import", "http:", "https:", "url(\"", "&"} {
		if bytes.Contains(css, []byte(newer)) {
			t.Errorf("the style sheet uses %s, which the oldest browsers in offices do not know or the policy forbids", newer)
		}
	}
	if open, closed := bytes.Count(css, []byte("{")), bytes.Count(css, []byte("}")); open != closed {
		t.Errorf("%d braces open, %d close", open, closed)
	}
}

func TestFaviconIsXML(t *testing.T) {
	t.Parallel()
	d := xml.NewDecoder(bytes.NewReader(ui.Favicon().Body))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatal(fmt.Errorf("favicon: %w", err))
		}
	}
}
