// Package api (问需解难接口) lets programs read the visits, needs, events and fees
// their account may see.
//
// Basis: as package outreach. What always holds: it reads only; what is out of
// sight answers like what does not exist; what was talked about on a visit and what
// a check-up found is not handed out. The app registers its operations.
package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/money"
	"yingshang/internal/kit/api"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/store"
)

const tag = "问需解难"

// Register adds the room's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "outreach-needs", Path: "/needs", Perm: "outreach.shared", Tag: tag, Zh: "看得到的企业诉求，新的在前", En: "Needs in sight, newest first"}, listNeeds)
	api.Get(a, api.Op{ID: "outreach-need", Path: "/needs/{id}", Perm: "outreach.shared", Tag: tag, Zh: "一件诉求：每一轮答应、答复和企业的话", En: "One need with its rounds"}, showNeed)
	api.Get(a, api.Op{ID: "outreach-visits", Path: "/visits", Perm: "outreach.shared", Tag: tag, Zh: "看得到的走访，新的在前", En: "Visits in sight, newest first"}, listVisits)
	api.Get(a, api.Op{ID: "outreach-trainings", Path: "/trainings", Perm: "outreach.read", Tag: tag, Zh: "培训活动和分开数的行业、企业", En: "Events with industries and enterprises counted apart"}, listEvents)
	api.Get(a, api.Op{ID: "outreach-fees", Path: "/intermediary-fees", Perm: "outreach.shared", Tag: tag, Zh: "看得到的中介服务收费和降幅", En: "Fees in sight with their reduction"}, listFees)
}

type listIn struct {
	api.Paging
	State string `query:"state" doc:"状态。State."`
}

// Need is one need.
type Need struct {
	ID       string           `json:"id"`
	Number   string           `json:"number"`
	State    string           `json:"state" enum:"raised,placed,answered,confirmed,withdrawn"`
	Party    string           `json:"party" doc:"企业在主体名录里的标识。Id of the enterprise."`
	Category string           `json:"category"`
	Title    string           `json:"title"`
	Raised   calendar.Instant `json:"raised"`
	Unit     string           `json:"unit,omitempty" doc:"承办单位。Unit that answers."`
}

func needOf(n outreach.Need) Need {
	out := Need{ID: n.ID, Number: n.Number, State: string(n.State), Party: n.Party, Category: string(n.Category), Title: n.Title, Raised: n.RaisedAt}
	if n.Owner != nil {
		out.Unit = *n.Owner
	}
	return out
}

// paged reads one page more than asked for, to know whether there is a next one.
func paged[T, R any](c *api.Call, in *listIn, read func(tx *store.Tx, by flow.Actor, f outreach.Filter) ([]T, error), out func(T) R, id func(T) string) (api.Page[R], error) {
	key, err := in.Key(1)
	if err != nil {
		return api.Page[R]{}, err
	}
	f := outreach.Filter{Limit: in.Limit + 1, State: flow.State(in.State)}
	if key != nil {
		f.Before = key[0]
	}
	var found []T
	if err := c.Read(func(tx *store.Tx) (err error) { found, err = read(tx, c.Actor, f); return err }); err != nil {
		return api.Page[R]{}, err
	}
	next := ""
	if len(found) > in.Limit {
		found = found[:in.Limit]
		next = api.Cursor(id(found[in.Limit-1]))
	}
	rows := make([]R, len(found))
	for n, one := range found {
		rows[n] = out(one)
	}
	return api.PageOf(rows, next), nil
}

func listNeeds(c *api.Call, in *listIn) (api.Page[Need], error) {
	return paged(c, in, outreach.Needs, func(l outreach.NeedLine) Need { return needOf(l.Need) }, func(l outreach.NeedLine) string { return l.ID })
}

type oneIn struct {
	ID string `path:"id" doc:"记录的标识。Id of the record."`
}

// Round is one promise and what came of it.
type Round struct {
	Nth      int64             `json:"nth"`
	Unit     string            `json:"unit"`
	Due      calendar.Day      `json:"due" format:"date"`
	FirstDue calendar.Day      `json:"first_due" format:"date"`
	Answered *calendar.Instant `json:"answered,omitempty"`
	Verdict  *string           `json:"verdict,omitempty" enum:"confirmed,unsolved" doc:"没有表态的没有这一项，不算满意。Absent while the enterprise is silent."`
	Level    *int64            `json:"level,omitempty"`
}

