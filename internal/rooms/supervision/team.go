package supervision

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// kin are the unit and the one above it, whose people do not judge it. A leader
// sits above all of them and belongs to the own one only.
func kin(tx *store.Tx, unit string, leader bool) ([]string, error) {
	out := []string{unit}
	u, err := org.ByCode(tx, unit)
	if err == nil && u.Parent != nil && !leader {
		out = append(out, *u.Parent)
	}
	if store.NoRow.Is(err) {
		err = nil
	}
	return out, err
}

// enough refuses when fewer than two of the team may act at the unit.
func enough(tx *store.Tx, r Round, unit string) error {
	members, err := membersOf.All(tx, tx.County(), r.ID)
	if err != nil {
		return err
	}
	free := 0
	for _, m := range members {
		a, err := identity.ByID(tx, m.Account)
		if err != nil {
			return err
		}
		own, err := kin(tx, m.Unit, slices.Contains(a.Roles, identity.Leader))
		if err != nil {
			return err
		}
		if !slices.Contains(own, unit) && !slices.Contains(m.Away, unit) {
			free++
		}
	}
	if free < fewestTeam {
		name, err := org.ShortName(tx, unit)
		if err != nil {
			return err
		}
		return tooFew.New(fault.Args{"unit": name, "n": free, "least": fewestTeam})
	}
	return nil
}

// memberOf finds the actor in the team.
func memberOf(tx *store.Tx, by flow.Actor, round string) (Member, bool, error) {
	members, err := membersOf.All(tx, tx.County(), round)
	for _, m := range members {
		if m.Account == by.Account {
			return m, true, err
		}
	}
	return Member{}, false, err
}

// apart refuses who sits in the unit, in an office of it, or has recused there.
func apart(tx *store.Tx, by flow.Actor, m Member, unit string) error {
	own, err := kin(tx, by.Unit, by.Has(leaders...))
	if err != nil {
		return err
	}
	name, err := org.ShortName(tx, unit)
	if err != nil {
		return err
	}
	if slices.Contains(own, unit) || m.Unit == unit {
		return ownUnit.New(fault.Args{"unit": name})
	}
	if slices.Contains(m.Away, unit) {
		return recused.New(fault.Args{"unit": name})
	}
	return nil
}

// acts refuses who may not act for the team at the unit.
func acts(tx *store.Tx, by flow.Actor, r Round, unit string) error {
	m, member, err := memberOf(tx, by, r.ID)
	if err != nil {
		return err
	}
	if !member {
		return notMember.New(fault.Args{"title": r.Title})
	}
	if err := apart(tx, by, m, unit); err != nil {
		return err
	}
	return enough(tx, r, unit)
}

// judges refuses who may not verify at the unit: the team that is not of it, and
// the coordinating office and leaders outside it.
func judges(tx *store.Tx, by flow.Actor, f Finding, did string) error {
	if by.Account == did {
		return selfVerification.New(fault.Args{"why": "这一份是您自己报的"})
	}
	m, member, err := memberOf(tx, by, f.RoundID)
	if err != nil {
		return err
	}
	if err := apart(tx, by, m, f.Unit); ownUnit.Is(err) {
		what, _ := fault.Of(err)
		return selfVerification.New(fault.Args{"why": "您的单位属于" + what.Args["unit"].(string) + "，它是要被核查的单位"})
	} else if err != nil {
		return err
	}
	if !member && !by.Has(deciders...) {
		return notMember.New(fault.Args{"title": f.Number})
	}
	return nil
}

// Recuse keeps a member of the team away from one unit.
func Recuse(tx *store.Tx, by flow.Actor, number string, version int64, unit, why string) (Round, error) {
	r, step, err := takeRound(tx, by, number, version, VerbRecuse)
	if err != nil {
		return Round{}, err
	}
	m, member, err := memberOf(tx, by, r.ID)
	if err == nil && !member {
		err = notMember.New(fault.Args{"title": r.Title})
	}
	if err != nil {
		return Round{}, err
	}
	var p fault.Problems
	if why = strings.TrimSpace(why); why == "" {
		p.Add("why", "回避原因：请写明和这个单位有什么关系")
	}
	if !slices.Contains(r.Units, unit) || slices.Contains(m.Away, unit) {
		p.Add("away", "单位：请从被督查单位里选一个还没有回避的")
	}
	if err := p.Err(); err != nil {
		return Round{}, err
	}
	m.Away = append(m.Away, unit)
	m.Why = strings.TrimPrefix(m.Why+"；"+why, "；")
	if err := saveMember.One(tx, m.Away, m.Why, tx.County(), m.ID, m.Version); err != nil {
		return Round{}, err
	}
	return moveRound(tx, by, step, r, say{"number": r.Number, "unit": unit}, m.row())
}

// VisitInput is what came of one unit.
type VisitInput struct {
	Unit    string
	Skipped bool
	Day     calendar.Day
	Words   string
}

// RecordVisit keeps that a unit was visited, or why it was left out, by a member
// who is not of it.
func RecordVisit(tx *store.Tx, by flow.Actor, number string, version int64, in VisitInput) (Round, error) {
	r, step, err := takeRound(tx, by, number, version, VerbVisit)
	if err != nil {
		return Round{}, err
	}
	u, known, err := unitOf(tx, in.Unit)
	if err != nil {
		return Round{}, err
	}
	var p fault.Problems
	if !known || !slices.Contains(r.Units, u.Code) {
		p.Add("unit", "单位：请从被督查单位里选")
		return Round{}, p.Err()
	}
	if err := acts(tx, by, r, u.Code); err != nil {
		return Round{}, err
	}
	former, err := visitsOf.All(tx, tx.County(), r.ID)
	if err != nil {
		return Round{}, err
	}
	if slices.ContainsFunc(former, func(v Visit) bool { return v.Unit == u.Code }) {
		p.Add("unit", "单位：%s已经登记过了", u.Short)
	}
	if in.Day < r.FromDay || in.Day > r.ToDay || in.Day > tx.Today() {
		p.Add("day", "日期：请填督查期间（%s 至 %s）里、今天以前的一天", r.FromDay, r.ToDay)
	}
	words := strings.TrimSpace(in.Words)
	need(&p, "words", "情况：请写明看了什么；没有去的写明原因", words, longestText)
	if err := p.Err(); err != nil {
		return Round{}, err
	}
	v := Visit{County: tx.County(), ID: tx.NewID(), RoundID: r.ID, Unit: u.Code, Skipped: in.Skipped, Day: in.Day, Words: words,
		Account: by.Account, At: tx.Now()}
	if err := insertVisit.One(tx, v); err != nil {
		return Round{}, err
	}
	return moveRound(tx, by, step, r, say{"number": r.Number, "unit": u.Code, "skipped": v.Skipped},
		journal.Row{Table: "supervision_visit", ID: v.ID})
}
