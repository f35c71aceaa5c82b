package workdays

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// noticeKey names a confirmed notice; its text never changes afterwards.
type noticeKey struct {
	ID        string
	Published calendar.Day
}

var (
	noticeColumns  = store.Columns[Notice]("")
	editionColumns = store.Columns[Edition]("")

	insertNotice = store.InsertInto[Notice]("workdays_notice")
	noticeByID   = store.Query[Notice](`
SELECT ` + noticeColumns + ` FROM workdays_notice WHERE county = $1 AND id = $2`)
	openNotice = store.Query[Notice](`
SELECT ` + noticeColumns + ` FROM workdays_notice WHERE county = $1 AND no = $2 AND state = 'proposed'`)
	notices = store.ListOf[Notice](`SELECT `+noticeColumns+` FROM workdays_notice`, map[string]string{"newest": "id DESC"})

	confirmedKeys = store.Query[noticeKey](`
SELECT id, published FROM workdays_notice
WHERE county = $1 AND state = 'confirmed' AND published <= $2 ORDER BY confirmed_at, id LIMIT 1000`)
	confirmedNotices = store.Query[Notice](`
SELECT ` + noticeColumns + ` FROM workdays_notice
WHERE county = $1 AND state = 'confirmed' ORDER BY confirmed_at, id LIMIT 1000`)

	moveNotice = store.Exec(`
UPDATE workdays_notice SET version = version + 1, state = $1, confirmed_by = $2, confirmed_at = $3, reason = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)

	insertEdition = store.InsertInto[Edition]("workdays_edition")
	lastEdition   = store.Query[Edition](`
SELECT ` + editionColumns + ` FROM workdays_edition WHERE county = $1 ORDER BY id DESC LIMIT 1`)
	editions = store.Query[Edition](`
SELECT ` + editionColumns + ` FROM workdays_edition WHERE county = $1 ORDER BY id LIMIT 1000`)
)
