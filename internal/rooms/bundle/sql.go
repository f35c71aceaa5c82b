package bundle

import "yingshang/internal/store"

var (
	bundleColumns = store.Columns[Bundle]("")
	insertBundle  = store.InsertInto[Bundle]("bundle_bundle")
	bundleByCode  = store.Query[Bundle](`SELECT ` + bundleColumns + ` FROM bundle_bundle WHERE county = $1 AND code = $2`)
	bundleByID    = store.Query[Bundle](`SELECT ` + bundleColumns + ` FROM bundle_bundle WHERE county = $1 AND id = $2`)
	bundles       = store.ListOf[Bundle](`SELECT `+bundleColumns+` FROM bundle_bundle`, map[string]string{"code": "code"})
	saveBundle    = store.Exec(`
UPDATE bundle_bundle SET revision = revision + 1, name = $1, lead = $2, theme = $3, aliases = $4, keys = $5
WHERE county = $6 AND id = $7 AND revision = $8`)

	versionColumns = store.Columns[Version]("")
	insertVersion  = store.InsertInto[Version]("bundle_version")
	versionByID    = store.Query[Version](`SELECT ` + versionColumns + ` FROM bundle_version WHERE county = $1 AND id = $2`)
	versionsOf     = store.Query[Version](`
SELECT ` + versionColumns + ` FROM bundle_version WHERE county = $1 AND bundle_id = $2 ORDER BY number DESC LIMIT 200`)
	versionList = store.ListOf[Version](`SELECT `+versionColumns+` FROM bundle_version`, map[string]string{"newest": "bundle_id, number DESC"})
	saveVersion = store.Exec(`
UPDATE bundle_version SET revision = revision + 1, state = $1, from_day = $2, until_day = $3, author = $4, publisher = $5,
    published_at = $6, ended_at = $7, end_reason = $8, body = $9
WHERE county = $10 AND id = $11 AND state = $12 AND revision = $13`)

	offers = store.ListOf[Offer](`
SELECT b.id, b.code, b.kind, b.name, b.lead, b.theme, v.id AS version_id, v.number, v.from_day, v.until_day, v.published_at, v.body
FROM bundle_bundle b JOIN bundle_version v ON v.county = b.county AND v.bundle_id = b.id`, map[string]string{"code": "b.code"})
	themes = store.GroupOf[Theme](`
SELECT b.theme, count(*) AS n
FROM bundle_bundle b JOIN bundle_version v ON v.county = b.county AND v.bundle_id = b.id`, "b.theme",
		map[string]string{"theme": "b.theme"})

	// ofUnit holds for applications a unit has a part in, and those that one of its
	// windows is filling in.
	ofUnit = "(a.id IN (SELECT u.app_id FROM bundle_unit u WHERE u.county = a.county AND u.unit = ?) OR a.source = ?)"

	insertApplication = store.InsertInto[Application]("bundle_application")
	applicationByID   = store.Query[Application](`
SELECT ` + store.Columns[Application]("") + ` FROM bundle_application WHERE county = $1 AND id = $2`)
	applications = store.ListOf[Application](`SELECT `+store.Columns[Application]("a.")+` FROM bundle_application a`, map[string]string{
		"id":     "a.id",
		"newest": "a.id DESC",
		"next":   "a.next_due NULLS LAST, a.id",
	})
	saveApplication = store.Exec(`
UPDATE bundle_application SET version = version + 1, state = $1, number = $2, submitted_at = $3, received_at = $4,
    received_day = $5, notice_due = $6, gaps = $7, asked_at = $8, correction_due = $9, accepted_at = $10, accepted_day = $11,
    acceptor = $12, deemed = $13, promise_due = $14, book = $15, closed_at = $16, end_reason = $17, next_due = $18, reception = $19
WHERE county = $20 AND id = $21 AND state = $22 AND version = $23`)

	// addUnit may be said twice, so that of two who accept at once the guard of the
	// application finds the loser.
	addUnit = store.Exec(`
INSERT INTO bundle_unit (county, app_id, unit) VALUES ($1, $2, $3) ON CONFLICT (county, unit, app_id) DO NOTHING`)

	insertCover = store.InsertInto[Cover]("bundle_cover")
	coversOf    = store.Query[Cover](`
SELECT ` + store.Columns[Cover]("") + ` FROM bundle_cover WHERE county = $1 AND app_id = $2 ORDER BY key LIMIT 500`)
	coverOf = store.Query[Cover](`
SELECT ` + store.Columns[Cover]("") + ` FROM bundle_cover WHERE county = $1 AND app_id = $2 AND key = $3`)
	saveCover = store.Exec(`UPDATE bundle_cover SET paper = $1, pages = $2, note = $3 WHERE county = $4 AND id = $5`)
	dropCover = store.Exec(`DELETE FROM bundle_cover WHERE county = $1 AND app_id = $2 AND key = $3`)

	runColumns = store.Columns[Run]("")
	insertRun  = store.InsertInto[Run]("bundle_step")
	runsOf     = store.Query[Run](`
SELECT ` + runColumns + ` FROM bundle_step WHERE county = $1 AND app_id = $2 ORDER BY position LIMIT 200`)
	runOfCase = store.Query[Run](`SELECT ` + runColumns + ` FROM bundle_step WHERE county = $1 AND case_id = $2`)
	runList   = store.ListOf[Run](`SELECT `+runColumns+` FROM bundle_step`, map[string]string{"id": "id"})
	saveRun   = store.Exec(`
UPDATE bundle_step SET state = $1, item_version = $2, case_id = $3, case_number = $4, round = $5, started_at = $6, due = $7,
    finished_at = $8, note = $9
WHERE county = $10 AND id = $11 AND state = $12 AND round = $13`)

	insertOpinion = store.InsertInto[Opinion]("bundle_opinion")
	opinionsOf    = store.Query[Opinion](`
SELECT ` + store.Columns[Opinion]("") + ` FROM bundle_opinion WHERE county = $1 AND run_id = $2 AND round = $3 ORDER BY unit LIMIT 100`)
	opinionsIn = store.Query[Opinion](`
SELECT ` + store.Columns[Opinion]("") + ` FROM bundle_opinion WHERE county = $1 AND app_id = $2 ORDER BY run_id, round, unit LIMIT 2000`)
	saveOpinion = store.Exec(`
UPDATE bundle_opinion SET verdict = $1, reasons = $2, account = $3, at = $4 WHERE county = $5 AND id = $6 AND verdict = ''`)

	owedOpinions = store.ListOf[owed](`
SELECT o.run_id, o.unit, o.at, s.code, s.name, s.started_at, s.due, s.rule, s.finished_at, a.id AS app_id, a.number, a.book
FROM bundle_opinion o JOIN bundle_step s ON s.county = o.county AND s.id = o.run_id AND s.round = o.round
JOIN bundle_application a ON a.county = o.county AND a.id = o.app_id`, map[string]string{"due": "s.due NULLS LAST, o.id"})
)
