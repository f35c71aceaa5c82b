package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Answer is a figure's value for a query.
type Answer struct {
	Entry
	Query manifest.Query
	Value manifest.Value
	By    []UnitAnswer   // filled by ByUnit only
	Sight manifest.Sight // filled by OneFor: how much of it the actor may see
}

// UnitAnswer is one unit's part of a figure.
type UnitAnswer struct {
	Unit  string // code
	Name  string
	Value manifest.Value
}

// settle checks the query and fills in the present for a missing cut-off.
func settle(tx *store.Tx, q manifest.Query) (manifest.Query, error) {
	if q.Period.To < q.Period.From {
		return q, BadPeriod.New(fault.Args{"from": q.Period.From, "to": q.Period.To})
	}
	if q.AsOf == 0 {
		q.AsOf = tx.Now()
	}
	return q, nil
}

// Figures answers every figure of the registry.
func Figures(tx *store.Tx, r *Registry, q manifest.Query) ([]Answer, error) {
	out := make([]Answer, 0, len(r.entries))
	for _, e := range r.entries {
		a, err := One(tx, r, e.ID, q)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// One answers one figure.
func One(tx *store.Tx, r *Registry, id string, q manifest.Query) (Answer, error) {
	e, err := r.Find(id)
	if err != nil {
		return Answer{}, err
	}
	if q, err = settle(tx, q); err != nil {
		return Answer{}, err
	}
	v, err := e.Value(tx, q)
	if err != nil {
		return Answer{}, fmt.Errorf("figure %s: %w", id, err)
	}
	return Answer{Entry: e, Query: q, Value: v}, nil
}

// ByUnit answers one figure for every unit that has records, the greatest
// first. It is empty for figures that are not kept by unit.
func ByUnit(tx *store.Tx, r *Registry, id string, q manifest.Query) ([]UnitAnswer, error) {
	e, err := r.Find(id)
	if err != nil || !e.ByUnit {
		return nil, err
	}
	if q, err = settle(tx, q); err != nil {
		return nil, err
	}
	ask := e.Units
	if ask == nil {
		ask = func(tx *store.Tx, q manifest.Query) ([]manifest.UnitValue, error) { return unitByUnit(tx, e, q) }
	}
	values, err := ask(tx, q)
	if err != nil {
		return nil, fmt.Errorf("figure %s by unit: %w", id, err)
	}
	out := make([]UnitAnswer, 0, len(values))
	for _, v := range values {
		name, err := UnitName(tx, v.Unit)
		if err != nil {
			return nil, err
		}
		out = append(out, UnitAnswer{v.Unit, name, v.Value})
	}
	slices.SortStableFunc(out, func(a, b UnitAnswer) int {
		if c := cmp.Compare(b.Value.Num*max(a.Value.Den, 1), a.Value.Num*max(b.Value.Den, 1)); c != 0 {
			return c
		}
		return cmp.Compare(a.Unit, b.Unit)
	})
	return out, nil
}

// unitByUnit asks the figure once for each unit its records name.
func unitByUnit(tx *store.Tx, e Entry, q manifest.Query) ([]manifest.UnitValue, error) {
	records, err := e.Trace(tx, q)
	if err != nil {
		return nil, err
	}
	var units []string
	for _, r := range records {
		units = append(units, r.Unit)
	}
	slices.Sort(units)
	var out []manifest.UnitValue
	for _, unit := range slices.Compact(units) {
		if unit == "" {
			continue // belongs to no unit; the total counts it
		}
		q.Unit = unit
		v, err := e.Value(tx, q)
		if err != nil {
			return nil, err
		}
		out = append(out, manifest.UnitValue{Unit: unit, Value: v})
	}
	return out, nil
}

// UnitName is the unit's full name today, or the code of a unit nobody
// registered.
func UnitName(tx *store.Tx, code string) (string, error) {
	name, _, err := unitNames(tx, code)
	return name, err
}

// UnitShort is the unit's short name, for tables.
func UnitShort(tx *store.Tx, code string) (string, error) {
	_, short, err := unitNames(tx, code)
	return short, err
}

func unitNames(tx *store.Tx, code string) (name, short string, err error) {
	if code == "" {
		return "未注明单位", "未注明单位", nil
	}
	unit, err := org.ByCode(tx, code)
	if store.NoRow.Is(err) {
		return code, code, nil
	}
	return unit.Name, unit.Short, err
}

// Trace returns the records behind a figure, in the room's order.
func Trace(tx *store.Tx, r *Registry, id string, q manifest.Query) ([]manifest.Record, error) {
	e, err := r.Find(id)
	if err != nil {
		return nil, err
	}
	if q, err = settle(tx, q); err != nil {
		return nil, err
	}
	records, err := e.Trace(tx, q)
	if err != nil {
		return nil, fmt.Errorf("trace %s: %w", id, err)
	}
	return records, nil
}

// Digest names a set of records: SHA-256 over one line for each, in order of
// id, so that the same cut-off asked again can be held against it.
func Digest(records []manifest.Record) string {
	lines := make([]string, len(records))
	for i, r := range records {
		lines[i] = fmt.Sprintf("%s\t%s\t%d\t%d\n", r.ID, r.Number, r.At, r.Amount)
	}
	slices.Sort(lines)
	h := sha256.New()
	for _, line := range lines {
		_, _ = h.Write([]byte(line)) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Mismatch is a figure whose value is not what its records add up to.
type Mismatch struct {
	ID       string
	Value    int64 // numerator
	Records  int64 // sum of the records' amounts
	Sentence string
}

// Check holds every figure against its trace. An empty answer is the invariant
// of the house; the verifier and the tests of every room call it.
func Check(tx *store.Tx, r *Registry, q manifest.Query) ([]Mismatch, error) {
	var out []Mismatch
	for _, e := range r.entries {
		a, err := One(tx, r, e.ID, q)
		if err != nil {
			return nil, err
		}
		records, err := Trace(tx, r, e.ID, q)
		if err != nil {
			return nil, err
		}
		m := Mismatch{ID: e.ID, Value: a.Value.Num}
		for _, record := range records {
			m.Records += record.Amount
		}
		if m.Records != m.Value {
			m.Sentence = fmt.Sprintf("“%s”的值是 %d，背后的 %d 条记录加起来是 %d", e.Label, m.Value, len(records), m.Records)
			out = append(out, m)
		}
	}
	return out, nil
}
