package rating

import "yingshang/internal/store"

var (
	insertInvitation   = store.InsertInto[Invitation]("rating_invitation")
	invitationColumns  = store.Columns[Invitation]("")
	invitationByDigest = store.Query[Invitation](`
SELECT ` + invitationColumns + ` FROM rating_invitation WHERE county = $1 AND digest = $2`)
	invitationOfCase = store.Query[Invitation](`
SELECT ` + invitationColumns + ` FROM rating_invitation WHERE county = $1 AND case_id = $2`)
	invitationOfVisit = store.Query[Invitation](`
SELECT ` + invitationColumns + ` FROM rating_invitation WHERE county = $1 AND visit = $2`)
	invitationByID = store.Query[Invitation](`
SELECT ` + invitationColumns + ` FROM rating_invitation WHERE county = $1 AND id = $2`)
	useInvitation = store.Exec(`
UPDATE rating_invitation SET rated_at = $1 WHERE county = $2 AND id = $3 AND rated_at IS NULL`)

	insertRating       = store.InsertInto[Rating]("rating_rating")
	ratingColumns      = store.Columns[Rating]("")
	ratingByRef        = store.Query[Rating](`SELECT ` + ratingColumns + ` FROM rating_rating WHERE county = $1 AND ref = $2`)
	ratingByID         = store.Query[Rating](`SELECT ` + ratingColumns + ` FROM rating_rating WHERE county = $1 AND id = $2`)
	ratingOfInvitation = store.Query[Rating](`
SELECT ` + ratingColumns + ` FROM rating_rating WHERE county = $1 AND invitation_id = $2`)
	ratings = store.ListOf[Rating](`SELECT `+ratingColumns+` FROM rating_rating`, map[string]string{
		"newest": "at DESC, id DESC",
		"id":     "id",
		"ref":    "ref",
	})
	countRatings = store.ListOf[struct{ N int64 }](`SELECT count(*) AS n FROM rating_rating`, map[string]string{"n": "n"})
	levelTally   = store.GroupOf[struct {
		Unit  string
		Level Level
		N     int64
	}](`SELECT unit, level, count(*) AS n FROM rating_rating`, "unit, level", map[string]string{"unit": "unit, level"})

	askedTally = store.GroupOf[struct {
		Unit  string
		Asked int64
		Rated int64
	}](`SELECT unit, count(*) AS asked, count(rated_at) AS rated FROM rating_invitation`, "unit", map[string]string{"unit": "unit"})
	invitations = store.ListOf[Invitation](`SELECT `+invitationColumns+` FROM rating_invitation`, map[string]string{
		"unit":   "unit, digest",
		"oldest": "open_from, id",
	})

	ratingCells = store.GroupOf[cell](`
SELECT unit, window_code, item_name, channel, level, count(*) AS n, 0 AS asked, 0 AS answered FROM rating_rating`,
		"unit, window_code, item_name, channel, level", map[string]string{"cell": "unit, window_code, item_name, channel, level"})
	askedCells = store.GroupOf[cell](`
SELECT unit, window_code, item_name, '' AS channel, 0 AS level, 0 AS n, count(*) AS asked, count(rated_at) AS answered FROM rating_invitation`,
		"unit, window_code, item_name", map[string]string{"cell": "unit, window_code, item_name"})

	insertFollowUp = store.Exec(`
INSERT INTO rating_followup (county, id, rating_id, level, words, at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (county, rating_id) DO NOTHING`)
	followUpOf = store.Query[FollowUp](`
SELECT ` + store.Columns[FollowUp]("") + ` FROM rating_followup WHERE county = $1 AND rating_id = $2`)

	insertRedress   = store.InsertInto[Redress]("rating_redress")
	redressColumns  = store.Columns[Redress]("")
	redressByID     = store.Query[Redress](`SELECT ` + redressColumns + ` FROM rating_redress WHERE county = $1 AND id = $2`)
	redressOfRating = store.Query[Redress](`
SELECT ` + redressColumns + ` FROM rating_redress WHERE county = $1 AND rating_id = $2`)
	redresses = store.ListOf[Redress](`SELECT `+redressColumns+` FROM rating_redress`, map[string]string{
		"due": "rectify_due, id",
		"id":  "id",
	})
	saveRedress = store.Exec(`
UPDATE rating_redress SET version = version + 1, state = $1, contact_due = $2, rectify_due = $3, book = $4,
    attempts = $5, contacted_at = $6, finding = $7, action = $8, found_by = $9, reply = $10, resolved_at = $11,
    finding_kind = $12, fix_by = $13, legal_basis = $14, class = $15, class_reason = $16, rectify_n = $17, rectify_unit = $18, public_note = $19
WHERE county = $20 AND id = $21 AND state = $22 AND version = $23`)

	insertAppeal    = store.InsertInto[Appeal]("rating_appeal")
	appealColumns   = store.Columns[Appeal]("")
	appealOfRedress = store.Query[Appeal](`SELECT ` + appealColumns + ` FROM rating_appeal WHERE county = $1 AND redress_id = $2`)
	appeals         = store.ListOf[Appeal](`SELECT `+appealColumns+` FROM rating_appeal`, map[string]string{
		"due": "decide_due, id",
	})
	saveAppeal = store.Exec(`
UPDATE rating_appeal SET version = version + 1, state = $1, decision = $2, decided_by = $3, decided_at = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)
	redateAppeal = store.Exec(`
UPDATE rating_appeal SET version = version + 1, decide_due = $1, book = $2 WHERE county = $3 AND id = $4 AND version = $5`)

	insertExclusion   = store.InsertInto[Exclusion]("rating_exclusion")
	exclusionColumns  = store.Columns[Exclusion]("")
	exclusionOfRating = store.Query[Exclusion](`
SELECT ` + exclusionColumns + ` FROM rating_exclusion WHERE county = $1 AND rating_id = $2`)
	exclusions = store.ListOf[Exclusion](`SELECT `+exclusionColumns+` FROM rating_exclusion`, map[string]string{
		"ref": "ref",
	})

	followedColumns = `d.id, d.ref, d.item_name, d.unit, d.state, d.opened_day, d.rectify_due, d.resolved_at`
	followedUp      = store.GroupOf[tracked](`
SELECT `+followedColumns+`, min(a.at) AS reached_at, max(CASE WHEN i.case_id IS NULL THEN 0 ELSE 1 END) AS named
FROM rating_redress d
JOIN rating_rating r ON r.county = d.county AND r.id = d.rating_id
JOIN rating_invitation i ON i.county = r.county AND i.id = r.invitation_id
LEFT JOIN rating_attempt a ON a.county = d.county AND a.redress_id = d.id AND a.reached = 1`, followedColumns, map[string]string{
		"ref": "d.ref",
	})

	insertReview = store.InsertInto[Review]("rating_review")
	reviews      = store.ListOf[Review](`SELECT `+store.Columns[Review]("")+` FROM rating_review`, map[string]string{
		"newest": "at DESC, id DESC",
	})

	insertAttempt = store.InsertInto[Attempt]("rating_attempt")
	attemptsOf    = store.Query[Attempt](`
SELECT ` + store.Columns[Attempt]("") + ` FROM rating_attempt WHERE county = $1 AND redress_id = $2 ORDER BY at, id LIMIT 100`)

	insertContent  = store.InsertInto[ContentRow]("rating_content")
	contentColumns = store.Columns[ContentRow]("")
	contentByID    = store.Query[ContentRow](`SELECT ` + contentColumns + ` FROM rating_content WHERE county = $1 AND id = $2`)
	contentIn      = store.Query[ContentRow](`
SELECT ` + contentColumns + ` FROM rating_content WHERE county = $1 AND state = $2 ORDER BY from_day, id LIMIT 1000`)
	saveContent = store.Exec(`
UPDATE rating_content SET version = version + 1, state = $1, number = $2, decided_by = $3, decided_at = $4
WHERE county = $5 AND id = $6 AND state = $7 AND version = $8`)
)

// counted leaves out the ratings that were excluded by the instant.
const counted = `NOT EXISTS (SELECT 1 FROM rating_exclusion x WHERE x.county = rating_rating.county AND x.rating_id = rating_rating.id AND x.at <= ?)`
