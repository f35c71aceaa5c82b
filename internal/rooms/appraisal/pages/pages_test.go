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
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/rooms/appraisal/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// onBoth runs the test on a site with the room over no other room.
func onBoth(t *testing.T, test func(t *testing.T, site *kittest.Site, s *store.Store, clock *store.SetClock)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest, appraisal.Manifest}, Nav: pages.Nav(),
			Routes: []func(kit.Deps) []kit.Route{pages.Routes(appraisal.Over(nil))}})
		test(t, site, s, clock)
	})
}

// form is the page's form whose action is the address.
func form(page *kittest.Page, action string) *kittest.Fill {
	return page.Form("form[action=" + action + "]")
}

func Test方案到公布_单位能看能提异议(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, s *store.Store, clock *store.SetClock) {
		office, leader, head := site.As(identity.Coordinator, "yhb"), site.As(identity.Leader, "xzf"), site.As(identity.Head, "thj")
		township(t, s)
		draft := form(office.Get("/appraisals/schemes").Want(200, "还没有考核方案"), "/appraisals/schemes").Set("kind", "township").Submit().Want(200, "草案已起草")
		kept := form(draft, draft.Path).Set("document", "").Set("cap", "一百").Submit().Want(422, "最高分", "依据文件")
		if f := form(kept, draft.Path); f.Value("cap") != "一百" {
			t.Error("填过的内容没有留下")
		}
		form(office.Get(draft.Path), draft.Path).Set("document", "桃优化办〔2020〕示例1号").Submit().Want(200, "草案已保存", "请另一位同事")
		form(office.Get(draft.Path), draft.Path+"/item").Set("name", "满意度").Set("rule", "抽查").Set("way", "share").Set("base", "5").
			Set("item_floor", "0").Set("item_cap", "5").Set("full", "90").Submit().Want(422, "按比例要选数据来源")
		head.Get(draft.Path).Want(404)
		form(leader.Get(draft.Path), draft.Path+"/decide").Press("verb", "publish").Want(200, "方案已公布")
		clock.Set(calendar.DayOf(2020, 8, 10).Start() + 9*3_600_000)
		office, leader, head = site.As(identity.Coordinator, "yhb"), site.As(identity.Leader, "xzf"), site.As(identity.Head, "thj")
		run := form(office.Get("/appraisals"), "/appraisals").Set("month", "2020-07").Set("kind", "township").Submit().Want(200, "已建立", "缺 3 项评分")
		head.Get(run.Path).Want(404)
		form(run, run.Path).Press("verb", "show").Want(200, "异议期开始", "征求异议")
		card := head.Get(head.Get(run.Path).Want(200, "thj").Attr("main tbody a[href]", "href")).Want(200, "缺评分", "提异议")
		filed := form(card, card.Path+"/object").Set("item", "a").Set("grounds", "检查过，漏登了").Submit().Want(422, "凭据")
		objection := form(filed, card.Path+"/object").Set("evidence", "检查表").Submit().Want(200, "异议已提交", "YY2020-001")
		head.Get(objection.Path).Want(200, "撤回异议")
		form(office.Get(objection.Path), objection.Path).Set("answer", "属实").Set("points", "18").Press("verb", "uphold").Want(200, "异议成立")
		site.As(identity.Head, "other").Get(card.Path).Want(404)
		clock.Set(calendar.DayOf(2020, 8, 14).Start() + 9*3_600_000)
		office, leader, head = site.As(identity.Coordinator, "yhb"), site.As(identity.Leader, "xzf"), site.As(identity.Head, "thj")
		form(office.Get(run.Path), run.Path).Press("verb", "finalise").Want(200, "已定稿")
		form(office.Get(run.Path), run.Path).Press("verb", "publish").Want(422, "要由两个人办")
		site.Visitor().Get("/open/appraisals/township/2020-07").Want(404)
		form(leader.Get(run.Path), run.Path).Press("verb", "publish").Want(200, "已公布")
		site.Visitor().Get("/open/appraisals").Want(200, "2020年7月")
		site.Visitor().Get("/open/appraisals/township/2020-07").Want(200, "90", "怎么算")
		form(office.Get("/appraisals/bulletins"), "/appraisals/bulletins").Set("quarter", "2020-07").Submit().Want(422, "还没有过完")
	})
}

func township(t *testing.T, s *store.Store) {
	t.Helper()
	by := flow.Actor{Account: "f", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		_, err := org.Amend(tx, by, org.UnitInput{Code: "thj", Name: "桃江县thj镇", Short: "thj", Kind: org.Township})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func Test监督员手机页_只有自己的_单位看不到是谁(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, _ *store.Store, _ *store.SetClock) {
		office, head, me := site.As(identity.Coordinator, "yhb"), site.As(identity.Head, "zrzy"), site.As(identity.Special, "yhb")
		me.Get("/supervise").Want(403, "特聘监督员本人")
		appoint := form(office.Get("/supervisors").Want(200, "还没有特聘监督员"), "/supervisors").Set("code", "TJ-01").Set("name", "陈律师").
			Set("source", "公开报名").Set("from", "2020-01-01").Set("to", "2020-12-31").Set("login", "special.yhb")
		kept := appoint.Submit().Want(422, "聘任文件")
		form(kept, "/supervisors").Set("document", "桃优化办〔2020〕示例2号").Submit().Want(200, "已聘任", "陈律师")
		me.Get("/supervisors").Want(403)
		me.Get("/opinions").Want(403)
		hand := form(me.Get("/supervise/new").Want(200, "提一条意见"), "/supervise/new").Set("title", "取号机坏了")
		kept = hand.Submit().Want(422, "经过")
		if form(kept, "/supervise/new").Value("title") != "取号机坏了" {
			t.Error("填过的内容没有留下")
		}
		mine := form(kept, "/supervise/new").Set("words", "等了四十分钟").Submit().Want(200, "收到了", "JD2020-001")
		staff := strings.Replace(mine.Path, "/supervise", "", 1)
		head.Get(staff).Want(404)
		form(office.Get(staff).Want(200, "陈律师"), staff).Set("unit", "zrzy").Set("days", "5").Press("verb", "assign").Want(200, "已交办")
		page := head.Get(staff).Want(200, "取号机坏了", "不告诉单位是谁")
		if strings.Contains(page.Text("body"), "陈律师") {
			t.Error("单位看到了监督员的姓名")
		}
		form(page, staff).Set("answer", "已修好").Press("verb", "answer").Want(200, "等优化办认定")
		form(office.Get(staff), staff).Set("ruling", "采纳").Press("verb", "adopt").Want(200, "本人确认")
		form(me.Get(mine.Path).Want(200, "请您确认"), mine.Path).Set("words", "好了").Press("verb", "confirm").Want(200, "已办结")
		office.Get("/opinions").Want(200, "100.0", "采纳")
	})
}
