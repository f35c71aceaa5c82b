package pages

import (
	"io"
	"net/url"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/bundle"
	"yingshang/internal/store"
)

type applyView struct {
	Offer bundle.Offer
	Plan  bundle.Plan
	Picks []string
	Who   string
	Form  *kit.Form
}

func applyPage(c *kit.Ctx) error {
	v := applyView{Form: c.FormOf("apply")}
	if v.Picks = v.Form.All("p"); !v.Form.Sent {
		v.Picks = c.Filter().All("p")
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Offer, err = bundle.Current(tx, c.Path("code"), tx.Today()); err != nil {
			return err
		}
		given := answersOf(c.Filter())
		if v.Plan, err = bundle.PlanFor(tx, v.Offer, v.Picks, given); err != nil {
			return err
		}
		for _, f := range v.Plan.Fields {
			v.Form.Default(answer+f.Key, given[f.Key])
		}
		who, err := party.ByID(tx, c.Actor.Party)
		v.Who = who.Name
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(applyTempl(c.Page("申请 "+v.Offer.Body.Name).WithNarrow().WithBack("返回", "/bundles/"+url.PathEscape(v.Offer.Code)), v))
}

// openDraft opens the draft; the next page asks for the materials.
func openDraft(c *kit.Ctx) error {
	f := c.FormOf("apply")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		a, err := bundle.Open(tx, c.Actor, bundle.Filing{Bundle: c.Path("code"), Picks: f.All("p"), Answers: answersOf(f),
			Party: c.Actor.Party, Mobile: f.Code("mobile"), Delivery: f.Text("delivery")})
		return "/me/bundles/" + a.ID, err
	}), applyPage)
}

type mineView struct{ Apps []bundle.Application }

func minePage(c *kit.Ctx) error {
	var v mineView
	err := c.Read(func(tx *store.Tx) (err error) {
		v.Apps, err = bundle.List(tx, c.Actor, bundle.Find{Limit: 100})
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(mineTempl(c.Page("我的一件事").WithBack("我的办件", "/me"), v))
}

type ownView struct {
	File     bundle.File
	Base     string
	Groups   []materialGroup
	Gaps     map[string]string // what the window asked to mend, by material
	Reusable map[string][]papers.Paper
	Forms    map[string]*kit.Form
	Submit   *kit.Form
	Step     *kit.Form
	End      *kit.Form
	Lacking  int
	Open     []ui.Option // steps that can be withdrawn
	Back     []bundle.Run
}

func ownPage(c *kit.Ctx) error {
	v := ownView{Gaps: map[string]string{}, Reusable: map[string][]papers.Paper{}, Forms: map[string]*kit.Form{},
		Submit: c.FormOf("submit"), Step: c.FormOf("step"), End: c.FormOf("end")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.File, err = bundle.Show(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		return v.materials(c, tx)
	})
	if err != nil {
		return err
	}
	a := v.File.App
	v.Base, v.Groups = "/me/bundles/"+a.ID, grouped(v.File.Plan)
	for _, r := range v.File.Runs {
		switch {
		case r.State == bundle.StepRunning && r.CaseID != nil:
			v.Open = append(v.Open, ui.Option{Value: r.Code, Label: r.Code + " " + r.Name})
		case r.State == bundle.StepBack && r.Rule == nil:
			v.Back = append(v.Back, r)
		}
	}
	page := c.Page(a.BundleName).WithNarrow().WithBack("我的一件事", "/me/bundles")
	if a.State == bundle.Draft || a.State == bundle.Correction {
		return c.Render(draftTempl(page, v))
	}
	return c.Render(stagesTempl(page, v))
}

func (v *ownView) materials(c *kit.Ctx, tx *store.Tx) error {
	mine, err := papers.OfParty(tx, v.File.App.Party)
	if err != nil {
		return err
	}
	if v.File.App.State == bundle.Correction {
		for _, g := range v.File.App.Gaps {
			v.Gaps[g.Key] = g.Problem
		}
	}
	for _, m := range v.File.Plan.Asked() {
		v.Forms[m.Key] = c.FormOf(m.Key)
		if _, ok := v.File.Covers[m.Key]; !ok {
			v.Lacking++
		}
		for _, p := range mine {
			if p.Name == m.Name && p.State == papers.Usable {
				v.Reusable[m.Key] = append(v.Reusable[m.Key], p)
			}
		}
	}
	return nil
}

// attach covers a merged material with an uploaded file or an earlier paper. The
// bytes are stored and looked through before the act.
func (s site) attach(c *kit.Ctx) error {
	key := c.Path("key")
	f := c.FormOf(key)
	name := f.Text("name")
	var checked papers.Checked
	upload, sent := f.File("file")
	if sent {
		body, err := upload.Open()
		if err != nil {
			return err
		}
		defer closeQuietly(body)
		if checked, err = s.intake.Check(c.Request.Context(), papers.Upload{Material: name, FileName: upload.FileName, Body: body}); err != nil {
			return c.Again(onField("file", err), ownPage)
		}
	}
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		id, paper := c.Path("id"), f.Text("paper")
		if sent {
			p, err := papers.Receive(tx, c.Actor, papers.Draft{Party: c.Actor.Party, Kind: papers.KindOwn, Name: name, File: checked, Grade: papers.GradeC})
			if err != nil {
				return "", onField("file", err)
			}
			paper = p.ID
		}
		if paper == "" {
			f.Problem("file", name+"：还没有选文件，请先选文件再点上传")
			return "", f.Err()
		}
		_, err := bundle.Attach(tx, c.Actor, id, 0, key, paper)
		return "/me/bundles/" + id, err
	}), ownPage)
}

