package journal

import "yingshang/internal/store"

type subjectRow struct {
	County  string
	Subject string
	LeafID  string
	Hash    []byte
}

var (
	insertLeaf = store.InsertInto[Leaf]("journal_leaf")

	lastOf = store.Query[subjectRow](`
SELECT county, subject, leaf_id, hash FROM journal_subject WHERE county = $1 AND subject = $2`)
	insertSubject = store.InsertInto[subjectRow]("journal_subject")
	moveSubject   = store.Exec(`
UPDATE journal_subject SET leaf_id = $1, hash = $2
WHERE county = $3 AND subject = $4 AND leaf_id = $5`)

	saveRow = store.Exec(`
INSERT INTO journal_row (county, record, row_id, leaf_id, digest) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (county, record, row_id) DO UPDATE SET leaf_id = excluded.leaf_id, digest = excluded.digest`)

	leavesOf = store.Query[Leaf](`
SELECT county, id, at, kind, subject, actor, payload, salt, entry, hash, place FROM journal_leaf
WHERE county = $1 AND subject = $2 ORDER BY id LIMIT 1000`)
)
