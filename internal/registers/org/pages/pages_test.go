package pages_test

import (
	"testing"

	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/org/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func Test机构和窗口_登记更改停用(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest},
			Routes: []func(kit.Deps) []kit.Route{pages.Routes}, Nav: pages.Nav()})
		site.As(identity.Reviewer, "yhb").Get("/admin/units").Want(403)
		c := site.As(identity.Coordinator, "yhb")

		c.Get("/admin/units/new").Form("form[action=/admin/units]").Submit().Want(422, "编码", "机构全称")
		c.Get("/admin/units/new").Form("form[action=/admin/units]").Set("code", "dt").Set("name", "桃江县政务服务大厅").
			Set("kind", "hall").Submit().Want(200, "桃江县政务服务大厅", "历次名称")
		c.Get("/admin/units/dt").Form("form[action=/admin/units/dt]").Set("name", "桃江县政务服务中心").Set("from", "2020-07-01").
			Submit().Want(200, "2020-06-30", "桃江县政务服务中心")
		c.Get("/units").Want(200, "桃江县政务服务大厅")

		c.Get("/admin/windows/new").Form("form[action=/admin/windows]").Set("code", "A03").Set("name", "综合窗口").
			Set("unit", "yhb").Set("hall", "dt").Submit().Want(200, "综合窗口")
		c.Get("/admin/windows/A03").Form("form[action=/admin/windows/A03]").Set("name", "综合三号窗").Submit().Want(200, "综合三号窗", "在用")
		c.Get("/admin/units/yhb").Form("form[action=/admin/units/yhb/close]").Set("last", "2020-06-30").Set("reason", "合并").
			Submit().Want(422, "请先把窗口移交或关闭")
	})
}
