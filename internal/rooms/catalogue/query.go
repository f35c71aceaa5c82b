package catalogue

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// ItemByCode returns the item with the code, or store.NoRow.
func ItemByCode(tx *store.Tx, code string) (Item, error) {
	return itemByCode.One(tx, tx.County(), code)
}

// ItemByID returns the item with the id, or store.NoRow.
func ItemByID(tx *store.Tx, id string) (Item, error) { return itemByID.One(tx, tx.County(), id) }

// VersionByID returns a version in any state with its materials, or
// store.NoRow. Cases read the version they started with through it.
func VersionByID(tx *store.Tx, id string) (Version, error) {
	v, err := versionByID.One(tx, tx.County(), id)
	if err != nil {
		return Version{}, err
	}
	return withMaterials(tx, v)
}

// Current returns the version of an item in force on the day, with its
// materials: the one a case filed that day starts with. It refuses with
// NoLongerOffered after a withdrawal, else with NotOffered.
func Current(tx *store.Tx, itemCode string, day calendar.Day) (Version, error) {
	missing := NotOffered.New(fault.Args{"item": itemCode, "day": day.Chinese()})
	item, ok, err := itemByCode.Find(tx, tx.County(), itemCode)
	if err != nil {
		return Version{}, err
	}
	if !ok {
		return Version{}, missing
	}
	v, ok, err := versionOn.Find(tx, tx.County(), item.ID, day)
	if err != nil {
		return Version{}, err
	}
	if ok {
		return withMaterials(tx, v)
	}
	last, ok, err := newestPublished(tx, item.ID)
	if err != nil {
		return Version{}, err
	}
	if ok && last.State == Withdrawn && *last.UntilDay <= day {
		return Version{}, NoLongerOffered.New(fault.Args{"item": item.Name,
			"day": last.UntilDay.Chinese(), "reason": *last.WithdrawnReason})
	}
	return Version{}, missing
}

func newestPublished(tx *store.Tx, itemID string) (Version, bool, error) {
	return publishedOf.Find(tx, tx.County(), itemID)
}

func withMaterials(tx *store.Tx, v Version) (Version, error) {
	var err error
	v.Materials, err = materialsOf.All(tx, v.County, v.ID)
	return v, err
}

// History returns the versions of an item that were ever published, newest
// first, with their materials. An item without any answers like a missing one.
func History(tx *store.Tx, itemCode string) ([]Version, error) {
	item, err := ItemByCode(tx, itemCode)
	if err != nil {
		return nil, err
	}
	versions, err := publishedOf.All(tx, tx.County(), item.ID)
	if err != nil {
		return nil, err
	}
	if len(versions) == 0 {
		return nil, store.NoRow.New(nil)
	}
	for i := range versions {
		if versions[i], err = withMaterials(tx, versions[i]); err != nil {
			return nil, err
		}
	}
	return versions, nil
}

// Drafts returns the open drafts the actor may work on, oldest first, without
// their materials.
func Drafts(tx *store.Tx, by flow.Actor, limit int) ([]Version, error) {
	if !by.Has(publishers...) {
		return nil, flow.StepForbidden.New(fault.Args{"verb": "看草稿", "roles": flow.RoleNames(publishers)})
	}
	w := new(store.Where).And("county = ?", tx.County()).And("state = ?", Draft)
	if !by.Has(identity.Coordinator, flow.RoleSystem) {
		w.And(ofUnit, tx.County(), by.Unit)
	}
	return drafts.Page(tx, w, "oldest", limit)
}

// Offer is an item with the version in force, as lists show it.
type Offer struct {
	ItemID      string
	Code        string
	Unit        string
	Tags        []string
	Aliases     []string
	Keys        Keys
	VersionID   string
	Number      int
	FromDay     calendar.Day
	UntilDay    *calendar.Day
	PublishedAt calendar.Instant
	Content
}

// Filter narrows what Offers lists; empty fields do not.
type Filter struct {
	Unit        string
	Tag         string
	Kind        Kind
	Online      bool             // only what can be done online
	Conditional bool             // only what may be accepted with a gap (容缺受理)
	Pledge      bool             // only what may be decided on a pledge (告知承诺)
	Newer       bool             // only second and later versions, newest first
	AsOf        calendar.Instant // only what was published by then
	After       string           // item code the page continues after
	items       []string         // ids, from a search
}

// where is the one place that decides what is on offer on a day.
func (f Filter) where(tx *store.Tx, day calendar.Day) *store.Where {
	w := new(store.Where).And("v.county = ?", tx.County()).And("v.published_at IS NOT NULL").
		And("v.from_day <= ?", day)
	if f.Unit != "" {
		w.And("i.unit = ?", f.Unit)
	}
	if f.Tag != "" {
		w.And("i.tags LIKE ?", `%"`+f.Tag+`"%`) // tags are a closed list of plain words
	}
	if f.Kind != "" {
		w.And("v.kind = ?", f.Kind)
	}
	if f.Online {
		w.And("v.online = 1")
	}
	if f.Conditional {
		w.And("v.conditional = 1")
	}
	if f.Pledge {
		w.And("v.pledge = 1")
	}
	if f.Newer {
		w.And("v.number > 1")
	}
	if f.AsOf == 0 {
		w.And("(v.until_day IS NULL OR v.until_day > ?)", day)
	} else { // an end recorded after the cut-off had not happened yet
		w.And("v.published_at <= ?", f.AsOf).And("(v.until_day IS NULL OR v.until_day > ? OR v.ended_at > ?)", day, f.AsOf)
	}
	if f.After != "" {
		w.And("i.code > ?", f.After)
	}
	if f.items != nil {
		w.In("i.id", f.items...)
	}
	return w
}

// Offers lists the items on offer on the day, by code unless the filter says
// otherwise.
func Offers(tx *store.Tx, day calendar.Day, f Filter, limit int) ([]Offer, error) {
	if f.Newer {
		return offers.Page(tx, f.where(tx, day), "newest", limit)
	}
	return offers.Page(tx, f.where(tx, day), "code", limit)
}

// CountOffers counts what Offers would list without a limit.
func CountOffers(tx *store.Tx, day calendar.Day, f Filter) (int64, error) {
	rows, err := countOffers.Page(tx, f.where(tx, day), "n", 1)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	return rows[0].N, nil
}

// Units returns the codes of the units that offer items on the day.
func Units(tx *store.Tx, day calendar.Day) ([]string, error) {
	rows, err := offering.All(tx, tx.County(), day)
	codes := make([]string, len(rows))
	for i, row := range rows {
		codes[i] = row.Unit
	}
	return codes, err
}
