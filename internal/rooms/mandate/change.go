package mandate

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Why is the reason of a change and the document it rests on.
type Why struct{ Reason, Document string }

func (w Why) check(p *fault.Problems) Why {
	w = Why{strings.TrimSpace(w.Reason), strings.TrimSpace(w.Document)}
	if w.Reason == "" {
		p.Add("reason", "理由：请写明为什么要变更，会公开")
	}
	if w.Document == "" {
		p.Add("document", "依据文件：请填同意变更的文号和名称")
	}
	return w
}

func (w Why) change(c Change) Change {
	c.Reason, c.Document = w.Reason, w.Document
	return c
}

// Move is a new deadline: of the task, or of the milestone that is named by id.
type Move struct {
	Milestone string
	Due       calendar.Day
	Why
}

// Hands are the units that a task goes over to.
type Hands struct {
	Lead     string
	Partners []string
	Why
}

// ChangeDue moves the deadline of a published task, or of one of its milestones
// that was not reached yet. The former day stays on record.
func ChangeDue(tx *store.Tx, by flow.Actor, number string, version int64, to Move) (Task, error) {
	t, step, err := takeTask(tx, by, number, version, VerbDue)
	if err != nil {
		return Task{}, err
	}
	steps, err := milestonesOf.All(tx, tx.County(), t.ID)
	if err != nil {
		return Task{}, err
	}
	var p fault.Problems
	to.Why = to.check(&p)
	if to.Due <= *t.PublishedDay {
		p.Add("due", "新的期限：要晚于公布日 %s", *t.PublishedDay)
	}
	if err := countable(tx, max(to.Due, *t.PublishedDay)); err != nil {
		return Task{}, err
	}
	change := to.change(Change{Kind: DueChanged, Became: to.Due.String(), Was: t.Due.String()})
	var rows []journal.Row
	if to.Milestone == "" {
		for _, m := range steps {
			if m.Due > to.Due {
				p.Add("due", "新的期限：节点“%s”在 %s，请先变更节点", m.Title, m.Due)
			}
		}
		t.Due = to.Due
	} else if rows, err = moveMilestone(tx, &p, t, steps, to, &change); err != nil {
		return Task{}, err
	}
	if change.Was == change.Became {
		p.Add("due", "新的期限：和现在的一样")
	}
	if err := p.Err(); err != nil {
		return Task{}, err
	}
	return changed(tx, by, step, t, change, rows...)
}

func moveMilestone(tx *store.Tx, p *fault.Problems, t Task, steps []Milestone, to Move, change *Change) ([]journal.Row, error) {
	due := to.Due
	for n, m := range steps {
		if m.ID != to.Milestone {
			continue
		}
		change.MilestoneID, change.Was = &m.ID, m.Due.String()
		switch {
		case m.ReachedAt != nil:
			p.Add("milestone", "节点“%s”已经完成，期限不能再改", m.Title)
		case due > t.Due || n > 0 && due < steps[n-1].Due || n+1 < len(steps) && due > steps[n+1].Due:
			p.Add("due", "节点的期限：要在前后节点之间，不能晚于完成期限 %s", t.Due)
		}
		if p.Err() != nil {
			return nil, nil
		}
		return []journal.Row{m.row()}, saveMilestone.One(tx, due, m.ReachedAt, tx.County(), m.ID, m.Version)
	}
	p.Add("milestone", "节点：请从列表里选")
	return nil, nil
}

// Reassign gives a published task another lead or other partners.
func Reassign(tx *store.Tx, by flow.Actor, number string, version int64, to Hands) (Task, error) {
	t, step, err := takeTask(tx, by, number, version, VerbUnits)
	if err != nil {
		return Task{}, err
	}
	was, err := unitWords(tx, t)
	if err != nil {
		return Task{}, err
	}
	var p fault.Problems
	to.Why = to.check(&p)
	if err := units(tx, &p, &t, to.Lead, to.Partners); err != nil {
		return Task{}, err
	}
	if err := p.Err(); err != nil {
		return Task{}, err
	}
	became, err := unitWords(tx, t)
	if err != nil {
		return Task{}, err
	}
	if was == became {
		p.Add("lead", "牵头单位和责任单位：和现在的一样")
		return Task{}, p.Err()
	}
	return changed(tx, by, step, t, to.change(Change{Kind: UnitsChanged, Was: was, Became: became}))
}

