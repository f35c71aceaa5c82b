package pages

import (
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/store"
)

// site is what pages that take files need.
type site struct{ intake papers.Intake }

// registerView is the window's page for an entrustment signed on paper.
type registerView struct {
	grantsView
	Words string
	Found []party.Party
	Party string
}

// showRegister finds the principal by name or code, then offers the form.
func (s site) showRegister(c *kit.Ctx) error {
	v := registerView{Words: c.Query("who")}
	v.Page, v.Form = c.Page("登记纸质委托书"), c.FormOf("give")
	v.Form.Default("from", c.Now.Day().String())
	v.Form.Default("to", (c.Now.Day() + 90).String())
	v.Form.Default("sub", "no")
	if v.Party = v.Form.Value("party"); v.Party == "" {
		v.Party = c.Query("party")
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Party == "" && v.Words != "" {
			if v.Found, err = party.Search(tx, party.Find{Text: v.Words, Limit: 6}); err != nil {
				return err
			}
			if len(v.Found) == 1 {
				v.Party = v.Found[0].ID
			}
		}
		if v.Party == "" {
			return nil
		}
		p, err := party.ByID(tx, v.Party)
		if err != nil {
			return err
		}
		v.Who = p.Name
		return v.options(tx, v.Party)
	})
	if err != nil {
		return err
	}
	return c.Render(registerPage(v))
}

// register keeps the scan of the signed paper and records the entrustment.
func (s site) register(c *kit.Ctx) error {
	f := c.FormOf("give")
	g := givingOf(f, f.Need("party", "委托人"))
	file, sent, err := s.checked(c, f, "授权委托书")
	if err != nil {
		return c.Again(err, s.showRegister)
	}
	if !sent {
		f.Problem("file", "签名的委托书：还没有选文件，请拍照或扫描签好的委托书再登记")
	}
	return settle(c, "委托已登记，等帮代办员认领。", s.showRegister, func(tx *store.Tx) (string, error) {
		if err := f.Err(); err != nil {
			return "", err
		}
		p, err := papers.Receive(tx, c.Actor, papers.Draft{Party: g.Party, Kind: papers.KindOwn, Name: "授权委托书", File: file, Grade: papers.GradeC})
		if err != nil {
			return "", onField("file", err)
		}
		g.Paper = p.ID
		e, err := assistance.Give(tx, c.Actor, g)
		return "/agents/" + e.ID, err
	})
}

// checked stores and looks through the file that came with the form.
func (s site) checked(c *kit.Ctx, f *ui.Form, name string) (checked papers.Checked, sent bool, err error) {
	upload, sent := f.File("file")
	if !sent {
		return checked, false, nil
	}
	body, err := upload.Open()
	if err != nil {
		return checked, true, err
	}
	defer body.Close() // opened for reading: nothing to lose
	checked, err = s.intake.Check(c.Request.Context(), papers.Upload{Material: name, FileName: upload.FileName, Body: body})
	if err != nil {
		err = onField("file", err)
	}
	return checked, true, err
}

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

// attach puts one of the applicant's papers, or the file the agent brings, to a
// line of the case's list.
func (s site) attach(c *kit.Ctx) error {
	f := c.FormOf("attach-" + c.Path("case"))
	code, paper := f.Need("code", "清单上的哪一项"), f.Text("paper")
	file, sent, err := s.checked(c, f, code)
	if err != nil {
		return c.Again(err, showDossier)
	}
	if !sent && paper == "" {
		f.Problem("paper", "用哪份材料：请选一份申请人存的材料，或选一个文件")
	}
	return onCase(c, "attach", "材料已交上。", func(tx *store.Tx, f *ui.Form, on assistance.CaseAct) error {
		if err := f.Err(); err != nil {
			return err
		}
		if !sent {
			_, err := assistance.Attach(tx, c.Actor, on, code, paper)
			return err
		}
		name, err := materialName(tx, c, on, code)
		if err != nil {
			return err
		}
		_, err = assistance.HandPaper(tx, c.Actor, on, code, name, file)
		return err
	})
}

// materialName is the line's name in the case's list.
func materialName(tx *store.Tx, c *kit.Ctx, on assistance.CaseAct, code string) (string, error) {
	file, err := assistance.CaseFile(tx, c.Actor, on.Entrustment, on.Case)
	for _, m := range file.Materials {
		if m.Code == code {
			return m.Name, err
		}
	}
	return code, err
}
