package journeys

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/money"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("约走访", "方式 企业 日期（目的）", askVisit)
	outreachVerb("同意走访", 1, func(tx *store.Tx, a *Act, w []string) (string, error) {
		v, err := outreach.Agree(tx, a.By, w[0], 0, a.Field("凭据"))
		return outreach.VisitFlow.Staff(v.State), err
	})
	outreachVerb("登记走访", 1, func(tx *store.Tx, a *Act, w []string) (string, error) {
		v, err := outreach.Hold(tx, a.By, w[0], 0, tx.Today(), a.Field("谈了"))
		return outreach.VisitFlow.Staff(v.State), err
	})
	outreachVerb("走访收尾", 1, func(tx *store.Tx, a *Act, w []string) (string, error) {
		v, err := outreach.Close(tx, a.By, w[0], 0)
		return outreach.VisitFlow.Staff(v.State), err
	})
	outreachVerb("记问需", 2, func(tx *store.Tx, a *Act, w []string) (string, error) {
		n, err := outreach.Hear(tx, a.By, w[0], 0, outreach.Raising{Category: "land", Title: w[1]})
		a.Made = n.ID
		return n.Number, err
	})
	outreachVerb("提问需", 1, func(tx *store.Tx, a *Act, w []string) (string, error) {
		n, err := outreach.Raise(tx, a.By, outreach.Raising{Category: "finance", Title: w[0]})
		a.Made = n.ID
		return n.Number, err
	})
	outreachVerb("交办问需", 3, func(tx *store.Tx, a *Act, w []string) (string, error) {
		due, err := calendar.ParseDay(w[2])
		if err != nil {
			return "", err
		}
		n, err := outreach.Place(tx, a.By, w[0], 0, w[1], due)
		return outreach.NeedFlow.Staff(n.State), err
	})
	outreachVerb("转办问需", 2, func(tx *store.Tx, a *Act, w []string) (string, error) {
		n, err := outreach.HandOver(tx, a.By, w[0], 0, w[1], a.Field("原因"))
		return outreach.NeedFlow.Staff(n.State), err
	})
	outreachVerb("改问需期限", 2, func(tx *store.Tx, a *Act, w []string) (string, error) {
		reason := a.Field("原因")
		due, err := calendar.ParseDay(w[1])
		if err != nil {
			return "", err
		}
		n, err := outreach.Postpone(tx, a.By, w[0], 0, due, reason)
		return outreach.NeedFlow.Staff(n.State), err
	})
	outreachVerb("答问需", 2, func(tx *store.Tx, a *Act, w []string) (string, error) {
		n, err := outreach.Answer(tx, a.By, w[0], 0, w[1])
		return outreach.NeedFlow.Staff(n.State), err
	})
	outreachVerb("确认问需", 2, func(tx *store.Tx, a *Act, w []string) (string, error) {
		level := slices.Index(outreach.LevelZh[:], w[1])
		n, err := outreach.Confirm(tx, a.By, w[0], 0, outreach.Verdict{Level: int64(level)})
		return outreach.NeedFlow.Staff(n.State), err
	})
	outreachVerb("重提问需", 1, func(tx *store.Tx, a *Act, w []string) (string, error) {
		n, err := outreach.Reopen(tx, a.By, w[0], 0, a.Field("意见"))
		return outreach.NeedFlow.Staff(n.State), err
	})
	parkVerbs()
}

