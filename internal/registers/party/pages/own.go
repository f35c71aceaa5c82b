package pages

import (
	"fmt"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

type ownView struct {
	Party         party.Party
	Fields        []party.Masked
	Looks         []look
	Reveal, Amend *kit.Form
}

// ownPage (我的信息) shows a person what is kept of it and who looked at it.
func ownPage(c *kit.Ctx) error {
	v := ownView{Reveal: c.FormOf("reveal"), Amend: c.FormOf("amend")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Party, err = party.ByID(tx, c.Actor.Party); err != nil {
			return err
		}
		if v.Fields, err = party.Fields(tx, v.Party.ID); err != nil {
			return err
		}
		v.Looks, err = looks(tx, v.Party.ID)
		return err
	})
	if err != nil {
		return err
	}
	if !v.Amend.Sent {
		v.Amend.Default("version", fmt.Sprint(v.Party.Version))
	}
	return c.Render(ownTempl(c.Page("我的信息").WithBack("我的办件", "/me"), v))
}

// page is the one the actor's forms stand on.
func (p pages) page(c *kit.Ctx) kit.Handler {
	if c.Actor.Has(identity.Applicant) {
		return ownPage
	}
	return p.partyPage
}

func (p pages) back(c *kit.Ctx, id string) string {
	if c.Actor.Has(identity.Applicant) {
		return "/me/profile"
	}
	return href(id)
}

type revealView struct {
	Party party.Party
	Zh    string
	Text  string
	Back  string
}

// reveal answers with one field in clear. Each look is kept, also when the same
// button is pressed again.
func (p pages) reveal(c *kit.Ctx) error {
	f := c.FormOf("reveal")
	f.Op += "." + c.RequestID
	field := party.Field(f.Value("field"))
	if field == "" {
		f.Problem("field", "看哪一项：请选一项")
	}
	v := revealView{Zh: field.Zh(), Back: p.back(c, c.Path("id"))}
	_, err := c.Act(func(tx *store.Tx) (_ string, err error) {
		if err := p.mayReveal(tx, c); err != nil {
			return "", err
		}
		if v.Party, err = party.ByID(tx, c.Path("id")); err != nil || field == "" {
			return "", err
		}
		v.Text, err = party.Reveal(tx, c.Actor, v.Party.ID, field, f.Text("reason"))
		return "", err
	})
	if err != nil {
		return c.Again(err, p.page(c))
	}
	c.Header().Set("Cache-Control", "no-store")
	return c.Render(revealTempl(c.Page("完整信息").WithNarrow(), v))
}

// mayReveal refuses staff who may see no case of the party; the office that
// coordinates may be asked by everybody else.
func (p pages) mayReveal(tx *store.Tx, c *kit.Ctx) error {
	if c.Actor.Has(identity.Applicant, identity.Coordinator) {
		return nil
	}
	found, err := p.cases.OfParty(tx, c.Actor, c.Path("id"), "", 1)
	if err == nil && len(found) == 0 {
		err = party.NoCase.New(nil)
	}
	return err
}

// amend changes mobile and address, and for staff the representative too; what
// is left empty stays.
func (p pages) amend(c *kit.Ctx) error {
	f := c.FormOf("amend")
	d := party.Draft{Mobile: f.Code("mobile"), Address: f.Text("address"), Representative: f.Text("representative")}
	if seen := f.OptionalInt("version", "页面版本", 1, 1<<40); seen != nil {
		d.Version = *seen
	}
	if d.Mobile+d.Address+d.Representative == "" {
		f.Problem("mobile", "没有要改的：请填新的手机或住所")
	}
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		_, err := party.Amend(tx, c.Actor, c.Path("id"), d)
		return p.back(c, c.Path("id")), err
	}), p.page(c))
}

func revealOptions(list []party.Masked) []ui.Option {
	out := make([]ui.Option, len(list))
	for i, m := range list {
		out[i] = ui.Option{Value: string(m.Field), Label: m.Zh, Hint: m.Mask}
	}
	return out
}
