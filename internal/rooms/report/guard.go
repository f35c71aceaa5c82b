package report

import (
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// withheld is printed for a number the reader may not see.
var withheld = manifest.Value{Text: "不公开"}

// OneFor answers one figure as far as the actor may see it. A restricted number
// that is not the actor's to see reads 不公开 and has nothing to divide by.
func OneFor(tx *store.Tx, r *Registry, by flow.Actor, id string, q manifest.Query) (Answer, error) {
	a, err := One(tx, r, id, q)
	a.Sight = manifest.SightRecords
	if err != nil || a.Restricted == nil {
		return a, err
	}
	if a.Sight, err = a.Restricted.Sight(tx, by, a.Query); err != nil {
		return Answer{}, err
	}
	if a.Sight == manifest.SightNone {
		a.Value = withheld
	}
	return a, nil
}

// FiguresFor answers every figure of the registry like OneFor.
func FiguresFor(tx *store.Tx, r *Registry, by flow.Actor, q manifest.Query) ([]Answer, error) {
	out := make([]Answer, 0, len(r.entries))
	for _, e := range r.entries {
		a, err := OneFor(tx, r, by, e.ID, q)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// TraceFor returns the records behind a figure. Those of a restricted one are
// never listed here, whoever asks: the room shows them and keeps who looked.
func TraceFor(tx *store.Tx, r *Registry, id string, q manifest.Query) ([]manifest.Record, error) {
	e, err := r.Find(id)
	if err == nil && e.Restricted != nil {
		err = Restricted.New(fault.Args{"label": e.Label})
	}
	if err != nil {
		return nil, err
	}
	return Trace(tx, r, id, q)
}
