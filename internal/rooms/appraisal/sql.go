package appraisal

import "yingshang/internal/store"

var (
	insertScheme  = store.InsertInto[Scheme]("appraisal_scheme")
	schemeColumns = store.Columns[Scheme]("")
	schemeByID    = store.Query[Scheme](`SELECT ` + schemeColumns + ` FROM appraisal_scheme WHERE county = $1 AND id = $2`)
	schemesIn     = store.Query[Scheme](`
SELECT ` + schemeColumns + ` FROM appraisal_scheme WHERE county = $1 AND kind = $2 AND state = $3 ORDER BY from_day, id LIMIT 1000`)
	schemes = store.ListOf[Scheme](`SELECT `+schemeColumns+` FROM appraisal_scheme`, map[string]string{
		"newest": "kind, from_day DESC, id DESC",
	})
	saveScheme = store.Exec(`
UPDATE appraisal_scheme SET version = version + 1, state = $1, number = $2, from_day = $3, title = $4, document = $5, body = $6,
    decided_by = $7, decided_at = $8
WHERE county = $9 AND id = $10 AND state = $11 AND version = $12`)

	insertRun  = store.InsertInto[Run]("appraisal_run")
	runColumns = store.Columns[Run]("")
	runByID    = store.Query[Run](`SELECT ` + runColumns + ` FROM appraisal_run WHERE county = $1 AND id = $2`)
	runOf      = store.Query[Run](`SELECT ` + runColumns + ` FROM appraisal_run WHERE county = $1 AND kind = $2 AND month = $3`)
	runs       = store.ListOf[Run](`SELECT `+runColumns+` FROM appraisal_run`, map[string]string{
		"newest": "month DESC, kind, id",
		"id":     "id",
	})
	saveRun = store.Exec(`
UPDATE appraisal_run SET version = version + 1, state = $1, computed_at = $2, unplaced = $3, shown_at = $4, shown_day = $5, until_day = $6,
    final_due = $7, book = $8, digest = $9, final_at = $10, final_by = $11, published_at = $12, published_by = $13
WHERE county = $14 AND id = $15 AND state = $16 AND version = $17`)

	insertSubject  = store.InsertInto[Subject]("appraisal_subject")
	subjectColumns = store.Columns[Subject]("")
	subjectByID    = store.Query[Subject](`SELECT ` + subjectColumns + ` FROM appraisal_subject WHERE county = $1 AND id = $2`)
	subjectsOf     = store.Query[Subject](`
SELECT ` + subjectColumns + ` FROM appraisal_subject WHERE county = $1 AND run_id = $2 ORDER BY code LIMIT 2000`)
	subjects = store.ListOf[Subject](`SELECT `+subjectColumns+` FROM appraisal_subject`, map[string]string{
		"place": "place ASC NULLS LAST, code",
	})
	saveSubject = store.Exec(`
UPDATE appraisal_subject SET out_reason = $1, got = $2, counted = $3, extra = $4, total = $5, grade = $6, place = $7, missing = $8
WHERE county = $9 AND id = $10`)

	insertScore  = store.InsertInto[Score]("appraisal_score")
	scoreColumns = store.Columns[Score]("")
	scoresOfRun  = store.Query[Score](`
SELECT ` + scoreColumns + ` FROM appraisal_score WHERE county = $1 AND run_id = $2 ORDER BY id LIMIT 100000`)
	scoresOfSubject = store.Query[Score](`
SELECT ` + scoreColumns + ` FROM appraisal_score WHERE county = $1 AND subject_id = $2 ORDER BY item LIMIT 1000`)
	dropScores    = store.Exec(`DELETE FROM appraisal_score WHERE county = $1 AND run_id = $2`)
	saveScore     = store.Exec(`UPDATE appraisal_score SET points = $1 WHERE county = $2 AND id = $3`)
	scoreAfterAll = store.Exec(`UPDATE appraisal_score SET state = 'scored', points = raw WHERE county = $1 AND id = $2`)

	insertLine  = store.InsertInto[Line]("appraisal_line")
	lineColumns = store.Columns[Line]("")
	linesOfRun  = store.Query[Line](`
SELECT ` + lineColumns + ` FROM appraisal_line WHERE county = $1 AND run_id = $2 ORDER BY id LIMIT 1000000`)
	linesOfSubject = store.Query[Line](`
SELECT ` + lineColumns + ` FROM appraisal_line WHERE county = $1 AND subject_id = $2 ORDER BY at, id LIMIT 100000`)
	dropLines  = store.Exec(`DELETE FROM appraisal_line WHERE county = $1 AND run_id = $2`)
	strikeLine = store.Exec(`UPDATE appraisal_line SET struck = $1 WHERE county = $2 AND id = $3 AND struck IS NULL`)

	insertEntry      = store.InsertInto[Entry]("appraisal_entry")
	entryColumns     = store.Columns[Entry]("")
	entryByReference = store.Query[Entry](`
SELECT ` + entryColumns + ` FROM appraisal_entry
WHERE county = $1 AND kind = $2 AND month = $3 AND code = $4 AND item = $5 AND reference = $6`)
	entriesOf = store.Query[Entry](`
SELECT ` + entryColumns + ` FROM appraisal_entry WHERE county = $1 AND kind = $2 AND month = $3 ORDER BY code, item, reference LIMIT 100000`)
	entries = store.ListOf[Entry](`SELECT `+entryColumns+` FROM appraisal_entry`, map[string]string{
		"id": "id",
	})
	saveEntry = store.Exec(`
UPDATE appraisal_entry SET version = version + 1, quantity = $1, day = $2, note = $3, evidence = $4, entered_by = $5, entered_at = $6
WHERE county = $7 AND id = $8 AND version = $9`)

	insertObjection = store.InsertInto[Objection]("appraisal_objection")
	objectionByID   = store.Query[Objection](`
SELECT ` + store.Columns[Objection]("") + ` FROM appraisal_objection WHERE county = $1 AND id = $2`)
	objections = store.ListOf[Objection](`SELECT `+store.Columns[Objection]("")+` FROM appraisal_objection`, map[string]string{
		"newest": "id DESC",
		"id":     "id",
	})
	saveObjection = store.Exec(`
UPDATE appraisal_objection SET version = version + 1, state = $1, due = $2, book = $3, answer = $4, answered_by = $5, answered_at = $6
WHERE county = $7 AND id = $8 AND state = $9 AND version = $10`)

	insertErratum = store.InsertInto[Erratum]("appraisal_erratum")
	errata        = store.ListOf[Erratum](`SELECT `+store.Columns[Erratum]("")+` FROM appraisal_erratum`, map[string]string{
		"newest": "id DESC",
		"oldest": "id",
	})

	insertBulletin  = store.InsertInto[Bulletin]("appraisal_bulletin")
	bulletinColumns = store.Columns[Bulletin]("")
	bulletinByID    = store.Query[Bulletin](`SELECT ` + bulletinColumns + ` FROM appraisal_bulletin WHERE county = $1 AND id = $2`)
	bulletinOf      = store.Query[Bulletin](`
SELECT ` + bulletinColumns + ` FROM appraisal_bulletin WHERE county = $1 AND quarter = $2 AND state <> $3`)
	bulletins = store.ListOf[Bulletin](`SELECT `+bulletinColumns+` FROM appraisal_bulletin`, map[string]string{
		"newest": "quarter DESC, id DESC",
	})
	saveBulletin = store.Exec(`
UPDATE appraisal_bulletin SET version = version + 1, state = $1, number = $2, decided_by = $3, decided_at = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)
)

// Special supervisors.
var (
	insertSupervisor    = store.InsertInto[Supervisor]("appraisal_supervisor")
	supervisorColumns   = store.Columns[Supervisor]("")
	supervisorByID      = store.Query[Supervisor](`SELECT ` + supervisorColumns + ` FROM appraisal_supervisor WHERE county = $1 AND id = $2`)
	supervisorByCode    = store.Query[Supervisor](`SELECT ` + supervisorColumns + ` FROM appraisal_supervisor WHERE county = $1 AND code = $2`)
	supervisorByAccount = store.Query[Supervisor](`SELECT ` + supervisorColumns + ` FROM appraisal_supervisor WHERE county = $1 AND account = $2`)
	supervisors         = store.ListOf[Supervisor](`SELECT `+supervisorColumns+` FROM appraisal_supervisor`, map[string]string{
		"code": "code",
	})
	saveSupervisor = store.Exec(`
UPDATE appraisal_supervisor SET version = version + 1, state = $1, name = $2, account = $3, source = $4, occupation = $5, conflicts = $6,
    terms = $7, from_day = $8, to_day = $9, ended_day = $10, end_reason = $11
WHERE county = $12 AND id = $13 AND state = $14 AND version = $15`)

	insertTerm = store.InsertInto[Term]("appraisal_term")
	termsOf    = store.Query[Term](`
SELECT ` + store.Columns[Term]("") + ` FROM appraisal_term WHERE county = $1 AND supervisor_id = $2 ORDER BY nth LIMIT 2`)
	terms = store.ListOf[Term](`SELECT `+store.Columns[Term]("")+` FROM appraisal_term`, map[string]string{
		"id": "id",
	})
	endTerm = store.Exec(`
UPDATE appraisal_term SET ended_day = $1, ended_at = $2 WHERE county = $3 AND supervisor_id = $4 AND nth = $5 AND ended_day IS NULL`)

	insertTask = store.InsertInto[Task]("appraisal_task")
	taskByID   = store.Query[Task](`SELECT ` + store.Columns[Task]("") + ` FROM appraisal_task WHERE county = $1 AND id = $2`)
	tasks      = store.ListOf[Task](`SELECT `+store.Columns[Task]("")+` FROM appraisal_task`, map[string]string{
		"newest": "id DESC",
	})
	saveTask = store.Exec(`
UPDATE appraisal_task SET version = version + 1, state = $1, report = $2, ended_at = $3
WHERE county = $4 AND id = $5 AND state = $6 AND version = $7`)

	insertOpinion  = store.InsertInto[Opinion]("appraisal_opinion")
	opinionColumns = store.Columns[Opinion]("")
	opinionByID    = store.Query[Opinion](`SELECT ` + opinionColumns + ` FROM appraisal_opinion WHERE county = $1 AND id = $2`)
	opinions       = store.ListOf[Opinion](`SELECT `+opinionColumns+` FROM appraisal_opinion`, map[string]string{
		"newest": "id DESC",
		"id":     "id",
	})
	saveOpinion = store.Exec(`
UPDATE appraisal_opinion SET version = version + 1, state = $1, unit = $2, assigned_by = $3, assigned_at = $4, assigned_day = $5,
    answer_n = $6, due = $7, book = $8, answer = $9, answered_by = $10, answered_at = $11, first_answered_at = $12, adopted = $13,
    ruling = $14, ruled_by = $15, ruled_at = $16, disagreed = $17, confirmed = $18, closed_at = $19
WHERE county = $20 AND id = $21 AND state = $22 AND version = $23`)
)
