package party

import "yingshang/internal/store"

// sealedRow is one confidential field of a party.
type sealedRow struct {
	County  string
	ID      string
	PartyID string
	Field   Field
	Sealed  []byte
	Mask    string
	Blind   string
}

type holdRow struct {
	County  string
	ID      string
	PartyID string
	Subject string
	Until   string
	Basis   string
}

type idRow struct{ ID string }

var (
	partyColumns = store.Columns[Party]("")

	insertParty = store.InsertInto[Party]("party_party")
	partyByID   = store.Query[Party](`SELECT ` + partyColumns + ` FROM party_party WHERE county = $1 AND id = $2`)
	partyCredit = store.Query[Party](`SELECT ` + partyColumns + ` FROM party_party WHERE county = $1 AND credit = $2`)
	amendParty  = store.Exec(`
UPDATE party_party SET name = $1, credit = $2, area = $3, industry = $4, founded = $5, version = version + 1
WHERE county = $6 AND id = $7 AND state = $8 AND version = $9`)
	moveParty = store.Exec(`
UPDATE party_party SET state = $1, name = $2, version = version + 1
WHERE county = $3 AND id = $4 AND state = $5 AND version = $6`)
	parties = store.ListOf[Party](`SELECT `+partyColumns+` FROM party_party`,
		map[string]string{"id": "id"})
	partyNames = store.ListOf[struct{ ID, Name string }](`SELECT id, name FROM party_party`, map[string]string{"id": "id"})

	// saveSealed keeps the row's id when the field is sealed anew.
	saveSealed = store.Query[idRow](`
INSERT INTO party_sealed (county, id, party_id, field, sealed, mask, blind) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (county, party_id, field) DO UPDATE
SET sealed = excluded.sealed, mask = excluded.mask, blind = excluded.blind RETURNING id`)
	sealedOf = store.Query[sealedRow](`
SELECT county, id, party_id, field, sealed, mask, blind FROM party_sealed
WHERE county = $1 AND party_id = $2 ORDER BY field`)
	blankSealed = store.Exec(`
UPDATE party_sealed SET sealed = $1, mask = '', blind = '' WHERE county = $2 AND party_id = $3`)
	citizenOwner = store.Query[idRow](`
SELECT party_id AS id FROM party_sealed WHERE county = $1 AND blind = $2 AND field = 'citizen_id'`)

	insertTerm = store.Exec(`
INSERT INTO party_term (county, term, party_id) VALUES ($1, $2, $3) ON CONFLICT (county, term, party_id) DO NOTHING`)
	deleteTerms = store.Exec(`DELETE FROM party_term WHERE county = $1 AND party_id = $2`)

	insertClass = store.InsertInto[Classed]("party_class")
	classesOf   = store.Query[Classed](`
SELECT ` + store.Columns[Classed]("") + ` FROM party_class
WHERE county = $1 AND party_id = $2 ORDER BY since, id LIMIT 500`)
	classesAt = store.Query[Classed](`
SELECT ` + store.Columns[Classed]("") + ` FROM party_class
WHERE county = $1 AND party_id = $2 AND since <= $3 AND (until IS NULL OR until >= $4) ORDER BY class, id LIMIT 20`)
	endClass = store.Exec(`
UPDATE party_class SET until = $1 WHERE county = $2 AND id = $3 AND (until IS NULL OR until > $4)`)

	insertBar = store.InsertInto[Bar]("party_bar")
	barByID   = store.Query[Bar](`SELECT ` + store.Columns[Bar]("") + ` FROM party_bar WHERE county = $1 AND id = $2`)
	barsAt    = store.Query[Bar](`
SELECT ` + store.Columns[Bar]("") + ` FROM party_bar
WHERE county = $1 AND party_id = $2 AND since <= $3 AND (until IS NULL OR until >= $4) ORDER BY since, id LIMIT 100`)
	liftBar = store.Exec(`
UPDATE party_bar SET until = $1, lifted = $2, version = version + 1 WHERE county = $3 AND id = $4 AND version = $5`)

	insertRecusal = store.InsertInto[Recusal]("party_recusal")
	recusalsOf    = store.Query[Recusal](`
SELECT ` + store.Columns[Recusal]("") + ` FROM party_recusal
WHERE county = $1 AND account = $2 AND party_id = $3 AND item = $4 AND (until IS NULL OR until >= $5) ORDER BY since, id LIMIT 1`)
	standingRecusals = store.Query[Recusal](`
SELECT ` + store.Columns[Recusal]("") + ` FROM party_recusal
WHERE county = $1 AND ground = $2 AND account = $3 AND until IS NULL ORDER BY id LIMIT 500`)
	endRecusal = store.Exec(`
UPDATE party_recusal SET until = $1 WHERE county = $2 AND id = $3 AND until IS NULL`)

	saveHold = store.Exec(`
INSERT INTO party_hold (county, id, party_id, subject, until, basis) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (county, party_id, subject) DO UPDATE SET until = excluded.until, basis = excluded.basis
WHERE excluded.until > party_hold.until`)
	longestHold = store.Query[holdRow](`
SELECT county, id, party_id, subject, until, basis FROM party_hold
WHERE county = $1 AND party_id = $2 ORDER BY until DESC, id LIMIT 1`)
)

// Conditions of the search.
const (
	inCounty     = `county = ?`
	hasTerm      = `id IN (SELECT party_id FROM party_term WHERE county = ? AND term = ?)`
	hasBlind     = `id IN (SELECT party_id FROM party_sealed WHERE county = ? AND blind = ?)`
	creditWithin = `credit >= ? AND credit <= ?`
	ofKind       = `kind = ?`
	areaBegins   = `area LIKE ?`
	notErased    = `state <> 'erased'`
	notPersons   = `kind <> 'person' AND credit IS NOT NULL`
	afterID      = `id > ?`
)
