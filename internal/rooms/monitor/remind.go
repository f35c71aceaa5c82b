package monitor

import (
	"context"
	"fmt"
	"strings"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// FactReminderDue is the kind of the fact that a reminder's notices are to be
// sent; its subject is the reminder's id, its payload ReminderDue.
const FactReminderDue = "ReminderDue"

// ReminderDue is the payload of FactReminderDue.
type ReminderDue struct {
	Kind    string   `json:"kind"`
	Subject string   `json:"subject"`
	Unit    string   `json:"unit"`
	Level   string   `json:"level"`
	Rules   int      `json:"rules"`
	Notices []string `json:"notices"`
}

// Reminder (提醒) is the one row of a clock, level and rule version.
type Reminder struct {
	County  string
	ID      string
	Kind    string
	Subject string
	Started calendar.Instant
	Level   Level
	Rules   int
	Unit    string
	At      calendar.Instant
}

// Notice is one reminder to one addressee, with its state of delivery.
type Notice struct {
	County     string
	ID         string
	Version    int64
	State      flow.State
	ReminderID string
	Role       flow.Role // whom it is for, where no account is named
	Account    string    // the handler's account, or empty
	Unit       string    // empty: those who watch the county
	Sentence   string
	Link       string
	Tries      int
	Note       string
	At         calendar.Instant
	ChangedAt  calendar.Instant
}

// The states and verbs of a notice.
const (
	NoticeQueued flow.State = "queued" // 待发送
	NoticeSent   flow.State = "sent"   // 已送达
	NoticeFailed flow.State = "failed" // 未送达
	NoticeRead   flow.State = "read"   // 已看

	VerbSent   flow.Verb = "mark_sent"
	VerbFailed flow.Verb = "mark_failed"
	VerbRead   flow.Verb = "mark_read"
)

// rung is one step of a ladder: from which level on whom to tell as well.
type rung struct {
	from Level
	role flow.Role
}

// ladder says whom each level adds: the handler is told of a warning, the head
// of the unit of a yellow card, the supervisors of a red one, the system
// administrator of what cannot be judged.
var ladder = []rung{
	{LevelWarn, identity.Clerk}, // stands for the handler where no account holds the clock
	{LevelYellow, identity.Head},
	{LevelRed, identity.Supervisor},
	{LevelAlarm, identity.SystemAdmin},
}

// ladders are those of clocks that somebody else owes than a handler.
var ladders = map[string][]rung{
	ClockFeedback: {{LevelWarn, identity.Head}, {LevelYellow, identity.Supervisor}, {LevelAlarm, identity.SystemAdmin}},
	ClockAppeal:   {{LevelWarn, identity.Supervisor}, {LevelAlarm, identity.SystemAdmin}},
}

// sweepEvery is how often the clocks near their end are looked at.
const sweepEvery = time.Minute

// sweepDays bounds the sweep where the calendar cannot be read: every clock due
// within so many days is looked at, and raises the alarm itself.
const sweepDays = 14

// Remind sends what is to be sent now. It looks only at open clocks whose limit
// is near or past, so that a round costs what it finds, and it can be run at any
// time, by several nodes at once.
func (w *Watcher) Remind(s *store.Store) error {
	ctx := context.Background()
	var todo []Judged
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		todo, err = w.unsent(tx)
		return err
	})
	if err != nil {
		return err
	}
	acts := make([]func(tx *store.Tx) error, len(todo))
	for i, j := range todo {
		acts[i] = func(tx *store.Tx) error {
			if err := w.send(tx, j.Clock); err != nil {
				return fmt.Errorf("remind %s %s: %w", j.Clock.Kind, j.Clock.Subject, err)
			}
			return nil
		}
	}
	return s.WriteEach(ctx, acts)
}

