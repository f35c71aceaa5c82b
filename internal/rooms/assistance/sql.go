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
	servicesOf = store.Query[Service](`
SELECT ` + serviceColumns + ` FROM assistance_service WHERE county = $1 AND entrustment_id = $2 ORDER BY began_at, id LIMIT 500`)
	services = store.ListOf[Service](`SELECT `+serviceColumns+` FROM assistance_service`, map[string]string{
		"began":  "began_at, id",
		"newest": "began_at DESC, id DESC",
	})
	arriveMail = store.Exec(`
UPDATE assistance_service SET received_on = $1 WHERE county = $2 AND id = $3 AND kind = 'mail' AND received_on IS NULL`)
	serviceTally = store.GroupOf[unitCount](`SELECT unit, count(*) AS n FROM assistance_service`, "unit",
		map[string]string{"unit": "unit"})
)
