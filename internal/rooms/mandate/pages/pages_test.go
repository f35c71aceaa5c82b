package pages_test

import (
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/rooms/mandate/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

// form is the page's form whose action is the address.
func form(page *kittest.Page, action string) *kittest.Fill {
	return page.Form("form[action=" + action + "]")
}

const pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

func Test任务从起草到确认_公众看得到(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		blobs, err := blob.OpenDir(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = blobs.Close() })
		clock.Set(calendar.DayOf(2020, 4, 13).Start() + 9*3_600_000)
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest, mandate.Manifest}, Nav: pages.Nav(), Blobs: blobs,
			Routes: []func(kit.Deps) []kit.Route{pages.Routes(mandate.Over(nil))}})
		office, leader, head, other := site.As(identity.Coordinator, "yhb"), site.As(identity.Leader, "xzf"), site.As(identity.Head, "zrzy"), site.As(identity.Head, "zjj")
		form(office.Get("/mandate/clauses").Want(200, "还没有条款"), "/mandate/clauses").Submit().Want(200, "第三十六条", "没有分工")
		draft := form(office.Get("/mandate/tasks/new"), "/mandate/tasks/new").Set("number", "ZD2020-01").Set("title", "压缩登记时间").
			Set("lead", "zrzy").Set("partners", "zjj").Set("due", "2020-05-29")
		kept := draft.Submit().Want(422, "措施")
		if form(kept, "/mandate/tasks/new").Value("title") != "压缩登记时间" {
			t.Error("填过的内容没有留下")
		}
		task := form(kept, "/mandate/tasks/new").Set("measure", "三个工作日办完").Submit().Want(200, "草案已起草")
		head.Get(task.Path).Want(404)
		form(office.Get(task.Path), task.Path).Set("document", "桃发〔2020〕示例1号").Press("verb", "publish").Want(422, "要由两个人办")
		form(leader.Get(task.Path), task.Path).Set("document", "桃发〔2020〕示例1号").Press("verb", "publish").Want(200, "任务已公布")
		site.Visitor().Get("/open/tasks").Want(200, "压缩登记时间", "1 个牵头单位")
		site.Visitor().Get("/open/tasks/list.json").Want(200, "ZD2020-01")
		site.Visitor().Get("/open/tasks/list.csv").Want(200, "三个工作日办完")
		site.Visitor().Get("/open/tasks/list.doc").Want(404)
		form(head.Get(task.Path+"/report"), task.Path+"/report").Set("kind", "final").Set("words", "办完了").Submit().Want(422, "要有佐证文件")
		report := form(head.Get(task.Path+"/report"), task.Path+"/report").Set("kind", "final").Set("words", "办完了").Set("proof", "抽查表").
			File("file", "a.pdf", []byte(pdf)).Submit().Want(200, "已报", "抽查表")
		head.Get("/mandate").Want(200, "没有欠着的")
		other.Get(report.Path).Want(200, "本单位不能确认自己的")
		office.Get("/mandate").Want(200, "等您确认", "ZD2020-01")
		form(office.Get(report.Path), report.Path).Press("verb", "return").Want(422, "写明缺什么")
		form(office.Get(report.Path), report.Path).Press("verb", "confirm").Want(200, "已确认")
		site.Visitor().Get("/open/tasks").Want(200, "已完成")
		office.Get("/mandate/ranking").Want(200, "没有到期事项的单位")
		clock.Set(calendar.DayOf(2020, 6, 1).Start() + 9*3_600_000)
		office = site.As(identity.Coordinator, "yhb")
		office.Get("/mandate/ranking").Want(200, "100.0%")
		office.Get("/mandate/ranking/zrzy?what=in_time").Want(200, "ZD2020-01", "按期完成")
	})
}
