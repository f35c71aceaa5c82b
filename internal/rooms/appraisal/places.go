package appraisal

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// places knows which window an event belongs to.
type places struct {
	unitOf map[string]string // window → unit that staffs it
	only   map[string]string // unit → its window, where it has one only
}

func placesOf(tx *store.Tx) (*places, error) {
	windows, err := allWindows(tx)
	p := &places{unitOf: map[string]string{}, only: map[string]string{}}
	for _, w := range windows {
		p.unitOf[w.Code] = w.Unit
		if _, more := p.only[w.Unit]; more {
			p.only[w.Unit] = ""
		} else {
			p.only[w.Unit] = w.Code
		}
	}
	return p, err
}

// window is where the event counts: where it came in, or, for what a unit owes,
// a window of that unit.
func (p *places) window(e Event, owed bool) string {
	unit, known := p.unitOf[e.Window]
	if known && (!owed || unit == e.Unit) {
		return e.Window
	}
	return p.only[e.Unit]
}

const manyUnits = 1000

func allWindows(tx *store.Tx) ([]org.Window, error) {
	return org.Windows(tx, org.WindowFilter{OpenOnly: true, Limit: manyUnits})
}

// register lists the objects of a kind that exist in the month: the windows that
// are open, the units of the kind, the people at the windows.
func register(tx *store.Tx, kind Kind, month calendar.Day) ([]Subject, error) {
	switch kind {
	case Window:
		windows, err := allWindows(tx)
		var out []Subject
		for _, w := range windows {
			out = append(out, Subject{Code: w.Code, Name: w.Name, Unit: w.Unit})
		}
		return out, err
	case Person:
		return people(tx)
	}
	day := PeriodOf(month).To
	units, err := org.List(tx, org.Filter{Kind: map[Kind]org.Kind{Township: org.Township, SubCentre: org.SubCentre}[kind], Day: &day, Limit: manyUnits})
	var out []Subject
	for _, u := range units {
		out = append(out, Subject{Code: u.Code, Name: u.Short, Unit: u.Code})
	}
	return out, err
}

// people are the accounts that sit at a window today.
func people(tx *store.Tx) ([]Subject, error) {
	accounts, err := identity.List(tx, identity.Filter{Role: identity.Clerk, State: identity.Active, Limit: manyUnits})
	var out []Subject
	for _, a := range accounts {
		if a.Window != "" {
			out = append(out, Subject{Code: a.ID, Name: a.Name, Unit: a.Unit})
		}
	}
	return out, err
}
