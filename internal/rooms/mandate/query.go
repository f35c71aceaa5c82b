package mandate

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// mostTasks is far above the tasks of a county.
const mostTasks = 5000

// Step is a milestone with what its clock needs of the task.
type Step struct {
	Milestone
	Number       string
	TaskTitle    string
	Lead         string
	PublishedAt  *calendar.Instant
	PublishedDay *calendar.Day
	State        flow.State
	EndedAt      *calendar.Instant
}

// Filing is a report with the task it belongs to.
type Filing struct {
	Report
	Number string
	Title  string
	Office string
	Lead   string
}

// ChangeLine is a change with the task it belongs to.
type ChangeLine struct {
	Change
	Number string
	Title  string
	Lead   string
}

// sees: a draft is for who sets and publishes; everything else is public.
func (t Task) sees(by flow.Actor) bool {
	return t.Published() || by.Has(publishers...) || by.Has(flow.RoleSystem)
}

// TaskByNumber returns one task: a published one to everybody.
func TaskByNumber(tx *store.Tx, by flow.Actor, number string) (Task, error) {
	t, ok, err := taskByNumber.Find(tx, tx.County(), number)
	if err == nil && (!ok || !t.sees(by)) {
		err = taskUnknown.New(fault.Args{"number": number})
	}
	if err != nil {
		return Task{}, err
	}
	return t, nil
}

// TaskFilter narrows a list of tasks; empty fields do not narrow.
type TaskFilter struct {
	List   List
	State  flow.State
	Unit   string // lead or partner
	Lead   string
	Clause string // id
	Late   bool   // the day has passed and the whole is not reported
	Public bool   // without drafts, whoever asks
}

// Standing is a task as it stands today.
type Standing struct {
	Task
	LastDay calendar.Day // after rest days
	Late    bool
	Clause  *Clause
	Moved   int // how often the deadline moved
}

// Tasks lists the tasks the actor may see, by number, with how they stand today.
func Tasks(tx *store.Tx, by flow.Actor, f TaskFilter) ([]Standing, error) {
	w := new(store.Where).And("county = ?", tx.County())
	if f.Public || !by.Has(publishers...) && !by.Has(flow.RoleSystem) {
		w.And("published_at IS NOT NULL")
	}
	for _, only := range []struct{ column, value string }{{"list", string(f.List)}, {"state", string(f.State)}, {"lead", f.Lead}, {"clause_id", f.Clause}} {
		if only.value != "" {
			w.And(only.column+" = ?", only.value)
		}
	}
	if f.Unit != "" {
		w.And("(lead = ? OR partners LIKE ?)", f.Unit, `%"`+f.Unit+`"%`)
	}
	found, err := tasks.Page(tx, w, "number", mostTasks)
	if err != nil {
		return nil, err
	}
	all, err := standings(tx, found)
	if err != nil || !f.Late {
		return all, err
	}
	var late []Standing
	for _, s := range all {
		if s.Late {
			late = append(late, s)
		}
	}
	return late, nil
}

// standings says of each task how it stands today.
func standings(tx *store.Tx, list []Task) ([]Standing, error) {
	book, err := workdays.Book(tx)
	if err != nil {
		return nil, err
	}
	known, err := Clauses(tx)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*Clause, len(known))
	for n := range known {
		byID[known[n].ID] = &known[n]
	}
	moved, err := movedTasks(tx)
	if err != nil {
		return nil, err
	}
	out := make([]Standing, len(list))
	for n, t := range list {
		out[n] = Standing{Task: t, LastDay: t.Due, Moved: moved[t.ID]}
		if t.ClauseID != nil {
			out[n].Clause = byID[*t.ClauseID]
		}
		if t.PublishedDay == nil {
			continue
		}
		if out[n].LastDay, err = lastDay(book, *t.PublishedDay, t.Due); err != nil {
			return nil, err
		}
		out[n].Late = t.State == Open && out[n].LastDay < tx.Today()
	}
	return out, nil
}

