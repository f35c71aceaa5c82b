package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// cli runs one command line as the binary does.
func cli(t *testing.T, args ...string) (code int, out, messages string) {
	t.Helper()
	var o, m bytes.Buffer
	code = Main(args, strings.NewReader(""), &o, &m)
	return code, o.String(), m.String()
}

// answer runs a command with --json and reads what it prints.
func answer[T any](t *testing.T, want int, args ...string) T {
	t.Helper()
	var v T
	code, out, messages := cli(t, append(args, "--json")...)
	if code != want {
		t.Fatalf("%v: exit %d, want %d\n%s%s", args, code, want, out, messages)
	}
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return v
}

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCalendarNeedsNoData(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		due  string
	}{
		{[]string{"--start", "2020-06-22", "--days", "5"}, "2020-06-30"},
		{[]string{"--start", "2020年6月22日", "--days", "5", "--unit", "cd"}, "2020-06-28"},
		// The extension of 春节 of 26 January 2020 was not known on the 25th.
		{[]string{"--start", "2020-01-20", "--days", "6", "--as-of", "2020-01-25"}, "2020-02-03"},
		{[]string{"--start", "2020-01-20", "--days", "6", "--as-of", "2020-01-26"}, "2020-02-05"},
		{[]string{"--start", "2020-06-08", "--days", "3", "--pause", "2020-06-09..2020-06-10"}, "2020-06-15"},
	} {
		got := answer[map[string]any](t, Done, append([]string{"calendar", "due"}, c.args...)...)
		if got["due"] != c.due || got["weekday"] == "" || got["calendar"] == "" {
			t.Errorf("%v: %v, want %s", c.args, got, c.due)
		}
	}
	days := answer[[]map[string]any](t, Done, "calendar", "trace", "--start", "2020-06-22", "--days", "5")
	if len(days) != 9 || days[8]["date"] == "" || days[8]["n"] != 5.0 {
		t.Errorf("trace: %v", days)
	}
}

func TestExitCodes(t *testing.T) {
	t.Parallel()
	good := file(t, "2020.json", `{"year":2020,"papers":[],"days":[{"name":"元旦","date":"2020-01-01","isOffDay":true}]}`)
	locked := filepath.Join(file(t, "a-file", "x"), "data")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{nil, Done, ""},
		{[]string{"calendar", "due", "--help"}, Done, ""},
		{[]string{"calendar", "due", "--start", "2027-03-01", "--days", "3"}, FoundWrong, "2027 年的节假日安排还没有导入"},
		{[]string{"calendar", "due", "--start", "2020-02-30", "--days", "3"}, Usage, "请核对"},
		{[]string{"calendar", "due", "--start", "2020-02-03"}, Usage, "还缺少 --days"},
		{[]string{"calendar", "due", "--start", "2020-02-03", "--days", "3", "--unit", "xx"}, Usage, "只能写 wd,cd"},
		{[]string{"calendar", "due", "--start", "2020-02-03", "--days", "三"}, Usage, "--days"},
		{[]string{"calendar", "check", good}, FoundWrong, "不一致"},
		{[]string{"calendar", "check", "没有这个文件.json"}, Usage, "没有找到文件"},
		{[]string{"calender"}, Usage, "是不是要写 calendar"},
		{[]string{"figures", "--form", "2020-01-01"}, Usage, "是不是要写"},
		{[]string{"figures", "trace", "cases.close"}, Usage, "是不是要写“cases.closed”"},
		{[]string{"figures", "--from", "2020-06-30", "--to", "2020-01-01"}, Usage, "早于"},
		{[]string{"figures", "--data", filepath.Join(t.TempDir(), "nothing")}, Environment, "没有找到数据"},
		{[]string{"import", "case-lgo", good}, Usage, "是不是要写“case-log”"},
		{[]string{"import", "case-log", good, "--data", locked}, Environment, "数据打不开"},
		{[]string{"export", "case-log", "-o", "a.pdf"}, Usage, ".xlsx 或 .csv"},
	} {
		code, out, messages := cli(t, c.args...)
		if code != c.code || !strings.Contains(messages, c.says) {
			t.Errorf("%v: exit %d, want %d; %s", c.args, code, c.code, messages)
		}
		if c.code != Done && out != "" && c.args[1] != "check" {
			t.Errorf("%v: messages belong on standard error: %s", c.args, out)
		}
	}
}

