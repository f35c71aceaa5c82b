package pages

import (
	"fmt"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/rooms/documents"
	"yingshang/internal/store"
)

// docView is one document: the form while it is written, what it became later.
type docView struct {
	Page     ui.Page
	Form     *ui.Form // what is typed
	Decide   *ui.Form
	Back     *ui.Form
	It       documents.Document
	Of       letters.Form
	Old      *letters.Letter // that it corrects
	Letter   *letters.Letter
	Use      *documents.Sealing
	Wants    []fault.Field // still missing
	Edit     bool
	Own      bool // the actor may seal it without a second person
	Seals    bool // the actor may decide on it
	Wrote    bool // … but wrote in it
	Read     bool // what was typed may be read
	Stamps   []ui.Option
	Unit     string
	Timeline []ui.Event
}

func (v docView) action() string {
	if v.It.ID == "" {
		return "/forms/" + string(v.Of.Code) + "/fill"
	}
	return "/documents/" + v.It.ID
}

// showNew is the empty form of a document.
func showNew(c *kit.Ctx) error {
	form, err := documents.HandForm(letters.FormCode(c.Path("form")))
	if err != nil {
		return err
	}
	v := docView{Page: c.Page("填写《" + form.Title + "》"), Form: c.FormOf("typed"), Of: form, Edit: true}
	v.Form.Default("case_number", c.Query("case"))
	v.Form.Default("basis", form.Basis)
	v.Form.Default("contact", c.Actor.Name)
	return c.Render(newPage(v))
}

// typed reads what was typed, as it is.
func typed(f *ui.Form, form letters.Form) documents.Typed {
	t := documents.Typed{Case: f.Text("case_number"), Party: f.Text("party"), Basis: f.Text("basis"), Contact: f.Text("contact"),
		Phone: f.Text("contact_phone"), CopyTo: f.Text("copy_to"), Fields: map[string]string{}}
	if t.Basis == form.Basis {
		t.Basis = ""
	}
	for _, field := range form.Fields {
		t.Fields[field.Name] = f.Lines(field.Name)
		if field.Heads != nil {
			t.Fields[field.Name] = letters.Lines(tableOf(f, field))
		}
	}
	return t
}

// mostRows is how long a table may be on the page.
const mostRows = 60

func cellName(field letters.Field, row, col int) string {
	return fmt.Sprintf("%s.%d.%d", field.Name, row, col)
}

// tableOf reads the rows of a table that have anything in them.
func tableOf(f *ui.Form, field letters.Field) (rows [][]string) {
	for row := range mostRows {
		cells, any := make([]string, len(field.Heads)), false
		for col := range cells {
			cells[col] = f.Text(cellName(field, row, col))
			any = any || cells[col] != ""
		}
		if any {
			rows = append(rows, cells)
		}
	}
	return rows
}

// spread puts a table's kept rows into their cells and tells how many to show.
func spread(f *ui.Form, field letters.Field, text string) {
	if text == "" {
		return
	}
	for row, line := range strings.Split(text, "\n") {
		for col, cell := range strings.Split(line, "\t") {
			f.Default(cellName(field, row, col), cell)
		}
	}
}

// rowsOf is how many rows of a table the page shows: those filled in and two more.
func rowsOf(f *ui.Form, field letters.Field) int { return min(len(tableOf(f, field))+2, mostRows) }

// show fills the form with what was kept.
func show(f *ui.Form, form letters.Form, t documents.Typed) {
	if t.Basis == "" {
		t.Basis = form.Basis
	}
	for name, text := range map[string]string{"case_number": t.Case, "party": t.Party, "basis": t.Basis, "contact": t.Contact, "contact_phone": t.Phone, "copy_to": t.CopyTo} {
		f.Default(name, text)
	}
	for _, field := range form.Fields {
		if field.Heads != nil {
			spread(f, field, t.Fields[field.Name])
		} else {
			f.Default(field.Name, t.Fields[field.Name])
		}
	}
}

func start(c *kit.Ctx) error {
	f := c.FormOf("typed")
	form, _ := letters.FormOf(letters.FormCode(c.Path("form")))
	return settle(c, "草稿已保存，还没有取号。", showNew, func(tx *store.Tx) (string, error) {
		d, err := documents.Start(tx, c.Actor, form.Code, typed(f, form))
		return "/documents/" + d.ID, err
	})
}

func showDocument(c *kit.Ctx) error {
	v := docView{Form: c.FormOf("typed"), Decide: c.FormOf("decide"), Back: c.FormOf("return")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.It, err = documents.ByID(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		v.Of, _ = letters.FormOf(v.It.Form)
		v.may(c.Actor)
		if v.Unit, err = org.ShortName(tx, v.It.Unit); err != nil {
			return err
		}
		if v.Read {
			if err := v.typed(tx, c.Actor); err != nil {
				return err
			}
		}
		if err := v.neighbours(tx, c.Actor); err != nil {
			return err
		}
		v.Timeline, err = timeline(tx, v.It.ID)
		return err
	})
	if err != nil {
		return err
	}
	v.Page = c.Page("《" + v.It.Title + "》" + v.It.Number)
	return c.Render(docPage(v))
}

