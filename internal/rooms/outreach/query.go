package outreach

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

const longestList = 500

// narrow adds whose records the actor sees: the enterprise its own, who watches
// all, staff those of the columns that name the own unit.
func narrow(w *store.Where, by flow.Actor, columns ...string) bool {
	switch {
	case by.Has(watchers...):
		return true
	case by.Has(identity.Applicant) && by.Party != "":
		w.And("party = ?", by.Party)
		return true
	case by.Unit == "" || !by.Has(staff...):
		return false
	}
	cond, args := "", []any{}
	for n, column := range columns {
		if n > 0 {
			cond += " OR "
		}
		cond, args = cond+column+" = ?", append(args, by.Unit)
	}
	w.And("("+cond+")", args...)
	return true
}

// sees is narrow for one record.
func sees(by flow.Actor, party string, units ...string) bool {
	if by.Has(watchers...) {
		return true
	}
	if by.Has(identity.Applicant) {
		return by.Party != "" && by.Party == party
	}
	for _, unit := range units {
		if unit != "" && unit == by.Unit && by.Has(staff...) {
			return true
		}
	}
	return false
}

// VisitByID returns a visit in the actor's sight. What was talked about is for the
// visiting unit, the enterprise and the coordinating office.
func VisitByID(tx *store.Tx, by flow.Actor, id string) (Visit, error) {
	v, ok, err := visitByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !sees(by, v.Party, v.Unit)) {
		err = notFound.New(nil)
	}
	if err != nil {
		return Visit{}, err
	}
	return v.discreet(by), nil
}

func (v Visit) discreet(by flow.Actor) Visit {
	if !by.Has(identity.Coordinator, flow.RoleSystem) && by.Unit != v.Unit && by.Party != v.Party {
		v.Notes = ""
	}
	return v
}

// Filter narrows a list; zero values do not filter.
type Filter struct {
	State  flow.State
	Unit   string // of a need: its owner
	Before string // id of the last one of the page before
	Limit  int
}

func (f Filter) where(tx *store.Tx, unit string) (*store.Where, int) {
	w := new(store.Where).And("county = ?", tx.County())
	if f.State != "" {
		w.And("state = ?", f.State)
	}
	if f.Unit != "" {
		w.And(unit+" = ?", f.Unit)
	}
	if f.Before != "" {
		w.And("id < ?", f.Before)
	}
	if f.Limit <= 0 {
		f.Limit = 100
	}
	return w, min(f.Limit, longestList)
}

// Visits lists visits in sight, the newest first.
func Visits(tx *store.Tx, by flow.Actor, f Filter) ([]Visit, error) {
	w, limit := f.where(tx, "unit")
	if !narrow(w, by, "unit") {
		return nil, nil
	}
	found, err := visits.Page(tx, w, "newest", limit)
	for n := range found {
		found[n] = found[n].discreet(by)
	}
	return found, err
}

// VisitFile is a visit with what hangs on it.
type VisitFile struct {
	Visit
	Needs   []Need
	Sheet   *Sheet
	History []journal.Event
}

// ShowVisit is the page of one visit.
func ShowVisit(tx *store.Tx, by flow.Actor, id string) (f VisitFile, err error) {
	if f.Visit, err = VisitByID(tx, by, id); err != nil {
		return f, err
	}
	if f.Needs, err = needs.Page(tx, new(store.Where).And("county = ? AND visit_id = ?", tx.County(), id), "id", 100); err != nil {
		return f, err
	}
	s, found, err := sheetByVisit.Find(tx, tx.County(), id)
	if err != nil {
		return f, err
	}
	if found {
		f.Sheet = &s
	}
	f.History, err = journal.History(tx, id)
	return f, err
}

// NeedByID returns a need in the actor's sight.
func NeedByID(tx *store.Tx, by flow.Actor, id string) (Need, error) {
	n, ok, err := needByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !n.seenBy(by)) {
		err = notFound.New(nil)
	}
	if err != nil {
		return Need{}, err
	}
	return n, nil
}

