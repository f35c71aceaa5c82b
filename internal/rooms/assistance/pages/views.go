package pages

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/project"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// line is an entrustment in a list.
type line struct {
	assistance.Entrustment
	Who, Holder string
	Key         bool // of a key project (重点项目)
}

var tones = map[flow.State]ui.Tone{assistance.Given: ui.Amber, assistance.Claimed: ui.Blue, assistance.Handling: ui.Blue,
	assistance.Delivered: ui.Green, assistance.Filed: ui.Green, assistance.Visited: ui.Grey, assistance.Revoked: ui.Grey}

// linesOf adds the names that lists print.
func linesOf(tx *store.Tx, list []assistance.Entrustment) ([]line, error) {
	ids := make([]string, len(list))
	for i, e := range list {
		ids[i] = e.Party
	}
	names, err := party.Names(tx, ids)
	if err != nil {
		return nil, err
	}
	agents := map[string]string{}
	out := make([]line, len(list))
	for i, e := range list {
		out[i] = line{Entrustment: e, Who: names[e.Party], Holder: "—"}
		if e.Agent != nil {
			if out[i].Holder, err = agentName(tx, agents, *e.Agent); err != nil {
				return nil, err
			}
		}
		if e.Project != nil {
			tier, err := project.TierOf(tx, *e.Project, tx.Today())
			if err != nil {
				return nil, err
			}
			out[i].Key = tier == project.TierKey
		}
	}
	return out, nil
}

// agentName is unit and name of an agent; known keeps what was looked up.
func agentName(tx *store.Tx, known map[string]string, account string) (string, error) {
	if name, ok := known[account]; ok {
		return name, nil
	}
	a, err := identity.ByID(tx, account)
	if err != nil {
		return "", err
	}
	unit, err := org.ShortName(tx, a.Unit)
	known[account] = unit + " " + a.Name
	return known[account], err
}

// boardView is the agents' board.
type boardView struct {
	Page            ui.Page
	Agent, Serves   bool
	Registers       bool
	Blocks          bool
	Tiles           []ui.KPI
	Open, Mine, All []line
	Services        []assistance.Service
	Service         *ui.Form
	Arrived         map[string]*ui.Form
}

