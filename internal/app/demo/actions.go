package demo

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/letters"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/store"
)

// action carries out one kind of line.
type action func(r *replay, tx *store.Tx, by flow.Actor, e Event) error

// actions maps the words of the ledger to the verbs.
var actions = map[string]action{
	"填报":   open,
	"收取材料": receive,
	"提交":   submit,
	"补正告知": askCorrection,
	"补齐":   onCase(casework.Resubmit),
	"受理":   onCase(casework.Accept),
	"不需许可": withReason(casework.AnswerNotNeeded),
	"不予受理": notOurs,
	"当场更正": fix(casework.FixOnSpot),
	"更正":   fix(casework.Correct),
	"承办":   assign,
	"现场核查": opine(casework.OpinionOnsite),
	"法制审核": opine(casework.OpinionLegal),
	"审查意见": opine(casework.OpinionReview),
	"特别程序": suspend,
	"恢复":   withReason(casework.Resume),
	"延长":   extend,
	"提请":   propose,
	"退回再审": withReason(casework.SendBack),
	"准予":   decide(casework.Grant),
	"不予许可": decide(casework.Refuse),
	"转报":   decide(casework.HandUp),
	"制证":   certify,
	"送达":   deliver,
	"归档":   onCase(casework.Close),
	"撤回":   withReason(casework.Withdraw),
	"提请终止": withReason(casework.AskTermination),
	"终止":   onCase(casework.Terminate),
	"重新办理": reopen,

	"公布叫号次序": hallPriority,
	"设服务时间":  hallHours,
	"预约窗口":   hallBook,
	"取消窗口预约": hallCancel,
	"预约到窗口":  hallArrive,
	"取号":     hallTake,
	"叫号":     hallCall,
	"办完号":    atDesk(hall.Finish),
	"过号":     atDesk(hall.Skip),
}

// onCase is a verb that needs nothing but the case.
func onCase(verb func(*store.Tx, flow.Actor, string, casework.Seen) (casework.Case, error)) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		_, err := verb(tx, by, r.cases[e.Case], 0)
		return err
	}
}

// withReason is a verb that needs one text.
func withReason(verb func(*store.Tx, flow.Actor, string, casework.Seen, string) (casework.Case, error)) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		_, err := verb(tx, by, r.cases[e.Case], 0, e.Get("说明"))
		return err
	}
}

func decide(verb func(*store.Tx, flow.Actor, string, casework.Seen, casework.Verdict) (casework.Case, error)) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		_, err := verb(tx, by, r.cases[e.Case], 0, casework.Verdict{Reasons: e.Get("说明"), Overdue: e.Get("结论")})
		return err
	}
}

func opine(kind casework.OpinionKind) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		o := casework.Opinion{Kind: kind, Conclusion: conclusions[e.Get("结论")], Body: e.Get("说明")}
		if second := e.Get("材料"); kind == casework.OpinionOnsite {
			account, err := r.account(tx, second)
			if err != nil {
				return err
			}
			o.Second = &account
		}
		_, err := casework.Opine(tx, by, r.cases[e.Case], 0, o)
		return err
	}
}

var conclusions = map[string]string{"符合": "grant", "不符合": "refuse"}

func fix(verb func(*store.Tx, flow.Actor, string, casework.Seen, casework.Fix) (casework.Case, error)) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		field, value, _ := strings.Cut(e.Get("答复"), "=")
		_, err := verb(tx, by, r.cases[e.Case], 0, casework.Fix{Field: field, New: value, Reason: e.Get("说明")})
		return err
	}
}

func open(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	who, err := r.party(tx, e.Get("申请人"))
	if err != nil {
		return err
	}
	f := casework.Filing{Item: e.Get("事项"), Party: who, Renews: e.Get("原证"), Answers: answersOf(e),
		Mobile: sampleMobile, Delivery: deliveryCodes[e.Get("送达")]}
	if code := e.Get("项目"); code != "" {
		if f.Project, err = r.project(tx, code); err != nil {
			return err
		}
	}
	if claimed, ok, err := e.Day("日期"); err != nil {
		return err
	} else if ok { // 补录: the papers are said to have come in earlier
		at := claimed.Start() + calendar.Instant(10*3600*1000)
		f.ClaimedAt, f.ClaimReason = &at, e.Get("说明")
	}
	c, err := casework.Open(tx, by, f)
	if err != nil {
		return err
	}
	r.cases[e.Case] = c.ID
	return nil
}

