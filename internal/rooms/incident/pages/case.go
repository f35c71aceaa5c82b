package pages

import (
	"bytes"
	"fmt"
	"io"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/incident"
	"yingshang/internal/store"
)

// listView is the register of the keeper's unit.
type listView struct {
	Page   ui.Page
	Form   *ui.Form
	Import *ui.Form
	Export *ui.Form
	List   []incident.Incident
	Views  []ui.Tab
}

func (d door) showList(c *kit.Ctx) error {
	v := listView{Page: c.Page("损害营商环境案件"), Form: c.FormOf("register"), Import: c.FormOf("import"), Export: c.FormOf("export")}
	kind, _ := incident.Parse(incident.Kinds, c.Query("kind"))
	v.Views = []ui.Tab{{Label: "全部", Href: "/incidents", On: kind == ""}}
	for _, k := range incident.Kinds {
		v.Views = append(v.Views, ui.Tab{Label: k.Zh, Href: "/incidents?kind=" + k.Code, On: kind == k.Code})
	}
	err := d.store.Write(c.Request.Context(), func(tx *store.Tx) (err error) {
		v.List, err = incident.List(tx, c.Actor, incident.Find{Kind: kind})
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(listPage(v))
}

func inputOf(f *ui.Form) incident.Input {
	return incident.Input{Number: f.Text("number"), Kind: f.Text("kind"), Conduct: f.Text("conduct"), Credit: f.Text("credit"),
		Happened: f.Day("happened", "发生日期"), Summary: f.Lines("summary"), Complaint: f.Text("complaint")}
}

func (d door) register(c *kit.Ctx) error {
	f := c.FormOf("register")
	return settle(c, "已登记，立案审查开始计时。", d.showList, func(tx *store.Tx) (string, error) {
		i, err := incident.Register(tx, c.Actor, inputOf(f))
		return "/incidents/" + i.ID, err
	})
}

func importer(kind string) (manifest.Importer, bool) {
	for _, imp := range incident.Manifest.Importers {
		if imp.Kind == kind {
			return imp, true
		}
	}
	return manifest.Importer{}, false
}

// bringIn takes a ledger in, whole or not at all.
func (d door) bringIn(c *kit.Ctx) error {
	f := c.FormOf("import")
	imp, known := importer(f.Text("kind"))
	upload, sent := f.File("file")
	if !known {
		f.Problem("kind", "台账：请选案件台账或措施台账")
	}
	if !sent {
		f.Problem("file", "文件：还没有选，请先选 XLSX 或 CSV 文件")
	}
	if err := f.Err(); err != nil {
		return c.Again(err, d.showList)
	}
	body, err := upload.Open()
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }() // it was read to its end
	data, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	out, err := ledger.Import(c.Request.Context(), d.store, c.Actor, imp, ledger.File{Name: upload.FileName, Data: data}, ledger.Apply)
	if ledger.RowsInError.Is(err) {
		for _, e := range out.Errors[:min(len(out.Errors), 20)] {
			f.Problem(fmt.Sprintf("file-%d", e.Number), fmt.Sprintf("第 %d 行：%s", e.Number, e.Sentence))
		}
		return c.Again(f.Err(), d.showList)
	}
	if what, ok := fault.Of(err); ok && what.Def.Kind != fault.Internal {
		f.Problem("file", what.Sentence())
		return c.Again(f.Err(), d.showList)
	}
	if err != nil {
		return err
	}
	c.Flash(fmt.Sprintf("已导入：新增 %d，更新 %d，相同 %d。", out.New, out.Changed, out.Same))
	return c.Redirect("/incidents")
}

// export answers with a ledger; that it was taken out is an act of its own.
func (d door) export(c *kit.Ctx) error {
	f := c.FormOf("export")
	imp, known := importer(f.Text("kind"))
	if !known {
		f.Problem("kind", "台账：请选案件台账或措施台账")
		return c.Again(f.Err(), d.showList)
	}
	var b bytes.Buffer
	err := d.store.Write(c.Request.Context(), func(tx *store.Tx) error {
		b.Reset() // a repeated attempt starts anew
		_, err := ledger.WriteXLSX(&b, ledger.Sheet{Title: imp.Zh, Columns: imp.Columns, AsOf: tx.Now(), Exporter: c.Actor.Name,
			Rows: func(add func([]string) error) error { return imp.Export(tx, c.Actor, add) }})
		return err
	})
	if err != nil {
		return err
	}
	return c.Download(imp.Zh+".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", int64(b.Len()), &b)
}

// caseView is one case.
type caseView struct {
	Page     ui.Page
	Step     *ui.Form
	Person   *ui.Form
	Measure  *ui.Form
	Revoke   *ui.Form
	Reveal   *ui.Form
	Correct  *ui.Form
	Amend    *ui.Form
	It       incident.Dossier
	Steps    []flow.Step
	CanAmend bool
	Timeline []ui.Event
	Clear    map[string]string // names shown in clear, this once
}

func (d door) showCase(c *kit.Ctx) error { return d.drawCase(c, nil) }

func (d door) drawCase(c *kit.Ctx, clear map[string]string) error {
	v := caseView{Page: c.Page("案件"), Step: c.FormOf("step"), Person: c.FormOf("person"), Measure: c.FormOf("measure"), Revoke: c.FormOf("revoke"),
		Reveal: c.FormOf("reveal"), Correct: c.FormOf("correct"), Amend: c.FormOf("amend"), Clear: clear}
	err := d.store.Write(c.Request.Context(), func(tx *store.Tx) (err error) {
		v.It, err = incident.Open(tx, c.Actor, c.Path("id"))
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range incident.Flow.Open(c.Actor, v.It.State) {
		if s.Verb == incident.VerbAmend {
			v.CanAmend = true
		} else if incident.Fits(v.It.Incident, s.Verb) {
			v.Steps = append(v.Steps, s)
		}
	}
	for n := len(v.It.Acts) - 1; n >= 0; n-- {
		v.Timeline = append(v.Timeline, event(v.It.Acts[n]))
	}
	v.Timeline = append(v.Timeline, ui.Event{When: v.It.RegisteredAt.String(), Title: "登记", Tone: ui.Grey})
	today := c.Now.Day().String()
	v.Step.Default("day", today)
	v.Measure.Default("day", today)
	for name, value := range map[string]string{"conduct": v.It.Conduct, "happened": v.It.Happened.String(), "summary": v.It.Summary, "complaint": v.It.Complaint} {
		v.Amend.Default(name, value)
	}
	if v.It.Victim.Credit != nil {
		v.Amend.Default("credit", string(*v.It.Victim.Credit))
	}
	v.Page.Title = "案件 " + v.It.Number
	return c.Render(casePage(v))
}

func event(a incident.Act) ui.Event {
	e := ui.Event{When: a.Day.String(), Title: incident.Label(a.Verb), Who: a.ByName, Note: a.Document}
	if a.Reason != "" {
		e.Note += "（" + a.Reason + "）"
	}
	if a.Corrects != nil {
		e.Title += "（更正后）"
	}
	if a.SupersededAt != nil {
		e.Title, e.Tone = e.Title+"（已被更正）", ui.Grey
	}
	return e
}

// forms are the forms of a case's page: what each does, by the form that was sent.
var forms = []struct {
	name, done string
	act        func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error
}{
	{"step", "已登记这份文书。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := incident.Record(tx, by, id, seen(f), incident.Move{Verb: flow.Verb(f.Text("verb")), Day: f.Day("day", "文书日期"),
			Document: f.Text("document"), Reason: f.Lines("reason")})
		return err
	}},
	{"person", "已登记涉案人员，姓名密封保存。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := incident.Involve(tx, by, id, incident.PersonInput{Name: f.Text("name"), Citizen: f.Code("citizen")})
		return err
	}},
	{"measure", "已登记措施。", func(tx *store.Tx, by flow.Actor, _ string, f *ui.Form) error {
		_, err := incident.Impose(tx, by, f.Text("person"), incident.MeasureInput{Kind: f.Text("kind"), Day: f.Day("day", "决定日期"), Document: f.Text("document")})
		return err
	}},
	{"revoke", "措施已撤销，记录保留。", func(tx *store.Tx, by flow.Actor, _ string, f *ui.Form) error {
		_, err := incident.Revoke(tx, by, f.Text("measure"), f.Text("reason"))
		return err
	}},
	{"correct", "已更正，原来的一笔保留。", func(tx *store.Tx, by flow.Actor, _ string, f *ui.Form) error {
		_, err := incident.Correct(tx, by, f.Text("act"), f.Day("day", "文书日期"), f.Text("document"), f.Text("reason"))
		return err
	}},
	{"amend", "登记已更正，原来的内容密封保留。", func(tx *store.Tx, by flow.Actor, id string, f *ui.Form) error {
		_, err := incident.Amend(tx, by, id, seen(f), inputOf(f), f.Text("reason"))
		return err
	}},
}

