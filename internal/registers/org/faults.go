package org

import "yingshang/internal/kernel/fault"

var (
	// NotManager: the actor does not keep the register of units.
	NotManager = fault.Define("org.not_manager", fault.Forbidden,
		"机构和窗口由优化办或系统管理员维护，请把要改的内容发给他们。")
	// NotYourDelegation: somebody else's roles cannot be handed over.
	NotYourDelegation = fault.Define("org.not_your_delegation", fault.Forbidden,
		"只能授权别人代理自己的岗位；替他人授权请交给本单位负责人或安全管理员办理。")
	// NameAmbiguous: a name alone does not tell which unit is meant.
	NameAmbiguous = fault.Define("org.name_ambiguous", fault.Invalid,
		"有 {n} 个机构都叫“{name}”，请改填机构编码（如 {code}）。")
	// StaffOnly: external units are made in passing by staff imports.
	StaffOnly = fault.Define("org.staff_only", fault.Forbidden,
		"登记外来机构要用单位账号，请先用单位账号登录。")
	// DelegationEnded: a delegation was revoked or ran out before.
	DelegationEnded = fault.Define("org.delegation_ended", fault.Refused,
		"这份代理授权已经收回或到期，不用再收回。")
	// OpenUnclear: a ledger's cell says neither yes nor no.
	OpenUnclear = fault.Define("org.open_unclear", fault.Invalid, "“是否开放”一列写的是“{cell}”，请填 是 或 否。")
)
