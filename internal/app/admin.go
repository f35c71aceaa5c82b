package app

import (
	"context"
	"slices"
	"strings"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

type adminCommand struct {
	Init adminInit `cmd:"" help:"首次开通：建立系统、安全、审计三位管理员，给出激活码。"`
	User struct {
		Reset  userReset  `cmd:"" help:"给一个账号新的激活码（忘记密码、激活码过期）。"`
		Unlock userUnlock `cmd:"" help:"解除账号的锁定和连续输错的限制。"`
	} `cmd:"" help:"账号。"`
}

type adminInit struct {
	Unit   string `required:"" placeholder:"CODE" help:"三位管理员所在机构的代码（先导入机构名录）。"`
	System string `required:"" placeholder:"LOGIN/NAME/ID" help:"系统管理员：账号/姓名/工号。"`
	Safety string `required:"" placeholder:"LOGIN/NAME/ID" help:"安全管理员：账号/姓名/工号。"`
	Audit  string `required:"" placeholder:"LOGIN/NAME/ID" help:"审计管理员：账号/姓名/工号。"`
}

// invitationJSON is an activation code as it is handed over, once.
type invitationJSON struct {
	Login string `json:"login"`
	Code  string `json:"code"`
	Until string `json:"until"`
}

// Run makes the three administrators. There is no default account and no
// default password; the codes are shown here and nowhere else.
func (c adminInit) Run(a *App) error {
	var first []identity.FirstAdmin
	for _, person := range []struct {
		flag, text string
		role       flow.Role
	}{{"system", c.System, identity.SystemAdmin}, {"safety", c.Safety, identity.SafetyAdmin}, {"audit", c.Audit, identity.AuditAdmin}} {
		parts := strings.Split(person.text, "/")
		if len(parts) != 3 {
			return usage("--%s 要写成“账号/姓名/工号”，如 zhaomin/赵敏/1001，现在写的是“%s”。", person.flag, person.text)
		}
		first = append(first, identity.FirstAdmin{Role: person.role, Login: parts[0], Name: parts[1], StaffID: parts[2], Unit: c.Unit})
	}
	var codes []identity.Invitation
	err := a.withData(func(s *store.Store) error {
		return s.Write(a.Context, func(tx *store.Tx) (err error) {
			codes, err = identity.Bootstrap(tx, first)
			return err
		})
	})
	if err != nil {
		return err
	}
	return a.printCodes(codes)
}

func (a *App) printCodes(codes []identity.Invitation) error {
	a.say("激活码只显示这一次，请当面交给本人；本人在 /activate 页面设定自己的密码。")
	if a.JSON {
		out := make([]invitationJSON, len(codes))
		for i, code := range codes {
			out[i] = invitationJSON{code.Login, code.Code, stamp(code.Until)}
		}
		return a.printJSON(out)
	}
	for _, code := range codes {
		if err := a.print("%s\t%s\t%s 前有效", code.Login, code.Code, code.Until); err != nil {
			return err
		}
	}
	return nil
}

type userReset struct {
	Login string `arg:"" help:"账号。"`
}

// Run gives the account a new activation code. Whoever may open the data
// directory acts here in the place of the administrator who would; the journal
// says that it was the command line.
func (c userReset) Run(a *App) error {
	var code identity.Invitation
	err := a.withData(func(s *store.Store) error {
		return s.Write(context.WithoutCancel(a.Context), func(tx *store.Tx) error {
			account, err := identity.ByLogin(tx, c.Login)
			if err != nil {
				return err
			}
			by := a.operator()
			by.Roles = []flow.Role{flow.RoleSystem, identity.SystemAdmin}
			if slices.Contains(account.Roles, identity.SystemAdmin) {
				by.Roles = []flow.Role{flow.RoleSystem, identity.SafetyAdmin}
			}
			code, err = identity.Invite(tx, by, account.ID)
			return err
		})
	})
	if err != nil {
		return err
	}
	return a.printCodes([]identity.Invitation{code})
}

type userUnlock struct {
	Login string `arg:"" help:"账号。"`
}

// Run ends a lock and the wait after failed sign-ins, in the place of the safety
// administrator; the journal says that it was the command line.
//
// There is no command that takes a dynamic code away: together with the new
// activation code of "admin user reset" it would let one person alone into any
// account, which takes two (三员分立). A lost telephone goes through the page of
// the account, by an administrator who does not give out its activation code.
func (c userUnlock) Run(a *App) error {
	err := a.withData(func(s *store.Store) error {
		return s.Write(context.WithoutCancel(a.Context), func(tx *store.Tx) error {
			account, err := identity.ByLogin(tx, c.Login)
			if err != nil {
				return err
			}
			by := a.operator()
			by.Roles = []flow.Role{flow.RoleSystem, identity.SafetyAdmin}
			if account.State == identity.Locked {
				if account, err = identity.Unlock(tx, by, account.ID, account.Version, "命令行解锁"); err != nil {
					return err
				}
			}
			return identity.ForgetFailures(tx, by, account.ID)
		})
	})
	if err != nil {
		return err
	}
	a.say("账号 %s 可以登录了。", c.Login)
	return nil
}

// sayFirstSteps tells whoever serves an empty house how to let people in.
func (a *App) sayFirstSteps(s *store.Store) error {
	return s.Read(a.Context, func(tx *store.Tx) error {
		admins, err := identity.List(tx, identity.Filter{Role: identity.SystemAdmin, Limit: 1})
		if err != nil || len(admins) > 0 {
			return err
		}
		a.say("还没有管理员，谁也登录不了。请先按 Ctrl+C 停下，依次运行：")
		a.say("  yingshang import units 机构名录.xlsx --data %s", a.dir())
		a.say("  yingshang admin init --data %s --unit 机构编码 --system 账号/姓名/工号 --safety 账号/姓名/工号 --audit 账号/姓名/工号", a.dir())
		a.say("三位管理员要三个不同的人；激活码只显示一次，24 小时内有效。")
		return nil
	})
}
