package rating

import (
	"bytes"
	"cmp"
	"io"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

const calendarPublished = workdays.FactPublished

// bytesOf is enough randomness for one code.
func bytesOf(tx *store.Tx) io.Reader { return bytes.NewReader(tx.Random(32)) }

// openRedress opens the task of a bad rating. The day of the rating is day 0.
func openRedress(tx *store.Tx, r Rating, content Content) (Redress, error) {
	d := Redress{County: tx.County(), ID: dayID(tx), Version: 1, State: Open, RatingID: r.ID, Ref: r.Ref, ItemName: r.ItemName, Unit: r.Unit,
		Office: cmp.Or(content.Office, r.Unit), OpenedAt: tx.Now(), OpenedDay: tx.Today(),
		ContactN: content.ContactDays}
	d.classify(content.Term(Ordinary))
	if err := date(tx, &d); err != nil {
		return d, err
	}
	return d, insertRedress.One(tx, d)
}

// dayID is a record id that tells the day only: an ordinary one would tell the
// unit at which moment the rating came in.
func dayID(tx *store.Tx) string {
	return ids.NewID(int64(tx.Today().Start()), [10]byte(tx.Random(10)))
}

// date reckons the due days by the calendar that holds.
func date(tx *store.Tx, d *Redress) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	if d.ContactDue, err = book.AddWorkdays(d.OpenedDay, d.ContactN); err != nil {
		return workdays.Loud(err)
	}
	if d.RectifyDue, err = book.Due(d.OpenedDay, d.RectifyN, d.Term().Unit); err != nil {
		return workdays.Loud(err)
	}
	d.Book = book.Version()
	return nil
}

// redate moves the open tasks to a newly published calendar.
func redate(tx *store.Tx, _ store.Fact) error {
	w := new(store.Where).And("county = ? AND resolved_at IS NULL", tx.County())
	open, err := redresses.Page(tx, w, "id", 100_000)
	if err != nil {
		return err
	}
	for _, d := range open {
		was := d
		if err := date(tx, &d); err != nil {
			return err
		}
		if was.Book == d.Book {
			continue
		}
		step := flow.Step{From: was.State, To: was.State, Kind: "rating.redate"}
		if _, err := move(tx, flow.System("rating.redate"), step, redressed{was, d}, say{"contact": d.ContactDue, "rectify": d.RectifyDue}); err != nil {
			return err
		}
	}
	return redateAppeals(tx)
}

// take reads a task the actor may see, and the step the verb takes from it.
func take(tx *store.Tx, by flow.Actor, id string, version int64, verb flow.Verb) (Redress, flow.Step, error) {
	d, ok, err := redressByID.Find(tx, tx.County(), id)
	if err != nil {
		return Redress{}, flow.Step{}, err
	}
	if !ok || !inScope(by, d.Unit) {
		return Redress{}, flow.Step{}, notYours.New(nil)
	}
	step, err := RedressFlow.Next(by, d.State, verb)
	if err == nil && version != d.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return d, step, err
}

// redressed is a redress before and after one step.
type redressed struct{ was, now Redress }

// move writes the task in the step's state. It is the only writer of it.
func move(tx *store.Tx, by flow.Actor, step flow.Step, change redressed, details any, rows ...journal.Row) (Redress, error) {
	was, now := change.was, change.now
	now.State = step.To
	err := saveRedress.One(tx, now.State, now.ContactDue, now.RectifyDue, now.Book, now.Attempts, now.ContactedAt,
		now.Finding, now.Action, now.FoundBy, now.Reply, now.ResolvedAt, now.FindingKind, now.FixBy, now.LegalBasis,
		now.Class, now.ClassReason, now.RectifyN, now.RectifyUnit, now.PublicNote, tx.County(), was.ID, was.State, was.Version)
	if err != nil {
		return Redress{}, err
	}
	now.Version = was.Version + 1
	rows = append(rows, journal.Row{Table: "rating_redress", ID: was.ID})
	_, err = journal.Record(tx, by, step.Kind, was.ID, details, rows...)
	return now, err
}

