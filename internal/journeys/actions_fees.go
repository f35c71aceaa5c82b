package journeys

import (
	"fmt"
	"strconv"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/money"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

func init() {
	onFee("核定收费", "（每个项目一行：项目＝数量）", func(a *Act) (recordAct, error) {
		numbers := map[string]int64{}
		for _, f := range a.Fields() {
			n, err := strconv.ParseInt(f.Value, 10, 64)
			if err != nil {
				return nil, err
			}
			numbers[f.Name] = n
		}
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := casework.AssessCharge(tx, by, id, numbers)
			return err
		}, nil
	})
	onFee("登记缴费", "元 票据号", func(a *Act) (recordAct, error) {
		amount, receipt, err := amountAnd(a)
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := casework.PayCharge(tx, by, id, casework.Payment{Receipt: receipt, Amount: amount, Day: tx.Today()})
			return err
		}, err
	})
	for word, verb := range map[string]func(*store.Tx, flow.Actor, string, money.Fen, string) (casework.Charge, error){
		"批准减免": casework.ReduceCharge, "登记退费": casework.RefundCharge,
	} {
		onFee(word, "元 理由", func(a *Act) (recordAct, error) {
			amount, why, err := amountAnd(a)
			return func(tx *store.Tx, by flow.Actor, id string) error {
				_, err := verb(tx, by, id, amount, why)
				return err
			}, err
		})
	}
}

func onFee(word, usage string, prepare func(a *Act) (recordAct, error)) {
	onRecord("办件", word, usage, (*Act).feeSeen, prepare)
}

// amountAnd reads an amount in yuan and the words after it.
func amountAnd(a *Act) (money.Fen, string, error) {
	w := a.Rest()
	if len(w) < 2 {
		return 0, "", fmt.Errorf("an amount and words are missing")
	}
	amount, err := money.Parse(w[0])
	return amount, strings.Join(w[1:], " "), err
}

// feeSeen is what the case's page says of its charge.
func (a *Act) feeSeen(id string) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		file, err := casework.Show(tx, a.By, id)
		if err != nil {
			return err
		}
		if file.Charge == nil {
			seen = "不收费"
			return nil
		}
		c := *file.Charge
		seen = fmt.Sprintf("%s，核定 %s，减免 %s，已缴 %s，已退 %s，应缴 %s", casework.ChargeFlow.Staff(c.State), c.Assessed, c.Reduced, c.Paid, c.Refunded, c.Owed())
		return nil
	})
	return seen, err
}
