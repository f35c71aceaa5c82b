package store_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var cycles = flag.Int("cycles", 25, "kill -9 cycles of the crash test")

type operation struct{ Token, Result string }

var operations = store.Query[operation](`SELECT token, result FROM store_operation`)

// TestKill9 kills a process with eight writers again and again (T-01, T-12).
// Every acknowledged act is there exactly once, numbers have no gaps, each fact
// had one effect, and the journal extends every checkpoint ever signed.
func TestKill9(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, storetest.WriteKeys(dir))
	acked := map[string]string{}
	var saved [][]byte
	for cycle := range *cycles {
		before := len(acked)
		runAndKill(t, dir, fmt.Sprint("r", cycle), acked)
		if len(acked) == before {
			t.Fatalf("cycle %d acknowledged nothing", cycle)
		}
		if cycle%10 == 9 || cycle == *cycles-1 {
			saved = append(saved, afterCrash(t, dir, acked, saved))
		}
	}
	t.Logf("%d cycles, %d acknowledged acts", *cycles, len(acked))
}

func runAndKill(t *testing.T, dir, run string, acked map[string]string) {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	child := exec.Command(self)
	child.Env = append(os.Environ(), childDir+"="+dir, childRun+"="+run)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	slow := time.AfterFunc(20*time.Second, func() { _ = child.Process.Kill() }) // the test then fails for want of acts
	defer slow.Stop()
	lines := bufio.NewScanner(out)
	first := true
	for lines.Scan() {
		var token, n string
		if k, err := fmt.Sscanf(lines.Text(), "ack %s %s", &token, &n); err != nil || k != 2 {
			continue // cut off by the kill: not acknowledged
		}
		acked[token] = n
		if first {
			first = false
			time.AfterFunc(time.Duration(5+rand.IntN(60))*time.Millisecond, func() { _ = child.Process.Kill() })
		}
	}
	_ = child.Wait() // it was killed
}

// afterCrash opens what the killed process left and checks it.
func afterCrash(t *testing.T, dir string, acked map[string]string, saved [][]byte) []byte {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, store.Config{Dir: dir})
	must(t, err)
	defer s.Close()
	r, err := reactor(s)
	must(t, err)
	must(t, r.Start(ctx)) // takes up what was running
	acts := int64(0)
	must(t, s.Read(ctx, func(tx *store.Tx) error {
		rows, err := operations.All(tx)
		there := map[string]string{}
		numbers := map[string]bool{}
		for _, row := range rows {
			there[row.Token] = row.Result
			numbers[row.Result] = true
		}
		for token, n := range acked {
			if there[token] != n {
				t.Errorf("act %s was acknowledged with number %s, now there is %q", token, n, there[token])
			}
		}
		acts = int64(len(rows))
		for n := int64(1); n <= acts; n++ {
			if !numbers[fmt.Sprint(n)] {
				t.Errorf("number %d is missing", n)
			}
		}
		return err
	}))
	for deadline := time.Now().Add(20 * time.Second); counter(t, s, "reaction") < acts && time.Now().Before(deadline); {
		time.Sleep(20 * time.Millisecond)
	}
	must(t, r.Stop(ctx))
	if got := counter(t, s, "reaction"); got != acts {
		t.Errorf("%d facts had %d effects", acts, got)
	}
	must(t, journal.Sequence(ctx, s))
	v, err := journal.VerifyLog(ctx, s, journal.Check{Saved: saved})
	must(t, err)
	if !v.Sound() || v.Size != 2*acts {
		t.Errorf("%d leaves for %d acts: %+v", v.Size, acts, v.First)
	}
	var text []byte
	must(t, s.Read(ctx, func(tx *store.Tx) (err error) {
		text, _, _, err = journal.Checkpoint(tx)
		return err
	}))
	return text
}

func counter(t testing.TB, s *store.Store, series string) (n int64) {
	t.Helper()
	must(t, s.Read(context.Background(), func(tx *store.Tx) error {
		all, err := tx.Counters()
		for _, c := range all {
			if c.Series == series {
				n = c.Value
			}
		}
		return err
	}))
	return n
}