func closeQuietly(body io.Closer) { _ = body.Close() } // it was read to its end

// onField ties a refusal of a file to the field it came in by.
func onField(name string, err error) error {
	what, ok := fault.Of(err)
	if !ok || len(what.Fields) > 0 {
		return err
	}
	var p fault.Problems
	p.Add(name, "%s", what.Sentence())
	return p.Err()
}

// ownForms tells in which form of the page each act stands, and what is said
// when it is done.
var ownForms = map[string]struct{ form, done string }{
	"submit": {"submit", "申请已提交。"}, "resubmit": {"submit", "补正材料已交。"},
	"withdraw": {"end", "申请已撤回。"}, "withdraw_step": {"step", "这一步已撤回。"},
	"again": {"step", "已重新报送。"}, "give_up": {"step", "这一步不再办。"},
}

func ownAct(c *kit.Ctx) error {
	verb := c.Path("verb")
	form, known := ownForms[verb]
	if !known {
		return store.NoRow.New(nil)
	}
	f := c.FormOf(form.form)
	seen := bundle.Seen(f.Int("version", "页面版本", 1, 1<<40))
	return settle(c, form.done, ownPage, func(tx *store.Tx) (string, error) {
		return "/me/bundles/" + c.Path("id"), actOwn(tx, c.Actor, c.Path("id"), seen, verb, f)
	})
}

func actOwn(tx *store.Tx, by flow.Actor, id string, seen bundle.Seen, verb string, f *kit.Form) (err error) {
	switch verb {
	case "submit":
		_, err = bundle.Submit(tx, by, id, seen)
	case "resubmit":
		_, err = bundle.Resubmit(tx, by, id, seen)
	case "withdraw":
		_, err = bundle.Withdraw(tx, by, id, seen, f.Lines("reason"))
	case "withdraw_step":
		err = bundle.WithdrawStep(tx, by, id, seen, f.Need("step", "哪一步"), f.Lines("reason"))
	default:
		_, err = bundle.ActOnStep(tx, by, id, seen, f.Text("step"), flow.Verb(verb))
	}
	return err
}
