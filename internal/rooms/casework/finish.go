package casework

import (
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/store"
)

// Deliver serves the decision and, where there is one, the certificate (送达,
// 许可法 art. 44). A granted case whose item has a certificate is delivered only
// after the certificate was made.
func Deliver(tx *store.Tx, by flow.Actor, id string, seen Seen, d letters.Delivery) (Case, error) {
	t, err := take(tx, by, id, seen, VerbDeliver)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	version, err := currentVersion(tx, c)
	if err != nil {
		return Case{}, err
	}
	if c.State == Granted && version.Rules.Result.Kind == "certificate" {
		return Case{}, certificateFirst.New(nil)
	}
	if err := mayHandOver(tx, c, version); err != nil {
		return Case{}, err
	}
	decision, err := standingDecision(tx, id)
	if err != nil {
		return Case{}, err
	}
	method := d.Method
	if decision.Letter != nil {
		if method, err = serve(tx, by, *decision.Letter, d); err != nil {
			return Case{}, err
		}
	}
	at := tx.Now()
	t.now.DeliveredAt = &at
	now, err := move(tx, by, t, say{"method": method})
	if err != nil {
		return Case{}, err
	}
	return now, tx.Fact("CaseDelivered", c.ID, say{"number": c.No(), "unit": c.Unit, "channel": c.Channel})
}

// serve serves the decision. One that the register of letters has as served
// already is not served again.
func serve(tx *store.Tx, by flow.Actor, letter string, d letters.Delivery) (letters.Method, error) {
	_, err := letters.Deliver(tx, by, letter, d)
	if !letters.Served.Is(err) {
		return d.Method, err
	}
	all, err := letters.Deliveries(tx, letter)
	for _, earlier := range all {
		if earlier.ArrivedOn != nil {
			d.Method = earlier.Method
		}
	}
	return d.Method, err
}

// Close files the delivered case away (归档).
func Close(tx *store.Tx, by flow.Actor, id string, seen Seen) (Case, error) {
	t, err := take(tx, by, id, seen, VerbClose)
	if err != nil {
		return Case{}, err
	}
	if _, err := openPause(tx, id); err == nil {
		return Case{}, stillOpen.New(fault.Args{"what": "特别程序没有结束"})
	}
	at := tx.Now()
	t.now.ClosedAt = &at
	return move(tx, by, t, nil)
}

// Withdraw ends the case at the applicant's will.
func Withdraw(tx *store.Tx, by flow.Actor, id string, seen Seen, reason string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbWithdraw)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	if reason == "" {
		reason = "申请人撤回"
	}
	letter, err := issue(tx, by, c, letters.Withdrawal, "撤", map[string]string{
		"item": c.ItemName, "applied_on": c.ReceivedAt.Day().Chinese(), "withdrawn_on": tx.Today().Chinese(),
		"reason": reason, "materials_returned": "已交材料保留在您的材料库，可以再用"})
	if err != nil {
		return Case{}, err
	}
	return end(tx, by, t, reason, letter.Number)
}

// AskTermination is the first half of the two-person rule: somebody asks, with
// the reason, for the case to be ended without a decision.
func AskTermination(tx *store.Tx, by flow.Actor, id string, seen Seen, reason string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbAskEnd)
	if err != nil {
		return Case{}, err
	}
	var p fault.Problems
	require(&p, "reason", reason, "理由：请写明为什么终止办理")
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	t.now.EndAskedBy, t.now.EndAskedReason = &by.Account, &reason
	return move(tx, by, t, say{"reason": reason})
}

// Terminate is the second half: another person ends the case. It counts as an
// abnormal closure.
func Terminate(tx *store.Tx, by flow.Actor, id string, seen Seen) (Case, error) {
	t, err := take(tx, by, id, seen, VerbTerminate)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	if c.EndAskedBy == nil || *c.EndAskedBy == by.Account {
		return Case{}, secondPerson.New(nil)
	}
	letter, err := issue(tx, by, c, letters.Termination, "终", map[string]string{
		"item": c.ItemName, "reason": *c.EndAskedReason, "reusable": "已交材料保留在您的材料库，重新申请时可以直接用"})
	if err != nil {
		return Case{}, err
	}
	return end(tx, by, t, *c.EndAskedReason, letter.Number)
}

