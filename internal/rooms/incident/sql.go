package incident

import "yingshang/internal/store"

var (
	insertIncident  = store.InsertInto[Incident]("incident_case")
	incidentColumns = store.Columns[Incident]("")
	incidentByID    = store.Query[Incident](`SELECT ` + incidentColumns + ` FROM incident_case WHERE county = $1 AND id = $2`)
	incidentByNo    = store.Query[Incident](`SELECT ` + incidentColumns + ` FROM incident_case WHERE county = $1 AND number = $2`)
	incidents       = store.ListOf[Incident](`SELECT `+incidentColumns+` FROM incident_case`, map[string]string{
		"newest": "id DESC",
		"id":     "id",
	})
	saveIncident = store.Exec(`
UPDATE incident_case SET version = version + 1, state = $1, conduct = $2, party_id = $3, happened = $4, summary = $5, complaint = $6,
    reviewed_at = $7, filed_at = $8, closed_at = $9
WHERE county = $10 AND id = $11 AND state = $12 AND version = $13`)

	insertAct  = store.InsertInto[Act]("incident_act")
	actColumns = store.Columns[Act]("")
	actByID    = store.Query[Act](`SELECT ` + actColumns + ` FROM incident_act WHERE county = $1 AND id = $2`)
	actsOf     = store.Query[Act](`SELECT ` + actColumns + ` FROM incident_act WHERE county = $1 AND incident_id = $2 ORDER BY id LIMIT 10000`)
	acts       = store.ListOf[Act](`SELECT `+actColumns+` FROM incident_act`, map[string]string{
		"day": "day, id",
	})
	supersede = store.Exec(`
UPDATE incident_act SET superseded_at = $1 WHERE county = $2 AND id = $3 AND superseded_at IS NULL`)

	insertPerson  = store.InsertInto[Person]("incident_person")
	personColumns = store.Columns[Person]("")
	personByID    = store.Query[Person](`SELECT ` + personColumns + ` FROM incident_person WHERE county = $1 AND id = $2`)
	personsOf     = store.Query[Person](`
SELECT ` + personColumns + ` FROM incident_person WHERE county = $1 AND incident_id = $2 ORDER BY nth LIMIT 1000`)

	insertMeasure  = store.InsertInto[Measure]("incident_measure")
	measureColumns = store.Columns[Measure]("")
	measureByID    = store.Query[Measure](`SELECT ` + measureColumns + ` FROM incident_measure WHERE county = $1 AND id = $2`)
	measuresOf     = store.Query[Measure](`
SELECT ` + measureColumns + ` FROM incident_measure WHERE county = $1 AND incident_id = $2 ORDER BY id LIMIT 10000`)
	measures = store.ListOf[Measure](`SELECT `+measureColumns+` FROM incident_measure`, map[string]string{
		"day": "day, id",
	})
	revokeMeasure = store.Exec(`
UPDATE incident_measure SET revoked_at = $1, revoke_reason = $2 WHERE county = $3 AND id = $4 AND revoked_at IS NULL`)

	insertRelease  = store.InsertInto[Release]("incident_release")
	releaseColumns = store.Columns[Release]("")
	releaseByID    = store.Query[Release](`SELECT ` + releaseColumns + ` FROM incident_release WHERE county = $1 AND id = $2`)
	releaseOf      = store.Query[Release](`
SELECT ` + releaseColumns + ` FROM incident_release WHERE county = $1 AND from_day = $2 AND to_day = $3 AND state = 'granted'`)
	releaseOver = store.Query[Release](`
SELECT ` + releaseColumns + ` FROM incident_release
WHERE county = $1 AND from_day <= $2 AND to_day >= $3 AND state IN ('asked', 'granted') LIMIT 1`)
	releases = store.ListOf[Release](`SELECT `+releaseColumns+` FROM incident_release`, map[string]string{
		"newest": "to_day DESC, id DESC",
	})
	saveRelease = store.Exec(`
UPDATE incident_release SET version = version + 1, state = $1, decided_by = $2, decided_at = $3, reason = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)

	insertRule = store.InsertInto[SmallRule]("incident_small_rule")
	rulesOf    = store.Query[SmallRule](`
SELECT ` + store.Columns[SmallRule]("") + ` FROM incident_small_rule WHERE county = $1 ORDER BY id DESC LIMIT 50`)
)
