package rating

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// Class (差评类别) says how hard a bad rating is to rectify; the limit follows
// from it.
type Class string

const (
	Ordinary Class = "ordinary" // 一般
	Complex  Class = "complex"  // 复杂
)

// Classes lists the classes with their words.
var Classes = []struct {
	Class Class
	Zh    string
}{{Ordinary, "一般"}, {Complex, "复杂"}}

// Zh is the class as printed.
func (c Class) Zh() string {
	for _, row := range Classes {
		if row.Class == c {
			return row.Zh
		}
	}
	return string(c)
}

// Term (整改期限) is the limit of one class.
type Term struct {
	Class Class         `json:"class"`
	N     int           `json:"n"`
	Unit  calendar.Unit `json:"unit"`
}

// Zh is the term as printed: 7 个自然日.
func (t Term) Zh() string { return fmt.Sprintf("%d 个%s", t.N, t.Unit.Zh()) }

// Term is the limit that the content sets for a class. A version from before
// there were classes gave working days to all alike.
func (c Content) Term(class Class) Term {
	for _, t := range c.Terms {
		if t.Class == class {
			return t
		}
	}
	return Term{class, c.RectifyDays, calendar.WorkDays}
}

// Term is the limit the redress stands under.
func (d Redress) Term() Term {
	t := Term{Ordinary, d.RectifyN, calendar.WorkDays}
	if d.Class != nil {
		t.Class = *d.Class
	}
	if d.RectifyUnit != nil {
		t.Unit = *d.RectifyUnit
	}
	return t
}

// FindingKind (整改方式) is one of the ways a bad rating can be answered.
type FindingKind struct {
	Code  string
	Zh    string
	Day   bool // names the day by which it will be put right
	Basis bool // names the law that leaves nothing to put right
	Done  bool // a redress can end with it
}

// The kinds of finding.
const (
	Fixed     = "fixed"
	FixBy     = "fix_by"
	Explained = "explained"
)

// FindingKinds lists the ways: put right at once, put right by a day, explained.
var FindingKinds = []FindingKind{
	{Code: Fixed, Zh: "已整改到位", Done: true},
	{Code: FixBy, Zh: "限期整改", Day: true},
	{Code: Explained, Zh: "依法解释说明", Basis: true, Done: true},
}

// KindOf finds a way by its code.
func KindOf(code string) (FindingKind, bool) {
	i := slices.IndexFunc(FindingKinds, func(k FindingKind) bool { return k.Code == code })
	if i < 0 {
		return FindingKind{}, false
	}
	return FindingKinds[i], true
}

// Talk (联系情况) is one attempt to reach the rater; what was heard may show that
// the redress is of another class.
type Talk struct {
	Reached bool
	Note    string
	Class   Class  // empty: as it stands
	Why     string // needed when the class changes
}

// reclass puts the redress into the class that the talk names. It refuses a
// change without a reason, and a longer limit once the shorter one is over.
func reclass(tx *store.Tx, d Redress, talk Talk, p *fault.Problems) (Redress, error) {
	now := d.Term()
	if talk.Class == "" || talk.Class == now.Class {
		return d, nil
	}
	if talk.Class.Zh() == string(talk.Class) {
		p.Add("class", "差评类别不认识，请在一般和复杂里选一个")
		return d, nil
	}
	why := strings.TrimSpace(talk.Why)
	if why == "" {
		p.Add("why", "定类理由：改定类别要写明理由")
		return d, nil
	}
	if tx.Today() > d.RectifyDue {
		return d, classLate.New(fault.Args{"due": d.RectifyDue})
	}
	content, err := ContentOn(tx, d.OpenedDay)
	if err != nil {
		return d, err
	}
	d.classify(content.Term(talk.Class))
	d.ClassReason = &why
	return d, date(tx, &d)
}

func (d *Redress) classify(t Term) {
	class, unit := t.Class, t.Unit
	d.Class, d.RectifyN, d.RectifyUnit = &class, t.N, &unit
}

// Finding (核实和整改) is what the verification found and what was done about it.
type Finding struct {
	Kind   string
	Found  string
	Action string
	By     *calendar.Day // 限期整改
	Basis  string        // 依法解释说明
}

// check refuses a finding that lacks what its kind asks for.
func (f Finding) check(tx *store.Tx, d Redress) error {
	var p fault.Problems
	kind, known := KindOf(f.Kind)
	if !known {
		p.Add("kind", "整改方式：请在三种里选一种")
	}
	if f.Found == "" {
		p.Add("finding", "核实结果：请写明查了什么、是否属实")
	}
	if f.Action == "" {
		p.Add("action", "整改措施：请写明做了什么；不属实的写明怎样解释")
	}
	if kind.Basis && f.Basis == "" {
		p.Add("basis", "法律依据：解释说明的要写明依据哪部法律哪一条")
	}
	switch {
	case !kind.Day:
	case f.By == nil:
		p.Add("fix_by", "整改到位日期：限期整改的要写明哪天到位")
	case *f.By < tx.Today() || *f.By > d.RectifyDue:
		p.Add("fix_by", "整改到位日期：要在今天到整改到期日 %s 之间", d.RectifyDue)
	}
	return p.Err()
}

// Find records what the verification found and what was done about it. The head
// of the unit does so without learning who rated. A finding of the kind 限期整改
// is followed by another when it was put right.
func Find(tx *store.Tx, by flow.Actor, id string, version int64, f Finding) (Redress, error) {
	d, step, err := take(tx, by, id, version, VerbFind)
	if err != nil {
		return Redress{}, err
	}
	f.Found, f.Action, f.Basis = strings.TrimSpace(f.Found), strings.TrimSpace(f.Action), strings.TrimSpace(f.Basis)
	if err := f.check(tx, d); err != nil {
		return Redress{}, err
	}
	now := d
	now.FindingKind, now.Finding, now.Action, now.FoundBy = &f.Kind, &f.Found, &f.Action, &by.Account
	now.FixBy, now.LegalBasis = nil, nil
	kind, _ := KindOf(f.Kind) // check has seen it
	if kind.Day {
		now.FixBy = f.By
	}
	if kind.Basis {
		now.LegalBasis = &f.Basis
	}
	return move(tx, by, step, redressed{d, now}, say{"kind": f.Kind})
}
