package bench

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Result is one printed line. Ratios are medians of the rounds' ratios, with the
// smallest and the largest.
type Result struct {
	Name    string             `json:"name"`
	Setting string             `json:"setting"`
	Ops     int                `json:"ops"`
	Rounds  int                `json:"rounds"`
	Values  map[string]float64 `json:"values"`
	Ratios  []Ratio            `json:"ratios"`
	Errors  int                `json:"errors"`
	Wrong   int                `json:"wrong"` // lost rows, differing answers: more than 0 fails the run
}

// Ratio compares the subject with one baseline.
type Ratio struct {
	Against string  `json:"against"`
	Median  float64 `json:"median"`
	Min     float64 `json:"min"`
	Max     float64 `json:"max"`
	Goal    float64 `json:"goal"`
	AtMost  bool    `json:"at_most"` // the goal is an upper bound
}

// Met tells whether the goal is reached.
func (r Ratio) Met() bool {
	if r.AtMost {
		return r.Median <= r.Goal
	}
	return r.Median >= r.Goal
}

func ratioOf(against string, goal float64, atMost bool, rounds []float64) Ratio {
	s := slices.Sorted(slices.Values(rounds))
	return Ratio{against, s[len(s)/2], s[0], s[len(s)-1], goal, atMost}
}

// Line is the result for people.
func (r Result) Line() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s ops=%d rounds=%d", r.Name, r.Setting, r.Ops, r.Rounds)
	names := make([]string, 0, len(r.Values))
	for name := range r.Values {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, " %s=%.4g", name, r.Values[name])
	}
	for _, x := range r.Ratios {
		sign, met := ">=", "met"
		if x.AtMost {
			sign = "<="
		}
		if !x.Met() {
			met = "NOT met"
		}
		fmt.Fprintf(&b, " | vs %s %.2f [%.2f-%.2f] goal %s%g %s", x.Against, x.Median, x.Min, x.Max, sign, x.Goal, met)
	}
	fmt.Fprintf(&b, " | errors=%d wrong=%d", r.Errors, r.Wrong)
	return b.String()
}

// sample is one side of one round.
type sample struct {
	ops   int
	errs  int
	took  time.Duration
	cpu   time.Duration
	times []time.Duration
}

func (s sample) rate() float64     { return float64(s.ops) / s.took.Seconds() }
func (s sample) cpuPerOp() float64 { return float64(s.cpu.Microseconds()) / float64(max(s.ops, 1)) }

// run lets clients act until the time is over.
func run(clients int, span time.Duration, act func(client int) error) sample {
	var mu sync.Mutex
	var all sample
	var wg sync.WaitGroup
	cpu, begin := cpuTime(), time.Now()
	for client := range clients {
		wg.Go(func() {
			var mine sample
			for time.Since(begin) < span {
				at := time.Now()
				if err := act(client); err != nil {
					mine.errs++
					continue
				}
				mine.times = append(mine.times, time.Since(at))
			}
			mu.Lock()
			defer mu.Unlock()
			all.times, all.errs = append(all.times, mine.times...), all.errs+mine.errs
		})
	}
	wg.Wait()
	all.took, all.cpu, all.ops = time.Since(begin), cpuTime()-cpu, len(all.times)
	return all
}

// once is one run of an act as a sample.
func once(act func() error) (s sample) {
	cpu, begin := cpuTime(), time.Now()
	if err := act(); err != nil {
		s.errs++
		return s
	}
	s.took, s.cpu, s.ops = time.Since(begin), cpuTime()-cpu, 1
	s.times = []time.Duration{s.took}
	return s
}

// add joins the rounds of one side.
func (s *sample) add(o sample) {
	s.ops, s.errs, s.took, s.cpu = s.ops+o.ops, s.errs+o.errs, s.took+o.took, s.cpu+o.cpu
	s.times = append(s.times, o.times...)
}

// latency puts p50, p99 and the maximum, in milliseconds, among the values.
func (s sample) latency(values map[string]float64, prefix string) {
	slices.Sort(s.times)
	if len(s.times) == 0 {
		return
	}
	at := func(q float64) float64 {
		return float64(s.times[int(q*float64(len(s.times)-1))].Microseconds()) / 1000
	}
	values[prefix+"p50ms"], values[prefix+"p99ms"], values[prefix+"max_ms"] = at(0.5), at(0.99), at(1)
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Calibrate describes the machine as it is now, in a line above the results.
func Calibrate(dir string) (string, error) {
	load := "unknown"
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = strings.Fields(string(text))[0]
	}
	f, err := os.Create(filepath.Join(dir, "calibrate"))
	if err != nil {
		return "", err
	}
	defer f.Close()
	var syncs sample
	for range 100 {
		if _, err := f.Write(make([]byte, 4096)); err != nil {
			return "", err
		}
		at := time.Now()
		if err := syscall.Fdatasync(int(f.Fd())); err != nil {
			return "", err
		}
		syncs.times = append(syncs.times, time.Since(at))
	}
	v := map[string]float64{}
	syncs.latency(v, "")
	block, begin := make([]byte, 16<<20), time.Now()
	sha256.Sum256(block)
	return fmt.Sprintf("machine cores=%d load=%s fdatasync p50=%.2fms p99=%.2fms sha256=%.0fMB/s", runtime.NumCPU(), load,
		v["p50ms"], v["p99ms"], 16/time.Since(begin).Seconds()), nil
}
