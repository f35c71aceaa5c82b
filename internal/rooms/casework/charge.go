package casework

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/money"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Charge (收费) is what a case costs by the schedule of its item version. The
// money itself goes to the treasury outside the house; the house records it
// under the number of the fiscal receipt (票据号).
type Charge struct {
	County      string
	ID          string
	Version     int64
	CaseID      string
	Unit        string
	State       flow.State
	Lines       []ChargedLine
	Assessed    money.Fen // 核定
	AssessedBy  *string
	Letter      *string   // the notice of payment
	Reduced     money.Fen // 减免
	ReducedAt   *calendar.Instant
	ReducedBy   *string
	ReducedFor  *string // ground and document
	Paid        money.Fen
	PaidAt      *calendar.Instant // when it was recorded
	PaidDay     *calendar.Day     // on the receipt
	Receipt     *string
	Refunded    money.Fen
	RefundedAt  *calendar.Instant
	RefundedFor *string
}

// ChargedLine is one line of the assessment, with its basis as published.
type ChargedLine struct {
	Name   string    `json:"name"`
	Price  money.Fen `json:"price"`
	Per    string    `json:"per"`
	N      int64     `json:"n"`
	Amount money.Fen `json:"amount"`
	Basis  string    `json:"basis"`
}

// Owed is what is still to be paid.
func (c Charge) Owed() money.Fen {
	if c.State != Owing {
		return 0
	}
	return c.Assessed - c.Reduced
}

// openCharge starts the charge of an accepted case whose item has a schedule. A
// single line by the case is assessed at once; else somebody states how many.
func openCharge(tx *store.Tx, by flow.Actor, c Case) ([]journal.Row, error) {
	version, err := currentVersion(tx, c)
	if err != nil || len(version.Rules.Fees) == 0 {
		return nil, err
	}
	if _, known, err := chargeByCase.Find(tx, tx.County(), c.ID); err != nil || known {
		return nil, err // reopened: what was paid stands
	}
	charge := Charge{County: tx.County(), ID: tx.NewID(), Version: 1, CaseID: c.ID, Unit: c.Unit, State: ToAssess, Lines: []ChargedLine{}}
	if only := version.Rules.Fees[0]; len(version.Rules.Fees) == 1 && only.Per == "件" {
		if err := charge.assess(tx, by, c, version, map[string]int64{only.Name: 1}); err != nil {
			return nil, err
		}
		charge.State = Owing
	}
	return []journal.Row{charge.row()}, insertCharge.One(tx, charge)
}

func (c Charge) row() journal.Row { return journal.Row{Table: "casework_charge", ID: c.ID} }

// assess sums the stated numbers of the schedule's lines, in the schedule's
// order, and issues the notice of payment.
func (c *Charge) assess(tx *store.Tx, by flow.Actor, k Case, v catalogue.Version, numbers map[string]int64) error {
	var p fault.Problems
	for name := range numbers {
		if _, ok := v.Fee(name); !ok {
			return chargeUnlisted.New(fault.Args{"name": name})
		}
	}
	var rows []string
	for _, fee := range v.Rules.Fees {
		n := numbers[fee.Name]
		if n < 0 {
			p.Add("n."+fee.Name, "%s：数量不能小于 0，请改正", fee.Name)
		}
		if n <= 0 {
			continue
		}
		amount, err := fee.Price.Times(n)
		p.Check("n."+fee.Name, err)
		sum, err := c.Assessed.Add(amount)
		p.Check("n."+fee.Name, err)
		c.Assessed = sum
		c.Lines = append(c.Lines, ChargedLine{fee.Name, fee.Price, fee.Per, n, amount, fee.Basis})
		rows = append(rows, strings.Join([]string{fee.Name, fee.Price.String() + "元/" + fee.Per, fmt.Sprint(n), amount.String(), fee.Basis}, "\t"))
	}
	if len(rows) == 0 {
		p.Add("n", "数量：请至少给一个收费项目填上数量")
	}
	if err := p.Err(); err != nil {
		return err
	}
	letter, err := issue(tx, by, k, letters.PaymentNotice, "缴", map[string]string{"item": k.ItemName, "lines": strings.Join(rows, "\n"),
		"total": c.Assessed.String() + "元（" + c.Assessed.Capital() + "）", "effect": payHow(v)})
	c.AssessedBy, c.Letter = &by.Account, &letter.ID
	return err
}

