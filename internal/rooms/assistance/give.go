package assistance

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/project"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Giving is what an applicant entrusts.
type Giving struct {
	Mode          Mode
	Party         string
	Items         []string // codes, one by one
	From, To      calendar.Day
	SubDelegation bool
	Named         string // account of the one agent, empty for any
	Project       string // id, empty for none
	Paper         string // id of the signed paper; a window needs one
	Note          string
}

// Give records an entrustment: signed on the page by the applicant for the own
// party, or registered by a window from a paper of the party in the papers
// register. It answers with every fault of the form at once.
func Give(tx *store.Tx, by flow.Actor, g Giving) (Entrustment, error) {
	if err := mayGive(tx, by, g); err != nil {
		return Entrustment{}, err
	}
	scope, err := check(tx, g)
	if err != nil {
		return Entrustment{}, err
	}
	serial, err := tx.NextNumber(fmt.Sprintf("BD%04d", tx.Today().Year()))
	if err != nil {
		return Entrustment{}, err
	}
	e := Entrustment{County: tx.County(), ID: tx.NewID(), Number: fmt.Sprintf("BD%04d-%04d", tx.Today().Year(), serial),
		Version: 1, State: Flow.Start, Mode: g.Mode, Party: g.Party, Giver: by.Account, Paper: text(g.Paper), Scope: scope,
		FromDay: g.From, ToDay: g.To, SubDelegation: g.SubDelegation, Named: text(g.Named), Project: text(g.Project),
		Note: strings.TrimSpace(g.Note), GivenAt: tx.Now()}
	if err := insertEntrustment.One(tx, e); err != nil {
		return Entrustment{}, err
	}
	rows, err := await(tx, e)
	if err != nil {
		return Entrustment{}, err
	}
	_, err = journal.Record(tx, by, "assist.give", e.ID, say{"number": e.Number, "mode": e.Mode, "items": e.Codes(),
		"from": e.FromDay, "to": e.ToDay, "sub_delegation": e.SubDelegation, "paper": e.Paper},
		append(rows, journal.Row{Table: "assistance_entrustment", ID: e.ID})...)
	return e, err
}

// say are the details of a journal entry, without personal data.
type say map[string]any

// text makes an optional column of a string.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func mayGive(tx *store.Tx, by flow.Actor, g Giving) error {
	if by.Has(identity.Applicant) && by.Unit == "" && by.Party != "" && by.Party == g.Party {
		return nil
	}
	if !by.Has(identity.Clerk) {
		return notOwn.New(nil)
	}
	if g.Paper == "" {
		return paperFirst.New(nil)
	}
	paper, err := papers.ByID(tx, g.Paper)
	if store.NoRow.Is(err) || (err == nil && (paper.PartyID != g.Party || paper.State != papers.Usable)) {
		return paperFirst.New(nil)
	}
	return err
}

// check reads the scope's items and gathers what is wrong with the rest.
func check(tx *store.Tx, g Giving) ([]Item, error) {
	var p fault.Problems
	scope, err := scopeOf(tx, &p, g.Items)
	if err != nil {
		return nil, err
	}
	if g.Mode != Help && g.Mode != Act {
		p.Add("mode", "方式：请选择代办或帮办")
	}
	if who, err := party.ByID(tx, g.Party); err != nil {
		return nil, err
	} else if who.State != party.Active {
		p.Add("party", "“%s”已注销，不能再以它的名义委托，请核对", who.Name)
	}
	if g.From < tx.Today() {
		p.Add("from", "起始日期：不能早于今天，请改成今天或以后")
	}
	if g.To < g.From {
		p.Add("to", "截止日期：不能早于起始日期，请改正其中一个")
	}
	if g.Named != "" {
		if ok, err := isAgent(tx, g.Named); err != nil {
			return nil, err
		} else if !ok {
			p.Add("named", "帮代办员：没有找到在用的帮代办员，请从名单里选，或不指定")
		}
	}
	if g.Project != "" {
		if ok, err := ownProject(tx, g.Party, g.Project); err != nil {
			return nil, err
		} else if !ok {
			p.Add("project", "项目：不是该申请人的项目，请从名单里选，或不填")
		}
	}
	return scope, p.Err()
}

func scopeOf(tx *store.Tx, p *fault.Problems, codes []string) ([]Item, error) {
	var scope []Item
	for _, code := range codes {
		v, err := catalogue.Current(tx, code, tx.Today())
		if f, ok := fault.Of(err); ok && f.Def.Kind == fault.Refused || catalogue.NotOffered.Is(err) {
			p.Add("items", "委托事项：%s", f.Sentence())
			continue
		}
		if err != nil {
			return nil, err
		}
		scope = append(scope, Item{code, v.Name})
	}
	if len(codes) == 0 {
		p.Add("items", "委托事项：请至少选一项，委托只对选中的事项有效")
	}
	return scope, nil
}

func isAgent(tx *store.Tx, account string) (bool, error) {
	a, err := identity.ByID(tx, account)
	if store.NoRow.Is(err) {
		return false, nil
	}
	return err == nil && a.State == identity.Active && flow.Actor{Roles: a.Roles}.Has(identity.Agent), err
}

func ownProject(tx *store.Tx, partyID, id string) (bool, error) {
	list, err := project.OfParty(tx, partyID)
	for _, one := range list {
		if one.ID == id {
			return true, err
		}
	}
	return false, err
}
