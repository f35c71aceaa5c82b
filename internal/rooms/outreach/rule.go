package outreach

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// say is the details of a journal entry.
type say = map[string]any

// may refuses everybody but the roles.
func may(by flow.Actor, roles ...flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return notYours.New(fault.Args{"roles": flow.RoleNames(roles)})
}

// RuleOn is the rule that holds on the day: the latest begun, else the shipped one.
func RuleOn(tx *store.Tx, day calendar.Day) (Rule, error) {
	found, err := rules.Page(tx, new(store.Where).And("county = ? AND from_day <= ?", tx.County(), day), "newest", 1)
	if err != nil || len(found) == 0 {
		return shipped, err
	}
	return found[0], nil
}

// Rules lists the county's rules, the newest first.
func Rules(tx *store.Tx) ([]Rule, error) {
	return rules.Page(tx, new(store.Where).And("county = ?", tx.County()), "newest", 100)
}

// SetRule sets the limits from a later day on. What was asked and promised before
// stays under its own rule.
func SetRule(tx *store.Tx, by flow.Actor, in Rule) (Rule, error) {
	if err := may(by, identity.Coordinator); err != nil {
		return Rule{}, err
	}
	in.Document = strings.TrimSpace(in.Document)
	var p fault.Problems
	within(&p, "most", "每月最多走访次数", in.Most, 31)
	within(&p, "place_days", "交办时限", in.PlaceDays, 30)
	within(&p, "answer_days", "答复时限", in.AnswerDays, 90)
	if in.Document == "" {
		p.Add("document", "依据文件：请写文号和名称")
	}
	if err := p.Err(); err != nil {
		return Rule{}, err
	}
	all, err := Rules(tx)
	if err != nil {
		return Rule{}, err
	}
	latest := tx.Today() - 1
	if len(all) > 0 {
		latest = max(latest, all[0].FromDay)
	}
	if in.FromDay <= latest {
		return Rule{}, ruleOrder.New(fault.Args{"from": latest})
	}
	in.County, in.ID, in.SetBy, in.At = tx.County(), tx.NewID(), by.Account, tx.Now()
	if err := insertRule.One(tx, in); err != nil {
		return Rule{}, err
	}
	_, err = journal.Record(tx, by, "outreach.rule", in.ID, say{"from": in.FromDay, "most": in.Most}, journal.Row{Table: "outreach_rule", ID: in.ID})
	return in, err
}

func within(p *fault.Problems, name, label string, n, most int64) {
	if n < 1 || n > most {
		p.Add(name, "%s：请填 1 到 %d", label, most)
	}
}

// inWorkdays is the last day of n working days from the start.
func inWorkdays(tx *store.Tx, start calendar.Day, n int64) (calendar.Day, error) {
	book, err := workdays.Book(tx)
	if err != nil {
		return 0, err
	}
	due, err := book.AddWorkdays(start, int(n))
	return due, workdays.Loud(err)
}

// steward is the coordinating office's unit: it owes what belongs to nobody yet.
func steward(tx *store.Tx) (string, error) {
	found, err := identity.List(tx, identity.Filter{Role: identity.Coordinator, State: identity.Active, Limit: 1})
	if err != nil || len(found) == 0 || found[0].Unit == "" {
		return "county", err
	}
	return found[0].Unit, nil
}

// knownUnit notes when there is no such unit.
func knownUnit(tx *store.Tx, p *fault.Problems, name, label, code string) error {
	if code == "" {
		p.Add(name, "%s：请选一个单位", label)
		return nil
	}
	_, err := org.ByCode(tx, code)
	if store.NoRow.Is(err) {
		p.Add(name, "%s：没有机构“%s”，请照机构台账填编码", label, code)
		return nil
	}
	return err
}

// numbered takes the next number of a yearly series: ZF2020-0001.
func numbered(tx *store.Tx, letters string) (string, error) {
	series := letters + tx.Today().String()[:4]
	n, err := tx.NextNumber(series)
	return series + "-" + fourDigits(n), err
}

func fourDigits(n int64) string {
	text := "0000" + decimal(n)
	return text[min(4, len(text)-4):]
}