func payHow(v catalogue.Version) string {
	const how = "请凭本通知书缴入非税收入专户并取得财政票据，窗口不收现金"
	if v.Rules.PayLater {
		return how + "；可以先取结果再缴"
	}
	return how + "；缴清后发给结果，办理期限照常计算"
}

// takeCharge reads the charge of a case the actor may see and the step of verb.
func takeCharge(tx *store.Tx, by flow.Actor, caseID string, verb flow.Verb) (Case, Charge, flow.Step, error) {
	k, err := open(tx, by, caseID)
	if err != nil {
		return k, Charge{}, flow.Step{}, err
	}
	c, known, err := chargeByCase.Find(tx, tx.County(), caseID)
	if err == nil && !known {
		err = chargeFree.New(nil)
	}
	if err != nil {
		return k, c, flow.Step{}, err
	}
	step, err := ChargeFlow.Next(by, c.State, verb)
	return k, c, step, err
}

// write takes the step. It is the only writer of a charge that was opened.
func (c Charge) write(tx *store.Tx, by flow.Actor, step flow.Step, details say) (Charge, error) {
	if err := c.save(tx, step); err != nil {
		return c, err
	}
	c.State, c.Version = step.To, c.Version+1
	_, err := journal.Record(tx, by, step.Kind, c.CaseID, details, c.row())
	return c, err
}

func (c Charge) save(tx *store.Tx, step flow.Step) error {
	return saveCharge.One(tx, step.To, c.Lines, c.Assessed, c.AssessedBy, c.Letter, c.Reduced, c.ReducedAt, c.ReducedBy, c.ReducedFor,
		c.Paid, c.PaidAt, c.PaidDay, c.Receipt, c.Refunded, c.RefundedAt, c.RefundedFor, tx.County(), c.ID, c.State, c.Version)
}

// AssessCharge (核定收费) states how many of each published line the case has.
func AssessCharge(tx *store.Tx, by flow.Actor, caseID string, numbers map[string]int64) (Charge, error) {
	k, c, step, err := takeCharge(tx, by, caseID, VerbAssess)
	if err != nil {
		return c, err
	}
	version, err := currentVersion(tx, k)
	if err != nil {
		return c, err
	}
	if err := c.assess(tx, by, k, version, numbers); err != nil {
		return c, err
	}
	return c.write(tx, by, step, say{"amount": c.Assessed, "letter": c.Letter})
}

// Payment is what the fiscal receipt says.
type Payment struct {
	Receipt string
	Amount  money.Fen
	Day     calendar.Day
}

// PayCharge (登记缴费) records a payment under its receipt. Less or more than what
// is owed is refused, and so is a receipt that paid for another case.
func PayCharge(tx *store.Tx, by flow.Actor, caseID string, in Payment) (Charge, error) {
	_, c, step, err := takeCharge(tx, by, caseID, VerbPay)
	if err != nil {
		return c, err
	}
	var p fault.Problems
	in.Receipt = strings.TrimSpace(in.Receipt)
	require(&p, "receipt", in.Receipt, "票据号：请照财政票据填写")
	if in.Day > tx.Today() || in.Day == 0 {
		p.Add("day", "缴款日期：请填票据上的日期，不能晚于今天")
	}
	if err := p.Err(); err != nil {
		return c, err
	}
	if in.Amount != c.Owed() {
		return c, chargeAmount.New(fault.Args{"owed": c.Owed().String(), "paid": in.Amount.String()})
	}
	if _, used, err := chargeByReceipt.Find(tx, tx.County(), in.Receipt); err != nil || used {
		if used {
			err = chargeReceiptUsed.New(fault.Args{"receipt": in.Receipt})
		}
		return c, err
	}
	at := tx.Now()
	c.Paid, c.PaidAt, c.PaidDay, c.Receipt = in.Amount, &at, &in.Day, &in.Receipt
	return c.write(tx, by, step, say{"amount": c.Paid, "receipt": in.Receipt, "day": in.Day})
}

