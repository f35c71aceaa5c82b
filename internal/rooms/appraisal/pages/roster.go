package pages

import (
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/store"
)

// rosterView is the roster of special supervisors.
type rosterView struct {
	Page   ui.Page
	Form   *ui.Form
	List   []appraisal.Supervisor
	Counts map[string]handed // by supervisor
	Tiles  []ui.KPI
	Keep   bool
}

// handed are a supervisor's opinions.
type handed struct{ All, Closed, Adopted int }

func (d door) showRoster(c *kit.Ctx) error {
	v := rosterView{Page: c.Page("特聘监督员"), Form: c.FormOf("appoint"), Counts: map[string]handed{}, Keep: c.Can("appraisal.keep")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = appraisal.Roster(tx, c.Actor); err != nil {
			return err
		}
		opinions, err := appraisal.Opinions(tx, c.Actor, appraisal.OpinionFilter{})
		for _, o := range opinions {
			h := v.Counts[o.SupervisorID]
			h.All++
			if o.State == appraisal.OpinionClosed {
				h.Closed++
				if *o.Adopted {
					h.Adopted++
				}
			}
			v.Counts[o.SupervisorID] = h
		}
		if err == nil {
			v.Tiles, err = supervisorTiles(tx, c)
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(rosterPage(v))
}

func (d door) appoint(c *kit.Ctx) error {
	f := c.FormOf("appoint")
	return settle(c, "已聘任，列入名册。", d.showRoster, func(tx *store.Tx) (string, error) {
		s, err := appraisal.Appoint(tx, c.Actor, appointmentOf(f))
		return "/supervisors/" + s.ID, err
	})
}

func appointmentOf(f *ui.Form) appraisal.Appointment {
	return appraisal.Appointment{Code: f.Text("code"), Name: f.Text("name"), Login: f.Text("login"), Source: f.Text("source"),
		Occupation: f.Text("occupation"), Conflicts: strings.Fields(strings.NewReplacer("、", " ", "，", " ", ",", " ").Replace(f.Text("conflicts"))),
		From: f.Day("from", "聘期起"), To: f.Day("to", "聘期止"), Document: f.Text("document")}
}

// supervisorView is one person of the roster.
type supervisorView struct {
	Page     ui.Page
	Step     *ui.Form
	End      *ui.Form
	Amend    *ui.Form
	Task     *ui.Form
	It       appraisal.Supervisor
	Terms    []appraisal.Term
	Tasks    []appraisal.Task
	Opinions []appraisal.Opinion
	Names    map[string]string
	Login    string
	Keep     bool
	Serves   bool
}

func (d door) showSupervisor(c *kit.Ctx) error {
	v := supervisorView{Page: c.Page("特聘监督员"), Step: c.FormOf("renew"), End: c.FormOf("end"), Amend: c.FormOf("amend"), Task: c.FormOf("task")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = appraisal.SupervisorByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.Terms, err = appraisal.TermsOf(tx, c.Actor, v.It.ID); err != nil {
			return err
		}
		if v.Tasks, err = appraisal.Tasks(tx, c.Actor, v.It.ID); err != nil {
			return err
		}
		if v.Opinions, err = appraisal.Opinions(tx, c.Actor, appraisal.OpinionFilter{Supervisor: v.It.ID}); err != nil {
			return err
		}
		if v.It.Account != nil {
			a, err := identity.ByID(tx, *v.It.Account)
			if err != nil {
				return err
			}
			v.Login = a.Login
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	v.Page.Title = "特聘监督员 " + v.It.Name
	v.Keep = c.Can("appraisal.keep") && v.It.State == appraisal.Appointed
	v.Serves = v.It.Serves(c.Now.Day())
	for name, value := range map[string]string{"name": v.It.Name, "login": v.Login, "source": v.It.Source, "occupation": v.It.Occupation,
		"conflicts": strings.Join(v.It.Conflicts, "、")} {
		v.Amend.Default(name, value)
	}
	return c.Render(supervisorPage(v))
}

// stepSupervisor renews, amends or ends, by the form that was sent.
func (d door) stepSupervisor(c *kit.Ctx) error {
	for _, s := range []struct {
		form, done string
		act        func(tx *store.Tx, by flow.Actor, f *ui.Form) error
	}{
		{"renew", "已续聘。", func(tx *store.Tx, by flow.Actor, f *ui.Form) error {
			_, err := appraisal.Renew(tx, by, c.Path("id"), seen(f),
				appraisal.Appointment{From: f.Day("from", "聘期起"), To: f.Day("to", "聘期止"), Document: f.Text("document")})
			return err
		}},
		{"end", "已退出，名册里保留。", func(tx *store.Tx, by flow.Actor, f *ui.Form) error {
			_, err := appraisal.End(tx, by, c.Path("id"), seen(f), f.Text("reason"))
			return err
		}},
		{"amend", "名册已修改。", func(tx *store.Tx, by flow.Actor, f *ui.Form) error {
			in := appraisal.Appointment{Name: f.Text("name"), Login: f.Text("login"), Source: f.Text("source"), Occupation: f.Text("occupation"),
				Conflicts: strings.Fields(strings.NewReplacer("、", " ", "，", " ", ",", " ").Replace(f.Text("conflicts")))}
			_, err := appraisal.Amend(tx, by, c.Path("id"), seen(f), in)
			return err
		}},
	} {
		if f := c.FormOf(s.form); f.Sent {
			return settle(c, s.done, d.showSupervisor, func(tx *store.Tx) (string, error) {
				return "/supervisors/" + c.Path("id"), s.act(tx, c.Actor, f)
			})
		}
	}
	return d.showSupervisor(c)
}

func (d door) giveTask(c *kit.Ctx) error {
	f := c.FormOf("task")
	return settle(c, "任务已派给监督员，单位不会看到。", d.showSupervisor, func(tx *store.Tx) (string, error) {
		_, err := appraisal.Give(tx, c.Actor, appraisal.TaskInput{Supervisor: c.Path("id"), Title: f.Text("title"), What: f.Lines("what"),
			Unit: f.Text("unit"), Due: f.Day("due", "期限")})
		return "/supervisors/" + c.Path("id"), err
	})
}
