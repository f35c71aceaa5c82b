package pages_test

import (
	"net/url"
	"testing"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/identity/pages"
	"yingshang/internal/store/storetest"
)

var shelf = manifest.Room{Name: "shelf", Zh: "货架", Perms: []manifest.Perm{
	{Name: "shelf.read", Zh: "看货架", Roles: []flow.Role{identity.Integrator, identity.Clerk}},
	{Name: "shelf.put", Zh: "上架", Roles: []flow.Role{identity.Clerk}},
}}

func Test令牌_不超过接口账号的岗位(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{identity.Manifest, shelf},
		Routes: []func(kit.Deps) []kit.Route{pages.Routes}})
	for _, perm := range shelf.Perms {
		if err := site.Declare(kit.Route{Method: "GET", Pattern: kit.APIPrefix + perm.Name, Name: perm.Name, Perm: perm.Name}); err != nil {
			t.Fatal(err)
		}
	}
	system, program := site.As(identity.SystemAdmin, "yhb"), site.As(identity.Integrator, "yhb")
	page := system.Get("/admin/tokens").Want(200, "看货架")
	if page.Has(`input[value="shelf.put"]`) || page.Has(`input[value="identity.self"]`) || !page.Has(`input[value="shelf.read"]`) {
		t.Error("a permission is offered that no interface account holds, or no operation asks for")
	}
	fill := page.Form("form[action=/admin/tokens]").Set("account", program.Account).Set("name", "测试系统")
	fill.Submit().Want(422, "没有选权限")
	fill.Set("scopes", "shelf.read").Submit().Want(200, "只显示这一次", "ys_")
	system.Get("/admin/tokens").Want(200, "测试系统", "shelf.read", "有效")
	forged := system.Get("/admin/tokens").Form("form[action=/admin/tokens]").Set("account", program.Account).Set("name", "测试系统").
		Set("scopes", "shelf.put")
	forged.Submit().Want(422, "岗位没有“上架”")
	if got := system.Post("/admin/tokens", url.Values{"account": {program.Account}}); got.Status != 403 {
		t.Errorf("a forged form: %d", got.Status)
	}
}
