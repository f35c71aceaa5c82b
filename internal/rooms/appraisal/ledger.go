package appraisal

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

var importers = []manifest.Importer{
	{Kind: "appraisal-marks", Zh: "手工评分", Roles: keepers, Columns: markLedger, Apply: applyMarks, Export: exportMarks},
	{Kind: "supervisors", Zh: "特聘监督员名册", Roles: keepers, Columns: rosterLedger, Apply: applyRoster, Export: exportRoster},
}

var markLedger = []manifest.Column{
	{Name: "month", Zh: "月份", Synonyms: []string{"考核月份"}, Required: true, Sample: "2020-03", Note: "写成 2020-03"},
	{Name: "kind", Zh: "对象类别", Synonyms: []string{"类别"}, Required: true, Sample: "窗口", Note: "窗口、分中心、乡镇、窗口人员"},
	{Name: "code", Zh: "对象编码", Synonyms: []string{"窗口编码", "机构编码", "账号"}, Required: true, Sample: "A03", Note: "窗口人员填账号"},
	{Name: "item", Zh: "考核项", Synonyms: []string{"项目"}, Required: true, Sample: "到岗", Note: "方案里手工登记的项目名称或代码"},
	{Name: "reference", Zh: "编号", Synonyms: []string{"记录编号"}, Required: true, Sample: "KQ-0301", Note: "同一编号再导入就是修改"},
	{Name: "quantity", Zh: "次数或得分", Synonyms: []string{"次数", "得分", "分数"}, Required: true, Sample: "0", Note: "按次的填次数，没有发生填 0；评分的填分数"},
	{Name: "day", Zh: "日期", Synonyms: []string{"发生日期", "检查日期"}, Required: true, Sample: "2020-03-16"},
	{Name: "note", Zh: "情况", Synonyms: []string{"说明"}, Required: true, Sample: "全月考勤核对，无缺岗"},
	{Name: "evidence", Zh: "凭据", Synonyms: []string{"凭据编号", "依据"}, Required: true, Sample: "考勤表 2020-03"},
}

func applyMarks(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		var p fault.Problems
		kind, known := ParseKind(c["kind"])
		if !known {
			p.Add("kind", "对象类别“%s”不认识，请填窗口、分中心、乡镇或窗口人员", c["kind"])
		}
		month, ok := ParseMonth(c["month"])
		if !ok {
			p.Add("month", "月份“%s”看不懂，请写成 2020-03", c["month"])
		}
		day := dayOf(&p, "day", "日期", c["day"])
		if err := p.Err(); err != nil {
			return manifest.Same, err
		}
		code, err := codeOf(tx, kind, c["code"])
		if err != nil {
			return manifest.Same, err
		}
		_, effect, err := Enter(tx, by, EntryInput{Kind: kind, Month: month, Code: code, Item: c["item"], Reference: c["reference"],
			Quantity: c["quantity"], Day: day, Note: c["note"], Evidence: c["evidence"]})
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

// codeOf turns a person's login into the account.
func codeOf(tx *store.Tx, kind Kind, cell string) (string, error) {
	if kind != Person {
		return cell, nil
	}
	a, err := identity.ByLogin(tx, cell)
	if store.NoRow.Is(err) {
		return cell, nil // the verb names the problem
	}
	return a.ID, err
}

func exportMarks(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	if !by.Has(watch...) {
		return nil
	}
	after := ""
	for {
		found, err := entries.Page(tx, new(store.Where).And("county = ? AND id > ?", tx.County(), after), "id", page)
		if err != nil {
			return err
		}
		for _, e := range found {
			if err := exportMark(tx, e, add); err != nil {
				return err
			}
			after = e.ID
		}
		if len(found) < page {
			return nil
		}
	}
}

func exportMark(tx *store.Tx, e Entry, add func([]string) error) error {
	scheme, _, err := SchemeOn(tx, e.Kind, e.Month)
	if err != nil {
		return err
	}
	item, _ := scheme.Body.Item(e.Item)
	quantity := Points(e.Quantity)
	if item.Way == ByCount {
		quantity *= 100
	}
	code := e.Code
	if e.Kind == Person {
		if a, err := identity.ByID(tx, e.Code); err == nil {
			code = a.Login
		}
	}
	return add([]string{MonthText(e.Month), e.Kind.Zh(), code, item.Name, e.Reference, quantity.String(), e.Day.String(), e.Note, e.Evidence})
}

var rosterLedger = []manifest.Column{
	{Name: "code", Zh: "聘书编号", Synonyms: []string{"编号"}, Required: true, Sample: "TJ2020-01"},
	{Name: "name", Zh: "姓名", Required: true, Sample: "张三"},
	{Name: "login", Zh: "账号", Synonyms: []string{"登录名"}, Sample: "td-1", Note: "有“特聘监督员”岗位的账号，可以以后再填"},
	{Name: "source", Zh: "来源", Synonyms: []string{"推荐单位", "推荐来源"}, Required: true, Sample: "公开报名"},
	{Name: "occupation", Zh: "职业", Synonyms: []string{"单位和职务", "身份"}, Sample: "律师"},
	{Name: "conflicts", Zh: "回避单位", Synonyms: []string{"回避单位编码"}, Note: "机构编码，几个用顿号隔开"},
	{Name: "from", Zh: "聘期起", Synonyms: []string{"起日", "聘任日期"}, Required: true, Sample: "2020-01-06"},
	{Name: "to", Zh: "聘期止", Synonyms: []string{"止日"}, Required: true, Sample: "2021-12-31", Note: "续聘时写第二届的起止日，最多两届"},
	{Name: "document", Zh: "聘任文件", Synonyms: []string{"文件"}, Required: true, Sample: "桃优化办〔2020〕示例2号"},
}

func applyRoster(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		var p fault.Problems
		in := Appointment{Code: c["code"], Name: c["name"], Login: c["login"], Source: c["source"], Occupation: c["occupation"],
			Conflicts: strings.FieldsFunc(c["conflicts"], func(r rune) bool { return strings.ContainsRune("、,，;； ", r) }),
			From:      dayOf(&p, "from", "聘期起", c["from"]), To: dayOf(&p, "to", "聘期止", c["to"]), Document: c["document"]}
		if err := p.Err(); err != nil {
			return manifest.Same, err
		}
		return put(tx, by, in)
	})
}

func exportRoster(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	roster, err := Roster(tx, by)
	if err != nil {
		return err
	}
	for _, s := range roster {
		served, err := termsOf.All(tx, tx.County(), s.ID)
		if err != nil {
			return err
		}
		login := ""
		if s.Account != nil {
			a, err := identity.ByID(tx, *s.Account)
			if err != nil {
				return err
			}
			login = a.Login
		}
		document := served[len(served)-1].Document
		if err := add([]string{s.Code, s.Name, login, s.Source, s.Occupation, strings.Join(s.Conflicts, "、"), s.FromDay.String(), s.ToDay.String(), document}); err != nil {
			return err
		}
	}
	return nil
}
