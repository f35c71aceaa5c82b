package normdoc

import "yingshang/internal/store"

// Documents.
var (
	insertDocument   = store.InsertInto[Document]("normdoc_document")
	documentColumns  = store.Columns[Document]("")
	documentByID     = store.Query[Document](`SELECT ` + documentColumns + ` FROM normdoc_document WHERE county = $1 AND id = $2`)
	documentByNumber = store.Query[Document](`SELECT ` + documentColumns + ` FROM normdoc_document WHERE county = $1 AND number = $2`)
	documentUnified  = store.Query[Document](`SELECT ` + documentColumns + ` FROM normdoc_document WHERE county = $1 AND unified = $2`)
	documents        = store.ListOf[Document](`SELECT `+documentColumns+` FROM normdoc_document`, map[string]string{
		"id":     "id",
		"number": "number",
		"newest": "from_day DESC, number",
	})
	saveDocument = store.Exec(`
UPDATE normdoc_document SET version = version + 1, state = $1, title = $2, issuer = $3, provisional = $4, business = $5, incentive = $6,
    adopted_day = $7, from_day = $8, until_day = $9, competition = $10, competition_by = $11, unified = $12, registered_by = $13,
    registered_at = $14, published_day = $15, published_at = $16, evaluate_from = $17, evaluated_by = $18, evaluated_at = $19,
    evaluation = $20, extend = $21, ended_day = $22, ended_at = $23, successor = $24, end_reason = $25
WHERE county = $26 AND id = $27 AND state = $28 AND version = $29`)
)

// Rounds and reviews.
var (
	insertRound   = store.InsertInto[Round]("normdoc_round")
	roundColumns  = store.Columns[Round]("")
	roundByID     = store.Query[Round](`SELECT ` + roundColumns + ` FROM normdoc_round WHERE county = $1 AND id = $2`)
	roundByNumber = store.Query[Round](`SELECT ` + roundColumns + ` FROM normdoc_round WHERE county = $1 AND number = $2`)
	rounds        = store.ListOf[Round](`SELECT `+roundColumns+` FROM normdoc_round`, map[string]string{
		"newest": "from_day DESC, id DESC",
	})
	saveRound = store.Exec(`
UPDATE normdoc_round SET version = version + 1, state = $1, document = $2, published_by = $3, published_at = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)

	insertReview  = store.InsertInto[Review]("normdoc_review")
	reviewColumns = store.Columns[Review]("")
	reviewByID    = store.Query[Review](`SELECT ` + reviewColumns + ` FROM normdoc_review WHERE county = $1 AND id = $2`)
	reviewFor     = store.Query[Review](`
SELECT ` + reviewColumns + ` FROM normdoc_review WHERE county = $1 AND round_id = $2 AND document_id = $3`)
	reviewsOf = store.Query[Review](`
SELECT ` + reviewColumns + ` FROM normdoc_review WHERE county = $1 AND round_id = $2 ORDER BY unit, id LIMIT 5000`)
	reviews = store.ListOf[Review](`SELECT `+reviewColumns+` FROM normdoc_review`, map[string]string{
		"id":     "id",
		"newest": "id DESC",
		"due":    "follow_due, id",
	})
	saveReview = store.Exec(`
UPDATE normdoc_review SET version = version + 1, state = $1, findings = $2, conflicts = $3, proposal = $4, opinion = $5, reviewed_by = $6, reviewed_at = $7,
    decision = $8, reason = $9, decided_by = $10, decided_at = $11, follow_from = $12, follow_due = $13, follow_by = $14, done_at = $15
WHERE county = $16 AND id = $17 AND state = $18 AND version = $19`)
)

// Citations of what no longer holds.
var (
	insertStale = store.InsertInto[Stale]("normdoc_stale")
	stales      = store.ListOf[Stale](`SELECT `+store.Columns[Stale]("")+` FROM normdoc_stale`, map[string]string{
		"id":     "id",
		"newest": "found_at DESC, id DESC",
	})
	mendStale = store.Exec(`UPDATE normdoc_stale SET version = version + 1, mended_at = $1 WHERE county = $2 AND id = $3 AND mended_at IS NULL`)
)
