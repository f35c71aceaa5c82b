package rating

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// hall is a county with cases that are done.
type hall struct {
	t     *testing.T
	s     *store.Store
	clock *store.SetClock
	n     int
}

var (
	applicant   = flow.Actor{Account: "a1", Roles: []flow.Role{identity.Applicant}, Party: "p1", Channel: "mobile", Address: "203.0.113.7"}
	stranger    = flow.Actor{Account: "anonymous", Channel: "mobile", Address: "203.0.113.8"}
	coordinator = flow.Actor{Account: "y1", Name: "赵敏", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "pc"}
	second      = flow.Actor{Account: "y2", Name: "钱进", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "pc"}
	clerk       = flow.Actor{Account: "c1", Name: "王芳", Unit: "zrzy", Window: "A03", Roles: []flow.Role{identity.Clerk}, Channel: "window"}
	head        = flow.Actor{Account: "h1", Name: "刘强", Unit: "zrzy", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	otherHead   = flow.Actor{Account: "h2", Name: "周敏", Unit: "zjj", Roles: []flow.Role{identity.Head}, Channel: "pc"}
)

func both(t *testing.T, test func(t *testing.T, h *hall)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		test(t, &hall{t: t, s: s, clock: clock})
	})
}

func (h *hall) act(fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Write(context.Background(), fn); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) read(fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Read(context.Background(), fn); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	h.t.Helper()
	if err := h.s.Write(context.Background(), fn); !want.Is(err) {
		h.t.Fatalf("应答 %s，得到 %v", want.Code, err)
	}
}

var insertCaseRow = store.InsertInto[casework.Case]("casework_case")

// done puts a delivered case there; change may make it something else.
func (h *hall) done(change ...func(*casework.Case)) casework.Case {
	h.t.Helper()
	h.n++
	number := fmt.Sprintf("TJ20200608-%04d", h.n)
	now := h.clock.Now()
	day, due := now.Day(), now.Day()+10
	book, handler, window, granted := "b", "r1", "A03", casework.OutcomeGranted
	c := casework.Case{Number: &number, Version: 9, State: casework.Delivered,
		Item: "jsgc", ItemName: "建设工程规划许可", ItemVersion: "1", Kind: casework.Promised, Tier: "ordinary", Unit: "zrzy",
		Party: "p1", Channel: "pc", Source: "a1", Reception: &window, DeliveryChoice: "window", OpenedAt: now,
		SubmittedAt: &now, ReceivedAt: &now, ReceivedDay: &day, StatutoryN: 20, StatutoryUnit: calendar.WorkDays, PromisedN: 5,
		AcceptedAt: &now, AcceptedDay: &day, Acceptor: &clerk.Account, Handler: &handler, PromisedDue: &due, StatutoryDue: &due, Book: &book,
		DecidedAt: &now, DecidedDay: &day, Outcome: &granted, DeliveredAt: &now}
	for _, f := range change {
		f(&c)
	}
	err := h.s.Maintain(context.Background(), func(tx *store.Tx) error {
		c.County, c.ID = tx.County(), tx.NewID()
		return insertCaseRow.One(tx, c)
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return c
}

// told hands the room the fact that the case was delivered.
func (h *hall) told(kind string, c casework.Case) {
	h.t.Helper()
	h.act(func(tx *store.Tx) error { return invite(tx, store.Fact{Kind: kind, Subject: c.ID}) })
}

// invited is a delivered case with its token, some minutes after the hand-over.
func (h *hall) invited(change ...func(*casework.Case)) (casework.Case, string) {
	h.t.Helper()
	c := h.done(change...)
	h.told("CaseDelivered", c)
	h.clock.Advance(time.Minute)
	return c, h.token(c)
}

func (h *hall) token(c casework.Case) string {
	h.t.Helper()
	var token ids.Code
	h.read(func(tx *store.Tx) (err error) {
		token, err = Token(tx, flow.System("rating.message"), c.ID)
		return err
	})
	return string(token)
}

func (h *hall) rate(token string, in Answer) Rating {
	h.t.Helper()
	var r Rating
	h.act(func(tx *store.Tx) (err error) {
		r, err = Rate(tx, stranger, token, in)
		return err
	})
	return r
}

// network makes the office's network and one device of the hall known.
func (h *hall) network() {
	h.t.Helper()
	h.rules(func(c *Content) { c.Networks, c.Kiosks = []string{"10.43.9.0/24"}, []string{"10.43.9.20"} })
}

// rules lets changed rules hold from the next day, which then has come.
func (h *hall) rules(change func(c *Content)) {
	h.t.Helper()
	var row ContentRow
	h.act(func(tx *store.Tx) (err error) {
		c := DefaultContent()
		c.From, c.Document = tx.Today()+1, "桃优化办〔2020〕9号"
		change(&c)
		row, err = ProposeContent(tx, coordinator, c)
		return err
	})
	h.act(func(tx *store.Tx) error {
		_, err := ConfirmContent(tx, second, row.ID, row.Version)
		return err
	})
	h.clock.Advance(24 * time.Hour)
}

// task is the redress the rating opened.
func (h *hall) task(r Rating) Redress {
	h.t.Helper()
	var d Redress
	h.read(func(tx *store.Tx) (err error) {
		var ok bool
		d, ok, err = redressOfRating.Find(tx, tx.County(), r.ID)
		if err == nil && !ok {
			err = errors.New("差评没有生成整改任务")
		}
		return err
	})
	return d
}

func (h *hall) figure(id string) (v manifest.Value, trace []manifest.Record) {
	h.t.Helper()
	h.read(func(tx *store.Tx) (err error) {
		q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 6, 30)}, AsOf: tx.Now()}
		for _, f := range figures {
			if f.ID != id {
				continue
			}
			if v, err = f.Value(tx, q); err != nil {
				return err
			}
			trace, err = f.Trace(tx, q)
			return err
		}
		return errors.New("没有这个数：" + id)
	})
	return v, trace
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
