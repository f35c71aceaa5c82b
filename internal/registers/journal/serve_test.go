package journal_test

import (
	"context"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"yingshang/internal/kernel/merkle"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"

	"golang.org/x/mod/sumdb/note"
)

// TestServedLogRebuildsTheRoot fetches every tile and entry bundle as an outside
// auditor would and works out the root from them.
func TestServedLogRebuildsTheRoot(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		for range 300 {
			filed(t, s)
		}
		sequenced(t, s)
		filed(t, s) // not covered yet
		must(t, s.Read(context.Background(), func(tx *store.Tx) error {
			key, err := journal.Verifier(tx)
			must(t, err)
			verifier, err := note.NewVerifier(key)
			must(t, err)
			part, err := journal.Serve(tx, "checkpoint")
			must(t, err)
			c, _, err := merkle.OpenCheckpoint(part.Content, s.LogName, verifier)
			must(t, err)
			if c.Size != 300 || part.Immutable {
				t.Fatalf("checkpoint %+v", c)
			}
			tree, err := merkle.OpenTree(0, nil)
			must(t, err)
			for _, path := range []string{merkle.EntriesPath(0, 256), merkle.EntriesPath(1, 44)} {
				part, err := journal.Serve(tx, path)
				must(t, err)
				entries, err := merkle.ParseEntries(part.Content)
				must(t, err)
				for _, entry := range entries {
					_, _, err := tree.Append(entry)
					must(t, err)
				}
			}
			if root, _ := tree.Root(); root != c.Root {
				t.Fatal("the entries do not lead to the signed root")
			}
			for _, tile := range merkle.NewTiles(0, 300) {
				part, err := journal.Serve(tx, tile.Path())
				if err != nil || len(part.Content) != tile.Width*tlog.HashSize {
					t.Errorf("%s: %d bytes, %v", tile.Path(), len(part.Content), err)
				}
			}
			for _, path := range []string{"", "tile", "tile/0/002", "tile/0/001", "tile/0/001.p/45", "tile/1/000.p/2",
				"tile/entries/001", "tile/entries/001.p/45", "tile/entries/x999/x999/x999/x999/x999/x999/999", "tile/9/000", "../keys/journal.key"} {
				if _, err := journal.Serve(tx, path); !journal.NoSuchTile.Is(err) {
					t.Errorf("%q: %v", path, err)
				}
			}
			proof, newest, err := journal.ProveConsistency(tx, 17)
			if err != nil || len(proof) == 0 || string(newest) == "" {
				t.Errorf("consistency: %v", err)
			}
			return nil
		}))
	})
}

// TestSequencerCoversNewLeavesByItself waits for a checkpoint, on two nodes of
// one PostgreSQL and on the embedded engine.
func TestSequencerCoversNewLeavesByItself(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		storetest.ThingTable(t, s)
		failed := make(chan error, 100)
		report := func(err error) { failed <- err }
		stops := []func(){journal.Start(s, report)}
		if s.Engine == store.Postgres {
			sequenced(t, s) // makes the log's key, which nodes share
			other := storetest.Again(t, s, "journal.key")
			stops = append(stops, journal.Start(other, report))
			for range 20 {
				filed(t, other)
			}
		}
		for range 20 {
			filed(t, s)
		}
		want := int64(20)
		if s.Engine == store.Postgres {
			want = 40
		}
		deadline := time.Now().Add(20 * time.Second)
		for size := int64(0); size < want; time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("size %d after 20 s", size)
			}
			must(t, s.Read(context.Background(), func(tx *store.Tx) (err error) {
				_, size, _, err = journal.Checkpoint(tx)
				return err
			}))
		}
		filed(t, s)
		for _, stop := range stops {
			stop() // covers what is left
		}
		select {
		case err := <-failed:
			t.Fatal(err)
		default:
		}
		if v := verified(t, s); !v.Sound() || v.Waiting != 0 || v.Size != want+1 {
			t.Fatalf("%+v", v)
		}
	})
}

func TestWrongLogKeyStopsSigning(t *testing.T) {
	t.Parallel()
	s, _ := storetest.Postgres(t)
	sequenced(t, s)
	other := storetest.Again(t, s) // a node with the master key, but its own log key
	if err := journal.Sequence(context.Background(), other); !journal.WrongLogKey.Is(err) {
		t.Fatalf("signed with another key: %v", err)
	}
}
