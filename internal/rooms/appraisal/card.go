package appraisal

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

var headRole = []flow.Role{identity.Head}

// Card (得分卡) is one object's month: every item with the events behind it.
type Card struct {
	Run        Run
	Scheme     Scheme
	Subject    Subject
	Rows       []CardRow
	Objections []Objection
	Errata     []Erratum
	Peers      int // objects that have a place
}

// CardRow is one item of a card.
type CardRow struct {
	Item  Item
	Score Score
	Lines []Line
}

func (c Card) row(item string) (CardRow, bool) {
	n := slices.IndexFunc(c.Rows, func(r CardRow) bool { return r.Item.Code == item })
	if n < 0 {
		return CardRow{}, false
	}
	return c.Rows[n], true
}

// Row is the item's part of the card.
func (c Card) Row(item string) (CardRow, error) {
	row, ok := c.row(item)
	if !ok {
		return row, itemUnknown.New(fault.Args{"item": item})
	}
	return row, nil
}

// sees reports whether the actor may look at a run: who watches the county at
// any, units once it was shown to them.
func sees(by flow.Actor, r Run) bool {
	return by.Has(watch...) || (r.State != Draft && by.Has(identity.Staff()...))
}

// CardOf is an object's card, for who watches the county, for its unit, and for
// the person it is about.
func CardOf(tx *store.Tx, by flow.Actor, id string) (Card, error) {
	var c Card
	s, ok, err := subjectByID.Find(tx, tx.County(), id)
	if err != nil {
		return c, err
	}
	if !ok {
		return c, subjectUnknown.New(nil)
	}
	if c.Run, err = runByID.One(tx, tx.County(), s.RunID); err != nil {
		return c, err
	}
	if !sees(by, c.Run) || !mine(by, c.Run.Kind, s) {
		return c, subjectUnknown.New(nil)
	}
	c.Subject = s
	return c, c.fill(tx)
}

// mine reports whether the actor may open the object's card: staff of its unit;
// a person's card is for the person and the head alone.
func mine(by flow.Actor, k Kind, s Subject) bool {
	if k == Person {
		return concerns(by, k, s)
	}
	return by.Has(watch...) || (by.Unit != "" && by.Unit == s.Unit && by.Has(identity.Staff()...))
}

func (c *Card) fill(tx *store.Tx) (err error) {
	if c.Scheme, err = schemeByID.One(tx, tx.County(), c.Run.SchemeID); err != nil {
		return err
	}
	scores, err := scoresOfSubject.All(tx, tx.County(), c.Subject.ID)
	if err != nil {
		return err
	}
	lines, err := linesOfSubject.All(tx, tx.County(), c.Subject.ID)
	if err != nil {
		return err
	}
	for _, i := range c.Scheme.Body.Items {
		row := CardRow{Item: i}
		if n := slices.IndexFunc(scores, func(s Score) bool { return s.Item == i.Code }); n >= 0 {
			row.Score = scores[n]
		}
		for _, l := range lines {
			if l.Item == i.Code {
				row.Lines = append(row.Lines, l)
			}
		}
		c.Rows = append(c.Rows, row)
	}
	if c.Objections, err = objections.Page(tx, new(store.Where).And("county = ? AND subject_id = ?", tx.County(), c.Subject.ID), "newest", 200); err != nil {
		return err
	}
	if c.Errata, err = errata.Page(tx, new(store.Where).And("county = ? AND subject_id = ?", tx.County(), c.Subject.ID), "newest", 200); err != nil {
		return err
	}
	subjects, err := subjectsOf.All(tx, tx.County(), c.Run.ID)
	for _, s := range subjects {
		if s.Place != nil {
			c.Peers++
		}
	}
	return err
}

// Behind are the records behind an item, asked for again as they were known when
// the month was reckoned; same is whether they are still the same set.
type Behind struct {
	Events     []Event
	Population []Event
	AsOf       calendar.Instant
	Same       bool
}

