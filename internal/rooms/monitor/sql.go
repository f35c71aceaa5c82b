package monitor

import "yingshang/internal/store"

var (
	faultColumns = store.Columns[SystemFault]("")
	insertFault  = store.InsertInto[SystemFault]("monitor_fault")
	faultByID    = store.Query[SystemFault](`SELECT ` + faultColumns + ` FROM monitor_fault WHERE county = $1 AND id = $2`)
	faults       = store.ListOf[SystemFault](`SELECT `+faultColumns+` FROM monitor_fault`, map[string]string{
		"newest": "id DESC",
		"from":   "from_at, id",
	})
	saveFault = store.Exec(`
UPDATE monitor_fault SET version = version + 1, state = $1, ruled_by = $2, ruled_at = $3, ruling = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)

	rulesColumns = store.Columns[RulesRow]("")
	insertRules  = store.InsertInto[RulesRow]("monitor_rules")
	rulesByID    = store.Query[RulesRow](`SELECT ` + rulesColumns + ` FROM monitor_rules WHERE county = $1 AND id = $2`)
	rulesIn      = store.Query[RulesRow](`
SELECT ` + rulesColumns + ` FROM monitor_rules WHERE county = $1 AND state = $2 ORDER BY from_day, id LIMIT 1000`)
	saveRules = store.Exec(`
UPDATE monitor_rules SET version = version + 1, state = $1, number = $2, decided_by = $3, decided_at = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)

	// claimReminder takes the one row of a clock, level and rule version; whoever
	// comes second changes nothing.
	claimReminder = store.Exec(`
INSERT INTO monitor_reminder (county, id, kind, subject, started, level, rules, unit, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (county, kind, subject, started, level, rules) DO NOTHING`)
	remindersOf = store.Query[Reminder](`
SELECT ` + store.Columns[Reminder]("") + ` FROM monitor_reminder
WHERE county = $1 AND kind = $2 AND subject = $3 ORDER BY at, id LIMIT 100`)

	cardColumns  = store.Columns[Card]("")
	insertCard   = store.InsertInto[Card]("monitor_card")
	cardByID     = store.Query[Card](`SELECT ` + cardColumns + ` FROM monitor_card WHERE county = $1 AND id = $2`)
	cardByNumber = store.Query[Card](`SELECT ` + cardColumns + ` FROM monitor_card WHERE county = $1 AND number = $2`)
	cardsOfClock = store.Query[Card](`
SELECT ` + cardColumns + ` FROM monitor_card
WHERE county = $1 AND kind = $2 AND subject = $3 AND started = $4 ORDER BY level, id LIMIT 20`)
	cardList = store.ListOf[Card](`SELECT `+store.Columns[Card]("c.")+` FROM monitor_card c`, map[string]string{
		"newest":   "c.id DESC",
		"id":       "c.id",
		"number":   "c.number",
		"feedback": "c.feedback_due, c.id",
	})
	saveCard = store.Exec(`
UPDATE monitor_card SET version = version + 1, state = $1, issued_at = $2, withdrawn_at = $3, cancelled_at = $4,
 feedback_n = $5, feedback_due = $6, feedback = $7, feedback_by = $8, feedback_at = $9, note = $10
WHERE county = $11 AND id = $12 AND state = $13 AND version = $14`)

	appealColumns = store.Columns[Appeal]("")
	insertAppeal  = store.InsertInto[Appeal]("monitor_appeal")
	appealByID    = store.Query[Appeal](`SELECT ` + appealColumns + ` FROM monitor_appeal WHERE county = $1 AND id = $2`)
	appealsOf     = store.Query[Appeal](`
SELECT ` + appealColumns + ` FROM monitor_appeal WHERE county = $1 AND card_id = $2 ORDER BY filed_at, id LIMIT 50`)
	appealList = store.ListOf[Appeal](`SELECT `+appealColumns+` FROM monitor_appeal`, map[string]string{
		"newest": "id DESC",
		"due":    "ruling_due, id",
	})
	saveAppeal = store.Exec(`
UPDATE monitor_appeal SET version = version + 1, state = $1, ruled_by = $2, ruled_at = $3, ruling = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)

	insertWatch = store.InsertInto[WatchDay]("monitor_watch")
	lastWatch   = store.Query[WatchDay](`
SELECT ` + store.Columns[WatchDay]("") + ` FROM monitor_watch WHERE county = $1 ORDER BY day DESC LIMIT 1`)

	insertNotice = store.InsertInto[Notice]("monitor_notice")
	noticeByID   = store.Query[Notice](`SELECT ` + store.Columns[Notice]("") + ` FROM monitor_notice WHERE county = $1 AND id = $2`)
	notices      = store.ListOf[Notice](`SELECT `+store.Columns[Notice]("")+` FROM monitor_notice`, map[string]string{
		"newest": "id DESC",
		"id":     "id",
	})
	saveNotice = store.Exec(`
UPDATE monitor_notice SET version = version + 1, state = $1, tries = tries + 1, note = $2, changed_at = $3
WHERE county = $4 AND id = $5 AND state = $6 AND version = $7`)
)

// Conditions on monitor_card c, for the instant of a cut-off: a card counts as
// issued from its issue, and as withdrawn from the ruling; of the cards of one
// clock and rule that stand, the gravest is in force and the others are replaced.
const (
	cardIssuedBy  = "c.level < 4 AND c.issued_at <= ?"
	cardStanding  = "(c.withdrawn_at IS NULL OR c.withdrawn_at > ?)"
	cardWithdrawn = "c.withdrawn_at <= ?"
	graverStands  = `(SELECT 1 FROM monitor_card h WHERE h.county = c.county AND h.kind = c.kind AND h.subject = c.subject
 AND h.started = c.started AND h.rule = c.rule AND h.level > c.level AND h.level < 4 AND h.issued_at <= ?
 AND (h.withdrawn_at IS NULL OR h.withdrawn_at > ?))`
	cardReplaced  = "EXISTS " + graverStands
	cardEffective = "NOT EXISTS " + graverStands
)
