package catalogue

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/store"
)

// Changes is what differs between two versions of an item.
type Changes struct {
	Added    []Material // in the new list only
	Removed  []Material // in the old list only
	Eased    []Material // still listed, but no longer asked of everybody
	Stricter []Material // asked of more people than before
	Limits   []LimitChange
	Texts    []string // elements whose words changed, in Chinese
}

// LimitChange is one limit before and after.
type LimitChange struct {
	Name     string // 法定时限, 承诺时限, 重点项目承诺时限
	Old, New Limit
}

// Diff compares two versions. It is a pure function of what they say:
// materials are the same when their codes are.
func Diff(old, new Version) Changes {
	var c Changes
	for _, m := range new.Materials {
		before, ok := old.Material(m.Code)
		switch {
		case !ok:
			c.Added = append(c.Added, m)
		case asked(m) < asked(before):
			c.Eased = append(c.Eased, m)
		case asked(m) > asked(before):
			c.Stricter = append(c.Stricter, m)
		}
	}
	for _, m := range old.Materials {
		if _, ok := new.Material(m.Code); !ok {
			c.Removed = append(c.Removed, m)
		}
	}
	for _, l := range []LimitChange{
		{"法定时限", old.Statutory(), new.Statutory()},
		{"承诺时限", Limit{old.OrdinaryN, old.StatutoryUnit}, Limit{new.OrdinaryN, new.StatutoryUnit}},
		{"重点项目承诺时限", Limit{old.KeyProjectN, old.StatutoryUnit}, Limit{new.KeyProjectN, new.StatutoryUnit}},
	} {
		if l.Old != l.New {
			c.Limits = append(c.Limits, l)
		}
	}
	c.Texts = changedTexts(old, new)
	return c
}

// asked orders how much a material weighs on applicants: not at all, on some,
// on everybody.
func asked(m Material) int {
	switch {
	case m.Shared:
		return 0
	case !m.Must:
		return 1
	}
	return 2
}

func changedTexts(old, new Version) []string {
	var changed []string
	for _, t := range []struct {
		zh   string
		same bool
	}{
		{"事项名称", old.Name == new.Name},
		{"办件类型", old.Kind == new.Kind && old.Relay == new.Relay},
		{"到现场次数", old.Visits == new.Visits},
		{"网上办理和快递", old.Online == new.Online && old.Courier == new.Courier},
		{"设定依据", digestOf(Content{Guide: Guide{Basis: old.Guide.Basis}}, nil) ==
			digestOf(Content{Guide: Guide{Basis: new.Guide.Basis}}, nil)},
		{"收费", old.Guide.Charged == new.Guide.Charged && old.Guide.Fee == new.Guide.Fee},
		{"受理条件", old.Guide.Acceptance == new.Guide.Acceptance},
		{"办理流程", old.Guide.Flow == new.Guide.Flow},
	} {
		if !t.same {
			changed = append(changed, t.zh)
		}
	}
	return changed
}

// None reports whether nothing differs that Diff looks at.
func (c Changes) None() bool {
	return len(c.Added)+len(c.Removed)+len(c.Eased)+len(c.Stricter)+len(c.Limits)+len(c.Texts) == 0
}

// Cut is a material the county stopped asking for.
type Cut struct {
	Item     Item
	Version  Version // the version that no longer lists it, without materials
	Material Material
}

// Cuts returns the materials removed by versions that took effect in the span
// and are still away at its end. Versions made because the law changed do not
// count: they are not the county's own doing. A material that came back is no
// cut, so re-adding it reverses the count.
func Cuts(tx *store.Tx, from, to calendar.Day, asOf calendar.Instant) ([]Cut, error) {
	versions, err := versionsFrom.All(tx, tx.County(), from, to)
	if err != nil {
		return nil, err
	}
	open := map[string]map[string]Cut{}
	var order []string
	for _, v := range versions {
		if *v.PublishedAt > asOf {
			continue
		}
		if open[v.ItemID] == nil {
			open[v.ItemID] = map[string]Cut{}
			order = append(order, v.ItemID)
		}
		if err := applyCuts(tx, v, open[v.ItemID]); err != nil {
			return nil, err
		}
	}
	return sortedCuts(order, open), nil
}

// applyCuts adds what the version removed to the item's cuts and takes out what
// it brought back.
func applyCuts(tx *store.Tx, v Version, cuts map[string]Cut) error {
	before, ok, err := versionBefore.Find(tx, v.County, v.ItemID, v.FromDay, v.Number)
	if err != nil || !ok {
		return err
	}
	if before, err = withMaterials(tx, before); err != nil {
		return err
	}
	after, err := withMaterials(tx, v)
	if err != nil {
		return err
	}
	item, err := ItemByID(tx, v.ItemID)
	if err != nil {
		return err
	}
	changes := Diff(before, after)
	for _, m := range changes.Added {
		delete(cuts, m.Code)
	}
	if v.LawChange {
		return nil
	}
	for _, m := range changes.Removed {
		cuts[m.Code] = Cut{Item: item, Version: v, Material: m}
	}
	return nil
}

func sortedCuts(order []string, open map[string]map[string]Cut) []Cut {
	var out []Cut
	for _, item := range order {
		codes := make([]string, 0, len(open[item]))
		for code := range open[item] {
			codes = append(codes, code)
		}
		slices.Sort(codes)
		for _, code := range codes {
			out = append(out, open[item][code])
		}
	}
	return out
}
