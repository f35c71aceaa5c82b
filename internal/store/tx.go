package store

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/store/seal"
)

// querier is what a transaction needs from an engine's connection.
type querier interface {
	query(ctx context.Context, text string, args []any) (rows, error)
	exec(ctx context.Context, text string, args []any) (changed int64, err error)
}

// Tx is one transaction with one instant. It is valid only inside the function
// it was passed to, on that goroutine.
type Tx struct {
	ctx   context.Context
	store *Store
	q     querier
	now   calendar.Instant

	writable bool
	wrote    bool // a row was changed
	leaves   int  // journal entries made
	facts    int  // outbox facts made
	numbers  map[string][]int64
	tables   []string
}

// Context returns the caller's context.
func (tx *Tx) Context() context.Context { return tx.ctx }

// Now is the transaction's one instant.
func (tx *Tx) Now() calendar.Instant { return tx.now }

// Today is the transaction's day in Asia/Shanghai.
func (tx *Tx) Today() calendar.Day { return tx.now.Day() }

// County is the GB/T 2260 code that leads every key.
func (tx *Tx) County() string { return tx.store.County }

// LogName is the name under which the journal's checkpoints are signed.
func (tx *Tx) LogName() string { return tx.store.LogName }

// Engine tells which engine runs the transaction; only store and its tests
// have a use for it.
func (tx *Tx) Engine() Engine { return tx.store.Engine }

// Keys gives access to sealing; see package seal.
func (tx *Tx) Keys() *seal.Keyring { return tx.store.Keys }

// NewID returns a fresh record id: 26 characters that sort by time.
func (tx *Tx) NewID() string {
	return tx.store.ids.next(tx.now)
}

// NewIDAfter is NewID, but sorts after the given ids as well, which other
// nodes, whose clocks stand a little apart, may have made.
func (tx *Tx) NewIDAfter(earlier ...string) string {
	id := tx.NewID()
	for _, other := range earlier {
		if other < id {
			continue
		}
		if _, ms, err := ids.ParseID(other); err == nil {
			id = tx.store.ids.next(calendar.Instant(ms + 1))
		}
	}
	return id
}

// Random returns n unpredictable bytes.
func (tx *Tx) Random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // crypto/rand.Read never fails since Go 1.24
	return b
}

// Journaled is called by the journal for each entry it makes.
func (tx *Tx) Journaled() { tx.leaves++ }

var (
	errNoJournal  = fmt.Errorf("store: an act changed rows without a journal entry")
	errReadOnly   = fmt.Errorf("store: a reading transaction tried to change rows")
	errLateNumber = fmt.Errorf("store: a number was taken after the journal entry of its act")
	errTwoFacts   = fmt.Errorf("store: more facts than journal entries in one transaction")
)

// ChangedMeanwhile is answered when a guarded change meets a record that
// another act changed first.
var ChangedMeanwhile = fault.Define("store.changed_meanwhile", fault.Conflict,
	"这条记录刚被别人改过，您的修改没有保存。请刷新看最新内容，再重新提交。")

var takeNumber = Query[struct{ Value int64 }](`
UPDATE store_counter SET value = value + 1 WHERE county = $1 AND series = $2 RETURNING value`)

var openSeries = Exec(`
INSERT INTO store_counter (county, series, value) VALUES ($1, $2, 0)
ON CONFLICT (county, series) DO NOTHING`)

// NextNumber takes the next number of a series: 1, 2, 3 … without gaps among
// committed acts, because the counter row is part of the transaction.
func (tx *Tx) NextNumber(series string) (int64, error) {
	value, err := tx.nextNumber(series)
	if err == nil {
		if tx.numbers == nil {
			tx.numbers = map[string][]int64{}
		}
		tx.numbers[series] = append(tx.numbers[series], value)
	}
	return value, err
}

// TakenNumbers hands over the numbers taken since it was last called; the
// journal writes them down, so that a missing number shows.
func (tx *Tx) TakenNumbers() map[string][]int64 {
	taken := tx.numbers
	tx.numbers = nil
	return taken
}

// GiveNumbers hands numbers to the next journal entry that were taken earlier
// and whose own entry is being erased.
func (tx *Tx) GiveNumbers(numbers map[string][]int64) {
	for series, values := range numbers {
		if tx.numbers == nil {
			tx.numbers = map[string][]int64{}
		}
		tx.numbers[series] = append(tx.numbers[series], values...)
	}
}

func (tx *Tx) nextNumber(series string) (int64, error) {
	row, ok, err := takeNumber.Find(tx, tx.County(), series)
	if err != nil {
		return 0, err
	}
	if ok {
		return row.Value, nil
	}
	if _, err := openSeries.Run(tx, tx.County(), series); err != nil {
		return 0, err
	}
	row, err = takeNumber.One(tx, tx.County(), series)
	return row.Value, err
}

// Counter is the last number taken from a series.
type Counter struct {
	Series string
	Value  int64
}

var readCounters = Query[Counter](`
SELECT series, value FROM store_counter WHERE county = $1 ORDER BY series`)

// Counters lists every number series, for the journal's verification.
func (tx *Tx) Counters() ([]Counter, error) { return readCounters.All(tx, tx.County()) }

// Fact (事实) is what an act tells the rest of the house after it has
// committed. Consumers must be idempotent by (consumer, fact id).
type Fact struct {
	County  string
	ID      string
	Kind    string // past tense, e.g. "CaseClosed"
	Subject string // id of the record it is about
	Payload string // JSON without personal data
	At      calendar.Instant
}

var insertFact = InsertInto[factRow]("store_fact")

type factRow struct {
	County    string
	ID        string
	Kind      string
	Subject   string
	Payload   string
	At        calendar.Instant
	RelayedAt *calendar.Instant
}

// Fact puts a fact into the outbox in this transaction.
func (tx *Tx) Fact(kind, subject string, payload any) error {
	text, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("fact %s: %w", kind, err)
	}
	tx.facts++
	return insertFact.One(tx, factRow{County: tx.County(), ID: tx.NewID(), Kind: kind,
		Subject: subject, Payload: string(text), At: tx.now})
}

// aside runs bookkeeping of the house within an act, which needs no journal entry.
func (tx *Tx) aside(do func() error) error {
	wrote := tx.wrote
	err := do()
	tx.wrote = wrote
	return err
}

// finish checks the rules of an act before it may commit.
func (tx *Tx) finish(maintain bool) error {
	switch {
	case maintain || !tx.wrote:
		return nil
	case tx.leaves == 0:
		return errNoJournal
	case tx.facts > tx.leaves:
		return errTwoFacts
	case len(tx.numbers) > 0:
		return errLateNumber
	}
	return nil
}
