package pages_test

import (
	"context"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/rooms/outreach/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

func form(page *kittest.Page, action string) *kittest.Fill {
	return page.Form("form[action=" + action + "]")
}

func Test走访到企业确认_页面(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		blobs, err := blob.OpenDir(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = blobs.Close() })
		clock.Set(calendar.DayOf(2020, 5, 11).Start() + 9*3_600_000)
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{org.Manifest, party.Manifest, outreach.Manifest}, Nav: pages.Nav(), Blobs: blobs,
			Routes: []func(kit.Deps) []kit.Route{pages.Routes}})
		agent, office, other, owner := site.As(identity.Agent, "jkq"), site.As(identity.Coordinator, "yhb"), site.As(identity.Head, "zrzy"), site.As(identity.Applicant, "")
		var id string
		if err := s.Write(context.Background(), func(tx *store.Tx) error {
			p, err := party.Register(tx, flow.Actor{Account: "c", Unit: "zrzy", Roles: []flow.Role{identity.Clerk}}, party.Draft{Kind: party.Enterprise,
				Name: "桃江县青竹示例制造有限公司", Credit: "91430922MA4Q00016J", Representative: "示例人", Mobile: "19900000000", Sample: true})
			if err != nil {
				return err
			}
			id = p.ID
			_, err = identity.BindParty(tx, flow.System("test"), owner.Account, &p.ID)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		ask := form(agent.Get("/outreach/visits/new?party="+id).Want(200, "青竹示例制造"), "/outreach/visits/new").Set("day", "2020-05-11")
		kept := ask.Set("purpose", "督导安全").Submit().Want(422, "走访不是检查")
		if form(kept, "/outreach/visits/new").Value("purpose") != "督导安全" {
			t.Error("填过的内容没有留下")
		}
		visit := form(kept, "/outreach/visits/new").Set("purpose", "听听难处").Submit().Want(200, "等企业同意")
		other.Get(visit.Path).Want(404)
		form(owner.Get("/me/needs").Want(200, "想来走访"), "/me/needs").Set("title", "").Submit().Want(422, "诉求")
		form(owner.Get(visit.Path).Want(200, "不用说理由"), visit.Path).Press("verb", "agree").Want(200, "您已同意")
		form(agent.Get(visit.Path), visit.Path).Set("notes", "谈了厂房").Press("verb", "hold").Want(200, "已走访")
		need := form(owner.Get("/me/needs"), "/me/needs").Set("title", "厂房漏雨").Submit().Want(200, "正在定谁来办")
		form(office.Get(need.Path), need.Path).Set("unit", "zrzy").Set("due", "2020-05-20").Press("verb", "place").Want(200, "办理中")
		form(other.Get(need.Path), need.Path).Set("answer", "修好了").Press("verb", "answer").Want(200, "企业还没有表态")
		form(owner.Get(need.Path), need.Path).Press("verb", "confirm").Want(422, "请选一档")
		form(owner.Get(need.Path), need.Path).Set("level", "4").Press("verb", "confirm").Want(200, "满意")
		office.Get("/needs").Want(200, "厂房漏雨", "企业已确认")
		site.Visitor().Get("/open/training").Want(200, "还没有可公布的")
		site.Visitor().Get("/open/fees/list.json").Want(200, "中介服务收费")
	})
}
