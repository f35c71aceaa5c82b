package pages

import (
	"fmt"
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// dossierView is one entrustment: the same for applicant and agent, but for what
// each may do.
type dossierView struct {
	Page     ui.Page
	D        assistance.Dossier
	E        assistance.Entrustment
	Who      string
	Names    map[string]string // of agents, by account
	Base     string
	Holds    bool // the actor holds it
	Acting   bool // and may act on cases now
	Can      map[flow.Verb]bool
	Cases    []caseView
	Open     []openView
	Agents   []ui.Option
	Papers   []ui.Option
	form     func(id string) *ui.Form
	Staff    bool
	Timeline []ui.Event
}

// Form is one form of the page; its problems stand in the summary on top.
func (v dossierView) Form(id string) *ui.Form { return v.form(id) }

// caseView is one case with what is still to be handed in.
type caseView struct {
	casework.Case
	Missing []ui.Option
	Ready   bool // may be submitted
	Ends    bool // may be withdrawn
	Asks    bool // its unit may be asked why it does not move
}

// openView is an item of the scope with its questions.
type openView struct {
	assistance.Item
	Questions []catalogue.Question
}

func showDossier(c *kit.Ctx) error {
	id := c.Path("id")
	v := dossierView{Base: "/agents/" + id, Can: map[flow.Verb]bool{}, Names: map[string]string{}, form: c.FormOf, Staff: c.Actor.Unit != ""}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.D, err = assistance.Show(tx, c.Actor, id); err != nil {
			return err
		}
		return v.fill(tx, c.Actor)
	})
	if err != nil {
		return err
	}
	v.Page = c.Page("帮代办委托 "+v.E.Number).WithBack("返回", map[bool]string{true: "/agents", false: "/me/grants"}[v.Staff])
	return c.Render(dossierPage(v))
}

func (v *dossierView) fill(tx *store.Tx, by flow.Actor) error {
	if err := v.names(tx); err != nil {
		return err
	}
	var err error
	for _, step := range assistance.Flow.Open(by, v.E.State) {
		v.Can[step.Verb] = true
	}
	v.Holds = v.E.Agent != nil && *v.E.Agent == by.Account
	v.Acting = v.Holds && v.Can[assistance.VerbAct] && v.E.Mode == assistance.Act && v.E.Running(tx.Today())
	if v.Can[assistance.VerbHandOver] && v.E.SubDelegation {
		if v.Agents, err = agentOptions(tx, *v.E.Agent); err != nil {
			return err
		}
	}
	v.Timeline = v.events()
	return v.work(tx, by)
}

// names reads the entrustment's names: of the principal and of the agents.
func (v *dossierView) names(tx *store.Tx) error {
	v.E = v.D.Entrustment
	p, err := party.ByID(tx, v.E.Party)
	if err != nil {
		return err
	}
	v.Who = p.Name
	for _, c := range v.D.Claims {
		if _, err := agentName(tx, v.Names, c.Account); err != nil {
			return err
		}
	}
	if v.E.Named != nil {
		_, err = agentName(tx, v.Names, *v.E.Named)
	}
	return err
}

// authority are the lines of the authority on paper.
func (v *dossierView) authority() []ui.Pair {
	out := []ui.Pair{{Term: "委托人", Text: v.Who}, {Term: "代办人", Text: v.holder()}, {Term: "方式", Text: v.E.Mode.Zh()}}
	for i, item := range v.E.Scope {
		out = append(out, ui.Pair{Term: fmt.Sprintf("委托事项 %d", i+1), Text: item.Name})
	}
	return append(out, ui.Pair{Term: "委托期限", Text: term(v.E.FromDay, v.E.ToDay)},
		ui.Pair{Term: "转委托", Text: map[bool]string{true: "可以，须留转交记录", false: "不可以"}[v.E.SubDelegation]},
		ui.Pair{Term: "作出", Text: map[bool]string{true: "纸质签名，由窗口登记", false: "申请人在网上签名"}[v.E.Paper != nil] + "，" + v.E.GivenAt.String()})
}

func (v *dossierView) holder() string {
	switch {
	case v.E.Agent != nil:
		return v.Names[*v.E.Agent]
	case v.E.Named != nil:
		return v.Names[*v.E.Named] + "（指定，未认领）"
	}
	return "由认领的帮代办员"
}

// work reads what the agent needs to act on the cases.
func (v *dossierView) work(tx *store.Tx, by flow.Actor) error {
	for _, k := range v.D.Cases {
		one := caseView{Case: k}
		if v.Acting && v.E.Covers(k.Item) {
			file, err := assistance.CaseFile(tx, by, v.E.ID, k.ID)
			if err != nil {
				return err
			}
			one.complete(file)
		}
		one.Asks = v.Holds && v.Can[assistance.VerbServe] && assistance.StageOf(k) != assistance.StageDone && k.State != casework.Draft
		v.Cases = append(v.Cases, one)
	}
	if !v.Acting {
		return nil
	}
	list, err := papers.OfParty(tx, v.E.Party)
	if err != nil {
		return err
	}
	v.Papers = []ui.Option{{Label: "不用，交文件"}}
	for _, paper := range list {
		if paper.State == papers.Usable {
			v.Papers = append(v.Papers, ui.Option{Value: paper.ID, Label: paper.Name + "（" + paper.At.Day().String() + "）"})
		}
	}
	for _, item := range v.E.Scope {
		version, err := catalogue.Current(tx, item.Code, tx.Today())
		if catalogue.NotOffered.Is(err) || catalogue.NoLongerOffered.Is(err) {
			continue
		}
		if err != nil {
			return err
		}
		v.Open = append(v.Open, openView{item, version.Questions})
	}
	return nil
}

// complete says what the agent may do with the case.
func (one *caseView) complete(file casework.File) {
	one.Ready = slices.Contains([]flow.State{casework.Draft, casework.Correction}, file.Case.State)
	one.Ends = slices.Contains([]flow.State{casework.Submitted, casework.Correction, casework.Accepted,
		casework.InReview, casework.Special, casework.ToDecide}, file.Case.State)
	if !one.Ready {
		return
	}
	for _, m := range file.Materials {
		if m.Standing == casework.Missing || m.Standing == casework.Provided || m.Standing == casework.Reused {
			label := m.Name
			if m.Standing != casework.Missing {
				label += "（已交，换一份）"
			}
			one.Missing = append(one.Missing, ui.Option{Value: m.Code, Label: label})
		}
	}
}

// events is the entrustment's history, newest first; acts on cases say 代办.
func (v *dossierView) events() []ui.Event {
	done := map[int64]string{}
	for _, d := range v.D.Done {
		done[int64(d.At)] = assistance.DoneZh[d.Verb] + "：" + d.ItemName
	}
	var out []ui.Event
	for i := len(v.D.History) - 1; i >= 0; i-- {
		h := v.D.History[i]
		who := h.By.Name
		if h.By.Unit == "" {
			who = "申请人"
		} else if name, ok := v.Names[h.By.Account]; ok {
			who = name
		}
		e := ui.Event{ID: h.Leaf, When: h.At.String(), Title: assistance.KindZh(h.Kind), Who: who}
		if h.Kind == "assist.act" {
			e.Note = done[int64(h.At)]
			e.Who += "（代办，申请人 " + v.Who + "）"
		}
		out = append(out, e)
	}
	return out
}