// Near judges the open clocks whose limit is near or past: what a round of the
// sweep looks at.
func (w *Watcher) Near(tx *store.Tx) ([]Judged, error) {
	b, err := newBench(tx, tx.Now())
	if err != nil {
		return nil, err
	}
	by := b.horizon(tx.Today())
	clocks, err := w.clocks(tx, "", manifest.ClockFilter{OpenOnly: true, DueBy: &by})
	if err != nil {
		return nil, err
	}
	return b.judgeAll(clocks, tx.Now())
}

func (w *Watcher) unsent(tx *store.Tx) ([]Judged, error) {
	judged, err := w.Near(tx)
	if err != nil {
		return nil, err
	}
	var out []Judged
	for _, j := range judged {
		told, err := wasTold(tx, j)
		if err != nil {
			return nil, err
		}
		if j.Level >= LevelWarn && !told {
			out = append(out, j)
		}
	}
	return out, nil
}

// horizon is the last due day whose warning may have begun by today.
func (b *bench) horizon(today calendar.Day) calendar.Day {
	widest := 0
	for _, s := range b.sets {
		widest = max(widest, s.widest())
	}
	book, err := workdays.BookAsOf(b.tx, today)
	if err != nil {
		return today + sweepDays
	}
	by, err := book.AddWorkdays(today, widest)
	if err != nil {
		return today + sweepDays
	}
	return by
}

// wasTold reports whether this level, or a graver one, was told under the same
// rule version.
func wasTold(tx *store.Tx, j Judged) (bool, error) {
	if j.Level < LevelWarn {
		return true, nil
	}
	rows, err := remindersOf.All(tx, tx.County(), j.Clock.Kind, j.Clock.Subject)
	for _, r := range rows {
		if r.Started == j.Clock.Started && r.Rules == j.Why.Rules && r.Level >= j.Level {
			return true, err
		}
	}
	return false, err
}

// send looks at the clock again inside the act, takes its reminder's row and
// writes the notices. When another node was first, or the clock has ended in
// the meantime, it changes nothing.
func (w *Watcher) send(tx *store.Tx, seen manifest.Clock) error {
	j, ok, err := w.again(tx, seen)
	if err != nil || !ok {
		return err
	}
	if told, err := wasTold(tx, j); err != nil || told {
		return err
	}
	r := Reminder{County: tx.County(), ID: tx.NewID(), Kind: j.Clock.Kind, Subject: j.Clock.Subject,
		Started: j.Clock.Started, Level: j.Level, Rules: j.Why.Rules, Unit: j.Clock.Unit, At: tx.Now()}
	n, err := claimReminder.Run(tx, r.County, r.ID, r.Kind, r.Subject, r.Started, r.Level, r.Rules, r.Unit, r.At)
	if err != nil || n == 0 {
		return err
	}
	b, err := newBench(tx, tx.Now())
	if err != nil {
		return err
	}
	cards, err := missingCards(tx, b, j.Clock)
	if err != nil {
		return err
	}
	due := ReminderDue{Kind: r.Kind, Subject: r.Subject, Unit: r.Unit, Level: r.Level.String(), Rules: r.Rules}
	rows := []journal.Row{{Table: "monitor_reminder", ID: r.ID}}
	for _, card := range cards {
		rows = append(rows, journal.Row{Table: "monitor_card", ID: card.ID})
	}
	for _, notice := range noticesFor(j, cards) {
		notice.County, notice.ID, notice.Version, notice.State = tx.County(), tx.NewID(), 1, NoticeQueued
		notice.ReminderID, notice.At, notice.ChangedAt = r.ID, tx.Now(), tx.Now()
		if err := insertNotice.One(tx, notice); err != nil {
			return err
		}
		due.Notices = append(due.Notices, notice.ID)
		rows = append(rows, journal.Row{Table: "monitor_notice", ID: notice.ID})
	}
	if _, err := journal.Record(tx, flow.System("monitor.remind"), "monitor.remind", r.ID, due, rows...); err != nil {
		return err
	}
	return tx.Fact(FactReminderDue, r.ID, due)
}

