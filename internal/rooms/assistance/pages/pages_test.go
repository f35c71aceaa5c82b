package pages_test

import (
	"context"
	"net/url"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/rooms/assistance/pages"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

// hall is a site with one item and an enterprise that has an account.
type hall struct {
	*kittest.Site
	t     *testing.T
	store *store.Store
	owner *kittest.Client
}

func onBoth(t *testing.T, test func(t *testing.T, h *hall)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		blobs, err := blob.OpenDir(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		h := &hall{t: t, store: s, Site: kittest.New(t, s, kittest.Options{Blobs: blobs, Nav: pages.Nav(),
			Rooms:  []manifest.Room{org.Manifest, party.Manifest, catalogue.Manifest, casework.Manifest, assistance.Manifest},
			Routes: []func(kit.Deps) []kit.Route{pages.Routes}})}
		h.item()
		h.owner = h.As(identity.Applicant, "")
		h.act(func(tx *store.Tx) error {
			p, err := party.Register(tx, flow.Actor{Account: "c", Unit: "plan", Roles: []flow.Role{identity.Clerk}}, party.Draft{Kind: party.Enterprise,
				Name: "桃江县青竹示例制造有限公司", Credit: "91430922MA4Q00016J", Representative: "示例人", Mobile: "19900000000", Sample: true})
			if err != nil {
				return err
			}
			_, err = identity.BindParty(tx, flow.System("test"), h.owner.Account, &p.ID)
			return err
		})
		test(t, h)
	})
}

func (h *hall) act(fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.store.Write(context.Background(), fn); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) item() {
	h.t.Helper()
	by := flow.Actor{Account: "e", Unit: "plan", Roles: []flow.Role{identity.Editor}}
	head := flow.Actor{Account: "h", Unit: "plan", Roles: []flow.Role{identity.Head}}
	e := catalogue.Edition{From: calendar.DayOf(2020, 1, 1), Source: "测试用", Content: catalogue.Content{
		Name: "企业投资项目备案", Kind: catalogue.Instant, StatutoryN: 20, StatutoryUnit: calendar.WorkDays, Online: true, Courier: true,
		Rules: catalogue.Rules{DeliveryLimit: 10, Result: catalogue.Result{Name: "备案证明", Kind: "record"}},
		Guide: catalogue.Guide{Type: "01", Level: "4", Nature: "1", Objects: []string{"2"}, Forms: []string{"1", "2"},
			Basis: []catalogue.Basis{{Law: "《示例条例》", Article: "第四十条"}}, Applicants: "企业", Acceptance: "有项目", Flow: "当场办结",
			Steps: []catalogue.Stage{{Name: "当场办结"}}, Places: []string{"县政务服务中心"}, Hours: "工作日 9:00—17:00",
			ConsultPhone: "0737-8880001", SupervisionPhone: "12345", Remedies: "复议或者诉讼"},
		Questions: []catalogue.Question{{ID: "dl", Text: "是不是委托别人来办", Choices: []catalogue.Choice{{Code: "a", Text: "是"}, {Code: "b", Text: "否"}}}},
	}, Materials: []catalogue.Material{{Code: "form", Name: "申请表", Electronic: true, Must: true, Main: true}}}
	h.act(func(tx *store.Tx) error {
		if _, err := catalogue.Register(tx, by, catalogue.ItemInput{Code: "beian", Unit: "plan", Name: "企业投资项目备案"}); err != nil {
			return err
		}
		v, err := catalogue.NewDraft(tx, by, "beian", e)
		if err == nil {
			_, err = catalogue.Publish(tx, head, nil, v.ID)
		}
		return err
	})
}

