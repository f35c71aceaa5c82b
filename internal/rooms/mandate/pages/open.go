package pages

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/record"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// openList is one list that the county publishes; a page with a CSV and a JSON
// twin.
type openList struct {
	list                  mandate.List
	path, title, note, by string
}

var openLists = []openList{
	{mandate.KeyList, "/open/tasks", "重点任务清单", "每项任务一个牵头单位，完成要有佐证并经别的单位确认；变更期限要有理由；逾期的公布原因。", "任务"},
	{mandate.ClauseList, "/open/duties", "优化营商环境条例责任分工", "条例的条款由哪个单位落实、做到什么、哪天完成。", "条款"},
}

func openHref(l mandate.List) string {
	for _, o := range openLists {
		if o.list == l {
			return o.path
		}
	}
	return "/"
}

// openLine is one task as the public sees it.
type openLine struct {
	Number   string `json:"number"`
	Clause   string `json:"clause,omitempty"`
	Title    string `json:"title"`
	Measure  string `json:"measure"`
	Lead     string `json:"lead"`
	Partners string `json:"partners"`
	Due      string `json:"due"`
	FirstDue string `json:"first_due"`
	Moved    int    `json:"due_changes"`
	State    string `json:"state"`
	Late     bool   `json:"late"`
	Reason   string `json:"late_reason,omitempty"`
}

type openView struct {
	openList
	Lines []openLine
	Units int
	Asked calendar.Instant
}

func (l openList) read(c *kit.Ctx) (v openView, err error) {
	v = openView{openList: l}
	err = c.Read(func(tx *store.Tx) error {
		v.Asked = tx.Now()
		names, err := record.UnitNames(tx)
		if err != nil {
			return err
		}
		list, err := mandate.Tasks(tx, c.Actor, mandate.TaskFilter{List: l.list, Public: true})
		if err != nil {
			return err
		}
		leads := map[string]bool{}
		for _, t := range list {
			line := openLine{Number: t.Number, Title: t.Title, Measure: t.Measure, Lead: record.NameOf(names, t.Lead), Partners: record.NamesOf(names, t.Partners),
				Due: t.Due.String(), FirstDue: t.FirstDue.String(), Moved: t.Moved, State: mandate.TaskFlow.Public(t.State), Late: t.Late}
			if t.Clause != nil {
				line.Clause = t.Clause.Zh()
			}
			if t.LateReason != nil {
				line.Reason = *t.LateReason
			}
			v.Lines, leads[t.Lead] = append(v.Lines, line), true
		}
		v.Units = len(leads)
		return nil
	})
	return v, err
}

func (l openList) page(c *kit.Ctx) error {
	v, err := l.read(c)
	if err != nil {
		return err
	}
	return c.Render(openPage(c.Page(l.title).WithBack("首页", "/"), v))
}

// twin is the list for programs, by the ending in the address.
func (l openList) twin(c *kit.Ctx) error {
	v, err := l.read(c)
	if err != nil {
		return err
	}
	switch c.Path("file") {
	case "list.json":
		body, err := json.MarshalIndent(map[string]any{"title": l.title, "as_of": v.Asked.String(), "items": v.Lines}, "", " ")
		if err != nil {
			return err
		}
		return c.Send("application/json; charset=utf-8", body)
	case "list.csv":
		return v.csv(c)
	}
	return store.NoRow.New(nil)
}

func (v openView) csv(c *kit.Ctx) error {
	var columns []manifest.Column
	for _, zh := range []string{"编号", "条款", "任务", "措施", "牵头单位", "责任单位", "完成期限", "最初期限", "变更次数", "状态", "逾期", "逾期原因"} {
		columns = append(columns, manifest.Column{Name: zh, Zh: zh})
	}
	var b bytes.Buffer
	_, err := ledger.WriteCSV(&b, ledger.Sheet{Title: v.title, Columns: columns, AsOf: v.Asked, Rows: func(add func([]string) error) error {
		for _, l := range v.Lines {
			late := map[bool]string{true: "是", false: "否"}[l.Late]
			if err := add([]string{l.Number, l.Clause, l.Title, l.Measure, l.Lead, l.Partners, l.Due, l.FirstDue, fmt.Sprint(l.Moved), l.State, late, l.Reason}); err != nil {
				return err
			}
		}
		return nil
	}})
	if err != nil {
		return err
	}
	return c.Download(v.title+".csv", "text/csv; charset=utf-8", int64(b.Len()), &b)
}

// dueText says when a task is due and what happened to that.
func (l openLine) dueText() string {
	if l.Moved == 0 {
		return l.Due
	}
	return fmt.Sprintf("%s（最初 %s，变更 %d 次）", l.Due, l.FirstDue, l.Moved)
}

func (l openLine) about() string {
	return cmp.Or(strings.TrimPrefix(l.Clause, "《优化营商环境条例》"), l.Number)
}
