package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func opened(t *testing.T) (*Dir, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "papers")
	d, err := OpenDir(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() }) // a second close is harmless
	return d, path
}

func put(t *testing.T, d *Dir, text string) Stored {
	t.Helper()
	s, err := d.Put(context.Background(), strings.NewReader(text), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// files lists what lies under the directory, by path.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			names = append(names, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestPut_what_goes_in_comes_out(t *testing.T) {
	t.Parallel()
	d, _ := opened(t)
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
		s, err := d.Put(context.Background(), bytes.NewReader(want), int64(len(want)))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(want)
		if s.Digest != hex.EncodeToString(sum[:]) || s.Size != int64(len(want)) {
			t.Fatalf("%+v for %d bytes", s, len(want))
		}
		f, err := d.Open(s.Digest)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if got, err := io.ReadAll(f); err != nil || !bytes.Equal(got, want) || f.Size() != s.Size {
			t.Fatalf("%d bytes came back, %v", len(got), err)
		}
	})
}

func TestPut_相同内容只存一份_超限和中断不留文件(t *testing.T) {
	t.Parallel()
	d, path := opened(t)
	s := put(t, d, "平面图")
	put(t, d, "平面图")
	if _, err := d.Put(context.Background(), strings.NewReader("12345"), 4); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Put(gone, strings.NewReader("x"), 10); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	broken := io.MultiReader(strings.NewReader("half"), iotestErr{})
	if _, err := d.Put(context.Background(), broken, 100); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("broken: %v", err)
	}
	if diff := cmp.Diff([]string{place(s.Digest)}, files(t, path)); diff != "" {
		t.Error(diff)
	}
}

type iotestErr struct{}

func (iotestErr) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestOpen_只认摘要(t *testing.T) {
	t.Parallel()
	d, path := opened(t)
	if err := os.WriteFile(filepath.Join(path, "..", "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "../../secret", strings.Repeat("A", 64), strings.Repeat("/", 64)} {
		if f, err := d.Open(name); err == nil {
			_ = f.Close() // the test has failed already
			t.Errorf("%q was opened", name)
		}
	}
	if _, err := d.Open(strings.Repeat("0", 64)); !errors.Is(err, ErrMissing) {
		t.Errorf("missing: %v", err)
	}
}

func TestSweep_只清无主且过了宽限期的(t *testing.T) {
	t.Parallel()
	d, path := opened(t)
	kept, orphan := put(t, d, "有记录"), put(t, d, "没有记录")
	known := func(digest string) (bool, error) { return digest == kept.Digest, nil }
	if removed, err := d.Sweep(context.Background(), known); err != nil || len(removed) != 0 {
		t.Errorf("within the grace: %v %v", removed, err)
	}
	d.now = func() time.Time { return time.Now().Add(Grace + time.Minute) }
	removed, err := d.Sweep(context.Background(), known)
	if diff := cmp.Diff([]string{orphan.Digest}, removed); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if diff := cmp.Diff([]string{place(kept.Digest)}, files(t, path)); diff != "" {
		t.Error(diff)
	}
}

func TestCheck_缺失和改动都报告(t *testing.T) {
	t.Parallel()
	d, path := opened(t)
	whole, changed, missing := put(t, d, "完好"), put(t, d, "被改"), put(t, d, "丢失")
	if err := os.WriteFile(filepath.Join(path, place(changed.Digest)), []byte("改过"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Remove(missing.Digest); err != nil {
		t.Fatal(err)
	}
	got, err := d.Check(context.Background(), []string{whole.Digest, changed.Digest, missing.Digest})
	want := []Trouble{{changed.Digest, TroubleChanged}, {missing.Digest, TroubleMissing}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	put(t, d, "被改") // handing the same bytes in again mends the damage
	if got, err := d.Check(context.Background(), []string{changed.Digest}); len(got) != 0 || err != nil {
		t.Error(got, err)
	}
}

func TestOpenDir_清掉早先没写完的(t *testing.T) {
	t.Parallel()
	d, path := opened(t)
	s := put(t, d, "完好")
	for name, age := range map[string]time.Duration{"half": Grace + time.Hour, "coming": time.Minute} {
		file := filepath.Join(path, tempDir, name)
		if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-age)
		if err := os.Chtimes(file, then, then); err != nil {
			t.Fatal(err)
		}
	}
	again, err := OpenDir(path)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if diff := cmp.Diff([]string{place(s.Digest), filepath.Join(tempDir, "coming")}, files(t, path)); diff != "" {
		t.Error(diff)
	}
}
