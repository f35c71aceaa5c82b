package pages

import (
	"context"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

const planning = "/items/430922-zrzy-03"

// site serves the county's catalogue as of 2020-06-08.
func site(t *testing.T) (*kit.Site, *store.Store) {
	t.Helper()
	s, _ := storetest.SQLite(t)
	rooms := []manifest.Room{org.Manifest, catalogue.Manifest}
	by := flow.Actor{Account: "tan", Unit: "430922-xzsp", Channel: "import",
		Roles: []flow.Role{identity.Editor, identity.Coordinator, identity.SystemAdmin}}
	for _, kind := range []string{"units", "items", "materials"} {
		bring(t, s, by, rooms, kind)
	}
	d := kit.Deps{Store: s, Rooms: rooms, Config: kit.Config{BaseURL: "https://zw.example",
		Brand: ui.Brand{Public: "桃江县营商环境服务", PublicEn: "Taojiang Business Services", Hotline: "0737-12345"},
		Log:   slog.New(slog.NewTextHandler(io.Discard, nil))}}
	site, err := kit.NewSite(d, kit.RegisterGate(s), Routes(d), nil)
	if err != nil {
		t.Fatal(err)
	}
	return site, s
}

func bring(t *testing.T, s *store.Store, by flow.Actor, rooms []manifest.Room, kind string) {
	t.Helper()
	data, err := os.ReadFile("../../../../county/" + kind + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range rooms {
		for _, imp := range room.Importers {
			if imp.Kind != kind {
				continue
			}
			out, err := ledger.Import(context.Background(), s, by, imp, ledger.File{Name: kind + ".csv", Data: data}, ledger.Apply)
			if err != nil {
				t.Fatalf("%s: %v %v", kind, err, out.Errors)
			}
		}
	}
}

// open answers a page's status and text without entities.
func open(t *testing.T, site http.Handler, path string, cookies ...*http.Cookie) (int, string) {
	t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	for _, c := range cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	if to := w.Header().Get("Location"); to != "" {
		return w.Code, to
	}
	return w.Code, html.UnescapeString(w.Body.String())
}

func TestPages(t *testing.T) {
	t.Parallel()
	site, _ := site(t)
	answers := func(pairs ...string) string {
		q := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			q.Set("a."+pairs[i], pairs[i+1])
		}
		return planning + "/check?" + q.Encode()
	}
	for name, tt := range map[string]struct {
		path  string
		code  int
		shows []string
		hides []string
	}{
		"首页": {"/", 200, []string{"您要办什么事", "大家常办", "企业设立登记", "我们说到做到了吗", "减掉应提交材料", "<b>23</b>"},
			[]string{"查办件进度", "找惠企政策"}}, // nothing of it is served here
		"目录":     {"/items", 200, []string{"共 120 项", "第 1–30 条，共 120 条", "县发改局"}, nil},
		"目录按单位":  {"/items?unit=430922-cgj", 200, []string{"共 6 项", "临时占用、挖掘城市道路审批", "去掉这个条件"}, []string{"食品经营许可"}},
		"当场办结":   {"/items?instant=1", 200, []string{"公章刻制备案"}, []string{"取水许可"}},
		"搜别名":    {"/items?q=" + url.QueryEscape("开餐馆"), 200, []string{"食品经营许可"}, []string{"没有找到"}},
		"搜拼音":    {"/items?q=gcghxk", 200, []string{"建设工程规划许可证核发", "找到 1 项"}, nil},
		"搜不到给建议": {"/items?q=" + url.QueryEscape("造火箭规划"), 200, []string{"没有找到“造火箭规划”", "您要找的是不是", "建设工程规划许可证核发", "tel:073712345"}, nil},
		"指南": {planning, 200, []string{"12 个工作日", "重点项目 8 个工作日；法定 20 个工作日", "不收费", "由办理单位从市场主体登记系统调取",
			"不用交", "“会不会影响周围住宅的日照”选“会”时要", "两人现场核查", "别人常在这里被退回", "《中华人民共和国城乡规划法》第四十条",
			"申请行政复议", "第 1 版，2020年1月1日起施行", planning + "/check"}, []string{"开始办理"}},
		"没有这个事项":   {"/items/none", 404, []string{"没有可以办的“none”"}, nil},
		"测一测":      {planning + "/check", 200, []string{"回答 4 个问题", "会不会影响周围住宅的日照"}, []string{"处要改", "您要提供"}},
		"测一测没答完":   {answers("rz", "a"), 200, []string{"有 3 处要改", "有没有取得土地使用权：请选一项"}, []string{"您要提供"}},
		"测一测不能办":   {answers("rz", "b", "jt", "b", "td", "b", "dl", "b"), 200, []string{"现在还不能办", "请先办“建设用地规划许可证核发”"}, []string{"您要提供"}},
		"测一测清单":    {answers("rz", "a", "jt", "b", "td", "a", "dl", "b"), 200, []string{"您要提供 4 份，不用交 3 份；12 个工作日办好，不收费", "因为“会不会影响周围住宅的日照”选“会”", "按您的情况不需要", "https://zw.example" + planning + "/check?a.dl=b&a.jt=b&a.rz=a&a.td=a"}, nil},
		"历次版本":     {"/items/430922-scjg-05/history", 200, []string{"第 2 版", "减掉材料：经营场所使用证明", "首次公布：9 份材料", "2020年3月19日止"}, nil},
		"减材料":      {"/open/reduced", 200, []string{"8 个部门从 15 个事项里减掉 23 项材料", "县林业局"}, nil},
		"容缺清单":     {"/open/conditional", 200, []string{"17 个部门，81 个事项", "授权委托书"}, []string{"排污许可证核发"}},
		"容缺清单给程序":  {"/open/conditional/list.json", 200, []string{"\"code\": \"430922-rsj-01\"", "管理制度"}, nil},
		"承诺清单":     {"/open/pledge", 200, []string{"告知承诺清单", "经营场所使用证明"}, nil},
		"减材料前一年":   {"/open/reduced?year=2019", 200, []string{"2019 年还没有减掉材料"}, nil},
		"英文首页":     {"/en/", 200, []string{"What do you need to get done?", "Construction works planning permit", `lang="zh-CN"`}, nil},
		"英文指南":     {"/en" + planning, 200, []string{"12 working days", "Chinese only", "not needed", "Free of charge", "《中华人民共和国城乡规划法》"}, nil},
		"英文没有这个事项": {"/en/items/none", 404, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			code, body := open(t, site, tt.path)
			if code != tt.code {
				t.Fatalf("status %d, want %d: %s", code, tt.code, body)
			}
			for _, want := range tt.shows {
				if !strings.Contains(body, want) {
					t.Errorf("does not show %q", want)
				}
			}
			for _, not := range tt.hides {
				if strings.Contains(body, not) {
					t.Errorf("shows %q", not)
				}
			}
		})
	}
}

