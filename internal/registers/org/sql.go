package org

import "yingshang/internal/store"

var (
	unitColumns       = store.Columns[Unit]("")
	windowColumns     = store.Columns[Window]("")
	delegationColumns = store.Columns[Delegation]("")

	insertUnit = store.InsertInto[Unit]("org_unit")
	unitAt     = store.Query[Unit](`
SELECT ` + unitColumns + ` FROM org_unit
WHERE county = $1 AND code = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3)`)
	unitShort = store.Query[struct{ Short string }](`
SELECT CASE WHEN short = '' THEN name ELSE short END AS short FROM org_unit
WHERE county = $1 AND code = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3)`)
	spansOf = store.Query[Unit](`
SELECT ` + unitColumns + ` FROM org_unit WHERE county = $1 AND code = $2 ORDER BY valid_from LIMIT 200`)
	unitsNamed = store.Query[Unit](`
SELECT ` + unitColumns + ` FROM org_unit
WHERE county = $1 AND name_key = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3)
ORDER BY code LIMIT 20`)
	unitsShort = store.Query[Unit](`
SELECT ` + unitColumns + ` FROM org_unit
WHERE county = $1 AND short_key = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3)
ORDER BY code LIMIT 20`)
	units = store.ListOf[Unit](`SELECT `+unitColumns+` FROM org_unit`, map[string]string{"code": "code"})

	saveUnit = store.Exec(`
UPDATE org_unit SET version = version + 1, name = $1, name_key = $2, short = $3, short_key = $4, kind = $5,
    credit_code = $6, area = $7, parent = $8, doc_word = $9, phone = $10, supervision_phone = $11,
    external = $12, valid_to = $13
WHERE county = $14 AND id = $15 AND version = $16`)

	insertWindow = store.InsertInto[Window]("org_window")
	windowByCode = store.Query[Window](`
SELECT ` + windowColumns + ` FROM org_window WHERE county = $1 AND code = $2`)
	windows = store.ListOf[Window](`SELECT `+windowColumns+` FROM org_window`, map[string]string{"code": "code"})

	saveWindow = store.Exec(`
UPDATE org_window SET version = version + 1, unit = $1, serves = $2, hall = $3, name = $4, phone = $5, open = $6
WHERE county = $7 AND id = $8 AND version = $9`)

	insertDelegation = store.InsertInto[Delegation]("org_delegation")
	delegationByID   = store.Query[Delegation](`
SELECT ` + delegationColumns + ` FROM org_delegation WHERE county = $1 AND id = $2`)
	delegationsTo = store.Query[Delegation](`
SELECT ` + delegationColumns + ` FROM org_delegation
WHERE county = $1 AND to_account = $2 AND to_day >= $3 AND from_day <= $3 AND revoked_at IS NULL
ORDER BY id LIMIT 50`)
	delegationsFrom = store.Query[Delegation](`
SELECT ` + delegationColumns + ` FROM org_delegation
WHERE county = $1 AND from_account = $2 ORDER BY to_day DESC, id LIMIT 200`)
	endDelegation = store.Exec(`
UPDATE org_delegation SET version = version + 1, revoked_at = $1, revoked_by = $2
WHERE county = $3 AND id = $4 AND version = $5 AND revoked_at IS NULL`)
)
