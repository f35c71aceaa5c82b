package pages_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/papers/pages"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

// hall is a site with two firms; the unit zrzy handles the case case-1.
type hall struct {
	*testing.T
	*kittest.Site
	s           *store.Store
	firm, other string
	own, theirs *kittest.Client
}

// cases stands for a room with one case: the first firm's, of the unit zrzy.
func (h *hall) cases() manifest.Room {
	return manifest.Room{Name: "casework", Cases: []manifest.CaseSource{{Name: "casework",
		Seen: func(_ *store.Tx, by flow.Actor, id string) (manifest.CaseFact, bool, error) {
			ok := id == "case-1" && (by.Unit == "zrzy" || by.Party == h.firm)
			return manifest.CaseFact{ID: id, Number: "TJ20200608-0037", Link: "/cases/" + id}, ok, nil
		}}}}
}

func open(t *testing.T, s *store.Store) *hall {
	t.Helper()
	dir, err := blob.OpenDir(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = dir.Close() })
	h := &hall{T: t, s: s}
	h.Site = kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{papers.Manifest, identity.Manifest, h.cases()},
		Routes: []func(kit.Deps) []kit.Route{pages.Routes}, Nav: pages.Nav(), Blobs: dir})
	h.own, h.firm = h.applicant("lisi", "桃江县青竹示例制造有限公司", "91430922MA4DEM002W")
	h.theirs, h.other = h.applicant("qian", "桃江县桃花示例机械有限公司", "91430922MA4Q00016J")
	return h
}

func (h *hall) applicant(login, name, credit string) (*kittest.Client, string) {
	h.Helper()
	client := h.AsAccount(identity.NewAccount{Login: login, Name: login, StaffID: login, Roles: []flow.Role{identity.Applicant}})
	clerk := flow.Actor{Account: "w", Name: "王芳", Unit: "zrzy", Roles: []flow.Role{identity.Clerk}}
	var id string
	h.write(func(tx *store.Tx) error {
		p, err := party.Register(tx, clerk, party.Draft{Kind: party.Enterprise, Name: name, Credit: credit})
		if err != nil {
			return err
		}
		id = p.ID
		_, err = identity.BindParty(tx, clerk, client.Account, &id)
		return err
	})
	return client, id
}

func (h *hall) write(fn func(tx *store.Tx) error) {
	h.Helper()
	if err := h.s.Write(context.Background(), fn); err != nil {
		h.Fatal(err)
	}
}

// put uploads a file as the client does on the page of its own papers.
func put(c *kittest.Client, name, body string) *kittest.Page {
	return c.Get("/me/materials").Form("form[action=/me/materials]").Set("name", name).Set("to", "2021-06-30").
		File("file", "图.pdf", []byte(body)).Submit()
}

// used lets the paper serve case-1, as the draft's page does.
func (h *hall) used(paper string) {
	h.Helper()
	by := flow.Actor{Account: h.own.Account, Roles: []flow.Role{identity.Applicant}, Party: h.firm}
	h.write(func(tx *store.Tx) error {
		if _, err := papers.Consent(tx, by, paper, "办理工程规划许可"); err != nil {
			return err
		}
		_, err := papers.UseFor(tx, by, paper, "case-1", "办理工程规划许可")
		return err
	})
}

func idOf(p *kittest.Page) string { return strings.TrimPrefix(p.Path, "/papers/") }

func Test我的材料_上传同意撤回换新撤下(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		h := open(t, s)
		h.own.Get("/me/materials").Want(200, "还没有材料")
		h.own.Get("/me/materials").Form("form[action=/me/materials]").Submit().Want(422, "材料名称", "请先选文件再上传")
		put(h.own, "规划总平面图", "<html>不是 PDF</html>").Want(422, "规划总平面图")
		first := put(h.own, "规划总平面图", pdf).Want(200, "C 级 用户上传", "到 2021-06-30", "还没有用到别的办件", "没有做病毒检查")
		id := idOf(first)
		put(h.own, "规划总平面图", pdf).Want(409, "已经交过")

		h.used(id)
		h.own.Get("/me/materials").Want(200, "用过 1 次", "TJ20200608-0037", "办理工程规划许可", "撤回同意")
		end := h.own.Get("/me/materials").Form(".rows form")
		end.Submit().Want(200, "已撤回", "我的材料")
		h.own.Get("/papers/"+id).Want(200, "已撤回")

		newer := h.own.Get("/papers/"+id).Form("form[action=/papers/"+id+"/replace]").File("file", "新.pdf", []byte(pdf+"%%二版\n%%EOF\n")).Submit()
		newer.Want(200, "规划总平面图", "可用", "还没有。申请时选")
		h.own.Get("/papers/"+id).Want(200, "已换新", "看新的那一份")
		if h.own.Get("/papers/" + id).Has("form[action=/papers/" + id + "/replace]") {
			t.Error("a replaced paper offers to be replaced again")
		}
		h.own.Get("/papers/"+idOf(newer)).Form("form[action=/papers/"+idOf(newer)+"/withdraw]").Set("reason", "图作废了").Submit().Want(200, "已撤下")
	})
}

