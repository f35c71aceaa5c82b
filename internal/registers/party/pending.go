package party

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/store"
)

// SizeInputs are the figures a size class is computed from.
type SizeInputs struct {
	Industry string // row of the table, "industry", "wholesale", …
	Persons  int64  // 从业人员
	Revenue  int64  // 营业收入, fen
	Assets   int64  // 资产总额, fen
}

func Register(tx *store.Tx, by flow.Actor, d Draft) (Party, error)           { panic("pending") }
func Amend(tx *store.Tx, by flow.Actor, id string, d Draft) (Party, error)   { panic("pending") }
func Dissolve(tx *store.Tx, by flow.Actor, id, reason string) (Party, error) { panic("pending") }
func ByID(tx *store.Tx, id string) (Party, error)                            { panic("pending") }
func ByCredit(tx *store.Tx, code ids.CreditCode) (Party, bool, error)        { panic("pending") }
func ByCitizenID(tx *store.Tx, number ids.CitizenID) (Party, bool, error)    { panic("pending") }
func Search(tx *store.Tx, f Find) ([]Party, error)                           { panic("pending") }
func Display(tx *store.Tx, p Party) (View, error)                            { panic("pending") }
func Reveal(tx *store.Tx, by flow.Actor, id string, field Field, reason string) (string, error) {
	panic("pending")
}
func Erase(tx *store.Tx, by flow.Actor, id, reason string) error { panic("pending") }

// Hold keeps a party from being erased until a day (保存期限); rooms call it in
// their own act, with the record it is about.
func Hold(tx *store.Tx, id, subject string, until calendar.Day, basis string) error {
	panic("pending")
}

func SetClass(tx *store.Tx, by flow.Actor, id string, d ClassDraft) (Classed, error) {
	panic("pending")
}
func ClassesAt(tx *store.Tx, id string, day calendar.Day) ([]Classed, error) { panic("pending") }
func SetBar(tx *store.Tx, by flow.Actor, d BarDraft) (Bar, error)            { panic("pending") }
func LiftBar(tx *store.Tx, by flow.Actor, barID string, last calendar.Day, reason string) (Bar, error) {
	panic("pending")
}

// BarredFrom returns the bar that keeps the party from applying for the item
// on that day, if there is one.
func BarredFrom(tx *store.Tx, id, item string, day calendar.Day) (Bar, bool, error) {
	panic("pending")
}

// Dishonest reports whether a dishonesty flag stands on that day.
func Dishonest(tx *store.Tx, id string, day calendar.Day) (bool, error) { panic("pending") }
