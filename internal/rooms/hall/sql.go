package hall

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

var (
	handoutColumns     = store.Columns[Handout]("")
	hoursColumns       = store.Columns[Hours]("")
	slotColumns        = store.Columns[Slot]("")
	appointmentColumns = store.Columns[Appointment]("")
	turnColumns        = store.Columns[Turn]("")
	priorityColumns    = store.Columns[Priority]("")

	insertHandout = store.InsertInto[Handout]("hall_handout")
	handoutByID   = store.Query[Handout](`SELECT ` + handoutColumns + ` FROM hall_handout WHERE county = $1 AND id = $2`)
	sameHandout   = store.Query[Handout](`
SELECT ` + handoutColumns + ` FROM hall_handout
WHERE county = $1 AND item = $2 AND edition = $3 AND recipient = $4 AND place = $5 AND day = $6 AND state = 'recorded'`)
	strikeHandout = store.Exec(`
UPDATE hall_handout SET version = version + 1, state = $1, struck_at = $2, reason = $3
WHERE county = $4 AND id = $5 AND state = $6 AND version = $7`)
	handouts = store.ListOf[Handout](`SELECT `+handoutColumns+` FROM hall_handout`, map[string]string{
		"newest": "day DESC, id DESC", "id": "id"})
	copiesGiven = store.GroupOf[struct {
		Item   Printed
		Copies int64
		N      int64
	}](`SELECT item, CAST(sum(copies) AS BIGINT) AS copies, count(*) AS n FROM hall_handout`, "item", map[string]string{"item": "item"})

	insertHours = store.InsertInto[Hours]("hall_hours")
	hoursByID   = store.Query[Hours](`SELECT ` + hoursColumns + ` FROM hall_hours WHERE county = $1 AND id = $2`)
	hoursOf     = store.Query[Hours](`
SELECT ` + hoursColumns + ` FROM hall_hours
WHERE county = $1 AND hall = $2 AND from_day <= $3 AND (until_day IS NULL OR until_day >= $4)
ORDER BY opens, desk, id LIMIT 500`)
	hoursAfter = store.Query[Hours](`
SELECT ` + hoursColumns + ` FROM hall_hours WHERE county = $1 AND hall = $2 ORDER BY desk, days DESC, opens, id LIMIT 500`)
	endHours = store.Exec(`
UPDATE hall_hours SET version = version + 1, until_day = $1
WHERE county = $2 AND id = $3 AND version = $4 AND until_day IS NULL`)

	openSlot = store.Exec(`
INSERT INTO hall_slot (county, id, desk, day, starts, places, taken) VALUES ($1, $2, $3, $4, $5, $6, 0)
ON CONFLICT (county, desk, day, starts) DO NOTHING`)
	slotAt = store.Query[Slot](`
SELECT ` + slotColumns + ` FROM hall_slot WHERE county = $1 AND desk = $2 AND day = $3 AND starts = $4`)
	slotsOf = store.Query[Slot](`
SELECT ` + slotColumns + ` FROM hall_slot WHERE county = $1 AND desk = $2 AND day = $3 ORDER BY starts LIMIT 100`)
	takePlace = store.Exec(`UPDATE hall_slot SET taken = taken + 1 WHERE county = $1 AND id = $2 AND taken < places`)
	givePlace = store.Exec(`UPDATE hall_slot SET taken = taken - 1 WHERE county = $1 AND id = $2 AND taken > 0`)

	holdsOf = store.Query[struct {
		Hold int
		Day  calendar.Day
	}](`SELECT hold, day FROM hall_appointment WHERE county = $1 AND holder = $2 AND state = 'booked' ORDER BY hold LIMIT 10`)
	book = store.Exec(`
INSERT INTO hall_appointment (` + appointmentColumns + `)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, NULL)
ON CONFLICT DO NOTHING`)
	appointmentByID = store.Query[Appointment](`
SELECT ` + appointmentColumns + ` FROM hall_appointment WHERE county = $1 AND id = $2`)
	appointmentByNumber = store.Query[Appointment](`
SELECT ` + appointmentColumns + ` FROM hall_appointment WHERE county = $1 AND number = $2`)
	appointments = store.ListOf[Appointment](`SELECT `+appointmentColumns+` FROM hall_appointment`, map[string]string{
		"time": "day, starts, id"})
	settle = store.Exec(`
UPDATE hall_appointment SET version = version + 1, state = $1, settled_at = $2
WHERE county = $3 AND id = $4 AND state = $5 AND version = $6`)

	insertTurn = store.InsertInto[Turn]("hall_turn")
	turnByID   = store.Query[Turn](`SELECT ` + turnColumns + ` FROM hall_turn WHERE county = $1 AND id = $2`)
	turns      = store.ListOf[Turn](`SELECT `+turnColumns+` FROM hall_turn`, map[string]string{
		"taken": "taken_at, id", "called": "called_at DESC, id"})
	moveTurn = store.Exec(`
UPDATE hall_turn SET version = version + 1, state = $1, unit = $2, desk = $3, first_called = $4, called_at = $5, ended_at = $6
WHERE county = $7 AND id = $8 AND state = $9 AND version = $10`)

	addPriority = store.Exec(`
INSERT INTO hall_priority (` + priorityColumns + `) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (county, from_day) DO NOTHING`)
	priorityOn = store.Query[Priority](`
SELECT ` + priorityColumns + ` FROM hall_priority WHERE county = $1 AND from_day <= $2 ORDER BY from_day DESC LIMIT 1`)
	allPriorities = store.Query[Priority](`
SELECT ` + priorityColumns + ` FROM hall_priority WHERE county = $1 ORDER BY from_day DESC LIMIT 100`)

	countAppointments = store.ListOf[counted](`SELECT count(*) AS n FROM hall_appointment`, map[string]string{"n": "n"})
	countTurns        = store.ListOf[counted](`SELECT count(*) AS n FROM hall_turn`, map[string]string{"n": "n"})
	sumWaits          = store.ListOf[summed](
		`SELECT count(*) AS n, CAST(coalesce(sum(first_called - taken_at), 0) AS BIGINT) AS ms FROM hall_turn`, map[string]string{"n": "n"})
	sumService = store.ListOf[summed](
		`SELECT count(*) AS n, CAST(coalesce(sum(ended_at - called_at), 0) AS BIGINT) AS ms FROM hall_turn`, map[string]string{"n": "n"})
)

type counted struct{ N int64 }

type summed struct{ N, Ms int64 }
