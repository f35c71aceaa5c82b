// Package api (效能监管接口) lets programs read the cards their account may see,
// the count behind each, and the cards computed for any past instant.
//
// Basis: as package monitor. What always holds: it reads only; a card out of
// sight answers like a missing one; who does not watch the whole county gets the
// own unit's cards. The app registers its operations.
package api

import (
	"cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit/api"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

const (
	tag      = "效能监管"
	permRead = "monitor.read"
)

// Register returns the room's operations over the monitor.
func Register(w *monitor.Watcher) func(*api.API) {
	d := door{w}
	return func(a *api.API) {
		api.Get(a, api.Op{ID: "monitor-cards", Path: "/cards", Perm: permRead, Tag: tag,
			Zh: "效能牌，新的在前", En: "Cards in sight, newest first"}, list)
		api.Get(a, api.Op{ID: "monitor-card", Path: "/cards/{number}", Perm: permRead, Tag: tag,
			Zh: "一张牌：怎么算的、申诉、现在怎样", En: "One card: the count behind it, appeals, how it stands"}, d.show)
		api.Get(a, api.Op{ID: "monitor-drawn", Path: "/cards-at", Perm: permRead, Tag: tag,
			Zh: "按任一时刻重算的牌，不读牌的记录", En: "Cards computed for any instant, without their records"}, d.drawn)
	}
}

type door struct{ watch *monitor.Watcher }

type listIn struct {
	api.Paging
	From   api.Date `query:"from" format:"date" doc:"发牌日起。First day of issue."`
	To     api.Date `query:"to" format:"date" doc:"发牌日止。Last day of issue."`
	Unit   string   `query:"unit" doc:"单位编码；本单位账号总是本单位。Unit code."`
	Kind   string   `query:"kind" doc:"时限种类，如 case.decision。Kind of clock."`
	Status string   `query:"status" enum:"issued,effective,replaced,withdrawn,pending,cancelled" doc:"口径。How it counts."`
}

// Card is one card.
type Card struct {
	Number    string            `json:"number"`
	Level     string            `json:"level" enum:"warn,yellow,red,alarm"`
	Name      string            `json:"name"`
	State     string            `json:"state"`
	Kind      string            `json:"kind"`
	Step      string            `json:"step"`
	Record    string            `json:"record" doc:"办件等的编号。Number of the record."`
	Title     string            `json:"title"`
	Unit      string            `json:"unit"`
	Due       *calendar.Day     `json:"due,omitempty" format:"date"`
	From      calendar.Instant  `json:"from" doc:"从何时起。Since when."`
	Issued    *calendar.Instant `json:"issued,omitempty"`
	Withdrawn *calendar.Instant `json:"withdrawn,omitempty"`
	Answer    *calendar.Day     `json:"answer_by,omitempty" format:"date" doc:"反馈期限。Last day to answer."`
	Answered  *calendar.Instant `json:"answered,omitempty"`
	Claimed   *calendar.Instant `json:"claimed,omitempty" doc:"补录所称时间。Earlier start that somebody states."`
	Rules     int               `json:"rules" doc:"规则版本。Version of the rules."`
	Rule      string            `json:"rule"`
	Calendar  string            `json:"calendar" doc:"日历版本。Version of the calendar."`
	Why       string            `json:"why"`
}

func cardOf(c monitor.Card) Card {
	return Card{Number: c.Number, Level: c.Level.String(), Name: c.Zh(), State: string(c.State), Kind: c.Kind, Step: c.Step,
		Record: c.ClockNumber, Title: c.Title, Unit: c.Unit, Due: c.Due, From: c.FromAt, Issued: c.IssuedAt, Withdrawn: c.WithdrawnAt,
		Answer: c.FeedbackDue, Answered: c.FeedbackAt, Claimed: c.ClaimedAt, Rules: c.Rules, Rule: c.Rule, Calendar: c.Book, Why: c.Sentence}
}

func list(c *api.Call, in *listIn) (out api.Page[Card], err error) {
	key, err := in.Key(1)
	if err != nil {
		return out, err
	}
	q := monitor.CardQuery{Unit: in.Unit, Kind: in.Kind, Status: monitor.Status(in.Status), Limit: in.Limit}
	if key != nil {
		q.Before = key[0]
	}
	var p fault.Problems
	from, to := in.From.Day(&p, "from"), in.To.Day(&p, "to")
	if err := p.Err(); err != nil {
		return out, err
	}
	err = c.Read(func(tx *store.Tx) error {
		if from != nil || to != nil {
			q.Period = &manifest.Period{From: calendar.DayOf(2000, 1, 1), To: tx.Today()}
			if from != nil {
				q.Period.From = *from
			}
			if to != nil {
				q.Period.To = *to
			}
		}
		found, err := monitor.ListCards(tx, c.Actor, q)
		cards := make([]Card, 0, len(found))
		for _, card := range found {
			cards = append(cards, cardOf(card))
		}
		out = api.PageOf(cards, "")
		if len(found) == in.Limit { // the next page may be empty
			out.Next = api.Cursor(found[len(found)-1].ID)
		}
		return err
	})
	return out, err
}

type oneCard struct {
	Number string `path:"number" doc:"编号 XN2020-0001。Number."`
}

// CardFile is a card with the count behind it.
type CardFile struct {
	Card
	Status  string       `json:"status"`
	Days    []CardDay    `json:"days" doc:"逐日。Day by day, as known when it was drawn."`
	Appeals []CardAppeal `json:"appeals"`
	Now     string       `json:"now,omitempty" doc:"现在怎样。How the clock stands now."`
}

// CardDay is one day of the count.
type CardDay struct {
	Day    calendar.Day `json:"day" format:"date"`
	Counts bool         `json:"counts"`
	N      int          `json:"n" doc:"累计。Days counted so far."`
	Why    string       `json:"why"`
}

// CardAppeal is one appeal against the card.
type CardAppeal struct {
	Number string            `json:"number"`
	Ground string            `json:"ground"`
	State  string            `json:"state"`
	Filed  calendar.Instant  `json:"filed"`
	Due    calendar.Day      `json:"due" format:"date"`
	Ruled  *calendar.Instant `json:"ruled,omitempty"`
}

func (d door) show(c *api.Call, in *oneCard) (out CardFile, err error) {
	err = c.Read(func(tx *store.Tx) error {
		card, err := monitor.CardByNumber(tx, c.Actor, in.Number)
		if err != nil {
			return err
		}
		a, err := d.watch.Account(tx, c.Actor, card.ID)
		out = CardFile{Card: cardOf(card), Status: string(a.Status), Now: a.Now.Sentence, Days: []CardDay{}, Appeals: []CardAppeal{}}
		for _, l := range a.Days {
			out.Days = append(out.Days, CardDay{l.Day, l.Counts, l.N, l.Why})
		}
		for _, p := range a.Appeals {
			out.Appeals = append(out.Appeals, CardAppeal{p.Number, p.Ground, string(p.State), p.FiledAt, p.RulingDue, p.RuledAt})
		}
		return err
	})
	return out, err
}

type atIn struct {
	At   string   `query:"at" required:"true" doc:"时刻，如 2020-06-12 15:30。Instant, local time."`
	From api.Date `query:"from" format:"date" doc:"涉及的时段，默认当年。Period touched, by default that year."`
	Unit string   `query:"unit" doc:"单位编码；本单位账号总是本单位。Unit code."`
	Kind string   `query:"kind" doc:"时限种类，如 case.decision。Kind of clock."`
}

// Drawn is a card as computed.
type Drawn struct {
	Level  string           `json:"level" enum:"warn,yellow,red,alarm"`
	Kind   string           `json:"kind"`
	Record string           `json:"record"`
	Title  string           `json:"title"`
	Unit   string           `json:"unit"`
	From   calendar.Instant `json:"from"`
	Rules  int              `json:"rules"`
	Why    string           `json:"why"`
}

func (d door) drawn(c *api.Call, in *atIn) (out api.Page[Drawn], err error) {
	var p fault.Problems
	at, err := calendar.ParseInstant(in.At)
	if err != nil {
		p.Add("at", "时刻：请写成“2020-06-12 15:30”")
	}
	from := in.From.Day(&p, "from")
	if err := p.Err(); err != nil {
		return out, err
	}
	first := calendar.DayOf(at.Day().Year(), 1, 1)
	period := manifest.Period{From: *cmp.Or(from, &first), To: at.Day()}
	err = c.Read(func(tx *store.Tx) error {
		found, err := d.watch.Drawn(tx, c.Actor, monitor.CardFilter{Period: period, At: at, Unit: in.Unit, Kind: in.Kind})
		list := make([]Drawn, 0, len(found))
		for _, j := range found {
			list = append(list, Drawn{j.Level.String(), j.Clock.Kind, j.Clock.Number, j.Clock.Title, j.Clock.Unit, j.Why.At, j.Why.Rules, j.Why.Sentence})
		}
		out = api.PageOf(list, "")
		return err
	})
	return out, err
}