func Test一份材料_谁能看_看了都留痕(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		h := open(t, s)
		id := idOf(put(h.own, "规划总平面图", pdf).Want(200))
		page := "/papers/" + id
		reviewer := h.As(identity.Reviewer, "zrzy")
		h.theirs.Get(page).Want(404, "没有找到这份材料")
		h.Visitor().Get(page).Want(200, "登录")
		reviewer.Get(page).Want(404) // no case of the unit's yet
		h.used(id)
		h.As(identity.Reviewer, "zjj").Get(page).Want(404)
		h.As(identity.SystemAdmin, "yhb").Get(page).Want(403)
		h.As(identity.Leader, "yhb").Get(page).Want(403)

		form := reviewer.Get(page).Want(200, "还没有人打开过", "TJ20200608-0037").Form("form[action=" + page + "/file]")
		for range 2 { // pressed twice: saved twice, logged twice
			got := form.Submit()
			if got.Status != 200 || got.Body != pdf {
				t.Fatalf("%d %q", got.Status, got.Body)
			}
			for name, want := range map[string]string{"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff",
				"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store"} {
				if got.Header.Get(name) != want {
					t.Errorf("%s: %q", name, got.Header.Get(name))
				}
			}
			if d := got.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment;") {
				t.Errorf("not an attachment: %q", d)
			}
		}
		if n := strings.Count(h.own.Get(page).Want(200, "谁打开过").Text("main"), "zrzy 测试审查人员"); n != 2 {
			t.Errorf("the owner sees %d openings, not 2", n)
		}
		h.theirs.Post(page+"/file", nil).Want(403) // a form that was not shown
		h.own.Get(page).Form("form[action=" + page + "/file]").Submit()
		h.own.Get(page).Want(200, "本人")
		h.write(func(tx *store.Tx) error {
			found, err := journal.Search(tx, journal.Find{Kind: "papers.open", Subject: id})
			if err == nil && len(found) != 3 {
				t.Errorf("%d openings in the journal", len(found))
			}
			return err
		})
	})
}

func Test核原件_隔离_解除(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		h := open(t, s)
		id := idOf(put(h.own, "规划总平面图", pdf).Want(200))
		page := "/papers/" + id
		h.used(id)
		clerk := h.As(identity.Clerk, "zrzy")
		clerk.Get(page).Form("form[action="+page+"/verify]").Submit().Want(200, "B 级", "测试窗口人员")
		if clerk.Get(page).Has("form[action=" + page + "/verify]") {
			t.Error("a verified paper asks for the original again")
		}
		var digest string
		h.write(func(tx *store.Tx) error {
			p, err := papers.ByID(tx, id)
			digest = p.Digest
			return err
		})
		clerk.Get("/admin/papers").Want(403)
		warden := h.As(identity.SafetyAdmin, "yhb")
		warden.Get("/admin/papers?digest="+strings.Repeat("0", 64)).Want(200, "没有材料是这个内容")
		found := warden.Get("/admin/papers?digest="+digest).Want(200, "可用")
		if strings.Contains(found.Text("main"), "规划总平面图") {
			t.Error("the wardens see what the paper is called")
		}
		form := found.Form("form[action=/admin/papers/" + id + "/quarantine]")
		form.Submit().Want(422, "查出了什么")
		form.Set("why", "Eicar-Test").Submit().Want(200, "已隔离", "Eicar-Test")
		clerk.Get(page).Want(200, "查出可疑内容，不能打开")
		warden.Get("/admin/papers?digest="+digest).Form("form[action=/admin/papers/"+id+"/release]").Set("why", "误报，复查无毒").Submit().Want(200, "可用")
	})
}

func Test材料页面_无障碍_两种宽度(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	h := open(t, s)
	id := idOf(put(h.own, "规划总平面图", pdf).Want(200))
	h.used(id)
	own, staff := h.own.Browser(), h.As(identity.Reviewer, "zrzy").Browser()
	for _, width := range []int{1366, 390} {
		own.Open("/me/materials", width, 768).WantAccessible("/me/materials")
		own.WantNoSideScroll("/me/materials")
		own.Open("/papers/"+id, width, 768).WantAccessible("own paper")
		own.WantNoSideScroll("own paper")
		staff.Open("/papers/"+id, width, 768).WantAccessible("paper of a case")
		staff.WantNoSideScroll("paper of a case")
	}
}
