package pages_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kit"
	"yingshang/internal/kit/kittest"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/casework"
	cases "yingshang/internal/rooms/casework/pages"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/rooms/rating/pages"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

const (
	number = "TJ20200608-0001"
	code   = "0123456789"
)

// desk is a site with one case of one firm.
type desk struct {
	*testing.T
	*kittest.Site
	s     *store.Store
	clock *store.SetClock
	firm  string
	id    string
	own   *kittest.Client
}

var insertCaseRow = store.InsertInto[casework.Case]("casework_case")

func open(t *testing.T, s *store.Store, clock *store.SetClock) *desk {
	t.Helper()
	h := &desk{T: t, s: s, clock: clock}
	h.Site = kittest.New(t, s, kittest.Options{Rooms: []manifest.Room{casework.Manifest, rating.Manifest, identity.Manifest},
		Routes: []func(kit.Deps) []kit.Route{pages.Routes, cases.Routes}, Nav: pages.Nav()})
	h.own = h.AsAccount(identity.NewAccount{Login: "lisi", Name: "李四", StaffID: "lisi", Roles: []flow.Role{identity.Applicant}})
	clerk := flow.Actor{Account: "w", Name: "王芳", Unit: "zrzy", Roles: []flow.Role{identity.Clerk}}
	h.write(func(tx *store.Tx) error {
		p, err := party.Register(tx, clerk, party.Draft{Kind: party.Enterprise, Name: "桃江县青竹示例制造有限公司", Credit: "91430922MA4DEM002W"})
		if err != nil {
			return err
		}
		h.firm = p.ID
		_, err = identity.BindParty(tx, clerk, h.own.Account, &h.firm)
		return err
	})
	h.done()
	return h
}

func (h *desk) write(fn func(tx *store.Tx) error) {
	h.Helper()
	if err := h.s.Write(context.Background(), fn); err != nil {
		h.Fatal(err)
	}
}

// done puts the delivered case there, whose receipt bears number and code.
func (h *desk) done() {
	h.Helper()
	no, now := number, h.clock.Now()
	day, due := now.Day(), now.Day()+10
	person, window, granted := "someone", "A03", casework.OutcomeGranted
	c := casework.Case{Number: &no, Version: 9, State: casework.Delivered,
		Item: "jsgc", ItemName: "建设工程规划许可", ItemVersion: "1", Kind: casework.Promised, Tier: "ordinary", Unit: "zrzy",
		Party: h.firm, Channel: "pc", Source: "a1", Reception: &window, DeliveryChoice: "window", OpenedAt: now,
		SubmittedAt: &now, ReceivedAt: &now, ReceivedDay: &day, StatutoryN: 20, StatutoryUnit: calendar.WorkDays, PromisedN: 5,
		AcceptedAt: &now, AcceptedDay: &day, Acceptor: &person, Handler: &person, PromisedDue: &due, StatutoryDue: &due,
		DecidedAt: &now, DecidedDay: &day, Outcome: &granted, DeliveredAt: &now}
	err := h.s.Maintain(context.Background(), func(tx *store.Tx) error {
		parsed, err := ids.ParseCode(code, ids.QueryCodeLen)
		if err != nil {
			return err
		}
		book, err := workdays.Book(tx)
		if err != nil {
			return err
		}
		version := book.Version()
		digest := tx.Blind("case.query."+number, string(parsed))
		c.County, c.ID, c.QueryDigest, c.Book = tx.County(), tx.NewID(), &digest, &version
		h.id = c.ID
		return insertCaseRow.One(tx, c)
	})
	if err != nil {
		h.Fatal(err)
	}
}

// told hands the room the fact that the case was delivered.
func (h *desk) told() {
	h.Helper()
	h.write(func(tx *store.Tx) error {
		return rating.Manifest.Consumers[0].Handle(tx, store.Fact{Kind: "CaseDelivered", Subject: h.id})
	})
	h.clock.Advance(time.Minute)
}

func (h *desk) track(c *kittest.Client, code string) *kittest.Page {
	return c.Get("/track").Form("form[action=/track]").Set("number", number).Set("code", code).Submit()
}