// again judges the clock as it now is.
func (w *Watcher) again(tx *store.Tx, seen manifest.Clock) (Judged, bool, error) {
	clocks, err := w.clocks(tx, seen.Kind, manifest.ClockFilter{OpenOnly: true, Subject: seen.Subject})
	if err != nil {
		return Judged{}, false, err
	}
	b, err := newBench(tx, tx.Now())
	if err != nil {
		return Judged{}, false, err
	}
	for _, c := range clocks {
		if c.Started == seen.Started {
			j, err := b.judge(c, tx.Now())
			return j, j.Level >= LevelWarn, err
		}
	}
	return Judged{}, false, nil
}

// noticesFor makes one notice for each step of the ladder the level has reached.
// The cards drawn with it are what the notice leads to.
func noticesFor(j Judged, cards []Card) []Notice {
	link := j.Clock.Link
	if len(cards) > 0 && j.Level > LevelWarn {
		link = "/cards/" + cards[len(cards)-1].ID
	}
	word := j.Level.Zh()
	if j.Why.Quiet && j.Level.Late() {
		word = "超期"
	}
	sentence := fmt.Sprintf("【%s】%s %s：%s", word, j.Clock.Number, j.Clock.Title, j.Why.Sentence)
	var out []Notice
	steps, ok := ladders[j.Clock.Kind]
	if !ok {
		steps = ladder
	}
	for _, step := range steps {
		if j.Level < step.from {
			break
		}
		n := Notice{Role: step.role, Unit: j.Clock.Unit, Sentence: sentence, Link: link}
		switch {
		case step.role == identity.Clerk:
			n.Account = j.Clock.Handler
		case step.role == identity.Supervisor || step.role == identity.SystemAdmin:
			n.Unit = ""
		}
		out = append(out, n)
	}
	return out
}

// MarkNotice records what became of a notice: sent, failed, or read by its
// addressee.
func MarkNotice(tx *store.Tx, by flow.Actor, id string, verb flow.Verb, note string) (Notice, error) {
	n, ok, err := noticeByID.Find(tx, tx.County(), id)
	if err != nil {
		return Notice{}, err
	}
	if !ok || !addressed(by, n) {
		return Notice{}, noticeUnknown.New(nil)
	}
	step, err := NoticeFlow.Next(by, n.State, verb)
	if err != nil {
		return Notice{}, err
	}
	if err := saveNotice.One(tx, step.To, note, tx.Now(), tx.County(), id, n.State, n.Version); err != nil {
		return Notice{}, err
	}
	n.State, n.Version, n.Note, n.Tries, n.ChangedAt = step.To, n.Version+1, note, n.Tries+1, tx.Now()
	_, err = journal.Record(tx, by, step.Kind, n.ReminderID, map[string]any{"notice": id, "tries": n.Tries},
		journal.Row{Table: "monitor_notice", ID: id})
	return n, err
}

func addressed(by flow.Actor, n Notice) bool {
	switch {
	case by.Has(flow.RoleSystem):
		return true
	case n.Account != "":
		return n.Account == by.Account
	default:
		return by.Has(n.Role) && (n.Unit == "" || n.Unit == by.Unit)
	}
}

// Inbox lists the notices addressed to the actor, newest first.
func Inbox(tx *store.Tx, by flow.Actor, limit int) ([]Notice, error) {
	cond, args := "(account = ?", []any{by.Account}
	if len(by.Roles) > 0 {
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(by.Roles)), ", ")
		cond += " OR (account = '' AND (unit = '' OR unit = ?) AND role IN (" + marks + "))"
		args = append(args, by.Unit)
		for _, r := range by.Roles {
			args = append(args, r)
		}
	}
	w := new(store.Where).And("county = ?", tx.County()).And(cond+")", args...)
	return notices.Page(tx, w, "newest", min(max(limit, 1), 200))
}
