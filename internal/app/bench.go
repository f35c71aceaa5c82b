package app

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"

	"yingshang/internal/app/bench"
	"yingshang/internal/app/demo"
	"yingshang/internal/kit"
	"yingshang/internal/store"
)

type benchCommand struct {
	Deadlines benchDeadlines `cmd:"" help:"推算到期日：对比逐日循环。"`
	Submit    benchSubmit    `cmd:"" help:"提交办件：对比不分组提交和直接写库。"`
	Inbox     benchInbox     `cmd:"" help:"待办页和办件页：对比最小页面。"`
	Monitor   benchMonitor   `cmd:"" help:"效能巡检一轮：对比逐件查一遍。"`
	Appraisal benchAppraisal `cmd:"" help:"月度考核：对比直接读一遍同样的办件。"`
	Bundle    benchBundle    `cmd:"" help:"一件事：十二步的关键路径和派件，对比逐日走遍和逐件办理。"`
}

type benchDeadlines struct {
	Count  int `default:"10000000" help:"推算多少个到期日。"`
	Rounds int `default:"5" help:"轮数。"`
}

type benchSubmit struct {
	Preload int           `default:"0" help:"事先放进多少件办件。"`
	Rounds  int           `default:"5" help:"轮数。"`
	Span    time.Duration `default:"2s" help:"每轮每一方的时间。"`
}

type benchInbox struct {
	Cases  int           `default:"100000" help:"办件数，最多 1000000。"`
	Rounds int           `default:"5" help:"轮数。"`
	Span   time.Duration `default:"500ms" help:"每轮每一方的时间。"`
}

type benchMonitor struct {
	Cases  int           `default:"200000" help:"办件数，每千件一件在办且到期，最多 10000000。"`
	Rounds int           `default:"5" help:"轮数。"`
	Span   time.Duration `default:"500ms" help:"每轮每一方的时间。"`
}

// Run compares a round of the sweep with a scan.
func (cmd *benchMonitor) Run(a *App) error {
	return a.bench(func(dir string) ([]bench.Result, error) {
		return bench.Monitor(a.Context, a.wiring(), dir, min(max(cmd.Cases, 10_000), 10_000_000), max(cmd.Rounds, 1), cmd.Span)
	})
}

type benchAppraisal struct {
	Cases  int `default:"90000" help:"一个月的办件数，最多 1000000。"`
	Rounds int `default:"5" help:"轮数。"`
}

// Run compares a month's scores with one bare pass.
func (cmd *benchAppraisal) Run(a *App) error {
	return a.bench(func(dir string) ([]bench.Result, error) {
		return bench.Appraisal(a.Context, a.wiring(), dir, min(max(cmd.Cases, 1000), 1_000_000), max(cmd.Rounds, 1))
	})
}

type benchBundle struct {
	Count  int           `default:"20000" help:"每轮推算多少条关键路径。"`
	Rounds int           `default:"5" help:"轮数。"`
	Span   time.Duration `default:"2s" help:"每轮每一方的时间。"`
}

// Run compares paths with walking every one of them, and one acceptance with
// twelve filings.
func (cmd *benchBundle) Run(a *App) error {
	return a.bench(func(dir string) ([]bench.Result, error) {
		path, err := bench.BundlePath(max(cmd.Count, 100), max(cmd.Rounds, 1))
		if err != nil {
			return nil, err
		}
		dispatch, err := bench.BundleDispatch(a.Context, a.wiring(), dir, max(cmd.Rounds, 1), cmd.Span)
		return []bench.Result{path, dispatch}, err
	})
}

// Run compares the calendar with plain loops.
func (cmd *benchDeadlines) Run(a *App) error {
	return a.bench(func(string) ([]bench.Result, error) {
		r, err := bench.Deadlines(max(cmd.Count, 1000), max(cmd.Rounds, 1))
		return []bench.Result{r}, err
	})
}

// Run compares submissions with bare inserts.
func (cmd *benchSubmit) Run(a *App) error {
	return a.bench(func(dir string) ([]bench.Result, error) {
		r, err := bench.Submit(a.Context, a.wiring(), dir, cmd.Preload, max(cmd.Rounds, 1), cmd.Span)
		return []bench.Result{r}, err
	})
}

// Run compares pages with the smallest one.
func (cmd *benchInbox) Run(a *App) error {
	return a.bench(func(dir string) ([]bench.Result, error) {
		return bench.Inbox(a.Context, a.wiring(), dir, min(max(cmd.Cases, 10_000), 1_000_000), max(cmd.Rounds, 1), cmd.Span)
	})
}

// bench runs in a directory of its own, prints, and fails when anything is wrong.
func (a *App) bench(measure func(dir string) ([]bench.Result, error)) error {
	dir, err := os.MkdirTemp("", "yingshang-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // what is left over is in the temporary directory
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	machine, err := bench.Calibrate(dir)
	if err != nil {
		return err
	}
	results, err := measure(dir)
	if err != nil {
		return err
	}
	if a.JSON {
		err = a.printJSON(map[string]any{"machine": machine, "results": results})
	} else {
		err = a.print("%s", machine)
	}
	wrong := 0
	for _, r := range results {
		wrong += r.Wrong
		if !a.JSON {
			err = errors.Join(err, a.print("%s", r.Line()))
		}
	}
	if err == nil && wrong > 0 {
		return broken("有 %d 处结果不对（丢失的办件或不一致的答案），详见上面的 wrong。", wrong)
	}
	return err
}

func (a *App) wiring() bench.Wiring {
	return bench.Wiring{
		Watch:     watcher,
		Appraiser: appraiser,
		Registers: func(ctx context.Context, s *store.Store, clock *store.SetClock) error {
			return demo.LoadRegisters(ctx, demo.House{Store: s, Clock: clock}, importers())
		},
		Serve: func(ctx context.Context, s *store.Store, base string) (*http.Server, func() error, error) {
			h, err := openHouse(ctx, s)
			if err != nil {
				return nil, nil, err
			}
			quiet := slog.New(slog.NewTextHandler(io.Discard, nil)) // lines are made, as in service, but not shown
			site, err := NewSite(s, h.blobs, kit.Config{BaseURL: base, Brand: defaultBrand, Log: quiet})
			if err != nil {
				return nil, nil, errors.Join(err, h.close())
			}
			return site.Server(), h.close, nil
		},
	}
}
