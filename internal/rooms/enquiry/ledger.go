package enquiry

import (
	"encoding/json"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

var importers = []manifest.Importer{
	{Kind: "enquiries", Zh: "咨询投诉台账", Roles: keepers, Columns: enquiryLedger, Apply: applyEnquiries, Export: exportEnquiries},
	{Kind: "enquiry-categories", Zh: "咨询投诉分类", Roles: keepers, Columns: categoryLedger, Apply: applyCategories, Export: exportCategories},
	{Kind: "enquiry-routes", Zh: "咨询投诉派单规则", Roles: keepers, Columns: routeLedger, Apply: applyRoutes, Export: exportRoutes},
}

// enquiryLedger is the ledger of what was handled elsewhere and answered. It names
// nobody: who filed stays where it was taken in.
var enquiryLedger = []manifest.Column{
	{Name: "number", Zh: "编号", Synonyms: []string{"受理编号", "序号"}, Required: true, Sample: "YB2019-07", Note: "同一编号再导入就是修改；系统里办理的件只能原样导回"},
	{Name: "received", Zh: "收到日期", Synonyms: []string{"受理时间", "日期"}, Required: true, Sample: "2019-11-05"},
	{Name: "channel", Zh: "来源", Synonyms: []string{"渠道"}, Required: true, Sample: "12345 热线", Note: "网上、12345 热线、窗口、来信、园区走访、特聘监督员"},
	{Name: "kind", Zh: "类型", Synonyms: []string{"诉求类型"}, Required: true, Sample: "投诉", Note: "咨询、投诉、举报、建议"},
	{Name: "category", Zh: "分类编码", Synonyms: []string{"分类"}, Sample: "03"},
	{Name: "title", Zh: "事由", Synonyms: []string{"标题", "主要内容"}, Required: true, Sample: "奖补资金没有兑现", Note: "不写姓名、电话"},
	{Name: "unit", Zh: "承办单位", Synonyms: []string{"责任单位"}, Required: true, Sample: "县财政局", Note: "机构简称、全称或编码"},
	{Name: "answered", Zh: "答复日期", Synonyms: []string{"回复时间", "办结时间"}, Required: true, Sample: "2019-11-20", Note: "只收已经答复的；没有答复的请在页面登记，时限才会开始算"},
	{Name: "answer", Zh: "答复内容", Synonyms: []string{"办理结果", "回复情况"}, Required: true, Sample: "已于 11 月 18 日拨付"},
	{Name: "result", Zh: "结果", Synonyms: []string{"满意度"}, Sample: "满意", Note: "五个等级之一，没有评价的留空"},
}

func applyEnquiries(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		e, reply, err := imported(tx, by, row.Cells)
		if err != nil {
			return manifest.Same, err
		}
		was, ok, err := recordByNumber.Find(tx, tx.County(), e.Number)
		if err != nil {
			return manifest.Same, err
		}
		if ok && !was.seenBy(by) {
			return manifest.Same, houseRow.New(fault.Args{"number": e.Number})
		}
		if ok {
			return amend(tx, by, was, e, reply)
		}
		if err := e.sealReply(tx, reply); err != nil {
			return manifest.Same, err
		}
		if err := insertRecord.One(tx, e); err != nil {
			return manifest.Same, err
		}
		_, err = journal.Record(tx, by, "enquiry.import", e.ID, say{"number": e.Number, "received": e.ReceivedDay}, e.row())
		return manifest.New, err
	})
}