// rated sends the rating's page and reports where it was.
func rated(p *kittest.Page, level string) *kittest.Page {
	return p.Form("main form").Set("level", level).Submit()
}

func Test办结后_本人从办件页去评价_工作人员看不到(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		h := open(t, s, clock)
		page, form := "/cases/"+h.id, "form[action=/me/rate/"+h.id+"]"
		if h.own.Get(page).Want(200, "建设工程规划许可").Has(form) {
			t.Error("a rating is offered before there is an invitation")
		}
		h.told()
		clerk := h.As(identity.Clerk, "zrzy")
		staff := clerk.Get(page).Want(200)
		for _, never := range []string{"/rate", "评价这次办事"} {
			if strings.Contains(staff.Body, never) {
				t.Errorf("the staff page shows %q", never)
			}
		}
		clerk.Post("/me/rate/"+h.id, url.Values{}).Want(403)
		own := h.own.Get(page).Want(200, "评价这次办事", "评不评由您决定")
		if strings.Contains(strings.ReplaceAll(own.Body, "/me/rate/", ""), "/rate/") {
			t.Error("the page carries a token")
		}
		asked := own.Form(form).Submit().Want(200, "这次办事您满意吗")
		if !strings.HasPrefix(asked.Path, "/rate/") {
			t.Fatalf("led to %s", asked.Path)
		}
		rated(asked, "1").Want(200, "谢谢您的评价")
		if h.own.Get(page).Want(200).Has(form) {
			t.Error("a rating that was given is offered again")
		}
		other := h.AsAccount(identity.NewAccount{Login: "qianqi", Name: "钱七", StaffID: "qianqi", Roles: []flow.Role{identity.Applicant}})
		other.Get(page).Want(404)
	})
}

func Test办结后_凭编号和查询码去评价(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		h := open(t, s, clock)
		visitor, form := h.Visitor(), "form[action=/track/rate]"
		if h.track(visitor, code).Want(200, "建设工程规划许可").Has(form) {
			t.Error("a rating is offered before there is an invitation")
		}
		h.told()
		h.track(visitor, "9876543210").Want(422)
		tracked := h.track(visitor, code).Want(200, "评价这次办事")
		clerk := h.As(identity.Clerk, "zrzy")
		if h.track(clerk, code).Want(200, "建设工程规划许可").Has(form) {
			t.Error("somebody of the office is led to the rating")
		}
		forged := clerk.Get("/track").Form("form[action=/track]") // a clerk sends the form that is not shown to him
		clerk.Post("/track/rate", url.Values{"number": {number}, "code": {code}, "_csrf": {forged.Value("_csrf")}}).Want(403, "办事人本人")
		wrong := tracked.Form(form).Set("code", "9876543210").Submit()
		if wrong.Status == 200 {
			t.Errorf("a wrong code opens the rating: %s", wrong.Path)
		}
		rated(h.track(visitor, code).Form(form).Submit().Want(200, "这次办事您满意吗"), "4").Want(200, "正在核实")
		if h.track(visitor, code).Want(200).Has(form) {
			t.Error("a rating that was given is offered again")
		}
	})
}

func Test评价到期就不再邀请(t *testing.T) {
	t.Parallel()
	s, clock := storetest.SQLite(t)
	h := open(t, s, clock)
	h.told()
	clock.Advance(200 * 24 * time.Hour)
	if h.track(h.Visitor(), code).Want(200).Has("form[action=/track/rate]") {
		t.Error("an expired rating is offered")
	}
}

func Test去评价的页面_无障碍_两种宽度(t *testing.T) {
	t.Parallel()
	s, clock := storetest.SQLite(t)
	h := open(t, s, clock)
	h.told()
	h.own.Get("/cases/"+h.id).Want(200, "去评价")
	b := h.own.Browser()
	for _, width := range []int{1366, 390} {
		b.Open("/cases/"+h.id, width, 768).WantAccessible("own case")
		b.WantNoSideScroll("own case")
	}
}
