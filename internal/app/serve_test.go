package app

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestServeEndsInOrder starts the pages, asks one, and tells the program to
// stop: it must answer, end without an error and leave a sound journal.
func TestServeEndsInOrder(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	answer[importJSON](t, Done, "import", "case-log", file(t, "办件.csv", log), "--data", data)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	said, speak := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		a := &App{Context: ctx, In: strings.NewReader(""), Out: io.Discard, Messages: speak}
		err := a.run([]string{"serve", "--data", data, "--listen", "127.0.0.1:0"})
		_ = speak.Close() // the reader below then ends
		ended <- err
	}()
	base := waitForAddress(t, said)
	response, err := http.Get(base + "/stats/how")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close() // read to its end
	if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(body), "超期办结") {
		t.Errorf("%d %v", response.StatusCode, err)
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(time.Minute):
		t.Fatal("did not end")
	}
	if v := answer[logJSON](t, Done, "verify", "log", "--data", data); !v.Sound || v.Waiting != 0 {
		t.Errorf("%+v", v)
	}
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// waitForAddress reads messages until the address is named, and goes on reading
// so that the program is never held up.
func waitForAddress(t *testing.T, said io.Reader) string {
	t.Helper()
	var all bytes.Buffer
	chunk := make([]byte, 4096)
	for {
		n, err := said.Read(chunk)
		all.Write(chunk[:n])
		if base := address.FindString(all.String()); base != "" {
			go func() { _, _ = io.Copy(io.Discard, said) }() // ends with the program
			return base
		}
		if err != nil {
			t.Fatalf("no address: %s", all.String())
		}
	}
}

func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data, kept, other := filepath.Join(dir, "data"), filepath.Join(dir, "backup"), filepath.Join(dir, "other")
	answer[importJSON](t, Done, "import", "case-log", file(t, "办件.csv", log), "--data", data)
	made := answer[backupJSON](t, Done, "backup", "create", kept, "--data", data)
	checked := answer[backupJSON](t, Done, "backup", "verify", kept)
	if made.Rows == 0 || made != checked {
		t.Errorf("made %+v, checked %+v", made, checked)
	}
	if code, _, messages := cli(t, "backup", "create", kept, "--data", data); code != FoundWrong || !strings.Contains(messages, "换一个新的目录名") {
		t.Errorf("%d %s", code, messages)
	}
	if code, _, messages := cli(t, "backup", "restore", kept, "--data", other); code != FoundWrong || !strings.Contains(messages, "master.key") {
		t.Errorf("without the key: %d %s", code, messages)
	}
	if err := os.RemoveAll(other); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(other, "keys"), os.DirFS(filepath.Join(data, "keys"))); err != nil {
		t.Fatal(err)
	}
	answer[backupJSON](t, Done, "backup", "restore", kept, "--data", other)
	got := answer[[]figure](t, Done, "figures", "cases.received", "--data", other, "--from", "2020-01-01", "--to", "2020-06-30")
	if len(got) != 1 || got[0].Value != 4 {
		t.Errorf("after the restore: %+v", got)
	}
}

func TestAdminsAreThreePeopleWithCodes(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	if code, _, messages := cli(t, "export", "units", "--template", "-o", filepath.Join(t.TempDir(), "units.xlsx")); code != Done {
		t.Fatalf("template: %d %s", code, messages)
	}
	units := file(t, "units.csv", "机构编码,机构全称,类别\nyhb,县优化办,县直部门\n")
	if code, out, messages := cli(t, "import", "units", units, "--data", data); code != Done {
		t.Fatalf("units: %d %s%s", code, out, messages)
	}
	init := []string{"admin", "init", "--data", data, "--unit", "yhb", "--system", "sys-1/赵敏/1001", "--safety", "safe-1/钱强/1002"}
	if code, _, messages := cli(t, append(init, "--audit", "audit-1/孙丽")...); code != Usage {
		t.Errorf("%d %s", code, messages)
	}
	if code, _, messages := cli(t, append(init, "--audit", "audit-1/孙丽/1001")...); code != FoundWrong || !strings.Contains(messages, "工号") {
		t.Errorf("two of one number: %d %s", code, messages)
	}
	codes := answer[[]invitationJSON](t, Done, append(init, "--audit", "audit-1/孙丽/1003")...)
	if len(codes) != 3 || codes[0].Code == "" || codes[0].Code == codes[1].Code {
		t.Errorf("%+v", codes)
	}
	if code, _, messages := cli(t, append(init, "--audit", "audit-1/孙丽/1003")...); code != FoundWrong {
		t.Errorf("twice: %d %s", code, messages)
	}
	for _, login := range []string{"sys-1", "audit-1"} {
		again := answer[[]invitationJSON](t, Done, "admin", "user", "reset", login, "--data", data)
		if len(again) != 1 || again[0].Code == "" {
			t.Errorf("%+v", again)
		}
	}
	if code, _, messages := cli(t, "admin", "user", "reset", "nobody", "--data", data); code != FoundWrong {
		t.Errorf("nobody: %d %s", code, messages)
	}
}
