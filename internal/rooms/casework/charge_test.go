package casework

import (
	"context"
	"slices"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/money"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// priced adds an item with a schedule of the lines, each with its price in yuan.
func (c *county) priced(code string, later bool, lines map[string]money.Fen) {
	c.t.Helper()
	c.item(code, func(e *catalogue.Edition) {
		e.Name, e.Rules.OnSite, e.Rules.PayLater = "首次登记", false, later
		e.Guide.Charged, e.Guide.Fee, e.Guide.FeeBasis = true, "见收费项目", "示例条例"
		for _, name := range []string{"住宅", "非住宅"} {
			if price, ok := lines[name]; ok {
				e.Rules.Fees = append(e.Rules.Fees, catalogue.Fee{Name: name, Price: price, Per: "件", Rank: "regulation", Basis: "示例条例第一条"})
			}
		}
	})
}

func (c *county) pay(id string, fen money.Fen, receipt string) func(tx *store.Tx) error {
	return func(tx *store.Tx) error {
		_, err := PayCharge(tx, clerk, id, Payment{Receipt: receipt, Amount: fen, Day: tx.Today()})
		return err
	}
}

func Test收费_核定缴费减免退费_没缴不送达(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.priced("two", false, map[string]money.Fen{"住宅": 8000, "非住宅": 55000})
		k := c.accepted("two")
		if f := c.file(k.ID).Charge; f == nil || f.State != ToAssess {
			t.Fatalf("%+v", f)
		}
		assess := func(numbers map[string]int64) func(tx *store.Tx) error {
			return func(tx *store.Tx) error { _, err := AssessCharge(tx, clerk, k.ID, numbers); return err }
		}
		c.refused(chargeUnlisted, assess(map[string]int64{"工本费": 1}))
		if err := c.s.Write(context.Background(), assess(map[string]int64{"住宅": 0})); err == nil {
			t.Error("nothing was assessed")
		}
		c.act(assess(map[string]int64{"住宅": 2, "非住宅": 1}))
		if f := c.file(k.ID).Charge; f.Owed() != 71000 || len(f.Lines) != 2 || f.Letter == nil {
			t.Errorf("%+v", f)
		}
		c.refused(chargeAmount, c.pay(k.ID, 70000, "P1"))
		reduce := func(by string, fen money.Fen) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				who := approver
				who.Account = by
				_, err := ReduceCharge(tx, who, k.ID, fen, "小微企业，示例文件")
				return err
			}
		}
		c.refused(chargeSecond, reduce(clerk.Account, 1000))
		if err := c.s.Write(context.Background(), reduce("approver", 71001)); err == nil {
			t.Error("more was taken off than is owed")
		}
		c.act(reduce("approver", 1000))
		c.act(c.pay(k.ID, 70000, "P1"))
		c.refused(flow.StepRefused, c.pay(k.ID, 70000, "P2"))
		c.figureSum("fees.collected", 70000)
		c.figureSum("fees.reduced", 1000)
	})
}

func Test收费_按件的受理即核定_缴清才送达_退费和不再收(t *testing.T) {
	both(t, func(t *testing.T, c *county) {
		c.priced("one", false, map[string]money.Fen{"住宅": 8000})
		one := c.granted("one") // by the case: assessed on acceptance
		if f := c.file(one.ID).Charge; f.State != Owing || f.Owed() != 8000 {
			t.Fatalf("%+v", f)
		}
		deliver := func(tx *store.Tx) error { _, err := Deliver(tx, clerk, one.ID, 0, handedOver(tx)); return err }
		c.act(func(tx *store.Tx) error {
			_, err := Issue(tx, clerk, one.ID, 0, Certificate{Number: "Z-1"})
			return err
		})
		c.refused(chargeUnpaid, deliver)
		other := c.accepted("one")
		c.act(c.pay(other.ID, 8000, "P1"))
		c.refused(chargeReceiptUsed, c.pay(one.ID, 8000, "P1"))
		c.act(c.pay(one.ID, 8000, "P3"))
		c.act(deliver)
		refund := func(fen money.Fen) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := RefundCharge(tx, approver, one.ID, fen, "多收，退库示例文号")
				return err
			}
		}
		if err := c.s.Write(context.Background(), refund(8001)); err == nil {
			t.Error("more went back than came in")
		}
		c.act(refund(3000))
		c.figureSum("fees.collected", 16000)
		c.figureSum("fees.refunded", 3000)

		gone := c.accepted("one")
		c.act(func(tx *store.Tx) error { _, err := Withdraw(tx, clerk, gone.ID, 0, "不办了"); return err })
		if f := c.file(gone.ID).Charge; f.State != ChargeVoid || f.Owed() != 0 {
			t.Errorf("%+v", f)
		}
		c.priced("later", true, map[string]money.Fen{"住宅": 8000})
		later := c.granted("later")
		c.act(func(tx *store.Tx) error {
			_, err := Issue(tx, clerk, later.ID, 0, Certificate{Number: "Z-2"})
			return err
		})
		c.act(func(tx *store.Tx) error { _, err := Deliver(tx, clerk, later.ID, 0, handedOver(tx)); return err })
	})
}

// figureSum holds a figure of June 2020 and its records against a sum in fen.
func (c *county) figureSum(id string, want int64) {
	c.t.Helper()
	i := slices.IndexFunc(figures, func(f manifest.Figure) bool { return f.ID == id })
	q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 6, 1), To: calendar.DayOf(2020, 6, 30)}, AsOf: c.clock.Now()}
	err := c.s.Read(context.Background(), func(tx *store.Tx) error {
		v, err := figures[i].Value(tx, q)
		if err != nil {
			return err
		}
		records, err := figures[i].Trace(tx, q)
		sum := int64(0)
		for _, r := range records {
			sum += r.Amount
		}
		if v.Num != want || sum != want {
			c.t.Errorf("%s：%d，记录合计 %d，应为 %d", id, v.Num, sum, want)
		}
		return err
	})
	if err != nil {
		c.t.Error(err)
	}
}
