package journeys

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("委托", "代办|帮办 申请人 事项 …（期限起、期限止、转委托、委托书）", entrust)
	verbs.Register("看委托", "委托", func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		return a.entrustmentSeen(id)
	})
	onEntrustment("认领", "", func(a *Act) (entrustmentAct, error) {
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := assistance.TakeUp(tx, by, id, 0)
			return err
		}, nil
	})
	withReason("退回认领", assistance.Release)
	withReason("撤销委托", assistance.Revoke)
	onEntrustment("转交委托", "接手人（原因）", func(a *Act) (entrustmentAct, error) {
		to, err := a.Word()
		reason := a.Field("原因")
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := assistance.HandOver(tx, by, id, 0, to, reason)
			return err
		}, err
	})
	onEntrustment("代填", "事项", fileFor)
	onEntrustment("代交", "办件 材料编号 材料", func(a *Act) (entrustmentAct, error) {
		words := a.Rest()
		if len(words) != 3 {
			return nil, fmt.Errorf("usage: 代交 委托 办件 材料编号 材料")
		}
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := assistance.Attach(tx, by, assistance.CaseAct{Entrustment: id, Case: words[0]}, words[1], words[2])
			return err
		}, nil
	})
	onCaseFor("代为提交", func(tx *store.Tx, by flow.Actor, on assistance.CaseAct) error {
		_, err := assistance.Submit(tx, by, on)
		return err
	})
	onCaseFor("代为补正", func(tx *store.Tx, by flow.Actor, on assistance.CaseAct) error {
		_, err := assistance.Resubmit(tx, by, on)
		return err
	})
	onCaseFor("代为撤回", func(tx *store.Tx, by flow.Actor, on assistance.CaseAct) error {
		_, err := assistance.Withdraw(tx, by, on, "申请人不办了")
		return err
	})
	onEntrustment("登记送达", "", stage(assistance.Deliver))
	onEntrustment("归档委托", "", stage(assistance.File))
	onEntrustment("回访", "等级（意见）", func(a *Act) (entrustmentAct, error) {
		word, err := a.Word()
		words := a.Field("意见")
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := assistance.Visit(tx, by, id, 0, slices.Index(assistance.LevelZh[:], word), words)
			return err
		}, err
	})
	verbs.Register("登记服务", "类别 事由（委托、开始、分钟、地点、邮件号、凭据）", logService)
}

func init() {
	verbs.Register("问单位", "委托 办件（问）", askUnit)
	verbs.Register("答卡点", "卡点 答复", answerBlock)
}

// entrustmentAct is what a person does to one entrustment.
type entrustmentAct func(tx *store.Tx, by flow.Actor, id string) error

func onEntrustment(word, usage string, prepare func(a *Act) (entrustmentAct, error)) {
	verbs.Register(word, strings.TrimSpace("委托 "+usage), func(a *Act) (string, error) {
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
		return a.entrustmentSeen(id)
	})
}

func withReason(word string, verb func(*store.Tx, flow.Actor, string, int64, string) (assistance.Entrustment, error)) {
	onEntrustment(word, "（原因）", func(a *Act) (entrustmentAct, error) {
		reason := a.Field("原因")
		return func(tx *store.Tx, by flow.Actor, id string) error { _, err := verb(tx, by, id, 0, reason); return err }, nil
	})
}

func stage(verb func(*store.Tx, flow.Actor, string, int64) (assistance.Entrustment, error)) func(a *Act) (entrustmentAct, error) {
	return func(*Act) (entrustmentAct, error) {
		return func(tx *store.Tx, by flow.Actor, id string) error { _, err := verb(tx, by, id, 0); return err }, nil
	}
}

func onCaseFor(word string, verb func(tx *store.Tx, by flow.Actor, on assistance.CaseAct) error) {
	onEntrustment(word, "办件", func(a *Act) (entrustmentAct, error) {
		id, err := a.Word()
		return func(tx *store.Tx, by flow.Actor, entrustment string) error {
			return verb(tx, by, assistance.CaseAct{Entrustment: entrustment, Case: id})
		}, err
	})
}

