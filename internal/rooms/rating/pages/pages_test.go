package pages_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/rooms/rating/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// hall is a site on which visits and cases are rated.
type hall struct {
	*kittest.Site
	t     *testing.T
	store *store.Store
	clock *store.SetClock
}

func onBoth(t *testing.T, test func(t *testing.T, h *hall)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		test(t, &hall{t: t, store: s, clock: clock, Site: site(t, s)})
	})
}

func site(t *testing.T, s *store.Store) *kittest.Site {
	return kittest.New(t, s, kittest.Options{Nav: pages.Nav(), Rooms: []manifest.Room{org.Manifest, casework.Manifest, rating.Manifest},
		Routes: []func(kit.Deps) []kit.Route{pages.Routes}})
}

// visit opens a visit at the window and returns the address behind its code.
func (h *hall) visit(clerk *kittest.Client, number string) string {
	h.t.Helper()
	page := clerk.Get("/ratings/visit").Form("form[action=/ratings/visit]").Set("visit", number).Set("matter", "咨询不动产登记").Submit()
	page.Want(200, "请办事人扫码评价", number)
	var token string
	err := h.store.Read(context.Background(), func(tx *store.Tx) error {
		by := flow.Actor{Account: clerk.Account, Unit: "zrzy", Roles: []flow.Role{identity.Clerk}}
		_, code, err := rating.VisitToken(tx, by, strings.TrimPrefix(page.Path, "/ratings/visit/"))
		token = string(code)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	h.clock.Advance(time.Minute) // rated after the person has left the counter
	return "/rate/" + token
}

func Test现场评价_差评整改到再评(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		clerk, head, office := h.As(identity.Clerk, "zrzy"), h.As(identity.Head, "zrzy"), h.As(identity.Coordinator, "yhb")
		bare := clerk.Get("/ratings/visit").Form("form[action=/ratings/visit]").Set("visit", "A017").Submit().Want(422, "这次办的是什么")
		if bare.Form("form[action=/ratings/visit]").Value("visit") != "A017" {
			t.Error("the number typed is gone")
		}
		path := h.visit(clerk, "A017")

		visitor := h.Visitor()
		visitor.Get("/rate/0000000000").Want(404)
		form := visitor.Get(path).Want(200, "评价一下这次办事", "非常满意", "非常不满意").Form("form[action=" + path + "]")
		kept := form.Set("words", "跑了三趟").Submit().Want(422)
		if kept.Form("form[action="+path+"]").Value("words") != "跑了三趟" {
			t.Error("the words typed are gone")
		}
		clerk.Get(path).Form("form[action="+path+"]").Set("level", "1").Submit().Want(403)
		form.Set("level", "5").Submit().Want(200, "谢谢您的评价", "正在核实")
		visitor.Get(path).Want(200, "已经评价过了")

		board := office.Get("/ratings").Want(200, "差评整改", "非常不满意", "收到评价")
		task := board.Attr("main tbody a[href]", "href")
		h.As(identity.Head, "zjj").Get(task).Want(404)
		h.As(identity.Head, "zjj").Get("/ratings").Want(200, "没有在办的差评整改")
		at := func(verb string) string { return "form[action=" + task + "/" + verb + "]" }
		first := head.Get(task).Want(200, "看不到是谁评的")
		if refused := first.Form(at("find")).Set("finding", "属实").Submit().Want(422); refused.Form(at("find")).Value("finding") != "属实" {
			t.Error("the finding typed is gone")
		}
		first.Form(at("find")).Set("kind", "fixed").Set("finding", "属实").Set("action", "材料清单上墙").Submit().Want(200, "已登记")
		office.Get(task).Form(at("contact")).Submit().Want(422, "联系上了吗")
		office.Get(task).Form(at("resolve")).Submit().Want(422)
		office.Get(task).Form(at("contact")).Set("reached", "yes").Set("note", "电话回访").Submit().Want(200, "已登记")
		office.Get(task).Form(at("identify")).Submit().Want(422, "理由")
		office.Get(task).Form(at("resolve")).Set("reply", "已道歉并改进").Submit().Want(200, "整改已办结")
		visitor.Get(path).Want(200, "整改得怎么样").Form("form[action=" + path + "/again]").Submit().Want(422)
		visitor.Get(path).Form("form[action="+path+"/again]").Set("level", "2").Submit().Want(200)
		head.Get(task).Want(200, "第一次的评价不变")
	})
}

