package pages

import (
	"net/url"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

// use is one line of where a paper was used.
type use struct {
	papers.Use
	Number string // empty when the case is out of the actor's sight
	Link   string
}

// kept is one paper of the list.
type kept struct {
	papers.Paper
	Uses     []use
	Consents []papers.Consented
}

type mineView struct {
	Papers []kept
	Form   *kit.Form
	End    *kit.Form
	Pager  ui.Pager
}

const mineRows = 20

// minePage is what an applicant has handed in, and what it may be used for.
func (p pages) minePage(c *kit.Ctx) error {
	v := mineView{Form: c.FormOf("add"), End: c.FormOf("end")}
	err := c.Read(func(tx *store.Tx) error {
		found, err := papers.Mine(tx, c.Actor, c.Query("before"), mineRows+1)
		if err != nil {
			return err
		}
		v.Pager = ui.Pager{From: min(1, len(found)), To: min(len(found), mineRows), Total: -1}
		if len(found) > mineRows {
			found = found[:mineRows]
			v.Pager.Next = "/me/materials?" + url.Values{"before": {found[mineRows-1].ID}}.Encode()
		}
		for _, o := range found {
			uses, err := p.named(tx, c.Actor, o.Uses)
			if err != nil {
				return err
			}
			v.Papers = append(v.Papers, kept{o.Paper, uses, o.Consents})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(mineTempl(c.Page("我的材料").WithBack("我的办件", "/me"), v))
}

// named puts the number of the case to each use, as far as the actor may see it.
func (p pages) named(tx *store.Tx, by flow.Actor, uses []papers.Use) ([]use, error) {
	out := make([]use, len(uses))
	for i, u := range uses {
		out[i].Use = u
		seen, ok, err := p.cases.Seen(tx, by, u.CaseID)
		if err != nil {
			return nil, err
		}
		if ok {
			out[i].Number, out[i].Link = seen.Number, seen.Link
		}
	}
	return out, nil
}

// add keeps a file for later applications.
func (p pages) add(c *kit.Ctx) error {
	f := c.FormOf("add")
	d := papers.Draft{Party: c.Actor.Party, Kind: papers.KindOwn, Name: f.Need("name", "材料名称"), Grade: papers.GradeC,
		ValidFrom: f.OptionalDay("from", "有效期起"), ValidTo: f.OptionalDay("to", "有效期止")}
	return c.Again(p.take(c, f, d), p.minePage)
}

// take stores the form's file before the act that records it.
func (p pages) take(c *kit.Ctx, f *kit.Form, d papers.Draft) error {
	var err error
	if d.File, err = p.check(c, f, d.Name); err != nil {
		return err
	}
	return c.Write(func(tx *store.Tx) (string, error) {
		twin, there, err := papers.SameBytes(tx, d.Party, d.File.Digest)
		if err != nil {
			return "", err
		}
		if there && twin.Name == d.Name {
			return "", papers.Twice.New(fault.Args{"name": twin.Name, "day": twin.At.Day()})
		}
		made, err := papers.Receive(tx, c.Actor, d)
		return href(made.ID), err
	})
}

// check looks through the uploaded file; what is wrong with it is noted beside
// the field.
func (p pages) check(c *kit.Ctx, f *kit.Form, name string) (papers.Checked, error) {
	upload, sent := f.File("file")
	if !sent {
		f.Problem("file", "文件：还没有选，请先选文件再上传")
	}
	if err := f.Err(); err != nil {
		return papers.Checked{}, err
	}
	body, err := upload.Open()
	if err != nil {
		return papers.Checked{}, err
	}
	defer func() { _ = body.Close() }() // it was read to its end
	checked, err := p.intake.Check(c.Request.Context(), papers.Upload{Material: name, FileName: upload.FileName, Body: body})
	if what, ok := fault.Of(err); ok && what.Def.Kind != fault.Internal {
		f.Problem("file", what.Sentence())
		err = f.Err()
	}
	return checked, err
}

func href(id string, more ...string) string {
	out := "/papers/" + url.PathEscape(id)
	for _, part := range more {
		out += "/" + part
	}
	return out
}

// valid is a paper's term as people say it.
func valid(p papers.Paper) string {
	switch {
	case p.ValidFrom == nil && p.ValidTo == nil:
		return "长期"
	case p.ValidFrom == nil:
		return "到 " + p.ValidTo.String()
	case p.ValidTo == nil:
		return p.ValidFrom.String() + " 起"
	}
	return p.ValidFrom.String() + " 至 " + p.ValidTo.String()
}
