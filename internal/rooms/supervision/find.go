package supervision

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// FindingInput is what is stated of a finding.
type FindingInput struct {
	Round    string // number
	Number   string // empty: the next of the round
	Unit     string // code or name
	Ground   Ground
	Ref      string // number of a task, code of a clause, or the promise's document by name
	Document string // number of that document
	Gap      string
	Title    string
	Facts    string
	Demand   string
	Wanted   string
	Due      calendar.Day
	Found    calendar.Day
	Proofs   []papers.Proof
}

// RecordFinding keeps what the team found at a unit it has visited.
func RecordFinding(tx *store.Tx, by flow.Actor, in FindingInput) (Finding, error) {
	r, err := RoundByNumber(tx, by, in.Round)
	if err != nil {
		return Finding{}, err
	}
	if r.State != Open {
		return Finding{}, roundNotOpen.New(fault.Args{"title": r.Title, "state": RoundFlow.Staff(r.State)})
	}
	f := Finding{County: tx.County(), ID: tx.NewID(), Version: 1, State: Draft, Number: strings.TrimSpace(in.Number), RoundID: r.ID,
		FoundBy: by.Account, FoundAt: tx.Now(), Office: r.Office, Run: 1}
	if f.Number == "" {
		if f.Number, err = nextNumber(tx, r); err != nil {
			return Finding{}, err
		}
	}
	if was, known, err := findingByNumber.Find(tx, tx.County(), f.Number); err != nil || known {
		if err == nil {
			err = numberTaken.New(fault.Args{"number": f.Number, "title": was.Title})
		}
		return Finding{}, err
	}
	if err := f.fill(tx, by, r, in); err != nil {
		return Finding{}, err
	}
	if err := insertFinding.One(tx, f); err != nil {
		return Finding{}, err
	}
	rows, err := papers.Deposit(tx, by, f.ID, in.Proofs)
	if err != nil {
		return Finding{}, err
	}
	_, err = journal.Record(tx, by, "supervision.record", f.ID, f.say(), append(rows, f.row())...)
	return f, err
}

func nextNumber(tx *store.Tx, r Round) (string, error) {
	all, err := findings.Page(tx, new(store.Where).And("county = ? AND round_id = ?", tx.County(), r.ID), "number", mostFindings)
	for n := len(all) + 1; ; n++ {
		number := fmt.Sprintf("%s-%02d", r.Number, n)
		if err != nil || !slices.ContainsFunc(all, func(f Finding) bool { return f.Number == number }) {
			return number, err
		}
	}
}

func (f Finding) row() journal.Row { return journal.Row{Table: "supervision_finding", ID: f.ID} }

func (f Finding) say() say {
	return say{"number": f.Number, "unit": f.Unit, "ground": f.Ground, "ref": f.Ref, "due": f.Due}
}

// EditFinding replaces what a finding says before it is handed over; who edits
// answers for it.
func EditFinding(tx *store.Tx, by flow.Actor, number string, version int64, in FindingInput) (Finding, error) {
	f, step, err := takeFinding(tx, by, number, version, VerbEdit)
	if err != nil {
		return Finding{}, err
	}
	r, err := roundByID.One(tx, tx.County(), f.RoundID)
	if err != nil {
		return Finding{}, err
	}
	if err := f.fill(tx, by, r, in); err != nil {
		return Finding{}, err
	}
	f.FoundBy, f.FoundAt = by.Account, tx.Now()
	return moveFinding(tx, by, step, f, f.say())
}

// Attach keeps evidence beside a finding that was not handed over yet.
func Attach(tx *store.Tx, by flow.Actor, number string, version int64, proofs []papers.Proof) (Finding, error) {
	f, step, err := takeFinding(tx, by, number, version, VerbAttach)
	if err != nil {
		return Finding{}, err
	}
	r, err := roundByID.One(tx, tx.County(), f.RoundID)
	if err != nil {
		return Finding{}, err
	}
	if err := acts(tx, by, r, f.Unit); err != nil {
		return Finding{}, err
	}
	var p fault.Problems
	if len(proofs) == 0 {
		p.Add("file", "佐证：请至少选一个文件")
	}
	if err := p.Err(); err != nil {
		return Finding{}, err
	}
	rows, err := papers.Deposit(tx, by, f.ID, proofs)
	if err != nil {
		return Finding{}, err
	}
	return moveFinding(tx, by, step, f, say{"number": f.Number, "files": len(proofs)}, rows...)
}

