package bundle

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// Offer is a bundle with the version in force, as lists show it.
type Offer struct {
	ID          string
	Code        string
	Kind        Kind
	Name        string
	Lead        string
	Theme       string
	VersionID   string
	Number      int
	FromDay     calendar.Day
	UntilDay    *calendar.Day
	PublishedAt calendar.Instant
	Body        Content
}

// Filter narrows what Offers lists; empty fields do not.
type Filter struct {
	Kind  Kind
	Theme string
	Text  string           // part of a name, an alias, pinyin, or the code
	AsOf  calendar.Instant // only what was published by then
	After string           // code the page continues after
}

func (f Filter) where(tx *store.Tx, day calendar.Day) *store.Where {
	w := new(store.Where).And("b.county = ?", tx.County()).And("v.published_at IS NOT NULL AND v.from_day <= ?", day)
	if f.AsOf == 0 {
		w.And("(v.until_day IS NULL OR v.until_day > ?)", day)
	} else { // an end recorded after the cut-off had not happened yet
		w.And("v.published_at <= ?", f.AsOf).And("(v.until_day IS NULL OR v.until_day > ? OR v.ended_at > ?)", day, f.AsOf)
	}
	if f.Kind != "" {
		w.And("b.kind = ?", f.Kind)
	}
	if f.Theme != "" {
		w.And("b.theme = ?", f.Theme)
	}
	if key := zh.SearchKeys(f.Text).Text; key != "" {
		w.And(`b.keys LIKE ? ESCAPE '\'`, "%"+likeText(key)+"%")
	}
	if f.After != "" {
		w.And("b.code > ?", f.After)
	}
	return w
}

func likeText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s)
}

// Offers lists the bundles in force on the day, by code.
func Offers(tx *store.Tx, day calendar.Day, f Filter, limit int) ([]Offer, error) {
	return offers.Page(tx, f.where(tx, day), "code", limit)
}

// Themes returns the themes in use with how many bundles each has, by name.
func Themes(tx *store.Tx, day calendar.Day) ([]Theme, error) {
	return themes.Page(tx, Filter{Kind: Thing}.where(tx, day), "theme", 100)
}

// Theme is a theme with its count.
type Theme struct {
	Theme string
	N     int64
}

// Current returns the bundle with the version in force on the day.
func Current(tx *store.Tx, code string, day calendar.Day) (Offer, error) {
	w := Filter{}.where(tx, day).And("b.code = ?", code)
	rows, err := offers.Page(tx, w, "code", 1)
	if err != nil {
		return Offer{}, err
	}
	if len(rows) == 0 {
		return Offer{}, notOffered.New(fault.Args{"code": code})
	}
	return rows[0], nil
}

// PlanFor works out what a choice and answers come to today.
func PlanFor(tx *store.Tx, o Offer, picks []string, answers map[string]string) (Plan, error) {
	return planOf(tx, o.Body, picks, answers, tx.Today(), nil)
}

// Kept is a bundle with its versions as keepers see it.
type Kept struct {
	Bundle
	Versions []Version // newest first
}

// KeptList lists the bundles the actor keeps, by code.
func KeptList(tx *store.Tx, by flow.Actor, text, after string, limit int) ([]Kept, error) {
	if err := mayKeep(by); err != nil {
		return nil, err
	}
	w := new(store.Where).And("county = ?", tx.County())
	if !by.Has(identity.Coordinator, flow.RoleSystem) {
		w.And("lead = ?", by.Unit)
	}
	if key := zh.SearchKeys(text).Text; key != "" {
		w.And(`keys LIKE ? ESCAPE '\'`, "%"+likeText(key)+"%")
	}
	if after != "" {
		w.And("code > ?", after)
	}
	rows, err := bundles.Page(tx, w, "code", limit)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out, ids, place := make([]Kept, len(rows)), make([]string, len(rows)), map[string]int{}
	for i, b := range rows {
		out[i].Bundle, ids[i], place[b.ID] = b, b.ID, i
	}
	versions, err := versionList.Page(tx, new(store.Where).And("county = ? AND state <> ?", tx.County(), VersionDiscarded).In("bundle_id", ids...), "newest", 5000)
	for _, v := range versions {
		k := &out[place[v.BundleID]]
		k.Versions = append(k.Versions, v)
	}
	return out, err
}

// VersionsOf returns every version of a bundle that was published or stands as
// a draft, newest first, to whoever keeps it.
func VersionsOf(tx *store.Tx, by flow.Actor, bundleID string) ([]Version, error) {
	if err := mayKeep(by); err != nil {
		return nil, err
	}
	versions, err := versionsOf.All(tx, tx.County(), bundleID)
	return slices.DeleteFunc(versions, func(v Version) bool { return v.State == VersionDiscarded }), err
}
