package mandate

import "yingshang/internal/store"

var (
	clauseColumns = store.Columns[Clause]("")
	insertClause  = store.InsertInto[Clause]("mandate_clause")
	clauseByID    = store.Query[Clause](`SELECT ` + clauseColumns + ` FROM mandate_clause WHERE county = $1 AND id = $2`)
	clauseByCode  = store.Query[Clause](`SELECT ` + clauseColumns + ` FROM mandate_clause WHERE county = $1 AND law = $2 AND article = $3`)
	clauses       = store.ListOf[Clause](`SELECT `+clauseColumns+` FROM mandate_clause`, map[string]string{"article": "law, article"})
	saveClause    = store.Exec(`
UPDATE mandate_clause SET version = version + 1, title = $1, chapter = $2, heading = $3, summary = $4, local = $5
WHERE county = $6 AND id = $7 AND version = $8`)

	taskColumns  = store.Columns[Task]("")
	insertTask   = store.InsertInto[Task]("mandate_task")
	taskByID     = store.Query[Task](`SELECT ` + taskColumns + ` FROM mandate_task WHERE county = $1 AND id = $2`)
	taskByNumber = store.Query[Task](`SELECT ` + taskColumns + ` FROM mandate_task WHERE county = $1 AND number = $2`)
	tasks        = store.ListOf[Task](`SELECT `+taskColumns+` FROM mandate_task`, map[string]string{
		"number": "number",
		"due":    "due, number",
		"id":     "id",
	})
	saveTask = store.Exec(`
UPDATE mandate_task SET version = version + 1, state = $1, title = $2, measure = $3, clause_id = $4, lead = $5, partners = $6, due = $7,
    first_due = $8, proposed_by = $9, proposed_at = $10, document = $11, published_by = $12, published_at = $13, published_day = $14,
    percent = $15, handed_at = $16, closed_at = $17, ended_at = $18, ended_why = $19, late_reason = $20, late_at = $21
WHERE county = $22 AND id = $23 AND state = $24 AND version = $25`)

	milestoneColumns = store.Columns[Milestone]("")
	insertMilestone  = store.InsertInto[Milestone]("mandate_milestone")
	milestoneByID    = store.Query[Milestone](`SELECT ` + milestoneColumns + ` FROM mandate_milestone WHERE county = $1 AND id = $2`)
	milestonesOf     = store.Query[Milestone](`
SELECT ` + milestoneColumns + ` FROM mandate_milestone WHERE county = $1 AND task_id = $2 ORDER BY nth LIMIT 100`)
	dropMilestones = store.Exec(`DELETE FROM mandate_milestone WHERE county = $1 AND task_id = $2`)
	saveMilestone  = store.Exec(`
UPDATE mandate_milestone SET version = version + 1, due = $1, reached_at = $2 WHERE county = $3 AND id = $4 AND version = $5`)
	steps = store.ListOf[Step](`SELECT `+store.Columns[Milestone]("m.")+`, t.number, t.title AS task_title, t.lead, t.published_at,
    t.published_day, t.state, t.ended_at FROM mandate_milestone m JOIN mandate_task t ON t.county = m.county AND t.id = m.task_id`,
		map[string]string{"id": "m.id"})

	reportColumns = store.Columns[Report]("")
	insertReport  = store.InsertInto[Report]("mandate_report")
	reportByID    = store.Query[Report](`SELECT ` + reportColumns + ` FROM mandate_report WHERE county = $1 AND id = $2`)
	reportsOf     = store.Query[Report](`
SELECT ` + reportColumns + ` FROM mandate_report WHERE county = $1 AND task_id = $2 ORDER BY id LIMIT 1000`)
	countReports = store.CountOf("mandate_report")
	saveReport   = store.Exec(`
UPDATE mandate_report SET version = version + 1, state = $1, decided_by = $2, decided_at = $3, opinion = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)
	filings = store.ListOf[Filing](`SELECT `+store.Columns[Report]("r.")+`, t.number, t.title, t.office, t.lead
    FROM mandate_report r JOIN mandate_task t ON t.county = r.county AND t.id = r.task_id`, map[string]string{"oldest": "r.filed_at, r.id"})

	insertChange = store.InsertInto[Change]("mandate_change")
	changesOf    = store.Query[Change](`
SELECT ` + store.Columns[Change]("") + ` FROM mandate_change WHERE county = $1 AND task_id = $2 ORDER BY id LIMIT 500`)
	changes = store.ListOf[ChangeLine](`SELECT `+store.Columns[Change]("c.")+`, t.number, t.title, t.lead
    FROM mandate_change c JOIN mandate_task t ON t.county = c.county AND t.id = c.task_id`, map[string]string{"oldest": "c.id"})
)

// Indicators.
var (
	systemColumns = store.Columns[System]("")
	insertSystem  = store.InsertInto[System]("mandate_system")
	systemByID    = store.Query[System](`SELECT ` + systemColumns + ` FROM mandate_system WHERE county = $1 AND id = $2`)
	systemsOf     = store.Query[System](`
SELECT ` + systemColumns + ` FROM mandate_system WHERE county = $1 AND code = $2 ORDER BY edition LIMIT 1000`)
	systems    = store.ListOf[System](`SELECT `+systemColumns+` FROM mandate_system`, map[string]string{"code": "code, edition DESC"})
	saveSystem = store.Exec(`
UPDATE mandate_system SET version = version + 1, state = $1, title = $2, source = $3, document = $4, proposed_by = $5, proposed_at = $6,
    decided_by = $7, decided_at = $8
WHERE county = $9 AND id = $10 AND state = $11 AND version = $12`)

	indicatorColumns = store.Columns[Indicator]("")
	insertIndicator  = store.InsertInto[Indicator]("mandate_indicator")
	indicatorByID    = store.Query[Indicator](`SELECT ` + indicatorColumns + ` FROM mandate_indicator WHERE county = $1 AND id = $2`)
	indicatorByCode  = store.Query[Indicator](`
SELECT ` + indicatorColumns + ` FROM mandate_indicator WHERE county = $1 AND system_id = $2 AND code = $3`)
	indicatorsOf = store.Query[Indicator](`
SELECT ` + indicatorColumns + ` FROM mandate_indicator WHERE county = $1 AND system_id = $2 ORDER BY code LIMIT 1000`)
	saveIndicator = store.Exec(`
UPDATE mandate_indicator SET version = version + 1, parent = $1, name = $2, weight = $3, measured = $4, better = $5, unit = $6, figure = $7
WHERE county = $8 AND id = $9 AND version = $10`)

	roundColumns = store.Columns[Round]("")
	insertRound  = store.InsertInto[Round]("mandate_round")
	roundByID    = store.Query[Round](`SELECT ` + roundColumns + ` FROM mandate_round WHERE county = $1 AND id = $2`)
	roundOf      = store.Query[Round](`
SELECT ` + roundColumns + ` FROM mandate_round WHERE county = $1 AND system_id = $2 AND from_day = $3 AND to_day = $4`)
	rounds    = store.ListOf[Round](`SELECT `+roundColumns+` FROM mandate_round`, map[string]string{"newest": "id DESC"})
	saveRound = store.Exec(`
UPDATE mandate_round SET version = version + 1, state = $1, closed_at = $2 WHERE county = $3 AND id = $4 AND state = $5 AND version = $6`)

	insertScore = store.InsertInto[Score]("mandate_score")
	scoreByID   = store.Query[Score](`SELECT ` + store.Columns[Score]("") + ` FROM mandate_score WHERE county = $1 AND id = $2`)
	scores      = store.ListOf[ScoreLine](`SELECT `+store.Columns[Score]("s.")+`, i.code, i.name, i.weight, i.figure, i.measured, r.title,
    r.office, r.from_day, r.to_day FROM mandate_score s JOIN mandate_indicator i ON i.county = s.county AND i.id = s.indicator_id
    JOIN mandate_round r ON r.county = s.county AND r.id = s.round_id`, map[string]string{"code": "s.round_id DESC, i.code", "due": "s.due, i.code"})
	saveScore = store.Exec(`
UPDATE mandate_score SET version = version + 1, state = $1, value = $2, value_num = $3, value_den = $4, records = $5, points = $6,
    grounds = $7, filed_by = $8, filed_at = $9, got = $10, opinion = $11, decided_by = $12, decided_at = $13
WHERE county = $14 AND id = $15 AND state = $16 AND version = $17`)
)
