package incident

import (
	"fmt"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// records lists what a figure counts, each once.
type records func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error)

// figures are the numbers of the register; how much of them somebody may see is
// sightOf's to say.
var figures = []manifest.Figure{
	count("harm.criminal_cases", "损害营商环境刑事案件立案", "起",
		"文书日在本期内立案的刑事案件起数；立案以后撤案、移送的仍算立案，登记作废和不予立案的不算。一案一起，和人数无关。限知悉：未经公布决定，只有专管员看得到数和记录。", filedCases),
	count("harm.administrative_cases", "查处损害营商环境行政案件", "起",
		"文书日在本期内作出处罚决定的行政案件起数；立案没有处罚、撤案、移送的不算。限知悉：未经公布决定，只有专管员看得到数和记录。", punishedCases),
	count("harm.detained", "损害营商环境行政拘留", "人",
		"决定日在本期内被行政拘留的人数；同一人在几起案件里被拘留算一人，一案几人各算一人；已撤销的不算。限知悉：未经公布决定，只有专管员看得到数和记录。", detainedPersons),
}

func count(id, label, unit, definition string, list records) manifest.Figure {
	return manifest.Figure{ID: id, Label: label, Unit: unit, Definition: definition, Version: 1, Trace: list,
		Restricted: &manifest.Restriction{Sight: sightOf, Records: "/incidents"},
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			found, err := list(tx, q)
			return manifest.Value{Num: int64(len(found)), Den: 1, Text: fmt.Sprint(len(found))}, err
		}}
}

const mostCounted = 100_000

func filedCases(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	return stepped(tx, q, VerbFile, Criminal)
}

func punishedCases(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
	return stepped(tx, q, VerbPunish, Administrative)
}

// stepped lists the cases of a kind that took a step in the period, by the rows
// that stood at the cut-off. The records say nothing of the case.
func stepped(tx *store.Tx, q manifest.Query, verb flow.Verb, kind string) (out []manifest.Record, err error) {
	w := new(store.Where).And("county = ? AND verb = ? AND day >= ? AND day <= ?", tx.County(), verb, q.Period.From, q.Period.To).
		And("recorded_at <= ? AND (superseded_at IS NULL OR superseded_at > ?)", q.AsOf, q.AsOf)
	found, err := acts.Page(tx, w, "day", mostCounted)
	if err != nil {
		return nil, err
	}
	for _, a := range found {
		i, err := incidentByID.One(tx, tx.County(), a.IncidentID)
		if err != nil {
			return nil, err
		}
		if i.Kind == kind && (q.Unit == "" || q.Unit == i.Unit) {
			out = append(out, manifest.Record{ID: i.ID, Number: Opaque(i.ID), Title: Zh(Kinds, kind), Unit: i.Unit, At: a.RecordedAt, Link: "/incidents/" + i.ID, Amount: 1})
		}
	}
	return out, nil
}

// detainedPersons lists each person once, by the first detention of the period
// that stood at the cut-off.
func detainedPersons(tx *store.Tx, q manifest.Query) (out []manifest.Record, err error) {
	w := new(store.Where).And("county = ? AND kind = ? AND day >= ? AND day <= ?", tx.County(), Detention, q.Period.From, q.Period.To).
		And("recorded_at <= ? AND (revoked_at IS NULL OR revoked_at > ?)", q.AsOf, q.AsOf)
	found, err := measures.Page(tx, w, "day", mostCounted)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, m := range found {
		p, err := personByID.One(tx, tx.County(), m.PersonID)
		if err != nil {
			return nil, err
		}
		i, err := incidentByID.One(tx, tx.County(), m.IncidentID)
		if err != nil {
			return nil, err
		}
		if seen[p.Blind] || q.Unit != "" && q.Unit != i.Unit {
			continue
		}
		seen[p.Blind] = true
		out = append(out, manifest.Record{ID: p.ID, Number: Opaque(p.ID), Title: "行政拘留", Unit: i.Unit, At: m.RecordedAt, Link: "/incidents/" + i.ID, Amount: 1})
	}
	return out, nil
}