// fill checks what was stated and takes it over; every mistake is reported.
func (f *Finding) fill(tx *store.Tx, by flow.Actor, r Round, in FindingInput) error {
	var p fault.Problems
	u, known, err := unitOf(tx, in.Unit)
	if err != nil {
		return err
	}
	if !known || !slices.Contains(r.Units, u.Code) {
		p.Add("unit", "责任单位：请填这次被督查的单位")
		return p.Err()
	}
	if err := acts(tx, by, r, u.Code); err != nil {
		return err
	}
	visits, err := visitsOf.All(tx, tx.County(), r.ID)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(visits, func(v Visit) bool { return v.Unit == u.Code && !v.Skipped }) {
		p.Add("unit", "责任单位：还没有登记走访%s，请先登记", u.Short)
	}
	f.Unit, f.Title, f.Facts = u.Code, strings.TrimSpace(in.Title), strings.TrimSpace(in.Facts)
	f.Demand, f.Wanted = strings.TrimSpace(in.Demand), strings.TrimSpace(in.Wanted)
	f.Due, f.FirstDue, f.FoundDay = in.Due, in.Due, in.Found
	if !numberLike(f.Number) {
		p.Add("number", "编号：请填 1 到 40 个字母、数字、汉字或连字符，例如 DC2020-01-01")
	}
	need(&p, "title", "问题：请用一句话写清", f.Title, longestTitle)
	need(&p, "facts", "事实：请写明看到了什么、涉及多少", f.Facts, longestText)
	need(&p, "demand", "整改要求：请写明改到什么样算改好", f.Demand, longestText)
	need(&p, "wanted", "应交证明：请写明拿什么证明改好了", f.Wanted, longestText)
	if f.FoundDay < r.FromDay || f.FoundDay > r.ToDay || f.FoundDay > tx.Today() {
		p.Add("found", "发现日期：请填督查期间（%s 至 %s）里、今天以前的一天", r.FromDay, r.ToDay)
	}
	if f.Due <= tx.Today() {
		p.Add("due", "整改期限：请填今天以后的一天")
	} else if err := countable(tx, f.Due); err != nil {
		return err
	}
	if err := f.refer(tx, by, &p, in); err != nil {
		return err
	}
	return p.Err()
}

// refer ties the finding to a task, a clause or a promise.
func (f *Finding) refer(tx *store.Tx, by flow.Actor, p *fault.Problems, in FindingInput) error {
	f.Ground, f.Ref, f.Document, f.Gap, f.RefID = in.Ground, strings.TrimSpace(in.Ref), strings.TrimSpace(in.Document), strings.TrimSpace(in.Gap), nil
	switch f.Ground {
	case OnPromise:
		need(p, "ref", "依据：请写作出承诺的文件名称", f.Ref, longestTitle)
		need(p, "document", "文号：请填这份文件的文号，没有文号的写制发机关和日期", f.Document, longestTitle)
		if !slices.Contains(Gaps, f.Gap) {
			p.Add("gap", "兑现差距：请填%s", strings.Join(Gaps, "、"))
		}
		return nil
	case OnTask, OnClause:
		f.Document, f.Gap = "", ""
		ref, err := mandate.Refer(tx, by, f.Ref)
		if what, ok := fault.Of(err); ok && what.Def.Kind == fault.NotFound || err == nil && ref.Kind != string(f.Ground) {
			p.Add("ref", "依据：没有找到%s“%s”，请填任务编号或条款编码", f.Ground.Zh(), f.Ref)
			return nil
		}
		f.RefID, f.Ref = &ref.ID, ref.Number
		return err
	}
	p.Add("ground", "依据种类：请选惠企政策兑现、任务或条款")
	return nil
}

func takeFinding(tx *store.Tx, by flow.Actor, number string, version int64, verb flow.Verb) (Finding, flow.Step, error) {
	f, err := FindingByNumber(tx, by, number)
	if err != nil {
		return Finding{}, flow.Step{}, err
	}
	step, err := FindingFlow.Next(by, f.State, verb)
	if err == nil && version != f.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return f, step, err
}

// moveFinding writes the finding in the step's state with one entry. It is the
// only writer.
func moveFinding(tx *store.Tx, by flow.Actor, step flow.Step, f Finding, words say, rows ...journal.Row) (Finding, error) {
	err := saveFinding.One(tx, step.To, f.Unit, f.Ground, f.RefID, f.Ref, f.Document, f.Gap, f.Title, f.Facts, f.Demand, f.Wanted, f.Due,
		f.FirstDue, f.FoundDay, f.Letter, f.LetterID, f.IssuedAt, f.Run, f.RunAt, f.RunDay, f.FiledAt, f.ClosedAt, f.Public, f.LookFrom,
		f.HeldAt, f.DroppedAt, f.Dropped, f.FoundBy, f.FoundAt, tx.County(), f.ID, step.From, f.Version)
	if err != nil {
		return Finding{}, err
	}
	f.State, f.Version = step.To, f.Version+1
	_, err = journal.Record(tx, by, step.Kind, f.ID, words, append(rows, f.row())...)
	return f, err
}

