package casework

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Part is a case that is one step of an application for several items, taken in
// and accepted as a whole (一件事一次办, 许可法 art. 26).
type Part struct {
	Filing
	ItemVersion string           // resolved when the whole was accepted
	Covered     map[string]Cover // by the code of the material
	Received    calendar.Instant // when the whole was handed in; later steps: when their turn came
	Deemed      bool             // the whole was accepted by force of law
}

// Cover is how a material of a part is covered.
type Cover struct {
	Standing Standing
	Paper    *string
	Pages    int
	Note     string
}

// OpenPart files, hands in and accepts a part in one go: by the window that
// accepted the whole, or by the system when its turn comes. It refuses what
// Open and Accept refuse. The part keeps its own clock, counted from today,
// after closing time from the next working day; a deemed one from the day of
// receipt.
func OpenPart(tx *store.Tx, by flow.Actor, p Part) (Case, error) {
	if err := mayFile(by, p.Party); err != nil {
		return Case{}, err
	}
	v, err := catalogue.VersionByID(tx, p.ItemVersion)
	if err != nil {
		return Case{}, err
	}
	c, err := openWith(tx, by, p.Filing, v, p.Covered)
	if err != nil {
		return Case{}, err
	}
	t, err := take(tx, by, c.ID, 0, VerbSubmit)
	if err != nil {
		return Case{}, err
	}
	receipt, err := submitted(tx, by, t, p.Received)
	if err != nil {
		return Case{}, err
	}
	if p.Deemed {
		return DeemAccepted(tx, by, receipt.Case.ID)
	}
	return acceptFrom(tx, by, receipt.Case.ID, 0, max(tx.Today(), *receipt.Case.ReceivedDay))
}

// MayApply refuses a party that is dissolved, or barred from the item (许可法 arts. 78, 79).
func MayApply(tx *store.Tx, partyID, item, itemName string) error {
	who, err := party.ByID(tx, partyID)
	if err != nil {
		return err
	}
	if who.State != party.Active {
		return partyGone.New(fault.Args{"party": who.Name})
	}
	bar, held, err := party.BarredFrom(tx, partyID, item, tx.Today())
	if err != nil || !held {
		return err
	}
	until := "信用修复"
	if bar.Until != nil {
		until = bar.Until.Chinese()
	}
	return barred.New(fault.Args{"article": bar.Ground, "until": until, "item": itemName})
}

// ReceivedOn is day 0 of what arrives now, and the last day to accept it or to
// tell what is missing (许可法 art. 32), by the calendar of the given version.
func ReceivedOn(tx *store.Tx, at calendar.Instant) (day, due calendar.Day, book string, err error) {
	b, err := workdays.Book(tx)
	if err != nil {
		return 0, 0, "", err
	}
	if day, err = receiptDay(b, at); err != nil {
		return 0, 0, "", err
	}
	due, err = b.AddWorkdays(day, noticeDays)
	return day, due, b.Version(), err
}

// ByIDs returns those of the cases that the actor may see.
func ByIDs(tx *store.Tx, by flow.Actor, ids []string) (map[string]Case, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := cases.Page(tx, new(store.Where).And("county = ?", tx.County()).In("id", ids...), "id", len(ids))
	out := make(map[string]Case, len(found))
	for _, c := range found {
		if visible(by, c) {
			out[c.ID] = c
		}
	}
	return out, err
}