func (d door) act(c *kit.Ctx) error {
	if c.FormOf("reveal").Sent {
		return d.reveal(c)
	}
	for _, form := range forms {
		if f := c.FormOf(form.name); f.Sent {
			return settle(c, form.done, d.showCase, func(tx *store.Tx) (string, error) {
				return "/incidents/" + c.Path("id"), form.act(tx, c.Actor, c.Path("id"), f)
			})
		}
	}
	return d.showCase(c)
}

// reveal shows a name in clear on this answer only: nothing of it is kept, so
// that it does not go through the memory of forms.
func (d door) reveal(c *kit.Ctx) error {
	f := c.FormOf("reveal")
	person, name := f.Text("person"), ""
	err := d.store.Write(c.Request.Context(), func(tx *store.Tx) (err error) {
		name, err = incident.Reveal(tx, c.Actor, person, f.Text("reason"))
		return err
	})
	if err != nil {
		return c.Again(err, d.showCase)
	}
	c.Header().Set("Cache-Control", "no-store")
	return d.drawCase(c, map[string]string{person: name})
}

func personOptions(v caseView) []ui.Option {
	return options(v.It.Persons, func(p incident.Person) (string, string) { return p.ID, fmt.Sprintf("%d %s", p.Nth, p.Mask) })
}

func nameOf(v caseView, p incident.Person) string {
	if name := v.Clear[p.ID]; name != "" {
		return name
	}
	return p.Mask
}

func maskOf(v caseView, id string) string {
	for _, p := range v.It.Persons {
		if p.ID == id {
			return p.Mask
		}
	}
	return ""
}
