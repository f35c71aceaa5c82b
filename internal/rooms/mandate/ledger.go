package mandate

import (
	"slices"
	"strconv"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

var importers = []manifest.Importer{
	{Kind: "clauses", Zh: "法规条款", Roles: keepers, Columns: clauseLedger, Apply: applyClauses, Export: exportClauses},
	{Kind: "clause-tasks", Zh: "条例责任分工", Roles: keepers, Columns: clauseTaskLedger, Apply: applyTasks(ClauseList), Export: exportTasks(ClauseList)},
	{Kind: "key-tasks", Zh: "重点任务清单", Roles: keepers, Columns: taskLedger, Apply: applyTasks(KeyList), Export: exportTasks(KeyList)},
	{Kind: "indicators", Zh: "评价指标责任分工", Roles: keepers, Columns: indicatorLedger, Apply: applyIndicators, Export: exportIndicators},
}

var clauseLedger = []manifest.Column{
	{Name: "law", Zh: "法规代码", Required: true, Sample: "722", Note: "自己定，几部法规不重复"},
	{Name: "title", Zh: "法规名称", Required: true, Sample: "优化营商环境条例"},
	{Name: "article", Zh: "条", Required: true, Sample: "36"},
	{Name: "chapter", Zh: "章", Required: true, Sample: "4"},
	{Name: "heading", Zh: "章名", Required: true, Sample: "政务服务"},
	{Name: "summary", Zh: "要点", Required: true, Sample: "当场办、一次办、限时办", Note: "用自己的话写一句，不抄条文"},
	{Name: "local", Zh: "县里有事做", Required: true, Sample: "是", Note: "是、否"},
}

func applyClauses(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		c := row.Cells
		article, _ := strconv.ParseInt(c["article"], 10, 64) // 0 is refused by name
		chapter, _ := strconv.ParseInt(c["chapter"], 10, 64)
		return putClause(tx, by, Clause{Law: c["law"], Title: c["title"], Article: article, Chapter: chapter, Heading: c["heading"],
			Summary: c["summary"], Local: c["local"] == "是"})
	})
}

func exportClauses(tx *store.Tx, _ flow.Actor, add func([]string) error) error {
	all, err := Clauses(tx)
	if err != nil {
		return err
	}
	for _, c := range all {
		local := map[bool]string{true: "是", false: "否"}[c.Local]
		if err := add([]string{c.Law, c.Title, strconv.FormatInt(c.Article, 10), strconv.FormatInt(c.Chapter, 10), c.Heading, c.Summary, local}); err != nil {
			return err
		}
	}
	return nil
}

var taskLedger = []manifest.Column{
	{Name: "number", Zh: "编号", Synonyms: []string{"序号", "任务编号"}, Required: true, Sample: "ZD2020-01"},
	{Name: "title", Zh: "任务", Synonyms: []string{"工作任务", "重点任务", "任务名称"}, Required: true, Sample: "压缩企业开办时间"},
	{Name: "measure", Zh: "措施", Synonyms: []string{"具体措施", "工作措施", "完成标准"}, Required: true, Sample: "一个窗口受理，两个工作日内办结"},
	{Name: "lead", Zh: "牵头单位", Synonyms: []string{"牵头单位编码"}, Required: true, Sample: "430922-scjg", Note: "只能一个；填机构编码或简称"},
	{Name: "partners", Zh: "责任单位", Synonyms: []string{"配合单位", "责任单位编码"}, Sample: "430922-swju、430922-gaj", Note: "几个用顿号隔开，不含牵头单位"},
	{Name: "due", Zh: "完成期限", Synonyms: []string{"完成时限", "时限"}, Required: true, Sample: "2020-10-30"},
	{Name: "milestones", Zh: "节点", Sample: "2020-05-29 出方案；2020-08-31 上线", Note: "日期、空格、内容，几个用分号隔开"},
}

// clauseTaskLedger has the clause in front.
var clauseTaskLedger = append([]manifest.Column{
	{Name: "clause", Zh: "条款", Synonyms: []string{"条款编码"}, Required: true, Sample: "722-36"}}, taskLedger...)

