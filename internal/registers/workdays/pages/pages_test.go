package pages_test

import (
	"testing"

	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/registers/workdays/pages"
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
	return kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{workdays.Manifest},
		Routes: []func(kit.Deps) []kit.Route{pages.Routes}, Nav: pages.Nav()})
}

func Test推算期限_逐日说明_没有日历的年份大声说(t *testing.T) {
	onBoth(t, func(t *testing.T, s *kittest.Site) {
		visitor := s.Visitor()
		visitor.Get("/calendar").Want(200, "推算期限", "日历版本")
		visitor.Get("/calendar?start=2020-06-22&n=5&unit=wd").Want(200, "2020年6月30日", "周二", "端午节", "日历版本")
		visitor.Get("/calendar?start=2020年6月22日&n=5&unit=cd").Want(200, "自然日", "端午节")
		visitor.Get("/calendar?start=2020-12-28&n=9&unit=wd").Want(422, "2021 年的节假日安排还没有导入")
		visitor.Get("/calendar?start=2020-02-30&n=&unit=xx").Want(422, "起算日", "天数", "请选一项")
	})
}

func Test节假日通知_一人录入另一人复核(t *testing.T) {
	onBoth(t, func(t *testing.T, s *kittest.Site) {
		typist, checker := s.As(identity.Coordinator, "yhb"), s.As(identity.Supervisor, "yhb")
		s.As(identity.Clerk, "yhb").Get("/admin/calendar").Want(403)

		fill := typist.Get("/admin/calendar").Want(200, "国办发明电〔2020〕1号").Form("form[action=/admin/calendar]").
			Set("no", "湘政办明电〔2020〕12号").Set("title", "关于防汛调休的通知").Set("published", "2020-06-05")
		fill.Set("days", "2020-06-12 防汛").Submit().Want(422, "每行写日期、节日、休或班")
		page := fill.Set("days", "2020-06-12 防汛 休\n2020-06-13 防汛 班").Submit().
			Want(200, "生效后有 2 天会变", "请另一位同事")

		checker.Get("/calendar?start=2020-06-11&n=1&unit=wd").Want(200, "2020年6月12日")
		checker.Get(page.Path).Want(200, "与原文一致").Form("form[action="+page.Path+"/confirm]").Submit().Want(200, "已生效")
		checker.Get("/calendar?start=2020-06-11&n=1&unit=wd").Want(200, "2020年6月13日", "防汛")
	})
}
