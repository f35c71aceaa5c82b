package workdays

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Propose enters a notice for a second person to confirm. It refuses one without
// document number, title or day of publication, one that is published later
// than today, and one that contradicts the calendar it would become part of.
func Propose(tx *store.Tx, by flow.Actor, in calendar.Notice) (Notice, error) {
	if !by.Has(keepers...) {
		return Notice{}, NotKeeper.New(fault.Args{"roles": flow.RoleNames(keepers)})
	}
	var p fault.Problems
	no, err := ids.ParseDocNumber(in.No)
	p.Check("no", err)
	n := Notice{County: tx.County(), ID: tx.NewID(), Version: 1, State: Proposed, No: no.String(),
		Title: strings.TrimSpace(in.Title), URL: strings.TrimSpace(in.URL), Published: in.Published, Days: in.Days,
		ProposedBy: by.Account, ProposedAt: tx.Now()}
	if n.Title == "" {
		p.Add("title", "没有填写标题，请照通知原文填写")
	}
	if n.Published > tx.Today() {
		p.Add("published", "发布日期 %s 晚于今天，请按通知原文的公开日期填写", n.Published)
	}
	if err := checkFits(tx, &p, n); err != nil {
		return Notice{}, err
	}
	if err := p.Err(); err != nil {
		return Notice{}, err
	}
	if err := insertNotice.One(tx, n); err != nil {
		return Notice{}, fmt.Errorf("notice %s: %w", n.No, err)
	}
	return n, record(tx, by, "calendar.propose", n)
}

// checkFits notes what keeps the notice from becoming part of the calendar.
func checkFits(tx *store.Tx, p *fault.Problems, n Notice) error {
	if _, waiting, err := openNotice.Find(tx, tx.County(), n.No); err != nil {
		return err
	} else if waiting {
		p.Add("no", "%s 已经录入，正等复核，请先复核或撤回那一份", n.No)
	}
	confirmed, err := confirmedNotices.All(tx, tx.County())
	if err != nil {
		return err
	}
	_, err = bind(append(confirmed, n), max(tx.Today(), n.Published))
	var input *calendar.InputError
	if errors.As(err, &input) || NoCalendar.Is(err) {
		p.Check("days", err)
		return nil
	}
	return err
}

func record(tx *store.Tx, by flow.Actor, kind string, n Notice, more ...journal.Row) error {
	rows := append([]journal.Row{{Table: "workdays_notice", ID: n.ID}}, more...)
	_, err := journal.Record(tx, by, kind, n.ID, map[string]any{
		"no": n.No, "title": n.Title, "published": n.Published, "days": len(n.Days),
	}, rows...)
	return err
}

// Confirm lets a second person make the notice part of the calendar. A new
// version of the calendar is published in the same act.
func Confirm(tx *store.Tx, by flow.Actor, id string, version int64) (Notice, error) {
	n, err := noticeByID.One(tx, tx.County(), id)
	if err != nil {
		return Notice{}, err
	}
	step, err := Flow.Next(by, n.State, VerbConfirm)
	if err != nil {
		return Notice{}, err
	}
	if by.Account == n.ProposedBy || by.For == n.ProposedBy {
		return Notice{}, SamePerson.New(nil)
	}
	now := tx.Now()
	n.ConfirmedBy, n.ConfirmedAt = &by.Account, &now
	if err := move(tx, &n, step.To, version); err != nil {
		return Notice{}, err
	}
	edition, fresh, err := publish(tx)
	if err != nil {
		return Notice{}, err
	}
	if !fresh {
		return n, record(tx, by, step.Kind, n)
	}
	if err := record(tx, by, step.Kind, n, journal.Row{Table: "workdays_edition", ID: edition.ID}); err != nil {
		return Notice{}, err
	}
	return n, tell(tx, edition)
}

// Withdraw takes back a notice that was not confirmed.
func Withdraw(tx *store.Tx, by flow.Actor, id string, version int64, reason string) (Notice, error) {
	n, err := noticeByID.One(tx, tx.County(), id)
	if err != nil {
		return Notice{}, err
	}
	step, err := Flow.Next(by, n.State, VerbWithdraw)
	if err != nil {
		return Notice{}, err
	}
	var p fault.Problems
	reason = strings.TrimSpace(reason)
	if reason == "" {
		p.Add("reason", "没有填写撤回原因，请写明哪里录错")
	}
	if err := p.Err(); err != nil {
		return Notice{}, err
	}
	n.Reason = &reason
	if err := move(tx, &n, step.To, version); err != nil {
		return Notice{}, err
	}
	return n, record(tx, by, step.Kind, n)
}

func move(tx *store.Tx, n *Notice, to flow.State, version int64) error {
	err := moveNotice.One(tx, to, n.ConfirmedBy, n.ConfirmedAt, n.Reason, n.County, n.ID, n.State, version)
	n.State, n.Version = to, version+1
	return err
}

// publish enters today's version as an edition unless it is the last one.
func publish(tx *store.Tx) (Edition, bool, error) {
	book, err := Book(tx)
	if err != nil {
		return Edition{}, false, err
	}
	last, _, err := lastEdition.Find(tx, tx.County())
	if err != nil || last.Book == book.Version() {
		return last, false, err
	}
	e := Edition{County: tx.County(), ID: tx.NewID(), Book: book.Version(), Former: last.Book, At: tx.Now()}
	return e, true, insertEdition.One(tx, e)
}

func tell(tx *store.Tx, e Edition) error {
	return tx.Fact(FactPublished, e.ID, Published{Version: e.Book, Former: e.Former})
}

// Announce publishes today's version if it differs from the last edition: at the
// first start, and when the day of publication of a built-in notice is reached.
// It may run at any time and writes only when there is news.
func Announce(s *store.Store) error {
	ctx, cancel := sweepContext()
	defer cancel()
	news := false
	err := s.Read(ctx, func(tx *store.Tx) error {
		book, err := Book(tx)
		if err != nil {
			return err
		}
		last, _, err := lastEdition.Find(tx, tx.County())
		news = last.Book != book.Version()
		return err
	})
	if err != nil || !news {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		edition, fresh, err := publish(tx)
		if err != nil || !fresh {
			return err
		}
		_, err = journal.Record(tx, flow.System("workdays.announce"), "calendar.publish", edition.ID,
			Published{Version: edition.Book, Former: edition.Former}, journal.Row{Table: "workdays_edition", ID: edition.ID})
		if err != nil {
			return err
		}
		return tell(tx, edition)
	})
}

// sweepEvery is how soon a day's change of calendar is noticed.
const sweepEvery = 10 * time.Minute
