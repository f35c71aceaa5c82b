package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// target is the case a form acts on, as the page showed it.
type target struct {
	id   string
	seen casework.Seen
}

// verbForm is the form of one verb on the case page.
type verbForm struct {
	hint   string
	fields []field
	asks   func(file casework.File) []field // in place of fields, where they depend on the case; none: not now
	run    func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error
}

// field is one input of a verb's form.
type field struct {
	kind    string // text, area, day, number, choice, checks, tick
	view    ui.FieldView
	options []ui.Option
}

func area(name, label, hint string) field {
	return field{"area", ui.FieldView{Name: name, Label: label, Hint: hint, Rows: 3}, nil}
}
func line(name, label, hint string) field {
	return field{"text", ui.FieldView{Name: name, Label: label, Hint: hint}, nil}
}
func date(name, label, hint string) field {
	return field{"day", ui.FieldView{Name: name, Label: label, Hint: hint}, nil}
}
func choice(name, label string, options ...ui.Option) field {
	return field{"choice", ui.FieldView{Name: name, Label: label}, options}
}
func optional(f field) field {
	f.view.Optional = true
	return f
}

var verdictOptions = []ui.Option{{Value: "grant", Label: "符合条件"}, {Value: "refuse", Label: "不符合条件"}}

// drop forgets the case a verb returns; the page reads it anew.
func drop(_ casework.Case, err error) error { return err }

// plain is a verb that needs nothing but the case.
func plain(verb func(*store.Tx, flow.Actor, string, casework.Seen) (casework.Case, error)) verbForm {
	return verbForm{run: func(tx *store.Tx, by flow.Actor, t target, _ *kit.Form) error {
		return drop(verb(tx, by, t.id, t.seen))
	}}
}

// worded is a verb that needs one text.
func worded(f field, verb func(*store.Tx, flow.Actor, string, casework.Seen, string) (casework.Case, error)) verbForm {
	return verbForm{fields: []field{f}, run: func(tx *store.Tx, by flow.Actor, t target, form *kit.Form) error {
		return drop(verb(tx, by, t.id, t.seen, form.Text(f.view.Name)))
	}}
}

func deciding(hint string, verb func(*store.Tx, flow.Actor, string, casework.Seen, casework.Verdict) (casework.Case, error)) verbForm {
	return verbForm{hint: hint, fields: []field{
		optional(area("reasons", "事实和理由", "不予许可和转报必须写")),
		optional(line("overdue", "超期原因", "过了承诺期限才要填，会对外公布"))},
		run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
			return drop(verb(tx, by, t.id, t.seen, casework.Verdict{Reasons: f.Lines("reasons"), Overdue: f.Text("overdue")}))
		}}
}

func amending(verb func(*store.Tx, flow.Actor, string, casework.Seen, casework.Fix) (casework.Case, error)) verbForm {
	return verbForm{hint: "新旧内容都会保留", fields: []field{
		choice("new", "结果送达方式改为", ui.Option{Value: "window", Label: "窗口自取"}, ui.Option{Value: "mail", Label: "邮寄"}, ui.Option{Value: "electronic", Label: "电子送达"}),
		line("reason", "更正理由", "")},
		run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
			return drop(verb(tx, by, t.id, t.seen, casework.Fix{Field: "delivery", New: f.Text("new"), Reason: f.Text("reason")}))
		}}
}

