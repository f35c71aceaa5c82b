package pages_test

import (
	"regexp"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/enquiry"
	"yingshang/internal/rooms/enquiry/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// onBoth runs the test on a site with the room, its tree and its rules.
func onBoth(t *testing.T, test func(t *testing.T, site *kittest.Site, clock *store.SetClock)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		clock.Set(calendar.DayOf(2020, 6, 1).Start() + 9*3_600_000)
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest, enquiry.Over()}, Nav: pages.Nav(),
			Routes: []func(kit.Deps) []kit.Route{pages.Routes},
			Config: func(c *kit.Config) {
				often := kit.Limit{Every: 1, Burst: 10_000}
				c.Paces = map[kit.Pace]kit.Limit{kit.PaceTrack: often, kit.PaceApply: often}
			}})
		site.As(identity.Coordinator, "yhb")
		site.As(identity.Head, "czj")
		site.As(identity.Head, "zjj")
		by := flow.Actor{Account: "f", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
		for _, r := range []enquiry.Route{{Unit: "yhb"}, {Category: "03", Unit: "czj"}} {
			err := s.Write(t.Context(), func(tx *store.Tx) error {
				if _, err := enquiry.PutCategory(tx, by, enquiry.Category{Code: "03", Name: "政策不兑现"}); err != nil {
					return err
				}
				_, err := enquiry.PutRoute(tx, by, r)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		test(t, site, clock)
	})
}

// form is the page's form of that id.
func form(page *kittest.Page, id string) *kittest.Fill { return page.Form("form[id=form-" + id + "]") }

var code = regexp.MustCompile(`[0-9A-HJKMNP-TV-Z]{4,5}[ -][0-9A-HJKMNP-TV-Z]{3,5}([ -][0-9A-HJKMNP-TV-Z]{2,4})?`)

// filed walks through the public form and returns number and code.
func filed(t *testing.T, site *kittest.Site, kind string, change func(step int, f *kittest.Fill)) (number, query string) {
	t.Helper()
	page := site.Visitor().Get("/complain").Want(200, "不用登录")
	kept := form(page, "enquiry").Set("kind", kind).Set("title", "奖补资金没有兑现").Press("go", "next").Want(422, "经过")
	if form(kept, "enquiry").Value("title") != "奖补资金没有兑现" {
		t.Error("填过的内容没有留下")
	}
	next := form(kept, "enquiry").Set("words", "去年公布的奖补，资料都交齐了，今年还没有拨付。").Press("go", "next").Want(200, "关于谁")
	f := form(next, "enquiry").Set("category", "03")
	change(1, f)
	f = form(f.Press("go", "next").Want(200, "怎么联系您"), "enquiry").Set("name", "陈立新").Set("mobile", "19900000001").Set("consent", "1")
	change(2, f)
	check := f.Press("go", "next").Want(200, "核对后提交", "陈某某")
	done := form(check, "enquiry").Press("go", "send").Want(200, "SQ2020", "只显示这一次", "留痕回执")
	return done.Text(".number"), done.Text(".number")
}

func Test网上提交到评价_填过的都留着(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, clock *store.SetClock) {
		_, query := filed(t, site, "complaint", func(int, *kittest.Fill) {})
		number := "SQ20200601-0001"
		query = code.FindString(strings.ReplaceAll(query, number, ""))
		office, second, head, other := site.As(identity.Coordinator, "yhb"), site.AsAccount(identity.NewAccount{Login: "yhb.second", Name: "钱进", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}),
			site.As(identity.Head, "czj"), site.As(identity.Head, "zjj")
		list := office.Get("/enquiries").Want(200, number, "待受理")
		one := office.Get(list.Attr("main tbody a[href]", "href")).Want(200, "受理并派单", "陈某某")
		head.Get(one.Path).Want(404)
		form(one, "decline").Set("ground", "").Submit().Want(422, "列表里的情形")
		form(office.Get(one.Path), "accept").Submit().Want(200, "已受理并派单", "czj")
		form(head.Get(one.Path).Want(200, "写答复"), "write").Set("answer", "已拨付").Submit().Want(422, "依据")
		form(head.Get(one.Path), "write").Set("answer", "已拨付").Set("basis", "桃政发〔2019〕示例8号").Set("done", "6 月 1 日拨付").Set("remedy", "可申请复核").Submit().Want(200, "等另一人审核")
		other.Get(one.Path).Want(404)
		form(office.Get(one.Path), "review").Set("met", "answers").Press("pass", "yes").Want(422, "审核清单还有没做到的")
		all := form(second.Get(one.Path), "review").Set("met", "answers", "basis", "done", "remedy", "contact", "private")
		all.Press("pass", "yes").Want(200, "审核已登记", "待评价")
		track := site.Visitor().Get("/track/enquiry?no="+number).Want(200, "查询码")
		form(track, "track").Set("code", "0000000000").Submit().Want(422, "对不上")
		mine := form(track, "track").Set("number", number).Set("code", query).Submit().Want(200, "已拨付", "请您评价", "没有解决")
		form(mine, "reopen").Submit().Want(422, "理由")
		form(mine, "rate").Set("level", "2").Submit().Want(200, "诉求人满意")
		form(mine, "proof").Submit().Want(200)
		form(office.Get(one.Path), "reveal").Submit().Want(422, "理由")
		form(office.Get(one.Path), "reveal").Set("why", "回访").Submit().Want(200, "陈立新", "查看联系方式")
		if strings.Contains(office.Get(one.Path).Text("main"), "陈立新") {
			t.Error("看过一次以后，页面上不应再有姓名")
		}
		form(office.Get(one.Path), "publish").Set("public_title", "奖补").Set("public_question", "陈立新问奖补").Set("public_answer", "已拨付").Submit().Want(422, "诉求人的姓名")
		form(office.Get(one.Path), "publish").Set("public_title", "奖补什么时候拨").Set("public_question", "问奖补").Set("public_answer", "已拨付").Submit().Want(200, "已公开")
		site.Visitor().Get("/open/enquiries").Want(200, "奖补什么时候拨")
		site.Visitor().Get("/open/enquiries/answers.json")
		site.Visitor().Get("/open/enquiries/answers.csv")
		office.Get("/enquiries/answered?from=2020-01-01&to=2020-06-30").Want(200, "已答复 1 件", number)
	})
}

