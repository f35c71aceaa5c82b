package pages

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// formOf is the form of a verb on this case, if it has one and it applies now.
func formOf(verb flow.Verb, file casework.File) (verbForm, bool) {
	form, ok := anyForm(verb)
	if !ok || form.asks == nil {
		return form, ok
	}
	form.fields = form.asks(file)
	return form, len(form.fields) > 0
}

func anyForm(verb flow.Verb) (verbForm, bool) {
	if form, ok := trustForms[verb]; ok {
		return form, true
	}
	form, ok := verbForms[verb]
	return form, ok
}

// trustForms are the forms of conditional acceptance and pledges. Each asks
// nothing, and so is not shown, unless the case stands where it applies.
var trustForms = map[flow.Verb]verbForm{
	casework.VerbSupply: {hint: "材料到窗口的时间就是补交时间；收的时候当场核对", asks: func(f casework.File) []field {
		return withOptions(field{"checks", ui.FieldView{Name: "supply", Label: "带来的材料"}, nil}, owedOptions(f, func(o casework.Owed) bool { return o.SuppliedAt == nil }))
	}, run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
		var supplies []casework.Supply
		for _, code := range f.All("supply") {
			supplies = append(supplies, casework.Supply{Sheet: casework.Sheet{Code: code, Pages: 1}})
		}
		return drop(casework.Supplement(tx, by, t.id, t.seen, supplies...))
	}},
	casework.VerbCheck: {hint: "网上补交的要核对；不合格的写明问题，申请人在期限内可以再补", asks: func(f casework.File) []field {
		return withOptions(choice("material", "补交的材料"), owedOptions(f, func(o casework.Owed) bool { return o.SuppliedAt != nil && o.CheckedAt == nil }),
			optional(line("problem", "哪里不合格", "合格的不填")))
	}, run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
		return drop(casework.CheckSupplement(tx, by, t.id, t.seen, f.Text("material"), f.Text("problem")))
	}},
	casework.VerbAskMore: {hint: "只因不可抗力、只能一次；要另一位审批人批准", asks: func(f casework.File) []field {
		if !owes(f) || f.Deferral.ExtendedAt != nil || f.Deferral.AskedBy != nil {
			return nil
		}
		return []field{date("due", "新的补交日", "不晚于法定期限 "+dayText(f.Case.StatutoryDue)), area("reason", "不可抗力和证明", "")}
	}, run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
		return drop(casework.AskMoreTime(tx, by, t.id, t.seen, casework.MoreTime{Due: f.Day("due", "新的补交日"), Reason: f.Lines("reason")}))
	}},
	casework.VerbGiveMore: {hint: "提请人不能自己批准", asks: func(f casework.File) []field {
		if !owes(f) || f.Deferral.ExtendedAt != nil || f.Deferral.AskedBy == nil {
			return nil
		}
		return []field{{"tick", ui.FieldView{Name: "sure", Label: fmt.Sprintf("延到 %s：%s", dayText(f.Deferral.AskedDue), *f.Deferral.AskedReason)}, nil}}
	}, run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
		if !f.Ticked("sure") {
			f.Problem("sure", "批准延长：请核对日期和理由后勾选")
			return f.Err()
		}
		return drop(casework.GiveMoreTime(tx, by, t.id, t.seen))
	}},
	casework.VerbVerify: {hint: "两人以上核查；不实的出《责令改正通知书》", asks: func(f casework.File) []field {
		if p := f.Pledge; p == nil || p.Standing() != "to_verify" {
			return nil
		}
		return []field{choice("result", "核查结果", ui.Option{Value: "true", Label: "属实"}, ui.Option{Value: "false", Label: "不实"}),
			area("finding", "核查情况", "怎么核查、看到什么"), line("second", "第二名核查人（账号）", ""),
			optional(area("demand", "改正要求", "不实的必填")), optional(date("due", "改正期限", "不实的必填"))}
	}, run: verifyPledge},
	casework.VerbRectify: {asks: rectifying(area("finding", "改了什么、怎么核对的", "")), run: worded(area("finding", "", ""), casework.ConfirmRectified).run},
	casework.VerbRevoke: {hint: "改正期限过了才能撤销；参加核查的人不能决定；同时给申请人记失信", asks: rectifying(area("reason", "撤销的事实、理由和依据", "")),
		run: worded(area("reason", "", ""), casework.Revoke).run},
}

