package appraisal

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// OpenRun begins a month's appraisal with the scheme that holds for it, with every
// object of the register, and computes it for the first time.
func (k *Keeper) OpenRun(tx *store.Tx, by flow.Actor, kind Kind, month calendar.Day) (Run, error) {
	if err := may(by, keepers...); err != nil {
		return Run{}, err
	}
	month = MonthOf(month)
	scheme, ok, err := SchemeOn(tx, kind, month)
	if err != nil {
		return Run{}, err
	}
	if !ok {
		return Run{}, noScheme.New(fault.Args{"month": MonthZh(month), "kind": kind.Zh()})
	}
	if _, known, err := runOf.Find(tx, tx.County(), kind, month); err != nil || known {
		if err == nil {
			err = runTwice.New(fault.Args{"month": MonthZh(month), "kind": kind.Zh()})
		}
		return Run{}, err
	}
	r := Run{County: tx.County(), ID: tx.NewID(), Version: 1, State: Draft, Kind: kind, Month: month, SchemeID: scheme.ID, Office: by.Unit,
		OpenedBy: by.Account, OpenedAt: tx.Now(), ObjectN: scheme.Body.ObjectDays, AnswerN: scheme.Body.AnswerDays}
	if err := insertRun.One(tx, r); err != nil {
		return Run{}, err
	}
	if err := k.work(tx, &r, scheme); err != nil {
		return Run{}, err
	}
	return keepRun(tx, by, flow.Step{From: Draft, To: Draft, Kind: "appraisal.open"}, r)
}

// Compute reckons a draft anew from the records as they are known now.
func (k *Keeper) Compute(tx *store.Tx, by flow.Actor, id string, version int64) (Run, error) {
	r, scheme, step, err := takeRun(tx, by, id, version, VerbCompute)
	if err != nil {
		return Run{}, err
	}
	if err := k.work(tx, &r, scheme); err != nil {
		return Run{}, err
	}
	return keepRun(tx, by, step, r)
}

// takeRun reads a run that the actor may see, its scheme, and the step the verb
// takes from it.
func takeRun(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Run, Scheme, flow.Step, error) {
	r, ok, err := runByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !by.Has(watch...)) {
		err = runUnknown.New(nil)
	}
	if err != nil {
		return Run{}, Scheme{}, flow.Step{}, err
	}
	step, err := RunFlow.Next(by, r.State, verb)
	if err == nil && version != r.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	if err != nil {
		return Run{}, Scheme{}, flow.Step{}, err
	}
	scheme, err := schemeByID.One(tx, tx.County(), r.SchemeID)
	return r, scheme, step, err
}

// keepRun writes the run in the step's state. It is the only writer of it.
func keepRun(tx *store.Tx, by flow.Actor, step flow.Step, r Run, rows ...journal.Row) (Run, error) {
	if err := saveRunRow(tx, step.From, step.To, r); err != nil {
		return Run{}, err
	}
	r.State, r.Version = step.To, r.Version+1
	rows = append(rows, journal.Row{Table: "appraisal_run", ID: r.ID})
	_, err := journal.Record(tx, by, step.Kind, r.ID, say{"kind": r.Kind, "month": r.Month, "digest": r.Digest}, rows...)
	return r, err
}

func saveRunRow(tx *store.Tx, from, to flow.State, r Run) error {
	return saveRun.One(tx, to, r.ComputedAt, r.Unplaced, r.ShownAt, r.ShownDay, r.UntilDay, r.FinalDue, r.Book, r.Digest,
		r.FinalAt, r.FinalBy, r.PublishedAt, r.PublishedBy, tx.County(), r.ID, from, r.Version)
}

// work fills a draft: objects from the register, scores and lines from the
// records and the entries by hand. What was there before is replaced; reasons for
// taking no part are kept.
func (k *Keeper) work(tx *store.Tx, r *Run, scheme Scheme) error {
	at := tx.Now()
	b, err := k.open(tx, r.Month, at)
	if err != nil {
		return err
	}
	subjects, err := enlist(tx, *r)
	if err != nil {
		return err
	}
	for _, drop := range []*store.Change{dropLines, dropScores} {
		if _, err := drop.Run(tx, tx.County(), r.ID); err != nil {
			return err
		}
	}
	entries, err := entriesOf.All(tx, tx.County(), r.Kind, r.Month)
	if err != nil {
		return err
	}
	m := maker{tx: tx, run: *r, body: scheme.Body, byHand: map[string][]Entry{}}
	for _, e := range entries {
		m.byHand[e.Code+"\t"+e.Item] = append(m.byHand[e.Code+"\t"+e.Item], e)
	}
	placed, all := map[string]bool{}, map[string]bool{}
	for _, i := range scheme.Body.Items {
		if err := m.gather(b, i); err != nil {
			return err
		}
		m.note(subjects, placed, all)
		for n := range subjects {
			if err := m.make(&subjects[n], i); err != nil {
				return err
			}
		}
	}
	if err := m.finish(subjects); err != nil {
		return err
	}
	r.ComputedAt, r.Unplaced, r.Digest = &at, int64(len(all)-len(placed)), digest(subjects, m.scores, m.lines)
	return nil
}

