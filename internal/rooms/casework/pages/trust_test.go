package pages_test

import (
	"strings"
	"testing"

	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/catalogue"
)

// openToTrust publishes an item with a material that may follow and one that a
// pledge may stand in for.
func (h *hall) openToTrust() {
	h.item("rl", "人力资源服务许可", catalogue.Promised, 10, func(e *catalogue.Edition) {
		e.Conditional, e.Pledge, e.Rules.PledgeDuty, e.Rules.PledgeCheck = true, true, "有固定的经营场所", 30
		e.Materials = append(e.Materials, catalogue.Material{Code: "rules", Name: "管理制度", Electronic: true, Must: true},
			catalogue.Material{Code: "lease", Name: "场所证明", Electronic: true, Must: true, Main: true, Pledge: true})
	})
}

const window = "form[method=post][action=/w]"

func Test窗口容缺受理_签了才受理_补交后才能决定(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		h.openToTrust()
		clerk := h.clerk()
		page := clerk.Get("/w?who="+credit+"&item=rl").Want(200, "容缺受理", "R 容缺", "C 承诺代替", "申请人自愿签署")
		clerk.Get("/w?who="+credit+"&item=jsgc").Want(200, "3 材料 3 份")
		unsigned := page.Form(window).Set("a.dl", "b").Set("outcome", "conditional").Set("m.rules", "later").Set("g.rules", "没盖章").Submit().
			Want(422, "签署人：请写签字人的姓名", "自愿承诺")
		if f := unsigned.Form(window); f.Value("g.rules") != "没盖章" || f.Value("m.rules") != "later" {
			t.Error("what was typed is gone")
		}
		page.Form(window).Set("a.dl", "b").Set("outcome", "accept").Set("m.rules", "later").Submit().Want(422, "管理制度")
		sign := func(material string) string {
			done := page.Form(window).Set("a.dl", "b").Set("outcome", "conditional").Set("m."+material, "later").Set("later_due", "2020-06-15").
				Set("signer", "示例人").Set("capacity", "representative").Set("agreed", "1").Submit()
			if material != "rules" {
				done.Want(422, "主要材料")
				return ""
			}
			done.Want(200, "查询码", "补交 1 份容缺材料")
			return done.Attr("main a[href^=/cases/]", "href")
		}
		sign("plan")
		sign("rules")
		ledger := clerk.Get("/conditional").Want(200, "容缺受理台账", "管理制度", "欠交")
		path := ledger.Attr("td a", "href")
		clerk.Get(path).Want(200, "容缺受理（欠 1 份，6 月 15 日）", "容缺受理承诺书", "容缺受理通知书", "期限照常走")
		verb(clerk.Get(path), path, "supplement").Submit().Want(422, "请至少选一份")
		verb(clerk.Get(path), path, "supplement").Set("supply", "rules").Submit().Want(200, "容缺受理：已补齐")
		h.As(identity.Coordinator, "ynb").Get("/conditional?view=open").Want(200, "没有符合的容缺受理")
		csv := clerk.Get("/conditional/ledger.csv")
		if csv.Status != 200 || !strings.Contains(csv.Body, "管理制度") || !strings.Contains(csv.Body, "已补齐") {
			t.Errorf("%d %s", csv.Status, csv.Body)
		}
		clerk.Get("/conditional/ledger.pdf").Want(404)
		clerk.Get("/pledges/ledger.xlsx")
		h.owner().Get("/conditional").Want(403)
	})
}

func Test告知承诺_窗口代签_两人核查_不实责令改正(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		h.openToTrust()
		clerk, reviewer, approver := h.clerk(), h.As(identity.Reviewer, "plan"), h.As(identity.Approver, "plan")
		clerk.Get("/w?who="+credit+"&item=rl").Form(window).Set("a.dl", "b").Set("outcome", "accept").Set("m.lease", "pledge").
			Set("signer", "示例人").Set("capacity", "self").Set("agreed", "1").Submit().Want(200, "查询码")
		path := clerk.Get("/pledges").Want(200, "告知承诺台账", "场所证明", "已承诺，待决定").Attr("td a", "href")
		verb(reviewer.Get(path), path, "assign").Submit().Want(200, "告知承诺代替")
		verb(reviewer.Get(path), path, "propose").Set("conclusion", "grant").Set("body", "据承诺符合条件").Submit().Want(200, "待决定")
		verb(approver.Get(path), path, "grant").Submit().Want(200, "待核查")
		form := verb(reviewer.Get(path), path, "verify_pledge")
		form.Set("finding", "租期已过").Submit().Want(422, "核查结果：请选一项")
		kept := verb(reviewer.Get(path), path, "verify_pledge").Set("result", "false").Set("finding", "租期已过").Submit().Want(422, "改正期限", "第二名核查人")
		if verb(kept, path, "verify_pledge").Value("finding") != "租期已过" {
			t.Error("the finding typed is gone")
		}
	})
}

func Test网上申请_自己选容缺和承诺(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		h.openToTrust()
		owner := h.owner()
		page := owner.Get("/apply/rl").Want(200, "可以先受理、后补交", "管理制度", "可以用书面承诺代替", "场所证明")
		draft := page.Form("form[action=/apply/rl]").Set("a.dl", "b").Set("mobile", mobile).Set("delivery", "window").Submit().Want(200, "材料")
		check := owner.Get(draft.Path+"/check").Want(200, "可以不用现在交齐", "要符合的条件：有固定的经营场所")
		form := "form[action=" + draft.Path + "]"
		check.Form(form).Set("pledge", "lease").Submit().Want(422, "签署人")
		check.Form(form).Set("pledge", "lease").Set("signer", "示例人").Set("capacity", "representative").Set("agreed", "1").Submit().Want(200, "已提交")
		h.clerk().Get("/pledges").Want(200, "场所证明")
	})
}