// unitWords names the units of a task as a change prints them.
func unitWords(tx *store.Tx, t Task) (string, error) {
	names := make([]string, 0, len(t.Partners)+1)
	for _, code := range t.Units() {
		name, err := org.ShortName(tx, code)
		if err != nil {
			return "", err
		}
		names = append(names, name)
	}
	words := "牵头：" + names[0]
	if len(names) > 1 {
		words += "；责任：" + strings.Join(names[1:], "、")
	}
	return words, nil
}

// Reopen takes back that a task is done, in sight of everybody.
func Reopen(tx *store.Tx, by flow.Actor, number string, version int64, due calendar.Day, why Why) (Task, error) {
	t, step, err := takeTask(tx, by, number, version, VerbReopen)
	if err != nil {
		return Task{}, err
	}
	var p fault.Problems
	why = why.check(&p)
	if due <= tx.Today() {
		p.Add("due", "新的期限：请填今天以后的一天")
	}
	if err := p.Err(); err != nil {
		return Task{}, err
	}
	if err := countable(tx, due); err != nil {
		return Task{}, err
	}
	change := why.change(Change{Kind: Reopened, Was: "已完成（" + t.ClosedAt.Day().String() + "）", Became: "推进中，期限 " + due.String()})
	t.Due, t.ClosedAt, t.HandedAt, t.Percent = due, nil, nil, 0
	return changed(tx, by, step, t, change)
}

// changed keeps the change beside the task, in one act.
func changed(tx *store.Tx, by flow.Actor, step flow.Step, t Task, c Change, rows ...journal.Row) (Task, error) {
	c.County, c.ID, c.TaskID, c.Account, c.At = tx.County(), tx.NewID(), t.ID, by.Account, tx.Now()
	if err := insertChange.One(tx, c); err != nil {
		return Task{}, err
	}
	words := say{"number": t.Number, "kind": c.Kind, "was": c.Was, "became": c.Became, "document": c.Document}
	t, err := moveTask(tx, by, step, t, words, append(rows, journal.Row{Table: "mandate_change", ID: c.ID})...)
	if err != nil {
		return Task{}, err
	}
	return t, tx.Fact("TaskChanged", t.ID, say{"number": t.Number, "kind": c.Kind})
}

// Explain says why a task is late: by the head of the lead unit, once it is. The
// words are public.
func Explain(tx *store.Tx, by flow.Actor, number string, version int64, words string) (Task, error) {
	t, step, err := takeTask(tx, by, number, version, VerbExplain)
	if err != nil {
		return Task{}, err
	}
	if by.Unit != t.Lead {
		return Task{}, notYourTask(tx, t, OfAll)
	}
	late, err := t.late(tx)
	if err != nil {
		return Task{}, err
	}
	if !late {
		return Task{}, notLate.New(fault.Args{"due": t.Due})
	}
	var p fault.Problems
	if words = strings.TrimSpace(words); words == "" {
		p.Add("late", "逾期原因：请写明为什么没有按期完成、打算哪天完成，会公开")
	}
	if err := p.Err(); err != nil {
		return Task{}, err
	}
	at := tx.Now()
	t.LateReason, t.LateAt = &words, &at
	return moveTask(tx, by, step, t, say{"number": t.Number, "due": t.Due})
}

// EndTask takes a published task off the list, with the reason.
func EndTask(tx *store.Tx, by flow.Actor, number string, version int64, why Why) (Task, error) {
	t, step, err := takeTask(tx, by, number, version, VerbEnd)
	if err != nil {
		return Task{}, err
	}
	var p fault.Problems
	why = why.check(&p)
	if err := p.Err(); err != nil {
		return Task{}, err
	}
	if err := nothingWaiting(tx, t); err != nil {
		return Task{}, err
	}
	at, words := tx.Now(), why.Reason+"（"+why.Document+"）"
	t.EndedAt, t.EndedWhy = &at, &words
	return moveTask(tx, by, step, t, say{"number": t.Number, "document": why.Document})
}

// late reports whether the task's day has passed without the whole being done.
func (t Task) late(tx *store.Tx) (bool, error) {
	if t.State != Open {
		return false, nil
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return false, err
	}
	last, err := lastDay(book, *t.PublishedDay, t.Due)
	return last < tx.Today(), err
}

// countable refuses a deadline in a year whose holidays nobody has entered yet:
// nobody could say whether it is a rest day.
func countable(tx *store.Tx, due calendar.Day) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	_, err = book.NextWorkday(due - 1)
	return workdays.Loud(err)
}

// lastDay is the last day of a deadline: a rest day moves on to the next working
// day, as the clocks count it.
func lastDay(book *calendar.Book, start, due calendar.Day) (calendar.Day, error) {
	last, err := book.Due(start, int(due-start), calendar.CalendarDays)
	return last, workdays.Loud(err)
}
