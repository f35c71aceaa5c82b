package incident

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// usualRule holds until a leader sets another (示例).
var usualRule = SmallRule{Least: 5, Document: "县内规定（示例）"}

// Rule is the rule for small numbers in force.
func Rule(tx *store.Tx) (SmallRule, error) {
	r, set, err := newestRule(tx)
	if !set {
		r = usualRule
	}
	return r, err
}

func newestRule(tx *store.Tx) (SmallRule, bool, error) {
	all, err := rulesOf.All(tx, tx.County())
	if err != nil || len(all) == 0 {
		return SmallRule{}, false, err
	}
	return all[0], true, nil
}

// SetRule sets the least number that may stand alone in public, by a leader, with
// the document that says so.
func SetRule(tx *store.Tx, by flow.Actor, least int64, document string) (SmallRule, error) {
	if err := may(by, leaders...); err != nil {
		return SmallRule{}, err
	}
	var p fault.Problems
	if least < 2 || least > 100 {
		p.Add("least", "下限：请填 2 到 100；小于它的数不单独公布")
	}
	if document = strings.TrimSpace(document); document == "" {
		p.Add("document", "依据：请填文号和名称")
	}
	if err := p.Err(); err != nil {
		return SmallRule{}, err
	}
	r := SmallRule{County: tx.County(), ID: tx.NewID(), Least: least, Document: document, SetBy: by.Account, SetAt: tx.Now()}
	if err := insertRule.One(tx, r); err != nil {
		return SmallRule{}, err
	}
	_, err := journal.Record(tx, by, "incident.small_rule", r.ID, say{"least": least, "document": document}, journal.Row{Table: "incident_small_rule", ID: r.ID})
	return r, err
}

// Protect hides the cells of a list that must not stand in public beside the
// list's printed sum: those below least, and, where that hides only one, a second
// one, because the sum would give it back. Zeros hide nothing. nil is hidden; ok
// is false when a single cell is the whole list, which then says nothing at all.
func Protect(cells []int64, least int64) (shown []*int64, ok bool) {
	shown = make([]*int64, len(cells))
	hidden := 0
	for n := range cells {
		if cells[n] == 0 || cells[n] >= least {
			shown[n] = &cells[n]
		} else {
			hidden++
		}
	}
	if hidden != 1 {
		return shown, true
	}
	second := -1
	for n, cell := range shown {
		if cell != nil && (second < 0 || rank(*cell) < rank(cells[second])) {
			second = n
		}
	}
	if second < 0 {
		return shown, false
	}
	shown[second] = nil
	return shown, true
}

// rank prefers the smallest number that is not zero as the second to hide.
func rank(cell int64) int64 {
	if cell == 0 {
		return 1 << 62
	}
	return cell
}

// Breakdown is a released period by conduct, as the public may see it.
type Breakdown struct {
	Release Release
	Rule    SmallRule
	Rows    []BreakdownRow
	Told    bool // false: nothing below the sum can be told
}

// BreakdownRow is one conduct; nil is hidden.
type BreakdownRow struct {
	Zh string
	N  *int64
}

// PublicOf breaks a released period down by conduct, criminal and administrative
// cases together. It answers missing for what is not out, or no longer holds.
func PublicOf(tx *store.Tx, id string) (Breakdown, error) {
	var b Breakdown
	r, ok, err := releaseByID.Find(tx, tx.County(), id)
	if err != nil {
		return b, err
	}
	stands := false
	if ok {
		if stands, err = Standing(tx, r); err != nil {
			return b, err
		}
	}
	if !stands {
		return b, unknown.New(nil)
	}
	b.Release = r
	if b.Rule, err = Rule(tx); err != nil {
		return b, err
	}
	cells := make([]int64, len(Conducts))
	for _, list := range []records{filedCases, punishedCases} {
		found, err := list(tx, r.query(manifest.Query{AsOf: tx.Now()}))
		if err != nil {
			return b, err
		}
		for _, one := range found {
			i, err := incidentByID.One(tx, tx.County(), one.ID)
			if err != nil {
				return b, err
			}
			for n, w := range Conducts {
				if w.Code == i.Conduct {
					cells[n]++
				}
			}
		}
	}
	shown, told := Protect(cells, b.Rule.Least)
	b.Told = told
	for n, w := range Conducts {
		b.Rows = append(b.Rows, BreakdownRow{Zh: w.Zh, N: shown[n]})
	}
	return b, nil
}
