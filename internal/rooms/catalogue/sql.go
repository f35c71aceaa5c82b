package catalogue

import (
	"fmt"
	"strings"

	"yingshang/internal/store"
)

var (
	itemColumns     = store.Columns[Item]("")
	versionColumns  = store.Columns[Version]("")
	materialColumns = store.Columns[Material]("")
)

// Items.
var (
	insertItem = store.InsertInto[Item]("catalogue_item")
	itemByID   = store.Query[Item](`SELECT ` + itemColumns + ` FROM catalogue_item WHERE county = $1 AND id = $2`)
	itemByCode = store.Query[Item](`SELECT ` + itemColumns + ` FROM catalogue_item WHERE county = $1 AND code = $2`)
	itemsAfter = store.Query[Item](`
SELECT ` + itemColumns + ` FROM catalogue_item WHERE county = $1 AND code > $2 ORDER BY code LIMIT 500`)
	itemList = store.ListOf[Item](`SELECT `+store.Columns[Item]("i.")+` FROM catalogue_item i`, map[string]string{
		"code": "i.code",
	})
	countItems = store.ListOf[struct{ N int64 }](`SELECT count(*) AS n FROM catalogue_item i`, map[string]string{"n": "n"})
	saveItem   = store.Exec(`
UPDATE catalogue_item SET revision = revision + 1, basic_code = $1, name = $2, tags = $3, aliases = $4, keys = $5
WHERE county = $6 AND id = $7 AND revision = $8`)
)

// Versions. What a version says is written by insertVersion and saveDraft only,
// and saveDraft meets nothing but drafts.
var (
	insertVersion = store.InsertInto[Version]("catalogue_version")
	saveDraft     = store.Exec(`
UPDATE catalogue_version SET revision = revision + 1,
    author = $1, from_day = $2, source = $3, law_change = $4, change_note = $5, expected = $6,
    name = $7, kind = $8, relay = $9, statutory_n = $10, statutory_unit = $11, statutory_note = $12,
    ordinary_n = $13, key_project_n = $14, visits = $15, visit_reason = $16,
    online = $17, courier = $18, appointment = $19, rules = $20, guide = $21, questions = $22, digest = $23,
    conditional = $24, pledge = $25, domains = $26
WHERE county = $27 AND id = $28 AND state = 'draft' AND revision = $29`)
	moveVersion = store.Exec(`
UPDATE catalogue_version SET revision = revision + 1, state = $1,
    until_day = $2, ended_at = $3, publisher = $4, published_at = $5, withdrawn_reason = $6, transition = $7
WHERE county = $8 AND id = $9 AND state = $10 AND revision = $11`)

	versionByID = store.Query[Version](`SELECT ` + versionColumns + ` FROM catalogue_version WHERE county = $1 AND id = $2`)
	draftOn     = store.Query[Version](`
SELECT ` + versionColumns + ` FROM catalogue_version
WHERE county = $1 AND item_id = $2 AND state = 'draft' AND from_day = $3`)
	versionOn = store.Query[Version](`
SELECT ` + versionColumns + ` FROM catalogue_version
WHERE county = $1 AND item_id = $2 AND published_at IS NOT NULL
    AND from_day <= $3 AND (until_day IS NULL OR until_day > $3)
ORDER BY from_day DESC, number DESC LIMIT 1`)
	publishedOf = store.Query[Version](`
SELECT ` + versionColumns + ` FROM catalogue_version
WHERE county = $1 AND item_id = $2 AND published_at IS NOT NULL
ORDER BY from_day DESC, number DESC LIMIT 200`)
	allOf = store.Query[Version](`
SELECT ` + versionColumns + ` FROM catalogue_version
WHERE county = $1 AND item_id = $2 ORDER BY number DESC LIMIT 500`)
	versionBefore = store.Query[Version](`
SELECT ` + versionColumns + ` FROM catalogue_version
WHERE county = $1 AND item_id = $2 AND published_at IS NOT NULL
    AND (from_day < $3 OR (from_day = $3 AND number < $4))
ORDER BY from_day DESC, number DESC LIMIT 1`)
	drafts = store.ListOf[Version](`SELECT `+versionColumns+` FROM catalogue_version`, map[string]string{
		"oldest": "drafted_at, id",
	})
	versionList = store.ListOf[Version](`SELECT `+versionColumns+` FROM catalogue_version`, map[string]string{
		"newest": "item_id, from_day DESC, number DESC",
	})
	versionsFrom = store.Query[Version](`
SELECT ` + versionColumns + ` FROM catalogue_version
WHERE county = $1 AND published_at IS NOT NULL AND from_day >= $2 AND from_day <= $3
ORDER BY from_day, item_id, number LIMIT 5000`)
)

