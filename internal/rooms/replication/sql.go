package replication

import "yingshang/internal/store"

var (
	insertMeasure  = store.InsertInto[Measure]("replication_measure")
	measureColumns = store.Columns[Measure]("")
	measureByID    = store.Query[Measure](`SELECT ` + measureColumns + ` FROM replication_measure WHERE county = $1 AND id = $2`)
	measureByPlace = store.Query[Measure](`SELECT ` + measureColumns + ` FROM replication_measure WHERE county = $1 AND part = $2 AND nth = $3`)
	measures       = store.ListOf[Measure](`SELECT `+measureColumns+` FROM replication_measure`, map[string]string{
		"place": "part, nth, id",
	})
	saveMeasure = store.Exec(`
UPDATE replication_measure SET version = version + 1, state = $1, since = $2, title = $3, wording = $4, word_source = $5, worded_at = $6,
    lead = $7, partners = $8, plan = $9, due = $10, changes = $11, claimed_by = $12, claimed_at = $13
WHERE county = $14 AND id = $15 AND state = $16 AND version = $17`)

	insertChange  = store.InsertInto[Change]("replication_change")
	changeColumns = store.Columns[Change]("")
	changeByID    = store.Query[Change](`SELECT ` + changeColumns + ` FROM replication_change WHERE county = $1 AND id = $2`)
	changeNth     = store.Query[Change](`SELECT ` + changeColumns + ` FROM replication_change WHERE county = $1 AND measure_id = $2 AND nth = $3`)
	changesOf     = store.Query[Change](`
SELECT ` + changeColumns + ` FROM replication_change WHERE county = $1 AND measure_id = $2 ORDER BY nth LIMIT 10000`)
	changes = store.ListOf[Change](`SELECT `+changeColumns+` FROM replication_change`, map[string]string{
		"measure": "measure_id, nth",
		"id":      "id",
	})
	openClaim = store.Query[Change](`
SELECT ` + changeColumns + ` FROM replication_change
WHERE county = $1 AND measure_id = $2 AND verb = 'claim' AND answered_at IS NULL`)
	claims      = store.CountOf("replication_change")
	answerClaim = store.Exec(`
UPDATE replication_change SET answered_at = $1 WHERE county = $2 AND id = $3 AND verb = 'claim' AND answered_at IS NULL`)
)
