package bundle

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Publish puts a draft in force from its day on and ends the version before it
// on that day. It refuses the author (two persons see every publication), a day
// in the past unless the draft names the document it was taken from, and
// whatever the gate refuses.
func Publish(tx *store.Tx, by flow.Actor, id string, seen int64) (Version, error) {
	v, b, err := ownVersion(tx, by, id, VerbPublish)
	if err != nil {
		return Version{}, err
	}
	switch {
	case v.Author == by.Account || v.Author == by.For:
		return Version{}, ownDraft.New(nil)
	case seen != 0 && v.Revision != seen:
		return Version{}, store.ChangedMeanwhile.New(nil)
	case v.FromDay < tx.Today() && v.Body.Source == "":
		return Version{}, fromInPast.New(fault.Args{"day": v.FromDay.Chinese()})
	}
	if err := Gate(tx, b.Kind, v.Body, v.FromDay); err != nil {
		return Version{}, err
	}
	rows, err := supersede(tx, v)
	if err != nil {
		return Version{}, err
	}
	now := tx.Now()
	v.State, v.Publisher, v.PublishedAt = VersionPublished, &by.Account, &now
	if err := v.save(tx, VersionDraft); err != nil {
		return Version{}, err
	}
	b.take(v.Body)
	if err := saveBundle.One(tx, b.Name, b.Lead, b.Theme, b.Aliases, b.Keys, b.County, b.ID, b.Revision); err != nil {
		return Version{}, err
	}
	rows = append(rows, journal.Row{Table: "bundle_version", ID: v.ID}, journal.Row{Table: "bundle_bundle", ID: b.ID})
	_, err = journal.Record(tx, by, "bundle.publish", b.ID, v.headline(), rows...)
	return v, err
}

// supersede ends the version that the next one follows and returns its row.
func supersede(tx *store.Tx, next Version) ([]journal.Row, error) {
	versions, err := versionsOf.All(tx, tx.County(), next.BundleID)
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		if v.State != VersionPublished {
			continue
		}
		if next.FromDay < v.FromDay {
			return nil, fromBefore.New(fault.Args{"day": next.FromDay.Chinese(), "former": v.FromDay.Chinese()})
		}
		now := tx.Now()
		v.State, v.UntilDay, v.EndedAt = VersionSuperseded, &next.FromDay, &now
		return []journal.Row{{Table: "bundle_version", ID: v.ID}}, v.save(tx, VersionPublished)
	}
	return nil, nil
}

// Retire ends a published version without a successor; applications that were
// taken go on by it.
func Retire(tx *store.Tx, by flow.Actor, id string, reason string) (Version, error) {
	v, b, err := ownVersion(tx, by, id, VerbRetire)
	if err != nil {
		return Version{}, err
	}
	if reason == "" {
		var p fault.Problems
		p.Add("reason", "停用原因：请写明为什么不再提供，办事人会看到")
		return Version{}, p.Err()
	}
	now, day := tx.Now(), max(tx.Today(), v.FromDay)
	v.State, v.UntilDay, v.EndedAt, v.EndReason = VersionWithdrawn, &day, &now, &reason
	if err := v.save(tx, VersionPublished); err != nil {
		return Version{}, err
	}
	details := v.headline()
	details["reason"] = reason
	_, err = journal.Record(tx, by, "bundle.retire", b.ID, details, journal.Row{Table: "bundle_version", ID: v.ID})
	return v, err
}

// Check runs the gate on a version its keeper may see; nil means it may be
// published.
func Check(tx *store.Tx, by flow.Actor, id string) error {
	v, b, err := KeptVersion(tx, by, id)
	if err != nil {
		return err
	}
	return Gate(tx, b.Kind, v.Body, v.FromDay)
}

// KeptVersion returns a version in any state to whoever keeps the bundle.
func KeptVersion(tx *store.Tx, by flow.Actor, id string) (Version, Bundle, error) {
	if err := mayKeep(by); err != nil {
		return Version{}, Bundle{}, err
	}
	return keptVersion(tx, by, id)
}

func mayKeep(by flow.Actor) error {
	if by.Has(append([]flow.Role{flow.RoleSystem}, keepers...)...) {
		return nil
	}
	return flow.StepForbidden.New(fault.Args{"verb": "管理一件事", "roles": flow.RoleNames(keepers)})
}

func itemName(tx *store.Tx, code string) (string, error) {
	item, err := catalogue.ItemByCode(tx, code)
	return item.Name, err
}

// InForce reports whether the version is in force on the day.
func (v Version) InForce(day calendar.Day) bool {
	return v.PublishedAt != nil && v.FromDay <= day && (v.UntilDay == nil || day < *v.UntilDay)
}
