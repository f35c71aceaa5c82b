package journal_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var clerk = flow.Actor{Account: "clerk1", Name: "窗口一号", Unit: "zrzyj", Channel: "window"}

// must ends the test on an error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// filed makes a thing by an act with number, row and leaf.
func filed(t testing.TB, s *store.Store) (id string, leaf journal.Leaf) {
	t.Helper()
	must(t, s.Write(context.Background(), func(tx *store.Tx) (err error) {
		id = tx.NewID()
		n, err := tx.NextNumber("thing/2020")
		if err != nil {
			return err
		}
		note := fmt.Sprintf("第%d件", n)
		thing := storetest.Thing{County: tx.County(), ID: id, State: "open", Version: 1, Due: tx.Today(), Note: &note}
		if err := storetest.InsertThing.One(tx, thing); err != nil {
			return err
		}
		leaf, err = journal.Record(tx, clerk, "thing.file", id, map[string]int64{"n": n}, journal.Row{Table: "fixture_thing", ID: id})
		return err
	}))
	return id, leaf
}

// moved changes the thing by an act.
func moved(t testing.TB, s *store.Store, id, state string) (leaf journal.Leaf) {
	t.Helper()
	must(t, s.Write(context.Background(), func(tx *store.Tx) error {
		thing, err := storetest.OneThing.One(tx, tx.County(), id)
		if err != nil {
			return err
		}
		if err := storetest.MoveThing.One(tx, state, tx.County(), id, thing.Version); err != nil {
			return err
		}
		leaf, err = journal.Record(tx, clerk, "thing.move", id, nil, journal.Row{Table: "fixture_thing", ID: id})
		return err
	}))
	return leaf
}

func sequenced(t testing.TB, s *store.Store) {
	t.Helper()
	must(t, journal.Sequence(context.Background(), s))
}

func verified(t testing.TB, s *store.Store, saved ...[]byte) journal.Verdict {
	t.Helper()
	v, err := journal.VerifyLog(context.Background(), s, journal.Check{Saved: saved})
	must(t, err)
	for _, f := range v.Findings {
		if !strings.Contains(f.Sentence, f.Table) || f.Sentence == "" {
			t.Errorf("the sentence does not name the table: %+v", f)
		}
	}
	return v
}

func checkpoint(t testing.TB, s *store.Store) []byte {
	t.Helper()
	var text []byte
	must(t, s.Read(context.Background(), func(tx *store.Tx) error {
		note, _, ok, err := journal.Checkpoint(tx)
		if !ok {
			t.Fatal("no checkpoint")
		}
		text = note
		return err
	}))
	return text
}

func TestLogIsSoundWhateverIsWaiting(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		if v := verified(t, s); !v.Sound() {
			t.Fatalf("empty log: %+v", v.First)
		}
		id, _ := filed(t, s)
		if v := verified(t, s); !v.Sound() || v.Waiting != 1 {
			t.Fatalf("one waiting leaf: %+v", v)
		}
		sequenced(t, s)
		moved(t, s, id, "closed")
		for range 300 { // more than one tile and one batch
			filed(t, s)
		}
		first := checkpoint(t, s)
		sequenced(t, s)
		sequenced(t, s) // nothing new: nothing signed
		v := verified(t, s, first)
		if !v.Sound() || v.Size != 302 || v.Waiting != 0 || v.Rows != 301 || v.Checkpoints != 2 {
			t.Fatalf("%+v", v)
		}
	})
}

