package pages_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/casework"
)

var number = regexp.MustCompile(`TJ\d{8}-\d{4}`)

func Test网上申请_填报到查进度_填过的都还在(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		owner, clerk := h.owner(), h.clerk()
		fill := owner.Get("/apply/jsgc").Want(200, "建设工程规划许可", "青竹示例").Form("form[action=/apply/jsgc]")
		again := fill.Set("mobile", "1234").Submit().Want(422, "结果送达方式", "是不是委托别人来办：请选择一项")
		fill = again.Form("form[action=/apply/jsgc]")
		if fill.Value("mobile") != "1234" {
			t.Error("the number typed is gone")
		}
		draft := fill.Set("mobile", mobile).Set("a.dl", "b").Set("delivery", "window").Submit().Want(200, "不用交（部门共享）", "规划总平面图")

		upload := "form[action=" + draft.Path + "/form][enctype]"
		draft.Form(upload).Submit().Want(422, "还没有选文件")
		draft.Form(upload).File("file", "总图.dwg", []byte("AC1027\x00\x00\x00\x00")).Submit().Want(422, "申请表：请换成 PDF 文件，现在是 DWG")
		draft.Form(upload).File("file", "表.pdf", []byte(pdf)).Submit().Want(200, "已交")
		check := owner.Get(draft.Path+"/check").Want(200, "还有 1 份没有交")
		receipt := check.Form("form[action="+draft.Path+"]").Submit().Want(200, "查询码", "只显示这一次")
		no, code := number.FindString(receipt.Text("main")), codeOf(t, receipt)

		visitor := h.Visitor()
		track := visitor.Get("/track?no=" + no).Form("form[action=/track]")
		wrong := track.Set("code", "0000000000").Submit().Want(422, "查")
		if wrong.Form("form[action=/track]").Value("number") != no {
			t.Error("the number typed is gone")
		}
		track.Set("code", strings.ToLower(code)).Submit().Want(200, "已提交")

		path := strings.Replace(draft.Path, "/drafts/", "/cases/", 1)
		page := clerk.Get(path).Want(200, "一次性告知补正", "公众看到")
		bare := verb(page, path, string(casework.VerbAsk)).Set("problem.plan", "没有签章").Submit().Want(422, "请至少勾选一份材料")
		if verb(bare, path, string(casework.VerbAsk)).Value("problem.plan") != "没有签章" {
			t.Error("the problem typed is gone")
		}
		verb(page, path, string(casework.VerbAsk)).Set("gap", "plan").Set("problem.plan", "没有签章").Set("required.plan", "加盖设计单位出图章").Submit().Want(200, "补正告知书")
		owner.Get("/me").Want(200, "看怎么补")
		owner.Get(draft.Path).Want(200, "没有签章", "加盖设计单位出图章").Form("form[action="+draft.Path+"/plan][enctype]").
			File("file", "图.pdf", []byte(pdf)).Submit().Want(200)
		owner.Get(draft.Path+"/check").Form("form[action="+draft.Path+"]").Submit().Want(200, "已提交")
		owner.Get(path).Want(200, "进度")
	})
}

func Test窗口收件_五种处理_没填全就退回(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		clerk := h.clerk()
		clerk.Get("/w").Want(200, "先找到申请人")
		clerk.Get("/w?who=nobody").Want(200, "名录里没有这个申请人")
		clerk.Get("/w?who="+credit).Want(200, "青竹示例", "199****0000")
		clerk.Get("/w?who="+credit+"&q="+url.QueryEscape("造火箭")).Want(200, "没有找到这个事项")
		form := "form[method=post][action=/w]"
		page := clerk.Get("/w?who="+credit+"&q=jsgc").Want(200, "3 材料 3 份", "不用交")

		bare := page.Form(form).Set("g.plan", "缺签章").Set("p.form", "3").Set("mobile", "1234").Submit().Want(422, "是不是委托别人来办：请选择一项", "办理结果：请选一项")
		if f := bare.Form(form); f.Value("g.plan") != "缺签章" || f.Value("p.form") != "3" || f.Value("mobile") != "1234" || f.Value("m.plan") != "ok" {
			t.Error("what was typed is gone")
		}
		page.Form(form).Set("a.dl", "b").Submit().Want(422, "办理结果：请选一项")
		page.Form(form).Set("a.dl", "b").Set("outcome", "ask").Submit().Want(422)
		page.Form(form).Set("a.dl", "b").Set("outcome", "not_ours").Set("reason", "不属本局职权").Submit().Want(422)
		page.Form(form).Set("a.dl", "b").Set("outcome", "ask").Set("m.plan", "lack").Set("g.plan", "缺签章").Submit().Want(200, "要补材料", "查询码")
		page = clerk.Get("/w?who="+credit+"&item=beian").Want(200, "即办件")
		page.Form(form).Set("a.dl", "b").Set("outcome", "accept").Set("grant", "on").Submit().Want(200, "查询码")
		h.takeIn(clerk, "jsgc", "accept")
		h.As(identity.Reviewer, "plan").Get("/w").Want(403)
		if got := h.Visitor().Get("/w").Path; !strings.HasPrefix(got, "/sign-in") {
			t.Errorf("a visitor lands at %s", got)
		}
	})
}

