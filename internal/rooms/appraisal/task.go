package appraisal

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// TaskInput is what a supervisor is asked to try.
type TaskInput struct {
	Supervisor string // id
	Title      string
	What       string
	Unit       string
	Due        calendar.Day
}

// Give asks a supervisor within the term to try something, at a unit that is not
// among those he keeps away from. The unit is not told.
func Give(tx *store.Tx, by flow.Actor, in TaskInput) (Task, error) {
	if err := may(by, keepers...); err != nil {
		return Task{}, err
	}
	s, err := SupervisorByID(tx, by, in.Supervisor)
	if err != nil {
		return Task{}, err
	}
	if !s.Serves(tx.Today()) {
		return Task{}, termOver.New(fault.Args{"from": s.FromDay, "to": s.ToDay})
	}
	t := Task{County: tx.County(), ID: tx.NewID(), Version: 1, State: TaskGiven, SupervisorID: s.ID, Title: strings.TrimSpace(in.Title),
		What: strings.TrimSpace(in.What), Unit: in.Unit, Due: in.Due, GivenBy: by.Account, GivenAt: tx.Now()}
	var p fault.Problems
	if t.Title == "" {
		p.Add("title", "任务：请写一句话，例如“陪办一次企业开办”")
	}
	if t.What == "" {
		p.Add("what", "要求：请写明去哪里、试什么、看什么")
	}
	if t.Due < tx.Today() || t.Due > s.ToDay {
		p.Add("due", "期限：请填今天以后、聘期（到 %s）以内的一天", s.ToDay)
	}
	if err := unitKnown(tx, &p, s, "unit", t.Unit); err != nil {
		return Task{}, err
	}
	if err := p.Err(); err != nil {
		return Task{}, err
	}
	if err := insertTask.One(tx, t); err != nil {
		return Task{}, err
	}
	_, err = journal.Record(tx, by, "appraisal.task_give", t.ID, say{"due": t.Due}, journal.Row{Table: "appraisal_task", ID: t.ID})
	return t, err
}

// Report is what the supervisor found; leads go into an opinion of their own.
func Report(tx *store.Tx, by flow.Actor, id string, version int64, words string) (Task, error) {
	s, err := Self(tx, by)
	if err != nil {
		return Task{}, err
	}
	t, err := ownTask(tx, s, id)
	if err != nil {
		return Task{}, err
	}
	step, err := TaskFlow.Next(by, t.State, VerbReport)
	if err != nil {
		return Task{}, err
	}
	if words, err = needed(words, "report", "体验情况：请写明试了什么、结果怎样"); err != nil {
		return Task{}, err
	}
	t.Report = &words
	return endTask(tx, anonymous(by), step, t, version)
}

// Cancel takes a task back.
func Cancel(tx *store.Tx, by flow.Actor, id string, version int64) (Task, error) {
	t, ok, err := taskByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !by.Has(watch...)) {
		err = taskUnknown.New(nil)
	}
	if err != nil {
		return Task{}, err
	}
	step, err := TaskFlow.Next(by, t.State, VerbCancel)
	if err != nil {
		return Task{}, err
	}
	return endTask(tx, by, step, t, version)
}

func endTask(tx *store.Tx, by flow.Actor, step flow.Step, t Task, version int64) (Task, error) {
	at := tx.Now()
	t.EndedAt = &at
	if err := saveTask.One(tx, step.To, t.Report, t.EndedAt, tx.County(), t.ID, step.From, version); err != nil {
		return Task{}, err
	}
	t.State, t.Version = step.To, version+1
	_, err := journal.Record(tx, by, step.Kind, t.ID, nil, journal.Row{Table: "appraisal_task", ID: t.ID})
	return t, err
}

func ownTask(tx *store.Tx, s Supervisor, id string) (Task, error) {
	t, ok, err := taskByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || t.SupervisorID != s.ID) {
		err = taskUnknown.New(nil)
	}
	return t, err
}

// Tasks lists tasks: a supervisor's own, or for who watches the county those of
// one supervisor or of all.
func Tasks(tx *store.Tx, by flow.Actor, supervisor string) ([]Task, error) {
	w := new(store.Where).And("county = ?", tx.County())
	switch {
	case by.Has(special...):
		s, err := Self(tx, by)
		if err != nil {
			return nil, err
		}
		w.And("supervisor_id = ?", s.ID)
	case !by.Has(watch...):
		return nil, nil
	case supervisor != "":
		w.And("supervisor_id = ?", supervisor)
	}
	return tasks.Page(tx, w, "newest", 500)
}
