package appraisal

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// ObjectionInput is what a unit states against a score.
type ObjectionInput struct {
	Subject  string // id
	Item     string
	Line     string // id of the event objected to; empty: the item's points
	Grounds  string
	Evidence string
}

// concerns reports whether the object is the actor's own business: of the unit,
// of the window, or the person.
func concerns(by flow.Actor, k Kind, s Subject) bool {
	switch {
	case by.Has(watch...):
		return true
	case !by.Has(objectors...) || by.Unit == "" || by.Unit != s.Unit:
		return false
	case k == Person:
		return by.Account == s.Code || by.Has(headRole...)
	}
	return true
}

// Object files an objection within the days for it; a clock runs for the answer.
func Object(tx *store.Tx, by flow.Actor, in ObjectionInput) (Objection, error) {
	if err := may(by, objectors...); err != nil {
		return Objection{}, err
	}
	card, err := CardOf(tx, by, in.Subject)
	if err != nil {
		return Objection{}, err
	}
	switch {
	case card.Run.State != Shown:
		return Objection{}, windowClosed.New(fault.Args{"month": MonthZh(card.Run.Month)})
	case tx.Today() > *card.Run.UntilDay:
		return Objection{}, windowOver.New(fault.Args{"until": *card.Run.UntilDay})
	}
	o := Objection{County: tx.County(), Version: 1, State: ObjectionOpen, RunID: card.Run.ID, SubjectID: card.Subject.ID,
		Item: in.Item, Unit: card.Subject.Unit, Office: card.Run.Office, Grounds: strings.TrimSpace(in.Grounds), Evidence: strings.TrimSpace(in.Evidence),
		FiledBy: by.Account, FiledAt: tx.Now(), FiledDay: tx.Today(), AnswerN: card.Run.AnswerN}
	if err := checkObjection(card, in, &o); err != nil {
		return Objection{}, err
	}
	open := new(store.Where).And("county = ? AND subject_id = ? AND item = ? AND state = ?", tx.County(), o.SubjectID, o.Item, ObjectionOpen)
	waiting, err := objections.Page(tx, open, "newest", 100)
	if err != nil {
		return Objection{}, err
	}
	if slices.ContainsFunc(waiting, func(w Objection) bool { return orDash(w.LineID) == orDash(o.LineID) }) {
		return Objection{}, objectionTwice.New(nil)
	}
	return o, fileObjection(tx, by, &o)
}

func checkObjection(card Card, in ObjectionInput, o *Objection) error {
	var p fault.Problems
	row, known := card.row(in.Item)
	if !known {
		p.Add("item", "考核项：请选一项")
	}
	if in.Line != "" {
		n := slices.IndexFunc(row.Lines, func(l Line) bool { return l.ID == in.Line })
		if n < 0 {
			p.Add("line", "记录：请从这一项的记录里选")
		} else if row.Lines[n].Struck != nil {
			return lineStruck.New(nil)
		}
		o.LineID = &in.Line
	}
	if o.Grounds == "" {
		p.Add("grounds", "理由：请写明哪里不对、应该是怎样")
	}
	if o.Evidence == "" {
		p.Add("evidence", "凭据：请填能证明的文书、记录的编号")
	}
	return p.Err()
}

func fileObjection(tx *store.Tx, by flow.Actor, o *Objection) error {
	year := tx.Today().Year()
	serial, err := tx.NextNumber(fmt.Sprintf("appraisal.objection.%d", year))
	if err != nil {
		return err
	}
	o.ID, o.Number = tx.NewID(), fmt.Sprintf("YY%d-%03d", year, serial)
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	if o.Due, err = book.AddWorkdays(o.FiledDay, o.AnswerN); err != nil {
		return workdays.Loud(err)
	}
	o.Book = book.Version()
	if err := insertObjection.One(tx, *o); err != nil {
		return err
	}
	if _, err = journal.Record(tx, by, "appraisal.object", o.ID, say{"number": o.Number, "item": o.Item, "line": o.LineID},
		journal.Row{Table: "appraisal_objection", ID: o.ID}); err != nil {
		return err
	}
	return tx.Fact("AppraisalObjection", o.ID, say{"unit": o.Unit, "office": o.Office})
}

// Uphold finds for the unit: the event is struck out, or, where the objection is
// against the item's points, they become the given ones. By the managing office,
// never by the unit or by who filed it.
func Uphold(tx *store.Tx, by flow.Actor, id string, version int64, answer string, points string) (Objection, error) {
	o, step, err := takeObjection(tx, by, id, version, VerbUphold)
	if err != nil {
		return Objection{}, err
	}
	card, err := CardOf(tx, by, o.SubjectID)
	if err != nil {
		return Objection{}, err
	}
	row, _ := card.row(o.Item)
	var p fault.Problems
	fresh, ok := ParsePoints(points)
	if o.LineID == nil && (!ok || fresh < row.Item.Floor || fresh > row.Item.Cap) {
		p.Add("points", "改为：请填 %s 到 %s 分", row.Item.Floor, row.Item.Cap)
	}
	if answer = strings.TrimSpace(answer); answer == "" {
		p.Add("answer", "答复：请写明核对了什么、怎样改")
	}
	if err := p.Err(); err != nil {
		return Objection{}, err
	}
	if err := row.amend(tx, o, fresh); err != nil {
		return Objection{}, err
	}
	if err := rescore(tx, card); err != nil {
		return Objection{}, err
	}
	return answerObjection(tx, by, step, o, answer, journal.Row{Table: "appraisal_run", ID: o.RunID})
}

