package assistance

import "yingshang/internal/store"

type unitCount struct {
	Unit string
	N    int64
}

var (
	columns           = store.Columns[Entrustment]("")
	insertEntrustment = store.InsertInto[Entrustment]("assistance_entrustment")
	entrustmentByID   = store.Query[Entrustment](`
SELECT ` + columns + ` FROM assistance_entrustment WHERE county = $1 AND id = $2`)
	entrustmentByNumber = store.Query[Entrustment](`
SELECT ` + columns + ` FROM assistance_entrustment WHERE county = $1 AND number = $2`)
	entrustments = store.ListOf[Entrustment](`SELECT `+columns+` FROM assistance_entrustment`, map[string]string{
		"newest": "id DESC",
		"given":  "given_at, id",
	})
	entrustmentCount = store.CountOf("assistance_entrustment")
	saveEntrustment  = store.Exec(`
UPDATE assistance_entrustment SET version = version + 1, state = $1, agent = $2, unit = $3, delivered_at = $4, filed_at = $5,
    revoked_at = $6, revoke_reason = $7, visited_at = $8, visited_by = $9, visit_level = $10, visit_words = $11
WHERE county = $12 AND id = $13 AND state = $14 AND version = $15`)

	insertClaim  = store.InsertInto[Claim]("assistance_claim")
	claimColumns = store.Columns[Claim]("")
	claimsOf     = store.Query[Claim](`
SELECT ` + claimColumns + ` FROM assistance_claim WHERE county = $1 AND entrustment_id = $2 ORDER BY nth LIMIT 100`)
	claimBy = store.Query[Claim](`
SELECT ` + claimColumns + ` FROM assistance_claim WHERE county = $1 AND account = $2 AND entrustment_id = $3 ORDER BY nth LIMIT 1`)
	endClaim = store.Exec(`
UPDATE assistance_claim SET ended_at = $1, ended_by = $2, reason = $3 WHERE county = $4 AND id = $5 AND ended_at IS NULL`)
	claims = store.ListOf[struct {
		Claim
		Number string
		Scope  []Item
	}](`SELECT `+store.Columns[Claim]("c.")+`, e.number, e.scope
FROM assistance_claim c JOIN assistance_entrustment e ON e.county = c.county AND e.id = c.entrustment_id`, map[string]string{
		"at": "c.at, c.id",
	})
	claimTally = store.GroupOf[unitCount](`SELECT unit, count(*) AS n FROM assistance_claim`, "unit",
		map[string]string{"unit": "unit"})

	insertDone  = store.InsertInto[Done]("assistance_act")
	doneColumns = store.Columns[Done]("")
	doneOf      = store.Query[Done](`
SELECT ` + doneColumns + ` FROM assistance_act WHERE county = $1 AND entrustment_id = $2 ORDER BY at, id LIMIT 500`)
	acts      = store.ListOf[Done](`SELECT `+doneColumns+` FROM assistance_act`, map[string]string{"at": "at, id"})
	doneTally = store.GroupOf[unitCount](`SELECT unit, count(*) AS n FROM assistance_act`, "unit",
		map[string]string{"unit": "unit"})

	insertService  = store.InsertInto[Service]("assistance_service")
	serviceColumns = store.Columns[Service]("")
	serviceByID    = store.Query[Service](`
SELECT ` + serviceColumns + ` FROM assistance_service WHERE county = $1 AND id = $2`)
	serviceByMail = store.Query[Service](`
SELECT ` + serviceColumns + ` FROM assistance_service WHERE county = $1 AND mail_number = $2 AND kind = 'mail'`)
	serviceLike = store.Query[Service](`
SELECT ` + serviceColumns + ` FROM assistance_service
WHERE county = $1 AND unit = $2 AND kind = $3 AND began_at = $4 AND evidence = $5`)
	servicesOf = store.Query[Service](`
SELECT ` + serviceColumns + ` FROM assistance_service WHERE county = $1 AND entrustment_id = $2 ORDER BY began_at, id LIMIT 500`)
	services = store.ListOf[Service](`SELECT `+serviceColumns+` FROM assistance_service`, map[string]string{
		"id":     "id",
		"began":  "began_at, id",
		"newest": "began_at DESC, id DESC",
	})
	arriveMail = store.Exec(`
UPDATE assistance_service SET received_on = $1 WHERE county = $2 AND id = $3 AND kind = 'mail' AND received_on IS NULL`)
	serviceTally = store.GroupOf[unitCount](`SELECT unit, count(*) AS n FROM assistance_service`, "unit",
		map[string]string{"unit": "unit"})

	insertWait  = store.InsertInto[Wait]("assistance_wait")
	waitColumns = store.Columns[Wait]("")
	waitsOf     = store.Query[Wait](`
SELECT ` + waitColumns + ` FROM assistance_wait WHERE county = $1 AND entrustment_id = $2 ORDER BY nth LIMIT 100`)
	waits   = store.ListOf[Wait](`SELECT `+waitColumns+` FROM assistance_wait`, map[string]string{"id": "id"})
	endWait = store.Exec(`
UPDATE assistance_wait SET ended_at = $1, dropped = $2 WHERE county = $3 AND id = $4 AND ended_at IS NULL`)
	redateWait = store.Exec(`
UPDATE assistance_wait SET due = $1, book = $2 WHERE county = $3 AND id = $4 AND ended_at IS NULL`)

	insertBlock  = store.InsertInto[Block]("assistance_block")
	blockColumns = store.Columns[Block]("")
	blockByID    = store.Query[Block](`
SELECT ` + blockColumns + ` FROM assistance_block WHERE county = $1 AND id = $2`)
	openBlock = store.Query[Block](`
SELECT ` + blockColumns + ` FROM assistance_block WHERE county = $1 AND case_id = $2 AND ended_at IS NULL`)
	blocksOf = store.Query[Block](`
SELECT ` + blockColumns + ` FROM assistance_block WHERE county = $1 AND entrustment_id = $2 ORDER BY id LIMIT 200`)
	blocks = store.ListOf[Block](`SELECT `+blockColumns+` FROM assistance_block`, map[string]string{
		"id":     "id",
		"newest": "id DESC",
		"raised": "raised_at, id",
	})
	blockCount  = store.CountOf("assistance_block")
	updateBlock = store.Exec(`
UPDATE assistance_block SET version = version + 1, state = $1, due = $2, book = $3, answer = $4, answered_by = $5, ended_at = $6
WHERE county = $7 AND id = $8 AND state = $9 AND version = $10`)
	blockTally = store.GroupOf[unitCount](`SELECT unit, count(*) AS n FROM assistance_block`, "unit",
		map[string]string{"unit": "unit"})
)
