package monitor

import (
	"fmt"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// cardFigures count the cards: yellow and red ones as issued, in force, replaced
// and withdrawn, each apart; issued is the sum of the three.
func cardFigures() []manifest.Figure {
	out := []manifest.Figure{
		cardFigure("monitor.reminder_cards", "效能提醒", "本期发出的效能提醒（到预警时点、还没有超期），不含已撤销的。",
			LevelWarn, StatusEffective, StatusReplaced),
	}
	for _, level := range []struct {
		level    Level
		code, zh string
	}{{LevelYellow, "yellow", "黄牌"}, {LevelRed, "red", "红牌"}} {
		for _, s := range []struct {
			status         Status
			label, meaning string
		}{
			{StatusIssued, "发出的%s", "本期发出的%s，含后来被更高等级替代的和经申诉撤销的；待发的、取消的不计。"},
			{StatusEffective, "有效的%s", "本期发出、截止时仍有效的%s：没有撤销，也没有被同一时限更高等级的牌替代。"},
			{StatusReplaced, "被替代的%s", "本期发出、截止时已被同一时限更高等级的牌替代的%s。"},
			{StatusWithdrawn, "撤销的%s", "本期发出、截止时已经申诉成立撤销的%s。"},
		} {
			out = append(out, cardFigure(fmt.Sprintf("monitor.%s_%s", level.code, s.status), fmt.Sprintf(s.label, level.zh),
				fmt.Sprintf(s.meaning, level.zh), level.level, s.status))
		}
	}
	return out
}

func cardFigure(id, label, definition string, level Level, statuses ...Status) manifest.Figure {
	find := func(tx *store.Tx, q manifest.Query) ([]Card, error) {
		var out []Card
		for _, s := range statuses {
			found, err := allCards(tx, cardsWhere(tx, CardQuery{Period: &q.Period, At: q.AsOf, Level: level, Status: s}, q.Unit))
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
		return out, nil
	}
	return manifest.Figure{ID: id, Label: label, Unit: "张", Version: 1, ByUnit: true,
		Definition: definition + "一个时限、一条规则、一个等级只有一张。",
		Value: func(tx *store.Tx, q manifest.Query) (manifest.Value, error) {
			found, err := find(tx, q)
			return manifest.Value{Num: int64(len(found)), Den: 1, Text: fmt.Sprint(len(found))}, err
		},
		Trace: func(tx *store.Tx, q manifest.Query) ([]manifest.Record, error) {
			found, err := find(tx, q)
			out := make([]manifest.Record, 0, len(found))
			for _, c := range found {
				out = append(out, manifest.Record{ID: c.ID, Number: c.Number, Title: c.Zh() + "：" + c.Title + "（" + c.Step + "）",
					Unit: c.Unit, At: *c.IssuedAt, Link: "/cards/" + c.ID, Amount: 1})
			}
			return out, err
		}}
}

// allCards reads a list of cards to its end; a figure leaves nothing out.
func allCards(tx *store.Tx, w *store.Where) ([]Card, error) {
	return cardList.Page(tx, w, "id", 1_000_000)
}

// KindCount counts the cards of one kind of clock by status and level.
type KindCount struct {
	Kind, Zh string
	N        map[Status]map[Level]int
}

// CountCards sums the cards of a period by kind of clock, in the actor's scope.
func (w *Watcher) CountCards(tx *store.Tx, by flow.Actor, q CardQuery) ([]KindCount, error) {
	unit, ok := within(by, q.Unit)
	if !ok {
		return nil, nil
	}
	kinds := map[string]map[Status]map[Level]int{}
	for _, s := range []Status{StatusIssued, StatusEffective, StatusReplaced, StatusWithdrawn} {
		q.Status = s
		found, err := allCards(tx, cardsWhere(tx, q, unit))
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if kinds[c.Kind] == nil {
				kinds[c.Kind] = map[Status]map[Level]int{StatusIssued: {}, StatusEffective: {}, StatusReplaced: {}, StatusWithdrawn: {}}
			}
			kinds[c.Kind][s][c.Level]++
		}
	}
	var out []KindCount
	for _, s := range w.sources {
		if n, ok := kinds[s.Kind]; ok {
			out = append(out, KindCount{s.Kind, s.Zh, n})
		}
	}
	return out, nil
}