// Contact records one attempt to reach the rater, by the managing office. The
// second attempt in vain counts as having done what can be done. The talk may
// put the redress into another class, with a reason.
func Contact(tx *store.Tx, by flow.Actor, id string, version int64, talk Talk) (Redress, error) {
	verb := VerbAttempt
	if talk.Reached {
		verb = VerbReach
	}
	d, step, err := take(tx, by, id, version, verb)
	if err != nil {
		return Redress{}, err
	}
	var p fault.Problems
	if talk.Note = strings.TrimSpace(talk.Note); talk.Note == "" {
		p.Add("note", "联系情况：请写明怎么联系的、结果如何")
	}
	now, err := reclass(tx, d, talk, &p)
	if err != nil {
		return Redress{}, err
	}
	if err := p.Err(); err != nil {
		return Redress{}, err
	}
	a := Attempt{County: tx.County(), ID: tx.NewID(), RedressID: id, Reached: talk.Reached, Note: talk.Note, Account: by.Account, At: tx.Now()}
	if err := insertAttempt.One(tx, a); err != nil {
		return Redress{}, err
	}
	now.Attempts++
	if at := tx.Now(); now.ContactedAt == nil && (talk.Reached || now.Attempts >= enoughAttempts) {
		now.ContactedAt = &at
	}
	return move(tx, by, step, redressed{d, now}, say{"reached": talk.Reached, "attempts": now.Attempts, "class": now.Term().Class},
		journal.Row{Table: "rating_attempt", ID: a.ID})
}

// enoughAttempts in vain stand for a reply.
const enoughAttempts = 2

// Resolve ends the task. It refuses without finding, action, and a reply that
// reached the rater or two attempts in vain, and words that tell who rated: the
// rated unit reads the reply, everybody the public words.
func Resolve(tx *store.Tx, by flow.Actor, id string, version int64, reply Reply) (Redress, error) {
	d, step, err := take(tx, by, id, version, VerbResolve)
	if err != nil {
		return Redress{}, err
	}
	if err := undecided(tx, d.ID); err != nil {
		return Redress{}, err
	}
	reply.Told, reply.Public = strings.TrimSpace(reply.Told), strings.TrimSpace(reply.Public)
	if err := reply.check(tx, d); err != nil {
		return Redress{}, err
	}
	now := d
	at := tx.Now()
	now.ResolvedAt = &at
	if reply.Told != "" {
		now.Reply = &reply.Told
	}
	if reply.Public != "" {
		now.PublicNote = &reply.Public
	}
	now, err = move(tx, by, step, redressed{d, now}, nil)
	if err != nil {
		return Redress{}, err
	}
	return now, tx.Fact("RatingRedressed", d.RatingID, say{"unit": d.Unit})
}

func (r Reply) check(tx *store.Tx, d Redress) error {
	var lacks []string
	if d.Finding == nil {
		lacks = append(lacks, "核实结果")
	}
	if d.FixBy != nil {
		lacks = append(lacks, "整改到位的登记（限期整改的，到位后再登记一次）")
	}
	if d.Action == nil {
		lacks = append(lacks, "整改措施")
	}
	if d.State == Open && d.Attempts < enoughAttempts {
		lacks = append(lacks, "联系记录（联系上，或两次没有联系上）")
	}
	if r.Told == "" && d.Attempts < enoughAttempts {
		lacks = append(lacks, "给评价人的答复")
	}
	if len(lacks) > 0 {
		return resolveLacks.New(fault.Args{"what": strings.Join(lacks, "、")})
	}
	var p fault.Problems
	if err := anonymous(tx, d.RatingID, &p, word{"reply", "给评价人的答复", r.Told}, word{"public", "公开内容", r.Public}); err != nil {
		return err
	}
	return p.Err()
}
