package monitor

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// RulesRow is one proposed, confirmed or dropped version of the rules.
type RulesRow struct {
	County     string
	ID         string
	Version    int64 // guards every update
	State      flow.State
	Number     *int64 // version of the rule set, once confirmed
	FromDay    calendar.Day
	Document   string
	Body       RuleSet
	ProposedBy string
	ProposedAt calendar.Instant
	DecidedBy  *string
	DecidedAt  *calendar.Instant
}

// Set is the rule set as it is applied.
func (r RulesRow) Set() RuleSet {
	s := r.Body
	s.From, s.Document = r.FromDay, r.Document
	if r.Number != nil {
		s.Version = int(*r.Number)
	}
	return s
}

// ProposeRules enters a new version for a second person. It holds from a day
// after today, so that no card of the past can change, and needs a document.
func ProposeRules(tx *store.Tx, by flow.Actor, set RuleSet) (RulesRow, error) {
	if !by.Has(rulers...) {
		return RulesRow{}, notRuler.New(fault.Args{"roles": flow.RoleNames(rulers)})
	}
	set.Document = strings.TrimSpace(set.Document)
	if err := checkRules(tx, set); err != nil {
		return RulesRow{}, err
	}
	waiting, err := rulesIn.All(tx, tx.County(), RulesProposed)
	if err != nil {
		return RulesRow{}, err
	}
	if len(waiting) > 0 {
		return RulesRow{}, rulesWaiting.New(nil)
	}
	row := RulesRow{County: tx.County(), ID: tx.NewID(), Version: 1, State: RulesProposed,
		FromDay: set.From, Document: set.Document, Body: set, ProposedBy: by.Account, ProposedAt: tx.Now()}
	if err := insertRules.One(tx, row); err != nil {
		return RulesRow{}, err
	}
	_, err = journal.Record(tx, by, "monitor.rules_propose", row.ID,
		map[string]any{"from": row.FromDay, "document": row.Document}, journal.Row{Table: "monitor_rules", ID: row.ID})
	return row, err
}

func checkRules(tx *store.Tx, set RuleSet) error {
	var p fault.Problems
	if set.Document == "" {
		p.Add("document", "依据文件：请填修改规则的文号和名称")
	}
	if set.From <= tx.Today() {
		p.Add("from", "生效日期：请填明天或以后的日期，已经过去的不能改")
	}
	if set.Opens < 0 || set.Closes <= set.Opens || set.Closes > 24*60 {
		p.Add("hours", "办公时间：下班时间要晚于上班时间，请核对")
	}
	seen := map[string]bool{}
	for i, r := range set.Rules {
		where := fmt.Sprintf("rules.%d", i)
		key := fmt.Sprint(r.Kind, r.Instant)
		if seen[key] {
			p.Add(where, "第 %d 条和前面一条管的是同一种时限，请合并", i+1)
		}
		seen[key] = true
		if r.Name == "" || len(r.Yellow) == 0 || len(r.Red) == 0 {
			p.Add(where, "第 %d 条：名称、黄牌和红牌都要填", i+1)
		}
		checkEdges(&p, where, i, r)
	}
	if !seen[fmt.Sprint("", false)] {
		p.Add("rules", "缺少“其他事项”一条：请保留，否则新的时限没有人管")
	}
	return p.Err()
}

func checkEdges(p *fault.Problems, where string, i int, r Rule) {
	for _, e := range slices.Concat(r.Warn, r.Yellow, r.Red) {
		if !e.Unit.Valid() || e.Days < -60 || e.Days > 365 {
			p.Add(where, "第 %d 条：天数请填 -60 到 365，单位请选工作日或自然日", i+1)
		}
	}
	for _, e := range r.Warn {
		if e.Days > 0 {
			p.Add(where, "第 %d 条：预警要在期限之前，天数请填 0 或负数", i+1)
		}
	}
	for _, e := range slices.Concat(r.Yellow, r.Red) {
		if e.Days < 1 {
			p.Add(where, "第 %d 条：期限最后一天不算超期，黄牌和红牌的天数请填 1 以上", i+1)
		}
	}
}

// ConfirmRules lets the version hold from its day; another person than the
// proposer, and before the day has come.
func ConfirmRules(tx *store.Tx, by flow.Actor, id string, version int64) (RulesRow, error) {
	return decideRules(tx, by, id, version, VerbConfirm)
}

// DropRules sets a proposed version aside.
func DropRules(tx *store.Tx, by flow.Actor, id string, version int64) (RulesRow, error) {
	return decideRules(tx, by, id, version, VerbDrop)
}

func decideRules(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (RulesRow, error) {
	row, ok, err := rulesByID.Find(tx, tx.County(), id)
	if err != nil {
		return RulesRow{}, err
	}
	if !ok {
		return RulesRow{}, rulesUnknown.New(nil)
	}
	step, err := RulesFlow.Next(by, row.State, verb)
	if err != nil {
		return RulesRow{}, err
	}
	if row.ProposedBy == by.Account {
		return RulesRow{}, samePerson.New(nil)
	}
	if verb == VerbConfirm {
		if row.FromDay <= tx.Today() {
			return RulesRow{}, rulesPast.New(fault.Args{"from": row.FromDay})
		}
		number, err := tx.NextNumber("monitor.rules")
		if err != nil {
			return RulesRow{}, err
		}
		row.Number = &number
	}
	at := tx.Now()
	if err := saveRules.One(tx, step.To, row.Number, by.Account, at, tx.County(), id, row.State, version); err != nil {
		return RulesRow{}, err
	}
	row.State, row.Version, row.DecidedBy, row.DecidedAt = step.To, version+1, &by.Account, &at
	_, err = journal.Record(tx, by, step.Kind, id, map[string]any{"from": row.FromDay, "number": row.Number},
		journal.Row{Table: "monitor_rules", ID: id})
	return row, err
}

// Versions lists every version that was confirmed, oldest first, with the one
// that comes with the program at the head; and the one that waits, if any.
func Versions(tx *store.Tx) (sets []RuleSet, waiting *RulesRow, err error) {
	if sets, err = ruleSets(tx); err != nil {
		return nil, nil, err
	}
	rows, err := rulesIn.All(tx, tx.County(), RulesProposed)
	if err != nil || len(rows) == 0 {
		return sets, nil, err
	}
	return sets, &rows[0], nil
}

// RulesOn is the version that holds for clocks starting on the day.
func RulesOn(tx *store.Tx, day calendar.Day) (RuleSet, error) {
	sets, err := ruleSets(tx)
	if err != nil {
		return RuleSet{}, err
	}
	return setFor(sets, day), nil
}

func ruleSets(tx *store.Tx) ([]RuleSet, error) {
	rows, err := rulesIn.All(tx, tx.County(), RulesConfirmed)
	if err != nil {
		return nil, err
	}
	sets := []RuleSet{Default()}
	for _, r := range rows {
		sets = append(sets, r.Set())
	}
	slices.SortFunc(sets, earlier)
	return sets, nil
}

// MayPropose reports whether the actor may enter a new version.
func MayPropose(by flow.Actor) bool { return by.Has(rulers...) }
