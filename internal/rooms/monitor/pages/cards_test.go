package pages_test

import (
	"strings"
	"testing"

	"yingshang/internal/kit/kittest"
	"yingshang/internal/registers/identity"
)

func Test效能牌_反馈申诉裁定都在一页上办(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, remind func()) {
		head, supervisor := site.As(identity.Head, "zrzy"), site.As(identity.Supervisor, "fgj")
		remind()
		own := head.Get("/cards").Want(200, "等本单位反馈的", "黄牌", "A-late", "按时限种类")
		if strings.Contains(own.Text("main"), "B-late") {
			t.Error("the head sees another unit's card")
		}
		supervisor.Get("/cards?level=all").Want(200, "A-late", "B-late", "效能提醒")
		supervisor.Get("/cards?unit=zjj&level=yellow").Want(200, "B-late")
		supervisor.Get("/cards?status=withdrawn").Want(200, "这段时间没有这样的牌")
		path := own.Attr("#open tbody a[href]", "href")
		page := head.Get(path).Want(200, "逐日怎么算的", "承诺期限最后一天", "规则第 0 版“作出决定”", "提出申诉")
		site.As(identity.Head, "zjj").Get(path).Want(404)
		site.As(identity.SystemAdmin, "yhb").Get(path).Want(403)

		kept := page.Form("form[action="+path+"/appeals]").Set("words", "连日暴雨断路").Submit().Want(422, "请从列出的理由里选一项", "证据：")
		if kept.Form("form[action="+path+"/appeals]").Value("words") != "连日暴雨断路" {
			t.Error("what was typed is gone")
		}
		kept.Form("form[action="+path+"/appeals]").Set("ground", "force_majeure").Set("document", "示例：气象证明").Submit().
			Want(200, "申诉已提出", "撤回申诉")
		page = head.Get(path)
		page.Form("form[action="+path+"/feedback]").Submit().Want(422, "反馈：请写明")
		page.Form("form[action="+path+"/feedback]").Set("feedback", "已补办").Submit().Want(200, "已反馈")

		judge := supervisor.Get(path).Want(200, "裁定申诉 SS2020-001", "连日暴雨断路")
		ruling := ""
		for _, form := range judge.Find("main form[action]") {
			for _, a := range form.Attr {
				if strings.Contains(a.Val, "/appeals/") {
					ruling = a.Val
				}
			}
		}
		head.Post(ruling, nil).Want(403)
		judge.Form("form[action="+ruling+"]").Press("verb", "uphold").Want(422, "意见")
		judge.Form("form[action="+ruling+"]").Set("ruling", "气象证明属实").Press("verb", "uphold").Want(200, "申诉成立，已撤销这张牌", "撤销")
		supervisor.Get("/cards?status=withdrawn").Want(200, "A-late", "撤销")
	})
}

func Test督办和解除督办(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, remind func()) {
		supervisor := site.As(identity.Supervisor, "fgj")
		remind()
		path := supervisor.Get("/cards?level=yellow&unit=zjj").Attr("#list tbody a[href]", "href")
		page := supervisor.Get(path)
		page.Form("form[action="+path+"]").Press("verb", "supervise").Want(422, "原因：")
		page.Form("form[action="+path+"]").Set("note", "两次没有反馈").Press("verb", "supervise").Want(200, "已转为督办", "解除督办")
		supervisor.Get(path).Form("form[action="+path+"]").Set("note", "已整改").Press("verb", "lift").Want(200, "已解除督办")
		site.As(identity.Head, "zjj").Post(path, nil).Want(403)
	})
}

func Test预演_地址里就是方案_只算不写(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, _ func()) {
		supervisor := site.As(identity.Supervisor, "fgj")
		period := "from=2020-05-01&to=2020-06-08"
		supervisor.Get("/oversight/rehearsal").Want(200, "改什么")
		supervisor.Get("/oversight/rehearsal?"+period).Want(200, "没有差别", "2 → 2")
		supervisor.Get("/oversight/rehearsal?"+period+"&kind=case.decision&limit=20").Want(200, "会消失的", "2 → 0", "A-late")
		supervisor.Get("/oversight/rehearsal?"+period+"&yellow1=9").Want(200, "A-late")
		supervisor.Get("/oversight/rehearsal?"+period+"&off=六月一日&yellow1=0").Want(200, "改为放假：请写成")
		supervisor.Get("/oversight/rehearsal?from=2020-06-08&to=2020-05-01&off=2020-06-01").Want(200, "止要晚于起")
		site.As(identity.Head, "zrzy").Get("/oversight/rehearsal").Want(403)
		supervisor.Get("/cards?level=all&status=issued").Want(200, "这段时间没有这样的牌") // nothing was written
	})
}

func Test配置告警给系统管理员(t *testing.T) {
	onBoth(t, func(t *testing.T, site *kittest.Site, _ func()) {
		site.As(identity.SystemAdmin, "yhb").Get("/alarms").Want(200, "没有告警")
		site.As(identity.Head, "zrzy").Get("/alarms").Want(403)
	})
}
