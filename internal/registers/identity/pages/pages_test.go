package pages_test

import (
	"testing"

	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/identity/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// onBoth runs the test on a site over each engine.
func onBoth(t *testing.T, test func(t *testing.T, s *kittest.Site)) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		test(t, newSite(t, s))
	})
}

func newSite(t *testing.T, s *store.Store) *kittest.Site {
	return kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{identity.Manifest},
		Routes: []func(kit.Deps) []kit.Route{pages.Routes}, Nav: pages.Nav()})
}

func Test账号_三员分开办(t *testing.T) {
	onBoth(t, func(t *testing.T, s *kittest.Site) {
		system, safety := s.As(identity.SystemAdmin, "yhb"), s.As(identity.SafetyAdmin, "yhb")
		safety.Get("/admin/accounts/new").Want(403)
		fill := system.Get("/admin/accounts/new").Form("form[action=/admin/accounts]").Set("login", "zhangsan").Set("name", "张三").
			Set("staff_id", "1001").Set("roles", "reviewer")
		fill.Submit().Want(422, "单位编码")
		fill.Set("unit", "yhb").Submit().Want(200, "激活码", "只显示这一次")

		system.Get("/admin/grants").Want(200, "张三", "这一项不由您同意")
		waiting := safety.Get("/admin/grants")
		waiting.Form("form[action="+waiting.Attr("main form", "action")+"]").Submit().Want(200, "没有等待同意的申请")

		list := system.Get("/admin/accounts?role=reviewer").Want(200, "zhangsan", "待激活", "审查人员")
		path := list.Attr("main td a", "href")
		own := system.Get(path).Want(200, "发激活码", "注销")
		if own.Has("form[action="+path+"/lock]") || own.Has("form[action="+path+"/revoke]") {
			t.Error("the system administrator is offered what the safety administrator does")
		}
		safety.Get(path).Want(200, "收回岗位").Form("form[action="+path+"/revoke]").Submit().Want(422, "还没有选", "原因")
		safety.Get(path).Form("form[action="+path+"/revoke]").Set("roles", "reviewer").Set("reason", "调离").Submit().Want(200, "张三")
		system.Get(path).Form("form[action="+path+"/retire]").Set("reason", "调离").Submit().Want(200, "注销")
	})
}

func Test激活码_只显示一次(t *testing.T) {
	onBoth(t, func(t *testing.T, s *kittest.Site) {
		system := s.As(identity.SystemAdmin, "yhb")
		s.As(identity.Reviewer, "yhb")
		path := system.Get("/admin/accounts?role=reviewer").Attr("main td a", "href")
		fill := system.Get(path).Form("form[action=" + path + "/invite]")
		fill.Submit().Want(200, "只显示这一次")
		fill.Submit().Want(200, "激活码只显示一次", "请重新发一个")
	})
}

func Test代理授权_到期自己结束_代办写明(t *testing.T) {
	onBoth(t, func(t *testing.T, s *kittest.Site) {
		approver, head := s.As(identity.Approver, "yhb"), s.As(identity.Head, "yhb")
		fill := approver.Get("/delegations").Want(200, "授权给同事").Form("form[action=/delegations]")
		fill.Submit().Want(422, "从哪天", "到哪天")
		fill.Set("to_account", head.Account).Set("roles", "approver").Set("from_day", "2020-06-08").Set("to_day", "2020-06-10").
			Set("reason", "出差").Submit().Want(200, "生效中")
		taken := head.Get("/delegations").Want(200, "开始代办")
		taken.Form("form[action="+taken.Attr("main form", "action")+"]").Submit().Want(200, "您正在代")
		head.Get("/delegations").Form("form[action=/delegations/act]").Submit().Want(200, "开始代办")
	})
}