func TestScriptInASearchStaysText(t *testing.T) {
	t.Parallel()
	site, _ := site(t)
	r := httptest.NewRequest("GET", "/items?q="+url.QueryEscape(`"><script>alert(1)</script>`), nil)
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	if strings.Contains(w.Body.String(), "<script>alert") {
		t.Error("a searched word became a tag")
	}
}

func TestListPagesReachEveryItem(t *testing.T) {
	t.Parallel()
	site, _ := site(t)
	path, seen := "/items", 0
	for range 5 {
		_, body := open(t, site, path)
		seen += strings.Count(body, `<a href="/items/430922-`)
		before, _, more := strings.Cut(body, `" rel="next"`)
		if !more {
			break
		}
		path = before[strings.LastIndex(before, `"`)+1:]
	}
	if seen != 120 {
		t.Errorf("paged through %d items, want 120", seen)
	}
}

func TestWordsSearchedInVainAreRemembered(t *testing.T) {
	t.Parallel()
	site, s := site(t)
	for _, query := range []string{"造火箭", "造火箭", "11010519491231002X", "开餐馆"} {
		open(t, site, "/items?q="+url.QueryEscape(query))
	}
	open(t, site, "/items?unit=430922-cgj&q="+url.QueryEscape("卖月亮")) // the filter may be to blame
	err := s.Read(t.Context(), func(tx *store.Tx) error {
		misses, err := catalogue.Misses(tx)
		if len(misses) != 1 || misses[0].Word != "造火箭" || misses[0].Times != 2 {
			t.Errorf("misses %+v", misses)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWithdrawnItemLeadsToItsHistory(t *testing.T) {
	t.Parallel()
	site, s := site(t)
	head := flow.Actor{Account: "zhao", Unit: "430922-zrzy", Roles: []flow.Role{identity.Head}}
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		v, err := catalogue.Current(tx, "430922-zrzy-03", tx.Today())
		if err != nil {
			return err
		}
		_, err = catalogue.Withdraw(tx, head, v.ID, catalogue.WithdrawInput{Reason: "法律修改后不再许可", Transition: catalogue.Finish})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if code, to := open(t, site, planning); code != http.StatusSeeOther || to != planning+"/history" {
		t.Errorf("%d %s", code, to)
	}
	_, body := open(t, site, planning+"/history")
	for _, want := range []string{"起停办", "法律修改后不再许可", "按原来的版本办完", "已停办"} {
		if !strings.Contains(body, want) {
			t.Errorf("does not show %q", want)
		}
	}
}

func TestLanguageIsRemembered(t *testing.T) {
	t.Parallel()
	site, _ := site(t)
	english := &http.Cookie{Name: "lang", Value: "en"}
	if code, to := open(t, site, "/", english); code != http.StatusSeeOther || to != "/en/" {
		t.Errorf("%d %s", code, to)
	}
	_, body := open(t, site, "/en"+planning)
	if !strings.Contains(body, `href="`+planning+`?lang=zh"`) {
		t.Error("the English page does not lead to its Chinese twin")
	}
	_, body = open(t, site, planning)
	if !strings.Contains(body, `href="/en`+planning+`?lang=en"`) {
		t.Error("the Chinese page does not lead to its English twin")
	}
}
