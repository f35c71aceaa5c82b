package pages

import (
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// ownView is a special supervisor's own page.
type ownView struct {
	Page     ui.Page
	Me       appraisal.Supervisor
	Serves   bool
	Tasks    []ownTask
	Opinions []appraisal.Opinion
	Confirm  int // that wait for the supervisor
	Names    map[string]string
}

type ownTask struct {
	appraisal.Task
	Form *ui.Form
}

func (d door) showOwn(c *kit.Ctx) error {
	v := ownView{Page: c.Page("我的监督任务和意见").WithNarrow()}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Me, err = appraisal.Self(tx, c.Actor); err != nil {
			return err
		}
		tasks, err := appraisal.Tasks(tx, c.Actor, "")
		if err != nil {
			return err
		}
		for _, t := range tasks {
			v.Tasks = append(v.Tasks, ownTask{t, c.FormOf("task-" + t.ID)})
		}
		if v.Opinions, err = appraisal.Opinions(tx, c.Actor, appraisal.OpinionFilter{}); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Serves = v.Me.Serves(c.Now.Day())
	for _, o := range v.Opinions {
		if o.State == appraisal.OpinionRuled {
			v.Confirm++
		}
	}
	return c.Render(ownPage(v))
}

// handInView is the form on the street.
type handInView struct {
	Page  ui.Page
	Form  *ui.Form
	Units []ui.Option
	Tasks []ui.Option
}

func (d door) showHandIn(c *kit.Ctx) error {
	v := handInView{Page: c.Page("提一条意见").WithNarrow(), Form: c.FormOf("hand"), Tasks: []ui.Option{{Value: "", Label: "不是任务里的"}}}
	v.Page.Back = &ui.Link{Label: "返回", Href: "/supervise"}
	err := c.Read(func(tx *store.Tx) error {
		me, err := appraisal.Self(tx, c.Actor)
		if err != nil {
			return err
		}
		tasks, err := appraisal.Tasks(tx, c.Actor, "")
		if err != nil {
			return err
		}
		for _, t := range tasks {
			v.Tasks = append(v.Tasks, ui.Option{Value: t.ID, Label: t.Title})
		}
		names, err := record.UnitNames(tx)
		for _, code := range me.Conflicts {
			delete(names, code)
		}
		v.Units = record.UnitOptions(names, "说不准")
		return err
	})
	if err != nil {
		return err
	}
	if !v.Form.Sent {
		v.Form.Default("hidden", "1")
		v.Form.Default("task", c.Query("task"))
	}
	return c.Render(handInPage(v))
}

func (d door) handIn(c *kit.Ctx) error {
	f := c.FormOf("hand")
	return settle(c, "收到了。办理情况随时在这里看。", d.showHandIn, func(tx *store.Tx) (string, error) {
		o, err := appraisal.HandIn(tx, c.Actor, appraisal.OpinionInput{Task: f.Text("task"), About: f.Text("about"), Title: f.Text("title"),
			Words: f.Lines("words"), Hidden: f.Ticked("hidden")})
		return "/supervise/opinions/" + o.ID, err
	})
}

func (d door) showOwnOpinion(c *kit.Ctx) error {
	v, err := d.opinion(c)
	if err != nil {
		return err
	}
	v.Page, v.Own = v.Page.WithNarrow(), true
	v.Page.Back = &ui.Link{Label: "返回", Href: "/supervise"}
	return c.Render(ownOpinionPage(v))
}

func (d door) reportTask(c *kit.Ctx) error {
	f := c.FormOf("task-" + c.Path("id"))
	return settle(c, "反馈已交。发现问题的，请再提一条意见。", d.showOwn, func(tx *store.Tx) (string, error) {
		_, err := appraisal.Report(tx, c.Actor, c.Path("id"), seen(f), f.Lines("report"))
		return "/supervise", err
	})
}
