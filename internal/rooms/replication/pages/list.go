package pages

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/replication"
	"yingshang/internal/store"
)

// listView is both lists as they stood on a day.
type listView struct {
	Page    ui.Page
	Form    *ui.Form
	Day     calendar.Day
	Today   bool
	Tallies []replication.Tally
	Lists   []partView
	Views   []ui.Tab
	Names   map[string]string
	Asked   calendar.Instant
}

// partView is one list, narrowed to the chosen view.
type partView struct {
	Info replication.PartInfo
	Rows []replication.Standing
}

// views narrow the lists.
var views = []struct {
	name, label string
	keeps       func(flow.State) bool
}{
	{"", "全部", func(flow.State) bool { return true }},
	{"open", "还在推进", replication.Moving},
	{"done", "已完成", replication.Done},
	{"idle", "未启动", func(s flow.State) bool { return s == replication.NotStarted }},
}

// read answers the question in the address: which day, which view.
func read(c *kit.Ctx, title, path string) (listView, error) {
	v := listView{Page: c.Page(title), Form: c.Filter(), Day: c.Now.Day(), Names: map[string]string{}, Asked: c.Now}
	if day := v.Form.OptionalDay("day", "哪一天"); day != nil {
		v.Day = min(*day, c.Now.Day())
	}
	v.Today = v.Day == c.Now.Day()
	v.Form.Values["day"] = []string{v.Day.String()}
	n := max(0, slices.IndexFunc(views, func(w struct {
		name, label string
		keeps       func(flow.State) bool
	}) bool {
		return w.name == v.Form.Text("view")
	}))
	err := c.Read(func(tx *store.Tx) error {
		all, err := replication.On(tx, "", v.Day, tx.Now())
		if err != nil {
			return err
		}
		v.Tallies = replication.Tallies(all)
		for i, w := range views {
			count := 0
			for _, s := range all {
				if w.keeps(s.Then) {
					count++
				}
			}
			v.Views = append(v.Views, ui.Tab{Label: w.label, Count: count, On: i == n, Href: fmt.Sprintf("%s?day=%s&view=%s", path, v.Day, w.name)})
		}
		for _, info := range replication.Parts {
			part := partView{Info: info}
			for _, s := range all {
				if s.Part == info.Part && views[n].keeps(s.Then) {
					part.Rows = append(part.Rows, s)
				}
			}
			v.Lists = append(v.Lists, part)
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	return v, err
}

func (d door) showList(c *kit.Ctx) error {
	v, err := read(c, "改革举措", "/reforms")
	if err != nil {
		return err
	}
	return c.Render(listPage(v))
}

func (d door) showPublic(c *kit.Ctx) error {
	v, err := read(c, "改革举措复制推广", "/open/reforms")
	if err != nil {
		return err
	}
	v.Page = v.Page.WithBack("首页", "/")
	return c.Render(publicPage(v))
}

// publicLine is one measure for programs.
type publicLine struct {
	Code   string       `json:"code"`
	List   string       `json:"list"`
	Name   string       `json:"name"`
	Text   string       `json:"text"` // empty: not brought in yet
	Source string       `json:"text_source"`
	Unit   string       `json:"unit"`
	State  string       `json:"state"`
	Since  calendar.Day `json:"since"`
	Due    calendar.Day `json:"due"`
}

func (v listView) lines() []publicLine {
	out := []publicLine{}
	for _, part := range v.Lists {
		for _, s := range part.Rows {
			out = append(out, publicLine{Code: s.Code(), List: s.Part.Zh(), Name: s.Name(), Text: s.Wording, Source: s.WordSource,
				Unit: record.NameOf(v.Names, s.Lead), State: replication.Flow.Public(s.Then), Since: s.From, Due: s.Due})
		}
	}
	return out
}

// publicFile is the public list for programs, by the ending in the address.
func (d door) publicFile(c *kit.Ctx) error {
	v, err := read(c, "改革举措复制推广", "/open/reforms")
	if err != nil {
		return err
	}
	switch c.Path("file") {
	case "list.json":
		body, err := json.MarshalIndent(map[string]any{"title": v.Page.Title, "day": v.Day, "as_of": v.Asked.String(), "items": v.lines()}, "", " ")
		if err != nil {
			return err
		}
		return c.Send("application/json; charset=utf-8", body)
	case "list.csv":
		return v.csv(c)
	}
	return store.NoRow.New(nil)
}

func (v listView) csv(c *kit.Ctx) error {
	var columns []manifest.Column
	for _, zh := range []string{"编号", "清单", "举措", "正式文本", "文本出处", "牵头单位", "状态", "自", "计划完成日"} {
		columns = append(columns, manifest.Column{Name: zh, Zh: zh})
	}
	var b bytes.Buffer
	_, err := ledger.WriteCSV(&b, ledger.Sheet{Title: v.Page.Title, Columns: columns, AsOf: v.Asked, Filter: v.Day.String() + " 的状态",
		Rows: func(add func([]string) error) error {
			for _, l := range v.lines() {
				if err := add([]string{l.Code, l.List, l.Name, l.Text, l.Source, l.Unit, l.State, l.Since.String(), l.Due.String()}); err != nil {
					return err
				}
			}
			return nil
		}})
	if err != nil {
		return err
	}
	return c.Download(v.Page.Title+".csv", "text/csv; charset=utf-8", int64(b.Len()), &b)
}

// tone: green for what stands, amber for what waits for somebody.
var tone = map[flow.State]ui.Tone{replication.NotStarted: ui.Grey, replication.InProgress: ui.Blue, replication.Claimed: ui.Amber,
	replication.Basic: ui.Green, replication.Accepted: ui.Green, replication.NotApplicable: ui.Grey}

// sum says how a list adds up.
func sum(t replication.Tally) string {
	return fmt.Sprintf("基本完成 %d＋正在推进 %d＋未启动 %d＋不适用 %d", t.Done, t.Moving, t.NotStarted, t.Apart)
}

// tiles are the lists in numbers; for staff, each leads to its figure.
func (v listView) tiles(staff bool) []ui.KPI {
	ids := map[replication.Part][2]string{replication.Copy: {"reforms.to_copy", "reforms.to_copy_done"},
		replication.Reference: {"reforms.for_reference", "reforms.for_reference_done"}}
	href := func(id string) string {
		if !staff {
			return ""
		}
		return fmt.Sprintf("/figures/%s?from=%d-01-01&to=%s", id, v.Day.Year(), v.Day)
	}
	var out []ui.KPI
	for _, t := range v.Tallies {
		out = append(out, ui.KPI{Label: t.Part.Title, Value: fmt.Sprint(t.Total), Unit: "项", Note: sum(t), Href: href(ids[t.Part.Part][0])},
			ui.KPI{Label: "其中已基本完成", Value: fmt.Sprint(t.Done), Unit: "项", Note: fmt.Sprintf("已验收 %d 项，文本待导入 %d 项", t.Accepted, t.Placeholders),
				Href: href(ids[t.Part.Part][1])})
	}
	return out
}
