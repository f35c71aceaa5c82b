package project

import (
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// Manifest is what the register tells the house.
var Manifest = manifest.Room{
	Name:  "project",
	Zh:    "投资项目",
	Basis: []string{"政府投资条例（国令第712号）", "企业投资项目核准和备案管理条例（国令第673号）"},
	Perms: []manifest.Perm{
		{Name: "project.read", Zh: "查看项目", Roles: identity.Staff()},
		{Name: "project.register", Zh: "登记和变更项目", Roles: keepers},
		{Name: "project.key", Zh: "认定重点项目", Roles: listers},
	},
	Importers: []manifest.Importer{{Kind: "projects", Zh: "投资项目台账", Roles: listers, Columns: ledgerColumns, Apply: applyLedger, Export: exportLedger}},
}

var ledgerColumns = []manifest.Column{
	{Name: "code", Zh: "投资项目代码", Synonyms: []string{"项目代码", "项目编码"}, Required: true, Sample: "2020-430922-48-03-012345"},
	{Name: "name", Zh: "项目名称", Synonyms: []string{"名称"}, Required: true, Sample: "示例竹制品加工项目"},
	{Name: "credit", Zh: "建设单位统一社会信用代码", Synonyms: []string{"统一社会信用代码", "信用代码"}, Required: true, Sample: "91430922MA4DEM002W", Note: "先导入市场主体"},
	{Name: "sector", Zh: "项目类别", Synonyms: []string{"类别"}, Required: true, Sample: "工业投资类", Note: "工业投资类、商贸物流类、旅游文教类"},
	{Name: "unit", Zh: "落地单位代码", Synonyms: []string{"落地单位"}, Required: true, Note: "机构代码"},
	{Name: "area", Zh: "行政区划代码", Synonyms: []string{"区划代码"}},
	{Name: "from", Zh: "开始日期", Synonyms: []string{"备案日期", "登记日期"}, Required: true, Sample: "2020-03-02"},
	{Name: "to", Zh: "结束日期"},
	{Name: "level", Zh: "重点项目级别", Synonyms: []string{"重点级别"}, Note: "县级、市级、省级；不是重点项目不填"},
	{Name: "key_from", Zh: "列为重点的日期"},
	{Name: "key_to", Zh: "重点截止日期"},
	{Name: "document", Zh: "认定文件", Synonyms: []string{"文号"}},
}

// applyLedger registers or amends projects and puts them on key lists; the
// same ledger brought in again changes nothing.
func applyLedger(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		d, key, err := read(tx, row)
		if err != nil {
			return manifest.Same, err
		}
		p, effect, err := put(tx, by, d)
		if err != nil || key == nil {
			return effect, err
		}
		marked, err := markOnce(tx, by, p, *key)
		if marked && effect == manifest.Same {
			effect = manifest.Changed
		}
		return effect, err
	})
}

// put registers a project, or amends the one with the code.
func put(tx *store.Tx, by flow.Actor, d Draft) (Project, manifest.Effect, error) {
	clean, err := d.parse()
	if err != nil {
		return Project{}, manifest.Same, err
	}
	p, known, err := ByCode(tx, clean.Code)
	switch {
	case err != nil:
		return Project{}, manifest.Same, err
	case !known:
		p, err = Register(tx, by, d)
		return p, manifest.New, err
	case p.says(clean):
		return p, manifest.Same, nil
	}
	p, err = Amend(tx, by, p.ID, d)
	return p, manifest.Changed, err
}

// exportPage is how many projects are read at a time.
const exportPage = 500

// exportLedger writes one row per entry on a key list, and one for a project on
// none, in the order of registration.
func exportLedger(tx *store.Tx, by flow.Actor, add func(cells []string) error) error {
	if err := may(by, "导出项目台账", listers); err != nil {
		return err
	}
	for after := ""; ; {
		page, err := List(tx, Find{After: after, Limit: exportPage})
		if err != nil || len(page) == 0 {
			return err
		}
		for _, p := range page {
			if err := exportProject(tx, p, add); err != nil {
				return err
			}
		}
		after = page[len(page)-1].ID
	}
}

