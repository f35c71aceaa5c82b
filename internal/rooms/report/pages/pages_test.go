package pages

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/report"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// cases is a source of n cases received on 2020-03-02, the even ones by u1.
func cases(n int) manifest.Room {
	fact := func(i int) manifest.CaseFact {
		return manifest.CaseFact{ID: fmt.Sprintf("%04d", i), Number: fmt.Sprintf("号-%04d", i), Title: "食品经营许可",
			Unit: fmt.Sprintf("u%d", i%2+1), Received: calendar.DayOf(2020, 3, 2).Start(), Link: fmt.Sprintf("/cases/%d", i)}
	}
	return manifest.Room{Name: "x", Zh: "某台账", Cases: []manifest.CaseSource{{Name: "x", Zh: "某台账",
		Tally: func(_ *store.Tx, f manifest.CaseFilter) ([]manifest.CaseTally, error) {
			counts := map[string]int64{}
			for i := range n {
				if f.Meets(fact(i)) {
					counts[fact(i).Unit]++
				}
			}
			var out []manifest.CaseTally
			for unit, c := range counts {
				out = append(out, manifest.CaseTally{Unit: unit, N: c})
			}
			return out, nil
		},
		List: func(_ *store.Tx, f manifest.CaseFilter, after string, limit int) ([]manifest.CaseFact, error) {
			var out []manifest.CaseFact
			for i := range n {
				if f.Meets(fact(i)) && fact(i).ID > after && len(out) < limit {
					out = append(out, fact(i))
				}
			}
			return out, nil
		}}}}
}

// reader answers as the site does to somebody with the roles, or to nobody.
func reader(t *testing.T, s *store.Store, unit string, roles ...flow.Role) func(path string) (int, string) {
	t.Helper()
	gate := kit.Gate{
		Resolve: func(*store.Tx, string, string) (identity.Session, error) {
			return identity.Session{ID: "s", Account: identity.Account{ID: "a", Name: "赵敏", Unit: unit, Roles: roles},
				Actor: flow.Actor{Account: "a", Name: "赵敏", Unit: unit, Roles: roles, Channel: "pc"}}, nil
		},
		Touch: func(context.Context, identity.Session) error { return nil },
	}
	deps := kit.Deps{Store: s, Rooms: []manifest.Room{cases(120), report.Manifest},
		Config: kit.Config{Brand: ui.Brand{Platform: "营商环境平台", Public: "桃江县营商环境服务", Host: "桃江县优化办"}}}
	site, err := kit.NewSite(deps, gate, Routes(deps), Nav())
	if err != nil {
		t.Fatal(err)
	}
	return func(path string) (int, string) {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		if len(roles) > 0 {
			r.AddCookie(&http.Cookie{Name: "s", Value: "token"})
		}
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
}

// onBoth runs the test over each engine.
func onBoth(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) { test(t, s) })
}

const half = "from=2020-01-01&to=2020-06-30"

func expect(t *testing.T, get func(string) (int, string), path string, words ...string) string {
	t.Helper()
	code, body := get(path)
	if code != http.StatusOK {
		t.Fatalf("%s: %d\n%s", path, code, body)
	}
	for _, word := range words {
		if !strings.Contains(body, word) {
			t.Errorf("%s: lacks %s", path, word)
		}
	}
	return body
}

func TestFiguresLeadToTheirRecords(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		get := reader(t, s, "yhb", identity.Coordinator)
		expect(t, get, "/figures?"+half+"&on=cases.received", "2020年上半年", "<b>120</b>", "核对一致：120 条记录＝120", "前 10 条，共 120 条", "不能直接改数")
		first := expect(t, get, "/figures/cases.received?"+half, "第 1–50 条，共 120 条", "号-0000", `href="/cases/0"`, "cases.received", "口径版本", "u1", "u2")
		if strings.Contains(first, "号-0050") {
			t.Error("第一页列出了第二页的记录")
		}
		expect(t, get, "/figures/cases.received?"+half+"&start=100", "第 101–120 条，共 120 条", "号-0119")
		expect(t, get, "/figures/cases.received?"+half+"&unit=u2", "<b>60</b>", "核对一致：60 条记录＝60")
		expect(t, get, "/figures/cases.received?from=2020-04-01&to=2020-06-30", "<b>0</b>", "这一期没有记录")
		expect(t, get, "/figures?from=2020-06-30&to=2020-01-01", "早于期初")
		if code, _ := get("/figures/no.such?" + half); code != http.StatusNotFound {
			t.Errorf("没有的数字: %d", code)
		}
	})
}

func TestOthersRecordsAreCountedButNotListed(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		get := reader(t, s, "u1", identity.Reviewer)
		body := expect(t, get, "/figures/cases.received?"+half, "<b>120</b>", "另有 60 条属于其他单位", "第 1–50 条，共 60 条")
		if strings.Contains(body, "号-0001") {
			t.Error("列出了别的单位的记录")
		}
		_, xlsx := get("/figures/cases.received/records.xlsx?" + half)
		f, err := excelize.OpenReader(bytes.NewReader([]byte(xlsx)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows("收件")
		if err != nil || len(rows) != 61 {
			t.Errorf("导出 %d 行 %v", len(rows), err)
		}
	})
}

func TestReportIsWrittenFromFigures(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		get := reader(t, s, "yhb", identity.Coordinator)
		expect(t, get, "/report?"+half, "桃江县2020年上半年<wbr>优化营商环境工作情况汇报", ">120<sup>1</sup></a>件，受理", "附：数字和口径", "桃江县优化办",
			`href="/figures/cases.received?from=2020-01-01&amp;to=2020-06-30"`)
	})
}

func TestThePublicReadsDefinitionsOnly(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		get := reader(t, s, "")
		expect(t, get, "/stats/how", "收件（件）", "口径 v1", "到期日当天24点前办结算按时")
		for _, path := range []string{"/figures", "/figures/cases.received", "/figures/cases.received/records.xlsx", "/report"} {
			if code, body := get(path); code == http.StatusOK && strings.Contains(body, "号-0000") || code == http.StatusOK && !strings.Contains(body, "登录") {
				t.Errorf("%s: %d open to the public", path, code)
			}
		}
	})
}

func TestHalfYear(t *testing.T) {
	t.Parallel()
	for today, want := range map[calendar.Day]string{
		calendar.DayOf(2020, 1, 10): "2019年下半年", calendar.DayOf(2020, 7, 1): "2020年上半年",
		calendar.DayOf(2020, 8, 1): "2020年下半年", calendar.DayOf(2020, 12, 31): "2020年下半年"} {
		if got := report.PeriodZh(halfYear(today)); got != want {
			t.Errorf("%s: %s, want %s", today, got, want)
		}
	}
}
