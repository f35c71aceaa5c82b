package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/store"
)

// systemsView lists the indicator systems.
type systemsView struct {
	Page ui.Page
	Form *ui.Form
	List []mandate.System
	Keep bool
}

func (d door) showSystems(c *kit.Ctx) error {
	v := systemsView{Page: c.Page("评价指标"), Form: c.FormOf("draft"), Keep: c.Can("mandate.keep")}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.List, err = mandate.Systems(tx, c.Actor)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(systemsPage(v))
}

func catalogueOptions() []ui.Option {
	var out []ui.Option
	for _, one := range mandate.Catalogues {
		out = append(out, ui.Option{Value: one.Code, Label: one.Title})
	}
	return out
}

func (d door) draftSystem(c *kit.Ctx) error {
	f := c.FormOf("draft")
	return settle(c, "草案已起草，请填权重和责任单位。", d.showSystems, func(tx *store.Tx) (string, error) {
		s, err := mandate.DraftSystem(tx, c.Actor, f.Text("code"))
		return systemHref(s), err
	})
}

func systemHref(s mandate.System) string { return "/mandate/indicators/" + s.ID }

// systemView is one version of a system.
type systemView struct {
	Page    ui.Page
	Edit    *ui.Form
	Step    *ui.Form
	It      mandate.System
	List    []mandate.Indicator
	Sum     mandate.Weight
	Names   map[string]string
	Figures []ui.Option
	Verbs   map[flow.Verb]bool
}

func (d door) showSystem(c *kit.Ctx) error {
	v := systemView{Page: c.Page("评价指标"), Edit: c.FormOf("edit"), Step: c.FormOf("step"), Verbs: map[flow.Verb]bool{}, Figures: []ui.Option{{Label: "没有可以自动取的数"}}}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = mandate.SystemByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		if v.List, err = mandate.IndicatorsOf(tx, c.Actor, v.It.ID); err != nil {
			return err
		}
		v.Names, err = record.UnitNames(tx)
		return err
	})
	if err != nil {
		return err
	}
	for _, i := range mandate.Scored(v.List) {
		v.Sum += i.Weight
	}
	for _, f := range d.keeper.Figures() {
		v.Figures = append(v.Figures, ui.Option{Value: f.ID, Label: f.Label + "（" + f.Unit + "）"})
	}
	for _, s := range mandate.SystemFlow.Open(c.Actor, v.It.State) {
		v.Verbs[s.Verb] = true
	}
	v.Page.Title = v.It.Title
	if code := c.Query("edit"); code != "" && !v.Edit.Sent {
		for _, i := range v.List {
			if i.Code == code {
				defaults(v.Edit, i)
			}
		}
	}
	return c.Render(systemPage(v))
}

func defaults(f *ui.Form, i mandate.Indicator) {
	for name, value := range map[string]string{"code": i.Code, "parent": i.Parent, "name": i.Name, "weight": i.Weight.String(), "measured": i.Measured,
		"better": i.Better, "unit": i.Unit, "figure": i.Figure} {
		f.Default(name, value)
	}
}

func betterOptions() (out []ui.Option) {
	for _, b := range mandate.Betters {
		out = append(out, ui.Option{Value: b.Code, Label: b.Zh})
	}
	return out
}

func (d door) editIndicator(c *kit.Ctx) error {
	f := c.FormOf("edit")
	return settle(c, "指标已保存。", d.showSystem, func(tx *store.Tx) (string, error) {
		weight, ok := mandate.ParseWeight(f.Text("weight"))
		if !ok {
			f.Problem("weight", "权重：请填 0 到 100，最多两位小数")
		}
		s, _, err := mandate.EditIndicator(tx, c.Actor, c.Path("id"), seen(f), mandate.Indicator{Code: f.Text("code"), Parent: f.Text("parent"),
			Name: f.Text("name"), Weight: weight, Measured: f.Text("measured"), Better: f.Text("better"), Unit: f.Text("unit"), Figure: f.Text("figure")})
		return systemHref(s), err
	})
}

func (d door) stepSystem(c *kit.Ctx) error {
	f := c.FormOf("step")
	publish := f.Text("verb") == "publish"
	done := map[bool]string{true: "指标体系已公布，这一版不再改。", false: "草案没有采用。"}[publish]
	return settle(c, done, d.showSystem, func(tx *store.Tx) (string, error) {
		if publish {
			s, err := d.keeper.PublishSystem(tx, c.Actor, c.Path("id"), seen(f), f.Text("document"))
			return systemHref(s), err
		}
		s, err := mandate.DropSystem(tx, c.Actor, c.Path("id"), seen(f))
		return systemHref(s), err
	})
}
