package casework

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Pledge (告知承诺) is an applicant's written word in place of a proof. The
// decision rests on it; afterwards it is checked.
type Pledge struct {
	County      string
	ID          string
	CaseID      string
	Party       string
	Signer      string
	Capacity    Capacity
	Letter      string
	SignedAt    calendar.Instant
	Items       []Pledged
	CheckFrom   *calendar.Day // day of the decision that rests on it
	CheckDays   int
	CheckDue    *calendar.Day
	VerifiedAt  *calendar.Instant
	VerifiedDay *calendar.Day
	Verifier    *string
	Second      *string
	Result      *string // true, false
	Finding     *string
	OrderLetter *string
	RectifyDue  *calendar.Day
	SettledAt   *calendar.Instant
	Outcome     *string // held, rectified, revoked, void
}

// Pledged is one proof that is not asked for any more.
type Pledged struct {
	Material string `json:"material"`
	Name     string `json:"name"`
}

// The outcomes of a pledge.
const (
	PledgeHeld      = "held"      // 属实
	PledgeRectified = "rectified" // 已改正
	PledgeRevoked   = "revoked"   // 决定已撤销
	PledgeVoid      = "void"      // 没有据此决定
)

var (
	pledgeTrue  = "true"
	pledgeFalse = "false"
)

// Standing says how far the pledge is, for lists.
func (p Pledge) Standing() string {
	switch {
	case p.Outcome != nil:
		return *p.Outcome
	case p.Result != nil:
		return "rectifying"
	case p.CheckDue != nil:
		return "to_verify"
	}
	return "signed"
}

func (p Pledge) row() journal.Row { return journal.Row{Table: "casework_pledge", ID: p.ID} }

func (p Pledge) save(tx *store.Tx) error {
	return savePledge.One(tx, p.Signer, p.Capacity, p.Letter, p.SignedAt, p.Items, p.CheckFrom, p.CheckDays, p.CheckDue,
		p.VerifiedAt, p.VerifiedDay, p.Verifier, p.Second, p.Result, p.Finding, p.OrderLetter, p.RectifyDue,
		p.SettledAt, p.Outcome, tx.County(), p.ID)
}

func (p *Pledge) settle(tx *store.Tx, outcome string) error {
	at := tx.Now()
	p.SettledAt, p.Outcome = &at, &outcome
	return p.save(tx)
}

func pledgeOf(tx *store.Tx, caseID string) (Pledge, bool, error) {
	return pledgeByCase.Find(tx, tx.County(), caseID)
}

// SignPledge takes the applicant's pledge down in place of the named materials
// (告知承诺书): they are not asked for any more. It is the applicant's choice and
// refused unless the item version says that a pledge may stand in for them and
// the party is trusted.
func SignPledge(tx *store.Tx, by flow.Actor, id string, seen Seen, s Signature, codes ...string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbPledge)
	if err != nil {
		return Case{}, err
	}
	p, lines, err := newPledge(tx, t.was, s, codes)
	if err != nil {
		return Case{}, err
	}
	duty, check, err := pledgeWords(tx, t.was, p)
	if err != nil {
		return Case{}, err
	}
	letter, err := issue(tx, by, t.was, letters.PledgeLetter, "诺", map[string]string{
		"item": t.was.ItemName, "proofs": pledgedNames(p.Items), "duty": duty, "check": check,
		"liability": pledgeLiability, "signer": p.Signer, "capacity": p.Capacity.Zh()})
	if err != nil {
		return Case{}, err
	}
	p.Letter = letter.ID
	if err := insertPledge.One(tx, p); err != nil {
		return Case{}, err
	}
	rows := []journal.Row{p.row()}
	for _, line := range lines {
		if err := pledgeMaterial.One(tx, p.ID, tx.County(), line.ID); err != nil {
			return Case{}, err
		}
		rows = append(rows, journal.Row{Table: "casework_material", ID: line.ID})
	}
	return move(tx, by, t, say{"letter": letter.Number, "material": pledgedNames(p.Items)}, rows...)
}