// Behind opens an automatic item of a card to its records.
func (k *Keeper) Behind(tx *store.Tx, c Card, row CardRow) (out Behind, err error) {
	if row.Item.ByHand() || c.Run.ComputedAt == nil {
		return Behind{Same: true}, nil
	}
	out.AsOf = *c.Run.ComputedAt
	b, err := k.open(tx, c.Run.Month, out.AsOf)
	if err != nil {
		return out, err
	}
	byObject, err := b.share(c.Run.Kind, row.Item.Measure)
	if err != nil {
		return out, err
	}
	out.Events = byObject[c.Subject.Code]
	out.Same = digestOf(out.Events) == row.Score.Digest
	if row.Item.Over != "" {
		over, err := b.share(c.Run.Kind, row.Item.Over)
		if err != nil {
			return out, err
		}
		out.Population = over[c.Subject.Code]
	}
	return out, nil
}

// Correct puts an erratum beside a final score. The month itself stays as it was.
func Correct(tx *store.Tx, by flow.Actor, in Erratum, version int64, points string) (Erratum, error) {
	card, err := CardOf(tx, by, in.SubjectID)
	if err != nil {
		return Erratum{}, err
	}
	r, _, step, err := takeRun(tx, by, card.Run.ID, version, VerbCorrect)
	if err != nil {
		return Erratum{}, err
	}
	row, known := card.row(in.Item)
	if !known {
		return Erratum{}, itemUnknown.New(fault.Args{"item": in.Item})
	}
	var p fault.Problems
	fresh, ok := ParsePoints(points)
	if !ok || fresh < row.Item.Floor || fresh > row.Item.Cap {
		p.Add("points", "更正为：请填 %s 到 %s 分", row.Item.Floor, row.Item.Cap)
	}
	if in.Reason == "" {
		p.Add("reason", "原因：请写明错在哪里")
	}
	if in.Document == "" {
		p.Add("document", "依据：请填决定更正的文书编号")
	}
	if err := p.Err(); err != nil {
		return Erratum{}, err
	}
	e := card.erratum(row, fresh)
	number, err := nextNumbered(tx, "GZ", "appraisal.erratum")
	if err != nil {
		return Erratum{}, err
	}
	e.County, e.ID, e.Number, e.RunID, e.SubjectID, e.Item = tx.County(), tx.NewID(), number, r.ID, card.Subject.ID, in.Item
	e.Reason, e.Document, e.MadeBy, e.MadeAt = in.Reason, in.Document, by.Account, tx.Now()
	if err := insertErratum.One(tx, e); err != nil {
		return Erratum{}, err
	}
	_, err = keepRun(tx, by, step, r, journal.Row{Table: "appraisal_erratum", ID: e.ID})
	return e, err
}

// erratum reckons what the total would be with the new points, and with those of
// the errata before.
func (c Card) erratum(row CardRow, fresh Points) Erratum {
	e := Erratum{Was: c.standing(row), NowPoints: fresh, TotalWas: c.Standing()}
	e.TotalNow = c.totalWith(row.Item.Code, fresh)
	return e
}

// standing are the item's points after its last erratum.
func (c Card) standing(row CardRow) *Points {
	for _, e := range c.Errata { // newest first
		if e.Item == row.Item.Code {
			return &e.NowPoints
		}
	}
	return row.Score.Points
}

// Standing is the total after the last erratum.
func (c Card) Standing() *Points {
	if len(c.Errata) > 0 {
		return &c.Errata[0].TotalNow
	}
	return c.Subject.Total
}

func (c Card) totalWith(item string, fresh Points) Points {
	var scores []Score
	for _, row := range c.Rows {
		s := row.Score
		if p := c.standing(row); p != nil {
			s.State, s.Points = Scored, p
		}
		if row.Item.Code == item {
			s.State, s.Points = Scored, &fresh
		}
		scores = append(scores, s)
	}
	s := Subject{}
	c.Scheme.Body.total(&s, scores)
	if s.Total == nil {
		return 0
	}
	return *s.Total
}
