package monitor

import (
	"cmp"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// Status (统计口径) is how a card counts at a cut-off.
type Status string

const (
	StatusIssued    Status = "issued"    // 发出的: those in force, replaced and withdrawn together
	StatusEffective Status = "effective" // 有效
	StatusReplaced  Status = "replaced"  // 被更高等级替代
	StatusWithdrawn Status = "withdrawn" // 撤销
	StatusPending   Status = "pending"   // 待发
	StatusCancelled Status = "cancelled" // 取消
)

// statuses words each status and gives its condition; every question mark takes
// the cut-off.
var statuses = []struct {
	status    Status
	zh        string
	condition string
}{
	{StatusIssued, "发出", cardIssuedBy},
	{StatusEffective, "有效", cardIssuedBy + " AND " + cardStanding + " AND " + cardEffective},
	{StatusReplaced, "被替代", cardIssuedBy + " AND " + cardStanding + " AND " + cardReplaced},
	{StatusWithdrawn, "撤销", cardIssuedBy + " AND " + cardWithdrawn},
	{StatusPending, "待发", "c.state = 'pending'"},
	{StatusCancelled, "取消", "c.state = 'cancelled'"},
}

// Statuses are the statuses in order, each with its words.
func Statuses() (out []struct {
	Status Status
	Zh     string
}) {
	for _, s := range statuses {
		out = append(out, struct {
			Status Status
			Zh     string
		}{s.status, s.zh})
	}
	return out
}

func (s Status) where(w *store.Where, at calendar.Instant) *store.Where {
	for _, row := range statuses {
		if row.status == s {
			args := slices.Repeat([]any{at}, strings.Count(row.condition, "?"))
			return w.And(row.condition, args...)
		}
	}
	return w
}

// CardQuery says which cards are listed.
type CardQuery struct {
	Period *manifest.Period // of the issue; cards that wait or were cancelled have none
	At     calendar.Instant // the cut-off; 0 is now
	Unit   string
	Kind   string
	Level  Level
	Least  Level // this one or a graver
	Status Status
	Before string // id of the last card of the page before
	Limit  int
}

// ListCards lists the cards in the actor's scope, newest first.
func ListCards(tx *store.Tx, by flow.Actor, q CardQuery) ([]Card, error) {
	unit, ok := within(by, q.Unit)
	if !ok {
		return nil, nil
	}
	w := cardsWhere(tx, q, unit)
	if q.Before != "" {
		w.And("c.id < ?", q.Before)
	}
	return cardList.Page(tx, w, "newest", min(max(q.Limit, 1), 500))
}

func cardsWhere(tx *store.Tx, q CardQuery, unit string) *store.Where {
	at := cmp.Or(q.At, tx.Now())
	w := new(store.Where).And("c.county = ?", tx.County())
	if q.Period != nil {
		w.And("c.issued_at >= ? AND c.issued_at <= ?", q.Period.From.Start(), q.Period.To.End())
	}
	for _, is := range []struct{ column, value string }{{"c.unit", unit}, {"c.kind", q.Kind}} {
		if is.value != "" {
			w.And(is.column+" = ?", is.value)
		}
	}
	if q.Level != LevelNone {
		w.And("c.level = ?", q.Level)
	}
	if q.Least != LevelNone {
		w.And("c.level >= ?", q.Least)
	}
	return q.Status.where(w, at)
}

// CardByID shows one card in the actor's scope; an alarm also to who mends the
// configuration.
func CardByID(tx *store.Tx, by flow.Actor, id string) (Card, error) {
	c, ok, err := cardByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !seesCard(by, c)) {
		err = cardUnknown.New(nil)
	}
	return c, err
}

// CardByNumber is CardByID for whoever holds the number.
func CardByNumber(tx *store.Tx, by flow.Actor, number string) (Card, error) {
	c, ok, err := cardByNumber.Find(tx, tx.County(), number)
	if err == nil && (!ok || !seesCard(by, c)) {
		err = cardUnknown.New(nil)
	}
	return c, err
}

func seesCard(by flow.Actor, c Card) bool {
	if c.Level == LevelAlarm && by.Has(identity.SystemAdmin) {
		return true
	}
	_, ok := within(by, c.Unit)
	return ok
}

// Alarms lists the open alarms for missing configuration: to who mends it all of
// them, to others those of their scope.
func Alarms(tx *store.Tx, by flow.Actor, limit int) ([]Card, error) {
	w := new(store.Where).And("c.county = ? AND c.level = 4 AND c.state = 'issued'", tx.County())
	if !by.Has(identity.SystemAdmin) {
		unit, ok := within(by, "")
		if !ok {
			return nil, nil
		}
		if unit != "" {
			w.And("c.unit = ?", unit)
		}
	}
	return cardList.Page(tx, w, "newest", min(max(limit, 1), 1000))
}

// Account is a card with how it came about.
type Account struct {
	Card     Card
	Status   Status
	Others   []Card // the other cards of the same clock and rule
	Appeals  []Appeal
	Why      *Explanation // as it was reckoned when the card was drawn; nil where the clock is gone
	Days     []DayLine
	NowLevel Level // how the clock stands now, with every ruling
	Now      Explanation
	Known    bool
}