// enlist returns the run's objects, with those that the register gained since.
// Objects that left the register stay, with a reason.
func enlist(tx *store.Tx, r Run) ([]Subject, error) {
	known, err := subjectsOf.All(tx, tx.County(), r.ID)
	if err != nil {
		return nil, err
	}
	now, err := register(tx, r.Kind, r.Month)
	if err != nil {
		return nil, err
	}
	for _, s := range now {
		if slices.ContainsFunc(known, func(k Subject) bool { return k.Code == s.Code }) {
			continue
		}
		s.County, s.ID, s.RunID = tx.County(), tx.NewID(), r.ID
		if err := insertSubject.One(tx, s); err != nil {
			return nil, err
		}
		known = append(known, s)
	}
	for n, s := range known {
		if s.OutReason == nil && !slices.ContainsFunc(now, func(k Subject) bool { return k.Code == s.Code }) {
			gone := "名录里已停用"
			known[n].OutReason = &gone
		}
	}
	slices.SortFunc(known, func(a, b Subject) int { return strings.Compare(a.Code, b.Code) })
	return known, nil
}

// maker makes the scores of one run.
type maker struct {
	tx     *store.Tx
	run    Run
	body   Body
	byHand map[string][]Entry
	events map[string][]Event // of the item at hand, by object
	over   map[string][]Event // its population
	scores []Score
	lines  []Line
}

// gather reads the records of an item.
func (m *maker) gather(b *books, i Item) (err error) {
	m.events, m.over = nil, nil
	if i.Measure != "" {
		if m.events, err = b.share(m.run.Kind, i.Measure); err != nil {
			return err
		}
	}
	if i.Over != "" {
		m.over, err = b.share(m.run.Kind, i.Over)
	}
	return err
}

// note counts the records that score, and those of them that belong to an object.
func (m *maker) note(subjects []Subject, placed, all map[string]bool) {
	codes := map[string]bool{}
	for _, s := range subjects {
		codes[s.Code] = true
	}
	for code, events := range m.events {
		for _, e := range events {
			all[e.ID] = true
			if codes[code] {
				placed[e.ID] = true
			}
		}
	}
}

// make scores one item of one object.
func (m *maker) make(s *Subject, i Item) error {
	if s.OutReason != nil {
		return nil
	}
	t := tally{events: m.events[s.Code], entries: m.byHand[s.Code+"\t"+i.Code]}
	if i.Over != "" {
		n := int64(len(m.over[s.Code]))
		t.population = &n
	}
	score, lines := m.body.score(i, t)
	for n := range lines {
		l := &lines[n]
		l.County, l.ID, l.RunID, l.SubjectID, l.Item = m.tx.County(), m.tx.NewID(), m.run.ID, s.ID, i.Code
		if err := insertLine.One(m.tx, *l); err != nil {
			return err
		}
	}
	i.settle(&score, lines)
	score.County, score.ID, score.RunID, score.SubjectID = m.tx.County(), m.tx.NewID(), m.run.ID, s.ID
	m.scores, m.lines = append(m.scores, score), append(m.lines, lines...)
	return insertScore.One(m.tx, score)
}

// finish adds the objects up, ranks them and writes them.
func (m *maker) finish(subjects []Subject) error {
	for n := range subjects {
		s := &subjects[n]
		m.body.total(s, scoresOf(m.scores, s.ID))
	}
	rank(subjects)
	for _, s := range subjects {
		if err := keepSubject(m.tx, s); err != nil {
			return err
		}
	}
	return nil
}

func keepSubject(tx *store.Tx, s Subject) error {
	return saveSubject.One(tx, s.OutReason, s.Got, s.Counted, s.Extra, s.Total, s.Grade, s.Place, s.Missing, tx.County(), s.ID)
}

func scoresOf(all []Score, subject string) (out []Score) {
	for _, s := range all {
		if s.SubjectID == subject {
			out = append(out, s)
		}
	}
	return out
}
