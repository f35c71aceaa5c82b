package kit

import (
	"context"
	"sync"
	"time"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// denials decides which refused visits are worth an entry: one per account and
// route in a while, so that nobody can fill the journal by knocking.
type denials struct {
	mu   sync.Mutex
	last map[string]time.Time
}

const (
	denialPause = time.Minute
	denialsKept = 1000
)

func newDenials() *denials { return &denials{last: map[string]time.Time{}} }

func (d *denials) worth(key string, now time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if now.Sub(d.last[key]) < denialPause {
		return false
	}
	if len(d.last) >= denialsKept {
		clear(d.last)
	}
	d.last[key] = now
	return true
}

// noteDenied enters a refused page.
func (s *Site) noteDenied(c *Ctx, what *fault.Fault) {
	if c.Session != nil && c.route != nil {
		s.Denied(c.Request.Context(), c.Actor, c.route.Name, what.Def.Code)
	}
}

// Denied enters a refused access of a known account into the journal
// (GB/T 22239-2019 8.1.4.3: user behaviour and security events). A failure to
// do so is logged and does not change the answer.
func (s *Site) Denied(ctx context.Context, by flow.Actor, route, code string) {
	if !s.denied.worth(by.Account+" "+route, time.Now()) {
		return
	}
	details := struct {
		Route string `json:"route"`
		Code  string `json:"code"`
	}{route, code}
	err := s.Store.Write(ctx, func(tx *store.Tx) error {
		_, err := journal.Record(tx, by, "access.denied", by.Account, details)
		return err
	})
	if err != nil {
		s.Config.Log.Error("access.denied was not journaled", "request", by.Request, "err", err.Error())
	}
}
