package appraisal

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// EntryInput is what somebody states of a mark or a count by hand.
type EntryInput struct {
	Kind      Kind
	Month     calendar.Day
	Code      string // of the object
	Item      string // code or name
	Reference string // the ledger's own number
	Quantity  string // times, or the mark
	Day       calendar.Day
	Note      string
	Evidence  string
}

// Enter keeps one line of the ledger of marks; the same reference again amends
// it. It refuses once the month was shown: from then on there are objections.
func Enter(tx *store.Tx, by flow.Actor, in EntryInput) (Entry, manifest.Effect, error) {
	if err := may(by, keepers...); err != nil {
		return Entry{}, manifest.Same, err
	}
	in.Month = MonthOf(in.Month)
	scheme, ok, err := SchemeOn(tx, in.Kind, in.Month)
	if err != nil {
		return Entry{}, manifest.Same, err
	}
	if !ok {
		return Entry{}, manifest.Same, noScheme.New(fault.Args{"month": MonthZh(in.Month), "kind": in.Kind.Zh()})
	}
	if r, known, err := runOf.Find(tx, tx.County(), in.Kind, in.Month); err != nil || known && r.State != Draft {
		if err == nil {
			err = entryClosed.New(fault.Args{"month": MonthZh(in.Month), "kind": in.Kind.Zh()})
		}
		return Entry{}, manifest.Same, err
	}
	e, err := shape(tx, scheme.Body, in)
	if err != nil {
		return Entry{}, manifest.Same, err
	}
	return keepEntry(tx, by, e)
}

// shape checks what was stated and reports every mistake at once.
func shape(tx *store.Tx, b Body, in EntryInput) (Entry, error) {
	n := slices.IndexFunc(b.Items, func(i Item) bool { return i.Code == in.Item || i.Name == in.Item })
	if n < 0 {
		return Entry{}, itemUnknown.New(fault.Args{"item": in.Item})
	}
	item := b.Items[n]
	if !item.ByHand() {
		return Entry{}, itemAutomatic.New(fault.Args{"item": item.Name})
	}
	objects, err := register(tx, in.Kind, in.Month)
	if err != nil {
		return Entry{}, err
	}
	if !slices.ContainsFunc(objects, func(s Subject) bool { return s.Code == in.Code }) {
		return Entry{}, codeUnknown.New(fault.Args{"kind": in.Kind.Zh(), "code": in.Code})
	}
	e := Entry{Kind: in.Kind, Month: in.Month, Code: in.Code, Item: item.Code, Reference: strings.TrimSpace(in.Reference), Day: in.Day,
		Note: strings.TrimSpace(in.Note), Evidence: strings.TrimSpace(in.Evidence)}
	var p fault.Problems
	quantity, ok := ParsePoints(in.Quantity)
	switch {
	case item.Way == ByMark && (!ok || quantity < 0 || quantity > item.Base):
		p.Add("quantity", "得分：请填 0 到 %s，最多两位小数", item.Base)
	case item.Way == ByCount && (!ok || quantity < 0 || quantity%100 != 0 || quantity > 1000_00):
		p.Add("quantity", "次数：请填 0 到 1000 的整数，没有发生填 0")
	case item.Way == ByCount:
		quantity /= 100
	}
	e.Quantity = int64(quantity)
	period := PeriodOf(in.Month)
	if e.Day < period.From || e.Day > period.To {
		p.Add("day", "发生日期：请填%s里的一天", MonthZh(in.Month))
	}
	for _, need := range []struct{ name, value, sentence string }{
		{"reference", e.Reference, "编号：请填考核记录的编号"},
		{"note", e.Note, "情况：请写明查到了什么；没有问题也写明查过"},
		{"evidence", e.Evidence, "凭据：请填检查记录、照片或文件的编号"},
	} {
		if need.value == "" {
			p.Add(need.name, "%s", need.sentence)
		}
	}
	return e, p.Err()
}

func keepEntry(tx *store.Tx, by flow.Actor, e Entry) (Entry, manifest.Effect, error) {
	was, known, err := entryByReference.Find(tx, tx.County(), e.Kind, e.Month, e.Code, e.Item, e.Reference)
	if err != nil {
		return Entry{}, manifest.Same, err
	}
	effect, kind := manifest.New, "appraisal.enter"
	e.County, e.EnteredBy, e.EnteredAt = tx.County(), by.Account, tx.Now()
	if known {
		if was.Quantity == e.Quantity && was.Day == e.Day && was.Note == e.Note && was.Evidence == e.Evidence {
			return was, manifest.Same, nil
		}
		effect, kind = manifest.Changed, "appraisal.amend_entry"
		e.ID, e.Version = was.ID, was.Version+1
		err = saveEntry.One(tx, e.Quantity, e.Day, e.Note, e.Evidence, e.EnteredBy, e.EnteredAt, e.County, e.ID, was.Version)
	} else {
		e.ID, e.Version = tx.NewID(), 1
		err = insertEntry.One(tx, e)
	}
	if err != nil {
		return Entry{}, manifest.Same, err
	}
	_, err = journal.Record(tx, by, kind, e.ID, say{"kind": e.Kind, "month": e.Month, "code": e.Code, "item": e.Item, "quantity": e.Quantity},
		journal.Row{Table: "appraisal_entry", ID: e.ID})
	return e, effect, err
}

// Entries lists the entries by hand of a month, for the managing office.
func Entries(tx *store.Tx, by flow.Actor, kind Kind, month calendar.Day) ([]Entry, error) {
	if !by.Has(watch...) {
		return nil, nil
	}
	return entriesOf.All(tx, tx.County(), kind, MonthOf(month))
}
