package mandate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// say is the details of a journal entry.
type say = map[string]any

// TaskInput is what is stated of a task.
type TaskInput struct {
	List       List
	Number     string
	Clause     string // code of the clause, for the list of clauses
	Title      string
	Measure    string
	Lead       string // one unit
	Partners   []string
	Due        calendar.Day
	Milestones []MilestoneInput
}

// MilestoneInput is what is stated of a milestone.
type MilestoneInput struct {
	Title string
	Due   calendar.Day
}

const (
	longestTitle   = 120
	longestMeasure = 1000
	mostMilestones = 20
)

// may refuses everybody but the roles.
func may(by flow.Actor, roles ...flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return notKeeper.New(fault.Args{"roles": flow.RoleNames(roles)})
}

// SetTask draws a task up. Somebody else publishes it.
func SetTask(tx *store.Tx, by flow.Actor, in TaskInput) (Task, error) {
	if err := may(by, keepers...); err != nil {
		return Task{}, err
	}
	if t, known, err := taskByNumber.Find(tx, tx.County(), strings.TrimSpace(in.Number)); err != nil || known {
		if err == nil {
			err = numberTaken.New(fault.Args{"number": t.Number, "title": t.Title})
		}
		return Task{}, err
	}
	t := Task{County: tx.County(), ID: tx.NewID(), Version: 1, State: Draft, Office: by.Unit, ProposedBy: by.Account, ProposedAt: tx.Now()}
	if err := fillTask(tx, &t, in); err != nil {
		return Task{}, err
	}
	if err := insertTask.One(tx, t); err != nil {
		return Task{}, err
	}
	rows, err := keepMilestones(tx, t, in.Milestones)
	if err != nil {
		return Task{}, err
	}
	_, err = journal.Record(tx, by, "mandate.task_set", t.ID, t.say(), append(rows, t.row())...)
	return t, err
}

// EditTask replaces what a draft says; who edits becomes who proposes.
func EditTask(tx *store.Tx, by flow.Actor, number string, version int64, in TaskInput) (Task, error) {
	t, step, err := takeTask(tx, by, number, version, VerbEdit)
	if err != nil {
		return Task{}, err
	}
	in.Number, in.List = t.Number, t.List
	if err := fillTask(tx, &t, in); err != nil {
		return Task{}, err
	}
	t.ProposedBy, t.ProposedAt = by.Account, tx.Now()
	if _, err := dropMilestones.Run(tx, tx.County(), t.ID); err != nil {
		return Task{}, err
	}
	rows, err := keepMilestones(tx, t, in.Milestones)
	if err != nil {
		return Task{}, err
	}
	return moveTask(tx, by, step, t, t.say(), rows...)
}

func (t Task) row() journal.Row { return journal.Row{Table: "mandate_task", ID: t.ID} }

func (t Task) say() say {
	return say{"number": t.Number, "lead": t.Lead, "partners": t.Partners, "due": t.Due}
}

// fillTask checks what was stated and takes it over; every mistake is reported.
func fillTask(tx *store.Tx, t *Task, in TaskInput) error {
	t.List, t.Number, t.Title, t.Measure = in.List, strings.TrimSpace(in.Number), strings.TrimSpace(in.Title), strings.TrimSpace(in.Measure)
	t.Due, t.FirstDue = in.Due, in.Due
	var p fault.Problems
	if !numberLike(t.Number) {
		p.Add("number", "编号：请填 1 到 40 个字母、数字、汉字或连字符，例如 ZD2020-01")
	}
	if n := utf8.RuneCountInString(t.Title); n == 0 || n > longestTitle {
		p.Add("title", "任务：请写一句话，最多 %d 字", longestTitle)
	}
	if n := utf8.RuneCountInString(t.Measure); n == 0 || n > longestMeasure {
		p.Add("measure", "措施：请写明做什么、做到什么算完成，最多 %d 字", longestMeasure)
	}
	if t.Due <= tx.Today() {
		p.Add("due", "完成期限：请填今天以后的一天")
	}
	if err := countable(tx, max(t.Due, tx.Today())); err != nil {
		return err
	}
	if err := units(tx, &p, t, in.Lead, in.Partners); err != nil {
		return err
	}
	if err := clauseOf(tx, &p, t, in.Clause); err != nil {
		return err
	}
	checkMilestones(&p, t.Due, in.Milestones)
	return p.Err()
}

func numberLike(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= 40 && !strings.ContainsAny(s, "/?#%&\\ \t\n\"'<>")
}

// separators are how people write several units into one cell.
const separators = "、，,；;／/ 　\n"

// Codes splits a cell that names several units.
func Codes(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(separators, r) })
}

// units takes the one lead and the partners over; names are accepted beside
// codes.
func units(tx *store.Tx, p *fault.Problems, t *Task, lead string, partners []string) error {
	named := Codes(lead)
	if len(named) > 1 {
		return oneLead.New(fault.Args{"units": strings.Join(named, "、"), "title": t.Title})
	}
	t.Lead, t.Partners = "", []string{}
	if len(named) == 0 {
		p.Add("lead", "牵头单位：每项任务要有一个牵头单位，请选一个")
	}
	for n, name := range append(named, partners...) {
		u, ok, err := unitOf(tx, name)
		if err != nil {
			return err
		}
		field, zh := "partners", "责任单位"
		if n < len(named) {
			field, zh = "lead", "牵头单位"
		}
		switch {
		case !ok:
			p.Add(field, "%s：机构名录里没有“%s”，请填机构编码或简称", zh, name)
		case field == "lead":
			t.Lead = u.Code
		case u.Code == t.Lead:
			p.Add(field, "责任单位：%s已经是牵头单位，不用再列", u.Short)
		case !slices.Contains(t.Partners, u.Code):
			t.Partners = append(t.Partners, u.Code)
		}
	}
	return nil
}