func Test差评申诉_单位提出优化办决定(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		clerk, head, office := h.As(identity.Clerk, "zrzy"), h.As(identity.Head, "zrzy"), h.As(identity.Coordinator, "yhb")
		visitor := h.Visitor()
		path := h.visit(clerk, "A021")
		visitor.Get(path).Form("form[action="+path+"]").Set("level", "4").Submit().Want(200, "谢谢您的评价")
		task := office.Get("/ratings").Attr("main tbody a[href]", "href")
		at := func(verb string) string { return "form[action=" + task + "/" + verb + "]" }
		kept := head.Get(task).Form(at("appeal")).Set("reason", "写的是别的窗口").Submit().Want(422, "申诉类别", "证据")
		if kept.Form(at("appeal")).Value("reason") != "写的是别的窗口" {
			t.Error("the reason typed is gone")
		}
		head.Get(task).Form(at("appeal")).Set("ground", "mistaken").Set("reason", "写的是别的窗口").Set("evidence", "排队记录").
			Submit().Want(200, "申诉已提出", "待决定")
		office.Get("/ratings").Want(200, "申诉待决定")
		if head.Get(task).Has(at("decide")) || !office.Get(task).Has(at("decide")) {
			t.Error("only the managing office decides")
		}
		head.Post(task+"/decide", url.Values{"version": {"1"}}).Want(403)
		office.Get(task).Form(at("resolve")).Set("reply", "已答复").Submit().Want(422, "申诉还没有决定")
		office.Get(task).Form(at("decide")).Submit().Want(422)
		office.Get(task).Form(at("decide")).Set("upheld", "yes").Set("decision", "排队记录对得上").Submit().Want(200, "已剔除", "不计入统计")
		office.Get("/ratings").Want(200, "剔除 1 条", "没有在办的差评整改")
		office.Get("/ratings?all=1").Want(200, "已剔除", "只看在办的")
		visitor.Get(path).Want(200, "经复核不计入统计")
	})
}

func Test异常评价_点开核查(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		clerk, office := h.As(identity.Clerk, "zrzy"), h.As(identity.Coordinator, "yhb")
		visitor := h.Visitor()
		for _, number := range []string{"A1", "A2", "A3"} {
			path := h.visit(clerk, number)
			visitor.Get(path).Form("form[action="+path+"]").Set("level", "1").Submit().Want(200, "谢谢您的评价")
		}
		h.As(identity.Head, "zrzy").Get("/ratings/anomalies").Want(403)
		path := office.Get("/ratings/anomalies").Want(200, "同一设备评多件").Attr("main tbody a[href]", "href")
		page := office.Get(path).Want(200, "3 条", "可能有人代评")
		kept := page.Form("main form[method=post]").Set("reason", "看过监控").Submit().Want(422, "核查结果")
		if kept.Form("main form[method=post]").Value("reason") != "看过监控" {
			t.Error("the reason typed is gone")
		}
		page.Form("main form[method=post]").Set("kept", "no").Set("reason", "窗口人员代评").Submit().Want(200, "剔除 3 条", "没有等核查的异常")
	})
}