// amend strikes the line out, or adds one that brings the item to its new points.
func (row CardRow) amend(tx *store.Tx, o Objection, fresh Points) error {
	if o.LineID != nil {
		return strikeLine.One(tx, o.ID, tx.County(), *o.LineID)
	}
	was := row.Score.Raw // before floor and cap
	for _, l := range row.Lines {
		if l.Struck == nil {
			was += l.Points
		}
	}
	if row.Score.State != Scored {
		if err := scoreAfterAll.One(tx, tx.County(), row.Score.ID); err != nil {
			return err
		}
	}
	return insertLine.One(tx, Line{County: tx.County(), ID: tx.NewID(), RunID: o.RunID, SubjectID: o.SubjectID, Item: o.Item, Source: FromObjection,
		EventID: o.ID, Number: o.Number, Title: "异议成立，改为 " + fresh.String() + " 分", Link: "/appraisals/objections/" + o.ID, At: tx.Now(), Points: fresh - was})
}

// Dismiss finds against the unit, with the reason.
func Dismiss(tx *store.Tx, by flow.Actor, id string, version int64, answer string) (Objection, error) {
	o, step, err := takeObjection(tx, by, id, version, VerbDismiss)
	if err != nil {
		return Objection{}, err
	}
	var p fault.Problems
	if answer = strings.TrimSpace(answer); answer == "" {
		p.Add("answer", "答复：请写明为什么不成立")
	}
	if err := p.Err(); err != nil {
		return Objection{}, err
	}
	return answerObjection(tx, by, step, o, answer)
}

// Withdraw takes an objection back, by the unit that filed it.
func Withdraw(tx *store.Tx, by flow.Actor, id string, version int64) (Objection, error) {
	o, step, err := takeObjection(tx, by, id, version, VerbWithdraw)
	if err != nil {
		return Objection{}, err
	}
	return answerObjection(tx, by, step, o, "单位撤回")
}

func takeObjection(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Objection, flow.Step, error) {
	o, err := ObjectionByID(tx, by, id)
	if err != nil {
		return Objection{}, flow.Step{}, err
	}
	step, err := ObjectionFlow.Next(by, o.State, verb)
	switch {
	case err != nil:
	case verb != VerbWithdraw && (by.Unit == o.Unit || by.Account == o.FiledBy):
		err = ownUnit.New(nil)
	case version != o.Version:
		err = store.ChangedMeanwhile.New(nil)
	}
	return o, step, err
}

func answerObjection(tx *store.Tx, by flow.Actor, step flow.Step, o Objection, answer string, rows ...journal.Row) (Objection, error) {
	at := tx.Now()
	o.Answer, o.AnsweredBy, o.AnsweredAt = &answer, &by.Account, &at
	return keepObjection(tx, by, step, o, rows...)
}

// keepObjection writes the objection in the step's state. It is the only writer.
func keepObjection(tx *store.Tx, by flow.Actor, step flow.Step, o Objection, rows ...journal.Row) (Objection, error) {
	err := saveObjection.One(tx, step.To, o.Due, o.Book, o.Answer, o.AnsweredBy, o.AnsweredAt, tx.County(), o.ID, step.From, o.Version)
	if err != nil {
		return Objection{}, err
	}
	o.State, o.Version = step.To, o.Version+1
	_, err = journal.Record(tx, by, step.Kind, o.ID, say{"number": o.Number},
		append(rows, journal.Row{Table: "appraisal_objection", ID: o.ID})...)
	return o, err
}

// rescore adds the object up anew from its lines, ranks the month and names its
// new digest. The caller records the run's row with the act.
func rescore(tx *store.Tx, card Card) error {
	lines, err := linesOfSubject.All(tx, tx.County(), card.Subject.ID)
	if err != nil {
		return err
	}
	scores, err := scoresOfSubject.All(tx, tx.County(), card.Subject.ID)
	if err != nil {
		return err
	}
	for n := range scores {
		item, _ := card.Scheme.Body.Item(scores[n].Item)
		item.settle(&scores[n], slices.DeleteFunc(slices.Clone(lines), func(l Line) bool { return l.Item != item.Code }))
		if err := saveScore.One(tx, scores[n].Points, tx.County(), scores[n].ID); err != nil {
			return err
		}
	}
	subjects, err := subjectsOf.All(tx, tx.County(), card.Run.ID)
	if err != nil {
		return err
	}
	for n := range subjects {
		if subjects[n].ID == card.Subject.ID {
			card.Scheme.Body.total(&subjects[n], scores)
		}
	}
	rank(subjects)
	for _, s := range subjects {
		if err := keepSubject(tx, s); err != nil {
			return err
		}
	}
	r := card.Run
	if r.Digest, err = digestRun(tx, r.ID); err != nil {
		return err
	}
	return saveRunRow(tx, r.State, r.State, r)
}

func redateObjections(tx *store.Tx, by flow.Actor, book *calendar.Book) error {
	open, err := objections.Page(tx, new(store.Where).And("county = ? AND state = ?", tx.County(), ObjectionOpen), "newest", 10_000)
	if err != nil {
		return err
	}
	for _, o := range open {
		if o.Book == book.Version() {
			continue
		}
		if o.Due, err = book.AddWorkdays(o.FiledDay, o.AnswerN); err != nil {
			return workdays.Loud(err)
		}
		o.Book = book.Version()
		if _, err := keepObjection(tx, by, flow.Step{From: ObjectionOpen, To: ObjectionOpen, Kind: "appraisal.redate"}, o); err != nil {
			return err
		}
	}
	return nil
}
