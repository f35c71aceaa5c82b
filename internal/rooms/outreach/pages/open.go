package pages

import (
	"bytes"
	"encoding/json"
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/outreach"
	"yingshang/internal/store"
)

// openView is one public list; its cells stand under the heads, and the twins are
// the same.
type openView struct {
	Title, Note, Path string
	Heads             []string
	Num               int // from this column on, figures
	Rows              [][]string
	Asked             calendar.Instant
}

func openTraining(c *kit.Ctx) (v openView, err error) {
	v = openView{Title: "企业培训活动", Path: "/open/training", Num: 5, Note: "行业按行业数，企业按企业数，邀请和到场分开；不列企业名称。",
		Heads: []string{"活动", "日期", "方式", "地点", "组织单位", "邀请行业（个）", "到场行业（个）", "邀请企业（家）", "到场企业（家）", "会后登记（家）"}}
	err = c.Read(func(tx *store.Tx) error {
		v.Asked = tx.Now()
		list, err := outreach.Events(tx, c.Actor)
		if err != nil {
			return err
		}
		n, err := namesOf(tx)
		for _, e := range list {
			if e.State != outreach.Held {
				continue
			}
			k := e.Counts()
			v.Rows = append(v.Rows, []string{e.Title, e.Day.String(), e.Kind.Zh(), e.Place, n.unit(e.Unit), fmt.Sprint(k.Industries),
				fmt.Sprint(k.IndustriesThere), fmt.Sprint(k.Enterprises), fmt.Sprint(k.EnterprisesThere), fmt.Sprint(k.Filed)})
		}
		return err
	})
	return v, err
}

func openFees(c *kit.Ctx) (v openView, err error) {
	v = openView{Title: "中介服务收费降低情况", Path: "/open/fees", Num: 3, Note: "每项至少两家报价，由企业自己选；降幅由金额算出。不列企业名称。",
		Heads: []string{"服务", "组织单位", "选定日期", "原收费（元）", "选定（元）", "降幅"}}
	err = c.Read(func(tx *store.Tx) error {
		v.Asked = tx.Now()
		list, err := outreach.SettledFees(tx)
		if err != nil {
			return err
		}
		n, err := namesOf(tx)
		for _, f := range list {
			v.Rows = append(v.Rows, []string{f.Service, n.unit(f.Unit), f.SettledDay.String(), f.Price.Plain(), f.Settled.Plain(), f.Reduction().String()})
		}
		return err
	})
	return v, err
}

func showOpen(c *kit.Ctx, read func(*kit.Ctx) (openView, error)) error {
	v, err := read(c)
	if err != nil {
		return err
	}
	return c.Render(openPage(c.Page(v.Title).WithBack("首页", "/"), v))
}

func showOpenTraining(c *kit.Ctx) error { return showOpen(c, openTraining) }
func showOpenFees(c *kit.Ctx) error     { return showOpen(c, openFees) }
func twinTraining(c *kit.Ctx) error     { return twin(c, openTraining) }
func twinFees(c *kit.Ctx) error         { return twin(c, openFees) }

// twin is the list for programs, by the ending in the address.
func twin(c *kit.Ctx, read func(*kit.Ctx) (openView, error)) error {
	v, err := read(c)
	if err != nil {
		return err
	}
	switch c.Path("file") {
	case "list.json":
		items := make([]map[string]string, len(v.Rows))
		for n, row := range v.Rows {
			items[n] = map[string]string{}
			for i, cell := range row {
				items[n][v.Heads[i]] = cell
			}
		}
		body, err := json.MarshalIndent(map[string]any{"title": v.Title, "as_of": v.Asked.String(), "items": items}, "", " ")
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
	for _, zh := range v.Heads {
		columns = append(columns, manifest.Column{Name: zh, Zh: zh})
	}
	var b bytes.Buffer
	_, err := ledger.WriteCSV(&b, ledger.Sheet{Title: v.Title, Columns: columns, AsOf: v.Asked, Rows: func(add func([]string) error) error {
		for _, row := range v.Rows {
			if err := add(row); err != nil {
				return err
			}
		}
		return nil
	}})
	if err != nil {
		return err
	}
	return c.Download(v.Title+".csv", "text/csv; charset=utf-8", int64(b.Len()), &b)
}
