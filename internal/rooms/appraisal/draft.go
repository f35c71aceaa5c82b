package appraisal

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// say is the details of a journal entry.
type say = map[string]any

// may refuses everybody but the managing office.
func may(by flow.Actor, roles ...flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return notKeeper.New(fault.Args{"roles": flow.RoleNames(roles)})
}

// DraftScheme begins a draft for the kind: a copy of its latest version, or of
// the one that comes with the program. One draft of a kind at a time.
func (k *Keeper) DraftScheme(tx *store.Tx, by flow.Actor, kind Kind) (Scheme, error) {
	if err := may(by, keepers...); err != nil {
		return Scheme{}, err
	}
	waiting, err := schemesIn.All(tx, tx.County(), kind, SchemeDraft)
	if err != nil {
		return Scheme{}, err
	}
	if len(waiting) > 0 {
		return Scheme{}, schemeWaiting.New(fault.Args{"kind": kind.Zh()})
	}
	published, err := schemesIn.All(tx, tx.County(), kind, SchemePublished)
	if err != nil {
		return Scheme{}, err
	}
	s := Scheme{Kind: kind, Title: kind.Zh() + "服务绩效考核方案", Body: DefaultBody(kind)}
	if n := len(published); n > 0 {
		s.Title, s.Document, s.Body = published[n-1].Title, published[n-1].Document, published[n-1].Body
	}
	s.County, s.ID, s.Version, s.State = tx.County(), tx.NewID(), 1, SchemeDraft
	s.FromDay, s.ProposedBy, s.ProposedAt = NextMonth(tx.Today()), by.Account, tx.Now()
	if err := insertScheme.One(tx, s); err != nil {
		return Scheme{}, err
	}
	_, err = journal.Record(tx, by, "appraisal.scheme_draft", s.ID, say{"kind": kind, "from": s.FromDay}, journal.Row{Table: "appraisal_scheme", ID: s.ID})
	return s, err
}

// SchemeByID returns one version. A draft is the managing office's and the
// publishers' alone.
func SchemeByID(tx *store.Tx, by flow.Actor, id string) (Scheme, error) {
	s, ok, err := schemeByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || s.State != SchemePublished && !by.Has(publishers...)) {
		err = schemeUnknown.New(nil)
	}
	return s, err
}

// Schemes lists the versions of every kind that the actor may see, the newest
// first.
func Schemes(tx *store.Tx, by flow.Actor) ([]Scheme, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if !by.Has(publishers...) {
		w.And("state = ?", SchemePublished)
	}
	return schemes.Page(tx, w, "newest", 500)
}

// SchemeOn is the version that holds for the month; ok is false before the first.
func SchemeOn(tx *store.Tx, kind Kind, month calendar.Day) (s Scheme, ok bool, err error) {
	published, err := schemesIn.All(tx, tx.County(), kind, SchemePublished)
	for _, p := range published {
		if p.FromDay <= month {
			s, ok = p, true
		}
	}
	return s, ok, err
}

// EditScheme replaces what a draft says.
func (k *Keeper) EditScheme(tx *store.Tx, by flow.Actor, in Scheme) (Scheme, error) {
	s, step, err := takeScheme(tx, by, in.ID, in.Version, VerbEdit)
	if err != nil {
		return Scheme{}, err
	}
	s.Title, s.Document, s.FromDay, s.Body = strings.TrimSpace(in.Title), strings.TrimSpace(in.Document), MonthOf(in.FromDay), in.Body
	if err := k.check(s); err != nil {
		return Scheme{}, err
	}
	return moveScheme(tx, by, step, s)
}

func takeScheme(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Scheme, flow.Step, error) {
	s, err := SchemeByID(tx, by, id)
	if err != nil {
		return Scheme{}, flow.Step{}, err
	}
	step, err := SchemeFlow.Next(by, s.State, verb)
	if err == nil && version != s.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return s, step, err
}

// moveScheme writes the scheme in the step's state. It is the only writer of it.
func moveScheme(tx *store.Tx, by flow.Actor, step flow.Step, s Scheme) (Scheme, error) {
	err := saveScheme.One(tx, step.To, s.Number, s.FromDay, s.Title, s.Document, s.Body, s.DecidedBy, s.DecidedAt,
		tx.County(), s.ID, step.From, s.Version)
	if err != nil {
		return Scheme{}, err
	}
	s.State, s.Version = step.To, s.Version+1
	_, err = journal.Record(tx, by, step.Kind, s.ID, say{"kind": s.Kind, "from": s.FromDay, "number": s.Number},
		journal.Row{Table: "appraisal_scheme", ID: s.ID})
	return s, err
}

// PublishScheme lets a draft hold from its month: another person than who drew
// it up, and before the month has begun.
func (k *Keeper) PublishScheme(tx *store.Tx, by flow.Actor, id string, version int64) (Scheme, error) {
	s, step, err := takeScheme(tx, by, id, version, VerbPublish)
	if err != nil {
		return Scheme{}, err
	}
	if s.ProposedBy == by.Account {
		return Scheme{}, samePerson.New(fault.Args{"what": "起草"})
	}
	if err := k.check(s); err != nil {
		return Scheme{}, err
	}
	if s.FromDay <= tx.Today() {
		return Scheme{}, schemePast.New(fault.Args{"from": MonthZh(s.FromDay)})
	}
	now, holds, err := SchemeOn(tx, s.Kind, s.FromDay)
	if err != nil {
		return Scheme{}, err
	}
	if holds && now.FromDay == s.FromDay {
		return Scheme{}, schemeTwice.New(fault.Args{"kind": s.Kind.Zh(), "from": MonthZh(s.FromDay)})
	}
	number, err := tx.NextNumber("appraisal.scheme." + string(s.Kind))
	if err != nil {
		return Scheme{}, err
	}
	at := tx.Now()
	s.Number, s.DecidedBy, s.DecidedAt = &number, &by.Account, &at
	return moveScheme(tx, by, step, s)
}

// DropScheme sets a draft aside.
func DropScheme(tx *store.Tx, by flow.Actor, id string, version int64) (Scheme, error) {
	s, step, err := takeScheme(tx, by, id, version, VerbDrop)
	if err != nil {
		return Scheme{}, err
	}
	at := tx.Now()
	s.DecidedBy, s.DecidedAt = &by.Account, &at
	return moveScheme(tx, by, step, s)
}
