package replication

import (
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

var importers = []manifest.Importer{
	{Kind: "reforms", Zh: "改革举措清单", Roles: keepers, Columns: listLedger, Apply: applyList, Export: exportList},
	{Kind: "reform-progress", Zh: "改革举措推进台账", Roles: doers, Columns: progressLedger, Apply: applyProgress, Export: exportProgress},
}

var listLedger = []manifest.Column{
	{Name: "part", Zh: "清单", Synonyms: []string{"类别"}, Required: true, Sample: "复制推广", Note: "复制推广、借鉴"},
	{Name: "nth", Zh: "序号", Required: true, Sample: "1", Note: "照公布的清单；同一序号再导入就是修改"},
	{Name: "title", Zh: "举措名称", Synonyms: []string{"名称"}, Note: "照公布的原文；没有拿到原文就不填，先作为待导入"},
	{Name: "wording", Zh: "正式文本", Synonyms: []string{"内容", "主要内容"}, Note: "和名称、出处一起填"},
	{Name: "word_source", Zh: "文本出处", Synonyms: []string{"出处"}},
	{Name: "lead", Zh: "牵头单位编码", Synonyms: []string{"牵头单位"}, Required: true, Sample: "430922-xzsp"},
	{Name: "partners", Zh: "配合单位编码", Synonyms: []string{"责任单位编码", "配合单位"}, Note: "几个用顿号隔开"},
	{Name: "plan", Zh: "推进计划", Synonyms: []string{"工作措施"}, Required: true, Sample: "对照清单梳理本县做法，补齐差距（示例）"},
	{Name: "due", Zh: "计划完成日", Synonyms: []string{"完成时限"}, Required: true, Sample: "2020-06-30"},
	{Name: "source", Zh: "列入文件", Synonyms: []string{"依据"}, Required: true, Sample: "县行政审批服务局、县发改局 2020-03-16 通知", Note: "改计划时写改的依据"},
	{Name: "listed", Zh: "列入日期", Required: true, Sample: "2020-03-16"},
}

func split(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("、,，;； ", r) })
}

func dayOf(p *fault.Problems, name, label, cell string) calendar.Day {
	d, err := calendar.ParseDay(cell)
	if err != nil {
		p.Add(name, "%s“%s”看不懂，请写成 2020-06-30", label, cell)
	}
	return d
}

func applyList(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		var p fault.Problems
		part, known := ParsePart(c["part"])
		if !known {
			p.Add("part", "清单“%s”不认识，请填复制推广或借鉴", c["part"])
		}
		nth, err := strconv.ParseInt(c["nth"], 10, 64)
		if err != nil {
			p.Add("nth", "序号“%s”不是整数，请照清单填写", c["nth"])
		}
		in := Listing{Part: part, Nth: nth, Source: c["source"], Listed: dayOf(&p, "listed", "列入日期", c["listed"]),
			Plan: Planned{Lead: c["lead"], Partners: split(c["partners"]), Plan: c["plan"], Due: dayOf(&p, "due", "计划完成日", c["due"]),
				Document: c["source"]},
			Words: Wording{c["title"], c["wording"], c["word_source"]}}
		if err := p.Err(); err != nil {
			return manifest.Same, err
		}
		return put(tx, by, in)
	})
}

func exportList(tx *store.Tx, _ flow.Actor, add func([]string) error) error {
	list, err := On(tx, "", tx.Today(), tx.Now())
	if err != nil {
		return err
	}
	for _, m := range list {
		err := add([]string{m.Part.Zh(), strconv.FormatInt(m.Nth, 10), m.Title, m.Wording, m.WordSource, m.Lead, strings.Join(m.Partners, "、"),
			m.Plan, m.Due.String(), m.Source, m.ListedDay.String()})
		if err != nil {
			return err
		}
	}
	return nil
}

var progressLedger = []manifest.Column{
	{Name: "code", Zh: "举措编号", Synonyms: []string{"编号"}, Required: true, Sample: "复制-01"},
	{Name: "verb", Zh: "事项", Synonyms: []string{"动作"}, Required: true, Sample: "启动", Note: "启动、报进展、申报完成、认定基本完成、退回继续推进、验收、撤销完成、列为不适用、恢复推进"},
	{Name: "day", Zh: "生效日", Synonyms: []string{"日期"}, Required: true, Sample: "2020-03-20"},
	{Name: "document", Zh: "凭据", Synonyms: []string{"凭据文号"}, Sample: "桃审服〔2020〕示例8号"},
	{Name: "words", Zh: "情况", Synonyms: []string{"说明"}},
}

// verbNamed finds a verb by its words.
func verbNamed(words string) (flow.Verb, bool) {
	for _, s := range Flow.Steps {
		if s.Label == words {
			return s.Verb, true
		}
	}
	return "", false
}

// applyProgress records changes by the same rules as the pages; the evidence is
// cited by its number, the file follows by the page. A row that stands in the
// history already is left alone.
func applyProgress(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		var p fault.Problems
		verb, known := verbNamed(c["verb"])
		if !known {
			p.Add("verb", "事项“%s”不认识，请照“说明”页填写", c["verb"])
		}
		day := dayOf(&p, "day", "生效日", c["day"])
		if err := p.Err(); err != nil {
			return manifest.Same, err
		}
		m, err := ByCode(tx, c["code"])
		if err != nil {
			return manifest.Same, err
		}
		before, err := History(tx, m.ID)
		if err != nil {
			return manifest.Same, err
		}
		for _, was := range before {
			if was.Verb == verb && was.Day == day && was.Document == c["document"] && was.Words == c["words"] {
				return manifest.Same, nil
			}
		}
		asks := needs[verb]
		asks.file = false
		_, err = record(tx, by, m.ID, m.Version, Move{Verb: verb, Day: day, Document: c["document"], Words: c["words"]}, asks)
		return manifest.New, err
	})
}

func exportProgress(tx *store.Tx, _ flow.Actor, add func([]string) error) error {
	list, err := On(tx, "", tx.Today(), tx.Now())
	if err != nil {
		return err
	}
	for _, m := range list {
		history, err := History(tx, m.ID)
		if err != nil {
			return err
		}
		for _, c := range history {
			if err := add([]string{m.Code(), Label(c.Verb), c.Day.String(), c.Document, c.Words}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Label is a verb in words.
func Label(verb flow.Verb) string {
	for _, s := range Flow.Steps {
		if s.Verb == verb {
			return s.Label
		}
	}
	return string(verb)
}
