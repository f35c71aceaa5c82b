// Package record (记录页) is what the pages of the rooms' records share: names of
// units and the choice of one, the history of a record, and the files that prove
// something beside it. It knows the registers and no room.
package record

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// UnitNames are the short names of all units by code.
func UnitNames(tx *store.Tx) (map[string]string, error) {
	units, err := org.List(tx, org.Filter{Limit: 1000})
	names := make(map[string]string, len(units))
	for _, u := range units {
		names[u.Code] = cmp.Or(u.Short, u.Name)
	}
	return names, err
}

// NameOf is the name of one unit, its code where it is not known, and a dash for
// none.
func NameOf(names map[string]string, code string) string { return cmp.Or(names[code], code, "—") }

// NamesOf are the names of several units in one line.
func NamesOf(names map[string]string, codes []string) string {
	out := make([]string, len(codes))
	for n, code := range codes {
		out[n] = NameOf(names, code)
	}
	return cmp.Or(strings.Join(out, "、"), "—")
}

// UnitOptions are the units to choose from, by code; none is the word for no choice.
func UnitOptions(names map[string]string, none string) []ui.Option {
	return OptionsOf(names, slices.Sorted(maps.Keys(names)), none)
}

// OptionsOf are these units to choose from, in the order given.
func OptionsOf(names map[string]string, codes []string, none string) []ui.Option {
	out := []ui.Option{{Value: "", Label: none}}
	for _, code := range codes {
		out = append(out, ui.Option{Value: code, Label: NameOf(names, code)})
	}
	return out
}