// NeedFile is a need with its rounds.
type NeedFile struct {
	Need
	Rounds []Round `json:"rounds"`
}

func showNeed(c *api.Call, in *oneIn) (out NeedFile, err error) {
	err = c.Read(func(tx *store.Tx) error {
		f, err := outreach.ShowNeed(tx, c.Actor, in.ID)
		if err != nil {
			return err
		}
		out = NeedFile{Need: needOf(f.Need), Rounds: []Round{}}
		for _, r := range f.Rounds {
			out.Rounds = append(out.Rounds, Round{r.Nth, r.Unit, r.Due, r.FirstDue, r.AnsweredAt, r.Verdict, r.Level})
		}
		return nil
	})
	return out, err
}

// Visit is one visit, without what was talked about.
type Visit struct {
	ID     string            `json:"id"`
	Number string            `json:"number"`
	State  string            `json:"state" enum:"asked,agreed,declined,cancelled,held,closed"`
	Kind   string            `json:"kind" enum:"visit,talk,checkup"`
	Party  string            `json:"party"`
	Unit   string            `json:"unit"`
	Day    calendar.Day      `json:"day" format:"date"`
	Agreed *calendar.Instant `json:"agreed,omitempty" doc:"企业同意的时间。When the enterprise agreed."`
}

func listVisits(c *api.Call, in *listIn) (api.Page[Visit], error) {
	return paged(c, in, outreach.Visits, func(v outreach.Visit) Visit {
		return Visit{v.ID, v.Number, string(v.State), string(v.Kind), v.Party, v.Unit, v.Day, v.AgreedAt}
	}, func(v outreach.Visit) string { return v.ID })
}

// Event is one event with its counts.
type Event struct {
	Number           string       `json:"number"`
	State            string       `json:"state" enum:"planned,held,cancelled"`
	Title            string       `json:"title"`
	Day              calendar.Day `json:"day" format:"date"`
	Unit             string       `json:"unit"`
	Industries       int          `json:"industries" doc:"邀请的行业。Industries invited."`
	IndustriesThere  int          `json:"industries_there"`
	Enterprises      int          `json:"enterprises"`
	EnterprisesThere int          `json:"enterprises_there"`
	Filed            int          `json:"filed"`
}

// listEvents answers the newest; a county has few, so there is one page.
func listEvents(c *api.Call, _ *struct{}) (api.Page[Event], error) {
	rows := []Event{}
	err := c.Read(func(tx *store.Tx) error {
		list, err := outreach.Events(tx, c.Actor)
		for _, e := range list {
			k := e.Counts()
			rows = append(rows, Event{e.Number, string(e.State), e.Title, e.Day, e.Unit, k.Industries, k.IndustriesThere, k.Enterprises, k.EnterprisesThere, k.Filed})
		}
		return err
	})
	return api.PageOf(rows, ""), err
}

// Fee is one service with the fee before and after, in fen.
type Fee struct {
	ID      string     `json:"id"`
	Number  string     `json:"number"`
	State   string     `json:"state" enum:"collecting,offered,settled,dropped"`
	Party   string     `json:"party"`
	Unit    string     `json:"unit"`
	Service string     `json:"service"`
	Before  money.Fen  `json:"before_fen"`
	After   *money.Fen `json:"after_fen,omitempty"`
	Points  *int64     `json:"reduction_bp,omitempty" doc:"降幅，万分之一；由金额算出。Basis points, computed."`
}

func listFees(c *api.Call, in *listIn) (api.Page[Fee], error) {
	return paged(c, in, outreach.Fees, func(f outreach.Fee) Fee {
		out := Fee{ID: f.ID, Number: f.Number, State: string(f.State), Party: f.Party, Unit: f.Unit, Service: f.Service, Before: f.Price, After: f.Settled}
		if f.Settled != nil {
			points := int64(f.Reduction())
			out.Points = &points
		}
		return out
	}, func(f outreach.Fee) string { return f.ID })
}
