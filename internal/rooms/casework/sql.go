package casework

import "yingshang/internal/store"

// lineOfCase is what the ledgers of both ways on trust print of the case.
const lineOfCase = `c.number, c.item, c.item_name, c.unit, c.state, c.handler, c.acceptor`

var (
	caseColumns     = store.Columns[Case]("")
	materialColumns = store.Columns[Material]("")

	insertCase = store.InsertInto[Case]("casework_case")
	caseByID   = store.Query[Case](`SELECT ` + caseColumns + ` FROM casework_case WHERE county = $1 AND id = $2`)
	caseByNo   = store.Query[Case](`SELECT ` + caseColumns + ` FROM casework_case WHERE county = $1 AND number = $2`)
	cases      = store.ListOf[Case](`SELECT `+caseColumns+` FROM casework_case`, map[string]string{
		"due":      "promised_due NULLS LAST, id",
		"received": "submitted_at NULLS LAST, id",
		"newest":   "id DESC",
		"id":       "id",
		"decided":  "decided_at NULLS LAST, id",
		"notice":   "notice_due NULLS LAST, id",
		"delivery": "delivery_due NULLS LAST, id",
	})
	lines  = store.ListOf[Line](`SELECT `+store.Columns[Line]("")+` FROM casework_case`, map[string]string{"id": "id", "number": "number"})
	spared = store.ListOf[Spared](`SELECT `+store.Columns[Spared]("")+` FROM casework_case`, map[string]string{"id": "id"})
	places = store.ListOf[place](`SELECT id, next_due FROM casework_case`, map[string]string{
		"next": "next_due NULLS LAST, id DESC",
	})
	unitTally = store.GroupOf[struct {
		Unit string
		N    int64
	}](`SELECT unit, count(*) AS n FROM casework_case`, "unit", map[string]string{"unit": "unit"})
	caseCount = store.CountOf("casework_case")

	// saveCase is the one update of a case: guarded by id, state and version.
	saveCase = store.Exec(`
UPDATE casework_case SET version = version + 1, state = $1,
    number = $2, answers = $3, contact = $4, query_digest = $5, delivery_choice = $6, prior = $7,
    received_at = $8, received_day = $9, claimed_at = $10, claim_reason = $11, notice_due = $12, correction_due = $13,
    extension = $14, accepted_at = $15, accepted_day = $16, deemed = $17, acceptor = $18, handler = $19,
    promised_due = $20, statutory_due = $21, book = $22,
    decided_at = $23, decided_day = $24, outcome = $25, decider = $26, overdue_reason = $27, delivery_due = $28,
    issued_at = $29, delivered_at = $30, closed_at = $31,
    ended_at = $32, end_reason = $33, end_asked_by = $34, end_asked_reason = $35, reception = $36, submitted_at = $37, next_due = $38,
    extended_at = $39, reopened_at = $40
WHERE county = $41 AND id = $42 AND state = $43 AND version = $44`)

	insertFormer = store.InsertInto[Former]("casework_former")
	formersKnown = store.Query[Former](`
SELECT ` + store.Columns[Former]("") + ` FROM casework_former
WHERE county = $1 AND known_to > $2 AND known_from <= $2 ORDER BY case_id LIMIT 10000`)

	// conditions shared by lists and sweeps
	renewalExpired = "EXISTS (SELECT 1 FROM casework_decision d WHERE d.county = casework_case.county" +
		" AND d.certificate = casework_case.renews AND d.set_aside IS NULL AND d.valid_to < ?)"

	insertMaterial = store.InsertInto[Material]("casework_material")
	materialsOf    = store.Query[Material](`
SELECT ` + materialColumns + ` FROM casework_material WHERE county = $1 AND case_id = $2 ORDER BY code LIMIT 500`)
	saveMaterial = store.Exec(`
UPDATE casework_material SET standing = $1, verdict = $2, paper = $3, pages = $4, note = $5
WHERE county = $6 AND id = $7`)

	insertNotice = store.InsertInto[Notice]("casework_notice")
	noticesOf    = store.Query[Notice](`
SELECT ` + store.Columns[Notice]("") + ` FROM casework_notice WHERE county = $1 AND case_id = $2 ORDER BY nth LIMIT 20`)

	insertPause = store.InsertInto[Pause]("casework_pause")
	pausesOf    = store.Query[Pause](`
SELECT ` + store.Columns[Pause]("") + ` FROM casework_pause WHERE county = $1 AND case_id = $2 ORDER BY from_day, id LIMIT 100`)
	endPause = store.Exec(`
UPDATE casework_pause SET resumed_on = $1, outcome = $2, resumed_at = $5 WHERE county = $3 AND id = $4 AND resumed_on IS NULL`)

	insertOpinion = store.InsertInto[Opinion]("casework_opinion")
	opinionsOf    = store.Query[Opinion](`
SELECT ` + store.Columns[Opinion]("") + ` FROM casework_opinion WHERE county = $1 AND case_id = $2 ORDER BY at, id LIMIT 200`)

	insertDecision = store.InsertInto[Decision]("casework_decision")
	decisionsOf    = store.Query[Decision](`
SELECT ` + store.Columns[Decision]("") + ` FROM casework_decision WHERE county = $1 AND case_id = $2 ORDER BY at, id LIMIT 20`)
	decisionByCertificate = store.Query[Decision](`
SELECT ` + store.Columns[Decision]("") + ` FROM casework_decision
WHERE county = $1 AND certificate = $2 AND set_aside IS NULL ORDER BY at DESC, id DESC LIMIT 1`)
	saveDecision = store.Exec(`
UPDATE casework_decision SET certificate = $1, valid_from = $2, valid_to = $3, set_aside = $4
WHERE county = $5 AND id = $6`)

	insertMoved = store.InsertInto[Moved]("casework_moved")
	movesOf     = store.Query[Moved](`
SELECT ` + store.Columns[Moved]("") + ` FROM casework_moved WHERE county = $1 AND case_id = $2 ORDER BY at, id LIMIT 100`)

	insertAmendment = store.InsertInto[Amendment]("casework_correction")
	amendmentsOf    = store.Query[Amendment](`
SELECT ` + store.Columns[Amendment]("") + ` FROM casework_correction WHERE county = $1 AND case_id = $2 ORDER BY at, id LIMIT 200`)

	movedCases = store.ListOf[MovedCase](`SELECT `+store.Columns[Moved]("m.")+`, c.number, c.item_name, c.unit, c.state
FROM casework_moved m JOIN casework_case c ON c.county = m.county AND c.id = m.case_id`, map[string]string{
		"newest": "m.at DESC, m.new_book, m.new_due, m.id",
	})
	insertDeferral = store.InsertInto[Deferral]("casework_deferral")
	deferralByCase = store.Query[Deferral](`
SELECT ` + store.Columns[Deferral]("") + ` FROM casework_deferral WHERE county = $1 AND case_id = $2`)
	saveDeferral = store.Exec(`
UPDATE casework_deferral SET signer = $1, capacity = $2, promise_letter = $3, promised_at = $4, items = $5,
    notice_letter = $6, accepted_at = $7, accepted_day = $8, due = $9, reminded = $10,
    asked_by = $11, asked_due = $12, asked_reason = $13, extended_by = $14, extended_at = $15,
    settled_at = $16, outcome = $17
WHERE county = $18 AND id = $19`)
	deferralsWithCase = store.ListOf[DeferralLine](`SELECT `+store.Columns[Deferral]("d.")+`, `+lineOfCase+`
FROM casework_deferral d JOIN casework_case c ON c.county = d.county AND c.id = d.case_id`, map[string]string{
		"due":    "d.due, d.id",
		"newest": "d.accepted_at DESC, d.id DESC",
	})

	insertPledge = store.InsertInto[Pledge]("casework_pledge")
	pledgeByCase = store.Query[Pledge](`
SELECT ` + store.Columns[Pledge]("") + ` FROM casework_pledge WHERE county = $1 AND case_id = $2`)
	falsePledges = store.Query[Pledge](`
SELECT ` + store.Columns[Pledge]("") + ` FROM casework_pledge
WHERE county = $1 AND party = $2 AND result = 'false' AND settled_at IS NULL ORDER BY id LIMIT 1`)
	savePledge = store.Exec(`
UPDATE casework_pledge SET signer = $1, capacity = $2, letter = $3, signed_at = $4, items = $5,
    check_from = $6, check_days = $7, check_due = $8, verified_at = $9, verified_day = $10, verifier = $11, second = $12,
    result = $13, finding = $14, order_letter = $15, rectify_due = $16, settled_at = $17, outcome = $18
WHERE county = $19 AND id = $20`)
	pledgesWithCase = store.ListOf[PledgeLine](`SELECT `+store.Columns[Pledge]("p.")+`, `+lineOfCase+`
FROM casework_pledge p JOIN casework_case c ON c.county = p.county AND c.id = p.case_id`, map[string]string{
		"check":  "p.check_due, p.id",
		"newest": "p.signed_at DESC, p.id DESC",
	})
	pledgeMaterial = store.Exec(`UPDATE casework_material SET pledge = $1 WHERE county = $2 AND id = $3`)

	insertCharge = store.InsertInto[Charge]("casework_charge")
	chargeByCase = store.Query[Charge](`
SELECT ` + store.Columns[Charge]("") + ` FROM casework_charge WHERE county = $1 AND case_id = $2`)
	chargeByReceipt = store.Query[Charge](`
SELECT ` + store.Columns[Charge]("") + ` FROM casework_charge WHERE county = $1 AND receipt = $2`)
	saveCharge = store.Exec(`
UPDATE casework_charge SET version = version + 1, state = $1, lines = $2, assessed = $3, assessed_by = $4, letter = $5,
    reduced = $6, reduced_at = $7, reduced_by = $8, reduced_for = $9, paid = $10, paid_at = $11, paid_day = $12, receipt = $13,
    refunded = $14, refunded_at = $15, refunded_for = $16
WHERE county = $17 AND id = $18 AND state = $19 AND version = $20`)
	chargesWithCase = store.ListOf[ChargeLine](`SELECT `+store.Columns[Charge]("f.")+`, c.number, c.item_name
FROM casework_charge f JOIN casework_case c ON c.county = f.county AND c.id = f.case_id`, map[string]string{"id": "f.id"})

	pausesWithCase = store.ListOf[struct {
		Pause
		Number   string
		ItemName string
		Unit     string
	}](`SELECT `+store.Columns[Pause]("p.")+`, c.number, c.item_name, c.unit
FROM casework_pause p JOIN casework_case c ON c.county = p.county AND c.id = p.case_id`, map[string]string{
		"from": "p.from_day, p.id",
	})
)