// ReduceCharge (减收、免收) takes an amount off what is owed, on a ground with its
// document, by somebody else than who assessed it; the whole makes it exempt.
func ReduceCharge(tx *store.Tx, by flow.Actor, caseID string, amount money.Fen, ground string) (Charge, error) {
	verb := VerbReduce
	if c, known, err := chargeByCase.Find(tx, tx.County(), caseID); err == nil && known && amount == c.Owed() {
		verb = VerbExempt
	}
	_, c, step, err := takeCharge(tx, by, caseID, verb)
	if err != nil {
		return c, err
	}
	if c.AssessedBy != nil && *c.AssessedBy == by.Account {
		return c, chargeSecond.New(nil)
	}
	var p fault.Problems
	require(&p, "ground", strings.TrimSpace(ground), "理由和依据：请写明属于哪一种减免、依据哪个文件")
	if amount <= 0 || amount > c.Owed() {
		p.Add("amount", "减免金额：应大于 0、不超过应缴的 %s 元，请改正", c.Owed())
	}
	if c.Reduced > 0 {
		p.Add("amount", "减免：已经减过一次，请按减后的金额缴费")
	}
	if err := p.Err(); err != nil {
		return c, err
	}
	at := tx.Now()
	c.Reduced, c.ReducedAt, c.ReducedBy, c.ReducedFor = amount, &at, &by.Account, &ground
	return c.write(tx, by, step, say{"amount": amount, "reason": ground})
}

// RefundCharge (登记退费) records that a payment, or a part of it, went back.
func RefundCharge(tx *store.Tx, by flow.Actor, caseID string, amount money.Fen, reason string) (Charge, error) {
	_, c, step, err := takeCharge(tx, by, caseID, VerbRefund)
	if err != nil {
		return c, err
	}
	var p fault.Problems
	require(&p, "reason", strings.TrimSpace(reason), "退费理由：请写明为什么退、退库的文号")
	if amount <= 0 || amount > c.Paid {
		p.Add("amount", "退费金额：应大于 0、不超过已缴的 %s 元，请改正", c.Paid)
	}
	if err := p.Err(); err != nil {
		return c, err
	}
	at := tx.Now()
	c.Refunded, c.RefundedAt, c.RefundedFor = amount, &at, &reason
	return c.write(tx, by, step, say{"amount": amount, "reason": reason})
}

// voidCharge ends what is not yet paid of a case without a grant; what was paid
// waits for its refund. It is part of the act that ends the case.
func voidCharge(tx *store.Tx, caseID string) ([]journal.Row, error) {
	c, known, err := chargeByCase.Find(tx, tx.County(), caseID)
	if err != nil || !known {
		return nil, err
	}
	step, err := ChargeFlow.Next(flow.System("casework.charge"), c.State, VerbVoid)
	if flow.StepRefused.Is(err) {
		return nil, nil // paid or settled
	}
	if err != nil {
		return nil, err
	}
	return []journal.Row{c.row()}, c.save(tx, step)
}

// mayHandOver refuses to deliver a grant that is not paid for.
func mayHandOver(tx *store.Tx, c Case, v catalogue.Version) error {
	if v.Rules.PayLater || c.State == Refused {
		return nil
	}
	charge, known, err := chargeByCase.Find(tx, tx.County(), c.ID)
	if err == nil && known && (charge.State == ToAssess || charge.State == Owing) {
		err = chargeUnpaid.New(fault.Args{"state": ChargeFlow.Staff(charge.State)})
	}
	return err
}
