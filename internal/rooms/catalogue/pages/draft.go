package pages

import (
	"net/url"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// draftView is one topic of a draft being written.
type draftView struct {
	Item    catalogue.Item
	Version catalogue.Version
	Section section
	Form    *kit.Form
	Drop    *kit.Form // takes the material or question of the page out
	Points  []point
	Tabs    []ui.Tab
}

// point is one thing that keeps a draft from being published, with the place
// that mends it.
type point struct {
	Sentence string
	Section  string // id
	Href     string
}

func versionHref(id string) string { return "/catalogue/versions/" + url.PathEscape(id) }

func editHref(id, section string) string { return versionHref(id) + "/edit/" + section }

// homes names the section of every element and list, by the gate's name.
var homes = func() map[string]string {
	out := map[string]string{}
	for _, s := range sections {
		for _, e := range s.Elements {
			out[e.Name] = s.ID
		}
		for _, l := range s.Lists {
			out[l.Name] = s.ID
		}
	}
	for _, s := range partSections {
		out[s.ID] = s.ID
	}
	return out
}()

// formID is shared by the forms of all sections; the gate's links build on it.
const formID = "draft"

// pointsOf asks the publish gate and leads each answer to its field.
func pointsOf(v catalogue.Version) []point {
	what, refused := fault.Of(catalogue.Gate(v))
	if !refused {
		return nil
	}
	out := make([]point, len(what.Fields))
	for i, f := range what.Fields {
		home := homes[f.Name]
		out[i] = point{f.Sentence, home, editHref(v.ID, home) + "#" + ui.NewForm(formID).FieldID(f.Name)}
	}
	return out
}

func sectionByID(id string) (section, bool) {
	for _, list := range [][]section{sections, partSections} {
		for _, s := range list {
			if s.ID == id {
				return s, true
			}
		}
	}
	return section{}, false
}

// tabOrder is the order of the topics as applicants read them.
var tabOrder = []string{"basic", "basis", "terms", "materials", "questions", "steps", "limits", "places", "result", "conditional", "faq", "when"}

func tabsOf(v catalogue.Version, on string, points []point) []ui.Tab {
	counts := map[string]int{}
	for _, p := range points {
		counts[p.Section]++
	}
	out := make([]ui.Tab, len(tabOrder))
	for i, id := range tabOrder {
		s, _ := sectionByID(id)
		out[i] = ui.Tab{Label: s.Title, Href: editHref(v.ID, id), Count: counts[id], On: id == on}
	}
	return out
}

// readDraft fills what every page of a draft shows; a version that is no draft
// any more has nothing to edit.
func readDraft(c *kit.Ctx, section string) (v draftView, err error) {
	err = c.Read(func(tx *store.Tx) (err error) {
		v.Version, v.Item, err = catalogue.KeptVersion(tx, c.Actor, c.Path("id"))
		return err
	})
	if err != nil {
		return v, err
	}
	v.Points = pointsOf(v.Version)
	v.Tabs = tabsOf(v.Version, section, v.Points)
	v.Form, v.Drop = c.FormOf(formID), c.FormOf("drop")
	return v, nil
}

func (v draftView) page(c *kit.Ctx) ui.Page {
	return c.Page(v.Section.Title + "：" + v.Version.Name)
}

func (v draftView) editable() bool { return v.Version.State == catalogue.Draft }

func showSection(c *kit.Ctx) error {
	s, ok := sectionByID(c.Path("section"))
	if !ok {
		return store.NoRow.New(nil)
	}
	v, err := readDraft(c, s.ID)
	if err != nil {
		return err
	}
	if !v.editable() {
		return c.Redirect(versionHref(v.Version.ID))
	}
	v.Section = s
	e := v.Version.Edition()
	fill(v.Form, s.Elements, &e)
	for _, l := range s.Lists {
		l.fill(v.Form, &e)
	}
	return c.Render(draftTempl(v.page(c), v))
}

func saveSection(c *kit.Ctx) error {
	s, ok := sectionByID(c.Path("section"))
	if !ok {
		return store.NoRow.New(nil)
	}
	f := c.FormOf(formID)
	return settle(c, s.Title+"已保存。", showSection, func(tx *store.Tx) (string, error) {
		return editHref(c.Path("id"), s.ID), amend(c, tx, f, func(e *catalogue.Edition) {
			take(f, s.Elements, e)
			for _, l := range s.Lists {
				l.take(f, e)
			}
		})
	})
}

// amend writes the draft of the address again with one part changed, guarded by
// the revision the form was shown with.
func amend(c *kit.Ctx, tx *store.Tx, f *kit.Form, change func(e *catalogue.Edition)) error {
	v, _, err := catalogue.KeptVersion(tx, c.Actor, c.Path("id"))
	if err != nil {
		return err
	}
	e := v.Edition()
	change(&e)
	if err := f.Err(); err != nil {
		return err
	}
	_, err = catalogue.EditDraft(tx, c.Actor, v.ID, f.Int("revision", "页面版本", 1, 1<<40), e)
	return err
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

// needs is when a material is asked for, for the list of materials.
func (v draftView) needs(m catalogue.Material) string {
	switch {
	case m.Must:
		return "每次都要"
	case len(m.Condition) == 0:
		return "还没写什么情况下要"
	}
	return m.Condition.Explain(v.Version.Questions) + "时要"
}

// choicesSaid lists a question's choices in one line.
func choicesSaid(q catalogue.Question) string {
	out := make([]string, len(q.Choices))
	for i, choice := range q.Choices {
		out[i] = choice.Text
		if choice.Bar != "" {
			out[i] += "（不能办）"
		}
	}
	return strings.Join(out, "、")
}

// span is the days a version is in force.
func span(v catalogue.Version) string {
	text := v.FromDay.String() + " 起"
	if v.UntilDay != nil {
		text += "，到 " + (*v.UntilDay - 1).String()
	}
	return text
}

// state is how a version stands on the day, in staff words.
func state(v catalogue.Version, today calendar.Day) label {
	switch {
	case v.InForce(today):
		return label{ui.Green, "现行"}
	case v.State == catalogue.Published && v.FromDay > today:
		return label{ui.Amber, "已发布，未生效"}
	case v.State == catalogue.Draft:
		return label{ui.Blue, "草稿"}
	}
	return label{ui.Grey, catalogue.Flow.Staff(v.State)}
}