func (n Need) seenBy(by flow.Actor) bool {
	owner := ""
	if n.Owner != nil {
		owner = *n.Owner
	}
	return sees(by, n.Party, n.Unit, owner)
}

// Needs lists needs in sight, the newest first.
func Needs(tx *store.Tx, by flow.Actor, f Filter) ([]NeedLine, error) {
	w, limit := f.where(tx, "owner")
	if !narrow(w, by, "unit", "owner") {
		return nil, nil
	}
	found, err := needs.Page(tx, w, "newest", limit)
	if err != nil {
		return nil, err
	}
	out := make([]NeedLine, len(found))
	for n, need := range found {
		out[n].Need = need
		if out[n].Round, err = last(tx, need); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// NeedLine is a need with the round that runs or ran last.
type NeedLine struct {
	Need
	Round Round
}

// Late reports whether the promised day has passed without an answer.
func (l NeedLine) Late(today calendar.Day) bool {
	return l.State == Placed && l.Round.AnsweredAt == nil && l.Round.Due < today
}

// NeedFile is a need with everything that became of it.
type NeedFile struct {
	Need
	Rounds  []Round
	Changes []Change
	Visit   *Visit
	History []journal.Event
}

// Now is the round that runs, or ran last.
func (f NeedFile) Now() Round {
	if len(f.Rounds) == 0 {
		return Round{}
	}
	return f.Rounds[len(f.Rounds)-1]
}

// ShowNeed is the page of one need, the same for the enterprise and the units.
func ShowNeed(tx *store.Tx, by flow.Actor, id string) (f NeedFile, err error) {
	if f.Need, err = NeedByID(tx, by, id); err != nil {
		return f, err
	}
	if f.Rounds, err = roundsOf.All(tx, tx.County(), id); err != nil {
		return f, err
	}
	if f.Changes, err = changesOf.All(tx, tx.County(), id); err != nil {
		return f, err
	}
	if f.VisitID != nil {
		v, err := VisitByID(tx, by, *f.VisitID)
		if err != nil && !notFound.Is(err) {
			return f, err
		}
		if err == nil {
			f.Visit = &v
		}
	}
	f.History, err = journal.History(tx, id)
	return f, err
}

// SheetByID returns a check-up in sight, without what it found.
func SheetByID(tx *store.Tx, by flow.Actor, id string) (Sheet, error) {
	s, ok, err := sheetByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !sees(by, s.Party, s.Unit)) {
		err = notFound.New(nil)
	}
	return s, err
}

// Sheets lists check-ups in sight, the newest first.
func Sheets(tx *store.Tx, by flow.Actor, f Filter) ([]Sheet, error) {
	w, limit := f.where(tx, "unit")
	if !narrow(w, by, "unit") {
		return nil, nil
	}
	return sheets.Page(tx, w, "newest", limit)
}

// EventFile is an event with its industries and enterprises.
type EventFile struct {
	Event
	Industries []Industry
	Attendance []Attendance
	History    []journal.Event
}

// Counts tells industries and enterprises, invited and attended, apart.
type Counts struct {
	Industries, IndustriesThere          int // one industry each
	Enterprises, EnterprisesThere, Filed int // one enterprise each
}

// Counts counts the event.
func (f EventFile) Counts() (c Counts) {
	there := map[string]bool{}
	for _, a := range f.Attendance {
		if a.Invited {
			c.Enterprises++
		}
		if a.Attended {
			c.EnterprisesThere++
			there[a.Industry] = true
		}
		if a.Filed != nil {
			c.Filed++
		}
	}
	delete(there, "") // of no invited industry
	c.Industries, c.IndustriesThere = len(f.Industries), len(there)
	return c
}

// ShowEvent is one event with all its rows; which enterprises came is for staff.
func ShowEvent(tx *store.Tx, by flow.Actor, id string) (f EventFile, err error) {
	e, ok, err := eventByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !by.Has(staff...)) {
		err = notFound.New(nil)
	}
	if err != nil {
		return f, err
	}
	if f, err = fileOf(tx, e); err != nil {
		return f, err
	}
	f.History, err = journal.History(tx, id)
	return f, err
}

