package mandate

import (
	"strconv"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

var indicatorLedger = []manifest.Column{
	{Name: "system", Zh: "体系代码", Required: true, Sample: "cn-2020", Note: "先在页面上起草这套指标"},
	{Name: "code", Zh: "指标编码", Required: true, Sample: "01"},
	{Name: "parent", Zh: "上级编码", Sample: "", Note: "一级指标不填"},
	{Name: "name", Zh: "指标", Synonyms: []string{"指标名称"}, Required: true, Sample: "开办企业"},
	{Name: "weight", Zh: "权重", Required: true, Sample: "5.56", Note: "满分 100，最多两位小数"},
	{Name: "measured", Zh: "计量单位", Sample: "个工作日"},
	{Name: "better", Zh: "方向", Required: true, Sample: "综合评分", Note: "综合评分、越少越好、越多越好"},
	{Name: "unit", Zh: "责任单位", Synonyms: []string{"牵头单位"}, Sample: "430922-scjg", Note: "机构编码或简称"},
	{Name: "figure", Zh: "取数", Sample: "", Note: "系统里数字的代码，没有就不填"},
}

func applyIndicators(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		weight, ok := ParseWeight(c["weight"])
		if !ok {
			var p fault.Problems
			p.Add("weight", "权重“%s”看不懂，请填 0 到 100，最多两位小数", c["weight"])
			return manifest.Same, p.Err()
		}
		s, err := latestSystem(tx, c["system"])
		if err != nil {
			return manifest.Same, err
		}
		_, effect, err := EditIndicator(tx, by, s.ID, s.Version, Indicator{Code: c["code"], Parent: c["parent"], Name: c["name"], Weight: weight,
			Measured: c["measured"], Better: c["better"], Unit: c["unit"], Figure: c["figure"]})
		if versionFixed.Is(err) && stands(tx, s, c, weight) {
			return manifest.Same, nil
		}
		return effect, err
	})
}

// latestSystem is the draft of the code, or else its latest version.
func latestSystem(tx *store.Tx, code string) (s System, err error) {
	found, err := systemsOf.All(tx, tx.County(), code)
	for _, f := range found {
		if f.State != Dropped {
			s = f
		}
	}
	if err == nil && s.ID == "" {
		err = systemUnknown.New(nil)
	}
	return s, err
}

// stands reports whether a published version says the same already.
func stands(tx *store.Tx, s System, c map[string]string, weight Weight) bool {
	was, known, err := indicatorByCode.Find(tx, tx.County(), s.ID, c["code"])
	if err != nil || !known {
		return false
	}
	in := Indicator{Code: c["code"], Parent: c["parent"], Name: c["name"], Weight: weight, Measured: c["measured"], Better: c["better"], Unit: c["unit"], Figure: c["figure"]}
	if fillIndicator(tx, &in) != nil {
		return false
	}
	in.County, in.ID, in.Version, in.SystemID = was.County, was.ID, was.Version, was.SystemID
	return in == was
}

func exportIndicators(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	all, err := Systems(tx, by)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for _, s := range all { // the newest of a code first
		if s.State == Dropped || done[s.Code] {
			continue
		}
		done[s.Code] = true
		list, err := indicatorsOf.All(tx, tx.County(), s.ID)
		if err != nil {
			return err
		}
		for _, i := range list {
			if err := add([]string{s.Code, i.Code, i.Parent, i.Name, i.Weight.String(), i.Measured, i.BetterZh(), i.Unit, i.Figure}); err != nil {
				return err
			}
		}
	}
	return nil
}

// ParseWeight reads "5.56" exactly; more than two decimals are refused.
func ParseWeight(text string) (Weight, bool) {
	whole, part, dotted := strings.Cut(strings.TrimSpace(text), ".")
	if dotted && (part == "" || len(part) > 2) || whole == "" || len(whole) > 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(whole+(part + "00")[:2], 10, 32)
	return Weight(n), err == nil
}
