package pages_test

import (
	"context"
	"testing"
	"time"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/letters/pages"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// desk is a site of one unit with an enterprise that letters are sent to.
type desk struct {
	*testing.T
	*kittest.Site
	s    *store.Store
	firm string
	own  *kittest.Client
}

var (
	office = flow.Actor{Account: "office", Name: "优化办", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
	issuer = flow.Actor{Account: "wang", Name: "王芳", Unit: "zrzy", Roles: []flow.Role{identity.Clerk}}
)

func open(t *testing.T, s *store.Store) *desk {
	t.Helper()
	d := &desk{T: t, s: s}
	d.write(func(tx *store.Tx) error {
		if _, err := org.Add(tx, office, org.UnitInput{Code: "zrzy", Name: "桃江县自然资源局", Short: "自然资源局", Kind: org.Department,
			DocWord: "桃自然资", Phone: "0737-8880001"}); err != nil {
			return err
		}
		p, err := party.Register(tx, issuer, party.Draft{Kind: party.Enterprise, Name: "桃江县青竹示例制造有限公司", Credit: "91430922MA4DEM002W"})
		d.firm = p.ID
		return err
	})
	d.Site = kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{letters.Manifest, identity.Manifest},
		Routes: []func(kit.Deps) []kit.Route{pages.Routes}, Nav: pages.Nav()})
	d.own = d.AsAccount(identity.NewAccount{Login: "lisi", Name: "李四", StaffID: "lisi", Roles: []flow.Role{identity.Applicant}})
	d.write(func(tx *store.Tx) error {
		_, err := identity.BindParty(tx, issuer, d.own.Account, &d.firm)
		return err
	})
	return d
}

func (d *desk) write(fn func(tx *store.Tx) error) {
	d.Helper()
	if err := d.s.Write(context.Background(), fn); err != nil {
		d.Fatal(err)
	}
}

// issued is a letter of the unit to the enterprise.
func (d *desk) issued(form letters.FormCode, fields map[string]string) letters.Letter {
	d.Helper()
	var l letters.Letter
	d.write(func(tx *store.Tx) (err error) {
		l, err = letters.Issue(tx, issuer, letters.Draft{Form: form, Unit: "zrzy", DocWord: "桃自然资受", Subject: "case-1",
			CaseNumber: "TJ20200608-0037", Addressee: d.firm, Contact: "王芳", Fields: fields})
		return err
	})
	return l
}

func (d *desk) acceptance() letters.Letter {
	d.Helper()
	return d.issued(letters.Acceptance, map[string]string{"item": "建设工程规划许可证核发", "applied_on": "2020年6月8日", "accepted_on": "2020年6月8日",
		"materials": "申请表", "promised_due": "2020年6月18日", "statutory_due": "2020年7月8日", "not_counted": "听证、鉴定的时间不计入期限。"})
}

func (d *desk) notOurs() letters.Letter {
	d.Helper()
	return d.issued(letters.NonAcceptance, map[string]string{"item": "建设工程规划许可证核发", "reason": "不属于本机关职权", "competent_body": "桃江县住房和城乡建设局"})
}

func Test登记送达_照方式要齐_一份只送达一次(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		d := open(t, s)
		l := d.acceptance()
		page := "/letters/" + l.ID + "/delivery"
		form := "form[action=" + page + "]"
		d.As(identity.Clerk, "zjj").Get(page).Want(404)
		d.own.Get(page).Want(403)
		d.As(identity.Supervisor, "yhb").Get(page).Want(403)
		clerk := d.As(identity.Clerk, "zrzy")
		clerk.Get("/letters/"+l.ID).Want(200, "还没有登记送达", "登记送达、回执和退回")
		clerk.Get(page+"?method=left").Form(form).Set("witness", "村主任刘某").Submit().
			Want(422, "送达地点没有填", "拒收事由没有填")
		if got := clerk.Get(page+"?method=left").Form(form).Set("witness", "村主任刘某").Submit(); got.Attr("[name=witness]", "value") != "村主任刘某" {
			t.Error("what was typed is gone")
		}
		clerk.Get(page+"?method=electronic").Form(form).Submit().Want(422, "没有同意电子送达")
		clerk.Get(page+"?method=left").Form(form).Set("place", "桃花江镇青竹路 1 号").Set("refusal_reason", "说没空").Set("witness", "村主任刘某").
			Submit().Want(200, "留置", "2020-06-08")
		if clerk.Get(page).Has(form) {
			t.Error("a served letter offers to be served again")
		}
		clerk.Get(page).Form("td form").Submit().Want(200, "送达回证", "桃自然资送〔2020〕1号")
		d.own.Get("/letters/"+l.ID).Want(200, "留置", "2020-06-08")
	})
}

func Test邮寄_退回再送_到达后有最后一日(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		d := open(t, s)
		l := d.notOurs()
		page := "/letters/" + l.ID + "/delivery"
		clerk := d.As(identity.Clerk, "zrzy")
		mail := func(number string) *kittest.Page {
			return clerk.Get(page+"?method=mail").Form("form[action="+page+"]").Set("mail_number", number).Submit()
		}
		mail("").Want(422, "邮件号没有填")
		mail("EM123456789CN").Want(200, "在途", "登记到达", "登记退回")
		clock.Advance(4 * 24 * time.Hour)
		clerk = d.As(identity.Clerk, "zrzy") // the session is over
		back := func() *kittest.Fill {
			return clerk.Get(page).Form("form[action=" + deliveryAction(d, l, "return") + "]")
		}
		back().Submit().Want(422, "退回日期", "退回原因没有选")
		stale := back().Set("returned_on", "2020-06-12").Set("return_reason", "moved")
		back().Set("returned_on", "2020-06-11").Set("return_reason", "moved").Submit().Want(200, "2020-06-11 退回：迁移新址不明")
		stale.Submit().Want(409, "已登记 2020-06-11 退回")
		mail("EM987654321CN").Want(200, "在途")
		clerk.Get(page).Form("form[action="+deliveryAction(d, l, "arrive")+"]").Set("arrived_on", "2020-06-12").Set("recipient", "李青山").
			Submit().Want(200, "2020-06-12", "李某某", "复议 2020-08-11", "起诉 2020-12-14")
	})
}