func TestCalendarCheckAgrees(t *testing.T) {
	t.Parallel()
	days := []string{}
	for _, d := range []struct{ name, dates string }{
		{"元旦", "0101"}, {"春节", "0124 0125 0126 0127 0128 0129 0130 0131 0201 0202"}, {"清明节", "0404 0405 0406"},
		{"劳动节", "0501 0502 0503 0504 0505"}, {"端午节", "0625 0626 0627"},
		{"国庆节", "1001 1002 1003 1004 1005 1006 1007 1008"}} {
		for _, md := range strings.Fields(d.dates) {
			days = append(days, fmt.Sprintf(`{"name":%q,"date":"2020-%s-%s","isOffDay":true}`, d.name, md[:2], md[2:]))
		}
	}
	for _, md := range []string{"0119", "0426", "0509", "0628", "0927", "1010"} {
		days = append(days, fmt.Sprintf(`{"name":"调休","date":"2020-%s-%s","isOffDay":false}`, md[:2], md[2:]))
	}
	path := file(t, "2020.json", `{"year":2020,"papers":[],"days":[`+strings.Join(days, ",")+`]}`)
	if code, out, messages := cli(t, "calendar", "check", path); code != Done || out != "" {
		t.Errorf("exit %d %s %s", code, out, messages)
	}
}

const log = `case_no,item,unit,channel,received_at,accepted_at,due_at,closed_at,result
A-1,食品经营许可,县市场监管局,窗口,2020-03-02 09:15,2020-03-02 10:00,2020-03-09,2020-03-09 23:59,准予
A-2,食品经营许可,县市场监管局,窗口,2020-03-02 09:15,2020-03-02,2020-03-09,2020-03-10 00:01,不予
A-3,建设工程规划许可,县自然资源局,网上,2020/3/2 9:15,2020/3/3,2020/3/9,2020/4/9,撤回
A-4,建设工程规划许可,县自然资源局,网上,2020-06-30,,,,
A-5,建设工程规划许可,县自然资源局,网上,2019-12-31,2020-01-01,,2020-07-01 00:01,办结
`

type figure struct {
	ID    string
	Value float64
	Text  string
	By    []struct {
		Name  string
		Value float64
	}
}

// TestCaseLogEndToEnd brings a log in and asks for the figures, as an office
// would from the command line.
func TestCaseLogEndToEnd(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	path := file(t, "办件.csv", log)
	dry := answer[importJSON](t, Done, "import", "case-log", path, "--data", data, "--dry-run")
	if dry.New != 5 || dry.Applied {
		t.Errorf("dry run: %+v", dry)
	}
	first := answer[importJSON](t, Done, "import", "case-log", path, "--data", data)
	again := answer[importJSON](t, Done, "import", "case-log", path, "--data", data)
	if first.New != 5 || !first.Applied || again.Same != 5 || again.New+again.Changed != 0 {
		t.Errorf("import: %+v, again: %+v", first, again)
	}
	half := []string{"--data", data, "--from", "2020-01-01", "--to", "2020-06-30"}
	got := map[string]float64{}
	for _, f := range answer[[]figure](t, Done, append([]string{"figures", "--by", "unit"}, half...)...) {
		got[f.ID] = f.Value
		var sum float64
		for _, u := range f.By {
			sum += u.Value
		}
		if strings.HasPrefix(f.ID, "cases.") && sum != f.Value {
			t.Errorf("%s: units add up to %v, not %v: %+v", f.ID, sum, f.Value, f.By)
		}
	}
	want := map[string]float64{"cases.received": 4, "cases.accepted": 4, "cases.closed": 3, "cases.closed_abnormal": 1,
		"cases.closed_late": 1, "cases.open": 2}
	for id, n := range want {
		if got[id] != n {
			t.Errorf("%s = %v, want %v", id, got[id], n)
		}
		if records := answer[[]recordJSON](t, Done, append([]string{"figures", "trace", id}, half...)...); float64(len(records)) != n {
			t.Errorf("%s: %d records behind %v", id, len(records), n)
		}
	}
	before := answer[[]figure](t, Done, append([]string{"figures", "cases.received", "--as-of", "2020-07-01"}, half...)...)
	if len(before) != 1 || before[0].Value != 0 {
		t.Errorf("在导入之前什么都还不知道: %+v", before)
	}
	if check := answer[checkJSON](t, Done, "check", "--data", data); !check.Log.Sound || check.Log.Records < 5 || len(check.Figures) > 0 {
		t.Errorf("check: %+v", check)
	}
}

