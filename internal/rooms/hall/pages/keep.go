package pages

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/store"
)

func clockOf(at *calendar.Instant) string {
	if at == nil {
		return "—"
	}
	return at.Clock()
}

// handoutsView is the ledger with its two sums and the form for one more entry.
type handoutsView struct {
	Page  ui.Page
	Form  *ui.Form
	Items []ui.Option
	Sums  []ui.KPI
	Rows  []hall.Handout
	Keep  bool
}

// rowsShown of the ledger; the rest is in the exported workbook.
const rowsShown = 200

func showHandouts(c *kit.Ctx) error {
	v := handoutsView{Page: c.Page("手册挂图发放"), Form: c.Form(), Keep: c.Can("hall.keep")}
	year := calendar.DayOf(c.Now.Day().Year(), 1, 1)
	v.Form.Default("day", c.Now.Day().String())
	err := c.Read(func(tx *store.Tx) (err error) {
		sums, err := hall.CopiesGiven(tx, hall.HandoutFilter{From: &year})
		if err != nil {
			return err
		}
		for _, item := range []hall.Printed{hall.Handbook, hall.WallChart} {
			words := hall.PrintedZh[item]
			v.Items = append(v.Items, ui.Option{Value: string(item), Label: words.Name})
			v.Sums = append(v.Sums, ui.KPI{Label: "今年发放" + words.Name, Value: fmt.Sprint(sums[item]), Unit: words.Measure})
		}
		v.Rows, err = hall.Handouts(tx, hall.HandoutFilter{}, rowsShown)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(handoutsPage(v))
}

func handOut(c *kit.Ctx) error {
	f := c.Form()
	d := hall.HandoutDraft{Item: hall.Printed(f.Text("item")), Edition: f.Text("edition"), Recipient: f.Text("recipient"),
		Copies: f.Int("copies", "份数", 1, 100_000), Place: f.Text("place"), Day: f.Day("day", "发放日期")}
	return settle(c, "发放已登记。", showHandouts, func(tx *store.Tx) (string, error) {
		_, err := hall.HandOut(tx, c.Actor, d)
		return "/hall/handouts", err
	})
}

type handoutView struct {
	recordView
	Form *ui.Form
	hall.Handout
	Strike bool
}

func showHandout(c *kit.Ctx) error {
	v := handoutView{recordView: recordView{Page: c.Page("发放记录"), Back: ui.Link{Label: "手册挂图发放", Href: "/hall/handouts"}}, Form: c.Form()}
	err := c.Read(func(tx *store.Tx) (err error) { v.Handout, err = hall.HandoutByID(tx, c.Path("id")); return err })
	if err != nil {
		return err
	}
	h, words := v.Handout, hall.PrintedZh[v.Item]
	v.Strike = c.Can("hall.keep") && h.State == hall.Recorded
	v.Title, v.Note = h.Number, hall.HandoutFlow.Staff(h.State)
	v.Pairs = []ui.Pair{{Term: "名称", Text: words.Name}, {Term: "版次", Text: h.Edition}, {Term: "领用单位", Text: h.Recipient},
		{Term: "份数", Text: fmt.Sprintf("%d %s", h.Copies, words.Measure)}, {Term: "发放地点", Text: h.Place}, {Term: "发放日期", Text: h.Day.Chinese()},
		{Term: "登记", Text: h.At.String()}}
	if h.Reason != nil {
		v.Pairs = append(v.Pairs, ui.Pair{Term: "作废原因", Text: *h.Reason})
	}
	return c.Render(handoutPage(v))
}

func strike(c *kit.Ctx) error {
	f := c.Form()
	version := f.Int("version", "版本", 1, 1_000_000)
	return settle(c, "这条发放记录已作废，不再计入发放数。", showHandout, func(tx *store.Tx) (string, error) {
		_, err := hall.Strike(tx, c.Actor, c.Path("id"), version, f.Lines("reason"))
		return "/hall/handouts/" + c.Path("id"), err
	})
}

// hoursView is every span of a hall, with the form for one more.
type hoursView struct {
	Page               ui.Page
	Form               *ui.Form
	Halls, Desks       []ui.Option
	Kinds, DaysOptions []ui.Option
	Hall               org.Unit
	Spans              []hall.Hours
	Keep               bool
}

func showHours(c *kit.Ctx) error {
	v := hoursView{Page: c.Page("服务时间"), Form: c.Form(), Keep: c.Can("hall.keep"), Desks: []ui.Option{{Value: "", Label: "整个大厅"}}}
	for _, k := range []hall.HoursKind{hall.Regular, hall.Extended} {
		v.Kinds = append(v.Kinds, ui.Option{Value: string(k), Label: hall.HoursZh[k]})
	}
	for _, d := range []hall.Days{hall.Workday, hall.Restday} {
		v.DaysOptions = append(v.DaysOptions, ui.Option{Value: string(d), Label: hall.DaysZh[d]})
	}
	v.Form.Default("from", c.Now.Day().String())
	v.Form.Default("places", "2")
	err := c.Read(func(tx *store.Tx) error {
		halls, err := hall.Halls(tx)
		if err != nil || len(halls) == 0 {
			return err
		}
		v.Hall = halls[0]
		for _, h := range halls {
			v.Halls = append(v.Halls, ui.Option{Value: h.Code, Label: h.Name})
			if h.Code == c.Query("hall") {
				v.Hall = h
			}
		}
		desks, err := org.Windows(tx, org.WindowFilter{Hall: v.Hall.Code, OpenOnly: true, Limit: 1000})
		if err != nil {
			return err
		}
		for _, d := range desks {
			v.Desks = append(v.Desks, ui.Option{Value: d.Code, Label: d.Code + " " + d.Name})
		}
		v.Spans, err = hall.AllHours(tx, v.Hall.Code)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(hoursPage(v))
}

func setHours(c *kit.Ctx) error {
	f := c.Form()
	d := hall.HoursDraft{Hall: f.Text("hall"), Desk: f.Text("desk"), Kind: hall.HoursKind(f.Text("kind")), Days: hall.Days(f.Text("days")),
		Places: f.Int("places", "每半小时可约人数", 0, 20), From: f.Day("from", "从哪天起"), Document: f.Text("document")}
	for name, at := range map[string]*hall.Minute{"opens": &d.Opens, "closes": &d.Closes} {
		m, ok := hall.ParseMinute(f.Text(name))
		if !ok {
			f.Problem(name, "时间没有填或写法不对：请写成 12:00 这样")
		}
		*at = m
	}
	return settle(c, "服务时间已设定，已经公布在“到大厅办事”页。", showHours, func(tx *store.Tx) (string, error) {
		_, err := hall.SetHours(tx, c.Actor, d)
		return "/hall/hours", err
	})
}

func endHours(c *kit.Ctx) error {
	f := c.FormOf("end-" + c.Path("id"))
	version := f.Int("version", "版本", 1, 1_000_000)
	return settle(c, "已截止：今天是最后一天。", showHours, func(tx *store.Tx) (string, error) {
		_, err := hall.EndHours(tx, c.Actor, c.Path("id"), version, tx.Today())
		return "/hall/hours", err
	})
}
