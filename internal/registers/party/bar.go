package party

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// termYears are the terms of 行政许可法 art. 78 and 79, for licences that touch
// public safety, health, life or property.
var termYears = map[Ground]int{Ground78: 1, Ground79: 3}

// SetBar bars a party from an item for the term of law, or flags it as
// dishonest (with an item: that item is barred too).
func SetBar(tx *store.Tx, by flow.Actor, d BarDraft) (Bar, error) {
	if err := may(by, "限制申请", deciders); err != nil {
		return Bar{}, err
	}
	if _, err := ByID(tx, d.Party); err != nil {
		return Bar{}, err
	}
	until, err := d.check(tx.Today())
	if err != nil {
		return Bar{}, err
	}
	b := Bar{County: tx.County(), ID: tx.NewID(), PartyID: d.Party, Item: d.Item, Ground: d.Ground,
		Since: d.From, Until: until, Document: strings.TrimSpace(d.Document), SetBy: by.Account, At: tx.Now(), Version: 1}
	if err := insertBar.One(tx, b); err != nil {
		return Bar{}, err
	}
	_, err = journal.Record(tx, by, "party.bar", d.Party,
		map[string]any{"ground": b.Ground, "item": b.Item, "from": b.Since, "to": b.Until, "document": b.Document},
		journal.Row{Table: "party_bar", ID: b.ID})
	return b, err
}

// check returns the last day of the term.
func (d BarDraft) check(today calendar.Day) (*calendar.Day, error) {
	var p fault.Problems
	years, statutory := termYears[d.Ground]
	if !statutory && d.Ground != GroundDishonesty {
		p.Add("ground", "限制依据没有选：请选行政许可法第七十八条、第七十九条或严重失信")
	}
	if statutory && d.Item == "" {
		p.Add("item", "事项没有选：第七十八条、第七十九条只限制再次申请同一许可，请选事项")
	}
	if strings.TrimSpace(d.Document) == "" {
		p.Add("document", "依据的文书没有填：请填处理决定的文号")
	}
	if d.To != nil && *d.To < d.From {
		p.Add("to", "截止日期 %s 早于起始日期 %s：请改正其中一个", *d.To, d.From)
	}
	if d.From > today {
		p.Add("from", "起始日期 %s 还没有到：请填决定生效的日期", d.From)
	}
	if err := p.Err(); err != nil || !statutory {
		return d.To, err
	}
	last := yearsAfter(d.From, years)
	if d.To != nil && *d.To > last {
		return nil, BarTooLong.New(fault.Args{"article": map[Ground]string{Ground78: "七十八", Ground79: "七十九"}[d.Ground], "last": last})
	}
	if d.To != nil {
		last = *d.To
	}
	return &last, nil
}

// yearsAfter is the corresponding day n years later, or the last day of the
// month where there is none (民法典 art. 202).
func yearsAfter(d calendar.Day, n int) calendar.Day {
	day := calendar.DayOf(d.Year()+n, d.Month(), d.Dom())
	if day.Month() != d.Month() {
		return calendar.DayOf(d.Year()+n, d.Month()+1, 0)
	}
	return day
}

// LiftBar ends a bar or flag early: its last day becomes the given one (信用修复,
// or because the decision it rests on was annulled).
func LiftBar(tx *store.Tx, by flow.Actor, barID string, last calendar.Day, reason string) (Bar, error) {
	if err := may(by, "解除限制", deciders); err != nil {
		return Bar{}, err
	}
	b, err := barByID.One(tx, tx.County(), barID)
	if err != nil {
		return Bar{}, err
	}
	if err := needReason("解除限制", reason); err != nil {
		return Bar{}, err
	}
	if b.Until != nil && *b.Until <= last {
		return Bar{}, BarOver.New(fault.Args{"day": *b.Until})
	}
	if err := liftBar.One(tx, last, reason, tx.County(), b.ID, b.Version); err != nil {
		return Bar{}, err
	}
	b.Until, b.Lifted = &last, &reason
	b.Version++
	_, err = journal.Record(tx, by, "party.lift", b.PartyID, map[string]any{"bar": b.ID, "last": last},
		journal.Row{Table: "party_bar", ID: b.ID})
	return b, err
}

// BarsAt returns the bars and flags that stand on a day.
func BarsAt(tx *store.Tx, id string, day calendar.Day) ([]Bar, error) {
	return barsAt.All(tx, tx.County(), id, day, day)
}

var groundsZh = map[Ground]string{Ground78: "行政许可法第七十八条", Ground79: "行政许可法第七十九条", GroundDishonesty: "严重失信"}

// Zh is the ground in words.
func (g Ground) Zh() string { return groundsZh[g] }

// BarredFrom returns the bar that keeps the party from applying for the item on
// that day, if there is one (行政许可法 art. 78 and 79).
func BarredFrom(tx *store.Tx, id, item string, day calendar.Day) (Bar, bool, error) {
	bars, err := barsAt.All(tx, tx.County(), id, day, day)
	if err != nil {
		return Bar{}, false, err
	}
	for _, b := range bars {
		if b.Item == item && item != "" {
			return b, true, nil
		}
	}
	return Bar{}, false, nil
}

// Dishonest reports whether a dishonesty flag stands on that day: such a party
// gets neither conditional acceptance (容缺) nor pledge-based approval.
func Dishonest(tx *store.Tx, id string, day calendar.Day) (bool, error) {
	bars, err := barsAt.All(tx, tx.County(), id, day, day)
	if err != nil {
		return false, err
	}
	for _, b := range bars {
		if b.Ground == GroundDishonesty {
			return true, nil
		}
	}
	return false, nil
}
