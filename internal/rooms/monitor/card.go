package monitor

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Card (效能牌) is the record of one level a clock reached: 效能提醒, 黄牌, 红牌,
// or the alarm that something needed for judging is missing. Whether it is in
// force is not stored: of the standing cards of one clock and rule the gravest is.
type Card struct {
	County      string
	ID          string
	Version     int64
	State       flow.State
	Number      string // XN2020-0001
	Kind        string // kind of the clock
	Subject     string
	Started     calendar.Instant
	Rule        string // code of the rule
	Rules       int    // version of the rule set
	Level       Level
	Book        string // calendar version
	Step        string // what was owed: 作出决定, 审查环节 …
	ClockNumber string
	Title       string
	Link        string
	Unit        string // who owes it
	Handler     string
	ClaimedAt   *calendar.Instant // 补录: the earlier start somebody states
	Due         *calendar.Day
	FromAt      calendar.Instant // since when the clock stands so
	Sentence    string           // how it was reckoned
	DrawnAt     calendar.Instant // when the sweep wrote it
	IssuedAt    *calendar.Instant
	WithdrawnAt *calendar.Instant
	CancelledAt *calendar.Instant
	FeedbackN   int
	FeedbackDue *calendar.Day
	Feedback    *string
	FeedbackBy  *string
	FeedbackAt  *calendar.Instant
	Note        *string // why it was cancelled, supervised or withdrawn
}

// cardZh words a card by its level.
var cardZh = map[Level]string{LevelWarn: "效能提醒", LevelYellow: "黄牌", LevelRed: "红牌", LevelAlarm: "配置告警"}

// Zh is the card's kind as printed.
func (c Card) Zh() string { return cardZh[c.Level] }

// Serious reports whether the card is one that is answered and can be appealed.
func (c Card) Serious() bool { return c.Level.Late() }

// Standing reports whether the card was issued and not withdrawn.
func (c Card) Standing() bool { return c.State == CardIssued || c.State == CardSupervised }

// missingCards writes the cards that the clock has drawn by now and that have no
// record yet, and returns them.
func missingCards(tx *store.Tx, b *bench, c manifest.Clock) ([]Card, error) {
	set := setFor(b.sets, c.Start)
	rule, ok := set.For(c)
	if ok && rule.Quiet {
		return nil, nil
	}
	drawn, err := b.draws(c, tx.Now())
	if err != nil || len(drawn) == 0 {
		return nil, err
	}
	there, err := cardsOfClock.All(tx, tx.County(), c.Kind, c.Subject, c.Started)
	if err != nil {
		return nil, err
	}
	var out []Card
	for _, j := range drawn {
		if slices.ContainsFunc(there, func(o Card) bool { return covers(o, j) }) {
			continue
		}
		card, err := newCard(tx, b, j, set, rule)
		if err != nil {
			return nil, err
		}
		if err := insertCard.One(tx, card); err != nil {
			return nil, err
		}
		out = append(out, card)
	}
	return out, nil
}

// covers reports whether a card of the clock leaves nothing for the draw to add.
func covers(o Card, j Judged) bool {
	graver := o.Level > j.Level && o.Level != LevelAlarm && j.Level != LevelAlarm
	return o.Level == j.Level || (graver && o.FromAt <= j.Why.At)
}

func newCard(tx *store.Tx, b *bench, j Judged, set RuleSet, rule Rule) (Card, error) {
	year := tx.Today().Year()
	serial, err := tx.NextNumber(fmt.Sprintf("monitor.card.%d", year))
	if err != nil {
		return Card{}, err
	}
	c := Card{County: tx.County(), ID: tx.NewID(), Version: 1, State: CardIssued, Number: fmt.Sprintf("XN%d-%04d", year, serial),
		Kind: j.Clock.Kind, Subject: j.Clock.Subject, Started: j.Clock.Started, Rule: rule.Code(), Rules: set.Version, Level: j.Level,
		Book: j.Why.Book, Step: j.Clock.Zh, ClockNumber: j.Clock.Number, Title: j.Clock.Title, Link: j.Clock.Link, Unit: j.Clock.Unit,
		Handler: j.Clock.Handler, ClaimedAt: j.Clock.Claimed, FromAt: j.Why.At, Sentence: j.Why.Sentence, DrawnAt: tx.Now()}
	if len(j.Why.Dues) > 0 {
		c.Due = &j.Why.Dues[0].Day
	}
	c.FeedbackN = set.FeedbackDays(j.Level)
	if rule.Confirm && c.Serious() {
		c.State = CardPending
		return c, nil
	}
	return c, c.issue(tx)
}

