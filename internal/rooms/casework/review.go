package casework

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Assign gives the case to a handler (承办人); an empty handler means the actor.
func Assign(tx *store.Tx, by flow.Actor, id string, seen Seen, handler string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbAssign)
	if err != nil {
		return Case{}, err
	}
	if handler == "" {
		handler = by.Account
	}
	t.now.Handler = &handler
	return move(tx, by, t, say{"handler": handler})
}

// Opine adds a signed opinion. An on-site check names a second officer, who is
// somebody else (许可法 art. 34).
func Opine(tx *store.Tx, by flow.Actor, id string, seen Seen, o Opinion) (Case, error) {
	t, err := take(tx, by, id, seen, VerbOpine)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	if err := checkOpinion(by, o); err != nil {
		return Case{}, err
	}
	row, err := sign(tx, by, c, o)
	if err != nil {
		return Case{}, err
	}
	return move(tx, by, t, say{"kind": o.Kind, "conclusion": o.Conclusion, "second": o.Second}, row)
}

func checkOpinion(by flow.Actor, o Opinion) error {
	var p fault.Problems
	if !slices.Contains([]OpinionKind{OpinionReview, OpinionOnsite, OpinionLegal}, o.Kind) {
		p.Add("kind", "意见类别：请选择审查、现场核查或法制审核")
	}
	if o.Conclusion != "grant" && o.Conclusion != "refuse" {
		p.Add("conclusion", "结论：请选择符合或不符合")
	}
	require(&p, "body", o.Body, "意见：请写明依据和看到的事实")
	if o.Kind == OpinionOnsite && (o.Second == nil || *o.Second == by.Account) {
		p.Add("second", "第二名核查人：请填另一位工作人员，现场核查要两人以上（许可法第三十四条）")
	}
	return p.Err()
}

// sign stores an opinion of the actor.
func sign(tx *store.Tx, by flow.Actor, c Case, o Opinion) (journal.Row, error) {
	o.County, o.ID, o.CaseID = tx.County(), tx.NewID(), c.ID
	o.Account, o.Name, o.At = by.Account, by.Name, tx.Now()
	return journal.Row{Table: "casework_opinion", ID: o.ID}, insertOpinion.One(tx, o)
}

// Stop is a request to stop the clock.
type Stop struct {
	Ground  string       // one of the item's special procedures
	Planned calendar.Day // day from which the clock is to run again
	Body    string       // what is done in that time
}

// Suspend stops the decision clock on a listed ground (许可法 art. 45). The notice
// that tells the applicant how long it will take is issued in the same act,
// because without it the clock does not stop. The approver is not the handler.
func Suspend(tx *store.Tx, by flow.Actor, id string, seen Seen, stop Stop) (Case, error) {
	t, err := take(tx, by, id, seen, VerbSuspend)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	ground, err := checkStop(tx, by, c, stop)
	if err != nil {
		return Case{}, err
	}
	letter, err := issue(tx, by, c, letters.Pause, "特告", map[string]string{
		"item":      c.ItemName,
		"procedure": ground.Name,
		"basis":     ground.Basis,
		"start":     tx.Today().Chinese(),
		"planned":   stop.Planned.Chinese(),
		"effect":    "自启动之日起到结束之日止的时间不计算在办理期限内",
		"body":      stop.Body,
	})
	if err != nil {
		return Case{}, err
	}
	at := tx.Now()
	pause := Pause{County: tx.County(), ID: tx.NewID(), CaseID: c.ID, Ground: ground.Name, Basis: ground.Basis,
		Letter: letter.ID, Approver: by.Account, Handler: *c.Handler, FromDay: tx.Today(), Planned: stop.Planned, OrderedAt: &at}
	if err := insertPause.One(tx, pause); err != nil {
		return Case{}, err
	}
	if err := recompute(tx, &t.now); err != nil {
		return Case{}, err
	}
	return move(tx, by, t, say{"ground": ground.Name, "letter": letter.Number, "from": pause.FromDay,
		"planned": pause.Planned, "promised_due": t.now.PromisedDue}, journal.Row{Table: "casework_pause", ID: pause.ID})
}

func checkStop(tx *store.Tx, by flow.Actor, c Case, stop Stop) (catalogue.Procedure, error) {
	ground, err := groundOf(tx, c, stop.Ground)
	if err != nil {
		return ground, err
	}
	if c.Handler == nil { // an instant case that was taken up again
		return ground, handlerMissing.New(nil)
	}
	if by.Account == *c.Handler {
		return ground, sameApprover.New(nil)
	}
	if tx.Today() > *c.PromisedDue {
		return ground, pauseTooLate.New(fault.Args{"due": c.PromisedDue.Chinese()})
	}
	var p fault.Problems
	if stop.Planned <= tx.Today() {
		p.Add("planned", "预计恢复日：要晚于今天，请按%s需要的时间填写", ground.Name)
	}
	require(&p, "body", stop.Body, "事项说明：请写明这段时间做什么、由谁做")
	return ground, p.Err()
}