func TestReceipts(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		sequenced(t, s)
		_, leaf := filed(t, s)
		receipt := func() (slip journal.Slip, key string) {
			must(t, s.Read(context.Background(), func(tx *store.Tx) (err error) {
				if slip, err = journal.Receipt(tx, leaf.ID); err != nil {
					return err
				}
				key, err = journal.Verifier(tx)
				return err
			}))
			return slip, key
		}
		slip, key := receipt()
		proven, err := journal.VerifyReceipt(slip.Text, key)
		if err != nil || slip.Proved || !proven.Promised || proven.Leaf.Subject != leaf.Subject || proven.Code != slip.Code {
			t.Fatalf("promise: %+v %v", proven, err)
		}
		for range 20 {
			filed(t, s)
		}
		sequenced(t, s)
		slip, _ = receipt()
		proven, err = journal.VerifyReceipt(slip.Text, key)
		if err != nil || !slip.Proved || proven.Promised || proven.Place != 0 || proven.Size != 21 || proven.Code != slip.Code {
			t.Fatalf("proof: %+v %v", proven, err)
		}
		for i := range slip.Text {
			bad := append([]byte(nil), slip.Text...)
			bad[i] ^= 1
			if _, err := journal.VerifyReceipt(bad, key); !journal.BadReceipt.Is(err) {
				t.Fatalf("byte %d changed (%q): %v", i, bad[i], err)
			}
		}
		codesFind(t, s, slip.Code, leaf.ID)
	})
}

// codesFind asks that the printed code leads to the leaf, also as people type
// it, and that others lead nowhere.
func codesFind(t *testing.T, s *store.Store, printed, leafID string) {
	t.Helper()
	must(t, s.Read(context.Background(), func(tx *store.Tx) error {
		for _, code := range []string{printed, strings.ToLower(printed), " " + strings.ReplaceAll(printed, "-", "")} {
			if found, err := journal.FindByCode(tx, code); err != nil || found.ID != leafID {
				t.Errorf("code %q found %q, %v", code, found.ID, err)
			}
		}
		if _, err := journal.FindByCode(tx, "0000-0000-0000"); !journal.NoReceipt.Is(err) {
			t.Errorf("a made-up code: %v", err)
		}
		if _, err := journal.FindByCode(tx, "0000"); !journal.BadCode.Is(err) {
			t.Errorf("half a code: %v", err)
		}
		if _, err := journal.Receipt(tx, "nothing"); !journal.NoReceipt.Is(err) {
			t.Errorf("no such leaf: %v", err)
		}
		return nil
	}))
}

func TestErasureKeepsTheProofs(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		id, leaf := filed(t, s)
		moved(t, s, id, "closed")
		filed(t, s)
		sequenced(t, s)
		before := checkpoint(t, s)
		erase := func(reason string) (n int64, err error) {
			err = s.Write(context.Background(), func(tx *store.Tx) (err error) {
				n, err = journal.EraseSubjectPayloads(tx, clerk, id, reason)
				return err
			})
			return n, err
		}
		if _, err := erase(" "); !journal.ReasonMissing.Is(err) {
			t.Fatalf("without a reason: %v", err)
		}
		if n, err := erase("个人信息保护法第四十七条，申请 S1"); err != nil || n != 2 {
			t.Fatalf("erased %d, %v", n, err)
		}
		if n, err := erase("再一次"); err != nil || n != 1 {
			t.Fatalf("second erasure: %d, %v", n, err)
		}
		sequenced(t, s)
		if v := verified(t, s, before); !v.Sound() || v.Erased != 3 {
			t.Fatalf("after erasure: %+v", v)
		}
		must(t, s.Read(context.Background(), func(tx *store.Tx) error {
			slip, err := journal.Receipt(tx, leaf.ID)
			if err != nil {
				return err
			}
			key, err := journal.Verifier(tx)
			if err != nil {
				return err
			}
			_, err = journal.VerifyReceipt(slip.Text, key)
			return err
		}))
		db := storetest.Raw(t, s)
		storetest.Do(t, db, "UPDATE fixture_thing SET due = '2020-06-01' WHERE id = $1", id)
		storetest.Do(t, db, "UPDATE journal_leaf SET payload = NULL, salt = NULL WHERE place = 2")
		v := verified(t, s, before)
		if len(v.Findings) < 2 || v.First.Flaw != journal.FlawErasure || v.First.Place != 2 || !named(v, "fixture_thing", id) {
			t.Fatalf("hidden by erasure: %+v", v.Findings)
		}
	})
}

// named reports whether a finding names the row.
func named(v journal.Verdict, table, row string) bool {
	for _, f := range v.Findings {
		if f.Table == table && f.Row == row {
			return true
		}
	}
	return false
}
