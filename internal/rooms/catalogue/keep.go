package catalogue

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// Standing narrows the keepers' list (事项管理) to items that stand one way.
type Standing string

const (
	Offered  Standing = "offered"  // 现行: a version is in force today
	Idle     Standing = "idle"     // 没有现行版本
	Drafted  Standing = "drafted"  // 有草稿
	ToReview Standing = "toreview" // 等我核对: a draft of somebody else
)

// standings are what each of them asks of an item's versions; the arguments
// are made by standingArgs.
var standings = map[Standing]string{
	Offered: inForceOn, Idle: `NOT ` + inForceOn, Drafted: hasDraft, ToReview: hasDraftBy,
}

// KeptFilter narrows the keepers' list; empty fields do not.
type KeptFilter struct {
	Unit     string
	Standing Standing
	Text     string // part of a name, an alias, its pinyin, or the code
	After    string // item code the page continues after
}

// Kept is an item as its keepers see it.
type Kept struct {
	Item
	Versions []Version // ever published, newest first, without materials
	Drafts   []Version // open drafts, the next to take effect first, with materials
}

// Current is the version in force on the day, nil if none is.
func (k Kept) Current(day calendar.Day) *Version {
	for i, v := range k.Versions {
		if v.InForce(day) {
			return &k.Versions[i]
		}
	}
	return nil
}

// KeptItems lists the items the actor keeps with their versions, by code.
func KeptItems(tx *store.Tx, by flow.Actor, f KeptFilter, limit int) ([]Kept, error) {
	w, err := f.where(tx, by)
	if err != nil {
		return nil, err
	}
	items, err := itemList.Page(tx, w, "code", limit)
	if err != nil {
		return nil, err
	}
	return keptOf(tx, items)
}

// CountKept counts what KeptItems would list without a limit.
func CountKept(tx *store.Tx, by flow.Actor, f KeptFilter) (int64, error) {
	w, err := f.where(tx, by)
	if err != nil {
		return 0, err
	}
	rows, err := countItems.Page(tx, w, "n", 1)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	return rows[0].N, nil
}

// where is the one place that decides which items an actor keeps: the own
// unit's, or all of them for the coordinator's office. Items known only from
// other systems have nothing to keep.
func (f KeptFilter) where(tx *store.Tx, by flow.Actor) (*store.Where, error) {
	if err := mayKeep(by); err != nil {
		return nil, err
	}
	w := new(store.Where).And("i.county = ?", tx.County()).And("i.external = 0")
	if !by.Has(identity.Coordinator, flow.RoleSystem) {
		w.And("i.unit = ?", by.Unit)
	}
	if f.Unit != "" {
		w.And("i.unit = ?", f.Unit)
	}
	if key := zh.SearchKeys(f.Text).Text; key != "" { // keys hold every spelling of the names, folded
		w.And(`(i.keys LIKE ? ESCAPE '\' OR lower(i.code) LIKE ? ESCAPE '\')`,
			"%"+likeText(key)+"%", "%"+likeText(strings.ToLower(strings.TrimSpace(f.Text)))+"%")
	}
	if cond, known := standings[f.Standing]; known {
		w.And(cond, standingArgs(f.Standing, tx.Today(), by)...)
	}
	if f.After != "" {
		w.And("i.code > ?", f.After)
	}
	return w, nil
}

func standingArgs(s Standing, today calendar.Day, by flow.Actor) []any {
	return map[Standing][]any{Offered: {today, today}, Idle: {today, today}, ToReview: {by.Account}}[s]
}

// likeText takes the meaning from the signs LIKE gives one to.
func likeText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s)
}

// keptOf reads the versions of all the items at once.
func keptOf(tx *store.Tx, items []Item) ([]Kept, error) {
	out, ids, place := make([]Kept, len(items)), make([]string, len(items)), map[string]int{}
	for i, item := range items {
		out[i].Item, ids[i], place[item.ID] = item, item.ID, i
	}
	w := new(store.Where).And("county = ?", tx.County()).And("state <> ?", Discarded).In("item_id", ids...)
	versions, err := versionList.Page(tx, w, "newest", mostKept)
	if err != nil {
		return nil, err
	}
	lists, err := listsOfDrafts(tx, versions)
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		k := &out[place[v.ItemID]]
		if v.State == Draft {
			v.Materials = lists[v.ID]
			k.Drafts = append([]Version{v}, k.Drafts...)
			continue
		}
		k.Versions = append(k.Versions, v)
	}
	return out, nil
}

// mostKept bounds the versions and materials behind one page of the list.
const mostKept = 5000

// listsOfDrafts reads the materials of the drafts among the versions.
func listsOfDrafts(tx *store.Tx, versions []Version) (map[string][]Material, error) {
	var ids []string
	for _, v := range versions {
		if v.State == Draft {
			ids = append(ids, v.ID)
		}
	}
	w := new(store.Where).And("county = ?", tx.County()).In("version_id", ids...)
	materials, err := materialList.Page(tx, w, "version", mostKept)
	out := map[string][]Material{}
	for _, m := range materials {
		out[m.VersionID] = append(out[m.VersionID], m)
	}
	return out, err
}

// KeptItem returns an item the actor keeps with every version and draft. One of
// another unit, or known only from other systems, answers like a missing one.
func KeptItem(tx *store.Tx, by flow.Actor, code string) (Kept, error) {
	if err := mayKeep(by); err != nil {
		return Kept{}, err
	}
	item, err := ItemByCode(tx, code)
	if err != nil {
		return Kept{}, err
	}
	if !inScope(by, item.Unit) || item.External {
		return Kept{}, store.NoRow.New(nil)
	}
	kept, err := keptOf(tx, []Item{item})
	if err != nil {
		return Kept{}, err
	}
	return kept[0], nil
}

// KeptVersion returns a version in any state, with its materials and item, to
// whoever keeps the item.
func KeptVersion(tx *store.Tx, by flow.Actor, id string) (Version, Item, error) {
	if err := mayKeep(by); err != nil {
		return Version{}, Item{}, err
	}
	return versionInScope(tx, by, id)
}

// mayKeep refuses whoever has no part in editing, publishing or coordinating.
func mayKeep(by flow.Actor) error {
	if !by.Has(append([]flow.Role{flow.RoleSystem}, keepers...)...) {
		return flow.StepForbidden.New(fault.Args{"verb": "管理事项", "roles": flow.RoleNames(keepers)})
	}
	return nil
}

// Before returns the published version that v follows or would follow, with its
// materials; ok is false for an item's first.
func Before(tx *store.Tx, v Version) (before Version, ok bool, err error) {
	before, ok, err = versionBefore.Find(tx, v.County, v.ItemID, v.FromDay, v.Number)
	if err != nil || !ok {
		return before, ok, err
	}
	before, err = withMaterials(tx, before)
	return before, true, err
}

// Next is what the draft of the version's successor starts with: the same
// content from another day, without what belonged to this version only.
func (v Version) Next(from calendar.Day) Edition {
	e := v.Edition()
	e.From, e.Source, e.ChangeNote, e.LawChange, e.Expected = from, "", "", false, 0
	return e
}

// First is what the draft of an item's first version starts with.
func (i Item) First(from calendar.Day) Edition {
	return Edition{From: from, Content: Content{Name: i.Name, Kind: Promised, StatutoryUnit: calendar.WorkDays,
		Rules: Rules{DeliveryLimit: longestDelivery}}}
}