func owes(f casework.File) bool { return f.Deferral != nil && f.Deferral.Outstanding() }

func owedOptions(f casework.File, is func(casework.Owed) bool) []ui.Option {
	var out []ui.Option
	if !owes(f) {
		return nil
	}
	for _, o := range f.Deferral.Items {
		if is(o) {
			out = append(out, ui.Option{Value: o.Material, Label: o.Name, Hint: "最迟 " + dayText(&o.Due)})
		}
	}
	return out
}

// withOptions is no field at all without options.
func withOptions(f field, options []ui.Option, more ...field) []field {
	if len(options) == 0 {
		return nil
	}
	f.options = options
	return append([]field{f}, more...)
}

func rectifying(f field) func(casework.File) []field {
	return func(file casework.File) []field {
		if file.Pledge == nil || file.Pledge.Standing() != "rectifying" {
			return nil
		}
		return []field{f}
	}
}

func verifyPledge(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
	f.Choice("result", "核查结果", "true", "false")
	second, err := accountOf(tx, f, "second")
	if err != nil {
		return err
	}
	if err := f.Err(); err != nil {
		return err
	}
	return drop(casework.VerifyPledge(tx, by, t.id, t.seen, casework.Verification{True: f.Text("result") == "true",
		Finding: f.Lines("finding"), Second: second, Due: f.OptionalDay("due", "改正期限"), Demand: f.Lines("demand")}))
}

// label is a coloured word.
type label struct {
	tone ui.Tone
	word string
}

// gapLabels and pledgeLabels word how far each is.
var (
	gapLabels = map[string]label{"owed": {ui.Amber, "欠交"}, "late": {ui.Red, "逾期"}, "to_check": {ui.Blue, "待核对"},
		casework.Supplemented: {ui.Green, "已补齐"}, casework.Lapsed: {ui.Red, "逾期终止"}, casework.EndedElse: {ui.Grey, "办件另行结束"}}
	pledgeLabels = map[string]label{"signed": {ui.Blue, "已承诺，待决定"}, "to_verify": {ui.Amber, "待核查"}, "rectifying": {ui.Red, "不实，改正中"},
		casework.PledgeHeld: {ui.Green, "属实"}, casework.PledgeRectified: {ui.Green, "不实，已改正"},
		casework.PledgeRevoked: {ui.Red, "不实，决定已撤销"}, casework.PledgeVoid: {ui.Grey, "没有据此决定"}}
)

// gapTag is what the head of a case says of its gap: 容缺受理（欠 1 份，6 月 15 日）.
func gapTag(d casework.Deferral) string {
	if d.Due == nil {
		return "容缺受理（已补交，待核对）"
	}
	n := 0
	for _, o := range d.Items {
		if o.SuppliedAt == nil {
			n++
		}
	}
	return fmt.Sprintf("容缺受理（欠 %d 份，%d 月 %d 日）", n, int(d.Due.Month()), d.Due.Dom())
}

// owedState is how far one owed material is.
func owedState(o casework.Owed) label {
	switch {
	case o.CheckedAt != nil:
		return label{ui.Green, "已补交"}
	case o.SuppliedAt != nil:
		return label{ui.Blue, "待核对"}
	case o.Fault != "":
		return label{ui.Red, "不合格，要再补"}
	}
	return label{ui.Amber, "欠交"}
}

func instantText(at *calendar.Instant) string {
	if at == nil {
		return "—"
	}
	return at.String()
}
