package storetest

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// Thing is a record of no room, for tests of the house itself. Make its table
// with ThingTable.
type Thing struct {
	County  string
	ID      string
	State   string
	Version int64
	Due     calendar.Day
	Note    *string
}

// The statements on things.
var (
	InsertThing = store.InsertInto[Thing]("fixture_thing")
	OneThing    = store.Query[Thing](`
SELECT county, id, state, version, due, note FROM fixture_thing WHERE county = $1 AND id = $2`)
	MoveThing = store.Exec(`
UPDATE fixture_thing SET state = $1, version = version + 1
WHERE county = $2 AND id = $3 AND version = $4`)
)
