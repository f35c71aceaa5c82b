package incident

import (
	"encoding/json"
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// safe keeps a reason out of the journal when it holds personal data itself.
func safe(reason string) string {
	if len(zh.FindPersonalData(reason)) > 0 {
		return "（理由含个人信息，未记录）"
	}
	return reason
}

// Dossier is a case as its keepers read it; names are masked.
type Dossier struct {
	Incident
	Summary  string
	Victim   party.Party
	Acts     []Act
	Persons  []Person
	Measures []Measure
}

// Open reads a case, which is an act: call it in a write. To everybody but the
// keepers of its unit the case is missing.
func Open(tx *store.Tx, by flow.Actor, id string) (Dossier, error) {
	var d Dossier
	i, err := take(tx, by, id)
	if err != nil {
		return d, err
	}
	d.Incident = i
	if d.Summary, err = tx.Unseal(i.ID, i.Summary); err != nil {
		return d, err
	}
	if d.Victim, err = party.ByID(tx, i.PartyID); err != nil {
		return d, err
	}
	if d.Acts, err = actsOf.All(tx, tx.County(), i.ID); err != nil {
		return d, err
	}
	if d.Persons, err = personsOf.All(tx, tx.County(), i.ID); err != nil {
		return d, err
	}
	if d.Measures, err = measuresOf.All(tx, tx.County(), i.ID); err != nil {
		return d, err
	}
	return d, note(tx, by, "read", i.ID, nil)
}

// Find narrows a list; empty fields do not.
type Find struct {
	Kind  string
	State flow.State
}

const mostListed = 500

// registerSubject is the subject of a unit's register in the log.
func registerSubject(unit string) string { return "incident-register:" + unit }

// List reads the register of the keeper's unit, the newest first. Like Open it is
// an act.
func List(tx *store.Tx, by flow.Actor, f Find) ([]Incident, error) {
	if err := may(by, keepers...); err != nil {
		return nil, err
	}
	w := new(store.Where).And("county = ? AND unit = ?", tx.County(), by.Unit)
	if f.Kind != "" {
		w.And("kind = ?", f.Kind)
	}
	if f.State != "" {
		w.And("state = ?", f.State)
	}
	found, err := incidents.Page(tx, w, "newest", mostListed)
	if err != nil {
		return nil, err
	}
	return found, note(tx, by, "list", "", say{"kind": f.Kind, "state": f.State, "rows": len(found)})
}

// ByNumber finds a case of the keeper's unit by its number, for a ledger or a
// script that goes on to act on it.
func ByNumber(tx *store.Tx, by flow.Actor, number string) (Incident, error) {
	i, ok, err := incidentByNo.Find(tx, tx.County(), number)
	if err == nil && (!ok || !sees(by, i)) {
		err = unknown.New(nil)
	}
	return i, err
}

// Access (查阅记录) is one reading of the register: who, when, what kind; never what
// was read.
type Access struct {
	At     calendar.Instant
	Kind   string // in words
	By     journal.By
	Record string // the case, opaque; empty for a list
	Reason string // of a name in clear
}

// accessKinds are the readings that the access journal shows.
var accessKinds = []word{{"list", "查看列表"}, {"read", "打开案件"}, {"reveal", "查看姓名"}, {"export", "导出台账"}}

// Accesses lists the latest readings: for the audit administrator those of the
// county, for a keeper those of the own unit.
func Accesses(tx *store.Tx, by flow.Actor, limit int) ([]Access, error) {
	if !by.Has(viewers...) {
		return nil, notKeeper.New(fault.Args{"roles": flow.RoleNames(viewers)})
	}
	find := journal.Find{Kind: kindAct, Limit: 500}
	if !by.Has(identity.AuditAdmin) {
		find.Subject = registerSubject(by.Unit)
	}
	found, err := journal.Search(tx, find)
	if err != nil {
		return nil, err
	}
	var out []Access
	for _, f := range found {
		var said struct{ Act, Case, Reason string }
		if len(f.Details) > 0 {
			if err := json.Unmarshal(f.Details, &said); err != nil {
				return nil, fmt.Errorf("access %s: %w", f.Leaf, err)
			}
		}
		what, reading := Parse(accessKinds, said.Act)
		if !reading || len(out) == limit {
			continue
		}
		a := Access{At: f.At, Kind: Zh(accessKinds, what), By: f.By, Reason: said.Reason}
		if said.Case != "" {
			a.Record = Opaque(said.Case)
		}
		out = append(out, a)
	}
	return out, nil
}

// Opaque names a case to people who may know that there is one and no more.
func Opaque(id string) string { return fmt.Sprintf("涉企-%s", id[max(0, len(id)-6):]) }
