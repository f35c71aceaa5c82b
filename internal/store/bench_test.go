package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// clients act at once in the benchmarks, as a hall at its busiest.
const clients = 32

// pace runs n acts from all clients and returns the time for each.
func pace(b *testing.B, n int, act func(i int) error) time.Duration {
	b.Helper()
	next := make(chan int)
	var wg sync.WaitGroup
	begin := time.Now()
	for range clients {
		wg.Go(func() {
			for i := range next {
				if err := act(i); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	return time.Since(begin) / time.Duration(max(n, 1))
}

// benchActs keeps both sides of a ratio long enough to compare.
func benchActs(b *testing.B) int { return max(b.N, 2000) }

// BenchmarkJournalShare compares an act with its journal entry and the same rows
// without, in one run: the ratio counts, not the numbers.
func BenchmarkJournalShare(b *testing.B) {
	s, _ := storetest.SQLite(b)
	storetest.ThingTable(b, s)
	ctx := context.Background()
	n := benchActs(b)
	b.ResetTimer()
	bare := pace(b, n, func(i int) error {
		return s.Maintain(ctx, func(tx *store.Tx) error {
			if _, err := tx.NextNumber("bare"); err != nil {
				return err
			}
			return storetest.InsertThing.One(tx, newThing(tx, fmt.Sprint("b", i)))
		})
	})
	whole := pace(b, n, func(i int) error {
		return s.Write(ctx, func(tx *store.Tx) error {
			if _, err := tx.NextNumber("whole"); err != nil {
				return err
			}
			id := fmt.Sprint("w", i)
			if err := storetest.InsertThing.One(tx, newThing(tx, id)); err != nil {
				return err
			}
			_, err := journal.Record(tx, actor, "thing.file", id, nil, journal.Row{Table: "fixture_thing", ID: id})
			return err
		})
	})
	begin := time.Now()
	must(b, journal.Sequence(ctx, s))
	placed := time.Since(begin) / time.Duration(n)
	begin = time.Now()
	v, err := journal.VerifyLog(ctx, s, journal.Check{})
	must(b, err)
	b.ReportMetric(float64(bare.Microseconds()), "bare-µs/act")
	b.ReportMetric(float64(whole)/float64(bare), "journaled/bare")
	b.ReportMetric(float64(placed)/float64(bare), "placed/bare")
	b.ReportMetric(float64(time.Since(begin))/float64(v.Size)/float64(bare), "verified/bare")
}

// BenchmarkGroupCommit compares acts that share commits with acts one by one.
func BenchmarkGroupCommit(b *testing.B) {
	s, _ := storetest.SQLite(b)
	ctx := context.Background()
	n := benchActs(b)
	act := func(kind string) func(i int) error {
		return func(i int) error {
			return s.Write(ctx, func(tx *store.Tx) error { _, err := fileLeaf(tx, fmt.Sprint(kind, i)); return err })
		}
	}
	b.ResetTimer()
	alone := act("alone")
	begin := time.Now()
	for i := range n / 4 {
		must(b, alone(i))
	}
	single := time.Since(begin) / time.Duration(n/4)
	shared := pace(b, n, act("shared"))
	b.ReportMetric(float64(single.Microseconds()), "single-µs/act")
	b.ReportMetric(float64(single)/float64(shared), "shared-gain")
}

// BenchmarkRelay compares facts taken by a consumer through the queue with the
// same facts drained directly.
func BenchmarkRelay(b *testing.B) {
	n := benchActs(b)
	run := func(take func(s *store.Store)) time.Duration {
		s, _ := storetest.SQLite(b)
		pace(b, n, func(i int) error {
			return s.Write(context.Background(), func(tx *store.Tx) error { _, err := fileLeaf(tx, fmt.Sprint("f", i)); return err })
		})
		begin := time.Now()
		take(s)
		return time.Since(begin) / time.Duration(n)
	}
	b.ResetTimer()
	drained := run(func(s *store.Store) {
		r, err := reactor(s)
		must(b, err)
		_, err = r.Drain(context.Background())
		must(b, err)
	})
	queued := run(func(s *store.Store) {
		r, err := reactor(s)
		must(b, err)
		must(b, r.Start(context.Background()))
		for counter(b, s, "reaction") < int64(n) {
			time.Sleep(5 * time.Millisecond)
		}
		must(b, r.Stop(context.Background()))
	})
	b.ReportMetric(float64(drained.Microseconds()), "drained-µs/fact")
	b.ReportMetric(float64(queued.Microseconds()), "queued-µs/fact")
	b.ReportMetric(float64(queued)/float64(drained), "queued/drained")
}

// BenchmarkBackup compares making, checking and restoring a backup with the
// time the acts took that are in it.
func BenchmarkBackup(b *testing.B) {
	s, _ := storetest.SQLite(b)
	ctx := context.Background()
	n := benchActs(b)
	acted := pace(b, n, func(i int) error {
		return s.Write(ctx, func(tx *store.Tx) error { _, err := fileLeaf(tx, fmt.Sprint("f", i)); return err })
	})
	must(b, journal.Sequence(ctx, s))
	b.ResetTimer()
	dir := filepath.Join(b.TempDir(), "backup")
	timed := func(name string, do func() error) {
		begin := time.Now()
		must(b, do())
		b.ReportMetric(float64(time.Since(begin))/float64(n)/float64(acted), name)
	}
	timed("made/acted", func() error { _, err := store.BackupCreate(ctx, s, dir); return err })
	timed("verified/acted", func() error { _, err := store.BackupVerify(ctx, dir); return err })
	into := store.Config{Dir: b.TempDir()}
	must(b, storetest.WriteKeys(into.Dir))
	timed("restored/acted", func() error { _, err := store.BackupRestore(ctx, dir, into, store.RestoreOptions{}); return err })
}
