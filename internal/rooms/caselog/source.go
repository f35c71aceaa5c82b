package caselog

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// maxUnits bounds a tally; a province has some thousand units.
const maxUnits = 20_000

func tally(tx *store.Tx, f manifest.CaseFilter) ([]manifest.CaseTally, error) {
	return countByUnit.Page(tx, conditions(tx, f), "unit", maxUnits)
}

func list(tx *store.Tx, f manifest.CaseFilter, after string, limit int) ([]manifest.CaseFact, error) {
	w := conditions(tx, f)
	if after != "" {
		w.And("id > ?", after)
	}
	rows, err := cases.Page(tx, w, "id", limit)
	if err != nil {
		return nil, err
	}
	facts := make([]manifest.CaseFact, len(rows))
	for i, c := range rows {
		facts[i] = c.fact()
	}
	return facts, nil
}

func (c Case) fact() manifest.CaseFact {
	return manifest.CaseFact{ID: c.ID, Number: c.CaseNo, Title: c.ItemName, Unit: c.Unit,
		Received: c.ReceivedAt, Accepted: c.AcceptedAt, Due: c.DueDay, Closed: c.ClosedAt, Abnormal: c.Abnormal,
		Link: "/case-log/" + c.ID, Item: c.Item}
}

// Spans returns everything that was ever known of the case whose span has the
// id, the newest first. Outside the actor's scope it is as if it were missing.
func Spans(tx *store.Tx, by flow.Actor, id string) ([]Case, error) {
	c, err := spanByID.One(tx, tx.County(), id)
	if err != nil {
		return nil, err
	}
	scope, err := identity.ScopeOf(tx, by)
	if err != nil {
		return nil, err
	}
	if !scope.Sees(c.Unit) {
		return nil, store.NoRow.New(nil)
	}
	return spansOf.All(tx, tx.County(), c.Record)
}

// export hands out the current log, ordered by the foreign number.
func export(tx *store.Tx, by flow.Actor, add func(cells []string) error) error {
	const page = 1000
	last := ""
	for {
		w := new(store.Where).And("county = ? AND known_to IS NULL AND case_no > ?", tx.County(), last)
		rows, err := cases.Page(tx, w, "case_no", page)
		if err != nil {
			return err
		}
		for _, c := range rows {
			if err := add(c.cells()); err != nil {
				return err
			}
			last = c.CaseNo
		}
		if len(rows) < page {
			return nil
		}
	}
}

// cells are the columns as they can be read back.
func (c Case) cells() []string {
	due := ""
	if c.DueDay != nil {
		due = c.DueDay.String()
	}
	return []string{c.CaseNo, c.ItemName, c.UnitName, c.Channel, stated(&c.ReceivedAt), stated(c.AcceptedAt),
		due, stated(c.ClosedAt), c.Result}
}
