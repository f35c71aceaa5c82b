package monitor

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// WatchDay (巡查日志) says that the whole was looked through on a day: the evidence
// that a day without cards was a day without lateness and not one without sweep.
type WatchDay struct {
	County string
	Day    calendar.Day
	At     calendar.Instant
	Clocks int // looked at
	Cards  int // issued belatedly by this round
}

// cardsEvery is how often the slower rounds are made.
const cardsEvery = 10 * time.Minute

// Patrol makes the slower rounds: once a day it looks through every clock touched
// since the last day and issues what the minute's sweep could not see (done
// within the minute, missed while the program stood still, without a due day);
// it cancels the alarms whose configuration is there now; it presses the units
// whose answer to a card is late. It can be run at any time, by several nodes.
func (w *Watcher) Patrol(s *store.Store) error {
	return errors.Join(w.catchUp(s), w.resolveAlarms(s), w.pressLate(s))
}

func (w *Watcher) catchUp(s *store.Store) error {
	ctx := context.Background()
	var todo []manifest.Clock
	var day WatchDay
	due := false
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		last, ok, err := lastWatch.Find(tx, tx.County())
		if err != nil || (ok && last.Day >= tx.Today()) {
			return err
		}
		due = true
		period := manifest.Period{From: tx.Today(), To: tx.Today()}
		if ok {
			period.From = last.Day
		}
		day = WatchDay{County: tx.County(), Day: tx.Today()}
		todo, day.Clocks, err = w.undrawn(tx, period)
		return err
	})
	if err != nil || !due {
		return err
	}
	acts := make([]func(tx *store.Tx) error, len(todo))
	for i, c := range todo {
		acts[i] = func(tx *store.Tx) error {
			n, err := issueMissing(tx, c)
			day.Cards += n
			if err != nil {
				return fmt.Errorf("card of %s %s: %w", c.Kind, c.Subject, err)
			}
			return nil
		}
	}
	if err := s.WriteEach(ctx, acts); err != nil {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		if last, ok, err := lastWatch.Find(tx, tx.County()); err != nil || (ok && last.Day >= day.Day) {
			return err
		}
		day.At = tx.Now()
		if err := insertWatch.One(tx, day); err != nil {
			return err
		}
		_, err := journal.Record(tx, flow.System("monitor.cards"), "monitor.watch", day.Day.String(),
			map[string]any{"clocks": day.Clocks, "cards": day.Cards})
		return err
	})
}

// undrawn are the clocks of the period that have drawn a card without a record.
func (w *Watcher) undrawn(tx *store.Tx, period manifest.Period) (out []manifest.Clock, looked int, err error) {
	clocks, err := w.clocks(tx, "", manifest.ClockFilter{Touched: &period})
	if err != nil {
		return nil, 0, err
	}
	b, err := newBench(tx, tx.Now())
	if err != nil {
		return nil, 0, err
	}
	for _, c := range clocks {
		if rule, ok := setFor(b.sets, c.Start).For(c); ok && rule.Quiet {
			continue
		}
		drawn, err := b.draws(c, tx.Now())
		if err != nil {
			return nil, 0, err
		}
		if len(drawn) == 0 {
			continue
		}
		there, err := cardsOfClock.All(tx, tx.County(), c.Kind, c.Subject, c.Started)
		if err != nil {
			return nil, 0, err
		}
		lacks := func(j Judged) bool {
			return !slices.ContainsFunc(there, func(o Card) bool { return covers(o, j) })
		}
		if slices.ContainsFunc(drawn, lacks) {
			out = append(out, c)
		}
	}
	return out, len(clocks), nil
}

func issueMissing(tx *store.Tx, c manifest.Clock) (int, error) {
	b, err := newBench(tx, tx.Now())
	if err != nil {
		return 0, err
	}
	cards, err := missingCards(tx, b, c)
	if err != nil || len(cards) == 0 {
		return 0, err
	}
	var rows []journal.Row
	for _, card := range cards {
		rows = append(rows, journal.Row{Table: "monitor_card", ID: card.ID})
	}
	_, err = journal.Record(tx, flow.System("monitor.cards"), "monitor.card_issue", cards[0].ID,
		map[string]any{"number": cards[0].Number, "cards": len(cards)}, rows...)
	return len(cards), err
}

// resolveAlarms cancels the alarms of clocks that can be judged now, or that are gone.
func (w *Watcher) resolveAlarms(s *store.Store) error {
	ctx := context.Background()
	var todo []Card
	err := s.Read(ctx, func(tx *store.Tx) error {
		open, err := Alarms(tx, flow.System("monitor.cards"), 1000)
		if err != nil || len(open) == 0 {
			return err
		}
		b, err := newBench(tx, tx.Now())
		if err != nil {
			return err
		}
		for _, c := range open {
			clock, ok, err := w.clockOf(tx, c)
			if err != nil {
				return err
			}
			j, err := b.judge(clock, tx.Now())
			if err != nil {
				return err
			}
			if !ok || j.Level != LevelAlarm {
				todo = append(todo, c)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return eachCard(s, todo, func(tx *store.Tx, c Card) error {
		_, err := noteCard(tx, flow.System("monitor.cards"), note{c.ID, 0, VerbResolve, "配置已补齐，可以判定"})
		return err
	})
}

// pressLate puts the cards under supervision whose answer is late.
func (w *Watcher) pressLate(s *store.Store) error {
	ctx := context.Background()
	var todo []Card
	err := s.Read(ctx, func(tx *store.Tx) error {
		by := tx.Today()
		clocks, err := feedbackClocks(tx, manifest.ClockFilter{OpenOnly: true, DueBy: &by})
		if err != nil || len(clocks) == 0 {
			return err
		}
		b, err := newBench(tx, tx.Now())
		if err != nil {
			return err
		}
		for _, c := range clocks {
			j, err := b.judge(c, tx.Now())
			if err != nil {
				return err
			}
			if card, err := cardByID.One(tx, tx.County(), c.Subject); err != nil {
				return err
			} else if j.Level.Late() && card.State == CardIssued && card.Note == nil {
				todo = append(todo, card)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return eachCard(s, todo, func(tx *store.Tx, c Card) error {
		_, err := SuperviseCard(tx, flow.System("monitor.cards"), c.ID, c.Version, "反馈超期，系统转为督办")
		return err
	})
}

func eachCard(s *store.Store, cards []Card, act func(tx *store.Tx, c Card) error) error {
	acts := make([]func(tx *store.Tx) error, len(cards))
	for i, c := range cards {
		acts[i] = func(tx *store.Tx) error { return act(tx, c) }
	}
	return s.WriteEach(context.Background(), acts)
}
