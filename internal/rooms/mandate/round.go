package mandate

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// RoundInput is what is stated of a round.
type RoundInput struct {
	System   string // id of a published version
	Title    string
	From, To calendar.Day
	Due      calendar.Day
}

// OpenRound asks every unit of a published system for its self-score of a period
// that is over.
func OpenRound(tx *store.Tx, by flow.Actor, in RoundInput) (Round, error) {
	if err := may(by, keepers...); err != nil {
		return Round{}, err
	}
	s, err := SystemByID(tx, by, in.System)
	if err != nil {
		return Round{}, err
	}
	r := Round{County: tx.County(), ID: tx.NewID(), Version: 1, State: Open, SystemID: s.ID, Title: strings.TrimSpace(in.Title), FromDay: in.From,
		ToDay: in.To, Due: in.Due, Office: by.Unit, OpenedBy: by.Account, OpenedAt: tx.Now(), OpenedDay: tx.Today()}
	if err := r.check(tx, s); err != nil {
		return Round{}, err
	}
	if err := insertRound.One(tx, r); err != nil {
		return Round{}, err
	}
	list, err := indicatorsOf.All(tx, tx.County(), s.ID)
	if err != nil {
		return Round{}, err
	}
	rows := []journal.Row{{Table: "mandate_round", ID: r.ID}}
	for _, i := range Scored(list) {
		score := Score{County: r.County, ID: tx.NewID(), Version: 1, State: Open, RoundID: r.ID, IndicatorID: i.ID, Unit: i.Unit, Due: r.Due,
			StartedAt: r.OpenedAt, StartedDay: r.OpenedDay}
		if err := insertScore.One(tx, score); err != nil {
			return Round{}, err
		}
		rows = append(rows, score.row())
	}
	if _, err := journal.Record(tx, by, "mandate.round_open", r.ID, say{"from": r.FromDay, "to": r.ToDay, "due": r.Due}, rows...); err != nil {
		return Round{}, err
	}
	return r, tx.Fact("RoundOpened", r.ID, say{"due": r.Due})
}

func (s Score) row() journal.Row { return journal.Row{Table: "mandate_score", ID: s.ID} }

func (r Round) check(tx *store.Tx, s System) error {
	if s.State != Published {
		return systemNotPublished.New(fault.Args{"title": s.Title})
	}
	if twin, known, err := roundOf.Find(tx, tx.County(), s.ID, r.FromDay, r.ToDay); err != nil || known {
		if err == nil {
			err = roundTwice.New(fault.Args{"title": twin.Title})
		}
		return err
	}
	var p fault.Problems
	if r.Title == "" {
		p.Add("title", "名称：请填这一轮自评的名称，例如“2020 年上半年自评”")
	}
	if r.FromDay > r.ToDay || r.ToDay >= tx.Today() {
		p.Add("to", "期间：起日不能晚于止日，止日要已经过完")
	}
	if r.Due <= tx.Today() {
		p.Add("due", "自评期限：请填今天以后的一天")
	}
	if err := p.Err(); err != nil {
		return err
	}
	return countable(tx, r.Due)
}

// RoundByID returns a round; everybody of an office may see that it is on.
func RoundByID(tx *store.Tx, by flow.Actor, id string) (Round, error) {
	r, ok, err := roundByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !by.Has(identity.Staff()...) && !by.Has(watch...)) {
		err = roundUnknown.New(nil)
	}
	return r, err
}

// Rounds lists the rounds, the newest first.
func Rounds(tx *store.Tx, by flow.Actor) ([]Round, error) {
	if !by.Has(identity.Staff()...) && !by.Has(watch...) {
		return nil, nil
	}
	return rounds.Page(tx, new(store.Where).And("county = ?", tx.County()), "newest", 200)
}

// CloseRound ends a round in which every score was reviewed.
func CloseRound(tx *store.Tx, by flow.Actor, id string, version int64) (Round, error) {
	r, err := RoundByID(tx, by, id)
	if err != nil {
		return Round{}, err
	}
	step, err := RoundFlow.Next(by, r.State, VerbClose)
	if err != nil {
		return Round{}, err
	}
	if version != r.Version {
		return Round{}, store.ChangedMeanwhile.New(nil)
	}
	open, err := scores.Page(tx, new(store.Where).And("s.county = ? AND s.round_id = ? AND s.state <> ?", tx.County(), r.ID, Reviewed), "code", mostTasks)
	if err != nil {
		return Round{}, err
	}
	if len(open) > 0 {
		return Round{}, scoresOpen.New(fault.Args{"n": len(open)})
	}
	at := tx.Now()
	if err := saveRound.One(tx, step.To, at, tx.County(), r.ID, step.From, r.Version); err != nil {
		return Round{}, err
	}
	r.State, r.Version, r.ClosedAt = step.To, r.Version+1, &at
	_, err = journal.Record(tx, by, step.Kind, r.ID, nil, journal.Row{Table: "mandate_round", ID: r.ID})
	return r, err
}
