package pages_test

import (
	"context"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	audit "yingshang/internal/registers/journal/pages"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/party/pages"
	"yingshang/internal/registers/project"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

const mobile = "13900001234"

var clerk = flow.Actor{Account: "w", Name: "王芳", Unit: "zrzy", Roles: []flow.Role{identity.Clerk, identity.Coordinator}}

// hall is a site with one firm, whose case the unit zrzy handles, and a person.
type hall struct {
	*testing.T
	*kittest.Site
	s            *store.Store
	firm, person string
	own          *kittest.Client
}

// cases stands for a room with one case: the firm's, of the unit zrzy.
func (h *hall) cases() manifest.Room {
	return manifest.Room{Name: "casework", Cases: []manifest.CaseSource{{Name: "casework",
		OfParty: func(_ *store.Tx, by flow.Actor, id, after string, _ int) ([]manifest.CaseFact, error) {
			if id != h.firm || by.Unit != "zrzy" || after != "" {
				return nil, nil
			}
			return []manifest.CaseFact{{ID: "case-1", Number: "TJ20200608-0037", Title: "工程规划许可", Link: "/cases/case-1"}}, nil
		}}}}
}

func open(t *testing.T, s *store.Store) *hall {
	t.Helper()
	h := &hall{T: t, s: s}
	h.Site = kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{party.Manifest, identity.Manifest, journal.Manifest, h.cases()},
		Routes: []func(kit.Deps) []kit.Route{pages.Routes, audit.Routes}, Nav: pages.Nav()})
	h.own = h.AsAccount(identity.NewAccount{Login: "lisi", Name: "李四", StaffID: "lisi", Roles: []flow.Role{identity.Applicant}})
	h.write(func(tx *store.Tx) error {
		firm, err := party.Register(tx, clerk, party.Draft{Kind: party.Enterprise, Name: "桃江县青竹示例制造有限公司", Credit: "91430922MA4DEM002W",
			Representative: "陈立新", Mobile: mobile, Address: "桃花江镇青竹路 1 号"})
		if err != nil {
			return err
		}
		person, err := party.Register(tx, clerk, party.Draft{Kind: party.Person, Name: "陈立新", CitizenID: "11010519491231002X", Mobile: mobile})
		if err != nil {
			return err
		}
		h.firm, h.person = firm.ID, person.ID
		_, err = identity.BindParty(tx, clerk, h.own.Account, &h.firm)
		return err
	})
	return h
}

func (h *hall) write(fn func(tx *store.Tx) error) {
	h.Helper()
	if err := h.s.Write(context.Background(), fn); err != nil {
		h.Fatal(err)
	}
}

func hides(t *testing.T, p *kittest.Page, secrets ...string) *kittest.Page {
	t.Helper()
	for _, secret := range secrets {
		if strings.Contains(p.Body, secret) {
			t.Errorf("%s shows %q", p.Path, secret)
		}
	}
	return p
}

func Test看完整信息_有理由才行_本人和审计都看得到(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		h := open(t, s)
		page, form := "/parties/"+h.firm, "form[action=/parties/"+h.firm+"/reveal]"
		staff := h.As(identity.Reviewer, "zrzy")
		hides(t, staff.Get(page).Want(200, "139****1234", "还没有人看过"), mobile, "陈立新")
		hides(t, h.own.Get("/me/profile").Want(200, "139****1234"), mobile, "陈立新")
		staff.Get(page).Form(form).Set("field", "mobile").Submit().Want(422, "至少 4 个字")
		staff.Get(page).Form(form).Set("reason", "电话通知补正").Submit().Want(422, "请选一项")
		shown := staff.Get(page).Form(form).Set("field", "mobile").Set("reason", "电话通知补正").Submit().Want(200, mobile, "已记入日志")
		if shown.Header.Get("Cache-Control") != "no-store" || strings.Contains(shown.Path, mobile) {
			t.Errorf("what was shown may be kept: %q %s", shown.Header.Get("Cache-Control"), shown.Path)
		}
		hides(t, staff.Get(page).Want(200, "zrzy 测试审查人员看了手机", "电话通知补正"), mobile)
		hides(t, h.own.Get("/me/profile").Want(200, "zrzy 测试审查人员看了手机", "电话通知补正"), mobile)
		hides(t, h.As(identity.AuditAdmin, "yhb").Get("/audit?kind=party.reveal").Want(200, "测试审查人员", "电话通知补正"), mobile)

		h.own.Get("/me/profile").Form(form).Set("field", "mobile").Submit().Want(200, mobile)
		h.own.Get("/me/profile").Want(200, "本人看了手机")
	})
}

