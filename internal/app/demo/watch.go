package demo

import (
	"cmp"
	"fmt"
	"strconv"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

func init() {
	actions["评价"] = rate
	actions["系统故障"] = systemFault
	actions["反馈"] = answer
	actions["申诉"] = appeal
	actions["裁定"] = rule
}

// rate gives the rating of a case through its single-use token, as the holder
// of the receipt does.
func rate(r *replay, tx *store.Tx, _ flow.Actor, e Event) error {
	token, err := rating.Token(tx, flow.System("demo"), r.cases[e.Case])
	if err != nil {
		return err
	}
	level, err := strconv.Atoi(e.Get("结论"))
	if err != nil {
		return err
	}
	given, err := rating.Rate(tx, flow.Actor{}, string(token), rating.Answer{Level: rating.Level(level),
		Channel: rating.Channel(e.Get("渠道")), Words: e.Get("说明"), Device: "示例设备" + e.Case})
	r.marks[ratingOf(e)] = given.Ref
	return err
}

// systemFault reports a fault of office hours and has a second person of the
// supervising office certify it.
func systemFault(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	day, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	f, err := monitor.ReportFault(tx, by, monitor.FaultInput{System: "不动产登记系统", From: day.Start() + hour(8), To: day.Start() + hour(18),
		Units: []string{e.Get("事项")}, Cause: e.Get("说明"), Document: e.Get("文号")})
	if err != nil {
		return err
	}
	second, err := r.actor(tx, Event{By: e.Get("材料"), cells: map[string]string{}})
	if err != nil {
		return err
	}
	_, err = monitor.CertifyFault(tx, second, f.ID, f.Version, "附运维日志，属实")
	return err
}

func hour(n int) calendar.Instant { return calendar.Instant(n) * 3_600_000 }

// answer is the unit head's word on the gravest card of a case's clock: 事项 names
// the kind of clock.
func answer(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	card, err := r.card(tx, by, e)
	if err != nil {
		return err
	}
	_, err = monitor.AnswerCard(tx, by, card.ID, card.Version, e.Get("说明"))
	return err
}

// appeal is the unit's appeal against the card: 结论 is the ground, 文号 the
// evidence; a system fault is the newest record.
func appeal(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	card, err := r.card(tx, by, e)
	if err != nil {
		return err
	}
	in := monitor.AppealInput{Ground: e.Get("结论"), Words: e.Get("说明"), Document: e.Get("文号")}
	if in.Ground == monitor.GroundFault {
		faults, err := monitor.Faults(tx, by, 1)
		if err != nil || len(faults) == 0 {
			return cmp.Or(err, fmt.Errorf("没有系统故障记录"))
		}
		in.FaultID = faults[0].ID
	}
	_, err = monitor.FileAppeal(tx, by, card.ID, in)
	return err
}

// rule is the supervising office's ruling: 结论 is 成立 or 不成立.
func rule(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	card, err := r.card(tx, by, e)
	if err != nil {
		return err
	}
	appeals, err := monitor.AppealsOf(tx, by, card.ID)
	if err != nil || len(appeals) == 0 {
		return cmp.Or(err, fmt.Errorf("没有申诉"))
	}
	a := appeals[len(appeals)-1]
	if e.Get("结论") == "成立" {
		_, err = r.Watch.UpholdAppeal(tx, by, a.ID, a.Version, e.Get("说明"), true)
	} else {
		_, err = monitor.DismissAppeal(tx, by, a.ID, a.Version, e.Get("说明"))
	}
	return err
}

// card is the newest card of the case's clock of the kind in 事项.
func (r *replay) card(tx *store.Tx, by flow.Actor, e Event) (monitor.Card, error) {
	cards, err := monitor.ListCards(tx, by, monitor.CardQuery{Kind: e.Get("事项"), Limit: 500})
	if err != nil {
		return monitor.Card{}, err
	}
	for _, c := range cards {
		if c.Subject == r.cases[e.Case] {
			return c, nil
		}
	}
	return monitor.Card{}, fmt.Errorf("办件 %s 没有“%s”的牌", e.Case, e.Get("事项"))
}
