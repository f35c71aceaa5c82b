package app

import (
	"context"
	"path/filepath"

	"yingshang/internal/app/demo"
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/jobs"
)

type demoCommand struct {
	Listen   string `help:"监听地址。" default:"127.0.0.1:8020" placeholder:"HOST:PORT" env:"YINGSHANG_LISTEN"`
	LoadOnly bool   `help:"只装载数据，不开始服务。"`
}

// Run loads the county's half-year into an empty data directory and serves it.
// A directory that already holds the demonstration goes on where it stood.
func (cmd *demoCommand) Run(a *App) error {
	if !loopback(cmd.Listen) {
		return usage("演示账号的密码是公开的，只能监听本机，例如 --listen %s。", defaultListen)
	}
	at, err := a.loadDemo()
	if err != nil {
		return err
	}
	if cmd.LoadOnly {
		a.say("演示数据已在 %s，时间是 %s。", a.dir(), at)
		return nil
	}
	a.Clock = store.ClockFrom(at)
	return a.withStore(func(s *store.Store) error {
		a.say("演示账号的密码都是 %s ，登录页可以直接点选。", demo.Password)
		return a.serve(s, cmd.Listen, kit.Config{Demo: demoBanner, DemoAccounts: demo.Accounts})
	})
}

const demoBanner = "时间停在 2020 年 7 月 1 日起往后走；企业、人员和办件是编的，标“示例”；报告里的数字来自桃江县 2020 年上半年报告"

// loadDemo brings the county in if it is not there yet, and returns the instant
// at which the demonstration goes on.
func (a *App) loadDemo() (calendar.Instant, error) {
	clock := store.NewSetClock(demo.Begin)
	a.Clock = clock
	var at calendar.Instant
	err := a.withStore(func(s *store.Store) error {
		var loaded bool
		err := s.Read(a.Context, func(tx *store.Tx) (err error) {
			loaded, err = identity.IsDemo(tx)
			return err
		})
		if err != nil {
			return err
		}
		if !loaded {
			if err := LoadDemo(a.Context, s, clock); err != nil {
				return err
			}
			a.say("桃江县 2020 年上半年已装载。")
		}
		at = s.Now()
		return journal.Sequence(a.Context, s)
	})
	return max(at, demo.End), err
}

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
	blobs, err := blob.OpenDir(filepath.Join(s.Dir, store.FilesDir))
	if err != nil {
		return err
	}
	defer func() { _ = blobs.Close() }() // what was put is on disk
	house := demo.House{Store: s, Blobs: blobs, Clock: clock, Sweep: runner.RunSweeps, Watch: watcher, Appraiser: appraiser, Mandated: mandated,
		Drain: func(ctx context.Context) error {
			_, err := runner.Drain(ctx)
			return err
		}}
	return demo.Load(ctx, house, importers())
}
