package supervision

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// teams are the rounds whose team the actor belongs to.
func teams(tx *store.Tx, by flow.Actor) (out []string, err error) {
	if by.Account == "" {
		return nil, nil
	}
	found, err := roundsOfAccount.All(tx, tx.County(), by.Account)
	for _, m := range found {
		out = append(out, m.RoundID)
	}
	return out, err
}

// RoundByNumber returns a round to who watches the county, to its team, and once
// it is approved to the people of the units it goes to.
func RoundByNumber(tx *store.Tx, by flow.Actor, number string) (Round, error) {
	r, ok, err := roundByNumber.Find(tx, tx.County(), strings.TrimSpace(number))
	if err != nil {
		return Round{}, err
	}
	if ok {
		ok, err = r.sees(tx, by)
	}
	if err == nil && !ok {
		err = roundUnknown.New(fault.Args{"number": number})
	}
	if err != nil {
		return Round{}, err
	}
	return r, nil
}

func (r Round) sees(tx *store.Tx, by flow.Actor) (bool, error) {
	if by.Has(watch...) || by.Has(team...) && r.State != Draft && r.State != Dropped && slices.Contains(r.Units, by.Unit) {
		return true, nil
	}
	mine, err := teams(tx, by)
	return by.Has(team...) && slices.Contains(mine, r.ID), err
}

// Rounds lists the rounds the actor may see, the newest first.
func Rounds(tx *store.Tx, by flow.Actor) (out []Round, err error) {
	all, err := rounds.Page(tx, new(store.Where).And("county = ?", tx.County()), "newest", 1000)
	for _, r := range all {
		ok, err := r.sees(tx, by)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, r)
		}
	}
	return out, err
}

// RoundFile is everything about one round that the actor may see.
type RoundFile struct {
	Round
	Members  []Member
	Visits   []Visit
	Findings []Standing
	Member   bool // the actor belongs to the team
}

// RoundFileOf is one round with its team, visits and the findings in sight.
func RoundFileOf(tx *store.Tx, by flow.Actor, number string) (f RoundFile, err error) {
	if f.Round, err = RoundByNumber(tx, by, number); err != nil {
		return f, err
	}
	if f.Members, err = membersOf.All(tx, tx.County(), f.ID); err != nil {
		return f, err
	}
	f.Member = slices.ContainsFunc(f.Members, func(m Member) bool { return m.Account == by.Account })
	if f.Visits, err = visitsOf.All(tx, tx.County(), f.ID); err != nil {
		return f, err
	}
	f.Findings, err = Findings(tx, by, Filter{Round: f.ID})
	return f, err
}
