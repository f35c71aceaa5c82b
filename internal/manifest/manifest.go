// Package manifest (机制说明) is what a room tells the house about itself.
//
// Each room exports one Room value. Routes, permissions, the timetable, the
// report, the monitor, the generated documents and the house tests iterate
// over these values, so that adding a room is one folder and one line.
//
// Two of its parts connect rooms without letting them know each other: figures
// are what the report reads, clocks are what the monitor watches.
package manifest

import (
	"iter"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

// Room describes one mechanism.
type Room struct {
	Name      string // package name
	Zh        string // 中文名
	Basis     []string
	Flows     []*flow.Table
	Perms     []Perm
	Sweeps    []Sweep
	Figures   []Figure
	Clocks    []ClockSource
	Cases     []CaseSource
	Consumers []Consumer
	Importers []Importer
	Finders   []Finder
	Offers    []Offer
}

// Offer (邀请) is what a room has for the person whom another room's record is
// about. The pages of the record show it to that person alone, never to staff.
type Offer struct {
	On string // kind of the record: "case"
	// For is asked with the applicant as the actor, or with the system for
	// whoever holds the record's number and code; ok is false when there is
	// nothing for them now.
	For func(tx *store.Tx, by flow.Actor, subject string) (i Invite, ok bool, err error)
}

// Invite is an offer in words with the form's address. The holder of number and
// code sends both along as the fields number and code.
type Invite struct{ Title, Text, Button, Action string }

// OffersOn gathers what the rooms offer on records of a kind.
func OffersOn(rooms []Room, kind string) []Offer {
	var out []Offer
	for _, r := range rooms {
		for _, o := range r.Offers {
			if o.On == kind {
				out = append(out, o)
			}
		}
	}
	return out
}

// Perm is one permission with the roles that hold it. Routes name a permission
// by its Name; verbs check it where the data is read.
type Perm struct {
	Name  string // "casework.read"
	Zh    string
	Roles []flow.Role // empty: the public, without sign-in
}

// Hit is one thing that the search box (全局搜索) found.
type Hit struct {
	Label string
	Note  string // what tells it from others alike
	Link  string // its page
	Exact bool   // its number was typed in full
}

// Finder finds one kind of thing by words that somebody typed: a number or its
// beginning, a name, pinyin initials. It returns nothing that the actor may not
// open, best first, and costs what it finds, not what exists.
type Finder struct {
	Zh   string // heading of the group
	Perm string // without it the group is left out; empty for everybody
	Find func(tx *store.Tx, by flow.Actor, words string, limit int) ([]Hit, error)
}

// Sweep is scheduled work that can be run twice without harm. Run opens its
// own transactions, so that one bad record does not hold up the rest.
type Sweep struct {
	Name  string // "casework.deem"
	Zh    string
	Every time.Duration
	Run   func(s *store.Store) error
}

// Consumer reacts to facts after they were committed. Handle runs in a
// transaction of its own, at most once per fact and consumer.
type Consumer struct {
	Name   string // "rating.invite"
	Kinds  []string
	Handle func(tx *store.Tx, f store.Fact) error
}

// Period is a span of days, both ends included.
type Period struct{ From, To calendar.Day }

// Covers reports whether the instant falls into the period.
func (p Period) Covers(at calendar.Instant) bool {
	d := at.Day()
	return d >= p.From && d <= p.To
}

// Query is what a figure is asked for. AsOf is the cut-off: what was recorded
// later does not count. Unit restricts to one unit; empty means all.
type Query struct {
	Period Period
	AsOf   calendar.Instant
	Unit   string
}

// Value is a figure's value: an exact decimal as numerator over denominator,
// so that "—" is printed when the denominator is zero.
type Value struct {
	Num  int64
	Den  int64  // 1 for counts and sums; 0 means there is nothing to divide by
	Text string // printed form, with the unit's rounding rule applied
}

// Record is one record behind a figure.
type Record struct {
	ID     string
	Number string // what people call it
	Title  string
	Unit   string
	At     calendar.Instant
	Link   string // page of the record, empty if it has none
	Amount int64  // what it adds to the numerator; 1 for counts
}

// UnitValue is a figure's value for one unit.
type UnitValue struct {
	Unit  string // code
	Value Value
}

// Figure is a number of the report: a definition, a query and the records that
// are its value. No screen accepts a typed figure.
type Figure struct {
	ID         string // "approvals.fastest_project_days"
	Label      string
	Unit       string // 件, 工作日, %
	Definition string // 口径: what is counted, what is left out, how it is rounded
	Version    int    // of the definition; changes with its meaning
	Public     bool   // may be shown without sign-in
	ByUnit     bool   // Query.Unit is meaningful
	Value      func(tx *store.Tx, q Query) (Value, error)
	Trace      func(tx *store.Tx, q Query) ([]Record, error)
	// Units gives the value of every unit that has records, ordered by unit, in
	// fewer queries than one each; nil lets the report ask unit by unit.
	Units func(tx *store.Tx, q Query) ([]UnitValue, error)
}

// Limit is one term of a clock.
type Limit struct {
	Name string // promised 承诺, statutory 法定, notice 告知, delivery 送达
	N    int
	Unit calendar.Unit
}

// The limits the monitor's rules know.
const (
	LimitPromised  = "promised"
	LimitStatutory = "statutory"
	LimitStep      = "step"
)

// Pause is a lawful stop of a clock.
type Pause struct {
	calendar.Pause
	Ground   string // listed ground, in words
	Document string // number of the notice that tells the applicant
	Planned  calendar.Day
	Ordered  calendar.Instant  // when it was ordered; 0 is unknown, and then its first day is taken
	Resumed  *calendar.Instant // when somebody ended it; before, it was to last to the day before Planned
}

// Clock is one obligation with a limit: what somebody owes by when. Everything
// overdue, near-due and every card is computed from clocks, never stored.
type Clock struct {
	Kind       string // "case.decision", "case.notice", "case.delivery", "case.pause"
	Zh         string
	Subject    string // record id
	Number     string
	Title      string
	Unit       string // code of the unit that owes it
	Handler    string // account that holds it now, may be empty
	Started    calendar.Instant
	Start      calendar.Day      // day 0; may precede Started's day (deemed acceptance)
	Limits     []Limit           // tightest first
	Extension  int               // lawful extension, in working days
	ExtendedAt *calendar.Instant // when it was given; before, nobody could count on it
	Pauses     []Pause
	Fulfilled  *calendar.Instant
	Void       bool              // ended without duty (withdrawn, terminated): draws no card
	VoidAt     *calendar.Instant // when it became void; nil means from the start
	Book       string            // calendar version the due day was last computed with
	Link       string

	Claimed     *calendar.Instant // 补录: earlier start that somebody states; counts nowhere
	ClaimReason string
}

// ClockFilter narrows what a source returns.
type ClockFilter struct {
	OpenOnly bool
	DueBy    *calendar.Day // only clocks whose tightest limit ends on or before this day
	Subject  string        // one record
	Unit     string        // one unit
	Touched  *Period       // started in, fulfilled in, or open during the period
	Claimed  bool          // only clocks with a claimed start
}

// ClockSource lists a room's clocks. It must cost what it finds, not what
// exists: OpenOnly and DueBy are answered from an index.
type ClockSource struct {
	Kind string
	Zh   string
	List func(tx *store.Tx, f ClockFilter) ([]Clock, error)
}

// Column is one column of a ledger.
type Column struct {
	Name     string   // machine name, also accepted as a heading
	Zh       string   // heading of the template
	Synonyms []string // other headings seen in ledgers
	Required bool
	Sample   string
	Note     string // printed on the 说明 sheet
}

// Row is one row of a ledger with its number in the workbook.
type Row struct {
	Number int
	Cells  map[string]string // by Column.Name, trimmed, half-width
}

// RowError says what is wrong in which row and how to mend it.
type RowError struct {
	Number   int
	Column   string
	Sentence string
}

// Outcome counts what an import did: rows in = New + Changed + Same + errors.
type Outcome struct {
	New, Changed, Same int
	Errors             []RowError
	Notes              []RowNote // shown once to who imported, e.g. activation codes; never stored
}

// RowNote tells something about a row that was taken, such as a code to hand on.
type RowNote struct {
	Number   int
	Sentence string
}

// Importer brings one kind of ledger in through the room's own verbs. Apply
// runs inside one transaction; when it reports errors the caller undoes the
// whole import. Ledgers of 100,000 rows set Stream instead, which takes the
// rows as they are read; the sequence can be ranged over once.
type Importer struct {
	Kind    string // "items"
	Zh      string
	Roles   []flow.Role
	Columns []Column
	Apply   func(tx *store.Tx, by flow.Actor, rows []Row) (Outcome, error)
	Stream  func(tx *store.Tx, by flow.Actor, rows iter.Seq[Row]) (Outcome, error)
	// Export hands every record the actor may see to add, in the order of
	// Columns, so that the ledger can be read in again; nil if the kind is not
	// exported. It stops at add's first error.
	Export func(tx *store.Tx, by flow.Actor, add func(cells []string) error) error
}
