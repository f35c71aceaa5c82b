package replication

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Move is one change of a measure as stated.
type Move struct {
	Verb     flow.Verb
	Day      calendar.Day // from which it holds; the zero day means today
	Document string
	Words    string
	File     *File
}

// answerDays is how many calendar days a claim may wait for its answer; the
// county's own rule (示例).
const answerDays = 15

// need is what a verb asks for beside role and state.
type need struct {
	lead     bool   // by the leading unit
	helpers  bool   // or by one that helps
	outside  bool   // by nobody of the leading unit
	document bool   // with a document
	file     bool   // with a file, unless a ledger brings it in
	text     bool   // of a measure whose official text is there
	words    string // what to say when words are missing; empty: not needed
}

var needs = map[flow.Verb]need{
	VerbStart:   {lead: true, document: true},
	VerbReport:  {lead: true, helpers: true, words: "情况：请写明做到哪一步、还差什么"},
	VerbClaim:   {lead: true, document: true, file: true, words: "情况：请写明做成了什么"},
	VerbConfirm: {outside: true, document: true, words: "意见：请写明怎样核实的"},
	VerbReturn:  {outside: true, words: "意见：请写明还差什么"},
	VerbAccept:  {outside: true, document: true, text: true, words: "意见：请写明对照正式文本验收的结果"},
	VerbReopen:  {outside: true, document: true, words: "原因：请写明为什么撤销"},
	VerbDrop:    {document: true, words: "原因：请写明为什么在本县不适用"},
	VerbRestore: {words: "原因：请写明为什么恢复"},
}

// Record makes one change of a measure: guarded by state and version, with the
// day from which it holds. It refuses a day ahead, and one before the day of the
// last change.
func Record(tx *store.Tx, by flow.Actor, id string, version int64, in Move) (Measure, error) {
	return record(tx, by, id, version, in, needs[in.Verb])
}

func record(tx *store.Tx, by flow.Actor, id string, version int64, in Move, asks need) (Measure, error) {
	m, err := take(tx, id, version)
	if err != nil {
		return Measure{}, err
	}
	step, err := Flow.Next(by, m.State, in.Verb)
	if err != nil {
		return Measure{}, err
	}
	if err := asks.permit(tx, by, m, step); err != nil {
		return Measure{}, err
	}
	if in.Day == 0 {
		in.Day = tx.Today()
	}
	last, err := m.lastDay(tx)
	switch {
	case err != nil:
		return Measure{}, err
	case in.Day > tx.Today():
		return Measure{}, dayAhead.New(fault.Args{"day": in.Day})
	case in.Day < last:
		return Measure{}, dayBehind.New(fault.Args{"day": in.Day, "since": last})
	case asks.text && m.Placeholder():
		return Measure{}, noText.New(fault.Args{"code": m.Code()})
	}
	in.Document, in.Words = strings.TrimSpace(in.Document), strings.TrimSpace(in.Words)
	if err := asks.check(in); err != nil {
		return Measure{}, err
	}
	return m.move(tx, by, step, in)
}

// lastDay is the day of the last change, or of the listing.
func (m Measure) lastDay(tx *store.Tx) (calendar.Day, error) {
	if m.Changes == 0 {
		return m.ListedDay, nil
	}
	c, err := changeNth.One(tx, tx.County(), m.ID, m.Changes)
	return c.Day, err
}

// refuses tells the leading unit from everybody else; nil lets the actor.
func (n need) refuses(by flow.Actor, m Measure) *fault.Def {
	own := by.Unit == m.Lead
	helps := n.helpers && slices.Contains(m.Partners, by.Unit)
	switch {
	case n.outside && own:
		return ownUnit
	case n.lead && !own && !helps && !by.Has(keepers...):
		return notLead
	}
	return nil
}

// Fits reports whether a verb is the actor's for whose measure it is; role and
// state are the table's to tell.
func Fits(by flow.Actor, m Measure, verb flow.Verb) bool { return needs[verb].refuses(by, m) == nil }

func (n need) permit(tx *store.Tx, by flow.Actor, m Measure, step flow.Step) error {
	refused := n.refuses(by, m)
	if refused == nil {
		return nil
	}
	name, err := org.ShortName(tx, m.Lead)
	if err != nil {
		return err
	}
	return refused.New(fault.Args{"code": m.Code(), "unit": name, "verb": step.Label})
}

func (n need) check(in Move) error {
	var p fault.Problems
	if n.document && in.Document == "" {
		p.Add("document", "凭据：请填文号和名称")
	}
	if n.words != "" && in.Words == "" {
		p.Add("words", "%s", n.words)
	}
	if n.file && in.File == nil {
		p.Add("file", "凭据文件：请选文件，PDF、图片或 Word、Excel 都可以")
	}
	return p.Err()
}

// move writes the change, and the measure in the step's state.
func (m Measure) move(tx *store.Tx, by flow.Actor, step flow.Step, in Move) (Measure, error) {
	at := tx.Now()
	c := Change{County: tx.County(), ID: tx.NewID(), MeasureID: m.ID, Nth: m.Changes + 1, Verb: step.Verb, FromState: step.From, ToState: step.To,
		Day: in.Day, Document: in.Document, Words: in.Words, Unit: by.Unit, RecordedBy: by.Account, ByName: by.Name, RecordedAt: at}
	if f := in.File; f != nil {
		c.FileDigest, c.FileName, c.FileMime, c.FileSize = &f.Digest, f.Name, f.Mime, f.Size
	}
	rows := []journal.Row{{Table: "replication_measure", ID: m.ID}, {Table: "replication_change", ID: c.ID}}
	switch step.To {
	case Claimed:
		due := tx.Today() + answerDays
		c.Due, m.ClaimedBy, m.ClaimedAt = &due, &by.Account, &at
	case InProgress, NotStarted, NotApplicable:
		m.ClaimedBy, m.ClaimedAt = nil, nil
	}
	if step.From == Claimed {
		claim, err := openClaim.One(tx, tx.County(), m.ID)
		if err == nil {
			err = answerClaim.One(tx, at, tx.County(), claim.ID)
		}
		if err != nil {
			return Measure{}, err
		}
		rows = append(rows, journal.Row{Table: "replication_change", ID: claim.ID})
	}
	if m.Changes = c.Nth; step.To != step.From {
		m.State, m.Since = step.To, in.Day
	}
	m, err := m.keep(tx, step.From)
	if err != nil {
		return Measure{}, err
	}
	if err := insertChange.One(tx, c); err != nil {
		return Measure{}, err
	}
	details := say{"code": m.Code(), "day": c.Day, "document": c.Document, "late": c.Late()}
	if c.FileDigest != nil {
		details["sha256"] = *c.FileDigest
	}
	_, err = journal.Record(tx, by, step.Kind, m.ID, details, rows...)
	return m, err
}
