package journeys

import (
	"yingshang/internal/app"
	"yingshang/internal/store"
)

// verbs is filled by the actions_*.go files.
var verbs = Verbs{}

// NewCounty opens a world with every registered verb.
func NewCounty(s *store.Store, clock *store.SetClock) *World {
	return &World{Store: s, Clock: clock, Rooms: app.Rooms, Verbs: verbs}
}
