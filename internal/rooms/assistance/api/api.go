// Package api (帮代办接口) lets programs read the entrustments, stuck steps and
// service events their account may see.
//
// Basis: as package assistance. What always holds: it reads only; what is out of
// sight answers like what does not exist; the applicant is named by the id of
// the party register and never by personal data. The app registers its operations.
package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/api"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/store"
)

const tag = "帮代办"

// Register adds the room's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "assistance-entrustments", Path: "/entrustments", Perm: "assistance.read", Tag: tag,
		Zh: "看得到的帮代办委托，新的在前", En: "Entrustments in sight, newest first"}, list)
	api.Get(a, api.Op{ID: "assistance-entrustment", Path: "/entrustments/{id}", Perm: "assistance.read", Tag: tag,
		Zh: "一份委托：认领、代办、服务和卡点", En: "One entrustment: claims, acts, services, stuck steps"}, show)
	api.Get(a, api.Op{ID: "assistance-blocks", Path: "/stuck-steps", Perm: "assistance.blocks", Tag: tag,
		Zh: "看得到的卡点，新的在前", En: "Stuck steps in sight, newest first"}, stuck)
}

type listIn struct {
	api.Paging
	State string `query:"state" enum:"given,claimed,handling,delivered,filed,visited,revoked" doc:"状态。State."`
}

// Entrustment is one written authority.
type Entrustment struct {
	ID      string           `json:"id"`
	Number  string           `json:"number"`
	State   string           `json:"state"`
	Mode    string           `json:"mode" enum:"act,help" doc:"代办 act，帮办 help。"`
	Party   string           `json:"party" doc:"委托人在主体名录里的标识。Id of the principal."`
	Items   []string         `json:"items" doc:"委托事项编码。Item codes."`
	From    calendar.Day     `json:"from" format:"date"`
	To      calendar.Day     `json:"to" format:"date"`
	Passes  bool             `json:"sub_delegation" doc:"可以转委托。May be passed on."`
	Project string           `json:"project,omitempty"`
	Unit    string           `json:"unit,omitempty" doc:"帮代办员的单位。The agent's unit."`
	Given   calendar.Instant `json:"given"`
}

func of(e assistance.Entrustment) Entrustment {
	out := Entrustment{ID: e.ID, Number: e.Number, State: string(e.State), Mode: string(e.Mode), Party: e.Party, Items: e.Codes(),
		From: e.FromDay, To: e.ToDay, Passes: e.SubDelegation, Given: e.GivenAt}
	if e.Project != nil {
		out.Project = *e.Project
	}
	if e.Unit != nil {
		out.Unit = *e.Unit
	}
	return out
}

func list(c *api.Call, in *listIn) (api.Page[Entrustment], error) {
	key, err := in.Key(1)
	if err != nil {
		return api.Page[Entrustment]{}, err
	}
	f := assistance.Find{Limit: in.Limit + 1}
	if in.State != "" {
		f.States = []flow.State{flow.State(in.State)}
	}
	if key != nil {
		f.Before = key[0]
	}
	var out []Entrustment
	err = c.Read(func(tx *store.Tx) error {
		found, err := assistance.List(tx, c.Actor, f)
		for _, e := range found {
			out = append(out, of(e))
		}
		return err
	})
	next := ""
	if len(out) > in.Limit {
		out = out[:in.Limit]
		next = api.Cursor(out[in.Limit-1].ID)
	}
	return api.PageOf(out, next), err
}

type oneIn struct {
	ID string `path:"id" doc:"记录的标识。Id of the record."`
}

// Dossier is one entrustment with what was done under it.
type Dossier struct {
	Entrustment
	Claims   []AgentClaim   `json:"claims"`
	Acts     []AgentAct     `json:"acts"`
	Services []ServiceEvent `json:"services"`
	Stuck    []StuckStep    `json:"stuck_steps"`
}

// AgentClaim is the time one agent held it.
type AgentClaim struct {
	Nth   int               `json:"nth"`
	Unit  string            `json:"unit"`
	At    calendar.Instant  `json:"at"`
	Ended *calendar.Instant `json:"ended,omitempty"`
}

// AgentAct is one act on a case for the applicant.
type AgentAct struct {
	Case string           `json:"case"`
	Verb string           `json:"verb" enum:"open,attach,submit,resubmit,withdraw"`
	At   calendar.Instant `json:"at"`
}

// ServiceEvent is one service event.
type ServiceEvent struct {
	Number   string           `json:"number"`
	Kind     string           `json:"kind" enum:"extended,mail,door,appointment"`
	Began    calendar.Instant `json:"began"`
	Minutes  int              `json:"minutes"`
	Mail     string           `json:"mail_number,omitempty"`
	Received *calendar.Day    `json:"received,omitempty" format:"date"`
	Evidence string           `json:"evidence"`
}

// StuckStep is one stuck step.
type StuckStep struct {
	Number   string            `json:"number"`
	State    string            `json:"state" enum:"raised,answered,taken_back"`
	Case     string            `json:"case"`
	Unit     string            `json:"unit"`
	Question string            `json:"question"`
	Raised   calendar.Instant  `json:"raised"`
	Due      calendar.Day      `json:"due" format:"date"`
	Answer   string            `json:"answer,omitempty"`
	Ended    *calendar.Instant `json:"ended,omitempty"`
}

func blockOf(b assistance.Block) StuckStep {
	out := StuckStep{Number: b.Number, State: string(b.State), Case: b.CaseNumber, Unit: b.Unit, Question: b.Question, Raised: b.RaisedAt,
		Due: b.Due, Ended: b.EndedAt}
	if b.Answer != nil {
		out.Answer = *b.Answer
	}
	return out
}

func show(c *api.Call, in *oneIn) (out Dossier, err error) {
	err = c.Read(func(tx *store.Tx) error {
		d, err := assistance.Show(tx, c.Actor, in.ID)
		if err != nil {
			return err
		}
		out = Dossier{Entrustment: of(d.Entrustment), Claims: []AgentClaim{}, Acts: []AgentAct{}, Services: []ServiceEvent{}, Stuck: []StuckStep{}}
		for _, k := range d.Claims {
			out.Claims = append(out.Claims, AgentClaim{k.Nth, k.Unit, k.At, k.EndedAt})
		}
		for _, a := range d.Done {
			out.Acts = append(out.Acts, AgentAct{a.CaseID, string(a.Verb), a.At})
		}
		for _, s := range d.Services {
			out.Services = append(out.Services, ServiceEvent{s.Number, string(s.Kind), s.BeganAt, s.Minutes, s.MailNumber, s.ReceivedOn, s.Evidence})
		}
		for _, b := range d.Blocks {
			out.Stuck = append(out.Stuck, blockOf(b))
		}
		return nil
	})
	return out, err
}

// stuck answers the newest; a county has few, so there is one page.
func stuck(c *api.Call, in *struct{}) (api.Page[StuckStep], error) {
	var out []StuckStep
	err := c.Read(func(tx *store.Tx) error {
		found, err := assistance.Blocks(tx, c.Actor, 500)
		for _, b := range found {
			out = append(out, blockOf(b))
		}
		return err
	})
	return api.PageOf(out, ""), err
}
