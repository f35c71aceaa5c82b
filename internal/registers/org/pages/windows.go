package pages

import (
	"net/url"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

type windowsView struct {
	Windows []org.Window
	Names   []string // of the unit that staffs each
	Pager   ui.Pager
}

const windowRows = 100

func windowsPage(c *kit.Ctx) error {
	var v windowsView
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Windows, err = org.Windows(tx, org.WindowFilter{After: c.Query("after"), Limit: windowRows + 1})
		if err != nil {
			return err
		}
		v.Pager = ui.Pager{From: 1, To: min(len(v.Windows), windowRows), Total: -1}
		if len(v.Windows) > windowRows {
			v.Windows = v.Windows[:windowRows]
			v.Pager.Next = "/admin/windows?after=" + url.QueryEscape(v.Windows[windowRows-1].Code)
		}
		for _, w := range v.Windows {
			name, err := org.ShortName(tx, w.Unit)
			if err != nil {
				return err
			}
			v.Names = append(v.Names, name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(windowsTempl(c.Page("窗口"), v))
}

type windowView struct {
	Window org.Window
	Form   *kit.Form
	Units  []ui.Option
	Halls  []ui.Option
}

// choices lists the units, and those of them that are halls.
func (v *windowView) choices(tx *store.Tx) (err error) {
	if v.Units, err = unitOptions(tx, "请选"); err != nil {
		return err
	}
	v.Halls = []ui.Option{{Value: "", Label: "请选"}}
	for _, kind := range []org.Kind{org.Hall, org.SubCentre, org.Township, org.Park} {
		units, err := org.List(tx, org.Filter{Kind: kind, Limit: 1000})
		if err != nil {
			return err
		}
		for _, u := range units {
			v.Halls = append(v.Halls, ui.Option{Value: u.Code, Label: u.Short})
		}
	}
	return nil
}

func newWindowPage(c *kit.Ctx) error {
	v := windowView{Form: c.FormOf("window")}
	v.Form.Default("open", "1")
	if err := c.Read(v.choices); err != nil {
		return err
	}
	return c.Render(newWindowTempl(c.Page("登记窗口"), v))
}

func windowInput(f *kit.Form, code string) org.WindowInput {
	return org.WindowInput{Code: code, Unit: f.Text("unit"), Hall: f.Text("hall"), Name: f.Text("name"),
		Phone: f.Text("phone"), Serves: f.All("serves"), Open: f.Ticked("open")}
}

func addWindow(c *kit.Ctx) error {
	f := c.FormOf("window")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		w, err := org.AddWindow(tx, c.Actor, windowInput(f, f.Text("code")))
		return "/admin/windows/" + url.PathEscape(w.Code), err
	}), newWindowPage)
}

func windowPage(c *kit.Ctx) error {
	v := windowView{Form: c.FormOf("window")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Window, err = org.WindowByCode(tx, c.Path("code")); err != nil {
			return err
		}
		return v.choices(tx)
	})
	if err != nil {
		return err
	}
	w := v.Window
	for name, value := range map[string]string{"name": w.Name, "unit": w.Unit, "hall": w.Hall, "phone": w.Phone} {
		v.Form.Default(name, value)
	}
	v.Form.Default("serves", w.Serves...)
	if w.Open {
		v.Form.Default("open", "1")
	}
	return c.Render(windowTempl(c.Page(w.Name), v))
}

func amendWindow(c *kit.Ctx) error {
	f := c.FormOf("window")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		in := windowInput(f, c.Path("code"))
		in.Version = f.Int("version", "版本", 1, 1<<40)
		_, err := org.AmendWindow(tx, c.Actor, in)
		return "/admin/windows", err
	}), windowPage)
}
