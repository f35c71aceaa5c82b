package outreach

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

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
