package pages

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// office is the site with the people who keep the catalogue; it is 2020-06-08.
type office struct {
	t                                          *testing.T
	site                                       *kittest.Site
	editor, second, head, stranger, yhb, clerk *kittest.Client
}

func openOffice(t *testing.T, s *store.Store) office {
	t.Helper()
	o := office{t: t, site: kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest, catalogue.Manifest},
		Routes: []func(kit.Deps) []kit.Route{Routes}, Nav: Nav()})}
	o.signIn()
	return o
}

// signIn lets everybody in, again when the clock has outlived their sessions.
func (o *office) signIn() {
	o.t.Helper()
	person := func(login, unit string, roles ...flow.Role) *kittest.Client {
		return o.site.AsAccount(identity.NewAccount{Login: login, Name: "测试" + login, StaffID: "T-" + login, Unit: unit, Roles: roles})
	}
	o.editor, o.second = person("fang", "zrzy", identity.Editor), person("gao", "zrzy", identity.Editor)
	o.head, o.clerk = person("liu", "zrzy", identity.Head), person("clerk", "zrzy", identity.Clerk)
	o.stranger = person("zhu", "zjj", identity.Editor, identity.Head)
	o.yhb = person("yhb", "yhb", identity.Coordinator, identity.Editor)
}

// set fills the form of a section and saves it.
func set(c *kittest.Client, path string, fields map[string]string) *kittest.Page {
	f := c.Get(path).Form("form[action=" + path + "]")
	for name, value := range fields {
		f.Set(name, value)
	}
	return f.Submit()
}

// sectionsFilled is a whole guide, by section.
var sectionsFilled = map[string]map[string]string{
	"basic":  {"type": "01", "level": "4", "nature": "1", "objects": "2", "forms": "1", "english": "Temporary land use"},
	"basis":  {"basis.0.law": "《中华人民共和国土地管理法》", "basis.0.article": "第五十七条", "basis.0.text": "临时使用土地的；应当报批"},
	"terms":  {"applicants": "施工单位", "acceptance": "已与土地权利人签订合同", "rejections": "合同没有盖章\n图纸过期"},
	"steps":  {"flow": "受理、审查、办结", "steps.0.name": "受理", "steps.0.days": "1", "steps.1.name": "审查", "steps.1.days": "5", "procedures.0.name": "专家评审"},
	"limits": {"statutory_n": "20", "statutory_unit": "wd", "ordinary_n": "10", "key_project_n": "8", "delivery_limit": "10"},
	"places": {"online": "1", "places": "县政务服务中心 3 楼 A03", "hours": "工作日 9:00—17:00", "consult_phone": "0737-8880000", "supervision_phone": "12345"},
	"result": {"result_name": "临时用地批复", "result_kind": "approval", "remedies": "六十日内申请行政复议"},
	"faq":    {"faq.0.question": "可以代办吗", "faq.0.answer": "可以，带委托书"},
}

// drafted registers an item and writes the whole of its first draft through
// the pages; it answers the version's address.
func (o office) drafted() string {
	o.t.Helper()
	o.editor.Get("/catalogue/new").Form("form[action=/catalogue]").Set("code", "temp-land").Set("name", "临时用地审批").
		Set("aliases", "借地\n占地").Submit().Want(200, "事项已登记", "没有发布过", "第一版，从空白开始")
	edit := o.editor.Get("/catalogue/items/temp-land").Form("form[action=/catalogue/items/temp-land/draft]").
		Set("from", "2020-06-10").Submit().Want(200, "草稿已建", "第 1 版草稿")
	version := strings.TrimSuffix(edit.Path, "/edit/basic")
	for id, fields := range sectionsFilled {
		s, _ := sectionByID(id)
		set(o.editor, version+"/edit/"+id, fields).Want(200, s.Title+"已保存")
	}
	set(o.editor, version+"/question", map[string]string{"text": "占的是不是耕地", "choice.a.text": "是", "choice.b.text": "不是"}).
		Want(200, "问题已保存", "占的是不是耕地")
	set(o.editor, version+"/material", map[string]string{"name": "临时用地申请表", "electronic": "1"}).Want(200, "材料已保存", "每次都要")
	set(o.editor, version+"/material", map[string]string{"name": "土地复垦方案", "originals": "1", "need": "sometimes", "when.q1": "a"}).
		Want(200, "“占的是不是耕地”选“是”时要", "都合要求")
	return version
}

