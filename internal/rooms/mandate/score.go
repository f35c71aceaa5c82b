package mandate

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

// ScoreInput is a unit's word on one indicator.
type ScoreInput struct {
	Points  Weight // the unit gives itself, 0 to the weight
	Value   string // only for an indicator that no figure answers
	Grounds string
	Proofs  []papers.Proof
}

// Valued is the value of a figure for an indicator, now.
type Valued struct {
	Figure  manifest.Figure
	Value   manifest.Value
	Records int64
}

// ValueOf computes the value that the house's records give an indicator for a
// round; ok is false for one that no figure answers.
func (k *Keeper) ValueOf(tx *store.Tx, s ScoreLine) (v Valued, ok bool, err error) {
	f, ok := k.figure(s.Figure)
	if !ok {
		return v, false, nil
	}
	q := manifest.Query{Period: manifest.Period{From: s.FromDay, To: s.ToDay}, AsOf: tx.Now()}
	v.Figure = f
	if v.Value, err = f.Value(tx, q); err != nil {
		return v, true, err
	}
	trace, err := f.Trace(tx, q)
	v.Records = int64(len(trace))
	return v, true, err
}

// FileScore takes a self-score in from the unit that answers for the indicator,
// with evidence. A value that records can answer is computed here and refused
// when somebody types it.
func (k *Keeper) FileScore(tx *store.Tx, by flow.Actor, id string, version int64, in ScoreInput) (ScoreLine, error) {
	s, step, err := takeScore(tx, by, id, version, VerbFile)
	if err != nil {
		return ScoreLine{}, err
	}
	if by.Unit != s.Unit {
		return ScoreLine{}, scoreOwn.New(nil)
	}
	v, computed, err := k.ValueOf(tx, s)
	if err != nil {
		return ScoreLine{}, err
	}
	stated := strings.TrimSpace(in.Value)
	if computed && stated != "" {
		return ScoreLine{}, valueFromRecords.New(fault.Args{"name": s.Name, "figure": v.Figure.Label, "value": v.Value.Text})
	}
	s.Grounds = strings.TrimSpace(in.Grounds)
	var p fault.Problems
	if in.Points < 0 || in.Points > s.Weight {
		p.Add("points", "自评分：请填 0 到 %s，最多两位小数", s.Weight)
	}
	if s.Grounds == "" {
		p.Add("grounds", "理由：请写明按什么标准、怎样得出这个分")
	}
	if !computed && stated == "" {
		p.Add("value", "指标值：没有可以自动取的数，请填写并附证明文件")
	}
	if len(in.Proofs) == 0 {
		p.Add("file", "佐证：自评要有佐证文件，请至少选一个")
	}
	if err := p.Err(); err != nil {
		return ScoreLine{}, err
	}
	at := tx.Now()
	s.Value, s.ValueNum, s.ValueDen, s.Records = stated, 0, 0, 0
	if computed {
		s.Value, s.ValueNum, s.ValueDen, s.Records = v.Value.Text, v.Value.Num, v.Value.Den, v.Records
	}
	s.Points, s.FiledBy, s.FiledAt, s.Got, s.DecidedBy, s.DecidedAt = &in.Points, &by.Account, &at, nil, nil, nil
	return moveScore(tx, by, step, s, in.Proofs)
}

// Review is what somebody outside the unit finds.
type Review struct {
	Accept  bool
	Points  Weight
	Opinion string
}

// ReviewScore settles a self-score or returns it: by somebody of another unit. A
// difference from the self-score needs a reason.
func ReviewScore(tx *store.Tx, by flow.Actor, id string, version int64, in Review) (ScoreLine, error) {
	verb := map[bool]flow.Verb{true: VerbReview, false: VerbReturn}[in.Accept]
	s, step, err := takeScore(tx, by, id, version, verb)
	if err != nil {
		return ScoreLine{}, err
	}
	if err := outside(tx, by, []string{s.Unit}, *s.FiledBy); err != nil {
		return ScoreLine{}, err
	}
	opinion := strings.TrimSpace(in.Opinion)
	var p fault.Problems
	if in.Accept && (in.Points < 0 || in.Points > s.Weight) {
		p.Add("points", "复核分：请填 0 到 %s，最多两位小数", s.Weight)
	}
	if opinion == "" && (!in.Accept || in.Points != *s.Points) {
		p.Add("opinion", "复核意见：退回的写明缺什么；和自评 %s 不一样的写明理由", *s.Points)
	}
	if err := p.Err(); err != nil {
		return ScoreLine{}, err
	}
	at := tx.Now()
	s.Opinion, s.DecidedBy, s.DecidedAt = &opinion, &by.Account, &at
	if in.Accept {
		s.Got = &in.Points
	} else {
		s.FiledAt = nil
	}
	return moveScore(tx, by, step, s, nil)
}

func takeScore(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (ScoreLine, flow.Step, error) {
	s, err := scoreFor(tx, by, id)
	if err != nil {
		return ScoreLine{}, flow.Step{}, err
	}
	step, err := ScoreFlow.Next(by, s.State, verb)
	if err == nil && version != s.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return s, step, err
}

// moveScore writes the score in the step's state. It is the only writer.
func moveScore(tx *store.Tx, by flow.Actor, step flow.Step, s ScoreLine, proofs []papers.Proof) (ScoreLine, error) {
	rows, err := papers.Deposit(tx, by, s.ID, proofs)
	if err != nil {
		return ScoreLine{}, err
	}
	err = saveScore.One(tx, step.To, s.Value, s.ValueNum, s.ValueDen, s.Records, s.Points, s.Grounds, s.FiledBy, s.FiledAt, s.Got,
		s.Opinion, s.DecidedBy, s.DecidedAt, tx.County(), s.ID, step.From, s.Version)
	if err != nil {
		return ScoreLine{}, err
	}
	s.State, s.Version = step.To, s.Version+1
	_, err = journal.Record(tx, by, step.Kind, s.ID, say{"points": s.Points, "got": s.Got}, append(rows, s.row())...)
	return s, err
}

// scoreFor returns a score to the unit it is about and to who watches the county.
func scoreFor(tx *store.Tx, by flow.Actor, id string) (ScoreLine, error) {
	found, err := scores.Page(tx, new(store.Where).And("s.county = ? AND s.id = ?", tx.County(), id), "code", 1)
	if err != nil {
		return ScoreLine{}, err
	}
	if len(found) == 0 || !by.Has(watch...) && (found[0].Unit != by.Unit || !by.Has(identity.Staff()...)) {
		return ScoreLine{}, scoreUnknown.New(nil)
	}
	return found[0], nil
}

// ScoreByID returns a score with its evidence.
func ScoreByID(tx *store.Tx, by flow.Actor, id string) (ScoreLine, []papers.Evidence, error) {
	s, err := scoreFor(tx, by, id)
	if err != nil {
		return ScoreLine{}, nil, err
	}
	proofs, err := papers.EvidenceOf(tx, s.ID)
	return s, proofs, err
}

// Scores lists the scores of a round, or of every round when it is empty, that
// the actor may see: a unit its own.
func Scores(tx *store.Tx, by flow.Actor, round string, state flow.State) ([]ScoreLine, error) {
	w := new(store.Where).And("s.county = ?", tx.County())
	switch {
	case by.Has(watch...):
	case by.Has(identity.Staff()...) && by.Unit != "":
		w.And("s.unit = ?", by.Unit)
	default:
		return nil, nil
	}
	if round != "" {
		w.And("s.round_id = ?", round)
	}
	if state != "" {
		w.And("s.state = ?", state)
	}
	return scores.Page(tx, w, "code", mostTasks)
}
