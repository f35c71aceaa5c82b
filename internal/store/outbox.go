package store

import (
	"context"
	"time"

	"yingshang/internal/kernel/calendar"
)

var (
	waitingFacts = Query[Fact](`
SELECT county, id, kind, subject, payload, at FROM store_fact
WHERE county = $1 AND relayed_at IS NULL ORDER BY id LIMIT $2`)
	oneFact = Query[Fact](`
SELECT county, id, kind, subject, payload, at FROM store_fact WHERE county = $1 AND id = $2`)
	markRelayed = Exec(`
UPDATE store_fact SET relayed_at = $1 WHERE county = $2 AND id = $3 AND relayed_at IS NULL`)
	offerAgain = Exec(`
UPDATE store_fact SET relayed_at = NULL
WHERE county = $1 AND kind = $2 AND relayed_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM store_consumed c
    WHERE c.county = store_fact.county AND c.consumer = $3 AND c.fact_id = store_fact.id)`)
	claimFact = Exec(`
INSERT INTO store_consumed (county, consumer, fact_id, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (county, consumer, fact_id) DO NOTHING`)
	takeLease = Exec(`
INSERT INTO store_lease (county, name, holder, until) VALUES ($1, $2, $3, $4)
ON CONFLICT (county, name) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE store_lease.holder = excluded.holder OR store_lease.until < $5`)
	readMeta  = Query[struct{ Value string }](`SELECT value FROM store_meta WHERE name = $1`)
	writeMeta = Exec(`
INSERT INTO store_meta (name, value) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
)

// metaReoffer is set by a restore: the queue knows nothing of the facts.
const metaReoffer = "reoffer_facts"

// WaitingFacts returns the oldest facts not yet handed on, for the relay.
func (tx *Tx) WaitingFacts(limit int) ([]Fact, error) {
	return waitingFacts.All(tx, tx.County(), limit)
}

// FactByID returns one fact, or NoRow.
func (tx *Tx) FactByID(id string) (Fact, error) { return oneFact.One(tx, tx.County(), id) }

// MarkRelayed notes that facts were handed on; call it inside Maintain.
func (tx *Tx) MarkRelayed(facts []Fact) error {
	for _, f := range facts {
		if _, err := markRelayed.Run(tx, tx.Now(), tx.County(), f.ID); err != nil {
			return err
		}
	}
	return nil
}

// OfferAgain makes facts of a kind wait again that the consumer has not taken,
// after their queue was lost; call it inside Maintain.
func (tx *Tx) OfferAgain(consumer, kind string) error {
	_, err := offerAgain.Run(tx, tx.County(), kind, consumer)
	return err
}

// ReofferWanted reports whether a restore asks for OfferAgain; ReofferDone ends
// that.
func (tx *Tx) ReofferWanted() (bool, error) {
	row, _, err := readMeta.Find(tx, metaReoffer)
	return row.Value == "yes", err
}

// ReofferDone notes that all consumers were offered their facts again.
func (tx *Tx) ReofferDone() error {
	_, err := writeMeta.Run(tx, metaReoffer, "no")
	return err
}

// Consume lets a consumer take a fact in a transaction of its own, at most once:
// the mark that it did is part of the same transaction. taken is false when it
// had been taken before. What the consumer changes needs a journal entry like
// any act.
func (s *Store) Consume(ctx context.Context, consumer, factID string, handle func(tx *Tx, f Fact) error) (taken bool, err error) {
	err = s.Write(ctx, func(tx *Tx) (err error) {
		taken, err = tx.consume(consumer, factID, handle)
		return err
	})
	return taken && err == nil, err
}

// Taking is one consumer's turn at one fact.
type Taking struct {
	Consumer string
	Fact     string
	Handle   func(tx *Tx, f Fact) error
}

// ConsumeInOrder is Consume for several takings, each an act of its own, up to
// the first that fails; done counts those before it. When none failed the facts
// are marked as handed on.
func (s *Store) ConsumeInOrder(ctx context.Context, takings []Taking, facts []Fact) (done int, err error) {
	acts := make([]func(tx *Tx) error, len(takings))
	for i, t := range takings {
		acts[i] = func(tx *Tx) error {
			_, err := tx.consume(t.Consumer, t.Fact, t.Handle)
			return err
		}
	}
	acts = append(acts, func(tx *Tx) error {
		return tx.aside(func() error { return tx.MarkRelayed(facts) })
	})
	return s.WriteInOrder(ctx, acts)
}

func (tx *Tx) consume(consumer, factID string, handle func(tx *Tx, f Fact) error) (taken bool, err error) {
	var claimed int64
	err = tx.aside(func() (err error) {
		claimed, err = claimFact.Run(tx, tx.County(), consumer, factID, tx.Now())
		return err
	})
	if err != nil || claimed == 0 {
		return false, err
	}
	f, err := tx.FactByID(factID)
	if err != nil {
		return false, err
	}
	return true, handle(tx, f)
}

// Lease gives one holder at a time the right to do something until the time to
// live has passed; the holder renews it by asking again, and gives it up by asking
// for no time. It goes by the
// machines' clocks and so only spares work: what it guards must be safe to do
// twice.
func (s *Store) Lease(ctx context.Context, name, holder string, live time.Duration) (held bool, err error) {
	err = s.Maintain(ctx, func(tx *Tx) error {
		// The machine's time, not the county's, which may stand still.
		now := calendar.InstantOf(time.Now())
		n, err := takeLease.Run(tx, tx.County(), name, holder, now+calendar.Instant(live.Milliseconds()), now)
		held = n == 1
		return err
	})
	return held, err
}

// Alone runs do while no other node does, for set-up that must not run twice at
// once. It is for the start, not for acts.
func (s *Store) Alone(ctx context.Context, do func() error) error {
	unlock, err := s.lockMigration(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	return do()
}
