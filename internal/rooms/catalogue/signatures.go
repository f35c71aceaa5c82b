package catalogue

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// Keys are spellings of the item's names that the search verifies against.
type Keys struct {
	Text     string   `json:"text"`
	Aliases  []string `json:"aliases"`
	Pinyin   []string `json:"pinyin"`
	Initials []string `json:"initials"`
}

// Current returns the version of the item in force on the day, with its
// materials. It refuses with NotOffered or Withdrawn.
func Current(tx *store.Tx, itemCode string, day calendar.Day) (Version, error) { panic("pending") }

// VersionByID returns a version in any state, with its materials.
func VersionByID(tx *store.Tx, id string) (Version, error) { panic("pending") }

// ItemByCode returns the item with the code.
func ItemByCode(tx *store.Tx, code string) (Item, error) { panic("pending") }

// ItemByID returns the item with the id.
func ItemByID(tx *store.Tx, id string) (Item, error) { panic("pending") }

// EnsureExternal returns the item under which a foreign case log's cases are
// kept, creating it on first use. It has no version.
func EnsureExternal(tx *store.Tx, by flow.Actor, unit, name string) (Item, error) { panic("pending") }
