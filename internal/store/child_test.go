package store_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"testing"
	"time"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/jobs"
)

// The fault tests run this test binary again as the process that is killed or
// traced. It acts with several writers and says each acknowledged act.
const (
	childDir   = "YINGSHANG_CHILD_DIR"   // data directory; set: be the child
	childRun   = "YINGSHANG_CHILD_RUN"   // distinguishes the tokens of one run
	childLevel = "YINGSHANG_CHILD_LEVEL" // synchronous level of the power-loss test
	childActs  = 40                      // acts of the power-loss test's child
)

func TestMain(m *testing.M) {
	dir := os.Getenv(childDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	err := actUntilKilled(dir, os.Getenv(childRun))
	if level := os.Getenv(childLevel); level != "" {
		err = actForTrace(dir, level)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(3)
}

// once is one act of the child: token, number, leaf and fact.
func once(s *store.Store, token string) (n int64, err error) {
	err = s.Write(context.Background(), func(tx *store.Tx) error {
		_, _, err := tx.Once(token, "child", nil, func() (string, error) {
			n, err = fileLeaf(tx, token)
			return fmt.Sprint(n), err
		})
		return err
	})
	return n, err
}

func childStore(dir string) (*store.Store, error) {
	return store.Open(context.Background(), store.Config{Dir: dir})
}

// reaction is the child's consumer: one number per fact.
var reaction = manifest.Consumer{Name: "a.react", Kinds: []string{"ThingFiled"}, Handle: func(tx *store.Tx, f store.Fact) error {
	if _, err := tx.NextNumber("reaction"); err != nil {
		return err
	}
	_, err := journal.Record(tx, flow.System("a.react"), "thing.react", f.Subject, nil)
	return err
}}

func reactor(s *store.Store) (*jobs.Runner, error) {
	return jobs.New(s, jobs.Work{Consumers: []manifest.Consumer{reaction}, Log: slog.New(slog.DiscardHandler)})
}

// actUntilKilled runs eight writers, the sequencer and the relay until the
// process is killed.
func actUntilKilled(dir, run string) error {
	if os.Getenv(childLevel) != "" {
		return nil
	}
	s, err := childStore(dir)
	if err != nil {
		return err
	}
	journal.Start(s)
	r, err := reactor(s)
	if err != nil {
		return err
	}
	if err := r.Start(context.Background()); err != nil {
		return err
	}
	failed := make(chan error)
	var out sync.Mutex
	for writer := range 8 {
		go func() {
			for i := 0; ; i++ {
				token := fmt.Sprintf("%s-%d-%d", run, writer, i)
				n, err := once(s, token)
				if err != nil {
					failed <- err
					return
				}
				out.Lock()
				fmt.Printf("ack %s %d\n", token, n)
				out.Unlock()
			}
		}()
	}
	select {
	case err := <-failed:
		return err
	case <-time.After(time.Minute):
		return fmt.Errorf("nobody killed the child")
	}
}

// actForTrace makes a fixed number of acts under strace, with checkpoints in
// between.
func actForTrace(dir, level string) error {
	store.Weaken(level, "60") // a checkpoint every four or five acts
	s, err := childStore(dir)
	if err != nil {
		return err
	}
	for i := range childActs {
		token := fmt.Sprint("act", i)
		n, err := once(s, token)
		if err != nil {
			return err
		}
		fmt.Printf("ack %s %d\n", token, n)
	}
	os.Exit(0) // without closing: the crash states are what counts
	return nil
}
