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
