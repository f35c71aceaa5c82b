package supervision

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

// ReportInput is what a unit says it has mended.
type ReportInput struct {
	Way          string
	Words        string
	Document     string // decision of a lawful change
	Compensation string
	Proofs       []papers.Proof
}

// own refuses everybody but the unit that answers for the finding.
func own(tx *store.Tx, by flow.Actor, f Finding) error {
	if by.Unit == f.Unit {
		return nil
	}
	name, err := org.ShortName(tx, f.Unit)
	if err == nil {
		err = notYours.New(fault.Args{"unit": name})
	}
	return err
}

// File takes the unit's report in, with proof. It answers the urging orders that
// wait.
func File(tx *store.Tx, by flow.Actor, number string, version int64, in ReportInput) (Report, error) {
	f, step, err := takeFinding(tx, by, number, version, VerbFile)
	if err != nil {
		return Report{}, err
	}
	if err := own(tx, by, f); err != nil {
		return Report{}, err
	}
	r := Report{County: tx.County(), ID: tx.NewID(), Version: 1, State: Filed, FindingID: f.ID, Run: f.Run, Unit: by.Unit, Way: in.Way,
		Words: strings.TrimSpace(in.Words), Document: strings.TrimSpace(in.Document), Compensation: strings.TrimSpace(in.Compensation),
		FiledBy: by.Account, FiledAt: tx.Now()}
	if err := r.check(f, in); err != nil {
		return Report{}, err
	}
	if err := insertReport.One(tx, r); err != nil {
		return Report{}, err
	}
	rows, err := papers.Deposit(tx, by, r.ID, in.Proofs)
	if err != nil {
		return Report{}, err
	}
	answered, err := answer(tx, by, f, "已报整改。")
	if err != nil {
		return Report{}, err
	}
	f.FiledAt = &r.FiledAt
	rows = append(append(rows, answered...), r.row())
	if _, err := moveFinding(tx, by, step, f, say{"number": f.Number, "report": r.ID, "way": r.Way}, rows...); err != nil {
		return Report{}, err
	}
	return r, tx.Fact("FindingReported", f.ID, say{"number": f.Number, "report": r.ID})
}

func (r Report) row() journal.Row { return journal.Row{Table: "supervision_report", ID: r.ID} }

func (r Report) check(f Finding, in ReportInput) error {
	var p fault.Problems
	need(&p, "words", "整改情况：请写明做了什么、结果怎样", r.Words, longestText)
	if len(in.Proofs) == 0 {
		p.Add("file", "证明：报整改要有证明文件（%s），请至少选一个", f.Wanted)
	}
	switch {
	case WayZh(r.Way) == r.Way, r.Way == "changed" && f.Ground != OnPromise:
		p.Add("way", "整改方式：请选一种；依法改变并补偿只用于惠企政策兑现")
	case r.Way == "changed":
		need(&p, "document", "改变承诺的决定：请填文号和名称", r.Document, longestTitle)
		need(&p, "compensation", "补偿：请写明补偿谁、多少、哪天付的", r.Compensation, longestText)
	}
	return p.Err()
}

// Check is the supervising side's word on a report.
type Check struct {
	Close    bool
	Words    string       // how it was verified, or what is missing
	Public   string       // what is published
	LookFrom calendar.Day // when somebody looks again
}

// Bounds of the time after which somebody looks again, in calendar days. No law
// says so; it is the county's own rule.
const (
	lookEarliest = 15
	LookUsual    = 60
	lookLatest   = 365
)

// Decide closes a finding over its report, or returns the report: by the
// supervising side, by nobody of the unit.
func Decide(tx *store.Tx, by flow.Actor, id string, version int64, c Check) (Report, error) {
	r, f, err := reportFor(tx, by, id)
	if err != nil {
		return Report{}, err
	}
	verb := map[bool]flow.Verb{true: VerbVerify, false: VerbReturn}[c.Close]
	step, err := ReportFlow.Next(by, r.State, verb)
	if err != nil {
		return Report{}, err
	}
	if version != r.Version {
		return Report{}, store.ChangedMeanwhile.New(nil)
	}
	if err := judges(tx, by, f, r.FiledBy); err != nil {
		return Report{}, err
	}
	if err := c.check(tx); err != nil {
		return Report{}, err
	}
	at := tx.Now()
	r.DecidedBy, r.DecidedAt, r.Opinion = &by.Account, &at, &c.Words
	if err := saveReport.One(tx, step.To, r.DecidedBy, r.DecidedAt, r.Opinion, tx.County(), r.ID, step.From, r.Version); err != nil {
		return Report{}, err
	}
	r.State, r.Version = step.To, r.Version+1
	f.FiledAt = nil
	if c.Close {
		f.FiledAt, f.ClosedAt, f.Public, f.LookFrom = &r.FiledAt, &at, c.Public, &c.LookFrom
	}
	move, err := FindingFlow.Next(by, f.State, verb)
	if err != nil {
		return Report{}, err
	}
	if _, err := moveFinding(tx, by, move, f, say{"number": f.Number, "report": r.ID, "entry": step.Kind}, r.row()); err != nil {
		return Report{}, err
	}
	return r, tx.Fact("FindingDecided", f.ID, say{"number": f.Number, "closed": c.Close})
}