// answersOf reads the answers to an item's questions.
func answersOf(e Event) map[string]string {
	out := map[string]string{}
	for _, pair := range e.List("答复") {
		question, choice, _ := strings.Cut(pair, "=")
		out[question] = choice
	}
	return out
}

// sampleMobile is nobody's number: 199 0000 0000 is never assigned.
const sampleMobile = "19900000000"

var deliveryCodes = map[string]string{"自取": "window", "邮寄": "mail", "电子": "electronic"}

func receive(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	file, err := casework.Show(tx, by, r.cases[e.Case])
	if err != nil {
		return err
	}
	only := map[string]bool{}
	for _, code := range e.List("材料") {
		only[code] = true
	}
	var sheets []casework.Sheet
	for _, line := range file.Materials {
		wanted := len(only) == 0 && line.Standing == casework.Missing || only[line.Code]
		if wanted {
			sheets = append(sheets, casework.Sheet{Code: line.Code, Pages: 2})
		}
	}
	_, err = casework.Receive(tx, by, file.Case.ID, 0, sheets...)
	return err
}

func submit(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	receipt, err := casework.Submit(tx, by, r.cases[e.Case], 0)
	if err == nil {
		r.receipts[e.Case] = receipt
	}
	return err
}

func askCorrection(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	file, err := casework.Show(tx, by, r.cases[e.Case])
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, line := range file.Materials {
		names[line.Code] = line.Name
	}
	ask := casework.Ask{Reason: e.Get("结论")}
	for _, code := range e.List("材料") {
		ask.Gaps = append(ask.Gaps, casework.Gap{Material: code, Name: names[code], Problem: e.Get("说明"), Required: "按办事指南的样表重新提交"})
	}
	if due, ok, err := e.Day("日期"); err != nil {
		return err
	} else if ok {
		ask.Due = &due
	}
	_, err = casework.AskCorrection(tx, by, file.Case.ID, 0, ask)
	return err
}

func notOurs(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	_, err := casework.AnswerNotOurs(tx, by, r.cases[e.Case], 0, e.Get("说明"), e.Get("结论"))
	return err
}

func assign(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	_, err := casework.Assign(tx, by, r.cases[e.Case], 0, "")
	return err
}

func suspend(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	planned, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	_, err = casework.Suspend(tx, by, r.cases[e.Case], 0,
		casework.Stop{Ground: e.Get("结论"), Planned: planned, Body: e.Get("说明")})
	return err
}

func extend(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	days, err := e.Number("天数")
	if err != nil {
		return err
	}
	_, err = casework.Extend(tx, by, r.cases[e.Case], 0, days, e.Get("说明"))
	return err
}

func propose(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	_, err := casework.Propose(tx, by, r.cases[e.Case], 0, conclusions[e.Get("结论")], e.Get("说明"))
	return err
}

func certify(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	cert := casework.Certificate{Number: e.Get("文号"), ValidFrom: tx.Today()}
	until, ok, err := e.Day("日期")
	if err != nil {
		return err
	}
	if ok {
		cert.ValidTo = &until
	}
	_, err = casework.Issue(tx, by, r.cases[e.Case], 0, cert)
	return err
}

func deliver(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	today := tx.Today()
	d := letters.Delivery{Method: letters.Direct, Recipient: "示例经办人", Relation: "本人", SentOn: today, ArrivedOn: &today}
	_, err := casework.Deliver(tx, by, r.cases[e.Case], 0, d)
	return err
}

func reopen(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	_, err := casework.Reopen(tx, by, r.cases[e.Case], 0, e.Get("文号"), e.Get("说明"))
	return err
}

// line names a line of the ledger in an error.
func (e Event) line() string {
	return fmt.Sprintf("办件过程台账第 %d 行（%s %s %s）", e.Line, e.At, e.Case, e.Act)
}