func fileOf(tx *store.Tx, e Event) (f EventFile, err error) {
	f.Event = e
	if f.Industries, err = industriesOf.All(tx, tx.County(), e.ID); err != nil {
		return f, err
	}
	f.Attendance, err = attendanceOf.All(tx, tx.County(), e.ID)
	return f, err
}

// Events lists events with their counts, the newest first; for the public those
// that were held, without names of enterprises.
func Events(tx *store.Tx, by flow.Actor) (out []EventFile, err error) {
	w := new(store.Where).And("county = ?", tx.County())
	inside := by.Has(staff...)
	if !inside {
		w.And("state = ?", Held)
	}
	found, err := events.Page(tx, w, "newest", 200)
	if err != nil {
		return nil, err
	}
	for _, e := range found {
		f, err := fileOf(tx, e)
		if err != nil {
			return nil, err
		}
		if !inside {
			for n := range f.Attendance {
				f.Attendance[n].Party, f.Attendance[n].Filing = "", ""
			}
		}
		out = append(out, f)
	}
	return out, nil
}

// FeeByID returns a fee in sight.
func FeeByID(tx *store.Tx, by flow.Actor, id string) (Fee, error) {
	f, ok, err := feeByID.Find(tx, tx.County(), id)
	if err == nil && (!ok || !sees(by, f.Party, f.Unit)) {
		err = notFound.New(nil)
	}
	if err != nil {
		return Fee{}, err
	}
	return f, nil
}

// FeeFile is a fee with its offers and proofs.
type FeeFile struct {
	Fee
	Offers  []Offer
	Proofs  []papers.Evidence
	History []journal.Event
}

// Winner is the offer that the enterprise chose.
func (f FeeFile) Winner() (o Offer, ok bool) {
	for _, o := range f.Offers {
		if f.Chosen != nil && o.ID == *f.Chosen {
			return o, true
		}
	}
	return o, false
}

// ShowFee is the page of one fee.
func ShowFee(tx *store.Tx, by flow.Actor, id string) (f FeeFile, err error) {
	if f.Fee, err = FeeByID(tx, by, id); err != nil {
		return f, err
	}
	if f.Offers, err = offersOf.All(tx, tx.County(), id); err != nil {
		return f, err
	}
	if f.Proofs, err = papers.EvidenceOf(tx, id); err != nil {
		return f, err
	}
	f.History, err = journal.History(tx, id)
	return f, err
}

// Fees lists fees in sight, the newest first.
func Fees(tx *store.Tx, by flow.Actor, f Filter) ([]Fee, error) {
	w, limit := f.where(tx, "unit")
	if !narrow(w, by, "unit") {
		return nil, nil
	}
	return fees.Page(tx, w, "newest", limit)
}

// SettledFees are the settled ones for the public: service and money, no enterprise.
func SettledFees(tx *store.Tx) ([]Fee, error) {
	found, err := fees.Page(tx, new(store.Where).And("county = ? AND settled_day IS NOT NULL", tx.County()), "settled", longestList)
	for n := range found {
		found[n].Party, found[n].Proof, found[n].ChosenSlip, found[n].ChosenBy = "", "", nil, nil
	}
	return found, err
}

// ProofByID returns a file beside a fee in sight.
func ProofByID(tx *store.Tx, by flow.Actor, id string) (papers.Evidence, error) {
	e, err := papers.EvidenceByID(tx, id)
	if err != nil {
		return papers.Evidence{}, err
	}
	_, err = FeeByID(tx, by, e.Subject)
	return e, err
}