func newPledge(tx *store.Tx, c Case, s Signature, codes []string) (Pledge, []Material, error) {
	version, err := currentVersion(tx, c)
	if err != nil {
		return Pledge{}, nil, err
	}
	if !version.Pledge {
		return Pledge{}, nil, pledgeClosed.New(fault.Args{"item": c.ItemName})
	}
	if _, twice, err := pledgeOf(tx, c.ID); err != nil || twice {
		if twice {
			err = pledgedBefore.New(nil)
		}
		return Pledge{}, nil, err
	}
	if err := trusted(tx, c.Party, tx.Today()); err != nil {
		return Pledge{}, nil, err
	}
	list, err := materialList(tx, c.ID)
	if err != nil {
		return Pledge{}, nil, err
	}
	var problems fault.Problems
	s.check(&problems)
	if len(codes) == 0 {
		problems.Add("pledge", "承诺代替的材料：请至少选一份")
	}
	p := Pledge{County: tx.County(), ID: tx.NewID(), CaseID: c.ID, Party: c.Party, Signer: s.Signer, Capacity: s.Capacity,
		SignedAt: tx.Now(), CheckDays: version.Rules.PledgeCheck}
	var lines []Material
	for _, code := range codes {
		line, err := lineOf(list, code)
		if err != nil {
			return Pledge{}, nil, err
		}
		if !version.MayPledge(code) || line.Standing == Unneeded {
			return Pledge{}, nil, notPledgeable.New(fault.Args{"name": line.Name})
		}
		lines, p.Items = append(lines, line), append(p.Items, Pledged{line.Code, line.Name})
	}
	return p, lines, problems.Err()
}

// pledgeLiability is what a false pledge brings on (国办发〔2020〕42号).
const pledgeLiability = "承诺不实的，责令限期改正；逾期不改或者不能改正的，撤销决定，记入信用记录，信用修复前不再适用告知承诺和容缺受理；违法的依法处理"

func pledgeWords(tx *store.Tx, c Case, p Pledge) (duty, check string, err error) {
	version, err := currentVersion(tx, c)
	return version.Rules.PledgeDuty, fmt.Sprintf("作出决定后 %d 个工作日内，由两名以上工作人员核查", p.CheckDays), err
}

func pledgedNames(items []Pledged) string {
	names := make([]string, len(items))
	for i, item := range items {
		names[i] = item.Name
	}
	return strings.Join(names, "、")
}

// relyOn starts the check of a pledge with the decision that rests on it; a
// decision that does not leaves the pledge void.
func relyOn(tx *store.Tx, c Case, outcome Outcome) ([]journal.Row, error) {
	p, known, err := pledgeOf(tx, c.ID)
	if err != nil || !known || p.SettledAt != nil || p.VerifiedAt != nil {
		return nil, err
	}
	if outcome != OutcomeGranted {
		return []journal.Row{p.row()}, p.settle(tx, PledgeVoid)
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return nil, err
	}
	today := tx.Today()
	due, err := book.AddWorkdays(today, p.CheckDays)
	if err != nil {
		return nil, err
	}
	p.CheckFrom, p.CheckDue = &today, &due
	return []journal.Row{p.row()}, p.save(tx)
}

// voidPledge ends the pledge of a case that ends without a decision.
func voidPledge(tx *store.Tx, caseID string) ([]journal.Row, error) {
	p, known, err := pledgeOf(tx, caseID)
	if err != nil || !known || p.SettledAt != nil {
		return nil, err
	}
	return []journal.Row{p.row()}, p.settle(tx, PledgeVoid)
}

// trusting is a turn of a case that was decided on a pledge.
type trusting struct {
	turn
	p Pledge
}

// takeTrusting takes a verb on a pledge that waits for the given result.
func takeTrusting(tx *store.Tx, by flow.Actor, id string, seen Seen, verb flow.Verb, verified bool) (trusting, error) {
	t, err := take(tx, by, id, seen, verb)
	if err != nil {
		return trusting{}, err
	}
	p, known, err := pledgeOf(tx, id)
	if err == nil && (!known || p.CheckDue == nil || p.SettledAt != nil || (p.Result != nil) != verified) {
		err = nothingPledged.New(nil)
	}
	return trusting{t, p}, err
}

// Verification is what two officers found (核查).
type Verification struct {
	True    bool
	Finding string
	Second  string // account of the second officer
	Due     *calendar.Day
	Demand  string // what is to be put right, if it was false
}

// VerifyPledge records the check. What was pledged falsely is ordered to be put
// right by a day, with a numbered order (责令改正); what was true is done with.
func VerifyPledge(tx *store.Tx, by flow.Actor, id string, seen Seen, v Verification) (Case, error) {
	t, err := takeTrusting(tx, by, id, seen, VerbVerify, false)
	if err != nil {
		return Case{}, err
	}
	if err := v.check(by, tx.Today()); err != nil {
		return Case{}, err
	}
	at, today := tx.Now(), tx.Today()
	p := &t.p
	p.VerifiedAt, p.VerifiedDay, p.Verifier, p.Second, p.Finding = &at, &today, &by.Account, &v.Second, &v.Finding
	if v.True {
		p.Result = &pledgeTrue
		if err := p.settle(tx, PledgeHeld); err != nil {
			return Case{}, err
		}
		return move(tx, by, t.turn, say{"result": "true", "second": v.Second}, p.row())
	}
	letter, err := issue(tx, by, t.was, letters.Rectification, "责改", map[string]string{"item": t.was.ItemName,
		"facts": v.Finding, "demand": v.Demand, "due": v.Due.Chinese(), "effect": "逾期不改或者不能改正的，" + pledgeLater})
	if err != nil {
		return Case{}, err
	}
	p.Result, p.OrderLetter, p.RectifyDue = &pledgeFalse, &letter.ID, v.Due
	if err := p.save(tx); err != nil {
		return Case{}, err
	}
	now, err := move(tx, by, t.turn, say{"result": "false", "letter": letter.Number, "reason": v.Finding, "rectify_due": v.Due}, p.row())
	if err != nil {
		return Case{}, err
	}
	return now, tx.Fact("PledgeFalse", id, say{"number": now.No(), "unit": now.Unit})
}

