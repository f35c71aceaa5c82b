package bundle

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Seen is the version of the application the actor was looking at; 0 means
// that the caller takes whatever is there (scheduled work).
type Seen int64

// watchers are the roles that see every application of the county.
var watchers = []flow.Role{flow.RoleSystem, identity.Coordinator, identity.Supervisor, identity.Leader}

// scope limits a list to what the actor may see: those who watch the county all
// of it, staff what their unit has a part in, applicants their own. Drafts stay
// with whoever fills them in.
func scope(tx *store.Tx, by flow.Actor) *store.Where {
	w := new(store.Where).And("a.county = ?", tx.County())
	switch {
	case by.Has(watchers...):
		return w.And("a.state <> 'draft'")
	case by.Has(identity.Applicant):
		return w.And("a.party = ?", by.Party)
	case by.Unit != "":
		return w.And(ofUnit, by.Unit, by.Account)
	}
	return w.And("1 = 0")
}

// open reads an application the actor may see; one outside the scope answers
// exactly like one that does not exist.
func open(tx *store.Tx, by flow.Actor, id string) (Application, error) {
	rows, err := applications.Page(tx, scope(tx, by).And("a.id = ?", id), "id", 1)
	if err != nil {
		return Application{}, err
	}
	if len(rows) == 0 {
		return Application{}, noApplication.New(nil)
	}
	return rows[0], nil
}

// turn is one act on an application with its steps: as they were read, and as
// they are to be written.
type turn struct {
	was, now Application
	before   []Run
	runs     []Run
	step     flow.Step
	rows     []journal.Row
}

// take reads the application and the step the verb takes from its state.
func take(tx *store.Tx, by flow.Actor, id string, seen Seen, verb flow.Verb) (*turn, error) {
	a, err := open(tx, by, id)
	if err != nil {
		return nil, err
	}
	step, err := Flow.Next(by, a.State, verb)
	if err != nil {
		return nil, err
	}
	if seen != 0 && int64(seen) != a.Version {
		return nil, store.ChangedMeanwhile.New(nil)
	}
	runs, err := runsOf.All(tx, tx.County(), id)
	return &turn{was: a, now: a, before: runs, runs: slices.Clone(runs), step: step}, err
}

// run returns the step of the application with the code.
func (t *turn) run(code string) (*Run, error) {
	for i := range t.runs {
		if t.runs[i].Code == code {
			return &t.runs[i], nil
		}
	}
	return nil, noApplication.New(nil)
}

// put moves a step by a row of its table.
func (t *turn) put(by flow.Actor, r *Run, verb flow.Verb) error {
	step, err := StepFlow.Next(by, r.State, verb)
	r.State = step.To
	if err != nil {
		return err
	}
	return nil
}

// advance lets the steps that have not started follow from those that have, and
// closes the application when all are at their end.
func (t *turn) advance(tx *store.Tx) error {
	system := flow.System("bundle.advance")
	states := follow(nodesOf(t.runs))
	over := true
	for i := range t.runs {
		r := &t.runs[i]
		if states[i] != r.State {
			verb := VerbFollow
			if states[i] == StepDropped {
				verb = VerbDrop
				r.FinishedAt = ptr(tx.Now())
			}
			if err := t.put(system, r, verb); err != nil {
				return err
			}
		}
		ended, _ := came(r.State)
		over = over && ended
	}
	if !over || t.now.State != Running {
		return nil
	}
	step, err := Flow.Next(system, Running, VerbClose)
	t.now.State, t.now.ClosedAt = step.To, ptr(tx.Now())
	return err
}

// ready lists the steps whose turn it is.
func (t *turn) ready() []*Run {
	var out []*Run
	for i := range t.runs {
		if t.runs[i].State == StepReady {
			out = append(out, &t.runs[i])
		}
	}
	return out
}

// commit writes what changed, guarded by the version the application was read
// with, and records the act under the kind. It is the only writer.
func (t *turn) commit(tx *store.Tx, by flow.Actor, kind string, details any) (Application, error) {
	a := t.now
	a.NextDue = a.nextDue()
	err := saveApplication.One(tx, a.State, a.Number, a.SubmittedAt, a.ReceivedAt, a.ReceivedDay, a.NoticeDue, a.Gaps, a.AskedAt,
		a.CorrectionDue, a.AcceptedAt, a.AcceptedDay, a.Acceptor, a.Deemed, a.PromiseDue, a.Book, a.ClosedAt, a.EndReason, a.NextDue, a.Reception,
		a.County, a.ID, t.was.State, t.was.Version)
	if err != nil {
		return Application{}, err
	}
	if err := t.writeRuns(tx); err != nil {
		return Application{}, err
	}
	a.Version++
	rows := append([]journal.Row{{Table: "bundle_application", ID: a.ID}}, t.rows...)
	if _, err := journal.Record(tx, by, kind, a.ID, details, rows...); err != nil {
		return Application{}, err
	}
	return a, t.tell(tx)
}

// writeRuns writes the steps that are new or changed.
func (t *turn) writeRuns(tx *store.Tx) error {
	for i, r := range t.runs {
		if i >= len(t.before) {
			if err := insertRun.One(tx, r); err != nil {
				return err
			}
		} else if !sameRun(r, t.before[i]) {
			if err := saveRun.One(tx, r.State, r.ItemVersion, r.CaseID, r.CaseNumber, r.Round, r.StartedAt, r.Due, r.FinishedAt, r.Note,
				r.County, r.ID, t.before[i].State, t.before[i].Round); err != nil {
				return err
			}
		} else {
			continue
		}
		t.rows = append(t.rows, journal.Row{Table: "bundle_step", ID: r.ID})
	}
	return nil
}

// tell lets the house know that steps are ready, or that all is done.
func (t *turn) tell(tx *store.Tx) error {
	switch {
	case t.now.State == Closed && t.was.State != Closed:
		return tx.Fact("BundleClosed", t.now.ID, say{"number": t.now.No(), "lead": t.now.Lead})
	case t.now.State == Running && len(t.ready()) > 0:
		return tx.Fact("BundleReady", t.now.ID, say{"number": t.now.No()})
	}
	return nil
}

func sameRun(a, b Run) bool {
	return a.State == b.State && a.Round == b.Round && a.Note == b.Note && a.CaseID == b.CaseID && a.Due == b.Due &&
		a.FinishedAt == b.FinishedAt && a.StartedAt == b.StartedAt
}

func ptr[T any](v T) *T { return &v }

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
