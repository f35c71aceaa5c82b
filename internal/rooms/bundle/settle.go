package bundle

import (
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// takeStep reads a running application for an act on one of its steps.
func takeStep(tx *store.Tx, by flow.Actor, id string, seen Seen) (*turn, error) {
	a, err := open(tx, by, id)
	if err != nil {
		return nil, err
	}
	if a.State != Running {
		return nil, flow.StepRefused.New(fault.Args{"state": Flow.Staff(a.State), "verb": "办理步骤"})
	}
	if seen != 0 && int64(seen) != a.Version {
		return nil, store.ChangedMeanwhile.New(nil)
	}
	runs, err := runsOf.All(tx, tx.County(), id)
	return &turn{was: a, now: a, before: runs, runs: slices.Clone(runs)}, err
}

// outcomes are what the end of a case means for its step: the verb, and whether
// it is a "no" that may send the step back.
var outcomes = map[casework.Outcome]flow.Verb{
	casework.OutcomeGranted: VerbPass, casework.OutcomeRelayed: VerbPass, casework.OutcomeRenewed: VerbPass,
	casework.OutcomeRefused: VerbRefuse,
}

var endings = map[flow.State]flow.Verb{
	casework.Withdrawn: VerbTake, casework.Terminated: VerbEnd, casework.NotOurs: VerbEnd,
	casework.NotNeeded: VerbPass, // the step is not needed; what waits for it goes on
}

// hear takes the fact that a case came to its decision or end. A case that is no
// part of a bundle, or whose step has moved on, is left alone.
func hear(tx *store.Tx, f store.Fact) error {
	by := flow.System("bundle.settle")
	r, ok, err := runOfCase.Find(tx, tx.County(), f.Subject)
	if err != nil || !ok || r.State != StepRunning {
		return err
	}
	a, err := applicationByID.One(tx, tx.County(), r.AppID)
	if err != nil || a.State != Running {
		return err
	}
	cases, err := casework.ByIDs(tx, by, []string{f.Subject})
	if err != nil {
		return err
	}
	c := cases[f.Subject]
	verb, decided := endings[c.State]
	if c.Outcome != nil {
		verb, decided = outcomes[*c.Outcome], true
	}
	if !decided {
		return nil
	}
	t, err := takeStep(tx, by, r.AppID, 0)
	if err != nil {
		return err
	}
	run, err := t.run(r.Code)
	if err != nil {
		return err
	}
	_, err = t.settle(tx, by, run, verb, c.No()+" "+casework.Flow.Staff(c.State))
	return err
}

// settle brings a running step to the end the verb names, or back where a "no"
// may be put forward again, and lets the others follow.
func (t *turn) settle(tx *store.Tx, by flow.Actor, r *Run, verb flow.Verb, note string) (Application, error) {
	end := map[flow.Verb]flow.State{VerbRefuse: StepRefused, VerbEnd: StepEnded}[verb]
	if end != "" && ended(r.OnNo, r.Round, end) == StepBack {
		verb = VerbReturn
	}
	if err := t.put(by, r, verb); err != nil {
		return Application{}, err
	}
	r.Note = note
	if r.State != StepBack {
		r.FinishedAt = ptr(tx.Now())
	}
	if err := t.advance(tx); err != nil {
		return Application{}, err
	}
	return t.commit(tx, by, "bundle.settle", say{"step": r.Code, "state": r.State, "note": note})
}

// Saying is an opinion as somebody gives it.
type Saying struct {
	Step    string // code
	Vote    Vote
	Reasons string
}

// Opine gives the opinion of the actor's unit in a countersign; the first is
// final in its round. A "no" needs reasons. When the rule is decided the step is
// settled at once.
func Opine(tx *store.Tx, by flow.Actor, id string, seen Seen, in Saying) (Application, error) {
	t, r, opinions, err := countersignOf(tx, by, id, seen, in.Step)
	if err != nil {
		return Application{}, err
	}
	if _, err := StepFlow.Next(by, r.State, VerbOpine); err != nil {
		return Application{}, err
	}
	i := slices.IndexFunc(opinions, func(o Opinion) bool { return o.Unit == by.Unit })
	if i < 0 {
		return Application{}, notAskedUnit.New(fault.Args{"step": r.Name})
	}
	if opinions[i].Verdict != "" {
		return Application{}, saidBefore.New(fault.Args{"said": VoteZh[opinions[i].Verdict]})
	}
	var p fault.Problems
	if in.Vote != Agree && in.Vote != Against {
		p.Add("vote", "会签意见：请选择同意或不同意")
	}
	if in.Vote == Against && in.Reasons == "" {
		p.Add("reasons", "理由：不同意要写明理由和依据")
	}
	if err := p.Err(); err != nil {
		return Application{}, err
	}
	o := &opinions[i]
	o.Verdict, o.Reasons, o.Account, o.At = in.Vote, in.Reasons, &by.Account, ptr(tx.Now())
	if err := t.write(tx, *o); err != nil {
		return Application{}, err
	}
	return t.decideRound(tx, by, r, opinions, false, say{"step": in.Step, "vote": in.Vote, "unit": by.Unit})
}

// Silence ends a round whose days are over: who said nothing counts as the rule
// states.
func Silence(tx *store.Tx, by flow.Actor, id, code string) (Application, error) {
	t, r, opinions, err := countersignOf(tx, by, id, 0, code)
	if err != nil {
		return Application{}, err
	}
	if _, err := StepFlow.Next(by, r.State, VerbSilence); err != nil {
		return Application{}, err
	}
	if tx.Today() <= *r.Due {
		return Application{}, stillTime.New(fault.Args{"day": r.Due.Chinese()})
	}
	return t.decideRound(tx, by, r, opinions, true, say{"step": code, "silence": r.Rule.Silence})
}

func (t *turn) write(tx *store.Tx, o Opinion) error {
	t.rows = append(t.rows, journal.Row{Table: "bundle_opinion", ID: o.ID})
	return saveOpinion.One(tx, o.Verdict, o.Reasons, o.Account, o.At, o.County, o.ID)
}

// decideRound counts the opinions of a round and settles the step if they
// decide it.
func (t *turn) decideRound(tx *store.Tx, by flow.Actor, r *Run, opinions []Opinion, over bool, details say) (Application, error) {
	votes := make([]Vote, len(opinions))
	for i, o := range opinions {
		votes[i] = o.Verdict
	}
	switch r.Rule.Tally(votes, over) {
	case Passed:
		return t.settle(tx, by, r, VerbPass, "会签通过")
	case Failed:
		if r.OnNo == Continue {
			return t.settle(tx, by, r, VerbPass, "会签有不同意见，按规则继续")
		}
		return t.settle(tx, by, r, VerbRefuse, "会签未通过")
	}
	return t.commit(tx, by, "bundle.opine", details)
}

func countersignOf(tx *store.Tx, by flow.Actor, id string, seen Seen, code string) (*turn, *Run, []Opinion, error) {
	t, err := takeStep(tx, by, id, seen)
	if err != nil {
		return nil, nil, nil, err
	}
	r, err := t.run(code)
	if err != nil {
		return nil, nil, nil, err
	}
	if r.Rule == nil {
		return nil, nil, nil, noApplication.New(nil)
	}
	opinions, err := opinionsOf.All(tx, tx.County(), r.ID, r.Round)
	return t, r, opinions, err
}

// stepActs are what the holder of a step may do with it.
var stepActs = map[flow.Verb]string{VerbAgain: "bundle.again", VerbGiveUp: "bundle.give_up", VerbLetGo: "bundle.let_go"}

// ActOnStep puts a step forward again that was sent back, gives it up, or lets a
// step go that has not started. A step of an item is the applicant's, and the
// lead unit's window may do it for them; a countersign is the lead unit's.
func ActOnStep(tx *store.Tx, by flow.Actor, id string, seen Seen, code string, verb flow.Verb) (Application, error) {
	kind, known := stepActs[verb]
	if !known {
		return Application{}, noApplication.New(nil)
	}
	t, err := takeStep(tx, by, id, seen)
	if err != nil {
		return Application{}, err
	}
	r, err := t.run(code)
	if err != nil {
		return Application{}, err
	}
	if !by.Has(identity.Applicant) || r.Rule != nil {
		if err := t.lead(by); err != nil {
			return Application{}, err
		}
	}
	if err := t.put(by, r, verb); err != nil {
		return Application{}, err
	}
	switch verb {
	case VerbAgain:
		r.Round++
		r.CaseID, r.CaseNumber, r.StartedAt, r.Due = nil, nil, nil, nil
	default:
		r.FinishedAt = ptr(tx.Now())
	}
	if err := t.advance(tx); err != nil {
		return Application{}, err
	}
	return t.commit(tx, by, kind, say{"step": code, "round": r.Round})
}

// WithdrawStep takes one step back at the applicant's will: its case is
// withdrawn, and the fact of that settles the step. The others go on, without
// those that need its result.
func WithdrawStep(tx *store.Tx, by flow.Actor, id string, seen Seen, code, reason string) error {
	t, err := takeStep(tx, by, id, seen)
	if err != nil {
		return err
	}
	r, err := t.run(code)
	if err != nil {
		return err
	}
	if _, err := StepFlow.Next(by, r.State, VerbTake); err != nil {
		return err
	}
	if r.CaseID == nil {
		return notByItself.New(nil)
	}
	_, err = casework.Withdraw(tx, by, *r.CaseID, 0, reason)
	return err
}

// Withdraw ends the whole at the applicant's will: every open case of it is
// withdrawn, what has not started is not started. What was decided stays.
func Withdraw(tx *store.Tx, by flow.Actor, id string, seen Seen, reason string) (Application, error) {
	t, err := take(tx, by, id, seen, VerbWithdraw)
	if err != nil {
		return Application{}, err
	}
	if reason == "" {
		reason = "申请人撤回"
	}
	for i := range t.runs {
		r := &t.runs[i]
		if over, _ := came(r.State); over {
			continue
		}
		if r.State == StepRunning && r.CaseID != nil {
			if _, err := casework.Withdraw(tx, by, *r.CaseID, 0, reason); err != nil {
				return Application{}, err
			}
		}
		if err := t.put(by, r, VerbTake); err != nil {
			return Application{}, err
		}
		r.FinishedAt, r.Note = ptr(tx.Now()), reason
	}
	t.now.State, t.now.EndReason, t.now.ClosedAt = t.step.To, &reason, ptr(tx.Now())
	return t.commit(tx, by, t.step.Kind, say{"reason": reason})
}
