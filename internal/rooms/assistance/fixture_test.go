package assistance

import (
	"context"
	"fmt"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

var (
	office = flow.Actor{Account: "office", Name: "优化办甲", Unit: "ynb", Roles: []flow.Role{identity.Coordinator}}
	clerk  = flow.Actor{Account: "clerk", Name: "窗口李", Unit: "plan", Window: "A03", Roles: []flow.Role{identity.Clerk}, Channel: "window"}
	head   = flow.Actor{Account: "head", Name: "局长刘", Unit: "plan", Roles: []flow.Role{identity.Head}}
)

// county is a store with one enterprise, two items and two agents. Agents two is
// also clerk and approver of the unit that decides.
type county struct {
	t            *testing.T
	s            *store.Store
	clock        *store.SetClock
	party, other string
	owner        flow.Actor
	agent, both  flow.Actor
}

// both runs a test on each engine, from Monday 2020-06-08 09:00 on.
func both(t *testing.T, test func(t *testing.T, c *county)) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		c := &county{t: t, s: s, clock: clock}
		c.build()
		test(t, c)
	})
}

func (c *county) build() {
	c.t.Helper()
	c.act(func(tx *store.Tx) error {
		_, err := org.Add(tx, office, org.UnitInput{Code: "plan", Name: "桃江县自然资源局", Short: "自然资源局",
			Kind: org.Department, DocWord: "桃自然资", Phone: "0737-8880001", SupervisionPhone: "12345"})
		return err
	})
	c.party = c.enterprise("桃江县青竹示例制造有限公司", "91430922MA4Q00016J")
	c.other = c.enterprise("桃江县翠岭示例食品有限公司", "91430922MA4Q00024D")
	c.owner = flow.Actor{Account: "owner", Name: "示例企业", Party: c.party, Roles: []flow.Role{identity.Applicant}, Channel: "pc"}
	c.item("record", "企业投资项目备案")
	c.item("other", "道路运输经营许可")
	c.agent = c.account("agent-1", "帮办赵", "yuanqu", identity.Agent)
	c.both = c.account("agent-2", "帮办钱", "plan", identity.Agent, identity.Clerk, identity.Approver)
}

func (c *county) account(login, name, unit string, roles ...flow.Role) flow.Actor {
	c.t.Helper()
	var a identity.Account
	hash, err := identity.NewHash(context.Background(), c.s, "Taojiang-2020")
	if err != nil {
		c.t.Fatal(err)
	}
	c.act(func(tx *store.Tx) error {
		if unit != "plan" {
			_, err := org.Add(tx, office, org.UnitInput{Code: unit, Name: "桃江县示例产业园区", Short: "产业园区",
				Kind: org.Department, DocWord: "桃园", Phone: "0737-8880002", SupervisionPhone: "12345"})
			if err != nil {
				return err
			}
			if err := identity.MarkDemo(tx); err != nil {
				return err
			}
		}
		a, err = identity.CreateDemoAccount(tx, flow.System("test"), identity.NewAccount{Login: login, Name: name, StaffID: login, Unit: unit, Roles: roles}, hash)
		return err
	})
	return flow.Actor{Account: a.ID, Name: a.Name, Unit: unit, Roles: roles, Channel: "pc"}
}

func (c *county) enterprise(name, credit string) (id string) {
	c.t.Helper()
	c.act(func(tx *store.Tx) error {
		p, err := party.Register(tx, clerk, party.Draft{Kind: party.Enterprise, Name: name, Credit: credit,
			Representative: "示例人", Mobile: "19900000000", Sample: true})
		id = p.ID
		return err
	})
	return id
}

