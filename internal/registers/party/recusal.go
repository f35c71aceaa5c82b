package party

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Recusal (回避) keeps an account from handling a party's matters of one item in
// office, because it stands on the party's side.
type Recusal struct {
	County  string
	ID      string
	Account string
	PartyID string
	Item    string // code
	Ground  string // as the refusal prints it: 正在代办 BD2020-0001
	Since   calendar.Instant
	Until   *calendar.Instant // nil while the ground stands
}

// Recuse records that the account stands on the party's side in these items from
// now on. The rows belong into the caller's journal entry.
func Recuse(tx *store.Tx, account, partyID, ground string, items []string) ([]journal.Row, error) {
	rows := make([]journal.Row, 0, len(items))
	for _, item := range items {
		r := Recusal{County: tx.County(), ID: tx.NewID(), Account: account, PartyID: partyID, Item: item,
			Ground: ground, Since: tx.Now()}
		if err := insertRecusal.One(tx, r); err != nil {
			return nil, err
		}
		rows = append(rows, journal.Row{Table: "party_recusal", ID: r.ID})
	}
	return rows, nil
}

// EndRecusal ends the account's recusals on a ground. They go on binding for
// whatever was begun before.
func EndRecusal(tx *store.Tx, account, ground string) ([]journal.Row, error) {
	standing, err := standingRecusals.All(tx, tx.County(), ground, account)
	if err != nil {
		return nil, err
	}
	rows := make([]journal.Row, 0, len(standing))
	for _, r := range standing {
		if err := endRecusal.One(tx, tx.Now(), tx.County(), r.ID); err != nil {
			return nil, err
		}
		rows = append(rows, journal.Row{Table: "party_recusal", ID: r.ID})
	}
	return rows, nil
}

// RecusedFrom returns the recusal that keeps the account from handling what the
// party began at the instant.
func RecusedFrom(tx *store.Tx, account, partyID, item string, begun calendar.Instant) (Recusal, bool, error) {
	return recusalsOf.Find(tx, tx.County(), account, partyID, item, begun)
}
