package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// monthsView is the list of months, one line a month.
type monthsView struct {
	Page   ui.Page
	Form   *ui.Form
	Months []monthRow
	Open   []appraisal.Objection // waiting for an answer, in the actor's scope
	Keep   bool
}

type monthRow struct {
	Month calendar.Day
	Runs  []appraisal.Run
}

func (d door) showMonths(c *kit.Ctx) error {
	v := monthsView{Page: c.Page("窗口绩效"), Form: c.FormOf("open"), Keep: c.Can("appraisal.keep")}
	err := c.Read(func(tx *store.Tx) error {
		runs, err := appraisal.Runs(tx, c.Actor, 200)
		if err != nil {
			return err
		}
		for _, r := range runs {
			if n := len(v.Months); n == 0 || v.Months[n-1].Month != r.Month {
				v.Months = append(v.Months, monthRow{Month: r.Month})
			}
			row := &v.Months[len(v.Months)-1]
			row.Runs = append(row.Runs, r)
		}
		v.Open, err = appraisal.Objections(tx, c.Actor, "", true)
		return err
	})
	if err != nil {
		return err
	}
	v.Form.Default("month", appraisal.MonthText(appraisal.MonthOf(c.Now.Day()-28)))
	return c.Render(monthsPage(v))
}

func (d door) openRun(c *kit.Ctx) error {
	f := c.FormOf("open")
	return settle(c, "已建立并按现有记录算出草稿。", d.showMonths, func(tx *store.Tx) (string, error) {
		r, err := d.keeper.OpenRun(tx, c.Actor, kindOf(f), monthOf(f))
		return "/appraisals/runs/" + r.ID, err
	})
}

func kindOf(f *ui.Form) appraisal.Kind {
	var allowed []string
	for _, k := range appraisal.Kinds {
		allowed = append(allowed, string(k.Kind))
	}
	return appraisal.Kind(f.Choice("kind", "对象类别", allowed...))
}

func monthOf(f *ui.Form) calendar.Day {
	month, ok := appraisal.ParseMonth(f.Text("month"))
	if !ok {
		f.Problem("month", "月份：请写成“2020-03”")
	}
	return month
}
