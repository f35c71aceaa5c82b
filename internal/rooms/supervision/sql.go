package supervision

import "yingshang/internal/store"

var (
	roundColumns  = store.Columns[Round]("")
	insertRound   = store.InsertInto[Round]("supervision_round")
	roundByID     = store.Query[Round](`SELECT ` + roundColumns + ` FROM supervision_round WHERE county = $1 AND id = $2`)
	roundByNumber = store.Query[Round](`SELECT ` + roundColumns + ` FROM supervision_round WHERE county = $1 AND number = $2`)
	rounds        = store.ListOf[Round](`SELECT `+roundColumns+` FROM supervision_round`, map[string]string{"newest": "from_day DESC, number DESC"})
	saveRound     = store.Exec(`
UPDATE supervision_round SET version = version + 1, state = $1, title = $2, scope = $3, document = $4, from_day = $5, to_day = $6,
    partners = $7, units = $8, proposed_by = $9, proposed_at = $10, decided_by = $11, decided_at = $12, closed_at = $13, summary = $14,
    reported_to = $15
WHERE county = $16 AND id = $17 AND state = $18 AND version = $19`)

	insertMember = store.InsertInto[Member]("supervision_member")
	membersOf    = store.Query[Member](`
SELECT ` + store.Columns[Member]("") + ` FROM supervision_member WHERE county = $1 AND round_id = $2 ORDER BY id LIMIT 200`)
	roundsOfAccount = store.Query[Member](`
SELECT ` + store.Columns[Member]("") + ` FROM supervision_member WHERE county = $1 AND account = $2 ORDER BY round_id DESC LIMIT 500`)
	dropMembers = store.Exec(`DELETE FROM supervision_member WHERE county = $1 AND round_id = $2`)
	saveMember  = store.Exec(`
UPDATE supervision_member SET version = version + 1, away = $1, why = $2 WHERE county = $3 AND id = $4 AND version = $5`)

	insertVisit = store.InsertInto[Visit]("supervision_visit")
	visitsOf    = store.Query[Visit](`
SELECT ` + store.Columns[Visit]("") + ` FROM supervision_visit WHERE county = $1 AND round_id = $2 ORDER BY id LIMIT 200`)

	findingColumns  = store.Columns[Finding]("")
	insertFinding   = store.InsertInto[Finding]("supervision_finding")
	findingByID     = store.Query[Finding](`SELECT ` + findingColumns + ` FROM supervision_finding WHERE county = $1 AND id = $2`)
	findingByNumber = store.Query[Finding](`SELECT ` + findingColumns + ` FROM supervision_finding WHERE county = $1 AND number = $2`)
	findings        = store.ListOf[Finding](`SELECT `+findingColumns+` FROM supervision_finding`, map[string]string{"number": "number", "id": "id"})
	saveFinding     = store.Exec(`
UPDATE supervision_finding SET version = version + 1, state = $1, unit = $2, ground = $3, ref_id = $4, ref = $5, document = $6, gap = $7,
    title = $8, facts = $9, demand = $10, wanted = $11, due = $12, first_due = $13, found_day = $14, letter = $15, letter_id = $16,
    issued_at = $17, run = $18, run_at = $19, run_day = $20, filed_at = $21, closed_at = $22, public = $23, look_from = $24,
    held_at = $25, dropped_at = $26, dropped = $27, found_by = $28, found_at = $29
WHERE county = $30 AND id = $31 AND state = $32 AND version = $33`)

	insertReport = store.InsertInto[Report]("supervision_report")
	reportByID   = store.Query[Report](`SELECT ` + store.Columns[Report]("") + ` FROM supervision_report WHERE county = $1 AND id = $2`)
	reportsOf    = store.Query[Report](`
SELECT ` + store.Columns[Report]("") + ` FROM supervision_report WHERE county = $1 AND finding_id = $2 ORDER BY id LIMIT 500`)
	saveReport = store.Exec(`
UPDATE supervision_report SET version = version + 1, state = $1, decided_by = $2, decided_at = $3, opinion = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)
	filings = store.ListOf[Filing](`SELECT `+store.Columns[Report]("r.")+`, f.number, f.title, f.office
    FROM supervision_report r JOIN supervision_finding f ON f.county = r.county AND f.id = r.finding_id`, map[string]string{"oldest": "r.id"})

	insertExtension = store.InsertInto[Extension]("supervision_extension")
	extensionsOf    = store.Query[Extension](`
SELECT ` + store.Columns[Extension]("") + ` FROM supervision_extension WHERE county = $1 AND finding_id = $2 ORDER BY id LIMIT 100`)
	saveExtension = store.Exec(`
UPDATE supervision_extension SET version = version + 1, state = $1, decided_by = $2, decided_at = $3, opinion = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)
	extensions = store.ListOf[AskedLine](`SELECT `+store.Columns[Extension]("e.")+`, f.number, f.title, f.office, f.unit, f.state AS now, f.run AS now_run
    FROM supervision_extension e JOIN supervision_finding f ON f.county = e.county AND f.id = e.finding_id`, map[string]string{"oldest": "e.id"})

	insertUrge = store.InsertInto[Urge]("supervision_urge")
	urgesOf    = store.Query[Urge](`
SELECT ` + store.Columns[Urge]("") + ` FROM supervision_urge WHERE county = $1 AND finding_id = $2 ORDER BY id LIMIT 500`)
	saveUrge = store.Exec(`
UPDATE supervision_urge SET version = version + 1, answered_by = $1, answered_at = $2, answer = $3 WHERE county = $4 AND id = $5 AND version = $6`)
	urges = store.ListOf[UrgeLine](`SELECT `+store.Columns[Urge]("u.")+`, f.number, f.title, f.unit
    FROM supervision_urge u JOIN supervision_finding f ON f.county = u.county AND f.id = u.finding_id`, map[string]string{"oldest": "u.id"})

	insertLook = store.InsertInto[Look]("supervision_look")
	lookByID   = store.Query[Look](`SELECT ` + store.Columns[Look]("") + ` FROM supervision_look WHERE county = $1 AND id = $2`)
	looksOf    = store.Query[Look](`
SELECT ` + store.Columns[Look]("") + ` FROM supervision_look WHERE county = $1 AND finding_id = $2 ORDER BY id LIMIT 100`)
	relapses = store.ListOf[LookLine](`SELECT `+store.Columns[Look]("l.")+`, f.number, f.title, f.unit
    FROM supervision_look l JOIN supervision_finding f ON f.county = l.county AND f.id = l.finding_id`, map[string]string{"oldest": "l.id"})
)
