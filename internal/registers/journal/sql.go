package journal

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

type subjectRow struct {
	County  string
	Subject string
	LeafID  string
	Hash    []byte
}

type rowRow struct {
	County string
	Record string
	RowID  string
	LeafID string
	Digest string
}

type headRow struct {
	County   string
	Origin   string
	Verifier string
	Size     int64
}

type hashRow struct {
	County string
	N      int64
	Hash   []byte
}

type checkpointRow struct {
	County string
	Size   int64
	Root   []byte
	Note   string
	At     calendar.Instant
}

type waitingRow struct {
	ID    string
	Entry []byte
	Hash  []byte
}

const leafColumns = `county, id, at, kind, subject, actor, payload, salt, entry, hash, place`

var (
	insertLeaf = store.InsertInto[Leaf]("journal_leaf")
	oneLeaf    = store.Query[Leaf](`
SELECT ` + leafColumns + ` FROM journal_leaf WHERE county = $1 AND id = $2`)
	leafByHash = store.Query[Leaf](`
SELECT ` + leafColumns + ` FROM journal_leaf
WHERE county = $1 AND hash >= $2 AND hash < $3 ORDER BY hash LIMIT 2`)
	leafList = store.ListOf[Leaf](`SELECT `+leafColumns+` FROM journal_leaf`, map[string]string{"newest": "id DESC"})
	leavesOf = store.Query[Leaf](`
SELECT ` + leafColumns + ` FROM journal_leaf
WHERE county = $1 AND subject = $2 AND id > $3 ORDER BY id LIMIT $4`)
	leavesFrom = store.Query[Leaf](`
SELECT ` + leafColumns + ` FROM journal_leaf
WHERE county = $1 AND place >= $2 AND place IS NOT NULL ORDER BY place LIMIT $3`)
	leavesWaiting = store.Query[Leaf](`
SELECT ` + leafColumns + ` FROM journal_leaf
WHERE county = $1 AND place IS NULL AND id > $2 ORDER BY id LIMIT $3`)
	eraseLeaves = store.Exec(`
UPDATE journal_leaf SET payload = NULL, salt = NULL
WHERE county = $1 AND subject = $2 AND payload IS NOT NULL`)

	// Changing the row to what it is holds it until the act ends, so that a
	// second act on the subject waits instead of failing.
	lastOf = store.Query[subjectRow](`
UPDATE journal_subject SET leaf_id = leaf_id WHERE county = $1 AND subject = $2
RETURNING county, subject, leaf_id, hash`)
	insertSubject = store.InsertInto[subjectRow]("journal_subject")
	moveSubject   = store.Exec(`
UPDATE journal_subject SET leaf_id = $1, hash = $2
WHERE county = $3 AND subject = $4 AND leaf_id = $5`)
	subjectsFrom = store.Query[subjectRow](`
SELECT county, subject, leaf_id, hash FROM journal_subject
WHERE county = $1 AND subject > $2 ORDER BY subject LIMIT $3`)

	rowLink = store.Query[rowRow](`
SELECT county, record, row_id, leaf_id, digest FROM journal_row
WHERE county = $1 AND record = $2 AND row_id = $3`)
	saveRow = store.Exec(`
INSERT INTO journal_row (county, record, row_id, leaf_id, digest) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (county, record, row_id) DO UPDATE SET leaf_id = excluded.leaf_id, digest = excluded.digest`)
	rowsFrom = store.Query[rowRow](`
SELECT county, record, row_id, leaf_id, digest FROM journal_row
WHERE county = $1 AND (record > $2 OR (record = $2 AND row_id > $3))
ORDER BY record, row_id LIMIT $4`)

	readHead = store.Query[headRow](`
SELECT county, origin, verifier, size FROM journal_head WHERE county = $1`)
	// lockHead makes sequencers of several nodes take turns.
	lockHead = store.Query[headRow](`
UPDATE journal_head SET size = size WHERE county = $1
RETURNING county, origin, verifier, size`)
	openHead = store.Exec(`
INSERT INTO journal_head (county, origin, verifier, size) VALUES ($1, $2, $3, 0)
ON CONFLICT (county) DO NOTHING`)
	moveHead = store.Exec(`
UPDATE journal_head SET size = $1 WHERE county = $2 AND size = $3`)

	waitingLeaves = store.Query[waitingRow](`
SELECT id, entry, hash FROM journal_leaf
WHERE county = $1 AND place IS NULL ORDER BY id LIMIT $2`)
	placeLeaf = store.Exec(`
UPDATE journal_leaf SET place = $1 WHERE county = $2 AND id = $3 AND place IS NULL`)

	insertHash = store.InsertInto[hashRow]("journal_hash")
	oneHash    = store.Query[hashRow](`
SELECT county, n, hash FROM journal_hash WHERE county = $1 AND n = $2`)
	hashesFrom = store.Query[hashRow](`
SELECT county, n, hash FROM journal_hash WHERE county = $1 AND n >= $2 ORDER BY n LIMIT $3`)

	saveCheckpoint = store.Exec(`
INSERT INTO journal_checkpoint (county, size, root, note, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (county, size) DO NOTHING`)
	lastCheckpoint = store.Query[checkpointRow](`
SELECT county, size, root, note, at FROM journal_checkpoint
WHERE county = $1 ORDER BY size DESC LIMIT 1`)
	checkpointsFrom = store.Query[checkpointRow](`
SELECT county, size, root, note, at FROM journal_checkpoint
WHERE county = $1 AND size >= $2 ORDER BY size LIMIT $3`)
)
