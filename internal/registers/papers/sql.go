package papers

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

type loadRow struct {
	Files int64
	Bytes int64
}

type digestRow struct{ Digest string }

var (
	columns = store.Columns[Paper]("")

	insertPaper = store.InsertInto[Paper]("papers_paper")
	byID        = store.Query[Paper](`SELECT ` + columns + ` FROM papers_paper WHERE county = $1 AND id = $2`)
	ofCase      = store.Query[Paper](`SELECT ` + columns + ` FROM papers_paper WHERE county = $1 AND case_id = $2 ORDER BY id LIMIT 1000`)
	ofParty     = store.Query[Paper](`SELECT ` + columns + ` FROM papers_paper WHERE county = $1 AND party_id = $2 ORDER BY id DESC LIMIT 1000`)
	sameBytes   = store.Query[Paper](`
SELECT ` + columns + ` FROM papers_paper
WHERE county = $1 AND party_id = $2 AND digest = $3 AND state = 'usable' ORDER BY grade, id DESC LIMIT 1`)
	reusable = store.ListOf[Paper](`SELECT `+columns+` FROM papers_paper`,
		map[string]string{"grade": "grade, id DESC"})
	mine = store.ListOf[Paper](`SELECT `+columns+` FROM papers_paper`,
		map[string]string{"newest": "id DESC"})
	movePaper = store.Exec(`
UPDATE papers_paper SET state = $1, replaced_by = $2, threat = $3, version = version + 1
WHERE county = $4 AND id = $5 AND state = $6 AND version = $7`)
	verifyPaper = store.Exec(`
UPDATE papers_paper SET grade = 'B', verified_by = $1, verified_at = $2, version = version + 1
WHERE county = $3 AND id = $4 AND state = $5 AND version = $6`)
	loadOfCase = store.Query[loadRow](`
SELECT COUNT(*) AS files, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes FROM papers_paper
WHERE county = $1 AND case_id = $2 AND state IN ('usable', 'quarantined')`)
	ofDigest    = store.Query[Paper](`SELECT ` + columns + ` FROM papers_paper WHERE county = $1 AND digest = $2 ORDER BY id LIMIT 100`)
	digestKnown = store.Query[digestRow](`SELECT digest FROM papers_paper WHERE digest = $1 LIMIT 1`)
	digestsFrom = store.Query[digestRow](`
SELECT DISTINCT digest FROM papers_paper WHERE county = $1 AND digest > $2 ORDER BY digest LIMIT 500`)

	insertEvidence = store.InsertInto[Evidence]("papers_evidence")
	evidenceByID   = store.Query[Evidence](`
SELECT ` + store.Columns[Evidence]("") + ` FROM papers_evidence WHERE county = $1 AND id = $2`)
	evidenceOf = store.Query[Evidence](`
SELECT ` + store.Columns[Evidence]("") + ` FROM papers_evidence WHERE county = $1 AND subject = $2 ORDER BY id LIMIT 200`)
	evidenceKnown       = store.Query[digestRow](`SELECT digest FROM papers_evidence WHERE digest = $1 LIMIT 1`)
	evidenceDigestsFrom = store.Query[digestRow](`
SELECT DISTINCT digest FROM papers_evidence WHERE county = $1 AND digest > $2 ORDER BY digest LIMIT 500`)

	insertConsent   = store.InsertInto[Consented]("papers_consent")
	standingConsent = store.Query[Consented](`
SELECT county, id, paper_id, purpose, account, at, withdrawn_at FROM papers_consent
WHERE county = $1 AND paper_id = $2 AND purpose = $3 AND withdrawn_at IS NULL`)
	consentsOf = store.Query[Consented](`
SELECT county, id, paper_id, purpose, account, at, withdrawn_at FROM papers_consent
WHERE county = $1 AND paper_id = $2 ORDER BY id LIMIT 500`)
	consentsAmong = store.ListOf[Consented](`SELECT `+store.Columns[Consented]("")+` FROM papers_consent`,
		map[string]string{"newest": "id DESC"})
	endConsent = store.Exec(`
UPDATE papers_consent SET withdrawn_at = $1 WHERE county = $2 AND id = $3 AND withdrawn_at IS NULL`)

	insertUse = store.InsertInto[Use]("papers_use")
	usesOf    = store.Query[Use](`
SELECT county, id, paper_id, case_id, purpose, consent_id, account, unit, at FROM papers_use
WHERE county = $1 AND paper_id = $2 ORDER BY id DESC LIMIT 1000`)
	usesAmong = store.ListOf[Use](`SELECT `+store.Columns[Use]("")+` FROM papers_use`,
		map[string]string{"newest": "id DESC"})
)

// Conditions of the lists.
const (
	inCounty   = `county = ?`
	ofOwner    = `county = ? AND party_id = ?`
	beforeID   = `id < ?`
	ownedBy    = `county = ? AND party_id = ? AND state = 'usable'`
	validOn    = `(valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?)`
	kindField  = "kind"
	paperField = "paper_id"
)

// validOnDay is the Go twin of validOn.
func (p Paper) validOnDay(day calendar.Day) bool {
	return (p.ValidFrom == nil || *p.ValidFrom <= day) && (p.ValidTo == nil || *p.ValidTo >= day)
}
