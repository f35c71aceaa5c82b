package bundle

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// correctionDays is the applicant's time to complete what the notice names.
const correctionDays = 15

// Ask tells the applicant once everything that is missing or wrong (一次性告知,
// 许可法 art. 32(4)). A second notice is refused: what was not named then cannot be
// asked for now. A cover that is wrong is taken off.
func Ask(tx *store.Tx, by flow.Actor, id string, seen Seen, gaps []Gap) (Application, error) {
	t, plan, err := toAccept(tx, by, id, seen, VerbAsk)
	if err != nil {
		return Application{}, err
	}
	if t.was.AskedAt != nil {
		return Application{}, askedBefore.New(fault.Args{"day": t.was.AskedAt.Day().Chinese()})
	}
	var p fault.Problems
	if len(gaps) == 0 {
		p.Add("gaps", "补正内容：一份也没有写，请写明缺什么、怎么改")
	}
	asked := map[string]string{}
	for _, m := range plan.Asked() {
		asked[m.Key] = m.Name
	}
	for i := range gaps {
		g := &gaps[i]
		g.Name = asked[g.Key]
		switch {
		case g.Name == "":
			return Application{}, notAsked.New(nil)
		case g.Problem == "":
			p.Add("gaps", "%s：请写明缺什么、怎么改", g.Name)
		}
	}
	if err := p.Err(); err != nil {
		return Application{}, err
	}
	for _, g := range gaps {
		if _, err := dropCover.Run(tx, tx.County(), id, g.Key); err != nil {
			return Application{}, err
		}
	}
	t.now.State, t.now.Gaps, t.now.AskedAt, t.now.CorrectionDue = t.step.To, gaps, ptr(tx.Now()), ptr(tx.Today()+correctionDays)
	return t.commit(tx, by, t.step.Kind, say{"gaps": gaps, "until": t.now.CorrectionDue})
}

// Decline does not accept the application (不予受理), with the reason and where to
// go; after a notice only when the applicant's time is over.
func Decline(tx *store.Tx, by flow.Actor, id string, seen Seen, reason string) (Application, error) {
	t, _, err := toAccept(tx, by, id, seen, VerbDecline)
	if err != nil {
		return Application{}, err
	}
	if t.was.State == Correction && tx.Today() <= *t.was.CorrectionDue {
		return Application{}, stillTime.New(fault.Args{"day": t.was.CorrectionDue.Chinese()})
	}
	var p fault.Problems
	if reason == "" {
		p.Add("reason", "理由：请写明为什么不予受理、该到哪里办")
		return Application{}, p.Err()
	}
	t.now.State, t.now.EndReason, t.now.ClosedAt = t.step.To, &reason, ptr(tx.Now())
	return t.commit(tx, by, t.step.Kind, say{"reason": reason})
}

// toAccept reads an application for the lead unit's window.
func toAccept(tx *store.Tx, by flow.Actor, id string, seen Seen, verb flow.Verb) (*turn, Plan, error) {
	t, err := take(tx, by, id, seen, verb)
	if err != nil {
		return nil, Plan{}, err
	}
	if !by.Has(flow.RoleSystem) && by.Unit != t.was.Lead {
		return nil, Plan{}, notLead.New(nil)
	}
	plan, err := planNow(tx, t.was, nil)
	return t, plan, err
}

// Accept takes the whole on (受理) and hands it out (分头派件): the promise starts
// with today as day 0, the item version of every step is resolved, and the steps
// that wait for nothing are opened, each as a case of its own. It refuses while
// a material that is asked for is missing.
func Accept(tx *store.Tx, by flow.Actor, id string, seen Seen) (Application, error) {
	t, plan, err := toAccept(tx, by, id, seen, VerbAccept)
	if err != nil {
		return Application{}, err
	}
	covers, err := coversByKey(tx, id)
	if err != nil {
		return Application{}, err
	}
	var lacking []string
	for _, m := range plan.Asked() {
		if _, ok := covers[m.Key]; !ok {
			lacking = append(lacking, m.Name)
		}
	}
	if len(lacking) > 0 {
		return Application{}, materialsMissing.New(missing(lacking))
	}
	return t.accept(tx, by, plan, covers, tx.Today())
}