// end takes a step that ends the case without a decision.
func end(tx *store.Tx, by flow.Actor, t turn, reason, letter string, rows ...journal.Row) (Case, error) {
	for _, settling := range []func() ([]journal.Row, error){
		func() ([]journal.Row, error) { return settlePause(tx, t.was, reason) },
		func() ([]journal.Row, error) { return settle(tx, t.was.ID, EndedElse) },
		func() ([]journal.Row, error) { return voidPledge(tx, t.was.ID) },
		func() ([]journal.Row, error) { return voidCharge(tx, t.was.ID) },
	} {
		more, err := settling()
		if err != nil {
			return Case{}, err
		}
		rows = append(rows, more...)
	}
	at := tx.Now()
	t.now.EndedAt, t.now.EndReason, t.now.NoticeDue = &at, &reason, nil
	now, err := move(tx, by, t, say{"reason": reason, "letter": letter}, rows...)
	if err != nil {
		return Case{}, err
	}
	return now, tx.Fact("CaseEnded", now.ID, say{"number": now.No(), "state": now.State})
}

// settlePause ends an open pause together with its case, so that no pause
// outlives it.
func settlePause(tx *store.Tx, c Case, why string) ([]journal.Row, error) {
	if c.State != Special {
		return nil, nil
	}
	pause, err := openPause(tx, c.ID)
	if err != nil {
		return nil, err
	}
	err = endPause.One(tx, tx.Today(), why, tx.County(), pause.ID, tx.Now())
	return []journal.Row{{Table: "casework_pause", ID: pause.ID}}, err
}

// Reopen takes a closed case up again after its decision was set aside. The
// first closure and decision stay visible; the time from the first decision to
// the reopening does not count.
func Reopen(tx *store.Tx, by flow.Actor, id string, seen Seen, document, reason string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbReopen)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	if document == "" || reason == "" {
		return Case{}, nothingToReopen.New(nil)
	}
	d, err := standingDecision(tx, id)
	if err != nil {
		return Case{}, err
	}
	why := document + "：" + reason
	if _, err := saveDecision.Run(tx, d.Certificate, d.ValidFrom, d.ValidTo, &why, tx.County(), d.ID); err != nil {
		return Case{}, err
	}
	former, err := keepFormer(tx, c)
	if err != nil {
		return Case{}, err
	}
	now := &t.now
	at := tx.Now()
	now.ReopenedAt = &at
	now.DecidedAt, now.DecidedDay, now.Outcome, now.Decider, now.OverdueReason = nil, nil, nil, nil, nil
	now.DeliveryDue, now.IssuedAt, now.DeliveredAt, now.ClosedAt = nil, nil, nil, nil
	now.Extension, now.ExtendedAt = 0, nil
	now.EndAskedBy, now.EndAskedReason = nil, nil // asked of the closed round, not of this one
	if err := startClock(tx, now, tx.Today()); err != nil {
		return Case{}, err
	}
	return move(tx, by, t, say{"document": document, "reason": reason,
		"first_decided": c.DecidedAt, "first_closed": c.ClosedAt}, former, journal.Row{Table: "casework_decision", ID: d.ID})
}

// Correct amends a value of a case with both values kept (更正代替删除).
func Correct(tx *store.Tx, by flow.Actor, id string, seen Seen, fix Fix) (Case, error) {
	t, err := take(tx, by, id, seen, VerbCorrect)
	if err != nil {
		return Case{}, err
	}
	return amend(tx, by, t, fix, false)
}

// amend changes one value and keeps the former one. What may change is the
// applicant's own statement; times, limits and decisions may not.
func amend(tx *store.Tx, by flow.Actor, t turn, fix Fix, onSpot bool) (Case, error) {
	var p fault.Problems
	require(&p, "reason", fix.Reason, "更正理由：请写明为什么要改")
	old, ok := setValue(&t.now, fix)
	if !ok {
		p.Add("field", "更正项目：只能改申请人填写的内容和送达方式，请从列表中选择")
	}
	if ok && old == fix.New {
		p.Add("new", "新内容和原来一样，请填改后的内容")
	}
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	row := Amendment{County: tx.County(), ID: tx.NewID(), CaseID: t.was.ID, Field: fix.Field, Old: old, New: fix.New,
		Reason: fix.Reason, OnSpot: onSpot, Account: by.Account, At: tx.Now()}
	if err := insertAmendment.One(tx, row); err != nil {
		return Case{}, err
	}
	return move(tx, by, t, say{"field": fix.Field, "reason": fix.Reason},
		journal.Row{Table: "casework_correction", ID: row.ID})
}

func setValue(c *Case, fix Fix) (old string, ok bool) {
	if fix.Field == "delivery" {
		_, ok = deliveries[fix.New]
		old, c.DeliveryChoice = c.DeliveryChoice, fix.New
		return old, ok
	}
	old, ok = c.Answers[fix.Field]
	answers := make(map[string]string, len(c.Answers))
	for k, v := range c.Answers {
		answers[k] = v
	}
	answers[fix.Field] = fix.New
	c.Answers = answers
	return old, ok
}