// deliveryAction is the address of a verb on the newest service of the letter.
func deliveryAction(d *desk, l letters.Letter, verb string) string {
	d.Helper()
	var id string
	d.write(func(tx *store.Tx) error {
		all, err := letters.Deliveries(tx, l.ID)
		id = all[len(all)-1].ID
		return err
	})
	return "/letters/" + l.ID + "/deliveries/" + id + "/" + verb
}

func Test作废_核对页就说作废_不能作废两次(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		d := open(t, s)
		l := d.acceptance()
		page := "/letters/" + l.ID + "/void"
		form := "form[action=" + page + "]"
		d.Visitor().Get("/v/"+string(l.Code)).Want(200, "现在有效")
		d.As(identity.Clerk, "zrzy").Get(page).Want(403)
		d.As(identity.Approver, "zjj").Get(page).Want(404)
		approver, head := d.As(identity.Approver, "zrzy"), d.As(identity.Head, "zrzy")
		approver.Get("/letters/"+l.ID).Want(200, "作废…")
		approver.Get(page).Want(200, "文号不再用").Form(form).Set("reason", "错").Submit().Want(422, "请写明作废的原因")
		late := head.Get(page).Form(form).Set("reason", "地址印错")
		approver.Get(page).Form(form).Set("reason", "当事人名称印错，已另行制发").Submit().Want(200, "已作废", "当事人名称印错")
		late.Submit().Want(422, "已经作废，不能再作废")
		verified := d.Visitor().Get("/v/"+string(l.Code)).Want(200, "这份文书已经作废", "2020年6月8日作废")
		if verified.Has("main .note.green") {
			t.Error("the verification page still says that the letter holds")
		}
		d.own.Get("/letters/"+l.ID).Want(200, "已作废")
		d.As(identity.Clerk, "zrzy").Get("/letters/"+l.ID+"/delivery").Want(200, "不再送达")
		d.write(func(tx *store.Tx) error {
			_, err := letters.Deliver(tx, issuer, l.ID, letters.Delivery{Method: letters.Direct, Recipient: "李青山"})
			if !letters.IsVoid.Is(err) {
				t.Errorf("a void letter was served: %v", err)
			}
			return nil
		})
	})
}

func Test救济途径_印在决定书上_只改自己单位的(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		d := open(t, s)
		page := "/admin/remedies/zrzy"
		form := "form[action=" + page + "]"
		d.As(identity.Clerk, "zrzy").Get(page).Want(403)
		d.As(identity.Editor, "zjj").Get(page).Want(404)
		editor := d.As(identity.Editor, "zrzy")
		editor.Get("/admin/remedies").Want(200, "自然资源局", "本县通用", "桃江县人民政府")
		d.As(identity.Coordinator, "yhb").Get("/admin/remedies").Want(200, "自然资源局")
		editor.Get(page).Want(200, "60日内", "6个月内").Form(form).Set("court", "").Set("review_link", "http://fy.example").Submit().
			Want(422, "管辖法院没有填", "https://")
		editor.Get(page).Form(form).Set("review_body", "益阳市自然资源和规划局").Set("court", "安化县人民法院").Submit().
			Want(200, "向益阳市自然资源和规划局申请行政复议", "向安化县人民法院提起行政诉讼")
		editor.Get("/admin/remedies").Want(200, "单位自己设的", "安化县人民法院")
		l := d.notOurs()
		d.own.Get("/letters/"+l.ID).Form("form[action=/letters/"+l.ID+"]").Submit().Want(200, "安化县人民法院")
		stranger := flow.Actor{Account: "x", Unit: "zjj", Roles: []flow.Role{identity.Editor}}
		err := s.Write(context.Background(), func(tx *store.Tx) error {
			return letters.SetRemedy(tx, stranger, "zrzy", letters.Remedy{ReviewBody: "甲", Court: "乙"})
		})
		if !store.NoRow.Is(err) {
			t.Errorf("another unit's editor: %v", err)
		}
	})
}

func Test送达作废救济页面_无障碍_两种宽度(t *testing.T) {
	t.Parallel()
	s, _ := storetest.SQLite(t)
	d := open(t, s)
	l := d.notOurs()
	clerk := d.As(identity.Clerk, "zrzy")
	page := "/letters/" + l.ID + "/delivery"
	clerk.Get(page+"?method=mail").Form("form[action="+page+"]").Set("mail_number", "EM123456789CN").Submit().Want(200, "在途")
	head := d.As(identity.Head, "zrzy").Browser()
	for _, width := range []int{1366, 390} {
		for _, path := range []string{page, "/letters/" + l.ID, "/letters/" + l.ID + "/void", "/admin/remedies", "/admin/remedies/zrzy"} {
			head.Open(path, width, 768).WantAccessible(path)
			head.WantNoSideScroll(path)
		}
	}
}
