package project

import "yingshang/internal/store"

var (
	columns    = store.Columns[Project]("")
	keyColumns = store.Columns[Key]("")

	insertProject = store.InsertInto[Project]("project_project")
	byID          = store.Query[Project](`SELECT ` + columns + ` FROM project_project WHERE county = $1 AND id = $2`)
	byCode        = store.Query[Project](`SELECT ` + columns + ` FROM project_project WHERE county = $1 AND code = $2`)
	ofParty       = store.Query[Project](`
SELECT ` + columns + ` FROM project_project WHERE county = $1 AND party_id = $2 ORDER BY id LIMIT 500`)
	amendProject = store.Exec(`
UPDATE project_project
SET name = $1, party_id = $2, sector = $3, unit = $4, area = $5, since = $6, until = $7, version = version + 1
WHERE county = $8 AND id = $9 AND version = $10`)
	projects = store.ListOf[Project](`SELECT `+columns+` FROM project_project`,
		map[string]string{"id": "id"})

	insertKey = store.InsertInto[Key]("project_key")
	keysOf    = store.Query[Key](`
SELECT ` + keyColumns + ` FROM project_key WHERE county = $1 AND project_id = $2 ORDER BY since, id LIMIT 200`)
	endKey = store.Exec(`
UPDATE project_key SET until = $1 WHERE county = $2 AND id = $3 AND (until IS NULL OR until > $4)`)
)

// Conditions of the list.
const (
	inCounty  = `county = ?`
	afterID   = `id > ?`
	atUnit    = `unit = ?`
	ofSector  = `sector = ?`
	keyOnDay  = `id IN (SELECT project_id FROM project_key WHERE county = ? AND since <= ? AND (until IS NULL OR until >= ?))`
	nameHas   = `lower(name) LIKE ? ESCAPE '!'`
	codeBegin = `code LIKE ? ESCAPE '!'`
)
