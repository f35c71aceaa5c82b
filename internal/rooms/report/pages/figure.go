package pages

import (
	"bytes"
	"fmt"
	"io"
	"strconv"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/report"
	"yingshang/internal/store"
)

// perPage is how many records a page lists.
const perPage = 50

// most is how many units the chart shows; the choice above the list has all.
const most = 15

func (p pages) figure(c *kit.Ctx) error {
	a := read(c)
	// A start that is no number is the beginning.
	first, _ := strconv.Atoi(c.Query("start"))
	var v *figureView
	err := c.Read(func(tx *store.Tx) (err error) {
		if v, err = p.look(tx, c.Actor, c.Path("id"), a, first, perPage); err != nil {
			return err
		}
		return v.byUnit(tx, p.registry)
	})
	if err != nil {
		return err
	}
	return c.Render(figurePage(c.Page(v.Answer.Label), *v))
}

// byUnit fills in the other units' parts.
func (v *figureView) byUnit(tx *store.Tx, r *report.Registry) error {
	whole := v.Ask
	whole.Unit = ""
	units, err := report.ByUnit(tx, r, v.Answer.ID, whole.Query)
	if err != nil || len(units) == 0 {
		return err
	}
	v.Options = []ui.Option{{Value: "", Label: "全部单位"}}
	for _, u := range units {
		v.Options = append(v.Options, ui.Option{Value: u.Unit, Label: u.Name})
		if len(v.Units) == most {
			continue
		}
		value := 0.0
		if u.Value.Den != 0 {
			value = float64(u.Value.Num) / float64(u.Value.Den)
		}
		short, err := report.UnitShort(tx, u.Unit)
		if err != nil {
			return err
		}
		v.Units = append(v.Units, ui.Bar{Label: short, Value: value, Text: u.Value.Text,
			Href: v.Ask.address("/figures/"+v.Answer.ID, "unit", u.Unit)})
	}
	return nil
}

func (v figureView) chart() ui.Chart {
	note := ""
	if len(v.Options)-1 > most {
		note = fmt.Sprintf("共 %d 个单位，这里列出前 %d 个；其余在上面的“单位”里选。", len(v.Options)-1, most)
	}
	return ui.Chart{Title: "分单位", Unit: v.Answer.Figure.Unit, Bars: v.Units, Note: note}
}

func (v figureView) notes() []ui.Pair {
	out := []ui.Pair{
		{Term: "口径", Text: v.Answer.Definition},
		{Term: "口径版本", Text: fmt.Sprintf("v%d", v.Answer.Version)},
		{Term: "编号", Text: v.Answer.ID},
		{Term: "期间", Text: v.Answer.Query.Period.From.Chinese() + "至" + v.Answer.Query.Period.To.Chinese()},
		{Term: "数据截至", Text: v.Answer.Query.AsOf.String()},
	}
	if v.Digest != "" {
		out = append(out, ui.Pair{Term: "记录摘要", Text: v.Digest[:16] + "…"})
	}
	return out
}

// recordColumns are those of the exported record list.
var recordColumns = []manifest.Column{{Name: "number", Zh: "编号"}, {Name: "title", Zh: "名称"}, {Name: "unit", Zh: "单位"},
	{Name: "at", Zh: "时间"}, {Name: "amount", Zh: "计数"}}

// records answers with the figure's records as a workbook.
func (p pages) records(c *kit.Ctx) error {
	a := read(c)
	var body []byte
	err := c.Read(func(tx *store.Tx) error {
		v, err := p.look(tx, c.Actor, c.Path("id"), a, 0, 0)
		if err != nil {
			return err
		}
		records, err := report.TraceFor(tx, p.registry, v.Answer.ID, a.Query)
		if err != nil {
			return err
		}
		scope, err := identity.ScopeOf(tx, c.Actor)
		if err != nil {
			return err
		}
		if err := v.page(tx, seen(scope, records)); err != nil {
			return err
		}
		body, _, err = ledger.Bytes(func(w io.Writer) (ledger.Summary, error) { return ledger.WriteXLSX(w, v.sheet(c.Actor.Name)) })
		return err
	})
	if err != nil {
		return err
	}
	return c.Download(c.Path("id")+".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		int64(len(body)), bytes.NewReader(body))
}

func (v *figureView) sheet(exporter string) ledger.Sheet {
	filter := report.PeriodZh(v.Ask.Period)
	if v.Ask.Unit != "" {
		filter += "，单位 " + v.Ask.Unit
	}
	if v.Hidden > 0 {
		filter += fmt.Sprintf("；另有 %d 条属于其他单位，没有列出", v.Hidden)
	}
	return ledger.Sheet{Title: v.Answer.Label, Columns: recordColumns, Numeric: []string{"amount"}, Filter: filter,
		AsOf: v.Answer.Query.AsOf, Exporter: exporter,
		Definition: fmt.Sprintf("%s v%d：%s", v.Answer.ID, v.Answer.Version, v.Answer.Definition),
		Rows: func(add func([]string) error) error {
			for _, l := range v.Lines {
				if err := add([]string{l.Number, l.Title, l.UnitName, l.At.String(), fmt.Sprint(l.Amount)}); err != nil {
					return err
				}
			}
			return nil
		}}
}