func Test委托认领代填撤销(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		agent := h.As(identity.Agent, "plan")
		agent.Get("/me/grants").Want(403)
		h.owner.Get("/agents").Want(403)
		form := h.owner.Get("/me/grants").Want(200, "免费", "随时可以撤销").Form("form[action=/me/grants]").Set("mode", "act").Set("note", "请尽快")
		kept := form.Submit().Want(422, "签名", "委托事项")
		if kept.Form("form[action=/me/grants]").Value("note") != "请尽快" {
			t.Error("the words typed are gone")
		}
		page := form.Set("items", "beian").Set("sign", "1").Submit().Want(200, "授权委托书", "等人认领", "企业投资项目备案")
		at := func(act string) string { return "form[action=" + page.Path + "/" + act + "]" }

		agent.Get("/agents").Want(200, "待认领", "桃江县青竹示例制造有限公司")
		h.AsAccount(identity.NewAccount{Login: "other-1", Name: "别家经办", Roles: []flow.Role{identity.Applicant}}).Get(page.Path).Want(404)
		agent.Get(page.Path).Form(at("claim")).Submit().Want(200, "认领了")
		agent.Get(page.Path).Form(at("open/beian")).Set("delivery", "window").Submit().Want(422, "是不是委托别人来办")
		agent.Get(page.Path).Form(at("open/beian")).Set("delivery", "window").Set("a.dl", "a").Submit().Want(200, "代填申请", "存入申请人的材料")
		agent.Get(page.Path).Form(at("serve")).Set("kind", "door").Set("matter", "上门").Submit().Want(422, "凭据")
		h.owner.Get(page.Path).Want(200, "代填申请：企业投资项目备案", "（代办，申请人 桃江县青竹示例制造有限公司）").
			Form(at("revoke")).Submit().Want(200, "不能再代办")
		if agent.Get(page.Path).Want(200, "已撤销").Has(at("open/beian")) {
			t.Error("a revoked entrustment offers acts")
		}
	})
}

func Test服务登记在看板上(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		clerk := h.As(identity.Clerk, "plan")
		form := clerk.Get("/agents").Form("form[action=/services]").Set("kind", "mail").Set("matter", "寄证").Set("time", "9点").Set("day", "2020-01-02")
		if kept := form.Submit().Want(422, "18:30"); kept.Form("form[action=/services]").Value("matter") != "寄证" {
			t.Error("the matter typed is gone")
		}
		form.Set("time", "09:00").Set("evidence", "面单 1").Set("mail_number", "em900000001cn").Submit().Want(200, "EM900000001CN", "服务已登记")
		h.As(identity.Reviewer, "plan").Get("/agents").Want(403)
	})
}

func Test窗口登记纸质委托书(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		clerk, agent := h.As(identity.Clerk, "plan"), h.As(identity.Agent, "plan")
		agent.Get("/agents/register").Want(403)
		clerk.Get("/agents/register?who=没有这家").Want(200, "名录里没有")
		form := clerk.Get("/agents/register?who=青竹").Want(200, "委托人：桃江县青竹示例制造有限公司").Form("form[enctype=multipart/form-data]").
			Set("mode", "act").Set("items", "beian")
		if kept := form.Submit().Want(422, "扫描"); kept.Form("form[enctype=multipart/form-data]").Value("mode") != "act" {
			t.Error("what was chosen is gone")
		}
		page := form.File("file", "委托书.pdf", []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")).Submit().Want(200, "纸质签名，窗口登记")
		at := func(act string) string { return "form[action=" + page.Path + "/" + act + "]" }
		agent.Get(page.Path).Form(at("claim")).Submit().Want(200, "认领了")
		h.owner.Get(page.Path+"/letter").Want(200, "授权委托书", "企业投资项目备案", "申请人可以随时撤销")
		h.As(identity.Reviewer, "plan").Get(page.Path + "/letter").Want(403)

		opened := agent.Get(page.Path).Form(at("open/beian")).Set("delivery", "window").Set("a.dl", "a").Submit().Want(200, "代填申请")
		attach := opened.Form("form[enctype=multipart/form-data]")
		attach.Submit().Want(422, "选一份申请人存的材料，或选一个文件")
		attach.File("file", "表.exe", []byte("MZ....")).Submit().Want(422, "或交申请人给的文件")
		agent.Get(page.Path).Form("form[enctype=multipart/form-data]").
			File("file", "申请表.pdf", []byte("%PDF-1.4\n2 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")).Submit().Want(200, "材料已交上", "已交，换一份")
	})
}

func Test卡点的一问一答(t *testing.T) {
	onBoth(t, func(t *testing.T, h *hall) {
		agent, reviewer := h.As(identity.Agent, "plan"), h.As(identity.Reviewer, "plan")
		agent.Get("/blocks").Want(200, "没有您能看到的卡点")
		h.owner.Get("/blocks").Want(403)
		reviewer.Post("/blocks/none/answer", url.Values{}).Want(403)
		agent.Get("/agents/projects").Want(200, "还没有为项目作出的委托")
		h.owner.Get("/projects/none").Want(404)
	})
}
