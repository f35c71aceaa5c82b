package outreach

import (
	"encoding/json"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Issuing is what a check-up hands to the enterprise.
type Issuing struct {
	Team     string
	Lawyers  int64
	Findings []Finding
}

const mostFindings = 50

// Issue hands what a legal check-up found to the enterprise (送体检意见). Risk and
// advice are sealed at once; the journal knows how many there are, and no more.
func Issue(tx *store.Tx, by flow.Actor, visit string, seen int64, in Issuing) (Sheet, error) {
	v, step, err := visitFor(tx, by, visit, seen, VerbIssue)
	if err != nil {
		return Sheet{}, err
	}
	if v.Kind != Checkup {
		return Sheet{}, notCheckup.New(fault.Args{"number": v.Number})
	}
	if _, known, err := sheetByVisit.Find(tx, tx.County(), v.ID); err != nil || known {
		if err == nil {
			err = checkupTwice.New(fault.Args{"number": v.Number})
		}
		return Sheet{}, err
	}
	if err := in.check(); err != nil {
		return Sheet{}, err
	}
	number, err := numbered(tx, "TJ")
	if err != nil {
		return Sheet{}, err
	}
	s := Sheet{County: tx.County(), ID: tx.NewID(), Number: number, Version: 1, State: CheckupFlow.Start, VisitID: v.ID, Party: v.Party,
		Unit: v.Unit, Day: v.Day, Team: in.Team, Lawyers: in.Lawyers, Findings: int64(len(in.Findings)), IssuedBy: by.Account, IssuedAt: tx.Now()}
	if err := insertSheet.One(tx, s); err != nil {
		return Sheet{}, err
	}
	rows := []journal.Row{{Table: "outreach_checkup", ID: s.ID}}
	for n, f := range in.Findings {
		row, err := seal(tx, s, int64(n+1), f)
		if err != nil {
			return Sheet{}, err
		}
		rows = append(rows, row)
	}
	_, err = putVisit(tx, by, step, v, say{"number": v.Number, "checkup": s.Number, "findings": s.Findings}, rows...)
	return s, err
}

func (in *Issuing) check() error {
	in.Team = strings.TrimSpace(in.Team)
	var p fault.Problems
	if in.Team == "" {
		p.Add("team", "服务团队：请写律师事务所或法律服务团的名称")
	}
	within(&p, "lawyers", "律师人数", in.Lawyers, 50)
	if len(in.Findings) > mostFindings {
		p.Add("findings", "体检意见：最多 %d 条", mostFindings)
	}
	for n, f := range in.Findings {
		if f.Area == "" || f.Risk == "" || f.Advice == "" {
			p.Add("findings", "体检意见第 %d 条：方面、风险和建议都要写", n+1)
			break
		}
	}
	return p.Err()
}

func (s Sheet) sealSubject() string { return "outreach-checkup:" + s.ID }

func seal(tx *store.Tx, s Sheet, nth int64, f Finding) (journal.Row, error) {
	text, err := json.Marshal(f)
	if err != nil {
		return journal.Row{}, err
	}
	row := sealed{County: tx.County(), ID: tx.NewID(), CheckupID: s.ID, Nth: nth}
	if row.Sealed, err = tx.Seal(s.sealSubject(), string(text)); err != nil {
		return journal.Row{}, err
	}
	return journal.Row{Table: "outreach_finding", ID: row.ID}, insertFinding.One(tx, row)
}

// Open reads what a check-up found (查看体检意见): the enterprise's own, and the unit
// that did it. Every reading is an entry of the journal, so call it in a write.
func Open(tx *store.Tx, by flow.Actor, id string) (Sheet, []Finding, error) {
	s, err := SheetByID(tx, by, id)
	if err != nil {
		return Sheet{}, nil, err
	}
	if !own(by, s.Party) && by.Unit != s.Unit {
		return Sheet{}, nil, findingsSealed.New(nil)
	}
	step, err := CheckupFlow.Next(by, s.State, VerbRead)
	if err != nil {
		return Sheet{}, nil, findingsSealed.New(nil)
	}
	if own(by, s.Party) && s.ReadAt == nil {
		at := tx.Now()
		s.ReadAt, step.To = &at, Read
	}
	if err := saveSheet.One(tx, step.To, s.ReadAt, tx.County(), s.ID, s.Version); err != nil {
		return Sheet{}, nil, err
	}
	s.State, s.Version = step.To, s.Version+1
	if _, err := journal.Record(tx, by, step.Kind, s.ID, say{"number": s.Number}, journal.Row{Table: "outreach_checkup", ID: s.ID}); err != nil {
		return Sheet{}, nil, err
	}
	rows, err := findingsOf.All(tx, tx.County(), s.ID)
	out := make([]Finding, len(rows))
	for n, row := range rows {
		text, err := tx.Unseal(s.sealSubject(), row.Sealed)
		if err != nil {
			return Sheet{}, nil, err
		}
		if err := json.Unmarshal([]byte(text), &out[n]); err != nil {
			return Sheet{}, nil, err
		}
	}
	return s, out, err
}

// ParseFindings reads one finding a line: 方面｜风险｜建议. What it does not understand
// comes back as an incomplete finding and is refused by name.
func ParseFindings(text string) (out []Finding) {
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		parts := strings.Split(strings.ReplaceAll(line, "|", "｜"), "｜")
		for len(parts) < 3 {
			parts = append(parts, "")
		}
		out = append(out, Finding{strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(strings.Join(parts[2:], "｜"))})
	}
	return out
}
