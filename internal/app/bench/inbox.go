package bench

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// pages are what is measured, in this order.
var pages = []string{"inbox", "case"}

// Inbox measures the inbox page and one case's page against the smallest page,
// at a tenth of the cases and at all of them.
func Inbox(ctx context.Context, w Wiring, dir string, cases, rounds int, span time.Duration) ([]Result, error) {
	out := []Result{}
	small := map[string]float64{}
	if err := build(ctx, w, dir); err != nil {
		return nil, err
	}
	if _, err := firstCase(ctx, w, dir, cases/10); err != nil {
		return nil, err
	}
	for _, n := range []int{cases / 10, cases} {
		if n == cases {
			if err := grow(ctx, dir, cases/10, cases); err != nil {
				return nil, err
			}
		}
		got, err := look(ctx, w, dir, n, rounds, span)
		if err != nil {
			return nil, err
		}
		for i := range got {
			if n < cases {
				small[got[i].Name] = got[i].Values["cpu_us"]
				continue
			}
			scale := small[got[i].Name] / got[i].Values["cpu_us"]
			got[i].Ratios = append(got[i].Ratios, Ratio{"a tenth of the cases (CPU)", scale, scale, scale, 0.7, false})
		}
		out = append(out, got...)
	}
	return out, nil
}

func grow(ctx context.Context, dir string, from, to int) error {
	db, err := openBare(dir)
	if err != nil {
		return err
	}
	return errors.Join(preload(ctx, db, from, to), db.Close())
}

func look(ctx context.Context, w Wiring, dir string, n, rounds int, span time.Duration) (out []Result, err error) {
	world, err := open(ctx, w, dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, world.end()) }()
	client, err := world.signIn(reviewer)
	if err != nil {
		return nil, err
	}
	open := n - n%1000 // preloaded cases of this kind are open
	addresses := map[string]string{"inbox": "/inbox", "case": "/cases/" + fmt.Sprintf("0BENCH%020d", open)}
	wanted := map[string]string{"inbox": "BENCH-", "case": fmt.Sprintf("BENCH-%08d", open)}
	for _, page := range pages {
		r, err := against(world, client, addresses[page], wanted[page], rounds, span)
		if err != nil {
			return nil, err
		}
		r.Name, r.Setting = page, fmt.Sprintf("cases=%d c=4", n)
		if info, err := os.Stat(filepath.Join(dir, "yingshang.db")); err == nil {
			r.Values["file_mb"] = float64(info.Size() >> 20)
		}
		out = append(out, r)
	}
	return out, nil
}

// against takes turns between a page and the smallest page, which asks for no
// session; an answer without what it must show is wrong.
func against(w *world, client *http.Client, page, wanted string, rounds int, span time.Duration) (Result, error) {
	r := Result{Rounds: rounds, Values: map[string]float64{}}
	body, err := w.get(client, page)
	if err != nil {
		return r, err
	}
	if !strings.Contains(body, wanted) {
		r.Wrong++
	}
	var all, ok sample
	nobody := newBrowser()
	var ratios []float64
	for range rounds {
		a := run(4, span, func(int) error { _, err := w.get(client, page); return err })
		b := run(4, span, func(int) error { _, err := w.get(nobody, "/healthz"); return err })
		ratios = append(ratios, a.cpuPerOp()/b.cpuPerOp())
		all.add(a)
		ok.add(b)
	}
	r.Ops, r.Errors = all.ops, all.errs+ok.errs
	all.latency(r.Values, "")
	r.Values["per_s"], r.Values["ok_per_s"], r.Values["cpu_us"] = all.rate(), ok.rate(), all.cpuPerOp()
	r.Values["bytes"] = float64(len(body))
	r.Ratios = []Ratio{ratioOf("ok page (CPU, with its client)", 8, true, ratios)}
	return r, nil
}
