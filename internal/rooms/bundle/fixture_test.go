package bundle

import (
	"context"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func person(account, unit string, roles ...flow.Role) flow.Actor {
	return flow.Actor{Account: account, Name: account, Unit: unit, Roles: roles, Channel: "window"}
}

// The people of the tests.
var (
	office   = person("office", "ynb", identity.Coordinator, identity.Editor)
	editor   = person("editor", "plan", identity.Editor)
	head     = person("head", "plan", identity.Head)
	clerk    = flow.Actor{Account: "clerk", Name: "clerk", Unit: "plan", Window: "A03", Roles: []flow.Role{identity.Clerk}, Channel: "window"}
	reviewer = person("reviewer", "plan", identity.Reviewer)
	approver = person("approver", "plan", identity.Approver)
	other    = person("other", "build", identity.Reviewer)
	stranger = person("stranger", "health", identity.Reviewer, identity.Clerk)
)

// county is a store with three units, an enterprise and three items.
type county struct {
	t     testing.TB
	s     *store.Store
	clock *store.SetClock
	party string
	owner flow.Actor
}

// both runs a test over a fresh county on each engine, from Monday 2020-06-08
// 09:00 on.
func both(t *testing.T, test func(t *testing.T, c *county)) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		c := &county{t: t, s: s, clock: clock}
		for code, name := range map[string]string{"plan": "自然资源局", "build": "住建局", "health": "卫健局", "ynb": "优化办"} {
			c.act(func(tx *store.Tx) error {
				_, err := org.Add(tx, office, org.UnitInput{Code: code, Name: "桃江县" + name, Short: name, Kind: org.Department,
					DocWord: "桃" + name, Phone: "0737-8880001", SupervisionPhone: "12345"})
				return err
			})
		}
		c.act(func(tx *store.Tx) error {
			p, err := party.Register(tx, clerk, party.Draft{Kind: party.Enterprise, Name: "桃江县青竹示例制造有限公司",
				Credit: "91430922MA4Q00016J", Representative: "示例人", Mobile: "19900000000", Sample: true})
			c.party = p.ID
			return err
		})
		c.owner = flow.Actor{Account: "owner", Party: c.party, Roles: []flow.Role{identity.Applicant}, Channel: "pc"}
		c.item("land", "plan", "用地许可")
		c.item("design", "plan", "设计许可")
		c.item("works", "build", "施工许可", catalogue.Material{Code: "land", Name: "用地许可证", Originals: 1, Must: true, Main: true})
		test(t, c)
	})
}