const pledgeLater = "撤销决定，并记入信用记录"

// longestRectify is the longest time to put a false pledge right, in days.
const longestRectify = 60

func (v Verification) check(by flow.Actor, today calendar.Day) error {
	var p fault.Problems
	require(&p, "finding", v.Finding, "核查情况：请写明怎么核查、看到什么")
	if v.Second == "" || v.Second == by.Account {
		p.Add("second", "第二名核查人：请填另一位工作人员，核查要两人以上")
	}
	if !v.True {
		require(&p, "demand", v.Demand, "改正要求：请写明要改正到什么样")
		if v.Due == nil || *v.Due <= today || *v.Due > today+longestRectify {
			p.Add("due", "改正期限：请填明天以后、%d 天以内的一天", longestRectify)
		}
	}
	return p.Err()
}

// ConfirmRectified ends the matter of a false pledge that was put right.
func ConfirmRectified(tx *store.Tx, by flow.Actor, id string, seen Seen, finding string) (Case, error) {
	t, err := takeTrusting(tx, by, id, seen, VerbRectify, true)
	if err != nil {
		return Case{}, err
	}
	var problems fault.Problems
	require(&problems, "finding", finding, "改正情况：请写明改了什么、怎么核对的")
	if err := problems.Err(); err != nil {
		return Case{}, err
	}
	if err := t.p.settle(tx, PledgeRectified); err != nil {
		return Case{}, err
	}
	return move(tx, by, t.turn, say{"reason": finding}, t.p.row())
}

// Revoke sets the decision aside that rests on a false pledge which was not put
// right in time (撤销), by somebody else than who checked it. The party is flagged
// as dishonest; until that is repaired it is trusted no more.
func Revoke(tx *store.Tx, by flow.Actor, id string, seen Seen, reason string) (Case, error) {
	t, err := takeTrusting(tx, by, id, seen, VerbRevoke, true)
	if err != nil {
		return Case{}, err
	}
	if slices.Contains([]string{*t.p.Verifier, *t.p.Second}, by.Account) {
		return Case{}, verifierRevokes.New(nil)
	}
	if tx.Today() <= *t.p.RectifyDue {
		return Case{}, rectifyRuns.New(fault.Args{"due": t.p.RectifyDue.Chinese()})
	}
	var problems fault.Problems
	require(&problems, "reason", reason, "撤销理由：请写明事实、理由和依据（许可法第六十九条）")
	if err := problems.Err(); err != nil {
		return Case{}, err
	}
	d, err := standingDecision(tx, id)
	if err != nil {
		return Case{}, err
	}
	letter, err := revocationLetter(tx, by, t, d, reason)
	if err != nil {
		return Case{}, err
	}
	why := letter.Number + "：" + reason
	if _, err := saveDecision.Run(tx, d.Certificate, d.ValidFrom, d.ValidTo, &why, tx.County(), d.ID); err != nil {
		return Case{}, err
	}
	if _, err := party.SetBar(tx, by, party.BarDraft{Party: t.was.Party, Ground: party.GroundDishonesty,
		From: tx.Today(), Document: letter.Number}); err != nil {
		return Case{}, err
	}
	if err := t.p.settle(tx, PledgeRevoked); err != nil {
		return Case{}, err
	}
	now, err := move(tx, by, t.turn, say{"letter": letter.Number, "reason": reason}, t.p.row(),
		journal.Row{Table: "casework_decision", ID: d.ID})
	if err != nil {
		return Case{}, err
	}
	return now, tx.Fact("CaseRevoked", id, say{"number": now.No(), "unit": now.Unit})
}

func revocationLetter(tx *store.Tx, by flow.Actor, t trusting, d Decision, reason string) (letters.Letter, error) {
	certificate := ""
	if d.Certificate != nil {
		certificate = *d.Certificate
	}
	return issue(tx, by, t.was, letters.Revocation, "许撤", map[string]string{"item": t.was.ItemName,
		"original": d.At.Day().Chinese() + "准予“" + t.was.ItemName + "”", "facts": *t.p.Finding, "reasons": reason,
		"certificate_no": certificate})
}
