package documents

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/letters"
	"yingshang/internal/store"
)

var importers = []manifest.Importer{
	{Kind: "seals", Zh: "印章台账", Roles: append(keepers, flow.RoleSystem), Columns: stampLedger, Apply: applyStamps, Export: exportStamps},
}

var stampLedger = []manifest.Column{
	{Name: "code", Zh: "印章编码", Synonyms: []string{"编码", "印章编号"}, Required: true, Sample: "4309220000101", Note: "刻制备案的编码；同一编码再导入就是修改"},
	{Name: "unit", Zh: "单位编码", Synonyms: []string{"机构编码"}, Required: true, Sample: "430922-zrzy"},
	{Name: "kind", Zh: "类别", Synonyms: []string{"印章类别"}, Required: true, Sample: "专用章", Note: "公章或专用章；登记后不能改"},
	{Name: "name", Zh: "印章名称", Synonyms: []string{"印面文字"}, Required: true, Sample: "桃江县自然资源局行政审批专用章"},
	{Name: "keeper", Zh: "保管人", Required: true, Sample: "办公室（示例）"},
	{Name: "filing", Zh: "备案号", Synonyms: []string{"公安备案号"}, Required: true, Sample: "桃公印备示例第101号"},
	{Name: "from", Zh: "启用日期", Required: true, Sample: "2019-03-01"},
	{Name: "to", Zh: "停用日期", Sample: "", Note: "在用的不填"},
}

var kinds = map[string]letters.SealKind{letters.OfficialSeal.Zh(): letters.OfficialSeal, letters.SpecialSeal.Zh(): letters.SpecialSeal}

func applyStamps(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		var p fault.Problems
		in := StampInput{Code: c["code"], Unit: c["unit"], Kind: kinds[c["kind"]], Name: c["name"], Keeper: c["keeper"], Filing: c["filing"]}
		in.From = dayOf(&p, "from", "启用日期", c["from"])
		if c["to"] != "" {
			to := dayOf(&p, "to", "停用日期", c["to"])
			in.To = &to
		}
		if err := p.Err(); err != nil {
			return manifest.Same, err
		}
		_, effect, err := PutStamp(tx, by, in)
		return effect, err
	})
}

func dayOf(p *fault.Problems, name, label, cell string) calendar.Day {
	d, err := calendar.ParseDay(cell)
	if err != nil {
		p.Add(name, "%s“%s”看不懂，请写成 2020-06-30", label, cell)
	}
	return d
}

func exportStamps(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	all, err := Stamps(tx, by, "")
	if err != nil {
		return err
	}
	for _, s := range all {
		to := ""
		if s.ToDay != nil {
			to = s.ToDay.String()
		}
		if err := add([]string{s.Code, s.Unit, s.Kind.Zh(), s.Name, s.Keeper, s.Filing, s.FromDay.String(), to}); err != nil {
			return err
		}
	}
	return nil
}
