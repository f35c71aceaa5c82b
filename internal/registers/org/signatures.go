package org

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Filter narrows a list of units; empty fields do not narrow.
type Filter struct {
	Kind     Kind
	Area     string        // the area and what lies inside it
	Parent   string        // code of the unit above
	Day      *calendar.Day // valid on this day; nil means today
	External *bool
	Text     string // part of name, short name or code
	After    string // page key: code of the last unit seen
	Limit    int    // default 100, at most 1000
}

// UnitInput is what people state of a unit.
type UnitInput struct {
	Code, Name, Short       string
	Kind                    Kind
	CreditCode              string
	Area                    string
	Parent                  string
	DocWord                 string
	Phone, SupervisionPhone string
	From                    calendar.Day // first valid day; 0 means today
}

// WindowInput is what people state of a window.
type WindowInput struct {
	Code, Unit, Hall, Name, Phone string
	Serves                        []string
	Open                          bool
}

// DelegationInput is what people state of a delegation.
type DelegationInput struct {
	FromAccount, ToAccount string
	Roles                  []flow.Role
	FromDay, ToDay         calendar.Day
	Reason                 string
}

// WindowFilter narrows a list of windows.
type WindowFilter struct {
	Unit, Hall string
	OpenOnly   bool
	After      string
	Limit      int
}

func ByCode(tx *store.Tx, code string) (Unit, error)               { panic("pending") }
func At(tx *store.Tx, code string, day calendar.Day) (Unit, error) { panic("pending") }
func ByName(tx *store.Tx, name string) (Unit, bool, error)         { panic("pending") }
func List(tx *store.Tx, f Filter) ([]Unit, error)                  { panic("pending") }
func Add(tx *store.Tx, by flow.Actor, in UnitInput) (Unit, error)  { panic("pending") }
func EnsureExternal(tx *store.Tx, by flow.Actor, name string) (Unit, error) {
	panic("pending")
}
func Amend(tx *store.Tx, by flow.Actor, in UnitInput) (Unit, error) { panic("pending") }
func Close(tx *store.Tx, by flow.Actor, code string, last calendar.Day, reason string) (Unit, error) {
	panic("pending")
}
func WindowByCode(tx *store.Tx, code string) (Window, error)                  { panic("pending") }
func Windows(tx *store.Tx, f WindowFilter) ([]Window, error)                  { panic("pending") }
func AddWindow(tx *store.Tx, by flow.Actor, in WindowInput) (Window, error)   { panic("pending") }
func AmendWindow(tx *store.Tx, by flow.Actor, in WindowInput) (Window, error) { panic("pending") }
func ActingFor(tx *store.Tx, account string, day calendar.Day) ([]Delegation, error) {
	panic("pending")
}
func DelegationByID(tx *store.Tx, id string) (Delegation, error) { panic("pending") }
func Delegate(tx *store.Tx, by flow.Actor, in DelegationInput) (Delegation, error) {
	panic("pending")
}
func Revoke(tx *store.Tx, by flow.Actor, id string, reason string) (Delegation, error) {
	panic("pending")
}

var Manifest manifest.Room