// unitOf finds a unit by code or by name.
func unitOf(tx *store.Tx, name string) (org.Unit, bool, error) {
	name = strings.TrimSpace(name)
	u, err := org.ByCode(tx, name)
	if err == nil {
		return u, true, nil
	}
	if !store.NoRow.Is(err) {
		return org.Unit{}, false, err
	}
	return org.ByName(tx, name)
}

func clauseOf(tx *store.Tx, p *fault.Problems, t *Task, code string) error {
	if t.List != ClauseList {
		if t.List != KeyList {
			p.Add("list", "清单：请选重点任务清单或条例责任分工")
		}
		return nil
	}
	c, ok, err := findClause(tx, code)
	if !ok {
		p.Add("clause", "条款：没有“%s”这一条，请填条款编码，例如 722-36", code)
		return err
	}
	t.ClauseID = &c.ID
	return err
}

func checkMilestones(p *fault.Problems, due calendar.Day, list []MilestoneInput) {
	if len(list) > mostMilestones {
		p.Add("milestones", "节点：最多 %d 个，请合并", mostMilestones)
	}
	for n, m := range list {
		if strings.TrimSpace(m.Title) == "" || m.Due > due || n > 0 && m.Due < list[n-1].Due {
			p.Add("milestones", "节点：第 %d 个要写明内容，日期从前到后，不能晚于完成期限 %s", n+1, due)
		}
	}
}

func keepMilestones(tx *store.Tx, t Task, list []MilestoneInput) (rows []journal.Row, err error) {
	for n, in := range list {
		m := Milestone{County: t.County, ID: tx.NewID(), Version: 1, TaskID: t.ID, Nth: int64(n + 1), Title: strings.TrimSpace(in.Title), Due: in.Due, FirstDue: in.Due}
		if err := insertMilestone.One(tx, m); err != nil {
			return nil, err
		}
		rows = append(rows, m.row())
	}
	return rows, nil
}

func (m Milestone) row() journal.Row { return journal.Row{Table: "mandate_milestone", ID: m.ID} }

// takeTask reads a task for a verb.
func takeTask(tx *store.Tx, by flow.Actor, number string, version int64, verb flow.Verb) (Task, flow.Step, error) {
	t, err := TaskByNumber(tx, by, number)
	if err != nil {
		return Task{}, flow.Step{}, err
	}
	step, err := TaskFlow.Next(by, t.State, verb)
	if err == nil && version != t.Version {
		err = store.ChangedMeanwhile.New(nil)
	}
	return t, step, err
}

// moveTask writes the task in the step's state with one entry. It is the only
// writer.
func moveTask(tx *store.Tx, by flow.Actor, step flow.Step, t Task, words say, rows ...journal.Row) (Task, error) {
	err := saveTask.One(tx, step.To, t.Title, t.Measure, t.ClauseID, t.Lead, t.Partners, t.Due, t.FirstDue, t.ProposedBy, t.ProposedAt,
		t.Document, t.PublishedBy, t.PublishedAt, t.PublishedDay, t.Percent, t.HandedAt, t.ClosedAt, t.EndedAt, t.EndedWhy,
		t.LateReason, t.LateAt, tx.County(), t.ID, step.From, t.Version)
	if err != nil {
		return Task{}, err
	}
	t.State, t.Version = step.To, t.Version+1
	_, err = journal.Record(tx, by, step.Kind, t.ID, words, append(rows, t.row())...)
	return t, err
}

// PublishTask makes a draft binding and public: by somebody else than who drew
// it up, with the document that divides the duties. The clock starts.
func PublishTask(tx *store.Tx, by flow.Actor, number string, version int64, document string) (Task, error) {
	t, step, err := takeTask(tx, by, number, version, VerbPublish)
	if err != nil {
		return Task{}, err
	}
	if t.ProposedBy == by.Account {
		return Task{}, samePerson.New(fault.Args{"what": "起草"})
	}
	var p fault.Problems
	if document = strings.TrimSpace(document); document == "" {
		p.Add("document", "公布文件：请填印发清单的文号和名称")
	}
	if t.Due <= tx.Today() {
		p.Add("due", "%s 的完成期限 %s 已过，请先改草案", t.Number, t.Due)
	}
	if err := p.Err(); err != nil {
		return Task{}, err
	}
	at, day := tx.Now(), tx.Today()
	t.Document, t.PublishedBy, t.PublishedAt, t.PublishedDay = &document, &by.Account, &at, &day
	return moveTask(tx, by, step, t, say{"number": t.Number, "document": document})
}

// PublishList publishes every draft of a list, in the order of the numbers, and
// says how many.
func PublishList(tx *store.Tx, by flow.Actor, list List, document string) (int, error) {
	if err := may(by, publishers...); err != nil {
		return 0, err
	}
	drafts, err := tasks.Page(tx, new(store.Where).And("county = ? AND list = ? AND state = ?", tx.County(), list, Draft), "number", mostTasks)
	if err != nil {
		return 0, err
	}
	if len(drafts) == 0 {
		return 0, nothingDrafted.New(fault.Args{"list": list.Zh()})
	}
	for _, t := range drafts {
		if _, err := PublishTask(tx, by, t.Number, t.Version, document); err != nil {
			return 0, err
		}
	}
	return len(drafts), nil
}

// DropTask sets a draft aside.
func DropTask(tx *store.Tx, by flow.Actor, number string, version int64) (Task, error) {
	t, step, err := takeTask(tx, by, number, version, VerbDrop)
	if err != nil {
		return Task{}, err
	}
	return moveTask(tx, by, step, t, say{"number": t.Number})
}
