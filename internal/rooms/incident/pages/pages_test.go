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
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/incident"
	"yingshang/internal/rooms/incident/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func Test登记到公布_别人看不到_姓名只显示一次(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest, party.Manifest, incident.Manifest}, Nav: pages.Nav(),
			Routes: []func(kit.Deps) []kit.Route{pages.Routes}})
		clock.Set(calendar.DayOf(2020, 6, 1).Start() + 9*3_600_000)
		keeper, stranger := site.As(identity.Investigator, "gaj"), site.As(identity.Investigator, "scjg")
		leader, office := site.As(identity.Leader, "xzf"), site.As(identity.Coordinator, "yhb")
		victim(t, s)
		form := func(p *kittest.Page, id string) *kittest.Fill { return p.Form("form#form-" + id) }
		office.Get("/incidents").Want(403)
		leader.Get("/incidents").Want(403)
		list := keeper.Get("/incidents").Want(200, "没有登记的案件")
		fill := form(list, "register").Set("number", "示例立字1号").Set("kind", "administrative").Set("conduct", "obstruct").
			Set("credit", "91430922MA4T000191").Set("happened", "2020-05-30")
		kept := fill.Submit().Want(422, "案情")
		if form(kept, "register").Value("number") != "示例立字1号" {
			t.Error("填过的内容没有留下")
		}
		page := form(kept, "register").Set("summary", "堵住大门（示例）").Submit().Want(200, "已登记", "堵住大门")
		stranger.Get(page.Path).Want(404)
		office.Get(page.Path).Want(403)
		page = form(page, "person").Set("name", "示例甲").Submit().Want(200, "示某某")
		page = form(page, "step").Set("document", "立案决定书（示例）1号").Press("verb", "file").Want(200, "已立案")
		page = form(page, "measure").Set("person", first(page, "measure", "person")).Set("kind", "detention").Set("document", "决定书（示例）1号").
			Submit().Want(200, "行政拘留")
		if strings.Contains(page.Text("main"), "示例甲") {
			t.Error("姓名没有遮盖")
		}
		form(page, "reveal").Set("person", first(page, "reveal", "person")).Submit().Want(422, "用在哪里")
		form(page, "reveal").Set("person", first(page, "reveal", "person")).Set("reason", "核对文书").Submit().Want(200, "示例甲")
		page = keeper.Get(page.Path)
		if strings.Contains(page.Text("main"), "示例甲") {
			t.Error("姓名只应显示一次")
		}
		form(page, "step").Set("document", "处罚决定书（示例）1号").Press("verb", "punish").Want(200, "已处罚")
		keeper.Get("/incidents/access").Want(200, "查看姓名", "核对文书", "打开案件")
		stranger.Get("/incidents/access").Want(200, "还没有人查阅过")
		clock.Set(calendar.DayOf(2020, 7, 1).Start() + 9*3_600_000)
		keeper, leader, office = site.As(identity.Investigator, "gaj"), site.As(identity.Leader, "xzf"), site.As(identity.Coordinator, "yhb")
		office.Get("/incidents/releases").Want(403)
		form(keeper.Get("/incidents/releases"), "ask").Set("from", "2020-01-01").Set("to", "2020-06-30").Set("purpose", "半年报").Submit().Want(422, "依据")
		form(keeper.Get("/incidents/releases"), "ask").Set("from", "2020-01-01").Set("to", "2020-06-30").Set("purpose", "半年报").
			Set("document", "通知（示例）").Submit().Want(200, "行政案件 1 起", "待决定")
		site.Visitor().Get("/open/incidents").Want(200, "还没有公布的案件数")
		form(leader.Get("/incidents/releases"), "decide").Set("reason", "半年报需要").Press("verb", "grant").Want(200, "已公布")
		open := site.Visitor().Get("/open/incidents").Want(200, "查处行政案件 1 起")
		broken := site.Visitor().Get(open.Attr("main section a[href]", "href")).Want(200, "＊", "不单独公布")
		if strings.Contains(broken.Text("main"), "示例立字") {
			t.Error("公开页写了案号")
		}
		form(leader.Get("/incidents/releases"), "rule").Set("least", "1").Set("document", "规定（示例）").Submit().Want(422, "2 到 100")
	})
}

// first is the value of the first choice of a list.
func first(p *kittest.Page, form, name string) string {
	for _, o := range p.Find("form#form-" + form + " select[name=" + name + "] option") {
		for _, a := range o.Attr {
			if a.Key == "value" && a.Val != "" {
				return a.Val
			}
		}
	}
	return ""
}

func victim(t *testing.T, s *store.Store) {
	t.Helper()
	by := flow.Actor{Account: "f", Unit: "gaj", Roles: []flow.Role{identity.Clerk}}
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		_, err := party.Register(tx, by, party.Draft{Kind: party.Enterprise, Name: "桃江县桃花示例一机械制造有限公司", Credit: "91430922MA4T000191", Sample: true})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