// imported is what a row states, checked as far as a ledger can be.
func imported(tx *store.Tx, by flow.Actor, c map[string]string) (Enquiry, Reply, error) {
	var p fault.Problems
	e := Enquiry{County: tx.County(), ID: tx.NewID(), Version: 1, State: Closed, Imported: true, Number: strings.ToUpper(c["number"]), Title: c["title"]}
	var ok bool
	if e.Kind, ok = ParseKind(c["kind"]); !ok {
		p.Add("kind", "类型“%s”不认识，请填咨询、投诉、举报或建议", c["kind"])
	}
	if e.Channel, ok = ParseChannel(c["channel"]); !ok || e.Channel == HandedDown {
		p.Add("channel", "来源“%s”不认识，或者是上级交办；上级交办请在页面登记", c["channel"])
	}
	e.ReceivedDay = dayOf(&p, "received", "收到日期", c["received"])
	answered := dayOf(&p, "answered", "答复日期", c["answered"])
	if answered < e.ReceivedDay || answered > tx.Today() {
		p.Add("answered", "答复日期：要在收到日期以后、今天以前")
	}
	checkTitle(&p, e.Title)
	if e.Category = c["category"]; e.Category != "" {
		if err := categoryKnown(tx, &p, e.Category); err != nil {
			return e, Reply{}, err
		}
	}
	var err error
	if e.Unit, err = unitOf(tx, &p, c["unit"]); err != nil {
		return e, Reply{}, err
	}
	if c["result"] != "" {
		level := levelOf(c["result"])
		if level == 0 {
			p.Add("result", "结果“%s”不认识，请填五个等级之一，没有评价的留空", c["result"])
		}
		e.Level = &level
	}
	reply := Reply{Answer: c["answer"]}
	if err := p.Err(); err != nil {
		return e, reply, err
	}
	e.past(tx, by, answered)
	return e, reply, e.sealWords(tx)
}

// past fills in what an enquiry handled elsewhere has: it ended with its answer.
func (e *Enquiry) past(tx *store.Tx, by flow.Actor, answered calendar.Day) {
	at := tx.Now()
	e.RegisteredBy, e.ReceivedAt, e.AcceptDue, e.WhoMask = by.Account, at, e.ReceivedDay, "见原登记"
	e.AcceptedAt, e.AcceptedBy, e.AnsweredAt, e.FirstAnswerAt, e.AnsweredDay, e.EndedAt = &at, &by.Account, &at, &at, &answered, &at
	outcome := endSilent
	if e.Level != nil {
		e.RatedAt = &at
		outcome = map[bool]string{true: endContent, false: endDiscontent}[e.Level.Content()]
	}
	e.Outcome.Outcome = &outcome
}

func (e *Enquiry) sealWords(tx *store.Tx) (err error) {
	e.Sketch = sketch(tx, e.Title)
	e.Words, err = tx.Seal(e.ID, e.Title)
	return err
}

func (e *Enquiry) sealReply(tx *store.Tx, r Reply) error {
	text, err := json.Marshal(r)
	if err == nil {
		e.Reply, err = tx.Seal(e.ID, string(text))
	}
	return err
}

// amend brings a known row up to date. What was handled in the house is never
// changed by a ledger: the same row again is the same, another is refused.
func amend(tx *store.Tx, by flow.Actor, was, now Enquiry, reply Reply) (manifest.Effect, error) {
	before, err := ledgerRow(tx, was)
	if err != nil {
		return manifest.Same, err
	}
	if err := now.sealReply(tx, reply); err != nil {
		return manifest.Same, err
	}
	after, err := ledgerRow(tx, now)
	if err != nil || strings.Join(before, "\x00") == strings.Join(after, "\x00") {
		return manifest.Same, err
	}
	if !was.Imported {
		return manifest.Same, houseRow.New(fault.Args{"number": was.Number})
	}
	was.Kind, was.Category, was.Title, was.Unit, was.ReceivedDay, was.AnsweredDay = now.Kind, now.Category, now.Title, now.Unit, now.ReceivedDay, now.AnsweredDay
	was.Level, was.RatedAt, was.Outcome.Outcome = now.Level, now.RatedAt, now.Outcome.Outcome
	if err := was.sealWords(tx); err != nil {
		return manifest.Same, err
	}
	if err := was.sealReply(tx, reply); err != nil {
		return manifest.Same, err
	}
	_, err = keep(tx, by, flow.Step{From: was.State, To: was.State, Kind: "enquiry.amend_row"}, was, nil)
	return manifest.Changed, err
}

// ledgerRow is an answered enquiry in the ledger's columns.
func ledgerRow(tx *store.Tx, e Enquiry) ([]string, error) {
	r, err := replyOf(tx, e)
	if err != nil {
		return nil, err
	}
	unit, err := org.ShortName(tx, e.Unit)
	level := ""
	if e.Level != nil {
		level = e.Level.Zh()
	}
	return []string{e.Number, e.ReceivedDay.String(), e.Channel.Zh(), e.Kind.Zh(), e.Category, e.Title, unit, e.AnsweredDay.String(), r.Answer, level}, err
}

