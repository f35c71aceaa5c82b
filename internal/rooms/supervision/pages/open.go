package pages

import (
	"bytes"
	"encoding/json"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/record"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

const openTitle = "督查问题销号公开"

// openLine is one closed finding as the public sees it: no facts, no evidence.
type openLine struct {
	Number  string `json:"number"`
	Unit    string `json:"unit"`
	Ground  string `json:"ground"`
	Ref     string `json:"ref"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
	Found   string `json:"found"`
	Due     string `json:"due"`
	Closed  string `json:"closed"`
	State   string `json:"state"`
}

type openView struct {
	Lines []openLine
	Asked calendar.Instant
}

func (d door) readOpen(c *kit.Ctx) (v openView, err error) {
	v.Lines = []openLine{}
	err = c.Read(func(tx *store.Tx) error {
		v.Asked = tx.Now()
		names, err := record.UnitNames(tx)
		if err != nil {
			return err
		}
		list, err := supervision.Findings(tx, c.Actor, supervision.Filter{Public: true})
		for _, f := range list {
			v.Lines = append(v.Lines, openLine{f.Number, record.NameOf(names, f.Unit), f.Ground.Zh(), f.Ref, f.Title, f.Public, f.FoundDay.String(), dueText(f.Finding),
				f.ClosedAt.Day().String(), supervision.FindingFlow.Public(f.State)})
		}
		return err
	})
	return v, err
}

func (d door) open(c *kit.Ctx) error {
	v, err := d.readOpen(c)
	if err != nil {
		return err
	}
	return c.Render(openPage(c.Page(openTitle).WithBack("首页", "/"), v))
}

// twin is the list for programs, by the ending in the address.
func (d door) twin(c *kit.Ctx) error {
	v, err := d.readOpen(c)
	if err != nil {
		return err
	}
	switch c.Path("file") {
	case "list.json":
		body, err := json.MarshalIndent(map[string]any{"title": openTitle, "as_of": v.Asked.String(), "items": v.Lines}, "", " ")
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
	for _, zh := range []string{"编号", "责任单位", "依据种类", "依据", "问题", "整改摘要", "发现日期", "整改期限", "销号日期", "状态"} {
		columns = append(columns, manifest.Column{Name: zh, Zh: zh})
	}
	var b bytes.Buffer
	_, err := ledger.WriteCSV(&b, ledger.Sheet{Title: openTitle, Columns: columns, AsOf: v.Asked, Rows: func(add func([]string) error) error {
		for _, l := range v.Lines {
			if err := add([]string{l.Number, l.Unit, l.Ground, l.Ref, l.Title, l.Summary, l.Found, l.Due, l.Closed, l.State}); err != nil {
				return err
			}
		}
		return nil
	}})
	if err != nil {
		return err
	}
	return c.Download(openTitle+".csv", "text/csv; charset=utf-8", int64(b.Len()), &b)
}
