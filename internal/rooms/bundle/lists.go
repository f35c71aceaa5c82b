package bundle

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// Find narrows a list of applications; zero values do not.
type Find struct {
	States []flow.State
	After  string // continue after the application of this id
	Limit  int    // default 25, at most 200
}

// List returns applications the actor may see, the newest first.
func List(tx *store.Tx, by flow.Actor, f Find) ([]Application, error) {
	if f.Limit <= 0 {
		f.Limit = 25
	}
	w := scope(tx, by)
	if len(f.States) > 0 {
		names := make([]string, len(f.States))
		for i, s := range f.States {
			names[i] = string(s)
		}
		w.In("a.state", names...)
	}
	if f.After != "" {
		w.And("a.id < ?", f.After)
	}
	return applications.Page(tx, w, "newest", min(f.Limit, 200))
}

// Open states are those in which somebody owes something.
var openStates = []flow.State{Submitted, Correction, Running}

// Held lists the open applications whose date the actor's unit holds now, or
// whose acceptance it owes. Of a county's open applications it looks at the
// newest few hundred.
func Held(tx *store.Tx, by flow.Actor) ([]File, error) {
	apps, err := List(tx, by, Find{States: openStates, Limit: 200})
	if err != nil {
		return nil, err
	}
	var out []File
	for _, a := range apps {
		f, err := Show(tx, by, a.ID)
		if err != nil {
			return nil, err
		}
		if f.Holds(by.Unit) || a.State == Submitted && a.Lead == by.Unit {
			out = append(out, f)
		}
	}
	return out, nil
}