func exportProject(tx *store.Tx, p Project, add func(cells []string) error) error {
	owner, err := party.ByID(tx, p.PartyID)
	if err != nil {
		return err
	}
	credit := ""
	if owner.Credit != nil {
		credit = string(*owner.Credit)
	}
	cells := []string{p.Code, p.Name, credit, p.Sector.Zh(), p.Unit, p.Area, p.Since.String(), dayCell(p.Until)}
	keys, err := Keys(tx, p.ID)
	if err != nil {
		return err
	}
	if len(keys) == 0 {
		return add(append(cells, "", "", "", ""))
	}
	for _, k := range keys {
		if err := add(append(slices.Clone(cells), k.Level.Zh(), k.Since.String(), dayCell(k.Until), k.Document)); err != nil {
			return err
		}
	}
	return nil
}

func dayCell(d *calendar.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// says reports whether the project is registered just so.
func (p Project) says(d Draft) bool {
	sameEnd := (p.Until == nil) == (d.To == nil) && (p.Until == nil || *p.Until == *d.To)
	return p.Name == d.Name && p.PartyID == d.Party && p.Sector == d.Sector && p.Unit == d.Unit &&
		p.Area == d.Area && p.Since == d.From && sameEnd
}

// markOnce marks a key project unless the very entry is there already.
func markOnce(tx *store.Tx, by flow.Actor, p Project, d KeyDraft) (bool, error) {
	known, err := keysOf.All(tx, tx.County(), p.ID)
	if err != nil {
		return false, err
	}
	for _, k := range known {
		if k.Level == d.Level && k.Since == d.From {
			return false, nil
		}
	}
	_, err = MarkKey(tx, by, p.ID, d)
	return err == nil, err
}

// read turns a row into drafts; key is nil for a project on no list.
func read(tx *store.Tx, row manifest.Row) (d Draft, key *KeyDraft, err error) {
	c := row.Cells
	var p fault.Problems
	d = Draft{Code: c["code"], Name: c["name"], Unit: c["unit"], Area: c["area"]}
	for sector, zh := range sectorsZh {
		if c["sector"] == zh || c["sector"] == string(sector) {
			d.Sector = sector
		}
	}
	from := cellDay(&p, c, "from")
	if from == nil {
		p.Add("from", "开始日期没有填：请照备案证填写")
	} else {
		d.From = *from
	}
	d.To = cellDay(&p, c, "to")
	if d.Party, err = ownerOf(tx, c["credit"], &p); err != nil {
		return d, nil, err
	}
	if c["level"] != "" {
		key = readKey(&p, c)
	}
	return d, key, p.Err()
}

func readKey(p *fault.Problems, c map[string]string) *KeyDraft {
	key := &KeyDraft{Document: c["document"], To: cellDay(p, c, "key_to")}
	for level, zh := range levelsZh {
		if c["level"] == zh || c["level"] == string(level) {
			key.Level = level
		}
	}
	if from := cellDay(p, c, "key_from"); from != nil {
		key.From = *from
	} else {
		p.Add("key_from", "列为重点的日期没有填：请照名单文件填写")
	}
	return key
}

func cellDay(p *fault.Problems, cells map[string]string, name string) *calendar.Day {
	if cells[name] == "" {
		return nil
	}
	day, err := calendar.ParseDay(cells[name])
	p.Check(name, err)
	return &day
}

func ownerOf(tx *store.Tx, credit string, p *fault.Problems) (string, error) {
	code, err := ids.ParseCreditCode(credit)
	if err != nil {
		p.Check("credit", err)
		return "", nil
	}
	owner, known, err := party.ByCredit(tx, code)
	if err == nil && !known {
		p.Add("credit", "信用代码 %s 的单位还没有登记：请先导入市场主体台账", code)
	}
	return owner.ID, err
}
