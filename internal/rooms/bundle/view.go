package bundle

import (
	"cmp"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// File is an application with everything that belongs to it.
type File struct {
	App      Application
	Plan     Plan
	Runs     []Run // none before the acceptance
	Covers   map[string]Cover
	Opinions []Opinion
	Path     *Live // from the acceptance to the end
}

// Live is the critical path of a running application as of now.
type Live struct {
	Finish  calendar.Day // when all is done if everybody keeps to the limits
	Margin  int          // working days left to the promise; negative: it will be missed
	Steps   []LiveStep   // as the runs
	Holders []Holder     // who holds the date now, the latest first
}

// LiveStep is one step with its days.
type LiveStep struct {
	Placed
	Due *calendar.Day // last day of its own clock
}

// Holder is a unit that holds the date of the whole (现在卡在谁): its step is open
// and a day lost in it is a day lost for all. An empty unit is the applicant.
type Holder struct {
	Unit string
	Step string // code
	Name string
	Due  *calendar.Day
	Late bool
}

// Show returns an application the actor may see with its live path.
func Show(tx *store.Tx, by flow.Actor, id string) (File, error) {
	a, err := open(tx, by, id)
	if err != nil {
		return File{}, err
	}
	f := File{App: a}
	if f.Runs, err = runsOf.All(tx, tx.County(), id); err != nil {
		return File{}, err
	}
	if f.Plan, err = planNow(tx, a, f.Runs); err != nil {
		return File{}, err
	}
	if f.Covers, err = coversByKey(tx, id); err != nil {
		return File{}, err
	}
	if f.Opinions, err = opinionsIn.All(tx, tx.County(), id); err != nil {
		return File{}, err
	}
	if a.AcceptedDay != nil {
		live, err := f.live(tx)
		if err != nil {
			return File{}, err
		}
		f.Path = &live
	}
	return f, nil
}

// live computes the path from the cases' own clocks as they stand, pauses and
// extensions included.
func (f File) live(tx *store.Tx) (Live, error) {
	var ids []string
	for _, r := range f.Runs {
		if r.State == StepRunning && r.CaseID != nil {
			ids = append(ids, *r.CaseID)
		}
	}
	cases, err := casework.ByIDs(tx, flow.System("bundle.path"), ids)
	if err != nil {
		return Live{}, err
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return Live{}, err
	}
	nodes := nodesOf(f.Runs)
	tasks, out := make([]Task, len(f.Runs)), Live{}
	for i, r := range f.Runs {
		tasks[i] = Task{After: nodes[i].after, N: r.LimitN, Unit: r.LimitUnit}
		due := r.Due
		if r.CaseID != nil {
			due = cases[*r.CaseID].PromisedDue
		}
		if r.State == StepRunning {
			tasks[i].Due = due
		}
		if r.FinishedAt != nil {
			tasks[i].Finished = ptr(r.FinishedAt.Day())
		}
		out.Steps = append(out.Steps, LiveStep{Due: tasks[i].Due})
	}
	path, err := CriticalPath(book, *f.App.AcceptedDay, f.today(tx), tasks)
	if err != nil {
		return Live{}, err
	}
	out.Finish = path.Finish
	for i := range out.Steps {
		out.Steps[i].Placed = path.Tasks[i]
	}
	out.Holders = f.holders(out.Steps)
	out.Margin, err = margin(book, path.Finish, *f.App.PromiseDue)
	return out, err
}

// today is the day the path is computed for: that of the end once it is closed.
func (f File) today(tx *store.Tx) calendar.Day {
	if f.App.ClosedAt != nil {
		return f.App.ClosedAt.Day()
	}
	return tx.Today()
}

func margin(book *calendar.Book, finish, promise calendar.Day) (int, error) {
	if finish <= promise {
		return book.WorkdaysBetween(finish, promise)
	}
	n, err := book.WorkdaysBetween(promise, finish)
	return -n, err
}

// holders are those whose open step holds the date, late ones first.
func (f File) holders(steps []LiveStep) []Holder {
	var out []Holder
	if f.App.State != Running {
		return nil
	}
	for i, r := range f.Runs {
		if !steps[i].Critical() {
			continue
		}
		for _, unit := range f.holding(r) {
			out = append(out, Holder{Unit: unit, Step: r.Code, Name: r.Name, Due: steps[i].Due, Late: steps[i].Late})
		}
	}
	slices.SortStableFunc(out, func(a, b Holder) int {
		return cmp.Compare(b2i(b.Late), b2i(a.Late))
	})
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// holding are the units an open step waits for: the unit of the case, the units
// of a countersign that have not answered, the lead unit where nothing was
// handed out, the applicant where an item is to be put forward again.
func (f File) holding(r Run) []string {
	switch {
	case r.State == StepRunning && r.Rule != nil:
		var out []string
		for _, o := range f.Opinions {
			if o.RunID == r.ID && o.Round == r.Round && o.Verdict == "" {
				out = append(out, o.Unit)
			}
		}
		return out
	case r.State == StepRunning:
		return []string{r.Unit}
	case r.State == StepReady, r.State == StepBack && r.Rule != nil:
		return []string{f.App.Lead}
	case r.State == StepBack:
		return []string{""}
	}
	return nil
}

// Holds reports whether the unit holds the date of the application now.
func (f File) Holds(unit string) bool {
	return f.Path != nil && slices.ContainsFunc(f.Path.Holders, func(h Holder) bool { return h.Unit == unit })
}

// Round are the opinions of a step's present round.
func (f File) Round(r Run) []Opinion {
	return slices.DeleteFunc(slices.Clone(f.Opinions), func(o Opinion) bool { return o.RunID != r.ID || o.Round != r.Round })
}

// Stage is one of the three stages that the applicant sees.
type Stage struct {
	Name string
	Mark string // done, now, next
	Line string
	At   *calendar.Instant
	Next *calendar.Day // the latest day of what comes next
}

// ThreeStages is what the applicant sees of an application: 受理, 审查, 办结, and
// nothing else, whatever the steps are.
func (f File) ThreeStages() []Stage {
	a := f.App
	out := []Stage{{Name: Stages[0], Mark: "now"}, {Name: Stages[1], Mark: "next"}, {Name: Stages[2], Mark: "next"}}
	switch {
	case a.State == Draft:
		out[0].Line = "还没提交"
	case a.State == Submitted:
		out[0].Line, out[0].Next = "已提交，等窗口受理", a.NoticeDue
	case a.State == Correction:
		out[0].Line, out[0].Next = "要补材料，补齐后再交一次", a.CorrectionDue
	case a.AcceptedAt == nil:
		out[0].Line, out[0].At, out[0].Mark = Flow.Public(a.State), a.ClosedAt, "done"
	default:
		out[0].Mark, out[0].Line, out[0].At = "done", "一次受理，已分头派给各部门", a.AcceptedAt
		out[1].Mark, out[1].Line, out[1].Next = "now", f.progress(), a.PromiseDue
	}
	if a.AcceptedAt != nil && a.ClosedAt != nil {
		out[1].Mark, out[1].Next = "done", nil
		out[2] = Stage{Name: Stages[2], Mark: "done", Line: f.ending(), At: a.ClosedAt}
	}
	return out
}

// Done counts the steps that are at their end, and all of them.
func (f File) Done() (done, all int) {
	for _, r := range f.Runs {
		if over, _ := came(r.State); over {
			done++
		}
	}
	return done, len(f.Runs)
}