func Test事项_起草核对发布换版停用(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		o := openOffice(t, s)
		version := o.drafted()
		o.editor.Get(version).Want(200, "请本单位的审批人、负责人或另一位事项管理员打开这一页", "《中华人民共和国土地管理法》 · 第五十七条")
		o.head.Get("/catalogue?state=toreview").Want(200, "临时用地审批", "合要求，等核对发布")
		o.head.Get(version).Form("form[action="+version+"/publish]").Submit().Want(200, "已发布", "已发布，未生效", "测试liu")
		o.site.Visitor().Get("/items/temp-land").Want(404)

		clock.Set(clock.Now() + 2*86_400_000)
		o.signIn()
		o.site.Visitor().Get("/items/temp-land").Want(200, "10 个工作日", "土地复垦方案", "“占的是不是耕地”选“是”时要")
		for _, words := range []string{"LSYDSP", "用地审批", "TEMP-land"} {
			o.editor.Get("/catalogue?state=offered&words="+url.QueryEscape(words)).Want(200, "第 1–1 条", "临时用地审批")
		}
		o.editor.Get("/catalogue?words=%25").Want(200, "没有符合条件的事项")
		o.editor.Get("/catalogue?state=offered&words="+url.QueryEscape("借地")).Want(200, "现行", "10 个工作日，重点项目 8 个工作日，法定 20 个工作日")

		next := o.editor.Get("/catalogue/items/temp-land").Form("form[action=/catalogue/items/temp-land/draft]").
			Set("from", "2020-06-15").Submit().Want(200, "第 2 版草稿")
		second := strings.TrimSuffix(next.Path, "/edit/basic")
		set(o.editor, second+"/edit/limits", map[string]string{"ordinary_n": "6", "key_project_n": "5"}).Want(200)
		o.editor.Get(second+"/material?code=m1").Form("form[action="+second+"/material/drop?code=m1]").Submit().Want(200, "材料已删掉")
		set(o.editor, second+"/edit/when", map[string]string{"change_note": "精简材料、压缩时限"}).Want(200)
		o.second.Get(second).Want(200, "减掉材料：临时用地申请表", "承诺时限：10 个工作日改为 6 个工作日", "重点项目承诺时限：8 个工作日改为 5 个工作日",
			"第 1 版到2020年6月14日为止").Form("form[action="+second+"/publish]").Submit().Want(200, "已发布", "测试gao")
		o.second.Get(version).Want(200, "现行", "到 2020-06-14")

		clock.Set(clock.Now() + 5*86_400_000)
		o.signIn()
		o.second.Get(version).Want(200, "已换版")
		end := o.head.Get(second).Form("form[action=" + second + "/withdraw]")
		page := end.Set("transition", "finish").Submit().Want(422, "停用原因：请写明依据和原因")
		if !page.Has("input[name=transition][value=finish][checked]") {
			t.Error("the choice was lost")
		}
		page.Form("form[action="+second+"/withdraw]").Set("reason", "法律修改，不再审批").Submit().Want(200, "已停用", "法律修改，不再审批")
		o.site.Visitor().Get("/items/temp-land").Want(200, "停办", "法律修改，不再审批")
		o.editor.Get("/catalogue?state=idle").Want(200, "临时用地审批", "已停用")
	})
}

