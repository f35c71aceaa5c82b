package pages_test

import (
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/replication"
	"yingshang/internal/rooms/replication/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

func Test从申报到验收_附件_公开清单(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		dir, err := blob.OpenDir(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = dir.Close() }) // nothing is pending
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest, replication.Manifest}, Nav: pages.Nav(),
			Routes: []func(kit.Deps) []kit.Route{pages.Routes}, Blobs: dir})
		clock.Set(calendar.DayOf(2020, 3, 16).Start() + 9*3_600_000)
		office, head := site.As(identity.Coordinator, "yhb"), site.As(identity.Head, "zrzy")
		other, leader, clerk := site.As(identity.Head, "zjj"), site.As(identity.Leader, "xzf"), site.As(identity.Clerk, "zrzy")
		office.Get("/reforms").Want(200, "导入“改革举措清单”台账")
		id := enter(t, s)
		at := "/reforms/" + id
		form := func(p *kittest.Page, action string) *kittest.Fill { return p.Form("form[action=" + action + "]") }
		clerk.Get(at).Want(200, "待导入", "现在没有您要办的")
		other.Get(at).Want(200, "现在没有您要办的")
		form(head.Get(at), at).Set("document", "资办〔2020〕示例1号").Press("verb", "start").Want(200, "已记下：“启动”", "推进中")
		kept := form(head.Get(at), at).Set("document", "资办〔2020〕示例2号").Set("words", "已逐句对照").Press("verb", "claim").Want(422, "凭据文件")
		if form(kept, at).Value("words") != "已逐句对照" {
			t.Error("填过的内容没有留下")
		}
		form(head.Get(at), at).Set("document", "资办〔2020〕示例2号").Set("words", "已逐句对照").File("file", "对照表.exe", []byte("MZ")).
			Press("verb", "claim").Want(422)
		done := form(head.Get(at), at).Set("document", "资办〔2020〕示例2号").Set("words", "已逐句对照").File("file", "对照表.pdf", []byte(pdf)).
			Press("verb", "claim").Want(200, "已申报，待认定", "等优化办认定")
		file := done.Attr("ol.timeline a[href]", "href")
		if got := clerk.Get(file).Want(200); got.Header.Get("Content-Type") != "application/pdf" {
			t.Errorf("evidence is %s", got.Header.Get("Content-Type"))
		}
		clerk.Get(at+"/evidence/none").Want(404, "没有附文件")
		form(office.Get(at), at).Set("document", "核查记录").Set("words", "看过").Set("day", "2020-03-17").Press("verb", "confirm").Want(422, "还没有到")
		form(office.Get(at), at).Set("document", "核查记录").Set("words", "看过").Press("verb", "confirm").Want(200, "基本完成")
		form(leader.Get(at), at).Set("document", "验收表").Set("words", "对照过").Press("verb", "accept").Want(422, "待导入")
		form(office.Get(at), at+"/wording").Set("title", "示例名称").Submit().Want(422, "要一起填")
		form(office.Get(at), at+"/wording").Set("title", "示例名称").Set("wording", "示例文本").Set("word_source", "示例文件").Submit().Want(200, "正式文本已导入")
		form(office.Get(at), at+"/plan").Set("due", "2020-07-31").Submit().Want(422, "改计划要填文号")
		form(office.Get(at), at+"/plan").Set("due", "2020-07-31").Set("document", "请示批复").Submit().Want(200, "计划已修改", "2020-07-31")
		form(leader.Get(at), at).Set("document", "验收表").Set("words", "对照过").Press("verb", "accept").Want(200, "已验收")
		public := site.Visitor()
		public.Get("/open/reforms").Want(200, "示例名称", "已验收", "基本完成 1＋正在推进 0＋未启动 0＋不适用 0")
		before := public.Get("/open/reforms?day=2020-03-15").Want(200, "还没有举措")
		if strings.Contains(before.Text("body"), "示例名称") {
			t.Error("那一天还没有列入")
		}
		if body := public.Get("/open/reforms/list.json").Want(200).Body; !strings.Contains(string(body), `"state": "已验收"`) {
			t.Errorf("json: %s", body)
		}
		if body := public.Get("/open/reforms/list.csv").Want(200).Body; !strings.Contains(string(body), "复制-01,复制推广,示例名称,示例文本") {
			t.Errorf("csv: %s", body)
		}
		public.Get("/open/reforms/list.xml").Want(404)
	})
}

func enter(t *testing.T, s *store.Store) string {
	t.Helper()
	by := flow.Actor{Account: "f", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
	var m replication.Measure
	err := s.Write(t.Context(), func(tx *store.Tx) (err error) {
		m, err = replication.Enter(tx, by, replication.Listing{Part: replication.Copy, Nth: 1, Source: "通知（示例）", Listed: tx.Today(),
			Plan: replication.Planned{Lead: "zrzy", Plan: "对照清单补齐差距（示例）", Due: calendar.DayOf(2020, 6, 30)}})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m.ID
}
