package pages

import (
	"strconv"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/money"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// feeView is the charge of a case with the acts the reader may take on it.
type feeView struct {
	Charge   casework.Charge
	Schedule []catalogue.Fee // while it is to be assessed
	Case     string
	Form     func(word string) *kit.Form
	May      map[string]bool
}

// feeOf is nil for a free case.
func feeOf(tx *store.Tx, c *kit.Ctx, f casework.File) (*feeView, error) {
	if f.Charge == nil {
		return nil, nil
	}
	v := &feeView{Charge: *f.Charge, Case: f.Case.ID, Form: c.FormOf, May: map[string]bool{}}
	for word, act := range feeActs {
		_, err := casework.ChargeFlow.Next(c.Actor, f.Charge.State, act.verb)
		v.May[word] = err == nil && c.Actor.Unit != "" && (word != "fee-reduce" || f.Charge.Reduced == 0)
	}
	if !v.May["fee-assess"] {
		return v, nil
	}
	version, err := catalogue.VersionByID(tx, f.Case.ItemVersion)
	v.Schedule = version.Rules.Fees
	return v, err
}

// feeActs are the acts on a charge by the last word of the address.
var feeActs = map[string]struct {
	verb flow.Verb
	do   func(tx *store.Tx, by flow.Actor, id string, f *kit.Form) error
}{
	"fee-assess": {casework.VerbAssess, assessFee},
	"fee-pay":    {casework.VerbPay, payFee},
	"fee-reduce": {casework.VerbReduce, func(tx *store.Tx, by flow.Actor, id string, f *kit.Form) error {
		_, err := casework.ReduceCharge(tx, by, id, yuan(f, "amount"), f.Text("ground"))
		return err
	}},
	"fee-refund": {casework.VerbRefund, func(tx *store.Tx, by flow.Actor, id string, f *kit.Form) error {
		_, err := casework.RefundCharge(tx, by, id, yuan(f, "amount"), f.Text("reason"))
		return err
	}},
}

func assessFee(tx *store.Tx, by flow.Actor, id string, f *kit.Form) error {
	numbers := map[string]int64{}
	file, err := casework.Show(tx, by, id)
	if err != nil {
		return err
	}
	version, err := catalogue.VersionByID(tx, file.Case.ItemVersion)
	if err != nil {
		return err
	}
	for _, fee := range version.Rules.Fees {
		text := f.Text("n." + fee.Name)
		if text == "" {
			continue
		}
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			f.Problem("n."+fee.Name, "数量：请填整数")
		}
		numbers[fee.Name] = n
	}
	_, err = casework.AssessCharge(tx, by, id, numbers)
	return err
}

func payFee(tx *store.Tx, by flow.Actor, id string, f *kit.Form) error {
	_, err := casework.PayCharge(tx, by, id, casework.Payment{Receipt: f.Text("receipt"), Amount: yuan(f, "amount"), Day: f.Day("day", "缴款日期")})
	return err
}

// yuan reads an amount; one that cannot be read is a problem of the form.
func yuan(f *kit.Form, name string) money.Fen {
	amount, err := money.Parse(f.Text(name))
	if err != nil {
		f.Problem(name, err.Error())
	}
	return amount
}

func (s site) actOnFee(c *kit.Ctx) error {
	word := c.Path("verb")
	f := c.FormOf(word)
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		act, ok := feeActs[word]
		if !ok {
			return "", store.NoRow.New(nil)
		}
		return "/cases/" + c.Path("id"), act.do(tx, c.Actor, c.Path("id"), f)
	}), s.casePage)
}

// feeTones colours the states of a charge.
var feeTones = map[flow.State]ui.Tone{casework.ToAssess: ui.Amber, casework.Owing: ui.Amber, casework.PaidUp: ui.Green, casework.Exempt: ui.Green}

func feePairs(c casework.Charge) (out []ui.Pair) {
	for _, row := range []struct {
		term string
		fen  money.Fen
		note string
	}{{"核定", c.Assessed, ""}, {"减免", c.Reduced, textOr(c.ReducedFor)}, {"已缴", c.Paid, "票据 " + textOr(c.Receipt)}, {"已退", c.Refunded, textOr(c.RefundedFor)}} {
		if row.fen > 0 {
			text := row.fen.String() + " 元"
			if row.note != "" {
				text += "（" + row.note + "）"
			}
			out = append(out, ui.Pair{Term: row.term, Text: text})
		}
	}
	return out
}

func textOr(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
