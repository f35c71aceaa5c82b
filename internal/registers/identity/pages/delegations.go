package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

type delegationRow struct {
	org.Delegation
	From, To string
	State    string
	Tone     ui.Tone
	Live     bool
	End, Act *kit.Form
}

type delegationsView struct {
	Given, Taken []delegationRow
	Colleagues   []ui.Option
	Roles        []ui.Option
	For          string // on whose behalf the session acts now
	Form         *kit.Form
	Act          *kit.Form
}

func delegationsPage(c *kit.Ctx) error {
	v := delegationsView{Form: c.FormOf("delegation"), Act: c.FormOf("act")}
	err := c.Read(func(tx *store.Tx) error { return v.read(tx, c) })
	if err != nil {
		return err
	}
	return c.Render(delegationsTempl(c.Page("代理授权"), v))
}

func (v *delegationsView) read(tx *store.Tx, c *kit.Ctx) error {
	me := c.Session.Account
	given, err := org.DelegationsBy(tx, me.ID)
	if err != nil {
		return err
	}
	taken, err := org.ActingFor(tx, me.ID, tx.Today())
	if err != nil {
		return err
	}
	if v.Given, err = delegationRows(tx, c, given); err != nil {
		return err
	}
	if v.Taken, err = delegationRows(tx, c, taken); err != nil {
		return err
	}
	if c.Actor.For != "" {
		if v.For, err = nameOf(tx, c.Actor.For); err != nil {
			return err
		}
	}
	for _, r := range me.Roles {
		v.Roles = append(v.Roles, ui.Option{Value: string(r), Label: flow.RoleName(r)})
	}
	list, err := identity.List(tx, identity.Filter{Unit: me.Unit, State: identity.Active, Limit: 1000})
	v.Colleagues = []ui.Option{{Value: "", Label: "请选"}}
	for _, a := range list {
		if a.ID != me.ID {
			v.Colleagues = append(v.Colleagues, ui.Option{Value: a.ID, Label: a.Name + "（" + flow.RoleNames(a.Roles) + "）"})
		}
	}
	return err
}

func delegationRows(tx *store.Tx, c *kit.Ctx, list []org.Delegation) ([]delegationRow, error) {
	out := make([]delegationRow, 0, len(list))
	for _, d := range list {
		r := delegationRow{Delegation: d, End: c.FormOf("e" + d.ID), Act: c.FormOf("t" + d.ID)}
		var err error
		if r.From, err = nameOf(tx, d.FromAccount); err != nil {
			return nil, err
		}
		if r.To, err = nameOf(tx, d.ToAccount); err != nil {
			return nil, err
		}
		switch today := tx.Today(); {
		case d.RevokedAt != nil:
			r.State, r.Tone = "已收回", ui.Grey
		case d.ToDay < today:
			r.State, r.Tone = "已到期", ui.Grey
		case d.FromDay > today:
			r.State, r.Tone, r.Live = "还没开始", ui.Amber, true
		default:
			r.State, r.Tone, r.Live = "生效中", ui.Green, true
		}
		out = append(out, r)
	}
	return out, nil
}

func delegate(c *kit.Ctx) error {
	f := c.FormOf("delegation")
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		in := org.DelegationInput{FromAccount: c.Session.Account.ID, ToAccount: f.Text("to_account"), Roles: rolesIn(f),
			FromDay: f.Day("from_day", "从哪天"), ToDay: f.Day("to_day", "到哪天"), Reason: f.Text("reason")}
		if err := f.Err(); err != nil {
			return "", err
		}
		_, err := identity.Delegate(tx, c.Actor, in)
		return "/delegations", err
	}), delegationsPage)
}

func endDelegation(c *kit.Ctx) error {
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		_, err := identity.EndDelegation(tx, c.Actor, c.Path("id"))
		return "/delegations", err
	}), delegationsPage)
}

// actFor lets the session act under the delegation of the address, or in its own
// name again when none is named.
func actFor(c *kit.Ctx) error {
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		return "/delegations", identity.ActFor(tx, *c.Session, c.Path("id"))
	}), delegationsPage)
}

type meView struct {
	Account row
	Mobile  string
}

func mePage(c *kit.Ctx) error {
	var v meView
	err := c.Read(func(tx *store.Tx) error {
		a, err := identity.ByID(tx, c.Session.Account.ID)
		if err != nil {
			return err
		}
		rows, err := rowsOf(tx, []identity.Account{a})
		if err != nil {
			return err
		}
		v.Account = rows[0]
		v.Mobile, err = identity.MaskedMobile(tx, a)
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(meTempl(c.Page("我的账号"), v))
}
