package documents

import "yingshang/internal/store"

var (
	columns        = store.Columns[Document]("")
	insertDocument = store.InsertInto[Document]("documents_document")
	documentByID   = store.Query[Document](`SELECT ` + columns + ` FROM documents_document WHERE county = $1 AND id = $2`)
	byLetter       = store.Query[Document](`SELECT ` + columns + ` FROM documents_document WHERE county = $1 AND letter_id = $2`)
	correcting     = store.Query[Document](`
SELECT ` + columns + ` FROM documents_document
WHERE county = $1 AND replaces = $2 AND replaces IS NOT NULL AND state IN ('drafting', 'offered', 'sealed')`)
	documents = store.ListOf[Document](`SELECT `+columns+` FROM documents_document`, map[string]string{
		"newest": "id DESC",
	})
	saveDocument = store.Exec(`
UPDATE documents_document SET version = version + 1, state = $1, party_id = $2, case_id = $3, case_number = $4, typed = $5, hands = $6,
    offered_at = $7, returned = $8, letter_id = $9, sealed_at = $10, dropped_at = $11, drop_reason = $12
WHERE county = $13 AND id = $14 AND state = $15 AND version = $16`)

	insertStamp  = store.InsertInto[Stamp]("documents_seal")
	stampColumns = store.Columns[Stamp]("")
	stampByID    = store.Query[Stamp](`SELECT ` + stampColumns + ` FROM documents_seal WHERE county = $1 AND id = $2`)
	stampByCode  = store.Query[Stamp](`SELECT ` + stampColumns + ` FROM documents_seal WHERE county = $1 AND code = $2`)
	stamps       = store.ListOf[Stamp](`SELECT `+stampColumns+` FROM documents_seal`, map[string]string{
		"code": "unit, code",
	})
	saveStamp = store.Exec(`
UPDATE documents_seal SET version = version + 1, name = $1, keeper = $2, filing = $3, from_day = $4, to_day = $5
WHERE county = $6 AND id = $7 AND version = $8`)

	insertSealing  = store.InsertInto[Sealing]("documents_sealing")
	sealingColumns = store.Columns[Sealing]("")
	sealingOf      = store.Query[Sealing](`SELECT ` + sealingColumns + ` FROM documents_sealing WHERE county = $1 AND letter_id = $2`)
	sealings       = store.ListOf[Sealing](`SELECT `+sealingColumns+` FROM documents_sealing`, map[string]string{
		"newest": "id DESC",
	})
)
