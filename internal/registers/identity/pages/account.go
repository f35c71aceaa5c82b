package pages

import (
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

// act is one thing that can be done to an account, as a form on its page.
type act struct {
	name, label, hint string
	perm              string
	verb              flow.Verb // of the state table; empty for what leaves the state
	fields            string    // "reason", "roles", "person" or nothing
	danger            bool
	offered           func(by flow.Actor, a identity.Account) bool
	run               func(tx *store.Tx, by flow.Actor, a identity.Account, version int64, f *kit.Form) error
	secret            bool // it answers with a one-time code, see invite
}

type stateVerb func(*store.Tx, flow.Actor, string, int64, string) (identity.Account, error)

// moving is an act of the state table: it needs a reason.
func moving(name, hint, perm string, verb flow.Verb, do stateVerb, danger bool) act {
	return act{name: name, hint: hint, perm: perm, verb: verb, fields: "reason", danger: danger,
		run: func(tx *store.Tx, by flow.Actor, a identity.Account, version int64, f *kit.Form) error {
			_, err := do(tx, by, a.ID, version, f.Text("reason"))
			return err
		}}
}

type reasonVerb func(tx *store.Tx, by flow.Actor, id, reason string) error

func reasoned(name, label, hint, perm string, do reasonVerb) act {
	return act{name: name, label: label, hint: hint, perm: perm, fields: "reason",
		run: func(tx *store.Tx, by flow.Actor, a identity.Account, _ int64, f *kit.Form) error {
			if reason := f.Need("reason", "原因"); reason != "" {
				return do(tx, by, a.ID, reason)
			}
			return f.Err()
		}}
}

// acts are all acts in the order of the page.
var acts = []act{
	{name: "invite", label: "发激活码", hint: "忘记密码或激活码过期时用；24 小时有效，只显示一次，早先的作废", perm: "identity.grant", secret: true, offered: invitable},
	{name: "ask", label: "申请岗位", hint: "填完整的岗位，不是增加的；业务岗位由安全管理员同意，管理员岗位要两位管理员同意", perm: "identity.ask", fields: "roles",
		offered: inUse, run: askRoles},
	{name: "revoke", label: "收回岗位", hint: "立即生效，登录会结束", perm: "identity.guard", fields: "own-roles", danger: true, offered: hasRoles, run: revoke},
	{name: "amend", label: "更改资料", hint: "换了单位，岗位要重新申请", perm: "identity.keep", fields: "person", offered: inUse, run: amend},
	moving("suspend", "休假、离岗时用，可以恢复", "identity.keep", identity.VerbSuspend, identity.Suspend, false),
	moving("restore", "", "identity.keep", identity.VerbRestore, identity.Restore, false),
	moving("lock", "怀疑被人冒用时立即锁定", "identity.guard", identity.VerbLock, identity.Lock, true),
	moving("unlock", "", "identity.guard", identity.VerbUnlock, identity.Unlock, false),
	{name: "forget", label: "解除输错密码的限制", hint: "本人连续输错后要等一段时间；核实是本人再解除", perm: "identity.guard", offered: inUse,
		run: func(tx *store.Tx, by flow.Actor, a identity.Account, _ int64, _ *kit.Form) error {
			return identity.ForgetFailures(tx, by, a.ID)
		}},
	offer(reasoned("change", "要求换密码", "下次操作前必须换", "identity.guard", identity.RequireChange), inUse),
	offer(reasoned("factor", "解除动态码", "手机丢了时用；下次登录重新绑定。发激活码的人不能同时解除动态码", "identity.grant", identity.ResetFactor), resettable),
	moving("retire", "不能再恢复，账号名不再发给别人", "identity.keep", identity.VerbRetire, identity.Retire, true),
}

func offer(a act, when func(flow.Actor, identity.Account) bool) act {
	a.offered = when
	return a
}

func inUse(_ flow.Actor, a identity.Account) bool {
	return a.Staff() && a.State != identity.Retired
}

func hasRoles(_ flow.Actor, a identity.Account) bool { return len(a.Roles) > 0 && a.Staff() }

func invitable(by flow.Actor, a identity.Account) bool {
	return identity.MayInvite(by, a)
}

func resettable(by flow.Actor, a identity.Account) bool {
	return identity.MayResetFactor(by, a)
}

// open reports whether the act is shown: the state table and the register's
// rules decide, and nobody acts on the own account.
func (a act) open(c *kit.Ctx, on identity.Account) bool {
	if !c.Can(a.perm) || c.Actor.Account == on.ID {
		return false
	}
	if a.verb != "" {
		_, err := identity.Flow.Next(c.Actor, on.State, a.verb)
		return err == nil
	}
	return a.offered(c.Actor, on)
}

// title is the button's word, the state table's own where it has one.
func (a act) title(on identity.Account) string {
	if a.verb == "" {
		return a.label
	}
	for _, step := range identity.Flow.Steps {
		if step.From == on.State && step.Verb == a.verb {
			return step.Label
		}
	}
	return a.label
}

func askRoles(tx *store.Tx, by flow.Actor, a identity.Account, _ int64, f *kit.Form) error {
	_, err := identity.Ask(tx, by, a.ID, rolesIn(f), f.Text("reason"))
	return err
}

func revoke(tx *store.Tx, by flow.Actor, a identity.Account, _ int64, f *kit.Form) error {
	roles, reason := rolesIn(f), f.Need("reason", "原因")
	if len(roles) == 0 {
		f.Problem("roles", "岗位：还没有选，请勾上要收回的")
	}
	if err := f.Err(); err != nil {
		return err
	}
	_, err := identity.Revoke(tx, by, a.ID, roles, reason)
	return err
}

func amend(tx *store.Tx, by flow.Actor, a identity.Account, version int64, f *kit.Form) error {
	_, err := identity.Amend(tx, by, a.ID, version, personIn(f))
	return err
}

// handle is the route of the act.
func (a act) handle() kit.Handler {
	if a.secret {
		return invite
	}
	return func(c *kit.Ctx) error {
		f := c.FormOf(a.name)
		return c.Again(c.Write(func(tx *store.Tx) (string, error) {
			on, err := seen(tx, c)
			if err != nil {
				return "", err
			}
			version := f.OptionalInt("version", "版本", 1, 1<<40)
			if version == nil {
				version = &on.Version
			}
			return "/admin/accounts/" + on.ID, a.run(tx, c.Actor, on, *version, f)
		}), accountPage)
	}
}

func invite(c *kit.Ctx) error {
	var fresh identity.Invitation
	id, err := c.Act(func(tx *store.Tx) (_ string, err error) {
		fresh, err = identity.Invite(tx, c.Actor, c.Path("id"))
		return c.Path("id"), err
	})
	if err != nil {
		return c.Again(err, accountPage)
	}
	return showCode(c, id, fresh)
}

// seen is the account of the address if the actor may see it: the head of a unit
// sees its own people only.
func seen(tx *store.Tx, c *kit.Ctx) (identity.Account, error) {
	a, err := identity.ByID(tx, c.Path("id"))
	if err == nil && c.Actor.Has(identity.Head) && a.Unit != c.Actor.Unit {
		err = store.NoRow.New(nil)
	}
	return a, err
}

type offered struct {
	act
	Title string
	Form  *kit.Form
}

type accountView struct {
	Account  row
	Mobile   string
	Grants   []grantRow
	Offers   []offered
	Person   personView
	OwnRoles []ui.Option
}

func accountPage(c *kit.Ctx) error {
	var v accountView
	err := c.Read(func(tx *store.Tx) error {
		a, err := seen(tx, c)
		if err != nil {
			return err
		}
		rows, err := rowsOf(tx, []identity.Account{a})
		if err != nil {
			return err
		}
		v.Account = rows[0]
		if v.Mobile, err = identity.MaskedMobile(tx, a); err != nil {
			return err
		}
		list, err := identity.GrantsOf(tx, a.ID)
		if err != nil {
			return err
		}
		if v.Grants, err = grantRows(tx, c.Actor, list); err != nil {
			return err
		}
		return v.Person.choices(tx)
	})
	if err != nil {
		return err
	}
	v.offers(c)
	return c.Render(accountTempl(c.Page(v.Account.Name), v))
}

func (v *accountView) offers(c *kit.Ctx) {
	a := v.Account.Account
	for _, r := range a.Roles {
		v.OwnRoles = append(v.OwnRoles, ui.Option{Value: string(r), Label: flow.RoleName(r)})
	}
	for _, one := range acts {
		if !one.open(c, a) {
			continue
		}
		f := c.FormOf(one.name)
		switch one.fields {
		case "person":
			v.Person.Form = f
			staff := ""
			if a.StaffID != nil {
				staff = *a.StaffID
			}
			for name, value := range map[string]string{"name": a.Name, "staff_id": staff, "unit": a.Unit, "window": a.Window} {
				f.Default(name, value)
			}
		case "roles":
			held := []string{}
			for _, r := range a.Roles {
				held = append(held, string(r))
			}
			f.Default("roles", held...)
		}
		v.Offers = append(v.Offers, offered{one, one.title(a), f})
	}
}
