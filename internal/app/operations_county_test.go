package app

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

// countyStory: one record of each room that is read only, seen in its list and
// by itself, and missing for who may not see it.
func (g *gateway) countyStory() {
	office := flow.Actor{Account: "y", Name: "优化办甲", Unit: "430922-yhb", Roles: []flow.Role{identity.Coordinator}}
	g.entrustments()
	g.act(func(tx *store.Tx) error {
		_, err := mandate.SetTask(tx, office, mandate.TaskInput{List: mandate.KeyList, Number: "ZD2020-90", Title: "压缩登记时间", Measure: "三个工作日办完",
			Lead: "430922-zrzy", Due: tx.Today() + 30})
		if err == nil {
			_, err = mandate.PublishTask(tx, flow.Actor{Account: "l", Name: "县领导", Unit: "430922-xzf", Roles: []flow.Role{identity.Leader}}, "ZD2020-90", 1, "桃发〔2020〕示例1号")
		}
		return err
	})
	if list := g.get("reader", "mandate-tasks", "/tasks")["items"].([]any); len(list) != 1 {
		g.t.Errorf("tasks: %v", list)
	}
	if one := g.get("reader", "mandate-task", "/tasks/ZD2020-90"); one["number"] != "ZD2020-90" {
		g.t.Errorf("task: %v", one)
	}
	g.get("reader", "mandate-ranking", "/task-ranking")
	g.get("nobody", "normdoc-documents", "/normdocs")
	g.get("nobody", "normdoc-rounds", "/cleanups")
	g.needs()
	g.findings(office)
}

func (g *gateway) owner() (by flow.Actor) {
	g.t.Helper()
	g.act(func(tx *store.Tx) error {
		p, _, err := party.ByCredit(tx, ids.CreditCode(credit))
		by = flow.Actor{Account: "owner", Name: "示例企业", Party: p.ID, Roles: []flow.Role{identity.Applicant}, Channel: "pc"}
		return err
	})
	return by
}

func (g *gateway) entrustments() {
	clerk := flow.Actor{Account: g.account["window"], Name: "窗口", Unit: "430922-zrzy", Window: "A03", Roles: []flow.Role{identity.Clerk}, Channel: "window"}
	paper := g.paper("授权委托书")
	g.act(func(tx *store.Tx) error {
		_, err := assistance.Give(tx, clerk, assistance.Giving{Mode: assistance.Act, Party: g.party(tx), Items: []string{loan}, From: tx.Today(), To: tx.Today() + 30, Paper: paper})
		return err
	})
	list := g.get("window", "assistance-entrustments", "/entrustments")["items"].([]any)
	if len(list) != 1 {
		g.t.Fatalf("entrustments: %v", list)
	}
	id := list[0].(object)["id"].(string)
	if one := g.get("window", "assistance-entrustment", "/entrustments/"+id); one["state"] != "given" || len(one["claims"].([]any)) != 0 {
		g.t.Errorf("entrustment: %v", one)
	}
	g.refused("not registered there", g.send(g.tokens["other"], "GET", "/entrustments/"+id, "", nil), 404, "assistance.not_found")
	if stuck := g.get("reviewer", "assistance-blocks", "/stuck-steps")["items"].([]any); len(stuck) != 0 {
		g.t.Errorf("stuck steps: %v", stuck)
	}
}

func (g *gateway) party(tx *store.Tx) string {
	p, _, err := party.ByCredit(tx, ids.CreditCode(credit))
	if err != nil {
		g.t.Fatal(err)
	}
	return p.ID
}

func (g *gateway) needs() {
	owner := g.owner()
	var need outreach.Need
	g.act(func(tx *store.Tx) (err error) {
		need, err = outreach.Raise(tx, owner, outreach.Raising{Category: outreach.Categories[0].Value, Title: "新车间手续", Words: "先办哪一样"})
		return err
	})
	g.act(func(tx *store.Tx) (err error) {
		_, err = outreach.Place(tx, flow.Actor{Account: "y", Name: "优化办甲", Unit: "430922-yhb", Roles: []flow.Role{identity.Coordinator}}, need.ID, need.Version, "430922-zrzy", tx.Today()+7)
		return err
	})
	if list := g.get("reviewer", "outreach-needs", "/needs")["items"].([]any); len(list) != 1 {
		g.t.Errorf("needs: %v", list)
	}
	g.get("reviewer", "outreach-need", "/needs/"+need.ID)
	g.get("reviewer", "outreach-visits", "/visits")
	g.get("reviewer", "outreach-trainings", "/trainings")
	g.get("reviewer", "outreach-fees", "/intermediary-fees")
}

func (g *gateway) findings(office flow.Actor) {
	leader := flow.Actor{Account: "l", Name: "县领导", Unit: "430922-xzf", Roles: []flow.Role{identity.Leader}}
	var f supervision.Finding
	g.act(func(tx *store.Tx) error {
		_, err := supervision.PlanRound(tx, office, supervision.Plan{Number: "DC2020-90", Title: "履约专项督查", Scope: "惠企政策兑现", Document: "督查方案（示例）",
			From: tx.Today(), To: tx.Today() + 20, Partners: []string{"430922-fgj"}, Units: []string{"430922-zrzy"}, Team: []string{"t-other", "t-other2"}})
		if err == nil {
			_, err = supervision.ApproveRound(tx, leader, "DC2020-90", 1)
		}
		return err
	})
	member := flow.Actor{Account: g.account["other"], Name: "程序other", Unit: "430922-fgj", Roles: []flow.Role{identity.Clerk, identity.Approver}}
	g.act(func(tx *store.Tx) (err error) {
		if _, err = supervision.RecordVisit(tx, member, "DC2020-90", 2, supervision.VisitInput{Unit: "430922-zrzy", Day: tx.Today(), Words: "查了台账"}); err != nil {
			return err
		}
		f, err = supervision.RecordFinding(tx, member, supervision.FindingInput{Round: "DC2020-90", Unit: "430922-zrzy", Ground: supervision.OnPromise, Ref: "《八条政策措施》",
			Document: "桃发〔2019〕示例1号", Gap: "未落实", Title: "奖励未兑现", Facts: "两家企业没有拿到", Demand: "发放奖金", Wanted: "拨付凭证", Due: tx.Today() + 30, Found: tx.Today()})
		return err
	})
	g.get("other", "supervision-findings", "/findings")
	g.get("other", "supervision-finding", "/findings/"+f.Number)
	g.refused("not handed over yet", g.send(g.tokens["head"], "GET", "/findings/"+f.Number, "", nil), 404, "supervision.finding_unknown")
}
