package journeys

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

func init() {
	onCase("签容缺承诺", "材料编号 …（签署人、补交日）", promiseSupplement)
	onCase("容缺受理", "", func(*Act) (recordAct, error) {
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := casework.AcceptConditional(tx, by, id, 0)
			return err
		}, nil
	})
	onCase("补交", "材料编号 …", func(a *Act) (recordAct, error) {
		var supplies []casework.Supply
		for _, code := range a.Rest() {
			supplies = append(supplies, casework.Supply{Sheet: casework.Sheet{Code: code, Pages: 2}})
		}
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := casework.Supplement(tx, by, id, 0, supplies...)
			return err
		}, nil
	})
	onCase("网上补交", "材料编号 材料", func(a *Act) (recordAct, error) {
		words := a.Rest()
		if len(words) != 2 {
			return nil, fmt.Errorf("usage: 网上补交 办件 材料编号 材料")
		}
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := casework.Supplement(tx, by, id, 0, casework.Supply{Sheet: casework.Sheet{Code: words[0]}, Paper: words[1]})
			return err
		}, nil
	})
	onCase("核对补交", "材料编号（问题）", func(a *Act) (recordAct, error) {
		code, err := a.Word()
		problem := a.Field("问题")
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := casework.CheckSupplement(tx, by, id, 0, code, problem)
			return err
		}, err
	})
	onCase("提请延长补交", "（新日期、理由）", func(a *Act) (recordAct, error) {
		due, err := a.Day("新日期", 0)
		more := casework.MoreTime{Due: due, Reason: a.Field("理由")}
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := casework.AskMoreTime(tx, by, id, 0, more)
			return err
		}, err
	})
	plain("批准延长补交", casework.GiveMoreTime)
	onCase("签告知承诺", "材料编号 …（签署人）", func(a *Act) (recordAct, error) {
		codes, s := a.Rest(), signature(a)
		return func(tx *store.Tx, by flow.Actor, id string) error {
			_, err := casework.SignPledge(tx, by, id, 0, s, codes...)
			return err
		}, nil
	})
	onCase("核查承诺", "属实|不实（情况、第二人、改正要求、改正期限）", verifyPledge)
	withText("确认改正", "情况", casework.ConfirmRectified)
	withText("撤销决定", "理由", casework.Revoke)
	verbs.Register("看容缺台账", "", gapLedgerSeen)
	verbs.Register("看承诺台账", "", pledgeLedgerSeen)
	verbs.Register("看减材料", "起 止", savingsSeen)
}

// signature is a signature of the named person, given freely.
func signature(a *Act) casework.Signature {
	signer, signed := a.Find("签署人")
	return casework.Signature{Signer: signer, Capacity: casework.Representative, Agreed: signed}
}

func promiseSupplement(a *Act) (recordAct, error) {
	due, err := a.Day("补交日", 0)
	p := casework.Promise{Signature: signature(a)}
	for _, code := range a.Rest() {
		p.Items = append(p.Items, casework.Owed{Material: code, Problem: "还没定稿", Due: due})
	}
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := casework.PromiseSupplement(tx, by, id, 0, p)
		return err
	}, err
}

func verifyPledge(a *Act) (recordAct, error) {
	word, err := a.Word()
	if err != nil {
		return nil, err
	}
	v := casework.Verification{True: word == "属实", Finding: a.Field("情况"), Second: a.World.account(a.Field("第二人")), Demand: a.Field("改正要求")}
	if _, ok := a.Find("改正期限"); ok {
		due, err := a.Day("改正期限", 0)
		if err != nil {
			return nil, err
		}
		v.Due = &due
	}
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := casework.VerifyPledge(tx, by, id, 0, v)
		return err
	}, nil
}

func gapLedgerSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := casework.Deferrals(tx, a.By, casework.TrustFind{})
		seen = listed("共 %d 件", list, func(l casework.DeferralLine) string {
			return l.Number + " " + l.ItemName + "：" + owedSeen(l.Deferral)
		})
		return err
	})
	return seen, err
}

var gapZh = map[string]string{casework.Supplemented: "已补齐", casework.Lapsed: "逾期终止", casework.EndedElse: "办件另行结束"}

// owedSeen says what is owed by when, or how it ended.
func owedSeen(d casework.Deferral) string {
	var parts []string
	for _, o := range d.Items {
		part := o.Name + " 最迟 " + o.Due.String()
		switch {
		case o.CheckedAt != nil:
			part = o.Name + " 已补交 " + o.SuppliedAt.String()
		case o.SuppliedAt != nil:
			part = o.Name + " 待核对，送到 " + o.SuppliedAt.String()
		case o.Fault != "":
			part += "（退回：" + o.Fault + "）"
		}
		parts = append(parts, part)
	}
	if d.Outcome != nil {
		parts = append(parts, gapZh[*d.Outcome])
	}
	return strings.Join(parts, "；")
}

var pledgeZh = map[string]string{"signed": "待决定", "to_verify": "待核查", "rectifying": "不实，改正中", casework.PledgeHeld: "属实",
	casework.PledgeRectified: "不实，已改正", casework.PledgeRevoked: "不实，决定已撤销", casework.PledgeVoid: "没有据此决定"}

func pledgeSeen(p casework.Pledge) string {
	line := "承诺代替"
	for _, item := range p.Items {
		line += " " + item.Name
	}
	line += "：" + pledgeZh[p.Standing()]
	if p.CheckDue != nil && p.VerifiedAt == nil {
		line += "，核查到 " + p.CheckDue.String()
	}
	return line
}

func pledgeLedgerSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := casework.Pledges(tx, a.By, casework.TrustFind{})
		seen = listed("共 %d 件", list, func(l casework.PledgeLine) string { return l.Number + " " + pledgeSeen(l.Pledge) })
		return err
	})
	return seen, err
}

func savingsSeen(a *Act) (seen string, err error) {
	var days [2]calendar.Day
	for i := range days {
		word, err := a.Word()
		if err != nil {
			return "", err
		}
		if days[i], err = calendar.ParseDay(word); err != nil {
			return "", err
		}
	}
	err = a.Read(func(tx *store.Tx) error {
		list, err := casework.Savings(tx, days[0], days[1], tx.Now())
		seen = listed("减掉 %d 项", list, func(s casework.Saving) string {
			return fmt.Sprintf("%s 减掉 %s：此后受理 %d 件，少交 %d 份", s.Item.Name, s.Material.Name, len(s.Cases), s.Copies())
		})
		return err
	})
	return seen, err
}

// What a draft says of conditional acceptance and pledges.
func init() {
	tick := func(t string) bool { return t == "是" }
	editions["容缺受理"] = func(e *catalogue.Edition, t string) error { e.Conditional = tick(t); return nil }
	editions["涉及领域"] = func(e *catalogue.Edition, t string) error {
		code, ok := catalogue.Domains.Find(t)
		if !ok {
			return fmt.Errorf("no domain %q", t)
		}
		e.Domains = []string{code}
		return nil
	}
	editions["加次要材料"] = func(e *catalogue.Edition, t string) error {
		e.Materials = append(e.Materials, catalogue.Material{Code: "rules", Name: t, Originals: 1, Must: true})
		return nil
	}
	editions["告知承诺"] = func(e *catalogue.Edition, t string) error {
		e.Pledge, e.Rules.PledgeDuty, e.Rules.PledgeCheck = true, t, 30
		return nil
	}
	editions["加可承诺材料"] = func(e *catalogue.Edition, t string) error {
		e.Materials = append(e.Materials, catalogue.Material{Code: "lease", Name: t, Copies: 1, Must: true, Main: true, Pledge: true})
		return nil
	}
}