// item publishes an instant item (即办件) with one material.
func (c *county) item(code, name string) {
	c.t.Helper()
	editor := flow.Actor{Account: "editor", Name: "editor", Unit: "plan", Roles: []flow.Role{identity.Editor}}
	e := catalogue.Edition{From: calendar.DayOf(2020, 1, 1), Source: "测试用", Content: catalogue.Content{
		Name: name, Kind: catalogue.Instant, StatutoryN: 20, StatutoryUnit: calendar.WorkDays, Online: true, Courier: true,
		Rules: catalogue.Rules{DeliveryLimit: 10, Result: catalogue.Result{Name: "备案证明", Kind: "record"}},
		Guide: catalogue.Guide{Type: "01", Level: "4", Nature: "1", Objects: []string{"2"}, Forms: []string{"1", "2"},
			Basis:      []catalogue.Basis{{Law: "《示例条例》", Article: "第四十条"}},
			Applicants: "建设单位", Acceptance: "用地已批准", Flow: "当场办结", Steps: []catalogue.Stage{{Name: "当场办结"}},
			Places: []string{"县政务服务中心"}, Hours: "工作日 9:00—17:00", ConsultPhone: "0737-8880001",
			SupervisionPhone: "12345", Remedies: "复议或者诉讼"}},
		Materials: []catalogue.Material{{Code: "form", Name: "申请表", Electronic: true, Must: true, Main: true}}}
	c.act(func(tx *store.Tx) error {
		_, err := catalogue.Register(tx, editor, catalogue.ItemInput{Code: code, Unit: "plan", Name: name})
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

// refused runs an act that must be refused with the fault and change nothing.
func (c *county) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Write(context.Background(), fn); !want.Is(err) {
		c.t.Fatalf("得到 %v，要 %s", err, want.Code)
	}
}

// giving is what the owner entrusts: one item for June.
func (c *county) giving(change ...func(*Giving)) Giving {
	g := Giving{Mode: Act, Party: c.party, Items: []string{"record"}, From: calendar.DayOf(2020, 6, 8), To: calendar.DayOf(2020, 6, 30)}
	for _, f := range change {
		f(&g)
	}
	return g
}

func (c *county) given(change ...func(*Giving)) (e Entrustment) {
	c.t.Helper()
	c.act(func(tx *store.Tx) (err error) { e, err = Give(tx, c.owner, c.giving(change...)); return err })
	return e
}

func (c *county) claimed(by flow.Actor, change ...func(*Giving)) (e Entrustment) {
	c.t.Helper()
	e = c.given(change...)
	c.act(func(tx *store.Tx) (err error) { e, err = TakeUp(tx, by, e.ID, e.Version); return err })
	return e
}

func filing(item string) casework.Filing {
	return casework.Filing{Item: item, Mobile: "19900000000", Delivery: "window", Answers: map[string]string{}}
}

func (c *county) opened(by flow.Actor, e Entrustment) (k casework.Case) {
	c.t.Helper()
	c.act(func(tx *store.Tx) (err error) { k, err = OpenCase(tx, by, e.ID, 0, filing("record")); return err })
	return k
}

// paper is a stored paper of a party.
func (c *county) paper(partyID, name string) (p papers.Paper) {
	c.t.Helper()
	c.act(func(tx *store.Tx) (err error) {
		p, err = papers.Receive(tx, clerk, papers.Draft{Party: partyID, Kind: "own", Name: name, Grade: papers.GradeC,
			File: papers.Checked{Stored: blob.Stored{Digest: fmt.Sprintf("%064x", name+partyID)[:64], Size: 10}, Mime: "application/pdf", Ext: ".pdf"}})
		return err
	})
	return p
}

func (c *county) figure(id, unit string) (value string, traced int) {
	c.t.Helper()
	for _, f := range figures {
		if f.ID != id {
			continue
		}
		c.read(func(tx *store.Tx) error {
			q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 12, 31)}, AsOf: tx.Now(), Unit: unit}
			v, err := f.Value(tx, q)
			if err != nil {
				return err
			}
			records, err := f.Trace(tx, q)
			value, traced = v.Text, len(records)
			return err
		})
	}
	return value, traced
}