func Test办件页_一步步办到送达_别人看不到也动不了(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		clerk, reviewer, approver := h.clerk(), h.As(identity.Reviewer, "plan"), h.As(identity.Approver, "plan")
		path := h.takeIn(clerk, "jsgc", "accept")
		clerk.Get(path).Want(200, "已受理", "离承诺时限还有")
		clerk.Get(path+"/clock").Want(200, "每一天怎么算的", "日历版本", "累计")

		h.As(identity.Reviewer, "other").Get(path).Want(404)
		h.As(identity.Clerk, "other").Post(path+"/accept", url.Values{}).Want(403)
		h.As(identity.Coordinator, "ynb").Get(path).Want(200, "这一步不由您办理")

		verb(reviewer.Get(path), path, "assign").Set("handler", "nobody.here").Submit().Want(422, "没有“nobody.here”这个账号")
		verb(reviewer.Get(path), path, "assign").Submit().Want(200, "审查中")
		stale, second := reviewer.Get(path), reviewer.Get(path)
		kept := verb(stale, path, "opine").Set("kind", "onsite").Set("body", "现场与图纸一致").Submit().Want(422)
		if verb(kept, path, "opine").Value("body") != "现场与图纸一致" {
			t.Error("the opinion typed is gone")
		}
		head := h.As(identity.Head, "plan")
		verb(head.Get(path), path, "extend").Set("days", "11").Set("reason", "专家另约").Submit().Want(422, "1 到 10")
		verb(stale, path, "propose").Set("conclusion", "grant").Set("body", "符合条件").Submit().Want(200, "待决定")
		verb(second, path, "propose").Set("conclusion", "grant").Set("body", "符合条件").Submit().Want(422, "这一步还没有办成")

		verb(approver.Get(path), path, "refuse").Submit().Want(422, "理由")
		verb(approver.Get(path), path, "grant").Submit().Want(200, "办好了")
		approver.Get("/inbox?view=done").Want(200, number.FindString(approver.Get(path).Text("main")))
		verb(clerk.Get(path), path, "issue").Submit().Want(422, "证照")
		verb(clerk.Get(path), path, "issue").Set("certificate", "建字第 1 号").Submit().Want(200, "建字第 1 号")
		verb(clerk.Get(path), path, "deliver").Set("method", "direct").Submit().Want(422, "签收人")
		verb(clerk.Get(path), path, "deliver").Set("method", "direct").Set("recipient", "示例经办人").Submit().Want(200, "已送达")
		for _, at := range []string{"/cases/none", path + "x/clock"} {
			clerk.Get(at).Want(404)
		}
	})
}

func Test待办_分类和翻页(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		clerk, reviewer := h.clerk(), h.As(identity.Reviewer, "plan")
		reviewer.Get("/inbox").Want(200, "这一类现在没有件")
		for range 27 {
			h.takeIn(clerk, "jsgc", "accept")
		}
		first := reviewer.Get("/inbox").Want(200, "第 1–20 条，共 27 条")
		if n := len(first.Find("main tr[data-row]")); n != 20 {
			t.Errorf("%d rows on the first page", n)
		}
		second := reviewer.Get(first.Attr("a[rel=next]", "href")).Want(200, "第 21–27 条，共 27 条")
		if n := len(second.Find("main tr[data-row]")); n != 7 || second.Has("a[rel=next]") {
			t.Errorf("%d rows on the second page", n)
		}
		reviewer.Get(second.Attr("a[rel=prev]", "href")).Want(200, "第 1–20 条")
		for _, view := range []string{"paused", "waiting", "done"} {
			reviewer.Get("/inbox?view="+view).Want(200, "这一类现在没有件")
		}
		reviewer.Get("/inbox?after=forged").Want(404)
		h.As(identity.Coordinator, "ynb").Get("/inbox").Want(403)
	})
}
