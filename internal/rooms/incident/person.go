package incident

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// PersonInput is somebody's part in a case. Citizen tells whether two are one; it
// is not kept, its digest is.
type PersonInput struct {
	Name    string
	Citizen string // may be empty when not known
}

// Involve adds a person to a case; one who is there already is returned.
func Involve(tx *store.Tx, by flow.Actor, id string, in PersonInput) (Person, error) {
	i, err := take(tx, by, id)
	if err != nil {
		return Person{}, err
	}
	var p fault.Problems
	name := strings.TrimSpace(in.Name)
	if name == "" {
		p.Add("name", "姓名：请照文书填写")
	}
	key := i.ID + "/" + name
	if in.Citizen != "" {
		number, err := ids.ParseCitizenID(in.Citizen)
		p.Check("citizen", err)
		key = string(number)
	}
	if err := p.Err(); err != nil {
		return Person{}, err
	}
	blind := tx.Blind("incident-person", key)
	there, err := personsOf.All(tx, tx.County(), i.ID)
	if err != nil {
		return Person{}, err
	}
	for _, one := range there {
		if one.Blind == blind {
			return one, nil
		}
	}
	person := Person{County: tx.County(), ID: tx.NewID(), IncidentID: i.ID, Nth: int64(len(there)) + 1, Mask: ids.MaskName(name), Blind: blind,
		AddedBy: by.Account, AddedAt: tx.Now()}
	if person.Name, err = tx.Seal(person.ID, name); err != nil {
		return Person{}, err
	}
	if err := insertPerson.One(tx, person); err != nil {
		return Person{}, err
	}
	return person, note(tx, by, "involve", i.ID, say{"person": person.ID}, journal.Row{Table: "incident_person", ID: person.ID})
}

// MeasureInput is a measure as its document says.
type MeasureInput struct {
	Kind     string
	Day      calendar.Day
	Document string
}

// Impose records a measure against a person of a filed case.
func Impose(tx *store.Tx, by flow.Actor, person string, in MeasureInput) (Measure, error) {
	p, i, err := personOf(tx, by, person)
	if err != nil {
		return Measure{}, err
	}
	var problems fault.Problems
	if _, known := Parse(Measures, in.Kind); !known {
		problems.Add("kind", "措施：请从列表里选")
	}
	if in.Document = strings.TrimSpace(in.Document); in.Document == "" {
		problems.Add("document", "文书：请填决定书的文号")
	}
	if err := problems.Err(); err != nil {
		return Measure{}, err
	}
	switch {
	case i.FiledAt == nil:
		return Measure{}, notFiled.New(fault.Args{"state": Flow.Staff(i.State)})
	case measureOf[in.Kind] != i.Kind:
		return Measure{}, wrongKind.New(fault.Args{"kind": Zh(Kinds, i.Kind), "what": Zh(Measures, in.Kind)})
	}
	if err := dated(tx, in.Day, i.Happened); err != nil {
		return Measure{}, err
	}
	m := Measure{County: tx.County(), ID: tx.NewID(), IncidentID: i.ID, PersonID: p.ID, Kind: in.Kind, Day: in.Day, Document: in.Document,
		RecordedBy: by.Account, RecordedAt: tx.Now()}
	if err := insertMeasure.One(tx, m); err != nil {
		return Measure{}, err
	}
	return m, note(tx, by, "impose", i.ID, say{"measure": m.Kind, "day": m.Day}, journal.Row{Table: "incident_measure", ID: m.ID})
}

func personOf(tx *store.Tx, by flow.Actor, id string) (Person, Incident, error) {
	p, ok, err := personByID.Find(tx, tx.County(), id)
	if err == nil && !ok {
		err = unknown.New(nil)
	}
	if err != nil {
		return Person{}, Incident{}, err
	}
	i, err := take(tx, by, p.IncidentID)
	return p, i, err
}

// Revoke ends a measure that should not have been recorded or was lifted; it
// stays with the reason and counts no longer.
func Revoke(tx *store.Tx, by flow.Actor, measure, reason string) (Measure, error) {
	m, ok, err := measureByID.Find(tx, tx.County(), measure)
	if err == nil && !ok {
		err = unknown.New(nil)
	}
	if err != nil {
		return Measure{}, err
	}
	if _, err := take(tx, by, m.IncidentID); err != nil {
		return Measure{}, err
	}
	if m.RevokedAt != nil {
		return Measure{}, revoked.New(nil)
	}
	if reason, err = needed(reason, "reason", "理由：请写明撤销的根据和文号"); err != nil {
		return Measure{}, err
	}
	at := tx.Now()
	if err := revokeMeasure.One(tx, at, reason, tx.County(), m.ID); err != nil {
		return Measure{}, err
	}
	m.RevokedAt, m.RevokeReason = &at, reason
	return m, note(tx, by, "revoke", m.IncidentID, say{"measure": m.Kind}, journal.Row{Table: "incident_measure", ID: m.ID})
}

func needed(words, field, sentence string) (string, error) {
	var p fault.Problems
	if words = strings.TrimSpace(words); words == "" {
		p.Add(field, "%s", sentence)
	}
	return words, p.Err()
}

// Reveal opens a person's name and journals who saw it and why.
func Reveal(tx *store.Tx, by flow.Actor, person, reason string) (string, error) {
	p, i, err := personOf(tx, by, person)
	if err != nil {
		return "", err
	}
	if _, err = needed(reason, "reason", "理由：查看姓名要写明用在哪里"); err != nil {
		return "", err
	}
	name, err := tx.Unseal(p.ID, p.Name)
	if err != nil {
		return "", err
	}
	return name, note(tx, by, "reveal", i.ID, say{"person": p.ID, "reason": safe(reason)})
}

// Applies reports whether a measure is taken in a kind of case.
func Applies(measure, kind string) bool { return measureOf[measure] == kind }
