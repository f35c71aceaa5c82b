package mandate

import (
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

// ReportInput is what a unit says of a task.
type ReportInput struct {
	Kind      ReportKind
	Milestone string // id, for a milestone that was reached
	Words     string
	Percent   int64
	Proofs    []papers.Proof
}

const longestWords = 2000

// reportVerbs is the verb on the task behind each kind of report.
var reportVerbs = map[ReportKind]flow.Verb{OfProgress: VerbReport, OfMilestone: VerbReach, OfAll: VerbFinish}

// File takes a report in from a unit of the task. That all is done is for the
// head of the lead unit to say, and for a task that is late only after the reason
// was given. A milestone and the whole need evidence.
func File(tx *store.Tx, by flow.Actor, number string, version int64, in ReportInput) (Report, error) {
	verb, known := reportVerbs[in.Kind]
	if !known {
		return Report{}, kindUnknown.New(nil)
	}
	t, step, err := takeTask(tx, by, number, version, verb)
	if err != nil {
		return Report{}, err
	}
	if !t.Owes(by.Unit) || in.Kind == OfAll && by.Unit != t.Lead {
		return Report{}, notYourTask(tx, t, in.Kind)
	}
	r := Report{County: tx.County(), ID: tx.NewID(), Version: 1, State: Filed, TaskID: t.ID, Kind: in.Kind, Unit: by.Unit,
		Words: strings.TrimSpace(in.Words), Percent: in.Percent, FiledBy: by.Account, FiledAt: tx.Now()}
	if err := r.check(tx, t, in); err != nil {
		return Report{}, err
	}
	r.Regress = r.Percent < t.Percent
	if err := insertReport.One(tx, r); err != nil {
		return Report{}, err
	}
	rows, err := papers.Deposit(tx, by, r.ID, in.Proofs)
	if err != nil {
		return Report{}, err
	}
	if r.Kind == OfAll {
		t.HandedAt = &r.FiledAt
	}
	if _, err := moveTask(tx, by, step, t, say{"report": r.ID, "percent": r.Percent, "regress": r.Regress}, append(rows, r.row())...); err != nil {
		return Report{}, err
	}
	return r, tx.Fact("TaskReported", t.ID, say{"number": t.Number, "report": r.ID})
}

func (r Report) row() journal.Row { return journal.Row{Table: "mandate_report", ID: r.ID} }

func notYourTask(tx *store.Tx, t Task, kind ReportKind) error {
	lead, err := org.ShortName(tx, t.Lead)
	if err != nil {
		return err
	}
	if kind == OfAll {
		return leadOnly.New(fault.Args{"unit": lead})
	}
	return notYours.New(fault.Args{"unit": lead})
}

// check reports every mistake of a report.
func (r *Report) check(tx *store.Tx, t Task, in ReportInput) error {
	var p fault.Problems
	if n := utf8.RuneCountInString(r.Words); n == 0 || n > longestWords {
		p.Add("words", "情况：请写明做了什么、有什么结果，最多 %d 字", longestWords)
	}
	if r.Kind == OfAll {
		r.Percent = 100
	}
	if r.Percent < 0 || r.Percent > 100 || r.Kind != OfAll && r.Percent == 100 {
		p.Add("percent", "进度：请填 0 到 99；全部完成的，请选“任务完成”")
	}
	if r.Kind != OfProgress && len(in.Proofs) == 0 {
		p.Add("file", "佐证：报%s要有佐证文件，请至少选一个", r.Kind.Zh())
	}
	if err := r.checkMilestone(tx, &p, t, in.Milestone); err != nil {
		return err
	}
	if r.Kind == OfAll {
		if err := nothingWaiting(tx, t); err != nil {
			return err
		}
		if err := r.checkLate(tx, t); err != nil {
			return err
		}
	}
	return p.Err()
}

// nothingWaiting refuses to end a task while reports wait for somebody's word.
func nothingWaiting(tx *store.Tx, t Task) error {
	n, err := countReports.UpTo(tx, new(store.Where).And("county = ? AND task_id = ? AND state = ?", tx.County(), t.ID, Filed), mostTasks)
	if err == nil && n > 0 {
		err = reportsWaiting.New(fault.Args{"n": n})
	}
	return err
}

func (r *Report) checkMilestone(tx *store.Tx, p *fault.Problems, t Task, id string) error {
	steps, err := milestonesOf.All(tx, tx.County(), t.ID)
	if err != nil {
		return err
	}
	for _, m := range steps {
		switch {
		case r.Kind == OfAll && m.ReachedAt == nil:
			p.Add("kind", "节点“%s”还没有确认完成，请先报这个节点", m.Title)
		case r.Kind == OfMilestone && m.ID == id && m.ReachedAt != nil:
			p.Add("milestone", "节点“%s”已经确认完成，不用再报", m.Title)
		case r.Kind == OfMilestone && m.ID == id:
			r.MilestoneID = &m.ID
		}
	}
	if r.Kind == OfMilestone && r.MilestoneID == nil && p.Err() == nil {
		p.Add("milestone", "节点：请选是哪个节点完成了")
	}
	return nil
}

// checkLate refuses to end what is late without a word.
func (r *Report) checkLate(tx *store.Tx, t Task) error {
	late, err := t.late(tx)
	if err == nil && late && t.LateReason == nil {
		err = explainFirst.New(fault.Args{"due": t.Due})
	}
	return err
}

// Decision is what is said of a report.
type Decision struct {
	Confirm bool
	Opinion string
}

// Decide confirms a report or returns it, by somebody outside every unit of the
// task. Confirming the last one closes the task.
func Decide(tx *store.Tx, by flow.Actor, id string, version int64, d Decision) (Report, error) {
	r, t, err := reportFor(tx, by, id)
	if err != nil {
		return Report{}, err
	}
	verb := map[bool]flow.Verb{true: VerbConfirm, false: VerbReturn}[d.Confirm]
	step, err := ReportFlow.Next(by, r.State, verb)
	if err != nil {
		return Report{}, err
	}
	if version != r.Version {
		return Report{}, store.ChangedMeanwhile.New(nil)
	}
	if err := outside(tx, by, t.Units(), r.FiledBy); err != nil {
		return Report{}, err
	}
	var p fault.Problems
	opinion := strings.TrimSpace(d.Opinion)
	if opinion == "" && !d.Confirm {
		p.Add("opinion", "意见：请写明缺什么、哪里要改")
	}
	if err := p.Err(); err != nil {
		return Report{}, err
	}
	at := tx.Now()
	r.DecidedBy, r.DecidedAt, r.Opinion = &by.Account, &at, &opinion
	if err := saveReport.One(tx, step.To, r.DecidedBy, r.DecidedAt, r.Opinion, tx.County(), r.ID, step.From, r.Version); err != nil {
		return Report{}, err
	}
	r.State, r.Version = step.To, r.Version+1
	return r, settle(tx, by, t, r, step)
}

// settle lets the task follow what was decided of its report.
func settle(tx *store.Tx, by flow.Actor, t Task, r Report, decided flow.Step) error {
	rows := []journal.Row{r.row()}
	words := say{"report": r.ID, "percent": r.Percent}
	confirmed := r.State == Confirmed
	verb := VerbTake
	switch {
	case confirmed && r.Kind == OfAll:
		verb = VerbConfirm
		t.ClosedAt = r.DecidedAt
	case r.Kind == OfAll:
		verb = VerbReturn
		t.HandedAt = nil
	case !confirmed: // the task stays as it is
		_, err := journal.Record(tx, by, decided.Kind, t.ID, words, rows...)
		return err
	}
	if confirmed {
		t.Percent = r.Percent
	}
	if confirmed && r.MilestoneID != nil {
		m, err := milestoneByID.One(tx, tx.County(), *r.MilestoneID)
		if err != nil {
			return err
		}
		if err := saveMilestone.One(tx, m.Due, r.FiledAt, tx.County(), m.ID, m.Version); err != nil {
			return err
		}
		rows = append(rows, m.row())
	}
	step, err := TaskFlow.Next(by, t.State, verb)
	if err != nil {
		return err
	}
	_, err = moveTask(tx, by, step, t, words, rows...)
	return err
}

// outside refuses who sits in one of the units, in an office of one of them, or
// has done himself what he would now judge.
func outside(tx *store.Tx, by flow.Actor, units []string, done string) error {
	if by.Account == done {
		return selfConfirmation.New(fault.Args{"why": "这一份是您自己报的"})
	}
	own := []string{by.Unit}
	if u, err := org.ByCode(tx, by.Unit); err == nil && u.Parent != nil && !by.Has(leaders...) {
		own = append(own, *u.Parent)
	} else if err != nil && !store.NoRow.Is(err) {
		return err
	}
	for _, unit := range units {
		for _, mine := range own {
			if unit != mine {
				continue
			}
			name, err := org.ShortName(tx, unit)
			if err == nil {
				err = selfConfirmation.New(fault.Args{"why": "您的单位属于" + name + "，它是要被确认的单位"})
			}
			return err
		}
	}
	return nil
}
