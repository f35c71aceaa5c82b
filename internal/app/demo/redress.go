package demo

import (
	"fmt"
	"slices"
	"strconv"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

// The acts of the ledger 差评整改过程台账 (redress.csv): what was done about the bad
// rating of a case.
func init() {
	actions["公布评价规则"] = publishRules
	actions["再次评价"] = rateAgain
	actions["联系评价人"] = onRedress(func(tx *store.Tx, by flow.Actor, t rating.Task, e Event) error {
		talk := rating.Talk{Reached: e.Get("结论") == "联系上", Note: e.Get("说明"), Why: e.Get("答复")}
		for _, row := range rating.Classes {
			if row.Zh == e.Get("事项") {
				talk.Class = row.Class
			}
		}
		_, err := rating.Contact(tx, by, t.ID, t.Version, talk)
		return err
	})
	actions["核实差评"] = onRedress(func(tx *store.Tx, by flow.Actor, t rating.Task, e Event) error {
		f := rating.Finding{Kind: findingKinds[e.Get("结论")], Found: e.Get("说明"), Action: e.Get("答复"), Basis: e.Get("文号")}
		day, ok, err := e.Day("日期")
		if ok {
			f.By = &day
		}
		if err == nil {
			_, err = rating.Find(tx, by, t.ID, t.Version, f)
		}
		return err
	})
	actions["办结整改"] = onRedress(func(tx *store.Tx, by flow.Actor, t rating.Task, e Event) error {
		_, err := rating.Resolve(tx, by, t.ID, t.Version, rating.Reply{Told: e.Get("答复"), Public: e.Get("说明")})
		return err
	})
	actions["差评申诉"] = onRedress(func(tx *store.Tx, by flow.Actor, t rating.Task, e Event) error {
		plea := rating.Plea{Reason: e.Get("说明"), Evidence: e.Get("文号")}
		for _, g := range rating.AppealGrounds {
			if rating.GroundZh[g] == e.Get("结论") {
				plea.Ground = g
			}
		}
		_, err := rating.Lodge(tx, by, t.ID, t.Version, plea)
		return err
	})
	actions["决定差评申诉"] = onRedress(func(tx *store.Tx, by flow.Actor, t rating.Task, e Event) error {
		if t.Appeal == nil {
			return fmt.Errorf("办件 %s 的差评没有申诉", e.Case)
		}
		_, err := rating.Decide(tx, by, t.ID, t.Appeal.Version, e.Get("结论") == "成立", e.Get("说明"))
		return err
	})
}

var findingKinds = map[string]string{"整改到位": rating.Fixed, "限期整改": rating.FixBy, "解释说明": rating.Explained}

// publishRules lets the rules that come with the program hold from a day, with
// the office in 事项 that contacts raters; 材料 names the second person.
func publishRules(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
	content := rating.DefaultContent()
	from, _, err := e.Day("日期")
	if err != nil {
		return err
	}
	content.From, content.Document, content.Office = from, e.Get("文号"), e.Get("事项")
	row, err := rating.ProposeContent(tx, by, content)
	if err != nil {
		return err
	}
	second, err := r.actor(tx, Event{By: e.Get("材料"), cells: map[string]string{}})
	if err != nil {
		return err
	}
	_, err = rating.ConfirmContent(tx, second, row.ID, row.Version)
	return err
}

// onRedress does something about the bad rating of a case, which is known by the
// random name that the rating got.
func onRedress(verb func(tx *store.Tx, by flow.Actor, t rating.Task, e Event) error) action {
	return func(r *replay, tx *store.Tx, by flow.Actor, e Event) error {
		tasks, err := rating.Tasks(tx, by, "", false, 500)
		if err != nil {
			return err
		}
		n := slices.IndexFunc(tasks, func(t rating.Task) bool { return t.Ref == r.marks[ratingOf(e)] })
		if n < 0 {
			return fmt.Errorf("办件 %s 没有差评", e.Case)
		}
		return verb(tx, by, tasks[n], e)
	}
}

// ratingOf is the mark of a case's rating.
func ratingOf(e Event) string { return "评价 " + e.Case }

func rateAgain(r *replay, tx *store.Tx, _ flow.Actor, e Event) error {
	token, err := rating.Token(tx, flow.System("demo"), r.cases[e.Case])
	if err != nil {
		return err
	}
	level, err := strconv.Atoi(e.Get("结论"))
	if err != nil {
		return err
	}
	_, err = rating.Again(tx, flow.Actor{}, string(token), rating.Level(level), e.Get("说明"))
	return err
}