// exportEnquiries hands out what was answered; who filed is not in it.
func exportEnquiries(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	w, ok := inScope(tx, by)
	if !ok {
		return nil
	}
	found, err := records.Page(tx, w.And("answered_day IS NOT NULL AND channel <> ?", HandedDown), "oldest", traceLimit)
	if err != nil {
		return err
	}
	for _, e := range found {
		if e.Confidential || !e.sent() {
			continue
		}
		row, err := ledgerRow(tx, e)
		if err != nil {
			return err
		}
		if err := add(row); err != nil {
			return err
		}
	}
	return nil
}

func dayOf(p *fault.Problems, name, label, cell string) calendar.Day {
	d, err := calendar.ParseDay(cell)
	if err != nil {
		p.Add(name, "%s“%s”看不懂，请写成 2020-06-30", label, cell)
	}
	return d
}

// unitOf reads a unit by code or name.
func unitOf(tx *store.Tx, p *fault.Problems, cell string) (string, error) {
	if _, err := org.ByCode(tx, cell); err == nil || !store.NoRow.Is(err) {
		return cell, err
	}
	u, ok, err := org.ByName(tx, cell)
	if err == nil && !ok {
		p.Add("unit", "承办单位“%s”不在机构名录里，请按简称或编码填写", cell)
	}
	return u.Code, err
}

func levelOf(word string) Level {
	for i, l := range Levels {
		if l == word {
			return Level(i + 1)
		}
	}
	return 0
}

var categoryLedger = []manifest.Column{
	{Name: "code", Zh: "编码", Required: true, Sample: "03.1"},
	{Name: "parent", Zh: "上级编码", Sample: "03", Note: "最上一层留空，层数不限；上级要排在前面"},
	{Name: "name", Zh: "名称", Required: true, Sample: "奖补资金没有兑现"},
	{Name: "basis", Zh: "依据", Sample: "湖南省营商环境投诉举报处理暂行办法（示例）"},
	{Name: "retired", Zh: "停用", Sample: "", Note: "停用填“是”，已有的件不受影响"},
}

func applyCategories(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		return PutCategory(tx, by, Category{Code: c["code"], Parent: c["parent"], Name: c["name"], Basis: c["basis"], Retired: c["retired"] == "是"})
	})
}

func exportCategories(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	if !by.Has(watch...) {
		return nil
	}
	tree, err := Tree(tx)
	if err != nil {
		return err
	}
	for _, b := range tree {
		if err := add([]string{b.Code, b.Parent, b.Name, b.Basis, ""}); err != nil {
			return err
		}
	}
	return nil
}

var routeLedger = []manifest.Column{
	{Name: "category", Zh: "分类编码", Sample: "03", Note: "对下面各层都有效；留空或者写“全部”表示所有分类"},
	{Name: "area", Zh: "行政区划代码", Sample: "430922112", Note: "乡镇 9 位；留空或者写“全部”表示全县"},
	{Name: "unit", Zh: "承办单位", Required: true, Sample: "县财政局", Note: "机构简称、全称或编码；分类和区划都留空的一行是受理机构"},
	{Name: "retired", Zh: "停用", Sample: "", Note: "停用填“是”"},
}

// all is the word for every category or area.
const all = "全部"

func applyRoutes(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		var p fault.Problems
		unit, err := unitOf(tx, &p, row.Cells["unit"])
		if err == nil {
			err = p.Err()
		}
		if err != nil {
			return manifest.Same, err
		}
		return PutRoute(tx, by, Route{Category: strings.TrimPrefix(row.Cells["category"], all), Area: strings.TrimPrefix(row.Cells["area"], all), Unit: unit, Retired: row.Cells["retired"] == "是"})
	})
}

func exportRoutes(tx *store.Tx, by flow.Actor, add func([]string) error) error {
	if !by.Has(watch...) {
		return nil
	}
	rules, err := Routes(tx)
	if err != nil {
		return err
	}
	for _, r := range rules {
		unit, err := org.ShortName(tx, r.Unit)
		if err != nil {
			return err
		}
		retired := map[bool]string{true: "是"}[r.Retired]
		if err := add([]string{r.Category, r.Area, unit, retired}); err != nil {
			return err
		}
	}
	return nil
}
