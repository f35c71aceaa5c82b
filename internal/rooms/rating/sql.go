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
		"unit": "unit, digest",
	})

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
    attempts = $5, contacted_at = $6, finding = $7, action = $8, found_by = $9, reply = $10, resolved_at = $11
WHERE county = $12 AND id = $13 AND state = $14 AND version = $15`)

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
