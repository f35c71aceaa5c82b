package pages

import (
	"net/url"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// remedyRow is a unit with where its decisions are contested.
type remedyRow struct {
	Unit org.Unit
	letters.Remedy
	Set bool // of its own, not the county's
}

type remediesView struct {
	Rows  []remedyRow
	Pager ui.Pager
}

const remedyRows = 100

// remediesPage lists the units whose remedies the actor keeps: its own, or every
// one for the office that coordinates.
func remediesPage(c *kit.Ctx) error {
	var v remediesView
	err := c.Read(func(tx *store.Tx) error {
		units, next, err := kept(tx, c)
		if err != nil {
			return err
		}
		set, err := letters.Remedies(tx)
		if err != nil {
			return err
		}
		v.Pager = ui.Pager{From: min(1, len(units)), To: len(units), Total: -1, Next: next}
		for _, u := range units {
			r, own := set[u.Code]
			if !own {
				if r, err = letters.RemedyOf(tx, u.Code); err != nil {
					return err
				}
			}
			v.Rows = append(v.Rows, remedyRow{u, r, own})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(remediesTempl(c.Page("救济途径"), v))
}

// kept is a page of the units whose remedies the actor may set.
func kept(tx *store.Tx, c *kit.Ctx) ([]org.Unit, string, error) {
	if !wide(c.Actor) {
		u, err := org.ByCode(tx, c.Actor.Unit)
		return []org.Unit{u}, "", err
	}
	inside := false
	units, err := org.List(tx, org.Filter{External: &inside, After: c.Query("after"), Limit: remedyRows + 1})
	if err != nil || len(units) <= remedyRows {
		return units, "", err
	}
	units = units[:remedyRows]
	return units, "/admin/remedies?" + url.Values{"after": {units[remedyRows-1].Code}}.Encode(), nil
}

func wide(by flow.Actor) bool { return by.Has(identity.Coordinator) }

type remedyView struct {
	Unit    org.Unit
	Form    *kit.Form
	Printed []string
}

func remedyPage(c *kit.Ctx) error {
	v := remedyView{Form: c.FormOf("remedy")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Unit, err = org.ByCode(tx, c.Path("unit")); err != nil {
			return err
		}
		if !wide(c.Actor) && c.Actor.Unit != v.Unit.Code {
			return store.NoRow.New(nil)
		}
		r, err := letters.RemedyOf(tx, v.Unit.Code)
		if err != nil {
			return err
		}
		for name, value := range map[string]string{"review_body": r.ReviewBody, "review_link": r.ReviewLink, "court": r.Court} {
			v.Form.Default(name, value)
		}
		v.Printed, err = r.Printed(tx)
		if fault.FormInvalid.Is(err) {
			err = nil // nothing is set and the county is not known: the form asks for it
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(remedyTempl(c.Page("救济途径 "+v.Unit.Short), v))
}

func setRemedy(c *kit.Ctx) error {
	f := c.FormOf("remedy")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		u, err := org.ByCode(tx, c.Path("unit"))
		if err != nil {
			return "", err
		}
		err = letters.SetRemedy(tx, c.Actor, u.Code, letters.Remedy{ReviewBody: f.Text("review_body"), ReviewLink: f.Text("review_link"), Court: f.Text("court")})
		return "/admin/remedies/" + url.PathEscape(u.Code), err
	}), remedyPage)
}
