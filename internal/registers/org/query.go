package org

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/zh/fold"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// ByCode returns the unit as it stands today; store.NoRow if it has no span
// today.
func ByCode(tx *store.Tx, code string) (Unit, error) { return At(tx, code, tx.Today()) }

// ShortName is the unit's short name (简称) today; its code if the register has none.
func ShortName(tx *store.Tx, code string) (string, error) {
	row, found, err := unitShort.Find(tx, tx.County(), code, tx.Today())
	if !found {
		return code, err
	}
	return row.Short, err
}

// Who names who acted as lists print it: unit and name of somebody of an office.
// An applicant's own account stays opaque (本人).
func Who(tx *store.Tx, by journal.By) (string, error) {
	if by.Unit == "" {
		return "本人", nil
	}
	unit, err := ShortName(tx, by.Unit)
	return strings.TrimSpace(unit + " " + by.Name), err
}

// At returns the unit as it stood, or will stand, on the day.
func At(tx *store.Tx, code string, day calendar.Day) (Unit, error) {
	return unitAt.One(tx, tx.County(), code, day)
}

// Spans returns every span of a code, oldest first: the unit's former names.
func Spans(tx *store.Tx, code string) ([]Unit, error) { return spansOf.All(tx, tx.County(), code) }

// ByName finds the unit of today that bears the full or, failing that, the short
// name; width and spaces do not matter. Several bearers are NameAmbiguous.
func ByName(tx *store.Tx, name string) (Unit, bool, error) {
	key := nameKey(name)
	if key == "" {
		return Unit{}, false, nil
	}
	for _, statement := range []*store.Select[Unit]{unitsNamed, unitsShort} {
		found, err := statement.All(tx, tx.County(), key, tx.Today())
		if err != nil || len(found) == 1 {
			return first(found), len(found) == 1, err
		}
		if len(found) > 1 {
			return Unit{}, false, NameAmbiguous.New(fault.Args{"n": len(found), "name": name, "code": found[0].Code})
		}
	}
	return Unit{}, false, nil
}

func first(found []Unit) Unit {
	if len(found) == 0 {
		return Unit{}
	}
	return found[0]
}

// nameKey folds a name so that equal looking names are equal.
func nameKey(name string) string { return strings.ToLower(fold.Compact(name)) }

// Filter narrows a list of units; empty fields do not narrow.
type Filter struct {
	Kind     Kind
	Area     string        // the area and what lies inside it
	Parent   string        // code of the unit above
	Day      *calendar.Day // valid on this day; nil means today
	External *bool
	Text     string // part of the name, the short name or the code
	After    string // page key: code of the last unit seen
	Limit    int    // default 100, at most 1000
}

// List returns the units that meet the filter, by code.
func List(tx *store.Tx, f Filter) ([]Unit, error) {
	day := tx.Today()
	if f.Day != nil {
		day = *f.Day
	}
	w := new(store.Where).And("county = ?", tx.County()).
		And("valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)", day, day)
	if f.Kind != "" {
		w.And("kind = ?", f.Kind)
	}
	if f.Area != "" {
		w.And("substr(area, 1, ?) = ?", len(areaHead(f.Area)), areaHead(f.Area))
	}
	if f.Parent != "" {
		w.And("parent = ?", f.Parent)
	}
	if f.External != nil {
		w.And("external = ?", *f.External)
	}
	if key := nameKey(f.Text); key != "" {
		like := "%" + likeText(key) + "%"
		w.And(`(name_key LIKE ? ESCAPE '\' OR short_key LIKE ? ESCAPE '\' OR code = ?)`, like, like, strings.TrimSpace(f.Text))
	}
	if f.After != "" {
		w.And("code > ?", f.After)
	}
	return units.Page(tx, w, "code", pageSize(f.Limit))
}

// areaHead is the part of an area code that every area inside it begins with.
func areaHead(code string) string {
	if len(code) != 6 {
		return code
	}
	return strings.TrimSuffix(strings.TrimSuffix(code, "00"), "00")
}

// likeText takes the meaning from the signs LIKE gives one to.
func likeText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s)
}

const (
	defaultPage = 100
	maxPage     = 1000
)

func pageSize(limit int) int {
	if limit <= 0 {
		return defaultPage
	}
	return min(limit, maxPage)
}

// WindowFilter narrows a list of windows; empty fields do not narrow.
type WindowFilter struct {
	Unit, Hall string
	OpenOnly   bool
	After      string // page key: code of the last window seen
	Limit      int    // default 100, at most 1000
}

// WindowByCode returns the window, open or not.
func WindowByCode(tx *store.Tx, code string) (Window, error) {
	return windowByCode.One(tx, tx.County(), code)
}

// Windows returns the windows that meet the filter, by code.
func Windows(tx *store.Tx, f WindowFilter) ([]Window, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if f.Unit != "" {
		w.And("unit = ?", f.Unit)
	}
	if f.Hall != "" {
		w.And("hall = ?", f.Hall)
	}
	if f.OpenOnly {
		w.And("open = ?", true)
	}
	if f.After != "" {
		w.And("code > ?", f.After)
	}
	return windows.Page(tx, w, "code", pageSize(f.Limit))
}

// ActingFor returns the delegations under which the account may act for others
// on the day.
func ActingFor(tx *store.Tx, account string, day calendar.Day) ([]Delegation, error) {
	return delegationsTo.All(tx, tx.County(), account, day)
}

// DelegationsBy returns what the account has handed over, newest end first,
// with what ran out or was revoked.
func DelegationsBy(tx *store.Tx, account string) ([]Delegation, error) {
	return delegationsFrom.All(tx, tx.County(), account)
}

// DelegationByID returns one delegation.
func DelegationByID(tx *store.Tx, id string) (Delegation, error) {
	return delegationByID.One(tx, tx.County(), id)
}
