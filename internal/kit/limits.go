package kit

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"yingshang/internal/kernel/fault"
)

// usualPaces fit a hall whose whole staff come from one address.
var usualPaces = map[Pace]Limit{
	PaceSignIn: {Every: 3 * time.Second, Burst: 30},
	PaceTrack:  {Every: 2 * time.Second, Burst: 30},
	PaceApply:  {Every: 10 * time.Second, Burst: 30},
}

// paceKeeper counts requests per pace and address.
type paceKeeper struct {
	limits map[Pace]Limit
	mu     sync.Mutex
	seen   map[paceKey]*paceEntry
}

type paceKey struct {
	pace    Pace
	address string
}

type paceEntry struct {
	limiter *rate.Limiter
	last    time.Time
}

// remembered is how many addresses are kept before old ones are dropped.
const remembered = 10_000

func newPaceKeeper(own map[Pace]Limit) *paceKeeper {
	k := &paceKeeper{limits: map[Pace]Limit{}, seen: map[paceKey]*paceEntry{}}
	for pace, limit := range usualPaces {
		k.limits[pace] = limit
	}
	for pace, limit := range own {
		k.limits[pace] = limit
	}
	return k
}

// take counts one request and answers TooOften when there were too many.
func (k *paceKeeper) take(pace Pace, address string) error {
	limit, limited := k.limits[pace]
	if !limited {
		return nil
	}
	now := time.Now()
	k.mu.Lock()
	defer k.mu.Unlock()
	key := paceKey{pace, address}
	entry, ok := k.seen[key]
	if !ok {
		k.forget(now)
		entry = &paceEntry{limiter: rate.NewLimiter(rate.Every(limit.Every), limit.Burst)}
		k.seen[key] = entry
	}
	entry.last = now
	reservation := entry.limiter.ReserveN(now, 1)
	wait := reservation.DelayFrom(now)
	if wait == 0 {
		return nil
	}
	reservation.CancelAt(now)
	return TooOften.New(fault.Args{"seconds": int(math.Ceil(wait.Seconds()))})
}

// forget drops addresses that have been quiet for long enough to be full again.
func (k *paceKeeper) forget(now time.Time) {
	if len(k.seen) < remembered {
		return
	}
	for key, entry := range k.seen {
		limit := k.limits[key.pace]
		if now.Sub(entry.last) > limit.Every*time.Duration(limit.Burst) {
			delete(k.seen, key)
		}
	}
	if len(k.seen) >= remembered { // a flood of fresh addresses: start over
		clear(k.seen)
	}
}

// perAddress is how many requests of one address are worked on at once.
const perAddress = 200

// crowd counts the requests being worked on per address.
type crowd struct {
	mu   sync.Mutex
	here map[string]int
}

func newCrowd() *crowd { return &crowd{here: map[string]int{}} }

func (c *crowd) enter(address string) (leave func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.here[address] >= perAddress {
		return nil, false
	}
	c.here[address]++
	return func() { c.leave(address) }, true
}

func (c *crowd) leave(address string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.here[address]--; c.here[address] <= 0 {
		delete(c.here, address)
	}
}

// What the server allows one connection.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 30 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 2 * time.Minute
	maxHeader         = 16 << 10
	maxStreams        = 100
)
