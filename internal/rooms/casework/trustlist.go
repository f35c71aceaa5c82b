package casework

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// CaseLine is what the ledgers of conditional acceptances and pledges print of
// their case.
type CaseLine struct {
	Number   string
	Item     string
	ItemName string
	Unit     string
	State    flow.State
	Handler  *string
	Acceptor *string
}

// DeferralLine (容缺受理台账) is a conditional acceptance with its case.
type DeferralLine struct {
	Deferral
	CaseLine
}

// Standing says how far it is: owed, late, to_check, or its outcome.
func (l DeferralLine) Standing(today calendar.Day) string {
	switch due := l.next(); {
	case l.Outcome != nil:
		return *l.Outcome
	case due == nil:
		return "to_check"
	case *due < today:
		return "late"
	}
	return "owed"
}

// PledgeLine (告知承诺台账) is a pledge with its case.
type PledgeLine struct {
	Pledge
	CaseLine
}

// TrustFind narrows the ledgers; zero values do not filter.
type TrustFind struct {
	Unit   string
	Item   string
	Open   bool   // only what is not settled
	Before string // continue after the line of this id
	Limit  int
}

// inTrustScope keeps a list to what the actor may see.
func inTrustScope(tx *store.Tx, by flow.Actor, table string, f TrustFind) (*store.Where, error) {
	if !by.Has(trustReaders...) && !by.Has(flow.RoleSystem) {
		return nil, flow.StepForbidden.New(fault.Args{"verb": "看台账", "roles": flow.RoleNames(trustReaders)})
	}
	w := new(store.Where).And(table+".county = ?", tx.County())
	if !by.Has(seesAll...) {
		w.And("c.unit = ?", by.Unit)
	}
	if f.Unit != "" {
		w.And("c.unit = ?", f.Unit)
	}
	if f.Item != "" {
		w.And("c.item = ?", f.Item)
	}
	if f.Open {
		w.And(table + ".settled_at IS NULL")
	}
	return w, nil
}

// Deferrals lists conditional acceptances, newest first.
func Deferrals(tx *store.Tx, by flow.Actor, f TrustFind) ([]DeferralLine, error) {
	w, err := inTrustScope(tx, by, "d", f)
	if err != nil {
		return nil, err
	}
	return deferralsWithCase.Page(tx, w.And("d.accepted_at IS NOT NULL"), "newest", limitOf(f.Limit))
}

// Pledges lists pledges, newest first.
func Pledges(tx *store.Tx, by flow.Actor, f TrustFind) ([]PledgeLine, error) {
	w, err := inTrustScope(tx, by, "p", f)
	if err != nil {
		return nil, err
	}
	return pledgesWithCase.Page(tx, w, "newest", limitOf(f.Limit))
}

// mostOnTrust bounds a ledger; a county accepts a few hundred cases a year so.
const mostOnTrust = 5000

func limitOf(n int) int {
	if n <= 0 || n > mostOnTrust {
		return mostOnTrust
	}
	return n
}

// sweepReminders reminds of what is due within remindDays.
func sweepReminders(s *store.Store) error {
	by := flow.System("casework.remind")
	return each(s, func(tx *store.Tx) ([]Case, error) {
		last, err := remindFrom(tx)
		if err != nil {
			return nil, err
		}
		return owingBy(tx, new(store.Where).And("d.due >= ? AND d.due <= ? AND (d.reminded IS NULL OR d.reminded <> d.due)", tx.Today(), last))
	}, func(tx *store.Tx, c Case) error {
		_, err := RemindSupplement(tx, by, c.ID)
		return err
	})
}

// sweepLapsed ends what was promised and did not come.
func sweepLapsed(s *store.Store) error {
	by := flow.System("casework.lapse")
	return each(s, func(tx *store.Tx) ([]Case, error) {
		return owingBy(tx, new(store.Where).And("d.due < ?", tx.Today()))
	}, func(tx *store.Tx, c Case) error {
		_, err := LapseSupplement(tx, by, c.ID)
		return err
	})
}

// owingBy finds the cases whose supplements meet the condition.
func owingBy(tx *store.Tx, w *store.Where) ([]Case, error) {
	found, err := deferralsWithCase.Page(tx, w.And("d.county = ? AND d.due IS NOT NULL", tx.County()), "due", sweepLimit)
	out := make([]Case, len(found))
	for i, d := range found {
		out[i] = Case{ID: d.CaseID}
	}
	return out, err
}

