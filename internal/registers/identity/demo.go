package identity

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

const demoMark = "demo"

// MarkDemo makes the store a demonstration (演示库) for ever. It refuses a store
// that has real accounts, so that a working county cannot be opened up by it.
func MarkDemo(tx *store.Tx) error {
	count, err := realAccounts.One(tx, tx.County())
	if err != nil {
		return err
	}
	if count.N > 0 {
		return HasAccounts.New(nil)
	}
	if err := tx.Mark(demoMark); err != nil {
		return err
	}
	_, err = journal.Record(tx, flow.System("identity.demo"), "store.mark_demo", "store", nil)
	return err
}

// IsDemo reports whether the store is a demonstration; every page says so.
func IsDemo(tx *store.Tx) (bool, error) { return tx.Marked(demoMark) }

// CreateDemoAccount makes an account with roles and a known password. It refuses
// with NotDemo everywhere but in a demonstration. A unit is needed unless the
// only role is the applicant's.
func CreateDemoAccount(tx *store.Tx, by flow.Actor, in NewAccount, hash Hash) (Account, error) {
	demo, err := IsDemo(tx)
	if err != nil {
		return Account{}, err
	}
	if !demo {
		return Account{}, NotDemo.New(nil)
	}
	now := tx.Now()
	a := Account{Roles: in.Roles, State: Active, Demo: true, ActivatedAt: &now}
	if err := complete(tx, by, &a, in); err != nil {
		return Account{}, err
	}
	return a, setPassword.One(tx, hash, now, []Hash{}, tx.County(), a.ID, now)
}
