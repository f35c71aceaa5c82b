package outreach

import "yingshang/internal/store"

var (
	insertRule = store.InsertInto[Rule]("outreach_rule")
	rules      = store.ListOf[Rule](`SELECT `+store.Columns[Rule]("")+` FROM outreach_rule`, map[string]string{"newest": "from_day DESC"})

	visitColumns = store.Columns[Visit]("")
	insertVisit  = store.InsertInto[Visit]("outreach_visit")
	visitByID    = store.Query[Visit](`SELECT ` + visitColumns + ` FROM outreach_visit WHERE county = $1 AND id = $2`)
	visitByNo    = store.Query[Visit](`SELECT ` + visitColumns + ` FROM outreach_visit WHERE county = $1 AND number = $2`)
	visits       = store.ListOf[Visit](`SELECT `+visitColumns+` FROM outreach_visit`, map[string]string{
		"newest": "id DESC", "id": "id", "day": "day, id"})
	visitCount = store.CountOf("outreach_visit")
	saveVisit  = store.Exec(`
UPDATE outreach_visit SET version = version + 1, state = $1, day = $2, agreed_by = $3, agreed_at = $4, agreed_slip = $5, ended_at = $6,
    ended_why = $7, held_by = $8, held_at = $9, notes = $10, closed_at = $11
WHERE county = $12 AND id = $13 AND state = $14 AND version = $15`)

	needColumns = store.Columns[Need]("")
	insertNeed  = store.InsertInto[Need]("outreach_need")
	needByID    = store.Query[Need](`SELECT ` + needColumns + ` FROM outreach_need WHERE county = $1 AND id = $2`)
	needByNo    = store.Query[Need](`SELECT ` + needColumns + ` FROM outreach_need WHERE county = $1 AND number = $2`)
	needs       = store.ListOf[Need](`SELECT `+needColumns+` FROM outreach_need`, map[string]string{
		"newest": "id DESC", "id": "id", "raised": "raised_at, id"})
	needCount = store.CountOf("outreach_need")
	saveNeed  = store.Exec(`
UPDATE outreach_need SET version = version + 1, state = $1, placed_at = $2, owner = $3, withdrawn_at = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)

	insertRound = store.InsertInto[Round]("outreach_round")
	roundsOf    = store.Query[Round](`
SELECT ` + store.Columns[Round]("") + ` FROM outreach_round WHERE county = $1 AND need_id = $2 ORDER BY nth LIMIT 100`)
	saveRound = store.Exec(`
UPDATE outreach_round SET version = version + 1, unit = $1, due = $2, answer = $3, answered_by = $4, answered_at = $5, verdict = $6,
    level = $7, verdict_by = $8, verdict_at = $9, remark = $10, reopened_at = $11, void_at = $12
WHERE county = $13 AND id = $14 AND version = $15`)
	rounds = store.ListOf[RoundLine](`SELECT `+store.Columns[Round]("r.")+`, n.number, n.title
FROM outreach_round r JOIN outreach_need n ON n.county = r.county AND n.id = r.need_id`, map[string]string{
		"id": "r.id", "answered": "r.answered_at, r.id", "verdict": "r.verdict_at, r.id"})

	insertChange = store.InsertInto[Change]("outreach_change")
	changesOf    = store.Query[Change](`
SELECT ` + store.Columns[Change]("") + ` FROM outreach_change WHERE county = $1 AND need_id = $2 ORDER BY id LIMIT 200`)

	sheetColumns  = store.Columns[Sheet]("")
	insertSheet   = store.InsertInto[Sheet]("outreach_checkup")
	sheetByID     = store.Query[Sheet](`SELECT ` + sheetColumns + ` FROM outreach_checkup WHERE county = $1 AND id = $2`)
	sheetByVisit  = store.Query[Sheet](`SELECT ` + sheetColumns + ` FROM outreach_checkup WHERE county = $1 AND visit_id = $2`)
	sheets        = store.ListOf[Sheet](`SELECT `+sheetColumns+` FROM outreach_checkup`, map[string]string{"newest": "id DESC", "day": "day, id"})
	saveSheet     = store.Exec(`UPDATE outreach_checkup SET version = version + 1, state = $1, read_at = $2 WHERE county = $3 AND id = $4 AND version = $5`)
	insertFinding = store.InsertInto[sealed]("outreach_finding")
	findingsOf    = store.Query[sealed](`
SELECT ` + store.Columns[sealed]("") + ` FROM outreach_finding WHERE county = $1 AND checkup_id = $2 ORDER BY nth LIMIT 100`)
)

// Events and fees.
var (
	eventColumns = store.Columns[Event]("")
	insertEvent  = store.InsertInto[Event]("outreach_event")
	eventByID    = store.Query[Event](`SELECT ` + eventColumns + ` FROM outreach_event WHERE county = $1 AND id = $2`)
	eventByTitle = store.Query[Event](`SELECT ` + eventColumns + ` FROM outreach_event WHERE county = $1 AND title = $2 AND day = $3`)
	events       = store.ListOf[Event](`SELECT `+eventColumns+` FROM outreach_event`, map[string]string{"newest": "day DESC, id DESC", "day": "day, id"})
	saveEvent    = store.Exec(`
UPDATE outreach_event SET version = version + 1, state = $1, held_at = $2, cancelled_at = $3, why = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)

	insertIndustry = store.InsertInto[Industry]("outreach_industry")
	industriesOf   = store.Query[Industry](`
SELECT ` + store.Columns[Industry]("") + ` FROM outreach_industry WHERE county = $1 AND event_id = $2 ORDER BY code LIMIT 2000`)

	insertAttendance = store.InsertInto[Attendance]("outreach_attendance")
	attendanceOf     = store.Query[Attendance](`
SELECT ` + store.Columns[Attendance]("") + ` FROM outreach_attendance WHERE county = $1 AND event_id = $2 ORDER BY id LIMIT 5000`)
	attendanceBy = store.Query[Attendance](`
SELECT ` + store.Columns[Attendance]("") + ` FROM outreach_attendance WHERE county = $1 AND event_id = $2 AND party = $3`)
	saveAttendance = store.Exec(`
UPDATE outreach_attendance SET version = version + 1, invited = $1, attended = $2, filed = $3, filing = $4
WHERE county = $5 AND id = $6 AND version = $7`)

	feeColumns = store.Columns[Fee]("")
	insertFee  = store.InsertInto[Fee]("outreach_fee")
	feeByID    = store.Query[Fee](`SELECT ` + feeColumns + ` FROM outreach_fee WHERE county = $1 AND id = $2`)
	feeByNo    = store.Query[Fee](`SELECT ` + feeColumns + ` FROM outreach_fee WHERE county = $1 AND number = $2`)
	fees       = store.ListOf[Fee](`SELECT `+feeColumns+` FROM outreach_fee`, map[string]string{"newest": "id DESC", "id": "id", "settled": "settled_day, id"})
	saveFee    = store.Exec(`
UPDATE outreach_fee SET version = version + 1, state = $1, offered_at = $2, chosen = $3, chosen_by = $4, chosen_slip = $5, settled = $6,
    settled_at = $7, settled_day = $8, dropped_at = $9, why = $10
WHERE county = $11 AND id = $12 AND state = $13 AND version = $14`)
	insertOffer = store.InsertInto[Offer]("outreach_offer")
	offersOf    = store.Query[Offer](`
SELECT ` + store.Columns[Offer]("") + ` FROM outreach_offer WHERE county = $1 AND fee_id = $2 ORDER BY nth LIMIT 50`)
)