func parkVerbs() {
	outreachVerb("看问需", 1, needSeen)
	outreachVerb("送体检意见", 2, func(tx *store.Tx, a *Act, w []string) (string, error) {
		s, err := outreach.Issue(tx, a.By, w[0], 0, outreach.Issuing{Team: w[1], Lawyers: 1, Findings: outreach.ParseFindings(a.Field("意见"))})
		a.Made = s.ID
		return outreach.CheckupFlow.Staff(s.State), err
	})
	outreachVerb("打开体检意见", 1, checkupSeen)
	outreachVerb("登记举办", 2, func(tx *store.Tx, a *Act, w []string) (string, error) {
		all, err := outreach.Events(tx, a.By)
		if err != nil {
			return "", err
		}
		n := slices.IndexFunc(all, func(f outreach.EventFile) bool { return f.Title == w[0] && f.Day.String() == w[1] })
		if n < 0 {
			return "", fmt.Errorf("no event is called %s", w[0])
		}
		e, err := outreach.HoldEvent(tx, a.By, all[n].ID, 0)
		return outreach.EventFlow.Staff(e.State), err
	})
	outreachVerb("登记原收费", 3, func(tx *store.Tx, a *Act, w []string) (string, error) {
		price, err := money.Parse(w[2])
		if err != nil {
			return "", err
		}
		f, err := outreach.OpenFee(tx, a.By, outreach.Pricing{Party: w[0], Service: w[1], Price: price, Proof: "示例合同"})
		a.Made = f.ID
		return f.Number, err
	})
	outreachVerb("登记报价", 3, func(tx *store.Tx, a *Act, w []string) (string, error) {
		price, err := money.Parse(w[2])
		if err != nil {
			return "", err
		}
		f, err := outreach.AddOffer(tx, a.By, w[0], 0, outreach.Offering{Firm: w[1], Price: price, Proof: "示例报价单"})
		return outreach.FeeFlow.Staff(f.State), err
	})
	outreachVerb("请企业选", 1, func(tx *store.Tx, a *Act, w []string) (string, error) {
		f, err := outreach.ShowOffers(tx, a.By, w[0], 0)
		return outreach.FeeFlow.Staff(f.State), err
	})
	outreachVerb("选中介", 2, func(tx *store.Tx, a *Act, w []string) (string, error) {
		f, err := outreach.ShowFee(tx, a.By, w[0])
		if err != nil {
			return "", err
		}
		for _, o := range f.Offers {
			if o.Firm == w[1] {
				made, err := outreach.Choose(tx, a.By, w[0], 0, outreach.Choosing{Offer: o.ID})
				return made.Reduction().String(), err
			}
		}
		return "", fmt.Errorf("no offer of %s", w[1])
	})
}

// outreachVerb is a verb that takes n words and runs in one act.
func outreachVerb(word string, n int, do func(tx *store.Tx, a *Act, words []string) (string, error)) {
	verbs.Register(word, fmt.Sprintf("%d 个词", n), func(a *Act) (seen string, err error) {
		words := a.Rest()
		if len(words) != n {
			return "", fmt.Errorf("%s takes %d words", word, n)
		}
		err = a.Write(func(tx *store.Tx) error { seen, err = do(tx, a, words); return err })
		return seen, err
	})
}

func askVisit(a *Act) (seen string, err error) {
	words, purpose := a.Rest(), a.Field("目的")
	if len(words) != 3 {
		return "", fmt.Errorf("usage: 约走访 方式 企业 日期")
	}
	day, err := calendar.ParseDay(words[2])
	if err != nil {
		return "", err
	}
	in := outreach.Asking{Party: words[1], Purpose: purpose, Day: day}
	for _, k := range outreach.VisitKinds {
		if k.Zh == words[0] {
			in.Kind = k.Value
		}
	}
	err = a.Write(func(tx *store.Tx) error {
		v, err := outreach.Ask(tx, a.By, in)
		a.Made, seen = v.ID, v.Number
		return err
	})
	return seen, err
}

func needSeen(tx *store.Tx, a *Act, words []string) (string, error) {
	f, err := outreach.ShowNeed(tx, a.By, words[0])
	if err != nil {
		return "", err
	}
	lines := []string{f.Number + " " + outreach.NeedFlow.Staff(f.State)}
	for _, r := range f.Rounds {
		said := "没有表态"
		switch {
		case r.Level != nil:
			said = outreach.LevelZh[*r.Level]
		case r.Verdict != nil:
			said = "没有解决"
		}
		lines = append(lines, fmt.Sprintf("第 %d 轮：%s", r.Nth, said))
	}
	for _, c := range f.Changes {
		lines = append(lines, fmt.Sprintf("%s %s → %s：%s", c.Kind.Zh(), c.Was, c.Became, c.Reason))
	}
	return strings.Join(lines, "\n"), nil
}

func checkupSeen(tx *store.Tx, a *Act, words []string) (string, error) {
	s, found, err := outreach.Open(tx, a.By, words[0])
	if err != nil {
		return "", err
	}
	var lines []string
	for _, f := range found {
		lines = append(lines, fmt.Sprintf("%s：%s（%s）", f.Area, f.Risk, f.Advice))
	}
	events, err := journal.History(tx, s.ID)
	return strings.Join(append(lines, fmt.Sprintf("查看 %d 次", len(events))), "\n"), err
}