// supplementClocks watch what is owed after a conditional acceptance: one clock
// per case, kept by the instant at which the last of it reached the office.
func supplementClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil // it starts by an act of the house
	}
	w := new(store.Where).And("d.county = ? AND d.accepted_at IS NOT NULL", tx.County())
	narrowClocks(w, f, "d", "d.due", "d.accepted_day")
	found, err := deferralsWithCase.Page(tx, w, "newest", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, d := range found {
		due := d.Items[0].Due
		for _, o := range d.Items {
			due = max(due, o.Due)
		}
		if next := d.next(); next != nil {
			due = *next
		}
		k := d.clock(d.CaseID, "case.supplement", owedNames(d.Items), *d.AcceptedDay, due)
		k.Started, k.Fulfilled = *d.AcceptedAt, d.suppliedAt()
		k.Void = k.Fulfilled == nil && d.SettledAt != nil
		if admits(f, k, due) {
			out = append(out, k)
		}
	}
	return out, nil
}

// suppliedAt is when the last of what was owed reached the office.
func (d Deferral) suppliedAt() *calendar.Instant {
	var last *calendar.Instant
	for _, o := range d.Items {
		if o.SuppliedAt == nil {
			return nil
		}
		if last == nil || *o.SuppliedAt > *last {
			last = o.SuppliedAt
		}
	}
	return last
}

// pledgeClocks watch the check of pledges and, of those found false, that they
// are put right or the decision is revoked.
func pledgeClocks(tx *store.Tx, f manifest.ClockFilter) ([]manifest.Clock, error) {
	if f.Claimed {
		return nil, nil
	}
	w := new(store.Where).And("p.county = ? AND p.check_due IS NOT NULL", tx.County())
	narrowClocks(w, f, "p", "p.check_due", "p.check_from")
	found, err := pledgesWithCase.Page(tx, w, "check", clockLimit)
	if err != nil {
		return nil, err
	}
	var out []manifest.Clock
	for _, p := range found {
		k := p.clock(p.CaseID, "case.verify", pledgedNames(p.Items), *p.CheckFrom, *p.CheckDue)
		k.Limits = []manifest.Limit{{Name: manifest.LimitPromised, N: p.CheckDays, Unit: calendar.WorkDays}}
		k.Fulfilled, k.Void = p.VerifiedAt, p.VerifiedAt == nil && p.SettledAt != nil
		if admits(f, k, *p.CheckDue) {
			out = append(out, k)
		}
		if p.RectifyDue == nil {
			continue
		}
		k = p.clock(p.CaseID, "case.verify", pledgedNames(p.Items)+"（不实，改正）", *p.VerifiedDay, *p.RectifyDue)
		k.Fulfilled = p.SettledAt
		if admits(f, k, *p.RectifyDue) {
			out = append(out, k)
		}
	}
	return out, nil
}

// narrowClocks asks the table for what a filter wants; admits says the rest.
func narrowClocks(w *store.Where, f manifest.ClockFilter, table, due, from string) {
	if f.OpenOnly || f.DueBy != nil {
		w.And(table + ".settled_at IS NULL AND " + due + " IS NOT NULL")
	}
	if f.DueBy != nil && table == "d" {
		w.And(due+" <= ?", *f.DueBy)
	}
	if f.Subject != "" {
		w.And(table+".case_id = ?", f.Subject)
	}
	if f.Unit != "" {
		w.And("c.unit = ?", f.Unit)
	}
	if f.Touched != nil {
		w.And(from+" <= ? AND ("+table+".settled_at IS NULL OR "+table+".settled_at >= ?)", f.Touched.To, f.Touched.From.Start())
	}
}

func admits(f manifest.ClockFilter, k manifest.Clock, due calendar.Day) bool {
	open := k.Fulfilled == nil && !k.Void
	if t := f.Touched; t != nil && (k.Start > t.To || k.Fulfilled != nil && k.Fulfilled.Day() < t.From) {
		return false
	}
	return (!f.OpenOnly && f.DueBy == nil || open) && (f.DueBy == nil || due <= *f.DueBy)
}

// trustClocks words the kinds of clocks on trust.
var trustClocks = map[string]string{"case.supplement": "容缺补交", "case.verify": "承诺核查"}

func (c CaseLine) clock(id, kind, what string, from, due calendar.Day) manifest.Clock {
	k := manifest.Clock{Kind: kind, Zh: trustClocks[kind], Subject: id, Number: c.Number, Title: c.ItemName + "：" + what, Unit: c.Unit,
		Started: from.Start(), Start: from, Link: "/cases/" + id}
	for _, who := range []*string{c.Acceptor, c.Handler} {
		if who != nil {
			k.Handler = *who
		}
	}
	k.Limits = []manifest.Limit{{Name: manifest.LimitPromised, N: int(due - from), Unit: calendar.CalendarDays}}
	return k
}