func Test看完整信息_谁不行(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		h := open(t, s)
		page, form := "/parties/"+h.firm, "form[action=/parties/"+h.firm+"/reveal]"
		outsider := h.As(identity.Reviewer, "zjj")
		outsider.Get(page).Want(200, "没有您能看的办件").Form(form).Set("field", "mobile").Set("reason", "随便看看吧").Submit().
			Want(422, "没有这一户，不能查看完整信息")
		h.As(identity.Leader, "yhb").Get(page).Want(200).Form(form).Set("field", "mobile").Set("reason", "了解情况用").Submit().Want(403)
		h.As(identity.SystemAdmin, "yhb").Get(page).Want(403)
		h.own.Get(page).Want(403)
		other := h.AsAccount(identity.NewAccount{Login: "qianqi", Name: "钱七", StaffID: "qianqi", Roles: []flow.Role{identity.Applicant}})
		h.write(func(tx *store.Tx) error {
			_, err := identity.BindParty(tx, clerk, other.Account, &h.person)
			return err
		})
		token := other.Get("/me/profile").Form("form[action=/parties/" + h.person + "/reveal]").Value("_csrf")
		hides(t, other.Post(page+"/reveal", map[string][]string{"_csrf": {token}, "_form": {"reveal"}, "field": {"mobile"}, "reason": {"我想看看"}}).
			Want(404, "没有找到这个主体"), mobile)
		h.write(func(tx *store.Tx) error {
			found, err := party.Reveals(tx, h.firm, 10)
			if len(found) != 0 {
				t.Errorf("a refused look is in the journal: %+v", found)
			}
			return err
		})
	})
}

func Test企业页_按日看分类和重点项目_办件只列能看的(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		h := open(t, s)
		page := "/parties/" + h.firm
		h.write(func(tx *store.Tx) error {
			one, err := project.Register(tx, clerk, project.Draft{Code: "2020-430922-48-03-012345", Name: "竹制品加工项目", Party: h.firm,
				Sector: project.Industry, Unit: "zrzy", Area: "430922112", From: calendar.DayOf(2020, 3, 2)})
			if err != nil {
				return err
			}
			_, err = project.MarkKey(tx, clerk, one.ID, project.KeyDraft{Level: project.County, From: calendar.DayOf(2020, 4, 1), Document: "桃政发〔2020〕3号"})
			return err
		})
		staff := h.As(identity.Reviewer, "zrzy")
		staff.Get("/parties?text=青竹示例").Want(200, "桃江县青竹示例制造有限公司")
		staff.Get(page).Want(200, "TJ20200608-0037", "竹制品加工项目", "工业投资类", "县级重点项目", "没有认定分类")
		staff.Get(page+"?on=2020-03-15").Want(200, "不是重点项目")
		if staff.Get(page).Has("form[action=" + page + "/classes]") {
			t.Error("a reviewer is offered to decide the class")
		}

		office := h.As(identity.Coordinator, "yhb")
		class := func() *kittest.Fill { return office.Get(page).Form("form[action=" + page + "/classes]") }
		class().Submit().Want(422, "从哪天起", "认定依据没有填")
		class().Set("class", "scale_industry").Set("from", "2020-05-01").Set("basis", "规上工业名单 2020 年第 2 批").Submit().Want(200, "规上工业")
		class().Set("class", "size").Set("industry", "industry").Set("persons", "320").Set("revenue", "8400万元").Set("assets", "5000万元").
			Set("from", "2020-05-01").Set("basis", "2019 年年报").Submit().Want(200, "中型企业")
		staff.Get(page+"?on=2020-04-30").Want(200, "2020-04-30 没有认定分类")
		staff.Get(page+"?on=2020-05-01").Want(200, "规上工业名单 2020 年第 2 批")

		bar := office.Get(page).Form("form[action=" + page + "/bars]")
		bar.Set("ground", "78").Set("from", "2020-06-01").Set("document", "桃自然资罚〔2020〕1号").Submit().Want(422, "事项没有选")
		bar.Set("item", "jsgc").Submit().Want(200, "行政许可法第七十八条", "2021-06-01")
		hides(t, h.As(identity.Reviewer, "zjj").Get(page).Want(200), "TJ20200608-0037")
	})
}

func Test我的信息_改手机_删除个人信息(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		h := open(t, s)
		form := "form[action=/parties/" + h.firm + "]"
		h.own.Get("/me/profile").Form(form).Submit().Want(422, "没有要改的")
		h.own.Get("/me/profile").Form(form).Set("mobile", "123").Submit().Want(422)
		stale := h.own.Get("/me/profile").Form(form).Set("mobile", "13900009999")
		h.own.Get("/me/profile").Form(form).Set("mobile", "13900005678").Submit().Want(200, "139****5678")
		stale.Submit().Want(409)

		erase := "/parties/" + h.person + "/erase"
		h.As(identity.Clerk, "zrzy").Get(erase).Want(403)
		warden := h.As(identity.SafetyAdmin, "yhb")
		hides(t, warden.Get(erase).Want(200), "陈立新", mobile)
		warden.Get(erase).Form("form[action="+erase+"]").Set("reason", "无").Submit().Want(422, "至少 4 个字")
		warden.Get(erase).Form("form[action="+erase+"]").Set("reason", "本人申请，保存期已满").Submit().Want(200, "已经删除")
		h.As(identity.Reviewer, "zrzy").Get("/parties/"+h.person).Want(200, "个人信息已删除")
	})
}

func Test企业页和我的信息_无障碍_两种宽度(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	h := open(t, s)
	office, own := h.As(identity.Coordinator, "yhb").Browser(), h.own.Browser()
	for _, width := range []int{1366, 390} {
		for _, path := range []string{"/parties", "/parties/" + h.firm} {
			office.Open(path, width, 768).WantAccessible(path)
			office.WantNoSideScroll(path)
		}
		own.Open("/me/profile", width, 768).WantAccessible("/me/profile")
		own.WantNoSideScroll("/me/profile")
	}
}