func TestBadLogIsNotHalfImported(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	bad := file(t, "坏.csv", log+"A-1,食品经营许可,县市场监管局,,2020-03-02,,,,\nA-7,项,局,,2020-03-02,,,2020-03-01,准予\n,项,局,,2020-03-02,,,,\n")
	out := answer[importJSON](t, FoundWrong, "import", "case-log", bad, "--data", data)
	rows := []int{}
	for _, e := range out.Errors {
		rows = append(rows, e.Row)
	}
	if diff := cmp.Diff([]int{7, 8, 9}, rows); diff != "" || out.Applied || out.Rows != 8 || out.Bad != 3 {
		t.Errorf("%+v %s", out, diff)
	}
	half := []string{"figures", "cases.received", "--data", data, "--from", "2020-01-01", "--to", "2020-06-30"}
	if got := answer[[]figure](t, Done, half...); got[0].Value != 0 {
		t.Errorf("half imported: %+v", got)
	}
}

func TestExportReadsInAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	answer[importJSON](t, Done, "import", "case-log", file(t, "办件.csv", log), "--data", data)
	for _, name := range []string{"a.xlsx", "a.csv"} {
		path := filepath.Join(dir, name)
		if code, _, messages := cli(t, "export", "case-log", "-o", path, "--data", data); code != Done {
			t.Fatalf("export: %d %s", code, messages)
		}
		if again := answer[importJSON](t, Done, "import", "case-log", path, "--data", data); again.Same != 5 || again.Rows != 5 {
			t.Errorf("%s: %+v", name, again)
		}
	}
	if code, out, _ := cli(t, "export", "case-log", "--template"); code != Done || !strings.Contains(out, "办件编号") {
		t.Errorf("template: %d %s", code, out)
	}
}

// TestPrecedence: a flag beats the environment, which beats the file.
func TestPrecedence(t *testing.T) {
	t.Setenv("YINGSHANG_DATA", "")
	conf := file(t, "yingshang.conf", "# 配置\ndata = from-file\n")
	ask := func(args ...string) string {
		_, _, messages := cli(t, append([]string{"figures", "--config", conf}, args...)...)
		return messages
	}
	if err := os.Unsetenv("YINGSHANG_DATA"); err != nil {
		t.Fatal(err)
	}
	if got := ask(); !strings.Contains(got, "from-file") {
		t.Errorf("file: %s", got)
	}
	t.Setenv("YINGSHANG_DATA", "from-env")
	if got := ask(); !strings.Contains(got, "from-env") {
		t.Errorf("environment: %s", got)
	}
	if got := ask("--data", "from-flag"); !strings.Contains(got, "from-flag") {
		t.Errorf("flag: %s", got)
	}
	odd := file(t, "odd.conf", "dtaa = x\n")
	if code, _, messages := cli(t, "version", "--config", odd); code != Usage || !strings.Contains(messages, "是不是要写“data”") {
		t.Errorf("unknown key: %d %s", code, messages)
	}
}
