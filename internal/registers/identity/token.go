package identity

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Token (接口令牌) lets a program in with some permissions of its account. The
// secret is shown once and stored as a digest.
type Token struct {
	County    string
	ID        string
	Version   int64
	AccountID string
	Name      string
	Digest    string
	Scopes    []string // names of permissions
	CreatedBy string
	CreatedAt calendar.Instant
	ExpiresAt calendar.Instant
	RevokedAt *calendar.Instant
}

const (
	tokenPrefix  = "ys_" // lets a leaked token be found by scanners
	maxTokenDays = 366
)

// IssueToken makes a token for an integrator's account and returns its secret,
// which is shown once. Scopes name permissions; days is its life.
func IssueToken(tx *store.Tx, by flow.Actor, account, name string, scopes []string, days int) (Token, string, error) {
	a, err := ByID(tx, account)
	if err != nil {
		return Token{}, "", err
	}
	if err := mayOther(by, a, SystemAdmin); err != nil {
		return Token{}, "", err
	}
	var p fault.Problems
	if !a.has(Integrator) || a.State != Active {
		p.Add("account", "令牌只发给在用的接口账号，请先开通接口账号并取得岗位")
	}
	if name = strings.TrimSpace(name); name == "" {
		p.Add("name", "没有填写令牌用途，请写明接入的系统")
	}
	if len(scopes) == 0 {
		p.Add("scopes", "没有选权限，请只勾选接入系统用得到的权限")
	}
	if days < 1 || days > maxTokenDays {
		p.Add("days", "有效期 %d 天不行，请填 1 至 %d 天", days, maxTokenDays)
	}
	if err := p.Err(); err != nil {
		return Token{}, "", err
	}
	text := tokenPrefix + newToken(tx)
	t := Token{County: tx.County(), ID: tx.NewID(), Version: 1, AccountID: a.ID, Name: name, Digest: digestOf(text),
		Scopes: scopes, CreatedBy: by.Account, CreatedAt: tx.Now(), ExpiresAt: (tx.Today() + calendar.Day(days)).End()}
	if err := insertToken.One(tx, t); err != nil {
		return Token{}, "", fmt.Errorf("token for %s: %w", a.ID, err)
	}
	return t, text, recordToken(tx, by, "account.issue_token", t)
}

func recordToken(tx *store.Tx, by flow.Actor, kind string, t Token) error {
	_, err := journal.Record(tx, by, kind, t.AccountID, map[string]any{"token": t.ID, "scopes": t.Scopes},
		journal.Row{Table: "identity_token", ID: t.ID})
	return err
}

// RevokeToken ends a token at once.
func RevokeToken(tx *store.Tx, by flow.Actor, id string) error {
	t, err := tokenByID.One(tx, tx.County(), id)
	if err != nil {
		return err
	}
	if by.Account != t.AccountID {
		if err := may(by, SystemAdmin, SafetyAdmin); err != nil {
			return err
		}
	}
	if err := revokeToken.One(tx, tx.Now(), tx.County(), id, t.Version); err != nil {
		return err
	}
	return recordToken(tx, by, "account.revoke_token", t)
}

// Tokens lists an account's tokens, oldest first, with those that ended.
func Tokens(tx *store.Tx, account string) ([]Token, error) {
	return tokensOf.All(tx, tx.County(), account)
}

// ResolveToken turns the secret of an API request into a session with scopes. It
// refuses with BadToken. Ask Session.Can, not Can: only it looks at the scopes.
func ResolveToken(tx *store.Tx, secret, address string) (Session, error) {
	if !strings.HasPrefix(secret, tokenPrefix) {
		return Session{}, BadToken.New(nil)
	}
	t, found, err := tokenByDigest.Find(tx, tx.County(), digestOf(secret))
	if err != nil {
		return Session{}, err
	}
	if !found || t.RevokedAt != nil || t.ExpiresAt < tx.Now() {
		return Session{}, BadToken.New(nil)
	}
	a, err := ByID(tx, t.AccountID)
	if err != nil {
		return Session{}, err
	}
	if a.State != Active || !a.has(Integrator) {
		return Session{}, BadToken.New(nil)
	}
	sec, err := secretOf.One(tx, tx.County(), a.ID)
	return Session{ID: t.ID, Account: a, Actor: actorOf(a, "api", address), StartedAt: t.CreatedAt, SeenAt: sec.UsedAt,
		Scopes: t.Scopes, Stale: tx.Now()-sec.UsedAt >= ms(touchEvery)}, err
}