// groundOf finds the special procedure among those the item publishes. Without
// a special law of its own it must be on the closed list of 许可法 art. 45.
func groundOf(tx *store.Tx, c Case, name string) (catalogue.Procedure, error) {
	v, err := currentVersion(tx, c)
	if err != nil {
		return catalogue.Procedure{}, err
	}
	listed := slices.Contains(catalogue.SpecialProcedures, name)
	for _, p := range v.Rules.Procedures {
		if p.Name != name {
			continue
		}
		if p.Basis == "" {
			p.Basis = groundBasis
		}
		if listed || p.Basis != groundBasis {
			return p, nil
		}
	}
	if !listed {
		return catalogue.Procedure{}, groundNotListed.New(fault.Args{"ground": name})
	}
	return catalogue.Procedure{}, groundNotOfItem.New(fault.Args{"ground": name})
}

// recompute sets the due days from day 0, the extension and the pauses as they
// now stand.
func recompute(tx *store.Tx, c *Case) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	pauses, err := pausesOf.All(tx, tx.County(), c.ID)
	if err != nil {
		return err
	}
	d, err := dueDays(book, *c, pauses)
	if err != nil {
		return err
	}
	version := book.Version()
	c.PromisedDue, c.StatutoryDue, c.Book = &d.promised, &d.statutory, &version
	return nil
}

// Resume ends the open pause: the clock runs again from today, and the due days
// are recomputed.
func Resume(tx *store.Tx, by flow.Actor, id string, seen Seen, outcome string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbResume)
	if err != nil {
		return Case{}, err
	}
	var p fault.Problems
	require(&p, "outcome", outcome, "结果：请写明特别程序的结论")
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	pause, err := openPause(tx, id)
	if err != nil {
		return Case{}, err
	}
	if err := endPause.One(tx, tx.Today(), outcome, tx.County(), pause.ID, tx.Now()); err != nil {
		return Case{}, err
	}
	if err := recompute(tx, &t.now); err != nil {
		return Case{}, err
	}
	return move(tx, by, t, say{"from": pause.FromDay, "to": tx.Today(), "planned": pause.Planned,
		"promised_due": t.now.PromisedDue}, journal.Row{Table: "casework_pause", ID: pause.ID})
}

func openPause(tx *store.Tx, caseID string) (Pause, error) {
	pauses, err := pausesOf.All(tx, tx.County(), caseID)
	if err != nil {
		return Pause{}, err
	}
	for _, p := range pauses {
		if p.ResumedOn == nil {
			return p, nil
		}
	}
	return Pause{}, store.NoRow.New(nil)
}

// Extend lengthens the limits once, by at most ten working days, by the head
// of the unit, with the reason told to the applicant (许可法 art. 42).
func Extend(tx *store.Tx, by flow.Actor, id string, seen Seen, days int, reason string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbExtend)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	if c.Extension > 0 {
		return Case{}, extendedBefore.New(fault.Args{"days": c.Extension})
	}
	if tx.Today() > *c.StatutoryDue {
		return Case{}, extendTooLate.New(fault.Args{"due": c.StatutoryDue.Chinese()})
	}
	var p fault.Problems
	if days < 1 || days > extensionDays {
		p.Add("days", "延长天数：请填 1 到 %d 个工作日", extensionDays)
	}
	require(&p, "reason", reason, "理由：请写明为什么不能按期决定，理由会告诉申请人")
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	at := tx.Now()
	t.now.Extension, t.now.ExtendedAt = days, &at
	if err := recompute(tx, &t.now); err != nil {
		return Case{}, err
	}
	letter, err := issue(tx, by, c, letters.Extension, "延", map[string]string{
		"item": c.ItemName, "original_end": c.StatutoryDue.Chinese(), "new_end": t.now.StatutoryDue.Chinese(),
		"reason": reason, "approver": by.Name,
	})
	if err != nil {
		return Case{}, err
	}
	return move(tx, by, t, say{"days": days, "letter": letter.Number,
		"promised_due": t.now.PromisedDue, "statutory_due": t.now.StatutoryDue})
}

// Propose puts the case to the approver with the handler's opinion.
func Propose(tx *store.Tx, by flow.Actor, id string, seen Seen, conclusion, body string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbPropose)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	o := Opinion{Kind: OpinionReview, Conclusion: conclusion, Body: body}
	if err := checkOpinion(by, o); err != nil {
		return Case{}, err
	}
	row, err := sign(tx, by, c, o)
	if err != nil {
		return Case{}, err
	}
	return move(tx, by, t, say{"conclusion": conclusion}, row)
}

// SendBack returns the case to the handler with the reason.
func SendBack(tx *store.Tx, by flow.Actor, id string, seen Seen, body string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbSendBack)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	var p fault.Problems
	require(&p, "body", body, "退回理由：请写明要再查什么")
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	row, err := sign(tx, by, c, Opinion{Kind: OpinionBack, Conclusion: "again", Body: body})
	if err != nil {
		return Case{}, err
	}
	return move(tx, by, t, nil, row)
}