// movedTasks counts the moves of each task's own deadline.
func movedTasks(tx *store.Tx) (map[string]int, error) {
	found, err := changes.Page(tx, new(store.Where).And("c.county = ? AND c.kind = ? AND c.milestone_id IS NULL", tx.County(), DueChanged), "oldest", traceLimit)
	moved := map[string]int{}
	for _, c := range found {
		moved[c.TaskID]++
	}
	return moved, err
}

// TaskFile is everything about one task that the actor may see.
type TaskFile struct {
	Standing
	Milestones []Milestone
	Changes    []Change
	Reports    []ReportFile // of who owes and of who watches
	Inside     bool         // the actor may see reports and evidence
}

// ReportFile is a report with its evidence.
type ReportFile struct {
	Report
	Proofs []papers.Evidence
}

// FileOf is one task with its milestones, changes and, for the units of the task
// and who watches the county, its reports.
func FileOf(tx *store.Tx, by flow.Actor, number string) (f TaskFile, err error) {
	t, err := TaskByNumber(tx, by, number)
	if err != nil {
		return f, err
	}
	all, err := standings(tx, []Task{t})
	if err != nil {
		return f, err
	}
	f.Standing, f.Inside = all[0], inside(by, t)
	if f.Milestones, err = milestonesOf.All(tx, tx.County(), t.ID); err != nil {
		return f, err
	}
	if f.Changes, err = changesOf.All(tx, tx.County(), t.ID); err != nil || !f.Inside {
		return f, err
	}
	found, err := reportsOf.All(tx, tx.County(), t.ID)
	if err != nil {
		return f, err
	}
	for _, r := range found {
		proofs, err := papers.EvidenceOf(tx, r.ID)
		if err != nil {
			return f, err
		}
		f.Reports = append(f.Reports, ReportFile{r, proofs})
	}
	return f, nil
}

// inside reports whether reports and evidence of the task are the actor's to see.
func inside(by flow.Actor, t Task) bool {
	return by.Has(watch...) || by.Has(identity.Staff()...) && t.Owes(by.Unit)
}

// reportFor returns a report and its task, if the actor may see it.
func reportFor(tx *store.Tx, by flow.Actor, id string) (Report, Task, error) {
	r, ok, err := reportByID.Find(tx, tx.County(), id)
	if err != nil {
		return Report{}, Task{}, err
	}
	if ok {
		t, err := taskByID.One(tx, tx.County(), r.TaskID)
		if err != nil {
			return Report{}, Task{}, err
		}
		if inside(by, t) {
			return r, t, nil
		}
	}
	return Report{}, Task{}, reportUnknown.New(nil)
}

// ReportByID returns a report with its evidence and task.
func ReportByID(tx *store.Tx, by flow.Actor, id string) (ReportFile, Task, error) {
	r, t, err := reportFor(tx, by, id)
	if err != nil {
		return ReportFile{}, Task{}, err
	}
	proofs, err := papers.EvidenceOf(tx, r.ID)
	return ReportFile{r, proofs}, t, err
}

// ProofByID returns one evidence of a report or of a self-score the actor may
// see. Keep the opening with papers.OpenEvidence.
func ProofByID(tx *store.Tx, by flow.Actor, id string) (papers.Evidence, error) {
	e, err := papers.EvidenceByID(tx, id)
	if err != nil {
		return papers.Evidence{}, err
	}
	if _, _, err = reportFor(tx, by, e.Subject); reportUnknown.Is(err) {
		_, err = scoreFor(tx, by, e.Subject)
	}
	return e, err
}

// Waiting lists the reports that wait for somebody's word, the oldest first, as
// far as the actor could give it.
func Waiting(tx *store.Tx, by flow.Actor) (out []Filing, err error) {
	if !by.Has(publishers...) {
		return nil, nil
	}
	found, err := filings.Page(tx, new(store.Where).And("r.county = ? AND r.state = ?", tx.County(), Filed), "oldest", mostTasks)
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		t, err := taskByID.One(tx, tx.County(), f.TaskID)
		if err != nil {
			return nil, err
		}
		switch err := outside(tx, by, t.Units(), f.FiledBy); {
		case err == nil:
			out = append(out, f)
		case !selfConfirmation.Is(err):
			return nil, err
		}
	}
	return out, nil
}
