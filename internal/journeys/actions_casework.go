package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/letters"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// sampleMobile is nobody's number: 199 0000 0000 is never assigned.
const sampleMobile = "19900000000"

// recordAct is what a person does to one record.
type recordAct func(tx *store.Tx, by flow.Actor, id string) error

// onRecord registers a verb on one kind of record, which the person sees
// afterwards. prepare reads words and form before the act begins, because an act
// may be run twice.
func onRecord(noun, word, usage string, seen func(a *Act, id string) (string, error), prepare func(a *Act) (recordAct, error)) {
	verbs.Register(word, strings.TrimSpace(noun+" "+usage), func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		act, err := prepare(a)
		if err != nil {
			return "", err
		}
		if err := a.Write(func(tx *store.Tx) error { return act(tx, a.By, id) }); err != nil {
			return "", err
		}
		return seen(a, id)
	})
}

func onCase(word, usage string, prepare func(a *Act) (recordAct, error)) {
	onRecord("办件", word, usage, (*Act).caseSeen, prepare)
}

type caseOnly = func(*store.Tx, flow.Actor, string, casework.Seen) (casework.Case, error)
type caseText = func(*store.Tx, flow.Actor, string, casework.Seen, string) (casework.Case, error)
type caseVerdict = func(*store.Tx, flow.Actor, string, casework.Seen, casework.Verdict) (casework.Case, error)

func plain(word string, verb caseOnly) {
	onCase(word, "", func(*Act) (recordAct, error) {
		return func(tx *store.Tx, by flow.Actor, id string) error { _, err := verb(tx, by, id, 0); return err }, nil
	})
}

func withText(word, field string, verb caseText) {
	onCase(word, "（"+field+"）", func(a *Act) (recordAct, error) {
		text := a.Field(field)
		return func(tx *store.Tx, by flow.Actor, id string) error { _, err := verb(tx, by, id, 0, text); return err }, nil
	})
}

func withVerdict(word string, verb caseVerdict) {
	onCase(word, "（理由、超期原因）", func(a *Act) (recordAct, error) {
		v := casework.Verdict{Reasons: a.Field("理由"), Overdue: a.Field("超期原因")}
		return func(tx *store.Tx, by flow.Actor, id string) error { _, err := verb(tx, by, id, 0, v); return err }, nil
	})
}

func init() {
	verbs.Register("填报", "事项 申请人（项目、原证、答复、送达、补录时间、补录原因）", fileCase)
	verbs.Register("查看", "办件", func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		return a.caseSeen(id)
	})
	plain("补齐", casework.Resubmit)
	plain("受理", casework.Accept)
	plain("归档", casework.Close)
	plain("终止", casework.Terminate)
	withText("不需许可", "理由", casework.AnswerNotNeeded)
	withText("恢复", "结果", casework.Resume)
	withText("退回再审", "理由", casework.SendBack)
	withText("撤回", "理由", casework.Withdraw)
	withText("提请终止", "理由", casework.AskTermination)
	withVerdict("准予", casework.Grant)
	withVerdict("不予许可", casework.Refuse)
	withVerdict("转报", casework.HandUp)
	withOpinion("现场核查", casework.OpinionOnsite)
	withOpinion("法制审核", casework.OpinionLegal)
	withOpinion("审查意见", casework.OpinionReview)
	withFix("当场更正", casework.FixOnSpot)
	withFix("更正", casework.Correct)
	onCase("收取材料", "[材料编号 …]", receive)
	onCase("提交", "", submit)
	onCase("补正告知", "材料编号 …（问题、要求、期限、理由）", askCorrection)
	onCase("不予受理", "（理由、该去哪里）", notOurs)
	onCase("承办", "[承办人]", assign)
	onCase("特别程序", "事由 预计恢复日（说明）", suspend)
	onCase("延长", "天数（理由）", extend)
	onCase("提请", "（结论、意见）", propose)
	onCase("制证", "编号 [有效期至]", certify)
	onCase("送达", "", deliver)
	onCase("重新办理", "（文书、理由）", reopen)
}

var deliveryCodes = map[string]string{"自取": "window", "邮寄": "mail", "电子": "electronic"}

func fileCase(a *Act) (string, error) {
	item, err := a.Word()
	if err != nil {
		return "", err
	}
	who, err := a.Word()
	if err != nil {
		return "", err
	}
	f := casework.Filing{Item: item, Party: who, Project: a.Field("项目"), Renews: a.Field("原证"), Mobile: sampleMobile,
		Delivery: "window", Answers: map[string]string{"park": "yes"}, ClaimReason: a.Field("补录原因")}
	if code, ok := a.Find("送达"); ok {
		f.Delivery = deliveryCodes[code]
	}
	for _, pair := range strings.Fields(a.Field("答复")) {
		question, choice, _ := strings.Cut(pair, "=")
		f.Answers[question] = choice
	}
	if text, ok := a.Find("补录时间"); ok {
		at, err := calendar.ParseInstant(text)
		if err != nil {
			return "", err
		}
		f.ClaimedAt = &at
	}
	err = a.Write(func(tx *store.Tx) error {
		c, err := casework.Open(tx, a.By, f)
		a.Made = c.ID
		return err
	})
	if err != nil {
		return "", err
	}
	return a.caseSeen(a.Made)
}

