package app

import (
	"context"
	"testing"
	"time"

	"yingshang/internal/app/bench"
)

// TestBenchmarksMeasure runs every measurement small: what they compare must be
// there, nothing may be lost and no answer wrong. How fast it was is not tested.
func TestBenchmarksMeasure(t *testing.T) {
	t.Parallel()
	a := &App{Context: context.Background()}
	const span = 100 * time.Millisecond
	for name, measure := range map[string]func(dir string) ([]bench.Result, error){
		"deadlines": func(string) ([]bench.Result, error) {
			r, err := bench.Deadlines(1000, 1)
			return []bench.Result{r}, err
		},
		"submit": func(dir string) ([]bench.Result, error) {
			r, err := bench.Submit(t.Context(), a.wiring(), dir, 500, 1, span)
			return []bench.Result{r}, err
		},
		"inbox": func(dir string) ([]bench.Result, error) {
			return bench.Inbox(t.Context(), a.wiring(), dir, 10_000, 1, span)
		},
		"monitor": func(dir string) ([]bench.Result, error) {
			return bench.Monitor(t.Context(), a.wiring(), dir, 10_000, 1, span)
		},
		"appraisal": func(dir string) ([]bench.Result, error) {
			return bench.Appraisal(t.Context(), a.wiring(), dir, 2000, 1)
		},
		"bundle": func(dir string) ([]bench.Result, error) {
			path, err := bench.BundlePath(200, 1)
			if err != nil {
				return nil, err
			}
			dispatch, err := bench.BundleDispatch(t.Context(), a.wiring(), dir, 1, span)
			return []bench.Result{path, dispatch}, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			results, err := measure(t.TempDir())
			if err != nil || len(results) == 0 {
				t.Fatalf("%d results, %v", len(results), err)
			}
			for _, r := range results {
				if r.Errors > 0 || r.Wrong > 0 || r.Ops == 0 || len(r.Ratios) == 0 {
					t.Errorf("%s", r.Line())
				}
				for _, ratio := range r.Ratios {
					if ratio.Median <= 0 {
						t.Errorf("%s against %s: nothing was measured", r.Name, ratio.Against)
					}
				}
			}
		})
	}
}