func Test草稿_还差什么都有地方改(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		o := openOffice(t, s)
		o.editor.Get("/catalogue/new").Form("form[action=/catalogue]").Set("code", "temp-land").Set("name", "临时用地审批").Submit().Want(200)
		page := o.editor.Get("/catalogue/items/temp-land").Form("form[action=/catalogue/items/temp-land/draft]").Submit().Want(200, "发布前还差")
		version := strings.TrimSuffix(page.Path, "/edit/basic")
		set(o.editor, version+"/material", map[string]string{"name": "其他有关材料"}).Want(200, "“其他”说不清要什么", "请填原件、复印件份数")
		set(o.editor, version+"/edit/steps", map[string]string{"procedures.0.name": "领导出差"}).Want(200, "特别程序“领导出差”")
		set(o.editor, version+"/edit/places", map[string]string{"visits": "2"}).Want(200, "要跑 2 次")
		set(o.editor, version+"/edit/limits", map[string]string{"key_project_n": "3", "renewable": "1", "delivery_limit": "11"}).Want(200, "重点项目承诺时限：3 个")
		set(o.editor, version+"/edit/result", map[string]string{"charged": "1"}).Want(200, "要收费的")
		page = o.editor.Get(version + "/edit/basic")
		points := page.Find("#gate a")
		if len(points) < 20 {
			t.Fatalf("only %d points: %s", len(points), page.Text("#gate"))
		}
		for _, point := range points {
			path, field, _ := strings.Cut(href(point), "#")
			if to := o.editor.Get(path); to.Status != 200 || to.Path != path || !to.Has("#"+field) {
				t.Errorf("%s leads to %s (%d), which has no #%s", point.FirstChild.Data, to.Path, to.Status, field)
			}
		}
		o.head.Get(version).Want(200, "处不合发布要求，改好以后才能发布")
	})
}

func href(a *html.Node) string {
	for _, at := range a.Attr {
		if at.Key == "href" {
			return at.Val
		}
	}
	return ""
}

func TestEveryPointOfTheGateHasAHome(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"ordinary_n", "key_project_n", "relay", "steps", "name", "acceptance", "applicants", "flow",
		"places", "hours", "consult_phone", "supervision_phone", "remedies", "result_name", "type", "level", "nature", "objects",
		"forms", "result_kind", "basis", "fee", "visit_reason", "visits", "delivery_limit", "renew_before", "procedures",
		"questions", "materials", "domains", "conditional", "pledge", "pledge_duty", "pledge_check"} {
		if homes[name] == "" {
			t.Errorf("the gate names %q, which no section asks for", name)
		}
	}
	for _, id := range tabOrder {
		if _, ok := sectionByID(id); !ok {
			t.Errorf("no section %q", id)
		}
	}
	if len(tabOrder) != len(sections)+len(partSections) {
		t.Error("a section has no tab")
	}
}

func Test草稿_不行的留着原样(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		o := openOffice(t, s)
		page := o.editor.Get("/catalogue/new").Form("form[action=/catalogue]").Set("code", "不行的码").Set("name", "临时用地审批").
			Submit().Want(422, "事项编码：“不行的码”不能用")
		if page.Attr("input[name=name]", "value") != "临时用地审批" {
			t.Error("the name was lost")
		}
		version := o.drafted()
		kept := func(path, field, value, says string) {
			t.Helper()
			page := set(o.editor, path, map[string]string{field: value}).Want(422, says)
			if got := page.Form("form[action=" + path + "]").Value(field); got != value {
				t.Errorf("%s %s: typed %q, shown %q", path, field, value, got)
			}
		}
		kept(version+"/edit/limits", "ordinary_n", "十天", "承诺时限：请填 0 到 9999 的整数")
		kept(version+"/edit/steps", "steps.2.days", "-3", "第 3 行天数：请填 0 到 9999 的整数")
		kept(version+"/edit/when", "from", "下个月", "生效日期")
		kept(version+"/edit/basic", "name", "", "现有 0 个字")
		kept(version+"/material", "name", "", "材料名称：还没有填")
		kept(version+"/question", "choice.a.bar", "先办别的", "选项 1：写了不能办的说明")
		item := "/catalogue/items/temp-land"
		page = o.editor.Get(item).Form("form[action="+item+"/draft]").Set("from", "2020-06-10").Submit().Want(409, "接着改那份")
		if page.Attr("#f-draft-from", "value") != "2020-06-10" {
			t.Error("the day was lost")
		}
		other := o.editor.Get(item).Form("form[action="+item+"/draft]").Set("from", "2020-06-20").Submit().Want(200, "第 2 版草稿")
		set(o.editor, strings.TrimSuffix(other.Path, "basic")+"when", map[string]string{"from": "2020-06-10"}).Want(409, "接着改那份")
	})
}