func (c *county) act(fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Write(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c *county) read(fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Read(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c *county) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Write(context.Background(), fn); !want.Is(err) {
		c.t.Fatalf("得到 %v，要 %s", err, want.Code)
	}
}

// item publishes an item of a unit; all of them ask one question alike and one
// plan of the same kind.
func (c *county) item(code, unit, name string, more ...catalogue.Material) {
	c.t.Helper()
	e := catalogue.Edition{From: calendar.DayOf(2020, 1, 1), Source: "测试用", Content: catalogue.Content{
		Name: name, Kind: catalogue.Promised, StatutoryN: 20, StatutoryUnit: calendar.WorkDays, OrdinaryN: 10, KeyProjectN: 8,
		Online: true, Courier: true,
		Rules: catalogue.Rules{DeliveryLimit: 10, Procedures: []catalogue.Procedure{{Name: "听证"}},
			Result: catalogue.Result{Name: name + "证", Kind: "certificate"}},
		Guide: catalogue.Guide{Type: "01", Level: "4", Nature: "1", Objects: []string{"2"}, Forms: []string{"1", "2"},
			Basis:      []catalogue.Basis{{Law: "《中华人民共和国城乡规划法》", Article: "第四十条"}},
			Applicants: "建设单位", Acceptance: "材料齐全", Flow: "受理、审查、办结", Steps: []catalogue.Stage{{Name: "审查", Days: 8}},
			Places: []string{"县政务服务中心"}, Hours: "工作日 9:00—17:00", ConsultPhone: "0737-8880001",
			SupervisionPhone: "12345", Remedies: "复议或者诉讼"},
		Questions: []catalogue.Question{{ID: "park", Text: "在不在园区", Choices: []catalogue.Choice{{Code: "yes", Text: "在"}, {Code: "no", Text: "不在"}}}},
	}, Materials: append([]catalogue.Material{
		{Code: "form", Name: name + "申请表", Electronic: true, Must: true, Main: true},
		{Code: "plan", Name: "总平面图", Originals: 1, Must: true, Main: true, PaperKind: "plan"},
		{Code: "sun", Name: "日照报告", Originals: 1, Condition: catalogue.Condition{{Question: "park", Choices: []string{"no"}}}},
	}, more...)}
	c.act(func(tx *store.Tx) error {
		_, err := catalogue.Register(tx, office, catalogue.ItemInput{Code: code, Unit: unit, Name: name})
		return err
	})
	c.act(func(tx *store.Tx) error {
		v, err := catalogue.NewDraft(tx, office, code, e)
		if err == nil {
			_, err = catalogue.Publish(tx, flow.System("catalogue.ledger"), v.ID)
		}
		return err
	})
}

// bundle publishes a bundle with the steps.
func (c *county) bundle(code, steps string, promise int) Version {
	c.t.Helper()
	parsed, err := ParseSteps(steps)
	if err != nil {
		c.t.Fatal(err)
	}
	var v Version
	c.act(func(tx *store.Tx) (err error) {
		v, err = Create(tx, editor, Edition{Code: code, Kind: Thing, From: tx.Today(),
			Content: Content{Name: "开工" + code, Lead: "plan", Theme: "项目", PromiseN: promise, Steps: parsed}})
		return err
	})
	c.act(func(tx *store.Tx) (err error) { v, err = Publish(tx, head, v.ID, v.Revision); return err })
	return v
}

// submitted files and submits an application with every paper in hand.
func (c *county) submitted(code string, picks ...string) Application {
	c.t.Helper()
	var a Application
	c.act(func(tx *store.Tx) (err error) {
		a, err = Open(tx, c.owner, Filing{Bundle: code, Picks: picks, Party: c.party, Mobile: "19900000000", Delivery: "window", Answers: c.answers(tx, code, picks)})
		return err
	})
	c.act(func(tx *store.Tx) (err error) { a, err = Submit(tx, c.owner, a.ID, 0); return err })
	var sheets []Sheet
	for _, m := range c.show(a.ID).Plan.Asked() {
		sheets = append(sheets, Sheet{Key: m.Key, Pages: 1})
	}
	c.act(func(tx *store.Tx) (err error) { a, err = TakeIn(tx, clerk, a.ID, 0, sheets...); return err })
	return a
}

func (c *county) answers(tx *store.Tx, code string, picks []string) map[string]string {
	out := map[string]string{}
	o, err := Current(tx, code, tx.Today())
	if err != nil {
		c.t.Fatal(err)
	}
	p, err := PlanFor(tx, o, picks, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, f := range p.Fields {
		out[f.Key] = "yes"
	}
	return out
}

func (c *county) accepted(code string, picks ...string) Application {
	c.t.Helper()
	a := c.submitted(code, picks...)
	c.act(func(tx *store.Tx) (err error) { a, err = Accept(tx, clerk, a.ID, 0); return err })
	return a
}

func (c *county) show(id string) (f File) {
	c.t.Helper()
	c.read(func(tx *store.Tx) (err error) { f, err = Show(tx, flow.System("test"), id); return err })
	return f
}

// granted decides the case of a step and returns the fact of it.
func (c *county) granted(id, code string) store.Fact {
	c.t.Helper()
	run := c.runOf(id, code)
	by, boss := reviewer, approver
	if run.Unit == "build" {
		by, boss = other, person("boss", "build", identity.Approver)
	}
	for _, verb := range []func(tx *store.Tx) error{
		func(tx *store.Tx) error { _, err := casework.Assign(tx, by, *run.CaseID, 0, ""); return err },
		func(tx *store.Tx) error {
			_, err := casework.Propose(tx, by, *run.CaseID, 0, "grant", "符合条件")
			return err
		},
		func(tx *store.Tx) error {
			_, err := casework.Grant(tx, boss, *run.CaseID, 0, casework.Verdict{})
			return err
		},
	} {
		c.act(verb)
	}
	return store.Fact{Kind: "CaseDecided", Subject: *run.CaseID}
}

func (c *county) runOf(id, code string) Run {
	c.t.Helper()
	for _, r := range c.show(id).Runs {
		if r.Code == code {
			return r
		}
	}
	c.t.Fatalf("没有第 %s 步", code)
	return Run{}
}

// settle decides the case of a step and tells the room.
func (c *county) settle(id, code string) {
	c.t.Helper()
	fact := c.granted(id, code)
	c.act(func(tx *store.Tx) error { return hear(tx, fact) })
}