// Materials of a version are replaced as a whole, and only of a draft.
var (
	insertMaterial = store.InsertInto[Material]("catalogue_material")
	clearMaterials = store.Exec(`
DELETE FROM catalogue_material WHERE county = $1 AND version_id = $2
    AND EXISTS (SELECT 1 FROM catalogue_version v
        WHERE v.county = catalogue_material.county AND v.id = catalogue_material.version_id AND v.state = 'draft')`)
	materialList = store.ListOf[Material](`SELECT `+materialColumns+` FROM catalogue_material`, map[string]string{
		"version": "version_id, position, id",
	})
	materialsOf = store.Query[Material](`
SELECT ` + materialColumns + ` FROM catalogue_material
WHERE county = $1 AND version_id = $2 ORDER BY position, id LIMIT 500`)
)

// Offers are items with the version in force on a day.
var (
	offers = store.ListOf[Offer](`
SELECT i.id AS item_id, i.code, i.unit, i.tags, i.aliases, i.keys,
    v.id AS version_id, v.number, v.from_day, v.until_day, v.published_at, `+store.Columns[Content]("v.")+`
FROM catalogue_version v JOIN catalogue_item i ON i.county = v.county AND i.id = v.item_id`, map[string]string{
		"code":   "i.code",
		"newest": "v.from_day DESC, i.code",
	})
	offering = store.Query[struct{ Unit string }](`
SELECT DISTINCT i.unit FROM catalogue_version v JOIN catalogue_item i ON i.county = v.county AND i.id = v.item_id
WHERE v.county = $1 AND v.published_at IS NOT NULL AND v.from_day <= $2 AND (v.until_day IS NULL OR v.until_day > $2)
ORDER BY i.unit LIMIT 500`)
	countOffers = store.ListOf[struct{ N int64 }](`
SELECT count(*) AS n
FROM catalogue_version v JOIN catalogue_item i ON i.county = v.county AND i.id = v.item_id`, map[string]string{"n": "n"})
)

// The search index.
var (
	// insertTerms adds termsAtOnce rows; a shorter batch repeats its last one.
	insertTerms = store.Exec(`
INSERT INTO catalogue_term (county, item_id, field, term) VALUES ` + termPlaces() + `
ON CONFLICT (county, field, term, item_id) DO NOTHING`)
	clearTerms = store.Exec(`DELETE FROM catalogue_term WHERE county = $1 AND item_id = $2`)
	terms      = store.ListOf[termRow](`SELECT field, term, item_id FROM catalogue_term`, map[string]string{
		"item": "item_id, field, term",
	})
	noteMiss = store.Exec(`
INSERT INTO catalogue_miss (county, word, times, first_at, last_at)
SELECT $1, $2, 1, $3, $3
WHERE (SELECT count(*) FROM catalogue_miss WHERE county = $1) < $4
ON CONFLICT (county, word) DO UPDATE SET times = catalogue_miss.times + 1, last_at = excluded.last_at`)
	misses = store.Query[Miss](`
SELECT word, times, first_at, last_at FROM catalogue_miss
WHERE county = $1 ORDER BY times DESC, last_at DESC, word LIMIT 200`)
)

// termsAtOnce is how many index rows one statement adds.
const termsAtOnce = 40

func termPlaces() string {
	places := make([]string, termsAtOnce)
	for i := range places {
		places[i] = fmt.Sprintf("($1, $2, $%d, $%d)", 2*i+3, 2*i+4)
	}
	return strings.Join(places, ", ")
}

// ofUnit keeps a list of versions to the items of one unit.
const ofUnit = `item_id IN (SELECT id FROM catalogue_item WHERE county = ? AND unit = ?)`

// What the keepers' list asks of an item's versions; see standings.
const (
	inForceOn = `EXISTS (SELECT 1 FROM catalogue_version v WHERE v.county = i.county AND v.item_id = i.id
    AND v.published_at IS NOT NULL AND v.from_day <= ? AND (v.until_day IS NULL OR v.until_day > ?))`
	hasDraft = `EXISTS (SELECT 1 FROM catalogue_version v WHERE v.county = i.county AND v.item_id = i.id
    AND v.state = 'draft')`
	hasDraftBy = `EXISTS (SELECT 1 FROM catalogue_version v WHERE v.county = i.county AND v.item_id = i.id
    AND v.state = 'draft' AND v.author <> ?)`
)
