package party

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// Manifest is what the register tells the house.
var Manifest = manifest.Room{
	Name:  "party",
	Zh:    "市场主体与个人",
	Basis: []string{"GB 32100-2015", "中华人民共和国行政许可法 第七十八条、第七十九条", "中华人民共和国个人信息保护法", "工信部联企业〔2011〕300号"},
	Flows: []*flow.Table{Flow},
	Perms: []manifest.Perm{
		{Name: "party.read", Zh: "查看主体（脱敏）", Roles: append([]flow.Role{identity.Leader, identity.Editor}, readers...)},
		{Name: "party.own", Zh: "查看自己的信息和谁看过", Roles: []flow.Role{identity.Applicant}},
		{Name: "party.register", Zh: "登记和变更主体", Roles: append([]flow.Role{identity.Applicant}, keepers...)},
		{Name: "party.reveal", Zh: "查看完整个人信息", Roles: append([]flow.Role{identity.Applicant}, readers...)},
		{Name: "party.class", Zh: "认定企业分类、限制申请", Roles: deciders},
		{Name: "party.erase", Zh: "删除个人信息", Roles: erasers},
	},
	Importers: []manifest.Importer{{Kind: "parties", Zh: "市场主体台账", Roles: keepers, Columns: ledgerColumns, Apply: applyLedger, Export: exportLedger}},
	Finders:   []manifest.Finder{finder},
}

var ledgerColumns = []manifest.Column{
	{Name: "name", Zh: "名称", Synonyms: []string{"企业名称", "单位名称", "主体名称", "姓名", "字号名称"}, Required: true, Sample: "桃江县青竹示例制造有限公司"},
	{Name: "kind", Zh: "主体类型", Synonyms: []string{"类型", "类别"}, Required: true, Sample: "企业", Note: "企业、个体工商户、个人、机关事业单位或其他组织"},
	{Name: "credit", Zh: "统一社会信用代码", Synonyms: []string{"信用代码", "社会信用代码"}, Sample: "91430922MA4DEM002W", Note: "18 位，个人不填"},
	{Name: "citizen_id", Zh: "身份证号", Synonyms: []string{"公民身份号码", "经营者身份证号"}, Note: "个人必填；个体工商户填经营者的"},
	{Name: "representative", Zh: "法定代表人", Synonyms: []string{"法人代表", "负责人", "经营者"}},
	{Name: "mobile", Zh: "手机", Synonyms: []string{"联系电话", "手机号", "联系手机"}},
	{Name: "address", Zh: "住所", Synonyms: []string{"地址", "注册地址", "经营场所"}},
	{Name: "area", Zh: "行政区划代码", Synonyms: []string{"区划代码", "乡镇代码"}, Sample: "430922112", Note: "乡镇 9 位"},
	{Name: "industry", Zh: "行业代码", Synonyms: []string{"行业"}, Sample: "C3311", Note: "GB/T 4754"},
	{Name: "founded", Zh: "成立日期", Synonyms: []string{"注册日期", "核准日期"}, Sample: "2018-05-21"},
	{Name: "sample", Zh: "示例", Note: "填“是”表示演示数据，不计入统计"},
}

// applyLedger registers new rows and amends those whose code or number is
// known, so that the same ledger can be brought in again.
func applyLedger(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		d, err := draftOf(row)
		if err != nil {
			return manifest.Same, err
		}
		twin, known, err := knownAs(tx, d)
		if err != nil {
			return manifest.Same, err
		}
		if !known {
			_, err = Register(tx, by, d)
			return manifest.New, err
		}
		equal, err := alike(tx, twin, d)
		if err != nil || equal {
			return manifest.Same, err
		}
		_, err = Amend(tx, by, twin.ID, d)
		return manifest.Changed, err
	})
}

// exportPage is how many parties are read at a time.
const exportPage = 500

// exportLedger writes the organisations in the order of registration. Personal
// fields stay empty, which reads back as "leave as it is"; persons are left out,
// because without their number nobody could tell them apart.
func exportLedger(tx *store.Tx, by flow.Actor, add func(cells []string) error) error {
	if err := may(by, "导出主体台账", keepers); err != nil {
		return err
	}
	for after := ""; ; {
		w := (&store.Where{}).And(inCounty, tx.County()).And(notErased).And(notPersons).And(afterID, after)
		page, err := parties.Page(tx, w, "id", exportPage)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, p := range page {
			if err := exportRow(tx, p, add); err != nil {
				return err
			}
		}
		after = page[len(page)-1].ID
	}
}

func exportRow(tx *store.Tx, p Party, add func(cells []string) error) error {
	view, err := Display(tx, p)
	if err != nil {
		return err
	}
	address, founded, sample := "", "", ""
	if p.Kind.Organisation() {
		address = view.Address
	}
	if p.Founded != nil {
		founded = p.Founded.String()
	}
	if p.Sample {
		sample = "是"
	}
	return add([]string{p.Name, p.Kind.Zh(), view.Credit, "", "", "", address, p.Area, p.Industry, founded, sample})
}

func draftOf(row manifest.Row) (Draft, error) {
	c := row.Cells
	d := Draft{Name: c["name"], Credit: c["credit"], CitizenID: c["citizen_id"], Representative: c["representative"],
		Mobile: c["mobile"], Address: c["address"], Area: c["area"], Industry: c["industry"], Sample: c["sample"] == "是"}
	for kind, zh := range kindsZh {
		if c["kind"] == zh || c["kind"] == string(kind) {
			d.Kind = kind
		}
	}
	var p fault.Problems
	if c["founded"] != "" {
		day, err := calendar.ParseDay(c["founded"])
		p.Check("founded", err)
		d.Founded = &day
	}
	return d, p.Err()
}

// knownAs finds the party a row is about by its code or number; a bad code is
// left for Register to explain.
func knownAs(tx *store.Tx, d Draft) (Party, bool, error) {
	if code, err := ids.ParseCreditCode(d.Credit); err == nil {
		return ByCredit(tx, code)
	}
	if number, err := ids.ParseCitizenID(d.CitizenID); err == nil && d.Kind == Person {
		return ByCitizenID(tx, number)
	}
	return Party{}, false, nil
}

// alike reports whether a row says nothing new of the party.
func alike(tx *store.Tx, p Party, d Draft) (bool, error) {
	in, err := d.parse(tx.Today(), false)
	if err != nil {
		return false, err
	}
	fresh := in.name == p.Name && (in.area == "" || in.area == p.Area) && (in.industry == "" || in.industry == p.Industry) &&
		(d.Founded == nil || (p.Founded != nil && *p.Founded == *d.Founded)) && d.Kind == p.Kind
	if !fresh {
		return false, nil
	}
	for field, text := range in.secrets {
		old, _, err := secretOf(tx, p, field)
		if err != nil || strings.TrimSpace(old) != text {
			return false, err
		}
	}
	return true, nil
}