// Account shows the card with the count behind it, day by day, as it was known
// when the card was drawn, and how the clock stands now.
func (w *Watcher) Account(tx *store.Tx, by flow.Actor, id string) (Account, error) {
	c, err := CardByID(tx, by, id)
	if err != nil {
		return Account{}, err
	}
	a := Account{Card: c}
	if a.Others, err = cardsOfClock.All(tx, tx.County(), c.Kind, c.Subject, c.Started); err != nil {
		return a, err
	}
	a.Status = statusOf(c, a.Others)
	a.Others = slices.DeleteFunc(a.Others, func(o Card) bool { return o.ID == c.ID || o.Rule != c.Rule })
	if a.Appeals, err = appealsOf.All(tx, tx.County(), id); err != nil {
		return a, err
	}
	clock, ok, err := w.clockOf(tx, c)
	if err != nil || !ok {
		return a, err
	}
	return a, a.reckon(tx, clock)
}

func (a *Account) reckon(tx *store.Tx, clock manifest.Clock) error {
	b, err := newBench(tx, tx.Now())
	if err != nil {
		return err
	}
	j, err := b.judgeWith(clock, b.ruledBy(a.Card.FromAt), a.Card.FromAt)
	if err != nil {
		return err
	}
	books, err := b.books(clock, a.Card.FromAt)
	if err != nil {
		return err
	}
	now, err := b.judge(clock, tx.Now())
	if err != nil {
		return err
	}
	a.Why, a.Known, a.NowLevel, a.Now = &j.Why, true, now.Level, now.Why
	a.Days, err = dayByDay(asKnown(clock, a.Card.FromAt), j.Why, books, a.Card.FromAt.Day())
	return err
}

// statusOf is the card's status now.
func statusOf(c Card, all []Card) Status {
	switch c.State {
	case CardPending:
		return StatusPending
	case CardCancelled:
		return StatusCancelled
	case CardWithdrawn:
		return StatusWithdrawn
	}
	for _, o := range all {
		if o.Rule == c.Rule && o.Level > c.Level && o.Level != LevelAlarm && o.Standing() {
			return StatusReplaced
		}
	}
	return StatusEffective
}

// StatusZh words a status.
func StatusZh(s Status) string {
	for _, row := range statuses {
		if row.status == s {
			return row.zh
		}
	}
	return string(s)
}

// clockOf finds the clock a card was drawn by; a record that was begun anew has
// another.
func (w *Watcher) clockOf(tx *store.Tx, c Card) (manifest.Clock, bool, error) {
	clocks, err := w.clocks(tx, c.Kind, manifest.ClockFilter{Subject: c.Subject})
	if err != nil {
		return manifest.Clock{}, false, err
	}
	for _, k := range clocks {
		if k.Started == c.Started {
			return k, true, nil
		}
	}
	return manifest.Clock{}, false, nil
}

// Drawn computes, for any instant, the cards the clocks touched in the period had
// drawn by then; it reads no card's record.
func (w *Watcher) Drawn(tx *store.Tx, by flow.Actor, f CardFilter) ([]Judged, error) {
	unit, ok := within(by, f.Unit)
	if !ok {
		return nil, nil
	}
	if f.At == 0 || f.At > tx.Now() {
		f.At = tx.Now()
	}
	clocks, err := w.clocks(tx, f.Kind, manifest.ClockFilter{Unit: unit, Touched: &f.Period})
	if err != nil {
		return nil, err
	}
	b, err := newBench(tx, tx.Now())
	if err != nil {
		return nil, err
	}
	var out []Judged
	for _, c := range clocks {
		if rule, ok := setFor(b.sets, c.Start).For(c); ok && rule.Quiet {
			continue
		}
		drawn, err := b.draws(c, f.At)
		if err != nil {
			return nil, err
		}
		out = append(out, drawn...)
	}
	slices.SortStableFunc(out, func(a, b Judged) int {
		return cmp.Or(cmp.Compare(b.Why.At, a.Why.At), cmp.Compare(a.Clock.Number, b.Clock.Number))
	})
	return out, nil
}

// finder finds cards by their number.
var finder = manifest.Finder{Zh: "效能牌", Perm: "monitor.read", Find: findCards}

// shortestNumber is where the beginning of a card's number tells something.
const shortestNumber = 6

func findCards(tx *store.Tx, by flow.Actor, words string, limit int) ([]manifest.Hit, error) {
	number := strings.ToUpper(words)
	unit, ok := within(by, "")
	if !ok || len(number) < shortestNumber || !strings.HasPrefix(number, "XN") {
		return nil, nil
	}
	w := new(store.Where).And("c.county = ? AND c.number >= ? AND c.number < ?", tx.County(), number, number+"~")
	if unit != "" {
		w.And("c.unit = ?", unit)
	}
	found, err := cardList.Page(tx, w, "number", limit)
	var out []manifest.Hit
	for _, c := range found {
		out = append(out, manifest.Hit{Label: c.Number + " " + c.Zh(), Note: c.Title + " · " + CardFlow.Staff(c.State),
			Link: "/cards/" + c.ID, Exact: c.Number == number})
	}
	return out, err
}
