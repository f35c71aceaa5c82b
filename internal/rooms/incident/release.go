package incident

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Counts are the numbers of a period.
type Counts struct{ Criminal, Administrative, Detained int64 }

// countsOf counts a period as it is known at an instant.
func countsOf(tx *store.Tx, q manifest.Query) (c Counts, err error) {
	for _, part := range []struct {
		list records
		into *int64
	}{{filedCases, &c.Criminal}, {punishedCases, &c.Administrative}, {detainedPersons, &c.Detained}} {
		found, err := part.list(tx, q)
		if err != nil {
			return c, err
		}
		*part.into = int64(len(found))
	}
	return c, nil
}

func (r Release) counts() Counts { return Counts{r.Criminal, r.Administrative, r.Detained} }

// Ask asks for the numbers of a period to be let out. It refuses while the period
// lasts, and a period that another release overlaps: the difference of the two
// would be a number nobody released.
func Ask(tx *store.Tx, by flow.Actor, period manifest.Period, purpose, document string) (Release, error) {
	if err := may(by, keepers...); err != nil {
		return Release{}, err
	}
	var p fault.Problems
	if purpose = strings.TrimSpace(purpose); purpose == "" {
		p.Add("purpose", "用途：请写明用在哪里，例如半年报")
	}
	if document = strings.TrimSpace(document); document == "" {
		p.Add("document", "依据：请填文号和名称")
	}
	if period.To < period.From {
		p.Add("to", "期末：早于期初，请把两个日期换过来")
	}
	if err := p.Err(); err != nil {
		return Release{}, err
	}
	if period.To >= tx.Today() {
		return Release{}, periodOpen.New(fault.Args{"to": period.To})
	}
	if other, known, err := releaseOver.Find(tx, tx.County(), period.To, period.From); err != nil || known {
		if err == nil {
			err = overlaps.New(fault.Args{"from": other.FromDay, "to": other.ToDay})
		}
		return Release{}, err
	}
	c, err := countsOf(tx, manifest.Query{Period: period, AsOf: tx.Now()})
	if err != nil {
		return Release{}, err
	}
	r := Release{County: tx.County(), ID: tx.NewID(), Version: 1, State: Asked, FromDay: period.From, ToDay: period.To, Criminal: c.Criminal,
		Administrative: c.Administrative, Detained: c.Detained, Purpose: purpose, Document: document, AskedBy: by.Account, AskedAt: tx.Now()}
	if err := insertRelease.One(tx, r); err != nil {
		return Release{}, err
	}
	_, err = journal.Record(tx, by, "incident.ask", r.ID, say{"from": r.FromDay, "to": r.ToDay}, journal.Row{Table: "incident_release", ID: r.ID})
	return r, err
}

// Decide grants, refuses or recalls a release, by a leader who did not ask for it.
// A grant refuses numbers that have changed since.
func Decide(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb, reason string) (Release, error) {
	r, ok, err := releaseByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !by.Has(askers...)) {
		err = unknown.New(nil)
	}
	if err != nil {
		return Release{}, err
	}
	step, err := ReleaseFlow.Next(by, r.State, verb)
	if err == nil && version != r.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	if err != nil {
		return Release{}, err
	}
	if r.AskedBy == by.Account {
		return Release{}, samePerson.New(nil)
	}
	if reason, err = needed(reason, "reason", "意见：请写明同意公布的必要，或者不公布、撤回的理由"); err != nil {
		return Release{}, err
	}
	if verb == VerbGrant {
		now, err := countsOf(tx, r.query(manifest.Query{AsOf: tx.Now()}))
		if err == nil && now != r.counts() {
			err = stale.New(nil)
		}
		if err != nil {
			return Release{}, err
		}
	}
	at := tx.Now()
	if err := saveRelease.One(tx, step.To, by.Account, at, reason, tx.County(), r.ID, step.From, r.Version); err != nil {
		return Release{}, err
	}
	r.State, r.Version, r.DecidedBy, r.DecidedAt, r.Reason = step.To, r.Version+1, &by.Account, &at, reason
	_, err = journal.Record(tx, by, step.Kind, r.ID, say{"from": r.FromDay, "to": r.ToDay}, journal.Row{Table: "incident_release", ID: r.ID})
	return r, err
}

func (r Release) query(q manifest.Query) manifest.Query {
	q.Period = manifest.Period{From: r.FromDay, To: r.ToDay}
	return q
}

// Releases lists them: all for keepers and leaders, what is out for everybody.
func Releases(tx *store.Tx, by flow.Actor) ([]Release, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if !by.Has(askers...) {
		w.And("state = ?", Granted)
	}
	return releases.Page(tx, w, "newest", mostListed)
}

// Standing reports whether the numbers of a granted release still are what the
// register says; a correction since takes them back until they are released anew.
func Standing(tx *store.Tx, r Release) (bool, error) {
	now, err := countsOf(tx, r.query(manifest.Query{AsOf: tx.Now()}))
	return r.State == Granted && now == r.counts(), err
}

// sightOf says how much of the numbers the actor may see: keepers the records,
// everybody else a number that was released for just this period.
func sightOf(tx *store.Tx, by flow.Actor, q manifest.Query) (manifest.Sight, error) {
	if by.Has(keepers...) {
		return manifest.SightRecords, nil
	}
	r, ok, err := releaseOf.Find(tx, tx.County(), q.Period.From, q.Period.To)
	if err != nil || !ok || q.Unit != "" {
		return manifest.SightNone, err
	}
	now, err := countsOf(tx, q)
	if err != nil || now != r.counts() {
		return manifest.SightNone, err
	}
	return manifest.SightNumber, nil
}