func (c *Check) check(tx *store.Tx) error {
	c.Words, c.Public = strings.TrimSpace(c.Words), strings.TrimSpace(c.Public)
	var p fault.Problems
	need(&p, "words", "核查意见：请写明怎么核查的，退回的写明缺什么", c.Words, longestText)
	if !c.Close {
		return p.Err()
	}
	need(&p, "public", "公开摘要：请写明改了什么，不写企业和个人的名字", c.Public, 300)
	today := tx.Today()
	if c.LookFrom < today+lookEarliest || c.LookFrom > today+lookLatest {
		p.Add("look_from", "回头看日期：请填 %s 到 %s 之间的一天", today+lookEarliest, today+lookLatest)
	} else if err := countable(tx, c.LookFrom); err != nil {
		return err
	}
	return p.Err()
}

// LookInput is what somebody saw when looking again.
type LookInput struct {
	Held   bool
	Words  string
	Due    calendar.Day // new deadline of what has come back
	Proofs []papers.Proof
}

// LookBack keeps what was seen of a closed finding: that it stays mended, not
// before the set day; or that it has come back, at any time and with evidence.
// What has come back is opened again; the clock starts anew.
func LookBack(tx *store.Tx, by flow.Actor, number string, version int64, in LookInput) (Finding, error) {
	verb := map[bool]flow.Verb{true: VerbHold, false: VerbRelapse}[in.Held]
	f, step, err := takeFinding(tx, by, number, version, verb)
	if err != nil {
		return Finding{}, err
	}
	if err := judges(tx, by, f, ""); err != nil {
		return Finding{}, err
	}
	if in.Held && tx.Today() < *f.LookFrom {
		return Finding{}, tooEarly.New(fault.Args{"day": *f.LookFrom})
	}
	l := Look{County: tx.County(), ID: tx.NewID(), FindingID: f.ID, Run: f.Run, Held: in.Held, Words: strings.TrimSpace(in.Words),
		Account: by.Account, At: tx.Now()}
	var p fault.Problems
	need(&p, "words", "回头看情况：请写明看了什么", l.Words, longestText)
	if !in.Held && len(in.Proofs) == 0 {
		p.Add("file", "佐证：重新整改要有佐证，请至少选一个文件")
	}
	if !in.Held && in.Due <= tx.Today() {
		p.Add("due", "新的整改期限：请填今天以后的一天")
	} else if err := countable(tx, max(in.Due, tx.Today())); err != nil {
		return Finding{}, err
	}
	if err := p.Err(); err != nil {
		return Finding{}, err
	}
	if err := insertLook.One(tx, l); err != nil {
		return Finding{}, err
	}
	rows, err := papers.Deposit(tx, by, l.ID, in.Proofs)
	if err != nil {
		return Finding{}, err
	}
	f.HeldAt = &l.At
	if !in.Held {
		day := tx.Today()
		f.Run, f.RunAt, f.RunDay, f.Due = f.Run+1, &l.At, &day, in.Due
		f.FiledAt, f.ClosedAt, f.LookFrom, f.HeldAt = nil, nil, nil, nil
	}
	words := say{"number": f.Number, "look": l.ID, "held": l.Held, "run": f.Run, "due": f.Due}
	f, err = moveFinding(tx, by, step, f, words, append(rows, journal.Row{Table: "supervision_look", ID: l.ID})...)
	if err != nil {
		return Finding{}, err
	}
	return f, tx.Fact("FindingLooked", f.ID, say{"number": f.Number, "held": l.Held})
}
