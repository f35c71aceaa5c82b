package pages

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

// boardView is the staff page of ratings.
type boardView struct {
	Page    ui.Page
	Filter  *ui.Form
	Period  manifest.Period
	Units   []ui.Option // empty where only the own unit may be seen
	Where   string
	Sum     rating.Summary
	Tiles   []ui.KPI
	Levels  ui.Chart
	Signs   []ui.Pair
	Texts   []rating.Said
	Tasks   []rating.Task
	Names   map[string]string
	Manage  bool
	Content bool
	All     bool // also the redress that has ended
}

// periodOf reads the span of a list from the address, else this year to today.
func periodOf(c *kit.Ctx, f *ui.Form) manifest.Period {
	today := c.Now.Day()
	period := manifest.Period{From: calendar.DayOf(today.Year(), 1, 1), To: today}
	if from := f.OptionalDay("from", "起"); from != nil {
		period.From = *from
	}
	if to := f.OptionalDay("to", "止"); to != nil {
		period.To = *to
	}
	f.Values["from"], f.Values["to"] = []string{period.From.String()}, []string{period.To.String()}
	return period
}

func showBoard(c *kit.Ctx) error {
	f := c.Filter()
	v := boardView{Page: c.Page("评价整改"), Filter: f, Period: periodOf(c, f),
		Manage: c.Can("rating.manage"), Content: c.Can("rating.content"), All: c.Query("all") != ""}
	unit := f.Text("unit")
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Sum, err = rating.Sum(tx, c.Actor, v.Period, unit); err != nil {
			return err
		}
		if v.Texts, err = rating.Texts(tx, c.Actor, unit, 200); err != nil {
			return err
		}
		if v.Tasks, err = rating.Tasks(tx, c.Actor, unit, !v.All, 100); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Where = "全县"
	if unit != "" {
		v.Where = v.Names[unit]
	}
	if countywide(c) {
		v.Units = record.UnitOptions(v.Names, "全县")
	} else {
		v.Where = v.Names[c.Actor.Unit]
	}
	v.Tiles, v.Levels, v.Signs = tiles(v.Sum), levels(v.Sum), signs(v.Sum)
	return c.Render(boardPage(v))
}

// share prints the percentage, and part and whole beside it.
func share(n, of int64) (string, string) {
	tenths := (n*2000 + of) / (2 * of)
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10), fmt.Sprintf("＝%d÷%d", n, of)
}

// responseOf words how many of those asked answered.
func responseOf(s rating.Summary) string {
	if s.Asked == 0 {
		return "没有发出邀请"
	}
	value, of := share(s.Rated, s.Asked)
	return "应答率 " + value + "%" + of
}

func tiles(s rating.Summary) []ui.KPI {
	count := s.Count()
	tile := func(label string, n, of int64) ui.KPI {
		if of == 0 {
			return ui.KPI{Label: label, Value: "—", Note: "还没有评价可算"}
		}
		value, note := share(n, of)
		return ui.KPI{Label: label, Value: value, Unit: "%", Note: note}
	}
	rate := func(label string, n int64) ui.KPI {
		if count == 0 || s.Enough() {
			return tile(label, n, count)
		}
		return ui.KPI{Label: label, Value: "样本不足", Note: fmt.Sprintf("评价 %d 条，满 %d 条才算率；%s", count, s.Least, responseOf(s))}
	}
	median := "—"
	if s.Median != 0 {
		median = s.Median.Zh()
	}
	return []ui.KPI{
		{Label: "收到评价", Value: fmt.Sprint(count), Unit: "条", Note: fmt.Sprintf("中位数：%s；另剔除 %d 条", median, s.Excluded)},
		tile("主动评价率", s.Rated, s.Asked),
		rate("满意率（前两级）", s.Levels[1]+s.Levels[2]),
		rate("好评率（前三级）", s.Levels[1]+s.Levels[2]+s.Levels[3]),
		rate("差评率（后两级）", s.Levels[4]+s.Levels[5]),
		{Label: "差评整改", Value: fmt.Sprint(s.Open), Unit: "件在办",
			Note: fmt.Sprintf("超期 %d，已整改 %d", s.Late, s.Done)},
	}
}

func levels(s rating.Summary) ui.Chart {
	chart := ui.Chart{Title: "五级分布", Unit: "条", Note: "没有评价的不在图里：没评不是好评，也不是差评。"}
	for l := rating.Level(1); l <= 5; l++ {
		bar := ui.Bar{Label: l.Zh(), Value: float64(s.Levels[l])}
		if l.Bad() {
			bar.Tone = ui.Red
		}
		chart.Bars = append(chart.Bars, bar)
	}
	return chart
}

func signs(s rating.Summary) []ui.Pair {
	var out []ui.Pair
	for _, sign := range rating.Signs {
		out = append(out, ui.Pair{Term: rating.SignZh[sign], Text: fmt.Sprintf("%d 条", s.Signs[sign])})
	}
	return out
}
