package store_test

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var powerStates = flag.Int("powerstates", 150, "crash states of the power-loss test")

// fileOp is one recorded call of the child: a write or truncation of a file, a
// sync, or an acknowledgement.
type fileOp struct {
	kind string // write, truncate, sync, remove, ack
	file string // base name
	at   int64  // offset, or the new length
	data []byte
	ack  string
}

// TestPowerLoss replays the child's writes up to random moments, keeping what
// was synced and any torn part of what was not, and looks for every
// acknowledged act (T-02). The same must find losses with synchronous=NORMAL.
func TestPowerLoss(t *testing.T) {
	t.Parallel()
	for level, mayLose := range map[string]bool{"2": false, "1": true} {
		t.Run("synchronous="+level, func(t *testing.T) {
			t.Parallel()
			start, ops := recorded(t, level)
			lost := 0
			r := rand.New(rand.NewPCG(2020, 6))
			for i := range *powerStates {
				cut := r.IntN(len(ops) + 1)
				disk, acked := replay(start, ops[:cut], r, i%3)
				if why := lookAfterPowerLoss(t, disk, acked); why != "" {
					lost++
					if !mayLose {
						t.Errorf("power lost after call %d of %d: %s", cut, len(ops), why)
					}
				}
			}
			if mayLose && lost == 0 {
				t.Fatal("synchronous=NORMAL lost nothing: the test cannot fail")
			}
			t.Logf("%d calls, %d states, %d with losses", len(ops), *powerStates, lost)
		})
	}
}

// recorded runs the child under strace and returns the files it began with and
// its calls.
func recorded(t *testing.T, level string) (map[string][]byte, []fileOp) {
	t.Helper()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Fatal("strace is not installed; run `make test-deps`")
	}
	dir := t.TempDir()
	must(t, storetest.WriteKeys(dir))
	s, err := store.Open(context.Background(), store.Config{Dir: dir})
	must(t, err)
	must(t, s.Close())
	start := map[string][]byte{}
	for _, name := range []string{store.DatabaseFile, store.DatabaseFile + "-wal"} {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			start[name] = content
		}
	}
	self, err := os.Executable()
	must(t, err)
	trace := filepath.Join(t.TempDir(), "trace")
	child := exec.Command("strace", "-f", "-qq", "-y", "-xx", "-s", "70000",
		"-e", "trace=write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat", "-o", trace, self)
	child.Env = append(os.Environ(), childDir+"="+dir, childLevel+"="+level)
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("child: %v\n%s", err, out)
	}
	return start, parseTrace(t, trace)
}

var (
	traceCall    = regexp.MustCompile(`^(\d+) +(\w+)\((.*)$`)
	traceResumed = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)$`)
	traceFile    = regexp.MustCompile(`<((?:\\x[0-9a-f]{2})+)>`)
	traceText    = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"`)
	traceNumbers = regexp.MustCompile(`, (\d+)(?:, (\d+))?(?:\)| <unfinished)`)
)

// parseTrace reads strace's output. A write counts from its beginning, a sync
// from its end, an acknowledgement from its beginning.
func parseTrace(t *testing.T, name string) []fileOp {
	t.Helper()
	f, err := os.Open(name)
	must(t, err)
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	var ops []fileOp
	syncing := map[string]string{} // thread → file of an unfinished sync
	for lines.Scan() {
		line := lines.Text()
		if m := traceResumed.FindStringSubmatch(line); m != nil {
			if file, ok := syncing[m[1]]; ok && strings.HasSuffix(m[2], "sync") && strings.Contains(m[3], "= 0") {
				ops = append(ops, fileOp{kind: "sync", file: file})
				delete(syncing, m[1])
			}
			continue
		}
		m := traceCall.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		op := parseCall(m[2], m[3])
		if op.kind == "sync" && strings.Contains(line, "unfinished") {
			syncing[m[1]] = op.file
			continue
		}
		if op.kind == "ack" || strings.HasPrefix(op.file, store.DatabaseFile) && !strings.HasSuffix(op.file, "-shm") {
			ops = append(ops, op)
		}
	}
	must(t, lines.Err())
	return ops
}

