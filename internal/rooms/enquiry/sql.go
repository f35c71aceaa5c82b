package enquiry

import "yingshang/internal/store"

var (
	insertRecord   = store.InsertInto[Enquiry]("enquiry_record")
	recordColumns  = store.Columns[Enquiry]("")
	recordByID     = store.Query[Enquiry](`SELECT ` + recordColumns + ` FROM enquiry_record WHERE county = $1 AND id = $2`)
	recordByNumber = store.Query[Enquiry](`SELECT ` + recordColumns + ` FROM enquiry_record WHERE county = $1 AND number = $2`)
	records        = store.ListOf[Enquiry](`SELECT `+recordColumns+` FROM enquiry_record`, map[string]string{
		"newest":    "received_day DESC, id DESC",
		"oldest":    "received_day, id",
		"id":        "id",
		"published": "published_at DESC, id DESC",
	})
	countRecords = store.ListOf[struct{ N int64 }](`SELECT count(*) AS n FROM enquiry_record`, map[string]string{"n": "n"})
	saveRecord   = store.Exec(`
UPDATE enquiry_record SET version = version + 1, state = $1, kind = $2, category = $3, area = $4, accused = $5, accused_account = $6,
    accept_due = $7, book = $8, accepted_at = $9, accepted_by = $10, reason = $11, explained = $12, right_office = $13, main_id = $14,
    unit = $15, assigned_at = $16, assigned_day = $17, handle_n = $18, extended_n = $19, extended_at = $20, handle_due = $21, writer = $22,
    drafted_at = $23, drafted_day = $24, reply_n = $25, reply_due = $26, reply = $27, answered_at = $28, answered_day = $29, answered_by = $30,
    confirm_until = $31, level = $32, rated_at = $33, rating_words = $34, reopened = $35, reopen_reason = $36, outcome = $37, ended_at = $38,
    origin_due = $39, reported_at = $40, reported_day = $41, report_number = $42, report_words = $43, public_title = $44,
    public_question = $45, public_answer = $46, published_at = $47, published_by = $48, title = $49, words = $50, sketch = $51,
    origin_document = $52, received_day = $53, first_answer_at = $54
WHERE county = $55 AND id = $56 AND state = $57 AND version = $58`)

	insertNotice = store.InsertInto[Notice]("enquiry_notice")
	noticesOf    = store.Query[Notice](`
SELECT ` + store.Columns[Notice]("") + ` FROM enquiry_notice WHERE county = $1 AND record_id = $2 ORDER BY id LIMIT 500`)

	insertTransfer = store.InsertInto[Transfer]("enquiry_transfer")
	transfersOf    = store.Query[Transfer](`
SELECT ` + store.Columns[Transfer]("") + ` FROM enquiry_transfer WHERE county = $1 AND record_id = $2 ORDER BY nth LIMIT 100`)

	insertReview = store.InsertInto[Review]("enquiry_review")
	reviewsOf    = store.Query[Review](`
SELECT ` + store.Columns[Review]("") + ` FROM enquiry_review WHERE county = $1 AND record_id = $2 ORDER BY nth LIMIT 100`)

	insertExtension = store.InsertInto[Extension]("enquiry_extension")
	extensionsOf    = store.Query[Extension](`
SELECT ` + store.Columns[Extension]("") + ` FROM enquiry_extension WHERE county = $1 AND record_id = $2 ORDER BY id LIMIT 100`)
	saveExtension = store.Exec(`
UPDATE enquiry_extension SET version = version + 1, state = $1, decided_by = $2, decided_at = $3, words = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)

	insertStatement  = store.InsertInto[Statement]("enquiry_statement")
	statementColumns = store.Columns[Statement]("")
	statementByID    = store.Query[Statement](`SELECT ` + statementColumns + ` FROM enquiry_statement WHERE county = $1 AND id = $2`)
	statementsOf     = store.Query[Statement](`
SELECT ` + statementColumns + ` FROM enquiry_statement WHERE county = $1 AND record_id = $2 ORDER BY id LIMIT 100`)
	statements = store.ListOf[Statement](`SELECT `+statementColumns+` FROM enquiry_statement`, map[string]string{
		"newest": "id DESC",
		"id":     "id",
	})
	saveStatement = store.Exec(`
UPDATE enquiry_statement SET version = version + 1, state = $1, due = $2, book = $3, words = $4, given_by = $5, given_at = $6
WHERE county = $7 AND id = $8 AND state = $9 AND version = $10`)

	insertUnseal = store.InsertInto[Unseal]("enquiry_unseal")
	unsealByID   = store.Query[Unseal](`SELECT ` + store.Columns[Unseal]("") + ` FROM enquiry_unseal WHERE county = $1 AND id = $2`)
	unseals      = store.ListOf[Unseal](`SELECT `+store.Columns[Unseal]("")+` FROM enquiry_unseal`, map[string]string{
		"newest": "id DESC",
	})
	saveUnseal = store.Exec(`
UPDATE enquiry_unseal SET version = version + 1, state = $1, decided_by = $2, decided_at = $3, words = $4, until_at = $5
WHERE county = $6 AND id = $7 AND state = $8 AND version = $9`)

	insertClimb = store.InsertInto[Climb]("enquiry_climb")
	climbsOf    = store.Query[Climb](`
SELECT ` + store.Columns[Climb]("") + ` FROM enquiry_climb WHERE county = $1 AND record_id = $2 ORDER BY id LIMIT 500`)
	climbs = store.ListOf[Climb](`SELECT `+store.Columns[Climb]("")+` FROM enquiry_climb`, map[string]string{
		"newest": "id DESC",
	})

	insertAlarm  = store.InsertInto[Alarm]("enquiry_alarm")
	alarmColumns = store.Columns[Alarm]("")
	alarmByID    = store.Query[Alarm](`SELECT ` + alarmColumns + ` FROM enquiry_alarm WHERE county = $1 AND id = $2`)
	alarmOf      = store.Query[Alarm](`
SELECT ` + alarmColumns + ` FROM enquiry_alarm WHERE county = $1 AND record_id = $2 AND subject = $3`)
	alarms = store.ListOf[Alarm](`SELECT `+alarmColumns+` FROM enquiry_alarm`, map[string]string{
		"newest": "id DESC",
		"id":     "id",
	})
	saveAlarm = store.Exec(`
UPDATE enquiry_alarm SET version = version + 1, state = $1, due = $2, book = $3, settled_by = $4, settled_at = $5, confirmed = $6, words = $7
WHERE county = $8 AND id = $9 AND state = $10 AND version = $11`)

	insertCategory = store.InsertInto[Category]("enquiry_category")
	categoryByCode = store.Query[Category](`
SELECT ` + store.Columns[Category]("") + ` FROM enquiry_category WHERE county = $1 AND code = $2`)
	categories = store.ListOf[Category](`SELECT `+store.Columns[Category]("")+` FROM enquiry_category`, map[string]string{
		"code": "code",
	})
	saveCategory = store.Exec(`
UPDATE enquiry_category SET version = version + 1, parent = $1, name = $2, basis = $3, retired = $4
WHERE county = $5 AND id = $6 AND version = $7`)

	insertRoute = store.InsertInto[Route]("enquiry_route")
	routeOf     = store.Query[Route](`
SELECT ` + store.Columns[Route]("") + ` FROM enquiry_route WHERE county = $1 AND category = $2 AND area = $3`)
	routes = store.ListOf[Route](`SELECT `+store.Columns[Route]("")+` FROM enquiry_route`, map[string]string{
		"category": "category, area",
	})
	saveRoute = store.Exec(`
UPDATE enquiry_route SET version = version + 1, unit = $1, retired = $2 WHERE county = $3 AND id = $4 AND version = $5`)
)
