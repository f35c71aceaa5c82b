package pages

import (
	"net/url"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

type unitsView struct {
	Units  []org.Unit
	Form   *kit.Form
	Filter ui.FilterView
	Pager  ui.Pager
}

const unitRows = 100

func unitsPage(c *kit.Ctx) error {
	f := c.Filter()
	v := unitsView{Form: f, Filter: ui.FilterView{Action: "/admin/units", Clear: "/admin/units"}}
	find := org.Filter{Text: f.Text("text"), Kind: org.Kind(f.Text("kind")), After: f.Text("after"), Limit: unitRows + 1}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Units, err = org.List(tx, find)
		return err
	})
	if err != nil {
		return err
	}
	v.Pager = ui.Pager{From: 1, To: min(len(v.Units), unitRows), Total: -1}
	if len(v.Units) > unitRows {
		v.Units = v.Units[:unitRows]
		v.Pager.Next = "/admin/units?" + url.Values{"text": {f.Text("text")}, "kind": {f.Text("kind")},
			"after": {v.Units[unitRows-1].Code}}.Encode()
	}
	return c.Render(unitsTempl(c.Page("机构"), v))
}

// directory is the public list of units with their telephones.
func directory(c *kit.Ctx) error {
	var v unitsView
	inside := false
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Units, err = org.List(tx, org.Filter{External: &inside, Limit: 1000})
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(directoryTempl(c.Page("单位和电话"), v))
}

func kindOptions() []ui.Option {
	out := []ui.Option{{Value: "", Label: "全部"}}
	for _, k := range org.Kinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Zh()})
	}
	return out
}

type unitView struct {
	Unit   org.Unit
	Spans  []org.Unit
	Form   *kit.Form
	Close  *kit.Form
	Parent []ui.Option
}

func newUnitPage(c *kit.Ctx) error {
	v := unitView{Form: c.FormOf("unit")}
	v.Form.Default("kind", string(org.Department))
	if err := c.Read(v.parents); err != nil {
		return err
	}
	return c.Render(newUnitTempl(c.Page("登记机构"), v))
}

// parents lists what may stand above a unit.
func (v *unitView) parents(tx *store.Tx) error {
	var err error
	v.Parent, err = unitOptions(tx, "没有上级")
	return err
}

func unitOptions(tx *store.Tx, none string) ([]ui.Option, error) {
	inside := false
	units, err := org.List(tx, org.Filter{External: &inside, Limit: 1000})
	out := []ui.Option{{Value: "", Label: none}}
	for _, u := range units {
		out = append(out, ui.Option{Value: u.Code, Label: u.Short + "（" + u.Code + "）"})
	}
	return out, err
}

func addUnit(c *kit.Ctx) error {
	f := c.FormOf("unit")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		u, err := org.Add(tx, c.Actor, unitInput(f, f.Text("code")))
		return href(u.Code), err
	}), newUnitPage)
}

func href(code string) string { return "/admin/units/" + url.PathEscape(code) }

func unitInput(f *kit.Form, code string) org.UnitInput {
	in := org.UnitInput{Code: code, Name: f.Text("name"), Short: f.Text("short"), Kind: org.Kind(f.Text("kind")),
		CreditCode: f.Code("credit_code"), Area: f.Code("area"), Parent: f.Text("parent"), DocWord: f.Text("doc_word"),
		Phone: f.Text("phone"), SupervisionPhone: f.Text("supervision_phone")}
	if day := f.OptionalDay("from", "从哪天起"); day != nil {
		in.From = *day
	}
	return in
}

func unitPage(c *kit.Ctx) error {
	v := unitView{Form: c.FormOf("unit"), Close: c.FormOf("close")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Spans, err = org.Spans(tx, c.Path("code")); err != nil {
			return err
		}
		if len(v.Spans) == 0 {
			return store.NoRow.New(nil)
		}
		v.Unit = presentSpan(v.Spans, tx.Today())
		return v.parents(tx)
	})
	if err != nil {
		return err
	}
	v.fill()
	return c.Render(unitTempl(c.Page(v.Unit.Short), v))
}

// presentSpan is today's span, else the last one.
func presentSpan(spans []org.Unit, today calendar.Day) org.Unit {
	for _, u := range spans {
		if u.ValidFrom <= today && (u.ValidTo == nil || *u.ValidTo >= today) {
			return u
		}
	}
	return spans[len(spans)-1]
}

func (v unitView) fill() {
	u := v.Unit
	for name, value := range map[string]string{"name": u.Name, "short": u.Short, "kind": string(u.Kind), "credit_code": text(u.CreditCode),
		"area": u.Area, "parent": text(u.Parent), "doc_word": u.DocWord, "phone": u.Phone,
		"supervision_phone": u.SupervisionPhone, "from": u.ValidFrom.String()} {
		v.Form.Default(name, value)
	}
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func amendUnit(c *kit.Ctx) error {
	f := c.FormOf("unit")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		in := unitInput(f, c.Path("code"))
		in.Version = f.Int("version", "版本", 1, 1<<40)
		_, err := org.Amend(tx, c.Actor, in)
		return href(in.Code), err
	}), unitPage)
}

func closeUnit(c *kit.Ctx) error {
	f := c.FormOf("close")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		last := f.Day("last", "最后一天")
		if err := f.Err(); err != nil {
			return "", err
		}
		_, err := org.Close(tx, c.Actor, c.Path("code"), last, f.Lines("reason"))
		return href(c.Path("code")), err
	}), unitPage)
}
