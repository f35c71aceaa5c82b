package normdoc

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Cited tells how a document stands that somebody wants to cite. The register is
// responsible for the numbers it holds, and for those that begin with the word of
// one of the county's units: what is not in it then has never been registered.
func Cited(tx *store.Tx, number string, day calendar.Day) (manifest.Ground, bool, error) {
	number = manifest.DocumentNumber(number)
	d, known, err := documentByNumber.Find(tx, tx.County(), number)
	if err == nil && !known {
		if number, known, err = ownNumber(tx, number); err == nil && known {
			d, _, err = documentByNumber.Find(tx, tx.County(), number)
		}
	}
	if err != nil || !known {
		return manifest.Ground{}, false, err
	}
	g := manifest.Ground{Number: number, Title: cmp.Or(d.Title, "文件库里没有的文件"), Words: d.Words(day), Valid: d.On(day) == InForce}
	if d.PublishedDay != nil {
		g.Link = "/open/normdocs/doc/" + d.ID
	}
	return g, true, nil
}

// ownNumber cuts what stands before the word of one of the county's units; ok is
// false for a number of somebody else.
func ownNumber(tx *store.Tx, number string) (string, bool, error) {
	head, _, _ := strings.Cut(number, "〔")
	units, err := org.List(tx, org.Filter{Limit: 1000})
	at, longest := -1, 0
	for _, u := range units {
		if i := strings.Index(head, u.DocWord); u.DocWord != "" && i >= 0 && len(u.DocWord) > longest {
			at, longest = i, len(u.DocWord)
		}
	}
	if err != nil || at < 0 {
		return number, false, err
	}
	return number[at:], true, nil
}

// Stale (失效引用) is a published record that cites what no longer holds.
type Stale struct {
	County   string
	ID       string
	Version  int64
	Number   string // of the document
	Document string // its title
	Standing string // how it stood when the citation was found
	Kind     string // 事项
	Subject  string // code of the record
	Title    string
	Unit     string // that has to mend it
	Link     string
	FoundAt  calendar.Instant
	FoundDay calendar.Day
	Due      calendar.Day
	MendedAt *calendar.Instant
}

// mendDays is how long a unit has to mend a citation, in calendar days.
const mendDays = 30

// citations knows what the published records of other rooms cite.
type citations []manifest.CitationSource

// look compares what is cited today with the register: it lists what cites a
// document that no longer holds, and strikes off what was mended. Running it
// again changes nothing.
func (all citations) look(tx *store.Tx, by flow.Actor) error {
	open, err := stales.Page(tx, new(store.Where).And("county = ? AND mended_at IS NULL", tx.County()), "id", mostDocuments)
	if err != nil {
		return err
	}
	still := map[string]bool{}
	for _, source := range all {
		list, err := source.List(tx, tx.Today())
		if err != nil {
			return err
		}
		for _, c := range list {
			if err := found(tx, by, c, open, still); err != nil {
				return err
			}
		}
	}
	at := tx.Now()
	for _, s := range open {
		if still[s.key()] {
			continue
		}
		if err := mendStale.One(tx, at, s.County, s.ID); err != nil {
			return err
		}
		if _, err := journal.Record(tx, by, "normdoc.citation_mended", s.ID, s.headline(), s.row()); err != nil {
			return err
		}
	}
	return nil
}

// found notes a citation that does not hold, unless it is listed already.
func found(tx *store.Tx, by flow.Actor, c manifest.Citation, open []Stale, still map[string]bool) error {
	g, ok, err := Cited(tx, c.Number, tx.Today())
	if err != nil || !ok || g.Valid {
		return err
	}
	s := Stale{County: tx.County(), ID: tx.NewID(), Version: 1, Number: g.Number, Document: g.Title, Standing: g.Words, Kind: c.Kind,
		Subject: c.Subject, Title: c.Title, Unit: c.Unit, Link: c.Link, FoundAt: tx.Now(), FoundDay: tx.Today(), Due: tx.Today() + mendDays}
	if still[s.key()] || slices.ContainsFunc(open, func(o Stale) bool { return o.key() == s.key() }) {
		still[s.key()] = true
		return nil
	}
	still[s.key()] = true
	if err := insertStale.One(tx, s); err != nil {
		return err
	}
	_, err = journal.Record(tx, by, "normdoc.citation_found", s.ID, s.headline(), s.row())
	return err
}

func (s Stale) key() string { return s.Kind + "\x00" + s.Subject + "\x00" + s.Number }

func (s Stale) headline() say {
	return say{"number": s.Number, "subject": s.Subject, "title": s.Title, "standing": s.Standing}
}

func (s Stale) row() journal.Row { return journal.Row{Table: "normdoc_stale", ID: s.ID} }

// sweep looks every hour, because a document lapses without anybody acting.
func (all citations) sweep() manifest.Sweep {
	return manifest.Sweep{Name: "normdoc.citations", Zh: "查引用失效文件的事项", Every: time.Hour, Run: func(s *store.Store) error {
		return s.Write(context.Background(), func(tx *store.Tx) error { return all.look(tx, flow.System("normdoc.citations")) })
	}}
}

// consumer looks as soon as a document is published or ends.
func (all citations) consumer() manifest.Consumer {
	return manifest.Consumer{Name: "normdoc.citations", Kinds: []string{FactPublished, FactEnded},
		Handle: func(tx *store.Tx, _ store.Fact) error { return all.look(tx, flow.System("normdoc.citations")) }}
}

// Stales lists the citations that do not hold: those of the actor's unit, or all
// for who watches the county. Open ones only, or also those that were mended.
func Stales(tx *store.Tx, by flow.Actor, openOnly bool) ([]Stale, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if !by.Has(watch...) {
		if by.Unit == "" {
			return nil, nil
		}
		w.And("unit = ?", by.Unit)
	}
	if openOnly {
		w.And("mended_at IS NULL")
	}
	return stales.Page(tx, w, "newest", 500)
}
