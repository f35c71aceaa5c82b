// Package api (责任分工接口) lets programs read the published tasks and duties, one
// task with its milestones and changes, and who is behind.
//
// Basis: as package mandate. What always holds: it reads only; a draft out of
// sight answers like a missing one. The app registers its operations.
package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/api"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

const (
	tag      = "责任分工"
	permRead = "mandate.read"
)

// Register mounts the room's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "mandate-tasks", Path: "/tasks", Perm: permRead, Tag: tag,
		Zh: "任务清单，按编号", En: "Tasks in sight, by number"}, list)
	api.Get(a, api.Op{ID: "mandate-task", Path: "/tasks/{number}", Perm: permRead, Tag: tag,
		Zh: "一项任务：节点、变更、现在怎样", En: "One task: milestones, changes, how it stands"}, show)
	api.Get(a, api.Op{ID: "mandate-ranking", Path: "/task-ranking", Perm: permRead, Tag: tag,
		Zh: "谁落后：到期的任务、节点和自评，各单位同一分母", En: "Who is behind: what fell due, one denominator for all units"}, ranking)
}

type listIn struct {
	api.Paging
	List  string `query:"list" enum:"key,clause" doc:"清单：重点任务或条例责任分工。Which list."`
	Unit  string `query:"unit" doc:"牵头或责任单位编码。Code of the lead or a partner."`
	State string `query:"state" enum:"open,handed,closed,ended" doc:"状态。State."`
	Late  bool   `query:"late" doc:"只要逾期未完成的。Only those overdue."`
}

// Task is one task.
type Task struct {
	Number     string        `json:"number"`
	List       string        `json:"list" enum:"key,clause"`
	Clause     string        `json:"clause,omitempty" doc:"条款编码。Code of the clause."`
	Title      string        `json:"title"`
	Measure    string        `json:"measure"`
	Lead       string        `json:"lead"`
	Partners   []string      `json:"partners"`
	Due        calendar.Day  `json:"due" format:"date"`
	FirstDue   calendar.Day  `json:"first_due" format:"date"`
	LastDay    calendar.Day  `json:"last_day" format:"date" doc:"遇休息日顺延以后。After rest days."`
	DueChanges int           `json:"due_changes"`
	State      string        `json:"state"`
	Percent    int64         `json:"percent" doc:"确认了的进度。Confirmed progress."`
	Late       bool          `json:"late"`
	LateReason string        `json:"late_reason,omitempty"`
	Published  *calendar.Day `json:"published,omitempty" format:"date"`
}

func taskOf(s mandate.Standing) Task {
	t := Task{Number: s.Number, List: string(s.List), Title: s.Title, Measure: s.Measure, Lead: s.Lead, Partners: s.Partners, Due: s.Due,
		FirstDue: s.FirstDue, LastDay: s.LastDay, DueChanges: s.Moved, State: string(s.State), Percent: s.Percent, Late: s.Late, Published: s.PublishedDay}
	if s.Clause != nil {
		t.Clause = s.Clause.Code()
	}
	if s.LateReason != nil {
		t.LateReason = *s.LateReason
	}
	return t
}

func list(c *api.Call, in *listIn) (out api.Page[Task], err error) {
	key, err := in.Key(1)
	if err != nil {
		return out, err
	}
	err = c.Read(func(tx *store.Tx) error {
		all, err := mandate.Tasks(tx, c.Actor, mandate.TaskFilter{List: mandate.List(in.List), Unit: in.Unit, State: flow.State(in.State), Late: in.Late})
		found := make([]Task, 0, in.Limit)
		for _, s := range all {
			if key != nil && s.Number <= key[0] {
				continue
			}
			if len(found) == in.Limit {
				out.Next = api.Cursor(found[len(found)-1].Number)
				break
			}
			found = append(found, taskOf(s))
		}
		next := out.Next
		out = api.PageOf(found, "")
		out.Next = next
		return err
	})
	return out, err
}

type oneTask struct {
	Number string `path:"number" doc:"编号 ZD2020-01。Number."`
}

// Whole is one task with what belongs to it.
type Whole struct {
	Task
	Milestones []Milestone `json:"milestones"`
	Changes    []Change    `json:"changes"`
}

// Milestone is one step of a task.
type Milestone struct {
	Title   string            `json:"title"`
	Due     calendar.Day      `json:"due" format:"date"`
	Reached *calendar.Instant `json:"reached,omitempty"`
}

// Change is one recorded change.
type Change struct {
	Kind     string           `json:"kind" enum:"due,units,reopen"`
	Was      string           `json:"was"`
	Became   string           `json:"became"`
	Reason   string           `json:"reason"`
	Document string           `json:"document"`
	At       calendar.Instant `json:"at"`
}

func show(c *api.Call, in *oneTask) (out Whole, err error) {
	err = c.Read(func(tx *store.Tx) error {
		f, err := mandate.FileOf(tx, c.Actor, in.Number)
		if err != nil {
			return err
		}
		out = Whole{Task: taskOf(f.Standing), Milestones: []Milestone{}, Changes: []Change{}}
		for _, m := range f.Milestones {
			out.Milestones = append(out.Milestones, Milestone{m.Title, m.Due, m.ReachedAt})
		}
		for _, ch := range f.Changes {
			out.Changes = append(out.Changes, Change{string(ch.Kind), ch.Was, ch.Became, ch.Reason, ch.Document, ch.At})
		}
		return nil
	})
	return out, err
}

// Rank is one unit; place is missing where nothing fell due.
type Rank struct {
	Place  int    `json:"place,omitempty"`
	Unit   string `json:"unit"`
	Name   string `json:"name"`
	Due    int    `json:"due"`
	InTime int    `json:"in_time"`
	Late   int    `json:"late" doc:"逾期完成。Done late."`
	Behind int    `json:"behind" doc:"逾期未完成。Overdue and not done."`
	Ahead  int    `json:"ahead" doc:"未到期。Not due yet."`
}

func ranking(c *api.Call, _ *struct{}) (out api.Page[Rank], err error) {
	err = c.Read(func(tx *store.Tx) error {
		r, err := mandate.Rank(tx, c.Actor)
		ranks := make([]Rank, 0, len(r.Due)+len(r.Apart))
		for _, p := range append(r.Due, r.Apart...) {
			ranks = append(ranks, Rank{p.Nth, p.Unit, p.Name, p.Due(), p.Counts[mandate.InTime], p.Counts[mandate.TooLate], p.Counts[mandate.Behind], p.Counts[mandate.Ahead]})
		}
		out = api.PageOf(ranks, "")
		return err
	})
	return out, err
}
