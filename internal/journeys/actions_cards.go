package journeys

import (
	"fmt"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

func init() {
	verbs.Register("看牌", "[口径]", listCards)
	verbs.Register("看这张牌", "编号", showCard)
	verbs.Register("重算牌", "日期 时间", drawnCards)
	verbs.Register("反馈", "编号（说明）", onCard(func(tx *store.Tx, by flow.Actor, c monitor.Card, words string) (monitor.Card, error) {
		return monitor.AnswerCard(tx, by, c.ID, c.Version, words)
	}))
	for word, act := range map[string]func(*store.Tx, flow.Actor, string, int64, string) (monitor.Card, error){
		"取消牌": monitor.CancelCard, "督办牌": monitor.SuperviseCard, "解除督办": monitor.LiftCard,
	} {
		verbs.Register(word, "编号（说明）", onCard(func(tx *store.Tx, by flow.Actor, c monitor.Card, words string) (monitor.Card, error) {
			return act(tx, by, c.ID, c.Version, words)
		}))
	}
	verbs.Register("确认发牌", "编号", onCard(func(tx *store.Tx, by flow.Actor, c monitor.Card, _ string) (monitor.Card, error) {
		return monitor.ReleaseCard(tx, by, c.ID, c.Version)
	}))
	verbs.Register("申诉", "编号 理由 [故障]（内容、证据）", fileAppeal)
	verbs.Register("裁定申诉", "申诉 成立|不成立 [连同]（意见）", ruleAppeal)
	verbs.Register("撤回申诉", "申诉（意见）", retractAppeal)
	verbs.Register("看申诉", "", listAppeals)
	verbs.Register("看告警", "", alarmsSeen)
	verbs.Register("提出规则", "文号 生效日（时限、黄牌、红牌、人工确认）", proposeRules)
	verbs.Register("复核规则", "规则", confirmRules)
	verbs.Register("预演", "起 止（时限、黄牌、承诺、放假）", rehearse)
	verbs.Register("看改期", "", redatings)
}

func cardLine(c monitor.Card) string {
	late := ""
	if c.ClaimedAt != nil {
		late = "（补录，所称 " + c.ClaimedAt.String() + "）"
	}
	return fmt.Sprintf("%s %s %s %s %s 自 %s%s", c.Number, c.Zh(), c.ClockNumber, c.Step, monitor.CardFlow.Staff(c.State), c.FromAt, late)
}

func listCards(a *Act) (seen string, err error) {
	q := monitor.CardQuery{Limit: 500}
	for _, word := range a.Rest() {
		for _, s := range monitor.Statuses() {
			if s.Zh == word {
				q.Status = s.Status
			}
		}
		if q.Status == "" {
			return "", fmt.Errorf("there is no status %q", word)
		}
	}
	err = a.Read(func(tx *store.Tx) error {
		list, err := monitor.ListCards(tx, a.By, q)
		seen = listed("牌 %d 张", list, cardLine)
		return err
	})
	return seen, err
}

func showCard(a *Act) (seen string, err error) {
	number, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		c, err := monitor.CardByNumber(tx, a.By, number)
		if err != nil {
			return err
		}
		acc, err := watcher.Account(tx, a.By, c.ID)
		if err != nil {
			return err
		}
		lines := []string{cardLine(c), "口径 " + monitor.StatusZh(acc.Status), c.Sentence, fmt.Sprintf("规则第 %d 版 %s，日历 %s", c.Rules, c.Rule, c.Book)}
		if c.FeedbackDue != nil {
			lines = append(lines, "反馈期限 "+c.FeedbackDue.String())
		}
		for _, d := range acc.Days {
			lines = append(lines, fmt.Sprintf("%s %s %d", d.Day, d.Why, d.N))
		}
		seen = strings.Join(lines, "\n")
		return nil
	})
	return seen, err
}

func drawnCards(a *Act) (seen string, err error) {
	words := a.Rest()
	at, err := calendar.ParseInstant(strings.Join(words, " "))
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		list, err := watcher.Drawn(tx, a.By, monitor.CardFilter{Period: year(tx), At: at})
		seen = listed("重算 %d 张", list, func(j monitor.Judged) string {
			return fmt.Sprintf("%s %s %s 自 %s", j.Level.Zh(), j.Clock.Number, j.Clock.Zh, j.Why.At)
		})
		return err
	})
	return seen, err
}

func onCard(act func(tx *store.Tx, by flow.Actor, c monitor.Card, words string) (monitor.Card, error)) func(a *Act) (string, error) {
	return func(a *Act) (seen string, err error) {
		number, err := a.Word()
		if err != nil {
			return "", err
		}
		words := a.Field("说明")
		err = a.Write(func(tx *store.Tx) error {
			c, err := monitor.CardByNumber(tx, a.By, number)
			if err == nil {
				c, err = act(tx, a.By, c, words)
			}
			seen = cardLine(c)
			return err
		})
		return seen, err
	}
}

func fileAppeal(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) < 2 {
		return "", fmt.Errorf("usage: 申诉 编号 理由 [故障]")
	}
	in := monitor.AppealInput{Ground: words[1], Words: a.Field("内容"), Document: a.Field("证据")}
	for _, g := range monitor.Grounds {
		if g.Zh == words[1] {
			in.Ground = g.Code
		}
	}
	if len(words) > 2 {
		in.FaultID = words[2]
	}
	err = a.Write(func(tx *store.Tx) error {
		c, err := monitor.CardByNumber(tx, a.By, words[0])
		if err != nil {
			return err
		}
		p, err := monitor.FileAppeal(tx, a.By, c.ID, in)
		a.Made, seen = p.ID, fmt.Sprintf("%s %s，裁定期限 %s", p.Number, monitor.AppealFlow.Staff(p.State), p.RulingDue)
		return err
	})
	return seen, err
}

