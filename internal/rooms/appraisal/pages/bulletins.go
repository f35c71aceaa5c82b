package pages

import (
	"fmt"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// bulletinsView is the list of quarterly bulletins.
type bulletinsView struct {
	Page    ui.Page
	Form    *ui.Form
	List    []appraisal.Bulletin
	Keep    bool
	Publish bool
	Decide  map[string]*ui.Form
	Me      string
}

func (d door) showBulletins(c *kit.Ctx) error {
	v := bulletinsView{Page: c.Page("季度通报"), Form: c.FormOf("compose"), Keep: c.Can("appraisal.keep"), Publish: c.Can("appraisal.publish"),
		Decide: map[string]*ui.Form{}, Me: c.Actor.Account}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.List, err = appraisal.Bulletins(tx, c.Actor, 50)
		return err
	})
	if err != nil {
		return err
	}
	for _, b := range v.List {
		v.Decide[b.ID] = c.FormOf("decide-" + b.ID)
	}
	v.Form.Default("quarter", appraisal.MonthText(appraisal.QuarterOf(c.Now.Day()-45)))
	return c.Render(bulletinsPage(v))
}

func (d door) compose(c *kit.Ctx) error {
	f := c.FormOf("compose")
	return settle(c, "通报稿已生成，请另一位同事或县领导签发。", d.showBulletins, func(tx *store.Tx) (string, error) {
		month, ok := appraisal.ParseMonth(f.Text("quarter"))
		if !ok {
			f.Problem("quarter", "季度：请写季度里的一个月，例如“2020-04”")
			return "", f.Err()
		}
		b, err := appraisal.Compose(tx, c.Actor, month)
		return "/bulletins/" + b.ID, err
	})
}

func (d door) decideBulletin(c *kit.Ctx) error {
	f := c.FormOf("decide-" + c.Path("id"))
	verb := f.Choice("verb", "结论", "issue", "drop")
	done := map[string]string{"issue": "已签发并编号，公众可以看到。", "drop": "通报稿已作废。"}[verb]
	return settle(c, done, d.showBulletins, func(tx *store.Tx) (string, error) {
		var err error
		if verb == "issue" {
			_, err = appraisal.Issue(tx, c.Actor, c.Path("id"), seen(f))
		} else if verb == "drop" {
			_, err = appraisal.DropBulletin(tx, c.Actor, c.Path("id"), seen(f))
		}
		return "/appraisals/bulletins", err
	})
}

// bulletinView is a bulletin as it is printed.
type bulletinView struct {
	Page   ui.Page
	It     appraisal.Bulletin
	Office string
	Back   string
	Inside bool // persons are named
}

func (d door) showBulletin(c *kit.Ctx) error {
	v := bulletinView{Page: c.Page("季度通报"), Back: "/open/appraisals"}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = appraisal.BulletinByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		unit, err := org.ByCode(tx, v.It.Body.Office)
		v.Office = unit.Name
		return err
	})
	if err != nil {
		return err
	}
	v.Page.Title = v.It.Title()
	for _, s := range v.It.Body.Sections {
		v.Inside = v.Inside || (s.Kind == appraisal.Person && len(s.Rows) > 0 && s.Rows[0].Name != "")
	}
	if c.Can("appraisal.read") {
		v.Back = "/appraisals/bulletins"
	}
	return c.Render(bulletinPage(v))
}

// gradeCounts words how many objects reached each grade.
func gradeCounts(s appraisal.Section) string {
	counts, order := map[string]int{}, []string{}
	for _, r := range s.Rows {
		grade := r.Grade
		if grade == "" {
			grade = "没有总分"
		}
		if counts[grade] == 0 {
			order = append(order, grade)
		}
		counts[grade]++
	}
	text := ""
	for _, g := range order {
		text += fmt.Sprintf("、%s %d 个", g, counts[g])
	}
	if text == "" {
		return ""
	}
	return text[len("、"):]
}

func rankText(place int) string {
	if place == 0 {
		return "—"
	}
	return fmt.Sprint(place)
}

func dateOf(b appraisal.Bulletin) calendar.Day {
	if b.DecidedAt != nil {
		return b.DecidedAt.Day()
	}
	return b.ComposedAt.Day()
}

var numerals = []string{"一", "二", "三", "四", "五"}