func Test电话评价_没有通话记录不录(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		h.As(identity.Clerk, "zrzy").Get("/ratings/phone").Want(403)
		office := h.As(identity.Coordinator, "yhb")
		number := h.delivered()
		form := office.Get("/ratings/phone").Form("form[action=/ratings/phone]").Set("number", number).Set("words", "很快")
		kept := form.Set("level", "1").Submit().Want(422, "通话记录")
		if f := kept.Form("form[action=/ratings/phone]"); f.Value("words") != "很快" || f.Value("number") != number {
			t.Error("what was typed is gone")
		}
		form.Set("call", "回访 2020-17").Submit().Want(200, "电话评价已录入")
		office.Get("/ratings/phone").Form("form[action=/ratings/phone]").Set("number", number).Set("call", "回访 2020-18").Set("level", "5").Submit().Want(422)
		office.Get("/ratings").Want(200, "样本不足", "满 10 条才算率；应答率 100.0%＝1÷1")
	})
}

func Test评价内容_一人提出另一人复核(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		h.As(identity.Reviewer, "zrzy").Get("/ratings/content").Want(403)
		office, leader := h.As(identity.Coordinator, "yhb"), h.As(identity.Leader, "zfb")
		form := office.Get("/ratings/content").Form("form[action=/ratings/content]").Set("networks", "10.43.9.0/24")
		if kept := form.Submit().Want(422, "生效日期"); kept.Form("form[action=/ratings/content]").Value("networks") != "10.43.9.0/24" {
			t.Error("the networks typed are gone")
		}
		form.Set("document", "桃优化办〔2020〕9号").Set("from", "2020-07-01").Submit().Want(200, "等复核的版本", "请另一位同事复核")
		waiting := leader.Get("/ratings/content").Want(200, "对照文件复核无误")
		waiting.Form("main form[action="+dropOf(waiting)+"]").Submit().Want(200, "没有采用")
		form = office.Get("/ratings/content").Form("form[action=/ratings/content]").Set("document", "桃优化办〔2020〕9号").Set("from", "2020-07-01")
		form.Submit().Want(200, "等复核的版本")
		again := leader.Get("/ratings/content")
		again.Form("main form[action="+strings.Replace(dropOf(again), "/drop", "/confirm", 1)+"]").Submit().Want(200, "已复核")
	})
}

// dropOf is the address of the form that drops the waiting version.
func dropOf(page *kittest.Page) string {
	for _, form := range page.Find("main form[action]") {
		for _, a := range form.Attr {
			if strings.HasSuffix(a.Val, "/drop") {
				return a.Val
			}
		}
	}
	return ""
}

var insertCase = store.InsertInto[casework.Case]("casework_case")

// delivered puts a case there that was handed over, with its invitation, and
// returns its number.
func (h *hall) delivered() string {
	h.t.Helper()
	number, now := "TJ20200608-0001", h.clock.Now()
	day, book, who, granted := now.Day(), "b", "c1", casework.OutcomeGranted
	due := day + 10
	c := casework.Case{Number: &number, Version: 9, State: casework.Delivered, Item: "jsgc", ItemName: "建设工程规划许可", ItemVersion: "1",
		Kind: casework.Promised, Tier: "ordinary", Unit: "zrzy", Party: "p1", Channel: "pc", Source: "a1", DeliveryChoice: "window",
		OpenedAt: now, SubmittedAt: &now, ReceivedAt: &now, ReceivedDay: &day, StatutoryN: 20, StatutoryUnit: calendar.WorkDays, PromisedN: 5,
		AcceptedAt: &now, AcceptedDay: &day, Acceptor: &who, Handler: &who, PromisedDue: &due, StatutoryDue: &due, Book: &book,
		DecidedAt: &now, DecidedDay: &day, Outcome: &granted, DeliveredAt: &now}
	err := h.store.Maintain(context.Background(), func(tx *store.Tx) error {
		c.County, c.ID = tx.County(), tx.NewID()
		return insertCase.One(tx, c)
	})
	if err != nil {
		h.t.Fatal(err)
	}
	err = h.store.Write(context.Background(), func(tx *store.Tx) error {
		return rating.Manifest.Consumers[0].Handle(tx, store.Fact{Kind: "CaseDelivered", Subject: c.ID})
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return number
}
