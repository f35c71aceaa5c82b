package pages_test

import (
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/normdoc"
	"yingshang/internal/rooms/normdoc/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func Test送审登记公布_清理一轮_公众查得到(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest, normdoc.Manifest}, Nav: pages.Nav(),
			Routes: []func(kit.Deps) []kit.Route{pages.Routes}})
		head, lawyer := site.As(identity.Head, "zrzy"), site.As(identity.Legal, "other")
		office, leader := site.As(identity.Coordinator, "yhb"), site.As(identity.Leader, "xzf")
		today := clock.Now().Day()
		form := func(page *kittest.Page, name string) *kittest.Fill { return page.Form("#form-" + name) }
		lawyer.Get("/normdocs/new").Want(403)
		draft := head.Get("/normdocs/new").Form("main form").Set("number", "三号文").Set("title", "用地管理办法").Set("business", "yes").Set("incentive", "yes").
			Set("adopted", today.String()).Set("from", today.String()).Submit().Want(422, "文号")
		if f := draft.Form("main form"); f.Value("title") != "用地管理办法" {
			t.Error("填过的内容没有留下")
		}
		doc := draft.Form("main form").Set("number", "桃自然资发〔2020〕示例1号").Submit().Want(200, "已送审", "还没有结论，不能登记").Path
		site.Visitor().Get("/open/normdocs").Want(200, "没有符合条件的文件")
		form(lawyer.Get(doc), "register").Submit().Want(422, "没有公平竞争审查结论")
		form(head.Get(doc), "examine").Set("competition", "passed").Set("competition_by", "县联席会议示例1号").Submit().Want(200, "审查结论已登记")
		form(lawyer.Get(doc), "register").Submit().Want(200, "已统一登记", "TJDR-")
		form(lawyer.Get(doc), "publish").Submit().Want(200, "已公布")
		site.Visitor().Get("/open/normdocs?standing=inforce").Want(200, "用地管理办法", "现行有效")
		site.Visitor().Get("/open/normdocs/list.json?standing=lapsed").Want(200, `"documents": []`)
		site.Visitor().Get("/open/normdocs/list.json").Want(200, `"standing": "inforce"`)
		site.Visitor().Get("/open/normdocs/list.csv?day="+(today-1).String()).Want(200, "没有统一登记、编号和公布")
		round := form(office.Get("/cleanups"), "round").Set("title", "文件清理").Set("basis", "通知").Set("articles", "12、99").
			Set("due", (today+20).String()).Submit().Want(422, "不是条例的条号")
		path := form(round, "round").Set("articles", "12、43").Submit().Want(200, "清理已开展", "还没有决定完").Path
		review := head.Get(path).Attr("main tbody a[href]", "href")
		form(head.Get(review), "review").Set("article_12", "none").Set("proposal", "retain").Set("opinion", "可行").Submit().Want(422, "第 43 条")
		form(head.Get(review), "review").Set("article_12", "none").Set("article_43", "conflict").Set("article_43_words", "第五条指定机构").
			Set("proposal", "revise").Set("opinion", "要改").Submit().Want(200, "审查表已提交")
		form(lawyer.Get(review), "decide").Set("decision", "retain").Set("reason", "可行").Submit().Want(422, "不能保留")
		form(lawyer.Get(review), "decide").Set("decision", "revise").Set("reason", "要改").Set("due", (today+90).String()).Submit().Want(200, "已决定")
		lawyer.Get("/cleanups/follow").Want(200, "用地管理办法", (today + 90).String())
		form(leader.Get(path), "publish").Set("document", "清理结果通告").Submit().Want(200, "清理结果已公布", "合计对得上")
		site.Visitor().Get("/open/normdocs").Want(200, "文件清理")
		clock.Set((today + 2000).Start() + calendar.Instant(9*3_600_000))
		site.Visitor().Get("/open/normdocs").Want(200, "期满自动失效")
	})
}
