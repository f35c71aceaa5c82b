package pages

import (
	"slices"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

type tokenRow struct {
	identity.Token
	Account string
	State   string
	Live    bool
	Revoke  *kit.Form
}

type tokensView struct {
	Rows     []tokenRow
	Accounts []ui.Option
	Scopes   []ui.Option
	Form     *kit.Form
}

func (p pages) tokensPage(c *kit.Ctx) error {
	v := tokensView{Form: c.FormOf("token")}
	v.Form.Default("days", "180")
	var roles []flow.Role
	err := c.Read(func(tx *store.Tx) (err error) {
		roles, err = v.read(tx, c)
		return err
	})
	if err != nil {
		return err
	}
	for _, perm := range p.perms {
		if c.AsksFor(perm.Name) && (flow.Actor{Roles: perm.Roles}).Has(roles...) {
			v.Scopes = append(v.Scopes, ui.Option{Value: perm.Name, Label: perm.Zh})
		}
	}
	return c.Render(tokensTempl(c.Page("接口令牌"), v))
}

// read fills in accounts and tokens and returns the roles the accounts hold.
func (v *tokensView) read(tx *store.Tx, c *kit.Ctx) (roles []flow.Role, err error) {
	accounts, err := identity.List(tx, identity.Filter{Role: identity.Integrator, Limit: 1000})
	if err != nil {
		return nil, err
	}
	for _, a := range accounts {
		if a.State == identity.Active {
			roles = append(roles, a.Roles...)
			v.Accounts = append(v.Accounts, ui.Option{Value: a.ID, Label: a.Name + "（" + a.Login + "）"})
		}
		tokens, err := identity.Tokens(tx, a.ID)
		if err != nil {
			return nil, err
		}
		for _, t := range tokens {
			r := tokenRow{Token: t, Account: a.Name, State: "已到期", Revoke: c.FormOf("r" + t.ID)}
			switch {
			case t.RevokedAt != nil:
				r.State = "已收回"
			case t.ExpiresAt >= tx.Now():
				r.State, r.Live = "有效", true
			}
			v.Rows = append(v.Rows, r)
		}
	}
	return roles, nil
}

// issueToken makes a token and shows its secret, once.
func (p pages) issueToken(c *kit.Ctx) error {
	f := c.FormOf("token")
	secret := ""
	var made identity.Token
	_, err := c.Act(func(tx *store.Tx) (_ string, err error) {
		account := f.Text("account")
		days := f.Int("days", "有效天数", 1, 366)
		if account == "" {
			f.Problem("account", "接口账号：请选一个；还没有的，请先开通并取得“接口账号”岗位")
		} else if err := p.checkScopes(tx, c, f, account); err != nil {
			return "", err
		}
		if err := f.Err(); err != nil {
			return "", err
		}
		made, secret, err = identity.IssueToken(tx, c.Actor, account, f.Text("name"), f.All("scopes"), int(days))
		return made.ID, err
	})
	if err != nil {
		return c.Again(err, p.tokensPage)
	}
	if secret == "" {
		c.Flash("令牌只显示一次。没有记下的，请收回后重新发。")
		return c.Redirect("/admin/tokens")
	}
	return c.Render(secretTempl(c.Page("接口令牌"), made, secret))
}

// checkScopes notes what the account itself may not do: a token is never more
// than its account.
func (p pages) checkScopes(tx *store.Tx, c *kit.Ctx, f *kit.Form, account string) error {
	a, err := identity.ByID(tx, account)
	if err != nil {
		return err
	}
	for _, scope := range f.All("scopes") {
		i := slices.IndexFunc(p.perms, func(perm manifest.Perm) bool { return perm.Name == scope })
		switch {
		case i < 0 || !c.AsksFor(scope):
			f.Problem("scopes", "权限：请只从列表里选")
		case !identity.Can(flow.Actor{Roles: a.Roles}, p.perms[i]):
			f.Problem("scopes", "权限：“"+a.Name+"”的岗位没有“"+p.perms[i].Zh+"”，请去掉，或先为它申请岗位")
		}
	}
	return nil
}

func (p pages) revokeToken(c *kit.Ctx) error {
	return c.Again(c.Write(func(tx *store.Tx) (string, error) {
		return "/admin/tokens", identity.RevokeToken(tx, c.Actor, c.Path("id"))
	}), p.tokensPage)
}