func Test举报的单位只看到告知的内容_拆封要两个人(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, clock *store.SetClock) {
		filed(t, site, "report", func(step int, f *kittest.Fill) {
			if step == 1 {
				f.Set("accused", "zjj")
			}
		})
		office, leader, accused := site.As(identity.Coordinator, "yhb"), site.As(identity.Leader, "xzf"), site.As(identity.Head, "zjj")
		accused.Get("/enquiries").Want(200, "没有您要办的")
		one := office.Get(office.Get("/enquiries").Attr("main tbody a[href]", "href")).Want(200, "身份保密", "看不到这一件")
		form(one, "accept").Set("unit", "zjj").Submit().Want(422, "是被反映的单位")
		form(office.Get(one.Path), "accept").Set("unit", "yhb").Submit().Want(200, "已受理并派单")
		form(office.Get(one.Path), "statement").Set("disclosed", "陈立新说你们收费").Submit().Want(422, "会让对方知道是谁")
		form(office.Get(one.Path), "statement").Set("disclosed", "请说明收费依据").Submit().Want(200, "SM2020-001")
		page := accused.Get(accused.Get("/enquiries/statements").Want(200, "请说明收费依据").Attr("main tbody a[href]", "href"))
		if page.Want(200, "打听反映人", "请说明收费依据"); strings.Contains(page.Text("body"), "奖补资金没有兑现") {
			t.Error("被反映的单位看到了举报内容")
		}
		form(page, "state").Set("words", "没有收费").Submit().Want(200, "已提交", "已说明")
		form(office.Get(one.Path), "reveal").Set("why", "要联系").Submit().Want(422, "先申请拆封")
		form(office.Get(one.Path), "unseal").Set("reason", "要核对票据").Submit().Want(200, "等另一人同意")
		waits := leader.Get("/enquiries/unsealing").Want(200, "要核对票据")
		waits.Form("form[action="+waits.Attr("main form", "action")+"]").Set("words", "确有必要").Press("grant", "yes").Want(200, "已同意")
		form(office.Get(one.Path), "reveal").Set("why", "核对票据").Submit().Want(200, "陈立新")
		office.Get("/enquiries/unsealing").Want(200, "看过 1 次")
		accused.Get("/enquiries/alarms").Want(403)
	})
}
