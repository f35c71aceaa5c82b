package demo

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/incident"
	"yingshang/internal/store"
)

// The acts of the ledger 涉企案件过程台账 (incident-acts.csv): the keeper brings in the
// rows of a day; a leader decides that the half-year's numbers may be printed.
func init() {
	actions["导入涉企案件"] = incidentRows("incidents", "incidents.csv")
	actions["导入涉案措施"] = incidentRows("incident-measures", "incident-measures.csv")
	actions["申请公布案件数"] = askRelease
	actions["同意公布案件数"] = grantRelease
}

func incidentRows(kind, file string) action {
	return func(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
		imp, rows, err := rowsOf(incident.Manifest.Importers, kind, file)
		if err != nil {
			return err
		}
		rows = slices.DeleteFunc(rows, func(r manifest.Row) bool { return r.Cells["day"] != e.Get("日期") })
		return apply(tx, by, imp, rows)
	}
}

func askRelease(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	var p manifest.Period
	var err error
	if p.To, _, err = e.Day("日期"); err != nil {
		return err
	}
	if p.From, _, err = e.Day("事项"); err != nil {
		return err
	}
	_, err = incident.Ask(tx, by, p, e.Get("说明"), e.Get("文号"))
	return err
}

// grantRelease grants what waits.
func grantRelease(_ *replay, tx *store.Tx, by flow.Actor, e Event) error {
	all, err := incident.Releases(tx, by)
	for _, r := range all {
		if r.State == incident.Asked {
			_, err = incident.Decide(tx, by, r.ID, r.Version, incident.VerbGrant, e.Get("说明"))
		}
	}
	return err
}
