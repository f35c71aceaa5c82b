package pages_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/rooms/hall/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var office = flow.Actor{Account: "y1", Name: "赵敏", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}

// furnished is a site with one hall, a window, and hours of working days.
func furnished(t *testing.T, s *store.Store) *kittest.Site {
	t.Helper()
	steps := []func(tx *store.Tx) error{
		func(tx *store.Tx) error {
			_, err := org.Add(tx, office, org.UnitInput{Code: "zwzx", Name: "政务服务中心", Kind: org.Hall})
			return err
		},
		func(tx *store.Tx) error {
			_, err := org.Add(tx, office, org.UnitInput{Code: "zrzy", Name: "自然资源局", Kind: org.Department})
			return err
		},
		func(tx *store.Tx) error {
			_, err := org.AddWindow(tx, office, org.WindowInput{Code: "A03", Unit: "zrzy", Hall: "zwzx", Name: "综合窗口", Open: true})
			return err
		},
	}
	for _, step := range steps {
		if err := s.Write(context.Background(), step); err != nil {
			t.Fatal(err)
		}
	}
	return kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{hall.Manifest, catalogue.Manifest},
		Routes: []func(kit.Deps) []kit.Route{pages.Routes, window}, Nav: pages.Nav()})
}

// window is another page of the clerk's, with the queue above it.
func window(kit.Deps) []kit.Route {
	return []kit.Route{{Method: "GET", Pattern: "/strip", Name: "test.strip", Perm: "hall.call", Handle: func(c *kit.Ctx) error {
		page := c.Page("窗口")
		strip, err := pages.Strip(c, page)
		if err != nil {
			return err
		}
		return c.Render(templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return ui.Staff(page).Render(templ.WithChildren(ctx, strip), w)
		}))
	}}}
}

func Test大厅_设时间_预约_取消(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		site := furnished(t, s)
		c := site.As(identity.Coordinator, "yhb")
		set := c.Get("/hall/hours").Want(200, "还没有设定服务时间").Form("form[action=/hall/hours]")
		set.Submit().Want(422, "时间没有填", "依据没有填")
		c.Get("/hall/hours").Form("form[action=/hall/hours]").Set("kind", "regular").Set("days", "workday").Set("opens", "09:00").
			Set("closes", "12:00").Set("places", "1").Set("document", "示例通知").Submit().Want(200, "09:00—12:00")

		visitor := site.Visitor()
		visitor.Get("/hall").Want(200, "政务服务中心", "自然资源局", "老人、残疾人")
		order := c.Get("/hall/priority").Want(200, "还没有公布过").Form("form[action=/hall/priority]")
		order.Set("from", "2020-06-08").Submit().Want(422, "依据没有填")
		order.Set("from", "2020-06-08").Set("says.priority", "60 岁以上老人先办").Set("long_wait", "40").Set("document", "示例公告").
			Submit().Want(200, "示例公告", "40 分钟")
		visitor.Get("/hall").Want(200, "60 岁以上老人", "等满 40 分钟")
		visitor.Get("/hall/book").Want(200, "A03 综合窗口")
		book := "/hall/book?desk=A03&day=2020-06-09"
		visitor.Get(book).Form("form[method=post]").Set("mobile", "0737").Submit().Want(422, "时段没有选", "要办的事没有填", "手机号少了 7 位")
		done := visitor.Get(book).Form("form[method=post]").Set("slot", "2020-06-09 570").Set("matter", "不动产登记").
			Set("mobile", "19900000001").Submit().Want(200, "约好了", "YY20200609-0001", "0001")
		code := codeOn(t, done.Text("main"))
		site.Visitor().Get(book).Want(200, "另有 1 个时段已经约满")
		visitor.Get("/hall/appointment").Form("form[action=/hall/appointment]").Set("number", "YY20200609-0001").Set("code", "AAAAAAAA").
			Submit().Want(422, "编号或查询码不对")
		found := visitor.Get("/hall/appointment").Form("form[action=/hall/appointment]").Set("number", "YY20200609-0001").Set("code", code).
			Submit().Want(200, "不动产登记", "已预约")
		found.Form("form[action=/hall/appointment/cancel]").Submit().Want(200, "预约已取消")
	})
}

// codeOn finds the query code on the page of a booking.
func codeOn(t *testing.T, text string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "查询码")
	rest = strings.TrimSpace(rest)
	code, _, found := strings.Cut(rest, "要办的事")
	if !ok || !found {
		t.Fatalf("no query code in %q", text)
	}
	return strings.TrimSpace(code)
}

func Test窗口_取号叫号办完_屏上看得见(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		site := furnished(t, s)
		clerk := site.AsAccount(identity.NewAccount{Login: "zrzy-w1", Name: "窗口王", StaffID: "S1", Unit: "zrzy", Window: "A03", Roles: []flow.Role{identity.Clerk}})
		desk := func() *kittest.Fill {
			return clerk.Get("/hall/desk").Form("form[action=/hall/desk]").Set("unit", "zrzy")
		}
		desk().Submit().Want(422, "不在服务时间")
		if err := s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := hall.SetHours(tx, office, hall.HoursDraft{Hall: "zwzx", Kind: hall.Regular, Days: hall.Workday, Opens: 540, Closes: 720, From: tx.Today(), Document: "示例通知"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		next := "form[action=/hall/counter/next]"
		clerk.Get("/hall/counter").Form(next).Submit().Want(422, "现在没有人等候")
		desk().Submit().Want(200, "A001")
		desk().Set("class", "priority").Submit().Want(200, "P002", "优先号")
		window := clerk.Get("/strip").Want(200, "等候 2 人", "叫 P002").Form(next).Submit().Want(200, "P002", "办完", "还有 1 人")
		if window.Path != "/strip" {
			t.Errorf("an act in the strip leads to %s", window.Path)
		}
		clerk.Get("/hall/counter").Want(200, "P002", "办完", "等候 1 人")
		screen := site.Visitor().Get("/hall/screen/zwzx").Want(200, "P002", "请到 A03 窗口")
		if screen.Header.Get("Refresh") == "" {
			t.Error("the screen does not renew itself")
		}
		site.As(identity.Reviewer, "zrzy").Get("/hall/counter").Want(403)
	})
}

func Test发放_登记作废(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		site := furnished(t, s)
		c := site.As(identity.Coordinator, "yhb")
		form := func() *kittest.Fill { return c.Get("/hall/handouts").Form("form[action=/hall/handouts]") }
		form().Set("copies", "几").Submit().Want(422, "领用单位没有填")
		form().Set("edition", "第一版").Set("recipient", "修山镇").Set("copies", "120").Set("place", "便民中心").Submit().Want(200, "发放已登记", "FF2020-0001", "120")
		entry := c.Get(c.Get("/hall/handouts").Attr("tbody a", "href")).Want(200, "修山镇")
		entry.Form("form[action="+entry.Path+"/strike]").Set("reason", "数错了").Submit().Want(200, "已作废", "数错了")
		c.Get("/hall/handbook").Want(200, "便民服务手册", "内容摘要")
		c.Get("/hall/chart").Want(200, "政务服务通联挂图", "自然资源局", "A03 综合窗口")
	})
}
