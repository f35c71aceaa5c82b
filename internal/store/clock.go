package store

import (
	"sync"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
)

// Clock tells the present instant. Only the server's clock counts; no caller
// can state an event's time.
type Clock interface {
	Now() calendar.Instant
}

// SystemClock is the machine's clock.
type SystemClock struct{}

// Now returns the machine's present instant.
func (SystemClock) Now() calendar.Instant { return calendar.InstantOf(time.Now()) }

// OffsetClock is the machine's clock moved by a fixed amount. The demo county
// uses it to live in 2020.
type OffsetClock struct{ By time.Duration }

// Now returns the moved instant.
func (c OffsetClock) Now() calendar.Instant { return calendar.InstantOf(time.Now().Add(c.By)) }

// SetClock is a clock that stands until it is set; tests and the replay of a
// past half-year use it.
type SetClock struct {
	mu  sync.Mutex
	now calendar.Instant
}

// NewSetClock returns a clock standing at the instant.
func NewSetClock(at calendar.Instant) *SetClock { return &SetClock{now: at} }

// Now returns the instant the clock was set to.
func (c *SetClock) Now() calendar.Instant {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves the clock.
func (c *SetClock) Set(at calendar.Instant) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = at
}

// Advance moves the clock forward.
func (c *SetClock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now += calendar.Instant(d.Milliseconds())
}

// ClockMovedBack is answered while the server's clock stands before the last
// recorded act by more than a second.
var ClockMovedBack = fault.Define("store.clock_moved_back", fault.Busy,
	"服务器时间（{now}）早于最后一笔记录（{last}），已暂停办理。请管理员先校准服务器时间，再重试。")

// clockSlack is how far, in ms, the clock may step back without notice
// (ordinary time synchronisation); the last instant is used again.
const clockSlack = 1000

type guardedClock struct {
	mu    sync.Mutex
	clock Clock
	last  calendar.Instant
	acted calendar.Instant // newest act of this process
	saved calendar.Instant // newest act written down
}

func newGuardedClock(c Clock) *guardedClock { return &guardedClock{clock: c} }

func (g *guardedClock) peek() calendar.Instant {
	g.mu.Lock()
	defer g.mu.Unlock()
	return max(g.clock.Now(), g.last)
}

// instant is the instant of a transaction. Bookkeeping takes the time as it is
// and does not bind the clock; an act does, and is refused when it moved back.
func (g *guardedClock) instant(maintain bool) (calendar.Instant, error) {
	if maintain {
		return g.peek(), nil
	}
	return g.tick()
}

func (g *guardedClock) tick() (calendar.Instant, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.clock.Now()
	if now < g.last-clockSlack {
		return 0, ClockMovedBack.New(fault.Args{"now": now, "last": g.last})
	}
	g.last = max(now, g.last)
	return g.last, nil
}

// Last is the instant of the newest recorded act, 0 when there is none.
func (s *Store) Last() calendar.Instant {
	s.clock.mu.Lock()
	defer s.clock.mu.Unlock()
	return s.clock.last
}

func (g *guardedClock) restore(last calendar.Instant) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last = max(g.last, last)
}

// saveEvery is how often, in ms of the county's clock, the newest instant is
// written down on PostgreSQL.
const saveEvery = 5000

func (g *guardedClock) dueForSave(at calendar.Instant) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.acted = max(g.acted, at)
	if at < g.saved+saveEvery {
		return false
	}
	g.saved = at
	return true
}

// unsaved returns the newest act's instant if it is not yet written down.
func (g *guardedClock) unsaved() (at calendar.Instant, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.acted, g.acted > g.saved
}

// ClockFrom is the machine's clock moved so that it now shows the instant.
func ClockFrom(at calendar.Instant) OffsetClock { return OffsetClock{By: time.Until(at.Time())} }
