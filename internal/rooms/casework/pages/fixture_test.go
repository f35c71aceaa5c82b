package pages_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/casework/pages"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

const (
	credit = "91430922MA4Q00016J"
	mobile = "19900000000"
	pdf    = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)

// hall is a site with one unit, one enterprise and two items.
type hall struct {
	*kittest.Site
	t     testing.TB
	store *store.Store
	party string
}

func onBoth(t *testing.T, test func(t *testing.T, h *hall)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) { test(t, newHall(t, s)) })
}

var (
	machine = flow.System("test")
	office  = flow.Actor{Account: "o", Unit: "ynb", Roles: []flow.Role{identity.Coordinator}}
)

func newHall(t testing.TB, s *store.Store) *hall {
	t.Helper()
	blobs, err := blob.OpenDir(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = blobs.Close() })
	h := &hall{t: t, store: s, Site: kittest.New(t, s, kittest.Options{Blobs: blobs, Nav: pages.Nav(),
		Rooms:  []manifest.Room{org.Manifest, party.Manifest, letters.Manifest, catalogue.Manifest, casework.Manifest},
		Routes: []func(kit.Deps) []kit.Route{pages.Routes}})}
	h.act(func(tx *store.Tx) error {
		_, err := org.Add(tx, office, org.UnitInput{Code: "plan",
			Name: "桃江县自然资源局", Short: "自然资源局", Kind: org.Department, DocWord: "桃自然资", Phone: "0737-8880001", SupervisionPhone: "12345"})
		return err
	})
	h.act(func(tx *store.Tx) error {
		_, err := org.Add(tx, office, org.UnitInput{Code: "hall", Name: "桃江县政务服务大厅", Kind: org.Hall})
		return err
	})
	h.act(func(tx *store.Tx) error {
		_, err := org.AddWindow(tx, office, org.WindowInput{Code: "A03", Name: "综合窗口", Unit: "plan", Hall: "hall", Open: true})
		return err
	})
	h.act(func(tx *store.Tx) error {
		p, err := party.Register(tx, flow.Actor{Account: "c", Unit: "plan", Roles: []flow.Role{identity.Clerk}}, party.Draft{Kind: party.Enterprise,
			Name: "桃江县青竹示例制造有限公司", Credit: credit, Representative: "示例人", Mobile: mobile, Sample: true})
		h.party = p.ID
		return err
	})
	h.item("jsgc", "建设工程规划许可", catalogue.Promised, 10)
	h.item("beian", "企业投资项目备案", catalogue.Instant, 0)
	return h
}

func (h *hall) act(fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.store.Write(context.Background(), fn); err != nil {
		h.t.Fatal(err)
	}
}

// item publishes an item with three materials, one of them shared.
func (h *hall) item(code, name string, kind catalogue.Kind, days int, change ...func(*catalogue.Edition)) {
	h.t.Helper()
	editor := flow.Actor{Account: "e", Unit: "plan", Roles: []flow.Role{identity.Editor}}
	head := flow.Actor{Account: "h", Unit: "plan", Roles: []flow.Role{identity.Head}}
	e := catalogue.Edition{From: calendar.DayOf(2020, 1, 1), Source: "测试用", Content: catalogue.Content{
		Name: name, Kind: kind, StatutoryN: 20, StatutoryUnit: calendar.WorkDays, OrdinaryN: days, KeyProjectN: days, Online: true, Courier: true,
		Rules: catalogue.Rules{SeparateDuties: days > 0, DeliveryLimit: 10, Procedures: []catalogue.Procedure{{Name: "专家评审"}},
			Result: catalogue.Result{Name: "许可证", Kind: "certificate"}},
		Guide: catalogue.Guide{Type: "01", Level: "4", Nature: "1", Objects: []string{"2"}, Forms: []string{"1", "2"},
			Basis:      []catalogue.Basis{{Law: "《中华人民共和国城乡规划法》", Article: "第四十条"}},
			Applicants: "建设单位", Acceptance: "用地已批准", Flow: "受理、审查、办结", Steps: []catalogue.Stage{{Name: "办结", Days: days}},
			Places: []string{"县政务服务中心"}, Hours: "工作日 9:00—17:00", ConsultPhone: "0737-8880001", SupervisionPhone: "12345", Remedies: "复议或者诉讼"},
		Questions: []catalogue.Question{{ID: "dl", Text: "是不是委托别人来办", Choices: []catalogue.Choice{{Code: "a", Text: "是"}, {Code: "b", Text: "否，本人办"}}}},
	}, Materials: []catalogue.Material{
		{Code: "form", Name: "申请表", Electronic: true, Must: true, Main: true},
		{Code: "licence", Name: "营业执照", Must: true, Main: true, Shared: true, SharedFrom: "电子证照库"},
		{Code: "plan", Name: "规划总平面图", Electronic: true, Must: true, Main: true},
	}}
	for _, ch := range change {
		ch(&e)
	}
	h.act(func(tx *store.Tx) error {
		_, err := catalogue.Register(tx, editor, catalogue.ItemInput{Code: code, Unit: "plan", Name: name})
		return err
	})
	h.act(func(tx *store.Tx) error {
		v, err := catalogue.NewDraft(tx, editor, code, e)
		if err == nil {
			_, err = catalogue.Publish(tx, head, v.ID)
		}
		return err
	})
}

// clerk sits at window A03 of the unit.
func (h *hall) clerk() *kittest.Client {
	return h.AsAccount(identity.NewAccount{Login: "plan-w1", Name: "王芳", StaffID: "W1", Unit: "plan", Window: "A03", Roles: []flow.Role{identity.Clerk}})
}

// owner acts for the enterprise.
func (h *hall) owner() *kittest.Client {
	c := h.AsAccount(identity.NewAccount{Login: "shili-qy", Name: "示例经办人", Roles: []flow.Role{identity.Applicant}})
	h.act(func(tx *store.Tx) error {
		_, err := identity.BindParty(tx, machine, c.Account, &h.party)
		return err
	})
	return c
}

// takeIn takes a case in at the window and returns its address.
func (h *hall) takeIn(clerk *kittest.Client, item, outcome string) (path string) {
	h.t.Helper()
	page := clerk.Get("/w?who="+credit+"&item="+item).Form("form[method=post][action=/w]").Set("a.dl", "b").Set("outcome", outcome).Submit()
	page.Want(200, "查询码")
	for _, a := range page.Find("main a[href]") {
		for _, at := range a.Attr {
			if strings.HasPrefix(at.Val, "/cases/") {
				return at.Val
			}
		}
	}
	h.t.Fatal("the receipt leads to no case")
	return ""
}

// verb fills in the form of one verb on the case page.
func verb(page *kittest.Page, path, name string) *kittest.Fill {
	return page.Form("form[action=" + path + "/" + name + "]")
}

// codeOf is the query code a receipt shows once.
func codeOf(t testing.TB, page *kittest.Page) string {
	t.Helper()
	for _, word := range strings.Fields(page.Text("main .note .number")) {
		if _, err := ids.ParseCode(word, ids.QueryCodeLen); err == nil {
			return word
		}
	}
	t.Fatalf("no query code on the receipt: %s", page.Text("main"))
	return ""
}