func parseCall(call, rest string) (op fileOp) {
	if m := traceFile.FindStringSubmatch(rest); m != nil {
		op.file = filepath.Base(string(unhex(m[1])))
	}
	if m := traceText.FindStringSubmatch(rest); m != nil {
		op.data = unhex(m[1])
	}
	numbers := traceNumbers.FindStringSubmatch(rest)
	number := func(i int) int64 {
		if i >= len(numbers) {
			return 0
		}
		n, _ := strconv.ParseInt(numbers[i], 10, 64) // the pattern allows digits only
		return n
	}
	switch call {
	case "pwrite64":
		op.kind, op.at = "write", number(2)
	case "ftruncate":
		op.kind, op.at = "truncate", number(1)
	case "fsync", "fdatasync":
		op.kind = "sync"
	case "unlink", "unlinkat":
		op.kind, op.file = "remove", filepath.Base(string(op.data))
	case "write":
		if text, ok := bytes.CutPrefix(op.data, []byte("ack ")); ok {
			op.kind, op.ack = "ack", string(bytes.TrimSpace(text))
		}
	}
	return op
}

func unhex(text string) []byte {
	out, _ := hex.DecodeString(strings.ReplaceAll(text, `\x`, "")) // the pattern allows pairs only
	return out
}

// replay returns a disk as it may be after the power failed: what was synced,
// and of the rest nothing (0), everything (1) or torn sectors (2).
func replay(start map[string][]byte, ops []fileOp, r *rand.Rand, rest int) (map[string][]byte, []string) {
	disk := map[string][]byte{}
	for name, content := range start {
		disk[name] = bytes.Clone(content)
	}
	waiting := map[string][]fileOp{}
	var acked []string
	for _, op := range ops {
		switch op.kind {
		case "ack":
			acked = append(acked, op.ack)
		case "sync":
			for _, late := range waiting[op.file] {
				apply(disk, late)
			}
			delete(waiting, op.file)
		default:
			waiting[op.file] = append(waiting[op.file], op)
		}
	}
	for _, late := range waiting {
		for _, op := range late {
			switch {
			case rest == 1:
				apply(disk, op)
			case rest == 2 && op.kind == "write":
				tear(disk, op, r)
			case rest == 2 && r.IntN(2) == 0:
				apply(disk, op)
			}
		}
	}
	return disk, acked
}

// tear writes each 512-byte sector of a write or leaves it.
func tear(disk map[string][]byte, op fileOp, r *rand.Rand) {
	for from := 0; from < len(op.data); from += 512 {
		if r.IntN(2) == 0 {
			part := op
			part.at += int64(from)
			part.data = op.data[from:min(from+512, len(op.data))]
			apply(disk, part)
		}
	}
}

func apply(disk map[string][]byte, op fileOp) {
	content := disk[op.file]
	grow := func(size int64) {
		if n := size - int64(len(content)); n > 0 {
			content = append(content, make([]byte, n)...)
		}
	}
	switch op.kind {
	case "write":
		grow(op.at + int64(len(op.data)))
		copy(content[op.at:], op.data)
	case "truncate":
		grow(op.at)
		content = content[:op.at]
	case "remove":
		delete(disk, op.file)
		return
	}
	disk[op.file] = content
}

// lookAfterPowerLoss opens the disk as the engine would at the next start and
// says what is wrong with it.
func lookAfterPowerLoss(t *testing.T, disk map[string][]byte, acked []string) string {
	t.Helper()
	dir, err := os.MkdirTemp(t.TempDir(), "disk")
	must(t, err)
	defer os.RemoveAll(dir)
	for name, content := range disk {
		must(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, store.DatabaseFile))
	must(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	var health string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&health); err != nil || health != "ok" {
		return fmt.Sprintf("the database is damaged: %s %v", health, err)
	}
	var acts, leaves, facts, counted int
	err = db.QueryRow(`SELECT (SELECT count(*) FROM store_operation), (SELECT count(*) FROM journal_leaf),
(SELECT count(*) FROM store_fact), coalesce((SELECT value FROM store_counter), 0)`).Scan(&acts, &leaves, &facts, &counted)
	if err != nil {
		return err.Error()
	}
	if acts != leaves || acts != facts || acts != counted {
		return fmt.Sprintf("half an act: %d acts, %d leaves, %d facts, number %d", acts, leaves, facts, counted)
	}
	for _, ack := range acked {
		token, n, _ := strings.Cut(ack, " ")
		var result string
		if err := db.QueryRow("SELECT result FROM store_operation WHERE token = $1", token).Scan(&result); err != nil || result != n {
			return fmt.Sprintf("%d acts acknowledged, %s is lost", len(acked), token)
		}
	}
	return ""
}