func applyTasks(list List) func(*store.Tx, flow.Actor, []manifest.Row) (manifest.Outcome, error) {
	return func(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
		return manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
			c := row.Cells
			var p fault.Problems
			in := TaskInput{List: list, Number: c["number"], Clause: c["clause"], Title: c["title"], Measure: c["measure"], Lead: c["lead"],
				Partners: Codes(c["partners"]), Due: dayOf(&p, "due", "完成期限", c["due"])}
			steps, wrong := ParseMilestones(c["milestones"])
			if wrong != "" {
				p.Add("milestones", "节点“%s”看不懂，请写成“2020-05-29 出方案”，几个用分号隔开", wrong)
			}
			in.Milestones = steps
			if err := p.Err(); err != nil {
				return manifest.Same, err
			}
			return putTask(tx, by, in)
		})
	}
}

func dayOf(p *fault.Problems, name, label, cell string) calendar.Day {
	d, err := calendar.ParseDay(cell)
	if err != nil {
		p.Add(name, "%s“%s”看不懂，请写成 2020-06-30", label, cell)
	}
	return d
}

// ParseMilestones reads "2020-05-29 出方案；2020-08-31 上线", and returns the first
// piece it does not understand.
func ParseMilestones(text string) (out []MilestoneInput, wrong string) {
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("；;\n", r) }) {
		piece = strings.TrimSpace(piece)
		if piece == "" {
			continue
		}
		day, title, _ := strings.Cut(piece, " ")
		due, err := calendar.ParseDay(day)
		if title = strings.TrimSpace(title); err != nil || title == "" {
			return nil, piece
		}
		out = append(out, MilestoneInput{Title: title, Due: due})
	}
	return out, ""
}

// MilestoneWords writes milestones the way ParseMilestones reads them, by the
// days they were first set to.
func MilestoneWords(list []Milestone) string {
	words := make([]string, len(list))
	for n, m := range list {
		words[n] = m.Due.String() + " " + m.Title
	}
	return strings.Join(words, "；")
}

// putTask brings one row in: a new number becomes a draft, a draft is amended,
// and a published task is left alone or the difference refused.
func putTask(tx *store.Tx, by flow.Actor, in TaskInput) (manifest.Effect, error) {
	if err := may(by, keepers...); err != nil {
		return manifest.Same, err
	}
	was, known, err := taskByNumber.Find(tx, tx.County(), in.Number)
	if err != nil {
		return manifest.Same, err
	}
	if !known {
		_, err := SetTask(tx, by, in)
		return manifest.New, err
	}
	next := was
	var p fault.Problems
	if err := units(tx, &p, &next, in.Lead, in.Partners); err != nil {
		return manifest.Same, err
	}
	if err := clauseOf(tx, &p, &next, in.Clause); err != nil {
		return manifest.Same, err
	}
	if err := p.Err(); err != nil {
		return manifest.Same, err
	}
	steps, err := milestonesOf.All(tx, tx.County(), was.ID)
	if err != nil {
		return manifest.Same, err
	}
	asked := make([]Milestone, len(in.Milestones))
	for n, m := range in.Milestones {
		asked[n] = Milestone{Title: m.Title, Due: m.Due}
	}
	same := was.List == in.List && was.Title == in.Title && was.Measure == in.Measure && was.Lead == next.Lead &&
		slices.Equal(was.Partners, next.Partners) && (was.ClauseID == nil || *was.ClauseID == *next.ClauseID)
	onTime := was.Due == in.Due && MilestoneWords(steps) == MilestoneWords(asked)
	switch {
	case same && onTime:
		return manifest.Same, nil
	case was.State == Draft:
		_, err = EditTask(tx, by, was.Number, was.Version, in)
		return manifest.Changed, err
	case !onTime:
		return manifest.Same, dueByAct.New(fault.Args{"number": was.Number, "due": was.Due})
	}
	return manifest.Same, publishedByAct.New(fault.Args{"number": was.Number})
}

func exportTasks(list List) func(*store.Tx, flow.Actor, func([]string) error) error {
	return func(tx *store.Tx, by flow.Actor, add func([]string) error) error {
		all, err := Tasks(tx, by, TaskFilter{List: list})
		if err != nil {
			return err
		}
		for _, t := range all {
			steps, err := milestonesOf.All(tx, tx.County(), t.ID)
			if err != nil {
				return err
			}
			cells := []string{t.Number, t.Title, t.Measure, t.Lead, strings.Join(t.Partners, "、"), t.Due.String(), MilestoneWords(steps)}
			if t.Clause != nil {
				cells = append([]string{t.Clause.Code()}, cells...)
			}
			if err := add(cells); err != nil {
				return err
			}
		}
		return nil
	}
}