func Test草稿_两人同时改和边核边改(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		o := openOffice(t, s)
		version := o.drafted()
		limits := version + "/edit/limits"
		late := o.second.Get(limits).Form("form[action="+limits+"]").Set("ordinary_n", "9")
		set(o.editor, limits, map[string]string{"ordinary_n": "7", "key_project_n": "7"}).Want(200)
		page := late.Submit().Want(409)
		if page.Form("form[action="+limits+"]").Value("ordinary_n") != "9" {
			t.Error("what the loser typed was lost")
		}
		read := o.head.Get(version).Form("form[action=" + version + "/publish]")
		set(o.editor, limits, map[string]string{"ordinary_n": "6", "key_project_n": "6"}).Want(200)
		read.Submit().Want(409)
		o.head.Get(version).Form("form[action="+version+"/publish]").Submit().Want(200, "已发布")
		o.editor.Get(limits).Want(200, "第 1 版") // a published version is read, not edited
		gone := o.editor.Get("/catalogue/items/temp-land").Form("form[action=/catalogue/items/temp-land/draft]").Set("from", "2020-07-01").Submit()
		second := strings.TrimSuffix(gone.Path, "/edit/basic")
		o.second.Get(second).Form("form[action="+second+"/discard]").Submit().Want(200, "草稿已弃用", "已弃用")
	})
}

func Test事项管理_谁看得到谁能做(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		o := openOffice(t, s)
		version := o.drafted()
		o.site.Visitor().Get("/catalogue").Want(200, "登录")
		o.clerk.Get("/catalogue").Want(403)
		o.clerk.Get(version).Want(403)
		o.head.Get("/catalogue").Want(200, "临时用地审批")
		o.head.Get(version + "/edit/basic").Want(403)
		o.head.Get("/catalogue/import").Want(403)
		o.yhb.Get("/catalogue").Want(200, "临时用地审批", "zrzy")
		o.stranger.Get("/catalogue").Want(200, "没有符合条件的事项")
		o.stranger.Get("/catalogue/items/temp-land").Want(404)
		o.stranger.Get(version).Want(404)
		forged := func(c *kittest.Client, from, path string, more ...string) *kittest.Page {
			page := c.Get(from)
			v := url.Values{"_csrf": {page.Attr("input[name=_csrf]", "value")}, "_op": {page.Attr("input[name=_op]", "value") + "x"}}
			for i := 0; i < len(more); i += 2 {
				v.Set(more[i], more[i+1])
			}
			return c.Post(path, v)
		}
		revision := o.editor.Get(version+"/edit/basic").Attr("input[name=revision]", "value")
		forged(o.editor, version, version+"/publish", "_form", "publish", "revision", revision).Want(403, "这份草稿是您自己写的")
		forged(o.editor, version, version+"/withdraw", "_form", "end").Want(403)
		forged(o.stranger, "/catalogue/new", version+"/publish", "_form", "publish", "revision", revision).Want(404)
		forged(o.stranger, "/catalogue/new", version+"/edit/basic", "_form", "draft", "revision", revision).Want(404)
		forged(o.head, version, version+"/discard", "_form", "discard", "revision", revision).Want(403)
		if o.clerk.Get("/units").Has("a[href=/catalogue]") {
			t.Error("a clerk's menu offers the keepers' list")
		}
	})
}

// newItem has a heading and one row of the items ledger; bad spoils a cell.
func newItem(spoil ...string) []byte {
	cells := map[string]string{}
	var heads, row []string
	for i, col := range catalogue.Importers[0].Columns {
		heads = append(heads, col.Zh)
		cells[col.Name] = col.Sample
		if col.Required && col.Sample == "" {
			cells[col.Name] = "写在目录里的内容"
		}
		if i == 0 {
			cells[col.Name] = "430922-new-01"
		}
	}
	cells["from"], cells["unit"], cells["materials"] = "2020-06-09", "zrzy", "0"
	for i := 0; i < len(spoil); i += 2 {
		cells[spoil[i]] = spoil[i+1]
	}
	for _, col := range catalogue.Importers[0].Columns {
		row = append(row, `"`+cells[col.Name]+`"`)
	}
	return []byte(strings.Join(heads, ",") + "\n" + strings.Join(row, ",") + "\n")
}

