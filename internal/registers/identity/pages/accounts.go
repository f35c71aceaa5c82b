package pages

import (
	"net/url"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// row is an account in a list with the name of its unit.
type row struct {
	identity.Account
	UnitName string
}

type accountsView struct {
	Rows   []row
	Form   *kit.Form
	Filter ui.FilterView
	Pager  ui.Pager
	Units  []ui.Option
	Keep   bool
}

const accountRows = 50

func accountsPage(c *kit.Ctx) error {
	f := c.Filter()
	v := accountsView{Form: f, Keep: c.Can("identity.keep"), Filter: ui.FilterView{Action: "/admin/accounts", Clear: "/admin/accounts"}}
	find := identity.Filter{Unit: f.Text("unit"), Role: flow.Role(f.Text("role")), State: flow.State(f.Text("state")),
		After: f.Text("after"), Limit: accountRows + 1}
	if c.Actor.Has(identity.Head) { // the head of a unit sees its own people
		find.Unit = c.Actor.Unit
	}
	err := c.Read(func(tx *store.Tx) (err error) {
		list, err := identity.List(tx, find)
		if err != nil {
			return err
		}
		v.Pager = ui.Pager{From: 1, To: min(len(list), accountRows), Total: -1}
		if len(list) > accountRows {
			list = list[:accountRows]
			v.Pager.Next = "/admin/accounts?" + url.Values{"unit": {f.Text("unit")}, "role": {f.Text("role")},
				"state": {f.Text("state")}, "after": {list[accountRows-1].ID}}.Encode()
		}
		if v.Rows, err = rowsOf(tx, list); err != nil {
			return err
		}
		v.Units, err = unitOptions(tx, "全部")
		return err
	})
	if err != nil {
		return err
	}
	return c.Render(accountsTempl(c.Page("账号"), v))
}

func rowsOf(tx *store.Tx, list []identity.Account) ([]row, error) {
	names := map[string]string{}
	out := make([]row, 0, len(list))
	for _, a := range list {
		if _, known := names[a.Unit]; !known {
			name, err := org.ShortName(tx, a.Unit)
			if err != nil {
				return nil, err
			}
			names[a.Unit] = name
		}
		out = append(out, row{a, names[a.Unit]})
	}
	return out, nil
}

func unitOptions(tx *store.Tx, none string) ([]ui.Option, error) {
	inside := false
	units, err := org.List(tx, org.Filter{External: &inside, Limit: 1000})
	out := []ui.Option{{Value: "", Label: none}}
	for _, u := range units {
		out = append(out, ui.Option{Value: u.Code, Label: u.Short})
	}
	return out, err
}

func windowOptions(tx *store.Tx) ([]ui.Option, error) {
	windows, err := org.Windows(tx, org.WindowFilter{OpenOnly: true, Limit: 1000})
	out := []ui.Option{{Value: "", Label: "不在窗口"}}
	for _, w := range windows {
		out = append(out, ui.Option{Value: w.Code, Label: w.Code + " " + w.Name})
	}
	return out, err
}

// roleOptions are the posts of people; an applicant's is not given by anybody.
func roleOptions() []ui.Option {
	var out []ui.Option
	for _, r := range identity.Roles {
		if r.Role == identity.Applicant {
			continue
		}
		o := ui.Option{Value: string(r.Role), Label: r.Zh}
		if r.Admin {
			o.Hint = "单独担任，要两位管理员同意"
		}
		out = append(out, o)
	}
	return out
}

func rolesIn(f *kit.Form) []flow.Role {
	var out []flow.Role
	for _, r := range f.All("roles") {
		out = append(out, flow.Role(r))
	}
	return out
}

type personView struct {
	Form           *kit.Form
	Units, Windows []ui.Option
}

func (v *personView) choices(tx *store.Tx) (err error) {
	if v.Units, err = unitOptions(tx, "请选"); err != nil {
		return err
	}
	v.Windows, err = windowOptions(tx)
	return err
}

func newPage(c *kit.Ctx) error {
	v := personView{Form: c.FormOf("account")}
	if err := c.Read(v.choices); err != nil {
		return err
	}
	return c.Render(newTempl(c.Page("开通账号"), v))
}

func personIn(f *kit.Form) identity.NewAccount {
	return identity.NewAccount{Login: f.Text("login"), StaffID: f.Text("staff_id"), Name: f.Text("name"),
		Unit: f.Text("unit"), Window: f.Text("window"), Roles: rolesIn(f), Mobile: f.Raw("mobile")}
}

// create makes the account and shows its activation code, once. Sent again, the
// form leads to the account: the code is gone and can only be given anew.
func create(c *kit.Ctx) error {
	f := c.FormOf("account")
	var fresh identity.Invitation
	id, err := c.Act(func(tx *store.Tx) (string, error) {
		a, invitation, err := identity.Create(tx, c.Actor, personIn(f))
		fresh = invitation
		return a.ID, err
	})
	if err != nil {
		return c.Again(err, newPage)
	}
	return showCode(c, id, fresh)
}

// showCode is the only page an activation code stands on.
func showCode(c *kit.Ctx, id string, fresh identity.Invitation) error {
	if fresh.Code == "" {
		c.Flash("激活码只显示一次。没有记下的，请重新发一个。")
		return c.Redirect("/admin/accounts/" + id)
	}
	return c.Render(codeTempl(c.Page("激活码"), fresh))
}
