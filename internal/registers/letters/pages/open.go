package pages

import (
	"net/url"

	"yingshang/internal/kit"
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
	find := letters.Find{Number: f.Text("number"), Unit: f.Text("unit"), From: f.OptionalDay("from", "从哪天"),
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
		for _, name := range []string{"number", "unit", "from", "to"} {
			if text := f.Text(name); text != "" {
				query.Set(name, text)
			}
		}
		v.Pager.Next = "/letters?" + query.Encode()
	}
	return c.Render(listTempl(c.Page("文书登记簿"), v))
}

type previewView struct {
	Doc    letters.Document
	Letter letters.Letter
	Served []letters.Delivered
	Open   bool
	Serve  bool // the actor may record its service
	Void   bool // the actor may void it
	Form   *kit.Form
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
	v := View{VerifyURL: c.Absolute("/v/"), Sample: p.sample}
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
	return c.Render(Letter(c.Page(v.Letter.Title), v, tools(v.Letter)))
}

type verifyView struct {
	Form   *kit.Form
	Code   string
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
	v.Asked = v.Code != ""
	if v.Asked {
		err := c.Read(func(tx *store.Tx) (err error) {
			v.Letter, v.Found, err = letters.Verify(tx, v.Code)
			return err
		})
		if err != nil {
			return err
		}
	}
	if v.Asked && !v.Found {
		v.Form.Problem("code", "没有文书用这个核对码：请照文书右下角重新输入；仍查不到的，请带原件到出具的窗口核对")
		c.Status(404)
	}
	return c.Render(verifyTempl(c.Page("核对文书真伪").WithNarrow(), v))
}