func Test导入台账(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		o := openOffice(t, s)
		send := func(c *kittest.Client, mode, name string, body []byte) *kittest.Page {
			return c.Get("/catalogue/import").Form("form[action=/catalogue/import]").File("file", name, body).Press("mode", mode)
		}
		for _, kind := range []string{"items", "materials"} {
			book := o.editor.Get("/catalogue/import/" + kind + "/template")
			if book.Status != 200 || !strings.HasPrefix(book.Body, "PK") {
				t.Errorf("template of %s: %d", kind, book.Status)
			}
		}
		o.editor.Get("/catalogue/import/houses/template").Want(404)
		o.editor.Get("/catalogue/import").Form("form[action=/catalogue/import]").Press("mode", "apply").Want(422, "请选一个 XLSX 或 CSV 文件")
		send(o.editor, "apply", "照片.csv", []byte("图,片\n1,2\n")).Want(422, "没有找到表头")

		bad := append(newItem("kind", "随便件", "statutory_n", "十"), newItem("code", "430922-new-02")[len(strings.Split(string(newItem()), "\n")[0])+1:]...)
		send(o.editor, "apply", "事项.csv", bad).Want(422, "2 行里有 1 行要改，这次一行也没有导入", "没有导入", "随便件", "“十”不是整数")
		o.editor.Get("/catalogue").Want(200, "没有符合条件的事项")

		send(o.editor, "preview", "事项.csv", newItem()).Want(200, "试导入没有问题，还没有保存", "新增 1")
		o.editor.Get("/catalogue").Want(200, "没有符合条件的事项")
		send(o.editor, "apply", "事项.csv", newItem()).Want(200, "已导入", "新增 1", "由另一个人逐项核对后发布")
		o.editor.Get("/catalogue").Want(200, "430922-new-01", "没有发布过", "合要求，等核对发布")
		send(o.editor, "apply", "事项.csv", newItem()).Want(200, "不变 1")

		send(o.yhb, "apply", "目录.csv", newItem("code", "430922-new-03")).Want(200, "已导入", "县里已经批准的目录")
		o.editor.Get("/catalogue?words=new-03").Want(200, "已发布，未生效")
		now := o.editor.Get("/catalogue/import/items/now")
		if now.Status != 200 || !strings.HasPrefix(now.Body, "PK") {
			t.Fatalf("the ledger as it is: %d", now.Status)
		}
		send(o.yhb, "apply", "事项台账.xlsx", []byte(now.Body)).Want(200, "不变 1")
		send(o.stranger, "apply", "事项.csv", newItem("code", "430922-new-04")).Want(422, "没有找到这条记录")
	})
}

func TestKeepersPagesInABrowser(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	o := openOffice(t, s)
	version := o.drafted()
	item := "/catalogue/items/temp-land"
	o.head.Get(version).Form("form[action=" + version + "/publish]").Submit().Want(200)
	next := o.editor.Get(item).Form("form[action="+item+"/draft]").Set("from", "2020-06-15").Submit()
	second := strings.TrimSuffix(next.Path, "/edit/basic")
	set(o.editor, second+"/edit/limits", map[string]string{"ordinary_n": "30"}).Want(200)
	for who, look := range map[*kittest.Client][]string{
		o.editor: {"/catalogue", "/catalogue/new", item, "/catalogue/import", second + "/edit/basic", second + "/edit/basis", second + "/edit/steps",
			second + "/edit/limits", second + "/edit/materials", second + "/edit/questions", second + "/material?code=m2", second + "/question?code=q1", second},
		o.head: {second, version + "?all=1"},
	} {
		b := who.Browser()
		for _, path := range look {
			for _, width := range []int{1366, 390} {
				b.Open(path, width, 768)
				b.WantAccessible(path)
				b.WantNoSideScroll(path)
			}
		}
	}
}
