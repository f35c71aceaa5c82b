package appraisal

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

// Event (计分事件) is one record that a score rests on.
type Event struct {
	ID     string
	Number string
	Title  string
	Link   string
	At     calendar.Instant
	Unit   string // that owes it
	Window string // where it came in; empty when it came otherwise
	Clerk  string // account that took it in
	Sort   string // kind of case, for its weight
	Piece  string // what counts once: one applicant's same item on one day
}

// Measure (自动项) is a named query over the month's records.
type Measure struct {
	ID         string
	Zh         string
	Definition string
	Owed       bool // counts where the owing unit sits, not where the case came in
	source     string
	keep       func(b *books, id string) bool
	figure     *manifest.Figure
}

// Keeper (计分器) computes scores from what the other rooms offer.
type Keeper struct {
	cases    manifest.CaseSources
	measures []Measure
}

const (
	caseStream   = "cases"
	ratingStream = "ratings"
	dayOfClosing = "按办结日归期，含本平台办件和导入的外部办件台账。"
	dayOfRating  = "按评价时间归期，只计首次评价；没有评价的不计。"
	whereOwed    = "归承办单位的窗口：收件窗口属于承办单位的归收件窗口，否则该单位只有一个窗口的归该窗口。"
	whereTaken   = "归收件窗口；没有收件窗口的（网上、外部台账），承办单位只有一个窗口的归该窗口。"
)

// Over returns the keeper of the rooms: measures over cases and ratings that are
// told apart by window and clerk, and every figure of the rooms that is kept by
// unit. It is called once, at wiring.
func Over(rooms []manifest.Room) *Keeper {
	k := &Keeper{cases: manifest.CasesOf(rooms)}
	k.measures = []Measure{
		{ID: "cases.closed", Zh: "办结件", Definition: "本月办结的件，" + dayOfClosing + "撤回、退件、作废、终止、不予受理不算。" + whereTaken,
			source: caseStream, keep: func(b *books, id string) bool { return !b.cases[id].Abnormal }},
		{ID: "cases.closed_late", Zh: "超期办结件", Owed: true, Definition: "本月办结且办结日晚于承诺期限最后一天的件，" + dayOfClosing + whereOwed,
			source: caseStream, keep: func(b *books, id string) bool { return late(b.cases[id]) }},
		{ID: "cases.closed_abnormal", Zh: "异常办结件", Definition: "本月没有作出决定就结束的件（撤回、退件、作废、终止、不予受理），" + dayOfClosing + whereTaken,
			source: caseStream, keep: func(b *books, id string) bool { return b.cases[id].Abnormal }},
		{ID: "ratings.count", Zh: "收到评价", Definition: "本月收到的评价，" + dayOfRating, source: ratingStream,
			keep: func(*books, string) bool { return true }},
		{ID: "ratings.good", Zh: "好评", Definition: "本月收到的非常满意、满意、基本满意三级评价，" + dayOfRating, source: ratingStream,
			keep: func(b *books, id string) bool { return !b.levels[id].Bad() }},
		{ID: "ratings.bad", Zh: "差评", Definition: "本月收到的不满意、非常不满意两级评价，" + dayOfRating, source: ratingStream,
			keep: func(b *books, id string) bool { return b.levels[id].Bad() }},
	}
	for _, room := range rooms {
		for _, f := range room.Figures {
			if f.ByUnit && !k.has(f.ID) {
				k.measures = append(k.measures, Measure{ID: f.ID, Zh: f.Label, Owed: true, Definition: f.Definition + whereOwed, figure: &f})
			}
		}
	}
	return k
}

func (k *Keeper) has(id string) bool {
	_, ok := k.Measure(id)
	return ok
}

// Measures lists the named queries a scheme may use.
func (k *Keeper) Measures() []Measure { return slices.Clone(k.measures) }

// Measure finds a named query.
func (k *Keeper) Measure(id string) (Measure, bool) {
	i := slices.IndexFunc(k.measures, func(m Measure) bool { return m.ID == id })
	if i < 0 {
		return Measure{}, false
	}
	return k.measures[i], true
}

func late(c manifest.CaseFact) bool {
	return !c.Abnormal && c.Due != nil && c.Closed != nil && c.Closed.Day() > *c.Due
}

// books (底册) are the records of one month as known at the cut-off, read once
// for all objects and items.
type books struct {
	k      *Keeper
	tx     *store.Tx
	query  manifest.Query
	places *places
	cases  map[string]manifest.CaseFact
	levels map[string]rating.Level
	loaded map[string][]Event // by stream
	by     map[string][]Event // by measure, each told its place
}

