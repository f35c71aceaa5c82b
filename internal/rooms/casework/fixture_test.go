package casework

import (
	"context"
	"fmt"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// The people of the tests; a second of a kind ends in 2.
var (
	office    = flow.Actor{Account: "office", Name: "优化办甲", Unit: "ynb", Roles: []flow.Role{identity.Coordinator}}
	editor    = staff("editor", identity.Editor)
	clerk     = withWindow(staff("clerk", identity.Clerk))
	reviewer  = staff("reviewer", identity.Reviewer)
	reviewer2 = staff("reviewer2", identity.Reviewer)
	approver  = staff("approver", identity.Approver)
	approver2 = staff("approver2", identity.Approver)
	head      = staff("head", identity.Head)
	stranger  = flow.Actor{Account: "stranger", Name: "外单位", Unit: "other", Roles: []flow.Role{identity.Clerk, identity.Approver}}
	machine   = flow.System("test")
)

func staff(name string, roles ...flow.Role) flow.Actor {
	return flow.Actor{Account: name, Name: name, Unit: "plan", Roles: roles, Channel: "window"}
}

func withWindow(a flow.Actor) flow.Actor {
	a.Window = "A03"
	return a
}

// county is a store with one unit, one enterprise and the items the tests need.
type county struct {
	t     testing.TB
	s     *store.Store
	clock *store.SetClock
	party string
	owner flow.Actor
}

// both runs a test over a fresh county on each engine. It begins on Monday
// 2020-06-08 at 09:00.
func both(t *testing.T, test func(t *testing.T, c *county)) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		test(t, newCounty(t, s, clock))
	})
}

func newCounty(t testing.TB, s *store.Store, clock *store.SetClock) *county {
	t.Helper()
	c := &county{t: t, s: s, clock: clock}
	c.act(func(tx *store.Tx) error {
		_, err := org.Add(tx, office, org.UnitInput{Code: "plan", Name: "桃江县自然资源局", Short: "自然资源局",
			Kind: org.Department, DocWord: "桃自然资", Phone: "0737-8880001", SupervisionPhone: "12345"})
		return err
	})
	c.party = c.enterprise("桃江县青竹示例制造有限公司", "91430922MA4Q00016J")
	c.owner = flow.Actor{Account: "owner", Name: "示例企业", Party: c.party, Roles: []flow.Role{identity.Applicant}, Channel: "pc"}
	c.item("plan-permit", func(e *catalogue.Edition) {})
	c.item("record", func(e *catalogue.Edition) {
		e.Name, e.Kind, e.OrdinaryN, e.KeyProjectN = "企业投资项目备案", catalogue.Instant, 0, 0
		e.Guide.Steps = []catalogue.Stage{{Name: "当场办结"}}
		e.Rules.SeparateDuties, e.Rules.OnSite = false, false
		e.Rules.Result = catalogue.Result{Name: "备案证明", Kind: "record"}
	})
	c.item("relay", func(e *catalogue.Edition) {
		e.Name, e.Relay, e.Rules.OnSite = "建设用地上报初审", true, false
	})
	c.item("licence", func(e *catalogue.Edition) {
		e.Name, e.Rules.OnSite = "人力资源服务许可", false
		e.Rules.Renewable, e.Rules.RenewBefore, e.Rules.Result.ValidMonths = true, 30, 36
	})
	c.item("quota", func(e *catalogue.Edition) {
		e.Name, e.Rules.OnSite, e.Rules.Quota = "道路运输经营名额许可", false, "1"
	})
	return c
}

