package journeys

import (
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// verbs is filled by the actions_*.go files.
var verbs = Verbs{}

// rooms are the manifests of the county.
func rooms() []manifest.Room { return nil }

// NewCounty opens a world with every registered verb.
func NewCounty(s *store.Store, clock *store.SetClock) *World {
	return &World{Store: s, Clock: clock, Rooms: rooms(), Verbs: verbs}
}
