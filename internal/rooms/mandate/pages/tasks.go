package pages

import (
	"net/url"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// tasksView is one list of tasks.
type tasksView struct {
	Page    ui.Page
	Form    *ui.Form
	Filter  *ui.Form
	List    mandate.List
	Tabs    []ui.Tab
	Chips   []ui.Chip
	Tasks   []mandate.Standing
	Names   map[string]string
	Today   calendar.Day
	Drafts  int
	Keep    bool
	Publish bool
	Clear   string
}

func (d door) showTasks(c *kit.Ctx) error {
	list := mandate.List(c.Query("list"))
	if list != mandate.ClauseList {
		list = mandate.KeyList
	}
	unit, state := c.Query("unit"), c.Query("state")
	v := tasksView{Page: c.Page(list.Zh()), Form: c.FormOf("publish"), Filter: c.Filter(), List: list, Today: c.Now.Day(), Keep: c.Can("mandate.keep"),
		Publish: c.Can("mandate.confirm"), Clear: "/mandate/tasks?list=" + string(list)}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		f := mandate.TaskFilter{List: list, Unit: unit, Late: state == "late"}
		if !f.Late {
			f.State = flow.State(state)
		}
		if v.Tasks, err = mandate.Tasks(tx, c.Actor, f); err != nil {
			return err
		}
		drafts, err := mandate.Tasks(tx, c.Actor, mandate.TaskFilter{List: list, State: mandate.Draft})
		v.Drafts = len(drafts)
		return err
	})
	if err != nil {
		return err
	}
	for _, l := range mandate.Lists {
		v.Tabs = append(v.Tabs, ui.Tab{Label: l.Zh, Href: "/mandate/tasks?list=" + string(l.List), On: l.List == list})
	}
	link := func(unit, state string) string {
		return "/mandate/tasks?" + url.Values{"list": {string(list)}, "unit": {unit}, "state": {state}}.Encode()
	}
	if unit != "" {
		v.Chips = append(v.Chips, ui.Chip{Label: "单位：" + record.NameOf(v.Names, unit), Without: link("", state)})
	}
	if state != "" {
		v.Chips = append(v.Chips, ui.Chip{Label: "状态：" + stateText(state), Without: link(unit, "")})
	}
	return c.Render(tasksPage(v))
}

func stateText(state string) string {
	if state == "late" {
		return "逾期未完成"
	}
	return mandate.TaskFlow.Staff(flow.State(state))
}

func stateOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "全部"}, {Value: "late", Label: stateText("late")}}
	for _, s := range mandate.TaskFlow.States[1:5] {
		out = append(out, ui.Option{Value: string(s.State), Label: s.Staff})
	}
	return out
}

func (d door) publishList(c *kit.Ctx) error {
	f := c.FormOf("publish")
	return settle(c, "清单已公布，公众可以看到，期限开始计时。", d.showTasks, func(tx *store.Tx) (string, error) {
		list := mandate.List(f.Text("list"))
		_, err := mandate.PublishList(tx, c.Actor, list, f.Text("document"))
		return "/mandate/tasks?list=" + string(list), err
	})
}

// setView is the form of a draft.
type setView struct {
	Page    ui.Page
	Form    *ui.Form
	Names   map[string]string
	Clauses []ui.Option
	Number  string // of the draft that is edited
	Version int64
	Action  string
}

func (d door) showNew(c *kit.Ctx) error { return d.showSet(c, "") }

func (d door) showEdit(c *kit.Ctx) error { return d.showSet(c, c.Path("number")) }

func (d door) showSet(c *kit.Ctx, number string) error {
	v := setView{Page: c.Page("起草任务"), Form: c.FormOf("set"), Number: number, Action: "/mandate/tasks/new", Clauses: []ui.Option{{Label: "不是条例责任分工"}}}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		all, err := mandate.Clauses(tx)
		for _, one := range all {
			v.Clauses = append(v.Clauses, ui.Option{Value: one.Code(), Label: one.Zh() + " " + one.Summary})
		}
		if err != nil || number == "" {
			return err
		}
		file, err := mandate.FileOf(tx, c.Actor, number)
		if err != nil {
			return err
		}
		v.Version, v.Action, v.Page.Title = file.Version, file.Link()+"/edit", "修改草案 "+number
		v.Form.Default("number", file.Number)
		v.Form.Default("title", file.Title)
		v.Form.Default("measure", file.Measure)
		v.Form.Default("lead", file.Lead)
		v.Form.Default("partners", record.NamesOf(v.Names, file.Partners))
		v.Form.Default("due", file.Due.String())
		v.Form.Default("milestones", strings.ReplaceAll(mandate.MilestoneWords(file.Milestones), "；", "\n"))
		if file.Clause != nil {
			v.Form.Default("clause", file.Clause.Code())
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(setPage(v))
}

func taskInput(f *ui.Form) mandate.TaskInput {
	in := mandate.TaskInput{List: mandate.KeyList, Number: f.Text("number"), Title: f.Text("title"), Measure: f.Lines("measure"), Lead: f.Text("lead"),
		Partners: mandate.Codes(strings.Trim(f.Text("partners"), "—")), Due: f.Day("due", "完成期限")}
	if in.Clause = f.Text("clause"); in.Clause != "" {
		in.List = mandate.ClauseList
	}
	steps, wrong := mandate.ParseMilestones(f.Lines("milestones"))
	if wrong != "" {
		f.Problem("milestones", "节点“"+wrong+"”看不懂，请写成“2020-05-29 出方案”，一行一个")
	}
	in.Milestones = steps
	return in
}

func (d door) set(c *kit.Ctx) error {
	f := c.FormOf("set")
	return settle(c, "草案已起草，请另一位同事或县领导公布。", d.showNew, func(tx *store.Tx) (string, error) {
		t, err := mandate.SetTask(tx, c.Actor, taskInput(f))
		return t.Link(), err
	})
}

func (d door) edit(c *kit.Ctx) error {
	f := c.FormOf("set")
	return settle(c, "草案已保存，请另一位同事或县领导公布。", d.showEdit, func(tx *store.Tx) (string, error) {
		t, err := mandate.EditTask(tx, c.Actor, c.Path("number"), seen(f), taskInput(f))
		return t.Link(), err
	})
}