// verbForms are the forms of the case page. A verb without a form here is not
// offered on the page: submitting and asking for corrections have their own.
var verbForms = map[flow.Verb]verbForm{
	casework.VerbAccept:    plain(casework.Accept),
	casework.VerbResubmit:  plain(casework.Resubmit),
	casework.VerbClose:     plain(casework.Close),
	casework.VerbTerminate: plain(casework.Terminate),
	casework.VerbAssign: {hint: "由您承办，或转给同单位的另一位", fields: []field{optional(line("handler", "转给（账号）", "不填就是您自己"))},
		run: assignTo},
	casework.VerbNotNeeded: worded(area("reason", "为什么不需要许可", ""), casework.AnswerNotNeeded),
	casework.VerbResume:    worded(area("outcome", "特别程序的结论", ""), casework.Resume),
	casework.VerbSendBack:  worded(area("body", "要再查什么", ""), casework.SendBack),
	casework.VerbWithdraw:  worded(optional(line("reason", "撤回原因", "")), casework.Withdraw),
	casework.VerbAskEnd:    worded(area("reason", "为什么终止", "终止要另一位审批人批准"), casework.AskTermination),
	casework.VerbGrant:     deciding("准予后十个工作日内送达", casework.Grant),
	casework.VerbRefuse:    deciding("写明事实、理由；决定书会附上救济途径", casework.Refuse),
	casework.VerbRelay:     deciding("写明初审结论和转报机关", casework.HandUp),
	casework.VerbFix:       amending(casework.FixOnSpot),
	casework.VerbCorrect:   amending(casework.Correct),
	casework.VerbNotOurs: {fields: []field{area("reason", "不予受理的理由", ""), line("competent_body", "该去哪里办", "有权机关全称")},
		run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
			return drop(casework.AnswerNotOurs(tx, by, t.id, t.seen, f.Lines("reason"), f.Text("competent_body")))
		}},
	casework.VerbOpine: {fields: []field{
		choice("kind", "意见类别", ui.Option{Value: "review", Label: "审查"}, ui.Option{Value: "onsite", Label: "现场核查"}, ui.Option{Value: "legal", Label: "法制审核"}),
		choice("conclusion", "结论", verdictOptions...), area("body", "意见", "写明依据和看到的事实"),
		optional(line("second", "第二名核查人（账号）", "现场核查必填，两人以上"))}, run: opine},
	casework.VerbSuspend: {hint: "同时出具《特别程序告知书》，批准人不能是承办人", fields: []field{
		line("ground", "事由", "听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审，且事项已公布"),
		date("planned", "预计恢复日", ""), area("body", "这段时间做什么", "")},
		run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
			return drop(casework.Suspend(tx, by, t.id, t.seen, casework.Stop{Ground: f.Text("ground"), Planned: f.Day("planned", "预计恢复日"), Body: f.Lines("body")}))
		}},
	casework.VerbExtend: {hint: "只能一次，最多 10 个工作日", fields: []field{line("days", "延长工作日", "1 到 10"), area("reason", "理由", "会告诉申请人")},
		run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
			return drop(casework.Extend(tx, by, t.id, t.seen, int(f.Int("days", "延长工作日", 1, 10)), f.Lines("reason")))
		}},
	casework.VerbPropose: {fields: []field{choice("conclusion", "拟办", verdictOptions...), area("body", "审查意见", "")},
		run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
			return drop(casework.Propose(tx, by, t.id, t.seen, f.Text("conclusion"), f.Lines("body")))
		}},
	casework.VerbIssue: {fields: []field{line("certificate", "证照编号", ""), optional(date("valid_to", "有效期至", "长期有效不填"))}, run: certify},
	casework.VerbDeliver: {fields: []field{
		choice("method", "送达方式", ui.Option{Value: "direct", Label: "当面签收"}, ui.Option{Value: "mail", Label: "邮寄"}, ui.Option{Value: "electronic", Label: "电子送达"}),
		line("recipient", "签收人", ""), optional(line("mail", "邮件号", "邮寄必填")), optional(line("address", "电子送达地址", "电子送达必填"))}, run: deliver},
	casework.VerbReopen: {hint: "首次决定会保留", fields: []field{line("document", "撤销原决定的文书", ""), area("reason", "理由", "")},
		run: func(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
			return drop(casework.Reopen(tx, by, t.id, t.seen, f.Text("document"), f.Lines("reason")))
		}},
}

// accountOf turns a typed login into an account id; an empty one stays empty.
func accountOf(tx *store.Tx, f *kit.Form, name string) (string, error) {
	login := f.Text(name)
	if login == "" {
		return "", nil
	}
	a, err := identity.ByLogin(tx, login)
	if store.NoRow.Is(err) {
		f.Problem(name, "没有“"+login+"”这个账号，请核对后再填")
		return "", f.Err()
	}
	return a.ID, err
}

func assignTo(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
	handler, err := accountOf(tx, f, "handler")
	if err != nil {
		return err
	}
	return drop(casework.Assign(tx, by, t.id, t.seen, handler))
}

func opine(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
	o := casework.Opinion{Kind: casework.OpinionKind(f.Text("kind")), Conclusion: f.Text("conclusion"), Body: f.Lines("body")}
	second, err := accountOf(tx, f, "second")
	if err != nil {
		return err
	}
	if second != "" {
		o.Second = &second
	}
	return drop(casework.Opine(tx, by, t.id, t.seen, o))
}

func certify(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
	return drop(casework.Issue(tx, by, t.id, t.seen, casework.Certificate{Number: f.Text("certificate"),
		ValidFrom: tx.Today(), ValidTo: f.OptionalDay("valid_to", "有效期至")}))
}

func deliver(tx *store.Tx, by flow.Actor, t target, f *kit.Form) error {
	today := tx.Today()
	d := letters.Delivery{Method: letters.Method(f.Text("method")), Recipient: f.Text("recipient"), Relation: "本人",
		SentOn: today, MailNumber: f.Text("mail"), Address: f.Text("address")}
	if d.Method == letters.Direct || d.Method == letters.Electronic {
		d.ArrivedOn = arrived(today)
	}
	return drop(casework.Deliver(tx, by, t.id, t.seen, d))
}

func arrived(day calendar.Day) *calendar.Day { return &day }