func missing(names []string) fault.Args {
	return fault.Args{"n": len(names), "names": strings.Join(names, "、")}
}

// DeemAccepted takes the whole on by force of law, as of the day of receipt: the
// five working days passed without an answer (许可法 art. 32(4)).
func DeemAccepted(tx *store.Tx, by flow.Actor, id string) (Application, error) {
	t, plan, err := toAccept(tx, by, id, 0, VerbDeem)
	if err != nil {
		return Application{}, err
	}
	if tx.Today() <= *t.was.NoticeDue {
		return Application{}, stillTime.New(fault.Args{"day": t.was.NoticeDue.Chinese()})
	}
	covers, err := coversByKey(tx, id)
	if err != nil {
		return Application{}, err
	}
	t.now.Deemed = true
	return t.accept(tx, by, plan, covers, *t.was.ReceivedDay)
}

// accept starts the promise at day 0 and every step whose turn it is.
func (t *turn) accept(tx *store.Tx, by flow.Actor, plan Plan, covers map[string]Cover, day calendar.Day) (Application, error) {
	book, err := workdays.Book(tx)
	if err != nil {
		return Application{}, err
	}
	due, err := book.AddWorkdays(day, t.was.PromiseN)
	if err != nil {
		return Application{}, err
	}
	version := book.Version()
	t.now.State, t.now.AcceptedAt, t.now.AcceptedDay, t.now.Acceptor = t.step.To, ptr(tx.Now()), &day, &by.Account
	t.now.PromiseDue, t.now.Book = &due, &version
	if err := t.lay(tx, plan); err != nil {
		return Application{}, err
	}
	if err := t.advance(tx); err != nil {
		return Application{}, err
	}
	for _, r := range t.ready() {
		if err := t.start(tx, by, r, plan, covers); err != nil {
			return Application{}, err
		}
	}
	return t.commit(tx, by, t.step.Kind, say{"number": t.now.No(), "promise_due": due, "steps": len(t.runs), "calendar": version})
}

// lay makes the steps of the application, none of which has started, and notes
// which units have a part in it.
func (t *turn) lay(tx *store.Tx, plan Plan) error {
	units := map[string]bool{t.was.Lead: true}
	for i, s := range plan.Steps {
		r := Run{County: tx.County(), ID: tx.NewID(), AppID: t.was.ID, Code: s.Code, Position: i, State: StepFlow.Start,
			Item: s.Step.Item, Name: s.Title, ItemVersion: s.Item.ID, Unit: s.Unit, After: s.Before, Needs: s.needs(),
			LimitN: s.Limit.N, LimitUnit: s.Limit.Unit, OnNo: s.OnNo, Rule: s.Countersign, Round: 1}
		t.runs = append(t.runs, r)
		parts := []string{s.Unit}
		if s.Countersign != nil {
			parts = append(parts, s.Countersign.Units...)
		}
		for _, u := range parts {
			if units[u] {
				continue
			}
			units[u] = true
			if _, err := addUnit.Run(tx, tx.County(), t.was.ID, u); err != nil {
				return err
			}
		}
	}
	return nil
}

// needs are the forerunners whose result the step needs.
func (t Taken) needs() []string {
	var out []string
	for _, code := range t.Before {
		for _, a := range t.After {
			if a == code {
				out = append(out, code)
			}
		}
	}
	return out
}

func coversByKey(tx *store.Tx, id string) (map[string]Cover, error) {
	rows, err := coversOf.All(tx, tx.County(), id)
	out := make(map[string]Cover, len(rows))
	for _, c := range rows {
		out[c.Key] = c
	}
	return out, err
}

// gone reports whether the item version of a waiting step was withdrawn with the
// rule that running cases end.
func gone(v catalogue.Version, today calendar.Day) bool {
	return v.Transition != nil && *v.Transition == catalogue.Terminate && v.UntilDay != nil && *v.UntilDay <= today
}
