package enquiry

import (
	"encoding/json"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Acceptance is what the managing office settles when it takes an enquiry on.
type Acceptance struct {
	Kind     Kind   // empty: as filed
	Category string // empty: as filed
	Unit     string // empty: as the rules say
	Accused  *string
}

// Accept (受理并派单) takes the enquiry on and gives it to a unit; the handling clock
// starts with today as day 0. Never to the unit complained of.
func Accept(tx *store.Tx, by flow.Actor, id string, version int64, in Acceptance) (Enquiry, error) {
	e, step, err := open(tx, by, id, version, VerbAccept)
	if err != nil {
		return e, err
	}
	var p fault.Problems
	if in.Kind != "" {
		if in.Kind.at() < 0 {
			p.Add("kind", "类型：请选咨询、投诉、举报或建议")
		} else {
			e.rekind(in.Kind)
		}
	}
	if in.Category != "" {
		e.Category = in.Category
		if err := categoryKnown(tx, &p, e.Category); err != nil {
			return e, err
		}
	}
	if in.Accused != nil {
		e.Accused = *in.Accused
		if err := unitKnown(tx, &p, "accused", e.Accused); err != nil {
			return e, err
		}
	}
	if !e.Kind.Accuses() && e.Accuses() {
		p.Add("accused", "反映的单位：咨询和建议没有反映对象，请改类型或清空")
	}
	if e.against(by) {
		return e, accusedHandles.New(fault.Args{"unit": "您单位"})
	}
	if e.Unit = in.Unit; e.Unit == "" {
		if e.Unit, err = Routed(tx, e.Category, e.Area, e.Accused); err != nil {
			return e, err
		}
		if e.Unit == "" {
			return e, noRoute.New(nil)
		}
	}
	if err := unitKnown(tx, &p, "unit", e.Unit); err != nil {
		return e, err
	}
	if err := p.Err(); err != nil {
		return e, err
	}
	if err := e.mayHandle(tx, e.Unit); err != nil {
		return e, err
	}
	return e.assigned(tx, by, step, "已受理，最迟 %s答复您")
}

// rekind gives the enquiry another kind with its limits; what was confidential
// stays so.
func (e *Enquiry) rekind(k Kind) {
	row := Kinds[k.at()]
	e.Kind, e.HandleN, e.ReplyN = row.Kind, row.handle, row.reply
}

// mayHandle refuses the unit complained of.
func (e Enquiry) mayHandle(tx *store.Tx, unit string) error {
	if e.Accused == "" || unit != e.Accused {
		return nil
	}
	name, err := org.ShortName(tx, unit)
	if err == nil {
		err = accusedHandles.New(fault.Args{"unit": name})
	}
	return err
}

// assigned starts the handling clock and writes the enquiry.
func (e Enquiry) assigned(tx *store.Tx, by flow.Actor, step flow.Step, words string) (Enquiry, error) {
	at, today := tx.Now(), tx.Today()
	if e.AcceptedAt == nil {
		e.AcceptedAt, e.AcceptedBy = &at, &by.Account
	}
	e.AssignedAt, e.AssignedDay = &at, &today
	if err := e.tighten(tx); err != nil {
		return e, err
	}
	if err := e.clocks(tx); err != nil {
		return e, err
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return e, err
	}
	last, err := book.AddWorkdays(*e.HandleDue, e.ReplyN)
	if err != nil {
		return e, workdays.Loud(err)
	}
	if e.Handed() {
		last = min(last, *e.OriginDue)
	}
	told, err := e.tell(tx, "accepted", strings.Replace(words, "%s", last.Chinese(), 1))
	if err != nil {
		return e, err
	}
	if e, err = keep(tx, by, step, e, say{"unit": e.Unit, "due": e.HandleDue}, told); err != nil {
		return e, err
	}
	return e, tx.Fact("EnquiryAssigned", e.ID, say{"number": e.Number, "unit": e.Unit, "due": e.HandleDue})
}

// tighten shortens the handling limit of a matter handed down, so that reply and
// report-back are in time for the higher office.
func (e *Enquiry) tighten(tx *store.Tx) error {
	if !e.Handed() {
		return nil
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	days, err := book.WorkdaysBetween(*e.AssignedDay, *e.OriginDue)
	if err != nil {
		return workdays.Loud(err)
	}
	e.HandleN = min(e.HandleN, max(1, days-reportSlack))
	return nil
}

// Refusal is why an enquiry is not accepted, and where it belongs.
type Refusal struct{ Ground, Explained, RightOffice string }

// Decline (不予受理) ends the enquiry on a listed ground; the notice names the right
// office.
func Decline(tx *store.Tx, by flow.Actor, id string, version int64, in Refusal) (Enquiry, error) {
	e, step, err := open(tx, by, id, version, VerbDecline)
	if err != nil {
		return e, err
	}
	g, ok := groundOf(in.Ground)
	if !ok {
		return e, groundUnlisted.New(nil)
	}
	var p fault.Problems
	explained := needed(&p, in.Explained, "explained", "说明：请写明为什么属于这种情形")
	office := needed(&p, in.RightOffice, "right_office", "该找谁：请写明该向哪个机关提、怎么联系")
	if err := p.Err(); err != nil {
		return e, err
	}
	e.Reason, e.Explained, e.RightOffice = &g.Code, &explained, &office
	e.end(tx, endDeclined)
	told, err := e.tell(tx, "declined", "不予受理："+g.Zh+"。"+explained+"。依据："+g.Basis+"。请向"+office+"提出。")
	if err != nil {
		return e, err
	}
	return keep(tx, by, step, e, say{"ground": g.Code}, told)
}

func needed(p *fault.Problems, words, field, sentence string) string {
	if words = strings.TrimSpace(words); words == "" {
		p.Add(field, "%s", sentence)
	}
	return words
}

func (e *Enquiry) end(tx *store.Tx, outcome string) {
	at := tx.Now()
	e.Outcome.Outcome, e.EndedAt = &outcome, &at
}

// Link (并案) ties the enquiry to an earlier one of the same matter. It is not
// dropped: its complainant gets the answer of the other.
func Link(tx *store.Tx, by flow.Actor, id string, version int64, main string) (Enquiry, error) {
	e, step, err := open(tx, by, id, version, VerbLink)
	if err != nil {
		return e, err
	}
	m, err := ByID(tx, by, main)
	if err != nil {
		return e, err
	}
	if m.ID == e.ID || m.MainID != nil || m.ID > e.ID || m.State == Withdrawn || m.State == Declined || e.Handed() {
		return e, linkItself.New(nil)
	}
	if joined, err := linkedTo(tx, e.ID); err != nil || len(joined) > 0 {
		if err == nil {
			err = linkItself.New(nil)
		}
		return e, err
	}
	e.MainID = &m.ID
	e.end(tx, endLinked)
	words := "您反映的事已有较早的一件在办，两件一起办理，答复同样发给您，凭这件的编号和查询码查看"
	told, err := e.tell(tx, "linked", words)
	if err != nil {
		return e, err
	}
	rows := []journal.Row{told}
	if m.AnsweredAt != nil {
		more, err := e.tell(tx, "answered", "较早的一件已经答复，请看下面的答复")
		if err != nil {
			return e, err
		}
		rows = append(rows, more)
	}
	return keep(tx, by, step, e, say{"main": m.Number}, rows...)
}

// open reads the enquiry and asks its table; the version is that of the page.
func open(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Enquiry, flow.Step, error) {
	e, err := ByID(tx, by, id)
	if err != nil {
		return e, flow.Step{}, err
	}
	step, err := Flow.Next(by, e.State, verb)
	if err == nil && version != e.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return e, step, err
}

// keep writes the enquiry in the step's state. It is the only writer.
func keep(tx *store.Tx, by flow.Actor, step flow.Step, e Enquiry, details say, rows ...journal.Row) (Enquiry, error) {
	err := saveRecord.One(tx, step.To, e.Kind, e.Category, e.Area, e.Accused, e.AccusedAccount,
		e.AcceptDue, e.Book, e.AcceptedAt, e.AcceptedBy, e.Reason, e.Explained, e.RightOffice, e.MainID,
		e.Unit, e.AssignedAt, e.AssignedDay, e.HandleN, e.ExtendedN, e.ExtendedAt, e.HandleDue, e.Writer,
		e.DraftedAt, e.DraftedDay, e.ReplyN, e.ReplyDue, e.Reply, e.AnsweredAt, e.AnsweredDay, e.AnsweredBy,
		e.ConfirmUntil, e.Level, e.RatedAt, e.RatingWords, e.Reopened, e.ReopenReason, e.Outcome.Outcome, e.EndedAt,
		e.OriginDue, e.ReportedAt, e.ReportedDay, e.ReportNumber, e.ReportWords, e.PublicTitle,
		e.PublicQuestion, e.PublicAnswer, e.PublishedAt, e.PublishedBy, e.Title, e.Words, e.Sketch, e.OriginDocument, e.ReceivedDay,
		e.FirstAnswerAt,
		tx.County(), e.ID, step.From, e.Version)
	if err != nil {
		return e, err
	}
	e.State, e.Version = step.To, e.Version+1
	if details == nil {
		details = say{}
	}
	details["number"] = e.Number
	_, err = journal.Record(tx, by, step.Kind, e.ID, details, append(rows, e.row())...)
	return e, err
}

// redate computes the last days anew when the calendar changes.
func redate(tx *store.Tx, _ store.Fact) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	by := flow.System("enquiry.redate")
	w := new(store.Where).And("county = ? AND imported = 0 AND book <> ?", tx.County(), book.Version()).
		In("state", string(Received), string(Assigned), string(Drafted), string(Answered))
	found, err := records.Page(tx, w, "id", 10_000)
	if err != nil {
		return err
	}
	for _, e := range found {
		if err := e.date(book); err != nil {
			return err
		}
		if _, err := keep(tx, by, flow.Step{From: e.State, To: e.State, Kind: "enquiry.redate"}, e, nil); err != nil {
			return err
		}
	}
	return redateBeside(tx, by, book)
}

// redateBeside does so for statements and alarms.
func redateBeside(tx *store.Tx, by flow.Actor, book *calendar.Book) error {
	asked, err := statements.Page(tx, new(store.Where).And("county = ? AND state = ? AND book <> ?", tx.County(), Asked, book.Version()), "id", 10_000)
	if err != nil {
		return err
	}
	for _, s := range asked {
		if s.Due, err = book.AddWorkdays(s.AskedDay, s.AnswerN); err != nil {
			return workdays.Loud(err)
		}
		s.Book = book.Version()
		if _, err := keepStatement(tx, by, flow.Step{From: Asked, To: Asked, Kind: "enquiry.redate"}, s); err != nil {
			return err
		}
	}
	raised, err := alarms.Page(tx, new(store.Where).And("county = ? AND state = ? AND book <> ?", tx.County(), Raised, book.Version()), "id", 10_000)
	if err != nil {
		return err
	}
	for _, a := range raised {
		if a.Due, err = book.AddWorkdays(a.RaisedDay, a.SettleN); err != nil {
			return workdays.Loud(err)
		}
		a.Book = book.Version()
		if _, err := keepAlarm(tx, by, flow.Step{From: Raised, To: Raised, Kind: "enquiry.redate"}, a); err != nil {
			return err
		}
	}
	return nil
}

// replyOf opens the reply.
func replyOf(tx *store.Tx, e Enquiry) (r Reply, err error) {
	if e.Reply == nil {
		return r, nil
	}
	text, err := tx.Unseal(e.ID, e.Reply)
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(text), &r)
}
