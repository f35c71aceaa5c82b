package app

import (
	"context"

	"yingshang/internal/app/demo"
	"yingshang/internal/store"
	"yingshang/internal/store/jobs"
)

// work is what the program's rooms ask to have done behind the pages.
func work() jobs.Work {
	var w jobs.Work
	for _, room := range Rooms {
		w.Consumers = append(w.Consumers, room.Consumers...)
		w.Sweeps = append(w.Sweeps, room.Sweeps...)
	}
	return w
}

// LoadDemo replays the county's half-year into an empty store.
func LoadDemo(ctx context.Context, s *store.Store, clock *store.SetClock) error {
	runner, err := jobs.New(s, work())
	if err != nil {
		return err
	}
	house := demo.House{Store: s, Clock: clock, Sweep: runner.RunSweeps,
		Drain: func(ctx context.Context) error {
			_, err := runner.Drain(ctx)
			return err
		}}
	return demo.Load(ctx, house, importers())
}
