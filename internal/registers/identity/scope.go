package identity

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Can reports whether the actor holds the permission. A permission without roles
// is the public's.
func Can(by flow.Actor, perm manifest.Perm) bool {
	return len(perm.Roles) == 0 || by.Has(perm.Roles...)
}

// Scope says whose records an actor may see. The zero Scope sees none.
type Scope struct {
	All   bool     // every unit of the county
	Units []string // else these
}

// wholeCounty are the roles that see every unit's records.
var wholeCounty = []flow.Role{Coordinator, Supervisor, Leader, flow.RoleSystem}

// ScopeOf returns the units whose records the actor may see: the whole county for
// those who coordinate, supervise or lead; the own unit for staff, and the units
// that the window takes in for clerks; none for administrators, who see no
// business, and for applicants, whose records are found by party.
func ScopeOf(tx *store.Tx, by flow.Actor) (Scope, error) {
	switch {
	case by.Has(Admins()...):
		return Scope{}, nil
	case by.Has(wholeCounty...):
		return Scope{All: true}, nil
	case by.Unit == "" || !by.Has(Staff()...):
		return Scope{}, nil
	}
	scope := Scope{Units: []string{by.Unit}}
	if by.Window == "" || !by.Has(Clerk) {
		return scope, nil
	}
	window, err := org.WindowByCode(tx, by.Window)
	if store.NoRow.Is(err) {
		return scope, nil
	}
	if err != nil {
		return Scope{}, err
	}
	for _, unit := range window.Units() {
		if !slices.Contains(scope.Units, unit) {
			scope.Units = append(scope.Units, unit)
		}
	}
	return scope, nil
}

// Sees reports whether records of the unit are within the scope.
func (s Scope) Sees(unit string) bool { return s.All || slices.Contains(s.Units, unit) }

// Narrow adds the scope to a list's conditions; column holds the unit's code.
func (s Scope) Narrow(w *store.Where, column string) {
	if !s.All {
		w.In(column, s.Units...)
	}
}
