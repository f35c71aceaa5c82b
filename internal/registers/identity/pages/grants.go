package pages

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// grantRow is a request with the names of the people in it.
type grantRow struct {
	identity.Grant
	Account row
	Asker   string
	First   string // who approved first
	Two     bool   // it takes two approvals
	Mine    bool   // the actor approved it already
	Decides bool   // the actor may decide it now
	Approve *kit.Form
	Decline *kit.Form
}

func grantRows(tx *store.Tx, by flow.Actor, list []identity.Grant) ([]grantRow, error) {
	out := make([]grantRow, 0, len(list))
	for _, g := range list {
		a, err := identity.ByID(tx, g.AccountID)
		if err != nil {
			return nil, err
		}
		rows, err := rowsOf(tx, []identity.Account{a})
		if err != nil {
			return nil, err
		}
		r := grantRow{Grant: g, Account: rows[0], Two: takesTwo(g, a)}
		if r.Asker, err = nameOf(tx, g.AskedBy); err != nil {
			return nil, err
		}
		if g.FirstBy != nil {
			if r.First, err = nameOf(tx, *g.FirstBy); err != nil {
				return nil, err
			}
			r.Mine = *g.FirstBy == by.Account
		}
		r.Decides = g.State == identity.Asked && by.Account != a.ID && !r.Mine &&
			(by.Has(identity.SafetyAdmin) || r.Two && by.Has(identity.Admins()...))
		out = append(out, r)
	}
	return out, nil
}

// takesTwo reports whether an administrator's post is given or taken.
func takesTwo(g identity.Grant, a identity.Account) bool {
	return slices.ContainsFunc(identity.Admins(), func(admin flow.Role) bool {
		return slices.Contains(g.Roles, admin) || slices.Contains(a.Roles, admin)
	})
}

func nameOf(tx *store.Tx, account string) (string, error) {
	a, err := identity.ByID(tx, account)
	if store.NoRow.Is(err) {
		return account, nil
	}
	return a.Name, err
}

type grantsView struct{ Rows []grantRow }

func grantsPage(c *kit.Ctx) error {
	var v grantsView
	err := c.Read(func(tx *store.Tx) error {
		list, err := identity.Grants(tx)
		if err != nil {
			return err
		}
		v.Rows, err = grantRows(tx, c.Actor, list)
		return err
	})
	if err != nil {
		return err
	}
	for i, r := range v.Rows {
		v.Rows[i].Approve, v.Rows[i].Decline = c.FormOf("a"+r.ID), c.FormOf("d"+r.ID)
	}
	return c.Render(grantsTempl(c.Page("岗位申请"), v))
}

func decide(verb func(*store.Tx, flow.Actor, string) (identity.Grant, error)) kit.Handler {
	return func(c *kit.Ctx) error {
		return c.Again(c.Write(func(tx *store.Tx) (string, error) {
			_, err := verb(tx, c.Actor, c.Path("id"))
			return "/admin/grants", err
		}), grantsPage)
	}
}
