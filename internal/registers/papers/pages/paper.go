package pages

import (
	"strings"

	"yingshang/internal/kit"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

// look is one opening of a paper.
type look struct{ When, Who string }

type paperView struct {
	Paper    papers.Paper
	Own      bool
	Uses     []use
	Consents []papers.Consented
	Looks    []look
	Verify   bool // the actor may say that the original was seen
	Newer    string
	Steps    int // of the owner

	OpenForm, Replace, Withdraw, End, VerifyForm *kit.Form
}

const shownLooks = 50

// paperPage tells what a paper is and what became of it, not what it says.
func (p pages) paperPage(c *kit.Ctx) error {
	v := paperView{Own: c.Actor.Has(identity.Applicant), OpenForm: c.FormOf("open"), Replace: c.FormOf("replace"),
		Withdraw: c.FormOf("withdraw"), End: c.FormOf("end"), VerifyForm: c.FormOf("verify")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Paper, err = papers.Show(tx, c.Actor, c.Path("id"), p.sees); err != nil {
			return err
		}
		uses, err := papers.Uses(tx, v.Paper.ID)
		if err != nil {
			return err
		}
		if v.Uses, err = p.named(tx, c.Actor, uses[:min(len(uses), shownLooks)]); err != nil {
			return err
		}
		if v.Consents, err = papers.Consentings(tx, v.Paper.ID); err != nil {
			return err
		}
		v.Looks, err = looks(tx, v.Paper.ID)
		return err
	})
	if err != nil {
		return err
	}
	if v.Paper.ReplacedBy != nil {
		v.Newer = href(*v.Paper.ReplacedBy)
	}
	v.Steps = len(papers.Flow.Open(c.Actor, v.Paper.State))
	v.Verify = c.Can("papers.verify") && v.Paper.Grade == papers.GradeC && v.Paper.State == papers.Usable
	page := c.Page("《" + v.Paper.Name + "》")
	if v.Own {
		page = page.WithBack("我的材料", "/me/materials")
	}
	return c.Render(paperTempl(page, v))
}

// looks names who opened the paper; the owner's own account stays opaque.
func looks(tx *store.Tx, id string) ([]look, error) {
	found, err := papers.Openings(tx, id, shownLooks)
	if err != nil {
		return nil, err
	}
	out := make([]look, len(found))
	for i, e := range found {
		out[i].When = e.At.String()
		if out[i].Who, err = org.Who(tx, e.By); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// sandbox keeps a saved file from running anything, should a browser show it
// after all.
const sandbox = "default-src 'none'; sandbox"

// file hands the content out to be saved. Each opening is kept, also when the
// same button is pressed again.
func (p pages) file(c *kit.Ctx) error {
	c.FormOf("open").Op += "." + c.RequestID
	var paper papers.Paper
	_, err := c.Act(func(tx *store.Tx) (_ string, err error) {
		paper, err = papers.Open(tx, c.Actor, c.Path("id"), p.sees)
		return "", err
	})
	if err != nil {
		return c.Again(err, p.paperPage)
	}
	content, err := p.intake.Open(paper)
	if err != nil {
		return c.Again(err, p.paperPage)
	}
	defer func() { _ = content.Close() }() // opened for reading: nothing to lose
	c.Header().Set("Content-Security-Policy", sandbox)
	c.Header().Set("Cache-Control", "no-store")
	return c.Download(fileName(paper), paper.Mime, paper.Size, content)
}

// fileName is the material's name with the extension that the content has.
func fileName(p papers.Paper) string {
	return strings.NewReplacer("/", "_", `\`, "_", ":", "_").Replace(p.Name) + p.Ext
}

// replace hands in a newer version; the older one stays where it was used.
func (p pages) replace(c *kit.Ctx) error {
	f := c.FormOf("replace")
	var old papers.Paper
	if err := c.Read(func(tx *store.Tx) (err error) {
		old, err = papers.Show(tx, c.Actor, c.Path("id"), p.sees)
		return err
	}); err != nil {
		return err
	}
	d := papers.Draft{Party: old.PartyID, Kind: old.Kind, Name: old.Name, Grade: papers.GradeC, Replaces: old.ID,
		ValidFrom: f.OptionalDay("from", "有效期起"), ValidTo: f.OptionalDay("to", "有效期止")}
	return c.Again(p.take(c, f, d), p.paperPage)
}

func (p pages) withdraw(c *kit.Ctx) error {
	f := c.FormOf("withdraw")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		paper, err := papers.Withdraw(tx, c.Actor, c.Path("id"), f.Text("reason"))
		return href(paper.ID), err
	}), p.paperPage)
}

// endConsent withdraws a consent and shows the page again that offered it.
func (p pages) endConsent(c *kit.Ctx) error {
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		purpose, err := p.purposeOf(tx, c)
		if err != nil {
			return "", err
		}
		return c.Here(), papers.WithdrawConsent(tx, c.Actor, c.Path("id"), purpose)
	}), p.paperPage)
}

// purposeOf is what the consent of the address was given for.
func (p pages) purposeOf(tx *store.Tx, c *kit.Ctx) (string, error) {
	if _, err := papers.Show(tx, c.Actor, c.Path("id"), p.sees); err != nil {
		return "", err
	}
	list, err := papers.Consentings(tx, c.Path("id"))
	if err != nil {
		return "", err
	}
	for _, one := range list {
		if one.ID == c.Path("consent") {
			return one.Purpose, nil
		}
	}
	return "", papers.NoSuch.New(nil)
}

// verify notes that a clerk has seen the original of a paper of a case in hand.
func (p pages) verify(c *kit.Ctx) error {
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		paper, err := papers.Show(tx, c.Actor, c.Path("id"), p.sees)
		if err != nil {
			return "", err
		}
		_, err = papers.Verify(tx, c.Actor, paper.ID)
		return href(paper.ID), err
	}), p.paperPage)
}