// may works out what the actor can do now.
func (v *docView) may(by flow.Actor) {
	v.Read = by.Unit == v.It.Unit
	for _, s := range documents.Flow.Open(by, v.It.State) {
		v.Edit = v.Edit || s.Verb == documents.VerbSave && v.Read
		v.Seals = v.Seals || s.Verb == documents.VerbReturn && v.Read
	}
	v.Own = v.Edit && !v.It.NeedsSecond()
	v.Wrote = v.Seals && v.It.NeedsSecond() && v.It.WroteIn(by.Account)
}

// typed reads the draft and what is still wrong with it.
func (v *docView) typed(tx *store.Tx, by flow.Actor) error {
	t, err := documents.Read(tx, by, v.It.ID)
	if err != nil {
		return err
	}
	show(v.Form, v.Of, t)
	if v.It.State != documents.Drafting {
		return nil
	}
	_, wants, err := documents.Preview(tx, by, v.It.ID)
	if f, ok := fault.Of(wants); ok {
		v.Wants = f.Fields
	}
	return err
}

// neighbours reads the letters before and after, and the seals that fit.
func (v *docView) neighbours(tx *store.Tx, by flow.Actor) error {
	if v.It.Replaces != nil {
		old, err := letters.ByID(tx, *v.It.Replaces)
		if err != nil {
			return err
		}
		v.Old = &old
	}
	if v.It.LetterID != nil {
		l, err := letters.ByID(tx, *v.It.LetterID)
		if err != nil {
			return err
		}
		use, ok, err := documents.SealingOf(tx, l.ID)
		if err != nil {
			return err
		}
		v.Letter = &l
		if ok {
			v.Use = &use
		}
	}
	if !v.Own && !v.Seals {
		return nil
	}
	stamps, err := documents.Fitting(tx, by, v.It, tx.Today())
	for _, s := range stamps {
		v.Stamps = append(v.Stamps, ui.Option{Value: s.ID, Label: s.Name, Hint: "保管人 " + s.Keeper})
	}
	if len(v.Stamps) == 1 {
		v.Decide.Default("seal", v.Stamps[0].Value)
	}
	return err
}

// save keeps the draft, and offers it when asked.
func save(c *kit.Ctx) error {
	f := c.FormOf("typed")
	verb := f.Choice("do", "怎么办", "save", "offer")
	done := map[string]string{"save": "草稿已保存，还没有取号。", "offer": "已送签，等审批人或负责人盖章。"}[verb]
	return settle(c, done, showDocument, func(tx *store.Tx) (string, error) {
		d, err := documents.ByID(tx, c.Actor, c.Path("id"))
		if err != nil {
			return "", err
		}
		form, _ := letters.FormOf(d.Form)
		if verb == "offer" {
			_, err = documents.Offer(tx, c.Actor, d.ID, seen(f), typed(f, form))
		} else {
			_, err = documents.Save(tx, c.Actor, d.ID, seen(f), typed(f, form))
		}
		return "/documents/" + d.ID, err
	})
}

// decide seals a document or drops it.
func decide(c *kit.Ctx) error {
	f := c.FormOf("decide")
	id, verb := c.Path("id"), f.Choice("do", "怎么办", "seal", "drop")
	done := map[string]string{"seal": "已盖章制发，文号已取。请登记送达。", "drop": "已撤稿。"}[verb]
	return settle(c, done, showDocument, func(tx *store.Tx) (string, error) {
		var err error
		switch verb {
		case "seal":
			_, err = documents.Seal(tx, c.Actor, id, seen(f), f.Text("seal"))
		case "drop":
			_, err = documents.Drop(tx, c.Actor, id, seen(f), f.Lines("reason"))
		}
		return "/documents/" + id, err
	})
}

// giveBack returns an offered document to who wrote it.
func giveBack(c *kit.Ctx) error {
	f := c.FormOf("return")
	return settle(c, "已退回修改。", showDocument, func(tx *store.Tx) (string, error) {
		d, err := documents.Return(tx, c.Actor, c.Path("id"), seen(f), f.Lines("reason"))
		return "/documents/" + d.ID, err
	})
}

type correctView struct {
	Page   ui.Page
	Form   *ui.Form
	Letter letters.Letter
}

func showCorrect(c *kit.Ctx) error {
	v := correctView{Page: c.Page("更正文书"), Form: c.FormOf("correct")}
	err := c.Read(func(tx *store.Tx) (err error) {
		_, v.Letter, err = documents.Origin(tx, c.Actor, c.Path("id"))
		return err
	})
	if err != nil {
		return err
	}
	v.Page.Title = "更正 " + v.Letter.Number
	return c.Render(correctPage(v))
}

func correct(c *kit.Ctx) error {
	reason := c.FormOf("correct").Lines("reason")
	return settle(c, "更正稿已建好，内容照原文书，请改正后送签。", showCorrect, func(tx *store.Tx) (string, error) {
		d, err := documents.Correct(tx, c.Actor, c.Path("id"), reason)
		return "/documents/" + d.ID, err
	})
}

var kindWords = map[string]string{"document.start": "拟稿", "document.correct": "起草更正"}

func init() {
	for _, s := range documents.Flow.Steps {
		kindWords[s.Kind] = s.Label
	}
}

// timeline are the journal's entries of the document, in words.
func timeline(tx *store.Tx, id string) (out []ui.Event, err error) {
	events, err := journal.History(tx, id)
	for _, e := range events {
		who, err := org.Who(tx, e.By)
		if err != nil {
			return nil, err
		}
		out = append(out, ui.Event{When: e.At.String(), Title: kindWords[e.Kind], Who: who})
	}
	return out, err
}
