package letters

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// ReturnReasons lists why letters come back, with their words.
var ReturnReasons = []struct {
	Reason ReturnReason
	Zh     string
}{
	{"refused", "拒收"}, {"unknown", "查无此人"}, {"moved", "迁移新址不明"}, {"address", "地址欠详"}, {"unclaimed", "逾期未领"}, {"other", "其他"},
}

// Zh is the reason in words, empty when there is no such reason.
func (r ReturnReason) Zh() string {
	for _, row := range ReturnReasons {
		if row.Reason == r {
			return row.Zh
		}
	}
	return ""
}

// Return (登记退回) records that a letter sent by mail or through another body came
// back. It is not served then; another attempt may follow, in another way.
func Return(tx *store.Tx, by flow.Actor, deliveryID string, on calendar.Day, why ReturnReason) (Delivered, error) {
	if err := may(by, "送达文书", servers); err != nil {
		return Delivered{}, err
	}
	out, err := deliveryByID.One(tx, tx.County(), deliveryID)
	if err != nil {
		return Delivered{}, err
	}
	l, err := ByID(tx, out.LetterID)
	if err != nil {
		return Delivered{}, err
	}
	if err := out.underWay(); err != nil {
		return Delivered{}, err
	}
	var p fault.Problems
	if why.Zh() == "" {
		p.Add("return_reason", "退回原因没有选：请照回执上写的选一项")
	}
	switch {
	case on < out.SentOn:
		p.Add("returned_on", "退回日期 %s 早于送出日期 %s：请改正", on, out.SentOn)
	case on > tx.Today():
		p.Add("returned_on", "退回日期 %s 还没有到：请填实际退回的日期", on)
	}
	if err := p.Err(); err != nil {
		return Delivered{}, err
	}
	if err := returnDelivery.One(tx, on, why, tx.County(), out.ID, out.Version); err != nil {
		return Delivered{}, err
	}
	out.ReturnedOn, out.ReturnReason = &on, &why
	out.Version++
	return out, record(tx, by, "letter.return", l, out)
}

// decisions are the letters whose service brings a case to its next state.
var decisions = []FormCode{Grant, Refusal, Renewal, NonRenewal}

// IsDecision reports whether a case waits for the service of this letter.
func (l Letter) IsDecision() bool { return slices.Contains(decisions, l.Form) }
