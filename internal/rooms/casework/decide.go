package casework

import (
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Verdict is what a decision is given.
type Verdict struct {
	Reasons string // facts and reasons; required for a refusal (许可法 art. 38)
	Overdue string // public reason when the promised day has passed (条例 art. 36)
}

// Grant decides in favour (准予). It refuses while a required material, an
// on-site check or a legal review is missing, when the decider accepted or
// handles the case although the item separates the duties, and out of the
// order of acceptance where the number is limited (许可法 art. 57). An instant item
// is granted at the window on acceptance.
func Grant(tx *store.Tx, by flow.Actor, id string, seen Seen, v Verdict) (Case, error) {
	t, err := take(tx, by, id, seen, VerbGrant)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	if c.State == Accepted && c.Kind != Instant {
		return Case{}, notInstant.New(fault.Args{"item": c.ItemName})
	}
	if c.Kind == Relay {
		return Case{}, mustRelay.New(fault.Args{"item": c.ItemName})
	}
	version, err := currentVersion(tx, c)
	if err != nil {
		return Case{}, err
	}
	if err := mayGrant(tx, by, c, version); err != nil {
		return Case{}, err
	}
	if v.Reasons == "" {
		v.Reasons = "申请符合法定条件、标准"
	}
	return decide(tx, by, t, OutcomeGranted, v)
}

func mayGrant(tx *store.Tx, by flow.Actor, c Case, version catalogue.Version) error {
	if err := mayDecide(by, c, version); err != nil {
		return err
	}
	lines, err := materialList(tx, c.ID)
	if err != nil {
		return err
	}
	if names := lacking(lines); len(names) > 0 && !c.Deemed {
		return materialsMissing.New(fault.Args{"n": len(names), "names": strings.Join(names, "、")})
	}
	opinions, err := opinionsOf.All(tx, tx.County(), c.ID)
	if err != nil {
		return err
	}
	if version.Rules.OnSite && !hasOpinion(opinions, OpinionOnsite) {
		return onsiteMissing.New(nil)
	}
	if version.Rules.LegalReview && !hasOpinion(opinions, OpinionLegal) {
		return legalMissing.New(nil)
	}
	return mindQuota(tx, c, version)
}

// mayDecide keeps apart who took the case on, who handled it and who decides.
func mayDecide(by flow.Actor, c Case, version catalogue.Version) error {
	if !version.Rules.SeparateDuties || by.Has(flow.RoleSystem) {
		return nil
	}
	for _, before := range []*string{c.Acceptor, c.Handler} {
		if before != nil && *before == by.Account {
			return ownCase.New(nil)
		}
	}
	return nil
}

func hasOpinion(opinions []Opinion, kind OpinionKind) bool {
	for _, o := range opinions {
		if o.Kind == kind {
			return true
		}
	}
	return false
}

// mindQuota decides limited items in the order of acceptance and never beyond
// the number (许可法 art. 57).
func mindQuota(tx *store.Tx, c Case, version catalogue.Version) error {
	limit, err := strconv.Atoi(strings.TrimSpace(version.Rules.Quota))
	if err != nil || limit <= 0 {
		return nil // the item publishes no number
	}
	mine := new(store.Where).And("county = ? AND item = ?", tx.County(), c.Item)
	granted, err := caseCount.UpTo(tx, mine.And("outcome = ?", OutcomeGranted), limit)
	if err != nil {
		return err
	}
	if granted >= int64(limit) {
		return quotaFull.New(fault.Args{"n": limit})
	}
	before := new(store.Where).And("county = ? AND item = ? AND id <> ?", tx.County(), c.Item, c.ID).
		And("accepted_at < ? AND decided_at IS NULL AND ended_at IS NULL", *c.AcceptedAt)
	earlier, err := cases.Page(tx, before, "received", 1)
	if err != nil || len(earlier) == 0 {
		return err
	}
	return quotaOrder.New(fault.Args{"number": earlier[0].No()})
}

// Refuse decides against the application, with facts, reasons and remedies
// (许可法 art. 38).
func Refuse(tx *store.Tx, by flow.Actor, id string, seen Seen, v Verdict) (Case, error) {
	t, err := take(tx, by, id, seen, VerbRefuse)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	if c.Kind == Relay {
		return Case{}, mustRelay.New(fault.Args{"item": c.ItemName})
	}
	version, err := currentVersion(tx, c)
	if err != nil {
		return Case{}, err
	}
	if err := mayDecide(by, c, version); err != nil {
		return Case{}, err
	}
	var p fault.Problems
	require(&p, "reasons", v.Reasons, "理由：不予许可要写明事实、理由和依据（许可法第三十八条）")
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	return decide(tx, by, t, OutcomeRefused, v)
}

// HandUp closes a 上报件: pre-examined here, decided by a higher authority; it
// does not count among our own decisions.
func HandUp(tx *store.Tx, by flow.Actor, id string, seen Seen, v Verdict) (Case, error) {
	t, err := take(tx, by, id, seen, VerbRelay)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	if c.Kind != Relay {
		return Case{}, notRelay.New(fault.Args{"item": c.ItemName})
	}
	var p fault.Problems
	require(&p, "reasons", v.Reasons, "初审意见：请写明初审结论和转报的机关")
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	return decide(tx, by, t, OutcomeRelayed, v)
}

// decision letters by outcome: form and the word after the unit's 机关代字.
var decisionLetters = map[Outcome]struct {
	form letters.FormCode
	word string
}{
	OutcomeGranted: {letters.Grant, "许准"},
	OutcomeRefused: {letters.Refusal, "许不"},
	OutcomeRelayed: {letters.Transfer, "转"},
	OutcomeRenewed: {letters.Renewal, "许延"},
}

// decide writes the decision, its letter and the start of the delivery clock.
func decide(tx *store.Tx, by flow.Actor, t turn, outcome Outcome, v Verdict) (Case, error) {
	c := t.was
	today := tx.Today()
	if outcome != OutcomeRenewed { // a renewal is deemed granted by force of law
		if err := mindDeferral(tx, c); err != nil {
			return Case{}, err
		}
	}
	if today > *c.PromisedDue && v.Overdue == "" {
		var p fault.Problems
		p.Add("overdue", "超期原因：承诺期限 %s 已过，请写明原因，原因会对外公布（条例第三十六条）", c.PromisedDue.Chinese())
		return Case{}, p.Err()
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return Case{}, err
	}
	within, err := deliveryLimit(tx, c)
	if err != nil {
		return Case{}, err
	}
	delivery, err := book.AddWorkdays(today, within)
	if err != nil {
		return Case{}, err
	}
	at := tx.Now()
	t.now.DecidedAt, t.now.DecidedDay, t.now.Outcome, t.now.Decider = &at, &today, &outcome, &by.Account
	t.now.OverdueReason, t.now.DeliveryDue = text(v.Overdue), &delivery
	letter, err := decisionLetter(tx, by, c, outcome, v)
	if err != nil {
		return Case{}, err
	}
	d := Decision{County: tx.County(), ID: tx.NewID(), CaseID: c.ID, Outcome: outcome, Reasons: v.Reasons,
		Letter: &letter.ID, Decider: by.Account, At: at}
	if err := insertDecision.One(tx, d); err != nil {
		return Case{}, err
	}
	rows, err := settlePause(tx, c, "依法作出决定，特别程序随之结束") // a renewal is deemed granted also while paused
	if err != nil {
		return Case{}, err
	}
	trust, err := settleTrust(tx, c, outcome)
	if err != nil {
		return Case{}, err
	}
	rows = append(rows, trust...)
	now, err := move(tx, by, t, say{"outcome": outcome, "letter": letter.Number, "overdue": v.Overdue,
		"delivery_due": delivery}, append(rows, journal.Row{Table: "casework_decision", ID: d.ID})...)
	if err != nil {
		return Case{}, err
	}
	return now, tx.Fact("CaseDecided", c.ID, say{"number": c.No(), "unit": c.Unit, "outcome": outcome})
}

// settleTrust closes what is still open of a gap when the law decides, and turns
// to the pledge that the decision rests on.
func settleTrust(tx *store.Tx, c Case, outcome Outcome) ([]journal.Row, error) {
	gap, err := settle(tx, c.ID, EndedElse)
	if err != nil {
		return nil, err
	}
	pledge, err := relyOn(tx, c, outcome)
	if err != nil || outcome == OutcomeGranted {
		return append(gap, pledge...), err
	}
	charge, err := voidCharge(tx, c.ID)
	return append(append(gap, pledge...), charge...), err
}

// deliveryLimit is the item's own limit, or that of the law.
func deliveryLimit(tx *store.Tx, c Case) (int, error) {
	v, err := currentVersion(tx, c)
	if err != nil || v.Rules.DeliveryLimit == 0 {
		return deliveryDays, err
	}
	return v.Rules.DeliveryLimit, nil
}

func decisionLetter(tx *store.Tx, by flow.Actor, c Case, outcome Outcome, v Verdict) (letters.Letter, error) {
	kind := decisionLetters[outcome]
	fields := map[string]string{
		"item": c.ItemName, "applied_on": c.ReceivedAt.Day().Chinese(), "accepted_on": c.AcceptedDay.Chinese(),
		"decided_on": tx.Today().Chinese(), "reasons": v.Reasons, "facts": v.Reasons,
		"content": "准予“" + c.ItemName + "”", "receiving_body": v.Reasons, "materials": "申请材料全卷",
	}
	return issue(tx, by, c, kind.form, kind.word, fields)
}

// Certificate is what a granted case hands over.
type Certificate struct {
	Number    string
	ValidFrom calendar.Day
	ValidTo   *calendar.Day
}

// Issue makes the certificate of a granted case (制作证照).
func Issue(tx *store.Tx, by flow.Actor, id string, seen Seen, cert Certificate) (Case, error) {
	t, err := take(tx, by, id, seen, VerbIssue)
	if err != nil {
		return Case{}, err
	}
	var p fault.Problems
	require(&p, "certificate", cert.Number, "证照编号：请填写")
	if cert.ValidTo != nil && *cert.ValidTo <= cert.ValidFrom {
		p.Add("valid_to", "有效期至：要晚于有效期起 %s", cert.ValidFrom.Chinese())
	}
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	d, err := standingDecision(tx, id)
	if err != nil {
		return Case{}, err
	}
	if _, err := saveDecision.Run(tx, &cert.Number, &cert.ValidFrom, cert.ValidTo, nil, tx.County(), d.ID); err != nil {
		return Case{}, err
	}
	at := tx.Now()
	t.now.IssuedAt = &at
	return move(tx, by, t, say{"certificate": cert.Number, "valid_to": cert.ValidTo},
		journal.Row{Table: "casework_decision", ID: d.ID})
}

// standingDecision is the decision that no later act has set aside.
func standingDecision(tx *store.Tx, caseID string) (Decision, error) {
	all, err := decisionsOf.All(tx, tx.County(), caseID)
	if err != nil {
		return Decision{}, err
	}
	for _, d := range all {
		if d.SetAside == nil {
			return d, nil
		}
	}
	return Decision{}, store.NoRow.New(nil)
}

// checkRenewal refuses a renewal of a certificate that is not the applicant's,
// and one that comes later than the published days before expiry (许可法 art. 50).
func checkRenewal(tx *store.Tx, f Filing, v catalogue.Version) error {
	if f.Renews == "" {
		return nil
	}
	d, c, err := renewed(tx, f.Renews)
	if err != nil {
		return err
	}
	if c.Party != f.Party || d.ValidTo == nil || *d.ValidTo < tx.Today() {
		return certificateUnknown.New(fault.Args{"certificate": f.Renews})
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	left, err := book.WorkdaysBetween(tx.Today(), *d.ValidTo)
	if err != nil {
		return err
	}
	if left < v.Rules.RenewBefore {
		return renewalLate.New(fault.Args{"until": d.ValidTo.Chinese(), "days": v.Rules.RenewBefore})
	}
	return nil
}

// renewed finds the decision that gave a certificate, and its case.
func renewed(tx *store.Tx, certificate string) (Decision, Case, error) {
	d, ok, err := decisionByCertificate.Find(tx, tx.County(), certificate)
	if err != nil {
		return d, Case{}, err
	}
	if !ok {
		return d, Case{}, certificateUnknown.New(fault.Args{"certificate": certificate})
	}
	c, err := caseByID.One(tx, tx.County(), d.CaseID)
	return d, c, err
}

// DeemRenewed grants a renewal that was asked for in time and is undecided
// when the old certificate expires (许可法 art. 50: 视为准予延续).
func DeemRenewed(tx *store.Tx, by flow.Actor, id string) (Case, error) {
	t, err := take(tx, by, id, 0, VerbRenew)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	if c.Renews == nil {
		return Case{}, renewalNotDue.New(fault.Args{"certificate": "—", "until": "—"})
	}
	d, _, err := renewed(tx, *c.Renews)
	if err != nil {
		return Case{}, err
	}
	if tx.Today() <= *d.ValidTo {
		return Case{}, renewalNotDue.New(fault.Args{"certificate": *c.Renews, "until": d.ValidTo.Chinese()})
	}
	return decide(tx, by, t, OutcomeRenewed,
		Verdict{Reasons: "原证有效期届满前没有作出决定，依法视为准予延续", Overdue: "有效期届满前未作出决定"})
}