func ruleAppeal(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) < 2 {
		return "", fmt.Errorf("usage: 裁定申诉 申诉 成立|不成立 [连同]")
	}
	ruling := a.Field("意见")
	err = a.Write(func(tx *store.Tx) (err error) {
		var p monitor.Appeal
		if words[1] == "成立" {
			p, err = watcher.UpholdAppeal(tx, a.By, words[0], 1, ruling, len(words) > 2)
		} else {
			p, err = monitor.DismissAppeal(tx, a.By, words[0], 1, ruling)
		}
		seen = p.Number + " " + monitor.AppealFlow.Staff(p.State)
		return err
	})
	return seen, err
}

func retractAppeal(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		p, err := monitor.RetractAppeal(tx, a.By, id, 1, a.Field("意见"))
		seen = p.Number + " " + monitor.AppealFlow.Staff(p.State)
		return err
	})
	return seen, err
}

func listAppeals(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := monitor.Appeals(tx, a.By, "", 50)
		seen = listed("申诉 %d 件", list, func(p monitor.Appeal) string {
			return fmt.Sprintf("%s %s %s", p.Number, monitor.GroundZh(p.Ground), monitor.AppealFlow.Staff(p.State))
		})
		return err
	})
	return seen, err
}

func alarmsSeen(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := monitor.Alarms(tx, a.By, 50)
		seen = listed("告警 %d 条", list, func(c monitor.Card) string { return c.ClockNumber + " " + c.Sentence })
		return err
	})
	return seen, err
}

// changed is the rule set with what a form says of one rule.
func changed(a *Act, set monitor.RuleSet) (monitor.RuleSet, bool, error) {
	name, any := a.Field("时限"), false
	set.Rules = append([]monitor.Rule(nil), set.Rules...)
	for i := range set.Rules {
		r := &set.Rules[i]
		if r.Name != name {
			continue
		}
		for field, edges := range map[string]*[]monitor.Edge{"黄牌": &r.Yellow, "红牌": &r.Red} {
			text := a.Field(field)
			if text == "" {
				continue
			}
			n, err := strconv.Atoi(text)
			if err != nil {
				return set, false, err
			}
			*edges, any = []monitor.Edge{{Days: n, Unit: calendar.WorkDays}}, true
		}
		if a.Field("人工确认") == "是" {
			r.Confirm, any = true, true
		}
	}
	return set, any, nil
}

func proposeRules(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 提出规则 文号 生效日")
	}
	err = a.Write(func(tx *store.Tx) error {
		set, err := monitor.RulesOn(tx, tx.Today())
		if err != nil {
			return err
		}
		if set, _, err = changed(a, set); err != nil {
			return err
		}
		set.Document = words[0]
		if set.From, err = calendar.ParseDay(words[1]); err != nil {
			return err
		}
		row, err := monitor.ProposeRules(tx, a.By, set)
		a.Made, seen = row.ID, monitor.RulesFlow.Staff(row.State)
		return err
	})
	return seen, err
}

func confirmRules(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Write(func(tx *store.Tx) error {
		row, err := monitor.ConfirmRules(tx, a.By, id, 1)
		seen = fmt.Sprintf("%s，%s 起", monitor.RulesFlow.Staff(row.State), row.FromDay)
		return err
	})
	return seen, err
}

func rehearse(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 预演 起 止")
	}
	var period manifest.Period
	if period.From, err = calendar.ParseDay(words[0]); err != nil {
		return "", err
	}
	if period.To, err = calendar.ParseDay(words[1]); err != nil {
		return "", err
	}
	var t monitor.Trial
	if text := a.Field("承诺"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			return "", err
		}
		t.Limit = &monitor.LimitTrial{Kind: "case.decision", N: n}
	}
	if text := a.Field("放假"); text != "" {
		day, err := calendar.ParseDay(text)
		if err != nil {
			return "", err
		}
		t.Days = []calendar.Special{{Day: day, Name: "预演", Off: true}}
	}
	err = a.Read(func(tx *store.Tx) error {
		now, err := monitor.RulesOn(tx, tx.Today())
		if err != nil {
			return err
		}
		set, any, err := changed(a, now)
		if err != nil {
			return err
		}
		if any {
			t.Rules = &set
		}
		r, err := watcher.Rehearse(tx, a.By, period, t)
		lines := []string{fmt.Sprintf("黄牌 %d → %d，红牌 %d → %d，%d 处不同", r.Was[monitor.LevelYellow], r.Would[monitor.LevelYellow],
			r.Was[monitor.LevelRed], r.Would[monitor.LevelRed], len(r.List))}
		for _, d := range r.List {
			lines = append(lines, d.Clock.Number+" "+map[string]string{monitor.Appears: "多出", monitor.Disappears: "消失", monitor.Differs: "改变"}[d.Kind])
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

func redatings(a *Act) (seen string, err error) {
	err = a.Read(func(tx *store.Tx) error {
		list, err := casework.Redatings(tx, a.By, 1000)
		lines := []string{fmt.Sprintf("日历变动 %d 次", len(list))}
		for _, r := range list {
			lines = append(lines, fmt.Sprintf("%s 改期 %d 件 %d 处，改到变动日以前 %d 处", r.At.Day(), r.Cases(), len(r.Moves), r.Late()))
			for _, m := range r.Moves {
				lines = append(lines, fmt.Sprintf("%s %s %s → %s", m.Number, m.Clock, m.OldDue, m.NewDue))
			}
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}
