package assistance

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// clocks let the monitor watch what is owed to an applicant who entrusted.
var clocks = []manifest.ClockSource{
	{Kind: "assist.claim", Zh: "帮代办认领", List: claimClocks},
	{Kind: "assist.block", Zh: "卡点答复", List: blockClocks},
}

const clockLimit = 100_000

func claimClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := waits.Page(tx, manifest.Watched{Start: "since", Due: "due", End: "ended_at", Unit: "unit"}.Where(tx, f), "id", clockLimit)
	for _, w := range found {
		e, err := entrustmentByID.One(tx, tx.County(), w.EntrustmentID)
		if err != nil {
			return nil, err
		}
		out = append(out, manifest.Clock{Kind: "assist.claim", Zh: "帮代办认领", Subject: w.ID, Number: e.Number, Title: e.ScopeZh(),
			Unit: w.Unit, Started: w.Since, Start: w.StartDay, Limits: manifest.InWorkdays(w.N), Fulfilled: w.EndedAt, Void: w.Dropped,
			VoidAt: voidAt(w.Dropped, w.EndedAt), Book: w.Book, Link: link(e.ID)})
	}
	return out, err
}

func blockClocks(tx *store.Tx, f manifest.ClockFilter) (out []manifest.Clock, err error) {
	if f.Claimed {
		return nil, nil
	}
	found, err := blocks.Page(tx, manifest.Watched{Start: "raised_at", Due: "due", End: "ended_at", Unit: "unit"}.Where(tx, f), "id", clockLimit)
	for _, b := range found {
		gone := b.State == BlockTakenBack
		out = append(out, manifest.Clock{Kind: "assist.block", Zh: "卡点答复", Subject: b.ID, Number: b.Number, Title: b.ItemName,
			Unit: b.Unit, Started: b.RaisedAt, Start: b.StartDay, Limits: manifest.InWorkdays(b.N), Fulfilled: b.EndedAt, Void: gone,
			VoidAt: voidAt(gone, b.EndedAt), Book: b.Book, Link: "/blocks"})
	}
	return out, err
}

func voidAt(void bool, at *calendar.Instant) *calendar.Instant {
	if void {
		return at
	}
	return nil
}

// redate counts open limits anew when another calendar is published, with a
// record for each.
func redate(tx *store.Tx, _ store.Fact) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	by := flow.System("assist.redate")
	open := func() *store.Where {
		return new(store.Where).And("county = ? AND ended_at IS NULL AND book <> ?", tx.County(), book.Version())
	}
	waiting, err := waits.Page(tx, open(), "id", clockLimit)
	if err != nil {
		return err
	}
	for _, w := range waiting {
		due, err := book.AddWorkdays(w.StartDay, w.N)
		if err != nil {
			return workdays.Loud(err)
		}
		if err := redateWait.One(tx, due, book.Version(), tx.County(), w.ID); err != nil {
			return err
		}
		if _, err := journal.Record(tx, by, "assist.redate", w.EntrustmentID, say{"due": due}, journal.Row{Table: "assistance_wait", ID: w.ID}); err != nil {
			return err
		}
	}
	return redateBlocks(tx, by, book, open())
}

func redateBlocks(tx *store.Tx, by flow.Actor, book *calendar.Book, open *store.Where) error {
	stuck, err := blocks.Page(tx, open, "id", clockLimit)
	if err != nil {
		return err
	}
	for _, b := range stuck {
		if b.Due, err = book.AddWorkdays(b.StartDay, b.N); err != nil {
			return workdays.Loud(err)
		}
		b.Book = book.Version()
		if _, err := saveBlock(tx, by, flow.Step{From: b.State, To: b.State, Kind: "assist.redate"}, b); err != nil {
			return err
		}
	}
	return nil
}
