package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/rating"
	"yingshang/internal/store"
)

// taskView is the page of one redress.
type taskView struct {
	Page     ui.Page
	Task     rating.Task
	Unit     string
	Can      map[flow.Verb]bool
	Manage   bool
	Find     *ui.Form
	Contact  *ui.Form
	Resolve  *ui.Form
	Identify *ui.Form
	Appeal   *ui.Form
	Decide   *ui.Form
	Appeals  bool          // the actor may appeal
	Decides  bool          // the actor may decide
	Who      *rating.Rater // just looked up
	Base     string
}

func showTask(c *kit.Ctx) error { return taskPageOf(c, nil) }

func taskPageOf(c *kit.Ctx, who *rating.Rater) error {
	v := taskView{Page: c.Page("差评整改").WithBack("返回", "/ratings"), Who: who, Manage: c.Can("rating.manage"),
		Find: c.FormOf("find"), Contact: c.FormOf("contact"), Resolve: c.FormOf("resolve"), Identify: c.FormOf("identify"),
		Appeal: c.FormOf("appeal"), Decide: c.FormOf("decide"),
		Base: "/ratings/redress/" + c.Path("id"), Can: map[flow.Verb]bool{}}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Task, err = rating.TaskByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		v.Unit, err = org.ShortName(tx, v.Task.Unit)
		return err
	})
	if err != nil {
		return err
	}
	for _, step := range rating.RedressFlow.Open(c.Actor, v.Task.State) {
		v.Can[step.Verb] = true
	}
	v.Appeals = v.Can[rating.VerbAppeal] && v.Task.Unit == c.Actor.Unit
	v.Decides = v.Task.Appeal != nil && v.Task.Unit != c.Actor.Unit && len(rating.AppealFlow.Open(c.Actor, v.Task.Appeal.State)) > 0
	v.Contact.Default("class", string(v.Task.Term().Class))
	if v.Task.Finding != nil {
		v.Find.Default("finding", *v.Task.Finding)
		v.Find.Default("action", *v.Task.Action)
	}
	return c.Render(taskPage(v))
}

// submit runs one verb on the task and returns to its page.
func submit(c *kit.Ctx, form, done string, verb func(tx *store.Tx, f *ui.Form, version int64) error) error {
	f, to := c.FormOf(form), "/ratings/redress/"+c.Path("id")
	version := f.Int("version", "页面版本", 1, 1<<40)
	return settle(c, done, showTask, func(tx *store.Tx) (string, error) { return to, verb(tx, f, version) })
}

// settle runs a form's act; the next page says that it is done.
func settle(c *kit.Ctx, done string, show kit.Handler, act func(tx *store.Tx) (string, error)) error {
	to, err := c.Act(act)
	if err != nil {
		return c.Again(err, show)
	}
	c.Flash(done)
	return c.Redirect(to)
}

func find(c *kit.Ctx) error {
	return submit(c, "find", "核实和整改已登记。", func(tx *store.Tx, f *ui.Form, version int64) error {
		_, err := rating.Find(tx, c.Actor, c.Path("id"), version, rating.Finding{Kind: f.Value("kind"), Found: f.Lines("finding"),
			Action: f.Lines("action"), By: f.OptionalDay("fix_by", "整改到位日期"), Basis: f.Text("basis")})
		return err
	})
}

func contact(c *kit.Ctx) error {
	return submit(c, "contact", "联系情况已登记。", func(tx *store.Tx, f *ui.Form, version int64) error {
		reached := f.Choice("reached", "联系上了吗", "yes", "no") == "yes"
		_, err := rating.Contact(tx, c.Actor, c.Path("id"), version, rating.Talk{Reached: reached, Note: f.Lines("note"),
			Class: rating.Class(f.Value("class")), Why: f.Text("why")})
		return err
	})
}

func resolve(c *kit.Ctx) error {
	return submit(c, "resolve", "整改已办结。", func(tx *store.Tx, f *ui.Form, version int64) error {
		_, err := rating.Resolve(tx, c.Actor, c.Path("id"), version, rating.Reply{Told: f.Lines("reply"), Public: f.Lines("public")})
		return err
	})
}

func appeal(c *kit.Ctx) error {
	return submit(c, "appeal", "申诉已提出，由优化办决定。", func(tx *store.Tx, f *ui.Form, version int64) error {
		_, err := rating.Lodge(tx, c.Actor, c.Path("id"), version, rating.Plea{Ground: rating.Ground(f.Value("ground")),
			Reason: f.Lines("reason"), Evidence: f.Lines("evidence")})
		return err
	})
}

func decide(c *kit.Ctx) error {
	return submit(c, "decide", "申诉已决定。", func(tx *store.Tx, f *ui.Form, version int64) error {
		upheld := f.Choice("upheld", "决定", "yes", "no") == "yes"
		_, err := rating.Decide(tx, c.Actor, c.Path("id"), version, upheld, f.Lines("decision"))
		return err
	})
}

// identify shows who rated on the page that answers the form; it is not kept in
// any address.
func identify(c *kit.Ctx) error {
	var who rating.Rater
	f := c.FormOf("identify")
	_, err := c.Act(func(tx *store.Tx) (result string, err error) {
		who, err = rating.Identify(tx, c.Actor, c.Path("id"), f.Lines("reason"))
		return "", err
	})
	if err != nil {
		return c.Again(err, showTask)
	}
	if who.Number == "" { // the form was sent twice: look once more from the page
		return c.Redirect("/ratings/redress/" + c.Path("id"))
	}
	return taskPageOf(c, &who)
}

func countywide(c *kit.Ctx) bool {
	return c.Actor.Has(identity.Coordinator, identity.Supervisor, identity.Leader)
}
