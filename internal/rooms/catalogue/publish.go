package catalogue

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Publish puts a draft in force from its day on and ends the version before it
// on that day. It refuses the author (two persons see every publication), a day
// in the past unless the draft names the document it was taken from, a day
// before the former version's, and whatever the gate refuses or the grounds do not
// bear.
func Publish(tx *store.Tx, by flow.Actor, grounds manifest.GroundSources, versionID string) (Version, error) {
	v, item, err := ownDraft(tx, by, versionID, VerbPublish)
	if err != nil {
		return Version{}, err
	}
	if v.Author == by.Account || v.Author == by.For {
		return Version{}, OwnDraft.New(nil)
	}
	if v.FromDay < tx.Today() && v.Source == "" {
		return Version{}, FromInPast.New(fault.Args{"day": v.FromDay.Chinese()})
	}
	if err := Ready(tx, grounds, v); err != nil {
		return Version{}, err
	}
	rows, err := supersede(tx, by, v)
	if err != nil {
		return Version{}, err
	}
	now := tx.Now()
	v.Publisher, v.PublishedAt = &by.Account, &now
	if err := v.move(tx, Published, Draft); err != nil {
		return Version{}, err
	}
	item.Name = v.Name
	if err := item.save(tx); err != nil {
		return Version{}, err
	}
	rows = append(append(rows, v.rows()...), journal.Row{Table: "catalogue_item", ID: item.ID})
	if _, err := journal.Record(tx, by, "item.publish", item.ID, v.headline(), rows...); err != nil {
		return Version{}, err
	}
	return v, tx.Fact("ItemPublished", item.ID, map[string]any{
		"item": item.Code, "version": v.ID, "number": v.Number, "from": v.FromDay})
}

// PublishSeen is Publish of the draft as the second person saw it: one that was
// edited since answers store.ChangedMeanwhile, so that nobody publishes words
// he did not read.
func PublishSeen(tx *store.Tx, by flow.Actor, grounds manifest.GroundSources, versionID string, revision int64) (Version, error) {
	v, _, err := ownDraft(tx, by, versionID, VerbPublish)
	if err != nil {
		return Version{}, err
	}
	if v.Revision != revision {
		return Version{}, store.ChangedMeanwhile.New(nil)
	}
	return Publish(tx, by, grounds, versionID)
}

// supersede ends the version that next follows and returns its row.
func supersede(tx *store.Tx, by flow.Actor, next Version) ([]journal.Row, error) {
	before, err := publishedOf.All(tx, tx.County(), next.ItemID)
	if err != nil || len(before) == 0 {
		return nil, err
	}
	last := before[0]
	earliest := last.FromDay
	if last.UntilDay != nil {
		earliest = *last.UntilDay
	}
	if next.FromDay < earliest {
		return nil, FromBeforePrevious.New(fault.Args{
			"day": next.FromDay.Chinese(), "previous": earliest.Chinese()})
	}
	if last.State != Published {
		return nil, nil
	}
	if _, err := Flow.Next(by, last.State, VerbSupersede); err != nil {
		return nil, err
	}
	now := tx.Now()
	last.UntilDay, last.EndedAt = &next.FromDay, &now
	if err := last.move(tx, Superseded, Published); err != nil {
		return nil, err
	}
	return []journal.Row{{Table: "catalogue_version", ID: last.ID}}, nil
}

// WithdrawInput says why an item is no longer offered and what becomes of the
// running cases. Day is the first day without it; nil means today.
type WithdrawInput struct {
	Reason     string
	Transition Transition
	Day        *calendar.Day
}

// Withdraw ends the published version without a successor: from that day on no
// new case is taken, and running ones follow the transition rule.
func Withdraw(tx *store.Tx, by flow.Actor, versionID string, in WithdrawInput) (Version, error) {
	v, item, err := ownDraft(tx, by, versionID, VerbWithdraw)
	if err != nil {
		return Version{}, err
	}
	day := max(tx.Today(), v.FromDay)
	if in.Day != nil {
		day = *in.Day
	}
	if err := in.check(tx.Today(), day, v.FromDay); err != nil {
		return Version{}, err
	}
	now := tx.Now()
	v.UntilDay, v.EndedAt, v.WithdrawnReason, v.Transition = &day, &now, &in.Reason, &in.Transition
	if err := v.move(tx, Withdrawn, Published); err != nil {
		return Version{}, err
	}
	details := v.headline()
	details["until"], details["reason"], details["transition"] = day, in.Reason, in.Transition
	_, err = journal.Record(tx, by, "item.withdraw", item.ID, details,
		journal.Row{Table: "catalogue_version", ID: v.ID})
	if err != nil {
		return Version{}, err
	}
	return v, tx.Fact("ItemWithdrawn", item.ID, map[string]any{
		"item": item.Code, "version": v.ID, "until": day, "transition": in.Transition})
}

func (in WithdrawInput) check(today, day, from calendar.Day) error {
	p := &fault.Problems{}
	if in.Reason == "" {
		p.Check("reason", ReasonMissing.New(nil))
	}
	if in.Transition != Finish && in.Transition != Terminate {
		p.Check("transition", TransitionMissing.New(nil))
	}
	if day < today || day < from {
		p.Add("day", "停用日期：%s 不行，请填今天或以后、且不早于生效日期的一天。", day.Chinese())
	}
	return p.Err()
}