func entrust(a *Act) (string, error) {
	words := a.Rest()
	if len(words) < 3 {
		return "", fmt.Errorf("usage: 委托 代办|帮办 申请人 事项 …")
	}
	g := assistance.Giving{Party: words[1], Items: words[2:], SubDelegation: a.Field("转委托") == "是", Paper: a.Field("委托书")}
	for _, m := range assistance.Modes {
		if m.Zh == words[0] {
			g.Mode = m.Mode
		}
	}
	today := a.World.Clock.Now().Day()
	var err error
	if g.From, err = a.Day("期限起", today); err != nil {
		return "", err
	}
	if g.To, err = a.Day("期限止", today+30); err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		e, err := assistance.Give(tx, a.By, g)
		a.Made = e.ID
		return err
	})
	if err != nil {
		return "", err
	}
	return a.entrustmentSeen(a.Made)
}

func fileFor(a *Act) (entrustmentAct, error) {
	item, err := a.Word()
	f := casework.Filing{Item: item, Mobile: sampleMobile, Delivery: "window", Answers: map[string]string{"park": "yes"}}
	return func(tx *store.Tx, by flow.Actor, id string) error {
		c, err := assistance.OpenCase(tx, by, id, 0, f)
		a.Made = c.ID
		return err
	}, err
}

func logService(a *Act) (string, error) {
	kind, err := a.Word()
	if err != nil {
		return "", err
	}
	matter, err := a.Word()
	if err != nil {
		return "", err
	}
	in := assistance.Service{Matter: matter, Place: a.Field("地点"), MailNumber: a.Field("邮件号"), Evidence: a.Field("凭据"), BeganAt: a.World.Clock.Now()}
	for _, k := range assistance.ServiceKinds {
		if k.Zh == kind {
			in.Kind = k.Kind
		}
	}
	if text, ok := a.Find("开始"); ok {
		if in.BeganAt, err = calendar.ParseInstant(text); err != nil {
			return "", err
		}
	}
	if in.Minutes, err = a.Number("分钟", 0); err != nil {
		return "", err
	}
	entrustment := a.Field("委托")
	err = a.Write(func(tx *store.Tx) error {
		s, err := assistance.Log(tx, a.By, entrustment, 0, in)
		in = s
		return err
	})
	return "登记了服务 " + in.Number, err
}

func askUnit(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 问单位 委托 办件")
	}
	var b assistance.Block
	question := a.Field("问")
	err := a.Write(func(tx *store.Tx) (err error) {
		b, err = assistance.Raise(tx, a.By, assistance.CaseAct{Entrustment: words[0], Case: words[1]}, question)
		a.Made = b.ID
		return err
	})
	return blockSeen(b), err
}

func answerBlock(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 答卡点 卡点 答复")
	}
	var b assistance.Block
	err := a.Write(func(tx *store.Tx) (err error) {
		b, err = assistance.AnswerBlock(tx, a.By, words[0], 0, words[1])
		return err
	})
	return blockSeen(b), err
}

func blockSeen(b assistance.Block) string {
	seen := b.Number + " " + assistance.BlockFlow.Staff(b.State)
	if b.Answer != nil {
		return seen + "：" + *b.Answer
	}
	return seen + "，" + b.Due.String() + " 前答复"
}

// entrustmentSeen is the page of an entrustment, the same for both sides.
func (a *Act) entrustmentSeen(id string) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		d, err := assistance.Show(tx, a.By, id)
		if err != nil {
			return err
		}
		e := d.Entrustment
		lines := []string{fmt.Sprintf("%s %s %s：%s，%s 至 %s，免费", e.Number, e.Mode.Zh(), assistance.Flow.Staff(e.State), e.ScopeZh(), e.FromDay, e.ToDay)}
		for _, c := range d.Claims {
			line := fmt.Sprintf("第 %d 次认领", c.Nth)
			if c.Reason != nil {
				line += "，已结束：" + *c.Reason
			}
			lines = append(lines, line)
		}
		for _, done := range d.Done {
			lines = append(lines, assistance.DoneZh[done.Verb]+"："+done.ItemName)
		}
		for _, s := range d.Services {
			lines = append(lines, s.Number+" "+s.Kind.Zh()+"："+s.Matter)
		}
		for _, b := range d.Blocks {
			lines = append(lines, blockSeen(b))
		}
		for _, c := range d.Cases {
			lines = append(lines, c.No()+" "+c.ItemName+" "+casework.Flow.Staff(c.State))
		}
		seen = strings.Join(lines, "\n")
		return nil
	})
	return seen, err
}
