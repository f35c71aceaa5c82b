package bundle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// importer brings the county's list of bundles in (一件事目录). A list that the
// county approved on paper is published in its name: the source is named in each
// version, and the gate looks at each of them.
var importer = manifest.Importer{
	Kind: "bundles", Zh: "一件事目录", Roles: editors,
	Columns: []manifest.Column{
		{Name: "code", Zh: "编码", Required: true, Sample: "YJS-001"},
		{Name: "kind", Zh: "类别", Required: true, Sample: "一件事", Note: "一件事或分类告知书"},
		{Name: "name", Zh: "名称", Required: true, Sample: "开餐饮店"},
		{Name: "theme", Zh: "主题", Required: true, Sample: "开办企业"},
		{Name: "lead", Zh: "牵头单位编码", Required: true, Sample: "430922-xzsp"},
		{Name: "promise", Zh: "承诺时限", Required: true, Sample: "15", Note: "从受理到全部办结的工作日"},
		{Name: "from", Zh: "生效日期", Required: true, Sample: "2020-01-01"},
		{Name: "steps", Zh: "步骤", Required: true, Sample: "1|430922-scjg-02；2|430922-scjg-05|先 1|退回", Note: stepsNote},
		{Name: "aliases", Zh: "别名", Sample: "开饭店、开餐馆"},
		{Name: "summary", Zh: "说明"},
		{Name: "source", Zh: "来源文件", Required: true, Sample: "桃江县“一件事一次办”事项目录（2020年，示例）"},
	},
	Apply: applyLedger, Export: exportLedger,
}

func applyLedger(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(in manifest.Row) (manifest.Effect, error) {
		e, err := editionOf(in.Cells)
		if err != nil {
			return manifest.Same, err
		}
		b, known, err := bundleByCode.Find(tx, tx.County(), e.Code)
		if err != nil {
			return manifest.Same, err
		}
		if known {
			same, err := sameAsCurrent(tx, b, e)
			if err != nil || same {
				return manifest.Same, err
			}
		}
		v, err := Create(tx, by, e)
		if err != nil {
			return manifest.Same, err
		}
		if !by.Has(identity.Coordinator) { // a unit's own list is drafted; a second person publishes
			return effectOf(known), nil
		}
		_, err = Publish(tx, flow.System("bundle.ledger"), v.ID, 0)
		return effectOf(known), err
	})
}

func effectOf(known bool) manifest.Effect {
	if known {
		return manifest.Changed
	}
	return manifest.New
}

func sameAsCurrent(tx *store.Tx, b Bundle, e Edition) (bool, error) {
	versions, err := versionsOf.All(tx, tx.County(), b.ID)
	if err != nil {
		return false, err
	}
	e = e.tidied()
	for _, v := range versions {
		if v.State == VersionPublished || v.State == VersionDraft {
			return strings.Join(cellsOf(b, v), "\x00") == strings.Join(cellsOf(b, Version{FromDay: e.From, Body: e.Content}), "\x00"), nil
		}
	}
	return false, nil
}

func editionOf(c map[string]string) (Edition, error) {
	var p fault.Problems
	e := Edition{Code: c["code"], Content: Content{Name: c["name"], Lead: c["lead"], Theme: c["theme"], Summary: c["summary"],
		Source: c["source"], Aliases: splitWords(c["aliases"])}}
	for kind, zh := range map[Kind]string{Thing: Thing.Zh(), Notice: Notice.Zh()} {
		if c["kind"] == zh {
			e.Kind = kind
		}
	}
	var err error
	if e.From, err = calendar.ParseDay(c["from"]); err != nil {
		p.Check("from", err)
	}
	if e.PromiseN, err = strconv.Atoi(c["promise"]); err != nil {
		p.Add("promise", "承诺时限：请填一个整数，例如 15")
	}
	if e.Steps, err = ParseSteps(c["steps"]); err != nil {
		p.Check("steps", err)
	}
	return e, p.Err()
}

func splitWords(s string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；; ", r) }),
		func(w string) bool { return w == "" })
}

// exportLedger writes the versions in force so that they can be read in again.
func exportLedger(tx *store.Tx, by flow.Actor, add func(cells []string) error) error {
	after := ""
	for {
		kept, err := KeptList(tx, by, "", after, 200)
		if err != nil || len(kept) == 0 {
			return err
		}
		for _, k := range kept {
			for _, v := range k.Versions {
				if v.State != VersionPublished {
					continue
				}
				if err := add(cellsOf(k.Bundle, v)); err != nil {
					return err
				}
			}
		}
		after = kept[len(kept)-1].Code
	}
}

func cellsOf(b Bundle, v Version) []string {
	return []string{b.Code, b.Kind.Zh(), v.Body.Name, v.Body.Theme, v.Body.Lead, fmt.Sprint(v.Body.PromiseN), v.FromDay.String(),
		WriteSteps(v.Body.Steps, "；"), strings.Join(v.Body.Aliases, "、"), v.Body.Summary, v.Body.Source}
}