// issue sets the day by which the unit answers; without a calendar there is none,
// and the alarm says so.
func (c *Card) issue(tx *store.Tx) error {
	at := tx.Now()
	c.IssuedAt = &at
	if c.FeedbackN == 0 {
		return nil
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return absent(err)
	}
	if due, err := book.AddWorkdays(tx.Today(), c.FeedbackN); err == nil {
		c.FeedbackDue = &due
	}
	return nil
}

// step takes the card through its table.
func stepCard(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Card, flow.Step, error) {
	c, err := CardByID(tx, by, id)
	if err != nil {
		return c, flow.Step{}, err
	}
	step, err := CardFlow.Next(by, c.State, verb)
	if err == nil && version != 0 && version != c.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return c, step, err
}

// save writes the card as it now stands over the one it was.
func (c *Card) save(tx *store.Tx, by flow.Actor, step flow.Step, say map[string]any, more ...journal.Row) error {
	if err := c.update(tx, step); err != nil {
		return err
	}
	say["number"] = c.Number
	_, err := journal.Record(tx, by, step.Kind, c.ID, say, append([]journal.Row{{Table: "monitor_card", ID: c.ID}}, more...)...)
	return err
}

func (c *Card) update(tx *store.Tx, step flow.Step) error {
	err := saveCard.One(tx, step.To, c.IssuedAt, c.WithdrawnAt, c.CancelledAt, c.FeedbackN, c.FeedbackDue, c.Feedback, c.FeedbackBy,
		c.FeedbackAt, c.Note, c.County, c.ID, step.From, c.Version)
	c.State, c.Version = step.To, c.Version+1
	return err
}

// ReleaseCard (确认发牌) issues a card that waited for a person.
func ReleaseCard(tx *store.Tx, by flow.Actor, id string, version int64) (Card, error) {
	c, step, err := stepCard(tx, by, id, version, VerbRelease)
	if err != nil {
		return Card{}, err
	}
	if err := c.issue(tx); err != nil {
		return Card{}, err
	}
	return c, c.save(tx, by, step, map[string]any{})
}

// CancelCard (取消) does not issue a card that waited, with the reason.
func CancelCard(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Card, error) {
	return noteCard(tx, by, note{id, version, VerbCancel, reason})
}

// SuperviseCard (督办) marks a card whose unit is to be pressed; the system does so
// when the feedback is late.
func SuperviseCard(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Card, error) {
	return noteCard(tx, by, note{id, version, VerbSupervise, reason})
}

// LiftCard (解除督办) ends the pressing.
func LiftCard(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Card, error) {
	return noteCard(tx, by, note{id, version, VerbLift, reason})
}

// note is an act on a card that only needs its reason.
type note struct {
	id      string
	version int64 // 0 takes the card as it stands
	verb    flow.Verb
	reason  string
}

func noteCard(tx *store.Tx, by flow.Actor, n note) (Card, error) {
	c, step, err := stepCard(tx, by, n.id, n.version, n.verb)
	if err != nil {
		return Card{}, err
	}
	reason := strings.TrimSpace(n.reason)
	var p fault.Problems
	if reason == "" {
		p.Add("note", "原因：请写明根据什么这样处理")
	}
	if err := p.Err(); err != nil {
		return Card{}, err
	}
	c.Note = &reason
	if step.To == CardCancelled {
		at := tx.Now()
		c.CancelledAt = &at
	}
	return c, c.save(tx, by, step, map[string]any{"reason": reason})
}

// AnswerCard (反馈) is the unit head's word on a yellow or red card: why, and what
// is done about it. It is given once, also late.
func AnswerCard(tx *store.Tx, by flow.Actor, id string, version int64, words string) (Card, error) {
	c, step, err := stepCard(tx, by, id, version, VerbFeedback)
	switch {
	case err != nil:
		return Card{}, err
	case by.Unit != c.Unit:
		return Card{}, notOwnCard.New(nil)
	case !c.Serious():
		return Card{}, noFeedback.New(nil)
	case c.FeedbackAt != nil:
		return Card{}, fedBack.New(fault.Args{"at": c.FeedbackAt.String()})
	}
	var p fault.Problems
	if words = strings.TrimSpace(words); words == "" {
		p.Add("feedback", "反馈：请写明超期的原因和整改措施")
	}
	if err := p.Err(); err != nil {
		return Card{}, err
	}
	at := tx.Now()
	c.Feedback, c.FeedbackBy, c.FeedbackAt = &words, &by.Account, &at
	return c, c.save(tx, by, step, map[string]any{})
}
