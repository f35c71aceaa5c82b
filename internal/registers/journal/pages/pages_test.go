package pages_test

import (
	"context"
	"strings"
	"testing"

	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/journal/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func Test留痕审计_只给审计管理员_能筛能核验(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		site := kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{journal.Manifest, identity.Manifest},
			Routes: []func(kit.Deps) []kit.Route{pages.Routes}, Nav: pages.Nav()})
		site.As(identity.SystemAdmin, "yhb").Get("/audit").Want(403)
		auditor := site.As(identity.AuditAdmin, "yhb")
		auditor.Get("/audit").Want(200, "account.sign_in", "access.denied")
		found := auditor.Get("/audit?kind=account.sign_in&actor=audit_admin.yhb")
		found.Want(200, "测试审计管理员")
		if strings.Contains(found.Text("main table"), "测试系统管理员") {
			t.Error("the search shows somebody else")
		}
		auditor.Get("/audit?kind=org.&from=2020-06-08").Want(200, "org.unit_add")
		auditor.Get("/audit?to=2020-06-07").Want(200, "没有符合条件的留痕")
		auditor.Get("/audit?from=昨天").Want(422, "从哪天")

		if err := journal.Sequence(context.Background(), s); err != nil {
			t.Fatal(err)
		}
		auditor.Get("/audit").Form("form[action=/audit/verify]").Submit().Want(200, "日志完好")

		visitor := site.Visitor()
		visitor.Get("/log").Want(200, s.LogName)
		visitor.Get("/log/tile/9/000").Want(404)
		visitor.Get("/log/checkpoint").Want(200, s.LogName)
		visitor.Get("/log/nothing").Want(404)
	})
}