func (c *county) act(fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Write(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

// refused runs an act that must be refused with the fault.
func (c *county) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Write(context.Background(), fn); !want.Is(err) {
		c.t.Fatalf("得到 %v，要 %s", err, want.Code)
	}
}

func (c *county) enterprise(name, credit string) string {
	c.t.Helper()
	var id string
	c.act(func(tx *store.Tx) error {
		p, err := party.Register(tx, clerk, party.Draft{Kind: party.Enterprise, Name: name, Credit: credit,
			Representative: "示例人", Mobile: "19900000000", Sample: true})
		id = p.ID
		return err
	})
	return id
}

func (c *county) item(code string, change func(*catalogue.Edition)) {
	c.t.Helper()
	e := edition()
	change(&e)
	c.act(func(tx *store.Tx) error {
		_, err := catalogue.Register(tx, editor, catalogue.ItemInput{Code: code, Unit: "plan", Name: e.Name})
		return err
	})
	c.act(func(tx *store.Tx) error {
		v, err := catalogue.NewDraft(tx, editor, code, e)
		if err != nil {
			return err
		}
		_, err = catalogue.Publish(tx, head, nil, v.ID)
		return err
	})
}

func edition() catalogue.Edition {
	return catalogue.Edition{From: calendar.DayOf(2020, 1, 1), Source: "测试用", Content: catalogue.Content{
		Name: "建设工程规划许可", Kind: catalogue.Promised,
		StatutoryN: 20, StatutoryUnit: calendar.WorkDays, OrdinaryN: 10, KeyProjectN: 8,
		Online: true, Courier: true,
		Rules: catalogue.Rules{SeparateDuties: true, OnSite: true, DeliveryLimit: 10,
			Procedures: []catalogue.Procedure{{Name: "专家评审"}, {Name: "听证"}},
			Result:     catalogue.Result{Name: "建设工程规划许可证", Kind: "certificate"}},
		Guide: catalogue.Guide{Type: "01", Level: "4", Nature: "1", Objects: []string{"2"}, Forms: []string{"1", "2"},
			Basis:      []catalogue.Basis{{Law: "《中华人民共和国城乡规划法》", Article: "第四十条"}},
			Applicants: "建设单位", Acceptance: "用地已批准", Flow: "受理、审查、办结",
			Steps:  []catalogue.Stage{{Name: "受理", Days: 1}, {Name: "审查", Days: 5}, {Name: "办结", Days: 2}},
			Places: []string{"县政务服务中心"}, Hours: "工作日 9:00—17:00", ConsultPhone: "0737-8880001",
			SupervisionPhone: "12345", Remedies: "复议或者诉讼"},
		Questions: []catalogue.Question{{ID: "park", Text: "在不在园区",
			Choices: []catalogue.Choice{{Code: "yes", Text: "在"}, {Code: "no", Text: "不在"}}}},
	}, Materials: []catalogue.Material{
		{Code: "form", Name: "申请表", Electronic: true, Must: true, Main: true},
		{Code: "licence", Name: "营业执照", Must: true, Main: true, Shared: true, SharedFrom: "电子证照库"},
		{Code: "plan", Name: "规划总平面图", Originals: 1, Must: true, Main: true},
		{Code: "sun", Name: "日照分析报告", Originals: 1, Condition: catalogue.Condition{{Question: "park", Choices: []string{"no"}}}},
	}}
}

// at moves the clock.
func (c *county) at(when string) {
	c.t.Helper()
	at, err := calendar.ParseInstant(when)
	if err != nil {
		c.t.Fatal(err)
	}
	c.clock.Set(at)
}

// filed opens a case and takes its papers in at the window.
func (c *county) filed(item string, change ...func(*Filing)) Case {
	c.t.Helper()
	f := Filing{Item: item, Party: c.party, Mobile: "19900000000", Delivery: "window", Answers: map[string]string{"park": "yes"}}
	for _, ch := range change {
		ch(&f)
	}
	var k Case
	c.act(func(tx *store.Tx) (err error) {
		k, err = Open(tx, clerk, f)
		return err
	})
	for _, code := range []string{"form", "plan"} {
		c.act(func(tx *store.Tx) error {
			_, err := Receive(tx, clerk, k.ID, 0, Sheet{Code: code, Pages: 1})
			return err
		})
	}
	return k
}

func (c *county) submitted(item string, change ...func(*Filing)) Case {
	c.t.Helper()
	k := c.filed(item, change...)
	return c.do(func(tx *store.Tx) (Case, error) {
		r, err := Submit(tx, clerk, k.ID, 0)
		return r.Case, err
	})
}

func (c *county) accepted(item string, change ...func(*Filing)) Case {
	c.t.Helper()
	k := c.submitted(item, change...)
	return c.do(func(tx *store.Tx) (Case, error) { return Accept(tx, clerk, k.ID, 0) })
}

func (c *county) inReview(item string, change ...func(*Filing)) Case {
	c.t.Helper()
	k := c.accepted(item, change...)
	return c.do(func(tx *store.Tx) (Case, error) { return Assign(tx, reviewer, k.ID, 0, "") })
}

func (c *county) proposed(item string, change ...func(*Filing)) Case {
	c.t.Helper()
	k := c.inReview(item, change...)
	if item == "plan-permit" {
		second := "reviewer2"
		c.do(func(tx *store.Tx) (Case, error) {
			return Opine(tx, reviewer, k.ID, 0, Opinion{Kind: OpinionOnsite, Second: &second, Conclusion: "grant", Body: "现场与图纸一致"})
		})
	}
	return c.do(func(tx *store.Tx) (Case, error) { return Propose(tx, reviewer, k.ID, 0, "grant", "符合条件") })
}

func (c *county) do(fn func(tx *store.Tx) (Case, error)) Case {
	c.t.Helper()
	var k Case
	c.act(func(tx *store.Tx) (err error) {
		k, err = fn(tx)
		return err
	})
	return k
}

// handedOver is a delivery at the window today.
func handedOver(tx *store.Tx) letters.Delivery {
	today := tx.Today()
	return letters.Delivery{Method: letters.Direct, Recipient: "示例经办人", Relation: "本人", SentOn: today, ArrivedOn: &today}
}

func (c *county) file(id string) File {
	c.t.Helper()
	var f File
	err := c.s.Read(context.Background(), func(tx *store.Tx) (err error) {
		f, err = Show(tx, machine, id)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return f
}

func (c *county) want(id string, state flow.State) Case {
	c.t.Helper()
	k := c.file(id).Case
	if k.State != state {
		c.t.Fatalf("状态 %s，要 %s", k.State, state)
	}
	return k
}

func days(d *calendar.Day) string {
	if d == nil {
		return "—"
	}
	return fmt.Sprint(*d)
}

var factsOf = store.Query[store.Fact](`
SELECT county, id, kind, subject, payload, at FROM store_fact WHERE county = $1 AND kind = $2 ORDER BY id`)

// facts returns what was told to the house under a kind.
func (c *county) facts(kind string) (out []store.Fact, err error) {
	err = c.s.Read(context.Background(), func(tx *store.Tx) error {
		out, err = factsOf.All(tx, tx.County(), kind)
		return err
	})
	return out, err
}

var (
	calendarTypist  = flow.Actor{Account: "typist", Name: "日历录入", Unit: "ynb", Roles: []flow.Role{identity.Coordinator}}
	calendarChecker = flow.Actor{Account: "checker", Name: "日历复核", Unit: "ynb", Roles: []flow.Role{identity.Coordinator}}
)
