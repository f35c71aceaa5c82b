package identity

import (
	"fmt"
	"strings"
	"time"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/store"
)

// Manifest is what the register tells the house.
var Manifest = manifest.Room{
	Name:  "identity",
	Zh:    "账号",
	Basis: []string{"GB/T 22239-2019 8.1.4.1", "GB/T 22239-2019 8.1.4.2", "《个人信息保护法》第五十一条"},
	Flows: []*flow.Table{Flow, GrantFlow},
	Perms: []manifest.Perm{
		{Name: "identity.self", Zh: "管理自己的账号", Roles: everyRole()},
		{Name: "identity.keep", Zh: "开通和停用账号", Roles: []flow.Role{SystemAdmin}},
		{Name: "identity.grant", Zh: "同意岗位申请", Roles: allAdmins},
		{Name: "identity.guard", Zh: "锁定、解锁、收回岗位", Roles: []flow.Role{SafetyAdmin}},
		{Name: "identity.ask", Zh: "申请岗位", Roles: []flow.Role{SystemAdmin, SafetyAdmin, Head}},
		{Name: "identity.delegate", Zh: "代理授权", Roles: append(Staff(), SafetyAdmin)},
		{Name: "identity.read", Zh: "查看账号名单", Roles: append([]flow.Role{Head, Coordinator}, allAdmins...)},
	},
	Sweeps: []manifest.Sweep{
		{Name: "identity.unused", Zh: "停用 90 天没有登录的账号", Every: 6 * time.Hour, Run: SuspendUnused},
		{Name: "identity.tidy", Zh: "清理过期的登录", Every: 10 * time.Minute, Run: Tidy},
	},
	Importers: []manifest.Importer{{Kind: "accounts", Zh: "账号名单", Roles: []flow.Role{SystemAdmin},
		Columns: accountLedger, Apply: applyAccounts}},
}

func everyRole() []flow.Role {
	out := make([]flow.Role, len(Roles))
	for i, r := range Roles {
		out[i] = r.Role
	}
	return out
}

var accountLedger = []manifest.Column{
	{Name: "login", Zh: "账号", Synonyms: []string{"登录名", "用户名"}, Required: true, Sample: "zhangsan", Note: "字母开头，3 至 32 位，不要用手机号"},
	{Name: "name", Zh: "姓名", Required: true, Sample: "张三"},
	{Name: "staff_id", Zh: "工号", Synonyms: []string{"人员编号"}, Sample: "ZR0012", Note: "一人一个，不要用身份证号"},
	{Name: "unit", Zh: "单位编码", Synonyms: []string{"机构编码"}, Required: true, Sample: "zrzyj"},
	{Name: "window", Zh: "窗口编码", Synonyms: []string{"窗口号"}, Sample: "A03"},
	{Name: "roles", Zh: "岗位", Synonyms: []string{"角色"}, Sample: "窗口人员、审查人员", Note: "提出申请，安全管理员同意后生效"},
	{Name: "areas", Zh: "可见区划", Sample: "430922100", Note: "不填为全县"},
	{Name: "mobile", Zh: "手机", Synonyms: []string{"手机号", "联系电话"}},
}

// applyAccounts makes accounts for people that have none and amends those that
// have. The activation codes stand in the outcome's notes, shown once.
func applyAccounts(tx *store.Tx, by flow.Actor, rows []manifest.Row) (manifest.Outcome, error) {
	var notes []manifest.RowNote
	out, err := manifest.EachRow(rows, func(row manifest.Row) (manifest.Effect, error) {
		in, err := fromLedger(row.Cells)
		if err != nil {
			return manifest.Same, err
		}
		known, found, err := accountByLogin.Find(tx, tx.County(), tidyLogin(in.Login))
		if err != nil {
			return manifest.Same, err
		}
		if found && known.Staff() && known.State != Retired {
			return amendFrom(tx, by, known, in)
		}
		_, invitation, err := Create(tx, by, in)
		if err != nil {
			return manifest.Same, err
		}
		notes = append(notes, manifest.RowNote{Number: row.Number, Sentence: fmt.Sprintf("账号 %s 的激活码：%s（%s 前有效，只显示这一次）",
			invitation.Login, invitation.Code, invitation.Until)})
		return manifest.New, nil
	})
	out.Notes = notes
	return out, err
}

func fromLedger(cells map[string]string) (NewAccount, error) {
	in := NewAccount{Login: cells["login"], Name: cells["name"], StaffID: cells["staff_id"], Unit: cells["unit"],
		Window: cells["window"], Areas: list(cells["areas"]), Mobile: cells["mobile"]}
	for _, word := range list(cells["roles"]) {
		role, known := ParseRole(word)
		if !known {
			return in, UnknownRole.New(fault.Args{"role": word, "known": flow.RoleNames(append(Staff(), Admins()...))})
		}
		in.Roles = append(in.Roles, role)
	}
	return in, nil
}

// list cuts a cell that names several things.
func list(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("、,，;； /", r) })
}

// amendFrom amends an account by a ledger's row. Roles that it does not hold are
// asked for; roles are never taken by a ledger.
func amendFrom(tx *store.Tx, by flow.Actor, a Account, in NewAccount) (manifest.Effect, error) {
	changed, err := differs(tx, a, in)
	if err != nil {
		return manifest.Same, err
	}
	effect := manifest.Same
	if changed {
		if a, err = Amend(tx, by, a.ID, a.Version, in); err != nil {
			return manifest.Same, err
		}
		effect = manifest.Changed
	}
	if len(without(in.Roles, a.Roles)) == 0 {
		return effect, may(by, bySystemAdmin...)
	}
	waiting, err := GrantsOf(tx, a.ID)
	if err != nil {
		return manifest.Same, err
	}
	for _, g := range waiting {
		if g.State == Asked && len(without(in.Roles, g.Roles)) == 0 {
			return effect, nil
		}
	}
	if err := may(by, bySystemAdmin...); err != nil {
		return manifest.Same, err
	}
	_, err = ask(tx, by, a, in.Roles, "账号名单导入")
	return manifest.Changed, err
}

func differs(tx *store.Tx, a Account, in NewAccount) (bool, error) {
	mobile := ""
	if a.Mobile != nil {
		var err error
		if mobile, err = tx.Unseal(sealSubject(a.ID), a.Mobile); err != nil {
			return false, err
		}
	}
	staff := ""
	if a.StaffID != nil {
		staff = *a.StaffID
	}
	return a.Name != in.Name || staff != in.StaffID || a.Unit != in.Unit || a.Window != in.Window ||
		strings.Join(a.Areas, " ") != strings.Join(in.Areas, " ") || (in.Mobile != "" && mobile != in.Mobile), nil
}
