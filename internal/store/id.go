package store

import (
	"crypto/rand"
	"sync"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/ids"
)

// idSource makes ids that sort in the order they were made, also within one
// millisecond: the first three random bytes are a counter.
type idSource struct {
	mu    sync.Mutex
	ms    calendar.Instant
	count uint32
}

// counterRoom is when the 24-bit counter starts again at the next millisecond.
// It does not restart at every millisecond, because transactions with different
// instants run side by side and each must keep its own order.
const counterRoom = 1 << 23

func (s *idSource) next(now calendar.Instant) string {
	s.mu.Lock()
	if now > s.ms {
		s.ms = now
		if s.count >= counterRoom {
			s.count = 0
		}
	}
	s.count++
	count := s.count
	s.mu.Unlock()

	var random [10]byte
	_, _ = rand.Read(random[3:]) // crypto/rand.Read never fails since Go 1.24
	random[0], random[1], random[2] = byte(count>>16), byte(count>>8), byte(count)
	return ids.NewID(int64(now), random)
}
