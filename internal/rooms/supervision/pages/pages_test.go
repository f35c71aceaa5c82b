package pages_test

import (
	"context"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/rooms/supervision/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

// form is the page's form whose action is the address.
func form(page *kittest.Page, action string) *kittest.Fill {
	return page.Form("form[action=" + action + "]")
}

const pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

func Test问题从登记到销号_公众看得到(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		blobs, err := blob.OpenDir(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = blobs.Close() })
		clock.Set(calendar.DayOf(2020, 5, 11).Start() + 9*3_600_000)
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest, supervision.Manifest}, Nav: pages.Nav(), Blobs: blobs,
			Routes: []func(kit.Deps) []kit.Route{pages.Routes}})
		word(t, s)
		office, leader, head := site.As(identity.Coordinator, "yhb"), site.As(identity.Leader, "xzf"), site.As(identity.Head, "zrzy")
		watch, other := site.As(identity.Supervisor, "yhb"), site.As(identity.Head, "zjj")
		const plan, round = "/supervision/rounds/new", "/supervision/rounds/DC1"
		kept := form(office.Get(plan), plan).Set("number", "DC1").Set("title", "履约践诺督查").Set("document", "方案示例1号").Set("from", "2020-05-11").
			Set("to", "2020-05-29").Set("units", "zrzy").Set("team", "coordinator.yhb、谁").Submit().Want(422, "督查内容", "没有“谁”这个账号")
		if form(kept, plan).Value("title") != "履约践诺督查" {
			t.Error("填过的内容没有留下")
		}
		form(kept, plan).Set("scope", "政策兑现").Set("team", "coordinator.yhb、supervisor.yhb").Submit().Want(200, "方案已起草")
		head.Get(round).Want(404)
		form(office.Get(round), round).Press("verb", "approve").Want(422, "要由两个人办")
		form(leader.Get(round), round).Press("verb", "approve").Want(200, "督查开始")
		form(watch.Get(round), round).Set("unit", "zrzy").Set("words", "看了台账").Press("verb", "visit").Want(200, "走访已登记", "看了台账")
		record := round + "/findings/new"
		draft := form(watch.Get(record), record).Set("unit", "zrzy").Set("ref", "《八条政策措施》").Set("gap", "未落实").Set("title", "奖金没有发").
			Set("facts", "两家没有拿到").Set("demand", "发放").Set("wanted", "回单").Set("due", "2020-06-12").Submit().Want(422, "文号")
		f := form(draft, record).Set("document", "桃发示例2号").Set("proof", "台账").File("file", "a.pdf", []byte(pdf)).Submit().Want(200, "问题已登记", "《八条政策措施》")
		head.Get(f.Path).Want(404)
		form(office.Get(f.Path), f.Path).Press("verb", "issue").Want(200, "已交办", "督〔2020〕1号")
		head.Get("/supervision").Want(200, "本单位要整改的", "奖金没有发")
		other.Get(f.Path).Want(404)
		form(head.Get(f.Path+"/report"), f.Path+"/report").Set("words", "发了").Submit().Want(422, "要有证明文件")
		form(head.Get(f.Path+"/report"), f.Path+"/report").Set("words", "发了").Set("proof", "回单").File("file", "b.pdf", []byte(pdf)).Submit().Want(200, "已报", "本单位不能核查自己的")
		check := form(watch.Get(f.Path).Want(200, "核查通过，销号"), f.Path+"/verify").Set("words", "看了回单")
		check.Press("verb", "close").Want(422, "公开摘要")
		site.Visitor().Get("/open/findings").Want(200, "还没有销号的问题")
		form(watch.Get(f.Path), f.Path+"/verify").Set("words", "看了回单").Set("public", "奖金已发").Press("verb", "close").Want(200, "已销号")
		site.Visitor().Get("/open/findings").Want(200, "奖金已发")
		site.Visitor().Get("/open/findings/list.json").Want(200, "DC1-01")
		site.Visitor().Get("/open/findings/list.csv").Want(200, "奖金已发")
		site.Visitor().Get("/open/findings/list.doc").Want(404)
		form(watch.Get(f.Path+"/look"), f.Path+"/look").Set("words", "还好").Press("verb", "held").Want(422, "回头看定在")
		sheet := office.Get("/supervision/ledger/now.xlsx")
		form(office.Get("/supervision/ledger"), "/supervision/ledger").File("file", "wt.xlsx", []byte(sheet.Body)).Press("mode", "apply").Want(200, "不变 1")
	})
}

// word gives the office the word that its letters are numbered with.
func word(t *testing.T, s *store.Store) {
	t.Helper()
	by := flow.Actor{Account: "f", Name: "筹建", Unit: "yhb", Channel: "pc", Roles: []flow.Role{identity.Coordinator}}
	if err := s.Write(context.Background(), func(tx *store.Tx) error {
		_, err := org.Add(tx, by, org.UnitInput{Code: "yhb", Name: "桃江县优化办", Short: "优化办", Kind: org.Department, DocWord: "桃优化办", Phone: "0737-8880001"})
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
