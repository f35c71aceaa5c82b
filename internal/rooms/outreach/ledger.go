package outreach

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

var importers = []manifest.Importer{
	{Kind: "needs", Zh: "企业诉求台账", Roles: placers, Columns: needLedger, Apply: applyNeeds, Export: exportNeeds},
	{Kind: "trainings", Zh: "培训活动台账", Roles: organisers, Columns: eventLedger, Apply: applyEvents, Export: exportEvents},
	{Kind: "training-industries", Zh: "培训邀请行业台账", Roles: organisers, Columns: industryLedger, Apply: applyIndustries, Export: exportIndustries},
	{Kind: "training-enterprises", Zh: "参训企业台账", Roles: organisers, Columns: attendanceLedger, Apply: applyAttendance, Export: exportAttendance},
	{Kind: "intermediary-fees", Zh: "中介服务收费台账", Roles: brokers, Columns: feeLedger, Apply: applyFees, Export: exportFees},
}

// cells reads the cells of one row and collects what is wrong with them.
type cells struct {
	tx *store.Tx
	at map[string]string
	p  fault.Problems
}

func (c *cells) day(name, label string) calendar.Day {
	d, err := calendar.ParseDay(c.at[name])
	if err != nil {
		c.p.Add(name, "%s“%s”看不懂，请写成 2020-05-13", label, c.at[name])
	}
	return d
}

func (c *cells) optionalDay(name, label string) *calendar.Day {
	if c.at[name] == "" {
		return nil
	}
	d := c.day(name, label)
	return &d
}

func (c *cells) yes(name string) bool { return c.at[name] == "是" }

// enterprise is the id of the party with the credit code.
func (c *cells) enterprise(name string) (string, error) {
	code, err := ids.ParseCreditCode(c.at[name])
	if err != nil {
		c.p.Add(name, "统一社会信用代码“%s”不对，请核对", c.at[name])
		return "", nil
	}
	one, ok, err := party.ByCredit(c.tx, code)
	if err == nil && !ok {
		c.p.Add(name, "主体名录里没有 %s，请先登记这家企业", code)
	}
	return one.ID, err
}

// unit takes a code or a short name.
func (c *cells) unit(name, label string) (string, error) {
	text := c.at[name]
	if text == "" {
		return "", nil
	}
	if _, err := org.ByCode(c.tx, text); err == nil || !store.NoRow.Is(err) {
		return text, err
	}
	u, ok, err := org.ByName(c.tx, text)
	if err == nil && !ok {
		c.p.Add(name, "%s：没有机构“%s”，请照机构台账填编码或简称", label, text)
	}
	return u.Code, err
}

// credits are the credit codes of parties, for exports.
func creditOf(tx *store.Tx, id string) (string, error) {
	one, err := party.ByID(tx, id)
	if err != nil || one.Credit == nil {
		return "", err
	}
	return string(*one.Credit), nil
}

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}

func dayText(d *calendar.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}

var needLedger = []manifest.Column{
	{Name: "number", Zh: "编号", Sample: "", Note: "新诉求不填；导出后再导入靠它认出同一件"},
	{Name: "credit", Zh: "统一社会信用代码", Synonyms: []string{"信用代码"}, Required: true, Sample: "91430922MA4T000004"},
	{Name: "visit", Zh: "走访编号", Sample: "ZF2020-0001", Required: true, Note: "在哪次走访中听到的；企业自己提的从企业页面进来"},
	{Name: "category", Zh: "类别", Required: true, Sample: "用工", Note: "用工、融资、用地和厂房、水电气和物流、审批办证、政策兑现、法律和合同、检查和执法、其他"},
	{Name: "title", Zh: "诉求", Required: true, Sample: "招不到焊工"},
	{Name: "words", Zh: "详细情况", Sample: "缺 12 名焊工（示例）"},
	{Name: "unit", Zh: "承办单位", Sample: "430922-rsj", Note: "机构编码或简称；没有定的不填"},
	{Name: "due", Zh: "答复日期", Sample: "2020-05-29", Note: "答应企业哪天答复；有承办单位的必填"},
}

func applyNeeds(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := cells{tx: tx, at: row.Cells}
		party, err := c.enterprise("credit")
		if err != nil {
			return manifest.Same, err
		}
		unit, err := c.unit("unit", "承办单位")
		if err != nil {
			return manifest.Same, err
		}
		due := c.optionalDay("due", "答复日期")
		if (unit == "") != (due == nil) {
			c.p.Add("due", "答复日期：有承办单位的要写明哪天答复，没有的都不填")
		}
		if err := c.p.Err(); err != nil {
			return manifest.Same, err
		}
		return putNeedRow(tx, by, row.Cells, party, unit, due)
	})
}

// putNeedRow makes a need that nobody knows, and leaves a known one alone: what
// was promised moves by an act only.
func putNeedRow(tx *store.Tx, by flow.Actor, c map[string]string, party, unit string, due *calendar.Day) (manifest.Effect, error) {
	v, ok, err := visitByNo.Find(tx, tx.County(), c["visit"])
	if err != nil {
		return manifest.Same, err
	}
	if !ok || v.Party != party {
		return manifest.Same, notFound.New(nil)
	}
	heard, err := needs.Page(tx, new(store.Where).And("county = ? AND visit_id = ? AND title = ?", tx.County(), v.ID, strings.TrimSpace(c["title"])), "id", 1)
	if err != nil {
		return manifest.Same, err
	}
	if len(heard) > 0 {
		return knownNeed(tx, by, heard[0], unit, due)
	}
	n, err := Hear(tx, by, v.ID, 0, Raising{Category: Category(c["category"]), Title: c["title"], Words: c["words"]})
	if err == nil && due != nil {
		_, err = Place(tx, by, n.ID, 0, unit, *due)
	}
	return manifest.New, err
}

func knownNeed(tx *store.Tx, by flow.Actor, n Need, unit string, due *calendar.Day) (manifest.Effect, error) {
	switch {
	case due == nil:
		return manifest.Same, nil
	case n.State == Raised:
		_, err := Place(tx, by, n.ID, 0, unit, *due)
		return manifest.Changed, err
	}
	r, err := last(tx, n)
	if err == nil && r.Due != *due {
		err = dueByAct.New(fault.Args{"number": n.Number, "due": r.Due})
	}
	return manifest.Same, err
}

// exportNeeds writes the needs heard on visits; those the enterprises raised
// themselves come in by their own page.
func exportNeeds(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	w := new(store.Where).And("county = ? AND visit_id IS NOT NULL", tx.County())
	if !narrow(w, by, "unit", "owner") {
		return nil
	}
	found, err := needs.Page(tx, w, "id", traceLimit)
	if err != nil {
		return err
	}
	for _, n := range found {
		credit, err := creditOf(tx, n.Party)
		if err != nil {
			return err
		}
		v, err := visitByID.One(tx, tx.County(), *n.VisitID)
		if err != nil {
			return err
		}
		r, err := last(tx, n)
		if err != nil {
			return err
		}
		unit, due := "", ""
		if n.Owner != nil {
			unit, due = *n.Owner, r.Due.String()
		}
		if err := add([]string{n.Number, credit, v.Number, n.Category.Zh(), n.Title, n.Words, unit, due}); err != nil {
			return err
		}
	}
	return nil
}