// receive takes the named papers in, or all that are missing.
func receive(a *Act) (recordAct, error) {
	only := map[string]bool{}
	for _, code := range a.Rest() {
		only[code] = true
	}
	all := len(only) == 0
	return func(tx *store.Tx, by flow.Actor, id string) error {
		file, err := casework.Show(tx, by, id)
		if err != nil {
			return err
		}
		for _, line := range file.Materials {
			if only[line.Code] || all && line.Standing == casework.Missing {
				delete(only, line.Code)
				if _, err := casework.Receive(tx, by, id, 0, casework.Sheet{Code: line.Code, Pages: 2}); err != nil {
					return err
				}
			}
		}
		for code := range only { // not on the list: let the room say so
			if _, err := casework.Receive(tx, by, id, 0, casework.Sheet{Code: code, Pages: 2}); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

func submit(a *Act) (recordAct, error) {
	return func(tx *store.Tx, by flow.Actor, id string) error {
		r, err := casework.Submit(tx, by, id, 0)
		if err == nil {
			a.World.kept[id] = string(r.Code)
		}
		return err
	}, nil
}

func askCorrection(a *Act) (recordAct, error) {
	ask := casework.Ask{Reason: a.Field("理由")}
	if _, ok := a.Find("期限"); ok {
		due, err := a.Day("期限", 0)
		if err != nil {
			return nil, err
		}
		ask.Due = &due
	}
	codes, problem, required := a.Rest(), a.Field("问题"), a.Field("要求")
	return func(tx *store.Tx, by flow.Actor, id string) error {
		file, err := casework.Show(tx, by, id)
		if err != nil {
			return err
		}
		names := map[string]string{}
		for _, line := range file.Materials {
			names[line.Code] = line.Name
		}
		ask := ask
		for _, code := range codes {
			name := names[code]
			if name == "" {
				name = code
			}
			ask.Gaps = append(ask.Gaps, casework.Gap{Material: code, Name: name, Problem: problem, Required: required})
		}
		_, err = casework.AskCorrection(tx, by, id, 0, ask)
		return err
	}, nil
}

func notOurs(a *Act) (recordAct, error) {
	reason, body := a.Field("理由"), a.Field("该去哪里")
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := casework.AnswerNotOurs(tx, by, id, 0, reason, body)
		return err
	}, nil
}

func assign(a *Act) (recordAct, error) {
	handler := a.World.account(strings.Join(a.Rest(), " "))
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := casework.Assign(tx, by, id, 0, handler)
		return err
	}, nil
}

var conclusions = map[string]string{"符合": "grant", "不符合": "refuse"}

func withOpinion(word string, kind casework.OpinionKind) {
	onCase(word, "（结论、意见、第二人）", func(a *Act) (recordAct, error) {
		o := casework.Opinion{Kind: kind, Conclusion: conclusions[a.Field("结论")], Body: a.Field("意见")}
		if second, ok := a.Find("第二人"); ok {
			second = a.World.account(second)
			o.Second = &second
		}
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := casework.Opine(tx, by, id, 0, o)
			return err
		}, nil
	})
}

func withFix(word string, verb func(*store.Tx, flow.Actor, string, casework.Seen, casework.Fix) (casework.Case, error)) {
	onCase(word, "项目（新内容、理由）", func(a *Act) (recordAct, error) {
		field, err := a.Word()
		fix := casework.Fix{Field: field, New: a.Field("新内容"), Reason: a.Field("理由")}
		return func(tx *store.Tx, by flow.Actor, id string) error { _, err := verb(tx, by, id, 0, fix); return err }, err
	})
}

func suspend(a *Act) (recordAct, error) {
	ground, err := a.Word()
	if err != nil {
		return nil, err
	}
	day, err := a.Word()
	if err != nil {
		return nil, err
	}
	planned, err := calendar.ParseDay(day)
	stop := casework.Stop{Ground: ground, Planned: planned, Body: a.Field("说明")}
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := casework.Suspend(tx, by, id, 0, stop)
		return err
	}, err
}

func extend(a *Act) (recordAct, error) {
	word, err := a.Word()
	if err != nil {
		return nil, err
	}
	var days int
	if _, err := fmt.Sscan(word, &days); err != nil {
		return nil, err
	}
	reason := a.Field("理由")
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := casework.Extend(tx, by, id, 0, days, reason)
		return err
	}, nil
}

func propose(a *Act) (recordAct, error) {
	conclusion, body := conclusions[a.Field("结论")], a.Field("意见")
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := casework.Propose(tx, by, id, 0, conclusion, body)
		return err
	}, nil
}

func certify(a *Act) (recordAct, error) {
	number, err := a.Word()
	if err != nil {
		return nil, err
	}
	var until *calendar.Day
	for _, word := range a.Rest() {
		day, err := calendar.ParseDay(word)
		if err != nil {
			return nil, err
		}
		until = &day
	}
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := casework.Issue(tx, by, id, 0, casework.Certificate{Number: number, ValidFrom: tx.Today(), ValidTo: until})
		return err
	}, nil
}

func deliver(*Act) (recordAct, error) {
	return func(tx *store.Tx, by flow.Actor, id string) error {
		today := tx.Today()
		_, err := casework.Deliver(tx, by, id, 0, letters.Delivery{Method: letters.Direct, Recipient: "示例经办人",
			Relation: "本人", SentOn: today, ArrivedOn: &today})
		return err
	}, nil
}

func reopen(a *Act) (recordAct, error) {
	document, reason := a.Field("文书"), a.Field("理由")
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := casework.Reopen(tx, by, id, 0, document, reason)
		return err
	}, nil
}
