package pages

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// publishedView is the public list of months and bulletins.
type publishedView struct {
	Page      ui.Page
	Months    []monthRow
	Bulletins []appraisal.Bulletin
}

func (d door) showPublished(c *kit.Ctx) error {
	v := publishedView{Page: c.Page("窗口服务绩效公布")}
	err := c.Read(func(tx *store.Tx) error {
		runs, err := appraisal.PublishedRuns(tx, 200)
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
		v.Bulletins, err = appraisal.Bulletins(tx, flow.Actor{}, 40)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(publishedPage(v))
}

// publicView is one published month.
type publicView struct {
	Page ui.Page
	It   appraisal.PublicRun
}

func (d door) showPublic(c *kit.Ctx) error {
	v := publicView{Page: c.Page("月度考核")}
	kind, _ := appraisal.ParseKind(c.Path("kind"))
	month, ok := appraisal.ParseMonth(c.Path("month"))
	if !ok {
		month = calendar.DayOf(1970, 1, 1) // nothing was published then: the page says so
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.It, err = appraisal.PublicOf(tx, kind, month)
		return err
	})
	if err != nil {
		return err
	}
	v.Page.Title = v.It.Run.Title()
	return c.Render(publicPage(v))
}

func publicHref(r appraisal.Run) string {
	return "/open/appraisals/" + string(r.Kind) + "/" + appraisal.MonthText(r.Month)
}