// Issue hands a finding to its unit by a numbered letter: by somebody else than
// who recorded it, and only with evidence. The clock starts.
func Issue(tx *store.Tx, by flow.Actor, number string, version int64) (Finding, error) {
	f, step, err := takeFinding(tx, by, number, version, VerbIssue)
	if err != nil {
		return Finding{}, err
	}
	if f.FoundBy == by.Account {
		return Finding{}, samePerson.New(fault.Args{"what": "登记"})
	}
	if err := apart(tx, by, Member{}, f.Unit); err != nil {
		return Finding{}, err
	}
	proofs, err := papers.EvidenceOf(tx, f.ID)
	if err != nil {
		return Finding{}, err
	}
	if len(proofs) == 0 {
		return Finding{}, noEvidence.New(fault.Args{"number": f.Number})
	}
	if f.Due <= tx.Today() {
		return Finding{}, duePassed.New(fault.Args{"due": f.Due})
	}
	form := letters.Assignment
	if f.Ground == OnPromise {
		form = letters.PromiseNotice
	}
	l, err := writeLetter(tx, by, f, form, f.Title+"："+f.Facts, f.Due)
	if err != nil {
		return Finding{}, err
	}
	at, day := tx.Now(), tx.Today()
	f.Letter, f.LetterID, f.IssuedAt, f.RunAt, f.RunDay = l.Number, &l.ID, &at, &at, &day
	f, err = moveFinding(tx, by, step, f, say{"number": f.Number, "unit": f.Unit, "letter": l.Number, "due": f.Due})
	if err != nil {
		return Finding{}, err
	}
	return f, tx.Fact("FindingIssued", f.ID, say{"number": f.Number, "unit": f.Unit})
}

// letterWord follows the office's own word in the number of a letter.
const letterWord = "督"

// writeLetter issues a letter of the office to the unit of the finding.
func writeLetter(tx *store.Tx, by flow.Actor, f Finding, form letters.FormCode, problem string, due calendar.Day) (letters.Letter, error) {
	office, err := org.ByCode(tx, f.Office)
	if err != nil {
		return letters.Letter{}, err
	}
	if office.DocWord == "" {
		return letters.Letter{}, noDocWord.New(fault.Args{"unit": office.Name})
	}
	unit, err := org.ByCode(tx, f.Unit)
	if err != nil {
		return letters.Letter{}, err
	}
	r, err := roundByID.One(tx, tx.County(), f.RoundID)
	if err != nil {
		return letters.Letter{}, err
	}
	copies := "无"
	for n, code := range r.Partners {
		name, err := org.ShortName(tx, code)
		if err != nil {
			return letters.Letter{}, err
		}
		if n == 0 {
			copies = name
		} else {
			copies += "、" + name
		}
	}
	return letters.Issue(tx, by, letters.Draft{Form: form, Unit: office.Code, UnitName: office.Name, DocWord: office.DocWord + letterWord,
		Subject: f.ID, CaseNumber: f.Number, Contact: by.Name, ContactPhone: office.Phone,
		Fields: map[string]string{"body": unit.Name, "problem": problem, "duty": f.Demand, "due": due.Chinese(), "evidence": f.Wanted,
			"sender": by.Name, "copy_list": copies}})
}

// DropFinding says that a finding does not stand, before it is handed over.
func DropFinding(tx *store.Tx, by flow.Actor, number string, version int64, why string) (Finding, error) {
	f, step, err := takeFinding(tx, by, number, version, VerbDrop)
	if err != nil {
		return Finding{}, err
	}
	if err := apart(tx, by, Member{}, f.Unit); err != nil {
		return Finding{}, err
	}
	var p fault.Problems
	if f.Dropped = strings.TrimSpace(why); f.Dropped == "" {
		p.Add("why", "理由：请写明为什么不成立")
	}
	if err := p.Err(); err != nil {
		return Finding{}, err
	}
	at := tx.Now()
	f.DroppedAt = &at
	return moveFinding(tx, by, step, f, say{"number": f.Number})
}

// countable refuses a deadline in a year whose holidays nobody has entered yet.
func countable(tx *store.Tx, due calendar.Day) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	_, err = book.NextWorkday(due - 1)
	return workdays.Loud(err)
}

// lastDay is the last day of a deadline: a rest day moves on to the next working
// day, as the clocks count it.
func lastDay(book *calendar.Book, start, due calendar.Day) (calendar.Day, error) {
	last, err := book.Due(start, int(due-start), calendar.CalendarDays)
	return last, workdays.Loud(err)
}

// late reports whether the finding's last day has passed without a report.
func (f Finding) late(tx *store.Tx) (bool, error) {
	if f.State != Open {
		return false, nil
	}
	book, err := workdays.Book(tx)
	if err != nil {
		return false, err
	}
	last, err := lastDay(book, *f.RunDay, f.Due)
	return last < tx.Today(), err
}
