package casework

import (
	"cmp"
	"maps"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// caseSource lets the figures over all cases count this room's cases.
var caseSource = manifest.CaseSource{Name: "casework", Zh: "本平台办件", Tally: tallyCases, List: listCases,
	Seen: seenCase, OfParty: partyCases}

// knownSince leaves out cases that were reopened later: as of an earlier instant
// their Former counts.
const knownSince = "(reopened_at IS NULL OR reopened_at <= ?)"

// closing is the instant of the decision, or of the end without one.
const closing = "COALESCE(decided_at, ended_at)"

func factWhere(tx *store.Tx, f manifest.CaseFilter) *store.Where {
	w := new(store.Where).And("county = ? AND submitted_at <= ?", tx.County(), f.AsOf).And(knownSince, f.AsOf)
	if f.Unit != "" {
		w.And("unit = ?", f.Unit)
	}
	span := func(column string, p *manifest.Period) {
		if p != nil {
			w.And(column+" >= ? AND "+column+" <= ?", p.From.Start(), min(p.To.End(), f.AsOf))
		}
	}
	span("submitted_at", f.ReceivedIn)
	span("accepted_at", f.AcceptedIn)
	span(closing, f.ClosedIn)
	if f.OpenAt != nil {
		end := min(f.OpenAt.End(), f.AsOf)
		w.And("submitted_at <= ? AND ("+closing+" IS NULL OR "+closing+" > ?)", end, end)
	}
	if f.Late {
		w.And("decided_day > promised_due AND decided_at <= ?", f.AsOf)
	}
	if f.Abnormal != nil {
		w.And("(decided_at IS NULL AND ended_at IS NOT NULL AND ended_at <= ?) = (? = 1)", f.AsOf, *f.Abnormal)
	}
	return w
}

func tallyCases(tx *store.Tx, f manifest.CaseFilter) ([]manifest.CaseTally, error) {
	found, err := unitTally.Page(tx, factWhere(tx, f), "unit", 10_000)
	if err != nil {
		return nil, err
	}
	byUnit := map[string]int64{}
	for _, row := range found {
		byUnit[row.Unit] = row.N
	}
	formers, err := formerFacts(tx, f)
	if err != nil {
		return nil, err
	}
	for _, fact := range formers {
		byUnit[fact.Unit]++
	}
	var out []manifest.CaseTally
	for _, unit := range slices.Sorted(maps.Keys(byUnit)) {
		out = append(out, manifest.CaseTally{Unit: unit, N: byUnit[unit]})
	}
	return out, nil
}

func listCases(tx *store.Tx, f manifest.CaseFilter, after string, limit int) ([]manifest.CaseFact, error) {
	w := factWhere(tx, f)
	if after != "" {
		w.And("id > ?", after)
	}
	found, err := cases.Page(tx, w, "id", limit)
	if err != nil {
		return nil, err
	}
	out, err := formerFacts(tx, f)
	if err != nil {
		return nil, err
	}
	out = slices.DeleteFunc(out, func(fact manifest.CaseFact) bool { return fact.ID <= after })
	for _, c := range found {
		out = append(out, factOf(c, f.AsOf))
	}
	slices.SortFunc(out, func(a, b manifest.CaseFact) int { return cmp.Compare(a.ID, b.ID) })
	return out[:min(limit, len(out))], nil
}

// formerFacts are the reopened cases as they stood, where the filter counts them.
func formerFacts(tx *store.Tx, f manifest.CaseFilter) (out []manifest.CaseFact, err error) {
	formers, err := formersAt(tx, f.AsOf)
	for _, c := range formers {
		if fact := factOf(c, f.AsOf); c.SubmittedAt != nil && *c.SubmittedAt <= f.AsOf && f.Meets(fact) {
			out = append(out, fact)
		}
	}
	return out, err
}

// factOf is the case as it was known at the instant.
func factOf(c Case, asOf calendar.Instant) manifest.CaseFact {
	known := func(at *calendar.Instant) *calendar.Instant {
		if at == nil || *at > asOf {
			return nil
		}
		return at
	}
	out := manifest.CaseFact{ID: c.ID, Number: c.No(), Title: c.ItemName, Unit: c.Unit, Received: c.OpenedAt,
		Accepted: known(c.AcceptedAt), Due: c.PromisedDue, Closed: known(c.DecidedAt), Link: "/cases/" + c.ID,
		Item: c.Item, Sort: string(c.Kind), Window: orNone(c.Reception), Clerk: orNone(c.Acceptor), Party: c.Party}
	if c.SubmittedAt != nil {
		out.Received = *c.SubmittedAt
	}
	if out.Accepted == nil {
		out.Due = nil
	}
	if ended := known(c.EndedAt); out.Closed == nil && ended != nil {
		out.Closed, out.Abnormal, out.Due = ended, true, nil
	}
	return out
}

func orNone(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// seenCase tells registers whose records hang on a case whether the actor may
// see it. A draft belongs to its applicant alone until it is handed in.
func seenCase(tx *store.Tx, by flow.Actor, id string) (manifest.CaseFact, bool, error) {
	c, err := open(tx, by, id)
	if notFound.Is(err) || (err == nil && draftOfOthers(by, c)) {
		return manifest.CaseFact{}, false, nil
	}
	if err != nil {
		return manifest.CaseFact{}, false, err
	}
	return factOf(c, tx.Now()), true, nil
}

func draftOfOthers(by flow.Actor, c Case) bool {
	return c.State == Draft && !by.Has(identity.Applicant)
}

// partyCases lists a party's cases within the actor's scope, in the order of
// lists.
func partyCases(tx *store.Tx, by flow.Actor, party, after string, limit int) ([]manifest.CaseFact, error) {
	found, err := List(tx, by, Find{Party: party, After: after, Limit: limit})
	if err != nil {
		return nil, err
	}
	out := make([]manifest.CaseFact, 0, len(found))
	for _, c := range found {
		if !draftOfOthers(by, c) {
			out = append(out, factOf(c, tx.Now()))
		}
	}
	return out, nil
}
