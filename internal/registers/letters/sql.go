package letters

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

type agreementRow struct {
	County  string
	ID      string
	PartyID string
	Subject string
	Address []byte
	Mask    string
	Account string
	At      calendar.Instant
}

type remedyRow struct {
	County string
	ID     string // unit code
	Remedy
	Account string
	At      calendar.Instant
}

type serialRow struct{ Serial int64 }

var (
	columns  = store.Columns[Letter]("")
	delivery = store.Columns[Delivered]("")

	insertLetter = store.InsertInto[Letter]("letters_letter")
	byID         = store.Query[Letter](`SELECT ` + columns + ` FROM letters_letter WHERE county = $1 AND id = $2`)
	byCode       = store.Query[Letter](`SELECT ` + columns + ` FROM letters_letter WHERE county = $1 AND code = $2`)
	ofSubject    = store.Query[Letter](`
SELECT ` + columns + ` FROM letters_letter WHERE county = $1 AND subject = $2 ORDER BY id LIMIT 500`)
	register = store.ListOf[Letter](`SELECT `+columns+` FROM letters_letter`,
		map[string]string{"newest": "id DESC", "serial": "serial", "id": "id"})
	voidLetter = store.Exec(`
UPDATE letters_letter SET state = $1, void_reason = $2, void_at = $3, void_by = $4, version = version + 1
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)
	replaceLetter = store.Exec(`
UPDATE letters_letter SET state = $1, void_reason = $2, void_at = $3, void_by = $4, replaced_by = $5, version = version + 1
WHERE county = $6 AND id = $7 AND state = $8 AND version = $9`)
	servedLetter = store.Exec(`
UPDATE letters_letter SET served_at = $1, version = version + 1 WHERE county = $2 AND id = $3 AND served_at IS NULL AND version = $4`)
	redateLetter = store.Exec(`
UPDATE letters_letter SET serve_due = $1, serve_book = $2, version = version + 1 WHERE county = $3 AND id = $4 AND version = $5`)
	serialsOf = store.Query[serialRow](`
SELECT serial FROM letters_letter WHERE county = $1 AND word = $2 AND year = $3 ORDER BY serial`)

	insertDelivery = store.InsertInto[Delivered]("letters_delivery")
	deliveryByID   = store.Query[Delivered](`SELECT ` + delivery + ` FROM letters_delivery WHERE county = $1 AND id = $2`)
	deliveriesOf   = store.Query[Delivered](`
SELECT ` + delivery + ` FROM letters_delivery WHERE county = $1 AND letter_id = $2 ORDER BY id LIMIT 100`)
	arriveDelivery = store.Exec(`
UPDATE letters_delivery
SET arrived_on = $1, recipient_mask = $2, detail = $3, review_last = $4, suit_last = $5, late = $6, version = version + 1
WHERE county = $7 AND id = $8 AND arrived_on IS NULL AND returned_on IS NULL AND version = $9`)
	returnDelivery = store.Exec(`
UPDATE letters_delivery SET returned_on = $1, return_reason = $2, version = version + 1
WHERE county = $3 AND id = $4 AND arrived_on IS NULL AND returned_on IS NULL AND version = $5`)
	openDelivery = store.Exec(`
UPDATE letters_delivery SET opened_at = $1, version = version + 1
WHERE county = $2 AND id = $3 AND opened_at IS NULL AND version = $4`)

	saveAgreement = store.Query[struct{ ID string }](`
INSERT INTO letters_agreement (county, id, party_id, subject, address, mask, account, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (county, party_id, subject) DO UPDATE
SET address = excluded.address, mask = excluded.mask, account = excluded.account, at = excluded.at RETURNING id`)
	agreementOf = store.Query[agreementRow](`
SELECT county, id, party_id, subject, address, mask, account, at FROM letters_agreement
WHERE county = $1 AND party_id = $2 AND subject = $3`)

	saveRemedy = store.Exec(`
INSERT INTO letters_remedy (county, id, review_body, review_link, court, account, at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (county, id) DO UPDATE SET review_body = excluded.review_body, review_link = excluded.review_link,
    court = excluded.court, account = excluded.account, at = excluded.at`)
	remediesSet = store.Query[remedyRow](`
SELECT county, id, review_body, review_link, court, account, at FROM letters_remedy WHERE county = $1 ORDER BY id LIMIT 1000`)
	remedyOf = store.Query[remedyRow](`
SELECT county, id, review_body, review_link, court, account, at FROM letters_remedy WHERE county = $1 AND id = $2`)
)

// Conditions of the register.
const (
	inCounty  = `county = ?`
	ofUnit    = `unit = ?`
	ofForm    = `form = ?`
	inState   = `state = ?`
	fromDay   = `issued_on >= ?`
	toDay     = `issued_on <= ?`
	beforeID  = `id < ?`
	ofParty   = `party_id = ?`
	ofWord    = `word = ?`
	ofYear    = `year = ?`
	forNumber = `number = ?`
	ofCase    = `case_number = ?`
)