func showBoard(c *kit.Ctx) error {
	v := boardView{Page: c.Page("帮代办"), Agent: c.Can("assistance.hold"), Serves: c.Can("assistance.serve"), Registers: c.Can("assistance.register"), Blocks: c.Can("assistance.blocks"),
		Service: c.FormOf("service"), Arrived: map[string]*ui.Form{}}
	v.Service.Default("day", c.Now.Day().String())
	err := c.Read(func(tx *store.Tx) (err error) {
		if err = v.read(tx, c.Actor); err != nil {
			return err
		}
		v.Services, err = assistance.Services(tx, c.Actor, 30)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range v.Services {
		if v.Serves && s.Kind == assistance.Mailed && s.ReceivedOn == nil && s.Unit == c.Actor.Unit {
			v.Arrived[s.ID] = c.FormOf("arrived-" + s.ID)
			v.Arrived[s.ID].Default("day", c.Now.Day().String())
		}
	}
	v.Tiles = v.tiles()
	return c.Render(boardPage(v))
}

func (v *boardView) read(tx *store.Tx, by flow.Actor) error {
	of := func(into *[]line, f assistance.Find) error {
		f.Limit = 100
		list, err := assistance.List(tx, by, f)
		if err == nil {
			*into, err = linesOf(tx, list)
		}
		return err
	}
	if !v.Agent {
		return of(&v.All, assistance.Find{})
	}
	if err := of(&v.Open, assistance.Find{States: []flow.State{assistance.Given}}); err != nil {
		return err
	}
	return of(&v.Mine, assistance.Find{Mine: true})
}

func (v boardView) tiles() []ui.KPI {
	count := func(label, unit, note string, n int) ui.KPI {
		return ui.KPI{Label: label, Value: fmt.Sprint(n), Unit: unit, Note: note}
	}
	busy, keys, waits := 0, 0, len(v.Open)
	for _, e := range append(v.Mine, v.All...) {
		if e.Key {
			keys++
		}
		switch e.State {
		case assistance.Given:
			waits++
		case assistance.Claimed, assistance.Handling, assistance.Delivered:
			busy++
		}
	}
	for _, e := range v.Open {
		if e.Key {
			keys++
		}
	}
	return []ui.KPI{count("待认领", "件", "先认领的办", waits), count("在办", "件", "认领后还没归档", busy),
		count("重点项目", "件", "表里标“重点”", keys), count("最近服务记录", "条", "有凭据才登记", len(v.Services))}
}

// grantsView is what an applicant has entrusted, with the form for more.
type grantsView struct {
	Page     ui.Page
	Form     *ui.Form
	Who      string
	List     []line
	Items    []ui.Option
	Agents   []ui.Option
	Projects []ui.Option
}

func showGrants(c *kit.Ctx) error {
	v := grantsView{Page: c.Page("委托帮代办").WithBack("我的办件", "/me"), Form: c.FormOf("give")}
	v.Form.Default("from", c.Now.Day().String())
	v.Form.Default("to", (c.Now.Day() + 90).String())
	v.Form.Default("sub", "no")
	err := c.Read(func(tx *store.Tx) (err error) {
		if c.Actor.Party != "" {
			p, err := party.ByID(tx, c.Actor.Party)
			if err != nil {
				return err
			}
			v.Who = p.Name
		}
		list, err := assistance.List(tx, c.Actor, assistance.Find{Limit: 100})
		if err != nil {
			return err
		}
		if v.List, err = linesOf(tx, list); err != nil {
			return err
		}
		return v.options(tx, c.Actor.Party)
	})
	if err != nil {
		return err
	}
	return c.Render(grantsPage(v))
}

func (v *grantsView) options(tx *store.Tx, partyID string) error {
	items, err := catalogue.Offers(tx, tx.Today(), catalogue.Filter{}, 1000)
	if err != nil {
		return err
	}
	v.Items = []ui.Option{{Label: "不选"}}
	for _, o := range items {
		v.Items = append(v.Items, ui.Option{Value: o.Code, Label: o.Name})
	}
	v.Agents = []ui.Option{{Label: "不指定，谁有空谁接"}}
	named, err := agentOptions(tx, "")
	if err != nil {
		return err
	}
	v.Agents = append(v.Agents, named...)
	projects, err := project.OfParty(tx, partyID)
	v.Projects = []ui.Option{{Label: "不是某个项目的事"}}
	for _, p := range projects {
		v.Projects = append(v.Projects, ui.Option{Value: p.ID, Label: p.Name})
	}
	return err
}

// agentOptions lists the agents to choose from, without one of them.
func agentOptions(tx *store.Tx, without string) ([]ui.Option, error) {
	agents, err := identity.List(tx, identity.Filter{Role: identity.Agent, State: identity.Active, Limit: 200})
	var out []ui.Option
	for _, a := range agents {
		if a.ID == without {
			continue
		}
		unit, err := org.ShortName(tx, a.Unit)
		if err != nil {
			return nil, err
		}
		out = append(out, ui.Option{Value: a.ID, Label: unit + " " + a.Name})
	}
	return out, err
}

func give(c *kit.Ctx) error {
	f := c.FormOf("give")
	g := givingOf(f, c.Actor.Party)
	if !f.Ticked("sign") {
		f.Problem("sign", "签名：请勾选，表示这份委托书由您本人作出")
	}
	return settle(c, "委托书已生成，等帮代办员认领。", showGrants, func(tx *store.Tx) (string, error) {
		if err := f.Err(); err != nil {
			return "", err
		}
		e, err := assistance.Give(tx, c.Actor, g)
		return "/agents/" + e.ID, err
	})
}

// givingOf reads an authority from its form.
func givingOf(f *ui.Form, partyID string) assistance.Giving {
	g := assistance.Giving{Mode: assistance.Mode(f.Text("mode")), Party: partyID, SubDelegation: f.Text("sub") == "yes",
		Named: f.Text("named"), Project: f.Text("project"), Note: f.Lines("note"),
		From: f.Day("from", "起始日期"), To: f.Day("to", "截止日期")}
	for _, name := range itemFields {
		if code := f.Text(name); code != "" {
			g.Items = append(g.Items, code)
		}
	}
	return g
}

// itemFields are the lines of the form in which items are chosen one by one.
var itemFields = []string{"items", "items2", "items3"}

func term(from, to calendar.Day) string { return from.String() + " 至 " + to.String() }