func (k *Keeper) open(tx *store.Tx, month calendar.Day, asOf calendar.Instant) (*books, error) {
	p, err := placesOf(tx)
	return &books{k: k, tx: tx, query: manifest.Query{Period: PeriodOf(month), AsOf: asOf}, places: p,
		cases: map[string]manifest.CaseFact{}, levels: map[string]rating.Level{},
		loaded: map[string][]Event{}, by: map[string][]Event{}}, err
}

// events answers a measure: its records, each placed at a window where it has
// one.
func (b *books) events(id string) ([]Event, error) {
	if found, done := b.by[id]; done {
		return found, nil
	}
	m, known := b.k.Measure(id)
	if !known {
		return nil, measureUnknown.New(map[string]any{"id": id})
	}
	stream, err := b.stream(m)
	if err != nil {
		return nil, err
	}
	out := []Event{}
	for _, e := range stream {
		if m.keep == nil || m.keep(b, e.ID) {
			e.Window = b.places.window(e, m.Owed)
			out = append(out, e)
		}
	}
	b.by[id] = out
	return out, nil
}

func (b *books) stream(m Measure) ([]Event, error) {
	key := m.source
	if m.figure != nil {
		key = "figure:" + m.ID
	}
	if found, done := b.loaded[key]; done {
		return found, nil
	}
	var found []Event
	var err error
	switch {
	case m.figure != nil:
		found, err = b.figureEvents(m.figure)
	case m.source == ratingStream:
		found, err = b.ratingEvents()
	default:
		found, err = b.caseEvents()
	}
	b.loaded[key] = found
	return found, err
}

// page is how many cases are read at a time.
const page = 5000

func (b *books) caseEvents() (out []Event, err error) {
	f := manifest.CaseFilter{AsOf: b.query.AsOf, ClosedIn: &b.query.Period}
	for _, s := range b.k.cases {
		for after := ""; ; {
			facts, err := s.List(b.tx, f, after, page)
			if err != nil {
				return nil, err
			}
			for _, c := range facts {
				b.cases[c.ID] = c
				out = append(out, caseEvent(c))
				after = c.ID
			}
			if len(facts) < page {
				break
			}
		}
	}
	return out, nil
}

func caseEvent(c manifest.CaseFact) Event {
	e := Event{ID: c.ID, Number: c.Number, Title: c.Title, Link: c.Link, At: *c.Closed, Unit: c.Unit, Window: c.Window, Clerk: c.Clerk, Sort: c.Sort}
	if c.Party != "" && c.Item != "" {
		e.Piece = strings.Join([]string{c.Party, c.Item, c.Received.Day().String()}, "\t")
	}
	return e
}

func (b *books) ratingEvents() (out []Event, err error) {
	given, err := rating.GivenIn(b.tx, b.query)
	for _, g := range given {
		b.levels[g.Ref] = g.Level
		out = append(out, Event{ID: g.Ref, Number: g.Ref, Title: g.ItemName + "：" + g.Level.Zh(), At: g.Day.Start(), Unit: g.Unit, Window: g.Window})
	}
	return out, err
}

// figureEvents are the records that add to the figure's numerator. A record that
// is a case knows its window and clerk.
func (b *books) figureEvents(f *manifest.Figure) (out []Event, err error) {
	records, err := f.Trace(b.tx, b.query)
	if err != nil {
		return nil, err
	}
	if _, done := b.loaded[caseStream]; !done {
		if b.loaded[caseStream], err = b.caseEvents(); err != nil {
			return nil, err
		}
	}
	for _, r := range records {
		if r.Amount == 0 {
			continue
		}
		e := Event{ID: r.ID, Number: r.Number, Title: r.Title, Link: r.Link, At: r.At, Unit: r.Unit}
		c, known := b.cases[r.ID]
		if !known {
			if c, known, err = b.k.cases.Seen(b.tx, flow.System("appraisal"), r.ID); err != nil {
				return nil, err
			}
		}
		if known {
			e.Window, e.Clerk = c.Window, c.Clerk
		}
		out = append(out, e)
	}
	return out, nil
}

// belongs reports whether the event counts for the object.
func belongs(kind Kind, e Event, code string) bool {
	switch kind {
	case Window:
		return e.Window == code
	case Person:
		return e.Clerk == code
	default:
		return e.Unit == code
	}
}

// share is the measure's events by the object they count for; the key "" holds
// those of no object of the kind.
func (b *books) share(kind Kind, measure string) (map[string][]Event, error) {
	events, err := b.events(measure)
	out := map[string][]Event{}
	for _, e := range events {
		key := e.Unit
		switch kind {
		case Window:
			key = e.Window
		case Person:
			key = e.Clerk
		}
		out[key] = append(out[key], e)
	}
	return out, err
}
