package journeys

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var update = flag.Bool("update", false, "rewrite the transcripts")

const folder = "../../journeys"

// TestJourneys runs every script on both engines and compares the transcript.
func TestJourneys(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(folder + "/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			script, err := Parse("journeys/"+filepath.Base(file), string(text))
			if err != nil {
				t.Fatal(err)
			}
			storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
				got, err := NewCounty(s, clock).Run(script)
				if err != nil {
					t.Fatalf("%v\n\n%s", err, got)
				}
				transcript(t, filepath.Join(folder, "transcripts", name+".txt"), got)
			})
		})
	}
}

func transcript(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; read the transcript below, then run go test ./internal/journeys -update\n%s", err, got)
	}
	if got != string(want) {
		t.Errorf("the story now reads differently from %s:\n%s", path, got)
	}
}

// TestEveryScriptIsWalked fails when a transcript's script is gone.
func TestEveryScriptIsWalked(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(folder + "/transcripts/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, err := os.Stat(filepath.Join(folder, filepath.Base(file))); err != nil {
			t.Errorf("%s has no script any more", file)
		}
	}
}
