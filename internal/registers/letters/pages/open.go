package pages

import (
	"net/url"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/sheet"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/store"
)

type listView struct {
	Letters []letters.Letter
	Pager   ui.Pager
	Form    *kit.Form
	Filter  ui.FilterView
	Own     bool // an applicant's
}

const listRows = 50

// listPage is the register of letters: the own unit's for staff, everybody's for
// those who supervise or coordinate, the own ones for an applicant.
func listPage(c *kit.Ctx) error {
	f := c.Filter()
	find := letters.Find{Number: f.Text("number"), Unit: f.Text("unit"), Form: letters.FormCode(f.Text("form")), State: flow.State(f.Text("state")), From: f.OptionalDay("from", "从哪天"),
		To: f.OptionalDay("to", "到哪天"), Before: f.Text("before"), Limit: listRows + 1}
	v := listView{Form: f, Own: c.Actor.Has(identity.Applicant), Filter: ui.FilterView{Action: "/letters", Clear: "/letters"}}
	if f.Bad() {
		return c.Status(422).Render(listTempl(c.Page("文书登记簿"), v))
	}
	if v.Own {
		find.Party = c.Actor.Party
	} else if !c.Actor.Has(identity.Supervisor, identity.Coordinator) {
		find.Unit = c.Actor.Unit
	}
	if v.Own && find.Party == "" { // nobody to act for, no letters
		return c.Render(listTempl(c.Page("我的文书"), v))
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Letters, err = letters.List(tx, find)
		return err
	})
	if err != nil {
		return err
	}
	v.Pager = ui.Pager{From: 1, To: min(len(v.Letters), listRows), Total: -1}
	if len(v.Letters) > listRows {
		v.Letters = v.Letters[:listRows]
		query := url.Values{"before": {v.Letters[listRows-1].ID}}
		for _, name := range []string{"number", "unit", "form", "state", "from", "to"} {
			if text := f.Text(name); text != "" {
				query.Set(name, text)
			}
		}
		v.Pager.Next = "/letters?" + query.Encode()
	}
	return c.Render(listTempl(c.Page("文书登记簿"), v))
}

type previewView struct {
	Doc     letters.Document
	Letter  letters.Letter
	Served  []letters.Delivered
	Open    bool
	Serve   bool // the actor may record its service
	Void    bool // the actor may void it
	Correct bool // the actor may write a letter in its place
	Form    *kit.Form
}

// preview shows what the letter is without what it says; the whole text is opened
// by a button, because each opening is kept and an addressee's first one is a
// fact of service.
func (p pages) preview(c *kit.Ctx) error {
	v := previewView{Form: c.FormOf("open")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Letter, err = visible(tx, c); err != nil {
			return err
		}
		v.Open = v.Letter.OpenTo(c.Actor)
		v.Serve, v.Void = c.Can("letters.deliver"), mayVoid(c.Actor, v.Letter)
		form, _ := letters.FormOf(v.Letter.Form)
		v.Correct = form.Use().By == letters.ByHand && v.Letter.State == letters.Valid && c.Can("documents.write") && c.Actor.Unit == v.Letter.Unit
		if v.Doc, err = letters.Preview(tx, v.Letter.ID); err != nil {
			return err
		}
		v.Served, err = letters.Deliveries(tx, v.Letter.ID)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(previewTempl(c.Page("《"+v.Letter.Title+"》"), v))
}

// visible answers a letter outside the actor's scope like a missing one.
func visible(tx *store.Tx, c *kit.Ctx) (letters.Letter, error) {
	l, err := letters.ByID(tx, c.Path("id"))
	if err != nil || l.OpenTo(c.Actor) {
		return l, err
	}
	scope, err := identity.ScopeOf(tx, c.Actor)
	if err == nil && !scope.Sees(l.Unit) {
		err = store.NoRow.New(nil)
	}
	return l, err
}

// open shows the whole letter as it is printed and keeps who opened it.
func (p pages) open(c *kit.Ctx) error {
	v := sheet.View{VerifyURL: c.Absolute("/v/"), Sample: p.sample}
	_, err := c.Act(func(tx *store.Tx) (_ string, err error) {
		if v.Letter, err = visible(tx, c); err != nil {
			return "", err
		}
		v.Doc, err = letters.Open(tx, c.Actor, v.Letter.ID)
		return "/letters/" + v.Letter.ID, err
	})
	if err != nil {
		return c.Again(err, p.preview)
	}
	if v.Letter.ID == "" { // sent again: the opening is kept already, the text is asked for anew
		return c.Redirect("/letters/" + url.PathEscape(c.Path("id")))
	}
	return c.Render(sheet.Letter(c.Page(v.Letter.Title), v, tools(v.Letter)))
}

type verifyView struct {
	Form   *kit.Form
	Code   string
	Number string
	Found  bool
	Asked  bool
	Letter letters.Public
}

// verify answers whoever holds the code printed on a letter.
func verify(c *kit.Ctx) error {
	v := verifyView{Form: c.Filter(), Code: c.Path("code")}
	if v.Code == "" {
		v.Code = v.Form.Code("code")
	}
	v.Form.Values["code"] = []string{v.Code}
	v.Number, v.Asked = v.Form.Text("number"), v.Code != ""
	if v.Asked {
		err := c.Read(func(tx *store.Tx) (err error) {
			v.Letter, v.Found, err = letters.Verify(tx, v.Code, v.Number)
			return err
		})
		if err != nil {
			return err
		}
	}
	if v.Asked && !v.Found {
		sentence := "没有文书用这个核对码：请照文书右下角重新输入；仍查不到的，请带原件到出具的窗口核对"
		if v.Number != "" {
			sentence = "文号和核对码对不上任何一份文书：请照纸上重新输入两样；仍对不上的，请带原件到出具的窗口核对，先不要照它办"
		}
		v.Form.Problem("code", sentence)
		c.Status(404)
	}
	return c.Render(verifyTempl(c.Page("核对文书真伪").WithNarrow(), v))
}

// record is the page of what a letter belongs to: a case, or the document that an
// officer filled in.
func record(l letters.Letter) string {
	if id, ok := strings.CutPrefix(l.Subject, "document:"); ok {
		return "/documents/" + id
	}
	return "/cases/" + l.Subject
}

// formOptions and stateOptions are the choices of the register's filter.
func formOptions() []ui.Option {
	out := []ui.Option{{Label: "全部种类"}}
	for _, g := range letters.Groups {
		for _, f := range g.Forms {
			out = append(out, ui.Option{Value: string(f.Code), Label: f.Title})
		}
	}
	return out
}

var stateOptions = []ui.Option{{Label: "有效和作废的"}, {Value: string(letters.Valid), Label: "有效"}, {Value: string(letters.Voided), Label: "已作废"}}
