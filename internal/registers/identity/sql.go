package identity

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

type codeRow struct {
	County    string
	ID        string
	AccountID string
	Digest    string
	ExpiresAt calendar.Instant
	UsedAt    *calendar.Instant
}

type sessionRow struct {
	County        string
	ID            string
	AccountID     string
	Channel       string
	AddressDigest string
	StartedAt     calendar.Instant
	SeenAt        calendar.Instant
	SteppedAt     *calendar.Instant
	Delegation    *string
}

type attemptRow struct {
	County      string
	ID          string
	LoginDigest string
	Times       []calendar.Instant
	LockedUntil calendar.Instant
	LastAt      calendar.Instant
}

// resolved is a session with all that Resolve looks at.
type resolved struct {
	SessionID  string
	Channel    string
	StartedAt  calendar.Instant
	SeenAt     calendar.Instant
	SteppedAt  *calendar.Instant
	Delegation *string
	MustChange bool
	SetAt      calendar.Instant
	Enrolled   bool
	Account
}

type staleAccount struct {
	ID      string
	Version int64
}

var (
	accountColumns = store.Columns[Account]("")
	secretColumns  = store.Columns[secret]("")
	grantColumns   = store.Columns[Grant]("")
	tokenColumns   = store.Columns[Token]("")

	insertAccount  = store.InsertInto[Account]("identity_account")
	accountByID    = store.Query[Account](`SELECT ` + accountColumns + ` FROM identity_account WHERE county = $1 AND id = $2`)
	accountByLogin = store.Query[Account](`SELECT ` + accountColumns + ` FROM identity_account WHERE county = $1 AND login = $2`)
	accountByStaff = store.Query[Account](`
SELECT ` + accountColumns + ` FROM identity_account WHERE county = $1 AND staff_id = $2 AND state <> 'retired'`)
	accounts  = store.ListOf[Account](`SELECT `+accountColumns+` FROM identity_account`, map[string]string{"id": "id"})
	holdersOf = store.Query[struct{ N int64 }](`
SELECT count(*) AS n FROM identity_account
WHERE county = $1 AND roles LIKE $2 AND state IN ('invited', 'active')`)
	realAccounts = store.Query[struct{ N int64 }](`SELECT count(*) AS n FROM identity_account WHERE county = $1 AND demo = 0`)
	saveAccount  = store.Exec(`
UPDATE identity_account SET version = version + 1, staff_id = $1, name = $2, unit = $3, window_code = $4, roles = $5,
    areas = $6, party = $7, state = $8, mobile = $9, activated_at = $10, end_reason = $11
WHERE county = $12 AND id = $13 AND version = $14`)
	unusedAccounts = store.Query[staleAccount](`
SELECT a.id, a.version FROM identity_account a JOIN identity_secret s ON s.county = a.county AND s.id = a.id
WHERE a.county = $1 AND a.state = 'active' AND a.demo = 0 AND a.unit <> '' AND s.used_at < $2 ORDER BY a.id LIMIT 500`)

	insertSecret = store.InsertInto[secret]("identity_secret")
	secretOf     = store.Query[secret](`SELECT ` + secretColumns + ` FROM identity_secret WHERE county = $1 AND id = $2`)
	setPassword  = store.Exec(`
UPDATE identity_secret SET hash = $1, set_at = $2, must_change = 0, past = $3, used_at = $2
WHERE county = $4 AND id = $5 AND set_at = $6`)
	forceChange = store.Exec(`UPDATE identity_secret SET must_change = 1 WHERE county = $1 AND id = $2`)
	offerFactor = store.Exec(`UPDATE identity_secret SET offered = $1 WHERE county = $2 AND id = $3`)
	setFactor   = store.Exec(`
UPDATE identity_secret SET factor = $1, offered = NULL, step = $2 WHERE county = $3 AND id = $4 AND step < $2`)
	dropFactor = store.Exec(`UPDATE identity_secret SET factor = NULL, offered = NULL WHERE county = $1 AND id = $2`)
	spendStep  = store.Exec(`UPDATE identity_secret SET step = $1 WHERE county = $2 AND id = $3 AND step < $1`)
	noteUse    = store.Exec(`UPDATE identity_secret SET used_at = $1 WHERE county = $2 AND id = $3 AND used_at < $1`)

	insertCode = store.InsertInto[codeRow]("identity_code")
	openCode   = store.Query[codeRow](`
SELECT county, id, account_id, digest, expires_at, used_at FROM identity_code
WHERE county = $1 AND digest = $2 AND used_at IS NULL AND expires_at > $3`)
	spendCode  = store.Exec(`UPDATE identity_code SET used_at = $1 WHERE county = $2 AND id = $3 AND used_at IS NULL`)
	dropCodes  = store.Exec(`DELETE FROM identity_code WHERE county = $1 AND account_id = $2 AND used_at IS NULL`)
	purgeCodes = store.Exec(`DELETE FROM identity_code WHERE county = $1 AND expires_at < $2`)

	insertSession = store.InsertInto[sessionRow]("identity_session")
	resolve       = store.Query[resolved](`
SELECT t.id AS session_id, t.channel, t.started_at, t.seen_at, t.stepped_at, t.delegation,
    s.must_change, s.set_at, CASE WHEN s.factor IS NULL THEN 0 ELSE 1 END AS enrolled, ` + store.Columns[Account]("a.") + `
FROM identity_session t
JOIN identity_account a ON a.county = t.county AND a.id = t.account_id
JOIN identity_secret s ON s.county = t.county AND s.id = t.account_id
WHERE t.county = $1 AND t.id = $2`)
	touchSession = store.Exec(`UPDATE identity_session SET seen_at = $1 WHERE county = $2 AND id = $3 AND seen_at <= $4`)
	actInSession = store.Exec(`UPDATE identity_session SET delegation = $1 WHERE county = $2 AND id = $3`)
	endSession   = store.Exec(`DELETE FROM identity_session WHERE county = $1 AND id = $2`)
	endAll       = store.Exec(`DELETE FROM identity_session WHERE county = $1 AND account_id = $2`)
	endOthers    = store.Exec(`DELETE FROM identity_session WHERE county = $1 AND account_id = $2 AND id <> $3`)
	endChannel   = store.Exec(`DELETE FROM identity_session WHERE county = $1 AND account_id = $2 AND channel = $3`)
	elsewhere    = store.Query[struct{ N int64 }](`
SELECT count(*) AS n FROM identity_session
WHERE county = $1 AND account_id = $2 AND address_digest <> $3 AND seen_at > $4`)
	purgeSessions = store.Exec(`DELETE FROM identity_session WHERE county = $1 AND (seen_at < $2 OR started_at < $3)`)

	// takeAttempt reads the bucket and, on PostgreSQL, keeps others waiting for
	// it: two failures at once are both counted.
	takeAttempt = store.Query[attemptRow](`
INSERT INTO identity_attempt (county, id, login_digest, times, locked_until, last_at) VALUES ($1, $2, $3, '[]', 0, $4)
ON CONFLICT (county, id) DO UPDATE SET last_at = excluded.last_at
RETURNING county, id, login_digest, times, locked_until, last_at`)
	attemptByID = store.Query[attemptRow](`
SELECT county, id, login_digest, times, locked_until, last_at FROM identity_attempt WHERE county = $1 AND id = $2`)
	saveAttempt   = store.Exec(`UPDATE identity_attempt SET times = $1, locked_until = $2 WHERE county = $3 AND id = $4`)
	clearAttempt  = store.Exec(`DELETE FROM identity_attempt WHERE county = $1 AND id = $2`)
	clearAttempts = store.Exec(`DELETE FROM identity_attempt WHERE county = $1 AND login_digest = $2`)
	purgeAttempts = store.Exec(`DELETE FROM identity_attempt WHERE county = $1 AND last_at < $2`)

	insertGrant = store.InsertInto[Grant]("identity_grant")
	grantByID   = store.Query[Grant](`SELECT ` + grantColumns + ` FROM identity_grant WHERE county = $1 AND id = $2`)
	grants      = store.ListOf[Grant](`SELECT `+grantColumns+` FROM identity_grant`, map[string]string{"id": "id"})
	saveGrant   = store.Exec(`
UPDATE identity_grant SET version = version + 1, state = $1, first_by = $2, second_by = $3, ended_at = $4
WHERE county = $5 AND id = $6 AND version = $7 AND state = 'asked'`)

	insertToken   = store.InsertInto[Token]("identity_token")
	tokenByDigest = store.Query[Token](`SELECT ` + tokenColumns + ` FROM identity_token WHERE county = $1 AND digest = $2`)
	tokenByID     = store.Query[Token](`SELECT ` + tokenColumns + ` FROM identity_token WHERE county = $1 AND id = $2`)
	tokensOf      = store.Query[Token](`
SELECT ` + tokenColumns + ` FROM identity_token WHERE county = $1 AND account_id = $2 ORDER BY id LIMIT 200`)
	revokeToken = store.Exec(`
UPDATE identity_token SET version = version + 1, revoked_at = $1
WHERE county = $2 AND id = $3 AND version = $4 AND revoked_at IS NULL`)
)
