package party

import (
	"fmt"
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
		{Name: "party.register", Zh: "登记和变更主体", Roles: append([]flow.Role{identity.Applicant}, keepers...)},
		{Name: "party.reveal", Zh: "查看完整个人信息", Roles: append([]flow.Role{identity.Applicant}, readers...)},
		{Name: "party.class", Zh: "认定企业分类、限制申请", Roles: deciders},
		{Name: "party.erase", Zh: "删除个人信息", Roles: erasers},
	},
	Importers: []manifest.Importer{{Kind: "parties", Zh: "市场主体台账", Roles: keepers, Columns: ledgerColumns, Apply: applyLedger}},
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
	var out manifest.Outcome
	for _, row := range rows {
		did, err := applyRow(tx, by, row)
		f, mendable := fault.Of(err)
		switch {
		case err == nil:
			*did.count(&out)++
		case mendable && f.Def.Kind != fault.Internal:
			out.Errors = append(out.Errors, rowErrors(row, f)...)
		default:
			return out, fmt.Errorf("row %d: %w", row.Number, err)
		}
	}
	return out, nil
}

// effect is what one row did.
type effect int

const (
	same effect = iota
	changed
	added
)

func (e effect) count(out *manifest.Outcome) *int {
	return [...]*int{same: &out.Same, changed: &out.Changed, added: &out.New}[e]
}

func rowErrors(row manifest.Row, f *fault.Fault) []manifest.RowError {
	if len(f.Fields) == 0 {
		return []manifest.RowError{{Number: row.Number, Sentence: f.Sentence()}}
	}
	var out []manifest.RowError
	for _, field := range f.Fields {
		out = append(out, manifest.RowError{Number: row.Number, Column: field.Name, Sentence: field.Sentence})
	}
	return out
}

func applyRow(tx *store.Tx, by flow.Actor, row manifest.Row) (effect, error) {
	d, err := draftOf(row)
	if err != nil {
		return same, err
	}
	twin, known, err := knownAs(tx, d)
	if err != nil {
		return same, err
	}
	if !known {
		_, err = Register(tx, by, d)
		return added, err
	}
	equal, err := alike(tx, twin, d)
	if err != nil || equal {
		return same, err
	}
	_, err = Amend(tx, by, twin.ID, d)
	return changed, err
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
